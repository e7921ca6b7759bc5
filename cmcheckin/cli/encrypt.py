"""`encrypt`: turn encryption at rest on or off, or show whether it is on."""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING, Final, NamedTuple

from cmcheckin.bootstrap import Program
from cmcheckin.cli.output import DONE, FAILED, REFUSED, USAGE, CommandError, confirm, print_message, quoted
from cmcheckin.cli.passphrases import new_passphrase, nothing_shown, unlocked
from cmcheckin.wording import encryption as words
from cmcheckin.wording.command_messages import NOTHING_CHANGED

if TYPE_CHECKING:
    from cmcheckin.journal.encryption.identities import Identity
    from cmcheckin.journal.encryption.settings import Encryption, State
    from cmcheckin.journal.switching import Switched
    from cmcheckin.paths import Paths

ACTIONS: Final = ("on", "off", "status")


class Plan(NamedTuple):
    """What `encrypt on` is going to do with identities.

    `path`: that of the identity file; empty for none on this machine. `found`: what is there, None if it will be made.
    `protect`: whether a file with a passphrase will be made. `recipients`: other public keys to encrypt for.
    `is_known`: the home is encrypted for this identity already, so that it needn't be unlocked.
    """

    path: str
    found: Identity | None
    protect: bool
    recipients: tuple[str, ...]
    is_known: bool = False


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", metavar="ACTION", choices=ACTIONS)
    parser.add_argument("--identity", metavar="FILE")
    parser.add_argument("--passphrase", action="store_true")
    parser.add_argument("--recipient", metavar="KEY", action="append", default=[])
    parser.add_argument("--yes", action="store_true")
    parser.add_argument("--json", action="store_true")


def run(args: argparse.Namespace, program: Program) -> int:
    if args.action != "on" and (args.identity is not None or args.passphrase or args.recipient):
        raise CommandError(USAGE, words.ONLY_WITH_ON)
    if args.json and args.action != "status":
        raise CommandError(USAGE, words.JSON_ONLY_WITH_STATUS)
    if args.action == "status":
        from cmcheckin.cli.encryption_status import show

        return show(program, as_json=args.json)
    return _on(args, program) if args.action == "on" else _off(args, program)


def _on(args: argparse.Namespace, program: Program) -> int:
    from cmcheckin.journal.encryption.cipher import age
    from cmcheckin.journal.encryption.identities import fits
    from cmcheckin.journal.encryption.settings import TURNING_ON, read_settings

    age()  # refuses before anything is asked
    paths = program.paths
    settings = read_settings(paths)
    was_on = settings is not None and settings.is_on
    plan = _plan(args, paths, settings)
    for line in words.before_turning_on(
        plan.path and quoted(plan.path, 300), is_new=plan.found is None, protect=plan.protect,
        others=plan.recipients, was_on=was_on, backups=quoted(paths.backups_folder, 300),
    ):  # fmt: skip
        print_message(line)
    if not _is_confirmed(args, words.CONFIRM_AGAIN if was_on else words.CONFIRM_ON):
        return FAILED
    secrets, checksums = _secrets(plan, paths, settings)
    wanted = _wanted(settings, TURNING_ON, (*_public(secrets), *plan.recipients), checksums)
    done = _switch(program, wanted, secrets)
    if not done.left:
        is_known = plan.is_known or not secrets or fits(secrets, settings.recipients if settings else ())
        message = words.STILL_ON if is_known else words.KEY_ADDED
        print_message(message if was_on else words.turned_on(plan.path and quoted(plan.path, 300)))
    if secrets and (plan.protect or (plan.found is not None and plan.found.is_protected)):
        _stay_unlocked(paths, secrets)
    return _report(done, is_on=True)


def _stay_unlocked(paths: Paths, secrets: tuple[str, ...]) -> None:
    """Keep `secrets` for this session, as their passphrase was just typed, and say so, or why that isn't possible."""
    from cmcheckin.journal.encryption.cipher import EncryptionError
    from cmcheckin.journal.encryption.sessions import keep

    try:
        place = keep(paths, secrets)
    except EncryptionError as error:
        print_message(str(error))
    else:
        print_message(words.unlocked(ends_at_logout=place.ends_at_logout))


def _off(args: argparse.Namespace, program: Program) -> int:
    from cmcheckin.journal.encryption.settings import TURNING_OFF, read_settings
    from cmcheckin.journal.switching import not_switched

    paths = program.paths
    settings = read_settings(paths)
    is_off = settings is None or (settings.state == "off" and not not_switched(program.open_journal()).left)
    if settings is None or is_off:
        print_message(words.NOT_ENCRYPTED)
        return DONE
    for line in words.before_turning_off(quoted(paths.backups_folder, 300)):
        print_message(line)
    if not _is_confirmed(args, words.CONFIRM_OFF):
        return FAILED
    done = _switch(program, _wanted(settings, TURNING_OFF, (), ()), ())
    if not done.left:
        print_message(words.TURNED_OFF)
    return _report(done, is_on=False)


def _is_confirmed(args: argparse.Namespace, question: str) -> bool:
    if args.yes or confirm(question):
        return True
    print_message(NOTHING_CHANGED)
    return False


