"""`share`: days that are not logged, all of the content, then a question. Nothing is written before the answer."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from cmcheckin.cli import share as command
from cmcheckin.sharing.codec import read_share
from cmcheckin.sharing.share_file import ShareFile
from tests.cli.cli_runs import Cli

RECORDS: list[dict[str, Any]] = [
    {
        "type": "checkin", "date": "2026-11-17", "workload": 4, "mood": 2, "energy": 1, "feelings": ["hollow"],
        "note": "for nobody", "community": {"mood": 4, "feels": "excited"},
        "wins": [{"id": "w-1", "text": "Meetup filled"}, {"id": "w-2", "text": "Sam thanked me", "kind": "thanks",
        "from": "Sam"}],
    },
    {"type": "workday", "date": "2026-11-16", "kind": "work", "hours": 9},
    {"type": "workday", "date": "2026-11-17", "kind": "work", "hours": 8},
    {
        "type": "escalation", "id": "e-1", "title": "Spam wave", "opened": "2026-11-17T23:10:00+01:00", "severity": 3,
        "minutes": 40, "updates": [{"text": "still coming in"}],
    },
]  # fmt: skip
ALL = "hours,workload,wins,escalations,help"


@pytest.fixture
def home(cli: Cli) -> Cli:
    assert cli.import_records(RECORDS).code == 0
    return cli


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "shared"


def read(folder: Path) -> ShareFile:
    return read_share(next(folder.glob("*.json")).read_bytes())


def test_the_content_goes_to_stdout_and_messages_to_stderr(home: Cli, out: Path) -> None:
    done = home("share", "2026-W47", "--fields", ALL, "--name", "Ada", "--out", str(out), "--yes")
    assert done.code == 0
    assert done.out.startswith("# Ada · Week 47")
    assert "Meetup filled" in done.out
    assert done.err.index("Two days aren't logged: Wed 18 Nov and Thu 19 Nov.") < done.err.index("That's everything.")
    assert "Always private" in done.err
    assert sorted(path.name for path in out.iterdir()) == [f"ada-2026-W47.{form}" for form in ("html", "json", "md")]
    assert {stat.S_IMODE(path.stat().st_mode) for path in out.iterdir()} == {0o600}
    assert (out / "ada-2026-W47.md").read_text() == done.out


def test_what_was_shown_is_what_is_written(home: Cli, out: Path) -> None:
    done = home("share", "0", "--fields", ALL, "--out", str(out), "--formats", "json", "--yes", "--json")
    assert json.loads(next(out.iterdir()).read_text()) == done.document


def test_nothing_private_is_in_any_of_the_files(home: Cli, out: Path) -> None:
    fields = f"{ALL},mood,energy,community,after_hours,nights,asks,support,metrics,questions"
    home("share", "0", "--fields", fields, "--out", str(out), "--yes")
    for path in out.iterdir():
        text = path.read_text()
        assert not any(word in text for word in ("for nobody", "hollow", "still coming in", "test-3f9a"))


def test_without_a_terminal_nothing_is_written_unasked(home: Cli, out: Path) -> None:
    done = home("share", "0", "--fields", ALL, "--out", str(out), stdin="y\n")
    assert done.code == 2
    assert "--yes" in done.err
    assert not out.exists()
    assert not (home.home / "share.json").exists()


@pytest.mark.parametrize(("answer", "code"), [(True, 0), (False, 1)])
def test_it_writes_after_a_yes_and_not_otherwise(
    home: Cli, out: Path, answer: bool, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    questions: list[str] = []

    def confirm(question: str) -> bool:
        questions.append(question)
        return answer

    monkeypatch.setattr(command, "confirm", confirm)
    done = home("share", "0", "--out", str(out))
    assert done.code == code
    assert questions == ["Write these three files?"]
    assert out.exists() == answer
    assert (home.home / "share.json").exists() == answer
    assert "Included by default: hours, workload, wins, escalations and what would help." in done.err


def test_choices_are_proposed_the_next_time_but_not_used_with_yes(home: Cli, out: Path) -> None:
    assert home("share", "0", "--fields", "wins,mood", "--formats", "json", "--out", str(out), "--yes").code == 0
    done = home("share", "-1", "--out", str(out), "--yes")
    assert done.code == 2
    assert "As last time: --fields wins,mood" in done.err
    assert len(list(out.iterdir())) == 1
    with patch.object(command, "confirm", return_value=True):
        asked = home("share", "-1", "--out", str(out))
    assert "Included as last time: wins and mood in a word." in asked.err
    assert stat.S_IMODE((home.home / "share.json").stat().st_mode) == 0o600
    assert any(path.name.endswith("2026-W46.json") for path in out.iterdir())


def test_the_settings_name_the_folder_and_what_is_proposed(home: Cli, out: Path) -> None:
    (home.home / "config.toml").write_text(f'name = "Ada"\n[share]\nfolder = "{out}"\nfields = ["wins", "asks"]\n')
    with patch.object(command, "confirm", return_value=True):
        done = home("share", "0")
    assert "Included as set in config.toml: wins and asks." in done.err
    assert read(out).fields == ("wins", "asks")
    assert read(out).name == "Ada"


def test_a_home_keeps_its_id_from_file_to_file(home: Cli, out: Path) -> None:
    for week in ("0", "-1"):
        home("share", week, "--fields", "hours", "--formats", "json", "--out", str(out), "--yes")
    assert json.loads((home.home / "share.json").read_text())["folder"] == str(out)
    ids = {json.loads(path.read_text())["person"] for path in out.iterdir()}
    assert len(ids) == 1
    assert len(list(out.iterdir())) == 2


def test_an_existing_file_is_replaced_only_with_replace(home: Cli, out: Path) -> None:
    share = ("share", "0", "--fields", "hours", "--name", "Ada", "--formats", "md", "--out", str(out), "--yes")
    assert home(*share).code == 0
    (out / "ada-2026-W47.md").write_text("mine")
    done = home(*share)
    assert done.code == 3
    assert "ada-2026-W47.md" in done.err
    assert done.out == ""
    assert (out / "ada-2026-W47.md").read_text() == "mine"
    assert home(*share, "--replace").code == 0
    assert (out / "ada-2026-W47.md").read_text().startswith("# Ada")


def test_wins_are_left_out_or_reworded_in_the_file_only(home: Cli, out: Path) -> None:
    before = home.records()
    words = (
        "--drop",
        "w-2",
        "--text",
        "w-1=Our meetup = full",
        "--text",
        "e-1=Something came in",
        "--help-line",
        "a \x1b[31mnight off",
    )
    assert home("share", "0", "--fields", ALL, "--out", str(out), "--yes", *words).code == 0
    found = read(out)
    assert [win.text for win in found.wins] == ["Our meetup = full"]
    assert [one.title for one in found.escalations] == ["Something came in"]
    assert found.help == "a night off"
    assert home.records() == before


def test_a_range_of_days_may_be_shared(home: Cli, out: Path) -> None:
    done = home("share", "--from", "2026-11-10", "--to", "2026-11-17", "--fields", "hours", "--out", str(out), "--yes")
    assert done.code == 0
    assert [str(week.week) for week in read(out).weeks] == ["2026-W46", "2026-W47"]
    assert next(out.glob("*.md")).name.endswith("2026-11-10-to-2026-11-17.md")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ((), 2, "Choose a WEEK"),
        (("nonsense",), 2, "isn't a week"),
        (("0", "--from", "2026-11-01"), 2, "either WEEK"),
        (("--from", "2026-11-20", "--to", "2026-11-01"), 2, "later than"),
        (("--from", "2026-11-01", "--to", "2026-12-01"), 3, "is in the future"),
        (("2027-W01",), 3, "is in the future"),
        (("--from", "1990-01-01"), 3, "A share file can cover up to"),
        (("0", "--fields", "hours,notes"), 2, "“notes”"),
        (("0", "--fields", ","), 2, "at least one of"),
        (("0", "--formats", "pdf"), 2, "“pdf”"),
        (("0", "--drop", "w-99"), 3, "Nothing here has the key"),
        (("0", "--text", "w-1"), 2, "--reword needs"),
        (("0", "--text", "w-1= "), 2, "--reword needs"),
        (("0", "--text", f"w-1={'x' * 501}"), 2, "The limit is 500"),
        (("0", "--name", "x" * 121), 2, "The limit is 120"),
        (("0", "--fields", "hours", "--help-line", "x"), 2, "To use --help-line, include help"),
        (("0", "--help-line", "x" * 501), 2, "limit of 500"),
    ],
)  # fmt: skip
def test_a_mistake_writes_nothing_and_names_what_is_accepted(
    home: Cli, out: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    given = arguments if "--fields" in arguments else (*arguments, "--fields", ALL)
    done = home("share", *given, "--out", str(out), "--yes")
    assert (done.code, said in done.err) == (code, True), done.err
    assert not out.exists()


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("file", "file exists, but isn't a folder. Nothing was written."),
        ("nowhere", "nowhere exists, but isn't a folder."),
        ("me sp/ü", "me sp/ü can't be created, because there's no folder"),
        ("file/in", "because there's no folder"),
        ("x" * 300, "file name too long"),
    ],
)
def test_an_unwritable_folder_is_refused_before_anything_is_shown(
    home: Cli, tmp_path: Path, place: str, said: str
) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "nowhere").symlink_to(tmp_path / "gone")
    before = sorted(tmp_path.rglob("*"))
    done = home("share", "0", "--fields", "hours", "--yes", "--out", str(tmp_path / place))
    assert (done.code, done.out) == (3, "")
    assert said in done.err
    assert "Always private" not in done.err
    assert sorted(tmp_path.rglob("*")) == before


def test_a_folder_without_write_permission_is_refused(home: Cli, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out.mkdir()
    monkeypatch.setattr(os, "access", lambda *_: False)
    done = home("share", "0", "--fields", "hours", "--yes", "--out", str(out))
    assert (done.code, done.out) == (3, "")
    assert "You don't have permission to write to" in done.err


def test_without_a_folder_there_is_nowhere_to_write(home: Cli) -> None:
    done = home("share", "0", "--fields", "hours", "--yes", "--out", "")
    assert (done.code, done.out) == (2, "")
    assert "Choose a folder" in done.err


def test_damaged_preferences_are_reported_and_left_unchanged(home: Cli, out: Path) -> None:
    (home.home / "share.json").write_bytes(b"\x00{")
    done = home("share", "-1", "--fields", "hours", "--out", str(out), "--yes")
    assert done.code == 1
    assert "share.json can't be read. It contains the id in your share files" in done.err
    assert "Nothing was written." in done.err
    assert (home.home / "share.json").read_bytes() == b"\x00{"
    assert not out.exists()


def test_an_earlier_name_and_formats_are_proposed_but_not_used_with_yes(home: Cli, out: Path) -> None:
    asked = ("share", "--fields", "hours", "--out", str(out))
    assert home(*asked, "-1", "--name", "Ada", "--formats", "html", "--yes").code == 0
    proposed = home(*asked, "-2")
    assert proposed.out.startswith("# Ada · Week ")
    assert "ada-2026-W45.html" in proposed.err
    assert ".json" not in proposed.err
    taken = home(*asked, "-2", "--yes")
    assert taken.out.startswith("# Week ")
    assert taken.err.count("2026-W45.") == 6


def test_reveals_prints_what_each_field_shows(home: Cli) -> None:
    done = home("share", "--reveals")
    assert done.code == 0
    assert "mood         Your mood each week" in done.out
    assert "Always private" in done.out


def test_a_proposal_names_its_source(home: Cli, out: Path) -> None:
    assert (
        home("share", "-1", "--fields", "hours", "--name", "Ada", "--formats", "json", "--out", str(out), "--yes").code
        == 0
    )
    with patch.object(command, "confirm", return_value=True):
        done = home("share", "-2", "--fields", "hours", "--out", str(out))
    assert "Just the json file will be written, as last time. Use --formats to choose others." in done.err
    assert "Your name is shown as Ada, as last time. Use --name to change it, or --name '' for none." in done.err
    assert "Use --fields" not in done.err
    assert done.err.index("as last time") < done.err.index("ada-2026-W45.json")


def test_a_given_option_is_not_called_a_proposal(home: Cli, out: Path) -> None:
    given = ("--fields", "hours", "--name", "Ada", "--formats", "json,md", "--out", str(out))
    assert home("share", "-1", *given, "--yes").code == 0
    assert "Proposed" not in home("share", "-2", *given).err
    assert "Proposed" not in home("share", "-2", "--fields", "hours", "--out", str(out), "--yes").err


def test_json_by_itself_shows_the_document_and_writes_nothing(home: Cli, out: Path) -> None:
    (home.home / "config.toml").write_text(f'[share]\nfolder = "{out}"\n')
    shown = home("share", "0", "--fields", ALL, "--json")
    assert shown.code == 0
    assert [one["id"][:2] for one in shown.document["wins"]] == ["s-", "s-"]
    assert "written" not in shown.err
    assert not out.exists()
    assert not (home.home / "share.json").exists()
    assert home("share", "0", "--fields", ALL, "--json", "--yes", "--formats", "json").code == 0
    again = home("share", "0", "--fields", ALL, "--json")
    assert next(out.iterdir()).read_text() == again.out


@pytest.mark.parametrize("flag", [("--replace",), ("--formats", "json")])
def test_json_by_itself_refuses_options_for_writing(home: Cli, flag: tuple[str, ...]) -> None:
    done = home("share", "0", "--fields", "hours", "--json", *flag)
    assert (done.code, done.out) == (2, "")
    assert f"{flag[0]} needs --out" in done.err


def test_an_unknown_id_is_refused_with_the_known_ones(home: Cli, out: Path) -> None:
    done = home("share", "0", "--fields", "hours", "--drop", "w-99", "--out", str(out), "--yes")
    assert done.code == 3
    keys = ("win:w-1  Meetup filled", "win:w-2  Sam thanked me", "escalation:e-1  Spam wave")
    assert "\n  ".join(("These are the keys:", *keys)) in done.err
    many = [{"id": f"w-{n}", "text": f"Win {n}"} for n in range(30)]
    assert home.import_records([{"type": "checkin", "date": "2026-11-10", "mood": 3, "wins": many}]).code == 0
    listed = home("share", "-1", "--fields", "wins", "--drop", "w-99", "--json")
    assert (listed.code, listed.err.count("  win:w-")) == (3, 20)
    assert "Use --list to see them all." in listed.err


@pytest.mark.parametrize(
    ("arguments", "reported"),
    [
        (("--fields", "hour"), "hour"), (("--fields", "hours", "--formats", "pdf"), "pdf"),
        (("--fields", "hours", "--drop", "w-99"), "w-99"), (("--fields", "hours"), "--out"),
    ],
)  # fmt: skip
def test_other_mistakes_are_reported_before_a_missing_folder(
    home: Cli, arguments: tuple[str, ...], reported: str
) -> None:
    assert reported in home("share", "-1", *arguments).err


def test_an_empty_week_is_reported_before_it_is_written(home: Cli, out: Path) -> None:
    done = home("share", "2026-W30", "--fields", "hours,workload", "--out", str(out), "--yes")
    assert done.code == 0
    assert len(list(out.iterdir())) == 3
    nothing = "Nothing is logged for these days. The share contains no data for hours and workload."
    assert "logged:" not in done.err, "it was over before anything was logged"
    assert done.err.index(nothing) < done.err.index("Written to")


def test_a_logged_week_without_the_included_fields_is_reported(home: Cli, out: Path) -> None:
    done = home("share", "0", "--fields", "help,support", "--out", str(out), "--yes")
    assert "logged: Wed 18 Nov and Thu 19 Nov." in done.err
    assert "Nothing is logged for these days" not in done.err
    assert "contains no data for" in done.err
    assert "would be empty" not in home("share", "0", "--fields", "escalations", "--json").err


def test_implausible_hours_are_named_before_anything_is_written(home: Cli, out: Path) -> None:
    home("log", "--date", "2026-11-17", "--hours", "19")
    done = home("share", "0", "--fields", "hours", "--out", str(out), "--yes")
    assert "Tue 17 Nov has over 18 h. That looks wrong, so those hours aren't counted." in done.err
    assert "in doubt" not in home("share", "-1", "--fields", "hours", "--json").err


def test_on_a_terminal_lines_break_between_words(home: Cli, out: Path) -> None:
    done = home.on_terminal("share", "0", "--fields", ALL, "--name", "Mina Day", "--out", out.name, "--yes", columns=60)
    assert done.code == 0
    assert max(map(len, done.lines)) <= 60
    for whole in ("mina-day-2026-W47.json,", "mina-day-2026-W47.html", "wasn't included.", "Always private"):
        assert whole in " ".join(done.out.split())
        assert whole.split()[0] in done.out.split()
    wide = home.on_terminal("share", "--reveals", columns=50)
    assert max(map(len, wide.lines)) <= 50
    assert "\n             " in wide.out


def test_reveals_excludes_json(home: Cli) -> None:
    done = home("share", "--reveals", "--json")
    assert (done.code, done.out) == (2, "")
    assert "not both" in done.err
