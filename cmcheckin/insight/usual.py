"""What is usual for the user: medians of earlier weeks, which one unusual week does not move."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Final, TypeVar

from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.figures import Figures
from cmcheckin.domain.named import NamedTuple
from cmcheckin.domain.records import Collection, Records
from cmcheckin.domain.week import Week
from cmcheckin.domain.workday import Workday
from cmcheckin.insight import stats
from cmcheckin.insight.figures import figures_of

R = TypeVar("R", CheckIn, Workday)
LOOK_BACK_WEEKS: Final = 12
"""Earlier weeks looked at: a quarter, long enough to outlast a launch, short enough for a new job (our choice)."""
WEEKS_LEAST: Final = 3
"""Weeks with a value needed for a median (our choice; of two it is only their mean)."""
RANGE_WEEKS: Final = 6
"""Weeks with a value needed for a normal range. With fewer, the deviation is mostly luck (simulated with `SPREADS`)."""
SPREADS: Final = 3.0
"""Robust deviations from the median to either end of the normal range.

Chosen with the simulation in tests/sharing/test_normal_range.py. Of weeks whose days differ by half an hour to an hour,
at most 5 in 100 are outside it after 6 to 12 earlier weeks, and 65 to 99 in 100 weeks that are a fifth longer. With 2.5
deviations, more than 5 of the stable ones would be. With half a day more in one week of five, 5 to 9 are.
"""
HOURS_SPREAD: Final = 1.0
HOURS_SPREAD_SHARE: Final = 0.025
"""Least deviation of the hours of a week, in hours and as a share of the median. Smaller differences may be rounding
(our choice)."""


class Usual(NamedTuple):
    """Medians of the weeks before a week. None while fewer than three weeks have a value."""

    weeks: int = 0
    """Number of earlier weeks with records."""
    through: date | None = None
    """The day of the week up to which hours and after-hours minutes are compared; None for the whole week."""
    hours: float | None = None
    after_hours_minutes: float | None = None
    mood: float | None = None
    energy: float | None = None
    workload: float | None = None
    community: float | None = None
    days_worked: float | None = None
    band: tuple[float, float] | None = None
    """The normal range of hours, see `hours_range`."""

    @property
    def known(self) -> bool:
        """Whether there is a median yet."""
        return any(value is not None for value in (self.hours, self.mood, self.energy, self.workload))


def usual(records: Records, week: Week, today: date, weeks: int = LOOK_BACK_WEEKS) -> Usual:
    """Return what is usual before `week`, from at most `weeks` weeks.

    While `week` isn't over, hours are compared up to the weekday of its last logged workday.
    """
    through = _through(records, week, today)
    workdays, checkins = _by_week(records.workdays, week, weeks), _by_week(records.checkins, week, weeks)
    earlier = [
        (week.shifted(-back), workdays.get(back, []), checkins.get(back, []))
        for back in sorted(workdays.keys() | checkins.keys())
    ]
    whole = [figures_of(worked, mornings, one.monday, one.sunday, today) for one, worked, mornings in earlier]
    if through is None:
        return usual_of(whole, whole)
    part = [
        figures_of(
            [day for day in worked if day.date.weekday() <= through.weekday()], (), one.monday, one.sunday, today
        )
        for one, worked, _ in earlier
    ]
    return usual_of(whole, part, through)


def usual_of(whole: Sequence[Figures], part: Sequence[Figures], through: date | None = None) -> Usual:
    """Return what is usual from the figures of earlier weeks with records: `whole` weeks, and `part` up to the weekday
    of `through`."""
    hours = [one.hours for one in part if one.hours is not None]
    return Usual(
        weeks=len(whole),
        through=through,
        hours=_median(part, lambda f: f.hours),
        after_hours_minutes=_median(part, lambda f: f.after_hours_minutes),
        mood=_median(whole, lambda f: f.mood),
        energy=_median(whole, lambda f: f.energy),
        workload=_median(whole, lambda f: f.workload),
        community=_median(whole, lambda f: f.community),
        days_worked=_median(part, lambda f: f.days_worked if f.hours is not None else None),
        band=hours_range(hours),
    )


def normal_range(values: Sequence[float], least: float) -> tuple[float, float] | None:
    """Return the range in which nearly all of a person's weeks are, from the `values` of earlier weeks: SPREADS robust
    deviations, each at least `least`, to either side of the median, and never below 0. None for fewer than RANGE_WEEKS
    values."""
    if len(values) < RANGE_WEEKS:
        return None
    middle = stats.median(values)
    half = SPREADS * max(stats.robust_deviation(values), least)
    return max(middle - half, 0.0), middle + half


def hours_range(hours: Sequence[float]) -> tuple[float, float] | None:
    """Return the `normal_range` of weekly `hours`."""
    middle = stats.median(hours) if hours else 0.0
    return normal_range(hours, max(HOURS_SPREAD, HOURS_SPREAD_SHARE * middle))


def _through(records: Records, week: Week, today: date) -> date | None:
    if today > week.sunday:
        return None
    known = [day.date for day in records.workdays.between(week.monday, today)]
    return max(known) if known and max(known) < week.sunday else None


def _by_week(records: Collection[R], week: Week, weeks: int) -> dict[int, list[R]]:
    """Return the records of the `weeks` weeks before `week`, by how many weeks ago they were."""
    monday = week.monday
    found: dict[int, list[R]] = {}
    for one in records.between(monday - timedelta(weeks=weeks), monday - timedelta(1)):
        found.setdefault(-((one.date - monday).days // 7), []).append(one)
    return found


def _median(weeks: Sequence[Figures], value: Callable[[Figures], float | None]) -> float | None:
    known = [found for one in weeks if (found := value(one)) is not None]
    return stats.median(known) if len(known) >= WEEKS_LEAST else None
