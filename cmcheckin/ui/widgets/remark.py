"""Words beside the questions."""

from __future__ import annotations

from collections.abc import Sequence

from cmcheckin.ui.painting import Line, wrap
from cmcheckin.ui.widgets.flowing import Flowing


class Remark(Flowing):
    """A sentence: quiet, or plain when it is a label; as wide as there is room, or of a fixed width, no margin."""

    def __init__(
        self,
        text: str = "",
        *,
        width: int = 0,
        quiet: bool = True,
        most: int = 3,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(id=id)
        self.text, self.quiet, self.most = text, quiet, most
        if width:
            self.styles.width, self.styles.padding = width, 0

    def say(self, text: str) -> None:
        """Another sentence."""
        if text != self.text:
            self.text = text
            self.redraw()

    def lines(self, width: int) -> Sequence[Line]:
        style = self.ink.quiet if self.quiet else self.ink.plain
        return [[(line, style)] for line in wrap(self.text, width, self.most, self.glyphs)]
