"""Copy the journal files to `backups/2026-11-20/`, each day or when asked, and delete old backups."""

# ruff: noqa: PTH102, PTH104, PTH112, PTH208  plain os calls, as in `files`
from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Callable, Collection, Hashable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from cmcheckin.files import TEMPORARY, create, make_folder, read_bytes, sync_folder, write_all, write_new
from cmcheckin.journal.errors import Problem, trouble
from cmcheckin.journal.log.files import listing

if TYPE_CHECKING:
    from cmcheckin.paths import Paths

PERIODS: Final[tuple[tuple[int, Callable[[date], Hashable]], ...]] = (
    (7, lambda day: day),
    (4, lambda day: day.isocalendar()[:2]),
    (12, lambda day: (day.year, day.month)),
)
"""How many days, weeks and months keep their last backup, and which of them a day belongs to."""
FOR_READING: Final = ("encryption.json", "identity.age")
"""The files of an encrypted home that a backup on another disk needs to be read on a new machine: its settings, and an
identity with a passphrase."""
_NAME: Final = re.compile(r"(\d{4}-\d\d-\d\d)(?:\.(\d{1,6}))?")
_UNFINISHED: Final = re.compile(rf"\..+\.(\d+){re.escape(TEMPORARY)}")


class Backup(NamedTuple):
    """A backup in the folder `path`. `number` orders those of one day: the first is 1 and has a name without it, and 0
    was made earlier, while the clock ran ahead."""

    day: date
    number: int
    path: str


def made(above: str | os.PathLike[str]) -> list[Backup]:
    """Return the backups in the folder `above`, oldest first."""
    found: list[Backup] = []
    with contextlib.suppress(OSError), os.scandir(above) as entries:
        for entry in entries:
            if (name := _NAME.fullmatch(entry.name)) and entry.is_dir(follow_symlinks=False):
                with contextlib.suppress(ValueError):
                    found.append(Backup(date.fromisoformat(name[1]), int(name[2] or 1), entry.path))
    return sorted(found)


def daily(paths: Paths, today: date) -> str | None:
    """Make the backup of `today`, completely or not at all, and return its folder. Returns None when there is nothing
    to do, or when the files changed meanwhile. Raises JournalError."""
    above = str(paths.backups)
    _rename_ahead(above, today)
    if os.path.isdir(f"{above}/{today}") or not listing(str(paths.journal)):
        return None
    try:
        make_folder(above)
        backup = _build(paths, Backup(today, 1, f"{above}/{today}"))
        _prune(above, today)
    except OSError as error:
        raise trouble("Today's backup couldn't be made", above, error, kept="Your entries are saved.") from error
    return backup.path if backup else None


def back_up(paths: Paths, above: str, today: date) -> tuple[Backup, bool] | None:
    """Make a backup now in the folder `above`, which is created if it is missing. Return the backup and whether it is
    new: one of today that has the same files is returned instead. Returns None if there are no files yet. Nothing is
    replaced. Raises JournalError."""
    if not listing(str(paths.journal)):
        return None
    error: OSError = FileExistsError("the journal kept changing")
    try:
        make_folder(above)
        own = above == str(paths.backups)
        if own:
            _rename_ahead(above, today)
        for _ in range(9):  # other windows may make one meanwhile, and `forget` may rewrite a file
            earlier = [backup for backup in made(above) if backup.day == today]
            is_same = earlier and _content(earlier[-1].path) == _content(str(paths.journal))
            if is_same and (own or _for_reading(earlier[-1].path) == _for_reading(paths.data_folder)):
                return earlier[-1], False
            number = earlier[-1].number + 1 if earlier else 1
            name = f"{today}.{number}" if number > 1 else f"{today}"
            backup = _build(paths, Backup(today, number, f"{above}/{name}"), share=own)
            if backup is not None:
                if own:
                    _prune(above, today)
                return backup, True
    except OSError as failed:
        error = failed
    raise trouble("The backup couldn't be made", error.filename or above, error, kept="Nothing was replaced.")


def _content(folder: str) -> dict[str, bytes]:
    """Return the content of the readable journal files in `folder`, by name."""
    found: dict[str, bytes] = {}
    for name in listing(folder):
        with contextlib.suppress(OSError):
            found[name] = read_bytes(f"{folder}/{name}")[0]
    return found


def _for_reading(folder: str) -> dict[str, bytes]:
    """Return the content of the files in `folder` that reading a backup of an encrypted home needs, by name."""
    found: dict[str, bytes] = {}
    for name in FOR_READING:
        with contextlib.suppress(OSError):
            found[name] = read_bytes(f"{folder}/{name}")[0]
    return found


def _build(paths: Paths, backup: Backup, *, share: bool = True) -> Backup | None:
    """Make `backup`, and return it, or None when another process made it or a file was rewritten meanwhile. With
    `share`, unchanged files are hard links to the backup before. Without, it is on another disk. Raises OSError or
    JournalError."""
    import shutil  # slow: it loads the compression modules

    source = str(paths.journal)
    above, name = os.path.split(backup.path)
    building = f"{above}/.{name}.{os.getpid()}{TEMPORARY}"
    _sweep(above)
    os.mkdir(building, 0o700)
    try:
        before = _inodes(source)
        _copy(source, building, _sharing(above, backup.day) if share else "")
        for name, data in ({} if share else _for_reading(paths.data_folder)).items():
            write_new(f"{building}/{name}", data)
        sync_folder(building)
        if _inodes(source) != before:  # a file was rewritten meanwhile, perhaps by `forget`: try again
            return None
        os.rename(building, backup.path)
        if _inodes(source) != before:  # right before it got its name, so nobody who looked for backups found it
            os.rename(backup.path, building)  # deleted below; a kill meanwhile leaves no half of a backup
            return None
    except OSError:
        if os.path.isdir(backup.path):  # another process was faster
            return None
        raise
    finally:
        shutil.rmtree(building, ignore_errors=True)
    sync_folder(above)
    return backup


