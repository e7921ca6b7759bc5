"""Kinds of people who are overloaded for a while, with the day by which a nudge about it is due."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from random import Random
from typing import Any, Final

from cmcheckin.domain.schedule import Schedule
from tests.validation.simulated_life import ALL, HALF_YEAR, Life, Maker, Overload, Person, Stretch, lengthened, live

WORK: Final = ("hours", "rest", "after_hours", "mood", "recovery")
"""Families that fit long hours."""


def overloaded(
    life: Life, changes: dict[str, Any], length: int, families: tuple[str, ...], ready: int, due: int,
    *, level: str = "nudge", more: tuple[Stretch, ...] = (), grows: dict[str, float] | None = None,
    after: int = 0, days: int = HALF_YEAR, tail: int = 21,
) -> Maker:  # fmt: skip
    """Return a maker of people with one overload, of `length` days. It begins on a Monday in the middle of half a year.

    A nudge of one of `families` is justified from `ready` days after its onset, and due `due` days after it. If that is
    after the last of the `length` days, `after` is the last day on which it counts. `more` are further stretches,
    counted from the onset.
    """

    def person(kind: str, number: int, random: Random, least_days: int = 0) -> Person:
        onset = 7 * random.randrange(11, 15)
        stretch = Stretch(onset, onset + length - 1, changes, "", grows or {})
        further = tuple(replace(one, first=onset + one.first, last=onset + one.last) for one in more)
        end = onset + max(length - 1, after)
        overload = Overload(onset, onset + ready, onset + due, end, families, level, tail)
        return live(kind, number, life, *lengthened((stretch, *further), days, least_days), (overload,), random)

    return person


TIRED: Final = {"mood": 2.9, "energy": 2.4}
LOW: Final = {"mood": 1.3, "energy": 1.7, "wobble": 0.5}
NIGHTS: Final = ("night", "mood", "escalations", "rest")
OVERLOADED: Final[dict[str, Maker]] = {
    # Twelve hours a day and half of Saturday are 65 h: the second week at the latest.
    "release crunch": overloaded(
        Life(),
        {"day_hours": 12.0, "off_day_work": 0.5, "off_day_hours": 5.0, "late_rate": 0.6, **TIRED},
        21,
        WORK,
        5,
        14,
    ),
    "crunch without ratings": overloaded(Life(logs_ratings=False), {"day_hours": 11.6}, 21, WORK, 5, 14),
    "crunch rated five all through": overloaded(Life(scale=(5, 5, 5, 5, 5)), {"day_hours": 11.6}, 21, WORK, 5, 14),
    "crunch with a third not logged": overloaded(Life(logs_hours=0.68), {"day_hours": 12.0, **TIRED}, 28, WORK, 5, 21),
    "crunch without a clock": overloaded(Life(logs_times=0.0), {"day_hours": 11.5}, 21, WORK, 5, 14),
    "crunch straight after a holiday": overloaded(
        Life(), {"day_hours": 12.0, **TIRED}, 21, WORK, 5, 14, more=(Stretch(-14, -1, kind="leave"),)
    ),
    "two weeks of 52 hours": overloaded(Life(), {"day_hours": 10.4}, 21, WORK, 7, 20),
    # Two hours a quarter-month more: five hours are up after ten weeks, seven after fourteen.
    "weeks that creep": overloaded(
        Life(), {}, 105, ("hours", "mood", "recovery"), 49, 98, grows={"day_hours": 0.0165}, days=252
    ),
    "part time that became more": overloaded(
        Life(Schedule(24, frozenset({0, 2, 4}))), {"day_hours": 11.0}, 35, WORK, 5, 21
    ),
    "every weekend worked": overloaded(Life(), {"off_day_work": 1.0, "off_day_hours": 5.0}, 28, WORK, 6, 14),
    "an hour on each day off": overloaded(Life(), {"off_day_work": 1.0, "off_day_hours": 1.0}, 28, WORK, 6, 16),
    "weekends worked, one day in six unlogged": overloaded(
        Life(logs_hours=0.87), {"off_day_work": 1.0, "off_day_hours": 4.0}, 35, WORK, 6, 24
    ),
    # At 0.65 a night, three of seven are there after a week nearly always.
    "nights broken": overloaded(Life(), {"night_rate": 0.65, "energy": 2.6}, 14, NIGHTS, 2, 11),
    "nights broken for long": overloaded(Life(), {"night_rate": 0.45, "energy": 2.8}, 42, NIGHTS, 3, 24),
    "late to bed, early to work": overloaded(
        Life(),
        {"late_rate": 0.9, "late": 130.0, "start": time(7, 15)},
        21,
        ("rest", "after_hours", "mood", "hours"),
        3,
        12,
    ),
    "evenings worked into": overloaded(Life(), {"late_rate": 0.75, "late": 70.0}, 28, ("after_hours", *WORK), 5, 16),
    "worn down while hours are up": overloaded(
        Life(), {"day_hours": 9.8, "mood": 2.3, "energy": 2.1}, 28, ("mood", "hours", "recovery", "low_mood"), 6, 18
    ),
    "worn down by threads": overloaded(
        Life(),
        {"escalations": 1.5, "severities": (2, 3, 3, 4, 5), "mood": 2.4, "energy": 2.5},
        28,
        ("escalations", "mood", "low_mood"),
        5,
        18,
    ),
    "sadder, and nothing else changed": overloaded(
        Life(), {"mood": 2.3, "energy": 2.2}, 35, ("mood", "recovery", "low_mood"), 6, 21, level="note"
    ),
    "a very low fortnight": overloaded(Life(), LOW, 18, ("low_mood",), 5, 13, level="care"),
    "a very low month, four mornings a week": overloaded(
        Life(checks_in=0.65, checks_in_off=0.4),
        {"mood": 1.3, "energy": 1.7, "wobble": 0.5},
        28,
        ("low_mood",),
        6,
        22,
        level="care",
    ),
    "wins dry up": overloaded(Life(wins=1.1), {"wins": 0.0}, 35, ("wins", "mood"), 8, 21, level="note"),
    "weekends that do not restore": overloaded(Life(), {"energy": 2.2}, 35, ("recovery", "mood"), 6, 24, level="note"),
    "gone after a heavy week": overloaded(
        Life(), {"day_hours": 11.5}, 7, ("gap",), 14, 22, level="note", more=(Stretch(7, 16, kind="silent"),), after=24
    ),
    "everything at once": overloaded(
        Life(), {"day_hours": 11.5, "off_day_work": 0.9, "night_rate": 0.5, "escalations": 1.2, **TIRED}, 21, ALL, 3, 9
    ),
}
