"""Going through folders of other people's files: bounded, without following a link, without opening what may hang.

The names are listed first. Where there is more than one reading takes, the newest files are read, and how many were
left out is said for each folder.
"""

from __future__ import annotations

import errno
import os
import re
from collections import Counter, OrderedDict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import Final, NamedTuple

from cmcheckin.domain.week import Week
from cmcheckin.sharing.file_bytes import LINK, SIZE, Bytes, Unread, read_file, reason_of, told_at_the_beginning

DEPTH: Final = 6
"""Folders within folders that are looked into."""
OPENED: Final = 32
"""Folders that are kept open at a time."""
OTHERS: Final = (
    ".html", ".htm", ".md", ".txt", ".pdf", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".csv", ".tsv", ".xlsx", ".xls",
    ".ods", ".docx", ".odt", ".doc", ".pptx", ".zip", ".gz", ".ics", ".eml", ".py", ".log", ".ini", ".toml", ".lnk",
)  # fmt: skip
"""Endings of files that are another program's, or the same week as a page: passed by in a folder without a word."""
CIRCLE: Final = "is a link that leads to itself"
_WEEK: Final = re.compile(r"(?<!\d)(?:(2\d{3})-W(\d{2})|(2\d{3})-?(\d{2})-?(\d{2}))(?!\d)")
"""A week or a day as the names of our files have it: `ada-2026-W47.json`, `2026-11-22`, `reply-20261122-ab.json`."""


class Limits(NamedTuple):
    """How much one reading takes."""

    files: int = 200_000
    """Files, the newest of them. A year of 200 people, a file a week, has 10,400."""
    total: int = 100_000_000
    """Bytes that are held."""
    size: int = SIZE
    """Bytes of one file."""
    names: int = 2_000_000
    """Names that are listed, of whatever kind: a folder that has no end must not keep the program for ever."""
    faults: int = 10_000
    """Names that are listed as links, pipes and the like; more are counted as left out."""


LIMITS: Final = Limits()


class _Place(NamedTuple):
    """A folder: one that was named, and the names that lead on from there."""

    root: int
    names: tuple[str, ...] = ()


class _Found(NamedTuple):
    """A file that was listed. Without a `place` it was itself named."""

    path: str
    name: str
    place: _Place | None
    root: int
    size: int
    changed: float
    """When it was, in seconds since 1970."""


