"""Lists of escalations in three orders, the story of one over its days, and what each cause cost."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.escalation import Escalation, by_severity
from cmcheckin.domain.figures import CauseCost, EscalationEvent
from cmcheckin.domain.schedule import Schedule
from cmcheckin.insight.figures import total

ORDERS: Final = ("age", "severity", "cause")
"""The orders of a list: the oldest first, the most severe first, or by cause."""
LOW: Final = 2
"""The highest rating of the community that counts as low, as in the check-in."""


def fold(text: str | None) -> str:
    """Return `text` in lower case with single spaces, to group and compare causes; empty for None."""
    return " ".join((text or "").casefold().split())


def in_order(items: Iterable[Escalation], order: str) -> list[Escalation]:
    """Return `items` in `order`, one of ORDERS. By cause, those without one come last."""
    if order == "severity":
        return sorted(items, key=by_severity)
    oldest_first = sorted(items, key=lambda one: (one.opened.timestamp(), one.id))
    if order == "age":
        return oldest_first
    return sorted(oldest_first, key=lambda one: (not fold(one.cause), fold(one.cause)))


def with_cause(items: Iterable[Escalation], words: str) -> list[Escalation]:
    """Return those of `items` whose cause contains `words`, ignoring case and spaces."""
    return [one for one in items if fold(words) in fold(one.cause)]


def time_open(item: Escalation, now: datetime) -> timedelta | None:
    """Return how long `item` has been open at `now`, or was until it was resolved; None if that time is unknown."""
    until = now if item.unresolved else item.resolved
    return None if until is None else max(until - item.opened, timedelta(0))


def events_of(item: Escalation) -> tuple[EscalationEvent, ...]:
    """Return the events of `item`, oldest first. An event without a time stays after the one it was saved after."""
    events = [EscalationEvent("opened", item.opened)]
    events += [EscalationEvent("update", one.at, one.text) for one in item.updates]
    if not item.unresolved:
        events.append(EscalationEvent("resolved", item.resolved))
    dated, latest = [], item.opened
    for event in events:
        latest = event.at or latest
        dated.append((latest.timestamp(), event))
    return tuple(event for _, event in sorted(dated, key=lambda pair: pair[0]))


def causes(items: Iterable[Escalation], checkins: Iterable[CheckIn], schedule: Schedule) -> tuple[CauseCost, ...]:
    """Return what each cause of `items` cost: the most minutes first, those without a cause last.

    `checkins` include those of the days the escalations came in. `schedule` decides what a night ping is.
    """
    groups: dict[str, list[Escalation]] = {}
    for one in in_order(items, "age"):
        groups.setdefault(fold(one.cause), []).append(one)
    ratings = {one.date: one.community.mood for one in checkins if one.community.mood is not None}
    found = [_cost(group, ratings, schedule) for group in groups.values()]
    return tuple(sorted(found, key=lambda one: (not one.cause, -(one.minutes or 0), -len(one.items), fold(one.cause))))


def _cost(group: Sequence[Escalation], ratings: dict[date, int], schedule: Schedule) -> CauseCost:
    days = {one.day for one in group}
    rated = [ratings[day] for day in days if day in ratings]
    return CauseCost(
        cause=" ".join((group[-1].cause or "").split()),
        items=tuple(group),
        first=min(days),
        last=max(days),
        minutes=total(one.minutes for one in group),
        untimed=sum(one.minutes is None for one in group),
        night_pings=sum(schedule.at_night(one.opened) for one in group),
        could_have_waited=sum(one.could_wait is True for one in group),
        open=sum(one.unresolved for one in group),
        rated_days=len(rated),
        low_days=sum(rating <= LOW for rating in rated),
    )
