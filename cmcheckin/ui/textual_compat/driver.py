"""The terminal as the program meets it: it may send broken text, and it may go away."""

from __future__ import annotations

import asyncio
import io
import os
import selectors
import signal
import sys
import termios
from codecs import register_error
from collections.abc import Callable, Iterable
from concurrent.futures import wait
from contextlib import suppress
from threading import Event
from typing import TYPE_CHECKING, Any, Final, TextIO, cast

from rich.cells import cell_len
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Key, Paste, Resize
from textual.geometry import Size

from cmcheckin.ui.glyphs import ASCII, glyphs_for
from cmcheckin.ui.messages import TerminalGone
from cmcheckin.ui.textual_compat.input_parser import InputParser
from cmcheckin.ui.textual_compat.pacing import at_rest
from cmcheckin.ui.textual_compat.screen_diff import Sheet

if TYPE_CHECKING:
    from textual.app import App
    from textual.message import Message

READ_SIZE: Final = 4096
LEAVING: Final = 2.0
"""Seconds to wait for the input thread to end. The thread checks every tenth of a second."""


class Driver(LinuxDriver):
    """Textual's driver for POSIX terminals, which outlives a broken byte and leaves when the terminal does.

    The stock one decodes strictly, so that one byte that is no UTF-8 ends the program (Textual issue 6456); it reads
    an ended input for ever; and its writer dies with the terminal, so that the next thirty writes block the program.
    """

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        stream = sys.__stdout__ if sys.__stdout__ and sys.__stdout__.isatty() else sys.__stderr__
        self._file = cast(Any, _Output(cast(TextIO, stream)))

    # Taking the terminal, giving it back

    def start_application_mode(self) -> None:
        """Take the terminal; after a sleep it shows what others wrote meanwhile."""
        if isinstance(sheet := getattr(self._app, "sheet", None), Sheet):
            sheet.forget()
        self.exit_event = Event()  # one for each input thread, so that ending the last one doesn't end this one
        size = self._get_terminal_size()
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if os.isatty(self.fileno):
            signal.signal(signal.SIGWINCH, lambda *_: self._soon(self._resize))
        if self._get_terminal_size() != size:
            self._soon(self._resize)
        with suppress(termios.error):
            self._raw = termios.tcgetattr(self.fileno)

    def disable_input(self) -> None:
        """Stop reading input, and wait for the input thread to end, with a time limit."""
        if self.exit_event.is_set():
            return
        signal.signal(signal.SIGWINCH, signal.SIG_DFL)
        self._disable_mouse_support()
        self.exit_event.set()
        if self._key_thread is not None:
            self._key_thread.join(LEAVING)
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
            size = Size(*self._get_terminal_size())
            self._app.post_message(Resize(size, size))

    def _sigtstp_application(self, *_: object) -> None:
        self._soon(self._sleep)

    def _sigcont_application(self, *_: object) -> None:
        self._soon(self._wake)

    def _soon(self, act: Callable[[], None]) -> None:
        with suppress(RuntimeError):  # the loop is closed, as the program has ended
            self._loop.call_soon_threadsafe(act)

    def _sleep(self) -> None:
        if self._has_terminal:
            super()._sigtstp_application()
        else:
            os.kill(os.getpid(), signal.SIGSTOP)

    def _wake(self) -> None:
        """Take the terminal again after a suspend. SIGCONT also comes with a hang-up or after SIGSTOP. The terminal was
        never given back then, and a second input thread would outlive the program."""
        if self._has_terminal:
            with suppress(termios.error):
                termios.tcsetattr(self.fileno, termios.TCSANOW, self._raw)
            self._resize()  # which also redraws, as a shell may have written over the screen
        elif self._app._running:
            super()._sigcont_application()

    # What is typed

    def run_input_thread(self) -> None:
        """Turn what is typed into events until the program leaves or the input ends."""
        try:
            self._take_input()
        except RuntimeError:
            if self._loop.is_running():  # otherwise it has just closed, and nothing can take the event
                raise

    def _take_input(self) -> None:
        leaving, parser = self.exit_event, InputParser()
        early = True
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not leaving.is_set() and self._loop.is_running():
                patience = parser.patience
                if not selector.select(patience):
                    self._act_on(parser.pause(patience), leaving)
                elif data := self._read():
                    if early:  # typed before we took the terminal, while it still turned Enter into a line feed
                        data = data.replace(b"\n", b"\r")
                        self._rest(leaving)
                    self._act_on(parser.feed(data), leaving)
                else:
                    self._loop.call_soon_threadsafe(self._app.post_message, TerminalGone())
                    return
                early = False

    def _read(self) -> bytes:
        """Return the input; empty when the terminal is gone."""
        with suppress(OSError):
            return os.read(self.fileno, READ_SIZE)
        return b""

    def _act_on(self, events: Iterable[Message], leaving: Event) -> None:
        """Pass `events` to the program. After each key or paste, wait until it is handled."""
        for event in events:
            if leaving.is_set():
                return
            self.process_message(event)
            if isinstance(event, Key | Paste):
                self._rest(leaving)

    def _rest(self, leaving: Event) -> None:
        """Wait until the current work is done or the program leaves, as an ended loop finishes nothing."""
        resting = asyncio.run_coroutine_threadsafe(at_rest(self._app), self._loop)
        while not leaving.is_set() and self._loop.is_running() and not wait([resting], 0.05).done:
            pass


NEAREST: Final = str.maketrans("·–—…“”„‘’×é", '---."""\'\'xe')
"""Marks of running text for a terminal that has ASCII alone; each as wide as what it stands for."""


def _cells(error: UnicodeError) -> tuple[str, int]:
    """As many marks as the terminal would have taken cells, so that what follows stays where it belongs."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "?" * cell_len(error.object[error.start : error.end]), error.end


register_error("cmcheckin.cells", _cells)


def discard(stream: TextIO) -> None:
    """Send what `stream` still holds, and all that is written to it later, nowhere."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
        stream.buffer.flush()


class _Output(io.TextIOBase):
    """Where the screen is written: what the locale cannot say becomes its nearest, or `?`; a terminal that is gone
    swallows all."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._code = stream.encoding or "utf-8"
        self._plain = glyphs_for(self._code, os.environ.get("LC_ALL")) is ASCII

    def write(self, text: str) -> int:
        if self._plain:
            text = text.translate(NEAREST)
        self._try(lambda: self._stream.buffer.write(text.encode(self._code, "cmcheckin.cells")))
        return len(text)

    def flush(self) -> None:
        self._try(self._stream.buffer.flush)

    def _try(self, act: Callable[[], object]) -> None:
        """The input thread notices that the terminal is gone, and says so. What still waits to be written must not be
        tried again when the program ends: Python would turn the exit code of a hang-up into its own 120."""
        try:
            act()
        except OSError:
            discard(self._stream)
        except ValueError:
            pass  # closed on the way out

    def fileno(self) -> int:
        return self._stream.fileno()
