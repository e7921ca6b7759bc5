"""The earliest day changed since a mark, found from the appended lines."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest

from cmcheckin.domain.nudge_state import NudgeState
from cmcheckin.journal import Journal
from tests.journal.journal_home import DAY, Home, checkin, escalation, workday


def save_year_and_mark(home: Home) -> tuple[Journal, dict[str, Any]]:
    """Return a journal with 300 days, and its marks as read from a file."""
    journal = home.open()
    days = [DAY - timedelta(n) for n in range(300, 0, -1)]
    journal.save([checkin(day, mood=3) for day in days], why="import")
    old = escalation("ask", f"{DAY - timedelta(200)}T10:00:00+01:00", status="open", kind="ask")
    done = escalation("done", f"{DAY - timedelta(200)}T11:00:00+01:00", status="resolved", severity=2)
    journal.save([old, done], why="import")
    return journal, json.loads(json.dumps(journal.marks()))


def test_without_changes_no_day_is_touched(home: Home) -> None:
    journal, marks = save_year_and_mark(home)
    assert journal.touched_since(marks) is None
    assert home.open().touched_since(marks) is None


def test_the_earliest_changed_day_is_returned(home: Home) -> None:
    journal, marks = save_year_and_mark(home)
    journal.save([checkin(DAY, mood=4)], why="check-in")
    assert journal.touched_since(marks) == DAY
    journal.save([workday(DAY - timedelta(3), hours=8), checkin(DAY, mood=2)], why="check-in")
    assert home.open().touched_since(marks) == DAY - timedelta(3)


def test_changes_of_another_device_count(home: Home) -> None:
    journal, marks = save_year_and_mark(home)
    home.open("desk-77aa").save([workday(DAY - timedelta(90), hours=8)], why="edit")
    assert journal.touched_since(marks) == DAY - timedelta(90)


def test_a_deleted_day_is_touched(home: Home) -> None:
    journal, marks = save_year_and_mark(home)
    gone = journal.checkin(DAY - timedelta(50))
    assert gone is not None
    journal.save([], delete=[gone.key], why="delete")
    assert journal.touched_since(marks) == DAY - timedelta(50)


def test_updates_of_an_open_escalation_touch_no_past_day(home: Home) -> None:
    journal, marks = save_year_and_mark(home)
    opened = f"{DAY - timedelta(200)}T10:00:00+01:00"
    journal.save([escalation("ask", opened, status="watching", kind="ask", minutes=5)], why="check-in")
    assert journal.touched_since(marks) is None


@pytest.mark.parametrize("change", [{"severity": 4}, {"kind": "safety"}])
def test_a_new_severity_or_kind_may_touch_any_day(home: Home, change: dict[str, Any]) -> None:
    journal, marks = save_year_and_mark(home)
    opened = f"{DAY - timedelta(200)}T10:00:00+01:00"
    journal.save([escalation("ask", opened, status="open", **{"kind": "ask", **change})], why="edit")
    assert journal.touched_since(marks) == date.min


def test_editing_a_resolved_escalation_may_touch_any_day(home: Home) -> None:
    journal, marks = save_year_and_mark(home)
    journal.save([escalation("done", f"{DAY}T11:00:00+01:00", status="resolved", severity=2)], why="edit")
    assert journal.touched_since(marks) == date.min


def test_a_nudge_state_touches_its_day(home: Home) -> None:
    journal, marks = save_year_and_mark(home)
    journal.save([NudgeState("strain", home.clock.now(), "off")], why="nudges")
    assert journal.touched_since(marks) == DAY


def test_undoing_a_new_nudge_state_touches_only_its_day(home: Home) -> None:
    journal, marks = save_year_and_mark(home)
    journal.save([NudgeState("strain", home.clock.now(), "off")], why="nudges")
    journal.undo()
    assert journal.touched_since(marks) == DAY


def test_undoing_an_older_nudge_state_may_touch_any_day(home: Home) -> None:
    journal = home.open()
    journal.save([NudgeState("strain", home.clock.now(), "off")], why="nudges")
    marks = journal.marks()
    journal.undo()
    assert journal.touched_since(marks) == date.min


def test_forget_may_touch_any_day(home: Home) -> None:
    journal, _ = save_year_and_mark(home)
    journal.save([checkin(DAY - timedelta(20), mood=3, note="not for keeping")], why="edit")
    marks = journal.marks()
    journal.forget(DAY - timedelta(20))
    assert journal.touched_since(marks) == date.min


def test_a_missing_or_damaged_file_may_touch_any_day(home: Home) -> None:
    journal, marks = save_year_and_mark(home)
    with home.file().open("ab") as stream:
        stream.write(b"nonsense\n")
    assert home.open().touched_since(marks) == date.min
    home.file().unlink()
    assert home.open().touched_since(marks) == date.min
    assert journal.touched_since({"files": 3}) == date.min
