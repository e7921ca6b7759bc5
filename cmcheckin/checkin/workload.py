"""Step 1 of the check-in: the workload, and the days since the last check-in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta, tzinfo
from typing import Any, Final

from cmcheckin.checkin.activities import sum_question
from cmcheckin.checkin.form import CheckinForm, DayRow, Scale, Step, replaced
from cmcheckin.checkin.values import read_clock, read_hours, read_minutes
from cmcheckin.domain.days import elapsed
from cmcheckin.domain.fields import Key
from cmcheckin.domain.named import NamedTuple
from cmcheckin.domain.numbers import rounded_hours
from cmcheckin.domain.records import Workdays
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.workday import Workday
from cmcheckin.wording import record_words

STEP: Final = Step("workload", "workload")
WORKLOAD: Final = Scale("workload", record_words.WORKLOAD)
MAX_ROWS: Final = 7
"""How many days are asked about one by one. Longer gaps become ranges (product contract)."""
LATE_WINDOW: Final = timedelta(hours=2)
"""Time before the end of the usual day from which today is asked about too."""
KIND_KEYS: Final = {"w": "work", "o": "off", "l": "leave", "s": "sick"}
"""The key for each kind of day. Together with Shift it applies to the days below too."""


class DayField(NamedTuple):
    """A field of a day's row: its name in the record, its label, and the function that reads what is typed."""

    field: str
    label: str
    read: Callable[[str], object]


DAY_FIELDS: Final = (
    DayField("hours", "hours", read_hours),
    DayField("start", "from", read_clock),
    DayField("end", "to", read_clock),
    DayField("after_hours_minutes", "after hours", read_minutes),
)


def rows_for(
    day: date,
    previous: date | None,
    logged: Workdays,
    schedule: Schedule,
    now: datetime | None,
    zone: tzinfo | None = None,
) -> tuple[DayRow, ...]:
    """Return the days to ask about in the check-in of `day`: those since `previous`, the date of the previous check-in,
    at most MAX_ROWS.

    `now`: the time if `day` is today, and None for an earlier day. `day` itself is included if it is earlier or its day
    shift is almost over. Days in `logged` are confirmed; others are prefilled from `schedule`. If there are more than
    MAX_ROWS, today's check-in asks about those that aren't logged first.
    """
    first = previous or day - timedelta(1)
    if now is None:
        first = max(first, day - timedelta(MAX_ROWS))
    days = [first + timedelta(n) for n in range((day - first).days)]
    if now is not None and len(days) > MAX_ROWS:
        known = {workday.date for workday in logged}
        days = sorted(sorted(days, key=lambda one: (one in known, -one.toordinal()))[:MAX_ROWS])
    days = days[-MAX_ROWS:]
    if now is None or is_late(now, day, schedule):
        days = [*days, day][-MAX_ROWS:]
    rows = []
    for row_day in days:
        workday = logged.on(row_day)
        rows.append(DayRow(workday, confirmed=True) if workday else DayRow(usual_day(row_day, schedule, zone)))
    return tuple(rows)


def last_worked(logged: Workdays, rows: tuple[DayRow, ...]) -> Workday | None:
    """Return the latest workday with hours in `logged` that is not in `rows`; None if there is none."""
    asked_days = {row.workday.date for row in rows}
    worked_days = (day for day in logged if day.kind == "work" and day.counted_hours and day.date not in asked_days)
    return max(worked_days, key=lambda day: day.date, default=None)


def is_late(now: datetime, today: date, schedule: Schedule) -> bool:
    """Return whether `now` is at most LATE_WINDOW before the end of today's usual hours. False for night shifts, which
    end on the next day."""
    if schedule.night_shift:
        return False
    return now.replace(tzinfo=None) >= datetime.combine(today, schedule.end) - LATE_WINDOW


def usual_day(day: date, schedule: Schedule, zone: tzinfo | None = None) -> Workday:
    """Return `day` prefilled from `schedule`, before the user confirms it."""
    return _full_day(day, schedule, zone) if schedule.works_on(day) else Workday(day, "off")


def _full_day(day: date, schedule: Schedule, zone: tzinfo | None) -> Workday:
    """Return a usual day of work, longer or shorter if the clocks of `zone` change during it."""
    changed = elapsed(day, schedule.start, schedule.end, zone) - schedule.usual_span
    hours = rounded_hours(schedule.usual_hours + changed / timedelta(hours=1))
    return Workday(day, "work", hours, schedule.start, schedule.end, after_hours_minutes=0)


def row_for(form: CheckinForm, day: date, zone: tzinfo | None) -> DayRow:
    """Return the row of `day` as it was before this check-in: confirmed if it was logged, otherwise prefilled from its
    proposal, or from the schedule if it has none."""
    logged = form.base.get(Key("workday", day.isoformat()))
    if isinstance(logged, Workday):
        return DayRow(logged, confirmed=True)
    proposal = form.proposals.by_day.get(day)
    return DayRow(proposal.workday if proposal else usual_day(day, form.schedule, zone), proposal=proposal)


