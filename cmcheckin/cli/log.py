"""`log`: add to the records of a day, or of several, without a screen. It is one change under the journal's lock, so
that two at once lose nothing."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from cmcheckin.bootstrap import Program
from cmcheckin.checkin import values
from cmcheckin.cli import status_summary
from cmcheckin.cli.argument_types import add_range, near_day, read_past_day, read_past_range, read_range
from cmcheckin.cli.output import DONE, REFUSED, USAGE, CommandError, print_message, quoted
from cmcheckin.domain import fields as f
from cmcheckin.domain.checkin import CheckIn, Win
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.text import NOTE
from cmcheckin.domain.workday import PLANNED, Workday
from cmcheckin.wording import changes as words
from cmcheckin.wording.command_messages import nothing_changed

if TYPE_CHECKING:
    from cmcheckin.journal import Change, Journal
    from cmcheckin.settings import Settings

Options: TypeAlias = Mapping[str, Any]
"""Values of the options that were given, by option without the hyphens in front."""
_RATINGS: Final = ("mood", "energy", "workload")
_TEXTS: Final = frozenset({"win", "escalation", "note", "activity", "answer"})
_WORKDAY: Final = frozenset({"kind", "hours", "start", "end", "after-hours", "activity", "peers"})
MOST_DAYS: Final = 366
"""Most days in a range."""
MAX_NAMED: Final = 5
"""Most days that a message names; more are counted."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--date", metavar="DATE")
    add_range(parser)
    for name in _RATINGS:
        parser.add_argument(f"--{name}", metavar="N")
    parser.add_argument("--hours", metavar="H")
    parser.add_argument("--start", metavar="TIME")
    parser.add_argument("--end", metavar="TIME")
    parser.add_argument("--after-hours", metavar="MIN")
    parser.add_argument("--activity", metavar="KIND=H", action="append", default=[])
    parser.add_argument("--peers", metavar="MIN")
    kind = parser.add_mutually_exclusive_group()
    for name in ("off", "leave", "sick"):
        kind.add_argument(f"--{name}", dest="kind", action="store_const", const=name)
    parser.add_argument("--replace", action="store_true")
    parser.add_argument("--metric", metavar="NAME=N", action="append", default=[])
    parser.add_argument("--answer", metavar="NAME=TEXT", action="append", default=[])
    parser.add_argument("--win", metavar="TEXT", action="append", default=[])
    parser.add_argument("--escalation", metavar="TEXT")
    parser.add_argument("--severity", metavar="N")
    parser.add_argument("--note", metavar="TEXT")


def run(args: argparse.Namespace, program: Program) -> int:
    options = _read_options(args, program.settings)
    days = _days(args, options, program)
    day = days[-1]

    def build(journal: Journal) -> Change:
        from cmcheckin.journal import Change

        records: list[CheckIn | Workday | Escalation] = []
        if options.keys() - _WORKDAY - {"escalation", "severity"}:
            records.append(add_to_checkin(journal.checkin(day) or CheckIn(day), options, program.clock.now()))
        if options.keys() & _WORKDAY:
            changed = [(journal.workday(one_day), one_day) for one_day in days]
            pairs = [
                (before, changed_workday(before or Workday(one_day, "work"), options, program))
                for before, one_day in changed
            ]
            if args.first is not None and not args.replace:
                _refuse_overwriting(pairs)
            records += [after for _, after in pairs]
        if "escalation" in options:
            from cmcheckin.checkin.escalations import opened_on

            opened = opened_on(day, program.clock, program.settings.schedule)
            escalation_id = journal.next_escalation_ids(opened)[0]
            severity = options.get("severity")
            ask = {"kind": "ask"} if severity == 0 else {"severity": severity}
            records.append(Escalation(escalation_id, options["escalation"], opened, status="open", **ask))
        return Change(put=tuple(records))

    # A range and a single time depend on what is saved, so they can't be logged without reading it.
    program.may_add_only = args.first is None and len(options.keys() & {"start", "end"}) != 1
    saved = program.journal.change(build, why="log")
    status_summary.after_change(program)
    if not saved:
        print_message(words.ALREADY_LOGGED.format(day=days[0]))
        return DONE
    worked_hours = None
    if len(days) == 1 and options.keys() & {"start", "end"}:
        worked_hours = next((record.hours for record in saved.records if isinstance(record, Workday)), None)
    wins, title = [quoted(win) for win in options.get("win", ())], quoted(options.get("escalation", ""))
    parts = words.logged_parts(options, worked_hours, wins, title)
    print_message(words.logged(days, parts))
    doubtful = next((record for record in saved.records if isinstance(record, Workday) and record.doubtful), None)
    if doubtful is not None:
        from cmcheckin.wording.record_words import too_many_hours

        print_message(too_many_hours(doubtful.hours or 0))
    if program.journal.is_locked:
        from cmcheckin.wording.locked import added_unread

        print_message(added_unread(is_encrypted=program.journal.vault.is_on))
    return DONE


