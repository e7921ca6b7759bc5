"""One writer at a time across processes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from cmcheckin.journal.disk import PRIVATE, make_folder, trouble
from cmcheckin.journal.errors import LockBusy

if TYPE_CHECKING:
    from filelock import BaseFileLock

TELL_AFTER: Final = 2.0
GIVE_UP_AFTER: Final = 10.0
"""Seconds of waiting for another window. A save takes milliseconds: who holds it longer was stopped, by Ctrl+Z say."""


class Lock:
    """The lock of one folder, held through its file `.lock`. Let go by the system when the program dies."""

    def __init__(self, folder: str, announce: Callable[[str], None] | None = None) -> None:
        self.folder = folder
        self.path = f"{folder}/.lock"
        self.announce = announce
        self.tell_after = TELL_AFTER
        self.give_up_after = GIVE_UP_AFTER
        self._lock: BaseFileLock | None = None

    def acquire(self) -> None:
        """Wait for the lock, say so after two seconds, and raise LockBusy after ten."""
        from filelock import FileLock, Timeout  # most of what a save would cost to start; nothing that reads needs it

        try:
            if self._lock is None:
                make_folder(self.folder)
                self._lock = FileLock(self.path, mode=PRIVATE, thread_local=False)
            try:
                self._lock.acquire(timeout=self.tell_after, poll_interval=0.01)
            except Timeout:
                if self.announce is not None:
                    self.announce(f"Waiting for another cmcheckin that is saving ({self.path}) …")
                self._lock.acquire(timeout=max(self.give_up_after - self.tell_after, 0), poll_interval=0.05)
        except Timeout:
            raise LockBusy(
                f"Another cmcheckin holds {self.path} for {self.give_up_after:.0f} seconds now; perhaps it was stopped "
                "with Ctrl+Z in some terminal. Nothing was changed. Let it go on or end it, then try again."
            ) from None
        except OSError as no:
            raise trouble("The journal could not be locked", self.path, no) from no

    def release(self) -> None:
        """Let others write."""
        if self._lock is not None:
            self._lock.release()
