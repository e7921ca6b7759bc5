"""Draw the questions of an import: the selected one with the keys that answer it, and all of them as a list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from rich.cells import cell_len

from cmcheckin.interchange.importing.questions import COLUMN
from cmcheckin.ui.importing.questions import Option, QuestionList, QuestionRow
from cmcheckin.ui.kit.line_widget import Line, Run, line_width, sides
from cmcheckin.ui.kit.paged_view import LazyRows, Page, hidden_rows
from cmcheckin.ui.kit.painter import Painter
from cmcheckin.ui.kit.text_cells import align_right, fit, pad, wrap_parts
from cmcheckin.wording import import_screen as words

ANSWER: Final = 30
"""Columns for an answer."""
COLUMN_NAME: Final = 20
COUNT: Final = 8
WIDEST: Final = 96
"""The limit in columns for a row."""
LEAST_NAME: Final = 10
"""The least cells for the name in a question."""
KEYS_LINE: Final = 1
"""The index of the line with the keys that answer."""
OPTION: Final = 24
"""The limit in columns for an option."""


@dataclass(frozen=True)
class QuestionsView:
    """The `questions` as a list, below the selected one and the keys that answer it."""

    questions: QuestionList

    def page(self, painter: Painter, width: int, height: int) -> Page:
        questions, rows = self.questions, self.questions.rows
        drawn = LazyRows(len(rows), lambda n: self._row(painter, n, min(width, WIDEST)))
        selected = questions.selected
        first = selected - (selected > 0 and isinstance(rows[selected - 1], str))
        ids = ["" if isinstance(row, str) else str(n) for n, row in enumerate(rows)]
        whole = [range(n, n + 2) for n, row in enumerate(rows) if isinstance(row, str) and row]
        more = hidden_rows(painter, len(rows))
        head = self._head(painter, min(width, WIDEST))
        return Page(drawn, head, (), range(first, selected + 1), whole, more, row_ids=ids)

    def option_at(self, painter: Painter, width: int, x: int) -> Option | None:
        """Return the answer at cell `x` of the line KEYS_LINE; None if there is none."""
        row = self.questions.current
        for option, runs in _options(painter, row, min(width, WIDEST) - 2) if row else ():
            x -= line_width(runs)
            if x < 1:
                return option
        return None

    def _head(self, painter: Painter, width: int) -> list[Line]:
        """Return the selected question, the keys that answer it, and a blank line."""
        row, ink = self.questions.current, painter.ink
        if row is None:
            return [[], [], []]
        missing = self.questions.open
        progress: Line = [(words.progress(self.questions.number, self.questions.count), ink.quiet)]
        if missing:
            progress = [(words.to_answer(missing), ink.strong)]
        asked, room = words.ASKED[row.question.kind], width - 4 - line_width(progress)
        name = fit(row.question.name, min(40, max(room - cell_len(asked.format(name="")), LEAST_NAME)), painter.glyphs)
        question: Line = [("  ", ink.plain), (fit(asked.format(name=name), room, painter.glyphs), ink.strong)]
        keys = [run for _, runs in _options(painter, row, width - 2) for run in runs]
        return [sides(question, progress, width), [(" ", ink.plain), *keys], []]

    def _name_column(self, width: int) -> int:
        longest = max((cell_len(row.name) for row in self.questions.rows if isinstance(row, QuestionRow)), default=0)
        return min(max(longest, COLUMN_NAME), width - 2 - COUNT - ANSWER - 6)

    def _row(self, painter: Painter, number: int, width: int) -> Line:
        row, ink = self.questions.rows[number], painter.ink
        if isinstance(row, str):
            return [(f"  {row}", ink.strong)]
        is_selected, glyphs = number == self.questions.selected, painter.glyphs
        column = COLUMN_NAME if row.question.kind == COLUMN else self._name_column(width)
        occurs = words.TIMES.format(number=row.question.occurs) if row.question.kind != COLUMN else ""
        shown = fit(row.text or words.MUST, COLUMN_NAME if row.examples else ANSWER, glyphs)
        style = ink.strong if not row.text else ink.plain if row.text != words.UNUSED else ink.quiet
        if is_selected:
            style, shown = ink.chosen, f"{glyphs.left}{shown}{glyphs.right}"
        line: list[Run] = [
            (f"{glyphs.marker} " if is_selected else "  ", ink.accent),
            (pad(row.name, column, glyphs), ink.strong if is_selected else ink.plain),
            (align_right(occurs, COUNT if occurs else 0, glyphs), ink.quiet),
            ("  " if is_selected else "   ", ink.plain),
        ]
        if not row.examples:
            return [*line, (shown, style)]
        # With the marks of the selected row, whose answer begins a cell further left.
        answer = pad(shown, COLUMN_NAME + 2 * is_selected, glyphs)
        line.append((answer, style))
        gap = " " if is_selected else "  "
        room = width - line_width(line) - len(gap)
        examples = wrap_parts(row.examples, f" {glyphs.middle} ", room, len(row.examples), glyphs)[0]
        return [*line, (gap, ink.quiet), (examples, ink.quiet)]


def _options(painter: Painter, row: QuestionRow, width: int) -> list[tuple[Option | None, list[Run]]]:
    """Return the answers to the question in `row`, each with its key, in `width` cells. If they don't all fit, the
    chosen one and those around it are shown, with None for the signs that there are more."""
    options = list(row.options())
    drawn = [_option(painter, option) for option in options]
    chosen = next((n for n, option in enumerate(options) if option.is_chosen), 0)
    first, last = chosen, chosen + 1
    room = width - 4 - line_width(drawn[chosen]) if drawn else 0
    while True:
        if last < len(drawn) and line_width(drawn[last]) <= room:
            room -= line_width(drawn[last])
            last += 1
        elif first > 0 and line_width(drawn[first - 1]) <= room:
            room -= line_width(drawn[first - 1])
            first -= 1
        else:
            break
    found: list[tuple[Option | None, list[Run]]] = list(zip(options[first:last], drawn[first:last], strict=True))
    ink, glyphs = painter.ink, painter.glyphs
    if first > 0:
        found.insert(0, (None, [(f"{glyphs.previous} ", ink.quiet)]))
    return [*found, (None, [(f" {glyphs.next}", ink.quiet)])] if last < len(drawn) else found


def _option(painter: Painter, option: Option) -> list[Run]:
    ink, glyphs = painter.ink, painter.glyphs
    text, key = fit(option.words, OPTION, glyphs), f"{option.key} " if option.key else ""
    if option.is_chosen:
        return [(f"{glyphs.left}{key}{text}{glyphs.right}", ink.chosen), (" ", ink.plain)]
    return [(f" {key}", ink.accent), (f"{text}  ", ink.plain)]
