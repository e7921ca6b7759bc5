"""`show`: a day in words."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import date
from typing import Any

from cmcheckin.bootstrap import Program
from cmcheckin.cli import output
from cmcheckin.cli.argument_types import add_json, read_day
from cmcheckin.cli.files import report_missing
from cmcheckin.cli.text_layout import cells, pad, wrapped
from cmcheckin.domain.records import Records, encode
from cmcheckin.wording import formats
from cmcheckin.wording.record_words import checkin_facts, escalation_facts, win_words, workday_words

DETAILS = """\
--json prints {"date", "checkin", "workday", "escalations"}: the records as in
an export, null where there is none; escalations are those opened that day."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("date", metavar="DATE", nargs="?", help="2026-11-20, yesterday, monday or -1; today by default")
    add_json(parser, "one JSON document")


def run(args: argparse.Namespace, program: Program) -> int:
    day = read_day(args.date or "today", program.clock.today())
    kept = program.journal.between(day, day)
    if args.json:
        output.print_data([output.json_line(document(day, kept))])
    else:
        output.print_text(lines(day, kept))
    return report_missing(program)


def document(day: date, kept: Records) -> dict[str, Any]:
    """A day as JSON, with the records of an export in it."""
    return {
        "date": day.isoformat(),
        "checkin": next((encode(record) for record in kept.checkins), None),
        "workday": next((encode(record) for record in kept.workdays), None),
        "escalations": [encode(record) for record in kept.escalations],
    }


def lines(day: date, kept: Records) -> Iterator[str]:
    """A day as text at 80 columns."""
    yield f"{formats.long_day(day)} {day.year}"
    yield ""
    if not len(kept) - len(kept.nudge_states):
        yield "  Nothing is kept of this day."
        return
    facts = [("Work", workday_words(workday)) for workday in kept.workdays]
    for checkin in kept.checkins:
        facts += list(checkin_facts(checkin))
    width = min(max((cells(label) for label, _ in facts), default=0), 24)
    for label, text in facts:
        yield from wrapped(f"  {pad(label, width)}  ", text)
    for checkin in kept.checkins:
        if checkin.wins:
            yield from ("", "  Wins")
        for win in checkin.wins:
            yield from wrapped("  · ", win_words(win))
    for item in kept.escalations:
        yield ""
        yield from wrapped(f"  {'Ask' if item.kind == 'ask' else 'Escalation'}: ", item.title, "    ")
        for label, text in escalation_facts(item):
            yield from wrapped(f"    {label}: ", text, "      ")
    for checkin in kept.checkins:
        if checkin.note:
            yield from ("", "  Note")
            for line in checkin.note.split("\n"):
                yield from wrapped("    ", line)
