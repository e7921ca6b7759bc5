"""`leave import`: add the holidays or the leave of a calendar file, after showing what will happen to each day."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from cmcheckin.bootstrap import Program
from cmcheckin.cli import status_summary
from cmcheckin.cli.argument_types import read_past_day, read_range
from cmcheckin.cli.import_records import read_import
from cmcheckin.cli.output import (
    DONE,
    FAILED,
    REFUSED,
    USAGE,
    CommandError,
    is_confirmed,
    print_fitted,
    print_message,
    quoted,
)
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.fields import LATEST
from cmcheckin.interchange.ical import CalendarDays, read_calendar
from cmcheckin.interchange.unsupported import describe_content
from cmcheckin.services.calendar_import import CalendarPlan, import_calendar, plan_calendar
from cmcheckin.wording import calendar_files as words
from cmcheckin.wording.command_messages import nothing_changed
from cmcheckin.wording.formats import day_in_text
from cmcheckin.wording.imports import STDIN
from cmcheckin.wording.leave import logged_as

MAX_BYTES: Final = 8 * 1024 * 1024
"""The limit in bytes for a calendar file: some fifty thousand events."""
YEARS_AHEAD: Final = 2
"""How many years after this one are read by default."""
MAX_YEARS: Final = 10
"""The limit on years that are read."""
MOST_LISTED: Final = 60
"""How many days the preview lists; more are counted."""


def run(args: argparse.Namespace, program: Program, file: str) -> int:
    """Import the calendar `file` with the options in `args`. Return the exit code. Raises CommandError."""
    today, as_leave = program.clock.today(), args.kind == "leave"
    first, last = _range(args, program, today)
    name = STDIN if file == "-" else quoted(file, 200)
    found = _read(file, name, first, last, as_leave=as_leave)
    if not found.days:
        _name_left_out(found, first, last)
        raise CommandError(REFUSED, words.NO_DAYS.format(name=name, first=first, last=last))
    kind = words.OWN_DAYS if found.own else args.kind or words.HOLIDAYS
    journal, schedule = program.journal, program.settings.schedule
    plan = plan_calendar(journal, schedule, found, today, as_leave=as_leave)
    print_fitted([words.calendar_title(name, first, last, kind), "", *_lines(plan, found.days)])
    _name_left_out(found, first, last)
    if not plan.new:
        print_message(words.NOTHING_NEW)
        return DONE
    if args.dry_run:
        print_message(words.imported(len(plan.new), kind, dry_run=True))
        return DONE
    if not is_confirmed(words.confirm_import(len(plan.new), kind), yes=args.yes):
        return FAILED
    done = import_calendar(journal, schedule, found, today, as_leave=as_leave)
    status_summary.after_change(program)
    print_message(words.imported(len(done.new), kind, dry_run=False))
    return DONE


def _range(args: argparse.Namespace, program: Program, today: date) -> tuple[date, date]:
    """Return the first and the last day to read. Raises CommandError.

    By default, these are the first logged day of this year and the end of the year YEARS_AHEAD. An earlier day would
    become the first day of the log, so that all days after it would count as not logged.
    """
    first, last = read_range(args.first, args.last, today)
    if args.first is None:
        logged = program.journal.between(date(today.year, 1, 1), today)
        first = min([today, *(one.day for one in logged)])
    if args.last is None:
        last = date(min(max(today.year, first.year) + YEARS_AHEAD, LATEST.year), 12, 31)
    for flag, day in (("--from", first), ("--to", last)):
        read_past_day(day.isoformat(), today, flag, planned=True)
    if last.year - first.year > MAX_YEARS:
        raise CommandError(REFUSED, words.LONG_RANGE.format(first=first, last=last, most=MAX_YEARS))
    return read_range(first.isoformat(), last.isoformat(), today)


def _name_left_out(found: CalendarDays, first: date, last: date) -> None:
    """Print which events of the file were left out, and why."""
    for reason, number, names in found.left_out:
        print_message(words.left_out(reason, number, [quoted(one, 40) for one in names], first, last))


def _read(file: str, name: str, first: date, last: date, *, as_leave: bool) -> CalendarDays:
    raw = read_import(file, name, MAX_BYTES)
    try:
        return read_calendar(raw, first, last, as_leave=as_leave)
    except Refused as error:
        if error.reason == words.NOT_A_CALENDAR and (other := describe_content(raw)):
            raise CommandError(REFUSED, words.LOOKS_LIKE.format(name=name, kind=quoted(other, 300))) from None
        raise CommandError(REFUSED, nothing_changed(f"{name} {error.reason}")) from None


def _lines(plan: CalendarPlan, days: Mapping[date, str]) -> Iterator[str]:
    """Yield a line for each of `days`: its date, its name and what `plan` does with it."""
    states = dict.fromkeys(plan.known, words.KNOWN) | dict.fromkeys(plan.free, words.NO_WORKDAY)
    states |= dict.fromkeys(plan.replaced, words.REPLACES)
    states |= {day.date: quoted(logged_as(day), 60) for day in plan.kept}
    for day, name in list(days.items())[:MOST_LISTED]:
        yield f"  {day_in_text(day)} {day.year}".ljust(20) + f"{quoted(name, 34):<36}{states.get(day, words.NEW)}"
    if len(days) > MOST_LISTED:
        yield f"  {words.more_days(len(days) - MOST_LISTED)}"


def file_of(texts: list[str]) -> str:
    """Return the file in the arguments `texts`. Raises CommandError unless there is exactly one."""
    if len(texts) != 1 or not texts[0]:
        raise CommandError(USAGE, words.NO_FILE)
    return texts[0]
