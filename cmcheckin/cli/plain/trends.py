"""Trends in plain lines: weeks, months, the year, patterns and time owed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Final, TypeVar

from cmcheckin.bootstrap import Program
from cmcheckin.cli.plain.dialogue import Dialogue
from cmcheckin.cli.plain.part import Action, Part
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.fields import EARLIEST
from cmcheckin.domain.week import Week
from cmcheckin.insight.calendar_periods import MONTHS, WEEKS, YEAR_WEEKS, Period, month_later
from cmcheckin.insight.period_facts import detail_facts, period_facts
from cmcheckin.services.trends_reader import TrendsReader
from cmcheckin.wording import plain_trends as words
from cmcheckin.wording import trend_screen as screen_words
from cmcheckin.wording import trends as trend_words
from cmcheckin.wording.formats import long_day, month_name, sentence_case
from cmcheckin.wording.plain_parts import numbered
from cmcheckin.wording.spoken import spoken

P = TypeVar("P", bound=Period)
STEPS: Final = {"months": MONTHS * 30, "year": YEAR_WEEKS * 7}
"""Days by which `[` and `]` move, by view; twelve weeks in the others."""


class TrendsPart(Part):
    """The trends up to a day, in one of the views of the screen, by the same keys."""

    NAME = "trends"
    MEANINGS = words.KEYS
    view = "weeks"
    _days: Sequence[date] = ()
    """The first days of the numbered periods that were printed."""

    def __init__(self, terminal: Dialogue, program: Program, week: Week | None = None) -> None:
        super().__init__(terminal, program, week)
        self.cursor = min(self.week.sunday, self.today)

    def show(self) -> None:
        """Print the current view."""
        self.at, self._days = None, ()
        reader = TrendsReader(self.program.journal, self.settings, self.today)
        title, *lines = VIEWS[self.view](self, reader)
        self.terminal.show(title)
        self.terminal.page(lines)
        self.program.report_missing()

    def actions(self) -> dict[str, Action]:
        """Return the keys of the views, and those that move."""
        views = {"w": "weeks", "m": "months", "y": "year", "d": "detail", "p": "patterns", "r": "rest"}
        keys = {key: partial(self._show, view) for key, view in views.items()}
        return {**keys, **self.paging(self._move), "n": self._now}

    def _show(self, view: str, _: str) -> None:
        self.view = view
        self.show()

    def _now(self, _: str) -> None:
        self.cursor = self.today
        self.show()

    def _move(self, pages: int) -> None:
        moved = self.cursor + timedelta(pages * STEPS.get(self.view, WEEKS * 7))
        if moved < EARLIEST + timedelta(weeks=WEEKS):
            raise Refused("", screen_words.NO_EARLIER)
        if pages > 0 and self.cursor >= self.today:
            raise Refused("", screen_words.NO_LATER)
        self.cursor = min(moved, self.today)
        self.show()

    def read(self, text: str) -> None:
        """Open the week, or the month's weeks, whose number is `text`."""
        day, _ = self.pick(self._days, text)
        if self.view != "months":
            self.place("week", week=Week.of(day))
            return
        self.cursor, self.view = min(month_later(day, 1) - timedelta(1), self.today), "weeks"
        self.show()

    # Views: each yields its title first

    def _numbered(self, days: Sequence[date], lines: Sequence[str]) -> Iterator[str]:
        """Yield `lines`, oldest first, as a numbered list with the newest first. `days` are the first of each."""
        self._days = [*reversed(days)]
        yield from (f"{numbered(n, spoken(line))}." for n, line in enumerate(reversed(lines), 1))

    def _week_name(self, week: Week) -> str:
        return screen_words.week_name(week, self.today)

    def weeks(self, reader: TrendsReader, *, with_numbers: bool = False) -> Iterator[str]:
        """Yield the weeks of the page, newest first, and `with_numbers` all that is counted."""
        weeks = _since_first(reader.weeks(self.cursor))
        yield f"{spoken(screen_words.weeks_title(weeks[0].week, weeks[-1].week, self.today))}."
        if all(week.is_empty for week in weeks):
            yield screen_words.EMPTY
            return
        lines = [f"{self._week_name(week.week)}: {', '.join(period_facts(week))}" for week in weeks]
        listed = self._numbered([week.first for week in weeks], lines)
        for week, line in zip(reversed(weeks), listed, strict=True):
            yield line
            if with_numbers:
                yield from map(spoken, detail_facts(week, reader.units))

    def months(self, reader: TrendsReader) -> Iterator[str]:
        """Yield the months of the page, newest first."""
        months = _since_first(reader.months(self.cursor))
        yield words.months_title(months[0].first, months[-1].first)
        lines = [f"{month_name(month.first)}: {', '.join(period_facts(month))}" for month in months]
        yield from self._numbered([month.first for month in months], lines)

    def year(self, reader: TrendsReader) -> Iterator[str]:
        """Yield the logged days of the year, newest first."""
        days = [day for day in reader.year(self.cursor) if day.kind not in ("before", "ahead", "today")]
        yield words.year_title(days[0].date, days[-1].date) if days else screen_words.EMPTY
        facts = (", ".join(screen_words.day_facts(day)) for day in days)
        lines = [f"{long_day(day.date, self.today)}: {text}" for day, text in zip(days, facts, strict=True)]
        yield from self._numbered([day.date for day in days], lines)

    def detail(self, reader: TrendsReader) -> Iterator[str]:
        """Yield the weeks of the page with all their numbers, newest first."""
        yield from self.weeks(reader, with_numbers=True)
        if year := trend_words.peer_year(reader.peers(self.cursor)):
            yield spoken(year)

    def patterns(self, reader: TrendsReader) -> Iterator[str]:
        """Yield the weekdays, what goes together, and the comparison with earlier weeks."""
        found = reader.all(self.cursor)
        yield f"{trend_words.WEEKDAYS}."
        if not any(day.logged for day in found.weekdays):
            yield screen_words.EMPTY
        for day in found.weekdays:
            facts = [*words.weekday_facts(day.hours, day.after_hours_minutes, day.mood, day.energy)]
            facts += filter(None, [words.days_worked(day.worked, day.logged)])
            if facts:
                yield f"{words.weekday_name(day.weekday)}: {spoken(', '.join(facts))}."
        yield f"{trend_words.ASSOCIATIONS}, {screen_words.OVER_A_YEAR}."
        for pair in found.associations:
            counts = (pair.days_after, pair.days_otherwise)
            yield trend_words.association(pair.condition, pair.rating, pair.after, pair.otherwise, counts)
        yield trend_words.ASSOCIATIONS_HINT if found.associations else trend_words.NO_ASSOCIATIONS
        comparison = found.comparison
        if not comparison.changes:
            yield screen_words.NO_COMPARISON
            return
        yield f"{screen_words.COMPARISON}, {screen_words.comparison_heading(comparison.weeks)}."
        for change in comparison.changes:
            now, before = (trend_words.measure_text(change.measure, value) for value in (change.now, change.before))
            title = sentence_case(trend_words.MEASURES[change.measure])
            yield spoken(f"{title}: {now}, {screen_words.EARLIER} {before}")

    def rest(self, reader: TrendsReader) -> Iterator[str]:
        """Yield the ledger of time owed and taken back, newest week first."""
        if all(week.is_empty for week in reader.weeks(self.cursor)):
            yield screen_words.EMPTY
            return
        ledger = reader.all(self.cursor).ledger
        yield spoken(" ".join(trend_words.ledger_summary(ledger.logged, *ledger.total.amounts)))
        weeks = ledger.weeks[-ledger.logged :] if ledger.logged else ()
        lines = []
        for week in weeks:
            facts = words.ledger_facts(week.after_hours, week.free_days, week.nights, week.taken_back)
            lines.append(f"{self._week_name(week.week)}: {', '.join([*facts, words.still_owed(week.still_owed)])}")
        yield from self._numbered([week.week.monday for week in weeks], lines)
        yield trend_words.LEDGER_MEANING


VIEWS: Final[dict[str, Callable[[TrendsPart, TrendsReader], Iterator[str]]]] = {
    "weeks": TrendsPart.weeks,
    "months": TrendsPart.months,
    "year": TrendsPart.year,
    "detail": TrendsPart.detail,
    "patterns": TrendsPart.patterns,
    "rest": TrendsPart.rest,
}
"""The functions that yield the lines of each view."""


def _since_first(periods: Sequence[P]) -> Sequence[P]:
    """Return `periods` without the empty ones before the first that isn't; all if every one is empty."""
    first = next((n for n, period in enumerate(periods) if not period.is_empty), 0)
    return periods[first:]
