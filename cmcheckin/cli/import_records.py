"""`import`: records in, all or nothing, in one change of the journal."""

from __future__ import annotations

import argparse
import errno
import sys
from typing import TYPE_CHECKING

from cmcheckin.bootstrap import Program
from cmcheckin.cli import status_summary
from cmcheckin.cli.output import DONE, REFUSED, USAGE, CommandError, print_message, quoted
from cmcheckin.domain.checkin import CheckIn
from cmcheckin.files import NotRegularFile, TooLarge, read_bytes
from cmcheckin.interchange.merging import ImportPlan, plan_import
from cmcheckin.interchange.parsing import Entry, Refusal, parse
from cmcheckin.interchange.unsupported import describe_content
from cmcheckin.wording import imports as words

if TYPE_CHECKING:
    from cmcheckin.journal import Change, Journal

DETAILS = """\
Reads what `cmcheckin export` writes as jsonl or json. All of the file comes in
or nothing does: a line that cannot be taken, or a record that differs from the
one kept, refuses it (exit 3) and each such line is named. Records that are kept
already, word for word, change nothing. `cmcheckin undo` takes an import back."""
LARGEST = 64 * 1024 * 1024
"""Largest file that is read, in bytes: some hundred thousand records."""
SHOWN = 20
"""Refused lines that are named; the rest is counted."""
REPLACE = "--replace lets the records of the file stand instead."


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="the file, or - for standard input")
    parser.add_argument("--dry-run", action="store_true", help="say what would happen, and change nothing")
    parser.add_argument("--replace", action="store_true", help="let records of the file replace those that differ")


def run(args: argparse.Namespace, program: Program) -> int:
    name = "standard input" if args.file == "-" else quoted(args.file, 200)
    raw = _read(args.file, name)
    incoming = parse(raw, program.clock.today(), program.clock.now())
    if incoming.refusals and not incoming.entries and (looks := describe_content(raw)):
        raise CommandError(
            REFUSED, f"{name} looks like {quoted(looks, 300)}. {words.READS.capitalize()}. Nothing was changed."
        )
    if incoming.refusals:
        _refuse(name, incoming.refusals, complete=incoming.complete)
    if args.dry_run:
        found = _plan(program.journal, incoming.entries, replace=args.replace)
        if found.conflicts:
            _refuse(name, found.conflicts, advice=REPLACE)
        print_message(f"{name}: {_counted(found, 'would be ')}. Nothing was changed.")
        return DONE
    plans: list[ImportPlan] = []

    def build(journal: Journal) -> Change:
        from cmcheckin.journal import Change

        plans[:] = [_plan(journal, incoming.entries, replace=args.replace)]
        if plans[0].conflicts:
            _refuse(name, plans[0].conflicts, advice=REPLACE)
        return Change(put=plans[0].records)

    program.journal.change(build, why="import")
    status_summary.after_change(program)
    print_message(f"{name}: {_counted(plans[0])}.")
    return DONE


def _read(file: str, name: str) -> bytes:
    """Return the bytes of `file`, or of standard input if it is `-`. Raises CommandError when they can't be read."""
    try:
        if file != "-":
            return read_bytes(file, limit=LARGEST, follow_link=True)[0]
        if sys.stdin is None:
            raise CommandError(USAGE, "There is no standard input to read from.")
        raw = sys.stdin.buffer.read(LARGEST + 1)
        if len(raw) > LARGEST:
            raise TooLarge(file, LARGEST, None)
    except TooLarge as error:
        why = words.too_large(LARGEST, error.size)
    except NotRegularFile as error:
        why = words.IS_FOLDER if error.errno == errno.EISDIR else words.NOT_REGULAR
    except OSError as error:
        why = words.not_opened(error.strerror or type(error).__name__)
    except ValueError:  # a null byte
        why = words.NO_FILE_NAME
    else:
        return raw
    raise CommandError(REFUSED, f"{name} {why}. Nothing was changed.")


def _plan(journal: Journal, entries: tuple[Entry, ...], *, replace: bool) -> ImportPlan:
    from cmcheckin.journal.ids import with_win_ids

    def with_ids(checkin: CheckIn, kept: CheckIn | None) -> CheckIn:
        return with_win_ids(checkin, kept, journal.device)

    # Taken together once: a look for each key would go back through the files as often as the import reaches back.
    kept = {record.key: record for record in journal.everything()}
    return plan_import(entries, kept.get, with_ids, replace=replace)


def _refuse(name: str, refusals: tuple[Refusal, ...], *, complete: bool = True, advice: str = "") -> None:
    """Ends the command, with the refused lines named."""
    lines = [f"{name}, line {no.line}: {quoted(no.reason, 300)}" for no in refusals[:SHOWN]]
    more = len(refusals) - SHOWN
    if more > 0:
        lines.append(f"… and {more:,} more.")
    if not complete:
        lines.append("There are too many to go on; the rest of the file was not read.")
    lines.append(f"Nothing was changed. {advice}".rstrip())
    raise CommandError(REFUSED, "\n".join(lines))


def _counted(found: ImportPlan, would: str = "") -> str:
    total = len(found.records) + found.equal
    parts = [f"{len(found.new):,} {would}new"]
    if found.replaced:
        parts.append(f"{len(found.replaced):,} {would}replaced")
    parts.append(f"{found.equal:,} kept already")
    return f"{total:,} {'record' if total == 1 else 'records'}: {', '.join(parts)}"
