"""`encrypt status`: whether the diary is encrypted, for whom, and whether it can be read on this machine now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from cmcheckin.bootstrap import Program
from cmcheckin.cli.output import DONE, print_fitted, print_json, quoted
from cmcheckin.wording import encrypt_results as results
from cmcheckin.wording import encryption as words

if TYPE_CHECKING:
    from cmcheckin.journal.encryption.settings import Encryption
    from cmcheckin.journal.switching import Switched
    from cmcheckin.paths import Paths

Access = Literal["open", "unlocked", "locked", "missing", "wrong"]
"""Whether this machine can read: `open` by an identity file without a passphrase, `unlocked` in this session, `locked`,
or not: the identity is `missing`, or belongs to another diary (`wrong`)."""


def show(program: Program, *, as_json: bool) -> int:
    """Print the status, as one JSON document with `as_json`, and return the exit code. Raises EncryptionError."""
    from cmcheckin.journal.encryption.settings import read_settings
    from cmcheckin.journal.switching import Switched, not_switched

    settings = read_settings(program.paths)
    rest = Switched(0) if settings is None else not_switched(program.open_journal())
    settings = read_settings(program.paths)  # opening may have finished a switch
    if as_json:
        print_json([_document(program.paths, settings, rest)])
        return DONE
    print_fitted([*(lines(program.paths) or [words.NOT_ENCRYPTED]), *_rest_lines(settings, rest)])
    if settings is not None and settings.state != "off":
        print_fitted([words.RECIPIENTS, *(f"  {key}" for key in settings.recipients)])
    return DONE


def all_lines(program: Program) -> list[str]:
    """Return what `lines` does, and what isn't encrypted or decrypted yet. Raises JournalError."""
    from cmcheckin.journal.encryption.settings import read_settings
    from cmcheckin.journal.switching import not_switched

    return [*lines(program.paths), *_rest_lines(read_settings(program.paths), not_switched(program.open_journal()))]


def _rest_lines(settings: Encryption | None, rest: Switched) -> list[str]:
    """Return the lines about the `rest`, files that differ from what `settings` say."""
    is_on = settings is not None and settings.is_on
    found = [results.files_left(len(rest.left), is_on=is_on)] if rest.left else []
    if rest.other_devices:
        found.append(results.other_devices([quoted(device) for device in rest.other_devices], is_on=is_on))
    return found


def _document(paths: Paths, settings: Encryption | None, rest: Switched) -> dict[str, object]:
    """Return the status for JSON, without empty members. `rest`: the files that differ from what `settings` say."""
    found: dict[str, object] = {"state": settings.state if settings else "off"}
    if settings is not None and settings.state != "off":
        access, path, _ = access_of(paths, settings.recipients)
        found |= {"recipients": list(settings.recipients), "access": access, "identity": path}
        found["changed_elsewhere"] = bool(_changed_elsewhere(paths, settings))
    found |= {"files_left": list(rest.left), "other_devices": list(rest.other_devices)}
    return {name: value for name, value in found.items() if value}


def lines(paths: Paths) -> list[str]:
    """Return sentences about whether the diary is encrypted and can be read here; none if it isn't encrypted. Raises
    EncryptionError."""
    from cmcheckin.journal.encryption.settings import read_settings

    settings = read_settings(paths)
    if settings is None or settings.state == "off":
        return []
    access, path, is_exposed = access_of(paths, settings.recipients)
    found = [f"{words.STATES[settings.state]} {words.ACCESS[access].format(path=quoted(path, 300))}"]
    found += [words.EXPOSED.format(path=quoted(path, 300))] if is_exposed else []
    return found + _changed_elsewhere(paths, settings)


def _changed_elsewhere(paths: Paths, settings: Encryption) -> list[str]:
    """Return what encryption.json says that these `settings` of this machine don't. Raises EncryptionError."""
    from cmcheckin.journal.encryption.settings import shared_settings

    if (shared := shared_settings(paths)) is None:
        return []
    added = [key for key in shared.recipients if key not in settings.recipients]
    removed = [key for key in settings.recipients if key not in shared.recipients]
    return [
        *([] if shared.is_on or not settings.is_on else [words.OFF_ELSEWHERE]),
        *(words.ADDED_ELSEWHERE.format(key=key) for key in added),
        *(words.REMOVED_ELSEWHERE.format(key=key) for key in removed),
    ]


def access_of(paths: Paths, recipients: tuple[str, ...]) -> tuple[Access, str, bool]:
    """Return whether a home that is encrypted for `recipients` can be read here, the path of the identity file (empty
    if none is known), and whether other users can read that. Raises EncryptionError for a damaged identity file."""
    from cmcheckin.journal.encryption.cipher import WrongIdentity
    from cmcheckin.journal.encryption.identities import find_identity, remembered_path, unlocked_secrets

    path = remembered_path(paths)
    try:
        identity = find_identity(paths, recipients)
    except WrongIdentity:
        return ("unlocked" if unlocked_secrets(paths, recipients) else "wrong"), path, False
    path = identity.path if identity else path
    if identity is not None and not identity.is_protected:
        return "open", path, identity.is_exposed
    if unlocked_secrets(paths, recipients):
        return "unlocked", path, False
    return ("locked" if identity else "missing"), path, False
