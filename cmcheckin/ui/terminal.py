"""The terminal as the program meets it: it may send broken text, and it may go away."""

from __future__ import annotations

import asyncio
import io
import os
import re
import selectors
import sys
from codecs import getincrementaldecoder, register_error
from collections.abc import Callable, Iterator
from concurrent.futures import wait
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, TextIO, cast

from rich.cells import cell_len
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Key, Paste

from cmcheckin.domain.text import clean
from cmcheckin.ui.glyphs import ASCII, glyphs_for
from cmcheckin.ui.messages import TerminalGone
from cmcheckin.ui.sheet import Sheet
from cmcheckin.ui.turns import at_rest

if TYPE_CHECKING:
    from textual.app import App
    from textual.message import Message

READ_SIZE: Final = 4096
PATIENCE: Final = 0.1
"""Seconds to wait for input before a lone escape counts as the escape key."""
HALF_PATIENCE: Final = 0.02
"""Seconds to wait for the rest of what may be the mark of a paste."""
PASTE_START: Final = b"\x1b[200~"
PASTE_END: Final = b"\x1b[201~"
PASTE_MOST: Final = 200_000
"""Bytes of a paste that are kept; the longest text anything takes is a note of 20,000 characters."""


BURST: Final = 200
"""Bytes of plain text that arrive at once and were not typed: a paste by a terminal that does not mark it as one."""
_PLAIN: Final = re.compile(rb"[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*\Z")
PASTE_WAITS: Final = 20
"""Waits for input after which a paste has ended although its end never came: two seconds."""


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

    def start_application_mode(self) -> None:
        """Take the terminal; after a sleep it shows what others wrote meanwhile."""
        if isinstance(sheet := getattr(self._app, "sheet", None), Sheet):
            sheet.forget()
        super().start_application_mode()  # type: ignore[no-untyped-call]

    def run_input_thread(self) -> None:
        """Turn what is typed into events until the program leaves or the input ends."""
        decode = getincrementaldecoder("utf-8")("replace").decode
        parser = XTermParser(self._debug)
        pastes = Pastes()
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            early = True
            while not self.exit_event.is_set():
                data = b""
                if selector.select(HALF_PATIENCE if pastes.half else PATIENCE):
                    with suppress(OSError):
                        data = os.read(self.fileno, READ_SIZE)
                    if not data:
                        self._loop.call_soon_threadsafe(self._app.post_message, TerminalGone())
                        return
                if early and data:  # typed before the terminal was ours, which until then made Enter a line feed
                    data = data.replace(b"\n", b"\r")
                    self._rest()
                early = False
                for pasted, part in pastes.split(data):
                    if pasted:
                        self._in_turn(Paste(clean(part.decode("utf-8", "replace"), lines=True)))
                    elif len(part) >= BURST and _PLAIN.match(part):
                        self._in_turn(Paste(clean(decode(part), lines=True)))
                    else:
                        for event in parser.feed(decode(part)):
                            self._in_turn(event)
                for event in parser.tick():
                    self._in_turn(event)

    def _in_turn(self, event: Message) -> None:
        """Give the event to the program; after a key or a paste, wait for what it sets going."""
        self.process_message(event)
        if isinstance(event, Key | Paste):
            self._rest()

    def _rest(self) -> None:
        """Wait until what is under way is done, or the program leaves."""
        try:
            resting = asyncio.run_coroutine_threadsafe(at_rest(self._app), self._loop)
        except RuntimeError:  # the loop is closed: the program is leaving
            return
        while not self.exit_event.is_set() and not wait([resting], 0.05).done:
            pass


NEAREST: Final = str.maketrans("·–—…“”„‘’×é", '---."""\'\'xe')
"""Marks of running text for a terminal that has ASCII alone; each as wide as what it stands for."""


class Pastes:
    """Takes what is pasted out of what is typed. Textual looks at each character of a paste, and never stops taking
    more: a megabyte is four seconds, and ten of them forty. Here a paste is one piece, of which the beginning is kept.
    """

    def __init__(self) -> None:
        self._held = b""
        self._inside = False
        self._text = bytearray()
        self._waits = 0

    @property
    def half(self) -> bool:
        """Whether a beginning of a mark is being held back."""
        return bool(self._held) and not self._inside

    def split(self, data: bytes) -> Iterator[tuple[bool, bytes]]:
        """The pieces of what was read, in order, each with whether it was pasted. Empty data says that nothing more
        came for a moment, so that the beginning of a mark was only what it looked like."""
        waited = not data
        self._waits = self._waits + 1 if waited else 0
        if self._inside and self._waits >= PASTE_WAITS:  # the end was lost on the way; keys must act again
            self._inside = False
            yield True, bytes(self._text + self._held)
            self._text.clear()
            self._held = b""
        data, self._held = self._held + data, b""
        alone = data == b"\x1b"
        while data:
            mark = PASTE_END if self._inside else PASTE_START
            before, found, data = data.partition(mark)
            # An escape that comes alone is a key; Textual's parser sees to it when a mark follows all the same.
            if not found and (self._inside or not (waited or alone)):
                before, self._held = _without_half(before, mark)
            if self._inside:
                self._text += before[: PASTE_MOST - len(self._text)]
                if found:
                    yield True, bytes(self._text)
                    self._text.clear()
            elif before:
                yield False, before
            if found:
                self._inside = not self._inside


def _without_half(data: bytes, mark: bytes) -> tuple[bytes, bytes]:
    """The data without a beginning of the mark at its end, and that beginning."""
    for length in range(len(mark) - 1, 0, -1):
        if data.endswith(mark[:length]):
            return data[:-length], data[-length:]
    return data, b""


def _cells(error: UnicodeError) -> tuple[str, int]:
    """As many marks as the terminal would have taken cells, so that what follows stays where it belongs."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "?" * cell_len(error.object[error.start : error.end]), error.end


register_error("cmcheckin.cells", _cells)


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
            with suppress(OSError, ValueError):
                nowhere = os.open(os.devnull, os.O_WRONLY)
                os.dup2(nowhere, self._stream.fileno())
                os.close(nowhere)
                self._stream.buffer.flush()
        except ValueError:
            pass  # closed on the way out

    def fileno(self) -> int:
        return self._stream.fileno()
