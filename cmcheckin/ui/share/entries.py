"""The second page of the share screen: what can be left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from cmcheckin.sharing.choice_rows import EntryRow
from cmcheckin.ui.kit.line_widget import Line
from cmcheckin.ui.kit.paged_view import Page, box, hidden_rows, paragraph
from cmcheckin.ui.kit.painter import Painter
from cmcheckin.ui.kit.text_cells import MEASURE, fit, pad
from cmcheckin.wording import share as words

LABEL: Final = 17
"""Columns of the label of a line."""
INDENT: Final = 2
"""Columns that the rows of a week are indented by."""
BELOW: Final = 2
"""Lines about the selected entry."""


@dataclass(frozen=True)
class EntriesView:
    """The entries, and below them what else the file shows of the one whose key is `selected`."""

    entries: Sequence[EntryRow]
    selected: str
    only_lines: bool = False

    def page(self, painter: Painter, width: int, height: int) -> Page:
        measure = min(width - 4, MEASURE)
        head = paragraph(painter, words.SECOND_STEP, measure, 2, painter.ink.plain)
        rows: list[Line] = []
        ids: list[str] = []
        at, title = range(1), -1
        for entry in self.entries:
            if not entry.key:
                rows += [[], [(f"  {entry.text}", painter.ink.strong)]]
                ids += ["", ""]
                title = len(rows) - 1
                continue
            if entry.key == self.selected:  # a title just above it stays in sight too
                at = range(title if title == len(rows) - 1 else len(rows), len(rows) + 1)
            elif entry.group and entry.group == self.selected:  # a week that was opened shows its rows
                at = range(at.start, len(rows) + 1)
            rows.append(self._row(painter, entry, width))
            ids.append(entry.key)
        if self.only_lines:
            rows += [[], *paragraph(painter, words.NO_ENTRIES, measure, 2, painter.ink.quiet)]
        beside = next((entry.beside for entry in self.entries if entry.key and entry.key == self.selected), "")
        foot = paragraph(painter, beside, measure, BELOW, painter.ink.quiet)
        foot = [[], *foot, *([[]] * (BELOW - len(foot)))]
        return Page(rows, head, foot, at, more=hidden_rows(painter, len(rows)), row_ids=ids)

    def _row(self, painter: Painter, entry: EntryRow, width: int) -> Line:
        selected, on = entry.key == self.selected, entry.included and entry.is_written
        style = painter.ink.plain if on else painter.ink.quiet
        if selected:
            style = painter.ink.chosen
        note = "" if entry.included else f" {words.LEFT_OUT}"
        gap = " " if entry.group else ""
        label = f"{pad(entry.label, LABEL, painter.glyphs)}{gap}" if entry.label else ""
        if entry.is_group:
            bar = painter.glyphs.marker if selected else " "
            arrow = painter.glyphs.below if entry.is_open else painter.glyphs.over
            text = fit(entry.text, width - 8 - LABEL, painter.glyphs)
            return [(f"{bar} {arrow}   ", painter.ink.accent), (label, style), (text, painter.ink.quiet)]
        indent = INDENT if entry.group else 0
        text = fit(entry.text, width - 8 - indent - len(label) - len(note), painter.glyphs)
        marker, tick = box(painter, selected=selected, on=on)
        return [marker, (" " * indent, style), tick, (f" {label}", painter.ink.quiet), (f"{text}{note}", style)]
