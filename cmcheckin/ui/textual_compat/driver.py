"""Talk to a terminal that may send broken text, hang up, or suspend the program."""

from __future__ import annotations

import asyncio
import io
import os
import selectors
import signal
import sys
import termios
from codecs import register_error
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import wait
from contextlib import suppress
from shutil import get_terminal_size
from threading import Event, Lock
from time import monotonic
from typing import TYPE_CHECKING, Final, TextIO, cast
from unicodedata import normalize

from rich.cells import cell_len
from textual.drivers import linux_driver
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Key, MouseEvent, Paste, Resize
from textual.geometry import Size
from textual.widget import Widget

from cmcheckin.domain.text import is_unicode
from cmcheckin.ui.glyphs import ASCII, glyphs_for
from cmcheckin.ui.messages import TerminalGone
from cmcheckin.ui.textual_compat.input_parser import InputParser
from cmcheckin.ui.textual_compat.screen_diff import ScreenSnapshot

if TYPE_CHECKING:
    from textual.app import App
    from textual.message import Message

READ_SIZE: Final = 4096
THREAD_TIMEOUT: Final = 2.0
"""Seconds to wait for the input thread to end. The thread checks every tenth of a second."""
IDLE_CHECKS: Final = 3
"""Checks in a row that must find no work. A message is invisible to one of them while it is passed on."""
MAX_WAIT: Final = 2.0
"""Seconds after which the next key is handled anyway."""


# In the request that Textual sends anyway, ask a terminal that reports keys for the key of a US keyboard as well.
# Textual before 8.2.7 has no such flags, and asks only for keys that would be ambiguous.
if hasattr(linux_driver, "KITTY_REPORT_ALL_KEYS"):
    linux_driver.KITTY_REPORT_ALL_KEYS |= linux_driver.KITTY_REPORT_ALTERNATE_KEYS  # type: ignore[misc]


