"""`nudges`: the nudges of one morning or of many, the evidence for one, and answers to them."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from cmcheckin.bootstrap import Program
from cmcheckin.cli import output, status_summary
from cmcheckin.cli.argument_types import add_range, nearest, read_day, read_past_day, read_past_range
from cmcheckin.cli.files import report_missing
from cmcheckin.cli.output import DONE, REFUSED, USAGE, CommandError, quoted
from cmcheckin.domain.nudge import KINDS, Nudge, kinds_off
from cmcheckin.domain.nudge_state import ACTIONS, LEAVE, NOT_USEFUL, OFF, ON, PEAK, SNOOZE, SNOOZE_DAYS
from cmcheckin.domain.numbers import rounded
from cmcheckin.insight.arbitration import Answers
from cmcheckin.insight.nudges import MorningNudges
from cmcheckin.services.active_nudges import save_answer, twice_not_useful
from cmcheckin.services.nudge_history import past_mornings
from cmcheckin.wording import nudge_cards as words
from cmcheckin.wording.formats import short_day
from cmcheckin.wording.nudges import WIDTH, card_lines, explanation, wrapped_explanation

if TYPE_CHECKING:
    from cmcheckin.domain.workday import Workday
    from cmcheckin.journal import Journal

WHY: Final = "why"
MAX_DAYS: Final = 366
"""Most days ahead that a snooze, peak or leave may end. A kind can be switched off for good instead."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", metavar="ACTION", nargs="?")
    parser.add_argument("what", metavar="KIND", nargs="?")
    parser.add_argument("--on", metavar="DATE")
    add_range(parser)
    parser.add_argument("--until", metavar="DATE")
    parser.add_argument("--weeks", metavar="N")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--plain", action="store_true")


def run(args: argparse.Namespace, program: Program) -> int:
    if args.plain:
        from cmcheckin.cli.plain.parts import check_alone, run_part

        check_alone(args)
        return run_part(program, "nudges")
    if args.action in ACTIONS:
        _refuse_flags(args)
        return answer(args, program)
    if args.until is not None or args.weeks is not None:
        raise CommandError(USAGE, words.END_WITHOUT_ACTION)
    if args.action == WHY:
        _refuse_flags(args)
        return _why(args.what, program)
    if args.action is not None:
        raise CommandError(USAGE, words.unknown_action(quoted(args.action), nearest(args.action, (*ACTIONS, WHY))))
    return _show(args, program)


def _refuse_flags(args: argparse.Namespace) -> None:
    """Raise CommandError if `args` have a flag that only belongs to listing nudges."""
    for flag, value in (("on", args.on), ("from", args.first), ("to", args.last), ("json", args.json or None)):
        if value is not None:
            raise CommandError(USAGE, words.REFUSED_FLAG.format(action=args.action, flag=flag))


def _show(args: argparse.Namespace, program: Program) -> int:
    """Print the nudges of one morning, or of those from `--from` to `--to`."""
    today, is_range = program.clock.today(), args.first is not None or args.last is not None
    if not is_range:
        first = last = read_past_day(args.on, today, "--on")
    elif args.on is not None:
        raise CommandError(USAGE, words.ONE_OR_MANY)
    elif args.first is None:
        raise CommandError(USAGE, words.TO_WITHOUT_FROM)
    else:
        first, last = read_past_range(args.first, args.last or "today", today)
    mornings = _mornings(program, first, last)
    if args.json:
        output.print_json(document(morning) for morning in mornings)
    elif is_range:
        found = [line for morning in mornings for line in _shown_lines(morning)]
        output.print_text(found[1:] or [words.NONE_SHOWN])
    else:
        output.print_text(_morning_lines(next(iter(mornings)), program, today))
    return report_missing(program)


def _mornings(program: Program, first: date, last: date) -> Iterator[MorningNudges]:
    return past_mornings(program.journal, program.settings, first, last, program.clock.today())


def _morning_lines(morning: MorningNudges, program: Program, today: date) -> Iterator[str]:
    yield words.morning_title(morning.on, today)
    if program.journal.checkin(morning.on) is None:
        yield from ("", f"  {words.no_checkin(morning.on)}")
    elif not any(nudge.shown for nudge in morning.nudges):
        yield from ("", f"  {words.NO_NUDGES}")
    for nudge in morning.nudges:
        yield ""
        if nudge.shown:
            from cmcheckin.cli.text_layout import wrapped

            yield from (f"  {line}" for line in card_lines(nudge.finding))
            yield from wrapped("  ", words.line_reason(nudge))
            yield from (f"  {line}" for line in words.how_to_answer(nudge))
        else:
            yield f"  {words.held_back(nudge)}"
    if quiet := _quiet_line(program, today):
        from cmcheckin.cli.text_layout import wrapped  # most mornings need none

        yield from ("", *wrapped("  ", quiet))


def _quiet_line(program: Program, today: date) -> str:
    states = sorted(program.journal.nudge_states(), key=lambda state: state.at)
    answers = Answers(states, kinds_off(program.settings.nudges_off))
    until = answers.quiet_until.items()
    running = [(name, day) for name, day in until if day + timedelta(name in (PEAK, LEAVE)) > today]
    return words.quiet_now(sorted(answers.off), sorted(running), today)


def _shown_lines(morning: MorningNudges) -> Iterator[str]:
    for nudge in morning.nudges:
        if nudge.shown:
            yield from ("", f"{short_day(nudge.on)} {nudge.on.year}   {nudge.id}")
            yield from (f"  {line}" for line in card_lines(nudge.finding))


def document(morning: MorningNudges) -> dict[str, object]:
    """Return `morning` as the JSON document of `nudges --json`."""
    return {"on": morning.on.isoformat(), "nudges": [_nudge_document(nudge) for nudge in morning.nudges]}


