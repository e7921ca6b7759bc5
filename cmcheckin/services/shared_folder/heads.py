"""Read the beginning of each file in shared folders into a table, within limits, and without opening anything that may
block."""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from itertools import count
from typing import Final

from cmcheckin.files import TIMESTAMP_RESOLUTION, TooLarge, open_regular, read_descriptor
from cmcheckin.services.shared_folder.found import FoundFiles, Limits
from cmcheckin.services.shared_folder.open_folders import reason_of
from cmcheckin.services.shared_folder.table import OTHER, RECENT, REMOVED, REPLY, SHARE, UNREAD, Folder
from cmcheckin.sharing.recognition import (
    HEAD_SIZE,
    ScannedFile,
    ShareHead,
    UnreadFile,
    future_date_reason,
    last_possible_day,
    read_head,
    recognise,
)
from cmcheckin.sharing.share_file import Reply


class ReadAfresh(Exception):  # noqa: N818  the name says what to do
    """The files have to be read again, without the results of an earlier run."""


class FileReader:
    """Adds files to the table of `found`. A file dated more than a day after `now` isn't used. `time`: the time in
    nanoseconds since 1970."""

    def __init__(self, found: FoundFiles, now: datetime | None, limits: Limits, time: int) -> None:
        self._found, self._table, self._limits, self._now = found, found.table, limits, now
        self._named = frozenset(found.paths)
        self.first_new = len(self._table)
        self.unsure_from = time - TIMESTAMP_RESOLUTION
        """The time since which a change may have been followed by another with the same time."""
        self.last_day = last_possible_day(now) if now is not None else date.max
        self.gone: list[int] = []
        """The rows of files that are read again or aren't there any more."""
        self.left_out: Counter[str] = Counter()
        """How many files were left out because there were too many, by named path."""
        self._seen: set[tuple[int, int]] | None = None
        """The device and inode of each file that was read."""

    def read(self, n: int, folder: Folder, name: str, parent: int | None, path: str) -> None:
        """Add a row for the file `name` in `folder`, which has the index `n` and the descriptor `parent`, unless it was
        read before under another name."""
        table, limits = self._table, self._limits
        status: os.stat_result | None = None
        result: ShareHead | Reply | UnreadFile | None
        try:
            fd, status = open_regular(name or path, parent=parent, follow_link=parent is None)
            try:
                if self._is_repeated(status):
                    return
                if not name:
                    folder.device = status.st_dev
                if status.st_size > limits.size:
                    raise TooLarge(path, limits.size, status.st_size)
                data = os.pread(fd, HEAD_SIZE, 0)
                result = read_head(data, is_whole=len(data) >= status.st_size)
                if result is None:
                    data = read_descriptor(fd, status.st_size, path, limits.size)
                    result = recognise(ScannedFile(path, data), named=path in self._named, now=self._now)
            finally:
                os.close(fd)
        except (OSError, ValueError) as error:
            result = UnreadFile(path, reason_of(error))
        if isinstance(result, ShareHead) and self._now is not None:
            reason = future_date_reason(result, self._now, self.last_day)
            result = UnreadFile(path, reason) if reason else result
        if isinstance(result, UnreadFile) and len(self._found.unread) >= limits.faults:
            self.left_out[self._found.paths[folder.root]] += 1
            return
        head = result if isinstance(result, ShareHead) else None
        row = table.add(_KINDS[type(result)], n, name, status, head)
        if status is not None and status.st_mtime_ns >= self.unsure_from:
            table.marks[row] = RECENT
        if isinstance(result, Reply):
            self._found.replies[row] = result
        elif isinstance(result, UnreadFile):
            self._found.unread[row] = result

    def _is_repeated(self, status: os.stat_result) -> bool:
        """Return whether the file with `status` was read under another name. Only files with several names, or below
        several paths that the user named, can have been."""
        if status.st_nlink < 2 and len(self._found.paths) < 2:
            return False
        table = self._table
        if self._seen is None:
            gone = set(self.gone)
            rows = (row for row, kind in enumerate(table.kind) if kind != REMOVED and row not in gone)
            self._seen = {self._identity(row) for row in rows}
        identity = status.st_dev, status.st_ino
        if identity in self._seen and self.first_new:
            raise ReadAfresh
        self._found.has_repeated |= identity in self._seen
        if identity in self._seen:
            return True
        self._seen.add(identity)
        return False

    def drop(self, row: int) -> None:
        """Stop using the file in `row`, once all are read."""
        self.gone.append(row)
        if self._seen is not None:
            self._seen.discard(self._identity(row))

    def _identity(self, row: int) -> tuple[int, int]:
        return self._table.folders[self._table.folder[row]].device, self._table.inode[row]

    def leave_out_oldest(self) -> None:
        """If there are more share files or replies than the limit, remove the oldest: of share files, first the newest
        of each person are kept, then the second newest, and so on."""
        table, limit = self._table, self._limits.files
        if len(self._found.replies) > limit:
            replies = sorted(self._found.replies.items(), key=lambda reply: (reply[1].made, reply[1].id), reverse=True)
            self._leave_out(row for row, _ in replies[limit:])
        if len(table) <= limit:
            return
        gone = set(self.gone)
        rows = [row for row, kind in enumerate(table.kind) if kind == SHARE and row not in gone]
        if len(rows) > limit:
            rows.sort(key=lambda row: (table.last[row], table.made[row]), reverse=True)
            ranks: defaultdict[int, count[int]] = defaultdict(count)
            rows.sort(key={row: next(ranks[table.person[row]]) for row in rows}.__getitem__)
            self._leave_out(rows[limit:])

    def _leave_out(self, rows: Iterable[int]) -> None:
        for row in rows:
            self.left_out[self._found.paths[self._table.folders[self._table.folder[row]].root]] += 1
            self._found.remove(row)


_KINDS: Final[dict[type, int]] = {ShareHead: SHARE, Reply: REPLY, UnreadFile: UNREAD, type(None): OTHER}
