"""`checkin`, and `cmcheckin` without a command: the check-in on the screen or in plain lines."""

from __future__ import annotations

import argparse

from cmcheckin.bootstrap import Program
from cmcheckin.cli.argument_types import read_past_day
from cmcheckin.cli.output import can_draw, need_terminal


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--date", metavar="DATE")
    parser.add_argument("--plain", action="store_true")


def run(args: argparse.Namespace, program: Program) -> int:
    today = program.clock.today()
    day = read_past_day(args.date, today, "--date")
    if not args.plain:
        need_terminal()
        if can_draw(program.environ):
            return program.run_ui("auto" if args.due_only else "checkin", None if day == today else day)
        checkin = program.journal.checkin(day) if args.due_only else None
        if checkin is not None and checkin.done:
            from cmcheckin.cli.week import print_week

            return print_week(program, None)
    from cmcheckin.cli.plain.checkin import run_checkin

    return run_checkin(program, day)
