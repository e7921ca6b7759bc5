"""`share`: missing days first, then all of the content, then a question; and nothing before the answer."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from cli_runs import Cli

from cmcheckin.cli import share as command
from cmcheckin.sharing.reading import decode_bytes
from cmcheckin.sharing.share_file import ShareFile

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
    assert cli.take(RECORDS).code == 0
    return cli


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "shared"


def read(folder: Path) -> ShareFile:
    return decode_bytes(next(folder.glob("*.json")).read_bytes())


def test_the_content_goes_to_stdout_and_what_is_said_to_stderr(home: Cli, out: Path) -> None:
    done = home("share", "2026-W47", "--fields", ALL, "--name", "Ada", "--out", str(out), "--yes")
    assert done.code == 0
    assert done.out.startswith("# Ada · Week 47")
    assert "Meetup filled" in done.out
    assert done.err.index("Two days of this are not told of yet: Wed 18 Nov and Thu 19 Nov.") < done.err.index(
        "all of it"
    )
    assert "What stays with you" in done.err
    assert sorted(path.name for path in out.iterdir()) == [f"ada-2026-W47.{form}" for form in ("html", "json", "md")]
    assert {stat.S_IMODE(path.stat().st_mode) for path in out.iterdir()} == {0o600}
    assert (out / "ada-2026-W47.md").read_text() == done.out


def test_what_was_shown_is_what_is_written(home: Cli, out: Path) -> None:
    done = home("share", "0", "--fields", ALL, "--out", str(out), "--formats", "json", "--yes", "--json")
    assert json.loads(next(out.iterdir()).read_text()) == done.document


def test_nothing_private_is_in_any_of_the_files(home: Cli, out: Path) -> None:
    fields = f"{ALL},mood,energy,community,after_hours,nights,asks,support,metrics"
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
    monkeypatch.setattr(command, "asked", lambda question: bool(questions.append(question)) or answer)
    done = home("share", "0", "--out", str(out))
    assert done.code == code
    assert questions == ["Write these three files?"]
    assert out.exists() == answer
    assert (home.home / "share.json").exists() == answer
    assert "Proposed, as it comes: hours, workload, wins, escalations and what would help." in done.err


def test_choices_are_proposed_the_next_time_and_never_taken_with_yes_alone(home: Cli, out: Path) -> None:
    assert home("share", "0", "--fields", "wins,mood", "--formats", "json", "--out", str(out), "--yes").code == 0
    done = home("share", "-1", "--out", str(out), "--yes")
    assert done.code == 2
    assert "As the last time: --fields wins,mood" in done.err
    assert len(list(out.iterdir())) == 1
    with patch.object(command, "asked", return_value=True):
        asked = home("share", "-1", "--out", str(out))
    assert "Proposed, as the last time: wins and mood as a word." in asked.err
    assert stat.S_IMODE((home.home / "share.json").stat().st_mode) == 0o600
    assert any(path.name.endswith("2026-W46.json") for path in out.iterdir())


def test_the_settings_name_the_folder_and_what_is_proposed(home: Cli, out: Path) -> None:
    (home.home / "config.toml").write_text(f'name = "Ada"\n[share]\nfolder = "{out}"\nfields = ["wins", "asks"]\n')
    with patch.object(command, "asked", return_value=True):
        done = home("share", "0")
    assert "Proposed, as in config.toml: wins and asks." in done.err
    assert read(out).fields == ("wins", "asks")
    assert read(out).name == "Ada"


def test_a_home_keeps_its_id_from_file_to_file(home: Cli, out: Path) -> None:
    for week in ("0", "-1"):
        home("share", week, "--fields", "hours", "--formats", "json", "--out", str(out), "--yes")
    assert json.loads((home.home / "share.json").read_text())["folder"] == str(out)
    ids = {json.loads(path.read_text())["person"] for path in out.iterdir()}
    assert len(ids) == 1
    assert len(list(out.iterdir())) == 2


def test_a_file_that_is_there_stays_unless_it_is_to_be_replaced(home: Cli, out: Path) -> None:
    share = ("share", "0", "--fields", "hours", "--name", "Ada", "--formats", "md", "--out", str(out), "--yes")
    assert home(*share).code == 0
    (out / "ada-2026-W47.md").write_text("mine")
    done = home(*share)
    assert done.code == 3
    assert "ada-2026-W47.md" in done.err
    assert (out / "ada-2026-W47.md").read_text() == "mine"
    assert home(*share, "--replace").code == 0
    assert (out / "ada-2026-W47.md").read_text().startswith("# Ada")


def test_wins_are_left_out_or_told_in_other_words_in_the_file_alone(home: Cli, out: Path) -> None:
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
        ((), 2, "say which WEEK"),
        (("nonsense",), 2, "is no week"),
        (("0", "--from", "2026-11-01"), 2, "either WEEK"),
        (("--from", "2026-11-20", "--to", "2026-11-01"), 2, "comes after"),
        (("--from", "2026-11-01", "--to", "2026-12-01"), 3, "has not come yet"),
        (("2027-W01",), 3, "has not come yet"),
        (("--from", "1990-01-01"), 3, "more than one file holds"),
        (("0", "--fields", "hours,notes"), 2, "'notes'"),
        (("0", "--fields", ","), 2, "takes some of"),
        (("0", "--formats", "pdf"), 2, "'pdf'"),
        (("0", "--drop", "w-99"), 3, "Nothing here has the id"),
        (("0", "--text", "w-1"), 2, "--text takes"),
        (("0", "--text", "w-1= "), 2, "--text takes"),
        (("0", "--text", f"w-1={'x' * 501}"), 2, "500 is the most"),
        (("0", "--name", "x" * 121), 2, "120 is the most"),
        (("0", "--fields", "hours", "--help-line", "x"), 2, "leaves help out"),
        (("0", "--help-line", "x" * 501), 2, "500 is the most"),
    ],
)  # fmt: skip
def test_a_slip_writes_nothing_and_says_what_would_do(
    home: Cli, out: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    given = arguments if "--fields" in arguments else (*arguments, "--fields", ALL)
    done = home("share", *given, "--out", str(out), "--yes")
    assert (done.code, said in done.err) == (code, True), done.err
    assert not out.exists()


def test_a_folder_that_cannot_be_written_to_is_told(home: Cli, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for place, said in (("file", "not a directory"), ("no/such", "no such file"), ("", "say where")):
        where = str(tmp_path / place) if place else ""
        done = home("share", "0", "--fields", "hours", "--yes", "--out", where)
        assert done.code == (1 if place else 2)
        assert said in done.err


def test_damaged_choices_are_said_and_left_as_they_are(home: Cli, out: Path) -> None:
    (home.home / "share.json").write_bytes(b"\x00{")
    done = home("share", "-1", "--fields", "hours", "--out", str(out), "--yes")
    assert done.code == 1
    assert "share.json cannot be read. It holds the id your files carry" in done.err
    assert "Nothing was written." in done.err
    assert (home.home / "share.json").read_bytes() == b"\x00{"
    assert not out.exists()


def test_a_name_and_formats_of_another_time_are_proposed_and_with_yes_not_taken(home: Cli, out: Path) -> None:
    asked = ("share", "--fields", "hours", "--out", str(out))
    assert home(*asked, "-1", "--name", "Ada", "--formats", "html", "--yes").code == 0
    proposed = home(*asked, "-2")
    assert proposed.out.startswith("# Ada · Week ")
    assert "ada-2026-W45.html" in proposed.err
    assert ".json" not in proposed.err
    taken = home(*asked, "-2", "--yes")
    assert taken.out.startswith("# Week ")
    assert taken.err.count("2026-W45.") == 6


def test_what_each_field_shows_can_be_read_before(home: Cli) -> None:
    done = home("share", "--reveals")
    assert done.code == 0
    assert "mood         One word a week" in done.out
    assert "What stays with you" in done.out
