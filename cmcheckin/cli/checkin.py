"""`checkin`, and what a bare `cmcheckin` does: the check-in on a screen, or in plain lines."""

from __future__ import annotations

import argparse

from cmcheckin.bootstrap import Program
from cmcheckin.cli.argument_types import read_past_day
from cmcheckin.cli.terminal import can_draw, need_terminal

DETAILS = """\
--plain asks the same questions line by line, for screen readers, dumb
terminals and scripts. Type one answer per line. An empty line skips a question,
keeps the answer in brackets, or confirms a day as shown. Each answer is saved
at once as a draft."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--date", metavar="DATE", help="2026-11-20, yesterday, monday or -1; today by default")
    parser.add_argument("--plain", action="store_true", help="ask in plain lines")


def run(args: argparse.Namespace, program: Program) -> int:
    today = program.clock.today()
    day = read_past_day(args.date, today, "--date")
    if not args.plain:
        need_terminal()
        if can_draw(program.environ):
            return program.run_ui("auto" if args.due_only else "checkin", None if day == today else day)
        checkin = program.journal.checkin(day) if args.due_only else None
        if checkin is not None and checkin.done:
            from cmcheckin.cli.week import show

            return show(program, None)
    from cmcheckin.cli.plain.session import ask

    return ask(program, day)
