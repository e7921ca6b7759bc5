"""Find the files in shared folders, and read the beginning of each: within limits, without following links or opening
anything that may block.

Results of an earlier run are used again where nothing changed: when a screen starts, in folders with the same list of
names; otherwise file by file, by size, time and inode.
"""

from __future__ import annotations

import errno
import os
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cached_property
from typing import Final

from cmcheckin.clock import file_time
from cmcheckin.services.shared_folder.found import LIMITS, FoundFiles, Limits
from cmcheckin.services.shared_folder.heads import FileReader, ReadAfresh
from cmcheckin.services.shared_folder.open_folders import OpenFolders, reason_of
from cmcheckin.services.shared_folder.table import RECENT, REMOVED, REPLY, SHARE, UNREAD, Folder, microseconds
from cmcheckin.sharing.recognition import CLOCK_TOLERANCE, UnreadFile
from cmcheckin.wording import file_reasons as reasons

MAX_DEPTH: Final = 6
"""How many levels of nested folders are searched."""
OTHER_EXTENSIONS: Final = (
    ".html", ".htm", ".md", ".txt", ".pdf", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".csv", ".tsv", ".xlsx", ".xls",
    ".ods", ".docx", ".odt", ".doc", ".pptx", ".zip", ".gz", ".ics", ".eml", ".py", ".log", ".ini", ".toml", ".lnk",
)  # fmt: skip
"""Extensions of other programs' files, and of pages of the same week: skipped without a report."""
SLICE: Final = 64
"""Files that are compared before other work gets a turn."""


