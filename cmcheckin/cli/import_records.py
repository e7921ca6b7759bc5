"""`import`: add the records of a file, all of them or none, in one change of the journal."""

from __future__ import annotations

import argparse
import errno
import sys
from typing import TYPE_CHECKING, Final

from cmcheckin.bootstrap import Program
from cmcheckin.cli import status_summary
from cmcheckin.cli.output import DONE, REFUSED, USAGE, CommandError, print_message, quoted
from cmcheckin.domain.checkin import CheckIn
from cmcheckin.files import NotRegularFile, TooLarge, read_bytes
from cmcheckin.interchange.merging import ImportPlan, plan_import
from cmcheckin.interchange.parsing import Entry, Refusal, parse
from cmcheckin.interchange.unsupported import describe_content
from cmcheckin.wording import imports as words
from cmcheckin.wording.command_messages import nothing_changed

if TYPE_CHECKING:
    from cmcheckin.journal import Change, Journal

MAX_BYTES: Final = 64 * 1024 * 1024
"""Largest file that is read: some hundred thousand records."""
MAX_LISTED: Final = 20
"""Most refused lines that are named; the rest is counted."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("--dry-run", action="store_true")
    parser.add_argument("--replace", action="store_true")


def run(args: argparse.Namespace, program: Program) -> int:
    name = words.STDIN if args.file == "-" else quoted(args.file, 200)
    raw = read_import(args.file, name, MAX_BYTES)
    incoming = parse(raw, program.clock.today(), program.clock.now())
    if incoming.refusals and not incoming.entries and (other := describe_content(raw)):
        raise CommandError(REFUSED, words.looks_like(name, quoted(other, 300)))
    if incoming.refusals:
        raise _refusal(name, incoming.refusals, complete=incoming.complete)

    plan = ImportPlan()
    left_out = 0

    def build(journal: Journal) -> Change:
        nonlocal plan, left_out
        from cmcheckin.journal import Change

        plan, left_out = _plan(journal, incoming.entries, replace=args.replace)
        if plan.refusals:
            raise _refusal(name, plan.refusals, advice=words.REPLACE_SAVED)
        return Change(put=plan.records, conflicts=plan.conflicts)

    if args.dry_run:
        build(program.journal)
    else:
        program.journal.change(build, why="import")
        status_summary.after_change(program)
    print_message(words.imported(name, len(plan.new), len(plan.replaced), plan.equal, dry_run=args.dry_run))
    if left_out:
        print_message(words.forgotten(left_out))
    if plan.conflicts:
        from cmcheckin.wording.open_conflicts import imported

        print_message(imported(len(plan.conflicts), dry_run=args.dry_run))
    return DONE


def read_import(file: str, name: str, limit: int) -> bytes:
    """Return the bytes of `file`, or of standard input if it is `-`. Raises CommandError, which calls the file `name`,
    if it can't be read or has more than `limit` bytes."""
    try:
        if file != "-":
            return read_bytes(file, limit=limit, follow_link=True)[0]
        if sys.stdin is None:
            raise CommandError(USAGE, words.NO_STDIN)
        raw = sys.stdin.buffer.read(limit + 1)
        if len(raw) > limit:
            raise TooLarge(file, limit, None)
    except TooLarge as error:
        reason = words.too_large(limit, error.size)
    except NotRegularFile as error:
        reason = words.IS_FOLDER if error.errno == errno.EISDIR else words.NOT_REGULAR
    except OSError as error:
        reason = words.not_opened(error.strerror or type(error).__name__)
    except ValueError:  # a null byte
        reason = words.NO_FILE_NAME
    else:
        return raw
    raise CommandError(REFUSED, nothing_changed(f"{name} {reason}"))


def _plan(journal: Journal, entries: tuple[Entry, ...], *, replace: bool) -> tuple[ImportPlan, int]:
    """Return the plan, and how many records have forgotten words, which are left out."""
    from cmcheckin.journal.ids import with_win_ids

    def with_ids(checkin: CheckIn, saved: CheckIn | None) -> CheckIn:
        return with_win_ids(checkin, saved, journal.device)

    # All records are read at once: looking up each key would read the journal's files again for each year.
    saved = {record.key: record for record in journal.everything()}
    cleaned = [
        Entry(line, *journal.without_forgotten(record, saved.get(record.key), conflicts))
        for line, record, conflicts in entries
    ]
    plan = plan_import(cleaned, saved.get, with_ids, replace=replace, known=journal.conflicts())
    return plan, sum(new != old for new, old in zip(cleaned, entries, strict=True))


def _refusal(name: str, refusals: tuple[Refusal, ...], *, complete: bool = True, advice: str = "") -> CommandError:
    """Return the error that names the refused lines of the file `name`."""
    lines = [(refusal.line, quoted(refusal.reason, 300)) for refusal in refusals[:MAX_LISTED]]
    more = len(refusals) - MAX_LISTED
    return CommandError(REFUSED, words.refused_lines(name, lines, more, complete=complete, advice=advice))
