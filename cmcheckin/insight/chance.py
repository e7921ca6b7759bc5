"""What the user's own weeks reach by chance: the test that distinguishes an episode from a habit.

A fixed line – 55 h a week, 11 h of rest – is crossed every other week by somebody who always works like that, and a
jump is nothing new to somebody whose weeks often jump. So once twelve weeks are known, an interruption has to beat the
user's own year: its figure is compared with the highest that the same weeks reach when they are put in random order.

In a year in which nothing but chance is at work, the figure of a family interrupts with about the probability of its
share, and the shares add up to one interruption a year. "Useful" and "not useful" move shares from one family to
another, and their sum stays. Very low moods have no share: they are never held back as chance.

`python -m tests.validation --null` counts the interruptions of people whose weeks were shuffled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from itertools import accumulate, chain
from operator import itemgetter, sub
from random import Random
from typing import Any, Final, NamedTuple

from cmcheckin.domain.nudge import KINDS, Finding
from cmcheckin.domain.nudge_state import NOT_USEFUL, USEFUL, NudgeState
from cmcheckin.insight.figures import AFTER_HOURS_MINUTES
from cmcheckin.insight.history import MorningView
from cmcheckin.insight.signals.long_days import long_from
from cmcheckin.insight.signals.short_rest import REST

WEEKS: Final = 52
LEAST: Final = 12
"""Weeks looked at, the last seven days among them, and how many have to be logged before the last two: a year, and a
quarter. With fewer, nothing is held back as chance."""
LOGGED: Final = 2
"""Days with a record from which a week counts as logged."""
SHUFFLES: Final = 40
"""Random orders of the weeks. More of them change the interruptions of shuffled people by less than a twentieth."""
DAYS_BACK: Final = 7 * WEEKS
"""Days before a morning that are looked at."""
SHARES: Final[Mapping[str, float]] = {
    "hours": 0.25, "rest": 0.1, "after_hours": 0.2, "night": 0.1, "mood": 0.15, "escalations": 0.2,
}  # fmt: skip
"""The share of random orders in which a figure of the family may be reached and still be an episode. The sum is one
unearned interruption a year (our choice)."""
MOVED: Final = 1.5
"""Factor by which an answer of "useful" raises the share of its family before all are divided by their sum; "not
useful" lowers it by the same factor."""
ANSWERS_MOST: Final = 3
"""Answers of one sort, beyond those of the other, that move a share."""


class Figure(NamedTuple):
    """The figure of one kind of nudge, computed from days."""

    by_day: Callable[[MorningView, Finding], Callable[[int], float]]
    """Returns what the day of a slot adds."""
    weeks: tuple[int, ...]
    """Weeks that are summed up. One is never enough: a week above all others comes once in as many weeks by chance."""


def shares(answers: Iterable[NudgeState]) -> dict[str, float]:
    """Return the share of each family after the user's `answers` to nudges. Their sum is always the same."""
    liked = dict.fromkeys(SHARES, 0)
    for answer in answers:
        family = KINDS[answer.kind].family if answer.kind in KINDS else ""
        if family in liked and answer.action in (USEFUL, NOT_USEFUL):
            moved = liked[family] + (1 if answer.action == USEFUL else -1)
            liked[family] = max(-ANSWERS_MOST, min(moved, ANSWERS_MOST))
    wanted = {family: share * MOVED ** liked[family] for family, share in SHARES.items()}
    scale = sum(SHARES.values()) / sum(wanted.values())
    return {family: share * scale for family, share in wanted.items()}


def is_by_chance(view: MorningView, finding: Finding, share: float) -> bool:
    """Whether the figure of `finding` is reached in more than `share` of the random orders of the user's weeks.

    `finding` is of a kind in TESTED. False with fewer than 12 weeks before the last two.
    """
    history, today = view.history, view.today
    logged = history.logged_sum
    starts = range(today - 7, max(today - 7 * WEEKS, -1) - 1, -7)
    weeks = [start for start in starts if logged[start + 7] - logged[start] >= LOGGED]
    if sum(start < today - 14 for start in weeks) < LEAST:
        return False
    orders = _orders(len(weeks))
    if finding.kind == RUN:
        busy = ["".join("x" if one else " " for one in history.busy[start : start + 7]) for start in weeks]
        longest = finding.numbers["worked_days"]
        return _is_reached(([max(map(len, "".join(order(busy)).split(" "))) >= longest] for order in orders), share)
    figure = FIGURES[finding.kind]
    value = figure.by_day(view, finding)
    days = [[value(slot) for slot in range(start, start + 7)] for start in weeks]
    sums = [sum(week) for week in days]
    found = [(span, sum(value(slot) for slot in range(today - 7 * span, today))) for span in figure.weeks]
    return _is_reached(
        (
            [
                _highest(order(sums), span) >= round(total, 4)  # usually decides it, and is seven times as fast
                or _highest(chain.from_iterable(order(days)), 7 * span) >= round(total, 4)
                for span, total in found
            ]
            for order in orders
        ),
        share,
    )