def _days(args: argparse.Namespace, options: Options, program: Program) -> list[date]:
    """Return the day to log for, or the working days from `--from` to `--to`. Raises CommandError when there are
    none."""
    today = program.clock.today()
    may_have = {"kind", "hours"} if options.get("kind") == "leave" else {"kind"}  # a half day of leave has hours
    planned = options.get("kind") in PLANNED and options.keys() <= may_have
    if args.first is None and args.last is None:
        text = near_day(args.date, today) if planned and args.date else args.date
        return [read_past_day(text, today, "--date", planned=planned)]
    if args.first is None or args.date is not None:
        raise CommandError(USAGE, words.DATE_OR_RANGE)
    if other := sorted(options.keys() - _WORKDAY):
        raise CommandError(USAGE, words.ONE_DAY_ONLY.format(option=other[0]))
    first_text, last_text = (near_day(text, today) if planned and text else text for text in (args.first, args.last))
    if not last_text:  # a plan ends where it begins
        last_text = "today" if read_range(first_text, None, today)[0] <= today else first_text
    first, last = read_past_range(first_text, last_text, today, planned=planned)
    if (last - first).days >= MOST_DAYS:
        raise CommandError(REFUSED, words.RANGE_TOO_LONG.format(first=first, last=last, most=MOST_DAYS))
    from cmcheckin.domain.leave import working_days

    days = working_days(first, last, program.settings.schedule)
    if not days:
        raise CommandError(REFUSED, words.NO_WORKING_DAYS.format(first=first, last=last))
    return days


def _refuse_overwriting(pairs: Iterable[tuple[Workday | None, Workday]]) -> None:
    """Raise CommandError, naming the days, if one of `pairs`, a workday before and after, would lose a logged value."""
    lost = [before for before, after in pairs if before is not None and _loses(before, after)]
    if lost:
        from cmcheckin.wording.record_words import workday_line

        days = [f"{day.date} {quoted(workday_line(day))}" for day in lost[:MAX_NAMED]]
        raise CommandError(REFUSED, words.would_replace(days, len(lost) - len(days)))


def _loses(before: Workday, after: Workday) -> bool:
    """Return whether a value of `before` is missing in `after`."""
    pairs = [(getattr(before, name), getattr(after, name)) for name in Workday._fields if name != "activities"]
    kinds = {activity.kind: activity.hours for activity in after.activities}
    return any(not f.empty(old) and old != new for old, new in pairs) or any(
        activity.kind not in kinds or activity.hours not in (None, kinds[activity.kind])
        for activity in before.activities
    )


def _read_options(args: argparse.Namespace, settings: Settings) -> Options:
    """Return the values of the options, read as the screens read them, with the activities, numbers and questions of
    `settings`. Raises CommandError, naming the option."""
    readers: dict[str, Callable[[str], object]] = {
        **dict.fromkeys(_RATINGS, values.read_rating),
        "hours": values.read_hours,
        "start": values.read_clock,
        "end": values.read_clock,
        "after-hours": values.read_minutes,
        "peers": values.read_minutes,
        "escalation": lambda text: f.line("", text),
        "severity": values.read_severity,
        "note": lambda text: f.prose("", text, NOTE),
    }
    texts = {name: getattr(args, name.replace("-", "_")) for name in readers}
    found = {name: _read(name, readers[name], text) for name, text in texts.items() if text is not None}
    if {"start", "end"} <= found.keys():
        found["end"] = values.read_end(args.end, values.read_clock(args.start))
    if args.win:
        found["win"] = tuple(_read("win", lambda text: f.line("", text), text) for text in args.win)
    if args.activity:
        from cmcheckin.checkin.activities import read_activities

        found["activity"] = _read(
            "activity", lambda text: read_activities(text, settings.activities) or None, ", ".join(args.activity)
        )
    if args.metric:
        numbers = {metric.name: partial(values.read_number, metric.name) for metric in settings.metrics}
        found["metric"] = _read_own("metric", args.metric, numbers)
    if args.answer:
        answers = {question.name: partial(values.read_answer, question) for question in settings.questions}
        found["answer"] = _read_own("answer", args.answer, answers)
    if args.kind is not None:
        found["kind"] = args.kind
    if not found:
        raise CommandError(USAGE, words.NOTHING_TO_LOG)
    if "severity" in found and "escalation" not in found:
        raise CommandError(USAGE, words.SEVERITY_OF_NOTHING)
    return found


