"""Building blocks of the sentences in nudges."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from cmcheckin.domain import numbers
from cmcheckin.domain.nudge import DayValue, Finding
from cmcheckin.wording import formats
from cmcheckin.wording.formats import count, joined, number_word


class NudgeText(NamedTuple):
    """One nudge in words."""

    facts: str
    """What the log shows: dates and numbers, no adjectives."""
    reason: str
    """Why it matters, in one sentence; empty for good news."""
    question: str
    """One open question, or one small option."""
    threshold: str
    """The threshold from which it is shown, with its source."""
    comparison: str
    """What it is compared with, and how much of that is logged."""
    ends: str
    """What ends it."""
    unit: str = "h"
    """The unit of the days' values: `h`, `min`, `ping`, or empty for a plain number. `none` lists the days without
    values, `mean` shows the mean of each week."""


def whole(finding: Finding, name: str) -> int:
    """Return the number `name` of `finding`, rounded to a whole one."""
    return numbers.whole(finding.numbers[name])


NO_BREAK: Final = "\xa0"
"""Joins a number and its unit, so that no line breaks between them. A card shows a plain space instead."""


def hours_text(amount: float) -> str:
    """Return `amount` in hours as it was logged: `57 h`, `41.25 h`."""
    return formats.hours(amount).replace(" ", NO_BREAK)


def about_hours(amount: float) -> str:
    """Return `amount` in hours rounded to the half, for sentences that say "about": `52.5 h`."""
    return hours_text(numbers.whole(amount * 2) / 2)


def hours_of(finding: Finding, name: str) -> str:
    """Return the number `name` of `finding` as hours."""
    return hours_text(finding.numbers[name])


def rating_of(finding: Finding, name: str) -> str:
    """Return the number `name` of `finding` as a mean of ratings."""
    return formats.one_decimal(finding.numbers[name])


def about(amount: float) -> str:
    """Return `amount` to the nearest whole: `about two`, `less than one`."""
    near = numbers.whole(amount)
    return f"about {number_word(near)}" if near else "less than one"


def count_of(finding: Finding, name: str, noun: str) -> str:
    """Return the number `name` of `finding`, to the nearest whole, with `noun` in the singular or plural."""
    return count(whole(finding, name), noun)


def day(at: date) -> str:
    """Return `at` as `Mon 3 Mar`."""
    return NO_BREAK.join(formats.short_day(at).split())


def span(first: date, last: date) -> str:
    """Return the days from `first` to `last` as `Mon 3 – Sun 9 Mar`, with both months if they differ."""
    start = day(first) if first.month != last.month else f"{formats.weekday(first)[:3]}{NO_BREAK}{first.day}"
    return f"{start} – {day(last)}"


def weekday_names(values: Iterable[DayValue]) -> str:
    """Return the weekdays of `values`, at most seven days: `Tue, Wed and Fri`."""
    return joined([formats.weekday(value.day)[:3] for value in values])


MANY: Final = 21
"""Days above which `day_list` goes by the week."""


def day_list(values: Sequence[DayValue], unit: str, last: date) -> str:
    """Return `values` in order, each day with its value in `unit`: `Mon 3 Mar 9.5 h, Tue 4 Mar 11 h`.

    More than MANY values become sums of seven days each, the latest of them ending on `last`. The unit `mean` gives the
    mean of each seven days, `none` the number of days.
    """
    if len(values) <= MANY and unit != "mean":
        return ", ".join(f"{day(value.day)}{NO_BREAK}{_amount(value.value, unit)}".rstrip(NO_BREAK) for value in values)
    weeks: dict[int, list[float]] = {}
    for value in values:
        weeks.setdefault((last - value.day).days // 7, []).append(value.value)
    found = []
    for back, amounts in weeks.items():
        if unit == "mean":
            shown = f"{_amount(sum(amounts) / len(amounts), 'h')} a workday"
        else:
            shown = count(len(amounts), "day") if unit == "none" else _amount(sum(amounts), unit)
        found.append(f"week to {day(last - timedelta(7 * back))}{NO_BREAK}{shown}")
    return ", ".join(found)


def _amount(value: float, unit: str) -> str:
    if unit == "none":
        return ""
    if unit == "ping":
        return count(numbers.whole(value), unit).replace(" ", NO_BREAK)
    return f"{numbers.rounded(value, 2):g}{NO_BREAK + unit if unit else ''}"


def not_logged(days: int, one: str, named: Sequence[str] | None = None) -> str:
    """Return a sentence about days without a record: `Two workdays aren't logged.`, or one that lists `named`."""
    who = joined(list(named)) if named else count(days, one).capitalize()
    return f"{who} {'isn' if days == 1 else 'aren'}'t logged."
