"""Figures of a range of days, usually a week. What isn't logged is None and never counted as 0."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import Final, TypeVar

from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.fields import EARLIEST
from cmcheckin.domain.figures import ActivityTime, Figures, PeerYear
from cmcheckin.domain.named import NamedTuple
from cmcheckin.domain.records import Records, Workdays
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.workday import Workday
from cmcheckin.insight.stats import mean_or_none

N = TypeVar("N", int, float)
WORKED_HOURS: Final = 0.5
"""Hours from which a day counts as worked: answering one message is not a day of work (our choice)."""
AFTER_HOURS_MINUTES: Final = 30
"""Minutes from which after-hours work counts, and makes a day a worked one (our choice)."""


def figures(
    records: Records, first: date, last: date, today: date, schedule: Schedule, logged_from: date | None = date.min
) -> Figures:
    """Return the figures from `first` to `last`, both included, as seen on `today`. `logged_from`: see `figures_of`.

    `records` may hold more. It must include every escalation that was resolved in this range or open at its end,
    whenever it was opened.
    """
    opened = list(records.escalations.between(first, last))
    return figures_of(
        list(records.workdays.between(first, last)),
        list(records.checkins.between(first, last)),
        first,
        last,
        today,
        EscalationCounts(
            opened=opened,
            night_pings=sum(schedule.at_night(escalation.opened) for escalation in opened),
            resolved=sum(resolved_between(one, first, last) for one in records.escalations),
            still_open=sum(open_after(one, last) for one in records.escalations),
        ),
        logged_from=logged_from,
    )


def first_day(near: Records, first: date, between: Callable[[date, date], Records]) -> date | None:
    """Return the earliest day with a check-in or workday, or one up to `first`; None when there is none.

    Searches `near`, and with `between` (the journal's) before `first` only if `near` has nothing up to that day. An
    even earlier day makes no difference to figures that begin at `first`.
    """
    begun = _first_of(near)
    if begun is not None and begun <= first:
        return begun
    return _first_of(between(EARLIEST, first - timedelta(1))) or begun


def _first_of(records: Records) -> date | None:
    firsts: list[CheckIn | Workday | None] = [next(iter(records.checkins), None), next(iter(records.workdays), None)]
    return min((one.date for one in firsts if one is not None), default=None)


class EscalationCounts(NamedTuple):
    """What happened to escalations in a range of days."""

    opened: Sequence[Escalation] = ()
    night_pings: int = 0
    resolved: int = 0
    still_open: int = 0
    """Escalations still open at the end."""


NOTHING: Final = EscalationCounts()


def figures_of(
    workdays: Sequence[Workday],
    checkins: Sequence[CheckIn],
    first: date,
    last: date,
    today: date,
    escalations: EscalationCounts = NOTHING,
    *,
    logged_from: date | None = date.min,
) -> Figures:
    """Return the figures from `first` to `last`, given only the records of these days.

    `logged_from` is the `first_day` of all records. Earlier days don't count as "not logged"; None means no day does.
    Planned days after `today` count as days off, but the hours and times planned on them don't count.
    """
    past = [day for day in workdays if day.date <= today]
    wins = [win.kind for checkin in checkins for win in checkin.wins]
    over = (min(today, last + timedelta(1)) - max(first, logged_from or today)).days  # days that could have been logged
    free = sum(day.free for day in workdays)
    return Figures(
        days_worked=len(workdays) - free,
        days_off=free,
        days_of_leave=sum(day.kind == "leave" for day in past),
        sick_days=sum(day.kind == "sick" for day in past),
        days_unknown=max(over, 0) - sum(day.date < today for day in workdays),
        doubtful=sum(day.doubtful for day in past),
        hours=total(day.counted_hours for day in past),
        after_hours_minutes=total(day.after_hours_minutes for day in past if not day.doubtful),
        night_pings=escalations.night_pings,
        mood=mean_or_none(checkin.mood for checkin in checkins),
        energy=mean_or_none(checkin.energy for checkin in checkins),
        workload=mean_or_none(checkin.workload for checkin in checkins),
        community=mean_or_none(checkin.community.mood for checkin in checkins),
        checkins=len(checkins),
        wins=len(wins),
        thanks=wins.count("thanks"),
        escalations_opened=len(escalations.opened),
        escalations_resolved=escalations.resolved,
        escalations_open=escalations.still_open,
        minutes_on_escalations=total(one.minutes for one in escalations.opened),
        could_have_waited=sum(one.could_wait is True for one in escalations.opened),
        peer_minutes=total(day.peer_minutes for day in past),
        activities=activity_times(past),
    )


def activity_times(workdays: Iterable[Workday]) -> tuple[ActivityTime, ...]:
    """Return the activities of `workdays` by kind, the most hours first, then the most days."""
    by_kind: dict[str, list[float | None]] = {}
    for activity in (activity for day in workdays for activity in day.activities):
        by_kind.setdefault(activity.kind, []).append(activity.hours)
    found = [ActivityTime(kind, total(hours), len(hours), hours.count(None)) for kind, hours in by_kind.items()]
    return tuple(sorted(found, key=lambda one: (-(one.hours or 0), -one.on_days, one.kind)))


def kinds_in(found: Iterable[Figures]) -> list[str]:
    """Return the kinds of activities in `found`, those with the most hours first, then those with the most days."""
    times: dict[str, list[ActivityTime]] = {}
    for one in (one for figures in found for one in figures.activities):
        times.setdefault(one.kind, []).append(one)

    def rank(kind: str) -> tuple[float, int, str]:
        return -sum(one.hours or 0 for one in times[kind]), -sum(one.on_days for one in times[kind]), kind

    return sorted(times, key=rank)


def peer_year(workdays: Workdays, year: int) -> PeerYear:
    """Return the time with peers in `year`. `workdays` must include those of that year."""
    quarters: list[list[int | None]] = [[], [], [], []]
    for day in workdays.between(date(year, 1, 1), date(year, 12, 31)):
        quarters[(day.date.month - 1) // 3].append(day.peer_minutes)
    return PeerYear(year, tuple(map(total, quarters)))


def total(values: Iterable[N | None]) -> N | None:
    """Return the sum of the values that are not None; None if all are."""
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def resolved_between(escalation: Escalation, first: date, last: date) -> bool:
    """Whether `escalation` was resolved from `first` to `last`. If the time of resolution is unknown, it never was."""
    day = escalation.resolved_day
    return day is not None and first <= day <= last


def open_after(escalation: Escalation, last: date) -> bool:
    """Whether `escalation` was open at the end of `last`. If the time of resolution is unknown, it wasn't."""
    if escalation.day > last:
        return False
    day = escalation.resolved_day
    return escalation.unresolved or (day is not None and day > last)