def _plan(args: argparse.Namespace, paths: Paths, settings: Encryption | None) -> Plan:
    """Return what `args` ask for. Raises CommandError, and EncryptionError for an identity file that can't be read."""
    from cmcheckin.journal.encryption.identities import find_identity, is_public_key, read_identity, usual_paths

    for key in args.recipient:
        if not is_public_key(key):
            raise CommandError(REFUSED, words.not_a_key(quoted(key)))
    recipients = tuple(args.recipient)
    if args.identity == "":
        raise CommandError(USAGE, words.NO_IDENTITY_NAMED)
    if args.identity is None:
        known = find_identity(paths, settings.recipients) if settings else None
        if known is not None:
            protect = args.passphrase and not known.is_protected
            alone = settings is not None and settings.is_on and len({*settings.recipients, *recipients}) == 1
            is_known = alone and not protect  # else what is sealed may have to be opened, for another recipient
            return Plan(known.path, known, protect, recipients, is_known)
        if (recipients or (settings is not None and settings.is_on)) and not args.passphrase:
            return Plan("", None, False, recipients)
    protected, plain = usual_paths(paths)
    usual = protected if args.passphrase else plain
    path = usual if args.identity is None else os.path.abspath(os.path.expanduser(args.identity))  # noqa: PTH100, PTH111
    try:
        found = read_identity(path)
    except FileNotFoundError:
        found = None
    if _is_inside(path, paths.data_folder) and not (found.is_protected if found else args.passphrase):
        raise CommandError(REFUSED, words.identity_in_home(quoted(path, 300)))
    return Plan(path, found, args.passphrase and (found is None or not found.is_protected), recipients)


def _is_inside(path: str, folder: str) -> bool:
    real, above = os.path.realpath(path), os.path.realpath(folder)
    return os.path.commonpath((real, above)) == above


def _secrets(plan: Plan, paths: Paths, settings: Encryption | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the secret keys of `plan`, and the checksums of the identity files with a passphrase that are known now.
    Makes the identity file if there is none. Raises CommandError and JournalError."""
    from cmcheckin.journal.encryption.identities import (
        new_secret,
        read_identity,
        remember_path,
        unlocked_secrets,
        usual_paths,
        write_identity,
    )

    known = settings.checksums if settings else ()
    if not plan.path or plan.is_known:
        return (), known
    path, found = plan.path, plan.found
    if found is None:
        secrets: tuple[str, ...] = (new_secret(),)
    elif found.is_protected and settings and (kept := unlocked_secrets(paths, settings.recipients)):
        secrets = kept
    else:
        secrets = unlocked(found, known)
    if found is None or plan.protect:
        path = usual_paths(paths)[0] if found is not None else path
        with nothing_shown():
            passphrase = new_passphrase() if plan.protect else ""
            if passphrase:
                print_message(words.TAKES_SECONDS)
            write_identity(path, secrets, passphrase)
        if found is not None:
            print_message(words.PLAIN_LEFT.format(path=quoted(found.path, 300)))
        found = read_identity(path)
    remember_path(paths, "" if path in usual_paths(paths) else path)
    return secrets, (*known, found.checksum) if found.is_protected and found.checksum not in known else known


def _public(secrets: tuple[str, ...]) -> tuple[str, ...]:
    from cmcheckin.journal.encryption.identities import public_keys

    return public_keys(secrets)


def _wanted(
    settings: Encryption | None, state: State, recipients: tuple[str, ...], checksums: tuple[str, ...]
) -> Encryption:
    """Return `settings` with another `state`, with `recipients` besides those they have, and with `checksums`."""
    from cmcheckin.journal.encryption.settings import Encryption

    if settings is None:
        return Encryption(state, tuple(dict.fromkeys(recipients)), checksums)
    joined = tuple(dict.fromkeys((*settings.recipients, *recipients)))
    return settings._replace(state=state, recipients=joined, checksums=checksums or settings.checksums)


def _switch(program: Program, wanted: Encryption, secrets: tuple[str, ...]) -> Switched:
    """Write the settings that are `wanted`, and bring all files to them. `secrets`: the identity, if it's at hand.
    Raises JournalError, after which this can be done again."""
    from cmcheckin.journal.encryption.identities import hold
    from cmcheckin.journal.encryption.settings import write_settings
    from cmcheckin.journal.switching import Switched, finish

    if secrets:
        hold(program.paths, secrets)
    program.may_add_only = wanted.is_on
    journal = program.open_journal()
    if not wanted.is_on and (cipher := journal.vault.cipher) is not None:
        cipher.unlock()  # before anything is changed
    write_settings(program.paths, wanted)
    done = finish(journal) or Switched(0)  # another process was faster
    journal.close()
    return done


def _report(done: Switched, *, is_on: bool) -> int:
    """Print what is left to do, and return the exit code."""
    for path in done.left:
        print_message(words.left(quoted(path, 300), is_on=is_on))
    for path in done.linked:
        print_message(words.LINKED.format(path=quoted(path, 300)))
    if done.other_devices:
        print_message(words.other_devices([quoted(device) for device in done.other_devices], is_on=is_on))
    return FAILED if done.left else DONE
