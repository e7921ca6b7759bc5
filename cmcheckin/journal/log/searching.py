"""Search journal files for the changes of one document."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import Final

from cmcheckin.files import CHUNK, open_regular
from cmcheckin.journal.log.lines import Line, LineKey, read_change
from cmcheckin.journal.log.memory import Place

_PIECE: Final = 65_536


def lines_with(path: str, doc_id: str) -> Iterator[tuple[LineKey, Line]]:
    """Yield the changes in the file `path` that name the document `doc_id`, newest first. Raises OSError, or ValueError
    for one that can't be read.

    Searches in pieces, since new memory for a whole file costs more than the search, and backwards, as `rfind` takes
    half the time of `find`.
    """
    name = f'"{doc_id}"'.encode()
    fd, status = open_regular(path)
    try:
        end = status.st_size
        while end:
            low = max(0, end - _PIECE)
            place = os.pread(fd, end - low, low).rfind(name)
            if place >= 0:
                end, after = _line_around(fd, low + place)
                yield read_change(os.pread(fd, after - end, end))
            else:
                end = low and low + len(name) - 1  # it may begin in one piece and end in the next
    finally:
        os.close(fd)


def _line_around(fd: int, at: int) -> tuple[int, int]:
    """Return where the line at offset `at` of the file `fd` begins, and where its newline or the end of the file is."""
    start = end = at
    while start:
        low = max(0, start - CHUNK)
        found = os.pread(fd, start - low, low).rfind(b"\n")
        start = low + found + 1
        if found >= 0:
            break
    while data := os.pread(fd, CHUNK, end):
        found = data.find(b"\n")
        if found >= 0:
            return start, end + found
        end += len(data)
    return start, end


def from_last_whole(lines: Iterable[tuple[LineKey, Line]], place: Place) -> Iterator[tuple[LineKey, Line]]:
    """Yield the `lines` of one file, newest first, back to one that puts or deletes the document at `place`, which
    replaces all earlier ones."""
    for key, line in lines:
        yield key, line
        if any(place[1] in line.get(part, {}).get(place[0], ()) for part in ("put", "del")):
            return
