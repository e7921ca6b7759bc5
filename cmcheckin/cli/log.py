"""`log`: adds to what is kept without a screen. One change, under the lock, so that two at once lose nothing."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from cmcheckin.bootstrap import Program
from cmcheckin.checkin import values
from cmcheckin.cli import output, status_summary
from cmcheckin.cli.argument_types import read_past_day, read_past_range
from cmcheckin.cli.output import DONE, REFUSED, USAGE, CommandError, quoted
from cmcheckin.domain import fields as f
from cmcheckin.domain.checkin import CheckIn, Win
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.text import NOTE
from cmcheckin.domain.workday import PLANNED, Workday

if TYPE_CHECKING:
    from cmcheckin.journal import Change, Journal

DETAILS = """\
Sets mood, energy and workload. Wins and the note are added to what is already
logged. Hours go to that day, as work unless another kind is logged. If you give
times but no hours, the hours are worked out from them. With --from and --to,
the same goes for each of your working days in that range. Leave and days off
may be in the future. An escalation opens now, or for an earlier date at the
start of your usual day. All of it is one change; run `cmcheckin undo` to undo it.

  cmcheckin log --mood 4 --win "First-time poster answered three others"
  cmcheckin log --date yesterday --hours 9:30 --after-hours 45
  cmcheckin log --date monday --start 9:00 --end 18:45
  cmcheckin log --leave --from 2026-11-16 --to 2026-11-18
  cmcheckin log --escalation "Spam wave in #help" --severity 3"""
_RATINGS: Final = ("mood", "energy", "workload")
_TEXTS: Final = frozenset({"win", "escalation", "note"})
_WORKDAY: Final = frozenset({"kind", "hours", "start", "end", "after-hours"})
MOST_WINS: Final = 1000
"""As many as a record takes in one list."""
MOST_DAYS: Final = 366
"""Most days in a range."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--date", metavar="DATE", help="2026-11-20, yesterday, monday or -1; today by default")
    parser.add_argument("--from", dest="first", metavar="DATE", help="the first of several days, instead of --date")
    parser.add_argument("--to", dest="last", metavar="DATE", help="the last of these days; today by default")
    parser.add_argument("--mood", metavar="N", help="1 rough, 2 low, 3 okay, 4 good, 5 great")
    parser.add_argument("--energy", metavar="N", help="1 drained, 2 low, 3 fair, 4 good, 5 full")
    parser.add_argument("--workload", metavar="N", help="1 too little, 3 about right, 5 too much")
    parser.add_argument("--hours", metavar="H", help="hours worked that day, 0 to 24: 8, 9.5 or 9:30")
    parser.add_argument("--start", metavar="TIME", help="when work began: 9, 9:00 or 9am")
    parser.add_argument("--end", metavar="TIME", help="when work ended")
    parser.add_argument("--after-hours", metavar="MIN", help="time outside the usual hours: 45 or 1h15")
    kind = parser.add_mutually_exclusive_group()
    for name in ("off", "leave", "sick"):
        kind.add_argument(f"--{name}", dest="kind", action="store_const", const=name, help=f"log the day as {name}")
    parser.add_argument(
        "--win", metavar="TEXT", action="append", default=[], help="something that went well; repeat for more"
    )
    parser.add_argument("--escalation", metavar="TEXT", help="something that had to be dealt with")
    parser.add_argument("--severity", metavar="N", help="of the escalation: 1 minor to 5 crisis, or ask")
    parser.add_argument("--note", metavar="TEXT", help="private; a new line below the note of the day")


def run(args: argparse.Namespace, program: Program) -> int:
    given = _given(args)
    days = _days(args, given, program)
    day = days[-1]

    def build(journal: Journal) -> Change:
        from cmcheckin.journal import Change

        records: list[CheckIn | Workday | Escalation] = []
        if given.keys() & {*_RATINGS, "win", "note"}:
            records.append(checkin(journal.checkin(day) or CheckIn(day), given, program.clock.now()))
        if given.keys() & _WORKDAY:
            records += [workday(journal.workday(each) or Workday(each, "work"), given, program) for each in days]
        if "escalation" in given:
            from cmcheckin.checkin.escalations import opened_on

            opened = opened_on(day, program.clock, program.settings.schedule)
            name = journal.next_escalation_ids(opened)[0]
            severity = given.get("severity")
            ask = {"kind": "ask"} if severity == 0 else {"severity": severity}
            records.append(Escalation(name, given["escalation"], opened, status="open", **ask))
        return Change(put=tuple(records))

    saved = program.journal.change(build, why="log")
    status_summary.after_change(program)
    worked = next((swap.after for swap in saved.swaps if isinstance(swap.after, Workday)), None)
    if not saved:
        output.print_message(f"{days[0]}: already logged, so nothing changed")
    elif len(days) > 1:
        output.print_message(f"{days[0]} to {day}, {len(days)} working days: {told(given)}")
    else:
        output.print_message(f"{day}: {told(given, worked)}")
    return DONE


