"""How the app is drawn and ended: send changed cells only, and keep private text out of error messages."""

from __future__ import annotations

import os
from typing import Any, Final

from rich.console import COLOR_SYSTEMS, RenderableType
from textual._compositor import CompositorUpdate
from textual.app import App
from textual.events import Event, Key
from textual.geometry import Offset
from textual.keys import _character_to_key
from textual.screen import Screen

from cmcheckin.ui.textual_compat.driver import Driver, erases_in_background
from cmcheckin.ui.textual_compat.screen_diff import ScreenSnapshot
from cmcheckin.ui.textual_compat.screen_painting import ReliableTimers

MAX_UNSYNCED: Final = 500
"""Characters of a frame that arrives in one piece anyway, so that it needs no marks for its begin and end."""


class TerminalApp(ReliableTimers, App[None]):
    """An app that sends only the cells that changed since the last frame."""

    def __init__(self, *, ansi_color: bool | None) -> None:
        super().__init__(driver_class=Driver, ansi_color=ansi_color)
        self.snapshot = ScreenSnapshot(erases=erases_in_background(os.environ))
        self.is_leaving = False
        self._fault: Exception | None = None

    def next_key_offset(self, screen: Screen[Any]) -> Offset | None:
        """Return where on `screen` the next key acts, for the terminal's cursor. None leaves it where it is."""
        return None

    def frame_sent(self, screen: Screen[Any]) -> None:
        """Called after a frame of `screen` was sent, or nothing of it had changed."""

    def _display(self, screen: Screen[Any], renderable: Any) -> None:
        # The compositor always has the whole frame, so a partial update of Textual's isn't needed.
        if isinstance(renderable, CompositorUpdate) and not (self._batch_count or self.is_headless):
            self.cursor_position = self.next_key_offset(screen) or self.cursor_position
            self._send(screen)
            self.post_display_hook()
        else:
            super()._display(screen, renderable)
        self.frame_sent(screen)

    def _send(self, screen: Screen[Any]) -> None:
        if self._driver is None or self._closed or not self._running:
            return
        x, y = screen.outer_size.clamp_offset(self.cursor_position)
        colors = COLOR_SYSTEMS.get(self.console.color_system or "")
        text = self.snapshot.update(screen._compositor.render_strips(), colors, (y, x))
        if len(text) > MAX_UNSYNCED:
            self._begin_update()
            self._driver.write(text)
            self._end_update()
        elif text:
            self._driver.write(text)
        self._driver.flush()

    def send_lost_frame(self) -> None:
        """Send the whole screen, unless it was sent since the snapshot was cleared.

        A window that shrinks and grows back at once has lost cells, but has the same size for Textual.
        """
        if self.screen_stack and not self.snapshot.is_known and self.screen.is_attached:  # attached: not leaving yet
            self._display(
                self.screen, self.screen._compositor.render_update(full=True, screen_stack=self.screen_stack[:-1])
            )

    async def on_event(self, event: Event) -> None:
        """Handle `event`. Where nothing can be typed into, a letter of another script than Latin acts as the key that
        it is on a US keyboard, if the terminal reports that."""
        if isinstance(event, Key) and self.focused is None and isinstance(self._driver, Driver):
            letter = event.character or ""
            if us_letter := self._driver.us_letters.get(letter.lower()):
                us_letter = us_letter.upper() if letter.isupper() else us_letter
                event = Key(_character_to_key(us_letter), us_letter)
        await super().on_event(event)

    def discard_input(self) -> None:
        """Discard the keys that were pressed but not handled yet."""
        if isinstance(self._driver, Driver):
            self._driver.discard_input()

    def exit(self, result: None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """End the app with `return_code`."""
        self.is_leaving = True
        super().exit(result, return_code, message)

    def _handle_exception(self, error: Exception) -> None:
        # While the app ends, a message may reach a screen that is half removed. That must not change the exit code.
        if self.is_headless or not self.is_leaving:
            self._fault = self._fault or error
            super()._handle_exception(error)

    def report_fault(self, error: Exception | None) -> None:
        """Called after an unhandled `error`, before the app ends."""

    def _fatal_error(self) -> None:
        # Textual prints the local variables of each frame, which hold what the user wrote.
        self.report_fault(self._fault)
        self._close_messages_no_wait()

    def panic(self, *renderables: object) -> None:
        """End the app after an error that can render itself, as its text may hold what the user wrote."""
        self._fatal_error()
