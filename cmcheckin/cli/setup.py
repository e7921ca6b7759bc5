"""`setup`: the three questions of the first start, with the present settings as proposals."""

from __future__ import annotations

import argparse

from cmcheckin.bootstrap import Program
from cmcheckin.cli.output import DONE, FAILED, USAGE, CommandError, can_draw, is_terminal, print_message
from cmcheckin.wording.plain_setup import NOT_SAVED
from cmcheckin.wording.setup import NO_TERMINAL


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--plain", action="store_true")


def run(args: argparse.Namespace, program: Program) -> int:
    if is_terminal() and can_draw(program.environ) and not (args.plain or program.settings.plain):
        return program.run_setup()
    if not (args.plain or is_terminal()):
        raise CommandError(USAGE, NO_TERMINAL)
    from cmcheckin.cli.plain.dialogue import Back, Dialogue, Quit
    from cmcheckin.cli.plain.setup import ask_setup

    try:
        ask_setup(Dialogue(), program)
    except (Back, Quit):
        print_message(NOT_SAVED)
        return FAILED
    return DONE