class Walk:
    """The files of these files and folders, read in the order of their folders, or the newest first where there are
    more than `limits` allow.

    Names that begin with a dot are passed by inside of folders, where sync tools keep what is unfinished and what is
    old. What was named may be a link, as that is the user's own word; no link inside of a folder is followed.
    `opening`: only files whose names begin so. `depth`: folders within folders that are looked into. `today`: names
    that carry a later day say nothing of how new they are.
    """

    def __init__(
        self,
        paths: Iterable[str],
        today: date | None = None,
        limits: Limits = LIMITS,
        *,
        opening: str = "",
        depth: int = DEPTH,
    ) -> None:
        self._paths, self._limits = tuple(paths), limits
        self._opening, self._depth = opening, depth
        self._latest = (today or date.max).toordinal() + (7 if today else 0)
        self._files: list[_Found] = []
        self._faults: list[Unread] = []
        self._listed = 0
        self._left_out: Counter[int] = Counter()
        self._endless: int | None = None
        self._held = 0
        self._seen: set[tuple[int, int]] = set()
        self._open: OrderedDict[_Place, int] = OrderedDict()

    @property
    def left_out(self) -> dict[str, int]:
        """How many files were not read since there were too many, by the path that was named; complete once all others
        were read."""
        return {self._paths[root]: number for root, number in sorted(self._left_out.items())}

    def __iter__(self) -> Iterator[Bytes | Unread]:
        try:
            for n, path in enumerate(self._paths):
                self._list(n, path)
            yield from self._faults
            files = self._files
            if len(files) > self._limits.files or sum(map(self._counted, files)) > self._limits.total:
                files = self._newest(files)
            for n, one in enumerate(files):
                if self._held + self._counted(one) > self._limits.total:
                    self._left_out.update(left.root for left in files[n:])
                    break
                if (read := self._read(one)) is not None:
                    yield read
        finally:
            for opened in self._open.values():
                os.close(opened)
            self._open.clear()
        yield from self._limits_met()

    def _counted(self, one: _Found) -> int:
        """Return the bytes a file counts for: none when it is too large to be read."""
        return one.size if one.size <= self._limits.size else 0

    def release(self, file: Bytes) -> None:
        """The bytes of this file are not held any more: it was none of ours."""
        self._held -= len(file.data)

    def _limits_met(self) -> Iterator[Unread]:
        """Yield what was left out, a line for each path that was named."""
        for path, number in self.left_out.items():
            files = f"{number:,} older {'file was' if number == 1 else 'files were'} left out"
            yield Unread(path, f"has more than is read at once: the newest were read, and {files}")
        if self._endless is not None:
            most = f"{self._limits.names:,}"
            yield Unread(self._paths[self._endless], f"has more than {most} names; those after that were not looked at")

    # Which files there are

    def _list(self, root: int, path: str) -> None:
        """Add the files of one path that was named."""
        try:
            opened = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        except NotADirectoryError:
            size, changed = 0, 0.0
            with suppress(OSError, ValueError):
                found = os.stat(path)  # noqa: PTH116  a name as it came
                size, changed = found.st_size, found.st_mtime
            self._files.append(_Found(path, path, None, root, size, changed))
            return
        except (OSError, ValueError) as no:
            self._fault(root, path, CIRCLE if isinstance(no, OSError) and no.errno == errno.ELOOP else reason_of(no))
            return
        self._list_folder(path, opened, _Place(root))

    def _list_folder(self, path: str, opened: int, place: _Place) -> None:
        """Add everything in the folder behind this descriptor, which is closed at the end."""
        prefix = path.rstrip("/") + "/"
        folders: list[str] = []
        try:
            with os.scandir(opened) as entries:
                for entry in entries:
                    self._listed += 1
                    if self._listed > self._limits.names:
                        self._endless = place.root
                        return
                    if entry.name[0] != "." and entry.name.startswith(self._opening):
                        self._add(prefix, entry, place, folders)
            if len(place.names) < self._depth:
                for name in sorted(folders):
                    if self._endless is None:
                        self._list_inside(prefix + name, name, opened, place)
            elif self._depth:
                for name in sorted(folders):
                    why = f"lies more than {self._depth} folders deep, and was not looked into"
                    self._fault(place.root, prefix + name, why)
        except OSError as no:
            self._fault(place.root, path, reason_of(no))
        finally:
            os.close(opened)

    def _add(self, prefix: str, entry: os.DirEntry[str], place: _Place, folders: list[str]) -> None:
        name = entry.name
        if not entry.is_file(follow_symlinks=False):
            if entry.is_dir(follow_symlinks=False):
                folders.append(name)
            elif not entry.is_symlink():
                self._fault(place.root, prefix + name, "is no ordinary file")
            elif not name.lower().endswith(OTHERS):
                self._fault(place.root, prefix + name, LINK)
            return
        if name.lower().endswith(OTHERS):
            return
        try:
            found = entry.stat(follow_symlinks=False)
        except OSError:  # it is gone; reading it says so
            self._files.append(_Found(prefix + name, name, place, place.root, 0, 0.0))
        else:
            self._files.append(_Found(prefix + name, name, place, place.root, found.st_size, found.st_mtime))
        if len(self._files) >= 2 * self._limits.files:
            self._files = self._newest(self._files)

    def _list_inside(self, path: str, name: str, parent: int, place: _Place) -> None:
        try:
            opened = _open_folder(name, parent)
        except OSError as no:
            self._fault(place.root, path, reason_of(no))
            return
        self._list_folder(path, opened, _Place(place.root, (*place.names, name)))

    def _fault(self, root: int, path: str, reason: str) -> None:
        if len(self._faults) < self._limits.faults:
            self._faults.append(Unread(path, reason))
        else:
            self._left_out[root] += 1

    # Which of them are the newest

    def _newest(self, files: list[_Found]) -> list[_Found]:
        """As many as are taken: first the newest file of each series (`ada-…-W47.json` of all that are called so but
        for the week), so that nobody's newest gives way to another's older one; then the second newest, and so on."""
        dated = sorted((*self._dated(one), n) for n, one in enumerate(files))
        rank: Counter[str] = Counter()
        ranked: list[tuple[int, int]] = []
        for at, (*_, series, _) in enumerate(dated):
            ranked.append((rank[series], at))
            rank[series] += 1
        found = [files[dated[at][-1]] for _, at in sorted(ranked)]
        self._left_out.update(one.root for one in found[self._limits.files :])
        return found[: self._limits.files]

    def _dated(self, one: _Found) -> tuple[float, float, int, str]:
        """What sorts the newest first, and the series: the week or day in its name, or in the names of its folders
        inside of the one that was named; else what the file says itself, since copies have any name and are as old as
        the copying; else when it was changed. Of equals the one changed last, then the smaller one."""
        inside = "/".join((*one.place.names, one.name)) if one.place else one.name.rpartition("/")[2]
        series, day = _WEEK.sub("", one.path), 0
        if named := list(_WEEK.finditer(inside)):
            year, week, *days = named[-1].groups()
            with suppress(ValueError):
                day = (Week(int(year), int(week)).sunday if year else date(*map(int, days))).toordinal()
        else:
            whose, last = "", ""
            with suppress(OSError):
                whose, last = told_at_the_beginning(one.name, self._parent(one.place))
            series = whose or series
            with suppress(ValueError):
                day = date.fromisoformat(last).toordinal()
            if not last and 0 <= one.changed < 1e11:
                day = datetime.fromtimestamp(one.changed, UTC).toordinal()
        return -float(day if day <= self._latest else 0), -one.changed, one.size, series

    # Their bytes

    def _read(self, one: _Found) -> Bytes | Unread | None:
        """The bytes of a listed file; None when it was read before, under another name."""
        try:
            read = read_file(one.path, one.name, self._parent(one.place), self._seen, self._limits.size)
        except OSError as no:
            return Unread(one.path, reason_of(no))
        if isinstance(read, Bytes):
            self._held += len(read.data)
        return read

    def _parent(self, place: _Place | None) -> int | None:
        """The folder a file lies in, opened anew, name by name, without following a link; None for one that was itself
        named. Raises OSError."""
        if place is None:
            return None
        if (kept := self._open.get(place)) is not None:
            self._open.move_to_end(place)
            return kept
        opened = os.open(self._paths[place.root], os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        for name in place.names:
            try:
                inner = _open_folder(name, opened)
            finally:
                os.close(opened)
            opened = inner
        self._open[place] = opened
        if len(self._open) > OPENED:
            os.close(self._open.popitem(last=False)[1])
        return opened


def _open_folder(name: str, parent: int) -> int:
    return os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=parent)
