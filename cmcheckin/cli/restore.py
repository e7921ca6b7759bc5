"""`restore`: list the backups, or merge one into the journal, as one change that can be undone."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cmcheckin.bootstrap import Program
from cmcheckin.cli import status_summary
from cmcheckin.cli.argument_types import read_day
from cmcheckin.cli.output import (
    DONE,
    FAILED,
    REFUSED,
    USAGE,
    CommandError,
    is_confirmed,
    print_fitted,
    print_json,
    print_message,
    print_text,
    quoted,
)  # fmt: skip
from cmcheckin.cli.record_changes import change_lines, changed_fields
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.records import encode
from cmcheckin.wording import recovery as words

if TYPE_CHECKING:
    from cmcheckin.journal import Swap

MOST_LISTED: Final = 20
"""Most added records that are named. The rest is counted; changed ones are all shown."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("backup", metavar="DATE|DIR", nargs="?")
    parser.add_argument("--yes", action="store_true")
    parser.add_argument("--json", action="store_true")


def run(args: argparse.Namespace, program: Program) -> int:
    if args.backup is None:
        return _list(program, as_json=args.json)
    from cmcheckin.services.follow_up import newest_copy

    notes = newest_copy(Path.cwd() / args.backup) if args.backup else None
    try:
        folder = journal_folder(args.backup, program)
    except CommandError:
        if notes is None:
            raise
        code, document = DONE, {"from": str(notes.parent), "restored": False, "changes": []}
    else:
        code, document = _restore_journal(args, program, folder)
    if notes is not None:
        state = _restore_notes(args, program, notes)
        code, document = code if state else FAILED, document | {"notes": state}
    if args.json:
        print_json([document])
    return code


def _restore_journal(args: argparse.Namespace, program: Program, folder: str) -> tuple[int, dict[str, object]]:
    """Merge the journal files in `folder`, if the user wants it. Return the exit code, and what --json prints."""
    journal = program.journal
    from cmcheckin.journal.restoring import compare, restore

    found = compare(journal, folder)
    swaps = found.swaps
    for fault in found.faults:
        print_message(words.BACKUP_FAULT.format(fault=quoted(fault, 400)))
    if found.is_sealed:
        _explain_sealed(folder)
    if found.is_redacted:
        print_message(words.FORGOTTEN_LEFT_OUT)
    is_wanted = bool(swaps) and _is_wanted(args, swaps, folder, program)
    if is_wanted:
        restore(journal, found)
        status_summary.after_change(program)
    if not swaps and not found.is_sealed and not args.json:
        nothing = words.NOTHING_ELSE_TO_RESTORE if found.faults else words.NOTHING_TO_RESTORE
        print_message(nothing.format(path=quoted(folder, 300)))
    elif is_wanted and not args.json:
        print_message(words.restored(len(swaps)))
    document = {"from": folder, "restored": is_wanted, "changes": [_document(swap) for swap in swaps]}
    return FAILED if found.faults or found.is_sealed else DONE, document


def _restore_notes(args: argparse.Namespace, program: Program, copy: Path) -> str | None:
    """Put back a manager's own notes from `copy` if there are none here and the user wants it. Return what was done,
    as in `Restored`; None if something can't be read or written, with the reason printed."""
    from cmcheckin.services.follow_up import FollowUpStore

    store, path = FollowUpStore.of(program.paths), quoted(copy, 300)
    try:
        state = store.restore(copy, wanted=args.yes)
        if state == "missing" and not args.json and _are_notes_wanted(path):
            state = store.restore(copy, wanted=True)
    except (Refused, OSError) as error:
        print_message(quoted(error, 600))
        return None
    if state == "restored":
        print_message(words.NOTES_RESTORED.format(path=path))
    elif state == "different":
        print_message(words.NOTES_DIFFER.format(path=path, own=quoted(program.paths.follow_up, 300)))
    return state


def _are_notes_wanted(path: str) -> bool:
    """Ask whether the notes in the copy `path` are restored."""
    print_message(words.NOTES_TO_RESTORE.format(path=path))
    if not (sys.stdin and sys.stdin.isatty()):
        print_message(words.ADD_YES)
        return False
    return is_confirmed(words.RESTORE_NOTES)


