"""The lock that lets one process at a time write to the journal, or to a file beside it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from cmcheckin.files import make_folder
from cmcheckin.journal.errors import LockBusy, trouble
from cmcheckin.journal.log.flock import Hold, take

TELL_AFTER: Final = 2.0
GIVE_UP_AFTER: Final = 10.0
"""Seconds to wait for the lock. A save takes milliseconds, so a process that keeps it longer was probably stopped."""
_AGAIN: Final = 0.005
"""Seconds between two attempts: about the time of a save."""


class Lock:
    """The lock of a folder, on its file `name`. `announce` gets a sentence after `tell_after` seconds of waiting.
    `what`: what an error says couldn't be locked. `kept`: a sentence in it that is true while the lock isn't held."""

    def __init__(
        self,
        folder: str,
        announce: Callable[[str], None] | None = None,
        *,
        name: str = ".lock",
        what: str = "The journal",
        kept: str = "Nothing was changed.",
    ) -> None:
        self.folder, self.what, self.kept = folder, what, kept
        self.path = f"{folder}/{name}"
        self.announce = announce
        self.tell_after = TELL_AFTER
        self.give_up_after = GIVE_UP_AFTER
        self._hold: Hold | None = None

    def acquire(self, *, wait: bool = True) -> None:
        """Take the lock within `give_up_after` seconds, or at once without `wait`. Raises LockBusy when another process
        has it, JournalError when the file can't be locked."""
        try:
            try:
                self._hold = take(self.path)
            except FileNotFoundError:  # at the first save
                make_folder(self.folder)
                self._hold = take(self.path)
            if self._hold is None and not wait:
                raise LockBusy(f"Another cmcheckin is using {self.path}. {self.kept}")
            self._hold = self._hold or self._wait()
        except OSError as error:
            raise trouble(f"{self.what} couldn't be locked", self.path, error, kept=self.kept) from error

    def _wait(self) -> Hold:
        begun = time.monotonic()
        announced = False
        while (waited := time.monotonic() - begun) < self.give_up_after:
            if not announced and waited >= self.tell_after:
                announced = True
                if self.announce is not None:
                    self.announce(f"Waiting for another cmcheckin to finish saving ({self.path}) …")
            time.sleep(_AGAIN)
            hold = take(self.path)
            if hold is not None:
                return hold
        raise LockBusy(
            f"Another cmcheckin has been using {self.path} for {self.give_up_after:.0f} seconds. It may be suspended "
            f"in another terminal (Ctrl+Z). {self.kept} Resume or quit it, then try again."
        )

    def release(self) -> None:
        """Release the lock, if it is held."""
        if self._hold is not None:
            self._hold.release()
            self._hold = None
