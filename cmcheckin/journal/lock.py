"""One writer at a time across processes."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from cmcheckin.files import make_folder
from cmcheckin.journal.errors import LockBusy, trouble
from cmcheckin.journal.flock import Hold, take

TELL_AFTER: Final = 2.0
GIVE_UP_AFTER: Final = 10.0
"""Seconds of waiting for another window. A save takes milliseconds: who holds it longer was stopped, by Ctrl+Z say."""
_AGAIN: Final = 0.005
"""Seconds between two tries: about what a save takes."""


class Lock:
    """The lock of one folder, held through its file `.lock`. Let go by the system when the program dies."""

    def __init__(self, folder: str, announce: Callable[[str], None] | None = None) -> None:
        self.folder = folder
        self.path = f"{folder}/.lock"
        self.announce = announce
        self.tell_after = TELL_AFTER
        self.give_up_after = GIVE_UP_AFTER
        self._hold: Hold | None = None

    def acquire(self, *, wait: bool = True) -> None:
        """Take the lock. While another process has it, wait, report that after two seconds, and raise LockBusy after
        ten; without `wait`, raise it at once. Raises JournalError when the file can't be locked at all."""
        try:
            make_folder(self.folder)
            self._hold = take(self.path)
            if self._hold is None and not wait:
                raise LockBusy(f"Another cmcheckin holds {self.path}. Nothing was changed.")
            self._hold = self._hold or self._wait()
        except OSError as no:
            raise trouble("The journal could not be locked", self.path, no) from no

    def _wait(self) -> Hold:
        begun = time.monotonic()
        told = False
        while (waited := time.monotonic() - begun) < self.give_up_after:
            if not told and waited >= self.tell_after:
                told = True
                if self.announce is not None:
                    self.announce(f"Waiting for another cmcheckin that is saving ({self.path}) …")
            time.sleep(_AGAIN)
            hold = take(self.path)
            if hold is not None:
                return hold
        raise LockBusy(
            f"Another cmcheckin holds {self.path} for {self.give_up_after:.0f} seconds now; perhaps it was stopped "
            "with Ctrl+Z in some terminal. Nothing was changed. Let it go on or end it, then try again."
        )

    def release(self) -> None:
        """Let others write."""
        if self._hold is not None:
            self._hold.release()
            self._hold = None
