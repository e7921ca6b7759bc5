"""Answers to nudges, given on the command line."""

from __future__ import annotations

import argparse
from datetime import date, timedelta
from typing import Final

from cmcheckin.bootstrap import Program
from cmcheckin.cli import output, status_summary
from cmcheckin.cli.argument_types import read_day
from cmcheckin.cli.output import DONE, REFUSED, USAGE, CommandError, quoted
from cmcheckin.domain.nudge import KINDS, kinds_off
from cmcheckin.domain.nudge_state import LEAVE, NOT_USEFUL, OFF, ON, PEAK, SNOOZE, SNOOZE_DAYS
from cmcheckin.services.active_nudges import save_answer, twice_not_useful
from cmcheckin.wording import nudge_cards as words
from cmcheckin.wording import nudge_command as errors

MAX_DAYS: Final = 366
"""Most days ahead that a snooze, peak or leave may end. A kind can be switched off for good instead."""


def answer(args: argparse.Namespace, program: Program) -> int:
    """Save the answer in `args` and print what it leads to."""
    action, today = args.action, program.clock.today()
    if action in (PEAK, LEAVE):
        if args.what:
            raise CommandError(USAGE, errors.TAKES_NO_KIND.format(action=action))
        kind = ""
    else:
        if not args.what:
            raise CommandError(USAGE, errors.needs_kind(action, KINDS))
        kind = known_kind(args.what)
    state = save_answer(program.journal, program.clock, action, kind, _until(args, action, today))
    status_summary.after_change(program)
    output.print_message(words.answer_effect(state, today))
    if action in (ON, OFF) and kind in kinds_off(program.settings.nudges_off):
        output.print_message(words.in_config(kind, on=action == ON))
    if action == NOT_USEFUL and twice_not_useful(program.journal.nudge_states(), kind):
        output.print_message(words.OFFER_OFF_COMMAND.format(kind=kind))
    return DONE


def known_kind(name: str) -> str:
    """Return the kind named `name`. Raises CommandError if there is none, with the nearest one in its message."""
    if name in KINDS:
        return name
    plain = name.replace("-", "_").lower()
    if plain in KINDS:
        return plain
    import difflib  # only a mistyped kind needs it

    near = difflib.get_close_matches(plain, KINDS, 1, 0.4)
    family = [name for name, kind in KINDS.items() if kind.family == plain]
    raise CommandError(USAGE, words.unknown_kind(quoted(name), near[0] if near else "", KINDS, family))


def _until(args: argparse.Namespace, action: str, today: date) -> date | None:
    if action not in (SNOOZE, PEAK, LEAVE):
        if args.until is not None or args.weeks is not None:
            raise CommandError(USAGE, errors.TAKES_NO_END.format(action=action, snooze=SNOOZE))
        return None
    if args.weeks is not None and args.until is not None:
        raise CommandError(USAGE, errors.UNTIL_OR_WEEKS)
    if action != SNOOZE and args.weeks is not None:
        raise CommandError(USAGE, errors.TAKES_UNTIL.format(action=action))
    if args.weeks is not None:
        if not (args.weeks.isascii() and args.weeks.isdecimal() and len(args.weeks) < 4 and 1 <= int(args.weeks) <= 52):
            raise CommandError(USAGE, errors.NOT_WEEKS)
        return today + timedelta(weeks=int(args.weeks))
    if args.until is None:
        if action != SNOOZE:
            raise CommandError(USAGE, errors.NEEDS_UNTIL.format(action=action))
        return today + timedelta(SNOOZE_DAYS)
    until = read_day(args.until, today, ahead=True)
    if until < today + timedelta(action == SNOOZE):
        raise CommandError(REFUSED, errors.END_IS_OVER.format(until=until, today=today))
    if (until - today).days > MAX_DAYS:
        raise CommandError(REFUSED, errors.END_TOO_FAR.format(until=until, off=OFF))
    return until
