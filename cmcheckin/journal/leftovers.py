"""Remove what interrupted runs left in the home, and make its files private again. Words of the user are never deleted:
a draft that can't be read is set aside."""

# ruff: noqa: PTH108  plain os calls, as in `files`
from __future__ import annotations

import contextlib
import json
import os
import re
import stat
from binascii import a2b_base64
from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from cmcheckin.files import PRIVATE, TEMPORARY, UNFINISHED, read_bytes
from cmcheckin.journal import backups
from cmcheckin.journal.errors import JournalError
from cmcheckin.journal.log import ends
from cmcheckin.journal.log.flock import take
from cmcheckin.journal.log.lines import verified
from cmcheckin.journal.log.quarantine import quarantine
from cmcheckin.journal.vault import START

if TYPE_CHECKING:
    from cmcheckin.journal.journal import Journal
    from cmcheckin.paths import Paths

Kind: TypeAlias = Literal["unfinished", "lock", "cache", "draft", "permissions", "words"]
FOLDER: Final = 0o700
_UNFINISHED: Final = re.compile(rf"\..+\.[0-9a-f]{{12}}{re.escape(UNFINISHED)}")
_CHECKED: Final = ("index.", ends.PREFIX)
"""How the names of cache files begin that have a checksum."""


class Cleaning(NamedTuple):
    """Something to clean up at `path`. `act` does it and returns whether it did: not if a process uses the file. Raises
    OSError."""

    kind: Kind
    path: str
    act: Callable[[], bool]


class Cleaned(NamedTuple):
    """What was cleaned up, or, with an `error`, couldn't be."""

    kind: Kind
    path: str
    error: OSError | None = None


def clean(journal: Journal) -> list[Cleaned]:
    """Clean up the home of `journal`, and return what was done. Takes the lock if there is anything to do, so that no
    process is in the middle of a save. Raises JournalError."""
    found = _erased(journal)
    if not any(True for _ in cleanings(journal.paths, journal.clock.today())):
        return found
    with journal.store.changing():
        for kind, path, act in cleanings(journal.paths, journal.clock.today()):
            try:
                if act():
                    found.append(Cleaned(kind, path))
            except OSError as error:
                found.append(Cleaned(kind, path, error))
    return found


def _erased(journal: Journal) -> list[Cleaned]:
    """Search all files for words that were forgotten, and erase those that came back. Raises JournalError."""
    try:
        return [Cleaned("words", path) for found in journal.finish_forgetting(thorough=True) for path in found.files]
    except JournalError as error:
        if isinstance(error.__cause__, OSError):
            return [Cleaned("words", error.__cause__.filename or str(journal.paths.data), error.__cause__)]
        raise


def cleanings(paths: Paths, today: date) -> Iterator[Cleaning]:
    """Yield what can be cleaned up. Temporary files of saves may only be deleted with the journal locked."""
    backup_folders = [backup.path for backup in backups.made(paths.backups)]
    with contextlib.suppress(OSError):
        for path in backups.unfinished(str(paths.backups)):
            yield Cleaning("unfinished", path, _remover_of_folder(path))
    folders = [str(paths.journal), str(paths.drafts), str(paths.cache), *backup_folders]
    settings = os.path.dirname(paths.config_file)  # noqa: PTH120  a manager's own notes are there too
    for folder in dict.fromkeys((*folders, str(paths.data), str(paths.exports), str(paths.state), settings)):
        for path in _files(folder):
            name = os.path.basename(path)  # noqa: PTH119
            if _UNFINISHED.fullmatch(name) or (name.endswith(TEMPORARY) and folder in folders):
                yield Cleaning("unfinished", path, _remover(path))
            elif folder == str(paths.drafts) and name.endswith(".lock"):
                yield Cleaning("lock", path, _unlocker(path))
            elif folder == str(paths.drafts) and name.endswith(".json") and not _is_object(path):
                yield Cleaning("draft", path, _setter_aside(path, today))
            elif folder == str(paths.cache) and name.endswith(".json") and not _is_whole(path, name):
                yield Cleaning("cache", path, _remover(path))
    private = [str(paths.share), str(paths.state / "device")]
    own = [] if paths.is_one_home else [paths.data_folder]  # a folder that the user named is the user's own
    for path in [
        *own,
        str(paths.backups),
        *folders,
        *(path for folder in folders for path in _files(folder)),
        *private,
    ]:
        if (mode := _wrong_mode(path)) is not None:
            yield Cleaning("permissions", path, _chmod(path, mode))


