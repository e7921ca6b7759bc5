"""Someone to talk to. It asks nothing, keeps nothing, and needs neither a journal nor a network."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from cmcheckin.clock import zone_name
from cmcheckin.ui.base_screen import BaseScreen
from cmcheckin.ui.kit.frame import Heading, KeyLine
from cmcheckin.ui.kit.line_widget import AutoHeightWidget, Line
from cmcheckin.ui.kit.text_cells import pad, wrap
from cmcheckin.wording import support as words

if TYPE_CHECKING:
    from cmcheckin.settings import Settings

MEASURE: Final = 76
LABEL: Final = 26
"""Cells a name may take."""


class SupportScreen(BaseScreen):
    """The user's own people first, then lines, then the emergency number."""

    TITLE = "someone to talk to"
    HELP = """
Your own people and lines come from [support] in config.toml, and stand before the others.

Nothing is sent, and nobody sees that this was opened. cmcheckin help-now prints the same page, whatever else is broken.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "back", id="support.close"),
        Binding("down,j", "scroll(1)", show=False),
        Binding("up,k", "scroll(-1)", show=False),
        Binding("q,enter", "close", show=False, id="support.leave"),
    ]

    def __init__(self, settings: Settings, today: date) -> None:
        super().__init__()
        self.settings, self.today = settings, today

    def compose(self) -> ComposeResult:
        own = [(line.label, line.text) for line in self.settings.support]
        country = words.find_country(self.settings.country, zone_name(self.settings.timezone))
        yield Heading(words.TITLE)
        with VerticalScroll(can_focus=False):
            yield _Page(tuple(words.sections(own, country, self.today)))
        yield KeyLine()

    def action_scroll(self, lines: int) -> None:
        """Look further down, or up again."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_close(self) -> None:
        """Back to where one was."""
        self.dismiss()


class _Page(AutoHeightWidget):
    DEFAULT_CSS = """
    _Page { padding: 0 3; }
    """

    def __init__(self, found: Sequence[words.Section]) -> None:
        super().__init__()
        self._sections = found

    def lines(self, width: int) -> list[Line]:
        measure = min(width, MEASURE)
        plain, quiet = self.ink.plain, self.ink.quiet
        found: list[Line] = [[(line, plain)] for line in wrap(words.OPENING, measure, 9, self.glyphs)]
        column = 2 + min(words.label_width(self._sections), LABEL)
        for section in self._sections:
            found += [[], [(section.title, self.ink.strong)]]
            for label, text in section.rows:
                for n, line in enumerate(wrap(text, measure - column, 9, self.glyphs)):
                    name = pad(label, column - 2, self.glyphs) + "  " if n == 0 else " " * column
                    found.append([(name, quiet), (line, plain)])
        return found
