"""Find and read the files that show when the user worked: within limits, and the newest first. Files with a day or a
month in their name are read only if they can have the days asked for.
"""

# ruff: noqa: PTH111, PTH112, PTH113, PTH118, PTH120  plain os calls, as the check-in opens meanwhile
from __future__ import annotations

import importlib
import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import date, timedelta
from functools import partial
from time import monotonic
from typing import Final, NamedTuple

from cmcheckin.files import TooLarge, read_bytes
from cmcheckin.hints.from_files import FileItems
from cmcheckin.interchange.importing.questions import Answers
from cmcheckin.interchange.readers import HINT_READERS, READERS, TRACKERS, slack
from cmcheckin.interchange.readers.hint_items import Scope
from cmcheckin.interchange.readers.source import SourceFile, shown_name
from cmcheckin.services.containers import (
    DamagedArchive,
    NotText,
    Read,
    TooManyFiles,
    archived_files,
    entries_in,
    is_backup,
    open_zip,
    read_text_file,
)
from cmcheckin.wording import hints as words

ENDINGS: Final = (".ics", ".json", ".csv", ".data", ".log", ".txt")
"""The endings of names that are read in folders and archives, besides names without one."""
MOST_PROBLEMS: Final = 20
"""How many problems are named for each path."""
PEOPLE: Final = "users.json"
"""The name of the file in a Slack export that has the names of people. It is read first."""
_DATED: Final = re.compile(r"([0-9]{4})-([0-9]{2})(?:-([0-9]{2}))?(?:\.[a-z]+)?")
_DAY: Final = timedelta(1)


class Limits(NamedTuple):
    """The limits of one read: the number of `files` opened and `names` listed, the bytes of one file and of all files,
    and the `seconds` spent at each path without finding anything."""

    files: int
    names: int
    size: int
    total: int
    seconds: float = 5


FOR_CHECKIN: Final = Limits(files=50, names=5_000, size=3_000_000, total=6_000_000)
"""The limits while the check-in opens, enough for a calendar of several years."""
FOR_COMMAND: Final = Limits(files=20_000, names=500_000, size=64_000_000, total=256_000_000)


def load_readers() -> None:
    """Load the code of all readers for hints, so that the time limit covers only reading files."""
    modules = [reader.module for reader in READERS if reader.name in TRACKERS]
    for module in (*modules, *(reader.module for reader in HINT_READERS)):
        importlib.import_module(module)


class _LimitReached(Exception):  # noqa: N818  the name says what happened
    """Raised with the reason if no more files are read."""


