"""Step 1: how the plate looks, and the days since the last check-in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta, tzinfo
from typing import Any, Final

from cmcheckin.checkin.form import CheckinForm, DayRow, Step
from cmcheckin.checkin.scales import Scale
from cmcheckin.checkin.values import read_clock, read_hours, read_minutes
from cmcheckin.domain.days import elapsed
from cmcheckin.domain.numbers import rounded_hours
from cmcheckin.domain.records import Workdays
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.workday import Workday

STEP: Final = Step("workload", "workload")
WORKLOAD: Final = Scale(
    "workload", "How does your plate look this morning?", ("too little", "light", "about right", "a lot", "too much")
)
MAX_ROWS: Final = 7
"""Days asked about at most: after a longer absence the rest stays unknown (product contract)."""
LATE_WINDOW: Final = timedelta(hours=2)
"""How long before the usual end of the day today's row is offered too."""
KIND_KEYS: Final = {"w": "work", "o": "off", "l": "leave", "s": "sick"}
"""The key of each kind of day. With shift it holds for the days below too."""


class DayField:
    """A column of a day's row that can be typed into."""

    def __init__(self, field: str, label: str, read: Callable[[str], Any]) -> None:
        self.field, self.label, self.read = field, label, read


DAY_FIELDS: Final = (
    DayField("hours", "hours", read_hours),
    DayField("start", "from", read_clock),
    DayField("end", "to", read_clock),
    DayField("after_hours_minutes", "after hours", read_minutes),
)


def rows_for(
    day: date,
    previous: date | None,
    kept: Workdays,
    schedule: Schedule,
    now: datetime | None,
    zone: tzinfo | None = None,
) -> tuple[DayRow, ...]:
    """The days to ask about on the check-in of `day`: those since the one before it, at most seven.

    `now` is given when `day` is today: then, late in a day shift, today is among them. An earlier day is over, so its
    own row is too. Rows that are kept already come as they are, and confirmed.
    """
    first = max(previous, day - timedelta(MAX_ROWS)) if previous else day - timedelta(1)
    days = [first + timedelta(n) for n in range((day - first).days)]
    if now is None or is_late(now, day, schedule):
        days = [*days, day][-MAX_ROWS:]
    rows = []
    for each in days:
        known = kept.on(each)
        rows.append(DayRow(known, confirmed=True) if known else DayRow(usual_day(each, schedule, zone)))
    return tuple(rows)


def last_worked(kept: Workdays, rows: tuple[DayRow, ...]) -> Workday | None:
    """The latest day worked, with hours, among those that are kept and not asked about now."""
    asked = {row.workday.date for row in rows}
    known = (day for day in kept if day.kind == "work" and day.counted_hours and day.date not in asked)
    return max(known, key=lambda day: day.date, default=None)


def is_late(now: datetime, today: date, schedule: Schedule) -> bool:
    """Whether the usual day is as good as over: within two hours of its end. A night shift ends on the next day."""
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


def confirm(morning: CheckinForm, index: int, schedule: Schedule, zone: tzinfo | None, **changes: Any) -> CheckinForm:
    """Return `morning` with the row at `index` confirmed, with `changes` to its workday.

    Prefilled values aren't answers: new hours clear prefilled times and after-hours minutes, and new times set the
    hours (`timed`).
    """
    row = morning.days[index]
    before = row.workday
    if not row.confirmed and changes.get("hours", before.hours) != before.hours:
        changes = {"start": None, "end": None, "after_hours_minutes": None, **changes}
    after = with_hours_from_times(before, changes, schedule, zone, hours_given=row.confirmed)
    return _with_row(morning, index, DayRow(after, confirmed=True))


def unconfirm(morning: CheckinForm, index: int, schedule: Schedule, zone: tzinfo | None) -> CheckinForm:
    """Return `morning` with the row at `index` as before this check-in: logged, or prefilled and not logged."""
    day = morning.days[index].workday
    kept = morning.base.get(day.key)
    row = DayRow(kept, confirmed=True) if isinstance(kept, Workday) else DayRow(usual_day(day.date, schedule, zone))
    return _with_row(morning, index, row)


def with_hours_from_times(
    before: Workday, changes: Mapping[str, Any], schedule: Schedule, zone: tzinfo | None, *, hours_given: bool = True
) -> Workday:
    """Return `before` with `changes`, and with hours worked out from its times unless `changes` sets hours.

    Hours that were typed beside other times change by as much as the times do. Hours typed without times stay.
    `hours_given` is False when the hours of `before` were only prefilled.
    """
    after = before._replace(**changes)
    if "hours" in changes or not changes.keys() & {"start", "end", "kind"}:
        return after
    now, then = _hours_of(after, schedule, zone), _hours_of(before, schedule, zone)
    if now is None:
        return after
    if before.hours is None or not hours_given:
        return after._replace(hours=now)
    return after if then is None else after._replace(hours=rounded_hours(before.hours + now - then))


def _hours_of(workday: Workday, schedule: Schedule, zone: tzinfo | None) -> float | None:
    """Return the hours between its times; None if one of them is blank."""
    if workday.start is None or workday.end is None:
        return None
    return schedule.hours_between(workday.date, workday.kind, workday.start, workday.end, zone)


def set_kind(
    morning: CheckinForm, index: int, kind: str, schedule: Schedule, zone: tzinfo | None = None, *, below: bool = False
) -> CheckinForm:
    """Return `morning` with the row at `index` set to `kind` and confirmed; with `below`, all later rows too."""
    for n in range(index, len(morning.days) if below else index + 1):
        workday = with_kind(morning.days[n].workday, kind, schedule, zone)
        morning = _with_row(morning, n, DayRow(workday, confirmed=True))
    return morning


def with_kind(workday: Workday, kind: str, schedule: Schedule, zone: tzinfo | None) -> Workday:
    """Return `workday` as a day of `kind`.

    A day off that becomes work keeps the hours and times typed into it, or else gets the usual ones. Off, leave and
    sick have none unless they are typed afterwards.
    """
    if kind != "work":
        return Workday(workday.date, kind, extra=workday.extra)
    if workday.kind == "work":
        return workday
    if workday.hours is not None or workday.start is not None or workday.end is not None:
        return with_hours_from_times(workday, {"kind": kind}, schedule, zone)
    after = workday.after_hours_minutes or 0
    return _full_day(workday.date, schedule, zone)._replace(after_hours_minutes=after, extra=workday.extra)


def _with_row(morning: CheckinForm, index: int, row: DayRow) -> CheckinForm:
    return replace(morning, days=(*morning.days[:index], row, *morning.days[index + 1 :]))


def plausibility_question(workday: Workday, schedule: Schedule) -> str:
    """A question about a row that may be a slip, or empty. Asked once; the row is kept as it is all the same."""
    if workday.doubtful:
        hours = workday.hours or 0
        return f"{hours:g} h in a day? It is kept, and left out of figures. {hours / 10:g} h, perhaps?"
    if workday.start and workday.end and workday.end < workday.start and not schedule.night_shift:
        return f"{workday.start:%H:%M} to {workday.end:%H:%M} runs into the next day. Is that right?"
    if workday.hours is not None and workday.after_hours_minutes and workday.after_hours_minutes / 60 > workday.hours:
        return f"Hours include the time after hours, so this counts as {workday.after_hours_minutes / 60:.3g} h."
    return ""
