"""The lines of a report's draft, of which one is selected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from cmcheckin.report.model import Report, ReportLine
from cmcheckin.ui.kit.line_widget import Line
from cmcheckin.ui.kit.paged_view import Page
from cmcheckin.ui.kit.painter import Painter
from cmcheckin.ui.kit.text_cells import MEASURE, fit, fit_parts, wrap
from cmcheckin.wording import report as words

ROWS: Final = 40
"""Most rows of a line. More than any takes, so that the whole text is shown."""


@dataclass(frozen=True)
class ReportView:
    """The parts of `report` with their lines. `selected` and `excluded` are ids of lines."""

    report: Report
    selected: str
    excluded: frozenset[str]

    def page(self, painter: Painter, width: int, height: int) -> Page:
        if self.report.is_empty:
            return Page(self._empty(painter, width))
        rows: list[Line] = []
        titles: list[tuple[int, str]] = []
        lines: dict[str, range] = {}
        for part in self.report.parts:
            if rows:
                rows.append([])
            titles.append((len(rows), part.title))
            start = len(rows)  # the title belongs to the first line
            rows.append([("  ", painter.ink.plain), (part.title, painter.ink.strong)])
            for line in part.items:
                rows += self._line(painter, line, min(width, MEASURE))
                lines[line.id] = range(start, len(rows))
                start = len(rows)

        def more(visible: range) -> str:
            below = [title for start, title in titles if start >= visible.stop]
            room = width - 2 - len(words.BELOW.format(parts=""))
            parts = fit_parts(below, room, painter.glyphs, f" {painter.glyphs.middle} ")
            return words.BELOW.format(parts=parts) if below else fit(words.MORE, width - 2, painter.glyphs)

        ids = [""] * len(rows)
        for id_, its_rows in lines.items():
            ids[its_rows.start : its_rows.stop] = [id_] * len(its_rows)
        selected = lines.get(self.selected, range(1))
        return Page(rows, selected=selected, whole=tuple(lines.values()), more=more, row_ids=ids)

    def _empty(self, painter: Painter, width: int) -> list[Line]:
        hint = wrap(words.EMPTY_KEYS, width - 4, 3, painter.glyphs)
        title: Line = [("  ", painter.ink.plain), (words.EMPTY, painter.ink.strong)]
        return [title, *([(f"  {text}", painter.ink.plain)] for text in hint)]

    def _line(self, painter: Painter, line: ReportLine, width: int) -> Sequence[Line]:
        selected, excluded = line.id == self.selected, line.id in self.excluded
        note = f"  {words.LEFT_OUT}" if excluded else ""
        style = painter.ink.chosen if selected else painter.ink.quiet if excluded else painter.ink.plain
        bar = f"{painter.glyphs.marker} " if selected else "  "
        rows = wrap(line.text + note, width - 8, ROWS, painter.glyphs)
        return [[(bar, painter.ink.accent), (f"  {'  ' if n else ''}{row}", style)] for n, row in enumerate(rows)]
