"""The help of a screen, made from its own HELP and BINDINGS."""

from __future__ import annotations

from typing import ClassVar, Final

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from cmcheckin.ui.painting import Line, pad, wrap
from cmcheckin.ui.screens.base import HouseScreen
from cmcheckin.ui.widgets.flowing import Flowing
from cmcheckin.ui.widgets.footer import KeyLine, key_name
from cmcheckin.ui.widgets.heading import Heading
from cmcheckin.wording import screens as words

MEASURE: Final = 76
"""Cells a line of running text may have; longer ones tire."""


class HelpScreen(HouseScreen):
    """Keys with what they do, then a few sentences. Any way out closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "back", id="help.close"),
        Binding("q,question_mark,f1,enter", "close", "back", show=False),
    ]

    def __init__(self, title: str, text: str, keys: list[tuple[str, str]]) -> None:
        super().__init__()
        self._heading, self._text, self._keys = title, text, keys

    @classmethod
    def about(cls, screen: HouseScreen) -> HelpScreen:
        """The help of `screen`: every binding it has now, in its order."""
        glyphs = screen.house.glyphs
        found: dict[str, list[str]] = {}
        for active in screen.active_bindings.values():
            binding = active.binding
            label = binding.tooltip or binding.description
            if not label or not binding.id or active.node is screen.app or binding.action == "help":
                continue
            found.setdefault(label, []).append(binding.key_display or key_name(binding.key, glyphs))
        keys = [(" ".join(dict.fromkeys(names)), label) for label, names in found.items()]
        return cls(words.help_title(screen.TITLE or ""), screen.help_text(), keys + list(words.KEYS_EVERYWHERE))

    def compose(self) -> ComposeResult:
        yield Heading(self._heading)
        with VerticalScroll():
            yield _HelpText(self._text, self._keys)
        yield KeyLine()

    def action_close(self) -> None:
        """Back to the screen that was asked about."""
        self.dismiss()


class _HelpText(Flowing):
    def __init__(self, text: str, keys: list[tuple[str, str]]) -> None:
        super().__init__()
        self._text, self._keys = text, keys

    def lines(self, width: int) -> list[Line]:
        found: list[Line] = []
        for paragraph in self._text.strip().split("\n\n"):
            if paragraph:
                found += [[(line, self.ink.plain)] for line in wrap(paragraph, min(width, MEASURE), 99, self.glyphs)]
                found.append([])
        column = 2 + max((cell_len(key) for key, _ in self._keys), default=0)
        found += [
            [(pad(key, column, self.glyphs), self.ink.accent), (label, self.ink.quiet)] for key, label in self._keys
        ]
        return found
