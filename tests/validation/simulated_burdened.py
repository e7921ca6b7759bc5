"""Kinds of people who carry too much for a while. What they did decides from when and by when a nudge is due."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import time
from random import Random
from typing import Any, Final

from cmcheckin.domain.schedule import Schedule
from tests.validation.simulated_life import ALL, Burden, Life, Person, Stretch, live
from tests.validation.simulated_quiet import HALF_YEAR, Kind

WORK: Final = ("hours", "rest", "after_hours", "mood", "recovery")
"""What long hours may rightly be called."""


def burdened(
    life: Life, changes: dict[str, Any], length: int, families: tuple[str, ...], ready: int, due: int,
    *, level: str = "nudge", more: tuple[Stretch, ...] = (), grows: dict[str, float] | None = None, kind: str = "",
    after: int = 0, days: int = HALF_YEAR, tail: int = 21,
) -> Callable[[str], Kind]:  # fmt: skip
    """A stretch that begins on a Monday in the second third of half a year and lasts `length` days.

    A nudge is right from `ready` days after its onset and due by `due`; `after` is where it is looked for when that is
    only after the stretch. `more` are further stretches, counted from its onset.
    """

    def named(name: str) -> Kind:
        def person(number: int, random: Random) -> Person:
            onset = 7 * random.randrange(11, 15)
            stretch = Stretch(onset, onset + length - 1, changes, kind, grows or {})
            further = tuple(replace(one, first=onset + one.first, last=onset + one.last) for one in more)
            end = onset + max(length - 1, after)
            burden = Burden(onset, onset + ready, onset + due, end, families, level, tail)
            return live(name, number, life, (stretch, *further), (burden,), days, random)

        return person

    return named


TIRED: Final = {"mood": 2.9, "energy": 2.4}
LOW: Final = {"mood": 1.3, "energy": 1.7, "wobble": 0.5}
NIGHTS: Final = ("night", "mood", "escalations", "rest")
BURDENED: Final[dict[str, Callable[[str], Kind]]] = {
    # Twelve hours a day and half of Saturday are 65 h: the second week at the latest.
    "release crunch": burdened(
        Life(),
        {"day_hours": 12.0, "off_day_work": 0.5, "off_day_hours": 5.0, "late_rate": 0.6, **TIRED},
        21,
        WORK,
        5,
        14,
    ),
    "crunch without ratings": burdened(Life(tells_ratings=False), {"day_hours": 11.6}, 21, WORK, 5, 14),
    "crunch rated five all through": burdened(Life(scale=(5, 5, 5, 5, 5)), {"day_hours": 11.6}, 21, WORK, 5, 14),
    "crunch with a third not logged": burdened(Life(tells_hours=0.68), {"day_hours": 12.0, **TIRED}, 28, WORK, 5, 21),
    "crunch without a clock": burdened(Life(tells_times=0.0), {"day_hours": 11.5}, 21, WORK, 5, 14),
    "crunch straight after a holiday": burdened(
        Life(), {"day_hours": 12.0, **TIRED}, 21, WORK, 5, 14, more=(Stretch(-14, -1, kind="leave"),)
    ),
    "two weeks of 52 hours": burdened(Life(), {"day_hours": 10.4}, 21, WORK, 7, 20),
    # Two hours a quarter-month more: five hours are up after ten weeks, seven after fourteen.
    "weeks that creep": burdened(
        Life(), {}, 105, ("hours", "mood", "recovery"), 49, 98, grows={"day_hours": 0.0165}, days=252
    ),
    "part time that became more": burdened(
        Life(Schedule(24, frozenset({0, 2, 4}))), {"day_hours": 11.0}, 35, WORK, 5, 21
    ),
    "every weekend worked": burdened(Life(), {"off_day_work": 1.0, "off_day_hours": 5.0}, 28, WORK, 6, 14),
    "an hour on each day off": burdened(Life(), {"off_day_work": 1.0, "off_day_hours": 1.0}, 28, WORK, 6, 16),
    "weekends worked, one day in six unlogged": burdened(
        Life(tells_hours=0.87), {"off_day_work": 1.0, "off_day_hours": 4.0}, 35, WORK, 6, 24
    ),
    # At 0.65 a night, three of seven are there after a week nearly always.
    "nights broken": burdened(Life(), {"night_rate": 0.65, "energy": 2.6}, 14, NIGHTS, 2, 11),
    "nights broken for long": burdened(Life(), {"night_rate": 0.45, "energy": 2.8}, 42, NIGHTS, 3, 24),
    "late to bed, early to work": burdened(
        Life(),
        {"late_rate": 0.9, "late": 130.0, "start": time(7, 15)},
        21,
        ("rest", "after_hours", "mood", "hours"),
        3,
        12,
    ),
    "evenings worked into": burdened(Life(), {"late_rate": 0.75, "late": 70.0}, 28, ("after_hours", *WORK), 5, 16),
    "worn down while hours are up": burdened(
        Life(), {"day_hours": 9.8, "mood": 2.3, "energy": 2.1}, 28, ("mood", "hours", "recovery", "low_mood"), 6, 18
    ),
    "worn down by threads": burdened(
        Life(),
        {"escalations": 1.5, "gravity": (2, 3, 3, 4, 5), "mood": 2.4, "energy": 2.5},
        28,
        ("escalations", "mood", "low_mood"),
        5,
        18,
    ),
    "sadder, and nothing else changed": burdened(
        Life(), {"mood": 2.3, "energy": 2.2}, 35, ("mood", "recovery", "low_mood"), 6, 21, level="note"
    ),
    "a very low fortnight": burdened(Life(), LOW, 18, ("low_mood",), 5, 13, level="care"),
    "a very low month, four mornings a week": burdened(
        Life(checks_in=0.65, checks_in_free=0.4),
        {"mood": 1.3, "energy": 1.7, "wobble": 0.5},
        28,
        ("low_mood",),
        6,
        22,
        level="care",
    ),
    "wins dry up": burdened(Life(wins=1.1), {"wins": 0.0}, 35, ("wins", "mood"), 8, 21, level="note"),
    "weekends that do not restore": burdened(Life(), {"energy": 2.2}, 35, ("recovery", "mood"), 6, 24, level="note"),
    "gone after a heavy week": burdened(
        Life(), {"day_hours": 11.5}, 7, ("gap",), 14, 22, level="note", more=(Stretch(7, 16, kind="silent"),), after=24
    ),
    "everything at once": burdened(
        Life(), {"day_hours": 11.5, "off_day_work": 0.9, "night_rate": 0.5, "escalations": 1.2, **TIRED}, 21, ALL, 3, 9
    ),
}
