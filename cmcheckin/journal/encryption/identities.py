"""Find the identity of a home, make identity files, and read them. They are in age's own format.

An identity file either holds a secret key in plain, or is sealed with a passphrase. Neither is ever written where
another user could read it, and a plain one never goes into the home, which may be synced.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from cmcheckin.files import PRIVATE, read_bytes, write_file
from cmcheckin.journal.encryption.cipher import FIRST_BYTES, EncryptionError, Locked, WrongIdentity, age
from cmcheckin.journal.encryption.machine import remember, remembered
from cmcheckin.journal.errors import trouble
from cmcheckin.wording import encryption as words

if TYPE_CHECKING:
    from cmcheckin.paths import Paths

SECRET: Final = "AGE-SECRET-KEY-1"  # noqa: S105  how a secret key begins
PROTECTED: Final = "identity.age"
"""Name of an identity file with a passphrase. It may be in the home, so that other devices get it."""
PLAIN: Final = "identity.txt"
"""Name of an identity file without a passphrase, beside the system's settings and so outside the home."""
_PATHS: Final = "identities.json"
"""Name of the file in which this machine remembers other paths."""
_ARMOR: Final = b"-----BEGIN AGE ENCRYPTED FILE-----"
_LIMIT: Final = 65_536
_NOT_OPENED: Final = "Decryption failed"
"""What pyrage says when the passphrase is wrong. Damage has other words."""
_TOO_SLOW: Final = "Excessive work parameter"
"""The start of pyrage's message if checking a passphrase would take this machine too long. It times a few milliseconds
of work to find out, so a busy machine may seem too slow."""
_TRIES: Final = 5
"""How often decrypting is tried before that message is believed."""

_held: dict[str, tuple[str, ...]] = {}
"""Secret keys that were unlocked for this process alone, by the data folder of their home."""


class WrongPassphrase(EncryptionError):  # noqa: N818  reads well without "Error"
    """The passphrase doesn't open the identity file. Its message says if the file may be damaged instead."""


class Identity:
    """What an identity file at `path` holds: its `secrets`, or `sealed` bytes that a passphrase opens. `mode`: that of
    the file."""

    def __init__(self, path: str, secrets: tuple[str, ...], sealed: bytes = b"", mode: int = PRIVATE) -> None:
        self.path, self.secrets, self.sealed, self.mode = path, secrets, sealed, mode

    @property
    def is_exposed(self) -> bool:
        """Whether it has no passphrase and other users of the machine can read it."""
        return not self.sealed and bool(self.mode & 0o044)

    @property
    def is_protected(self) -> bool:
        """Whether a passphrase is needed."""
        return bool(self.sealed)

    @property
    def checksum(self) -> str:
        """The checksum of a protected file. It tells a damaged file from a wrong passphrase, which age can't always."""
        import hashlib  # loads all of OpenSSL, and only this needs it

        return hashlib.sha256(self.sealed).hexdigest()

    def unlocked(self, passphrase: str, checksums: Collection[str] = ()) -> tuple[str, ...]:
        """Return the secret keys of a protected file. Takes seconds, on purpose. `checksums`: those of protected files
        that are known to be whole. Raises WrongPassphrase, or EncryptionError for a damaged file or a machine that is
        too slow for it."""
        pyrage = age()
        reason = ""
        for _ in range(_TRIES):
            try:
                return _secrets_in(bytes(pyrage.passphrase.decrypt(self.sealed, passphrase)), self.path)
            except pyrage.DecryptError as error:
                reason = str(error)
            if not reason.startswith(_TOO_SLOW):
                break
        is_whole = not checksums or self.checksum in checksums
        if reason == _NOT_OPENED:
            raise WrongPassphrase(words.wrong_passphrase(self.path, is_whole=is_whole))
        if reason.startswith(_TOO_SLOW) and is_whole:
            raise EncryptionError(words.identity_too_slow(self.path))
        raise EncryptionError(words.identity_damaged(self.path))


def secrets_of(paths: Paths, recipients: Sequence[str]) -> tuple[str, ...]:
    """Return the secret keys of a home that was sealed to `recipients`: those held by this process or this session,
    or else those in its identity file, with those of former identities that this session has. Raises Locked,
    WrongIdentity, and EncryptionError for a damaged file."""
    if held := _held.get(paths.data_folder):
        return held
    if (kept := unlocked_secrets(paths)) and fits(kept, recipients):
        return kept
    found = find_identity(paths, recipients)
    if found is not None and not found.is_protected:
        return tuple(dict.fromkeys((*found.secrets, *kept)))
    if found is None:
        remembered = remembered_path(paths)
        raise Locked(words.identity_missing(remembered) if remembered else words.NO_IDENTITY)
    raise Locked(words.LOCKED, paths)


