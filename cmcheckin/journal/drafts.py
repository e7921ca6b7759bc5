"""Save unfinished check-ins, one draft for each window, so that nothing typed is lost when the program ends.

The draft `drafts/2026-11-20-1.json` belongs to the process that holds the lock on `drafts/2026-11-20-1.lock`. When it
ends, the system releases the lock, and the next window for that day continues with the draft.
"""

# ruff: noqa: PTH108, PTH208  plain os calls: drafts are saved during typing
from __future__ import annotations

import contextlib
import json
import os
from datetime import date
from typing import Any, Final

from cmcheckin.files import TEMPORARY, make_folder, read_bytes, write_file
from cmcheckin.journal.errors import JournalError, trouble
from cmcheckin.journal.log.flock import Hold, take
from cmcheckin.journal.log.lines import dumps
from cmcheckin.journal.log.quarantine import quarantine
from cmcheckin.journal.vault import HomeVault, is_damaged
from cmcheckin.journal.work_files import HINT_DRAFT

MOST: Final = 100
"""The highest number of open windows for one day. More than that would be an endless loop."""


class DraftSlot:
    """The draft file of one window. `restored`: the draft that an ended window left there, None if it is new. While the
    home of `vault` is encrypted, it is sealed."""

    def __init__(self, path: str, lock: Hold, restored: dict[str, Any] | None, vault: HomeVault | None = None) -> None:
        self.path = path
        self.restored = restored
        self._vault = vault
        self._lock: Hold | None = lock

    def keep(self, data: dict[str, Any], *, final: bool = False) -> None:
        """Save `data` in place of the earlier draft. It survives the end of the process; with `final`, a power cut too.
        Raises JournalError with the earlier draft unchanged."""
        try:
            write = write_file if self._vault is None else self._vault.write
            write(self.path, dumps(data), sync=final, locked=True)
        except OSError as error:
            kept = "The earlier draft is still there." if os.path.lexists(self.path) else ""
            raise trouble("The draft couldn't be saved", self.path, error, kept=kept) from error

    def set_aside(self, today: date) -> None:
        """Quarantine the restored draft, which is invalid, and start a new one. `today`: the date in its name. Raises
        JournalError with the draft unchanged."""
        try:
            _set_aside(self.path, read_bytes(self.path)[0], today)
        except OSError as error:
            raise trouble(
                "An unreadable draft couldn't be set aside", self.path, error, kept="The draft is still there."
            ) from error
        self.restored = None

    def discard(self) -> None:
        """Delete the draft and release the slot, after the check-in was saved or discarded. If the draft can't be
        deleted, it stays for the next window, as the check-in is saved anyway."""
        with contextlib.suppress(OSError):
            os.unlink(self.path)
        self.release()

    def release(self) -> None:
        """Release the slot. The draft, if any, stays for the next window."""
        if self._lock is not None:
            with contextlib.suppress(OSError):
                os.unlink(_lock_of(self.path))  # while locked, so a process that opened it sees that it was deleted
            self._lock.release()
            self._lock = None


