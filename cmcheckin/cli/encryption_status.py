"""`encrypt status`: whether the diary is encrypted, for whom, and whether it can be read on this machine now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from cmcheckin.bootstrap import Program
from cmcheckin.cli.output import DONE, print_fitted, print_json, print_text, quoted
from cmcheckin.wording import encryption as words

if TYPE_CHECKING:
    from cmcheckin.paths import Paths

Access = Literal["open", "unlocked", "locked", "missing", "wrong"]
"""Whether this machine can read: `open` by an identity file without a passphrase, `unlocked` in this session, `locked`,
or not: the identity is `missing`, or belongs to another diary (`wrong`)."""


def show(program: Program, *, as_json: bool) -> int:
    """Print the status, as one JSON document with `as_json`, and return the exit code. Raises EncryptionError."""
    from cmcheckin.journal.encryption.settings import read_settings

    settings = read_settings(program.paths)
    if settings is None or settings.state == "off":
        if as_json:
            print_json([{"state": "off"}])
        else:
            print_text(words.NOT_ENCRYPTED)
        return DONE
    if as_json:
        access, path, _ = access_of(program.paths, settings.recipients)
        found = {"state": settings.state, "recipients": list(settings.recipients), "access": access, "identity": path}
        print_json([{name: value for name, value in found.items() if value}])
        return DONE
    print_fitted([*lines(program.paths), words.RECIPIENTS, *(f"  {key}" for key in settings.recipients)])
    return DONE


def lines(paths: Paths) -> list[str]:
    """Return whether the diary is encrypted, and can be read here: nothing if it isn't. Raises EncryptionError."""
    from cmcheckin.journal.encryption.settings import read_settings

    settings = read_settings(paths)
    if settings is None or settings.state == "off":
        return []
    access, path, is_exposed = access_of(paths, settings.recipients)
    found = [f"{words.STATES[settings.state]} {words.ACCESS[access].format(path=quoted(path, 300))}"]
    return [*found, words.EXPOSED.format(path=quoted(path, 300))] if is_exposed else found


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