def unlocked_secrets(paths: Paths, recipients: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the secret keys that this session has for a home; empty if there are none, or if `recipients` are given
    and none fits them."""
    from cmcheckin.journal.encryption.sessions import session_secrets

    secrets = session_secrets(paths)
    try:
        keys = public_keys(secrets)
    except age().IdentityError:  # it was cut short
        return ()
    return secrets if not recipients or not set(recipients).isdisjoint(keys) else ()


def hold(paths: Paths, secrets: tuple[str, ...]) -> None:
    """Let this process read the home of `paths` with `secrets` until it ends."""
    _held[paths.data_folder] = secrets


def find_identity(paths: Paths, recipients: Sequence[str]) -> Identity | None:
    """Return the identity of a home: the file remembered on this machine, or the first usual one that fits
    `recipients`. None if none is there. Raises WrongIdentity when the remembered one doesn't fit."""
    if remembered := remembered_path(paths):
        try:
            found = read_identity(remembered)
        except FileNotFoundError:
            return None
        if not found.is_protected and not fits(found.secrets, recipients):
            raise WrongIdentity(words.identity_of_others(remembered))
        return found
    for path in usual_paths(paths):
        with suppress(FileNotFoundError):
            found = read_identity(path)
            if found.is_protected or fits(found.secrets, recipients):
                return found
    return None


def usual_paths(paths: Paths) -> tuple[str, str]:
    """Return where the identity of a home is, unless another path is remembered: with a passphrase, and without."""
    return f"{paths.data_folder}/{PROTECTED}", f"{paths.system_config_folder}/{PLAIN}"


def read_identity(path: str) -> Identity:
    """Return the identity in the file at `path`. Raises FileNotFoundError, and EncryptionError if it has none."""
    try:
        data, status = read_bytes(path, limit=_LIMIT, follow_link=True)
    except FileNotFoundError:
        raise
    except (OSError, ValueError) as error:
        raise EncryptionError(words.identity_unreadable(path, getattr(error, "strerror", None) or str(error))) from None
    return identity_in(data, path, status.st_mode)


def identity_in(data: bytes, path: str, mode: int = PRIVATE) -> Identity:
    """Return the identity in `data`, which was read from the file `path` with `mode`. Raises EncryptionError if it has
    none."""
    if data.startswith(FIRST_BYTES) or data.lstrip().startswith(_ARMOR):
        return Identity(path, (), data, mode)
    return Identity(path, _secrets_in(data, path), mode=mode)


def _secrets_in(data: bytes, path: str) -> tuple[str, ...]:
    lines = (line.strip() for line in data.decode("utf-8", "replace").splitlines())
    secrets = tuple(line for line in lines if line and not line.startswith("#"))
    if not secrets or not all(line.startswith(SECRET) for line in secrets):
        raise EncryptionError(words.not_an_identity(path))
    pyrage = age()
    try:
        for secret in secrets:
            pyrage.x25519.Identity.from_str(secret)
    except pyrage.IdentityError:
        raise EncryptionError(words.identity_damaged(path)) from None
    return secrets


def public_keys(secrets: Iterable[str]) -> tuple[str, ...]:
    """Return the public keys of `secrets`."""
    x25519: Any = age().x25519
    return tuple(str(x25519.Identity.from_str(secret).to_public()) for secret in secrets)


def fits(secrets: Iterable[str], recipients: Iterable[str]) -> bool:
    """Return whether one of `secrets` belongs to one of `recipients`."""
    return not set(recipients).isdisjoint(public_keys(secrets))


def is_public_key(text: str) -> bool:
    """Return whether `text` is a public key of age, without a typing error."""
    pyrage = age()
    try:
        pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        return False
    return True


def new_secret() -> str:
    """Return a new secret key."""
    return str(age().x25519.Identity.generate())


def write_identity(path: str, secrets: Sequence[str], passphrase: str = "", *, replace: bool = False) -> None:
    """Write an identity file, mode 0600, that `age -i` reads too. With `passphrase` it is sealed with it, which takes
    seconds. Its folder isn't created, as that of a USB stick is missing while it's unplugged. Raises JournalError, and
    FileExistsError unless `replace`: that is only for the same `secrets`."""
    text = "".join(
        f"# public key: {public}\n{secret}\n" for public, secret in zip(public_keys(secrets), secrets, strict=True)
    )
    data = text.encode()
    if passphrase:
        data = bytes(age().passphrase.encrypt(data, passphrase, armored=True))
    try:
        write_file(path, data, replace=replace)
    except FileExistsError:
        raise
    except OSError as error:
        raise trouble(words.IDENTITY_NOT_WRITTEN, path, error) from error


# Where the identity of a home is on this machine


def remembered_path(paths: Paths) -> str:
    """Return the path of the identity that this machine remembers for a home; empty if none."""
    with suppress(EncryptionError):  # the usual paths are tried then, and the message names them
        found = remembered(paths, _PATHS)
        return found if isinstance(found, str) else ""
    return ""


def remember_path(paths: Paths, path: str, kept: str = words.NOTHING_CHANGED) -> None:
    """Remember on this machine that the identity of a home is at `path`; forget it if empty. Raises JournalError, which
    says what is `kept`."""
    remember(paths, _PATHS, path or None, kept)
