"""A place to stand on: a question whose answers are keys of the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from cmcheckin.ui.kit.frame import key_name
from cmcheckin.ui.kit.line_widget import AutoHeightWidget, Line, Run

if TYPE_CHECKING:
    from cmcheckin.ui.glyphs import Glyphs
    from cmcheckin.ui.theme import Ink


class KeyHints(AutoHeightWidget):
    """Keys and what they do, on one line."""

    def __init__(self, keys: Sequence[tuple[str, str]], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.keys = keys

    def lines(self, width: int) -> Sequence[Line]:
        return [list(key_runs(self.keys, self.glyphs, self.ink))]


def key_runs(keys: Sequence[tuple[str, str]], glyphs: Glyphs, ink: Ink) -> Iterator[Run]:
    """Yield the pairs of key and label, three spaces apart."""
    for n, (key, label) in enumerate(keys):
        yield ("   " if n else "", ink.quiet)
        yield (key_name(key, glyphs), ink.accent)
        yield (f" {label}", ink.quiet)


class KeyQuestion(AutoHeightWidget, can_focus=True):
    """A question and the keys that answer it. It can have the focus; the page handles the keys."""

    DEFAULT_CSS = """
    KeyQuestion { padding: 0 2 0 0; }
    """

    def __init__(self, question: str, keys: Sequence[tuple[str, str]], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.question, self.keys = question, keys

    def lines(self, width: int) -> Sequence[Line]:
        question = (f"{self.question}   ", self.ink.strong if self.has_focus else self.ink.quiet)
        return [[self.mark, question, *key_runs(self.keys, self.glyphs, self.ink)]]
