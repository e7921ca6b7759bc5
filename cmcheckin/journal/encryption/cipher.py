"""Seal bytes to public recipients, and open them with an identity. Only this module and `identities` import pyrage."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final

from cmcheckin.journal.errors import JournalError
from cmcheckin.wording import encryption as words

if TYPE_CHECKING:
    from cmcheckin.paths import Paths

FIRST_BYTES: Final = b"age-encryption.org/v1\n"
"""How everything begins that age sealed."""
_STANZA: Final = b"\n-> X25519 "
"""What age writes for each recipient."""
_NO_MATCH: Final = "No matching keys found"
"""What pyrage says when no identity fits."""


class EncryptionError(JournalError):
    """Something can't be sealed or opened. The message says what to do next."""


class Locked(EncryptionError):  # noqa: N818  reads well without "Error", as do those below
    """There is no identity at hand. `home`: the one whose identity waits for its passphrase, None if it isn't there."""

    def __init__(self, message: str, home: Paths | None = None) -> None:
        super().__init__(message)
        self.home = home


class WrongIdentity(EncryptionError):  # noqa: N818
    """Something is sealed to other recipients than the identity at hand, or its list of recipients is damaged, which
    can't be told apart: check the checksum of what is sealed first."""


class Damaged(EncryptionError):  # noqa: N818
    """The identity fits, but the bytes are not what was sealed."""


class NotInstalled(EncryptionError):  # noqa: N818
    """The package pyrage is missing."""


def age() -> Any:
    """Return the module pyrage. Raises NotInstalled."""
    try:
        import pyrage
    except ImportError:
        raise NotInstalled(words.NOT_INSTALLED) from None
    return pyrage


class Cipher:
    """Seals to `recipients`, and opens with the identities that `secrets` returns, which is called at most once.

    `recipients`: public keys of age (age1…). `secrets`: returns secret keys (AGE-SECRET-KEY-1…), or raises Locked.
    `is_on`: whether new lines are to be sealed. If not, older ones may still have to be opened.
    """

    def __init__(self, recipients: Sequence[str], secrets: Callable[[], Sequence[str]], *, is_on: bool = True) -> None:
        self.recipients = tuple(recipients)
        self.is_on = is_on
        self._secrets = secrets
        self._to: list[Any] = []
        self._with: list[Any] = []

    def seal(self, data: bytes) -> bytes:
        """Return `data` sealed to the recipients. Needs no identity. Raises NotInstalled, and EncryptionError for an
        invalid recipient."""
        pyrage = age()
        if not self._to:
            try:
                self._to = [pyrage.x25519.Recipient.from_str(text) for text in self.recipients]
            except pyrage.RecipientError:
                raise EncryptionError(words.KEY_DAMAGED) from None
        return bytes(pyrage.encrypt(data, self._to))

    def for_all(self, data: bytes, *, again: bool = False) -> bytes:
        """Return the content sealed in `data`, sealed to all recipients; `data` itself if it can't be opened, or unless
        `again` if it has as many recipients already. Raises NotInstalled."""
        if not again and data.partition(b"\n---")[0].count(_STANZA) >= len(self.recipients):
            return data
        try:
            return self.seal(self.open(data))
        except NotInstalled:
            raise
        except EncryptionError:
            return data

    def open(self, data: bytes) -> bytes:
        """Return the content sealed in `data`. Raises Locked, WrongIdentity, Damaged and NotInstalled."""
        pyrage = age()
        self.unlock()
        try:
            return bytes(pyrage.decrypt(data, self._with))
        except pyrage.DecryptError as error:
            if str(error) == _NO_MATCH:
                raise WrongIdentity(words.WRONG_IDENTITY) from None
            raise Damaged(words.DAMAGED) from None

    def unlock(self) -> None:
        """Load the identity, unless it was loaded before. Raises Locked, WrongIdentity, NotInstalled, and
        EncryptionError for a damaged identity file."""
        if not self._with:
            x25519 = age().x25519
            self._with = [x25519.Identity.from_str(text) for text in self._secrets()]

    @property
    def is_locked(self) -> bool:
        """Whether nothing can be opened now: the identity is missing, locked or damaged. Raises NotInstalled."""
        try:
            self.unlock()
        except NotInstalled:
            raise
        except EncryptionError:
            return True
        return False
