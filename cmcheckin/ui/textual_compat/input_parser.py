"""Turn the bytes a terminal sends into events. Needs no terminal."""

from __future__ import annotations

import re
import sys
from codecs import utf_8_decode
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from textual import constants
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import _MAX_SEQUENCE_SEARCH_THRESHOLD, XTermParser
from textual.events import Key, Paste

from cmcheckin.domain.text import clean

if TYPE_CHECKING:
    from textual.message import Message

ESCAPE: Final = b"\x1b"
CSI: Final = b"\x1b["
PASTE_START: Final = b"\x1b[200~"
PASTE_END: Final = b"\x1b[201~"
MAX_PASTE: Final = 200_000
"""Most bytes of a paste that are used. The longest text, a note, has 20,000 characters."""
QUIET_TIMEOUT: Final = 0.1
"""Seconds without input after which `pause` is called."""
PARTIAL_TIMEOUT: Final = 0.5
"""Seconds to wait for the rest of a character or escape sequence. Five times the wait after a lone escape; nobody types
the beginning of either, so no key is delayed."""
PASTE_TIMEOUT: Final = 2.0
"""Seconds after which a paste counts as finished even if its end was lost, so that keys act again."""
BURST: Final = 200
"""Bytes of plain text arriving at once that count as a paste, for terminals that don't mark pastes."""
MAX_SEQUENCE: Final = 256
"""Longest escape sequence that is parsed, in characters. Long ones carry text from an input method."""
NO_CHARACTERS: Final = ("\ud800", "\uf8ff")
"""The first and the last of halves of a character and of codes for private use, with which terminals name keys that
Textual doesn't know. A pattern for them would take 0.4 ms to compile."""
_PLAIN: Final = r"[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*\Z"
_CSI_PARAMETERS: Final = re.compile(rb"\x1b\[[0-?]*[ -/]*")
_BYTES_AFTER_CSI: Final = {b"\x1b[M": 3, b"\x1b[[": 1}
"""Prefixes of sequences that continue after the usual final byte: old mouse reports, Linux console function keys."""
_REPORTED_KEY: Final = re.compile(rb"\x1b\[([\d:]*)(?:;([\d:]*))?(;[\d:]*)?([A-Zu~])")
"""A key in the protocol of kitty: its code, its modifiers and its text. Behind colons are codes of the same key in
other layouts, and whether it was pressed, held (2) or released (3)."""
_RELEASED: Final = b"3"
_CTRL: Final = 4
"""The bit of Ctrl in the modifiers of a reported key, which are counted from 1."""
LATIN: Final = "\u036f"
"""The last character before the letters of other scripts than Latin."""
_SILENT_KEYS: Final = frozenset(b"%d" % code for code in (*range(57358, 57361), *range(57441, 57455)))
"""Codes of the lock and modifier keys, which only change what another key does."""


