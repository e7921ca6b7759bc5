"""`doctor`: read everything, clean up, and repair what can be proven."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from cmcheckin.bootstrap import Program
from cmcheckin.cli.output import DONE, FAILED, confirm, print_fitted, print_json, print_message, quoted
from cmcheckin.cli.restore import journal_folder
from cmcheckin.wording import recovery as words

if TYPE_CHECKING:
    from cmcheckin.journal.checkup import Checkup
    from cmcheckin.journal.leftovers import Cleaned


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--copies", metavar="DIR")
    parser.add_argument("--accept-loss", action="store_true")
    parser.add_argument("--yes", action="store_true")
    parser.add_argument("--json", action="store_true")


def run(args: argparse.Namespace, program: Program) -> int:
    from cmcheckin.journal import JournalError
    from cmcheckin.journal.checkup import check
    from cmcheckin.journal.leftovers import Cleaned, clean
    from cmcheckin.journal.log.index import forget
    from cmcheckin.journal.repairing import accept_losses, apply, has_losses

    journal = program.open_journal()
    copies = "" if args.copies is None else journal_folder(args.copies, program)
    cleaned: list[Cleaned] = []
    busy = ""
    try:
        cleaned = clean(journal)
    except JournalError as error:  # everything can still be read
        busy = quoted(error, 600)
    found = left = check(journal, copies)
    if found.is_index_wrong:
        forget(journal.store.index_path)
        cleaned.append(Cleaned("cache", journal.store.index_path))
    if not args.json:
        if program.paths.is_encrypted:
            from cmcheckin.cli.encryption_status import all_lines

            print_fitted(all_lines(program))
        print_fitted(_lines(found, cleaned))
    can_repair = bool(found.repairs or found.copies)
    is_wanted = can_repair and (args.yes or (not args.json and _is_wanted(found)))
    if is_wanted:
        apply(journal.store, journal.paths, copies)
        left = check(journal, copies)
    is_lossy = not (left.repairs or left.copies) and has_losses(journal.store)
    if args.accept_loss and is_lossy and _is_loss_accepted(args):
        accept_losses(journal.store)
        left, is_wanted = check(journal, copies), True
    journal.close()
    uncleaned = [*([busy] if busy else []), *(_cleaned(leftover) for leftover in cleaned if leftover.error)]
    is_sound = left.is_sound and not uncleaned
    if busy and (args.json or not is_wanted):
        print_message(busy)
    if args.json:
        print_json([_document(found, left, cleaned, is_sound=is_sound)])
    elif is_wanted:
        print_message(words.REPAIRED if is_sound else words.PARTLY_REPAIRED)
        print_fitted(_lines_left(left, uncleaned))
    elif can_repair:
        print_message(words.NOT_REPAIRED)
    return DONE if is_sound else FAILED


def _is_wanted(found: Checkup) -> bool:
    if not (sys.stdin and sys.stdin.isatty()):
        return False
    return confirm(words.confirm_repair(len(found.repairs), len(found.copies)))


def _is_loss_accepted(args: argparse.Namespace) -> bool:
    return bool(args.yes) or (not args.json and confirm(words.ACCEPT_LOSS))


def _lines(found: Checkup, cleaned: list[Cleaned]) -> Iterator[str]:
    """Yield what was read, cleaned up and found."""
    yield words.checked(found.counts)
    yield from (words.ITEM.format(text=_cleaned(leftover)) for leftover in cleaned)
    if found.is_sound and not any(leftover.error for leftover in cleaned):
        yield words.SOUND
    yield from _lines_left(found, [])


def _lines_left(left: Checkup, uncleaned: list[str]) -> Iterator[str]:
    """Yield why something wasn't cleaned up, and the faults that are left."""
    yield from (words.ITEM.format(text=text) for text in uncleaned)
    yield from (words.ITEM.format(text=fault["what"]) for fault in _documents(left))
    if left.bad_copies:
        yield words.HOW_TO_REPLACE_COPIES


def _documents(found: Checkup) -> Iterator[dict[str, object]]:
    """Yield each fault, with a sentence about it."""
    for repair in found.repairs:
        path, copy = quoted(repair.path, 300), quoted(repair.copy, 300)
        what = words.repairable(path, repair.put_back, copy, repair.left, is_missing=repair.is_missing)
        yield {"kind": "journal", "path": repair.path, "what": what, "can_repair": True}
    for problem in found.problems:
        yield {"kind": "journal", "path": problem.file, "what": quoted(problem, 1000), "can_repair": False}
    for repair in found.copies:
        what = words.COPY_REPAIRABLE.format(path=quoted(repair.path, 300))
        yield {"kind": "backup", "path": repair.path, "what": what, "can_repair": True}
    for path in found.bad_copies:
        what = words.COPY_DAMAGED.format(path=quoted(path, 300))
        yield {"kind": "backup", "path": path, "what": what, "can_repair": False}


def _cleaned(leftover: Cleaned) -> str:
    path = quoted(leftover.path, 300)
    if leftover.error is not None:
        return words.NOT_CLEANED.format(path=path, reason=quoted(leftover.error.strerror or leftover.error, 100))
    return words.CLEANED[leftover.kind].format(path=path)


def _document(found: Checkup, left: Checkup, cleaned: list[Cleaned], *, is_sound: bool) -> dict[str, object]:
    """Return the JSON document: what was `found` before repairs, and whether it is gone from what is `left`."""
    after = [fault["path"] for fault in _documents(left)]
    faults = [{**fault, "repaired": fault["path"] not in after} for fault in _documents(found)]
    done = [
        {"kind": leftover.kind, "path": leftover.path, "what": _cleaned(leftover), "done": leftover.error is None}
        for leftover in cleaned
    ]
    return {"sound": is_sound, "checked": found.counts, "cleaned": done, "faults": faults}
