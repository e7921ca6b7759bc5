"""What counts as too much in the second simulator: lines on the days as they were, whether logged or not.

Each line has a figure for each day. From `line` on, a nudge is due; from `near` on, it may come but need not. Nothing
here knows a signal. The lines on hours, rest and days off are those of the EU's Directive 2003/88/EC and of the WHO and
ILO (2021); the others are our choice of what a colleague would remark on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from math import inf
from statistics import median
from typing import Final, NamedTuple

from tests.validation.simulated_life import Overload

BEFORE: Final = 14
"""Days before an episode in which a nudge already counts, as long as each of them is near the line."""
HABIT: Final = (2, 365)
"""Number of episodes of one line within that many days after which a note in the weekly view is enough."""
APART: Final = 7
"""Days between two crossings that still belong to one episode. Most figures look at a week."""
TAIL: Final = 14
"""Days after an episode, and after near ones, in which an interruption is neither justified nor false."""
OWN_DAYS: Final = (98, 42)
"""Days of the past with which a figure is compared, and how many of them there have to be."""
WORKED_HOURS: Final = 0.5


class TrueDay(NamedTuple):
    """A day as it was."""

    hours: float
    rest: float | None = None
    """Hours between the end of work the day before and the start of this day's; None if either wasn't worked."""
    late: int = 0
    """Minutes of after-hours work."""
    pinged: bool = False
    """Whether there was a ping in the night that began on it."""
    severity: int = 0
    """Sum of the severities of its escalations."""
    mood: int = 3
    """How the person would have rated its morning."""
    free: bool = False
    """Whether it was a day of leave."""


Days = Sequence[TrueDay]


class Line(NamedTuple):
    """A figure of each day, the value from which a nudge is due, and what such a nudge may be about."""

    figure: Callable[[Days, int], float]
    near: float
    line: float
    families: tuple[str, ...]
    due: int
    """Days from the crossing until a nudge has to be there."""
    level: str = "nudge"


def _week_hours(days: Days, n: int) -> float:
    return sum(day.hours for day in days[max(n - 6, 0) : n + 1])


def _run(days: Days, n: int) -> float:
    """Return how many days in a row were worked up to day `n`."""
    first = n
    while first >= 0 and days[first].hours >= WORKED_HOURS:
        first -= 1
    return n - first


def _short_rests(days: Days, n: int) -> float:
    return sum(day.rest is not None and day.rest < 11 for day in days[max(n - 6, 0) : n + 1])


def _nights(days: Days, n: int) -> float:
    return sum(day.pinged for day in days[max(n - 6, 0) : n + 1])


def _more_load(days: Days, n: int) -> float:
    """Return how far the severity of two weeks is on its way to twice the usual one, and 18 points above; 1 is there.

    The points are about eight escalations, since small numbers double by chance.
    """
    before = _own_past(days, n)
    if not before:
        return 0.0
    recent = sum(day.severity for day in days[max(n - 13, 0) : n + 1])
    usual = 14 * _mean([day.severity for day in before])
    return min(recent / max(2 * usual, 1.0), (recent - usual) / 18)


def _more_hours(days: Days, n: int) -> float:
    """Return how far the hours of two weeks are on their way to 1.3 times the usual ones, and 10 h above; 1 is there.

    Up to the most hours of any two weeks in the past, it is at most 0.99, as some people's weeks just differ widely.
    """
    before = _own_past(days, n)
    weeks = [before[start : start + 7] for start in range(0, len(before) - 6, 7)]
    hours = [sum(day.hours for day in week) for week in weeks if not any(day.free for day in week)]
    if len(hours) < 4:
        return 0.0
    recent, usual = sum(day.hours for day in days[max(n - 13, 0) : n + 1]), 2 * median(hours)
    found = min(recent / max(1.3 * usual, 1.0), (recent - usual) / 10)
    return found if recent > max(map(sum, pairwise(hours))) else min(found, 0.99)


def _more_evenings(days: Days, n: int) -> float:
    """Return the days of two weeks with half an hour of after-hours work, less the usual number of them.

    While nothing is usual yet, five days or more are near the line, and none cross it.
    """
    recent, before = sum(day.late >= 30 for day in days[max(n - 13, 0) : n + 1]), _own_past(days, n)
    return recent - 14 * _mean([day.late >= 30 for day in before]) if before else min(recent - 2, 4)


def _low_moods(days: Days, n: int) -> float:
    """Return how many of fourteen mornings were low; 0 if their mean is less than 0.8 points below the usual.

    While nothing is usual yet, it is at most 10.
    """
    if _mood_drop(days, n) < 0.8:
        return 0.0
    lows = sum(day.mood <= 2 for day in days[max(n - 13, 0) : n + 1])
    return lows if _own_past(days, n) else min(lows, 10)


def _mood_drop(days: Days, n: int) -> float:
    """Return by how many points the mean mood of two weeks is below the usual one, or the middle of the scale."""
    usual = [day.mood for day in _own_past(days, n)] or [3]
    return _mean(usual) - _mean([day.mood for day in days[max(n - 13, 0) : n + 1]])


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _own_past(days: Days, n: int) -> Days:
    """Return the days with which the two weeks up to day `n` are compared; none if they are too few."""
    most, least = OWN_DAYS
    end = max(n - 13, 0)
    return days[max(end - most, 0) : end] if end >= least else ()


LINES: Final[dict[str, Line]] = {
    "hours": Line(_week_hours, 50, 55, ("hours", "rest", "after_hours", "mood", "recovery"), 9),
    "days in a row": Line(_run, 7, 8, ("rest", "hours", "recovery"), 7),
    "short rests": Line(_short_rests, 2, 3, ("rest", "night", "after_hours", "hours"), 9),
    "nights": Line(_nights, 2, 3, ("night", "rest", "after_hours", "escalations", "mood"), 9, "note"),
    "escalations": Line(_more_load, 0.7, 1.0, ("escalations", "mood"), 12, "note"),
    "more than usual": Line(_more_hours, 0.86, 1.0, ("hours", "after_hours", "mood", "recovery"), 12),
    "evenings": Line(_more_evenings, 3, 6, ("after_hours", "hours", "rest", "mood", "recovery"), 12),
    "low moods": Line(_low_moods, 6, 11, ("low_mood", "mood"), 9, "note"),
    "mood below usual": Line(_mood_drop, 0.6, inf, (), 0),
}


def exposures(days: Days) -> tuple[tuple[Overload, ...], frozenset[int]]:
    """Return the episodes of `days` in which a nudge is due, and the days on which none is false.

    Episodes of several lines that overlap are one: the first line decides when a nudge is due and at which level, and
    a nudge about any of them counts.
    """
    found: list[Overload] = []
    grey: set[int] = set()
    for line in LINES.values():
        figures = [line.figure(days, n) for n in range(len(days))]
        near = {n for n, figure in enumerate(figures) if figure >= line.near}
        grey.update(day for n in near for day in range(n, n + TAIL + 1))
        crossed = [n for n, figure in enumerate(figures) if figure >= line.line]
        spells = _spells(crossed)
        for k, (first, last) in enumerate(spells):
            onset = first
            while onset - 1 in near and first - onset < BEFORE:
                onset -= 1
            due = first + line.due
            known = k >= HABIT[0] and first - spells[k - HABIT[0]][0] <= HABIT[1]
            if due < len(days):
                level = "note" if known else line.level
                found.append(Overload(onset, first, due, max(last, due), line.families, level, TAIL))
    return tuple(_joined(found)), frozenset(grey)


def _spells(crossed: Sequence[int]) -> list[tuple[int, int]]:
    """Return the first and last day of each episode of the days `crossed`."""
    found: list[tuple[int, int]] = []
    for n in crossed:
        if found and n - found[-1][1] <= APART:
            found[-1] = found[-1][0], n
        else:
            found.append((n, n))
    return found


def _joined(overloads: Sequence[Overload]) -> list[Overload]:
    found: list[Overload] = []
    for one in sorted(overloads, key=lambda one: (one.start, one.due)):
        if not found or one.start > found[-1].end:
            found.append(one)
            continue
        first = found[-1]
        families = tuple(dict.fromkeys((*first.families, *one.families)))
        found[-1] = Overload(
            min(first.onset, one.onset), first.start, first.due, max(first.end, one.end), families, first.level, TAIL
        )
    return found
