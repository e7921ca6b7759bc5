"""The parts of the program in plain lines, by the names of the screens in `ui/places.py`."""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Final

from cmcheckin.cli.files import report_missing
from cmcheckin.cli.output import DONE, USAGE, CommandError, print_message
from cmcheckin.cli.plain.dialogue import Dialogue, Quit
from cmcheckin.cli.plain.part import Part
from cmcheckin.wording import plain_parts as words

if TYPE_CHECKING:
    from cmcheckin.bootstrap import Program
    from cmcheckin.domain.week import Week

PARTS: Final = {
    "week": "week.WeekPart",
    "trends": "trends.TrendsPart",
    "history": "history.HistoryPart",
    "wins": "wins.WinsPart",
    "escalations": "escalations.EscalationsPart",
    "nudges": "nudges.NudgesPart",
    "report": "report.ReportPart",
    "share": "share.SharePart",
    "inbox": "inbox.InboxPart",
    "importing": "importing.ImportPart",
}
"""Where the class of each part is in this package."""
FLAGS: Final = {
    "first": "--from", "last": "--to", "action": "ACTION", "reply": "REPLY", "which": "ESCALATION", "period": "PERIOD",
}  # fmt: skip
"""What options are called whose values have other names."""


def make_part(name: str, terminal: Dialogue, program: Program, week: Week | None = None) -> Part:
    """Return the part `name` of `program` in `terminal`, opened from `week`."""
    module, _, class_name = PARTS[name].partition(".")
    part: Part = getattr(import_module(f"cmcheckin.cli.plain.{module}"), class_name)(terminal, program, week)
    return part


def run_part(program: Program, name: str, week: Week | None = None, then: str = "", *, asks: bool = True) -> int:
    """Run the part `name` of `program` until the user leaves or goes back, with `then` as what is typed first. Into a
    pipe or a file, or unless it `asks`, print it once. Return the exit code."""
    terminal = Dialogue()
    terminal.interactive = asks and terminal.interactive and sys.stdout.isatty()
    program.journal.checkin(program.clock.today())  # a locked diary is unlocked first, or ends the command
    part = make_part(name, terminal, program, week)
    if then:
        part.begin_with(then)
    return run(part) or report_missing(program)


def check_alone(args: argparse.Namespace, *allowed: str) -> None:
    """Raise CommandError if `args` have options that don't go with --plain: any that isn't `allowed`."""
    known = {"plain", "home", "due_only", *allowed}
    if name := next((name for name, value in vars(args).items() if value and name not in known), ""):
        option = FLAGS.get(name) or f"--{name.replace('_', '-')}"
        raise CommandError(USAGE, words.NOT_WITH.format(option=option))


def run(part: Part) -> int:
    """Run `part` until the user leaves or goes back. Return the exit code."""
    try:
        part.run()
    except Quit:
        pass
    except KeyboardInterrupt:
        print_message("")
    return DONE


def print_part(part: Part) -> None:
    """Print what `part` shows, and ask nothing."""
    is_interactive, part.terminal.interactive = part.terminal.interactive, False
    try:
        part.run()
    finally:
        part.terminal.interactive = is_interactive
