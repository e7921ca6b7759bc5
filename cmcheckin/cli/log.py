"""`log`: adds to what is kept without a screen. One change, under the lock, so that two at once lose nothing."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from cmcheckin.bootstrap import Program
from cmcheckin.cli import glance, output
from cmcheckin.cli.output import DONE, REFUSED, USAGE, Stop, quoted
from cmcheckin.cli.parsing import amount, past_day
from cmcheckin.domain import fields as f
from cmcheckin.domain.checkin import CheckIn, Win
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.text import NOTE
from cmcheckin.domain.workday import Workday

if TYPE_CHECKING:
    from cmcheckin.journal import Change, Journal

DETAILS = """\
Mood, energy and workload are set; wins and the note are added to what is
there. Hours go to the workday of the date (work, unless another kind is
kept). An escalation is opened now; for another date, when the usual day
starts. All of it is one change: `cmcheckin undo` takes it back.

  cmcheckin log --mood 4 --win "First-time poster answered three others"
  cmcheckin log --date yesterday --hours 9.5 --after-hours 45
  cmcheckin log --escalation "Spam wave in #help" --severity 3"""
_RATINGS: Final = ("mood", "energy", "workload")
MOST_WINS: Final = 1000
"""As many as a record takes in one list."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--date", metavar="D", help="2026-11-20, today (unless said) or yesterday")
    parser.add_argument("--mood", metavar="N", type=amount, help="1 rough, 2 low, 3 okay, 4 good, 5 great")
    parser.add_argument("--energy", metavar="N", type=amount, help="1 drained, 2 low, 3 fair, 4 good, 5 full")
    parser.add_argument("--workload", metavar="N", type=amount, help="1 too little, 3 about right, 5 too much")
    parser.add_argument("--hours", metavar="H", type=amount, help="hours worked that day, 0 to 24")
    parser.add_argument("--after-hours", metavar="MIN", type=amount, help="minutes of them outside the usual hours")
    parser.add_argument(
        "--win", metavar="TEXT", action="append", default=[], help="something that went well; repeat it"
    )
    parser.add_argument("--escalation", metavar="TEXT", help="something that had to be dealt with")
    parser.add_argument("--severity", metavar="N", type=amount, help="of the escalation: 1 minor to 5 crisis")
    parser.add_argument("--note", metavar="TEXT", help="private; a new line below the note of the day")


def run(args: argparse.Namespace, program: Program) -> int:
    given = _given(args)
    today = program.clock.today()
    day = past_day(args.date, today, "--date")

    def build(journal: Journal) -> Change:
        from cmcheckin.journal import Change

        records: list[CheckIn | Workday | Escalation] = []
        if given.keys() & {*_RATINGS, "win", "note"}:
            records.append(checkin(journal.checkin(day) or CheckIn(day), given, program.clock.now()))
        if given.keys() & {"hours", "after-hours"}:
            records.append(workday(journal.workday(day) or Workday(day, "work"), given))
        if "escalation" in given:
            from cmcheckin.checkin.escalations import opened_on

            opened = opened_on(day, program.clock, program.settings.schedule)
            name = journal.next_escalation_ids(opened)[0]
            records.append(Escalation(name, given["escalation"], opened, severity=given.get("severity"), status="open"))
        return Change(put=tuple(records))

    saved = program.journal.change(build, why="log")
    glance.changed(program)
    output.say(f"{day}: {told(given)}" if saved else f"{day}: kept like that already, nothing changed")
    return DONE


def _given(args: argparse.Namespace) -> dict[str, Any]:
    """What was said on the command line, checked and cleaned. A refusal names the flag."""
    found: dict[str, Any] = {}
    try:
        for name in _RATINGS:
            _keep(found, name, f.rating(f"--{name}", getattr(args, name)))
        _keep(found, "hours", f.number("--hours", args.hours, 0, 24))
        _keep(found, "after-hours", f.whole("--after-hours", args.after_hours, 0, 1440))
        _keep(found, "win", tuple(f.required("--win", f.line("--win", text)) for text in args.win) or None)
        for name, limited in (("escalation", f.line), ("note", _note)):
            text = getattr(args, name)
            _keep(found, name, None if text is None else f.required(f"--{name}", limited(f"--{name}", text)))
        _keep(found, "severity", f.rating("--severity", args.severity))
    except Refused as no:
        reason = "says nothing" if no.reason == "is missing" else quoted(no.reason, 200)
        raise Stop(REFUSED, f"{no.field} {reason}. Nothing was changed.") from None
    if not found:
        raise Stop(USAGE, "cmcheckin log: nothing to log was given.\ncmcheckin log --help says what it takes.")
    if "severity" in found and "escalation" not in found:
        raise Stop(USAGE, "cmcheckin log: --severity is of an --escalation, and none was given.")
    return found


def _note(field: str, value: str) -> str | None:
    return f.prose(field, value, NOTE)


def _keep(found: dict[str, Any], name: str, value: object) -> None:
    if value is not None:
        found[name] = value


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


def workday(kept: Workday, given: Mapping[str, Any]) -> Workday:
    """The workday with what was given."""
    return kept._replace(
        hours=given.get("hours", kept.hours),
        after_hours_minutes=given.get("after-hours", kept.after_hours_minutes),
    )


def told(given: Mapping[str, Any]) -> str:
    """What was logged, on one line."""
    parts = [f"{name} {given[name]}" for name in _RATINGS if name in given]
    if "hours" in given:
        parts.append(f"{given['hours']:g} h")
    if "after-hours" in given:
        parts.append(f"{given['after-hours']} min after hours")
    parts += [f"win “{quoted(text)}”" for text in given.get("win", ())]
    if "escalation" in given:
        parts.append(f"escalation “{quoted(given['escalation'])}”")
    if "severity" in given:
        parts[-1] += f" (severity {given['severity']})"
    if "note" in given:
        parts.append("a note")
    return f"logged {', '.join(parts)}"
