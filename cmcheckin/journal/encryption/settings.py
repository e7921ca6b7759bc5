"""Read and write encryption.json, which says whether a home is encrypted and for whom. It holds no secret.

Devices that share a home share this file, so it names public recipients only. Where an identity is belongs to each
machine: see `identities`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

from cmcheckin.domain.named import NamedTuple
from cmcheckin.files import make_folder, read_bytes, write_file
from cmcheckin.journal.encryption.cipher import Cipher, EncryptionError
from cmcheckin.journal.errors import trouble
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


def settings_path(paths: Paths) -> str:
    """Return the path of encryption.json in the home of `paths`."""
    return f"{paths.data_folder}/{FILE}"


def cipher_of(paths: Paths) -> Cipher | None:
    """Return the cipher of a home, None if it was never encrypted. Costs one small read, or one failed open.

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
    """Return what encryption.json says, None if there is none. Raises EncryptionError if it can't be read."""
    path = settings_path(paths)
    try:
        return _parsed(read_bytes(path, limit=_LIMIT)[0])
    except FileNotFoundError:
        return None
    except OSError as error:
        raise EncryptionError(words.settings_unreadable(path, error.strerror or str(error))) from None
    except _Newer:
        raise EncryptionError(words.settings_newer(path)) from None
    except (ValueError, TypeError, KeyError, RecursionError):
        raise EncryptionError(words.settings_unreadable(path, words.NOT_SETTINGS)) from None


def write_settings(paths: Paths, settings: Encryption) -> None:
    """Write `settings` to encryption.json, completely or not at all, to survive a power cut. Raises JournalError."""
    path = settings_path(paths)
    raw = {
        "version": VERSION, "state": settings.state, "recipients": list(settings.recipients),
        "checksums": list(settings.checksums), **dict(settings.extra),
    }  # fmt: skip
    try:
        make_folder(paths.data_folder)
        write_file(path, json.dumps(raw, indent=1).encode() + b"\n")
    except OSError as error:
        raise trouble(words.NOT_WRITTEN, path, error) from error


class _Newer(ValueError):  # noqa: N818
    """The file was written by a newer version of the program."""


def _parsed(data: bytes) -> Encryption:
    """Return the settings in `data`. Raises ValueError, TypeError or KeyError, and _Newer."""
    raw = json.loads(data)
    if not isinstance(raw, dict):
        raise TypeError
    version = raw.pop("version")
    if isinstance(version, int) and version > VERSION:
        raise _Newer
    state, recipients, checksums = raw.pop("state"), raw.pop("recipients"), raw.pop("checksums", [])
    if version != VERSION or state not in get_args(State) or not recipients:
        raise ValueError(state)
    if not all(isinstance(one, str) and one.startswith("age1") and one.isalnum() for one in recipients):
        raise ValueError(FILE)
    return Encryption(state, tuple(recipients), tuple(map(str, checksums)), tuple(raw.items()))
