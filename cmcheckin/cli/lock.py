"""`lock`: remove the unlocked identity of this session."""

from __future__ import annotations

import argparse

from cmcheckin.bootstrap import Program
from cmcheckin.cli.output import DONE, print_message, quoted
from cmcheckin.wording import encryption as words


def arguments(parser: argparse.ArgumentParser) -> None:
    """Take no arguments."""


def run(args: argparse.Namespace, program: Program) -> int:
    from cmcheckin.journal.encryption.identities import find_identity
    from cmcheckin.journal.encryption.sessions import drop
    from cmcheckin.journal.encryption.settings import read_settings

    was_unlocked = drop(program.paths)
    settings = read_settings(program.paths)
    if settings is None:
        print_message(words.NOT_ENCRYPTED)
        return DONE
    identity = find_identity(program.paths, settings.recipients)
    if identity is not None and not identity.is_protected:
        path = quoted(identity.path, 300)
        print_message(words.NOT_ENCRYPTED if settings.state == "off" else words.open_without_passphrase(path))
    elif settings.state == "off":
        print_message(words.OTHERS_LOCKED)
    else:
        print_message(words.NOW_LOCKED if was_unlocked else words.ALREADY_LOCKED)
    return DONE
