"""The history that signals read: the records in one slot a day, and the view each morning has of them.

A replay asks for the same few sums on every morning, so they are saved as running sums: any window costs two lookups,
whether it is a week or a quarter.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from itertools import accumulate
from typing import Final, TypeVar

from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.nudge import DayValue, Finding, Level
from cmcheckin.domain.records import Records
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.workday import Workday
from cmcheckin.insight.figures import AFTER_HOURS_MINUTES, WORKED_HOURS
from cmcheckin.insight.rating_series import FAR, NEAR, RatingSeries

N = TypeVar("N", int, float)
MINUTES_A_DAY: Final = 24 * 60
BEYOND_TIMES: Final = 2.0
"""Hours above those between a day's start and end, after-hours work included, from which one of them was mistyped. An
evening that isn't logged as after hours is shorter than most mistyped digits (our choice)."""
UNRATED: Final = 2
"""Severity assumed for an escalation without one: low."""


class History:
    """The records from one day to another, a slot a day. A `MorningView` hides what a morning couldn't know yet."""

    def __init__(self, records: Records, schedule: Schedule, first: date, last: date) -> None:
        """Take the records from `first` to `last`, both included, and ignore the others.

        `first` has to be as many days before the first view as signals look back: see `nudges.LOOK_BACK_DAYS`.
        """
        self.schedule = schedule
        self.base = first.toordinal()
        self.size = (last - first).days + 1
        self.dates = [first + timedelta(n) for n in range(self.size)]
        self.workdays: list[Workday | None] = [None] * self.size
        for day in records.workdays:
            if first <= day.date <= last:
                self.workdays[self.slot(day.date)] = day
        self.usual_workday = [(self.base + n - 1) % 7 in schedule.workdays for n in range(self.size)]
        """Whether the schedule has work on the day."""
        self._read_days()
        self._read_checkins([one for one in records.checkins if first <= one.date <= last])
        self._read_escalations([one for one in records.escalations if first <= one.day <= last])
        self._read_rests()

    def _read_days(self) -> None:
        rows = self.workdays
        self.hours = [day.counted_hours if day else None for day in rows]
        """Hours that count; None when they aren't logged or look wrong."""
        self.confirmed_hours = [
            None if day is None or hours is None else _confirmed(day, hours)
            for day, hours in zip(rows, self.hours, strict=True)
        ]
        """The same, but those between the day's start and end where these contradict them."""
        self.after_hours_minutes = [(day.after_hours_minutes if day and not day.doubtful else 0) or 0 for day in rows]
        self.free = [day is not None and day.free for day in rows]
        """Whether the day was logged as off, leave or sick."""
        self.worked = [day is not None and _is_worked(day) for day in rows]
        """Whether the day was logged as worked, with or without hours."""
        self.busy = [
            day is not None and not day.doubtful and ((hours or 0) >= WORKED_HOURS or late >= AFTER_HOURS_MINUTES)
            for day, hours, late in zip(rows, self.hours, self.after_hours_minutes, strict=True)
        ]
        """Whether half an hour of work or more is logged and counted."""
        self.workday_hours = [
            hours if usual and not free else None
            for hours, usual, free in zip(self.hours, self.usual_workday, self.free, strict=True)
        ]
        """Hours of usual workdays that were not free."""
        self.workday_hours_sum = _sums(hours or 0.0 for hours in self.workday_hours)
        self.workdays_with_hours = _sums(hours is not None for hours in self.workday_hours)
        self.usual_workday_sum = _sums(self.usual_workday)
        self.unlogged_sum = _sums(usual and day is None for usual, day in zip(self.usual_workday, rows, strict=True))
        """Usual workdays that aren't logged."""
        self.free_sum = _sums(usual and free for usual, free in zip(self.usual_workday, self.free, strict=True))
        """Usual workdays that were free."""
        self.hours_sum = _sums(hours or 0.0 for hours in self.hours)
        self.after_hours_day_sum = _sums(minutes >= AFTER_HOURS_MINUTES for minutes in self.after_hours_minutes)
        self.worked_sum = _sums(self.worked)

    def _read_rests(self) -> None:
        """Set the hours of rest between one day's end and the next day's start, None where one of them is unknown."""
        self.rest: list[float | None] = [None] * self.size
        offsets = {self.slot(one.date): one.logged_at.utcoffset() for one in self.checkins if one.logged_at is not None}
        for slot in range(1, self.size):
            before, day = self.workdays[slot - 1], self.workdays[slot]
            if not (before and day and before.start and before.end and day.start):
                continue
            if offsets.get(slot + 1, offsets.get(slot)) != offsets.get(slot):  # the user travelled, or clocks changed
                continue
            start, end = _minute(before.start), _minute(before.end)
            rest = MINUTES_A_DAY * (end >= start) + _minute(day.start) - end
            self.rest[slot] = rest / 60 if rest >= 0 else None  # the days overlap, so one of the times is a typo

    def _read_checkins(self, checkins: list[CheckIn]) -> None:
        self.checkins: Sequence[CheckIn] = checkins
        self.checkin_slots = [self.slot(one.date) for one in checkins]
        self.mood = RatingSeries(self.checkin_slots, [one.mood for one in checkins])
        self.energy = RatingSeries(self.checkin_slots, [one.energy for one in checkins])
        self.ratings = {"mood": self.mood, "energy": self.energy}

    def _read_escalations(self, escalations: list[Escalation]) -> None:
        self.escalations = sorted(escalations, key=lambda one: one.opened)
        self._opened_at = [one.opened.timestamp() for one in self.escalations]
        self._local_times = [one.opened.replace(tzinfo=None) for one in self.escalations]
        self.opened_days = [self.slot(one.day) for one in self.escalations]
        # Offsets may put a later escalation on an earlier day; these slots never fall, so they can be bisected.
        self.latest_opened_days = list(accumulate(self.opened_days, max))
        nights = [self.schedule.night_of(one.opened) for one in self.escalations]
        self.nights = [None if night is None else self.slot(night) for night in nights]
        """The slot of the night in which each escalation came; None by day."""
        self.night_slots = frozenset(slot for slot in self.nights if slot is not None)
        self.severities = [0 if one.kind == "ask" else one.severity or UNRATED for one in self.escalations]
        """The severity each escalation adds to the load; asks add none."""
        by_day, counts = [0] * self.size, [0] * self.size
        for slot, severity in zip(self.opened_days, self.severities, strict=True):
            by_day[slot] += severity
            counts[slot] += severity > 0
        self.severity_sum, self.rated_escalation_sum = _sums(by_day), _sums(counts)
        logged = [day is not None for day in self.workdays]
        for slot in self.checkin_slots:
            logged[slot] = True
        self.logged_sum = _sums(logged)
        """Days with a workday or a check-in."""

    def escalations_before(self, checkin: CheckIn) -> int:
        """Return the number of escalations opened by the time `checkin` was logged.

        If that time is unknown, use the start of the usual workday, by the clock of each escalation.
        """
        if checkin.logged_at is not None:
            return bisect_right(self._opened_at, checkin.logged_at.timestamp())
        start = time(9) if self.schedule.night_shift else self.schedule.start
        return bisect_right(self._local_times, datetime.combine(checkin.date, start))

    def first_logged(self, slot: int) -> int:
        """Return the first logged slot at or after `slot`, or the end of the history if there is none."""
        return bisect_right(self.logged_sum, self.logged_sum[slot]) - 1

    def slot(self, day: date) -> int:
        """Return the slot of `day`."""
        return day.toordinal() - self.base

    def views(self, first: date) -> Iterable[MorningView]:
        """Yield the view of each morning with a check-in from `first` on."""
        for n in range(bisect_left(self.checkin_slots, self.slot(first)), len(self.checkins)):
            yield MorningView(self, n)


