"""Week by week and month by month: what the trends screen, the trends command and their JSON are made from.

A caller reads `reach` from the journal, joins what was open then, and has everything from `trends` in one call.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from cmcheckin.domain.records import Record, Records
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.week import Week
from cmcheckin.insight.associations import Association, find_associations
from cmcheckin.insight.calendar_periods import Comparison, Period, compare_with_before, periods_between
from cmcheckin.insight.ledger import Ledger, ledger
from cmcheckin.insight.patterns import WeekdayPattern, weekday_patterns
from cmcheckin.insight.stats import mean_or_none
from cmcheckin.insight.usual import LOOK_BACK_WEEKS, Usual, usual, usual_of

WEEKS: Final = 12
"""Weeks shown unless said otherwise."""
YEAR: Final = 52
"""Weeks looked at for what goes with what: in a quarter, too few mornings come after anything rare."""
DIRECTIVE_HOURS: Final = 48.0
"""Hours a week, on average and with overtime, to which EU law limits employees (Directive 2003/88/EC, art. 6)."""


@dataclass(frozen=True, kw_only=True)
class TrendWeek(Period):
    """A week among others. Fields of a `Stretch` (first, last, figures, severities, asks, unrated, metrics), and:"""

    week: Week
    usual: Usual
    """Medians of the weeks before; `usual.hours` up to the same weekday when this week is not over."""

    @property
    def usual_hours(self) -> float | None:
        """The median of earlier weeks, in hours."""
        return self.usual.hours

    @property
    def band(self) -> tuple[float, float] | None:
        """From where to where hours lie in most weeks; None while fewer than three earlier weeks have hours. Up to the
        same weekday, like `usual_hours`, in a week that is not over."""
        return self.usual.band


@dataclass(frozen=True, kw_only=True)
class TrendMonth(Period):
    """A calendar month. Fields of a `Stretch`, and:"""

    hours_a_week: float | None
    """The mean of the month's weeks that are over and have hours: those whose Thursday lies in it, as ISO gives weeks
    to years. To be held against the usual week and the 48 h, which a sum of 28 to 31 days cannot be."""
    weeks: int
    """Of how many weeks."""


@dataclass(frozen=True)
class Trends:
    """Everything there is to say about some weeks, oldest first."""

    weeks: tuple[TrendWeek, ...]
    comparison: Comparison
    """Against the weeks before, as many."""
    weekdays: tuple[WeekdayPattern, ...]
    """Monday to Sunday, over these weeks."""
    associations: tuple[Association, ...]
    """Over the year up to the last of these weeks, the clearest first; most often empty."""
    ledger: Ledger
    """The twelve weeks up to the last of these."""
    begun: date | None
    """The first day of which anything is told, as far as the records reach: weeks before it are not missing."""

    @property
    def since_begun(self) -> tuple[TrendWeek, ...]:
        """The weeks from the first of which anything is told; all when there is none."""
        return tuple(week for week in self.weeks if self.begun is None or week.last >= self.begun)

    @property
    def empty(self) -> bool:
        """Whether nothing was told of any of these weeks."""
        return not any(week.has_records or week.figures.escalations_opened for week in self.weeks)


def reach(last_week: Week, weeks: int = WEEKS) -> tuple[date, date]:
    """The first and the last day whose records `trends` wants to see.

    Add to them (`insight.week.joined`) the escalations that were still open on the first of these days or opened after.
    """
    back = max(weeks + max(weeks, LOOK_BACK_WEEKS), YEAR + 1) - 1
    return last_week.shifted(-back).monday, last_week.sunday


def weekly_reach(last_week: Week, weeks: int = WEEKS) -> tuple[date, date]:
    """The same for `weekly` alone."""
    return last_week.shifted(1 - weeks - LOOK_BACK_WEEKS).monday, last_week.sunday


def trends(
    records: Records,
    last_week: Week,
    weeks: int,
    today: date,
    schedule: Schedule,
    metrics: Sequence[str] = (),
    logged_from: date | None = date.min,
) -> Trends:
    """Return the trends of `weeks` weeks up to `last_week`, from the records of their `reach`.

    `logged_from` is the `first_day` of all records. Earlier days don't count as "not logged".
    """
    earlier = max(weeks, LOOK_BACK_WEEKS)
    told = _stretches(records, last_week, weeks + earlier, today, schedule, metrics, logged_from)
    shown = tuple(_week_of(told, n, records, today) for n in range(earlier, len(told)))
    return Trends(
        weeks=shown,
        comparison=compare_with_before(shown, told[earlier - weeks : earlier], today),
        weekdays=weekday_patterns(records, shown[0].first, shown[-1].last),
        associations=find_associations(records, last_week.shifted(1 - YEAR).monday, last_week.sunday, schedule),
        ledger=ledger(records, last_week, schedule, logged_from),
        begun=_begun(records.between(date.min, last_week.sunday)),
    )


def _begun(records: Records) -> date | None:
    kept: tuple[Iterable[Record], ...] = (records.checkins, records.workdays, records.escalations)
    firsts = (next(iter(each), None) for each in kept)
    return min((one.day for one in firsts if one is not None), default=None)


def weekly(
    records: Records,
    last_week: Week,
    weeks: int,
    today: date,
    schedule: Schedule,
    metrics: Sequence[str] = (),
    logged_from: date | None = date.min,
) -> tuple[TrendWeek, ...]:
    """Return the `weeks` weeks up to `last_week`, oldest first, with the means of the own numbers named in `metrics`.

    `records` must go back twelve weeks further, for the usual of the first. `logged_from` is as for `trends`.
    """
    told = _stretches(records, last_week, weeks + LOOK_BACK_WEEKS, today, schedule, metrics, logged_from)
    return tuple(_week_of(told, n, records, today) for n in range(LOOK_BACK_WEEKS, len(told)))


def _stretches(
    records: Records,
    last_week: Week,
    weeks: int,
    today: date,
    schedule: Schedule,
    metrics: Sequence[str],
    logged_from: date | None,
) -> list[Period]:
    monday = last_week.monday
    starts = [monday - timedelta(weeks=back) for back in range(weeks - 1, -1, -1)]
    return periods_between(records, starts, monday + timedelta(7), today, schedule, metrics, logged_from)


def _week_of(told: Sequence[Period], n: int, records: Records, today: date) -> TrendWeek:
    """One of them with what was usual in the weeks before it."""
    one, week = told[n], Week.of(told[n].first)
    if one.last >= today:
        return TrendWeek(**vars(one), week=week, usual=usual(records, week, today))
    earlier = [before.figures for before in told[n - LOOK_BACK_WEEKS : n] if before.has_records]
    return TrendWeek(**vars(one), week=week, usual=usual_of(earlier, earlier))


def monthly(
    records: Records,
    last: date,
    months: int,
    today: date,
    schedule: Schedule,
    metrics: Sequence[str] = (),
    logged_from: date | None = date.min,
) -> tuple[TrendMonth, ...]:
    """The so many calendar months up to the one that holds `last`, oldest first.

    `records` must go back three days more, for the week whose Thursday is the first.
    """
    final = last.year * 12 + last.month - 1
    starts = [date(n // 12, n % 12 + 1, 1) for n in range(final - months + 1, final + 2)]
    end = starts.pop()
    hours: dict[tuple[int, int], list[float]] = {}
    monday = starts[0] - timedelta(starts[0].weekday())
    mondays = [monday + timedelta(weeks=n) for n in range((end - monday).days // 7 + 1)]
    for week in periods_between(
        Records(workdays=records.workdays), mondays, mondays[-1] + timedelta(7), today, schedule
    ):
        thursday = week.first + timedelta(3)
        if week.last < today and week.figures.hours is not None:
            hours.setdefault((thursday.year, thursday.month), []).append(week.figures.hours)
    found = []
    for month in periods_between(records, starts, end, today, schedule, metrics, logged_from):
        own = hours.get((month.first.year, month.first.month), [])
        found.append(TrendMonth(**vars(month), hours_a_week=mean_or_none(own), weeks=len(own)))
    return tuple(found)
