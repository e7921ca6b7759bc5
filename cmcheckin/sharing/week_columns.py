"""The figures of a week as table cells, for the page, the Markdown and the screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final, TypeAlias

from cmcheckin.sharing.share_file import ShareWeek
from cmcheckin.sharing.summary import is_usual_partial
from cmcheckin.wording import share_page as words
from cmcheckin.wording.record_words import MOOD, WORKLOAD

Column: TypeAlias = tuple[str, Callable[[ShareWeek], str]]
"""A heading, and a function that returns the text of a week, `words.EMPTY` for none."""


def _columns(names: Sequence[str], *cells: Callable[[ShareWeek], str]) -> tuple[Column, ...]:
    return tuple(zip(names, cells, strict=True))


def hours_columns(made: date) -> tuple[Column, ...]:
    """Return the columns for hours and the usual, as a file made on `made` shares them."""
    return _columns(
        words.HOURS_COLUMNS,
        lambda week: words.hours_cell(week.hours),
        lambda week: words.usual_cell(week.usual_hours, part=is_usual_partial(week, made)),
        lambda week: words.count_cell(week.days_worked),
        lambda week: words.count_cell(week.days_not_said or None),
    )


WORKLOAD_COLUMNS: Final = _columns((words.WORKLOAD_TITLE,), lambda week: words.rating_cell(week.workload, WORKLOAD))
WORK_COLUMNS: Final = _columns(
    words.WEEKLY_COLUMNS[:-3],
    lambda week: words.time_cell(week.after_hours_minutes),
    lambda week: words.count_cell(week.days_off_worked),
    lambda week: words.count_cell(week.night_pings),
    lambda week: words.count_cell(week.escalations_opened),
    lambda week: words.count_cell(week.escalations_resolved),
    lambda week: words.count_cell(week.escalations_open),
    lambda week: words.time_cell(week.minutes_on_escalations),
    lambda week: words.count_cell(week.could_have_waited),
    lambda week: words.time_cell(week.support_minutes),
    lambda week: words.time_cell(week.peer_minutes),
)
"""Escalations, and time besides the usual hours."""
MOOD_COLUMNS: Final = _columns(
    words.WEEKLY_COLUMNS[-3:],
    lambda week: words.rating_cell(week.community, MOOD),
    lambda week: week.mood or words.EMPTY,
    lambda week: week.energy or words.EMPTY,
)
"""How the community felt, and the person's mood and energy in a word each."""


def filled_columns(columns: Sequence[Column], weeks: Sequence[ShareWeek]) -> tuple[list[str], list[list[str]]]:
    """Return the headings of the columns that have text in any of `weeks`, and a row of cells for each week."""
    rows = [[cell(week) for _, cell in columns] for week in weeks]
    filled = [n for n in range(len(columns)) if any(row[n] != words.EMPTY for row in rows)]
    return [columns[n][0] for n in filled], [[row[n] for n in filled] for row in rows]
