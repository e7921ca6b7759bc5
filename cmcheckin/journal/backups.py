"""Make a copy of the journal files each day: `backups/2026-11-20/2026.laptop-3f9a.jsonl`."""

# ruff: noqa: PTH104, PTH116, PTH208  plain os calls, as in `files`
from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Collection, Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from cmcheckin.files import TEMPORARY, create, make_folder, read_bytes, sync_folder, write_all
from cmcheckin.journal.errors import Problem, trouble
from cmcheckin.journal.log.files import listing

if TYPE_CHECKING:
    from cmcheckin.paths import Paths

DAILY: Final = 14
MONTHLY: Final = 12
"""The number of days, and of months, whose last backup is kept."""


def daily(paths: Paths, today: date) -> str | None:
    """Make the backup of `today`, completely or not at all, and return its folder. Returns None when there is nothing
    to do, or when the files changed meanwhile. Unchanged files are hard links to the last backup, to save space. Raises
    JournalError."""
    folder = f"{paths.backups}/{today.isoformat()}"
    source = str(paths.journal)
    if os.path.isdir(folder) or not listing(source):  # noqa: PTH112
        return None
    above = str(paths.backups)
    building = f"{above}/.{today.isoformat()}.{os.getpid()}{TEMPORARY}"
    import shutil  # slow: it loads the compression modules

    try:
        make_folder(above)
        _sweep(above)
        os.mkdir(building, 0o700)  # noqa: PTH102
        try:
            earlier = [day for day in made(paths) if day != today]
            before = _inodes(source)
            _copy(source, building, f"{above}/{earlier[-1].isoformat()}" if earlier else None)
            sync_folder(building)
            if _inodes(source) != before:  # a file was rewritten meanwhile, perhaps by `forget`: try another time
                shutil.rmtree(building)
                return None
            os.rename(building, folder)
        except BaseException:
            shutil.rmtree(building, ignore_errors=True)
            if os.path.isdir(folder):  # noqa: PTH112  another process was faster
                return None
            raise
        sync_folder(above)
        _prune(paths)
    except OSError as error:
        raise trouble("Today's backup couldn't be made", above, error, kept="Your entries are saved.") from error
    return folder


def _inodes(folder: str) -> dict[str, int]:
    return {name: found.st_ino for name, found in listing(folder).items() if found is not None}


def made(paths: Paths) -> list[date]:
    """Return the days that have a backup, in order."""
    found: list[date] = []
    with contextlib.suppress(OSError):
        for name in os.listdir(paths.backups):
            with contextlib.suppress(ValueError):
                found.append(date.fromisoformat(name))
    return sorted(found)


def _copy(source: str, target: str, previous: str | None) -> None:
    for name in sorted(listing(source)):
        path, copy = f"{source}/{name}", f"{target}/{name}"
        try:
            data, found = None, os.stat(path, follow_symlinks=False)
            if stat.S_ISREG(found.st_mode) and previous is not None and _shared(f"{previous}/{name}", copy, found):
                continue
            data, found = read_bytes(path)
        except OSError:
            continue  # reported as a problem when the journal opens
        fd = create(copy)
        try:
            write_all(fd, data)
            os.utime(fd, ns=(found.st_mtime_ns, found.st_mtime_ns))
            os.fsync(fd)
        finally:
            os.close(fd)


def _shared(earlier: str, copy: str, found: os.stat_result) -> bool:
    """Make `copy` a hard link to `earlier` if size and modification time match `found`. Return whether it worked."""
    try:
        before = os.stat(earlier, follow_symlinks=False)
        if (before.st_size, before.st_mtime_ns) != (found.st_size, found.st_mtime_ns):
            return False
        os.link(earlier, copy)
    except OSError:
        return False
    return True


def losses(paths: Paths, known: Collection[str] = ()) -> Iterator[Problem]:
    """Yield a problem for each journal file that has fewer lines than its copy in a backup, or is only in the newest
    backup. Skips paths in `known`. `forget` never removes lines, so a file with fewer lines was damaged."""
    folder = str(paths.journal)
    present = listing(folder)
    lost: dict[str, Problem] = {}
    days = made(paths)
    for day in reversed(days):
        for name, copy in listing(f"{paths.backups}/{day.isoformat()}").items():
            now = present.get(name)
            if name in lost or copy is None or f"{folder}/{name}" in known or (now is None and day != days[-1]):
                continue
            kept = f"{paths.backups}/{day.isoformat()}/{name}"
            if now is None or (now.st_size < copy.st_size and _lines(f"{folder}/{name}") < _lines(kept)):
                what = "it has fewer lines than its backup" if now else "it's missing"
                advice = "Restore the file from that copy, or repair it." if now else "Restore the file from that copy."
                lost[name] = Problem(f"{folder}/{name}", None, what, kept, advice)
    yield from lost.values()


def _lines(path: str) -> int:
    """Return the number of lines; 0 if the file can't be read, which is reported when the journal opens."""
    try:
        return read_bytes(path)[0].count(b"\n")
    except OSError:
        return 0


def keep(days: list[date]) -> set[date]:
    """Return which backups to keep: those of the last 14 of `days`, and the last of each of the last 12 months."""
    last_of_month = {(day.year, day.month): day for day in sorted(days)}
    return {*sorted(days)[-DAILY:], *sorted(last_of_month.values())[-MONTHLY:]}


def _prune(paths: Paths) -> None:
    import shutil  # as above

    days = made(paths)
    for day in set(days) - keep(days):
        shutil.rmtree(paths.backups / day.isoformat(), ignore_errors=True)


def _sweep(above: str) -> None:
    """Delete unfinished backups in `above` whose process has ended."""
    import shutil  # as above

    for name in os.listdir(above):
        if name.startswith(".") and name.endswith(TEMPORARY):
            with contextlib.suppress(ValueError, OSError):
                if not _alive(int(name.split(".")[2])):
                    shutil.rmtree(f"{above}/{name}", ignore_errors=True)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