class InputParser:
    """Turn bytes into events. The events don't depend on how the bytes were split into packets.

    Textual's parser treats an empty string as the end of all input, and after a tenth of a second treats an unfinished
    sequence as typed text; a digit of a mouse report would then answer a question. So it gets only whole characters and
    sequences here. It also parses a paste character by character, four seconds for a megabyte. Here a paste is one
    piece, and only its beginning is used.
    """

    def __init__(self, us_letters: dict[str, str] | None = None) -> None:
        """`us_letters`: where to note what a key that types a letter of another script types on a US keyboard."""
        self._us_letters = {} if us_letters is None else us_letters
        self._parser = XTermParser()
        self._buffer = b""
        self._pasted: bytearray | None = None
        self._quiet = 0.0

    @property
    def timeout(self) -> float:
        """Return the seconds to wait for more input before calling `pause`."""
        return min(QUIET_TIMEOUT, constants.ESCAPE_DELAY) if self._buffer == ESCAPE else QUIET_TIMEOUT

    def feed(self, data: bytes) -> Iterator[Message]:
        """Yield the events that `data` completes. An unfinished character or sequence waits for the rest."""
        self._quiet = 0.0
        self._buffer += data
        while self._buffer:
            if self._pasted is not None:
                before, found, after = self._buffer.partition(PASTE_END)
                if not found:
                    held = len(PASTE_END) - 1
                    before, after = self._buffer[:-held], self._buffer[-held:]
                self._pasted += before[: MAX_PASTE - len(self._pasted)]
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
        """Yield the events due after another `seconds` without input, when the rest of an unfinished sequence is no
        longer expected."""
        self._quiet += seconds
        if self._pasted is not None:
            if self._quiet >= PASTE_TIMEOUT:
                self._pasted += self._buffer
                self._buffer = b""
                yield self._finish_paste()
        elif self._buffer and self._quiet >= (constants.ESCAPE_DELAY if self._buffer == ESCAPE else PARTIAL_TIMEOUT):
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
            if len(unit) >= BURST and re.match(_PLAIN, text):
                yield Paste(clean(text, lines=True))
            else:
                yield from self._parser.feed(text)
        elif unit := _pressed_key(unit, self._us_letters):
            yield from self._sequence_events(unit.decode("utf-8", "replace"))
            if self._parser._timeout_time is not None:  # it waits for more, so end that at once
                self._parser._timeout_time = 0.0
                typed = list(self._parser.tick())
                if not unit.startswith(CSI) or unit == CSI:  # alt and a character; an unknown sequence isn't text
                    yield from typed

    def _sequence_events(self, sequence: str) -> Iterator[Message]:
        """Yield the events of an escape sequence, without keys whose code isn't a character."""
        try:
            if len(sequence) > _MAX_SEQUENCE_SEARCH_THRESHOLD:  # Textual would treat it as typed letters
                found: Iterable[Message] = self._parser._sequence_to_key_events(sequence[:MAX_SEQUENCE])
            else:
                found = self._parser.feed(sequence)
            for event in found:
                if not (isinstance(event, Key) and event.character and _is_no_character(event.character)):
                    yield event
        except (ValueError, OverflowError):  # a code beyond the last character
            self._parser = XTermParser()


def _is_no_character(text: str) -> bool:
    first, last = NO_CHARACTERS
    return len(text) == 1 and first <= text <= last


def _pressed_key(unit: bytes, us_letters: dict[str, str]) -> bytes:
    """Return the sequence `unit` as Textual reads it; empty if it says that a key was released, or that a lock or
    modifier key was pressed.

    Textual asks for all keys, so that Shift alone would cancel a question that a capital letter answers. Note in
    `us_letters` what a key for a letter of another script types on a US keyboard. With Ctrl, it is that key.
    """
    match = _REPORTED_KEY.fullmatch(unit)
    if match is None:
        return unit
    code, *_, us_code = (match[1] + b"::").split(b":")[:3]
    modifiers, _, kind = (match[2] or b"").partition(b":")
    if kind == _RELEASED or (match[4] == b"u" and code in _SILENT_KEYS):
        return b""
    if us_code and (letter := _character(code)) > LATIN and " " < (us_letter := _character(us_code)) < "\x7f":
        us_letters[letter] = us_letter
        if modifiers.isdigit() and int(modifiers[:4]) - 1 & _CTRL:
            code = us_code
    return b"\x1b[%b%b%b%b" % (code, b"" if match[2] is None else b";" + modifiers, match[3] or b"", match[4])


def _character(code: bytes) -> str:
    """Return the character with the decimal `code`, empty if there is none."""
    return chr(number) if (number := int(code[:8] or b"0")) <= sys.maxunicode else ""


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
    """Return the length in bytes of the control sequence at the start of `data`, 0 while it is unfinished. A broken
    sequence ends where it breaks off."""
    match = _CSI_PARAMETERS.match(data)
    end = match.end() if match else len(CSI)
    final = data[end : end + 1]
    if data[:end].decode("ascii") in ANSI_SEQUENCES_KEYS:  # `\x1b[3$` has no final byte
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
            return used if len(text) == 1 else used - 1  # the last byte shows the others aren't a character
    return 0
