"""What every program of the house has on the screen: its looks and keys, how it is drawn, how it ends."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import PurePath
from time import monotonic
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual._compositor import CompositorUpdate
from textual.app import App
from textual.binding import Binding, BindingType

from cmcheckin.ui.base_screen import BaseScreen, has_room, is_covered
from cmcheckin.ui.glyphs import glyphs_for
from cmcheckin.ui.kit.footer import KeyLine
from cmcheckin.ui.kit.painted import typing_place
from cmcheckin.ui.messages import TerminalGone
from cmcheckin.ui.textual_compat.driver import Driver, discard
from cmcheckin.ui.textual_compat.screen_diff import Changes, Sheet
from cmcheckin.ui.textual_compat.timers import certain
from cmcheckin.ui.theme import LOOKS, Ink, look_for
from cmcheckin.wording import app as words

if TYPE_CHECKING:
    from textual import events
    from textual.command import Provider
    from textual.screen import Screen

    from cmcheckin.clock import Clock
    from cmcheckin.settings import Settings

RESIZED: Final = 0.05
"""Seconds after which a new size has been drawn, when it was one."""
QUITS: Final = ("q", "ctrl+q")
"""Keys that still act in a window too small to show the screen."""
UNCOVERED: Final = 1.0
"""Seconds after which an enlarged window counts as redrawn, whatever delayed it."""
SIGNALS: Final = (signal.SIGHUP, signal.SIGTERM, signal.SIGINT, signal.SIGQUIT)


def _actions() -> type[Provider]:
    from cmcheckin.ui.commands import Actions

    return Actions


class BaseApp(App[None]):
    """Holds what the screens share. Each screen is given what it works on."""

    TITLE = "cmcheckin"
    CSS_PATH = PurePath(__file__).with_name("app.tcss")
    ALLOW_SELECT = False
    COMMANDS = {_actions}  # noqa: RUF012  as Textual declares it; its own would offer looks and files of no use here
    COMMAND_PALETTE_BINDING = "ctrl+p"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+l", "redraw", "draw anew", show=False, id="redraw"),
        Binding("f2", "support", show=False, tooltip="someone to talk to", id="support"),
        Binding("ctrl+z", "suspend_process", "sleep", show=False, id="suspend"),
    ]

    def __init__(self, settings: Settings, clock: Clock) -> None:
        no_color = os.environ.get("NO_COLOR")
        if no_color == "":
            del os.environ["NO_COLOR"]  # set but empty asks for nothing (no-color.org); Textual would obey it
        # With NO_COLOR the terminal's own colours are left alone, instead of Textual's greys.
        super().__init__(driver_class=Driver, ansi_color=True if no_color else None)
        self.settings, self.clock = settings, clock
        self.glyphs = glyphs_for(sys.__stdout__.encoding if sys.__stdout__ else None, os.environ.get("LC_ALL"))
        self.animation_level = "none"
        self.sheet = Sheet()
        self.exit_line = ""
        self.waiting_message = ""
        """The message while a change waits; empty while none does."""
        self._stands = False
        self._covered_until = 0.0
        self._today = clock.today()
        for look in LOOKS.values():
            self.register_theme(look.theme)
        self._begin_with(look_for(settings.theme, self.console.color_system).theme.name)

    def _begin_with(self, theme: str) -> None:
        """Take a theme before anything was drawn in another, instead of styling and painting everything twice."""
        self.set_reactive(BaseApp.theme, theme)
        self.stylesheet.set_variables(self.get_css_variables())
        self.set_class(self.current_theme.dark, "-dark-mode", update=False)
        self.set_class(not self.current_theme.dark, "-light-mode", update=False)
        self._drawn_theme = theme

    def _watch_theme(self, theme_name: str) -> None:
        if theme_name != self._drawn_theme:
            self._drawn_theme = theme_name
            super()._watch_theme(theme_name)

    @property
    def ink(self) -> Ink:
        """The styles of the present look."""
        return LOOKS.get(self.theme.removeprefix("cmcheckin-"), LOOKS["dark"]).ink

    def show_waiting(self, text: str) -> None:
        """Show `text` on the last line of every screen while a change waits; remove it if `text` is empty."""
        if text != self.waiting_message:
            self.waiting_message = text
            for screen in self.screen_stack:
                for line in screen.query(KeyLine):
                    line.redraw()

    def action_support(self) -> None:
        """Someone to talk to, over the present screen."""
        from cmcheckin.ui.support import SupportScreen

        if not isinstance(self.screen, SupportScreen):
            self.push_screen(SupportScreen(self.settings, self.clock.today()))

    # Beginning and leaving

    def on_mount(self) -> None:
        """Listen to signals, take the user's keys, and say what could not be read."""
        if not self.is_headless and self._loop is not None:
            for number in SIGNALS:
                self._loop.add_signal_handler(number, self.leave, 128 + number)
        self.call_after_refresh(self._first_frame_stands)
        if self.settings.keys:
            self.set_keymap(dict(self.settings.keys))
        if notices := list(self._notices()):
            from cmcheckin.ui.notice import NoticeScreen

            self.push_screen(NoticeScreen(notices))

    def _first_frame_stands(self) -> None:
        self._stands = True
        gc.freeze()  # modules and styles live as long as the program; what comes is looked at without them
        gc.enable()

    def _notices(self) -> Iterator[str]:
        yield from map(str, self.settings.problems)
        yield from self.unread()
        if self.settings.keys:
            from cmcheckin.ui import keymap

            yield from keymap.problems(self.settings.keys)

    def unread(self) -> Iterator[str]:
        """What could not be read before the first screen stood, said on a page of its own."""
        yield from ()

    def leave(self, code: int = 0) -> None:
        """Keep what is unfinished and end, with this exit code."""
        self.save_drafts()
        self.exit(return_code=code)

    def save_drafts(self) -> bool:
        """Have every screen put on disk what is unfinished. True when there was something."""
        saved = False
        for screen in self.screen_stack:
            try:
                saved = (isinstance(screen, BaseScreen) and screen.save_draft()) or saved
            except Exception:  # noqa: S112  leaving goes on, whatever one screen or the disk says
                continue
        return saved

    def action_suspend_process(self) -> None:
        """Sleep until the shell wakes the program. As the command of an ssh connection or a tmux window it has none."""
        if os.getpgrp() != os.getsid(0):  # a shell gives each of its jobs a process group of its own
            super().action_suspend_process()
        elif isinstance(screen := self.screen, BaseScreen):
            screen.show_message(words.NO_SHELL)

    async def action_quit(self) -> None:
        """Leave."""
        self.leave()

    def action_help_quit(self) -> None:
        """ctrl+c: say which key leaves, without a toast."""
        if isinstance(screen := self.screen, BaseScreen):
            screen.show_message(words.CTRL_C)

    def action_command_palette(self) -> None:
        """Show what can be done here, by name."""
        from cmcheckin.ui.commands import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(id="--command-palette"))
            self.call_after_refresh(self._still_cursors)

    def _still_cursors(self) -> None:
        from textual.widgets import Input

        for field in self.screen.query(Input):
            field.cursor_blink = False

    def on_terminal_gone(self, _: TerminalGone) -> None:
        """The window was closed: the same as being hung up on."""
        self.leave(128 + signal.SIGHUP)

    # What is sent to the terminal

    def _display(self, screen: Screen[Any], renderable: Any) -> None:
        # Called by Textual for each frame; the compositor has it whole, whatever the update says is new.
        if isinstance(renderable, CompositorUpdate) and not (self._batch_count or self.is_headless):
            self.cursor_position = typing_place(screen.focused) or self.cursor_position
            moved = screen.outer_size.clamp_offset(self.cursor_position) != self._previous_cursor_position
            changes = self.sheet.changes(screen._compositor.render_strips(), self.console._color_system)
            renderable = Changes([]) if changes is None and moved else changes
        super()._display(screen, renderable)
        if self._covered_until and not is_covered(screen):
            self._covered_until = 0.0

    def action_redraw(self) -> None:
        """Send the whole screen again, when something else wrote over it."""
        self.sheet.forget()
        self._draw_lost()

    def _draw_lost(self) -> None:
        """Send the whole screen if it was not since the terminal's was lost. A window made smaller and as large again
        at once keeps its size as far as Textual knows, and has lost cells all the same."""
        if self.screen_stack and not self.sheet.shown and self.screen.is_attached:  # and not leaving already
            self._display(self.screen, self.screen._compositor.render_update(full=True))

    # The day, the keys

    async def on_event(self, event: events.Event) -> None:
        """Check for a new day on each key or focus, then handle the event. While the window is too small, only the keys
        that quit work."""
        from textual import events as kinds

        if isinstance(event, kinds.InputEvent | kinds.Paste) and not self._in_sight:
            if isinstance(event, kinds.Key) and event.key in QUITS:
                self.leave()
            return
        if isinstance(event, kinds.Key) and not event.is_forwarded:  # one that no screen wanted comes by again
            if self.intercept_key(event.key):
                return
            if isinstance(screen := self.screen, BaseScreen):
                screen.before_key()
        elif isinstance(event, kinds.Resize):
            self._resized(event)
        elif isinstance(event, kinds.AppFocus):
            self._check_day()
        await super().on_event(event)
        if isinstance(event, kinds.Resize) and self._resize_timer is not None:
            certain(self._resize_timer)

    def intercept_key(self, key: str) -> bool:
        """Handle `key` before any screen does. Return whether it is used up."""
        return False

    @property
    def _in_sight(self) -> bool:
        """Return whether the user can see what a key does: not while the window is too small, nor until it is redrawn
        after that."""
        return has_room(self.size) and monotonic() > self._covered_until

    def _resized(self, event: events.Resize) -> None:
        if not has_room(self.size):
            self._covered_until = monotonic() + UNCOVERED
        # A terminal that tells its size in band does so at the start, and has lost nothing by it.
        if event.size != self.size or event.pixel_size is None:
            self.sheet.forget()
            if self._stands:
                certain(self.set_timer(RESIZED, self._draw_lost))

    def _check_day(self) -> None:
        if (today := self.clock.today()) != self._today:
            self._today = today
            for screen in self.screen_stack:
                if isinstance(screen, BaseScreen):
                    screen.day_changed()

    # Faults

    def _handle_exception(self, error: Exception) -> None:
        # Once it leaves, a message may reach a screen that is half taken down. That is no reason for another exit code.
        if self.is_headless or not self._exit:
            super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Textual's own prints local variables, and so what the user wrote. This says where, and nothing else."""
        error = self._exception
        place = "an unknown place"
        trace = error.__traceback__ if error else None
        while trace is not None:
            place = f"{PurePath(trace.tb_frame.f_code.co_filename).name}, line {trace.tb_lineno}"
            trace = trace.tb_next
        self.exit_line = words.crashed(type(error).__name__, place, self.save_drafts())
        self._close_messages_no_wait()

    def panic(self, *renderables: object) -> None:
        """Called where an error can show itself, which may include what the user wrote."""
        self._return_code = 1
        self._fatal_error()

    def run_to_end(self) -> int:
        """Run until the user leaves. Returns the exit code: 0, 1 after a fault, 128 and the number of a signal."""
        terminal = [stream for stream in (sys.__stdout__, sys.__stderr__) if stream is not None and stream.isatty()]
        gc.disable()  # nothing dies before the first frame, and looking for it takes an eighth of the time to it
        try:
            self.run(mouse=False)
        except KeyboardInterrupt:
            return 128 + signal.SIGINT
        finally:
            gc.enable()
        if self.return_code == 128 + signal.SIGHUP:
            for stream in terminal:  # what cannot be written at the very end would turn the exit code into 120
                discard(stream)
        if self.exit_line:
            print(self.exit_line, file=sys.stderr)
        return 1 if self.return_code is None else self.return_code