class Drafts:
    """The drafts in `folder`, in the home of `vault`."""

    def __init__(self, folder: str | os.PathLike[str], vault: HomeVault | None = None) -> None:
        self.folder = os.fspath(folder)
        self._vault = vault

    def claim(self, day: date, today: date | None = None) -> DraftSlot:
        """Return a slot for a check-in of `day`: the newest draft that an ended window left, else a new one.
        Quarantines drafts that can't be read, with the date `today` in their names. Those that are locked stay for
        later. Raises JournalError."""
        try:
            make_folder(self.folder)
            for number in self._left(day):
                slot = self._take(day, number, today or day)
                if slot is not None and slot.restored is not None:
                    return slot
                if slot is not None:
                    slot.release()
        except OSError as error:
            raise trouble("The draft couldn't be created", self.folder, error) from error
        return self.claim_new(day)

    def claim_new(self, day: date) -> DraftSlot:
        """Return a new slot for a check-in of `day`. Raises JournalError."""
        try:
            make_folder(self.folder)
            for number in range(1, MOST + 1):
                slot = None if os.path.lexists(self._path(day, number)) else self._take(day, number, day)
                if slot is not None:
                    return slot
        except OSError as error:
            raise trouble("The draft couldn't be created", self.folder, error) from error
        busy = OSError(0, "too many windows are open for that day")
        raise trouble("The draft couldn't be created", self.folder, busy)

    def days(self) -> tuple[date, ...]:
        """Return the days with a draft, in use or not, in order."""
        found: set[date] = set()
        with contextlib.suppress(OSError):
            for name in os.listdir(self.folder):
                if name.endswith(".json"):
                    with contextlib.suppress(ValueError):
                        found.add(date.fromisoformat(name[:10]))
        return tuple(sorted(found))

    @property
    def has_hints(self) -> bool:
        """Whether there are saved proposals, from the command `hints`, for days that aren't logged."""
        with contextlib.suppress(OSError):
            return any(name.startswith(HINT_DRAFT) for name in os.listdir(self.folder))
        return False

    def unfinished(self, besides: date) -> tuple[date, ...]:
        """Return the days with a draft that no open window is using, in order, without `besides`."""
        days = (day for day in self.days() if day != besides)
        return tuple(day for day in days if any(not _in_use(self._path(day, number)) for number in self._left(day)))

    def discard(self, day: date, today: date) -> None:
        """Delete the drafts of `day` that no open window is using. Raises JournalError."""
        try:
            for number in self._left(day):
                if (slot := self._take(day, number, today)) is not None:
                    try:
                        with contextlib.suppress(FileNotFoundError):
                            os.unlink(slot.path)
                    finally:
                        slot.release()
        except OSError as error:
            raise trouble("The draft couldn't be deleted", self.folder, error) from error

    def _path(self, day: date, number: int) -> str:
        return f"{self.folder}/{day.isoformat()}-{number}.json"

    def _left(self, day: date) -> list[int]:
        """Return the numbers of the drafts of `day`, the last saved first."""
        start = f"{day.isoformat()}-"
        found: list[tuple[int, int]] = []
        with os.scandir(self.folder) as entries:
            for entry in entries:
                number = entry.name[len(start) : -len(".json")]
                if entry.name.startswith(start) and entry.name.endswith(".json") and number.isdecimal():
                    if entry.is_symlink():
                        continue  # links are not followed
                    with contextlib.suppress(OSError):
                        found.append((entry.stat(follow_symlinks=False).st_mtime_ns, int(number)))
        return [number for _, number in sorted(found, reverse=True)]

    def _take(self, day: date, number: int, today: date) -> DraftSlot | None:
        path = self._path(day, number)
        lock = take(_lock_of(path))
        if lock is None:
            return None
        try:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(path + TEMPORARY)  # left by a process that ended while writing
            return DraftSlot(path, lock, self._restored(path, today), self._vault)
        except BaseException:
            lock.release()
            raise

    def _restored(self, path: str, today: date) -> dict[str, Any] | None:
        try:
            data = read_bytes(path)[0]
        except FileNotFoundError:
            return None
        try:
            value = json.loads(data if self._vault is None else self._vault.opened(data))
            if type(value) is dict:
                return value
        except (ValueError, RecursionError):
            pass
        except JournalError as error:
            if not is_damaged(error):
                return None
        _set_aside(path, data, today)
        return None


def _lock_of(path: str) -> str:
    return path.removesuffix(".json") + ".lock"


def _in_use(path: str) -> bool:
    """Return whether an open window holds the lock of the draft at `path`. Never creates a lock file."""
    lock = _lock_of(path)
    if not os.path.lexists(lock):
        return False
    with contextlib.suppress(OSError):
        hold = take(lock)
        if hold is None:
            return True
        hold.release()
    return False


def _set_aside(path: str, data: bytes, today: date) -> None:
    quarantine(path, "unreadable", data, today)
    os.unlink(path)
