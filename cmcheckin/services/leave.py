"""Plan leave, remove planned leave, and list leave. Used by the commands and by the history screen.

What is logged stays: a day with anything but planned leave isn't changed, and is returned so that it can be named.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from cmcheckin.domain.dates import read_day
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.fields import EARLIEST, LATEST
from cmcheckin.domain.leave import LeaveRange, is_plan, leave_days, leave_ranges, planned_leave, with_plan, working_days
from cmcheckin.domain.named import NamedTuple
from cmcheckin.wording import leave as words

if TYPE_CHECKING:
    from cmcheckin.domain.records import Record
    from cmcheckin.domain.schedule import Schedule
    from cmcheckin.domain.workday import Workday
    from cmcheckin.journal import Change, Journal

CHANGE_LABEL: Final = "leave"
"""The reason in the journal for a change of planned leave."""
MAX_DAYS: Final = 366
"""The limit in days for a range, as for `log`."""
MAX_GUESSED: Final = 180
"""Most days of leave that a last day without a year may lead to. In `leave "3 aug" "14 jul"`, it is a slip."""


class LeaveChange(NamedTuple):
    """The result of planning or removing leave on the working days of a range.

    `changed`: the days that were planned or removed. `known`: days that were already planned like this. `kept`: days
    that stay, because something else is logged.
    """

    changed: tuple[date, ...] = ()
    known: tuple[date, ...] = ()
    kept: tuple[Workday, ...] = ()


def plan_leave(
    journal: Journal,
    schedule: Schedule,
    first: date,
    last: date,
    today: date,
    *,
    is_half: bool = False,
    also: Callable[[Journal], Record] | None = None,
) -> LeaveChange:
    """Plan leave on the working days from `first` to `last`, as one change. With `is_half`, half of each day.

    Planned days that differ are changed: half days become whole ones. `also` returns a record to save with it, unless
    something else is logged on all of the days. Raises Refused for a range that is empty, too long or without working
    days, and JournalError, with nothing changed.
    """
    check_range(first, last)
    days = working_days(first, last, schedule)
    if not days:
        raise Refused("Leave", words.no_working_days(first, last))
    outcome = LeaveChange()

    def build(now: Journal) -> Change:
        nonlocal outcome
        from cmcheckin.journal import Change

        put, outcome = planned_records(now, [planned_leave(day, schedule, is_half=is_half) for day in days], today)
        is_planned = outcome.changed or outcome.known
        return Change(put=(*put, also(now)) if also is not None and is_planned else put)

    journal.change(build, CHANGE_LABEL)
    return outcome


def preview_leave(journal: Journal, schedule: Schedule, first: date, last: date, today: date) -> LeaveChange:
    """Return what `plan_leave` would do with the days from `first` to `last`. Raises Refused as it does, and
    JournalError."""
    check_range(first, last)
    days = working_days(first, last, schedule)
    if not days:
        raise Refused("Leave", words.no_working_days(first, last))
    return planned_records(journal, [planned_leave(day, schedule) for day in days], today)[1]


def days_ahead(text: str, today: date) -> tuple[date, date]:
    """Return the first and the last day that `text` names, such as `3 dec to 4 dec`, or the single day twice. A day
    without a year is the next one. Raises ValueError with a sentence for the user, and Refused for a wrong order or
    more than MAX_GUESSED days."""
    parts = [part for part in re.split(r"\s+(?:to|until|-|–)\s+|\s*–\s*", text.strip()) if part]
    if not 0 < len(parts) <= 2:
        raise ValueError(words.NO_DAYS_TYPED)
    first = _day_ahead(parts[0], today)
    last = _day_ahead(parts[-1], today)
    if last < first and len(parts) == 2:  # “monday to friday” is the Friday after that Monday
        last = _day_ahead(parts[-1], max(first, today))
        if (last - first).days > MAX_GUESSED:
            raise Refused("", words.far_apart(first, last))
    if last < first:
        raise Refused("Leave", words.wrong_order(first, last))
    return first, last


def _day_ahead(text: str, today: date) -> date:
    is_date = text[:1].isdigit() and " " in text  # which may be today, unlike a weekday
    return read_day(text, today - timedelta(is_date), ahead=True)


def planned_records(
    journal: Journal, wanted: Sequence[Workday], today: date
) -> tuple[tuple[Workday, ...], LeaveChange]:
    """Return the records to save so that `wanted`, which is in order of date, is planned, and the result of that."""
    saved = journal.between(wanted[0].date, wanted[-1].date).workdays if wanted else ()
    by_date = {day.date: day for day in saved}
    put: list[Workday] = []
    known: list[date] = []
    kept: list[Workday] = []
    for day in wanted:
        before = by_date.get(day.date)
        after = day if before is None else with_plan(before, day, today)
        if before is not None and after is None:
            kept.append(before)
        elif after is not None and after != before:
            put.append(after)
        else:
            known.append(day.date)
    return tuple(put), LeaveChange(tuple(day.date for day in put), tuple(known), tuple(kept))


def days_away(journal: Journal, schedule: Schedule, until: date, today: date) -> tuple[Workday, ...]:
    """Return the records to save so that the working days after `today`, up to `until`, are planned as leave.

    Today isn't included, because it may have been worked. Raises JournalError.
    """
    days = working_days(today + timedelta(1), until, schedule)
    return planned_records(journal, [planned_leave(day, schedule) for day in days], today)[0]


def remove_leave(journal: Journal, first: date, last: date, today: date) -> LeaveChange:
    """Remove the planned leave from `first` to `last`, as one change. `kept` of the result: days of leave with work.

    Raises Refused for a range that is empty or too long, and JournalError, with nothing changed.
    """
    check_range(first, last)
    outcome = LeaveChange()

    def build(now: Journal) -> Change:
        nonlocal outcome
        from cmcheckin.journal import Change

        leave = [day for day in now.between(first, last).workdays if day.kind == "leave"]
        planned = [day for day in leave if is_plan(day, today)]
        kept = tuple(day for day in leave if not is_plan(day, today))
        outcome = LeaveChange(tuple(day.date for day in planned), kept=kept)
        return Change(delete=tuple(day.key for day in planned))

    journal.change(build, CHANGE_LABEL)
    return outcome


def check_range(first: date, last: date) -> None:
    """Raise Refused if there are no days from `first` to `last`, more than MAX_DAYS, or some that can't be logged."""
    if first > last:
        raise Refused("Leave", words.wrong_order(first, last))
    if first < EARLIEST or last > LATEST:
        raise Refused("Leave", words.not_a_day_to_log(first, last, EARLIEST, LATEST))
    if (last - first).days >= MAX_DAYS:
        raise Refused("Leave", words.too_long(first, last, MAX_DAYS))


