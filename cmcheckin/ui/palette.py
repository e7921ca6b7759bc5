"""The command palette with this program's keys and words."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.command import CommandList, CommandPalette, ProviderSource

from cmcheckin.ui.base_screen import check_room
from cmcheckin.wording import app as words


class Palette(CommandPalette):
    """Textual's command palette, with this program's keys and message about the window's size."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+z", "app.suspend_process", show=False, id="suspend")  # a modal screen doesn't inherit the app's
    ]
    DEFAULT_CSS = """
    Palette { layers: default cover; }
    Palette SearchIcon { display: none; }
    Palette CommandInput { padding-left: 1; }
    Palette > Vertical { max-width: 100; }
    """

    def __init__(self, providers: ProviderSource | None = None, placeholder: str = words.SEARCH_COMMANDS) -> None:
        super().__init__(providers, placeholder=placeholder, id="--command-palette")

    def on_resize(self) -> None:
        """Show the needed size if the window is too small, as every screen does."""
        check_room(self)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Ignore page keys while the list has no room yet: in Textual 8.2 they raise KeyError in OptionList."""
        if action == "command_list" and not self.query_one(CommandList).scrollable_content_region:
            return False
        return super().check_action(action, parameters)
