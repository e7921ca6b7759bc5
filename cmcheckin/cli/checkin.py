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
    if program.paths.is_encrypted:
        from cmcheckin.cli.passphrases import unlock_or_add

        unlock_or_add(program)
    if not args.plain:
        if can_draw(program.environ):
            return program.run_ui("auto" if args.due_only else "checkin", None if day == today else day)
        if args.due_only and not program.may_add_only:
            from cmcheckin.services.leave import starts_with_week

            if starts_with_week(program.journal, day):
                from cmcheckin.cli.week import print_week

                return print_week(program, None)
    from cmcheckin.cli.plain.checkin import run_checkin

    return run_checkin(program, day)
