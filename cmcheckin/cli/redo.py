"""`redo`: make the change again that was undone last on this device."""

from __future__ import annotations

import argparse

from cmcheckin.bootstrap import Program
from cmcheckin.cli.undo import undo_or_redo


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--yes", action="store_true")


def run(args: argparse.Namespace, program: Program) -> int:
    return undo_or_redo(program, "redo", agreed=args.yes)