def _days(args: argparse.Namespace, given: Mapping[str, Any], program: Program) -> list[date]:
    """Return the day to log for, or the working days from `--from` to `--to`. Raises Stop when there are none."""
    today = program.clock.today()
    planned = given.keys() == {"kind"} and given["kind"] in PLANNED
    if args.first is None and args.last is None:
        return [read_past_day(args.date, today, "--date", planned=planned)]
    if args.first is None or args.date is not None:
        raise CommandError(USAGE, "cmcheckin log: use either --date, or --from with --to.")
    if other := sorted(given.keys() - _WORKDAY):
        raise CommandError(
            USAGE, f"cmcheckin log: --{other[0]} is for one day only. Use --date instead of --from and --to."
        )
    first, last = read_past_range(args.first, args.last or "today", today, planned=planned)
    if (last - first).days >= MOST_DAYS:
        raise CommandError(REFUSED, f"--from {first} --to {last} is over {MOST_DAYS} days. Nothing was changed.")
    every = (first + timedelta(n) for n in range((last - first).days + 1))
    days = [day for day in every if program.settings.schedule.works_on(day)]
    if not days:
        raise CommandError(REFUSED, f"You have no working days from {first} to {last}. Nothing was changed.")
    return days


def _given(args: argparse.Namespace) -> dict[str, Any]:
    """Return the values of the options, read as the screens read them. Raises Stop, naming the option."""
    found: dict[str, Any] = {}
    readers: dict[str, Callable[[str], Any]] = {
        **dict.fromkeys(_RATINGS, values.read_rating),
        "hours": values.read_hours,
        "start": values.read_clock,
        "end": values.read_clock,
        "after-hours": values.read_minutes,
        "escalation": lambda text: f.line("", text),
        "severity": values.read_severity,
        "note": lambda text: f.prose("", text, NOTE),
    }
    texts = {name: getattr(args, name.replace("-", "_")) for name in readers}
    for name, text in texts.items():
        if text is not None:
            found[name] = _read(name, readers[name], text)
    if args.win:
        found["win"] = tuple(_read("win", lambda text: f.line("", text), text) for text in args.win)
    if args.kind is not None:
        found["kind"] = args.kind
    if not found:
        raise CommandError(USAGE, "cmcheckin log: nothing to log was given.\ncmcheckin log --help says what it takes.")
    if "severity" in found and "escalation" not in found:
        raise CommandError(USAGE, "cmcheckin log: --severity is of an --escalation, and none was given.")
    return found


def _read(name: str, read: Callable[[str], Any], text: str) -> Any:
    """Return the value of the option `name`, as `read` reads it from `text`.

    Raises Stop: USAGE when `text` can't be read as such a value, REFUSED when it is empty or can't be logged.
    """
    try:
        value = read(text)
        reason, code = "is empty", REFUSED
    except Refused as error:
        value, reason = None, error.reason
        code = REFUSED if name in _TEXTS or _is_number(text) else USAGE
    if value is None:
        raise CommandError(code, f"--{name} {quoted(reason, 200)}. Nothing was changed.")
    return value


def _is_number(text: str) -> bool:
    try:
        float(text.replace(",", "."))
    except ValueError:
        return False
    return True


def checkin(kept: CheckIn, given: Mapping[str, Any], now: datetime) -> CheckIn:
    """The check-in with what was given. Wins and note are added to what is there. Raises Refused for one grown too
    long."""
    note = kept.note
    if "note" in given:
        note = f.prose("--note", f"{note}\n{given['note']}" if note else given["note"], NOTE)
    wins = (*kept.wins, *(Win(text) for text in given.get("win", ())))
    if len(wins) > MOST_WINS:
        raise Refused("--win", f"would make {len(wins):,} wins in a day, and {MOST_WINS:,} is the most that is kept")
    return kept._replace(
        **{name: given[name] for name in _RATINGS if name in given},
        logged_at=kept.logged_at or now,
        wins=wins,
        note=note,
    )


def workday(kept: Workday, given: Mapping[str, Any], program: Program) -> Workday:
    """Return the workday `kept` with the values in `given`.

    As on the screen, a new kind clears the hours and times, and times without hours set the hours.
    """
    from cmcheckin.checkin import workload  # with all of the check-in, which no mood or win needs

    schedule, zone = program.settings.schedule, program.clock.zone
    if "kind" in given and given["kind"] != kept.kind:
        kept = workload.with_kind(kept, given["kind"], schedule, zone)
    changes = {name.replace("-", "_"): given[name] for name in ("hours", "start", "end") if name in given}
    if "after-hours" in given:
        changes["after_hours_minutes"] = given["after-hours"]
    return workload.with_hours_from_times(kept, changes, schedule, zone)


def told(given: Mapping[str, Any], worked: Workday | None = None) -> str:
    """Return what was logged, on one line; with the day `worked` also the hours that times gave it."""
    from cmcheckin.wording import formats

    parts = [f"{name} {given[name]}" for name in _RATINGS if name in given]
    if "kind" in given:
        parts.append(given["kind"])
    gave = worked.hours if worked is not None and given.keys() & {"start", "end"} else None
    if (hours := given.get("hours", gave)) is not None:
        parts.append(formats.hours(hours))
    parts += [f"{name} {formats.clock(given[name])}" for name in ("start", "end") if name in given]
    if "after-hours" in given:
        parts.append(f"{given['after-hours']} min after hours")
    parts += [f"win “{quoted(text)}”" for text in given.get("win", ())]
    if "escalation" in given:
        parts.append(f"escalation “{quoted(given['escalation'])}”")
    if "severity" in given:
        parts[-1] += f" (severity {given['severity']})" if given["severity"] else " (an ask)"
    if "note" in given:
        parts.append("a note")
    return f"logged {', '.join(parts)}"