def _explain_sealed(folder: str) -> None:
    """Print that the backup in `folder` is encrypted, and how to restore it."""
    from cmcheckin.journal.backups import FOR_READING

    print_message(words.BACKUP_ENCRYPTED.format(path=quoted(folder, 300)))
    identities = (f"{place}/{FOR_READING[1]}" for place in (folder, os.path.dirname(folder)))  # noqa: PTH120  of a home
    if path := next((path for path in identities if os.path.lexists(path)), None):
        print_message(words.BACKUP_HAS_IDENTITY.format(path=quoted(path, 300)))


def _is_wanted(args: argparse.Namespace, swaps: tuple[Swap, ...], folder: str, program: Program) -> bool:
    """Show what is missing here and what would change, and return whether the user wants it."""
    is_incomplete = program.report_missing()
    if args.json:
        return bool(args.yes)
    print_fitted(_lines(swaps, folder))
    if args.yes:
        return True
    if is_incomplete:
        is_own = Path(folder).is_relative_to(program.paths.backups)
        print_message(words.REPAIR_FIRST.format(copies="" if is_own else f" --copies {quoted(folder, 300)}"))
    if not (sys.stdin and sys.stdin.isatty()):
        print_message(words.ADD_YES)
        return False
    return is_confirmed(words.confirm_restore(len(swaps)))


def journal_folder(text: str, program: Program) -> str:
    """Return the folder with the journal files that `text` means: a day, a folder, or a home. Raises CommandError."""
    from cmcheckin.journal.backups import made
    from cmcheckin.journal.log.files import listing

    if not text:  # an unset variable must not mean the current folder
        raise CommandError(USAGE, words.NO_FOLDER)
    backups = made(program.paths.backups)
    named = [backup.path for backup in backups if Path(backup.path).name == text]
    if named:
        return named[-1]
    path = Path.cwd() / text
    if os.path.lexists(path) and not path.is_dir():
        raise CommandError(REFUSED, words.NOT_A_BACKUP.format(path=quoted(path, 300)))
    if os.sep in text or path.is_dir():
        inside = [backup.path for backup in reversed(made(path))]
        found = next((place for place in (str(path), f"{path}/journal", *inside) if listing(place)), None)
        if found is None:
            reason = words.NO_BACKUP_IN if path.is_dir() else words.NO_SUCH_FOLDER
            raise CommandError(REFUSED, reason.format(path=quoted(path, 300)))
        return found
    day = read_day(text, program.clock.today())
    of_day = [backup.path for backup in backups if backup.day == day]
    if not of_day:
        raise CommandError(REFUSED, words.no_backup_of(day, [backup.day for backup in backups]))
    return of_day[-1]


def _list(program: Program, *, as_json: bool) -> int:
    from cmcheckin.journal.backups import counted, made

    backups = [(backup, *counted(backup.path)) for backup in made(program.paths.backups)]
    if as_json:
        print_json([
            {"backups": [
                {"name": Path(backup.path).name, "path": backup.path, "files": files, "changes": changes}
                for backup, files, changes in backups
            ]}
        ])  # fmt: skip
    elif not backups:
        print_message(words.NO_BACKUPS)
    else:
        print_fitted([words.BACKUPS_IN.format(path=quoted(program.paths.backups, 300))])
        print_text(words.backup_row(Path(backup.path).name, backup.day, *counts) for backup, *counts in backups)
        print_message(f"\n{words.HOW_TO_RESTORE.format(name=Path(backups[-1][0].path).name)}")
    return DONE


def _lines(swaps: tuple[Swap, ...], folder: str) -> Iterator[str]:
    """Yield what would change."""
    yield words.WOULD_CHANGE.format(path=quoted(folder, 300))
    added = [swap for swap in swaps if swap.before is None]
    for swap in swaps:
        if swap.before is not None or swap in added[:MOST_LISTED]:
            name = words.record_name(swap.key, quoted(swap.key.id))
            yield words.record_line(swap.day, name, words.change_word(added=not swap.before, deleted=not swap.after))
        if swap.before is not None and swap.after is not None:
            yield from change_lines(swap.before, swap.after, "      ")
    if len(added) > MOST_LISTED:
        yield words.more_added(len(added) - MOST_LISTED)


def _document(swap: Swap) -> dict[str, object]:
    return {
        "type": swap.key.type,
        "key": swap.key.id,
        "changed": changed_fields(swap.before, swap.after),
        "before": encode(swap.before) if swap.before else None,
        "after": encode(swap.after) if swap.after else None,
    }