def _sharing(above: str, today: date) -> str:
    """Return the folder of the newest backup that may share files with that of `today`, or an empty string.

    Only backups of one week and month do. Those that stay for a week or month are the last of theirs, so each has files
    of its own, and no bad block of the disk is in all of them."""
    week, month = (period for _, period in PERIODS[1:])
    found = [it.path for it in made(above) if (week(it.day), month(it.day)) == (week(today), month(today))]
    return found[-1] if found else ""


def _inodes(folder: str) -> dict[str, int]:
    return {name: found.st_ino for name, found in listing(folder).items() if found is not None}


def _copy(source: str, target: str, previous: str) -> None:
    for name in sorted(listing(source)):
        try:
            data, found = read_bytes(f"{source}/{name}")
        except OSError:
            continue  # reported as a problem when the journal opens
        if previous and _shared(f"{previous}/{name}", f"{target}/{name}", data):
            continue
        fd = create(f"{target}/{name}")
        try:
            write_all(fd, data)
            with contextlib.suppress(OSError):  # not every disk for backups keeps times
                os.utime(fd, ns=(found.st_mtime_ns, found.st_mtime_ns))
            os.fsync(fd)
        finally:
            os.close(fd)


def _shared(earlier: str, copy: str, data: bytes) -> bool:
    """Make `copy` a hard link to `earlier` if that can still be read as `data`. Return whether it worked."""
    try:
        if read_bytes(earlier)[0] != data:
            return False
        os.link(earlier, copy)
    except OSError:
        return False
    return True


def losses(paths: Paths, known: Collection[str] = ()) -> Iterator[Problem]:
    """Yield a problem for each journal file that has fewer changes than its copy in a backup, or is only in the newest
    backup. Skips paths in `known`. `forget` never removes lines, so a file with fewer was damaged."""
    folder = str(paths.journal)
    present = listing(folder)
    lost: dict[str, Problem] = {}
    backups = made(paths.backups)
    for backup in reversed(backups):
        for name, copy in listing(backup.path).items():
            now = present.get(name)
            if name in lost or copy is None or f"{folder}/{name}" in known or (now is None and backup != backups[-1]):
                continue
            kept = f"{backup.path}/{name}"
            if now is None or (now.st_size < copy.st_size and _changes(f"{folder}/{name}") < _changes(kept)):
                what = "it has fewer changes than its backup" if now else "it's missing"
                advice = "Run `cmcheckin doctor` to put back what's missing."
                lost[name] = Problem(f"{folder}/{name}", None, what, kept, advice)
    yield from lost.values()


def _changes(path: str) -> int:
    """Return the number of changes in a journal file; 0 if it can't be read, which is reported when the journal
    opens."""
    from cmcheckin.journal.log.content import read_content  # rarely needed

    try:
        return len({piece.key for piece in read_content(read_bytes(path)[0]).pieces if piece.key})
    except (OSError, ValueError):
        return 0


def counted(folder: str) -> tuple[int, int]:
    """Return the number of readable journal files in `folder`, and of the lines in them without their headers."""
    lines: list[int] = []
    for name in listing(folder):
        with contextlib.suppress(OSError):
            lines.append(read_bytes(f"{folder}/{name}")[0].count(b"\n"))
    return len(lines), sum(max(0, count - 1) for count in lines)


def keep(backups: Collection[Backup], today: date) -> set[Backup]:
    """Return those of `backups` to keep: all of `today`, and the last of each of the last 7 days, 4 weeks and 12 months
    with one. Those dated after `today` count on their own, as either they were made while the clock ran ahead, or it is
    behind now: then they are the good ones."""
    ahead = {backup for backup in backups if backup.day > today}
    kept = {backup for backup in backups if backup.day == today}
    for part in (ahead, set(backups) - ahead):
        for most, period in PERIODS:
            last = {period(backup.day): backup for backup in sorted(part)}
            kept.update([*last.values()][-most:])
    return kept


def _prune(above: str, today: date) -> None:
    import shutil  # as above

    backups = made(above)
    for backup in set(backups) - keep(backups, today):
        shutil.rmtree(backup.path, ignore_errors=True)


def _rename_ahead(above: str, today: date) -> None:
    """Give the backups in `above` that are dated after `today` the number 0, so that they won't be taken for those of
    their day once it comes."""
    for backup in made(above):
        if backup.day > today and backup.number == 1:
            with contextlib.suppress(OSError):
                os.rename(backup.path, f"{backup.path}.0")


def unfinished(above: str) -> list[str]:
    """Return the folders of unfinished backups in `above` whose process has ended."""
    return [path for path, is_made in _unnamed(above) if not is_made]


def being_made(above: str) -> list[str]:
    """Return the folders of backups in `above` that other processes are making."""
    return [path for path, is_made in _unnamed(above) if is_made]


def _unnamed(above: str) -> list[tuple[str, bool]]:
    """Return the folders of backups in `above` that have no name yet, and whether another process is making each. One
    with the number of this process is a leftover, since systems use process numbers again, and containers the same."""
    found = [(f"{above}/{name}", _UNFINISHED.fullmatch(name)) for name in os.listdir(above)]
    return [(path, int(match[1]) != os.getpid() and _alive(int(match[1]))) for path, match in found if match]


def _sweep(above: str) -> None:
    import shutil  # as above

    for folder in unfinished(above):
        shutil.rmtree(folder, ignore_errors=True)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
