"""`forget`: removes a day's words for good. It cannot be undone, so it shows what goes, and asks."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from cmcheckin.bootstrap import Program
from cmcheckin.cli.lines import wrapped
from cmcheckin.cli.output import DONE, FAILED, REFUSED, Stop, asked, quoted, say
from cmcheckin.cli.parsing import day as read_day
from cmcheckin.cli.show import lines
from cmcheckin.wording import formats
from cmcheckin.wording.entries import one_line

if TYPE_CHECKING:
    from cmcheckin.journal import Journal

DETAILS = """\
The words go from this device's journal and from its backups and drafts, also
from earlier versions. Numbers and times stay, so that the weeks still add up.
What was said that day of an earlier escalation, and how it ended, goes too.
Files that other devices wrote are left alone and named: run it there too."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("date", metavar="DATE", help="the day: 2026-11-20, yesterday, monday or -1")
    parser.add_argument("--yes", action="store_true", help="do not ask")


def run(args: argparse.Namespace, program: Program) -> int:
    day = read_day(args.date, program.clock.today())
    journal = program.journal
    if not journal.forgettable(day):
        raise Stop(REFUSED, f"This device keeps no words of {day}. Nothing was changed.")
    if not args.yes:
        say("\n".join(lines(day, journal.between(day, day))))
        for line in _went_on(day, journal):
            say(line)
        say("\nThe words of this day, in earlier versions too, go for good. This cannot be undone.")
        if not asked(f"Forget {formats.long_day(day)} {day.year}?"):
            say("Nothing was changed.")
            return FAILED
    forgotten = journal.forget(day)
    journal.close()
    exported = _exported(program)
    count = len(forgotten.files)
    say(f"The words of {day} are gone from {count} {'file' if count == 1 else 'files'}.")
    if forgotten.other_devices:
        names = formats.listed([quoted(device) for device in forgotten.other_devices])
        say(f"Files written on {names} may still hold some of them: run `cmcheckin forget {day}` there too.")
    if exported:
        files = f"{exported:,} {'file' if exported == 1 else 'files'}"
        where = quoted(program.places.exports, 300)
        say(f"{where} holds {files} you exported. They were left, and may hold some of these words.")
    for link in forgotten.links:
        say(f"{quoted(link, 300)} is a link. What it points to was not looked into and is as it was.")
    return DONE


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


def _exported(program: Program) -> int:
    """How many files lie in the folder of exports."""
    try:
        return sum(not name.startswith(".") for name in os.listdir(program.places.exports))  # noqa: PTH208
    except OSError:
        return 0
