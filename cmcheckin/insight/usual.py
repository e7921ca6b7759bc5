"""What is usual for this person: the middle of their own earlier weeks, so that one wild week moves nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Final, NamedTuple, TypeVar

from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.records import Records
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.week import Week
from cmcheckin.domain.workday import Workday
from cmcheckin.insight.figures import Figures, counted

R = TypeVar("R", CheckIn, Workday)
LOOK_BACK: Final = 12
"""Weeks looked at: a quarter, long enough to outlast a launch and short enough to follow a changed job (our choice)."""
ENOUGH: Final = 3
"""Weeks with a value from which a median says something (our choice; of two it is only their mean)."""


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

    @property
    def known(self) -> bool:
        """Whether anything is usual yet."""
        return any(value is not None for value in (self.hours, self.mood, self.energy, self.workload))


def usual(records: Records, week: Week, today: date, schedule: Schedule, weeks: int = LOOK_BACK) -> Usual:
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
        one = counted(worked, told, (), monday, monday + timedelta(6), today, schedule)
        whole.append(one)
        if offset < 6:
            last = monday + timedelta(offset)
            worked, told = [day for day in worked if day.date <= last], [day for day in told if day.date <= last]
            one = counted(worked, told, (), monday, last, today, schedule)
        part.append(one)
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
    )


def _through(records: Records, week: Week, today: date) -> date | None:
    if today > week.sunday:
        return None
    said = [day.date for day in records.workdays if week.monday <= day.date <= today]
    return max(said) if said and max(said) < week.sunday else None


def _by_week(records: Iterable[R], week: Week, weeks: int) -> dict[int, list[R]]:
    """Those of the weeks before, by how many weeks back."""
    monday = week.monday
    found: dict[int, list[R]] = {}
    for one in records:
        back = -((one.date - monday).days // 7)
        if 1 <= back <= weeks:
            found.setdefault(back, []).append(one)
    return found


def _middle(weeks: list[Figures], value: Callable[[Figures], float | None]) -> float | None:
    """The median; written out, since statistics takes longer to import than a year of weeks to count."""
    said = sorted(found for one in weeks if (found := value(one)) is not None)
    if len(said) < ENOUGH:
        return None
    half = len(said) // 2
    return said[half] if len(said) % 2 else (said[half - 1] + said[half]) / 2
