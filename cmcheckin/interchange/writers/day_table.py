"""A table with a row for each day, for analysis: what was logged, and figures based on it.

Days that aren't logged have a row too, in which `kind` and all figures of the workday are empty. By default, the rows
begin with the first day that has a record and end with the last one up to today. Planned days are included if the
options have a last day.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.figures import GridDay
from cmcheckin.domain.nudge_state import NudgeState
from cmcheckin.domain.numbers import rounded_hours
from cmcheckin.domain.records import Record, Records
from cmcheckin.domain.reply_state import ReplyState
from cmcheckin.domain.week import Week
from cmcheckin.domain.workday import DAY_KINDS, Workday
from cmcheckin.insight.figures import total
from cmcheckin.insight.year_grid import grid_days
from cmcheckin.interchange import csv_cells as cells
from cmcheckin.interchange.writers.export_options import ExportOptions
from cmcheckin.interchange.writers.record_table import table
from cmcheckin.wording.data_dictionary import DAY_COLUMNS, DAY_TEXT_COLUMNS
from cmcheckin.wording.formats import weekday

Row = Mapping[str, object]
MEANINGS: Final = {**DAY_COLUMNS, **DAY_TEXT_COLUMNS}


def columns(records: Sequence[Record], options: ExportOptions) -> tuple[str, ...]:
    """Return the names of the columns. Texts are included only if `options` say so."""
    own: dict[str, set[str]] = {"activity": set(), "metric": set(), "answer": set()}
    for record in _shown(records, options):
        if isinstance(record, Workday):
            own["activity"] |= {one.kind for one in record.activities if one.hours is not None}
        elif isinstance(record, CheckIn):
            own["metric"] |= {*record.metrics}
            own["answer"] |= {*_answers(record, options)}
    texts = DAY_TEXT_COLUMNS if options.has_texts else ()
    return (*DAY_COLUMNS, *(f"{kind} {name}" for kind, names in own.items() for name in sorted(names)), *texts)


def write(records: Sequence[Record], options: ExportOptions) -> Iterator[str]:
    """Yield the header, then the row of each day."""
    return table(columns(records, options), day_rows(records, options), options.dialect)


def day_rows(records: Sequence[Record], options: ExportOptions) -> Iterator[Row]:
    """Yield the row of each day as values by column. `records` must be complete, to count the escalations still
    open."""
    days = [record.day for record in records if not isinstance(record, NudgeState | ReplyState)]
    if not days:
        return
    if options.last == date.max:
        days = [day for day in days if day <= options.today] or days
    first, last = max(options.first, min(days)), min(options.last, max(days))
    by_type = Records.of(records)
    workdays = {one.date: one for one in by_type.workdays}
    checkins = {one.date: one for one in by_type.checkins}
    opened: dict[date, list[Escalation]] = defaultdict(list)
    resolved: Counter[date] = Counter()
    still_open = 0
    for one in by_type.escalations:
        opened[one.day].append(one)
        if (until := one.resolved_day) is not None:
            resolved[max(until, one.day)] += 1
    still_open = sum(_stays_open(one) for one in by_type.escalations.before(first))
    still_open -= sum(number for day, number in resolved.items() if day < first)
    for day in grid_days(by_type, first, last, options.today, options.schedule):
        still_open += sum(map(_stays_open, opened[day.date])) - resolved[day.date]
        yield {
            **_of_schedule(day.date, options),
            **_of_workday(day, workdays.get(day.date), is_planned=day.date > options.today),
            **_of_checkin(day, checkins.get(day.date), options),
            **_of_escalations(day, opened[day.date]),
            "escalations_resolved": resolved[day.date],
            "escalations_open": still_open,
        }


def _shown(records: Iterable[Record], options: ExportOptions) -> Iterator[Record]:
    return (record for record in records if options.first <= record.day <= options.last)


def _stays_open(one: Escalation) -> bool:
    """Return whether `one` was open until a known day, or still is. As in the trends, an escalation that was resolved
    at an unknown time was never open."""
    return one.unresolved or one.resolved_day is not None


def _of_schedule(day: date, options: ExportOptions) -> Row:
    return {
        "date": day.isoformat(),
        "week": str(Week.of(day)),
        "weekday": weekday(day),
        "is_workday": options.schedule.works_on(day),
    }


def _of_workday(day: GridDay, workday: Workday | None, *, is_planned: bool) -> Row:
    """Return the values of `workday`, without its hours and times if it `is_planned`."""
    row: dict[str, object] = {"kind": day.kind if day.kind in DAY_KINDS else None}
    if workday is None:
        return row
    row["label"] = workday.label
    if is_planned:
        return row
    return row | {
        "hours": None if day.doubtful or day.hours is None else rounded_hours(day.hours),
        "hours_look_wrong": day.doubtful,
        "start": workday.start and f"{workday.start:%H:%M}",
        "end": workday.end and f"{workday.end:%H:%M}",
        "after_hours_minutes": None if day.doubtful else day.after_hours_minutes,
        "peer_minutes": workday.peer_minutes,
        "activities": cells.join(map(cells.activity_text, workday.activities)),
        **{f"activity {one.kind}": one.hours for one in workday.activities if one.hours is not None},
    }


def _of_checkin(day: GridDay, checkin: CheckIn | None, options: ExportOptions) -> Row:
    row: dict[str, object] = {"checked_in": checkin is not None}
    if checkin is None:
        return row
    at = checkin.logged_at
    return row | {
        "logged_at": at and at.replace(tzinfo=None, microsecond=0).isoformat(),
        "workload": day.workload,
        "mood": day.mood,
        "energy": day.energy,
        "feelings": cells.join(checkin.feelings),
        "community_mood": day.community,
        "wins": day.wins,
        "thanks": day.thanks,
        **{f"metric {name}": amount for name, amount in checkin.metrics.items()},
        **{f"answer {name}": answer for name, answer in _answers(checkin, options).items()},
        "community_feels": checkin.community.feels,
        "note": checkin.note,
    }


def _answers(checkin: CheckIn, options: ExportOptions) -> Mapping[str, bool | str]:
    """Return the yes and no answers, or all answers if `options` include texts."""
    return {
        name: answer for name, answer in checkin.answers.items() if options.has_texts or not isinstance(answer, str)
    }


def _of_escalations(day: GridDay, opened: Sequence[Escalation]) -> Row:
    return {
        "escalations_opened": day.escalations,
        "highest_severity": day.severity,
        "night_pings": day.night_pings,
        "minutes_on_escalations": total(one.minutes for one in opened),
        "could_have_waited": sum(one.could_wait is True for one in opened),
    }
