"""Read days as people write them, the same way for every command and screen. `week.py` reads weeks."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, timedelta
from typing import Final

from cmcheckin.domain.schedule import WEEKDAYS
from cmcheckin.domain.text import clean, shorten

_FULL: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS: Final = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_NEAR: Final = {"today": 0, "yesterday": -1, "tomorrow": 1}
DAY_AND_MONTH: Final = r"[0-9]{1,2}\.? +[a-z]+"
"""The pattern of a day and month without a year: `3 aug`."""
MIN_LETTERS: Final = 3
"""Fewest letters of a month or weekday that are accepted."""


def read_day(text: str, today: date, *, ahead: bool = False) -> date:
    """Return the day that `text` names: `2026-11-20`, `today`, `yesterday`, `tomorrow`, `-1` (yesterday), `0` (today),
    a weekday, `last` or `next` with a weekday, `3 aug`, `3 August 2026`.

    A weekday, or a day and month without a year, means the latest one up to `today`, or with `ahead` the next one.
    Raises ValueError with a sentence for the user.
    """
    word = " ".join(text.split()).lower()
    with suppress(ValueError, OverflowError):
        if word in _NEAR:
            return today + timedelta(_NEAR[word])
        if re.fullmatch(r"-[0-9]{1,6}|0", word):
            return today + timedelta(int(word))
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", word):
            return date.fromisoformat(word)
        if found := re.fullmatch(r"(?:(last|next) )?([a-z]+)", word):
            return _weekday(found[2], today, found[1] or ("next" if ahead else ""))
        if found := re.fullmatch(r"([0-9]{1,2})\.? ([a-z]+)(?: ([0-9]{4}))?", word):
            return _in_month(int(found[1]), found[2], found[3], today, ahead=ahead)
    examples = "3 dec, friday or 2026-12-03" if ahead else "2026-11-20, yesterday, monday or -1"
    raise ValueError(f"{quoted(text)} isn't a day. Try {examples}")


def nearest_day(text: str, today: date) -> date:
    """Return the day that `text` names, as `read_day` does, but for a day and month without a year the nearest one to
    `today`, which may lie ahead. Raises ValueError with a sentence for the user."""
    past, ahead = read_day(text, today), read_day(text, today, ahead=True)
    is_weekday = (ahead - past).days < 31
    return past if is_weekday or today - past <= ahead - today else ahead


def quoted(text: str) -> str:
    """Return `text`, as the user typed it, in quotes, cleaned and shortened for a message."""
    return f"“{shorten(clean(text[:200]), 20)}”"


def _weekday(name: str, today: date, which: str) -> date:
    """Return the weekday `name`. `which`: `last` (before `today`), `next` (after it) or empty (up to `today`)."""
    names = _FULL if name in _FULL else WEEKDAYS
    if name not in names:
        raise ValueError(name)
    number = names.index(name)
    if which == "next":
        return today + timedelta((number - today.weekday() - 1) % 7 + 1)
    if which == "last":
        return today - timedelta((today.weekday() - number - 1) % 7 + 1)
    return today - timedelta((today.weekday() - number) % 7)


def month_named(name: str) -> int:
    """Return the number of the month `name`, in lower case, which may be cut after three letters; 0 if it isn't one."""
    return next((n for n, full in enumerate(_MONTHS, 1) if full.startswith(name) and len(name) >= MIN_LETTERS), 0)


def _in_month(number: int, name: str, year: str | None, today: date, *, ahead: bool) -> date:
    """Return day `number` of the month `name`, which may be cut after three letters."""
    month = month_named(name)
    if not month:
        raise ValueError(name)
    if year is not None:
        return date(int(year), month, number)
    for step in range(9):  # 29 February comes every four years, once after eight
        with suppress(ValueError):
            found = date(today.year + (step if ahead else -step), month, number)
            if (found > today) if ahead else (found <= today):
                return found
    raise ValueError(name)
