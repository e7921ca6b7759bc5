"""Count again what a morning's log shows, day by day from the records, without any code of the signals."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time, timedelta
from functools import cached_property
from math import ceil, comb, log
from statistics import mean, median, stdev

from cmcheckin.domain.records import Records
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.workday import Workday

FORTNIGHT = 14


class Recount:
    """The log as the morning of `on` sees it. `back` counts days before it: yesterday is 1."""

    def __init__(self, records: Records, schedule: Schedule, on: date) -> None:
        self.on, self.schedule = on, schedule
        self.rows = {one.date: one for one in records.workdays if one.date < on}
        self.mornings = {one.date: one for one in records.checkins if one.date <= on}
        logged = self.mornings[on].logged_at
        until = logged.timestamp() if logged else None
        start = time(9) if schedule.night_shift else schedule.start
        wall = datetime.combine(on, start)
        self.escalations = [
            one
            for one in records.escalations
            if (one.opened.timestamp() <= until if until is not None else one.opened.replace(tzinfo=None) <= wall)
        ]

    def day(self, back: int) -> date:
        return self.on - timedelta(back)

    def span(self, first: int, last: int) -> list[date]:
        """Return the days from `first` to `last` days back, both included."""
        return [self.day(back) for back in range(first, last - 1, -1)]

    # Days

    def hours(self, day: date) -> float | None:
        """Return the hours of `day` that count; None if none are logged, or more than 18."""
        row = self.rows.get(day)
        if row is None or (row.hours is not None and row.hours > 18):
            return None
        if row.hours is None and row.after_hours_minutes is None:
            return None
        return max(row.hours or 0.0, (row.after_hours_minutes or 0) / 60)

    def hours_within_times(self, day: date) -> float:
        """Return the hours of `day`, or those between its start and end if it has two more than these."""
        row, hours = self.rows.get(day), self.hours(day) or 0.0
        if row is None or row.start is None or row.end is None or row.start == row.end:
            return hours
        first, last = datetime.combine(day, row.start), datetime.combine(day, row.end)
        within = (last - first + timedelta(days=last < first, minutes=row.after_hours_minutes or 0)) / timedelta(
            hours=1
        )
        return within if hours > within + 2 else hours

    def total(self, days: list[date]) -> float:
        return sum(self.hours(day) or 0.0 for day in days)

    def total_within_times(self, days: list[date]) -> float:
        return sum(self.hours_within_times(day) for day in days)

    def week(self, back: int = 0) -> float:
        """Return the logged hours of the seven days that ended `back` days before yesterday."""
        return self.total(self.span(back + 7, back + 1))

    def late(self, day: date) -> int:
        row = self.rows.get(day)
        return (row.after_hours_minutes or 0) if row and not (row.hours is not None and row.hours > 18) else 0

    def late_days(self, first: int, last: int) -> int:
        return sum(self.late(day) >= 30 for day in self.span(first, last))

    def busy(self, day: date) -> bool:
        """Return whether at least half an hour of work is logged and counts."""
        return (self.hours(day) or 0.0) >= 0.5

    def worked(self, day: date) -> bool:
        """Return whether `day` is logged as worked, with or without hours."""
        row = self.rows.get(day)
        if row is None:
            return False
        if row.hours is None and row.after_hours_minutes is None:
            return row.kind == "work"
        return (row.hours or 0) >= 0.5 or (row.after_hours_minutes or 0) >= 30

    def usual_workday(self, day: date) -> bool:
        return day.weekday() in self.schedule.workdays

    def unlogged(self, days: list[date]) -> int:
        return sum(self.usual_workday(day) and day not in self.rows for day in days)

    def rested(self, day: date) -> bool:
        """Return whether no work is logged: the day is logged without work, or is a usual day off that isn't logged."""
        return not self.worked(day) if day in self.rows else not self.usual_workday(day)

    # The usual week

    @cached_property
    def usual_day(self) -> float:
        found = [
            self.hours(day)
            for day in self.span(91, 8)
            if self.usual_workday(day) and day in self.rows and self.rows[day].kind == "work" and self.hours(day)
        ]
        return median([one for one in found if one]) if len(found) >= 10 else self.schedule.usual_hours

    def ordinary(self, back: int) -> bool:
        """Return whether the seven days that ended `back` days before yesterday can be compared with others."""
        days = [day for day in self.span(back + 7, back + 1) if self.usual_workday(day)]
        unknown = sum(day not in self.rows for day in days)
        free = sum(day in self.rows and self.rows[day].kind != "work" for day in days)
        return bool(days) and unknown <= 0.45 * len(days) and free <= 0.25 * len(days)

    @cached_property
    def usual_weeks(self) -> list[float]:
        """Return the hours of the ordinary weeks that ended two to ten weeks ago. A workday that isn't logged counts
        as a usual one."""
        return [
            self.week(back) + self.unlogged(self.span(back + 7, back + 1)) * self.usual_day
            for back in range(14, 71, 7)
            if self.ordinary(back)
        ]

    @cached_property
    def usual_spread(self) -> float:
        weeks = self.usual_weeks
        middle = median(weeks)
        scatter = 1.4826 * median([abs(week - middle) for week in weeks])
        return max(scatter, stdev(sorted(weeks)[:-1]), 2.0, 0.05 * middle)

    # Ratings

    def ratings(self, name: str, first: int, last: int) -> list[int]:
        found = (self.mornings.get(day) for day in self.span(first, last))
        return [value for one in found if one is not None and (value := getattr(one, name)) is not None]

    def usual_rating(self, name: str, near: int = 14, far: int = 91) -> tuple[float, int] | None:
        """Return the mean without the lowest and highest tenth, and the number of ratings; None if under 21."""
        values = sorted(self.ratings(name, far, near))
        if len(values) < 21:
            return None
        cut = int(len(values) * 0.1)
        return mean(values[cut : len(values) - cut]), len(values)

    def last_ratings(self, name: str, count: int) -> list[tuple[date, int]]:
        found = [(day, value) for day, one in sorted(self.mornings.items()) if (value := getattr(one, name))]
        return found[-count:]

    # Escalations

    def nights(self, first: int, last: int) -> Counter[date]:
        """Return the number of pings of each night from `first` to `last` days back that has any."""
        found = Counter(self.schedule.night_of(one.opened) for one in self.escalations)
        days = set(self.span(first, last))
        return Counter({night: pings for night, pings in found.items() if night in days})

    def severities(self, first: int, last: int) -> dict[date, list[int]]:
        days = {day: [] for day in self.span(first, last)}  # type: dict[date, list[int]]
        for one in self.escalations:
            if one.kind != "ask" and one.day in days:
                days[one.day].append(one.severity or 2)
        return {day: found for day, found in days.items() if found}

    def severity(self, first: int, last: int) -> int:
        return sum(map(sum, self.severities(first, last).values()))

    @cached_property
    def usual_fortnights(self) -> list[int]:
        found = []
        for n in range(1, 7):
            days = self.span(FORTNIGHT * (n + 1), FORTNIGHT * n + 1)
            known = sum(day in self.rows or day in self.mornings for day in days)
            work = [day for day in days if self.usual_workday(day)]
            free = sum(day in self.rows and self.rows[day].kind != "work" for day in work)
            if known >= FORTNIGHT / 4 and free <= len(work) / 2:
                found.append(self.severity(FORTNIGHT * (n + 1), FORTNIGHT * n + 1))
        return found

    # Rest

    def rest_before(self, day: date) -> float:
        """Return the hours from the end of work on the day before to the start on `day`."""
        before, here = self.rows[day - timedelta(1)], self.rows[day]
        assert before.start and before.end and here.start
        ended = datetime.combine(before.date, before.end) + timedelta(before.end < before.start)
        return (datetime.combine(day, here.start) - ended).total_seconds() / 3600

    def breaks(self) -> list[tuple[date, float]]:
        """Return the first day after each break of two to five days, and the mean energy then and a morning later."""
        found = []
        days = self.span(91, 0)
        for back in (day for day in days if self.worked(day) or (day == self.on and self.usual_workday(day))):
            length = 0
            while length < 7 and back - timedelta(length + 1) >= days[0] and self.rested(back - timedelta(length + 1)):
                length += 1
            energy = [
                one.energy
                for day in (back, back + timedelta(1))
                if (one := self.mornings.get(day)) is not None and one.energy is not None
            ]
            if 2 <= length <= 5 and energy:
                found.append((back, mean(energy)))
        return found

    # Wins

    def wins(self) -> tuple[list[date], int, int]:
        """Return the mornings after a day worked since the last win, the number of earlier ones, and how many of these
        had a win."""
        empty: list[date] = []
        known = won = 0
        since = True
        for day, one in sorted(self.mornings.items(), reverse=True):
            if day < self.day(91):
                break
            since = since and not one.wins
            if not self.worked(day - timedelta(1)):
                continue
            if since:
                empty.append(day)
            else:
                known, won = known + 1, won + bool(one.wins)
        return empty[::-1], known, won


