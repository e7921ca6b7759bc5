"""The log as a row of days, and the view each morning has of it.

A replay asks the same few sums of every morning, so they are kept as running sums: a window costs two lookups,
whether it is a week or a quarter.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from itertools import accumulate
from typing import Any, Final, TypeVar

from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.nudge import DayValue
from cmcheckin.domain.records import Records
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.workday import Workday
from cmcheckin.insight.rating_series import RatingSeries

WORKED_HOURS: Final = 0.5
"""Hours from which a day counts as worked: answering one message is not a day of work (our choice)."""
WORKED_AFTER: Final = 30
"""Minutes after hours from which a day counts as worked, and an evening as worked into (our choice)."""


N = TypeVar("N", int, float)
DAY: Final = 24 * 60
"""Minutes."""
UNRATED: Final = 2
"""Severity reckoned with for an escalation that was given none: low."""


class History:
    """Everything in some records, a slot a day. `View` cuts it off where a morning stood."""

    def __init__(self, records: Records, schedule: Schedule, first: date, last: date) -> None:
        """Of the days from `first` to `last`; what lies outside is left out."""
        self.schedule, self.first = schedule, first
        self.base = first.toordinal()
        self.size = (last - first).days + 1
        self.dates = [first + timedelta(n) for n in range(self.size)]
        self.workdays: list[Workday | None] = [None] * self.size
        for day in records.workdays:
            if first <= day.date <= last:
                self.workdays[day.date.toordinal() - self.base] = day
        self.contract = [(self.base + n - 1) % 7 in schedule.workdays for n in range(self.size)]
        """Whether it is a usual workday of theirs."""
        self._days()
        self._entries([one for one in records.checkins if first <= one.date <= last])
        self._escalations([one for one in records.escalations if first <= one.day <= last])
        self._rests()

    def _days(self) -> None:
        rows = self.workdays
        self.hours = [day.counted_hours if day else None for day in rows]
        """Hours as they count; None when unknown or doubtful."""
        self.late = [(day.after_hours_minutes if day and not day.doubtful else 0) or 0 for day in rows]
        """Minutes after hours."""
        self.free = [day is not None and day.free for day in rows]
        """Whether it was said to be off, leave or sick."""
        self.worked = [day is not None and _worked(day) for day in rows]
        """Whether the day was logged as worked, with or without hours."""
        self.busy = [
            day is not None and not day.doubtful and ((hours or 0) >= WORKED_HOURS or late >= WORKED_AFTER)
            for day, hours, late in zip(rows, self.hours, self.late, strict=True)
        ]
        """Whether half an hour of work or more is logged and counted."""
        self.workday_hours = [
            hours if contract and not free else None
            for hours, contract, free in zip(self.hours, self.contract, self.free, strict=True)
        ]
        """Hours of usual workdays that were not free."""
        self.workday_hours_sum = _sums(hours or 0.0 for hours in self.workday_hours)
        self.workdays_with_hours = _sums(hours is not None for hours in self.workday_hours)
        usual = list(zip(self.contract, rows, self.free, strict=True))
        self.contract_sum = _sums(contract for contract, _, _ in usual)
        self.unsaid_sum = _sums(contract and day is None for contract, day, _ in usual)
        """Usual workdays that nobody told of."""
        self.free_sum = _sums(contract and free for contract, _, free in usual)
        """Usual workdays that were free."""
        self.hours_sum = _sums(hours or 0.0 for hours in self.hours)
        self.late_days = _sums(minutes >= WORKED_AFTER for minutes in self.late)
        self.worked_sum = _sums(self.worked)

    def _rests(self) -> None:
        """Hours between the end of a day's work and the start of the next, None where one is not known."""
        self.rest: list[float | None] = [None] * self.size
        offsets = {self.slot(one.date): one.logged_at.utcoffset() for one in self.entries if one.logged_at is not None}
        for slot in range(1, self.size):
            before, day = self.workdays[slot - 1], self.workdays[slot]
            if before is None or day is None or None in (before.start, before.end, day.start):
                continue
            here, there = offsets.get(slot + 1, offsets.get(slot)), offsets.get(slot)
            if here != there:  # they travelled, or the clocks changed
                continue
            start, end = _minute(before.start), _minute(before.end)
            rest = DAY * (end >= start) + _minute(day.start) - end
            self.rest[slot] = rest / 60 if rest >= 0 else None  # the days overlap, so one of the times is a typo

    def _entries(self, checkins: list[CheckIn]) -> None:
        self.entries: Sequence[CheckIn] = checkins
        self.entry_days = [one.date.toordinal() - self.base for one in checkins]
        self.mood = RatingSeries(self.entry_days, [one.mood for one in checkins])
        self.energy = RatingSeries(self.entry_days, [one.energy for one in checkins])

    def _escalations(self, escalations: list[Escalation]) -> None:
        self.escalations = sorted(escalations, key=lambda one: one.opened)
        self.opened = [one.opened.timestamp() for one in self.escalations]
        self._walls = [one.opened.replace(tzinfo=None) for one in self.escalations]
        self.opened_days = [one.day.toordinal() - self.base for one in self.escalations]
        self.reached = list(accumulate(self.opened_days, max))  # offsets may put a later one on an earlier day
        nights = [self.schedule.night_of(one.opened) for one in self.escalations]
        self.nights = [None if night is None else night.toordinal() - self.base for night in nights]
        """The night each broke, None by day."""
        self.weights = [0 if one.kind == "ask" else one.severity or UNRATED for one in self.escalations]
        """The severity each adds to a load; asks add none."""
        by_day, counts = [0] * self.size, [0] * self.size
        for slot, weight in zip(self.opened_days, self.weights, strict=True):
            by_day[slot] += weight
            counts[slot] += weight > 0
        self._severity, self._counted = _sums(by_day), _sums(counts)
        seen = [day is not None for day in self.workdays]
        for slot in self.entry_days:
            seen[slot] = True
        self._known = _sums(seen)

    def opened_by(self, entry: CheckIn) -> int:
        """How many escalations were opened when a check-in was logged.

        One that does not say when it was logged: when the usual day began, by the clock of each escalation.
        """
        if entry.logged_at is not None:
            return bisect_right(self.opened, entry.logged_at.timestamp())
        start = time(9) if self.schedule.night_shift else self.schedule.start
        return bisect_right(self._walls, datetime.combine(entry.date, start))

    def severity(self, first: int, end: int) -> int:
        """Severities of the escalations opened from `first` up to, not including, `end`, added up."""
        return self._severity[max(end, 0)] - self._severity[max(first, 0)]

    def counted(self, first: int, end: int) -> int:
        """How many they are."""
        return self._counted[max(end, 0)] - self._counted[max(first, 0)]

    def known(self, first: int, end: int) -> int:
        """Of how many of those days anything was said."""
        return self._known[max(end, 0)] - self._known[max(first, 0)]

    def first_known(self, slot: int) -> int:
        """Return the first known slot at or after `slot`, or the end of the log if there is none."""
        start = max(slot, 0)
        return bisect_right(self._known, self._known[start]) - 1

    def slot(self, day: date) -> int:
        """Which slot is that day's."""
        return day.toordinal() - self.base

    def day_at(self, slot: int) -> date:
        """Which day is that slot's."""
        return self.dates[slot]

    def views(self, first: date, last: date) -> Iterable[MorningView]:
        """What each morning with a check-in saw, from `first` to `last`."""
        for n in range(bisect_left(self.entry_days, self.slot(first)), bisect_right(self.entry_days, self.slot(last))):
            yield MorningView(self, n)


