"""Weeks and months side by side: their figures, a comparison with the ones before, and the pages they are shown on."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from typing import Final, Literal, NamedTuple, TypeAlias, get_args

from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.figures import Figures
from cmcheckin.domain.records import Escalations, Records
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.week import Week, first_of_month, month_number
from cmcheckin.insight.figures import EscalationCounts, figures_of
from cmcheckin.insight.stats import mean_or_none

WEEKS: Final = 12
"""Weeks on a page, and in a table by default."""
MONTHS: Final = 12
"""Months on a page."""
YEAR_WEEKS: Final = 53
"""Weeks on the page of a year: a whole year, and the week it began in."""
Measure: TypeAlias = Literal[
    "hours", "after_hours_minutes", "night_pings", "mood", "energy", "workload", "community", "wins", "thanks",
    "escalations_opened", "minutes_on_escalations",
]  # fmt: skip
MEASURES: Final[tuple[Measure, ...]] = get_args(Measure)
"""The fields of `Figures` that are compared, in the order they are shown."""


class YesCount(NamedTuple):
    """How often one of the user's own questions was answered with yes, and on how many days it was `answered`."""

    yes: int
    answered: int


@dataclass(frozen=True, kw_only=True)
class Period:
    """The days from `first` to `last`, both included: figures, escalations by severity, the user's metrics and
    answers."""

    first: date
    last: date
    """It may be in the future."""
    figures: Figures
    severities: tuple[int, ...]
    """Numbers of escalations opened, by severity from 1 (minor) to 5 (crisis)."""
    asks: int
    """Asks opened. They have no severity."""
    unrated: int
    """Other escalations opened without a severity. With `severities` and `asks` they add up to all that were opened."""
    metrics: Mapping[str, float]
    """Means of the requested metrics of the user's own, without those that have no value."""
    answers: Mapping[str, YesCount]
    """The answers to yes-or-no questions, by name, including questions that are no longer in the settings."""

    @property
    def has_records(self) -> bool:
        """Whether there is a check-in or a workday. Without one, counts are unknown and not 0."""
        return bool(self.figures.checkins or self.figures.days_worked or self.figures.days_off)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is logged: no check-in, no workday and no escalation."""
        return not (self.has_records or self.figures.escalations_opened)


def periods_between(
    records: Records,
    starts: Sequence[date],
    end: date,
    today: date,
    schedule: Schedule,
    metrics: Sequence[str] = (),
    logged_from: date | None = date.min,
) -> list[Period]:
    """Return the periods that begin on each of `starts` (ascending); the last one ends on the day before `end`.

    Each has the figures of `insight.figures.figures`, but the records are sorted only once. `metrics` names the user's
    own metrics to include. `logged_from` is the `first_day` of all records.
    """
    if not starts:
        return []
    lasts = [*(start - timedelta(1) for start in starts[1:]), end - timedelta(1)]
    near = records.between(starts[0], lasts[-1])
    nights = [one.day for one in near.escalations if schedule.at_night(one.opened)]
    opened, resolved, closed = _escalation_days(records.escalations, starts[0])
    found = []
    for first, last in zip(starts, lasts, strict=True):
        workdays, checkins = list(near.workdays.between(first, last)), list(near.checkins.between(first, last))
        counts = EscalationCounts(
            opened=list(near.escalations.between(first, last)),
            night_pings=_count_between(nights, first, last),
            resolved=_count_between(resolved, first, last),
            still_open=bisect_right(opened, last) - bisect_right(closed, last),
        )
        severities = [0 if one.kind == "ask" else one.severity for one in counts.opened]
        found.append(
            Period(
                first=first,
                last=last,
                figures=figures_of(workdays, checkins, first, last, today, counts, logged_from=logged_from),
                severities=tuple(severities.count(severity) for severity in range(1, 6)),
                asks=severities.count(0),
                unrated=severities.count(None),
                metrics=_metric_means(checkins, metrics),
                answers=_yes_counts(checkins),
            )
        )
    return found


def _count_between(days: Sequence[date], first: date, last: date) -> int:
    """Return how many of `days` (ascending) are from `first` to `last`."""
    return bisect_right(days, last) - bisect_left(days, first)


def _escalation_days(escalations: Escalations, first: date) -> tuple[list[date], list[date], list[date]]:
    """Return the days on which escalations were opened, resolved and closed, each ascending, as far as they matter to
    periods that begin on `first`.

    Those resolved in earlier years are skipped quickly, however many there are.
    """
    year = first.year
    older = [
        one
        for one in escalations.before(first)
        if one.status != "resolved" or (one.resolved is not None and one.resolved.year >= year)
    ]
    opened, resolved, closed = [], [], []
    for one in chain(older, escalations.between(first, date.max)):
        day = one.resolved_day
        if one.unresolved:
            opened.append(one.day)
        elif day is not None:  # otherwise the time is unknown
            opened.append(one.day)
            resolved.append(day)
            closed.append(max(one.day, day))
    return sorted(opened), sorted(resolved), sorted(closed)


def _metric_means(checkins: Sequence[CheckIn], metrics: Sequence[str]) -> Mapping[str, float]:
    found = {name: mean_or_none(one.metrics.get(name) for one in checkins) for name in metrics}
    return {name: value for name, value in found.items() if value is not None}


def _yes_counts(checkins: Sequence[CheckIn]) -> Mapping[str, YesCount]:
    given: dict[str, list[bool]] = {}
    for checkin in checkins:
        for name, answer in checkin.answers.items():
            if isinstance(answer, bool):
                given.setdefault(name, []).append(answer)
    return {name: YesCount(sum(given[name]), len(given[name])) for name in sorted(given)}


def questions_in(periods: Iterable[Period]) -> list[str]:
    """Return the sorted names of the yes-or-no questions answered in `periods`."""
    return sorted({name for one in periods for name in one.answers})


# Comparison


class Change(NamedTuple):
    """One measure in two ranges of weeks: the weekly mean of hours, minutes, counts or ratings (1 to 5)."""

    measure: Measure
    now: float
    before: float
    weeks_now: int
    weeks_before: int
    """Numbers of weeks with a value."""


class Comparison(NamedTuple):
    """What changed between two ranges of weeks. A week that isn't over counts in neither."""

    weeks: int = 0
    """Weeks in each range."""
    changes: tuple[Change, ...] = ()
    """In the order of MEASURES, without those that have no value in one of the ranges."""