class MorningView:
    """The history as one check-in sees it: workdays before it, check-ins up to it, escalations opened by then."""

    __slots__ = ("checkin", "checkins_seen", "escalations_seen", "history", "today", "usual_day")

    def __init__(self, history: History, n: int) -> None:
        """Take the view of check-in number `n` of `history`."""
        self.history, self.checkin = history, history.checkins[n]
        self.usual_day: float | None = None
        """Hours of a usual day, once `baselines.usual_day` has computed it."""
        self.today = history.checkin_slots[n]
        """The slot of this morning; the last workday seen is the one before."""
        self.checkins_seen = n + 1
        """How many check-ins are seen, this one included."""
        self.escalations_seen = history.escalations_before(self.checkin)
        """How many escalations are seen."""

    @property
    def day(self) -> date:
        """Return the day of this morning."""
        return self.checkin.date

    def hours(self, days: int, back: int = 0) -> float:
        """Return the hours of the `days` days that ended `back` days ago. Days that aren't logged add nothing."""
        end = self.today - back
        hours = self.history.hours_sum[end] - self.history.hours_sum[end - days]
        return round(hours, 4)  # sums of fractions can be a hair below 55

    def confirmed_hours(self, days: int) -> float:
        """Return the hours of the last `days` days as far as their times don't contradict them."""
        return round(sum(hours or 0.0 for hours in self.history.confirmed_hours[self.today - days : self.today]), 4)

    def worked(self, days: int) -> int:
        """Return how many of the last `days` days were worked."""
        return self.history.worked_sum[self.today] - self.history.worked_sum[self.today - days]

    def after_hours_days(self, days: int) -> int:
        """Return how many of the last `days` days had half an hour after hours or more."""
        sums = self.history.after_hours_day_sum
        return sums[self.today] - sums[self.today - days]

    def after_hours_before(self) -> tuple[int, int]:
        """Return the days logged from 15 to 91 days ago, and how many of them had after-hours work."""
        history, end, start = self.history, self.today - NEAR, self.today - FAR
        known = sum(day is not None for day in history.workdays[start:end])
        return known, history.after_hours_day_sum[end] - history.after_hours_day_sum[start]

    def hour_values(self, days: int, back: int = 0) -> list[tuple[int, float]]:
        """Return (slot, hours) for each day that `hours` adds up."""
        span = range(self.today - back - days, self.today - back)
        return [(slot, hours) for slot in span if (hours := self.history.hours[slot])]

    def escalations_since(self, slot: int) -> list[int]:
        """Return the places in `history.escalations` of those seen that were opened on `slot` or later."""
        history = self.history
        lo = bisect_left(history.latest_opened_days, slot, 0, self.escalations_seen)
        return [n for n in range(lo, self.escalations_seen) if history.opened_days[n] >= slot]

    def finding(
        self, kind: str, level: Level, span: tuple[int, int], values: Iterable[tuple[int, float]], **numbers: float
    ) -> Finding:
        """Return a finding of `kind` at `level`.

        `span` has the first and last slot that were examined. `values` has the evidence as (slot, value) pairs.
        """
        dates = self.history.dates
        days = tuple(DayValue(dates[slot], value) for slot, value in values)
        return Finding(kind, level, dates[span[0]], dates[span[1]], days, numbers, self.history.schedule.employment)


def _minute(at: time) -> int:
    return at.hour * 60 + at.minute


def _confirmed(day: Workday, hours: float) -> float:
    """Return `hours` of `day`, or those that its start, end and after-hours minutes add up to, if they are far less."""
    if day.start is None or day.end is None or day.start == day.end:
        return hours
    minutes = (_minute(day.end) - _minute(day.start)) % MINUTES_A_DAY + (day.after_hours_minutes or 0)
    return minutes / 60 if hours > minutes / 60 + BEYOND_TIMES else hours


def _is_worked(day: Workday) -> bool:
    if day.hours is None and day.after_hours_minutes is None:
        return not day.free
    return (day.hours or 0) >= WORKED_HOURS or (day.after_hours_minutes or 0) >= AFTER_HOURS_MINUTES


def _sums(values: Iterable[N]) -> list[N]:
    """Return the running sums of `values`, beginning with 0, the sum of none."""
    sums: list[N] = [0]
    sums.extend(accumulate(values))
    return sums