def binomial(hits: int, tries: int, rate: float) -> float:
    """Return the probability of `hits` or more in `tries`, each at `rate`."""
    return sum(comb(tries, k) * rate**k * (1 - rate) ** (tries - k) for k in range(hits, tries + 1))


def late_up(recount: Recount) -> bool:
    """Return whether two weeks have more days with after-hours work than usual (binomial, p < .01)."""
    known = [day for day in recount.span(91, 15) if day in recount.rows]
    if len(known) < 20:
        return False
    rate = max(sum(recount.late(day) >= 30 for day in known) / len(known), 0.1)
    return binomial(recount.late_days(14, 1), 14, rate) < 0.01


def drought_line(known: int, won: int) -> int:
    """Return the number of days worked without a win whose probability is below .001."""
    return max(8, ceil(log(0.001) / log(1 - min(won / known, 0.95))))


def weekends(recount: Recount) -> list[list[date]]:
    """Return the past stretches of two or more usual days off in the last quarter, in order."""
    found: list[list[date]] = [[]]
    for day in recount.span(91, 1):
        if recount.usual_workday(day):
            found.append([])
        else:
            found[-1].append(day)
    if not recount.usual_workday(recount.on):
        found.pop()
    return [stretch for stretch in found if len(stretch) >= 2]


def off(row: Workday | None) -> bool:
    """Return whether `row` is logged as free and without any work."""
    return row is not None and row.kind != "work" and not (row.hours or 0) >= 0.5 and not row.after_hours_minutes
