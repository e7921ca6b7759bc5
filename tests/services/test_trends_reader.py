"""The pages of the trends screen: each has the figures of all records, from few reads."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.records import Record, Records
from cmcheckin.domain.week import Week
from cmcheckin.domain.workday import Workday
from cmcheckin.insight.calendar_periods import last_month_of_page, last_week_of_page
from cmcheckin.insight.trends import monthly, trends, weekly
from cmcheckin.insight.year_grid import grid_days
from cmcheckin.journal import Journal
from cmcheckin.services.trends_reader import TrendsReader
from cmcheckin.settings import Settings
from tests.journal.journal_home import Home, fresh_home

TODAY = date(2026, 11, 19)
FIRST = date(2024, 3, 13)
SETTINGS = Settings()
CONTEXT = (TODAY, SETTINGS.schedule, ())


def at(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


def lived() -> list[Record]:
    """Return every second day of more than two years, and escalations that stayed open for up to half of them."""
    days = [FIRST + timedelta(n) for n in range((TODAY - FIRST).days + 1)]
    found: list[Record] = []
    for n, day in enumerate(days):
        if n % 2 == 0:
            found += [Workday(day, "work", 4 + n % 7), CheckIn(day, mood=n % 5 + 1)]
        if n % 40 == 3:
            over = day + timedelta(n % 400)
            status = "resolved" if over <= TODAY else "open"
            found.append(Escalation(f"e-{n}", "Spam wave", at(day), None, 3, status=status, resolved=at(over)))
    return found


@pytest.fixture(scope="module")
def journal() -> Iterator[Journal]:
    with fresh_home() as home:
        journal = home.open()
        journal.save(lived(), why="test")
        yield journal


@pytest.fixture
def reads(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> list[tuple[date, date]]:
    """Return the list that every read of days is added to."""
    found: list[tuple[date, date]] = []
    between = journal.between

    def counted(first: date, last: date) -> Records:
        found.append((first, last))
        return between(first, last)

    monkeypatch.setattr(journal, "between", counted)
    return found


@pytest.fixture
def reader(journal: Journal) -> TrendsReader:
    return TrendsReader(journal, SETTINGS, TODAY)


CURSORS = [TODAY - timedelta(n) for n in (0, 3, 84, 90, 200, 365, 366, 600, 900, 981, 990, 1500)]
"""Days on different pages, the last ones before the first logged day."""


@pytest.mark.parametrize("cursor", CURSORS)
def test_every_page_has_the_figures_of_all_records(journal: Journal, reader: TrendsReader, cursor: date) -> None:
    all_ = journal.everything()
    week, month = last_week_of_page(cursor, TODAY), last_month_of_page(cursor, TODAY)
    assert reader.weeks(cursor) == weekly(all_, week, 12, *CONTEXT, FIRST)
    assert reader.all(cursor).weeks == reader.weeks(cursor)
    assert reader.all(cursor).comparison == trends(all_, week, 12, *CONTEXT, FIRST).comparison
    assert reader.months(cursor) == monthly(all_, month, 12, *CONTEXT, FIRST)
    year = last_week_of_page(cursor, TODAY, 53)
    assert reader.year(cursor) == grid_days(all_, year.shifted(-52).monday, year.sunday, *CONTEXT[:2], FIRST)
    days = Week.of(cursor)
    assert reader.days(days) == grid_days(all_, days.monday, days.sunday, *CONTEXT[:2], FIRST)
    assert reader.week(cursor).week == days


def test_one_early_record_makes_the_days_of_every_later_page_unknown(tmp_path: Path) -> None:
    journal = Home(tmp_path).open()
    journal.save([CheckIn(FIRST, mood=3), CheckIn(TODAY, mood=3)], why="test")
    all_, week = journal.everything(), Week.of(TODAY)
    expected = weekly(all_, week, 12, *CONTEXT, FIRST)
    assert TrendsReader(journal, SETTINGS, TODAY).weeks(TODAY) == expected
    assert TrendsReader(journal, SETTINGS, TODAY).all(TODAY).weeks == expected
    days = grid_days(all_, week.shifted(-52).monday, week.sunday, *CONTEXT[:2], FIRST)
    assert TrendsReader(journal, SETTINGS, TODAY).year(TODAY) == days
    assert TrendsReader(journal, SETTINGS, TODAY).days(week) == days[-7:]
    months = monthly(all_, TODAY, 12, *CONTEXT, FIRST)
    assert TrendsReader(journal, SETTINGS, TODAY).months(TODAY) == months


@pytest.mark.parametrize("newest", [date(2026, month, 15) for month in range(1, 12)])
def test_weeks_at_the_ends_of_a_page_of_months_are_whole(journal: Journal, newest: date) -> None:
    reader = TrendsReader(journal, SETTINGS, newest)
    for year in (2024, 2025):
        page = newest.replace(year=year)
        assert reader.months(page) == monthly(journal.everything(), page, 12, newest, SETTINGS.schedule, (), FIRST)


def test_a_page_shown_again_is_not_read_again(reader: TrendsReader, reads: list[tuple[date, date]]) -> None:
    def show() -> None:
        for cursor in CURSORS:
            reader.weeks(cursor), reader.all(cursor), reader.months(cursor), reader.year(cursor)
            reader.days(Week.of(cursor))

    show()
    before = len(reads)
    show()
    assert before > 5 * len({last_week_of_page(cursor, TODAY) for cursor in CURSORS}) - 5
    assert len(reads) == before


def test_only_the_range_of_a_page_is_read_once_a_first_day_is_known(
    reader: TrendsReader, reads: list[tuple[date, date]]
) -> None:
    reader.weeks(TODAY)
    reader.days(Week.of(TODAY))
    newest = Week.of(TODAY)
    assert reads == [(newest.shifted(-23).monday, newest.sunday), (newest.monday, newest.sunday)]
    reader.months(TODAY)
    assert reads[2:] == [(date(2025, 11, 28), date(2026, 12, 3))]
    reader.year(TODAY)
    assert reads[3:] == [(newest.shifted(-52).monday, newest.sunday)]


def test_a_log_is_empty_until_a_record_is_saved(tmp_path: Path) -> None:
    journal = Home(tmp_path).open()
    reader = TrendsReader(journal, SETTINGS, TODAY)
    assert not reader.has_records()
    journal.save([CheckIn(FIRST, mood=3)], why="test")
    assert not reader.has_records()
    assert TrendsReader(journal, SETTINGS, TODAY).has_records()
