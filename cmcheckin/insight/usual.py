"""What is usual for this person: the middle of their own earlier weeks, so that one wild week moves nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple, TypeVar

from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.records import Collection, Records
from cmcheckin.domain.week import Week
from cmcheckin.domain.workday import Workday
from cmcheckin.insight import stats
from cmcheckin.insight.figures import Figures, figures_of

R = TypeVar("R", CheckIn, Workday)
LOOK_BACK_WEEKS: Final = 12
"""Weeks looked at: a quarter, long enough to outlast a launch and short enough to follow a changed job (our choice)."""
WEEKS_LEAST: Final = 3
"""Weeks with a value from which a median says something (our choice; of two it is only their mean)."""
BAND_LEAST: Final = 2.0
BAND_SHARE: Final = 0.05
"""The band is at least two hours or a twentieth wide to either side, below which weeks differ by how they were written
down (our choice, the same that the notes on hours reckon with)."""


class Usual(NamedTuple):
    """Medians over earlier weeks, the week in question left out. None while fewer than three weeks have a value."""

    weeks: int = 0
    """How many earlier weeks have anything in them."""
    through: date | None = None
    """The day of the week in question up to which hours and after-hours are compared; None: the whole week."""
    hours: float | None = None
    after_hours_minutes: float | None = None
    mood: float | None = None
    energy: float | None = None
    workload: float | None = None
    community: float | None = None
    days_worked: float | None = None
    band: tuple[float, float] | None = None
    """From where to where hours lie in most weeks: the median and a robust standard deviation to either side."""

    @property
    def known(self) -> bool:
        """Whether anything is usual yet."""
        return any(value is not None for value in (self.hours, self.mood, self.energy, self.workload))


def usual(records: Records, week: Week, today: date, weeks: int = LOOK_BACK_WEEKS) -> Usual:
    """What the weeks before `week` were like, at most `weeks` of them.

    Hours are compared up to the same weekday when `week` is not over: up to its last day with a record.
    """
    through = _through(records, week, today)
    offset = ((through or week.sunday) - week.monday).days
    whole, part = [], []
    workdays, checkins = _by_week(records.workdays, week, weeks), _by_week(records.checkins, week, weeks)
    for back in sorted(workdays.keys() | checkins.keys()):
        monday = week.monday - timedelta(weeks=back)
        worked, told = workdays.get(back, []), checkins.get(back, [])
        one = figures_of(worked, told, monday, monday + timedelta(6), today)
        whole.append(one)
        if offset < 6:
            last = monday + timedelta(offset)
            worked, told = [day for day in worked if day.date <= last], [day for day in told if day.date <= last]
            one = figures_of(worked, told, monday, last, today)
        part.append(one)
    return usual_of(whole, part, through)


def usual_of(whole: Sequence[Figures], part: Sequence[Figures], through: date | None = None) -> Usual:
    """The same out of the figures of those weeks, which have something in them; `part`: up to the weekday compared."""
    hours = sorted(one.hours for one in part if one.hours is not None)
    return Usual(
        weeks=len(whole),
        through=through,
        hours=_middle(part, lambda f: f.hours),
        after_hours_minutes=_middle(part, lambda f: f.after_hours_minutes),
        mood=_middle(whole, lambda f: f.mood),
        energy=_middle(whole, lambda f: f.energy),
        workload=_middle(whole, lambda f: f.workload),
        community=_middle(whole, lambda f: f.community),
        days_worked=_middle(part, lambda f: f.days_worked if f.hours is not None else None),
        band=_band(hours) if len(hours) >= WEEKS_LEAST else None,
    )


def _band(hours: Sequence[float]) -> tuple[float, float]:
    middle = stats.median(hours)
    half = max(stats.robust_deviation(hours), BAND_LEAST, BAND_SHARE * middle)
    return max(middle - half, 0.0), middle + half


def _through(records: Records, week: Week, today: date) -> date | None:
    if today > week.sunday:
        return None
    said = [day.date for day in records.workdays.between(week.monday, today)]
    return max(said) if said and max(said) < week.sunday else None


def _by_week(records: Collection[R], week: Week, weeks: int) -> dict[int, list[R]]:
    """Those of the weeks before, by how many weeks back."""
    monday = week.monday
    found: dict[int, list[R]] = {}
    for one in records.between(monday - timedelta(weeks=weeks), monday - timedelta(1)):
        found.setdefault(-((one.date - monday).days // 7), []).append(one)
    return found


def _middle(weeks: Sequence[Figures], value: Callable[[Figures], float | None]) -> float | None:
    said = [found for one in weeks if (found := value(one)) is not None]
    return stats.median(said) if len(said) >= WEEKS_LEAST else None
