"""`unlock`: ask for the passphrase once, and keep the identity in memory for this session."""

from __future__ import annotations

import argparse
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from cmcheckin.bootstrap import Program
from cmcheckin.cli.output import DONE, FAILED, REFUSED, CommandError, print_message, quoted
from cmcheckin.cli.passphrases import unlocked
from cmcheckin.wording import encryption as words

if TYPE_CHECKING:
    from cmcheckin.journal.encryption.identities import Identity
    from cmcheckin.paths import Paths

_LIMIT: Final = 65_536


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--identity", metavar="FILE")


def run(args: argparse.Namespace, program: Program) -> int:
    from cmcheckin.journal.encryption.cipher import WrongIdentity
    from cmcheckin.journal.encryption.identities import find_identity, fits, unlocked_secrets
    from cmcheckin.journal.encryption.sessions import keep
    from cmcheckin.journal.encryption.settings import read_settings

    paths = program.paths
    settings = read_settings(paths)
    if settings is None:
        raise CommandError(REFUSED, words.NOT_ENCRYPTED)
    if args.identity is None:
        if unlocked_secrets(paths, settings.recipients):
            print_message(words.ALREADY_UNLOCKED)
            return DONE
        identity = find_identity(paths, settings.recipients)
        if identity is None:
            raise CommandError(FAILED, missing_identity(paths))
        if not identity.is_protected:
            path = quoted(identity.path, 300)
            print_message(words.NOT_ENCRYPTED if settings.state == "off" else words.needs_no_unlocking(path))
            return DONE
    else:
        identity = _given(args.identity)
    secrets = unlocked(identity, settings.checksums)
    is_former = not fits(secrets, settings.recipients)
    if is_former and not _opens_any(paths, secrets):
        raise WrongIdentity(words.identity_of_others(identity.path))
    place = keep(paths, tuple(dict.fromkeys((*unlocked_secrets(paths), *secrets))))
    if is_former:
        print_message(words.FORMER_UNLOCKED)
    else:
        print_message(words.unlocked(ends_at_logout=place.ends_at_logout))
    return DONE


def _opens_any(paths: Paths, secrets: tuple[str, ...]) -> bool:
    """Return whether a line of the journal was encrypted for an identity with `secrets`, such as one whose key was
    removed."""
    from cmcheckin.journal.encryption.cipher import Cipher, EncryptionError
    from cmcheckin.journal.log.sealing import sealed_contents

    cipher = Cipher((), lambda: secrets)
    for content in sealed_contents(paths.journal_folder):
        with suppress(EncryptionError):
            cipher.open(content)
            return True
    return False


def missing_identity(paths: Paths) -> str:
    """Return why no identity of a home was found on this machine."""
    from cmcheckin.journal.encryption.identities import remembered_path

    remembered = remembered_path(paths)
    return words.identity_missing(quoted(remembered, 300)) if remembered else words.NO_IDENTITY


def _given(name: str) -> Identity:
    """Return the identity in the file `name`, or on standard input for `-`. Raises CommandError and EncryptionError."""
    from cmcheckin.journal.encryption.identities import identity_in, read_identity

    if name == "-":
        return identity_in(sys.stdin.buffer.read(_LIMIT), words.STANDARD_INPUT)
    try:
        return read_identity(os.path.abspath(name))  # noqa: PTH100  as the user typed it, without following links
    except FileNotFoundError:
        raise CommandError(REFUSED, words.no_such_identity(quoted(name, 300))) from None
