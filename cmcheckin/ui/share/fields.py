"""The first page of sharing: what can be ticked, and beside it what the marked one shows, out of one's own week."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

from cmcheckin.sharing.document import Document
from cmcheckin.sharing.share_file import FIELDS
from cmcheckin.ui.kit.painted import Line, cells, fit, wrap
from cmcheckin.ui.kit.painter import Painter
from cmcheckin.ui.share.page import MEASURE, Parts, paragraph
from cmcheckin.ui.share.preview import sections
from cmcheckin.wording import share as words
from cmcheckin.wording.share_page import FIELD_NAMES

BESIDE: Final = 32
"""Columns left of what is said of the marked field."""


@dataclass(frozen=True)
class FieldsView:
    """The fields, of which one is marked. `shows`: what that one puts into the file, as it would stand there."""

    lead: Sequence[str]
    said: str
    ticked: tuple[str, ...]
    at: str
    shows: Document

    def parts(self, painter: Painter, width: int, height: int) -> Parts:
        measure = min(width - 4, MEASURE)
        head: list[Line] = []
        for text in self.lead:
            head += paragraph(painter, text, measure, 2, painter.ink.strong)
        if head:
            head.append([])
        head.append([(f"  {fit(words.FIRST_STEP, measure, painter.glyphs)}", painter.ink.plain)])
        head += [[(f"  {fit(self.said, measure, painter.glyphs)}", painter.ink.quiet)], []]
        beside = self._beside(painter, min(width - BESIDE - 2, 60), max(height - len(head) - 1, len(FIELDS)))
        rows = [_beside_each_other(self._row(painter, name), said) for name, said in zip_longest(FIELDS, beside)]
        return Parts(head, rows, at=FIELDS.index(self.at))

    def _row(self, painter: Painter, name: str | None) -> Line:
        if name is None:
            return []
        marked, on = name == self.at, name in self.ticked
        style = painter.ink.chosen if marked else painter.ink.plain if on else painter.ink.quiet
        return [*box(painter, marked=marked, on=on), (f" {FIELD_NAMES[name]}", style)]

    def _beside(self, painter: Painter, width: int, most: int) -> list[Line]:
        found: list[Line] = [
            [(row, painter.ink.plain)] for row in wrap(words.FIELD_EXPLANATIONS[self.at], width, 4, painter.glyphs)
        ]
        shown = sections(self.shows, painter, width)
        found += [[], *(shown or [[(fit(words.NOTHING_SHARED, width, painter.glyphs), painter.ink.quiet)]])]
        return found if len(found) <= most else [*found[: most - 1], [(painter.glyphs.more, painter.ink.quiet)]]


def box(painter: Painter, *, marked: bool, on: bool) -> Line:
    """`▌ [✓]`: the bar of the marked row, and a tick."""
    bar = painter.glyphs.marker if marked else " "
    return [(f"{bar} ", painter.ink.accent), (f"[{painter.glyphs.check if on else ' '}]", painter.ink.accent)]


def _beside_each_other(left: Line | None, right: Line | None) -> Line:
    left = left or []
    if not right:
        return left
    return [*left, (" " * (BESIDE - cells(left)), right[0][1]), *right]
