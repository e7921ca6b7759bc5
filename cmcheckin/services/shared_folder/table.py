"""The files found in a shared folder, as a table of columns: a quarter of a million take 40 MB."""

from __future__ import annotations

import os
import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from cmcheckin.sharing.recognition import ShareHead, UnreadFile, days_covered
from cmcheckin.sharing.share_file import day_made

REMOVED: Final = 0
"""A file that no longer exists, or can't be used."""
SHARE: Final = 1
REPLY: Final = 2
UNREAD: Final = 3
OTHER: Final = 4
"""A file of another program."""
CHECKED: Final = 1
"""Mark of a file that was parsed in full and is valid."""
RECENT: Final = 2
"""Mark of a file that was changed so shortly before it was read that another change could have the same time."""
COLUMNS: Final = {
    "kind": "B", "marks": "B", "folder": "I", "person": "I", "name": "I", "made": "q", "day_made": "i", "first": "i",
    "last": "i", "fields": "i", "size": "q", "changed": "q", "inode": "Q",
}  # fmt: skip
"""The columns, and their types in `array`."""


@dataclass
class Folder:
    """A folder that was searched, or a file that the user named, as a folder with one file without a name."""

    root: int
    """Index of the path that the user named."""
    names: tuple[str, ...] | None
    """The names of the folders below that path; None for a named file."""
    path: str
    changed: int = 0
    """When its list of names last changed, in nanoseconds since 1970; 0 if it has to be listed again."""
    inode: int = 0
    device: int = 0
    listed: int = 0
    """How many names it contains."""
    inner: list[str] = field(default_factory=list)
    """The names of the folders in it."""
    faults: list[UnreadFile] = field(default_factory=list)
    """The links and the like in it, which aren't files to read."""


