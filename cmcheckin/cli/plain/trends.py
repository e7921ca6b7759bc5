"""Trends in plain lines: weeks, months, the year, patterns and time owed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Final, TypeVar

from cmcheckin.cli.plain.part import Key, Part
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.escalation import SEVERITIES
from cmcheckin.domain.fields import EARLIEST
from cmcheckin.domain.numbers import rounded
from cmcheckin.domain.week import Week
from cmcheckin.insight.calendar_periods import MONTHS, WEEKS, YEAR_WEEKS, Period, month_later
from cmcheckin.insight.trends import DIRECTIVE_HOURS, TrendMonth, TrendWeek
from cmcheckin.services.trends_reader import TrendsReader
from cmcheckin.wording import plain_parts as plain_words
from cmcheckin.wording import plain_trends as words
from cmcheckin.wording import trend_screen as screen_words
from cmcheckin.wording import trends as trend_words
from cmcheckin.wording.formats import long_day, minutes, month_name, one_decimal, plain_number

if TYPE_CHECKING:
    from cmcheckin.bootstrap import Program
    from cmcheckin.cli.plain.dialogue import Dialogue

P = TypeVar("P", bound=Period)
STEPS: Final = {"months": MONTHS * 30, "year": YEAR_WEEKS * 7}
"""Days by which `[` and `]` move, by view; twelve weeks in the others."""


class TrendsPart(Part):
    """The trends up to a day, in one of the views of the screen, by the same keys."""

    NAME = "trends"
    NUMBERS = words.KEYS["number"]

    def __init__(self, terminal: Dialogue, program: Program, week: Week | None = None) -> None:
        super().__init__(terminal, program)
        self.cursor = min((week or Week.of(self.today)).sunday, self.today)
        self.view = "weeks"
        self._days: Sequence[date] = ()
        """The first days of the numbered periods that were printed."""

    def show(self) -> None:
        """Print the current view."""
        reader = TrendsReader(self.program.journal, self.settings, self.today)
        lines = list(VIEWS[self.view](self, reader))
        self.terminal.show(lines[0])
        self.terminal.page(lines[1:])
        self.program.report_missing()

    def keys(self) -> tuple[Key, ...]:
        """Return the keys of the views, and those that move."""
        meanings = words.KEYS
        views = {"w": "weeks", "m": "months", "y": "year", "d": "detail", "p": "patterns", "r": "rest"}
        return (
            *(Key(key, meanings[key], partial(self._show, view)) for key, view in views.items()),
            Key("[", meanings["["], lambda _: self._move(-1)),
            Key("]", meanings["]"], lambda _: self._move(1)),
            Key("n", meanings["n"], self._now),
        )

    def _show(self, view: str, _: str) -> None:
        self.view, self.at = view, None
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
        if self.view == "months":
            self.cursor, self.view = min(month_later(day, 1) - timedelta(1), self.today), "weeks"
            self.show()
            return
        from cmcheckin.cli.plain.week import WeekPart

        self.open(WeekPart(self.terminal, self.program, Week.of(day)))

    # Views

    def weeks(self, reader: TrendsReader) -> Iterator[str]:
        """Yield the weeks of the page, newest first."""
        weeks = _since_first(reader.weeks(self.cursor))
        yield f"{plain_words.spoken(screen_words.weeks_title(weeks[0].week, weeks[-1].week, self.today))}."
        if all(week.is_empty for week in weeks):
            yield screen_words.EMPTY
            return
        self._days = [week.first for week in reversed(weeks)]
        for number, week in enumerate(reversed(weeks), 1):
            facts = week_facts(week)
            name = plain_words.spoken(screen_words.week_name(week.week, self.today))
            yield words.PERIOD.format(number=number, name=name, facts=", ".join(facts))

    def months(self, reader: TrendsReader) -> Iterator[str]:
        """Yield the months of the page, newest first."""
        months = _since_first(reader.months(self.cursor))
        yield f"{plain_words.spoken(screen_words.months_title(months[0].first, months[-1].first))}."
        self._days = [month.first for month in reversed(months)]
        for number, month in enumerate(reversed(months), 1):
            facts = ", ".join(month_facts(month))
            yield words.PERIOD.format(number=number, name=month_name(month.first), facts=facts)

    def year(self, reader: TrendsReader) -> Iterator[str]:
        """Yield the logged days of the year, newest first."""
        days = [day for day in reader.year(self.cursor) if day.kind not in ("before", "ahead", "today")]
        yield words.year_title(days[0].date, days[-1].date) if days else screen_words.EMPTY
        self._days = [day.date for day in reversed(days)]
        for number, day in enumerate(reversed(days), 1):
            facts = ", ".join(screen_words.day_facts(day))
            yield words.PERIOD.format(number=number, name=long_day(day.date, self.today), facts=facts)

    def detail(self, reader: TrendsReader) -> Iterator[str]:
        """Yield the weeks of the page with all their numbers, newest first."""
        weeks = _since_first(reader.weeks(self.cursor))
        yield f"{plain_words.spoken(screen_words.weeks_title(weeks[0].week, weeks[-1].week, self.today))}."
        self._days = [week.first for week in reversed(weeks)]
        for number, week in enumerate(reversed(weeks), 1):
            name = plain_words.spoken(screen_words.week_name(week.week, self.today))
            yield words.PERIOD.format(number=number, name=name, facts=", ".join(week_facts(week)))
            yield from detail_facts(week, reader.units)
        if year := trend_words.peer_year(reader.peers(self.cursor)):
            yield year

    def patterns(self, reader: TrendsReader) -> Iterator[str]:
        """Yield the weekdays, what goes together, and the comparison with earlier weeks."""
        found = reader.all(self.cursor)
        yield f"{trend_words.WEEKDAYS}."
        for day in found.weekdays:
            facts = [*words.weekday_facts(day.hours, day.after_hours_minutes, day.mood, day.energy)]
            facts += filter(None, [words.days_worked(day.worked, day.logged)])
            if facts:
                yield f"{words.weekday_name(day.weekday)}: {', '.join(facts)}."
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
            yield f"{trend_words.MEASURES[change.measure]}: {now}, {screen_words.EARLIER} {before}"

    def rest(self, reader: TrendsReader) -> Iterator[str]:
        """Yield the ledger of time owed and taken back, newest week first."""
        ledger = reader.all(self.cursor).ledger
        yield " ".join(trend_words.ledger_summary(ledger.logged, *ledger.total.amounts))
        weeks = list(reversed(ledger.weeks[-ledger.logged :])) if ledger.logged else []
        self._days = [week.week.monday for week in weeks]
        for number, week in enumerate(weeks, 1):
            name = plain_words.spoken(screen_words.week_name(week.week, self.today))
            facts = ", ".join(words.ledger_facts(week.after_hours, week.free_days, week.nights, week.taken_back))
            owed = words.still_owed(week.still_owed)
            yield words.PERIOD.format(number=number, name=name, facts=", ".join(filter(None, (facts, owed))))
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


def week_facts(week: TrendWeek) -> list[str]:
    """Return the facts of `week`, as beside its chart."""
    if week.is_empty:
        return [screen_words.NOTHING_LOGGED.format(what="week")]
    band = week.band
    return [*screen_words.work_facts(week.figures, band, line=DIRECTIVE_HOURS), *_others(week)]


def month_facts(month: TrendMonth) -> list[str]:
    """Return the facts of `month`, as beside its chart."""
    if month.is_empty:
        return [screen_words.NOTHING_LOGGED.format(what="month")]
    average = month.hours_a_week
    facts = [screen_words.hours_a_week(average, month.weeks)] if average is not None else []
    return [*facts, *screen_words.work_facts(month.figures, None, line=None), *_others(month)]


def _others(period: Period) -> Iterator[str]:
    yield from screen_words.rating_facts(period.figures)
    yield from screen_words.event_facts(period.figures)


def detail_facts(week: TrendWeek, units: dict[str, str]) -> Iterator[str]:
    """Yield what the numbers of `week` add to its facts: escalations by severity, the user's own numbers in their
    `units` and questions, and where the time went."""
    figures = week.figures
    counts = [f"{number} {name}" for name, number in zip(SEVERITIES, week.severities, strict=True) if number]
    counts += [f"{week.asks} {screen_words.ASKS}"] if week.asks else []
    counts += [f"{week.unrated} {screen_words.UNRATED}"] if week.unrated else []
    if figures.minutes_on_escalations:
        counts.append(f"{screen_words.TIME_SPENT} {minutes(figures.minutes_on_escalations)}")
    if figures.escalations_resolved:
        counts.append(f"{figures.escalations_resolved} {screen_words.RESOLVED}")
    if figures.escalations_open:
        counts.append(f"{figures.escalations_open} {screen_words.OPEN_AT_END}")
    if counts:
        yield f"{trend_words.ESCALATIONS}: {', '.join(counts)}"
    if figures.community is not None:
        yield f"{screen_words.COMMUNITY_ROW}: {one_decimal(figures.community)}"
    for name, value in week.metrics.items():
        yield f"{name}: {plain_number(rounded(value, 1))} {units.get(name, '')}".rstrip()
    for name, count in week.answers.items():
        yield screen_words.yes_count(name, count.yes, count.answered)
    if times := screen_words.time_facts(figures):
        yield f"{trend_words.TIME_USE.partition(',')[0]}: {', '.join(times)}"
