"""`leave`: plan, list and remove leave, and import holidays from a calendar file."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from cmcheckin.bootstrap import Program
from cmcheckin.cli import status_summary
from cmcheckin.cli.argument_types import add_range, nearest, read_day, read_past_day
from cmcheckin.cli.files import report_missing
from cmcheckin.cli.output import DONE, REFUSED, USAGE, CommandError, print_json, print_message, print_text, quoted
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.workday import Workday
from cmcheckin.services.leave import MAX_GUESSED, LeaveChange, LeaveYear, leave_years, plan_leave, remove_leave
from cmcheckin.wording import leave as words
from cmcheckin.wording.command_messages import NOTHING_CHANGED, nothing_changed
from cmcheckin.wording.formats import day_in_text

ACTIONS: Final = ("list", "remove", "import")
_FLAGS: Final = {"half": "", "json": "list"} | dict.fromkeys(("kind", "first", "last", "dry_run", "yes"), "import")
"""The action that takes each option, by the option's name in the parsed arguments; empty for planning."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("words", metavar="DATE|FILE", nargs="*")
    parser.add_argument("--half", action="store_true", default=None)
    parser.add_argument("--as", dest="kind", choices=("holidays", "leave"))
    add_range(parser)
    parser.add_argument("--dry-run", action="store_true", default=None)
    parser.add_argument("--yes", action="store_true", default=None)
    parser.add_argument("--json", action="store_true", default=None)


def run(args: argparse.Namespace, program: Program) -> int:
    asked = args.words or ([] if args.half else ["list"])
    action = asked[0] if asked and asked[0] in ACTIONS else ""
    rest = asked[bool(action) :]
    _refuse_flags(args, action)
    if action == "list":
        if rest:
            raise CommandError(USAGE, words.TOO_MANY_DAYS.format(word=quoted(rest[0])))
        return _list(program, as_json=bool(args.json))
    if action == "import":
        from cmcheckin.cli import leave_import

        return leave_import.run(args, program, leave_import.file_of(rest))
    first, last = read_days(rest, program.clock.today(), action)
    try:
        return _remove(program, first, last) if action else _plan(program, first, last, is_half=bool(args.half))
    except Refused as error:
        raise CommandError(REFUSED, nothing_changed(str(error))) from None


def _refuse_flags(args: argparse.Namespace, action: str) -> None:
    """Raise CommandError if `args` have a flag that `action` doesn't take."""
    names = {"kind": "as", "first": "from", "last": "to", "dry_run": "dry-run"}
    for name, needed in _FLAGS.items():
        if getattr(args, name) is not None and needed != action:
            raise CommandError(USAGE, words.not_an_option(names.get(name, name), action))


def read_days(texts: list[str], today: date, action: str) -> tuple[date, date]:
    """Return the first and the last day in `texts`, which are future days if possible. Raises CommandError."""
    if len(texts) == 3 and texts[1].lower() in words.BETWEEN_DAYS:
        del texts[1]
    if not texts:
        raise CommandError(USAGE, words.NO_DAYS.format(action=f"{action} " if action else ""))
    if len(texts) > 2:
        raise CommandError(USAGE, words.TOO_MANY_DAYS.format(word=quoted(texts[2])))
    if not action and (near := nearest(texts[0], ACTIONS)) and texts[0].isalpha():
        try:
            read_day(texts[0], today)
        except CommandError:
            raise CommandError(USAGE, words.unknown_action(quoted(texts[0]), near)) from None
    first = _read_ahead(texts[0], today)
    last = _read_ahead(texts[-1], today)
    if last < first and texts[-1].lower() not in ("today", "tomorrow"):
        last = _read_ahead(texts[-1], first)  # “monday friday” is the Friday after that Monday
        if (last - first).days > MAX_GUESSED:
            raise CommandError(REFUSED, nothing_changed(words.far_apart(first, last)))
    for day in (first, last):
        read_past_day(day.isoformat(), today, planned=True)
    return first, last


def _read_ahead(text: str, today: date) -> date:
    """Return the next day that `text` means. A date without a year may be `today`."""
    is_date = text.strip()[:1].isdigit() and " " in text.strip()
    return read_day(text, today - timedelta(is_date), ahead=True)


def _plan(program: Program, first: date, last: date, *, is_half: bool) -> int:
    today = program.clock.today()
    found = plan_leave(program.journal, program.settings.schedule, first, last, today, is_half=is_half)
    return print_planned(program, found, is_half=is_half)


def print_planned(program: Program, found: LeaveChange, *, is_half: bool) -> int:
    """Print what was planned, as in `found`. Return the exit code."""
    today = program.clock.today()
    if found.changed:
        status_summary.after_change(program)
        print_message(words.planned(found.changed, today, is_half=is_half))
        if found.known:
            print_message(words.more_planned(found.known))
    elif found.known:
        print_message(words.already_planned(found.known))
    return _finish(found.kept, today, is_changed=bool(found.changed), is_done=bool(found.changed or found.known))


def _remove(program: Program, first: date, last: date) -> int:
    today = program.clock.today()
    found = remove_leave(program.journal, first, last, today)
    if found.changed:
        status_summary.after_change(program)
        print_message(words.removed(found.changed))
    elif not found.kept:
        print_message(words.nothing_planned(first, last))
    return _finish(found.kept, today, is_changed=bool(found.changed), is_done=bool(found.changed))


def _finish(kept: tuple[Workday, ...], today: date, *, is_changed: bool, is_done: bool) -> int:
    """Print the days that were `kept`, and that nothing was changed unless `is_changed`. Return the exit code."""
    for line in words.kept_days(kept, today):
        print_message(quoted(line, 200))
    if not is_changed:
        print_message(NOTHING_CHANGED)
    return DONE if is_done else REFUSED


# The list


def _list(program: Program, *, as_json: bool) -> int:
    today = program.clock.today()
    years = leave_years(program.journal, program.settings.schedule, today)
    if as_json:
        print_json([{"years": [_document(year) for year in years]}])
    elif years:
        print_text(list(_lines(years, today))[1:])
    else:
        print_message(words.NOTHING_LISTED)
    return report_missing(program)


def _document(year: LeaveYear) -> dict[str, object]:
    return {
        "year": year.year,
        "planned": year.planned,
        "taken": year.taken,
        "ranges": [
            {"from": one.first.isoformat(), "to": one.last.isoformat(), "days": one.days, "half": one.is_half}
            for one in year.ranges
        ],
        "holidays": [{"date": day.date.isoformat(), "label": day.label} for day in year.holidays],
    }


def _lines(years: tuple[LeaveYear, ...], today: date) -> Iterator[str]:
    """Yield the lines of each year after an empty line: its leave, and the holidays since `today`."""
    for year in years:
        holidays = [day for day in year.holidays if day.date >= today]
        if year.ranges:
            yield from ("", words.year_title(year.year, year.planned, year.taken), "")
        for found in year.ranges:
            days, number, state = words.range_line(found, today)
            yield f"  {days:<26}  {number:<20}  {state}"
        if holidays:
            yield from ("", words.holidays_title(year.year), "")
        yield from (f"  {day_in_text(day.date):<26}  {quoted(day.label, 50)}" for day in holidays)
