"""`encrypt`: turn encryption at rest on or off, show whether it is on, or change the passphrase."""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING, Final, NamedTuple

from cmcheckin.bootstrap import Program
from cmcheckin.cli.output import DONE, FAILED, REFUSED, USAGE, CommandError, is_confirmed, print_message, quoted
from cmcheckin.cli.passphrases import change_passphrase, unlocked, write_protected
from cmcheckin.wording import encrypt_results as results
from cmcheckin.wording import encryption as words
from cmcheckin.wording.encrypt_preview import before_turning_off, before_turning_on

if TYPE_CHECKING:
    from cmcheckin.journal.encryption.identities import Identity
    from cmcheckin.journal.encryption.settings import Encryption
    from cmcheckin.journal.switching import Switched
    from cmcheckin.paths import Paths

ACTIONS: Final = ("on", "off", "status", "passphrase")
MOUNTS: Final = ("/media", "/run/media", "/mnt", "/Volumes")
"""Where systems mount the disks that are plugged in."""


class Change(NamedTuple):
    """What turning on changes in the settings: the public keys in `added` and `removed`, and the `checksums` of known
    identity files with a passphrase."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    checksums: tuple[str, ...]


class Plan(NamedTuple):
    """What `encrypt on` is going to do with identities.

    `path`: that of the identity file; empty for none on this machine. `found`: what is there, None if it will be made.
    `protect`: whether a file with a passphrase will be made. `recipients`: other public keys to encrypt for, also those
    that other devices added, and `removed` those no longer to encrypt for. `is_known`: the home is encrypted for this
    identity already, so that it needn't be unlocked.
    """

    path: str
    found: Identity | None
    protect: bool
    recipients: tuple[str, ...]
    removed: tuple[str, ...] = ()
    is_known: bool = False


class ChangedMeanwhile(CommandError):  # noqa: N818  reads well without "Error"
    """Another process turned encryption on or off, or changed the keys, since this one looked."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", metavar="ACTION", choices=ACTIONS)
    parser.add_argument("--identity", metavar="FILE")
    parser.add_argument("--passphrase", action="store_true")
    parser.add_argument("--recipient", metavar="KEY", action="append", default=[])
    parser.add_argument("--remove", metavar="KEY", action="append", default=[])
    parser.add_argument("--yes", action="store_true")
    parser.add_argument("--json", action="store_true")


def run(args: argparse.Namespace, program: Program) -> int:
    if args.action != "on" and (args.identity is not None or args.passphrase or args.recipient or args.remove):
        raise CommandError(USAGE, words.ONLY_WITH_ON)
    if args.json and args.action != "status":
        raise CommandError(USAGE, words.JSON_ONLY_WITH_STATUS)
    if args.action == "status":
        from cmcheckin.cli.encryption_status import show

        return show(program, as_json=args.json)
    if args.action == "passphrase":
        return change_passphrase(program)
    return _on(args, program) if args.action == "on" else _off(args, program)


