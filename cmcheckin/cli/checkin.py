"""`checkin`, and `cmcheckin` without a command: the check-in on the screen or in plain lines."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import TYPE_CHECKING

from cmcheckin.bootstrap import Program
from cmcheckin.cli.output import DONE, can_draw, is_terminal, need_terminal
from cmcheckin.domain.fields import EARLIEST, LATEST

if TYPE_CHECKING:
    import argparse


def parsed(argv: list[str]) -> SimpleNamespace | None:
    """Return the arguments if `argv` has none, else None: loading argparse would take 2 ms."""
    return None if argv else SimpleNamespace(date=None, plain=False)


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--date", metavar="DATE")
    parser.add_argument("--plain", action="store_true")


def run(args: argparse.Namespace, program: Program) -> int:
    today = program.clock.today()
    day = today
    if args.date is not None or not EARLIEST <= today <= LATEST:
        from cmcheckin.cli.argument_types import read_past_day

        day = read_past_day(args.date, today, "--date")
    if not args.plain:
        need_terminal()
    if program.paths.is_encrypted:
        from cmcheckin.cli.passphrases import unlock_or_add

        unlock_or_add(program)
    if can_draw(program.environ) and not (args.plain or program.settings.plain):
        return program.run_ui("auto" if args.due_only else "checkin", None if day == today else day)
    if args.due_only and not program.may_add_only:
        return _open(program, day)
    from cmcheckin.cli.plain.checkin import run_checkin

    return run_checkin(program, day)


def _open(program: Program, today: date) -> int:
    """Ask the check-in of `today` if it is due, show the week, and at a terminal ask what to do next. Return the exit
    code."""
    from cmcheckin.services.leave import starts_with_week

    code, is_due, is_shown = DONE, not starts_with_week(program.journal, today), False
    if is_due:
        from cmcheckin.cli.plain.checkin import ask_checkin

        code, is_shown = ask_checkin(program, today, shows_week=True)
    if is_due and (code or not is_terminal()):
        return code
    from cmcheckin.cli.plain.dialogue import Dialogue
    from cmcheckin.cli.plain.parts import run as run_part
    from cmcheckin.cli.plain.week import WeekPart

    return run_part(WeekPart(Dialogue(), program, is_shown=is_shown)) or code