class FileTable:
    """A row for each file. Days are ordinals, times are in microseconds since 1970, `changed` in nanoseconds."""

    kind: array[int]
    marks: array[int]
    folder: array[int]
    person: array[int]
    name: array[int]
    made: array[int]
    day_made: array[int]
    first: array[int]
    last: array[int]
    fields: array[int]
    size: array[int]
    changed: array[int]
    inode: array[int]

    def __init__(self) -> None:
        self.folders: list[Folder] = []
        self.files: list[str] = []
        """The file names."""
        self.texts: list[str] = []
        """The ids and names of people, each once; `person` and `name` are indexes."""
        self._indexes: dict[str, int] = {}
        for column, code in COLUMNS.items():
            setattr(self, column, array(code))

    def __len__(self) -> int:
        return len(self.files)

    def add(
        self, kind: int, folder: int, file: str, status: os.stat_result | None = None, head: ShareHead | None = None
    ) -> int:
        """Add a row for the name `file` in the folder with the index `folder`, and return its number. `head`: what the
        beginning of a share file says."""
        if head is None:
            person = name = made = made_on = first = last = fields = 0
        else:
            text, label, moment, first_day, last_day, fields = head
            person, name, made = self._index(text), self._index(label), microseconds(moment)
            made_on, first, last = day_made(moment).toordinal(), first_day.toordinal(), last_day.toordinal()
        size, changed, inode = (status.st_size, status.st_mtime_ns, status.st_ino) if status else (0, 0, 0)
        self.files.append(file)
        self.kind.append(kind)
        self.marks.append(0)
        self.folder.append(folder)
        self.person.append(person)
        self.name.append(name)
        self.made.append(made)
        self.day_made.append(made_on)
        self.first.append(first)
        self.last.append(last)
        self.fields.append(fields)
        self.size.append(size)
        self.changed.append(changed)
        self.inode.append(inode)
        return len(self.files) - 1

    def _index(self, text: str) -> int:
        found = self._indexes.get(text)
        if found is None:
            if not self._indexes and self.texts:
                self._indexes = {text: n for n, text in enumerate(self.texts)}
                return self._index(text)
            found = self._indexes[text] = len(self.texts)
            self.texts.append(text)
        return found

    def path(self, row: int) -> str:
        """Return the path of the file in `row`, as the user named it or its folder."""
        folder, file = self.folders[self.folder[row]], self.files[row]
        return f"{folder.path.rstrip('/')}/{file}" if folder.names is not None else folder.path

    def weeks(self, row: int) -> range:
        """Return the weeks that the share file in `row` covers, as `week_number` counts them."""
        return range((self.first[row] - 1) // 7, (self.last[row] - 1) // 7 + 1)

    def precedence(self, row: int, week: int) -> tuple[int, int]:
        """Return the key that ranks copies of `week`: the one that covers the most days is used, and of these the
        newest."""
        days = days_covered(week, self.first[row], self.last[row], self.day_made[row])
        return days, self.made[row]

    def head(self, row: int) -> tuple[int, int, int]:
        """Return the values that copies of a file share: the person, the last day and the time made."""
        return self.person[row], self.last[row], self.made[row]

    def is_unchanged(self, row: int, status: os.stat_result) -> bool:
        """Return whether `status` is that of the file in `row` when it was read, and can be trusted."""
        known = self.size[row], self.changed[row], self.inode[row]
        is_same = known == (status.st_size, status.st_mtime_ns, status.st_ino)
        return is_same and not self.marks[row] & RECENT

    def unsure_rows(self) -> list[int]:
        """Return the rows of replies and unread files, and of files that may have changed while they were read."""
        kinds, marks = bytes([REPLY, UNREAD]), bytes([RECENT, RECENT | CHECKED])
        columns = (self.kind.tobytes(), kinds), (self.marks.tobytes(), marks)
        rows = {found.start() for column, values in columns for found in re.finditer(b"[" + values + b"]", column)}
        return sorted(row for row in rows if self.kind[row] != REMOVED)


def microseconds(moment: datetime) -> int:
    """Return `moment` in microseconds since 1970: exactly up to the year 2242, and always the same for the same one."""
    return int(moment.timestamp() * 1e6)


class PeopleIndex:
    """The rows of each person's share files, the one with the latest last day first."""

    def __init__(self, table: FileTable, order: array[int] | None = None) -> None:
        """`order`: the order of the rows that an earlier run found, if it is known."""
        self._table = table
        self.order = order if order is not None else _ordered(table)
        self._slices: dict[str, tuple[int, int]] = {}
        start, person = 0, table.person
        while start < len(self.order):
            own = person[self.order[start]]
            end = self._end(start, own)
            self._slices[table.texts[own]] = (start, end)
            start = end

    def _end(self, start: int, person: int) -> int:
        """Return where the rows of the person that begin at `start` end."""
        column, order = self._table.person, self.order
        step, low = 1, start
        while low + step < len(order) and column[order[low + step]] == person:
            low += step
            step *= 2
        high = min(low + step, len(order))
        while low + 1 < high:
            middle = (low + high) // 2
            if column[order[middle]] == person:
                low = middle
            else:
                high = middle
        return low + 1

    @property
    def people(self) -> list[str]:
        """The ids of everybody with a file, sorted by the name in the newest."""
        table = self._table
        newest = {person: next(self.rows(person), None) for person in self._slices}
        names = {person: table.texts[table.name[row]] for person, row in newest.items() if row is not None}
        return sorted(names, key=lambda person: (names[person].casefold(), person))

    def rows(self, person: str) -> Iterator[int]:
        """Yield the rows of the share files of `person`, by last day and time made, the latest first."""
        start, end = self._slices.get(person, (0, 0))
        kind = self._table.kind
        return (row for row in self.order[start:end] if kind[row] == SHARE)

    def weeks(self, person: str) -> Iterator[tuple[int, int]]:
        """Yield the weeks of `person`, the latest first, each with the row of the file that is used for it."""
        first, last = self._table.first, self._table.last
        rows = self.rows(person)
        coming = next(rows, None)
        active: list[int] = []
        week = 0
        while active or coming is not None:
            if not active and coming is not None:
                week = (last[coming] - 1) // 7
            while coming is not None and (last[coming] - 1) // 7 >= week:
                active.append(coming)
                coming = next(rows, None)
            active = [row for row in active if (first[row] - 1) // 7 <= week]
            if active:
                yield week, active[0] if len(active) == 1 else max(active, key=lambda row: self._key(row, week))
            week -= 1

    def _key(self, row: int, week: int) -> tuple[tuple[int, int], str]:
        return self._table.precedence(row, week), self._table.path(row)

    def overlap(self, person: str) -> bool:
        """Return whether two files of `person` cover the same week."""
        before = None
        for row in self.rows(person):
            weeks = self._table.weeks(row)
            if before is not None and weeks[-1] >= before:
                return True
            before = weeks[0]
        return False


def _ordered(table: FileTable) -> array[int]:
    """Return the rows of share files by person, sorted by last day, time made and path, the latest first."""
    rows = [row for row, kind in enumerate(table.kind) if kind == SHARE]
    rows.sort(key=table.made.__getitem__, reverse=True)
    rows.sort(key=table.last.__getitem__, reverse=True)
    rows.sort(key=table.person.__getitem__)

    start = 0
    for n, row in enumerate(rows[1:], 1):
        before = rows[n - 1]
        if table.made[before] != table.made[row] or table.head(before) != table.head(row):
            if n - start > 1:
                rows[start:n] = sorted(rows[start:n], key=table.path, reverse=True)
            start = n
    rows[start:] = sorted(rows[start:], key=table.path, reverse=True)
    return array("I", rows)
