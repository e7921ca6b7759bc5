"""Read and write whether a home is encrypted and for whom. Neither place where that is kept holds a secret.

Devices that share a home share the file encryption.json in it. Someone who can change the home can change that file
too, and so add a recipient or claim that encryption is off. So a machine follows it only until `encrypt` is run there.
After that, it follows its own copy, in the folder of its state, until `encrypt` is run there again.
"""

from __future__ import annotations

import errno
import json
from typing import TYPE_CHECKING, Any, Final, Literal, cast, get_args

from cmcheckin.domain.named import NamedTuple
from cmcheckin.files import make_folder, read_bytes, write_file
from cmcheckin.journal.encryption.cipher import Cipher, EncryptionError
from cmcheckin.journal.encryption.machine import remember, remembered
from cmcheckin.journal.errors import JournalError, trouble
from cmcheckin.wording import encrypt_results as results
from cmcheckin.wording import encryption as words

if TYPE_CHECKING:
    from cmcheckin.paths import Paths

FILE: Final = "encryption.json"
VERSION: Final = 1
"""Version of the file. That of a newer program is never written over."""
_LIMIT: Final = 65_536

State = Literal["on", "off", "turning on", "turning off"]
"""`turning on`: new lines are sealed, and older ones are being sealed. `turning off`: the reverse. These two stay when
a switch is cut short, so that `encrypt` finishes it."""

TURNING_ON: Final[State] = "turning on"
TURNING_OFF: Final[State] = "turning off"
AGAIN: Final = "again"
"""The member that says while turning on that the recipients have changed."""


class Encryption(NamedTuple):
    """Whether a home is encrypted: its `state`, the public `recipients`, the `checksums` of identity files with a
    passphrase, and members of `extra` that a later version of the program may write."""

    state: State
    recipients: tuple[str, ...]
    checksums: tuple[str, ...] = ()
    extra: tuple[tuple[str, Any], ...] = ()

    @property
    def is_on(self) -> bool:
        """Whether new lines are to be sealed."""
        return self.state in ("on", "turning on")

    @property
    def is_switching(self) -> bool:
        """Whether a switch was cut short or is under way."""
        return self.state in ("turning on", "turning off")

    @property
    def seals_again(self) -> bool:
        """Whether what was sealed for other recipients is to be sealed again for these, while turning on."""
        return dict(self.extra).get(AGAIN) is True

    def done(self) -> Encryption:
        """Return the settings after a switch."""
        return self._replace(state="on" if self.is_on else "off", extra=_without_again(self.extra))


def _without_again(extra: tuple[tuple[str, Any], ...]) -> tuple[tuple[str, Any], ...]:
    return tuple(pair for pair in extra if pair[0] != AGAIN)


def settings_path(paths: Paths) -> str:
    """Return the path of encryption.json in the home of `paths`."""
    return f"{paths.data_folder}/{FILE}"


def cipher_of(paths: Paths) -> Cipher | None:
    """Return the cipher of a home, None if it was never encrypted. Costs two small reads.

    After `encrypt off` it still opens what another device may have sealed meanwhile; `is_on` is False then.
    Raises EncryptionError when encryption.json can't be read, so that nothing is written in plain by mistake.
    """
    found = read_settings(paths)
    if found is None:
        return None

    def secrets() -> tuple[str, ...]:
        from cmcheckin.journal.encryption.identities import secrets_of  # only for reading what is sealed

        return secrets_of(paths, found.recipients)

    return Cipher(found.recipients, secrets, is_on=found.is_on)


def read_settings(paths: Paths) -> Encryption | None:
    """Return the settings that this machine follows, None if the home was never encrypted. Raises EncryptionError if
    encryption.json can't be read, or if it is missing though this machine encrypts this home: the disk or folder that
    it's in may not be there yet."""
    shared, own = shared_settings(paths), own_settings(paths)
    if own is None:
        return shared
    if shared is None:
        if own.state == TURNING_ON:  # it was interrupted before encryption.json was there
            return own
        raise EncryptionError(words.SETTINGS_GONE.format(path=settings_path(paths)))
    again = tuple(pair for pair in own.extra if pair[0] == AGAIN)  # that of another device isn't for this one
    return own._replace(checksums=shared.checksums, extra=(*_without_again(shared.extra), *again))