class MorningView:
    """The log as the morning of one check-in sees it: workdays before, check-ins up to, escalations opened by then."""

    __slots__ = ("entries", "entry", "escalations", "past", "today", "usual_day")

    def __init__(self, past: History, entry: int) -> None:
        self.past, self.entry = past, past.entries[entry]
        self.usual_day: float | None = None
        """Hours of a usual day, once `blocks` has reckoned it."""
        self.today = past.entry_days[entry]
        """The slot of this morning; the last workday seen is the one before."""
        self.entries = entry + 1
        """How many check-ins are seen, this one among them."""
        self.escalations = past.opened_by(self.entry)
        """How many escalations are seen."""

    @property
    def day(self) -> date:
        """The day of this morning."""
        return self.entry.date

    def hours(self, days: int, back: int = 0) -> float:
        """Return the hours of the `days` days that ended `back` days ago. Days that aren't logged add nothing."""
        end = max(self.today - back, 0)
        hours = self.past.hours_sum[end] - self.past.hours_sum[max(end - days, 0)]
        return round(hours, 4)  # sums of fractions can be a hair below 55

    def worked(self, days: int) -> int:
        """How many of the last days were worked."""
        return self.past.worked_sum[self.today] - self.past.worked_sum[max(self.today - days, 0)]

    def late_days(self, days: int, back: int = 0) -> int:
        """On how many of the last days work went on after hours."""
        end = max(self.today - back, 0)
        return self.past.late_days[end] - self.past.late_days[max(end - days, 0)]

    def late_before(self) -> tuple[int, int]:
        """Return the days known from 15 to 91 days ago, and how many of them had after-hours work."""
        past, end, start = self.past, max(self.today - 14, 0), max(self.today - 91, 0)
        known = sum(day is not None for day in past.workdays[start:end])
        return known, past.late_days[end] - past.late_days[start]

    def hour_values(self, days: int, back: int = 0) -> tuple[DayValue, ...]:
        """The days that make up `hours`."""
        past, end = self.past, self.today - back
        start = max(end - days, 0)
        found = zip(past.dates[start:end], past.hours[start:end], strict=True)
        return tuple([DayValue(day, hours) for day, hours in found if hours])

    def escalations_since(self, slot: int) -> list[int]:
        """Which escalations (by their place in `past.escalations`) were opened from that day on."""
        past = self.past
        lo = bisect_left(past.reached, slot, 0, self.escalations)
        return [n for n in range(lo, self.escalations) if past.opened_days[n] >= slot]


def _minute(at: time | None) -> int:
    return at.hour * 60 + at.minute if at else 0


def _worked(day: Workday) -> bool:
    if day.hours is None and day.after_hours_minutes is None:
        return not day.free
    return (day.hours or 0) >= WORKED_HOURS or (day.after_hours_minutes or 0) >= WORKED_AFTER


def _sums(values: Iterable[N]) -> list[N]:
    nothing: list[Any] = [0]
    return [*nothing, *accumulate(values)]
