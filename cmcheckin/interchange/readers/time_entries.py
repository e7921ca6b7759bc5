"""What the readers of time trackers share: the checks that each entry must pass."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from math import ceil
from typing import Final

from cmcheckin.domain.fields import EARLIEST, LATEST
from cmcheckin.domain.text import LINE, clean, shorten
from cmcheckin.interchange.parsing import Refusal
from cmcheckin.interchange.readers.items import LeftOut, Span
from cmcheckin.wording import foreign_files as words

LONGEST: Final = timedelta(hours=24)
"""The longest entry that is read. Anything longer is a timer that someone forgot to stop."""
_MOST_SECONDS: Final = 300_000_000_000
"""A Unix time beyond the last that datetime can hold, in seconds."""


def checked_span(
    line: int, start: datetime, end: datetime, tags: Iterable[object] = (), person: str = ""
) -> Span | LeftOut | Refusal:
    """Return the entry of `line` as a Span; a Refusal if `end` isn't within LONGEST after `start`, or if a day can't be
    logged; a LeftOut if it took no time. Only texts in `tags` are used, without repetitions."""
    if (start.tzinfo is None) != (end.tzinfo is None):
        return unreadable(line, words.NO_END, end.isoformat())
    for moment in (start, end):
        if not EARLIEST <= moment.date() <= LATEST:
            return Refusal(line, words.OUT_OF_RANGE.format(text=moment.date().isoformat()))
    spent = elapsed(start, end)
    if spent < timedelta(0):
        return Refusal(line, words.ENDS_BEFORE_START.format(start=_shown(start), end=_shown(end)))
    if spent > LONGEST:
        return Refusal(line, words.OVER_A_DAY.format(hours=ceil(spent / timedelta(hours=0.1)) / 10))
    if not spent:
        return LeftOut(line, words.NO_TIME_SPENT)
    names = (_clean_name(tag[: 4 * LINE]) for tag in tags if isinstance(tag, str))
    return Span(line, start, end, tuple(dict.fromkeys(filter(None, names))), _clean_name(person[: 4 * LINE]))


@lru_cache(maxsize=1024)  # there are few, and many lines
def _clean_name(text: str) -> str:
    return shorten(clean(text), LINE)


def unreadable(line: int, reason: str, value: object) -> Refusal:
    """Return the Refusal of `line` for a `value` that can't be read as a time. `reason`: NO_START or NO_END."""
    text = shorten(clean(str(value)[:200]), 40) if isinstance(value, str | int | float) else ""
    return Refusal(line, words.UNREADABLE.format(reason=reason, text=text) if text else reason)


def elapsed(start: datetime, end: datetime) -> timedelta:
    """Return the time from `start` to `end`. Of two local times, an `end` with `fold` 1 is an hour later than its wall
    time, as after the change of clocks in autumn."""
    if start.tzinfo and end.tzinfo:
        return end.astimezone(UTC) - start.astimezone(UTC)
    return end - start + timedelta(hours=end.fold)


def unix_time(seconds: object) -> datetime | None:
    """Return the moment `seconds` after 1970 in UTC; None if it isn't a number, or beyond the calendar."""
    if isinstance(seconds, int | float) and not isinstance(seconds, bool) and 0 <= seconds < _MOST_SECONDS:
        try:
            return datetime.fromtimestamp(seconds, UTC)
        except (ValueError, OverflowError, OSError):
            pass
    return None


def _shown(moment: datetime) -> str:
    return moment.isoformat(" ", "seconds")
