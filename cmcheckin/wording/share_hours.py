"""What the page for a manager says of hours beside the usual. Facts in, a line out."""

from __future__ import annotations

from typing import Final

from cmcheckin.domain.numbers import rounded
from cmcheckin.wording import formats
from cmcheckin.wording.formats import count

THESE_DAYS: Final = " for these days"
"""After the usual of a week that was not over: it is that of its days up to then."""


def hours_facts(
    hours: float, usual: float | None, days_worked: int | None, unsaid: int, *, part: bool = False
) -> list[str]:
    """`on five days`, `3.5 h above the usual 40 h`, `two days not told of`. `part`: see `usual_of`."""
    said = [f"on {count(days_worked, 'day')}"] if days_worked else []
    if usual is not None:
        gap = rounded(hours - usual, 1)
        side = f"{_hours(abs(gap))} {'above' if gap > 0 else 'below'} the usual" if gap else "just the usual"
        said.append(f"{side} {usual_text(usual, part=part)}")
    if unsaid:
        said.append(f"{count(unsaid, 'day')} not told of")
    return said


def mean_hours(hours: float) -> str:
    """`42.5` of an average"""
    return f"{rounded(hours, 1):g}"


def hours_unit(weeks: int, *, several: bool) -> str:
    """`h`; `h a week on average, over four weeks`; `h in all` where no week of several is whole and over."""
    if weeks:
        return f"h a week on average, over {count(weeks, 'week')}" if weeks > 1 else "h in the one whole week"
    return "h in all" if several else "h"


def usual_text(usual: float, *, part: bool) -> str:
    """`40 h`; `24 h for these days` where the week was not over: that is usual up to the last day told of, and taken
    for a whole week it would be somebody's part-time job. `part`: see `usual_in_part`."""
    return f"{_hours(usual)}{THESE_DAYS}" if part else _hours(usual)


def usual_label(usual: float, *, part: bool) -> str:
    """`usual 40 h`"""
    return f"usual {usual_text(usual, part=part)}"


def hours_description(hours: float, usual: float | None, *, part: bool) -> str:
    """What the bar shows, for who cannot see it."""
    beside = f" The usual is {usual_text(usual, part=part)}." if usual is not None else ""
    return f"{_hours(hours)} this week.{beside} A line marks 48 h."


def columns_description(weeks: int, parts: int = 0) -> str:
    """What the columns show, for who cannot see them. `parts`: so many weeks are told in part."""
    some = f", {count(parts, 'of them', 'of them')} told in part" if parts else ""
    return f"Hours of {count(weeks, 'week')}{some}, each against the usual, a line at 48 h. The table has them too."


def _hours(amount: float) -> str:
    return formats.hours(rounded(amount, 1))
