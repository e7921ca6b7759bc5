"""Turn what files show about a day into a workday to propose."""

from __future__ import annotations

from datetime import time

from cmcheckin.domain.numbers import rounded_hours
from cmcheckin.domain.schedule import NIGHT_FROM, NIGHT_TO
from cmcheckin.domain.workday import Workday
from cmcheckin.hints.day_hint import DayHint


def proposed_workday(hint: DayHint, usual: Workday) -> Workday:
    """Return the workday that `hint` proposes. `usual` is the same day according to the schedule.

    Tracked hours are proposed as they are. Without them, a workday has its usual hours and the minutes after hours, and
    starts and ends with the first and last activity if they are outside its usual times. A usual day off stays one. On
    a day of leave, tracked hours are added, but don't make it a day of work.
    """
    after = hint.after_hours_minutes or None
    if hint.kind == "leave":
        kind = "leave" if usual.kind == "work" else usual.kind
        return Workday(hint.day, kind, hint.hours or None, after_hours_minutes=after)
    if hint.hours:
        start, end = _span(hint)
        return Workday(hint.day, "work", rounded_hours(hint.hours), start, end, after or 0)
    if usual.kind != "work":
        return usual._replace(after_hours_minutes=after)
    hours = rounded_hours((usual.hours or 0) + (after or 0) / 60)
    start, end = _widened(hint, usual)
    return usual._replace(hours=hours, start=start, end=end, after_hours_minutes=after or 0)


def _span(hint: DayHint) -> tuple[time | None, time | None]:
    """Return the times of a day with tracked hours; none if one is missing or belongs to a night ping."""
    pings = {(at.hour, at.minute) for at in hint.night_pings}
    if hint.first is None or hint.last is None or pings & {(at.hour, at.minute) for at in (hint.first, hint.last)}:
        return None, None
    return hint.first, hint.last


def _widened(hint: DayHint, usual: Workday) -> tuple[time | None, time | None]:
    """Return the times of `usual`, extended to any activity between NIGHT_TO and NIGHT_FROM. A night shift keeps its
    times."""
    start, end = usual.start, usual.end
    if start is None or end is None or end <= start:
        return start, end
    seen = [at for at in (hint.first, hint.last) if at and NIGHT_TO <= at < NIGHT_FROM]
    return min([start, *seen]), max([end, *seen])
