"""Scan folders of other people's files: within limits, without following links or opening anything that may block.

Names are listed first. If there are more files than the limits allow, the newest are read, and the number left out is
reported for each folder.
"""

from __future__ import annotations

import errno
import os
import re
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import UTC, date, datetime
from itertools import count
from typing import Final, NamedTuple

from cmcheckin.domain.week import Week
from cmcheckin.files import NotRegularFile, TooLarge, open_regular, read_descriptor
from cmcheckin.sharing.json_input import SIZE
from cmcheckin.sharing.recognition import ScannedFile, UnreadFile
from cmcheckin.wording import file_reasons as reasons

MAX_DEPTH: Final = 6
"""How many levels of nested folders are searched."""
MAX_OPEN_FOLDERS: Final = 32
"""Most folders open at once."""
OTHER_EXTENSIONS: Final = (
    ".html", ".htm", ".md", ".txt", ".pdf", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".csv", ".tsv", ".xlsx", ".xls",
    ".ods", ".docx", ".odt", ".doc", ".pptx", ".zip", ".gz", ".ics", ".eml", ".py", ".log", ".ini", ".toml", ".lnk",
)  # fmt: skip
"""Extensions of other programs' files, and of pages of the same week: skipped without a report."""
_WEEK: Final = re.compile(r"(?<!\d)(?:(2\d{3})-W(\d{2})|(2\d{3})-?(\d{2})-?(\d{2}))(?!\d)")
"""Pattern of a week or day in the names of our files: `ada-2026-W47.json`, `reply-20261122-ab.json`."""
HEAD_SIZE: Final = 2_000
"""Bytes at the start of a share file that contain its person and its days."""
_PERSON: Final = re.compile(rb'"person"\s*:\s*"([!#-\[\]-~]{1,128})"')
_LAST_DAY: Final = re.compile(rb'"to"\s*:\s*"(\d{4}-\d\d-\d\d)"')


class Limits(NamedTuple):
    """The limits of one read."""

    files: int = 200_000
    """Most files; the newest are read. A year of 200 people with a file a week has 10,400."""
    total: int = 100_000_000
    """Most bytes held in memory."""
    size: int = SIZE
    """Most bytes of one file."""
    names: int = 2_000_000
    """Most names of any kind that are listed, so that an endless folder can't block the program."""
    faults: int = 10_000
    """Most links, pipes and the like that are reported by name; more count as left out."""


LIMITS: Final = Limits()


class _FolderPath(NamedTuple):
    """A folder: the index of a path the user named, and the names below it."""

    root: int
    names: tuple[str, ...] = ()


class _FoundFile(NamedTuple):
    """A listed file. Without a `folder`, the user named it."""

    path: str
    name: str
    folder: _FolderPath | None
    root: int
    size: int
    changed: float
    """Modification time in seconds since 1970."""