class HintFiles:
    """The files at `paths`, read within `scope` and `limits`. Once `found` is exhausted, `problems` has the names of
    files that aren't used, each with a clause that says why, and `names` has people's names by their ids."""

    def __init__(
        self,
        paths: Iterable[str],
        scope: Scope,
        answers: Answers,
        limits: Limits,
        passed: Callable[[], float] = monotonic,
    ) -> None:
        """`passed` returns the time in seconds."""
        self.problems: list[tuple[str, str]] = []
        self.names: dict[str, tuple[str, ...]] = {}
        self._paths, self._scope, self._answers, self._limits, self._passed = paths, scope, answers, limits, passed
        self._files = self._bytes = self._listed = 0
        self._latest = 0.0
        """When the search of the current path ends."""

    def found(self) -> Iterator[FileItems]:
        """Yield the files that can be read, and their items. Never raises."""
        for path in dict.fromkeys(self._paths):
            name, problems, is_used, program = shown_name(path), len(self.problems), False, ""
            self._latest = self._passed() + self._limits.seconds
            try:
                for shown, read in self._files_at(os.path.expanduser(path), name):
                    file = self._file(shown, read, is_named=shown == name)
                    if file and (found := self._items(file)):
                        is_used, begun = True, self._passed()
                        yield found
                        self._latest += self._passed() - begun  # something was found in this time
                    elif file and not program:
                        program = next(
                            (one.title for one in READERS if not one.reads_any_table and one.matches(file)), ""
                        )
                if not is_used and len(self.problems) == problems:
                    self.problems.append((name, words.nothing_usable(program)))
            except _LimitReached as reached:
                self.problems[problems:] = [(name, str(reached))]
            del self.problems[problems + MOST_PROBLEMS :]

    def _items(self, file: SourceFile) -> FileItems | None:
        """Return the items of `file`, or None if it doesn't show when something was done."""
        for reader in READERS:
            if reader.name in TRACKERS and reader.matches(file):
                return FileItems(file.name, reader.title, "", reader.read(file, self._answers))
        for hint_reader in HINT_READERS:
            if hint_reader.matches(file):
                return FileItems(file.name, hint_reader.title, hint_reader.counted, hint_reader.read(file, self._scope))
        self.names |= slack.people(file)
        return None

    def _files_at(self, path: str, name: str) -> Iterator[tuple[str, Read]]:
        """Yield the files at `path`, each with its name and a function that reads it: a file, all of a folder or a ZIP
        archive, or the reflog of a git repository."""
        with suppress(ValueError):  # a null byte, which reading it reports
            if os.path.isdir(path):
                if os.path.lexists(os.path.join(path, ".git")):
                    reflog = os.path.join(_git_folder(path), "logs", "HEAD")
                    if os.path.isfile(reflog):
                        yield name, partial(read_text_file, reflog)
                    else:
                        self.problems.append((name, words.NO_REFLOG))
                    return
                listed = sorted(self._listing(path), key=lambda one: (one[1].endswith(PEOPLE), one[0]), reverse=True)
                above = os.path.dirname(os.path.abspath(path))  # noqa: PTH100
                for _, file in listed:
                    yield shown_name(os.path.relpath(file, above)), partial(read_text_file, file)
                return
        archive = open_zip(path, self._limits.size)
        if archive is None:
            yield name, partial(read_text_file, path, follow_link=True)
            return
        with archive:
            try:
                members = archived_files(archive, self._limits.names)
            except TooManyFiles:
                raise _LimitReached(words.TOO_MANY_FILES.format(most=self._limits.names)) from None
            except DamagedArchive:
                self.problems.append((name, words.DAMAGED_ARCHIVE))
                return
            for member, read in sorted(members, key=lambda one: not one[0].filename.endswith(PEOPLE)):
                if self._is_wanted(member.filename.rpartition("/")[2]):
                    yield shown_name(f"{name}/{member.filename}"), read

    def _listing(self, folder: str) -> Iterator[tuple[float, str]]:
        """Yield the time of the last change and the path of each wanted file in `folder`."""

        def failed(path: str, error: OSError) -> None:
            self.problems.append((shown_name(path), words.NOT_READABLE))

        def listed() -> None:
            self._check_time()
            self._listed += 1
            if self._listed > self._limits.names:
                raise _LimitReached(words.TOO_MANY_FILES.format(most=self._limits.names))

        for entry in entries_in(folder, failed, listed):
            with suppress(OSError):
                if self._is_wanted(entry.name) and entry.is_file(follow_symlinks=False):
                    yield entry.stat(follow_symlinks=False).st_mtime, entry.path

    def _is_wanted(self, name: str) -> bool:
        """Return whether the file `name` is of a kind that is read, and can have one of the days asked for."""
        dated = _DATED.fullmatch(name.lower())
        if dated is None:
            return name.lower().endswith(ENDINGS) or ("." not in name and not is_backup(name))
        with suppress(ValueError):
            year, month = int(dated[1]), int(dated[2])
            first = date(year, month, int(dated[3] or 1))
            last = first if dated[3] else date(year + month // 12, month % 12 + 1, 1) - _DAY
            return first - _DAY <= self._scope.last and last + _DAY >= self._scope.first
        return True

    def _file(self, name: str, read: Read, *, is_named: bool) -> SourceFile | None:
        """Return the text file that `read` reads. If it can't be read, add a problem; if it isn't text, only if the
        user named it. Raises _LimitReached."""
        try:
            raw = self._bytes_or_problem(name, read)
            return None if raw is None else SourceFile(name, raw.decode("utf-8-sig"), newest_first=True)
        except NotText as error:
            content = error.start
        except UnicodeDecodeError as error:
            content = error.object
        if is_named:
            from cmcheckin.interchange.unsupported import describe_content  # not needed while the check-in opens

            self.problems.append((name, words.looks_like(describe_content(content))))
        return None

    def _check_time(self) -> None:
        """Raise _LimitReached if the time is up."""
        if self._scope.is_over():
            raise _LimitReached(words.NO_TIME_LEFT)
        if self._passed() > self._latest:
            raise _LimitReached(words.SEARCH_TAKES_TOO_LONG)

    def _bytes_or_problem(self, name: str, read: Read) -> bytes | None:
        """Return the bytes that `read` reads; None, with a problem, if it can't. Raises NotText and _LimitReached."""
        self._check_time()
        self._files += 1
        if self._files > self._limits.files:
            raise _LimitReached(words.TOO_MANY_FILES.format(most=self._limits.files))
        left = self._limits.total - self._bytes
        try:
            raw = read(min(self._limits.size, left))
        except TooLarge:
            if left < self._limits.size:
                raise _LimitReached(words.too_much(self._limits.total)) from None
            self.problems.append((name, words.too_large(self._limits.size)))
            return None
        except (FileNotFoundError, ValueError):
            self.problems.append((name, words.NOT_THERE))
            return None
        except NotText:
            raise
        except OSError:
            self.problems.append((name, words.NOT_READABLE))
            return None
        self._bytes += len(raw)
        return raw


def _git_folder(repository: str) -> str:
    """Return the folder with git's own files. In a worktree or submodule, `.git` is a file that names it."""
    found = os.path.join(repository, ".git")
    with suppress(OSError, UnicodeDecodeError):
        text = read_bytes(found, limit=4096)[0].decode()
        if text.startswith("gitdir: "):
            return os.path.join(repository, text.removeprefix("gitdir: ").strip())
    return found