class Driver(LinuxDriver):
    """Textual's driver for POSIX terminals, made to survive broken bytes and to leave when the terminal is gone.

    Textual's decodes strictly, so one byte that isn't UTF-8 ends the program (Textual issue 6456). It reads an ended
    input for ever. Its writer thread dies with the terminal, after which thirty more writes block the program.
    """

    def __init__(
        self, app: App[None], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        stream = sys.__stdout__ if sys.__stdout__ and sys.__stdout__.isatty() else sys.__stderr__
        if stream is None:
            raise OSError("neither standard output nor standard error is open")
        self._file = cast("io.TextIOWrapper", _Output(stream))  # which has the methods that Textual calls
        self.app, self.loop, self._reading = app, asyncio.get_running_loop(), Lock()
        self.us_letters: dict[str, str] = {}
        """What keys for letters of other scripts than Latin type on a US keyboard, as far as they were pressed."""

    # Taking the terminal, giving it back

    def start_application_mode(self) -> None:
        """Take the terminal. After a suspend the next frame is sent whole, as other programs wrote on the screen."""
        if isinstance(snapshot := getattr(self.app, "snapshot", None), ScreenSnapshot):
            snapshot.clear()
        self.exit_event = Event()  # one for each input thread, so that ending the last one doesn't end this one
        size = get_terminal_size()
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if os.isatty(self.fileno):
            signal.signal(signal.SIGWINCH, lambda *_: self._run_in_loop(self._resize))
        if get_terminal_size() != size:
            self._run_in_loop(self._resize)
        with suppress(termios.error):
            self._raw_attributes = termios.tcgetattr(self.fileno)

    def stop_application_mode(self) -> None:
        """Return the terminal to its own state and colours."""
        self.write("\x1b[m")
        super().stop_application_mode()

    # Clicks and the wheel, in SGR coordinates. Textual also asks for motion, which would send bytes for each cell that
    # the mouse passes, and for pixels, which our parser doesn't read. It asks twice when it starts.

    _reports_mouse = False

    def _enable_mouse_support(self) -> None:
        if self._mouse and not self._reports_mouse and not _is_in_screen(os.environ):
            self._reports_mouse = True
            self.write("\x1b[?1000h\x1b[?1006h")

    def _disable_mouse_support(self) -> None:
        if self._reports_mouse:
            self._reports_mouse = False
            self.write("\x1b[?1000l\x1b[?1006l")

    def _enable_mouse_pixels(self) -> None:
        pass

    def disable_input(self) -> None:
        """Stop reading input, and wait for the input thread to end, with a time limit."""
        if self.exit_event.is_set():
            return
        self._disable_mouse_support()
        signal.signal(signal.SIGWINCH, signal.SIG_DFL)
        self.exit_event.set()
        if self._key_thread is not None:
            self._key_thread.join(THREAD_TIMEOUT)
        with suppress(termios.error):
            termios.tcflush(self.fileno, termios.TCIFLUSH)

    @property
    def _has_terminal(self) -> bool:
        """Return whether the program has the terminal: not while suspended, leaving, or running an editor."""
        return self._writer_thread is not None and self._writer_thread.is_alive() and not self.exit_event.is_set()

    # A signal can interrupt anything, even a write whose lock is needed to stop. So the event loop handles it, after
    # the current step.

    def _resize(self) -> None:
        """Send the program its current size. Textual reads the size in the signal handler, where a second signal can
        interrupt the first, and would send the older size last."""
        if not self._in_band_window_resize:
            size = Size(*get_terminal_size())
            self.app.post_message(Resize(size, size))

    def _sigtstp_application(self, *_: object) -> None:
        self._run_in_loop(self._suspend)

    def _sigcont_application(self, *_: object) -> None:
        self._run_in_loop(self._resume)

    def _run_in_loop(self, act: Callable[[], None]) -> None:
        with suppress(RuntimeError):  # the loop is closed, as the program has ended
            self.loop.call_soon_threadsafe(act)

    def _suspend(self) -> None:
        if self._has_terminal:
            super()._sigtstp_application()
        else:
            os.kill(os.getpid(), signal.SIGSTOP)

    def _resume(self) -> None:
        """Take the terminal again after a suspend. SIGCONT also comes with a hang-up or after SIGSTOP. The terminal was
        never given back then, and a second input thread would outlive the program."""
        if self._has_terminal:
            with suppress(termios.error):
                termios.tcsetattr(self.fileno, termios.TCSANOW, self._raw_attributes)
            self._resize()  # which also redraws, as a shell may have written over the screen
        elif self.app.is_running:
            super()._sigcont_application()

    # Input

    def run_input_thread(self) -> None:
        """Turn the input into events until the program leaves or the input ends."""
        try:
            self._read_input()
        except RuntimeError:
            if self.loop.is_running():  # otherwise it has just closed, and nothing can take the event
                raise

    _discarded = 0
    """How often the input was discarded. Changes while `_reading` is held."""

    def discard_input(self) -> None:
        """Discard the keys that were pressed but not handled yet.

        Not where the terminal reports its size among them: their order shows which came before the new size.
        """
        if not self._in_band_window_resize:
            with self._reading:
                self._discarded += 1
                with suppress(termios.error):
                    termios.tcflush(self.fileno, termios.TCIFLUSH)

    def _read_input(self) -> None:
        leaving, parser, discarded = self.exit_event, InputParser(self.us_letters), self._discarded
        early = True
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not leaving.is_set() and self.loop.is_running():
                timeout = parser.timeout
                is_ready = bool(selector.select(timeout))
                with self._reading:
                    if discarded != self._discarded:
                        parser, discarded = InputParser(self.us_letters), self._discarded
                        is_ready = is_ready and bool(selector.select(0))
                    data = self._read() if is_ready else b""
                if not is_ready:
                    self._process(parser.pause(timeout), leaving, discarded)
                elif data:
                    if early:  # typed before we took the terminal, while it still turned Enter into a line feed
                        data = data.replace(b"\n", b"\r")
                        self._wait_until_idle(leaving)
                    self._process(parser.feed(data), leaving, discarded)
                else:
                    self.loop.call_soon_threadsafe(self.app.post_message, TerminalGone())
                    return
                early = False

    def _read(self) -> bytes:
        """Return the input; empty when the terminal is gone."""
        with suppress(OSError):
            return os.read(self.fileno, READ_SIZE)
        return b""

    def _process(self, events: Iterable[Message], leaving: Event, discarded: int) -> None:
        """Pass `events` to the program, unless the input was discarded since it was read: more often than `discarded`.

        After each key, paste or click, wait until it is handled: Textual moves the focus some messages later, and keys
        typed ahead would all reach the first question.
        """
        for event in events:
            if leaving.is_set() or discarded != self._discarded:
                return
            self.process_message(event)
            if isinstance(event, Key | Paste | MouseEvent):
                self._wait_until_idle(leaving)

    def _wait_until_idle(self, leaving: Event) -> None:
        """Wait until the current work is done or the program leaves, as an ended loop finishes nothing."""
        idle = asyncio.run_coroutine_threadsafe(until_idle(self.app), self.loop)
        while not leaving.is_set() and self.loop.is_running() and not wait([idle], 0.05).done:
            pass


def _is_in_screen(environ: Mapping[str, str]) -> bool:
    """Return whether GNU screen shows the program. While the mouse is reported, version 4.9 keeps back Escape until the
    next key, as a report could begin with it. tmux also uses names that start with screen."""
    return bool(environ.get("STY")) or (environ.get("TERM", "").startswith("screen") and not environ.get("TMUX"))


async def until_idle(app: App[None]) -> None:
    """Wait until no widget of `app` has work or callbacks left, but at most `MAX_WAIT` seconds."""
    checks, end = 0, monotonic() + MAX_WAIT
    while checks < IDLE_CHECKS and monotonic() < end:
        await asyncio.sleep(0)
        checks = checks + 1 if _is_idle(app) else 0


def _is_idle(app: App[None]) -> bool:
    if app.message_queue_size or not app.screen_stack or app.screen._callbacks:
        return False
    widgets = app.screen.walk_children(Widget, with_self=True)
    return all(one.is_mounted and not one.message_queue_size and not one._next_callbacks for one in widgets)


BLOCKS: Final = str.maketrans("━┃", "─│") | dict.fromkeys(range(0x2580, 0x2590), " ")
"""Replacements for the console of Linux, whose fonts have few characters. The blocks are ends of Textual's scroll bars,
whose colours are enough."""
ASCII_FALLBACKS: Final = BLOCKS | str.maketrans("·–—…“”„‘’×é─━│┃", '---."""\'\'xe--||')
"""Replacements for a terminal with ASCII only, each as wide as the original. Textual's borders become lines."""


def _replace_cells(error: UnicodeError) -> tuple[str, int]:
    """Return the text that can't be encoded without its accents, or a question mark for each of its cells, so that the
    rest keeps its place."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_plain_letter, error.object[error.start : error.end])), error.end


def _plain_letter(letter: str) -> str:
    base = normalize("NFD", letter)[0]
    return base if base.isascii() else "?" * cell_len(letter)


register_error("cmcheckin.cells", _replace_cells)


def discard_output(stream: TextIO) -> None:
    """Discard the buffer of `stream` and everything written to it later."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
        stream.buffer.flush()


ERASING: Final = frozenset({"xterm", "xterm-256color", "linux", "tmux", "tmux-256color"})
"""Names of terminals that erase in the current background. Looking up the others in terminfo takes 2 ms. For tmux, it
doesn't say so."""


def erases_in_background(environ: Mapping[str, str]) -> bool:
    """Return whether the terminal named by TERM in `environ` erases in the current background.

    GNU screen doesn't, even if it is given the name of another terminal.
    """
    if "STY" in environ:
        return False
    if environ.get("TERM") in ERASING:
        return True
    import curses

    try:
        curses.setupterm(fd=-1)
    except (curses.error, OSError, ValueError):
        return False
    return curses.tigetflag("bce") == 1


class _Output(io.TextIOBase):
    """Write to `stream`: replace what its encoding lacks, and discard everything once the terminal is gone."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._code = stream.encoding or "utf-8"
        self._replacements: Mapping[int, int | str] = {}
        if not is_unicode(self._code, os.environ):
            self._replacements = ASCII_FALLBACKS
            if "utf" in self._code.lower():  # Python's own choice in the plain locale C
                self._code = "ascii"
        elif glyphs_for(self._code, os.environ) is ASCII:
            self._replacements = BLOCKS

    def write(self, text: str) -> int:
        if self._replacements:
            text = text.translate(self._replacements)
        self._try(lambda: self._stream.buffer.write(text.encode(self._code, "cmcheckin.cells")))
        return len(text)

    def flush(self) -> None:
        self._try(self._stream.buffer.flush)

    def _try(self, act: Callable[[], object]) -> None:
        # The input thread reports that the terminal is gone. Python must not write the rest at exit, as that would turn
        # the exit code of a hang-up into 120.
        try:
            act()
        except OSError:
            discard_output(self._stream)
        except ValueError:
            pass  # closed while the program ends

    def fileno(self) -> int:
        return self._stream.fileno()