class FolderScan:
    """Iterate over the files at the given paths, in the order of their folders, or newest first if there are more than
    `limits` allow.

    Skips names in folders that begin with a dot, where sync tools keep unfinished and old files. A path the user named
    may be a link; links inside folders aren't followed. `opening`: the prefix that file names must have. `depth`: how
    deep nested folders are searched. `today`: a later date in a name is ignored.
    """

    def __init__(
        self,
        paths: Iterable[str],
        today: date | None = None,
        limits: Limits = LIMITS,
        *,
        opening: str = "",
        depth: int = MAX_DEPTH,
    ) -> None:
        self._paths, self._limits = tuple(paths), limits
        self._opening, self._depth = opening, depth
        self._latest = (today or date.max).toordinal() + 7
        self._files: list[_FoundFile] = []
        self._faults: list[UnreadFile] = []
        self._listed = 0
        self._left_out: Counter[int] = Counter()
        self._endless: int | None = None
        self._held = 0
        self._seen: set[tuple[int, int]] = set()
        self._open: OrderedDict[_FolderPath, int] = OrderedDict()

    @property
    def left_out(self) -> dict[str, int]:
        """Return how many files were left out because there were too many, by named path. Complete after iteration."""
        return {self._paths[root]: number for root, number in sorted(self._left_out.items())}

    def __iter__(self) -> Iterator[ScannedFile | UnreadFile]:
        try:
            for n, path in enumerate(self._paths):
                self._list(n, path)
            yield from self._faults
            files = self._files
            if len(files) > self._limits.files or sum(map(self._counted, files)) > self._limits.total:
                files = self._newest(files)
            for n, file in enumerate(files):
                if self._held + self._counted(file) > self._limits.total:
                    self._left_out.update(left_out.root for left_out in files[n:])
                    break
                if (result := self._read(file)) is not None:
                    yield result
        finally:
            for fd in self._open.values():
                os.close(fd)
            self._open.clear()
        for path, number in self.left_out.items():
            reason = reasons.ONE_LEFT_OUT if number == 1 else reasons.MORE_LEFT_OUT
            yield UnreadFile(path, reason.format(number=number))
        if self._endless is not None:
            yield UnreadFile(self._paths[self._endless], reasons.TOO_MANY_NAMES.format(limit=self._limits.names))

    def _counted(self, file: _FoundFile) -> int:
        """Return the bytes that `file` counts towards the limit: 0 if it is too large to be read."""
        return file.size if file.size <= self._limits.size else 0

    def release(self, file: ScannedFile) -> None:
        """Free the bytes of `file` from the limit, when it isn't one of ours."""
        self._held -= len(file.data)

    # Listing

    def _list(self, root: int, path: str) -> None:
        """Add the files at the named `path`."""
        try:
            fd = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        except NotADirectoryError:
            self._files.append(_found(path, path, None, root, lambda: os.stat(path)))  # noqa: PTH116  a name as it came
            return
        except (OSError, ValueError) as error:
            is_loop = isinstance(error, OSError) and error.errno == errno.ELOOP
            self._fault(root, path, reasons.LINK_LOOP if is_loop else reason_of(error))
            return
        self._list_folder(path, fd, _FolderPath(root))

    def _list_folder(self, path: str, fd: int, folder: _FolderPath) -> None:
        """Add everything in the folder behind the descriptor `fd`, and close it."""
        prefix = path.rstrip("/") + "/"
        folders: list[str] = []
        try:
            with os.scandir(fd) as entries:
                for entry in entries:
                    self._listed += 1
                    if self._listed > self._limits.names:
                        self._endless = folder.root
                        return
                    if entry.name[0] != "." and entry.name.startswith(self._opening):
                        self._add(prefix, entry, folder, folders)
            for name in sorted(folders) if self._depth else ():
                if len(folder.names) >= self._depth:
                    self._fault(folder.root, prefix + name, reasons.FOLDER_TOO_DEEP.format(depth=self._depth))
                elif self._endless is None:
                    try:
                        inner = _open_folder(name, fd)
                    except OSError as error:
                        self._fault(folder.root, prefix + name, reason_of(error))
                    else:
                        self._list_folder(prefix + name, inner, _FolderPath(folder.root, (*folder.names, name)))
        except OSError as error:
            self._fault(folder.root, path, reason_of(error))
        finally:
            os.close(fd)

    def _add(self, prefix: str, entry: os.DirEntry[str], folder: _FolderPath, folders: list[str]) -> None:
        name, path = entry.name, prefix + entry.name
        if entry.is_dir(follow_symlinks=False):
            folders.append(name)
        elif not (entry.is_file(follow_symlinks=False) or entry.is_symlink()):
            self._fault(folder.root, path, reasons.NOT_REGULAR)
        elif name.lower().endswith(OTHER_EXTENSIONS):
            return
        elif entry.is_symlink():
            self._fault(folder.root, path, reasons.LINK)
        else:
            self._files.append(_found(path, name, folder, folder.root, lambda: entry.stat(follow_symlinks=False)))
        if len(self._files) >= 2 * self._limits.files:
            self._files = self._newest(self._files)

    def _fault(self, root: int, path: str, reason: str) -> None:
        if len(self._faults) < self._limits.faults:
            self._faults.append(UnreadFile(path, reason))
        else:
            self._left_out[root] += 1

    # The newest files

    def _newest(self, files: list[_FoundFile]) -> list[_FoundFile]:
        """Return the files within the limits: first the newest of each series (names that differ only by the week), so
        that nobody's newest file gives way to another's older one, then the second newest, and so on."""
        dated = sorted((*self._dated(file), n) for n, file in enumerate(files))
        ranks: defaultdict[str, count[int]] = defaultdict(count)
        by_rank = [files[n] for *_, n in sorted(dated, key=lambda entry: next(ranks[entry[-2]]))]
        self._left_out.update(file.root for file in by_rank[self._limits.files :])
        return by_rank[: self._limits.files]

    def _dated(self, file: _FoundFile) -> tuple[float, float, int, str]:
        """Return a key that sorts the newest first, and the series. The date is that in its name or in folders below
        the named path, else the one inside the file, as a copy may have any name and time, else its modification time.
        Equal dates are sorted by modification time, then by size."""
        inside = "/".join((*file.folder.names, file.name)) if file.folder else file.name.rpartition("/")[2]
        series, day = _WEEK.sub("", file.path), 0
        if dates := list(_WEEK.finditer(inside)):
            year, week, *days = dates[-1].groups()
            with suppress(ValueError):
                day = (Week(int(year), int(week)).sunday if year else date(*map(int, days))).toordinal()
        else:
            person, last = "", ""
            with suppress(OSError):
                person, last = _person_and_last_day(file.name, self._parent(file.folder))
            series = person or series
            with suppress(ValueError):
                day = date.fromisoformat(last).toordinal()
            if not last and 0 <= file.changed < 1e11:
                day = datetime.fromtimestamp(file.changed, UTC).toordinal()
        return -float(day if day <= self._latest else 0), -file.changed, file.size, series

    # Reading

    def _read(self, file: _FoundFile) -> ScannedFile | UnreadFile | None:
        """Return the bytes of a listed file; None if it was read before under another name."""
        try:
            parent = self._parent(file.folder)
            fd, status = open_regular(file.name, parent=parent, follow_link=parent is None)
            try:
                identity = (status.st_dev, status.st_ino)
                if identity in self._seen:
                    return None
                self._seen.add(identity)
                data = read_descriptor(fd, status.st_size, file.path, self._limits.size)
            finally:
                os.close(fd)
        except (OSError, ValueError) as error:
            return UnreadFile(file.path, reason_of(error))
        self._held += len(data)
        return ScannedFile(file.path, data)

    def _parent(self, folder: _FolderPath | None) -> int | None:
        """Return a descriptor of `folder`, opened name by name without following links; None for a file that the user
        named. Raises OSError."""
        if folder is None:
            return None
        if (open_fd := self._open.get(folder)) is not None:
            self._open.move_to_end(folder)
            return open_fd
        fd = os.open(self._paths[folder.root], os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        for name in folder.names:
            try:
                inner_fd = _open_folder(name, fd)
            finally:
                os.close(fd)
            fd = inner_fd
        self._open[folder] = fd
        if len(self._open) > MAX_OPEN_FOLDERS:
            os.close(self._open.popitem(last=False)[1])
        return fd


def _found(
    path: str, name: str, folder: _FolderPath | None, root: int, stat: Callable[[], os.stat_result]
) -> _FoundFile:
    """Return a listed file with the size and time from `stat`: 0 if that fails, as reading the file reports why."""
    size, changed = 0, 0.0
    with suppress(OSError, ValueError):
        status = stat()
        size, changed = status.st_size, status.st_mtime
    return _FoundFile(path, name, folder, root, size, changed)


def _open_folder(name: str, parent: int) -> int:
    return os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=parent)


