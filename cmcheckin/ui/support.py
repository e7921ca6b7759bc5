"""The support page: people and lines to talk to. It needs no journal and no network, and stores nothing."""

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

TEXT_WIDTH: Final = 76
MAX_LABEL: Final = 26
"""Most cells of a name."""


class SupportScreen(BaseScreen):
    """Show the people from config.toml, then lines, then the emergency number."""

    TITLE = "someone to talk to"
    HELP = words.HELP
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "back", tooltip="back", id="support.close"),
        Binding("up", "scroll(-1)", "scroll"),
        Binding("down", "scroll(1)", "scroll"),
        Binding("k", "scroll(-1)", show=False),
        Binding("j", "scroll(1)", show=False),
        Binding("q,enter", "close", show=False, tooltip="back", id="support.leave"),
    ]

    def __init__(self, settings: Settings, today: date) -> None:
        super().__init__()
        self.settings, self.today = settings, today

    def compose(self) -> ComposeResult:
        own = [(line.label, line.text) for line in self.settings.support]
        country = words.find_country(self.settings.country, zone_name(self.settings.timezone))
        yield Heading(words.TITLE)
        with VerticalScroll(can_focus=False) as self._body:
            yield _Page(tuple(words.sections(own, country, self.today)))
        yield KeyLine()

    def on_mount(self) -> None:
        self.call_after_refresh(self.refresh_bindings)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Disable scrolling if everything fits."""
        return action != "scroll" or not self.is_mounted or self._body.max_scroll_y > 0

    def action_scroll(self, lines: int) -> None:
        """Scroll down by `lines`, up if negative."""
        self._body.scroll_relative(y=lines, animate=False)

    def action_close(self) -> None:
        """Go back to the previous screen."""
        self.dismiss()


class _Page(AutoHeightWidget):
    DEFAULT_CSS = """
    _Page { padding: 0 3; }
    """

    def __init__(self, sections: Sequence[words.Section]) -> None:
        super().__init__()
        self._sections = sections

    def lines(self, width: int) -> list[Line]:
        measure = min(width, TEXT_WIDTH)
        plain, quiet = self.ink.plain, self.ink.quiet
        found: list[Line] = [[(line, plain)] for line in wrap(words.OPENING, measure, 9, self.glyphs)]
        column = 2 + min(words.label_width(self._sections), MAX_LABEL)
        for section in self._sections:
            found += [[], [(section.title, self.ink.strong)]]
            for label, text in section.rows:
                for n, line in enumerate(wrap(text, measure - column, 9, self.glyphs)):
                    name = pad(label, column - 2, self.glyphs) + "  " if n == 0 else " " * column
                    found.append([(name, quiet), (line, plain)])
        return found
