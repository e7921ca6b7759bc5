"""The support page: people and lines to talk to. It needs no journal and no network, and stores nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType

from cmcheckin.clock import zone_name
from cmcheckin.ui.kit.line_widget import Line
from cmcheckin.ui.kit.scrolling import TEXT_WIDTH, ScrollingScreen, ScrollingText
from cmcheckin.ui.kit.text_cells import pad, wrap
from cmcheckin.wording import support as words

if TYPE_CHECKING:
    from cmcheckin.settings import Settings

MAX_LABEL: Final = 26
"""Most cells of a name."""


class SupportScreen(ScrollingScreen[None]):
    """Show the people from config.toml, then lines, then the emergency number."""

    TITLE = "someone to talk to"
    HELP = words.HELP
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "back", tooltip="back", id="support.close"),
        Binding("q,enter", "close", show=False, tooltip="back", id="support.leave"),
    ]

    def __init__(self, settings: Settings, today: date) -> None:
        own = [(line.label, line.text) for line in settings.support]
        country = words.find_country(settings.country, zone_name(settings.timezone))
        super().__init__(_Page(tuple(words.sections(own, country, today))), words.TITLE)

    def action_close(self) -> None:
        """Go back to the previous screen."""
        self.dismiss()


class _Page(ScrollingText):
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
