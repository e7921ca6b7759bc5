"""Format days, hours, numbers and ages the same way everywhere, in English whatever the locale."""

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
    """Return the name of the weekday of `day`: `Thursday`."""
    return DAYS[day.weekday()]


def long_day(day: date, today: date | None = None) -> str:
    """Return `day` in full: `Friday 20 November`. With `today`, its year follows unless it is that of `today`."""
    return f"{weekday(day)} {long_date(day)}{other_year(day, today) if today else ''}"


def other_year(day: date, today: date) -> str:
    """Return ` 2025`, the year of `day` after a space; empty if it is that of `today`."""
    return "" if day.year == today.year else f" {day.year}"


def dated(day: date, today: date) -> str:
    """Return `5 Nov`, with the year unless it is that of `today`."""
    return f"{short_date(day)}{other_year(day, today)}"


def short_day(day: date) -> str:
    """Return `day` for a column, always ten characters wide: `Thu  5 Nov`."""
    return f"{weekday(day)[:3]} {day.day:2d} {short_month(day)}"


def dated_day(day: date, today: date) -> str:
    """Return `day` for a column, at most eleven characters wide: `Thu  5 Nov`, or ` 5 Nov 2025` if its year isn't that
    of `today`."""
    return short_day(day) if day.year == today.year else f"{day.day:2d} {short_month(day)} {day.year}"


def day_in_text(day: date) -> str:
    """Return `day` for running text: `Thu 5 Nov`."""
    return f"{weekday(day)[:3]} {short_date(day)}"


def days_in_text(first: date, last: date, today: date) -> str:
    """Return `Thu 3 to Fri 4 Dec`, or one day, with the year unless it is that of `today`."""
    end = f"{day_in_text(last)}{other_year(last, today)}"
    if first == last:
        return end
    is_one_month = (first.year, first.month) == (last.year, last.month)
    begin = f"{weekday(first)[:3]} {first.day}" if is_one_month else f"{day_in_text(first)}{other_year(first, today)}"
    return f"{begin} to {end}"


def short_date(day: date) -> str:
    """Return `day` without its weekday and year: `5 Nov`."""
    return f"{day.day} {short_month(day)}"


def long_date(day: date) -> str:
    """Return `day` without its weekday and year: `5 November`."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def month_name(day: date) -> str:
    """Return the month of `day` with its year: `November 2026`."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def short_month(day: date) -> str:
    """Return the month of `day`: `Nov`."""
    return MONTHS[day.month - 1][:3]


def date_range(first: date, last: date) -> str:
    """Return `16–22 November 2026` within a month, `Friday 20 November 2026` for one day, or both dates in full."""
    if first == last:
        return f"{long_day(first)} {first.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{full_date(last)}"
    return full_date_range(first, last)


def full_date_range(first: date, last: date) -> str:
    """Return `31 August – 22 November 2026`, with both years if they differ."""
    year = f" {first.year}" if first.year != last.year else ""
    return f"{long_date(first)}{year} – {full_date(last)}"


def full_date(day: date) -> str:
    """Return `20 November 2026`."""
    return f"{long_date(day)} {day.year}"


def hours(amount: float) -> str:
    """Return `amount` of hours with at most two decimals: `8 h`, `9.5 h`, `7.25 h`."""
    return f"{rounded(amount, 2):g} h"


def tenths(amount: float) -> str:
    """Return `amount` of hours with at most one decimal: `8 h`, `9.5 h`."""
    return hours(rounded(amount, 1))


def yes_days(yes: int, answered: int) -> str:
    """Return on how many of the `answered` days the answer to a question was yes: `yes on 3 of 5 days`."""
    return f"yes on {yes} of {plural(answered, 'day')}"


def plain_number(amount: float) -> str:
    """Return `amount` as the user would type it: `22`, `1234567`, `0.5`."""
    return f"{amount:.12g}"


def minutes(amount: float) -> str:
    """Return `amount` of minutes: `45 min`, `2 h`, `1,115 h 5 min`."""
    hours, rest = divmod(whole(amount), 60)
    return " ".join([f"{hours:,} h"] * bool(hours) + [f"{rest} min"] * bool(rest or not hours))


def one_decimal(amount: float) -> str:
    """Return `amount` with exactly one decimal: `3.4`, `3.0`."""
    return f"{rounded(amount, 1):.1f}"


def clock(at: time | datetime) -> str:
    """Return the hours and minutes of `at`: `09:00`."""
    return f"{at:%H:%M}"


def time_range(start: time | None, end: time | None) -> str:
    """Return `09:00–18:45`. A missing side is left blank; empty if both are missing."""
    if start is None and end is None:
        return ""
    return f"{clock(start) if start else ''}–{clock(end) if end else ''}"


JUST_NOW: Final = "just now"


YEAR: Final = timedelta(days=365)
"""A year as `humanize` counts it."""
MONTH: Final = timedelta(minutes=43_830)
"""A twelfth of a year with leap days."""
THREE_MONTHS: Final = 3 * MONTH


def age(since: datetime, now: datetime) -> str:
    """Return how long before `now` `since` was, in one unit: `40 minutes`, `3 days`, `5 weeks`, or else `just now`."""
    import humanize  # takes 10 ms

    gone = max(now - since, timedelta(0))
    if gone < timedelta(minutes=1):
        return JUST_NOW
    if timedelta(days=14) <= gone < THREE_MONTHS:
        return f"{gone.days // 7} weeks"
    if THREE_MONTHS <= gone < 2 * YEAR:  # in the same months as the short age in the week
        months = gone // MONTH
        return "a year" if months == 12 else f"{months} months"
    return humanize.naturaldelta(gone)


def joined(items: list[str] | tuple[str, ...], last: str = "and") -> str:
    """Return `items` in a list with `last` before the final one: `a`, `a and b`, `a, b and c`."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {last} {items[-1]}" if items else ""


NUMBERS: Final = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def both_or_all(total: int) -> str:
    """Return `both` if `total` is two, or else `all`."""
    return "both" if total == 2 else "all"


def count_of(number: int, total: int) -> str:
    """Return `number` as a word, or `both` or `all` if it equals `total`."""
    return both_or_all(total) if number == total else number_word(number)


def count(number: int, one: str, many: str | None = None) -> str:
    """Return `number` with `one`, or with its plural `many` (by default `one` with an s): `one day`, `12 days`."""
    return f"{number_word(number)} {one if number == 1 else many or one + 's'}"


def plural(number: int, one: str, many: str | None = None) -> str:
    """Return `number` in digits with `one`, or with its plural `many` (by default `one` with an s): `3 days`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def number_word(number: int) -> str:
    """Return `number` as a word from `no` to `nine`, or else in digits: `1,200`."""
    return NUMBERS[number] if 0 <= number < len(NUMBERS) else f"{number:,}"


def sentence_case(text: str) -> str:
    """Return `text` with its first letter in upper case."""
    return text[:1].upper() + text[1:]


_INNER: Final = str.maketrans('“”„«»"', "‘’‚‹›'")


def quoted(text: str) -> str:
    """Return `text` in quotes. Quotes inside become single ones; if it is already in quotes, they are replaced."""
    own = text.strip()
    if len(own) > 1 and own[0] in '“„«"' and own[-1] in '”“»"' and not _INNER.keys() & set(map(ord, own[1:-1])):
        own = own[1:-1].strip()
    return f"“{own.translate(_INNER)}”"
