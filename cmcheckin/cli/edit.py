"""`edit`: the check-in of an earlier day, on the same screen."""

from __future__ import annotations

import argparse

from cmcheckin.bootstrap import Program
from cmcheckin.cli.argument_types import read_past_day
from cmcheckin.cli.terminal import can_draw, need_terminal

DETAILS = "Without a screen: cmcheckin checkin --date DATE --plain, or cmcheckin log --date DATE."


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("date", metavar="DATE", help="the day: 2026-11-20, yesterday, monday or -1")


def run(args: argparse.Namespace, program: Program) -> int:
    day = read_past_day(args.date, program.clock.today())
    need_terminal()
    if can_draw(program.environ):
        return program.run_ui("checkin", day)
    from cmcheckin.cli.plain.session import ask

    return ask(program, day)
