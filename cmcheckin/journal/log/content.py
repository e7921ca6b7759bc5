"""The content of a journal file, line by line, for rewriting it without losing a byte that may matter."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from cmcheckin.journal.log.files import MARKERS, as_utf8
from cmcheckin.journal.log.first_format import read_first_format
from cmcheckin.journal.log.lines import START, Header, LineKey, Newer, read_change, read_header

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
    opening, first_format = None, None
    lines: list[list[Piece]] = []
    for n, raw in enumerate(raws):
        header = _header(raw) if not n or _HEADER in raw[:64] else None
        if header is not None:  # one for each version, where git merged a file
            first_format = header if header.version == 1 else first_format
        if header is not None and opening is None:
            opening = raw
            lines.append([])
        elif header is not None:
            lines.append([Piece(None, raw)])
        elif raw[:7] in MARKERS and not raw[7:8].strip():
            lines.append([])
        else:
            lines.append(list(_pieces(raw, first_format)))
    torn = b""
    if lines[-1] and not any(piece.key for piece in lines[-1]):
        torn = raws[-1]
        del lines[-1]
    is_shifted = text is not data or (opening is not None and not raws[0].strip(_BLANK))
    for line, raw in zip(lines, raws, strict=False):
        is_shifted |= len(line) > 1 or (not line and raw is not opening)
        is_shifted |= bool(line) and line[0].key is not None and line[0].raw != raw.strip(_BLANK)
    return Content(opening, [piece for line in lines for piece in line], torn, is_shifted)


def _header(raw: bytes) -> Header | None:
    """Return the header in `raw`, None if there is none. Raises Newer."""
    try:
        return read_header(raw)
    except Newer:
        raise
    except ValueError:
        return None


def _pieces(raw: bytes, first_format: Header | None) -> Iterator[Piece]:
    """Yield the line `raw`, or the lines in it if the breaks between them are damaged. `first_format`: the header of
    lines of version 1 in the file."""
    if not raw.strip(_BLANK):
        yield Piece(None, raw)
        return
    starts = [found.start() for found in re.finditer(re.escape(START), raw)]
    for at, end in pairwise(dict.fromkeys([0, *starts, len(raw)])):
        piece = raw[at:end]
        for whole in (piece.strip(_BLANK), piece[:-1].strip(_BLANK)):  # the second without a damaged line break
            with contextlib.suppress(ValueError):
                if first_format is not None and not whole.startswith(START):
                    key, _ = read_first_format(whole, first_format)
                else:
                    key, _ = read_change(whole)
                yield Piece(key, whole)
                break
        else:
            yield Piece(None, piece, is_bad=True)
