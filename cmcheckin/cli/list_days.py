"""`list`: everything kept, a line a day."""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from cmcheckin.bootstrap import Program
from cmcheckin.cli import output
from cmcheckin.cli.argument_types import add_json, add_range, read_range
from cmcheckin.cli.files import report_missing
from cmcheckin.cli.show import document
from cmcheckin.domain.records import Record, Records
from cmcheckin.wording import formats
from cmcheckin.wording.record_words import ENERGY, MOOD, WORKLOAD

DETAILS = """\
Days of which nothing is kept have no line. --json prints one object a day:
{"date", "checkin", "workday", "escalations"}, as `cmcheckin show --json`."""


def arguments(parser: argparse.ArgumentParser) -> None:
    add_range(parser)
    add_json(parser, "one JSON object a line")


def run(args: argparse.Namespace, program: Program) -> int:
    first, last = read_range(args.first, args.last, program.clock.today())
    days = by_day(program.journal.between(first, last))
    if args.json:
        output.print_data(output.json_line(document(day, kept)) for day, kept in days)
    elif not days:
        output.print_message(
            "Nothing is kept of these days yet." if args.first or args.last else "Nothing is kept yet."
        )
    else:
        output.print_text(line(day, kept) for day, kept in days)
    return report_missing(program)


def by_day(records: Records) -> list[tuple[date, Records]]:
    """Every day of which a check-in, a workday or an escalation is kept, with them; in order."""
    found: dict[date, list[Record]] = defaultdict(list)
    kept: tuple[Iterator[Record], ...] = (iter(records.checkins), iter(records.workdays), iter(records.escalations))
    for each in kept:
        for record in each:
            found[record.day].append(record)
    return [(day, Records.of(found[day])) for day in sorted(found)]


def line(day: date, kept: Records) -> str:
    """A day on a line: hours, ratings, how many wins and escalations."""
    parts = []
    for workday in kept.workdays:
        if workday.kind != "work":
            parts.append(workday.kind)
        if workday.hours is not None:
            parts.append(formats.hours(workday.hours))
        if workday.after_hours_minutes:
            parts.append(f"{formats.minutes(workday.after_hours_minutes)} after hours")
        if workday.kind == "work" and not parts:
            parts.append("worked")
    for checkin in kept.checkins:
        for name, words in (("workload", WORKLOAD), ("mood", MOOD), ("energy", ENERGY)):
            value = getattr(checkin, name)
            if value:
                parts.append(f"{name} {value} {words[value - 1]}")
        if checkin.wins:
            parts.append(formats.count(len(checkin.wins), "win"))
        if checkin.note:
            parts.append("a note")
    if len(kept.escalations):
        parts.append(formats.count(len(kept.escalations), "escalation"))
    return f"{day} {formats.weekday(day)[:3]}  {' · '.join(parts) or 'begun'}"
