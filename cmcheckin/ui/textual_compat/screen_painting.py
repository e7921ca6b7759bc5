"""Screens as Textual lays them out and paints them, and timers that always tick."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.widget import Widget

if TYPE_CHECKING:
    from textual import events, messages
    from textual.timer import Timer, TimerCallback
    from textual.widgets import Input
    from typing_extensions import TypeVar

    Result = TypeVar("Result", default=None)
else:
    from textual.screen import ScreenResultType as Result


class ReliableTimers(MessagePump):
    """Make each timer for one tick do that tick.

    Textual 8.2 skips a tick that is late, and reads the clock twice to find out. If the program is held up between the
    two for longer than the delay (8 ms for a new window size), the one tick never comes.
    """

    def set_timer(
        self, delay: float, callback: TimerCallback | None = None, *, name: str | None = None, pause: bool = False
    ) -> Timer:
        """Call `callback` once after `delay` seconds."""
        timer = super().set_timer(delay, callback, name=name, pause=pause)
        timer._skip = False
        return timer


class PaintOnceScreen(ReliableTimers, Screen[Result]):
    """A screen that is painted once when it opens.

    Textual paints a new screen again when it resumes and when its widgets have announced their sizes. Here it is laid
    out first and then painted. That saves 11 of 53 ms of CPU to the first frame of the check-in, 8 of 46 ms to the
    week's, and 11 ms and 242 bytes for opening the help (CPU of the process, medians of 15 starts in turn).
    """

    _settling = True

    def _on_screen_resume(self, event: events.ScreenResume) -> None:
        event.prevent_default()
        event.refresh_styles = event.refresh_styles and not self._settling  # styled when mounted; saves 3 ms
        super()._on_screen_resume(event)
        if self._settling:
            # Without clearing what waits to be painted, there is a second frame 6 ms later.
            self._refresh_layout(self.app.size)
            for widget in self.walk_children(Widget, with_self=True):
                widget._repaint_required = widget._layout_required = False
            self._dirty_widgets.clear()
            self._compositor._dirty_regions.clear()
            self.app._display(self, self._compositor.render_update(full=True, screen_stack=self.app.screen_stack[:-1]))
            self.call_later(self._settled)

    def _settled(self) -> None:
        self._settling = False

    async def _on_update(self, message: messages.Update) -> None:
        if self._settling:  # already painted; together with the layouts below this saves 6 ms
            message.prevent_default()

    async def _on_layout(self, message: messages.Layout) -> None:
        if self._settling:
            message.prevent_default()

    def _compositor_refresh(self) -> None:
        if not self._settling:
            super()._compositor_refresh()


def shown_widgets(screen: Screen[Any]) -> Iterable[Widget]:
    """Return the widgets in the last frame of `screen`. Widgets that were removed since are among them."""
    return screen._compositor.visible_widgets


def as_first_screen(screen: Screen[Any]) -> Screen[Any]:
    """Return `screen`, prepared to be the app's default screen.

    Textual gives a result callback only to screens that are pushed, and takes one off when a screen is replaced.
    """
    screen._push_result_callback(screen, None)
    return screen


def suggestion(field: Input) -> str:
    """Return the completion that `field` shows after its text."""
    return field._suggestion


def suggest(field: Input, text: str) -> None:
    """Show the completion `text` in `field` at once. A Textual Suggester shows it one worker later."""
    field._suggestion = text
