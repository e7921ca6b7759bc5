"""The cells of a day's row: their widths, and their texts as shown and as typed."""

from __future__ import annotations

from typing import Final

from cmcheckin.checkin.form import DayRow
from cmcheckin.domain.workday import Workday
from cmcheckin.wording import formats
from cmcheckin.wording.checkin import CONFIRM_AS_USUAL
from cmcheckin.wording.proposed_days import PROPOSED
from cmcheckin.wording.record_words import uses_of_time

WIDTHS: Final = (7, 5, 5, 18)
"""The widths of the columns in cells. Hours are right-aligned, the others left-aligned."""
MAX_LENGTHS: Final = (6, 5, 5, 9)
"""The limits in characters for typing into the cells."""
CELLS_BEGIN: Final = 23
"""The cells before the columns, for the mark, the day and its kind."""
QUESTIONS: Final = ("?", CONFIRM_AS_USUAL, PROPOSED)
"""The questions of an unconfirmed row: the first fits everywhere."""
START, END, AFTER_HOURS = 1, 2, 3
"""The columns of the times, and the last one."""


def cell_at(x: int) -> int:
    """Return the column at cell `x` of a row; for anything to the left of the columns, that of the hours."""
    left = CELLS_BEGIN
    for c, width in enumerate(WIDTHS):
        left += width + (1 if c == 1 else 3)
        if x < left:
            return c
    return len(WIDTHS) - 1


def aligned(text: str, column: int) -> str:
    """Return `text` in the width of `column`."""
    width = WIDTHS[column]
    return text.rjust(width) if column == 0 else text.ljust(width)


def question(row: DayRow, *, is_selected: bool) -> str:
    """Return the question at the end of `row`; empty once it is confirmed."""
    if row.confirmed:
        return ""
    if row.proposal:
        return PROPOSED
    return CONFIRM_AS_USUAL if is_selected else QUESTIONS[0]


def beside(text: str, room: int) -> tuple[str, int]:
    """Return `text`, that of the last column, and the width it has beside a word of a proposed row: a cell more than
    the column, but at most `room`. It is shortened to its minutes if it doesn't fit."""
    width = min(WIDTHS[-1] + 1, room)
    return (text if len(text) < width else text.partition(" after")[0]), width


def cell_texts(day: Workday) -> tuple[str, str, str, str]:
    """Return the texts of the cells as shown."""
    after = day.after_hours_minutes
    return (
        formats.hours(day.hours) if day.hours is not None else "",
        formats.clock(day.start) if day.start else "",
        formats.clock(day.end) if day.end else "",
        _after_hours(after) if after else "",
    )


def _after_hours(minutes: int) -> str:
    """Return `45 min after hours`, or `1 h 15 min after` if there isn't room for more."""
    text = f"{formats.minutes(minutes)} after hours"
    return text if len(text) <= WIDTHS[-1] else text.removesuffix(" hours")


def cell_entries(day: Workday) -> tuple[str, str, str, str]:
    """Return the texts of the cells as they would be typed."""
    after = day.after_hours_minutes
    return (
        f"{day.hours:g}" if day.hours is not None else "",
        formats.clock(day.start) if day.start else "",
        formats.clock(day.end) if day.end else "",
        str(after) if after else "",
    )


def details(day: Workday) -> list[str]:
    """Return the name of a holiday, and where the time of `day` went; empty if neither is known."""
    return [*filter(None, [day.label]), *uses_of_time(day)]
