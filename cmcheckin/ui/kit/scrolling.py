"""The base of the screens of running text, which scrolls where it doesn't fit."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from cmcheckin.ui.base_screen import BaseScreen
from cmcheckin.ui.kit.frame import Heading, KeyLine
from cmcheckin.ui.kit.line_widget import AutoHeightWidget
from cmcheckin.ui.textual_compat.screen_painting import Result

if TYPE_CHECKING:
    from textual import events

TEXT_WIDTH: Final = 76
"""Most cells of a line of running text, for easy reading."""


class ScrollingText(AutoHeightWidget):
    """Running text, which begins where the rows of other screens do, and has TEXT_WIDTH cells at 80 columns."""

    DEFAULT_CSS = """
    ScrollingText { padding: 0 1 0 3; }
    """


class ScrollingScreen(BaseScreen[Result]):
    """Show the heading `title`, then `text`, which the keys scroll where it doesn't fit."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll(-1)", "scroll", tooltip="scroll up", id="text.up"),
        Binding("down", "scroll(1)", "scroll", tooltip="scroll down", id="text.down"),
        Binding("k", "scroll(-1)", show=False),
        Binding("j", "scroll(1)", show=False),
        Binding("pageup", "scroll_pages(-1)", show=False, tooltip="page up", id="text.up.page"),
        Binding("pagedown,space", "scroll_pages(1)", show=False, tooltip="page down", id="text.down.page"),
        Binding("home", "scroll_pages(-999)", show=False, tooltip="to the top", id="text.top"),
        Binding("end", "scroll_pages(999)", show=False, tooltip="to the bottom", id="text.bottom"),
    ]

    def __init__(self, text: ScrollingText, title: str = "") -> None:
        super().__init__()
        self._title, self._body = title, VerticalScroll(text, can_focus=False)

    def compose(self) -> ComposeResult:
        yield Heading(self._title)
        yield self._body
        yield KeyLine()

    def text_changed(self, *, from_top: bool) -> None:
        """Offer the keys if the new text doesn't fit. `from_top`: show its beginning."""
        if from_top:
            self._body.scroll_home(animate=False)
        self.call_after_refresh(self.refresh_bindings)

    def on_resize(self, event: events.Resize) -> None:
        """Offer the keys if the text doesn't fit any more."""
        self.text_changed(from_top=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Disable scrolling if everything fits."""
        if action in ("scroll", "scroll_pages"):
            return not self.is_mounted or self._body.max_scroll_y > 0
        return super().check_action(action, parameters)

    def action_scroll(self, lines: int) -> None:
        """Scroll down by `lines`, or up if negative."""
        self._body.scroll_relative(y=lines, animate=False)

    def action_scroll_pages(self, pages: int) -> None:
        """Scroll down by `pages`, or up if negative. One line stays in sight."""
        self.action_scroll(pages * max(self._body.size.height - 1, 1))
