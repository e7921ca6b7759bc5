"""`list`: every logged day, one per line."""

from __future__ import annotations

import argparse
from collections import defaultdict
from datetime import date

from cmcheckin.bootstrap import Program
from cmcheckin.cli.argument_types import add_range, read_range
from cmcheckin.cli.files import report_missing, report_open_conflicts
from cmcheckin.cli.output import print_json, print_message, print_text
from cmcheckin.cli.show import day_document
from cmcheckin.domain.records import Record, Records
from cmcheckin.wording import record_words as words


def arguments(parser: argparse.ArgumentParser) -> None:
    add_range(parser)
    parser.add_argument("--json", action="store_true")


def run(args: argparse.Namespace, program: Program) -> int:
    first, last = read_range(args.first, args.last, program.clock.today())
    days = by_day(program.journal.between(first, last))
    conflicts = program.journal.conflicts()
    if args.json:
        print_json(day_document(day, records, conflicts) for day, records in days)
    elif days:
        print_text(words.day_line(day, records) for day, records in days)
    elif not program.report_missing():
        print_message(words.EMPTY_RANGE if args.first or args.last else words.EMPTY_JOURNAL)
    report_open_conflicts(program)
    return report_missing(program)


def by_day(records: Records) -> list[tuple[date, Records]]:
    """Return the days with a check-in, workday or escalation in `records`, in order, each with its records."""
    found: dict[date, list[Record]] = defaultdict(list)
    for record in (*records.checkins, *records.workdays, *records.escalations):
        found[record.day].append(record)
    return [(day, Records.of(found[day])) for day in sorted(found)]
