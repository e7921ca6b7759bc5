"""`show`: the records of a day as text, or as one JSON document."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from cmcheckin.bootstrap import Program
from cmcheckin.cli.argument_types import read_day
from cmcheckin.cli.files import report_missing
from cmcheckin.cli.output import print_json, print_text
from cmcheckin.cli.text_layout import wrapped
from cmcheckin.domain.fields import JSON, Key
from cmcheckin.domain.records import Record, Records, encode
from cmcheckin.wording import formats
from cmcheckin.wording import record_words as words
from cmcheckin.wording.text_cells import cells, pad
from cmcheckin.wording.week import WINS

if TYPE_CHECKING:
    from cmcheckin.domain.conflicts import FieldConflict


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("date", metavar="DATE", nargs="?")
    parser.add_argument("--json", action="store_true")


def run(args: argparse.Namespace, program: Program) -> int:
    day = read_day(args.date or "today", program.clock.today())
    records = program.journal.between(day, day)
    conflicts = program.journal.conflicts()
    if args.json:
        print_json([day_document(day, records, conflicts)])
    else:
        print_text(day_lines(day, records, conflicts, program.clock.now()))
    return report_missing(program)


def day_document(day: date, records: Records, conflicts: Iterable[FieldConflict]) -> dict[str, object]:
    """Return the `records` of `day` as a JSON document, encoded as in an export, with their open `conflicts`."""

    def encoded(record: Record) -> dict[str, JSON]:
        own = [conflict for conflict in conflicts if conflict.key == record.key]
        if not own:
            return encode(record)
        from cmcheckin.domain.conflicts import encode_with_conflicts

        return encode_with_conflicts(record, own)

    return {
        "date": day.isoformat(),
        "checkin": next(map(encoded, records.checkins), None),
        "workday": next(map(encoded, records.workdays), None),
        "escalations": [*map(encoded, records.escalations)],
    }


def day_lines(
    day: date, records: Records, conflicts: Sequence[FieldConflict] = (), now: datetime | None = None
) -> Iterator[str]:
    """Yield the `records` of `day` as text at 80 columns, then their open `conflicts`, with times in the zone of `now`.

    Fields in conflict have a mark.
    """
    differing: dict[Key, set[str]] = {}
    for conflict in conflicts:
        field = conflict.field[-1:] if conflict.field[:1] in (("metrics",), ("answers",)) else conflict.field[:1]
        differing.setdefault(conflict.key, set()).update(field)

    def marked(label: str, record: Record, *names: str) -> str:
        return f"{label}{words.DIFFERS}" if differing.get(record.key, set()).intersection(names) else label

    yield f"{formats.long_day(day)} {day.year}"
    if len(records) == len(records.nudge_states) + len(records.reply_states) and not differing:
        yield from ("", f"  {words.EMPTY_DAY}")
        return
    facts = [(marked(words.WORK, workday, *workday.raw()), words.workday_line(workday)) for workday in records.workdays]
    for checkin in records.checkins:
        facts += [(marked(label, checkin, label, label.lower()), text) for label, text in words.checkin_facts(checkin)]
    if facts:
        yield ""
    width = min(max((cells(label) for label, _ in facts), default=0), 24)
    for label, text in facts:
        yield from wrapped(f"  {pad(label, width)}  ", text)
    for checkin in records.checkins:
        if checkin.wins:
            yield from ("", f"  {marked(WINS, checkin, 'wins')}")
        for win in checkin.wins:
            yield from wrapped("  · ", words.win_line(win))
    for item in records.escalations:
        yield ""
        label = marked(words.escalation_label(item), item, *item.raw())
        yield from wrapped(f"  {label}: ", item.title, "    ")
        for label, text in words.escalation_facts(item):
            yield from wrapped(f"    {label}: ", text, "      ")
    for checkin in records.checkins:
        if checkin.note:
            yield from ("", f"  {marked(words.NOTE, checkin, 'note')}")
            for line in checkin.note.split("\n"):
                yield from wrapped("    ", line)
    if differing and now is not None:
        from cmcheckin.cli.open_conflicts import conflicts_of

        yield from conflicts_of(records, conflicts, now)
