"""Stretches of days side by side, weeks or months: everything is sorted into them once, however many they are."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from typing import TypeVar

from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.records import Collection, Records
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.workday import Workday
from cmcheckin.insight.figures import Figures, Moved, counted, mean

R = TypeVar("R", CheckIn, Workday, Escalation)


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """One stretch: its figures, its escalations by severity, and the means of own metrics."""

    first: date
    last: date
    """Both included. The last day may lie ahead."""
    figures: Figures
    severities: tuple[int, ...]
    """Escalations opened, by severity 1 (minor) to 5 (crisis): five counts."""
    asks: int
    """Wishes of the community carried to someone; they have no severity."""
    unrated: int
    """Other escalations that were given no severity. With the two above they add up to those opened."""
    metrics: Mapping[str, float]
    """The mean of each own metric asked for; one without a value is not in it."""

    @property
    def told(self) -> bool:
        """Whether there is a check-in or a day's row in it: else its counts say nothing, not even nought."""
        return bool(self.figures.checkins or self.figures.days_worked or self.figures.days_off)


def stretches(
    records: Records, starts: Sequence[date], end: date, today: date, schedule: Schedule, metrics: Sequence[str] = ()
) -> list[Stretch]:
    """The stretches that begin on each of `starts` (ascending) and follow one another up to, not including, `end`.

    Each has exactly the figures that `insight.figures.figures` gives for it.
    """
    if not starts:
        return []
    first, last = starts[0], end - timedelta(1)
    edges = [start.toordinal() for start in starts]
    workdays = _sorted_in(records.workdays.between(first, last), edges)
    checkins = _sorted_in(records.checkins.between(first, last), edges)
    opened = _sorted_in(records.escalations.between(first, last), edges)
    nights = _night_pings(records.escalations.between(first, end), edges, first, last, schedule)
    resolved, still_open = _ends(records.escalations, edges, first, last)
    found = []
    for n, start in enumerate(starts):
        until = (starts[n + 1] if n + 1 < len(starts) else end) - timedelta(1)
        moved = Moved(opened[n], nights[n], resolved[n], still_open[n])
        ratings = [0 if one.kind == "ask" else one.severity for one in opened[n]]
        found.append(
            Stretch(
                first=start,
                last=until,
                figures=counted(workdays[n], checkins[n], start, until, today, moved),
                severities=tuple(ratings.count(severity) for severity in range(1, 6)),
                asks=ratings.count(0),
                unrated=ratings.count(None),
                metrics=_means(checkins[n], metrics),
            )
        )
    return found


def _sorted_in(records: Iterable[R], edges: Sequence[int]) -> list[list[R]]:
    found: list[list[R]] = [[] for _ in edges]
    for one in records:
        found[_place(edges, one.day)].append(one)
    return found


def _night_pings(
    escalations: Iterable[Escalation], edges: Sequence[int], first: date, last: date, schedule: Schedule
) -> list[int]:
    """How many nights' pings fall in each; a ping before six belongs to the night that began the day before."""
    found = [0] * len(edges)
    for one in escalations:
        night = schedule.night_of(one.opened)
        if night is not None and first <= night <= last:
            found[_place(edges, night)] += 1
    return found


def _ends(
    escalations: Collection[Escalation], edges: Sequence[int], first: date, last: date
) -> tuple[list[int], list[int]]:
    """How many were resolved in each, and how many were there and unresolved when each was over.

    Kept as what changes from one stretch to the next, so that one open for years is still looked at once.
    """
    resolved, change = [0] * len(edges), [0] * len(edges)
    for one in escalations:
        gone = None
        if one.status == "resolved":
            if one.resolved is None:
                continue  # nobody knows when
            gone = one.resolved.date()
            if gone < first:
                continue
            if gone <= last:
                resolved[_place(edges, gone)] += 1
        if (came := one.opened.date()) > last:
            continue
        change[_place(edges, came)] += 1
        if gone is not None and gone <= last:
            change[_place(edges, max(came, gone))] -= 1
    return resolved, list(accumulate(change))


def _place(edges: Sequence[int], day: date) -> int:
    """In which stretch a day lies; one before them all counts as in the first."""
    return max(bisect_right(edges, day.toordinal()) - 1, 0)


def _means(checkins: Sequence[CheckIn], metrics: Sequence[str]) -> Mapping[str, float]:
    found = {name: mean(one.metrics.get(name) for one in checkins) for name in metrics}
    return {name: value for name, value in found.items() if value is not None}