def confirm(form: CheckinForm, index: int, schedule: Schedule, zone: tzinfo | None, **changes: Any) -> CheckinForm:
    """Return `form` with the row at `index` confirmed, with `changes` to its workday. `zone`: the user's time zone.

    Values from the schedule aren't answers: new hours clear its times and after-hours minutes, but keep those of a
    proposal that fit. New times set the hours (`with_hours_from_times`).
    """
    row = form.days[index]
    before = row.workday
    if not row.confirmed and row.proposal is None and changes.get("hours", before.hours) != before.hours:
        changes = {"start": None, "end": None, "after_hours_minutes": None, **changes}
    after = with_hours_from_times(before, changes, schedule, zone, hours_given=row.confirmed)
    if not changes and (row.as_usual or not (row.confirmed or row.proposal)):
        return with_row(form, index, row._replace(confirmed=True, as_usual=True))
    return with_row(form, index, DayRow(after, confirmed=True))


def unconfirm(form: CheckinForm, index: int, zone: tzinfo | None) -> CheckinForm:
    """Return `form` with the row at `index` as before this check-in: logged, or prefilled and not logged."""
    return with_row(form, index, row_for(form, form.days[index].workday.date, zone))


def with_hours_from_times(
    before: Workday, changes: Mapping[str, Any], schedule: Schedule, zone: tzinfo | None, *, hours_given: bool = True
) -> Workday:
    """Return `before` with `changes`, and with hours worked out from its times unless `changes` sets hours.

    Hours that were typed beside other times change by as much as the times do. Hours typed without times stay, and
    clear times that they don't fit. `hours_given` is False when the hours of `before` were only prefilled.
    """
    after = before._replace(**changes)
    is_timed = bool(changes.keys() & {"start", "end"})
    if after.hours != before.hours and not is_timed and not _has_fitting_times(after, schedule, zone):
        return after._replace(start=None, end=None)
    if "hours" in changes or not changes.keys() & {"start", "end", "kind"}:
        return after
    current, previous = _hours_of(after, schedule, zone), _hours_of(before, schedule, zone)
    if current is None:
        return after
    if before.hours is None or not hours_given:
        return after._replace(hours=current)
    return after if previous is None else after._replace(hours=rounded_hours(before.hours + current - previous))


def _has_fitting_times(workday: Workday, schedule: Schedule, zone: tzinfo | None) -> bool:
    """Return whether `workday` can have had its hours between its times, with the usual break or a shorter one. True
    if one of them is blank."""
    least = _hours_of(workday, schedule, zone)
    if workday.hours is None or workday.start is None or workday.end is None or least is None:
        return True
    most = rounded_hours(elapsed(workday.date, workday.start, workday.end, zone) / timedelta(hours=1))
    return least <= workday.hours <= most


def row_without_end(form: CheckinForm) -> int | None:
    """Return the index of the first row that got a start without an end in this check-in; None without one."""
    for index, row in enumerate(form.days):
        day = row.workday
        if row.confirmed and day.start is not None and day.end is None and day != form.base.get(day.key):
            return index
    return None


def _hours_of(workday: Workday, schedule: Schedule, zone: tzinfo | None) -> float | None:
    """Return the hours between its times; None if one of them is blank."""
    if workday.start is None or workday.end is None:
        return None
    return schedule.hours_between(workday.date, workday.kind, workday.start, workday.end, zone)


def set_kind(
    form: CheckinForm, index: int, kind: str, schedule: Schedule, zone: tzinfo | None = None, *, and_below: bool = False
) -> CheckinForm:
    """Return `form` with the row at `index` set to `kind` and confirmed; with `and_below`, all later rows too."""
    for n in range(index, len(form.days) if and_below else index + 1):
        workday = with_kind(form.days[n].workday, kind, schedule, zone)
        form = with_row(form, n, DayRow(workday, confirmed=True))
    return form


def with_kind(workday: Workday, kind: str, schedule: Schedule, zone: tzinfo | None) -> Workday:
    """Return `workday` as a day of `kind`.

    A day off that becomes work keeps the hours and times typed into it, or else gets the usual ones. Off, leave and
    sick have none unless they are typed afterwards.
    """
    if kind != "work":
        label = workday.label if kind == workday.kind else None
        return Workday(workday.date, kind, label=label, extra=workday.extra)
    if workday.kind == "work":
        return workday
    if workday.hours is not None or workday.start is not None or workday.end is not None:
        return with_hours_from_times(workday, {"kind": kind}, schedule, zone)
    after = workday.after_hours_minutes or 0
    return _full_day(workday.date, schedule, zone)._replace(after_hours_minutes=after, extra=workday.extra)


def with_row(form: CheckinForm, index: int, row: DayRow) -> CheckinForm:
    """Return `form` with `row` in place of the one at `index`."""
    return form._replace(days=replaced(form.days, index, row))


def plausibility_question(workday: Workday, schedule: Schedule) -> str:
    """Return a question about an implausible value in `workday`; empty if there is none. The day is saved either
    way."""
    if workday.doubtful:
        return record_words.too_many_hours(workday.hours or 0)
    if workday.start and workday.end and workday.end < workday.start and not schedule.night_shift:
        return record_words.PAST_MIDNIGHT.format(start=workday.start, end=workday.end)
    if workday.hours is not None and workday.after_hours_minutes and workday.after_hours_minutes / 60 > workday.hours:
        return record_words.raised_hours(workday.after_hours_minutes)
    return sum_question(workday)
