"""Days read month by month for the history."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from cmcheckin.clock import FixedClock
from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.records import Record
from cmcheckin.domain.workday import Workday
from cmcheckin.journal import Journal
from cmcheckin.paths import Paths
from cmcheckin.services.history_reader import HistoryReader

TODAY = date(2026, 11, 20)


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    """Return an empty journal."""
    clock = FixedClock(datetime.fromisoformat(f"{TODAY}T08:30:00+01:00"))
    return Journal.open(Paths(tmp_path / "config.toml", tmp_path, tmp_path / "state"), clock, "laptop-3f9a")


def saved(journal: Journal, *records: Record) -> HistoryReader:
    """Save `records`, and return a reader of them."""
    journal.save(records, why="test")
    return HistoryReader(journal, TODAY)


def test_days_are_not_logged_only_after_the_first_record(journal: Journal) -> None:
    reader = saved(journal, CheckIn(date(2026, 2, 10), mood=3))
    assert reader.day(date(2026, 2, 9)).kind == "before"
    assert reader.day(date(2026, 2, 11)).kind == "unknown"
    assert reader.day(date(2026, 11, 1)).kind == "unknown", "after a gap of months"
    assert reader.day(TODAY).kind == "today"
    assert reader.day(date(2026, 12, 1)).kind == "ahead"


def test_the_order_of_reading_makes_no_difference(journal: Journal) -> None:
    reader = saved(journal, CheckIn(date(2025, 3, 10), mood=3), Workday(date(2026, 6, 1), "work", 8))
    days = [date(2026, 11, 2), date(2025, 3, 9), date(2025, 3, 11), date(2026, 6, 2), date(2026, 2, 1)]
    backwards = HistoryReader(journal, TODAY)
    assert [reader.day(day) for day in days] == [backwards.day(day) for day in reversed(days)][::-1]


def test_a_month_is_read_once(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = saved(journal, *(Workday(date(2026, 10, day), "work", 8) for day in range(1, 30)))
    assert reader.day(date(2026, 10, 5)).hours == 8
    monkeypatch.delattr(Journal, "between")
    assert reader.month(date(2026, 10, 31))[30].kind == "unknown"


def test_only_logged_days_are_returned_as_such(journal: Journal) -> None:
    reader = saved(journal, Workday(date(2026, 11, 10), "sick"), Workday(date(2026, 12, 24), "leave"))
    assert reader.logged(date(2026, 11, 10))
    assert reader.logged(date(2026, 12, 24))
    assert reader.logged(date(2026, 11, 11)) is None


def test_a_journal_is_empty_until_something_is_logged(journal: Journal) -> None:
    assert HistoryReader(journal, TODAY).is_empty
    assert not saved(journal, CheckIn(date(2019, 5, 1), mood=3)).is_empty
