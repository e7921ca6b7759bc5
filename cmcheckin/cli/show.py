"""`show`: the records of a day as text, or as one JSON document."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import date

from cmcheckin.bootstrap import Program
from cmcheckin.cli.argument_types import read_day
from cmcheckin.cli.files import report_missing
from cmcheckin.cli.output import print_json, print_text
from cmcheckin.cli.text_layout import wrapped
from cmcheckin.domain.records import Records, encode
from cmcheckin.wording import formats
from cmcheckin.wording import record_words as words
from cmcheckin.wording.text_cells import cells, pad
from cmcheckin.wording.week import WINS


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("date", metavar="DATE", nargs="?")
    parser.add_argument("--json", action="store_true")


def run(args: argparse.Namespace, program: Program) -> int:
    day = read_day(args.date or "today", program.clock.today())
    records = program.journal.between(day, day)
    if args.json:
        print_json([day_document(day, records)])
    else:
        print_text(day_lines(day, records))
    return report_missing(program)


def day_document(day: date, records: Records) -> dict[str, object]:
    """Return the `records` of `day` as a JSON document, encoded as in an export."""
    return {
        "date": day.isoformat(),
        "checkin": next((encode(record) for record in records.checkins), None),
        "workday": next((encode(record) for record in records.workdays), None),
        "escalations": [encode(record) for record in records.escalations],
    }


def day_lines(day: date, records: Records) -> Iterator[str]:
    """Yield the `records` of `day` as text at 80 columns."""
    yield f"{formats.long_day(day)} {day.year}"
    yield ""
    if len(records) == len(records.nudge_states):
        yield f"  {words.EMPTY_DAY}"
        return
    facts = [(words.WORK, words.workday_line(workday)) for workday in records.workdays]
    for checkin in records.checkins:
        facts += list(words.checkin_facts(checkin))
    width = min(max((cells(label) for label, _ in facts), default=0), 24)
    for label, text in facts:
        yield from wrapped(f"  {pad(label, width)}  ", text)
    for checkin in records.checkins:
        if checkin.wins:
            yield from ("", f"  {WINS}")
        for win in checkin.wins:
            yield from wrapped("  · ", words.win_line(win))
    for item in records.escalations:
        yield ""
        yield from wrapped(f"  {words.escalation_label(item)}: ", item.title, "    ")
        for label, text in words.escalation_facts(item):
            yield from wrapped(f"    {label}: ", text, "      ")
    for checkin in records.checkins:
        if checkin.note:
            yield from ("", f"  {words.NOTE}")
            for line in checkin.note.split("\n"):
                yield from wrapped("    ", line)
