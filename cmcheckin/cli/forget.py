"""`forget`: removes a day's words for good. It cannot be undone, so it shows what goes, and asks."""

from __future__ import annotations

import argparse

from cmcheckin.bootstrap import Program
from cmcheckin.cli.output import DONE, FAILED, REFUSED, Stop, asked, quoted, say
from cmcheckin.cli.parsing import day as read_day
from cmcheckin.cli.show import lines
from cmcheckin.wording import formats

DETAILS = """\
The words go from this device's journal and from its backups and drafts, also
from earlier versions. Numbers and times stay, so that the weeks still add up.
Files that other devices wrote are left alone and named: run it there too."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("date", metavar="DATE", help="the day: 2026-11-20, today or yesterday")
    parser.add_argument("--yes", action="store_true", help="do not ask")


def run(args: argparse.Namespace, program: Program) -> int:
    day = read_day(args.date, program.clock.today())
    journal = program.journal
    if not journal.forgettable(day):
        raise Stop(REFUSED, f"This device keeps no words of {day}. Nothing was changed.")
    if not args.yes:
        say("\n".join(lines(day, journal.between(day, day))))
        say("\nThe words of this day, in earlier versions too, go for good. This cannot be undone.")
        if not asked(f"Forget {formats.long_day(day)} {day.year}?"):
            say("Nothing was changed.")
            return FAILED
    forgotten = journal.forget(day)
    journal.close()
    count = len(forgotten.files)
    say(f"The words of {day} are gone from {count} {'file' if count == 1 else 'files'}.")
    if forgotten.other_devices:
        names = formats.listed([quoted(device) for device in forgotten.other_devices])
        say(f"Files written on {names} may still hold some of them: run `cmcheckin forget {day}` there too.")
    for link in forgotten.links:
        say(f"{quoted(link, 300)} is a link. What it points to was not looked into and is as it was.")
    return DONE