class FolderPass:
    """One pass over all files, which reads those that aren't in `found` yet or have changed.

    `is_start`: whether the table comes from an earlier run, so that replies and unread files are read again.
    `trusting`: whether the files of a folder whose list of names is unchanged are used without looking at them, and in
    others those with the same name and inode. A file dated more than a day after `now` isn't used. `opening`: the
    prefix that names must have. `depth`: how many levels of nested folders are searched.

    Names that begin with a dot are skipped, as sync tools keep unfinished and old files there. A path the user named
    may be a link; links in folders aren't followed.
    """

    def __init__(
        self,
        found: FoundFiles,
        now: datetime | None = None,
        limits: Limits = LIMITS,
        *,
        is_start: bool = True,
        trusting: bool = False,
        opening: str = "",
        depth: int = MAX_DEPTH,
        time: Callable[[], int] = file_time,
    ) -> None:
        self._found, self._table, self._limits = found, found.table, limits
        self._is_start, self._trusting, self._now = is_start, trusting, now
        self._opening, self._depth = opening, depth
        self._files = FileReader(found, now, limits, time())
        self._folders = {(folder.root, folder.names): n for n, folder in enumerate(self._table.folders)}
        self._opened = OpenFolders(found.paths)
        self._visited: set[int] = set()
        self._faults: list[UnreadFile] = []
        self._listed = 0
        self._endless: UnreadFile | None = None
        self._first_folder = len(self._table.folders)
        self.differs = False
        """Whether anything differed from the table, after the last step."""

    def run(self) -> bool:
        """Read everything at once, and return whether anything differed from the table."""
        for _ in self.steps():
            pass
        return self.differs

    def steps(self) -> Iterator[None]:
        """Read a few files for each step, and apply all changes in the last one.

        Raises ReadAfresh if a file seems to have two names. Which one is used depends on the order of reading.
        """
        try:
            for root, path in enumerate(self._found.paths):
                yield from self._visit(root, (), path)
        finally:
            self._opened.close()
        found, table = self._found, self._table
        for n in range(self._files.first_new and self._first_folder):
            if n not in self._visited:
                self._files.gone += self._rows_by_folder[n]
        for row in self._files.gone:
            found.remove(row)
        self._files.leave_out_oldest()
        faults = self._faults, self._files.left_out, self._endless
        self.differs = bool(self._files.gone) or len(table) > self._files.first_new
        self.differs |= faults != (found.faults, found.left_out, found.endless)
        found.faults, found.left_out, found.endless = faults

    def read_changed(self, row: int) -> None:
        """Read the file in `row`, which has changed, as a new row."""
        found, table = self._found, self._table
        n = table.folder[row]
        folder = table.folders[n]
        found.remove(row)
        try:
            parent = self._opened.open(folder.root, folder.names)
            self._files.read(n, folder, table.files[row], parent, table.path(row))
        except OSError as error:
            found.remove(row, reason_of(error))
        except ReadAfresh:  # it was replaced by another name of a file that is known
            pass
        finally:
            self._opened.close()

    def read_future(self) -> bool:
        """Read again the files whose dates can't be right yet, because the clock was ahead when the index was made.
        Return whether there are any."""
        if self._now is None:
            return False
        table, made, last = self._table, microseconds(self._now + CLOCK_TOLERANCE), self._files.last_day.toordinal()
        if max(table.made, default=0) <= made and max(table.last, default=0) <= last:
            return False
        rows = [row for row, kind in enumerate(table.kind) if kind == SHARE]
        rows = [row for row in rows if table.made[row] > made or table.last[row] > last]
        for row in rows:
            self.read_changed(row)
        return bool(rows)

    # Folders

    def _visit(self, root: int, names: tuple[str, ...], path: str) -> Iterator[None]:
        """Read the folder `names` below the named path with the index `root`, and those in it."""
        if self._endless:
            return
        n = self._folders.get((root, names))
        if self._trusting and n is not None and self._is_unchanged(folder := self._table.folders[n]):
            self._visited.add(n)
            self._listed += folder.listed
            self._faults += folder.faults
            self._read_again(n)
        else:
            try:
                fd = self._opened.open(root, names)
            except (OSError, ValueError) as error:
                if isinstance(error, NotADirectoryError) and not names:
                    self._read_named(root, path)
                    return
                is_loop = not names and isinstance(error, OSError) and error.errno == errno.ELOOP
                self._fault(self._faults, root, path, reasons.LINK_LOOP if is_loop else reason_of(error))
                return
            folder = Folder(root, names, path)
            if n is None:
                n = self._folders[root, names] = len(self._table.folders)
                self._table.folders.append(folder)
            self._visited.add(n)
            yield from self._list(folder, n, fd or 0)
            self._faults += folder.faults
            self._table.folders[n] = folder
        prefix = f"{path.rstrip('/')}/"
        for name in sorted(folder.inner):
            yield from self._visit(root, (*names, name), prefix + name)

    def _is_unchanged(self, folder: Folder) -> bool:
        """Return whether `folder` has the same names as when it was listed."""
        try:
            status = os.stat(folder.path, follow_symlinks=not folder.names)  # noqa: PTH116  Path would change the name
        except (OSError, ValueError):
            return False
        same = (status.st_mtime_ns, status.st_ino, status.st_dev) == (folder.changed, folder.inode, folder.device)
        return same and folder.changed > 0

    def _list(self, folder: Folder, n: int, fd: int) -> Iterator[None]:
        """Read the files in `folder`, which has the index `n` and the descriptor `fd`."""
        known = {self._table.files[row]: row for row in self._rows_by_folder.get(n, ())}
        prefix = f"{folder.path.rstrip('/')}/"
        try:
            status = os.fstat(fd)
            folder.changed, folder.inode, folder.device = status.st_mtime_ns, status.st_ino, status.st_dev
            with os.scandir(fd) as entries:
                for entry in entries:
                    folder.listed += 1
                    self._listed += 1
                    if self._listed > self._limits.names:
                        reason = reasons.TOO_MANY_NAMES.format(limit=self._limits.names)
                        self._endless = UnreadFile(self._found.paths[folder.root], reason)
                        break
                    if entry.name[0] != "." and entry.name.startswith(self._opening):
                        self._take(entry, folder, n, fd, prefix, known)
                    if not folder.listed % SLICE:
                        yield
        except OSError as error:
            self._fault(folder.faults, folder.root, folder.path, reason_of(error))
            folder.changed = 0
        if folder.changed >= self._files.unsure_from or len(self._files.left_out):
            folder.changed = 0
        self._files.gone += known.values()

    def _take(
        self, entry: os.DirEntry[str], folder: Folder, n: int, fd: int, prefix: str, known: dict[str, int]
    ) -> None:
        """Read what `entry` names, or keep its row in `known`, from which it is removed."""
        name = entry.name
        row = known.get(name)
        if row is not None:
            del known[name]
            if self._is_same(entry, row):
                return
            self._files.drop(row)
        if entry.is_dir(follow_symlinks=False):
            if len(folder.names or ()) < self._depth:
                folder.inner.append(name)
            elif self._depth:
                reason = reasons.FOLDER_TOO_DEEP.format(depth=self._depth)
                self._fault(folder.faults, folder.root, prefix + name, reason)
        elif not (entry.is_file(follow_symlinks=False) or entry.is_symlink()):
            self._fault(folder.faults, folder.root, prefix + name, reasons.NOT_REGULAR)
        elif name.lower().endswith(OTHER_EXTENSIONS):
            return
        elif entry.is_symlink():
            self._fault(folder.faults, folder.root, prefix + name, reasons.LINK)
        else:
            self._files.read(n, folder, name, fd, prefix + name)
        if len(self._table) - self._files.first_new >= 2 * self._limits.files:
            self._files.leave_out_oldest()

    def _is_same(self, entry: os.DirEntry[str], row: int) -> bool:
        """Return whether the file in `row` is still as it was read."""
        table = self._table
        if self._is_start and table.kind[row] in (REPLY, UNREAD):  # the index of an earlier run has only their names
            return False
        if self._trusting:
            return entry.inode() == table.inode[row] and not table.marks[row] & RECENT
        try:
            status = entry.stat(follow_symlinks=False)
        except OSError:
            return False
        return table.is_unchanged(row, status)

    @cached_property
    def _unknown(self) -> dict[int, list[int]]:
        """The rows of which an index has only the names, by the index of their folder."""
        rows: defaultdict[int, list[int]] = defaultdict(list)
        for row in self._table.unsure_rows() if self._is_start else ():
            rows[self._table.folder[row]].append(row)
        return rows

    @cached_property
    def _rows_by_folder(self) -> dict[int, list[int]]:
        """The rows that the table had before this pass, by the index of their folder."""
        rows: defaultdict[int, list[int]] = defaultdict(list)
        for row in range(self._files.first_new):
            if self._table.kind[row] != REMOVED:
                rows[self._table.folder[row]].append(row)
        return rows

    def _fault(self, faults: list[UnreadFile], root: int, path: str, reason: str) -> None:
        if len(self._faults) + (0 if faults is self._faults else len(faults)) < self._limits.faults:
            faults.append(UnreadFile(path, reason))
        else:
            self._files.left_out[self._found.paths[root]] += 1

    # Files

    def _read_named(self, root: int, path: str) -> None:
        """Read the file at `path`, which the user named."""
        folder = Folder(root, None, path)
        n = self._folders.get((root, None))
        if n is None:
            n = self._folders[root, None] = len(self._table.folders)
            self._table.folders.append(folder)
        self._visited.add(n)
        for row in self._rows_by_folder.get(n, ()):
            try:
                status = os.stat(path)  # noqa: PTH116
            except (OSError, ValueError):
                status = None
            if status and not self._is_start and self._table.is_unchanged(row, status):
                return
            self._files.drop(row)
        self._files.read(n, folder, "", None, path)

    def _read_again(self, n: int) -> None:
        """Read the replies and unread files in the unchanged folder with the index `n`, as an index has only names."""
        folder = self._table.folders[n]
        for row in self._unknown.get(n, ()):
            self._files.drop(row)
            path = self._table.path(row)
            try:
                fd = self._opened.open(folder.root, folder.names)
            except OSError as error:
                self._fault(self._faults, folder.root, path, reason_of(error))
            else:
                self._files.read(n, folder, self._table.files[row], fd, path)
