"""`redo`: make the change again that was undone last on this device."""

from __future__ import annotations

import argparse

from cmcheckin.bootstrap import Program
from cmcheckin.cli.undo import undo_or_redo
from cmcheckin.wording import changes as words


def arguments(_: argparse.ArgumentParser) -> None:
    pass


def run(_: argparse.Namespace, program: Program) -> int:
    return undo_or_redo(program, program.journal.redo, words.REDONE, words.REDO_CONFLICT)