def _on(args: argparse.Namespace, program: Program) -> int:
    from cmcheckin.journal import JournalError
    from cmcheckin.journal.encryption.cipher import age
    from cmcheckin.journal.encryption.identities import fits
    from cmcheckin.journal.encryption.settings import own_settings, shared_settings

    age()  # refuses before anything is asked
    paths = program.paths
    settings = own_settings(paths) or shared_settings(paths)
    was_on = settings is not None and settings.is_on
    plan = _plan(args, paths, settings)
    own = plan.found.secrets if plan.found else ()
    is_protected = plan.protect or (plan.found is not None and plan.found.is_protected)
    others, removed = ([key for key in keys if not fits(own, (key,))] for keys in (plan.recipients, plan.removed))
    for line in before_turning_on(
        plan.path and quoted(plan.path, 300), is_new=plan.found is None, protect=plan.protect,
        has_passphrase=is_protected,
        others=others, removed=removed, was_on=was_on, backups=quoted(paths.backups_folder, 300),
    ):  # fmt: skip
        print_message(line)
    if plan.path and plan.found is None and _is_unplugged(plan.path):
        print_message(words.NOT_ON_A_STICK.format(path=quoted(os.path.dirname(plan.path), 300)))  # noqa: PTH120
    if not is_confirmed(words.CONFIRM_AGAIN if was_on else words.CONFIRM_ON, yes=args.yes):
        return FAILED
    is_same = settings is not None and _is_used(plan, paths, settings)
    former = _former(paths, settings) if settings and was_on and not is_same else ()
    secrets, checksums, path = _secrets(plan, paths, settings, is_same=is_same)
    public = _public(secrets)
    if not set(public).isdisjoint(args.remove):
        raise CommandError(REFUSED, words.OWN_KEY_REMOVED)
    change = Change((*public, *plan.recipients), plan.removed, checksums)
    try:
        done = _switch(program, settings, change, (*secrets, *former), path)
    except (ChangedMeanwhile, JournalError) as error:
        if plan.found is None and path:  # it isn't deleted: another command may have found it, and use it
            is_unused = isinstance(error, ChangedMeanwhile)
            print_message(
                (results.IDENTITY_UNUSED if is_unused else results.IDENTITY_MADE).format(path=quoted(path, 300))
            )
        raise
    if not done.left:
        is_known = plan.is_known or not secrets or fits(secrets, settings.recipients if settings else ())
        message = results.STILL_ON if is_known else results.KEY_ADDED
        print_message(
            message if was_on else results.turned_on(plan.path and quoted(plan.path, 300), has_passphrase=is_protected)
        )
    if secrets and is_protected:
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
    from cmcheckin.journal.encryption.settings import own_settings, shared_settings
    from cmcheckin.journal.switching import not_switched

    paths = program.paths
    settings = own_settings(paths) or shared_settings(paths)
    is_off = settings is None or (settings.state == "off" and not not_switched(program.open_journal()).left)
    if settings is None or is_off:
        print_message(words.NOT_ENCRYPTED)
        return DONE
    for line in before_turning_off(quoted(paths.backups_folder, 300)):
        print_message(line)
    if not is_confirmed(words.CONFIRM_OFF, yes=args.yes):
        return FAILED
    done = _switch(program, settings)
    if not done.left:
        print_message(results.TURNED_OFF)
    return _report(done, is_on=False)


def _plan(args: argparse.Namespace, paths: Paths, settings: Encryption | None) -> Plan:
    """Return what `args` ask for. Raises CommandError, and EncryptionError for an identity file that can't be read."""
    from cmcheckin.journal.encryption.identities import find_identity, is_public_key, read_identity, usual_paths

    for key in args.recipient:
        if not is_public_key(key):
            raise CommandError(REFUSED, words.not_a_key(quoted(key)))
    recipients, removed = _changed_keys(args, paths, settings)
    for key in recipients:
        if not is_public_key(key):  # or nothing could be saved any more
            raise CommandError(REFUSED, words.damaged_key(quoted(key)))
    if args.identity in ("", "-"):
        raise CommandError(USAGE, words.NO_IDENTITY_NAMED)
    if args.identity is None:
        known = find_identity(paths, settings.recipients) if settings else None
        if known is not None:
            protect = args.passphrase and not known.is_protected
            alone = settings is not None and settings.is_on and len({*settings.recipients, *recipients}) == 1
            is_known = alone and not protect and not removed  # else what is sealed may have to be opened
            return Plan(known.path, known, protect, recipients, removed, is_known)
        if (recipients or (settings is not None and settings.is_on)) and not args.passphrase:
            known_keys = settings.recipients if settings else ()
            if not {*known_keys, *recipients} - {*removed}:
                raise CommandError(REFUSED, words.LAST_KEY)
            if settings is not None and settings.state == "off" and not args.recipient:
                raise CommandError(REFUSED, words.former_identity_missing(recipients))
            return Plan("", None, False, recipients, removed)
    protected, plain = usual_paths(paths)
    usual = protected if args.passphrase else plain
    path = usual if args.identity is None else os.path.abspath(os.path.expanduser(args.identity))  # noqa: PTH100, PTH111
    try:
        found = read_identity(path)
    except FileNotFoundError:
        found = None
    if _is_inside(path, paths.data_folder) and not (found.is_protected if found else args.passphrase):
        raise CommandError(REFUSED, words.identity_in_home(quoted(path, 300)))
    folder = os.path.dirname(path)  # noqa: PTH120
    if found is None and path not in (protected, plain) and not os.path.isdir(folder):  # noqa: PTH112
        raise CommandError(REFUSED, words.no_folder_for_identity(quoted(folder, 300)))  # an unplugged stick, perhaps
    return Plan(path, found, args.passphrase and (found is None or not found.is_protected), recipients, removed)


