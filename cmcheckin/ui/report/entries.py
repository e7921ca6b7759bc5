"""The entries that a line of the report was made from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from cmcheckin.domain.records import Record
from cmcheckin.report.rest_on import line_facts
from cmcheckin.ui.kit.line_widget import Line, LineWidget, first_lines
from cmcheckin.ui.kit.text_cells import MEASURE, fit, wrap
from cmcheckin.wording import report as words

BRIEF: Final = 3
"""How many lines there are below the draft."""


class ReportEntries(LineWidget):
    """Up to three entries below the draft, and how many more there are, or all of them in full beside it.

    Of a check-in, only what a report may contain."""

    DEFAULT_CSS = """
    ReportEntries { height: 4; padding: 0 1 1 3; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._entries: Sequence[Record] = ()
        self._own = False
        self._line = ""

    def show(self, entries: Sequence[Record], line: str, *, own: bool) -> None:
        """Show the `entries` of the line with the id `line`. `own`: the line was added by the user."""
        self._entries, self._line, self._own = entries, line, own
        self.redraw()

    def draw(self, width: int, height: int) -> Iterable[Line]:
        if self._own:
            yield [(words.BY_HAND, self.ink.quiet)]
            return
        texts = [", ".join(line_facts(record, self._line)) for record in self._entries]
        yield from self._brief(texts, width, height) if height <= BRIEF else self._full(texts, width, height)

    def _full(self, texts: Sequence[str], width: int, height: int) -> Iterable[Line]:
        ink, glyphs = self.ink, self.glyphs
        lines: list[Line] = [[(words.RESTS_ON, ink.strong)]] if texts else []
        for text in texts:
            for n, row in enumerate(wrap(text, min(width, MEASURE) - 2, height, glyphs)):
                lines.append([(f"{glyphs.bullet} " if n == 0 else "  ", ink.faint), (row, ink.quiet)])
        return first_lines(lines, height, ink.quiet, glyphs)

    def _brief(self, texts: Sequence[str], width: int, height: int) -> Iterable[Line]:
        label = f"{words.RESTS_ON}  "
        count = len(texts)
        shown = texts if count <= max(height, 1) else texts[: height - 1]
        room = min(width, MEASURE) - len(label)
        rows = (
            wrap(texts[0], room, height, self.glyphs)
            if count == 1
            else [fit(text, room, self.glyphs) for text in shown]
        )
        for n, row in enumerate(rows):
            yield [(label if n == 0 else " " * len(label), self.ink.strong), (row, self.ink.quiet)]
        if len(shown) < count:
            yield [(" " * len(label), self.ink.plain), (f"+{count - len(shown)}", self.ink.quiet)]
