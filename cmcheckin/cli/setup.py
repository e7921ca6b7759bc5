"""`setup`: the three questions of the first start, with the present settings as proposals."""

from __future__ import annotations

import argparse

from cmcheckin.bootstrap import Program
from cmcheckin.cli.output import USAGE, CommandError, can_draw, is_terminal
from cmcheckin.wording.setup import NO_TERMINAL


def arguments(parser: argparse.ArgumentParser) -> None:
    """Take no arguments."""


def run(args: argparse.Namespace, program: Program) -> int:
    if not (is_terminal() and can_draw(program.environ)):
        raise CommandError(USAGE, NO_TERMINAL)
    return program.run_setup()
