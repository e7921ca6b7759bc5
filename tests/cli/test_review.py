"""`review` as text, JSON and page, and `reply`, on a folder of other people's files, without a home."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from cmcheckin.bootstrap import Program
from cmcheckin.cli import review as command
from cmcheckin.services.follow_up import FollowUpStore
from cmcheckin.services.shared_folder.folder import read_folder
from cmcheckin.services.shared_folder.found import Limits
from cmcheckin.sharing.codec import share_bytes, share_from_json
from cmcheckin.sharing.follow_up import item_key
from cmcheckin.sharing.json_input import parse_json
from cmcheckin.sharing.replies import reply_from_json
from cmcheckin.sharing.share_file import ShareEscalation
from cmcheckin.wording import needs_you
from tests.cli.cli_runs import Cli
from tests.sharing.team_examples import NAMES, person, share, write_team

HOSTILE = "Ada\x1b]52;c;eA==\x07 [/x] [@click=app.quit]<script>\u202e"


@pytest.fixture
def cli(tmp_path: Path) -> Cli:
    """The command line on the Monday after the shared weeks."""
    return Cli(tmp_path / "home", now="2026-11-23T08:30:00+01:00")


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """A folder with three people's last two weeks."""
    write_team(tmp_path / "team", people=3, weeks=2)
    return tmp_path / "team"


def file_of(shared: Path, n: int) -> Path:
    """Return the newest file of person `n`."""
    return shared / f"{NAMES[n].split()[0].lower()}-{n}-2026-W47.json"


def test_the_text_shows_everybody_and_creates_no_home(cli: Cli, shared: Path) -> None:
    done = cli("review", str(shared))
    assert done.code == 0
    assert done.lines[0] == "Review · three people · week 47"
    assert all(name in done.out for name in NAMES[:3])
    assert "Worth asking" in done.out
    assert not cli.home.exists()
    assert max(map(len, done.lines)) <= 80


def test_the_document_has_people_weeks_questions_and_open_items(cli: Cli, shared: Path) -> None:
    (shared / "half.json").write_bytes(share_bytes(share(1))[:200])
    done = cli("review", str(shared), "--json")
    found = done.document
    assert list(found) == ["needs", "people", "open", "asks", "wins", "replies", "older", "unread", "left_out"]
    assert [one["name"] for one in found["people"]] == list(NAMES[:3])
    assert [week["week"] for week in found["people"][0]["weeks"]] == ["2026-W46", "2026-W47"]
    assert all(one["questions"] is not None for one in found["people"])
    assert [Path(one["path"]).name for one in found["unread"]] == ["half.json"]
    assert "half.json" in done.err


def test_nothing_private_could_be_in_it(cli: Cli, shared: Path) -> None:
    words = cli("review", str(shared), "--json").out
    assert not [name for name in ('"note"', '"feelings"', '"nudges"', '"rank"', '"score"') if name in words]


def test_text_from_outside_cannot_act_on_the_terminal(cli: Cli, shared: Path) -> None:
    (shared / "hostile.json").write_bytes(share_bytes(replace(share(5), name=HOSTILE, help=HOSTILE)))
    (shared / "bad\x1b[2J\x07name.json").write_bytes(b"{")
    done = cli("review", str(shared))
    assert "\x1b" not in done.out + done.err
    assert "\u202e" not in done.out
    assert "[/x]" in done.out


def test_a_page_is_written_and_never_over_another_file(cli: Cli, shared: Path, tmp_path: Path) -> None:
    page = tmp_path / "team.html"
    assert cli("review", str(shared), "--html", str(page)).code == 0
    assert page.read_text("utf-8").startswith("<!DOCTYPE html>")
    assert page.stat().st_mode & 0o777 == 0o600
    page.write_text("mine", "utf-8")
    assert cli("review", str(shared), "--html", str(page)).code == 3
    assert page.read_text("utf-8") == "mine"
    assert cli("review", str(shared), "--html", str(page), "--replace").code == 0
    assert page.read_text("utf-8").startswith("<!DOCTYPE html>")
    assert cli("review", str(shared), "--html", "-").out.startswith("<!DOCTYPE html>")


