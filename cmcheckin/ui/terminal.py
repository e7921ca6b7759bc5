"""The terminal as the program meets it: it may send broken text, and it may go away."""

from __future__ import annotations

import io
import os
import selectors
import sys
from codecs import getincrementaldecoder
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, TextIO, cast

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

from cmcheckin.ui.messages import TerminalGone

if TYPE_CHECKING:
    from textual.app import App

READ_SIZE: Final = 4096
PATIENCE: Final = 0.1
"""Seconds to wait for input before a lone escape counts as the escape key."""


class HouseDriver(LinuxDriver):
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

    def run_input_thread(self) -> None:
        """Turn what is typed into events until the program leaves or the input ends."""
        decode = getincrementaldecoder("utf-8")("replace").decode
        parser = XTermParser(self._debug)
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(PATIENCE):
                    try:
                        data = os.read(self.fileno, READ_SIZE)
                    except OSError:
                        data = b""
                    if not data:
                        self._loop.call_soon_threadsafe(self._app.post_message, TerminalGone())
                        return
                    for event in parser.feed(decode(data)):
                        self.process_message(event)
                for event in parser.tick():
                    self.process_message(event)


class _Output(io.TextIOBase):
    """Where the screen is written: what the locale cannot say becomes `?`, and a terminal that is gone swallows all."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._code = stream.encoding or "utf-8"

    def write(self, text: str) -> int:
        with suppress(OSError, ValueError):  # the input thread notices that the terminal is gone, and says so
            self._stream.buffer.write(text.encode(self._code, "replace"))
        return len(text)

    def flush(self) -> None:
        with suppress(OSError, ValueError):
            self._stream.buffer.flush()

    def fileno(self) -> int:
        return self._stream.fileno()