def _files(folder: str) -> list[str]:
    """Return the paths of the regular files in `folder`."""
    try:
        with os.scandir(folder) as entries:
            return sorted(entry.path for entry in entries if entry.is_file(follow_symlinks=False))
    except OSError:
        return []


def _is_object(path: str) -> bool:
    """Return whether the draft `path` can be read, or can't be judged: an encrypted one can't be damaged unnoticed."""
    try:
        data = read_bytes(path)[0]
        return data.startswith(START) or type(json.loads(data)) is dict
    except OSError:
        return True
    except (ValueError, RecursionError):
        return False


def _is_whole(path: str, name: str) -> bool:
    """Return whether the cache file `path` is undamaged, or can't be judged."""
    try:
        data = read_bytes(path)[0]
        if data.startswith(START):
            return True
        for line in data.split(b"\n") if name.startswith(_CHECKED) else [data]:
            if name.startswith(_CHECKED) and not line.startswith(b"{"):
                a2b_base64(line, strict_mode=True)  # an encrypted line of the index can't be damaged unnoticed
            else:
                json.loads(verified(line) if name.startswith(_CHECKED) else line)
    except OSError:
        return True
    except (ValueError, RecursionError):
        return False
    return True


def _wrong_mode(path: str) -> int | None:
    """Return the mode that the file or folder `path` should have, if it is the user's and has another."""
    try:
        found = os.lstat(path)
    except OSError:
        return None
    is_folder = stat.S_ISDIR(found.st_mode)
    wanted = FOLDER if is_folder else PRIVATE
    if not (is_folder or stat.S_ISREG(found.st_mode)) or found.st_uid != os.geteuid():
        return None
    return None if found.st_mode & 0o777 == wanted else wanted


def _chmod(path: str, mode: int) -> Callable[[], bool]:
    def act() -> bool:
        os.chmod(path, mode)  # noqa: PTH101  `_wrong_mode` saw that it isn't a link
        return _wrong_mode(path) is None

    return act


def _remover(path: str) -> Callable[[], bool]:
    def act() -> bool:
        if _is_open(path):
            return False
        os.unlink(path)
        return True

    return act


def _remover_of_folder(path: str) -> Callable[[], bool]:
    def act() -> bool:
        import shutil  # slow: it loads the compression modules

        shutil.rmtree(path)
        return True

    return act


def _unlocker(path: str) -> Callable[[], bool]:
    def act() -> bool:
        hold = take(path)
        if hold is None:
            return False  # a window is open
        try:
            os.unlink(path)
        finally:
            hold.release()
        return True

    return act


def _setter_aside(path: str, today: date) -> Callable[[], bool]:
    def act() -> bool:
        lock = f"{path.removesuffix('.json')}.lock"
        hold = take(lock)
        if hold is None:
            return False
        try:
            if _is_object(path):
                return False
            quarantine(path, "unreadable", read_bytes(path)[0], today)
            os.unlink(path)
            os.unlink(lock)
        finally:
            hold.release()
        return True

    return act


def _is_open(path: str) -> bool:
    """Return whether a process has the file `path` open, or that can't be known. A file that is being written is."""
    import fcntl

    if not hasattr(fcntl, "F_SETLEASE"):
        return True
    fd = os.open(path, os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        fcntl.fcntl(fd, fcntl.F_SETLEASE, fcntl.F_WRLCK)  # the system grants it only if no other process has it open
        fcntl.fcntl(fd, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except OSError:
        return True
    finally:
        os.close(fd)
    return False
