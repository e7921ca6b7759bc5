"""The draft of a report, line under line, with one of them marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from cmcheckin.report.model import Report
from cmcheckin.report.model import ReportLine as ReportLine
from cmcheckin.ui.kit.painted import Line, Painted, fit, wrap
from cmcheckin.wording import report as words

MEASURE: Final = 96
"""Columns beyond which a line of prose is hard to follow."""
ROWS: Final = 40
"""Most rows a line takes: all of it, so that what is written is what was read."""


class ReportLines(Painted):
    """Parts with their lines; what is left out stays readable."""

    DEFAULT_CSS = """
    ReportLines { height: 1fr; padding: 0 1 0 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._report: Report | None = None
        self._out: frozenset[str] = frozenset()
        self._at = ""
        self._top = 0

    def show(self, report: Report, marked: str, out: frozenset[str]) -> None:
        """Show this draft with that line marked, and these left out."""
        self._report, self._at, self._out = report, marked, out
        self.redraw()

    def draw(self, width: int, height: int) -> Iterable[Line]:
        report = self._report
        if report is None:
            return []
        if report.is_empty:
            return self._nothing(width)
        lines, where, parts = self._all(report, min(width, MEASURE))
        room = max(height - 2, 1)  # the foot names what is below, and keeps its place
        first, last = where.get(self._at, (0, 0))
        if last >= self._top + room:
            self._top = last - room + 1
        if first < self._top:
            self._top = first
        self._top = max(min(self._top, len(lines) - room), 0)
        end = self._top + room
        # A line of the report that would break off here stands whole further down.
        end = next((start for start, close in where.values() if self._top < start < end <= close), end)
        below = [title for title, start in parts if start >= end]
        if not below and len(lines) > end:
            below = [words.MORE]
        foot: Line = []
        if below:
            told = f" {self.glyphs.middle} ".join(below)
            text = fit(f"{self.glyphs.down} {told}", width - 2, self.glyphs)
            foot = [("  ", self.ink.plain), (text, self.ink.quiet)]
        seen = lines[self._top : end]
        return [*seen, *([] for _ in range(height - 1 - len(seen))), foot]

    def _nothing(self, width: int) -> Iterable[Line]:
        yield [("  ", self.ink.plain), (words.EMPTY, self.ink.strong)]
        for text in wrap(words.EMPTY_HINT, width - 4, 3, self.glyphs):
            yield [(f"  {text}", self.ink.plain)]

    def _all(self, report: Report, width: int) -> tuple[list[Line], dict[str, tuple[int, int]], list[tuple[str, int]]]:
        """Every line, and from where to where each line of the report stands, its heading with the first; the parts."""
        found: list[Line] = []
        where: dict[str, tuple[int, int]] = {}
        parts: list[tuple[str, int]] = []
        for n, part in enumerate(report.parts):
            if n:
                found.append([])
            begins = len(found)
            parts.append((part.title, begins))
            found.append([("  ", self.ink.plain), (part.title, self.ink.strong)])
            for k, item in enumerate(part.items):
                start = begins if k == 0 else len(found)
                found += self._line(item, width)
                where[item.id] = (start, len(found) - 1)
        return found, where, parts

    def _line(self, item: ReportLine, width: int) -> Sequence[Line]:
        marked, out = item.id == self._at, item.id in self._out
        note = f"  {words.LEFT_OUT}" if out else ""
        style = self.ink.quiet if out else self.ink.accent if marked else self.ink.plain
        rows = wrap(item.text + note, width - 8, ROWS, self.glyphs)
        bar = self.glyphs.marker if marked else " "
        return [[(f"{bar} ", self.ink.accent), (f"  {'  ' if n else ''}{row}", style)] for n, row in enumerate(rows)]
