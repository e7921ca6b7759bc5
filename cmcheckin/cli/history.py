"""`history`: every version of the records of a day, or of an escalation. It can bring one back."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import UTC, datetime
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from cmcheckin.bootstrap import Program
from cmcheckin.cli import status_summary
from cmcheckin.cli.argument_types import read_day
from cmcheckin.cli.files import report_missing
from cmcheckin.cli.output import DONE, REFUSED, USAGE, CommandError, print_json, print_message, print_text, quoted
from cmcheckin.cli.record_changes import change_lines, changed_fields
from cmcheckin.domain.fields import Key
from cmcheckin.domain.records import encode
from cmcheckin.wording import formats
from cmcheckin.wording import recovery as words

if TYPE_CHECKING:
    from cmcheckin.domain.records import Record
    from cmcheckin.journal import Journal, Version


class _Entry(NamedTuple):
    """A version of the record of `key`, and the version before it."""

    key: Key
    version: Version
    earlier: Version | None

    @property
    def before(self) -> Record | None:
        """The record before the version."""
        return self.earlier.record if self.earlier else None


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("date", metavar="DATE")
    parser.add_argument("--restore", metavar="N", type=_number)
    parser.add_argument("--json", action="store_true")


def _number(text: str) -> int:
    if text.isascii() and text.isdecimal() and int(text[:9]):
        return int(text[:9])
    raise argparse.ArgumentTypeError(words.NOT_A_NUMBER)


def run(args: argparse.Namespace, program: Program) -> int:
    subject, keys = _subject(args.date, program)
    entries = _entries(program.journal, keys)
    if args.restore is not None:
        return _restore(program, entries, args.restore)
    if args.json:
        print_json([{"versions": [_document(n, entry, program) for n, entry in enumerate(entries, 1)]}])
    elif entries:
        print_text(_lines(subject, entries, program))
        print_message(f"\n{words.HOW_TO_RESTORE_VERSION.format(argument=quoted(args.date))}")
    elif not program.report_missing():
        print_message(words.NO_VERSIONS.format(subject=subject))
    return report_missing(program)


def _subject(text: str, program: Program) -> tuple[str, list[Key]]:
    """Return the name and the keys of what `text` names: a day, or the id of an escalation. Raises CommandError."""
    journal = program.journal
    try:
        day = read_day(text, program.clock.today())
    except CommandError:
        if journal.history(Key("escalation", text)):
            return quoted(text), [Key("escalation", text)]
        raise CommandError(USAGE, words.NEITHER_DAY_NOR_ID.format(text=quoted(text))) from None
    keys = [Key("checkin", day.isoformat()), Key("workday", day.isoformat())]
    from cmcheckin.journal.undoing import escalations_of

    keys += escalations_of(journal.store, day)
    return f"{formats.long_day(day)} {day.year}", keys


def _entries(journal: Journal, keys: list[Key]) -> list[_Entry]:
    """Return all versions of the records of `keys`, the newest last."""
    found: list[tuple[datetime, _Entry]] = []
    for key in keys:
        earlier, latest = None, datetime.min.replace(tzinfo=UTC)
        for version in journal.history(key):
            latest = max(latest, version.at)  # a device with a slow clock must not change the order of a record
            found.append((latest, _Entry(key, version, earlier)))
            earlier = version
    for key in keys:
        journal.get(key)  # so that what can't be read of the present version is reported
    return [entry for _, entry in sorted(found, key=itemgetter(0))]


def _lines(subject: str, entries: list[_Entry], program: Program) -> Iterator[str]:
    yield subject
    for number, entry in enumerate(entries, 1):
        key, version, earlier = entry
        at = version.at.astimezone(program.clock.zone)
        name = words.record_name(key, quoted(key.id))
        change = words.change_word(added=earlier is None or earlier.is_deleted, deleted=version.is_deleted)
        yield ""
        yield words.version_title(number, at, quoted(version.device), quoted(version.why), f"{name} {change}")
        if version.record is not None:
            yield from change_lines(entry.before, version.record, "    ")
        elif not version.is_deleted:
            yield f"    {words.VERSION_UNREADABLE}"


def _document(number: int, entry: _Entry, program: Program) -> dict[str, object]:
    version = entry.version
    return {
        "number": number,
        "type": entry.key.type,
        "key": entry.key.id,
        "at": version.at.astimezone(program.clock.zone).isoformat(timespec="seconds"),
        "device": version.device,
        "why": version.why,
        "changed": changed_fields(entry.before, version.record),
        "record": encode(version.record) if version.record else None,
        "deleted": version.is_deleted,
    }


def _restore(program: Program, entries: list[_Entry], number: int) -> int:
    """Save version `number` of `entries` as a new change."""
    if number > len(entries):
        raise CommandError(REFUSED, words.no_version(number, len(entries)))
    key, version, _ = entries[number - 1]
    if version.record is None and not version.is_deleted:
        raise CommandError(REFUSED, words.NOT_BROUGHT_BACK.format(number=number))
    journal = program.journal
    put = [] if version.record is None else [version.record]
    saved = journal.save(put, delete=[] if put else [key], expected={key: journal.get(key)}, why="restore")
    print_message(
        (words.VERSION_RESTORED if saved else words.ALREADY_THAT_VERSION).format(
            record=words.record_name(key, quoted(key.id)), number=number
        )
    )
    if saved:
        status_summary.after_change(program)
    return DONE
