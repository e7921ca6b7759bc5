"""How days, hours and ages are written, everywhere the same. English, whatever the machine's locale."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Final

from cmcheckin.domain.numbers import rounded, whole

DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def weekday(day: date) -> str:
    """`Thursday`"""
    return DAYS[day.weekday()]


def long_day(day: date) -> str:
    """`Friday 20 November`"""
    return f"{weekday(day)} {day.day} {MONTHS[day.month - 1]}"


def short_day(day: date) -> str:
    """`Thu 19 Nov`"""
    return f"{weekday(day)[:3]} {day.day:2d} {MONTHS[day.month - 1][:3]}"


def hours(amount: float) -> str:
    """`8 h`, `9.5 h`, `7.25 h`; as the user would write it."""
    return f"{rounded(amount, 2):g} h"


def plain_number(amount: float) -> str:
    """A number of the user's own as they would type it: `22`, `1234567`, `0.5`."""
    return f"{amount:.12g}"


def minutes(amount: float) -> str:
    """`45 min`, `2 h`, `1 h 5 min`."""
    hours, rest = divmod(whole(amount), 60)
    return " ".join([f"{hours} h"] * bool(hours) + [f"{rest} min"] * bool(rest or not hours))


def one_decimal(amount: float) -> str:
    """Return `amount` with exactly one decimal: `3.4`, `3.0`."""
    return f"{rounded(amount, 1):.1f}"


def clock(at: time | datetime) -> str:
    """`09:00`"""
    return f"{at:%H:%M}"


def time_range(start: time | None, end: time | None) -> str:
    """`09:00–18:45`; a missing side is left open, both missing is empty."""
    if start is None and end is None:
        return ""
    return f"{clock(start) if start else ''}–{clock(end) if end else ''}"


def age(since: datetime, now: datetime) -> str:
    """`just now`, `40 minutes`, `19 hours`, `3 days`, `5 weeks`: how long ago, in one unit. The future is now."""
    import humanize  # 10 ms; imported where a text is written

    gone = max(now - since, timedelta(0))
    if gone < timedelta(minutes=1):
        return "just now"
    if timedelta(days=14) <= gone < timedelta(days=84):
        return f"{gone.days // 7} weeks"
    return humanize.naturaldelta(gone)


def joined(items: list[str] | tuple[str, ...], last: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {last} {items[-1]}" if items else ""


NUMBERS: Final = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def both_or_all(total: int) -> str:
    """`both` for two things, `all` for more."""
    return "both" if total == 2 else "all"


def count_of(number: int, total: int) -> str:
    """`three` of more than three; `both` or `all` when `number` is all of `total`."""
    return both_or_all(total) if number == total else count(number, "x").split()[0]


def count(number: int, one: str, many: str | None = None) -> str:
    """`one day`, `two days`, `12 days`, `no days`."""
    word = NUMBERS[number] if 0 <= number < len(NUMBERS) else f"{number:,}"
    return f"{word} {one if number == 1 else many or one + 's'}"
