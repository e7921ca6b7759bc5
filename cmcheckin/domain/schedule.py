"""The user's usual working hours, and which moments are outside them. Moments are read in their own offset."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, tzinfo
from typing import Final

from cmcheckin.domain.days import elapsed
from cmcheckin.domain.named import NamedTuple
from cmcheckin.domain.numbers import rounded_hours, whole

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NIGHT_FROM: Final = time(22)
NIGHT_TO: Final = time(6)
"""A night ping comes between 22:00 and 06:00 of its own offset (product contract)."""
PING_GAP: Final = timedelta(hours=1)
"""Activity at night that follows within this time belongs to the same ping."""
EMPLOYEE: Final = "employee"
EMPLOYMENTS: Final = (EMPLOYEE, "freelance", "volunteer")
"""Kinds of employment. Working-time law is quoted to employees only."""
BREAK_FROM: Final = timedelta(hours=6)
"""Shortest time at work with a break, on a day of kind `work` (product contract)."""


class Schedule(NamedTuple):
    """The usual week: contract hours, workdays (0 is Monday), start and end. A night shift ends before it starts.

    `break_minutes` is the break of a full day; None when config.toml doesn't set it.
    """

    contract_hours: float = 40.0
    workdays: frozenset[int] = frozenset(range(5))
    start: time = time(9)
    end: time = time(18)
    break_minutes: int | None = None
    employment: str = EMPLOYEE
    """One of `EMPLOYMENTS`."""

    @property
    def employed(self) -> bool:
        """Whether working-time law for employees applies."""
        return self.employment == EMPLOYEE

    @property
    def night_shift(self) -> bool:
        """Whether the usual day ends on the next calendar day."""
        return self.end <= self.start

    @property
    def usual_hours(self) -> float:
        """Hours of a usual workday: the contract spread over the workdays, at most 24."""
        return min(self.contract_hours / len(self.workdays), 24.0) if self.workdays else 0.0

    @property
    def usual_span(self) -> timedelta:
        """Return the time from `start` to `end` on the wall clock."""
        start, end = (timedelta(hours=at.hour, minutes=at.minute) for at in (self.start, self.end))
        return end - start + timedelta(self.night_shift)

    @property
    def usual_break(self) -> timedelta:
        """Return the break of a full day: `break_minutes`, or by default the usual span less a day's contract hours."""
        if self.break_minutes is not None:
            return timedelta(minutes=self.break_minutes)
        over = self.usual_span - timedelta(hours=self.usual_hours)
        return max(timedelta(minutes=whole(over / timedelta(minutes=1))), timedelta(0))

    def hours_between(self, day: date, kind: str, start: time, end: time, zone: tzinfo | None) -> float:
        """Return the hours from `start` to `end` on `day`, 0 to 24, rounded to the hundredth.

        This is the time elapsed in `zone` (None: the machine's own). If it is six hours or more and `kind` is `work`,
        the usual break is subtracted (product contract).
        """
        spent = elapsed(day, start, end, zone)
        if kind == "work" and spent >= BREAK_FROM:
            spent -= self.usual_break
        return rounded_hours(spent / timedelta(hours=1))

    def works_on(self, day: date) -> bool:
        """Whether `day` is a usual workday."""
        return day.weekday() in self.workdays

    def on_shift(self, moment: datetime) -> bool:
        """Whether `moment`, read in its own offset, is in a usual shift. A shift belongs to the day it starts on."""
        day, at = moment.date(), moment.time()
        if not self.night_shift:
            return self.works_on(day) and self.start <= at < self.end
        started_yesterday = at < self.end and self.works_on(day - timedelta(1))
        return started_yesterday or (at >= self.start and self.works_on(day))

    def at_night(self, moment: datetime) -> bool:
        """Return whether a ping at `moment` is a night ping: it came at night, outside the user's own shift."""
        return not (NIGHT_TO.hour <= moment.hour < NIGHT_FROM.hour or self.on_shift(moment))

    def night_of(self, moment: datetime) -> date | None:
        """Return the date on which the night of a ping at `moment` began; None if it isn't a night ping.

        Pings at 23:00 and 05:00 belong to the same night. `domain.days` decides in which day or week a ping counts.
        """
        return (moment - timedelta(hours=6)).date() if self.at_night(moment) else None
