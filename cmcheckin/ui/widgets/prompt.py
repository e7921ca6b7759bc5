"""A place to stand on: a question whose answers are keys of the page."""

from __future__ import annotations

from collections.abc import Sequence

from cmcheckin.ui.painting import Line, Run
from cmcheckin.ui.widgets.flowing import Flowing


class Prompt(Flowing, can_focus=True):
    """A question, and the keys that answer it."""

    def __init__(self, question: str, keys: Sequence[tuple[str, str]], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.question, self.keys = question, keys

    def lines(self, width: int) -> Sequence[Line]:
        line: list[Run] = [(self.question, self.ink.strong if self.has_focus else self.ink.quiet)]
        for key, label in self.keys:
            shown = self.glyphs.enter if key == "enter" else key
            line += [("   ", self.ink.quiet), (shown, self.ink.accent), (f" {label}", self.ink.quiet)]
        return [line]
