"""`leave import`: the holidays and the leave of a calendar file, from the preview to undo."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.cli_runs import Cli
from tests.interchange.test_ical import calendar

EVENTS = (
    "DTSTART;VALUE=DATE:20261118\nSUMMARY:Day of Repentance",
    "DTSTART;VALUE=DATE:20261225\nDTEND;VALUE=DATE:20261227\nSUMMARY:Christmas",
    "DTSTART;VALUE=DATE:20270101\nSUMMARY:New Year's Day",
    "DTSTART:20261201T090000Z\nSUMMARY:Stand-up",
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "holidays.ics"
    path.write_bytes(calendar(*EVENTS))
    return path


def test_the_preview_names_what_becomes_of_each_day(cli: Cli, file: Path) -> None:
    cli("log", "--date", "2026-11-18", "--hours", "6")
    cli("leave", "2026-12-21", "2026-12-31")
    before = cli("export").out
    done = cli("leave", "import", str(file), "--dry-run")
    assert done.code == 0
    assert done.lines[2:] == [
        "  Wed 18 Nov 2026   Day of Repentance                   has 6 h logged",
        "  Fri 25 Dec 2026   Christmas                           replaces planned leave",
        "  Sat 26 Dec 2026   Christmas                           not a working day",
        "  Fri 1 Jan 2027    New Year's Day                      new",
    ]
    assert done.err.splitlines() == [
        "Left out 1 event at a time of day: “Stand-up”.",
        "Would add 2 holidays. Nothing was changed.",
    ]
    assert cli("export").out == before


def test_holidays_become_named_days_off_once_and_undo_takes_all_back(cli: Cli, file: Path) -> None:
    cli("log", "--date", "2026-11-18", "--after-hours", "30", "--off")
    before = cli("export").out
    done = cli("leave", "import", str(file), "--yes")
    assert (done.code, done.err.splitlines()[-1]) == (0, "Added 3 holidays. Run `cmcheckin undo` to undo it.")
    assert [(one["date"], one["kind"], one["label"]) for one in cli.records()] == [
        ("2026-11-18", "off", "Day of Repentance"),
        ("2026-12-25", "off", "Christmas"),
        ("2027-01-01", "off", "New Year's Day"),
    ]
    assert cli.records()[0]["after_hours_minutes"] == 30
    after = cli("export").out
    again = cli("leave", "import", str(file), "--yes")
    assert (again.code, again.err.splitlines()[-1]) == (0, "There is nothing to add. Nothing was changed.")
    assert cli("export").out == after
    assert cli("leave", "list").lines == [
        "Upcoming holidays in 2026", "", "  Fri 25 Dec                  Christmas",
        "", "Upcoming holidays in 2027", "", "  Fri 1 Jan                   New Year's Day",
    ]  # fmt: skip
    cli("undo")
    assert cli("export").out == before


def test_a_calendar_of_leave_is_planned_as_leave(cli: Cli, file: Path) -> None:
    cli("leave", "import", str(file), "--as", "leave", "--yes", "--from", "today")
    assert [(one["date"], one["kind"], "label" in one) for one in cli.records()] == [
        ("2026-12-25", "leave", False),
        ("2027-01-01", "leave", False),
    ]
    assert cli("leave", "list").lines[0] == "1 day planned in 2026"


def test_days_before_the_first_logged_one_are_read_only_if_asked_for(cli: Cli, file: Path) -> None:
    assert "Day of Repentance" not in cli("leave", "import", str(file), "--dry-run").out
    assert "Day of Repentance" in cli("leave", "import", str(file), "--dry-run", "--from", "2026-11-01").out
    assert "Day of Repentance" not in cli("leave", "import", str(file), "--dry-run", "--from", "2026-12-26").out


def test_without_a_terminal_yes_is_needed(cli: Cli, file: Path) -> None:
    done = cli("leave", "import", str(file))
    assert (done.code, cli.records()) == (2, [])
    assert "Add --yes" in done.err
    assert cli("leave", "import", "-", "--yes", stdin=file.read_bytes()).code == 0


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "isn't a calendar file"),
        (b"%PDF-1.7", "isn't a calendar file. It looks like a PDF"),
        (calendar("DTSTART:20261225").decode().encode("utf-16"), "is saved as UTF-16. Save it as UTF-8"),
        (calendar("DTSTART:20101225"), "has no all-day events from 2026-11-20 to 2028-12-31"),
    ],
)
def test_other_files_are_refused(cli: Cli, file: Path, raw: bytes, message: str) -> None:
    file.write_bytes(raw)
    done = cli("leave", "import", str(file), "--yes")
    assert done.code == 3
    assert message in done.err
    assert not cli.records()


def test_large_and_special_files_are_refused_without_being_read(cli: Cli, file: Path) -> None:
    os.truncate(file, 2 * 1024**3)
    assert "Nothing was changed" in cli("leave", "import", str(file), "--yes").err
    file.unlink()
    os.mkfifo(file)
    assert cli("leave", "import", str(file), "--yes").code == 3


@pytest.mark.parametrize(
    ("words", "code"),
    [((), 2), (("a.ics", "b.ics"), 2), (("a.ics", "--half"), 2), (("a.ics", "--to", "2050-01-01"), 3)],
)
def test_wrong_usage_is_refused(cli: Cli, words: tuple[str, ...], code: int) -> None:
    assert cli("leave", "import", *words).code == code


@pytest.mark.parametrize("first", ["9998-12-31", "9999-01-01"])
def test_a_first_day_at_the_end_of_the_calendar_is_refused(cli: Cli, file: Path, first: str) -> None:
    refused = cli("leave", "import", str(file), "--from", first)
    assert refused.code == 3
    assert "Nothing was changed." in refused.err
