"""`hints`: show what files contain for days that aren't logged, and save it as proposals for the check-in."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from cmcheckin.bootstrap import Program
from cmcheckin.checkin.workload import usual_day
from cmcheckin.cli.argument_types import add_range, read_past_day, read_range
from cmcheckin.cli.output import (
    DONE,
    FAILED,
    REFUSED,
    USAGE,
    CommandError,
    is_confirmed,
    is_terminal,
    print_fitted,
    print_json,
    print_message,
    prompt,
    quoted,
)
from cmcheckin.cli.text_layout import wrapped
from cmcheckin.domain.days import each_day
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.records import encode
from cmcheckin.domain.workday import Workday
from cmcheckin.hints.day_hint import DayHint, raw
from cmcheckin.hints.proposed_day import proposed_workday
from cmcheckin.interchange.readers.source import shown_name
from cmcheckin.services import hints
from cmcheckin.services.hints import HintReport
from cmcheckin.wording import hints as words
from cmcheckin.wording.checkin import day_in_short
from cmcheckin.wording.command_messages import NOTHING_CHANGED, nothing_changed

DAYS: Final = 14
"""How many days are read by default. The last one is yesterday."""
MAX_DAYS: Final = 366
"""The limit on days that are read."""
MOST_PEOPLE: Final = 20
"""How many people are listed when the user is asked which of them they are."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", nargs="*")
    add_range(parser)
    parser.add_argument("--me", metavar="NAME", action="append", default=[])
    parser.add_argument("--dry-run", action="store_true")
    parser.add_argument("--yes", action="store_true")
    parser.add_argument("--json", action="store_true")


def run(args: argparse.Namespace, program: Program) -> int:
    files = args.file or program.settings.hint_files
    if not files:
        raise CommandError(USAGE, words.NO_FILES)
    days = _days(args, program.clock.today())
    journal = program.journal
    logged = {day.date for day in journal.between(days[0], days[-1]).workdays}
    me: list[str] = list(args.me)
    report = _read(files, program, days, me)
    if report.people and is_terminal() and not (args.json or args.yes):
        me += _ask(report)
        report = _read(files, program, days, me)
    new = [hint for day, hint in report.by_day.items() if day not in logged and day < program.clock.today()]
    is_whole = not report.problems and not any(one.is_bad for one in report.unused)
    proposed = {
        day: proposed_workday(hint, usual_day(day, program.settings.schedule, program.clock.zone))
        for day, hint in report.by_day.items()
        if day not in logged
    }
    if args.json:
        print_json([_document(report, days, proposed)])
    else:
        print_fitted(_lines(report, days, proposed))
    for line in _problem_lines(report):
        print_message(line)
    if not report.by_day:
        if {shown_name(path) for path in files} <= {problem.file for problem in report.problems}:
            raise CommandError(FAILED, NOTHING_CHANGED)
        message = words.nothing_found(days[0], days[-1], is_whole=is_whole)
        raise CommandError(REFUSED if is_whole else FAILED, message)
    if not args.dry_run and (args.yes or not args.json):
        if not new:
            print_message(words.ALL_LOGGED)
        elif not is_confirmed(words.confirm_saving(len(new)), yes=args.yes):
            return FAILED
        else:
            _save(program, new, me)
            hints.delete_proposals(program.paths, lambda day: journal.workday(day) is not None)
    elif not args.json:
        print_message(NOTHING_CHANGED)
    return DONE if is_whole else FAILED


def _days(args: argparse.Namespace, today: date) -> tuple[date, ...]:
    """Return the days to read: by default, DAYS days ending with yesterday. Raises CommandError."""
    first, last = read_range(args.first, args.last, today)
    last = today - timedelta(1) if args.last is None else last
    first = min(last, today) - timedelta(DAYS - 1) if args.first is None else first
    for flag, day in (("--from", first), ("--to", last)):
        read_past_day(day.isoformat(), today, flag)
    if (last - first).days >= MAX_DAYS:
        raise CommandError(REFUSED, nothing_changed(words.TOO_MANY_DAYS.format(most=MAX_DAYS)))
    read_range(first.isoformat(), last.isoformat(), today)
    return tuple(each_day(first, last))


def _read(files: Sequence[str], program: Program, days: tuple[date, ...], me: list[str]) -> HintReport:
    return hints.read_files(files, program.settings, program.paths, program.clock, days, me)


def _ask(report: HintReport) -> Iterator[str]:
    """Ask who the user is in each program whose files cover several people, and yield the names given."""
    for program, people in report.people.items():
        print_fitted([words.who_are_you(program, len(people))])
        for number, (person, times, names) in enumerate(people[:MOST_PEOPLE], 1):
            print_fitted([words.person_line(number, quoted(person), quoted(", ".join(names[:2])), times)])
        prompt("> ")
        try:
            answer = input().strip()
        except EOFError:
            return
        if answer.isdecimal() and 1 <= int(answer[:6]) <= min(len(people), MOST_PEOPLE):
            answer = people[int(answer) - 1][0]
        if answer:
            yield answer


def _save(program: Program, new: list[DayHint], me: list[str]) -> None:
    """Save the proposals `new`, and remember the names `me`."""
    hints.save_proposals(program.paths, new)
    print_message(words.saved(len(new)))
    try:
        for name in me:
            hints.remember_me(program.paths, name)
    except (Refused, OSError) as error:
        print_message(words.NOT_REMEMBERED.format(reason=quoted(error, 200)))


# What is shown


def _document(report: HintReport, days: tuple[date, ...], proposed: Mapping[date, Workday]) -> dict[str, object]:
    return {
        "from": days[0].isoformat(),
        "to": days[-1].isoformat(),
        "days": [
            {**raw(hint), "proposed": encode(proposed[day]) if day in proposed else None}
            for day, hint in report.by_day.items()
        ],
        "problems": [one._asdict() for one in report.problems],
        "unused": [one._asdict() for one in report.unused],
        "people": {program: [person for person, _, _ in people] for program, people in report.people.items()},
    }


def _lines(report: HintReport, days: tuple[date, ...], proposed: Mapping[date, Workday]) -> Iterator[str]:
    """Yield the lines about each day, then those about what isn't used."""
    if report.by_day:
        yield words.title(days[0], days[-1])
        yield ""
    for day, hint in report.by_day.items():
        shown = day_in_short(proposed[day]) if day in proposed else ""
        for opening, text in words.day_lines(day, tuple(_facts(hint)), hint.sources, shown):
            yield from wrapped(opening, text)
    left_out = [one for one in report.unused if not one.is_bad]
    for number, file in enumerate(dict.fromkeys(one.file for one in left_out)):
        if number or report.by_day:
            yield ""
        yield words.left_out_of(quoted(file, 200))
        for one in left_out:
            if one.file == file:
                yield from wrapped("  ", words.left_out(one.line, quoted(one.reason, 200), one.number))


def _facts(hint: DayHint) -> Iterator[str]:
    yield from words.facts(
        hint.hours, hint.first, hint.last, hint.after_hours_minutes, hint.counts, is_leave=hint.kind == "leave"
    )
    if hint.night_pings:
        yield words.at_night(hint.night_pings)


def _problem_lines(report: HintReport) -> Iterator[str]:
    for problem in report.problems:
        yield quoted(problem, 500)
    for one in report.unused:
        if one.is_bad:
            yield words.unused_line(quoted(one.file, 200), one.line, quoted(one.reason, 200), one.number)
    for program, people in report.people.items():
        person, _, names = people[0]
        yield words.unknown_people(program, len(people), quoted(names[0] if names else person))
