"""The first page of the share screen: the fields, and what the selected one adds to the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

from cmcheckin.sharing.document import Document
from cmcheckin.ui.kit.line_widget import Line, line_width
from cmcheckin.ui.kit.paged_view import Page, box, hidden_rows, paragraph
from cmcheckin.ui.kit.painter import Painter
from cmcheckin.ui.kit.text_cells import MEASURE, fit, wrap
from cmcheckin.ui.share.preview import sections
from cmcheckin.wording import share as words
from cmcheckin.wording.share_page import FIELD_NAMES

BESIDE: Final = 30
"""Columns of the list, left of the description of the selected field."""
GROUPS_BEGIN: Final = ("leave", "asks", "activities", "community", "mood")
"""The fields with a blank line above them, if there is room."""
HEADING: Final = 3
"""Lines of the heading, with a blank one below."""


@dataclass(frozen=True)
class FieldsView:
    """The fields. `preview` is what a file with the `selected` one alone would contain."""

    warnings: Sequence[str]
    origin: str
    """A sentence about where the selection comes from."""
    fields: tuple[str, ...]
    """The fields to choose from."""
    included: tuple[str, ...]
    selected: str
    preview: Document

    def page(self, painter: Painter, width: int, height: int) -> Page:
        measure = min(width - 4, MEASURE)
        head: list[Line] = []
        for text in self.warnings:
            head += paragraph(painter, text, measure, 2, painter.ink.strong)
        if head and len(head) + HEADING + len(self.fields) < height:
            head.append([])
        lines = [(words.FIRST_STEP, painter.ink.plain), (self.origin, painter.ink.quiet)]
        if len(head) + 2 + len(self.fields) == height:  # all fields fit with a blank line if that is one line
            lines = [(f"{words.CHOOSE} {self.origin}", painter.ink.plain)]
        head += [[(f"  {fit(text, measure, painter.glyphs)}", style)] for text, style in lines]
        head.append([])
        beside = self._beside(painter, min(width - BESIDE - 2, 60), max(height - len(head) - 1, len(self.fields)))
        names: list[str] = list(self.fields)
        if len(head) + len(self.fields) + len(GROUPS_BEGIN) < height:
            names = [row for name in self.fields for row in (["", name] if name in GROUPS_BEGIN else [name])]
        rows = [_side_by_side(self._row(painter, name), line) for name, line in zip_longest(names, beside)]
        at = names.index(self.selected)
        more = hidden_rows(painter, len(rows))
        return Page(rows, head, selected=range(at, at + 1), more=more, row_ids=names)

    def _row(self, painter: Painter, name: str | None) -> Line:
        if not name:
            return []
        selected, on = name == self.selected, name in self.included
        style = painter.ink.chosen if selected else painter.ink.plain if on else painter.ink.quiet
        return [*box(painter, selected=selected, on=on), (f" {FIELD_NAMES[name]}", style)]

    def _beside(self, painter: Painter, width: int, most: int) -> list[Line]:
        text = wrap(words.FIELD_EXPLANATIONS[self.selected], width, 4, painter.glyphs)
        found: list[Line] = [[(row, painter.ink.plain)] for row in text]
        none = [[(row, painter.ink.quiet)] for row in wrap(words.NOTHING_SHARED, width, 2, painter.glyphs)]
        found += [[], *(sections(self.preview, painter, width) or none)]
        return found if len(found) <= most else [*found[: most - 1], [(painter.glyphs.more, painter.ink.quiet)]]


def _side_by_side(left: Line, right: Line | None) -> Line:
    return [*left, (" " * (BESIDE - line_width(left)), right[0][1]), *right] if right else left