def _read_own(option: str, texts: Iterable[str], readers: Mapping[str, Callable[[str], object]]) -> dict[str, object]:
    """Return the values in `texts`, each `NAME=VALUE`, by name. `readers`: the reader of each name in the settings.
    Raises CommandError, naming the `option`."""
    found = {}
    for text in texts:
        name = next((name for name in readers if text.casefold().startswith(f"{name}=".casefold())), None)
        if name is None:
            raise CommandError(USAGE, words.unknown_own(option, quoted(text), [quoted(known) for known in readers]))
        found[name] = _read(option, readers[name], text[len(name) + 1 :])
    return found


def _read(name: str, read: Callable[[str], object], text: str) -> object:
    """Return the value of the option `name`, as `read` reads it from `text`.

    Raises CommandError: USAGE when `text` can't be read as such a value, REFUSED when it is empty or can't be logged.
    """
    try:
        value = read(text)
        reason, code = words.EMPTY, REFUSED
    except Refused as error:
        value, reason = None, error.reason
        code = REFUSED if name in _TEXTS or _is_number(text) else USAGE
    if value is None:
        raise CommandError(code, nothing_changed(f"--{name} {quoted(reason, 200)}"))
    return value


def _is_number(text: str) -> bool:
    try:
        float(text.replace(",", "."))
    except ValueError:
        return False
    return True


def add_to_checkin(saved: CheckIn, options: Options, now: datetime) -> CheckIn:
    """Return `saved` with the ratings, numbers and answers in `options`, with their wins and note added, and logged at
    `now` if it is new.

    Raises Refused when the note or the list of wins would become too long.
    """
    note = saved.note
    if "note" in options:
        note = f.prose("--note", f"{note}\n{options['note']}" if note else options["note"], NOTE)
    wins = (*saved.wins, *(Win(text) for text in options.get("win", ())))
    if len(wins) > f.MAX_ITEMS:
        raise Refused("--win", words.TOO_MANY_WINS.format(count=len(wins), most=f.MAX_ITEMS))
    return saved._replace(
        **{name: options[name] for name in _RATINGS if name in options},
        logged_at=saved.logged_at or now,
        wins=wins,
        metrics=dict(sorted({**saved.metrics, **options.get("metric", {})}.items())),
        answers=dict(sorted({**saved.answers, **options.get("answer", {})}.items())),
        note=note,
    )


def changed_workday(saved: Workday, options: Options, program: Program) -> Workday:
    """Return the workday `saved` with the values in `options`, by the schedule and time zone of `program`.

    As on the screen, a new kind clears the hours and times, and times without hours set the hours.
    """
    from cmcheckin.checkin import workload  # imports all of the check-in, which ratings and wins don't need
    from cmcheckin.checkin.activities import with_activities

    schedule, zone = program.settings.schedule, program.clock.zone
    if "kind" in options and options["kind"] != saved.kind:
        saved = workload.with_kind(saved, options["kind"], schedule, zone)
    changes = {name.replace("-", "_"): options[name] for name in ("hours", "start", "end") if name in options}
    if "after-hours" in options:
        changes["after_hours_minutes"] = options["after-hours"]
    if "peers" in options:
        changes["peer_minutes"] = options["peers"]
    return with_activities(workload.with_hours_from_times(saved, changes, schedule, zone), options.get("activity", ()))
