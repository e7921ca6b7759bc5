"""Seal what is written to a home while it is encrypted, and open what was sealed."""

# ruff: noqa: PTH116  plain os calls: this runs at every save, even without encryption
from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from cmcheckin.files import delete_if_there, write_file

if TYPE_CHECKING:
    from cmcheckin.journal.encryption.cipher import Cipher
    from cmcheckin.journal.errors import JournalError
    from cmcheckin.paths import Paths


START: Final = b"age-encryption.org/"
"""How a whole file begins that age sealed."""


class HomeVault:
    """Seals and opens for the home of `paths`. Another process may switch encryption on or off at any time, so each use
    asks the file system whether encryption.json has changed. That is all it costs without encryption."""

    def __init__(self, paths: Paths) -> None:
        self._paths = paths
        self._path = f"{paths.data_folder}/encryption.json"
        self._stamp: tuple[int, ...] | None = None
        self._cipher: Cipher | None = None

    @property
    def cipher(self) -> Cipher | None:
        """The cipher of the home, None if it was never encrypted. Raises EncryptionError if that can't be read."""
        stamp: tuple[int, ...] | None = None
        try:
            found = os.stat(self._path)
            stamp = (found.st_ino, found.st_size, found.st_mtime_ns)
        except FileNotFoundError:
            stamp = ()
        except OSError:
            pass  # reading it raises an error that says why
        if stamp is None or stamp != self._stamp:
            self._cipher = None
            if stamp != () or os.path.lexists(f"{self._paths.state_folder}/encryption.json"):  # see `settings`
                from cmcheckin.journal.encryption.settings import cipher_of  # only with encryption

                self._cipher = cipher_of(self._paths)
            self._stamp = stamp
        return self._cipher

    @property
    def is_on(self) -> bool:
        """Whether what is written is to be sealed. Raises EncryptionError."""
        cipher = self.cipher
        return cipher is not None and cipher.is_on

    @property
    def can_open(self) -> bool:
        """Whether the home has an identity, locked or not. Raises EncryptionError."""
        return self.cipher is not None

    @property
    def is_locked(self) -> bool:
        """Whether sealed lines can't be opened now. Raises EncryptionError."""
        cipher = self.cipher
        return cipher is not None and cipher.is_locked

    @property
    def is_switching(self) -> bool:
        """Whether turning encryption on or off was interrupted on this machine, or is under way. Raises
        EncryptionError."""
        if self.cipher is None:
            return False
        from cmcheckin.journal.encryption.settings import own_settings

        settings = own_settings(self._paths)
        return settings is not None and settings.is_switching

    def seal(self, data: bytes) -> bytes:
        """Return `data` sealed, even while encryption is off. Raises EncryptionError."""
        return self._needed().seal(data)

    def open(self, data: bytes) -> bytes:
        """Return the content sealed in `data`. Raises Locked, WrongIdentity, Damaged or another EncryptionError."""
        return self._needed().open(data)

    def _needed(self) -> Cipher:
        if (cipher := self.cipher) is None:
            from cmcheckin.journal.encryption.cipher import Locked
            from cmcheckin.wording.encryption import NO_IDENTITY

            raise Locked(NO_IDENTITY)
        return cipher

    def for_all(self, data: bytes, *, again: bool = False) -> bytes:
        """Return the content sealed in `data`, sealed to all present recipients if it can be opened. `again`: see
        `Cipher.for_all`. Raises EncryptionError."""
        return self._needed().for_all(data, again=again)

    # Whole files

    def sealed(self, data: bytes) -> bytes:
        """Return the content `data` of a file as it is to be written: sealed while encryption is on. Raises
        EncryptionError."""
        return self.seal(data) if self.is_on else data

    def opened(self, data: bytes) -> bytes:
        """Return the content `data` of a file, opened if it is sealed. Raises as `open`."""
        return self.open(data) if data.startswith(START) else data

    def write(self, path: str, data: bytes, *, sync: bool = True, locked: bool = False) -> None:
        """Write the content `data` of the file `path`, sealed while encryption is on.

        It is written again if encryption is switched meanwhile, which may have passed the file before it was there.
        `sync`, `locked`: as in `files.write_file`. Raises OSError and EncryptionError.
        """
        was_on = None
        while was_on != (is_on := self.is_on):
            write_file(path, self.seal(data) if is_on else data, sync=sync, locked=locked)
            was_on = is_on

    def write_cache(self, path: str, data: bytes) -> None:
        """Write the file `path`, which can be built again. It is deleted if encryption was switched meanwhile, as it
        may have come after that had erased such files. Raises OSError and EncryptionError."""
        is_on = self.is_on
        write_file(path, self.seal(data) if is_on else data, sync=False)
        if self.is_on != is_on:
            delete_if_there(path)


def is_damaged(error: JournalError) -> bool:
    """Return whether `error`, raised on opening something, means that it is damaged, not locked or for others."""
    from cmcheckin.journal.encryption.cipher import Damaged  # only with encryption

    return isinstance(error, Damaged)


def is_of_others(error: JournalError) -> bool:
    """Return whether `error`, raised on opening something, is permanent: it is damaged, or for another identity."""
    from cmcheckin.journal.encryption.cipher import Damaged, WrongIdentity  # as above

    return isinstance(error, Damaged | WrongIdentity)
