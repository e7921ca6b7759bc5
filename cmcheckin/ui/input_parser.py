"""Turns the bytes a terminal sends into events. Needs no terminal: bytes in, events out."""

from __future__ import annotations

import re
from codecs import utf_8_decode
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from textual import constants
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import _MAX_SEQUENCE_SEARCH_THRESHOLD, XTermParser
from textual.events import Paste

from cmcheckin.domain.text import clean

if TYPE_CHECKING:
    from textual.message import Message

ESCAPE: Final = b"\x1b"
CSI: Final = b"\x1b["
PASTE_START: Final = b"\x1b[200~"
PASTE_END: Final = b"\x1b[201~"
PASTE_MOST: Final = 200_000
"""Bytes of a paste that are kept; the longest text anything takes is a note of 20,000 characters."""
PATIENCE: Final = 0.1
"""Seconds to wait for input before `pause` is called."""
HALF_PATIENCE: Final = 0.5
"""Seconds after which the rest of a character or of an escape sequence isn't expected any more. Five times what a lone
escape waits: nobody types the beginning of either, so that no key is late for it."""
PASTE_PATIENCE: Final = 2.0
"""Seconds after which a paste is taken as finished although its end was lost on the way, so that keys act again."""
BURST: Final = 200
"""Bytes of plain text that arrive at once and were not typed: a paste by a terminal that does not mark it as one."""
LONGEST: Final = 256
"""Characters of the longest escape sequence that is looked at; such spell out what an input method composed."""
_PLAIN: Final = re.compile(r"[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*\Z")
_CSI_PARAMETERS: Final = re.compile(rb"\x1b\[[0-?]*[ -/]*")
_BYTES_AFTER_CSI: Final = {b"\x1b[M": 3, b"\x1b[[": 1}
"""Sequences that go on after the byte that ends others: an old mouse report, a function key of the Linux console."""


class InputParser:
    """Turns bytes into events: the same events, wherever the bytes were cut on their way.

    Textual's parser takes an empty string for the end of all input, and an unfinished sequence for typed text after a
    tenth of a second; a digit of a mouse report would then answer a question. Here it is given whole characters and
    whole sequences. It also looks at each character of a paste and never stops taking more: a megabyte takes it four
    seconds. Here a paste is one piece, and only its beginning is kept.
    """

    def __init__(self) -> None:
        self._parser = XTermParser()
        self._buffer = b""
        self._pasted: bytearray | None = None
        self._quiet = 0.0

    @property
    def patience(self) -> float:
        """The seconds to wait for more input before calling `pause`."""
        return min(PATIENCE, constants.ESCAPE_DELAY) if self._buffer == ESCAPE else PATIENCE

    def feed(self, data: bytes) -> Iterator[Message]:
        """Yield the events that `data` completes. The beginning of a character or sequence waits for its rest."""
        self._quiet = 0.0
        self._buffer += data
        while self._buffer:
            if self._pasted is not None:
                before, found, after = self._buffer.partition(PASTE_END)
                if not found:
                    held = len(PASTE_END) - 1
                    before, after = self._buffer[:-held], self._buffer[-held:]
                self._pasted += before[: PASTE_MOST - len(self._pasted)]
                self._buffer = after
                if not found:
                    return
                yield self._finish_paste()
            elif length := _unit_length(self._buffer):
                unit, self._buffer = self._buffer[:length], self._buffer[length:]
                yield from self._events(unit)
            else:
                return

    def pause(self, seconds: float) -> Iterator[Message]:
        """Yield the events that are due because nothing came for another `seconds`: what was unfinished isn't going to
        be finished any more."""
        self._quiet += seconds
        if self._pasted is not None:
            if self._quiet >= PASTE_PATIENCE:
                self._pasted += self._buffer
                self._buffer = b""
                yield self._finish_paste()
        elif self._buffer and self._quiet >= (constants.ESCAPE_DELAY if self._buffer == ESCAPE else HALF_PATIENCE):
            unit, self._buffer = self._buffer, b""
            yield from self._events(unit)

    def _finish_paste(self) -> Paste:
        text = bytes(self._pasted or b"").decode("utf-8", "replace")
        self._pasted = None
        return Paste(clean(text, lines=True))

    def _events(self, unit: bytes) -> Iterator[Message]:
        """Yield the events of a run of text or of one escape sequence."""
        text = unit.decode("utf-8", "replace")
        if unit == PASTE_START:
            self._pasted = bytearray()
        elif not unit.startswith(ESCAPE):
            if len(unit) >= BURST and _PLAIN.match(text):
                yield Paste(clean(text, lines=True))
            else:
                yield from self._parser.feed(text)
        elif len(text) > _MAX_SEQUENCE_SEARCH_THRESHOLD:  # Textual would type it, letter by letter
            yield from self._parser._sequence_to_key_events(text[:LONGEST])
        else:
            yield from self._parser.feed(text)
            if self._parser._timeout_time is not None:  # it waits for more: end that at once
                self._parser._timeout_time = 0.0
                typed = list(self._parser.tick())
                if not unit.startswith(CSI) or unit == CSI:  # alt and a character; an unknown sequence is no text
                    yield from typed


def _unit_length(data: bytes) -> int:
    """Return how many bytes at the start of `data` belong together: a run of text without its unfinished last
    character, or one escape sequence. 0 when nothing is finished."""
    if not data.startswith(ESCAPE):
        text, escape, _ = data.partition(ESCAPE)
        return utf_8_decode(text, "replace", bool(escape))[1]
    kind = data[1:2]
    if kind == b"[":
        return _csi_length(data)
    if kind == b"O":
        return 0 if len(data) < 3 else 3 if b" " <= data[2:3] <= b"~" else 2
    if kind in (b"", ESCAPE):
        return len(kind)
    length = _character_length(data[1:])
    return 1 + length if length else 0


def _csi_length(data: bytes) -> int:
    """Return how many bytes the control sequence at the start of `data` has, 0 while it is unfinished. One that breaks
    off ends where it does."""
    match = _CSI_PARAMETERS.match(data)
    end = match.end() if match else len(CSI)
    final = data[end : end + 1]
    if data[:end].decode("ascii") in ANSI_SEQUENCES_KEYS:  # `\x1b[3$` has no byte that ends it
        return end
    if not final:
        return 0
    if not b"@" <= final <= b"~":
        return end
    end += 1 + _BYTES_AFTER_CSI.get(data[: end + 1], 0)
    return end if len(data) >= end else 0


def _character_length(data: bytes) -> int:
    """Return how many bytes the first character of `data` has, 0 while it is unfinished."""
    for length in range(1, len(data) + 1):
        text, used = utf_8_decode(data[:length], "replace", False)
        if used:
            return used if len(text) == 1 else used - 1  # the last byte showed that those before it are no character
    return 0