def compare_with_before(now: Sequence[Period], before: Sequence[Period], today: date) -> Comparison:
    """Compare the weeks of `now` that are over on `today` with as many weeks right before them, the last of `before`.

    A week without records counts in neither range: its counts are unknown and not 0.
    """
    over = [one for one in now if one.last < today]
    earlier = before[max(len(before) - len(over), 0) :]
    changes = []
    for measure in MEASURES:
        here, there = _values(over, measure), _values(earlier, measure)
        one, other = mean_or_none(here), mean_or_none(there)
        if one is not None and other is not None:
            changes.append(Change(measure, one, other, len(here), len(there)))
    return Comparison(len(over), tuple(changes))


def _values(weeks: Sequence[Period], measure: Measure) -> list[float]:
    found = (getattr(week.figures, measure) for week in weeks if week.has_records)
    return [value for value in found if value is not None]


# Pages, counted back from the present: the newest ends with the week or month of today. Every day is on one page.


def last_week_of_page(day: date, today: date, weeks: int = WEEKS) -> Week:
    """Return the last week of the page of `weeks` weeks that has `day` on it."""
    newest = Week.of(today)
    back = (newest.monday - Week.of(day).monday).days // 7
    return newest.shifted(-(max(back, 0) // weeks) * weeks)


def last_month_of_page(day: date, today: date) -> date:
    """Return the first day of the last month on the page of MONTHS months that has `day` on it."""
    back = max(month_number(today) - month_number(day), 0)
    return first_of_month(month_number(today) - back // MONTHS * MONTHS)


def month_later(day: date, months: int) -> date:
    """Return the first day of the month `months` after that of `day`; earlier if negative."""
    return first_of_month(month_number(day) + months)
