"""Read and parse the files in a shared folder one at a time, and remember the last ones."""

from __future__ import annotations

import os
from collections import OrderedDict
from datetime import date
from typing import Final, NamedTuple

from cmcheckin.domain.errors import Refused
from cmcheckin.files import open_regular, read_descriptor
from cmcheckin.services.shared_folder.found import FoundFiles
from cmcheckin.services.shared_folder.open_folders import OpenFolders
from cmcheckin.services.shared_folder.table import CHECKED
from cmcheckin.sharing.codec import read_share
from cmcheckin.sharing.excerpt import Span, excerpt, join_spans, since_day
from cmcheckin.sharing.json_input import SIZE
from cmcheckin.sharing.share_file import ShareFile

MAX_REMEMBERED: Final = 12_000_000
"""Most bytes of files that are remembered in parsed form, which takes four to eight times as much memory."""
SHORT: Final = 8_000
"""Files of at most as many bytes are parsed in full, as looking for the last weeks takes as long."""

Spans = dict[int, dict[tuple[int, bool], tuple[Span, ...]]]
"""The parts of files that were read instead of all: by row, and then by the day since which (an ordinal), and whether
only for wins."""


class Changed(Exception):  # noqa: N818  the name says what happened
    """A file has changed since its beginning was read."""


class _Parsed(NamedTuple):
    since: int
    """The day since which the file was parsed, as an ordinal, or 0 for all of it."""
    only_wins: bool
    share: ShareFile
    size: int


class Bodies:
    """Reads the share files in `found`. `spans`: which parts of them an earlier run read."""

    def __init__(self, found: FoundFiles, spans: Spans | None = None) -> None:
        self._found = found
        self._parsed: OrderedDict[int, _Parsed] = OrderedDict()
        self._bytes = 0
        self.spans = spans if spans is not None else {}

    def parse(self, row: int, since: date | None = None, *, only_wins: bool = False) -> ShareFile:
        """Return the file in `row`, or only the part from `since`, a Monday, onwards (`excerpt`). `only_wins`: without
        its weeks, escalations and asks, unless these are known anyway.

        Raises Refused if it isn't valid, Changed, and OSError.
        """
        wanted = since.toordinal() if since else 0
        known = self._parsed.get(row)
        if known is not None and known.since <= wanted and known.only_wins <= only_wins:
            self._parsed.move_to_end(row)
            return since_day(known.share, since) if since and known.since < wanted else known.share
        share, size = self._read(row, since, only_wins=only_wins)
        self.forget(row)
        self._parsed[row] = _Parsed(wanted, only_wins, share, size)
        self._bytes += size
        while self._bytes > MAX_REMEMBERED and len(self._parsed) > 1:
            self._bytes -= self._parsed.popitem(last=False)[1].size
        return share

    def _read(self, row: int, since: date | None, *, only_wins: bool) -> tuple[ShareFile, int]:
        """Return what `parse` returns, and how many bytes it was parsed from."""
        table = self._found.table
        if since is None or (table.size[row] <= SHORT and not only_wins):
            data = self.data(row)
            share = read_share(data)
            table.marks[row] |= CHECKED
            return (since_day(share, since) if since else share), len(data)
        key = since.toordinal(), only_wins
        spans = self.spans.get(row, {}).get(key)
        if spans is None:
            data = self.data(row)
            spans = self.spans.setdefault(row, {})[key] = excerpt(data, since, only_wins=only_wins)
            part = join_spans(data, spans)
        else:
            part = self._parts(row, spans)
        try:
            return since_day(read_share(part), since), len(part)
        except Refused:
            if len(spans) == 1:
                raise
        self.spans[row][key] = ((0, table.size[row]),)  # its layout misled us
        return self._read(row, since, only_wins=only_wins)

    def check(self, row: int) -> bool:
        """Parse all of the file in `row`, and return whether the parts that were read before agree with it. Raises like
        `parse`."""
        table = self._found.table
        if table.marks[row] & CHECKED:
            return True
        data = self.data(row)
        share = read_share(data)
        table.marks[row] |= CHECKED
        misled = False
        for (day, only_wins), spans in self.spans.get(row, {}).items():
            if len(spans) > 1:
                since = date.fromordinal(day)
                right, shown = since_day(share, since), since_day(read_share(join_spans(data, spans)), since)
                misled |= (right.wins, right.responses) != (shown.wins, shown.responses)
                misled |= not only_wins and right != shown
        if misled:
            self.spans[row] = dict.fromkeys(self.spans[row], ((0, table.size[row]),))
            self.forget(row)
        return not misled

    def forget(self, row: int) -> None:
        """Forget the parsed file in `row`."""
        if known := self._parsed.pop(row, None):
            self._bytes -= known.size

    def data(self, row: int) -> bytes:
        """Return the bytes of the file in `row`. Raises Changed and OSError."""
        fd = self._open(row)
        try:
            return read_descriptor(fd, self._found.table.size[row], self._found.table.path(row), SIZE)
        finally:
            os.close(fd)

    def _parts(self, row: int, spans: tuple[Span, ...]) -> bytes:
        """Return the parts `spans` of the file in `row`, joined. Raises Changed and OSError."""
        fd = self._open(row)
        try:
            return b"".join(os.pread(fd, end - start, start) for start, end in spans)
        finally:
            os.close(fd)

    def _open(self, row: int) -> int:
        """Return a descriptor of the file in `row`. Raises Changed and OSError."""
        table = self._found.table
        folder, path = table.folders[table.folder[row]], table.path(row)
        if folder.names:
            folders = OpenFolders(self._found.paths)
            try:
                parent = folders.open(folder.root, folder.names)
                fd, status = open_regular(table.files[row], parent=parent)
            finally:
                folders.close()
        else:  # directly in a folder that the user named, or named itself
            fd, status = open_regular(path, follow_link=folder.names is None)
        known = table.size[row], table.changed[row], table.inode[row]
        if (status.st_size, status.st_mtime_ns, status.st_ino) != known:
            os.close(fd)
            raise Changed(path)
        return fd
