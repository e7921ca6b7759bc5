"""`edit`: the check-in of an earlier day."""

from __future__ import annotations

import argparse

from cmcheckin.bootstrap import Program
from cmcheckin.cli.argument_types import read_past_day
from cmcheckin.cli.output import can_draw, need_terminal


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("date", metavar="DATE")
    parser.add_argument("--plain", action="store_true")


def run(args: argparse.Namespace, program: Program) -> int:
    day = read_past_day(args.date, program.clock.today())
    if not args.plain:
        need_terminal()
    if can_draw(program.environ) and not (args.plain or program.settings.plain):
        return program.run_ui("checkin", day)
    from cmcheckin.cli.plain.checkin import run_checkin

    return run_checkin(program, day)
