"""Find the days on which a calendar event repeats (RRULE, RDATE and EXDATE in RFC 5545).

Each day is tested on its own, so the work depends on the days asked for, not on how often the event repeats. Only a
rule with COUNT is followed from its start, within a limit of steps. The start of an event is always its first day, even
if its rule doesn't have that day.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta
from itertools import islice
from typing import Final, NamedTuple

from cmcheckin.interchange.calendar_events import WEEKDAYS, CalendarEvent

_PARTS: Final = frozenset(
    {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTH", "BYMONTHDAY", "BYSETPOS", "WKST"}
)  # fmt: skip
_LONGEST_PERIOD: Final = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 31, "YEARLY": 366}
"""The length in days of the longest period of each supported frequency."""
_RARE: Final = 8
"""How many periods may pass between repeats of a rule without months, days of a month and numbered weekdays: leap days
are up to eight years apart."""
_DAY: Final = timedelta(1)


class UnsupportedRuleError(ValueError):
    """A rule has a part that isn't supported."""


class Rule(NamedTuple):
    """A rule that repeats every `interval` periods of `frequency`, at `most` that many times, and no later than
    `until`.

    `weekdays`: pairs of a number and a weekday (0 for Monday). 2 is the second such weekday of the month, -1 the last,
    and 0 means each. `month_days`: days of a month, -1 for the last. `months`: 1 to 12. `position`: which of a month's
    days counts. Empty parts don't limit the days.
    """

    frequency: str
    interval: int = 1
    most: int | None = None
    until: date = date.max
    weekdays: tuple[tuple[int, int], ...] = ()
    month_days: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    position: int = 0
    week_starts: int = 0

    def days(self, start: date, first: date, last: date, steps: Iterator[object]) -> Iterator[date]:
        """Yield the days from `first` to `last` on which an event that starts on `start` takes place, including its
        start.

        Uses one of `steps` for each day tested, or one for each day of its month if the rule has a position. A month
        that the rule doesn't have counts as one day. Stops when there are none left.
        """
        day = max(start, first)
        left = self.most
        if left is not None:
            is_regular = not self.months and not self.month_days and not any(number for number, _ in self.weekdays)
            end = start.toordinal() + left * self.interval * _LONGEST_PERIOD[self.frequency] * _RARE
            if is_regular and end < first.toordinal():
                return
            day = start
        cost = 31 if self.position else 1
        while day <= min(last, self.until) and left != 0 and next(islice(steps, cost - 1, None), None) is not None:
            if not self._has_month(start, day):
                day = (day.replace(day=1) + 31 * _DAY).replace(day=1)
                continue
            if day == start or self._has(start, day):
                left = left if left is None else left - 1
                if day >= first:
                    yield day
            day += _DAY

    def _has_month(self, start: date, day: date) -> bool:
        """Return whether the rule may have days in the month of `day`."""
        months = (day.year - start.year) * 12 + day.month - start.month
        if not months:
            return True  # the start is always a day of the event
        match self.frequency:
            case "MONTHLY":
                is_in_period = not months % self.interval
            case "YEARLY":
                is_in_period = not (day.year - start.year) % self.interval and (bool(self.months) or not months % 12)
            case _:
                is_in_period = True
        return is_in_period and (not self.months or day.month in self.months)

    def _has(self, start: date, day: date) -> bool:
        """Return whether the rule has `day`, which is after `start` and in a month that it may have, apart from COUNT
        and UNTIL."""
        periods = 0
        if self.frequency in ("DAILY", "WEEKLY"):
            days = (day - start).days
            periods = days if self.frequency == "DAILY" else (self._week(day) - self._week(start)) // 7
        if periods % self.interval or (self.months and day.month not in self.months) or not self._fits(start, day):
            return False
        if not self.position:
            return True
        month = (day.replace(day=number) for number in range(1, monthrange(day.year, day.month)[1] + 1))
        days_of_month = [other for other in month if self._fits(start, other)]
        place = self.position - 1 if self.position > 0 else len(days_of_month) + self.position
        return days_of_month.index(day) == place

    def _week(self, day: date) -> int:
        return day.toordinal() - (day.weekday() - self.week_starts) % 7

    def _fits(self, start: date, day: date) -> bool:
        """Return whether `day` fits the rule's parts for days within a period."""
        from_end = day.day - monthrange(day.year, day.month)[1] - 1
        if self.month_days and not {day.day, from_end} & {*self.month_days}:
            return False
        if self.weekdays:
            which = (0, (day.day + 6) // 7, -((-from_end + 6) // 7))
            return any((number, day.weekday()) in self.weekdays for number in which)
        if self.frequency == "WEEKLY":
            return day.weekday() == start.weekday()
        return self.frequency == "DAILY" or bool(self.month_days) or day.day == start.day


def all_day_starts(
    event: CalendarEvent, start: date, first: date, last: date, moved: Collection[object], steps: Iterator[object]
) -> list[date]:
    """Return the days from `first` to `last` on which the all-day `event` starts, in order; the very first is `start`.

    `moved`: the repeats with an event of their own, as in the file, such as 20261118. `steps`: see `Rule.days`. Raises
    UnsupportedRuleError.
    """
    rule = event.text("RRULE")
    found = {*(read_rule(rule) if rule else Rule("DAILY", most=1)).days(start, first, last, steps)}
    found |= {day for extra in event.listed("RDATE") if first <= (day := _day(extra.value)) <= last}
    if event.text("RECURRENCE-ID"):
        return sorted(found)
    excluded = {one.value.strip()[:8] for one in event.listed("EXDATE")}
    return sorted(day for day in found if (text := f"{day:%Y%m%d}") not in excluded and text not in moved)


def read_rule(text: str, *, is_timed: bool = False) -> Rule:
    """Return the rule in `text`, the value of an RRULE. `is_timed`: whether the event starts at a time of day, so that
    an end of the rule in UTC may be on the next day in the event's zone. Raises UnsupportedRuleError."""
    parts = dict(part.partition("=")[::2] for part in text.upper()[:1000].split(";") if part)
    frequency = parts.get("FREQ", "")
    if frequency not in _LONGEST_PERIOD or not parts.keys() <= _PARTS:
        raise UnsupportedRuleError
    weekdays = _weekdays(parts.get("BYDAY", ""))
    has_months = frequency == "MONTHLY" or "BYMONTH" in parts
    if any(number for number, _ in weekdays) and not has_months:
        raise UnsupportedRuleError  # a numbered weekday of the year
    if frequency == "YEARLY" and parts.keys() & {"BYDAY", "BYMONTHDAY"} and not has_months:
        raise UnsupportedRuleError
    position = _numbers(parts, "BYSETPOS", 31, negative=True)
    if position and (len(position) > 1 or frequency != "MONTHLY"):
        raise UnsupportedRuleError
    return Rule(
        frequency,
        next(iter(_numbers(parts, "INTERVAL", 10_000)), 1),
        next(iter(_numbers(parts, "COUNT", 10**9)), None),
        _until(parts.get("UNTIL", ""), is_timed=is_timed),
        weekdays,
        _numbers(parts, "BYMONTHDAY", 31, negative=True),
        _numbers(parts, "BYMONTH", 12),
        next(iter(position), 0),
        WEEKDAYS.index(parts["WKST"]) if parts.get("WKST") in WEEKDAYS else 0,
    )


def _weekdays(text: str) -> tuple[tuple[int, int], ...]:
    found = [re.fullmatch(r"([+-]?[1-5])?([A-Z]{2})", part) for part in text.split(",") if text]
    if not all(match and match[2] in WEEKDAYS for match in found):
        raise UnsupportedRuleError
    return tuple((int(match[1] or 0), WEEKDAYS.index(match[2])) for match in found if match)


def _numbers(parts: Mapping[str, str], name: str, most: int, *, negative: bool = False) -> tuple[int, ...]:
    """Return the numbers of the part `name`, from 1 to `most`, and from -1 to -`most` if they may be `negative`."""
    texts = parts[name].split(",") if name in parts else []
    sign = "[+-]?" if negative else r"\+?"
    if not all(re.fullmatch(rf"{sign}[0-9]{{1,10}}", text) and 1 <= abs(int(text)) <= most for text in texts):
        raise UnsupportedRuleError
    return tuple(map(int, texts))


def _until(text: str, *, is_timed: bool) -> date:
    if not text:
        return date.max
    try:
        return _day(text) + (is_timed and text.endswith("Z")) * _DAY
    except OverflowError:
        raise UnsupportedRuleError from None


def _day(text: str) -> date:
    """Return the day of `text`, a day or a time of a calendar file. Raises UnsupportedRuleError."""
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:8]))
    except ValueError:
        raise UnsupportedRuleError from None
