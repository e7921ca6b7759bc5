"""The cells of a day's row: their widths, their texts as shown and as typed, and how they are drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.style import Style

from cmcheckin.checkin.form import DayRow
from cmcheckin.checkin.workload import DAY_FIELDS
from cmcheckin.domain.named import NamedTuple
from cmcheckin.domain.workday import Workday
from cmcheckin.ui.kit.line_widget import CARET, Line, Run, line_width
from cmcheckin.ui.kit.text_cells import fit_parts
from cmcheckin.wording import formats
from cmcheckin.wording.checkin import CONFIRM_AS_USUAL
from cmcheckin.wording.proposed_days import PROPOSED, from_files
from cmcheckin.wording.record_words import uses_of_time

if TYPE_CHECKING:
    from cmcheckin.ui.checkin.uses_entry import UsesEntry
    from cmcheckin.ui.glyphs import Glyphs
    from cmcheckin.ui.theme import Ink

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
UNDERLINED: Final = Style(underline=True)


class SelectedCell(NamedTuple):
    """The column of the selected cell, the text typed into it (None if there is none), and the text field for
    activities if it is open."""

    column: int
    entry: str | None
    uses: UsesEntry | None


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


def question(row: DayRow, *, is_next: bool) -> str:
    """Return the question at the end of `row`, in full if it `is_next`; empty once it is confirmed."""
    if row.confirmed:
        return ""
    if row.proposal:
        return PROPOSED
    return CONFIRM_AS_USUAL if is_next else QUESTIONS[0]


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


def details(row: DayRow) -> list[str]:
    """Return the name of a holiday and where the time of the day went, or what files show instead if they were read
    late; empty if none of it is known."""
    if row.confirmed and row.late_proposal:
        return [*from_files(row.late_proposal.sources, row.late_proposal.facts)]
    return [*filter(None, [row.workday.label]), *uses_of_time(row.workday)]


def row_line(
    row: DayRow, width: int, ink: Ink, glyphs: Glyphs, selected: SelectedCell | None, *, is_next: bool
) -> Line:
    """Return the line of `row` in `width` cells. `selected`: the selected cell if it is in this row. `is_next`: whether
    this row is confirmed next, even while another question has the focus."""
    day, style = row.workday, ink.plain if row.confirmed else ink.quiet
    line: list[Run] = [
        (f"{glyphs.marker} " if selected else "  ", ink.chosen),
        (formats.short_day(day.date), ink.strong if selected else style),
        (f"   {day.kind:<8}", style),
    ]
    texts, more = cell_texts(day), details(row)
    if selected and selected.uses is not None:
        line.append((f"{texts[0]:>{WIDTHS[0]}}   ", style))
        return [*line, *selected.uses.runs(width - line_width(line), ink, glyphs)]
    entry = selected.entry if selected else None
    mark = "" if entry is not None else question(row, is_next=is_next)
    for c, (text, cell) in enumerate(zip(texts, WIDTHS, strict=True)):
        is_selected = selected is not None and c == selected.column
        if c == END:
            has_end = text or (is_selected and entry)
            line.append((glyphs.dash if texts[START] and has_end else " ", style))
        elif c:
            line.append(("   ", style))
        if c == AFTER_HOURS and row.proposal:
            text, cell = beside(text, width - line_width(line) - len(mark))
        if is_selected:
            line += _selected_cell(c, text, cell, entry, ink, style)
        elif c == AFTER_HOURS and more:
            shown = [*filter(None, [text]), *more]
            line.append((fit_parts(shown, width - line_width(line), glyphs), ink.quiet))
        else:
            line.append((aligned(text, c).ljust(cell)[:cell], style))
    if mark:
        line.append((mark if line_width(line) + len(mark) <= width else QUESTIONS[0], ink.quiet))
    return line


def _selected_cell(c: int, text: str, width: int, entry: str | None, ink: Ink, style: Style) -> list[Run]:
    """Return the selected cell: the `entry` with a caret, else `text`, else the name of the field."""
    if entry is not None:
        gap = " " * max(width - len(entry) - 1, 0)
        typed: list[Run] = [(entry, ink.accent + UNDERLINED), (" ", CARET)]
        return [(gap, style), *typed] if c == 0 else [*typed, (gap, style)]
    if not text and not c:
        return [(" " * width, style)]
    shown = text or DAY_FIELDS[c].label
    gap = " " * max(width - len(shown), 0)
    value = (shown, ink.chosen + UNDERLINED)
    return [(gap, style), value] if c == 0 else [value, (gap, style)]
