"""Draw the questions of an import and its preview."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from rich.cells import cell_len

from cmcheckin.interchange.importing.answers import FEELING, NOTHING, WIN, YES, Question
from cmcheckin.services.importing import ImportSession
from cmcheckin.ui.kit.line_widget import Line
from cmcheckin.ui.kit.paged_view import LazyRows, Page, hidden_rows, paragraph
from cmcheckin.ui.kit.painter import Painter
from cmcheckin.ui.kit.text_cells import MEASURE, align_right, fit, pad
from cmcheckin.wording import import_screen as words
from cmcheckin.wording.record_words import ENERGY, MOOD

ANSWER: Final = 30
"""Columns for an answer."""
WIDEST: Final = 96
"""The limit in columns for a row."""
RATING_WORDS: Final = {"mood": MOOD, "energy": ENERGY}


class AnswerRow(NamedTuple):
    """A question with its answer. For a tag, `is_win` says whether it marks a win."""

    question: Question
    answer: str
    is_win: bool = False

    @property
    def text(self) -> str:
        """The answer as the user reads it; empty while a question that must be answered isn't."""
        kind, answer = self.question.kind, self.answer
        if kind == FEELING:
            parts = [words.IS_FEELING.format(word=answer)] if answer != NOTHING else []
            return ", ".join([*parts, *([words.MARKS_WIN] if self.is_win else [])]) or words.UNUSED
        if answer == NOTHING:
            return words.UNUSED
        if kind in RATING_WORDS and answer:
            return f"{answer} {RATING_WORDS[kind][int(answer) - 1]}"
        return answer


def answer_rows(session: ImportSession) -> list[AnswerRow | str]:
    """Return the headings and questions of `session`, in order. Whether a tag marks a win is part of its row."""
    rows: list[AnswerRow | str] = []
    kind = ""
    for question in session.questions:
        if question.kind == WIN:
            continue
        if question.kind != kind:
            kind = question.kind
            rows += [""] if rows else []
            rows.append(words.HEADINGS[kind].format(name=question.name))
        rows.append(AnswerRow(question, session.answers.to(question), _is_win(session, question)))
    return rows


def _is_win(session: ImportSession, question: Question) -> bool:
    same = (one for one in session.questions if one.kind == WIN and one.name == question.name)
    found = next(same, None) if question.kind == FEELING else None
    return found is not None and session.answers.to(found) == YES


@dataclass(frozen=True)
class AnswersView:
    """The questions in `rows`, the one at the index `selected` selected."""

    rows: Sequence[AnswerRow | str]
    selected: int
    title: str

    def page(self, painter: Painter, width: int, height: int) -> Page:
        head = [*paragraph(painter, self.title, min(width - 4, MEASURE), 1, painter.ink.strong), []]
        rows = LazyRows(len(self.rows), lambda n: self._row(painter, n, min(width, WIDEST)))
        first = self.selected - (self.selected > 0 and isinstance(self.rows[self.selected - 1], str))
        ids = ["" if isinstance(row, str) else str(n) for n, row in enumerate(self.rows)]
        whole = [range(n, n + 2) for n, row in enumerate(self.rows) if isinstance(row, str) and row]
        more = hidden_rows(painter, len(self.rows))
        return Page(rows, head, (), range(first, self.selected + 1), whole, more, row_ids=ids)

    def _row(self, painter: Painter, number: int, width: int) -> Line:
        row, ink = self.rows[number], painter.ink
        if isinstance(row, str):
            return [(f"  {row}", ink.strong)]
        is_selected = number == self.selected
        occurs = words.TIMES.format(number=row.question.occurs)
        shown = fit(row.text or words.MUST, ANSWER, painter.glyphs)
        style = ink.amber if not row.text else ink.plain if row.text != words.UNUSED else ink.quiet
        if is_selected:
            style = ink.chosen
            shown = f"{painter.glyphs.left}{shown}{painter.glyphs.right}"
        room = max(width - 2 - 10 - ANSWER - 6, 10)
        marker = f"{painter.glyphs.marker} " if is_selected else "  "
        return [
            (marker, ink.accent),
            (
                pad(row.question.name or row.question.kind, room, painter.glyphs),
                ink.strong if is_selected else ink.plain,
            ),
            (align_right(occurs, 8, painter.glyphs), ink.quiet),
            ("  " if is_selected else "   ", ink.plain),
            (shown, style),
        ]


@dataclass(frozen=True)
class TextView:
    """Lines of text below a `headline`, with `notices` about decisions above them."""

    headline: str
    lines: Sequence[str]
    notices: Sequence[str] = ()

    def page(self, painter: Painter, width: int, height: int) -> Page:
        measure = min(width - 4, 100)
        head = paragraph(painter, self.headline, measure, 2, painter.ink.strong)
        for notice in self.notices:
            head += paragraph(painter, notice, measure, 2, painter.ink.amber)
        rows = list(self._rows(painter, measure))
        return Page(rows, [*head, []], more=hidden_rows(painter, len(rows)), at_end=hidden_rows(painter, len(rows)))

    def _rows(self, painter: Painter, measure: int) -> Iterator[Line]:
        for line in self.lines:
            indent = " " * (len(line) - len(line.lstrip()))
            if cell_len(line) <= measure:
                yield [(f"  {line}", painter.ink.plain)]
            else:
                for part in paragraph(painter, line.strip(), measure - len(indent), 4, painter.ink.plain):
                    yield [(indent, painter.ink.plain), *part]
