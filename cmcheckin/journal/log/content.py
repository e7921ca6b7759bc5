"""The content of a journal file, line by line, for rewriting it without losing a byte that may matter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from cmcheckin.journal.log.files import MARKERS, as_utf8
from cmcheckin.journal.log.first_format import read_first_format
from cmcheckin.journal.log.lines import START, Header, LineKey, Newer, Sealed, read_change, read_header

_BLANK: Final = b" \t\r"
_HEADER: Final = b'"cmcheckin":"journal"'


class Piece(NamedTuple):
    """A line of a file without its newline. `key`: None if it has no change. `is_bad`: it can't be read."""

    key: LineKey | None
    raw: bytes
    is_bad: bool = False


class Content(NamedTuple):
    """The content of a journal file. `header`: its first line, None if that can't be read. `torn`: what is left of a
    line whose write was cut off. `is_shifted`: it can be written better, as a damaged line
    break joins two lines, git left marks in it, or the first line is blank."""

    header: bytes | None
    pieces: list[Piece]
    torn: bytes
    is_shifted: bool

    @property
    def bad(self) -> int:
        """The number of lines that can't be read."""
        return sum(piece.is_bad for piece in self.pieces)


EMPTY: Final = Content(None, [], b"", is_shifted=False)


def read_content(data: bytes) -> Content:
    """Return the content `data` of a journal file. Raises Newer if a later version of the program wrote it."""
    text = as_utf8(data)
    raws = text.split(b"\n")
    pieces: list[Piece] = []
    opening, first_format = None, None
    is_shifted = text is not data or not raws[0].strip(_BLANK)
    last = raws.pop() if not raws[-1] else raws[-1]
    for raw in raws:
        if raw[:7] in MARKERS and not raw[7:8].strip():
            is_shifted = True
            continue
        parts = list(_parts(raw))
        for part in parts:
            piece, header = _read(part, first_format)
            if header is not None and header.version == 1:  # one for each version, where git merged a file
                first_format = header
            if header is not None and opening is None:
                opening = piece.raw
            else:
                pieces.append(piece)
            is_shifted |= not piece.is_bad and (len(parts) > 1 or piece.raw.strip(_BLANK) != part.strip(_BLANK))
    torn = b""
    if last and pieces and pieces[-1].is_bad and pieces[-1].raw == last:
        torn = pieces.pop().raw
    return Content(opening, pieces, torn, is_shifted)


def _parts(raw: bytes) -> Iterator[bytes]:
    """Yield the line `raw`, or the lines in it if the breaks between them are damaged."""
    starts = [found.start() for found in re.finditer(re.escape(START), raw)]
    places = dict.fromkeys([0, *starts, len(raw)])
    yield from (raw[at:end] for at, end in pairwise(places)) if raw else [raw]


def _read(part: bytes, first_format: Header | None) -> tuple[Piece, Header | None]:
    """Return the line `part`, and the header in it, if any. `first_format`: the header of lines of version 1. Raises
    Newer."""
    if not part.strip(_BLANK):
        return Piece(None, part), None
    for whole in (part.strip(_BLANK), part[:-1].strip(_BLANK)):  # the second without a damaged line break
        try:
            if _HEADER in whole[:64]:
                return Piece(None, whole), read_header(whole)
            if first_format is not None and not whole.startswith(START):
                return Piece(read_first_format(whole, first_format)[0], whole), None
            return Piece(read_change(whole)[0], whole), None
        except Sealed as sealed:
            return Piece(sealed.key, whole), None
        except Newer:
            raise
        except ValueError:
            continue
    return Piece(None, part, is_bad=True), None