class LeaveYear(NamedTuple):
    """The leave of a year: its `ranges`, cut at the ends of the year; how many days are `planned` after today and
    `taken` until today; and its `holidays`, which are days off with a name."""

    year: int
    planned: float
    taken: float
    ranges: tuple[LeaveRange, ...]
    holidays: tuple[Workday, ...]


def leave_years(journal: Journal, schedule: Schedule, today: date) -> tuple[LeaveYear, ...]:
    """Return the years with leave or holidays, oldest first, as of `today`. Raises JournalError."""
    by_year: dict[int, list[Workday]] = {}
    for day in journal.between(EARLIEST, LATEST).workdays:
        by_year.setdefault(day.date.year, []).append(day)
    found = (
        LeaveYear(
            year,
            leave_days((day for day in days if day.date > today), schedule),
            leave_days((day for day in days if day.date <= today), schedule),
            leave_ranges(days, schedule),
            tuple(day for day in days if day.kind == "off" and day.label),
        )
        for year, days in by_year.items()
    )
    return tuple(year for year in found if year.ranges or year.holidays)


def starts_with_week(journal: Journal, today: date) -> bool:
    """Return whether the program opens with the week on `today`: its check-in is done, or it is planned leave or a day
    off and no check-in was begun. Raises JournalError."""
    checkin, workday = journal.checkin(today), journal.workday(today)
    if checkin is not None and checkin.done:
        return True
    is_free = workday is not None and workday.hours is None and workday.kind in ("leave", "off")
    return is_free and checkin is None and today not in journal.drafts.days()