def _changed_keys(
    args: argparse.Namespace, paths: Paths, settings: Encryption | None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the public keys to add to `settings` and to remove from them: those in `args`, and what is in
    encryption.json without having been confirmed on this machine. Raises CommandError."""
    from cmcheckin.journal.encryption.settings import own_settings, shared_settings

    known = settings.recipients if settings else ()
    shared = shared_settings(paths)
    there = shared.recipients if shared else known
    confirmed = known if own_settings(paths) else ()
    for key in args.remove:
        if key not in known and key not in there:
            raise CommandError(REFUSED, words.not_a_recipient(quoted(key, 80)))
    added = dict.fromkeys(key for key in (*there, *args.recipient) if key not in confirmed and key not in args.remove)
    return tuple(added), tuple(key for key in known if key not in there or key in args.remove)


def _is_unplugged(path: str) -> bool:
    """Return whether the file `path` is where sticks are mounted, but no disk is mounted there now."""
    folder = os.path.realpath(os.path.dirname(path))  # noqa: PTH120
    if not any(f"{folder}/".startswith(f"{above}/") for above in MOUNTS):
        return False
    while folder not in (*MOUNTS, "/"):
        if os.path.ismount(folder):
            return False
        folder = os.path.dirname(folder)  # noqa: PTH120
    return not os.path.ismount(folder)


def _is_inside(path: str, folder: str) -> bool:
    real, above = os.path.realpath(path), os.path.realpath(folder)
    return os.path.commonpath((real, above)) == above


def _secrets(
    plan: Plan, paths: Paths, settings: Encryption | None, *, is_same: bool
) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    """Return the secret keys of `plan`, the checksums of the identity files with a passphrase that are known now, and
    the path of the identity file, empty if it needn't be remembered. Makes the file if there is none. `is_same`: it was
    used so far, so that this session may have it. Raises CommandError and JournalError."""
    from cmcheckin.journal.encryption.identities import new_secret, read_identity, unlocked_secrets, usual_paths

    known = settings.checksums if settings else ()
    if not plan.path or plan.is_known:
        return (), known, ""
    path, found = plan.path, plan.found
    if found is None:
        secrets: tuple[str, ...] = (new_secret(),)
    elif found.is_protected and settings and is_same and (kept := unlocked_secrets(paths, settings.recipients)):
        secrets = kept
    else:
        secrets = unlocked(found, known)
    if found is None or plan.protect:
        path = usual_paths(paths)[0] if found is not None else path
        write_protected(path, secrets, is_protected=plan.protect, is_usual=path in usual_paths(paths))
        if found is not None:
            print_message(words.PLAIN_LEFT.format(path=quoted(found.path, 300)))
        found = read_identity(path)
    checksums = (*known, found.checksum) if found.is_protected and found.checksum not in known else known
    return secrets, checksums, path


def _is_used(plan: Plan, paths: Paths, settings: Encryption) -> bool:
    """Return whether this machine has read the home with the identity of `plan` so far. Raises EncryptionError."""
    found = _used_so_far(paths, settings)
    return found is not None and found.path == plan.path


def _used_so_far(paths: Paths, settings: Encryption) -> Identity | None:
    """Return the identity with which this machine has read the home so far, None if it isn't at hand. Raises
    EncryptionError."""
    from cmcheckin.journal.encryption.cipher import WrongIdentity
    from cmcheckin.journal.encryption.identities import find_identity

    try:
        return find_identity(paths, settings.recipients)
    except WrongIdentity:
        return None


def _former(paths: Paths, settings: Encryption) -> tuple[str, ...]:
    """Return the secret keys with which this machine has read the home so far, if they're at hand: what is there can
    then be encrypted for another identity too. Raises EncryptionError."""
    from cmcheckin.journal.encryption.identities import unlocked_secrets

    if kept := unlocked_secrets(paths, settings.recipients):
        return kept
    if (found := _used_so_far(paths, settings)) is None:
        return ()
    if found.is_protected:
        print_message(words.ASKED_FOR_FORMER)
    try:
        return unlocked(found, settings.checksums)
    except CommandError:  # none was typed, or there's no terminal
        return ()


def _public(secrets: tuple[str, ...]) -> tuple[str, ...]:
    from cmcheckin.journal.encryption.identities import public_keys

    return public_keys(secrets)


def _wanted(settings: Encryption | None, change: Change | None) -> Encryption:
    """Return `settings` on their way to what `change` says, or to off without one."""
    from cmcheckin.journal.encryption.settings import AGAIN, TURNING_OFF, TURNING_ON, Encryption

    known = settings or Encryption(TURNING_ON, ())
    if change is None:
        return known._replace(state=TURNING_OFF)
    keys = [key for key in known.recipients if key not in change.removed]
    recipients = tuple(dict.fromkeys((*keys, *change.added)))
    extra = dict(known.extra)
    if known.is_on and set(recipients) != set(known.recipients):
        extra[AGAIN] = True
    checksums = change.checksums or known.checksums
    return known._replace(state=TURNING_ON, recipients=recipients, checksums=checksums, extra=tuple(extra.items()))


def _switch(
    program: Program,
    planned: Encryption | None,
    change: Change | None = None,
    secrets: tuple[str, ...] = (),
    path: str = "",
) -> Switched:
    """Change the settings, which are `planned` so far, as `change` says, or turn encryption off without one, and bring
    all files to them. `secrets`: the identity, if it's at hand, from the file `path`. Raises ChangedMeanwhile, and
    JournalError, after which this can be done again."""
    from cmcheckin.journal.encryption.identities import hold, remember_path, usual_paths
    from cmcheckin.journal.encryption.settings import own_settings, shared_settings, write_settings
    from cmcheckin.journal.switching import Switched, finish

    paths = program.paths
    if secrets:
        hold(paths, secrets)
    if (own := own_settings(paths)) is not None and shared_settings(paths) is None:
        write_settings(paths, own)  # it was deleted, and the journal isn't opened without it
    program.may_add_only = change is not None
    journal = program.open_journal()
    with journal.store.changing():
        settings = own_settings(paths) or shared_settings(paths)
        if _keys(settings) != _keys(planned):
            raise ChangedMeanwhile(FAILED, words.CHANGED_MEANWHILE)
        if change is None and (cipher := journal.vault.cipher) is not None:
            cipher.unlock()  # before anything is changed
        remembered = "" if path in usual_paths(paths) else path
        former = _used_so_far(paths, settings) if path and settings is not None else None
        if path and former is None:
            remember_path(paths, remembered)
        for step in _steps(settings, change):
            write_settings(paths, _wanted(own_settings(paths) or shared_settings(paths), step))
            done = finish(journal) or Switched(0)
            if done.left:
                break
            if former is not None:  # until all files are done, only that one opens everything
                remember_path(paths, remembered, results.PATH_NOT_REMEMBERED)
    journal.close()
    return done


def _steps(settings: Encryption | None, change: Change | None) -> tuple[Change | None, ...]:
    """Return the steps of `change`: keys are added to `settings` before others are removed, as only the former identity
    opens everything until then."""
    if settings is None or change is None or not change.removed or {*change.added} <= {*settings.recipients}:
        return (change,)
    return change._replace(removed=()), change


def _keys(settings: Encryption | None) -> tuple[bool, tuple[str, ...]] | None:
    """Return whether `settings` are on, and for which recipients. A switch that is finished meanwhile keeps both."""
    return None if settings is None else (settings.is_on, settings.recipients)


def _report(done: Switched, *, is_on: bool) -> int:
    """Print what is left to do, and return the exit code."""
    for path in done.left:
        print_message(results.left(quoted(path, 300), is_on=is_on))
    for path in done.unopened:
        print_message(results.UNOPENED.format(path=quoted(path, 300)))
    for path in done.linked:
        print_message(results.LINKED.format(path=quoted(path, 300)))
    if done.other_devices:
        print_message(results.other_devices([quoted(device) for device in done.other_devices], is_on=is_on))
    return FAILED if done.left else DONE
