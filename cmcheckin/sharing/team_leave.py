"""Leave and holidays that share files include, for the manager: who is on leave, and which weeks leave explains."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from cmcheckin.domain.week import Week
from cmcheckin.sharing.share_file import ShareFile, ShareLeave
from cmcheckin.wording import review_facts as words

LEAVE_WEEK_DAYS: Final = 3
"""Days of leave from Monday to Friday from which a week is shown as leave instead of its hours (our choice)."""
WEEKEND: Final = (5, 6)


def current_leave(files: Sequence[ShareFile]) -> tuple[ShareLeave, ...]:
    """Return the leave in `files`, newest first. What a newer file could have shared and didn't is left out, as it may
    have been cancelled."""
    found: list[ShareLeave] = []
    since = date.max
    for share in files:
        if "leave" in share.fields:
            found += [one for one in share.leave if one.first < since]
            since = min(since, share.first)
    return tuple(dict.fromkeys(found))


def leave_now(leave: Sequence[ShareLeave], today: date) -> ShareLeave | None:
    """Return the whole-day leave that includes `today`, joined with leave and holidays that follow it directly or after
    the weekend; None if there is none."""
    found: ShareLeave | None = None
    for one in sorted((one for one in leave if not one.half), key=lambda one: (one.first, one.last)):
        if found is None:
            found = one if one.first <= today <= one.last and not one.holiday else None
        elif one.last > found.last and one.first <= _next_workday(found.last):
            found = replace(found, last=one.last, working_days=found.working_days + one.working_days)
    return found


def is_leave_week(leave: Sequence[ShareLeave], week: Week) -> bool:
    """Return whether `leave` takes up most of `week`, so that its hours mean little."""
    return len(_days_in(leave, week)) >= LEAVE_WEEK_DAYS


def leave_note(leave: Sequence[ShareLeave], week: Week | None, today: date) -> str:
    """Return `on leave until 4 Dec`, or about the shared `week` `on leave 16 Nov – 20 Nov` or `1 day of leave or
    holiday`; empty if there was none."""
    if now := leave_now(leave, today):
        return words.on_leave_until(now.last, today)
    days = _days_in(leave, week) if week is not None else []
    if len(days) >= LEAVE_WEEK_DAYS:
        return words.on_leave(days[0], days[-1], today)
    return words.days_of_leave(len(days)) if days else ""


def _days_in(leave: Sequence[ShareLeave], week: Week) -> list[date]:
    """Return the days of `week` from Monday to Friday that are leave or a holiday, whole days alone."""
    days = (week.monday + timedelta(n) for n in range(WEEKEND[0]))
    return [day for day in days if any(not one.half and one.first <= day <= one.last for one in leave)]


def _next_workday(day: date) -> date:
    """Return the first day after `day` that isn't on a weekend."""
    day += timedelta(1)
    while day.weekday() in WEEKEND:
        day += timedelta(1)
    return day