@cache
def _orders(weeks: int) -> tuple[Callable[[Any], tuple[Any, ...]], ...]:
    """Return functions that put `weeks` weeks in random orders: the same ones on every day, so that nothing becomes a
    card because the next day has other orders."""
    random = Random(weeks)  # noqa: S311  the same every time
    return tuple(itemgetter(*random.sample(range(weeks), weeks)) for _ in range(SHUFFLES))


def _highest(values: Iterable[float], span: int) -> float:
    """Return the highest sum of `span` of the `values` in a row."""
    sums = list(accumulate(values, initial=0.0))
    highest: float = max(map(sub, sums[span:], sums))
    return round(highest, 4)


def _is_reached(orders: Iterable[list[bool]], share: float) -> bool:
    """Whether each figure is reached in more than `share` of the `orders`, which say of each whether it is reached.

    Looks at no more of them than it takes to know.
    """
    most = int(share * SHUFFLES + 1e-9)
    counts: list[int] = []
    for looked_at, reached in enumerate(orders, 1):
        counts = [count + one for count, one in zip(counts or [0] * len(reached), reached, strict=True)]
        if min(counts) > most:
            return True
        if min(counts) + SHUFFLES - looked_at <= most:
            return False
    return False


def _hours(view: MorningView, _: Finding) -> Callable[[int], float]:
    hours = view.history.hours
    return lambda slot: hours[slot] or 0.0


def _long_days(view: MorningView, _: Finding) -> Callable[[int], float]:
    hours, line = view.history.hours, long_from(view.history.schedule)
    return lambda slot: float((hours[slot] or 0.0) >= line)


def _evenings(view: MorningView, _: Finding) -> Callable[[int], float]:
    minutes = view.history.after_hours_minutes
    return lambda slot: float(minutes[slot] >= AFTER_HOURS_MINUTES)


def _nights(view: MorningView, _: Finding) -> Callable[[int], float]:
    nights = view.history.night_slots
    return lambda slot: float(slot in nights)


def _short_rests(view: MorningView, _: Finding) -> Callable[[int], float]:
    rests = view.history.rest
    return lambda slot: float((rest := rests[slot]) is not None and rest < REST)


def _severity(view: MorningView, _: Finding) -> Callable[[int], float]:
    sums = view.history.severity_sum
    return lambda slot: float(sums[slot + 1] - sums[slot])


def _below_usual(view: MorningView, finding: Finding) -> Callable[[int], float]:
    """Return how far the rating of `finding` is below the usual on the morning after a day; 0 if it isn't rated."""
    name = "energy" if "energy" in finding.numbers else "mood"
    usual = finding.numbers[f"usual_{name}"]
    rated = dict(view.history.ratings[name].between(0, view.today))
    return lambda slot: usual - rated[slot + 1] if slot + 1 in rated else 0.0


RUN: Final = "no_day_off"
"""The kind whose figure isn't a sum: the length of a run of worked days is compared."""
FIGURES: Final[Mapping[str, Figure]] = {
    "hours_ceiling": Figure(_hours, (2, 4)),
    "long_days": Figure(_long_days, (2, 4)),
    "hours_jump": Figure(_hours, (2,)),
    "short_rest": Figure(_short_rests, (2, 4)),
    "after_hours": Figure(_evenings, (2, 4)),
    "night_pings": Figure(_nights, (2, 4)),
    "strain": Figure(_below_usual, (2,)),
    "escalation_load": Figure(_severity, (2,)),
}
TESTED: Final = frozenset({*FIGURES, RUN})
"""The kinds that have to beat the user's own weeks. Hours that creep up have a test of this sort of their own, low
moods are exempt, and the others hardly ever interrupt."""