def _person_and_last_day(name: str, parent: int | None) -> tuple[str, str]:
    """Return the person's id and the last day of the share file `name` in the folder `parent`, from its first HEAD_SIZE
    bytes; empty where it has none or can't be read."""
    try:
        fd, _ = open_regular(name, parent=parent, follow_link=parent is None)
        try:
            data = os.read(fd, HEAD_SIZE)
        finally:
            os.close(fd)
    except (OSError, ValueError):
        return "", ""
    person, last_day = _PERSON.search(data), _LAST_DAY.search(data)
    return person[1].decode() if person else "", last_day[1].decode() if last_day else ""


def reason_of(error: Exception) -> str:
    """Return why something couldn't be opened or read because of `error`, as a clause."""
    match error:
        case FileNotFoundError():
            return reasons.NOT_THERE
        case PermissionError():
            return reasons.NO_PERMISSION
        case NotRegularFile():
            return reasons.NOT_REGULAR
        case TooLarge(size=None):
            return reasons.SIZE_UNKNOWN.format(limit=error.limit)
        case TooLarge():
            return reasons.TOO_LARGE.format(size=error.size, limit=error.limit)
        case OSError(errno=errno.ELOOP):
            return reasons.LINK
        case OSError():
            return reasons.READ_ERROR.format(error=(error.strerror or "").lower())
    return reasons.INVALID_NAME