@pytest.mark.parametrize("name", [".", "..", "page.html"])
def test_a_page_that_cannot_be_written_leaves_nothing(
    cli: Cli, shared: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    (there := shared.parent / "pages").mkdir()
    monkeypatch.chdir(there)
    if name == "page.html":
        monkeypatch.setattr(os, "fsync", full)
    assert cli("review", str(shared), "--html", name).code == (1 if name == "page.html" else 3)
    assert not list(there.iterdir())


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Limit reading to four files."""
    monkeypatch.setattr(command, "read_folder", lambda paths, now, **_: read_folder(paths, now, Limits(files=4)))


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("how", [(), ("--plain",), ("--html", "-"), ("--json",)])
def test_what_was_left_out_is_named_first_and_by_the_exit_code(cli: Cli, shared: Path, how: tuple[str, ...]) -> None:
    done = cli("review", str(shared), *how)
    assert done.code == 1
    assert all(name in done.out for name in NAMES[:3])
    assert "2 older files were left out" in done.err
    if how == ("--json",):
        assert done.document["left_out"] == 2
        assert ["2 older files were left out" in one["reason"] for one in done.document["unread"]] == [True]
    else:
        where = done.out.index("2 older files were left out")
        assert where < done.out.index("<h2" if how == ("--html", "-") else needs_you.SECTIONS["people"])
        assert done.out.startswith("<!DOCTYPE") or where < 80


@pytest.mark.parametrize("how", [(), ("--html", "-"), ("--json",)])
def test_a_file_from_the_future_is_named_and_not_shown(cli: Cli, shared: Path, how: tuple[str, ...]) -> None:
    forged = replace(share(0), made=share(0).made.replace(year=2099), help="forged")
    (shared / "forged.json").write_bytes(share_bytes(forged))
    done = cli("review", str(shared), *how)
    assert done.code == 1
    assert "forged.json" in done.err.replace("\n", "")
    assert "in the future" in done.out + done.err
    assert ": “forged”" not in done.out
    assert '"help":"forged"' not in done.out
    assert not how or "dated 2099-01-01" in done.out or "dated 2099-11-22" in done.out


def test_a_partial_page_replaces_no_page(cli: Cli, shared: Path, tmp_path: Path) -> None:
    page = tmp_path / "team.html"
    (shared / "half.json").write_text('{"cmcheckin": "sh')
    assert cli("review", str(shared), "--html", str(page)).code == 1
    assert "One file couldn&#x27;t be read" in page.read_text("utf-8")
    page.write_text("mine", "utf-8")
    done = cli("review", str(shared), "--html", str(page), "--replace")
    assert (done.code, page.read_text("utf-8")) == (1, "mine")
    assert "wasn't changed, because some files couldn't be read. Add --replace --partial" in done.err
    assert cli("review", str(shared), "--html", str(page), "--replace", "--partial").code == 0
    assert page.read_text("utf-8").startswith("<!DOCTYPE html>")


def test_two_people_of_one_name_are_distinguished_everywhere(cli: Cli, tmp_path: Path) -> None:
    for n in range(2):
        (tmp_path / f"{n}.json").write_bytes(share_bytes(replace(share(n), name="Ada", person=f"p-{n}{n}{n}{n}{n}")))
    text = cli("review", str(tmp_path)).out.partition("Worth asking")[2]
    page = cli("review", str(tmp_path), "--html", "-").out.partition('id="people"')[2]
    for n in range(2):
        assert f"Ada (p-{n}{n}{n}{n})" in text
        assert f"Ada (p-{n}{n}{n}{n})" in page
    assert [one["name"] for one in cli("review", str(tmp_path), "--json").document["people"]] == ["Ada", "Ada"]


def test_a_folder_without_files_says_what_to_do(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    done = cli("review", str(tmp_path / "none"))
    assert done.code == 0
    assert "no share files here yet" in done.out


def test_a_path_that_is_not_there_is_refused(cli: Cli, tmp_path: Path) -> None:
    done = cli("review", str(tmp_path / "nowhere"))
    assert done.code == 3
    assert "doesn't exist" in done.err


@pytest.mark.parametrize("how", [(), ("--plain",), ("--html", "-"), ("--json",)])
def test_a_missing_path_is_named_and_the_rest_is_shown(cli: Cli, shared: Path, how: tuple[str, ...]) -> None:
    done = cli("review", str(shared), str(shared / "tema"), *how)
    assert done.code == 1
    assert f"{shared}/tema" in done.err.replace("\n", "")
    assert "doesn't exist" in done.err
    assert done.out


def test_on_a_terminal_it_is_refused_before_any_screen_and_an_empty_folder_opens_one(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[Sequence[str]] = []

    def screen(_: Program, paths: Sequence[str], __: str, *, partial: bool) -> int:
        assert not partial
        shown.append(paths)
        return 0

    monkeypatch.setattr(command, "is_terminal", lambda: True)
    monkeypatch.setattr(Program, "run_review", screen)
    done = cli("review", str(tmp_path / "nowhere"))
    assert (done.code, shown) == (3, [])
    assert "doesn't exist" in done.err
    assert cli("review", str(tmp_path)).code == 0
    assert shown == [[str(tmp_path)]]


def test_a_script_sees_why_nothing_could_be_read(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "half.json").write_text('{"cmcheckin": "sh')
    for path in ("half.json", "nowhere"):
        done = cli("review", str(tmp_path / path), "--json")
        assert done.code == 3
        assert done.document["people"] == []
        [unread] = done.document["unread"]
        assert Path(unread["path"]).name == path
        assert unread["reason"]


def test_everybody_has_the_same_keys_also_without_a_name(cli: Cli, shared: Path) -> None:
    bare = replace(share(7), name="", wins=(), escalations=(), asks=(), help="")
    (shared / "bare.json").write_bytes(share_bytes(bare))
    people = cli("review", str(shared), "--json").document["people"]
    [found] = [one for one in people if one["person"] == bare.person]
    assert (found["name"], found["wins"], found["help"]) == ("", [], "")
    assert {tuple(one) for one in people} == {tuple(people[0])}


def test_what_is_open_has_the_same_keys_also_without_a_severity(cli: Cli, tmp_path: Path) -> None:
    opened = ShareEscalation("e-1", "Spam wave", share(1).first)
    (tmp_path / "a.json").write_bytes(share_bytes(replace(share(1), name="", escalations=(opened,))))
    [found] = cli("review", str(tmp_path), "--json").document["open"]
    assert (found["name"], found["severity"], found["handed_to"]) == ("", None, "")


@pytest.mark.parametrize(
    "both", [("--json", "--html", "-"), ("--json", "--plain"), ("--html", "-", "--plain"), ("--plain", "--json")]
)
def test_two_output_forms_are_refused(cli: Cli, shared: Path, both: tuple[str, ...]) -> None:
    done = cli("review", str(shared), *both)
    assert (done.code, done.out) == (2, "")
    assert "not both" in done.err


def test_thanks_are_written_beside_the_file_they_answer(cli: Cli, shared: Path) -> None:
    win = share(1).wins[0]
    done = cli("reply", str(file_of(shared, 1)), "--thanks", win.id, "--text", "So \x1b[31mgood", "--from", "Kim")
    assert done.code == 0
    written = Path(done.out.strip())
    assert written.parent == shared
    reply = reply_from_json(parse_json(written.read_bytes()))
    assert (reply.to, reply.kind, reply.text, reply.about, reply.about_text, reply.sender) == (
        person(1), "thanks", "So good", win.id, win.text, "Kim",
    )  # fmt: skip
    assert reply.id in cli("review", str(shared), "--json").out


def test_in_a_folder_with_one_file_the_reply_is_beside_it_with_the_same_readers(cli: Cli, tmp_path: Path) -> None:
    (only := tmp_path / "ada").mkdir(0o755)
    (only / "ada.json").write_bytes(share_bytes(share(0)))
    (only / "ada.json").chmod(0o600)
    written = Path(cli("reply", str(only), "--cover", "--text", "x").out.strip())
    assert written.parent == only
    assert written.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("kind", ["cover", "time", "budget", "introduction", "question"])
def test_an_offer_goes_to_the_person(cli: Cli, shared: Path, kind: str) -> None:
    done = cli("reply", str(file_of(shared, 0)), f"--{kind}", "--text", "Sam takes the weekend")
    reply = reply_from_json(parse_json(Path(done.out.strip()).read_bytes()))
    assert (reply.kind, reply.about) == (kind, "")


@pytest.mark.parametrize(
    ("days", "first", "last"),
    [
        ("2026-12-03", "2026-12-03", "2026-12-03"),
        ("3 dec to 4 dec", "2026-12-03", "2026-12-04"),
        ("2026-12-31..2027-01-02", "2026-12-31", "2027-01-02"),
    ],
)
def test_an_offer_names_its_days(cli: Cli, shared: Path, days: str, first: str, last: str) -> None:
    done = cli("reply", str(file_of(shared, 0)), "--time", "--text", "Yours", "--days", days)
    reply = reply_from_json(parse_json(Path(done.out.strip()).read_bytes()))
    assert (str(reply.first), str(reply.last)) == (first, last)


def test_an_answer_is_noted_in_the_managers_own_follow_up(cli: Cli, shared: Path) -> None:
    before = sorted(shared.iterdir())
    done = cli("reply", str(file_of(shared, 0)), "--answer", "a-0", "--text", "In March")
    kept = FollowUpStore(cli.home / "follow-up.json", None).load()
    assert kept.marks[item_key("item", person(0), "a-0")].state == "answered"
    assert sorted(shared.iterdir()) == sorted([*before, Path(done.out.strip())])


def test_a_damaged_follow_up_is_named_and_kept_and_the_reply_is_written(cli: Cli, shared: Path) -> None:
    cli.home.mkdir()
    (file := cli.home / "follow-up.json").write_text("{")
    done = cli("reply", str(file_of(shared, 0)), "--answer", "a-0", "--text", "In March")
    assert done.code == 0
    assert "your own notes couldn't be updated" in done.err
    assert Path(done.out.strip()).exists()
    assert file.read_text() == "{"


def test_an_answer_goes_to_an_ask(cli: Cli, shared: Path) -> None:
    done = cli("reply", str(file_of(shared, 0)), "--answer", "a-0", "--text", "In March")
    assert reply_from_json(parse_json(Path(done.out.strip()).read_bytes())).about == "a-0"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--thanks", "nothing"], 3, "no win with the id"),
        (["--answer", "nothing", "--text", "x"], 3, "no ask with the id"),
        (["--cover"], 2, "needs --text"),
        (["--text", "x"], 2, "is needed"),
        (["--question"], 2, "needs --text"),
        (["--budget", "--text", "x", "--days", "2026-12-03"], 2, "--days needs --cover or --time"),
        (["--time", "--text", "x", "--days", "4 dec to 3 dec"], 2, "before"),
        (["--time", "--text", "x", "--days", "soon"], 2, "soon"),
        (["--cover", "--time", "--text", "x"], 2, "not both"),
    ],
)
def test_an_impossible_reply_is_refused_and_writes_nothing(
    cli: Cli, shared: Path, arguments: list[str], code: int, said: str
) -> None:
    before = sorted(shared.iterdir())
    done = cli("reply", str(file_of(shared, 0)), *arguments)
    assert done.code == code
    assert said in done.err
    assert sorted(shared.iterdir()) == before


def test_the_ids_of_a_file_are_listed_with_their_words(cli: Cli, shared: Path) -> None:
    share = share_from_json(parse_json(file_of(shared, 0).read_bytes()))
    listed = cli("reply", str(file_of(shared, 0)), "--thanks", "Newcomer").err
    assert all(f"\n  {win.id}  {win.text[:40]}" in listed for win in share.wins)
    assert (
        f"\n  a-0  {share.asks[0].title[:40]}"
        in cli("reply", str(file_of(shared, 0)), "--answer", "x", "--text", "x").err
    )


def test_a_folder_or_a_broken_file_cannot_be_answered(cli: Cli, shared: Path) -> None:
    assert cli("reply", str(shared), "--cover", "--text", "x").code == 2
    (shared / "half.json").write_text('{"cmcheckin": "sh')
    assert cli("reply", str(shared / "half.json"), "--cover", "--text", "x").code == 3


def test_the_name_of_config_toml_is_the_sender(cli: Cli, shared: Path) -> None:
    cli.home.mkdir()
    (cli.home / "config.toml").write_text('name = "Kim"\n')
    done = cli("reply", str(file_of(shared, 0)), "--cover", "--text", "x")
    assert json.loads(Path(done.out.strip()).read_text())["from"] == "Kim"


def test_a_reply_without_a_name_is_written_with_a_hint(cli: Cli, shared: Path) -> None:
    done = cli("reply", str(file_of(shared, 0)), "--cover", "--text", "x")
    assert done.code == 0
    assert done.err.index("Reply saved") < done.err.index("Your reply doesn't say who it's from.")
    assert "use --from NAME or set name in config.toml" in done.err
    long = cli("reply", str(file_of(shared, 0)), "--cover", "--text", "x", "--from", "K" * 123)
    assert (long.code, long.err) == (2, "--from has 123 characters. The limit is 120.\n")
    named = cli("reply", str(file_of(shared, 0)), "--cover", "--text", "x", "--from", "Kim")
    assert "no name" not in named.err


def test_the_reply_to_a_link_is_beside_its_target(cli: Cli, shared: Path, tmp_path: Path) -> None:
    (link := tmp_path / "link.json").symlink_to(file_of(shared, 0))
    assert cli("review", str(link)).code == 0
    done = cli("reply", str(link), "--cover", "--text", "x")
    assert Path(done.out.strip()).parent == shared


def test_no_answer_closes_an_ask(cli: Cli, shared: Path) -> None:
    before = cli("review", str(shared), "--json").document["asks"]
    assert cli("reply", str(file_of(shared, 0)), "--answer", "a-0", "--text", "In March", "--from", "Mallory").code == 0
    assert cli("review", str(shared), "--json").document["asks"] == before
    assert [one["id"] for one in before] == ["a-0"]