def _nudge_document(nudge: Nudge) -> dict[str, object]:
    found = nudge.finding
    return {
        "id": nudge.id, "kind": found.kind, "family": found.family, "level": nudge.level, "shown": nudge.shown,
        "days": [day.isoformat() for day in found.days],
        "numbers": {name: _number(value) for name, value in found.numbers.items()},
        "text": "\n".join(card_lines(found)), "why": "\n".join(explanation(found)),
    }  # fmt: skip


def _number(value: float) -> float | int:
    """Return `value` rounded to two decimals, as an int where it is whole."""
    shown = rounded(float(value), 2)
    return int(shown) if shown.is_integer() else shown


def _why(name: str | None, program: Program) -> int:
    from cmcheckin.cli.text_layout import wrapped

    if not name:
        raise CommandError(USAGE, words.NO_ID)
    kind, on = known_kind(name[:-11] if name[-11:-10] == "-" else name), name[-10:]
    today = program.clock.today()
    if name[-11:-10] != "-":
        raise CommandError(USAGE, words.NEEDS_MORNING.format(kind=kind, today=today))
    day = read_past_day(on, today, words.MORNING)
    morning = next(iter(_mornings(program, day, day)))
    nudge = next((nudge for nudge in morning.nudges if nudge.finding.kind == kind), None)
    if nudge is None:
        raise CommandError(output.FAILED, words.no_such_nudge(quoted(name), [other.id for other in morning.nudges]))
    states = [state for state in program.journal.nudge_states() if state.kind == kind]
    held = words.line_reason(nudge) if nudge.shown else words.held_back(nudge)
    texts = [held, words.last_answer(states, today)]
    if kind in kinds_off(program.settings.nudges_off):
        texts.append(words.in_config(kind))
    output.print_text(
        [*card_lines(nudge.finding), ""]
        + [line for lines in wrapped_explanation(nudge.finding, WIDTH) for line in lines]
        + [line for text in texts for line in wrapped("", text, width=WIDTH)]
    )
    return report_missing(program)


# Answers


def answer(args: argparse.Namespace, program: Program) -> int:
    """Save the answer in `args` to the journal of `program`, and print its effect. Return the exit code."""
    action, today = args.action, program.clock.today()
    if action not in (PEAK, LEAVE):
        if not args.what:
            raise CommandError(USAGE, words.NEEDS_KIND.format(action=action, kinds=", ".join(KINDS)))
        kind = known_kind(args.what)
    elif args.what:
        raise CommandError(USAGE, words.TAKES_NO_KIND.format(action=action))
    else:
        kind = ""
    until = _until(args, action, today)
    if action == LEAVE and until is not None:
        return _answer_leave(program, until, today)
    state = save_answer(program.journal, program.clock, action, kind, until)
    status_summary.after_change(program)
    output.print_message(words.answer_effect(state, today))
    if action in (ON, OFF) and kind in kinds_off(program.settings.nudges_off):
        output.print_message(words.in_config(kind, on=action == ON))
    if action == NOT_USEFUL and twice_not_useful(program.journal.nudge_states(), kind):
        output.print_message(words.OFFER_OFF_COMMAND.format(kind=kind))
    return DONE


def _answer_leave(program: Program, until: date, today: date) -> int:
    """Pause nudges up to `until`, and plan leave on the working days until then. Return the exit code."""
    from cmcheckin.services.leave import days_away

    def days(journal: Journal) -> tuple[Workday, ...]:
        return days_away(journal, program.settings.schedule, until, today)

    state = save_answer(program.journal, program.clock, LEAVE, until=until, also=days)
    status_summary.after_change(program)
    output.print_message(words.answer_effect(state, today))
    ahead = program.journal.between(today + timedelta(1), max(until, today + timedelta(1))).workdays
    if planned := sum(day.kind == LEAVE for day in ahead):
        output.print_message(words.leave_planned(planned))
    return DONE


def known_kind(name: str) -> str:
    """Return the kind named `name`. Raises CommandError if there is none, with the nearest one in its message."""
    plain = name.replace("-", "_").lower()
    if plain in KINDS:
        return plain
    family = [name for name, kind in KINDS.items() if kind.family == plain]
    raise CommandError(USAGE, words.unknown_kind(quoted(name), nearest(plain, KINDS), KINDS, family))


def _until(args: argparse.Namespace, action: str, today: date) -> date | None:
    """Return the last day that `action` applies to; None for one without an end. Raises CommandError for a mistake."""
    if action not in (SNOOZE, PEAK, LEAVE):
        if args.until is not None or args.weeks is not None:
            raise CommandError(USAGE, words.TAKES_NO_END.format(action=action, snooze=SNOOZE))
        return None
    if args.weeks is not None:
        if args.until is not None:
            raise CommandError(USAGE, words.UNTIL_OR_WEEKS)
        if action != SNOOZE:
            raise CommandError(USAGE, words.TAKES_UNTIL.format(action=action))
        if not (args.weeks.isascii() and args.weeks.isdecimal() and len(args.weeks) < 4 and 1 <= int(args.weeks) <= 52):
            raise CommandError(USAGE, words.NOT_WEEKS)
        return today + timedelta(weeks=int(args.weeks))
    if args.until is None:
        if action != SNOOZE:
            raise CommandError(USAGE, words.NEEDS_UNTIL.format(action=action))
        return today + timedelta(SNOOZE_DAYS)
    until = read_day(args.until, today, ahead=True)
    if until < today + timedelta(action == SNOOZE):
        raise CommandError(REFUSED, words.END_IS_OVER.format(until=until, today=today))
    if (until - today).days > MAX_DAYS:
        raise CommandError(REFUSED, words.END_TOO_FAR.format(until=until, off=OFF))
    return until
