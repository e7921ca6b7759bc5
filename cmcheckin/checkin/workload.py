"""Step 1: how the plate looks, and the days since the last check-in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, Final

from cmcheckin.checkin.morning import DayRow, Morning, Step
from cmcheckin.checkin.scales import Scale
from cmcheckin.checkin.values import read_clock, read_hours, read_minutes
from cmcheckin.domain.records import Workdays
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.workday import Workday

STEP: Final = Step("workload", "workload")
WORKLOAD: Final = Scale(
    "workload", "How does your plate look this morning?", ("too little", "light", "about right", "a lot", "too much")
)
MOST_ROWS: Final = 7
"""Days asked about at most: after a longer absence the rest stays unknown (product contract)."""
LATE: Final = timedelta(hours=2)
"""How long before the usual end of the day today's row is offered too."""
KINDS: Final = {"w": "work", "o": "off", "l": "leave", "s": "sick"}
"""The key of each kind of day. With shift it holds for the days below too."""


class Cell:
    """A column of a day's row that can be typed into."""

    def __init__(self, field: str, label: str, read: Callable[[str], Any]) -> None:
        self.field, self.label, self.read = field, label, read


CELLS: Final = (
    Cell("hours", "hours", read_hours),
    Cell("start", "from", read_clock),
    Cell("end", "to", read_clock),
    Cell("after_hours_minutes", "after hours", read_minutes),
)


def rows_for(
    day: date, previous: date | None, kept: Workdays, schedule: Schedule, now: datetime | None
) -> tuple[DayRow, ...]:
    """The days to ask about on the check-in of `day`: those since the one before it, at most seven.

    `now` is given when `day` is today: then, late in a day shift, today is among them. An earlier day is over, so its
    own row is too. Rows that are kept already come as they are, and confirmed.
    """
    first = max(previous, day - timedelta(MOST_ROWS)) if previous else day - timedelta(1)
    days = [first + timedelta(n) for n in range((day - first).days)]
    if now is None or is_late(now, day, schedule):
        days = [*days, day][-MOST_ROWS:]
    rows = []
    for each in days:
        known = kept.on(each)
        rows.append(DayRow(known, confirmed=True) if known else DayRow(usual_day(each, schedule)))
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
    return now.replace(tzinfo=None) >= datetime.combine(today, schedule.end) - LATE


def usual_day(day: date, schedule: Schedule) -> Workday:
    """What the schedule says of a day, before anybody confirmed it."""
    if not schedule.works_on(day):
        return Workday(day, "off")
    hours = round(schedule.usual_hours, 2)
    return Workday(
        day, "work", int(hours) if hours == int(hours) else hours, schedule.start, schedule.end, after_hours_minutes=0
    )


def confirm(morning: Morning, index: int, **changes: Any) -> Morning:
    """The row confirmed, with changes to its workday.

    What was only prefilled is not taken for said: other hours than the usual ones leave the times and the time after
    hours open. Other times take the hours with them, by as much as the day became longer or shorter.
    """
    row = morning.days[index]
    before = row.workday
    if not row.confirmed and changes.get("hours", before.hours) != before.hours:
        changes = {"start": None, "end": None, "after_hours_minutes": None, **changes}
    after = before._replace(**changes)
    if "hours" not in changes and before.hours is not None and None not in (old := _span(before), new := _span(after)):
        moved = round(min(max(before.hours + (new or 0) - (old or 0), 0), 24), 2)
        after = after._replace(hours=int(moved) if moved == int(moved) else moved)
    return _with_row(morning, index, DayRow(after, confirmed=True))


def _span(workday: Workday) -> float | None:
    """Hours from start to end, over midnight if need be; None when one of them is open."""
    if workday.start is None or workday.end is None:
        return None
    minutes = (workday.end.hour - workday.start.hour) * 60 + workday.end.minute - workday.start.minute
    return minutes % 1440 / 60


def mark(morning: Morning, index: int, kind: str, schedule: Schedule, *, below: bool = False) -> Morning:
    """The row set to a kind of day and confirmed; with `below`, all later rows too: one key for a week of leave."""
    for n in range(index, len(morning.days) if below else index + 1):
        workday = morning.days[n].workday
        if kind == "work" and workday.kind != "work":
            usual = usual_day(workday.date, schedule._replace(workdays=frozenset(range(7))))
            workday = usual._replace(hours=_spread(schedule), extra=workday.extra)
        elif kind != "work":
            workday = Workday(workday.date, kind, extra=workday.extra)
        morning = _with_row(morning, n, DayRow(workday, confirmed=True))
    return morning


def _spread(schedule: Schedule) -> float:
    hours = round(schedule.usual_hours, 2)
    return int(hours) if hours == int(hours) else hours


def _with_row(morning: Morning, index: int, row: DayRow) -> Morning:
    return replace(morning, days=(*morning.days[:index], row, *morning.days[index + 1 :]))


def doubts(workday: Workday, schedule: Schedule) -> str:
    """A question about a row that may be a slip, or empty. Asked once; the row is kept as it is all the same."""
    if workday.doubtful:
        hours = workday.hours or 0
        return f"{hours:g} h in a day? It is kept, and left out of figures. {hours / 10:g} h, perhaps?"
    if workday.start and workday.end and workday.end < workday.start and not schedule.night_shift:
        return f"{workday.start:%H:%M} to {workday.end:%H:%M} runs into the next day. Is that right?"
    if workday.hours is not None and workday.after_hours_minutes and workday.after_hours_minutes / 60 > workday.hours:
        return f"Hours include the time after hours, so this counts as {workday.after_hours_minutes / 60:.3g} h."
    return ""
