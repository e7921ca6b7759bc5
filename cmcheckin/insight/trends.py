"""Trends by week and month, for the trends screen, the trends command and their JSON.

A caller reads the days of `reach` from the journal, adds escalations that were open then, and calls `trends`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from cmcheckin.domain.figures import PeerYear
from cmcheckin.domain.records import Record, Records
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.week import Week, first_of_month, month_number
from cmcheckin.insight.associations import Association, find_associations
from cmcheckin.insight.calendar_periods import WEEKS, Comparison, Period, compare_with_before, periods_between
from cmcheckin.insight.figures import peer_year
from cmcheckin.insight.ledger import Ledger, ledger
from cmcheckin.insight.patterns import WeekdayPattern, weekday_patterns
from cmcheckin.insight.stats import mean_or_none
from cmcheckin.insight.usual import LOOK_BACK_WEEKS, Usual, usual, usual_of

YEAR: Final = 52
"""Weeks looked at for associations: in a quarter, too few mornings follow anything rare (our choice)."""
DIRECTIVE_HOURS: Final = 48.0
"""Most hours a week for employees in EU law, on average and with overtime (Directive 2003/88/EC, art. 6)."""


@dataclass(frozen=True, kw_only=True)
class TrendWeek(Period):
    """A week, with what was usual before it."""

    week: Week
    usual: Usual
    """Medians of the weeks before; `usual.hours` up to the same weekday while this week isn't over."""

    @property
    def usual_hours(self) -> float | None:
        """Return the median hours of earlier weeks."""
        return self.usual.hours

    @property
    def band(self) -> tuple[float, float] | None:
        """Return the normal range of hours; None while fewer than six earlier weeks have hours. While this week isn't
        over, it is up to the same weekday, like `usual_hours`."""
        return self.usual.band


@dataclass(frozen=True, kw_only=True)
class TrendMonth(Period):
    """A calendar month, with its average week."""

    hours_a_week: float | None
    """Mean hours of the weeks that are over, have hours and whose Thursday is in the month, as ISO assigns weeks to
    years. Unlike a sum of 28 to 31 days, it can be compared with a usual week and with 48 h."""
    weeks: int
    """Number of weeks behind it."""


@dataclass(frozen=True)
class Trends:
    """Everything about some weeks, oldest first."""

    weeks: tuple[TrendWeek, ...]
    comparison: Comparison
    """With as many weeks before them."""
    weekdays: tuple[WeekdayPattern, ...]
    """Monday to Sunday, over these weeks."""
    associations: tuple[Association, ...]
    """Over the year up to the last of these weeks, the clearest first; usually empty."""
    ledger: Ledger
    """The twelve weeks up to the last of these."""
    peers: PeerYear
    """Time with peers in the calendar year of the last of these weeks, or of today if that is earlier."""
    first_logged: date | None
    """The first logged day, as far as the records go back; earlier weeks aren't missing."""

    @property
    def since_first_logged(self) -> tuple[TrendWeek, ...]:
        """Return the weeks since that of the first logged day; all if there is none."""
        return tuple(week for week in self.weeks if self.first_logged is None or week.last >= self.first_logged)

    @property
    def empty(self) -> bool:
        """Whether none of these weeks has records."""
        return all(week.is_empty for week in self.weeks)


def reach(last_week: Week, weeks: int = WEEKS) -> tuple[date, date]:
    """Return the first and the last day whose records `trends` needs.

    Add the escalations still open on the first day (`insight.week.with_open_escalations`).
    """
    back = max(weeks + max(weeks, LOOK_BACK_WEEKS), YEAR + 1) - 1
    return last_week.shifted(-back).monday, last_week.sunday


def weekly_reach(last_week: Week, weeks: int = WEEKS) -> tuple[date, date]:
    """Return the first and the last day whose records `weekly` needs."""
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
    before, shown = _weeks(records, last_week, weeks, earlier, today, schedule, metrics, logged_from)
    return Trends(
        weeks=shown,
        comparison=compare_with_before(shown, before, today),
        weekdays=weekday_patterns(records, shown[0].first, shown[-1].last),
        associations=find_associations(records, last_week.shifted(1 - YEAR).monday, last_week.sunday, schedule),
        ledger=ledger(records, last_week, schedule, logged_from),
        peers=peer_year(
            records.workdays.before(today + timedelta(1)), min(last_week.sunday, max(today, last_week.monday)).year
        ),
        first_logged=_first_logged(records.between(date.min, last_week.sunday)),
    )


def _first_logged(records: Records) -> date | None:
    collections: tuple[Iterable[Record], ...] = (records.checkins, records.workdays, records.escalations)
    firsts = (next(iter(collection), None) for collection in collections)
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
    return _weeks(records, last_week, weeks, LOOK_BACK_WEEKS, today, schedule, metrics, logged_from)[1]


def _weeks(
    records: Records, last_week: Week, weeks: int, earlier: int, today: date, schedule: Schedule,
    metrics: Sequence[str], logged_from: date | None,
) -> tuple[list[Period], tuple[TrendWeek, ...]]:  # fmt: skip
    """Return the `earlier` weeks before the `weeks` weeks up to `last_week`, and these."""
    monday = last_week.monday
    starts = [monday - timedelta(weeks=back) for back in range(weeks + earlier - 1, -1, -1)]
    periods = periods_between(records, starts, monday + timedelta(7), today, schedule, metrics, logged_from)
    return periods[:earlier], tuple(_week_of(periods, n, records, today) for n in range(earlier, len(periods)))


def _week_of(periods: Sequence[Period], n: int, records: Records, today: date) -> TrendWeek:
    """Return week number `n` of `periods` with what was usual in the weeks before it."""
    one, week = periods[n], Week.of(periods[n].first)
    if one.last >= today:
        return TrendWeek(**vars(one), week=week, usual=usual(records, week, today))
    earlier = [before.figures for before in periods[n - LOOK_BACK_WEEKS : n] if before.has_records]
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
    """Return the `months` calendar months up to the one with `last` in it, oldest first.

    `records` must reach three days further on both sides, for the weeks whose Thursday is the first or the last day of
    a month. The other parameters are those of `weekly`.
    """
    final = month_number(last)
    starts = [first_of_month(number) for number in range(final - months + 1, final + 2)]
    end = starts.pop()
    hours: dict[tuple[int, int], list[float]] = {}
    monday = starts[0] - timedelta(starts[0].weekday())
    mondays = [monday + timedelta(weeks=n) for n in range((end - monday).days // 7 + 1)]
    worked = Records(workdays=records.workdays)
    for week in periods_between(worked, mondays, mondays[-1] + timedelta(7), today, schedule):
        thursday = week.first + timedelta(3)
        if week.last < today and week.figures.hours is not None:
            hours.setdefault((thursday.year, thursday.month), []).append(week.figures.hours)
    found = []
    for month in periods_between(records, starts, end, today, schedule, metrics, logged_from):
        own = hours.get((month.first.year, month.first.month), [])
        found.append(TrendMonth(**vars(month), hours_a_week=mean_or_none(own), weeks=len(own)))
    return tuple(found)
