"""The help of a screen, built from its HELP and BINDINGS, and the notice shown at the start."""

from __future__ import annotations

from typing import Any, ClassVar, Final

from rich.cells import cell_len
from textual.binding import Binding, BindingType

from cmcheckin.ui.base_screen import BaseScreen
from cmcheckin.ui.kit.frame import key_name
from cmcheckin.ui.kit.line_widget import Line
from cmcheckin.ui.kit.scrolling import TEXT_WIDTH, ScrollingScreen, ScrollingText
from cmcheckin.ui.kit.text_cells import pad, wrap
from cmcheckin.ui.protocols import styled_app
from cmcheckin.wording import app as words

COLUMN_GAP: Final = 2
"""Cells between the two columns of keys."""


class HelpScreen(ScrollingScreen[None]):
    """Show `text` and the `keys` with what they do. Every key that leaves a screen closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "back", id="help.close"),
        Binding("q,question_mark,f1,enter", "close", "back", show=False),
    ]

    def __init__(self, title: str, text: str, keys: list[tuple[str, str]]) -> None:
        super().__init__(_HelpText(text, keys), title)

    @classmethod
    def about(cls, screen: BaseScreen[Any]) -> HelpScreen:
        """Return the help of `screen`, with the bindings that it has now, in their order."""
        subject = screen.help_subject
        glyphs = styled_app(screen).glyphs
        found: dict[str, list[str]] = {}
        for active in screen.active_bindings.values():
            binding = active.binding
            label = binding.tooltip or binding.description
            if not label or not binding.id or active.node is screen.app or binding.action == "help":
                continue
            found.setdefault(label, []).append(binding.key_display or key_name(binding.key, glyphs))
        keys = [(" ".join(dict.fromkeys(names)), label) for label, names in found.items()]
        return cls(words.help_title(subject.TITLE or ""), subject.help_text(), keys + list(words.GLOBAL_KEYS))

    def action_close(self) -> None:
        """Go back to the screen that the help is about."""
        self.dismiss()


class _HelpText(ScrollingText):
    def __init__(self, text: str, keys: list[tuple[str, str]]) -> None:
        super().__init__()
        self._text, self._keys = text, keys

    def lines(self, width: int) -> list[Line]:
        found: list[Line] = []
        for paragraph in self._text.strip().split("\n\n"):
            if paragraph:
                found += [[(line, self.ink.plain)] for line in wrap(paragraph, min(width, TEXT_WIDTH), 99, self.glyphs)]
                found.append([])
        column = 2 + max((cell_len(key) for key, _ in self._keys), default=0)
        half = (min(width, TEXT_WIDTH) - COLUMN_GAP) // 2
        row: Line = []
        for key, label in self._keys:
            short = column + cell_len(label) <= half
            pair = [(pad(key, column, self.glyphs), self.ink.accent)]
            if row and short:  # two columns, so that most help fits 24 lines
                found[-1] = [*row, *pair, (label, self.ink.quiet)]
                row = []
            else:
                found.append([*pair, (label, self.ink.quiet)])
                row = [*pair, (pad(label, half + COLUMN_GAP - column, self.glyphs), self.ink.quiet)] if short else []
        return found


class NoticeScreen(HelpScreen):
    """Show over the current screen which settings, files and records could not be read."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "close", "go on", id="notice.close")]

    def __init__(self, problems: list[str], title: str = words.NOTICE_TITLE) -> None:
        super().__init__(title, "\n\n".join(problems), [])
