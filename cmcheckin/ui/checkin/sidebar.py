"""What helps to answer, at the right of a wide check-in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from rich.cells import cell_len

from cmcheckin.checkin.background import background
from cmcheckin.checkin.form import CheckinForm
from cmcheckin.domain.escalation import SEVERE, SEVERITIES
from cmcheckin.ui.kit.line_widget import Line, LineWidget, first_lines
from cmcheckin.ui.kit.text_cells import pad, wrap

LABEL: Final = 11
"""Cells of the labels."""
LONG_LABEL: Final = 18
"""At most that many cells of the labels, if names in the section are longer, such as those of own questions."""


class Sidebar(LineWidget):
    """Sections of labelled texts, all of them muted beside the questions."""

    DEFAULT_CSS = """
    Sidebar { dock: right; width: 38; padding: 0 1 1 2; }
    """

    def __init__(self, form: CheckinForm, step: str) -> None:
        super().__init__()
        self._sections = background(form, step)

    def show(self, form: CheckinForm, step: str) -> None:
        """Show what helps with the `step` of `form`."""
        self._sections = background(form, step)
        self.redraw()

    def draw(self, width: int, height: int) -> Iterable[Line]:
        return first_lines(self._lines(width), height, self.ink.quiet, self.glyphs)

    def _lines(self, width: int) -> Iterator[Line]:
        for n, section in enumerate(self._sections):
            if n:
                yield []
            yield [(section.title, self.ink.plain)]
            cells = max((cell_len(label) + 1 for label, _ in section.rows), default=0)
            cells = min(max(cells, LABEL), LONG_LABEL)
            for label, text in section.rows:
                style = self.ink.amber if label in SEVERITIES[SEVERE - 1 :] else self.ink.quiet
                for m, part in enumerate(wrap(text, width - cells, 2, self.glyphs)):
                    name = pad("" if m else label, cells - 1, self.glyphs)
                    yield [(f"{name} ", style), (part, self.ink.quiet)]
