"""Stretches of days side by side, weeks or months: everything is sorted into them once, however many they are."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain

from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.records import Escalations, Records
from cmcheckin.domain.schedule import Schedule
from cmcheckin.insight.figures import EscalationCounts, Figures, figures_of
from cmcheckin.insight.stats import mean_or_none


@dataclass(frozen=True, kw_only=True)
class Period:
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
    def has_records(self) -> bool:
        """Whether there is a check-in or a day's row in it: else its counts say nothing, not even nought."""
        return bool(self.figures.checkins or self.figures.days_worked or self.figures.days_off)


def periods_between(
    records: Records,
    starts: Sequence[date],
    end: date,
    today: date,
    schedule: Schedule,
    metrics: Sequence[str] = (),
    logged_from: date | None = date.min,
) -> list[Period]:
    """The stretches that begin on each of `starts` (ascending) and follow one another up to, not including, `end`.

    Each has exactly the figures that `insight.figures.figures` gives for it.
    """
    if not starts:
        return []
    lasts = [*(start - timedelta(1) for start in starts[1:]), end - timedelta(1)]
    near = records.between(starts[0], lasts[-1])
    nights = [one.day for one in near.escalations if schedule.at_night(one.opened)]
    begun, gone, ended = _ends(records.escalations, starts[0])
    found = []
    for first, last in zip(starts, lasts, strict=True):
        workdays, checkins = list(near.workdays.between(first, last)), list(near.checkins.between(first, last))
        moved = EscalationCounts(
            opened=list(near.escalations.between(first, last)),
            night_pings=_among(nights, first, last),
            resolved=_among(gone, first, last),
            still_open=bisect_right(begun, last) - bisect_right(ended, last),
        )
        ratings = [0 if one.kind == "ask" else one.severity for one in moved.opened]
        found.append(
            Period(
                first=first,
                last=last,
                figures=figures_of(workdays, checkins, first, last, today, moved, logged_from=logged_from),
                severities=tuple(ratings.count(severity) for severity in range(1, 6)),
                asks=ratings.count(0),
                unrated=ratings.count(None),
                metrics=_means(checkins, metrics),
            )
        )
    return found


def _among(days: Sequence[date], first: date, last: date) -> int:
    """How many of those days (ascending) lie in a stretch."""
    return bisect_right(days, last) - bisect_left(days, first)


def _ends(escalations: Escalations, first: date) -> tuple[list[date], list[date], list[date]]:
    """When those that matter to these days came, were resolved, and were open no more; each ascending.

    However many years lie before them, what was resolved by then is passed over quickly.
    """
    year = first.year
    older = [
        one
        for one in escalations.before(first)
        if one.status != "resolved" or (one.resolved is not None and one.resolved.year >= year)
    ]
    begun, gone, ended = [], [], []
    for one in chain(older, escalations.between(first, date.max)):
        came, day = one.day, one.resolved_day
        if one.unresolved:
            begun.append(came)
        elif day is not None:  # otherwise the time is unknown
            gone.append(day)
            begun.append(came)
            ended.append(max(came, day))
    return sorted(begun), sorted(gone), sorted(ended)


def _means(checkins: Sequence[CheckIn], metrics: Sequence[str]) -> Mapping[str, float]:
    found = {name: mean_or_none(one.metrics.get(name) for one in checkins) for name in metrics}
    return {name: value for name, value in found.items() if value is not None}
