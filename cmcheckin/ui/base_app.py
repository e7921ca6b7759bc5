"""The app that the check-in and the manager's review share: theme, keys, messages, start and exit."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path, PurePath
from time import monotonic
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.theme import BUILTIN_THEMES

from cmcheckin.files import make_folder, read_bytes, write_file
from cmcheckin.ui.base_screen import BaseScreen, has_room, is_covered
from cmcheckin.ui.glyphs import glyphs_for
from cmcheckin.ui.kit.frame import PALETTE, KeyLine
from cmcheckin.ui.kit.line_widget import LineWidget, caret_position
from cmcheckin.ui.messages import TerminalGone
from cmcheckin.ui.textual_compat.app_display import TerminalApp
from cmcheckin.ui.textual_compat.driver import discard_output
from cmcheckin.ui.theme import FEW_COLORS, HOUSE, Ink, names_many_colors, theme_for
from cmcheckin.wording import app as words

if TYPE_CHECKING:
    from textual import events
    from textual.actions import ActionParseResult
    from textual.command import CommandPalette, Provider
    from textual.dom import DOMNode
    from textual.geometry import Offset
    from textual.screen import Screen

    from cmcheckin.clock import Clock
    from cmcheckin.settings import Settings

RESIZE_SECONDS: Final = 0.05
"""Seconds after which Textual has drawn a new window size, if it was new."""
QUIT_KEYS: Final = ("q", "ctrl+q")
"""Keys that still act in a window too small to show the screen."""
MAX_REDRAW_SECONDS: Final = 1.0
"""Seconds after which an enlarged window counts as redrawn, so that keys act again whatever delayed it."""
SIGNALS: Final = (signal.SIGHUP, signal.SIGTERM, signal.SIGINT, signal.SIGQUIT)


def _actions() -> type[Provider]:
    from cmcheckin.ui.commands import Actions

    return Actions


class BaseApp(TerminalApp):
    """Keep what all screens share: settings, clock, theme, glyphs and the message of a waiting change."""

    TITLE = "cmcheckin"
    theme_name = ""
    CSS_PATH = PurePath(__file__).with_name("app.tcss")
    ALLOW_SELECT = False
    COMMANDS = {_actions}  # noqa: RUF012  as Textual declares it; its own offers themes and screenshots
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+p", "command_palette", PALETTE, tooltip="all commands by name", priority=True, id="commands"),
        Binding("ctrl+l", "redraw", "redraw", show=False, id="redraw"),
        Binding("f2", "support", show=False, tooltip="someone to talk to", id="support"),
        Binding("ctrl+z", "suspend_process", "suspend", show=False, id="suspend"),
    ]

    def __init__(self, settings: Settings, clock: Clock) -> None:
        no_color = os.environ.get("NO_COLOR")
        if no_color == "":
            del os.environ["NO_COLOR"]  # empty means off (no-color.org), but Textual would obey it
        if not os.environ.get("COLORTERM") and names_many_colors(os.environ.get("TERM", "")):
            os.environ["COLORTERM"] = "truecolor"
        # With NO_COLOR the terminal's own colours are used, instead of Textual's greys.
        super().__init__(ansi_color=True if no_color else None)
        self.settings, self.clock = settings, clock
        self.glyphs = glyphs_for(sys.__stdout__.encoding if sys.__stdout__ else None, os.environ)
        if no_color or self.console.color_system in ("standard", "windows"):
            self.glyphs = self.glyphs._replace(square="")  # five shades need more than 16 colours
        self.animation_level = "none"
        self.exit_line = ""
        self.badge = ""
        """A word in front of the title of every screen, such as DEMO."""
        self.waiting_message = ""
        """The message while a change waits; empty while none does."""
        self._disabled: list[str] = []
        """Actions of the current key that the screen disables."""
        self._has_run = False
        """Whether the current key has run an action."""
        self._first_frame_shown = False
        self._keys_ignored_until = 0.0
        self._today = clock.today()
        self._theme_file: Path | None = None
        self._theme_before = ""
        """The theme to go back to while others are previewed."""
        self.show_theme(settings.theme)

    # The theme

    @property
    def ink(self) -> Ink:
        """Return the styles of the current theme."""
        return self._ink

    def show_theme(self, name: str) -> None:
        """Draw in the theme `name`: one of the program's own, or one of Textual's. Other names are the dark one."""
        color_system = self.console.color_system
        if name in BUILTIN_THEMES and color_system not in FEW_COLORS:
            from cmcheckin.ui.theme_choice import textual_styles

            styles, self.theme_name = textual_styles(name), name
        else:
            styles, self.theme_name = theme_for(name, color_system), name if name in HOUSE else HOUSE[0]
        self._ink = styles.ink
        self.register_theme(styles.theme)
        self.theme = styles.theme.name
        if os.environ.get("NO_COLOR"):
            self.ansi_color = True  # a new theme clears it in Textual 8.2.3

    def remember_theme(self, path: Path) -> None:
        """Draw in the theme that was chosen on this machine, unless config.toml sets one. `path`: where it is saved."""
        self._theme_file = path
        if not self.settings.theme:
            with suppress(OSError, ValueError):
                self.show_theme(read_bytes(path, limit=100)[0].decode().strip())

    def keep_theme(self, name: str) -> None:
        """Draw in the theme `name`, and remember it for later starts on this machine."""
        self.show_theme(name)
        text = words.THEME_CHOSEN.format(theme=words.theme_label(name))
        if self._theme_file is not None:
            try:
                make_folder(str(self._theme_file.parent))
                write_file(self._theme_file, f"{name}\n".encode())
            except OSError as error:
                text = f"{text} {words.THEME_NOT_SAVED.format(reason=error.strerror)}"
        if self.settings.theme:
            text = f"{text} {words.THEME_OF_CONFIG.format(theme=self.settings.theme)}"
        self.show_message(text)

    def commands(self, screen: Screen[Any]) -> Iterator[tuple[str, Callable[[], object]]]:
        """Yield commands for the palette that have no key on `screen`: a name, and what does it."""
        if not os.environ.get("NO_COLOR"):
            yield words.CHOOSE_THEME, self.action_choose_theme

    def action_choose_theme(self) -> None:
        """Show the list of themes, with a preview of the selected one."""
        from cmcheckin.ui.theme_choice import ThemePalette

        self._theme_before = self.theme_name
        self.push_screen(ThemePalette())
        self.call_after_refresh(self._stop_blinking)

    def on_command_palette_closed(self, event: CommandPalette.Closed) -> None:
        """Go back to the theme before, if none was chosen."""
        if self._theme_before and not event.option_selected:
            self.show_theme(self._theme_before)
        self._theme_before = ""

    def _repaint(self, _: object) -> None:
        self.stylesheet.update(self.screen)  # Textual leaves out a palette
        for screen in self.screen_stack:
            for widget in screen.query(LineWidget):
                widget.repaint()

    def show_waiting(self, text: str) -> None:
        """Show `text` on the last line of every screen while a change waits; remove it if `text` is empty."""
        if text != self.waiting_message:
            self.waiting_message = text
            for screen in self.screen_stack:
                for line in screen.query(KeyLine):
                    line.redraw()

    def show_message(self, text: str, *, above: bool = False) -> None:
        """Show `text` on the last line of the current screen, or `above` it, until the next key."""
        if isinstance(screen := self.screen, BaseScreen):
            screen.show_message(text, above=above)

    def action_support(self) -> None:
        """Show the support page over the current screen."""
        from cmcheckin.ui.support import SupportScreen

        if not isinstance(self.screen, SupportScreen):
            self.push_screen(SupportScreen(self.settings, self.clock.today()))

    # Starting and leaving

    def get_css_variables(self) -> dict[str, str]:
        """Return the colours of the theme, and none before it is set. Mixing those of Textual's own takes 1.3 ms."""
        return super().get_css_variables() if self.theme_name else {}

    def on_load(self) -> None:
        """Parse the styles with the colours of the theme from the start."""
        self.stylesheet.set_variables(self.get_css_variables())

    def refresh_css(self, animate: bool = True) -> None:
        """Parse the styles again, and apply them. Not before the first frame, which saves 2 ms: they were just parsed
        with the colours of the theme, and each screen is styled when it is mounted."""
        if self._first_frame_shown:
            super().refresh_css(animate)

    def on_mount(self) -> None:
        """Listen for signals, apply the user's keys, and show what could not be read."""
        if not self.is_headless:
            loop = asyncio.get_running_loop()
            for number in SIGNALS:
                loop.add_signal_handler(number, self.leave, 128 + number)
        self.call_after_refresh(self._after_first_frame)
        self.theme_changed_signal.subscribe(self, self._repaint)
        if self.settings.keys:
            self.set_keymap(dict(self.settings.keys))
        if problems := list(self._all_problems()):
            from cmcheckin.ui.help import NoticeScreen

            self.push_screen(NoticeScreen(problems))

    def _after_first_frame(self) -> None:
        self._first_frame_shown = True
        gc.freeze()  # modules and styles live as long as the program, so later collections skip them
        gc.enable()

    def _all_problems(self) -> Iterator[str]:
        yield from map(str, self.settings.problems)
        yield from self.startup_problems()
        if self.settings.keys:
            from cmcheckin.ui import keymap

            yield from keymap.problems(self.settings.keys)

    def startup_problems(self) -> Iterable[str]:
        """Return a sentence for each thing that could not be read. They are shown over the first screen."""
        return ()

    def leave(self, code: int = 0) -> None:
        """Save drafts and exit with `code`."""
        self.save_drafts()
        self.exit(return_code=code)

    def save_drafts(self) -> bool:
        """Have every screen save what is unfinished. Return whether something was."""
        saved = False
        for screen in self.screen_stack:
            try:
                saved = (isinstance(screen, BaseScreen) and screen.save_draft()) or saved
            except Exception:  # noqa: S112  one screen or a full disk must not keep the program from ending
                continue
        return saved

    def action_suspend_process(self) -> None:
        """Suspend the program until the shell resumes it. Without a shell (a command given to ssh or tmux), say so."""
        if os.getpgrp() != os.getsid(0):  # a shell gives each of its jobs a process group of its own
            super().action_suspend_process()
        else:
            self.show_message(words.NO_SHELL)

    async def action_quit(self) -> None:
        """Save drafts and exit. If something can't be saved, exit once the key is pressed twice."""
        screen = self.screen
        if not (self.loses_texts() and isinstance(screen, BaseScreen)) or screen.confirm("lose", words.LOST_ON_LEAVING):
            self.leave()

    def loses_texts(self) -> bool:
        """Try again to save what couldn't be saved. Return whether something that was typed still can't be."""
        screens = (screen for screen in self.screen_stack if isinstance(screen, BaseScreen))
        return any(screen.lost_texts() is not None for screen in screens)

    def action_help_quit(self) -> None:
        """Show which key quits, as ctrl+c doesn't."""
        self.show_message(words.CTRL_C)

    def action_command_palette(self) -> None:
        """Show the command palette."""
        from cmcheckin.ui.palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette())
            self.call_after_refresh(self._stop_blinking)

    def _stop_blinking(self) -> None:
        from textual.widgets import Input

        for field in self.screen.query(Input):
            field.cursor_blink = False

    def on_terminal_gone(self, _: TerminalGone) -> None:
        """Leave as on SIGHUP: the window was closed."""
        self.leave(128 + signal.SIGHUP)

    # What is sent to the terminal

    def next_key_offset(self, screen: Screen[Any]) -> Offset | None:
        """Return where the focused widget of `screen` shows that the next key acts."""
        return caret_position(screen.focused)

    def frame_sent(self, screen: Screen[Any]) -> None:
        """Accept keys again once `screen` no longer shows the message about its size."""
        if self._keys_ignored_until and not is_covered(screen):
            self._keys_ignored_until = 0.0

    def action_redraw(self) -> None:
        """Send the whole screen again, in case another program wrote over it."""
        self.snapshot.clear()
        self.send_lost_frame()

    # Events

    async def on_event(self, event: events.Event) -> None:
        """Handle `event`, and check for a new day when the terminal gets the focus. While the window is too small, only
        the keys that quit work."""
        from textual import events as kinds

        if isinstance(event, kinds.InputEvent | kinds.Paste) and not self._accepts_keys:
            if isinstance(event, kinds.Key) and event.key in QUIT_KEYS:
                self.leave()
            return
        if isinstance(event, kinds.Key) and not event.is_forwarded:  # a key that no screen used is sent again
            if self.intercept_key(event.key):
                return
            if isinstance(screen := self.screen, BaseScreen):
                screen.before_key()
        elif isinstance(event, kinds.MouseDown) and isinstance(screen := self.screen, BaseScreen):
            screen.before_click(event.x, event.y)
        elif isinstance(event, kinds.Resize):
            self._before_resize(event)
        elif isinstance(event, kinds.AppFocus):
            self._check_day()
        is_last_try = isinstance(event, kinds.Key) and event.is_forwarded
        self._disabled, self._has_run = [], False
        await super().on_event(event)
        if is_last_try and not self._has_run and isinstance(screen := self.screen, BaseScreen):
            screen.explain(self._disabled)

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Run `action`, and note whether the screen disables it. Return whether it ran."""
        has_run = await super().run_action(action, default_namespace, namespaces)
        self._has_run = self._has_run or has_run
        if not has_run and isinstance(action, str) and default_namespace is self.screen:
            self._disabled.append(action)
        return has_run

    def intercept_key(self, key: str) -> bool:
        """Handle `key` before any screen does. Return whether it is used up."""
        return False

    @property
    def _accepts_keys(self) -> bool:
        # Nobody sees what a key does while the window is too small, nor until it is redrawn after that.
        return has_room(self.size) and monotonic() > self._keys_ignored_until

    def _before_resize(self, event: events.Resize) -> None:
        if not has_room(self.size):
            self._keys_ignored_until = monotonic() + MAX_REDRAW_SECONDS
            if has_room(event.size):
                self.discard_input()  # pressed while nobody saw what a key does
        # A terminal that reports its size in band does so at the start too, and has lost nothing then.
        if event.size != self.size or event.pixel_size is None:
            self.snapshot.clear()
            if self._first_frame_shown:
                self.set_timer(RESIZE_SECONDS, self.send_lost_frame)

    def _check_day(self) -> None:
        if (today := self.clock.today()) != self._today:
            self._today = today
            for screen in self.screen_stack:
                if isinstance(screen, BaseScreen):
                    screen.day_changed()

    def report_fault(self, error: Exception | None) -> None:
        """Save drafts, and name the type of `error` and the line that raised it."""
        place = "an unknown function"
        trace = error.__traceback__ if error else None
        while trace is not None:
            place = f"{PurePath(trace.tb_frame.f_code.co_filename).name}, line {trace.tb_lineno}"
            trace = trace.tb_next
        self.exit_line = words.crashed(type(error).__name__, place, self.save_drafts())

    def run_to_end(self) -> int:
        """Run until the user leaves. Return the exit code: 0, 1 after a fault, or 128 plus the number of a signal."""
        terminal = [stream for stream in (sys.__stdout__, sys.__stderr__) if stream is not None and stream.isatty()]
        gc.disable()  # takes an eighth of the time to the first frame, and finds nothing
        try:
            self.run(mouse=self.settings.mouse)
        except KeyboardInterrupt:
            return 128 + signal.SIGINT
        finally:
            gc.enable()
        if self.return_code == 128 + signal.SIGHUP:
            for stream in terminal:  # text that cannot be written at the end would turn the exit code into 120
                discard_output(stream)
        if self.exit_line:
            print(self.exit_line, file=sys.stderr)
        return 1 if self.return_code is None else self.return_code
