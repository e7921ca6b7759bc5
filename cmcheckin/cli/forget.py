"""`forget`: removes a day's words for good. It cannot be undone, so it shows what goes, and asks."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from cmcheckin.bootstrap import Program
from cmcheckin.cli.argument_types import read_day
from cmcheckin.cli.output import DONE, FAILED, REFUSED, confirm, print_message, quoted
from cmcheckin.cli.show import lines
from cmcheckin.cli.text_layout import wrapped
from cmcheckin.services.forgotten_words import MatchingFiles, find_files
from cmcheckin.wording import formats
from cmcheckin.wording.record_words import one_line

if TYPE_CHECKING:
    from cmcheckin.journal import Journal

DETAILS = """\
Erases the words from this device's journal, backups, drafts and cache, earlier
versions too, and deletes unfinished shares and reports that cover the day.
Numbers and times stay, so that the weeks still add up. Notes from that day on
an earlier escalation, and its outcome, are erased too. Files of other devices,
exports and shared files aren't changed, but those that may hold the words are
listed."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("date", metavar="DATE", help="the day: 2026-11-20, yesterday, monday or -1")
    parser.add_argument("--yes", action="store_true", help="do not ask")


def run(args: argparse.Namespace, program: Program) -> int:
    day = read_day(args.date, program.clock.today())
    journal = program.journal
    if not journal.forgettable(day):
        print_message(f"This device has no words from {day}. Nothing was changed.")
        _say_copies(find_files(program.paths, program.settings, day), day)
        return REFUSED
    if not args.yes:
        print_message("\n".join(lines(day, journal.between(day, day))))
        for line in _went_on(day, journal):
            print_message(line)
        print_message(
            "\nThese words will be erased for good, also from earlier versions, backups and drafts. There is no undo."
        )
        if not confirm(f"Forget {formats.long_day(day)} {day.year}?"):
            print_message("Nothing was changed.")
            return FAILED
    forgotten = journal.forget(day)
    count = len(forgotten.files)
    print_message(f"The words of {day} are gone from {count} {'file' if count == 1 else 'files'}.")
    if forgotten.other_devices:
        names = formats.listed([quoted(device) for device in forgotten.other_devices])
        print_message(f"Files written on {names} may still hold some of them: run `cmcheckin forget {day}` there too.")
    copies = find_files(program.paths, program.settings, day, forgotten)
    _say_copies(copies, day)
    exported = _exported(program, copies)
    if exported:
        files = f"{exported:,} {'file' if exported == 1 else 'files'}"
        where = quoted(program.paths.exports, 300)
        print_message(f"{where} holds {files} you exported. They were left, and may hold some of these words.")
    for path in forgotten.links:
        print_message(
            f"{quoted(path, 300)} isn't a regular file, so it was left alone, and so was anything it points to."
        )
    journal.close()
    return DONE


def _say_copies(copies: MatchingFiles, day: date) -> None:
    """List shared and exported files, which only the user may delete."""
    for paths, what in ((copies.certain, "still contain words"), (copies.possible, "may contain words")):
        if paths:
            print_message(f"These files {what} from {day}. Delete them, or export or share them again:")
            for path in paths:
                print_message(f"  {quoted(path, 300)}")


def _went_on(day: date, journal: Journal) -> Iterator[str]:
    """What was said that day of escalations that belong to another."""
    for item in journal.everything().escalations:
        if item.day == day:
            continue
        said = [update.text for update in item.updates if update.at is not None and item.day_at(update.at) == day]
        if item.outcome and item.resolved_day == day:
            said.append(item.outcome)
        if said:
            yield ""
            yield from wrapped("  Of an earlier escalation: ", item.title, "    ")
            for text in said:
                yield from wrapped("    · ", one_line(text), "      ")


def _exported(program: Program, copies: MatchingFiles) -> int:
    """Return how many files the exports folder has besides those in `copies`."""
    named = {*copies.certain, *copies.possible}
    try:
        with os.scandir(program.paths.exports) as entries:
            return sum(not entry.name.startswith(".") and entry.path not in named for entry in entries)
    except OSError:
        return 0
