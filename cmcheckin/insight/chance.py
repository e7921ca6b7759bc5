"""What the user's own weeks reach by chance: the test that tells an episode from a habit.

A fixed line – 55 h a week, 11 h of rest – is crossed every other week by somebody who always works like that. Such a
line interrupts once, when the habit begins. After that, it interrupts if the last one, two or four weeks are above what
the user's own weeks of the last year reach when they are put in random order; otherwise it stays a line in the week.

`python -m tests.validation --null` counts the interruptions of people whose weeks were shuffled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import accumulate
from operator import sub
from random import Random
from typing import Final

from cmcheckin.domain.nudge import Finding
from cmcheckin.insight.history import History, MorningView
from cmcheckin.insight.signals.long_days import long_from
from cmcheckin.insight.signals.short_rest import REST

WEEKS: Final = 52
LEAST: Final = 12
"""Own whole weeks looked at, and how many of them have to be logged: a year, and a quarter. With fewer, a line counts
as crossed for the first time."""
LOGGED: Final = 2
"""Days with a record from which a week counts as logged."""
SPANS: Final = (1, 2, 4)
"""Weeks summed up, as in `hours_ceiling.LINES`."""
SHUFFLES: Final = 20
REACHED_MOST: Final = 5
"""Orders of the weeks, and in how many of them the figure may be reached for it to be an episode: a quarter. Three
families have fixed lines (hours, rest, nights), so that together they interrupt less than once a year by chance."""
DAYS_BACK: Final = 7 * (WEEKS + 2)
"""Days before a morning that are looked at: the weeks, and this and the last one, which are held against them."""


def is_habitual(view: MorningView, finding: Finding) -> bool:
    """Whether the figures of `finding`, of a kind in FIXED, are no higher than the user's own weeks reach by chance.

    False with fewer than 12 earlier weeks. The orders of the weeks follow from the date of the last of them.
    """
    weeks = _earlier_weeks(view)
    if len(weeks) < LEAST:
        return False
    if finding.kind == "no_day_off":
        return _is_reached(view, finding.kind, weeks, 1, finding.numbers["worked_days"])
    value, today = FIXED[finding.kind], view.today
    sums = ((span, sum(value(view.history, slot) for slot in range(today - 7 * span, today))) for span in SPANS)
    return all(_is_reached(view, finding.kind, weeks, span, found) for span, found in sums)


def _earlier_weeks(view: MorningView) -> list[int]:
    """Return the first slot of each logged week of the year before last week, newest first."""
    monday = view.today - view.day.weekday()
    logged = view.history.logged_sum
    starts = range(monday - 14, max(monday - 7 * (WEEKS + 2), -1), -7)
    return [slot for slot in starts if logged[slot + 7] - logged[slot] >= LOGGED]


def _is_reached(view: MorningView, kind: str, weeks: list[int], span: int, figure: float) -> bool:
    """Whether `figure` is reached somewhere in the year in too many orders of `weeks`."""
    history, known, key = view.history, view.history.reached_by_chance, (kind, span, *_ends(weeks))
    if key not in known:
        orders = [] if span == 1 and kind != "no_day_off" else _orders(history, weeks)
        known[key] = (
            _longest_runs(history, weeks, orders)
            if kind == "no_day_off"
            else _highest_sums(history, kind, weeks, span, orders)
        )
    return sum(top >= round(figure, 4) for top in known[key]) > REACHED_MOST


def _orders(history: History, weeks: list[int]) -> list[list[int]]:
    """Return random orders of the places in `weeks`, the same ones for all kinds."""
    key = _ends(weeks)
    if key not in history.orders:
        random = Random(history.dates[weeks[0]].toordinal())  # noqa: S311  the same every time
        history.orders[key] = [random.sample(range(len(weeks)), len(weeks)) for _ in range(SHUFFLES)]
    return history.orders[key]


def _ends(weeks: list[int]) -> tuple[int, int]:
    """Return the newest and the oldest of `weeks`, which tell them from those of other mornings."""
    return weeks[0], weeks[-1]


def _highest_sums(history: History, kind: str, weeks: list[int], span: int, orders: Iterable[list[int]]) -> list[float]:
    """Return the highest sum of `span` weeks in a row, for each of the `orders` of `weeks`."""
    value = FIXED[kind]
    values = [round(sum(value(history, slot) for slot in range(start, start + 7)), 4) for start in weeks]
    if span == 1:
        return [max(values)] * SHUFFLES
    found = []
    for order in orders:
        sums = list(accumulate([values[n] for n in order], initial=0.0))
        found.append(max(map(sub, sums[span:], sums)))
    return [round(top, 4) for top in found]


def _longest_runs(history: History, weeks: list[int], orders: Iterable[list[int]]) -> list[float]:
    """Return the longest run of worked days, for each of the `orders` of `weeks`."""
    days = ["".join("x" if busy else " " for busy in history.busy[start : start + 7]) for start in weeks]
    return [float(max(map(len, "".join([days[n] for n in order]).split(" ")))) for order in orders]


def _hours(history: History, slot: int) -> float:
    return history.hours[slot] or 0.0


def _long_days(history: History, slot: int) -> float:
    return float((history.hours[slot] or 0.0) >= long_from(history.schedule))


def _nights(history: History, slot: int) -> float:
    return float(slot in history.night_slots)


def _short_rests(history: History, slot: int) -> float:
    rest = history.rest[slot]
    return float(rest is not None and rest < REST)


def _busy(history: History, slot: int) -> float:
    return float(history.busy[slot])


FIXED: Final[Mapping[str, Callable[[History, int], float]]] = {
    "hours_ceiling": _hours, "long_days": _long_days, "night_pings": _nights, "short_rest": _short_rests,
    "no_day_off": _busy,
}  # fmt: skip
"""The kinds whose line is the same for everybody, and what a day adds to their figure."""