def own_settings(paths: Paths) -> Encryption | None:
    """Return this machine's own copy of the settings: None unless `encrypt on` was run here, or `encrypt off` isn't
    done. Raises EncryptionError if it can't be read."""
    found = remembered(paths, FILE)
    path = f"{paths.state_folder}/{FILE}"
    try:
        return None if found is None else _parsed(found)
    except _Newer:
        raise EncryptionError(words.settings_newer(path)) from None
    except (ValueError, TypeError, KeyError):
        raise EncryptionError(words.own_settings_unreadable(path, words.NOT_SETTINGS)) from None


def shared_settings(paths: Paths) -> Encryption | None:
    """Return what encryption.json in the home says, None if there is none. Raises EncryptionError if it can't be
    read."""
    path = settings_path(paths)
    try:
        return _parsed(json.loads(read_bytes(path, limit=_LIMIT)[0]))
    except FileNotFoundError:
        return None
    except OSError as error:
        reason = words.IS_LINK if error.errno == errno.ELOOP else error.strerror or str(error)
        raise EncryptionError(words.settings_unreadable(path, reason)) from None
    except _Newer:
        raise EncryptionError(words.settings_newer(path)) from None
    except (ValueError, TypeError, KeyError, RecursionError):
        raise EncryptionError(words.settings_unreadable(path, words.NOT_SETTINGS)) from None


def write_settings(paths: Paths, settings: Encryption, kept: str = words.NOTHING_CHANGED) -> None:
    """Write `settings` to encryption.json and to this machine's own copy, each completely or not at all, to survive a
    power cut. Raises JournalError, which says what is `kept`, or that the switch has begun anyway."""
    before = own_settings(paths)
    if settings.is_switching:  # this machine finishes what it began, even if it is killed between the two
        remember(paths, FILE, _raw(settings), kept)
    try:
        write_shared(paths, settings, kept)
    except JournalError as error:
        try:
            remember(paths, FILE, _raw(before) if before else None)
        except JournalError:  # the disk has no space left for that either
            cause = cast("OSError", error.__cause__)
            raise trouble(words.NOT_WRITTEN, settings_path(paths), cause, kept=results.BEGUN, retry=False) from error
        raise
    if not settings.is_switching:
        remember(paths, FILE, None if settings.state == "off" else _raw(settings), kept)


def write_shared(paths: Paths, settings: Encryption, kept: str = words.NOTHING_CHANGED) -> None:
    """Write `settings` to encryption.json alone. Raises JournalError, which says what is `kept`."""
    try:
        make_folder(paths.data_folder)
        write_file(settings_path(paths), json.dumps(_raw(settings), indent=1).encode() + b"\n")
    except OSError as error:
        raise trouble(words.NOT_WRITTEN, settings_path(paths), error, kept=kept) from error


def _raw(settings: Encryption) -> dict[str, Any]:
    return {
        "version": VERSION, "state": settings.state, "recipients": list(settings.recipients),
        "checksums": list(settings.checksums), **dict(settings.extra),
    }  # fmt: skip


class _Newer(ValueError):  # noqa: N818
    """The file was written by a newer version of the program."""


def _parsed(value: object) -> Encryption:
    """Return the settings in the JSON `value`. Raises ValueError, TypeError or KeyError, and _Newer."""
    if not isinstance(value, dict):
        raise TypeError
    raw = dict(value)
    version = raw.pop("version")
    if isinstance(version, int) and version > VERSION:
        raise _Newer
    state, recipients, checksums = raw.pop("state"), raw.pop("recipients"), raw.pop("checksums", [])
    if version != VERSION or state not in get_args(State) or not recipients:
        raise ValueError(state)
    if not all(
        isinstance(one, str) and one.startswith("age1") and one.isascii() and one.isalnum() for one in recipients
    ):
        raise ValueError(FILE)
    return Encryption(state, tuple(recipients), tuple(map(str, checksums)), tuple(raw.items()))
