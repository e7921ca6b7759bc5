"""Kinds of people whom no nudge should interrupt, many of them hard to tell from overloaded ones."""

from __future__ import annotations

from datetime import time
from random import Random
from typing import Final

from cmcheckin.domain.schedule import Schedule
from tests.validation.simulated_life import HALF_YEAR, Life, Maker, Person, Stretch, lengthened, live


def quiet(life: Life, *stretches: Stretch, days: int = HALF_YEAR) -> Maker:
    """Return a maker of people without overloads, who live for `days` days or longer."""

    def person(kind: str, number: int, random: Random, least_days: int = 0) -> Person:
        return live(kind, number, life, *lengthened(stretches, days, least_days), (), random)

    return person


def _weeks(*weeks: int, **changes: object) -> tuple[Stretch, ...]:
    return tuple(Stretch(7 * week, 7 * week + 6, dict(changes)) for week in weeks)


LATER: Final = 100_000
"""The last day of a stretch that never ends."""
AWFUL: Final = {"day_hours": 13.0, "mood": 1.2, "energy": 1.5, "escalations": 4.0}
PART_TIME: Final = Schedule(24, frozenset({0, 1, 2}))
QUIET: Final[dict[str, Maker]] = {
    "plain weeks": quiet(Life()),
    "a year of plain weeks": quiet(Life(), days=364),
    "part time, days swapped": quiet(
        Life(PART_TIME, off_day_work=0.12, off_day_hours=7.0),
        *_weeks(3, 8, 14, 20, schedule=Schedule(24, frozenset({1, 3, 4}))),
    ),
    "four long days": quiet(Life(Schedule(38, frozenset({0, 1, 2, 3})), day_hours=9.5)),
    "three shifts of twelve": quiet(
        Life(Schedule(36, frozenset({0, 2, 4}), time(7), time(19)), day_hours=12, start=time(7))
    ),
    "long and short weeks in turn": quiet(
        Life(), *_weeks(*range(1, 26, 2), day_hours=8.9), *_weeks(*range(0, 26, 2), day_hours=7.2)
    ),
    "on call one week in four": quiet(Life(), *_weeks(*range(2, 26, 4), late_rate=0.3, night_rate=0.1)),
    "nights by schedule": quiet(
        Life(Schedule(36, frozenset({6, 0, 1, 2}), time(21), time(6)), day_hours=9, start=time(21), night_rate=0.5)
    ),
    "an evening person": quiet(Life(Schedule(40, frozenset(range(5)), time(13), time(22)), start=time(13))),
    "between two countries": quiet(Life(), *_weeks(4, 5, 11, 12, 19, 20, zone=9)),
    "rates three or four": quiet(Life(scale=(3, 3, 3, 4, 4), wobble=1.0)),
    "rates one or five": quiet(Life(scale=(1, 1, 5, 5, 5), mood=3.1, energy=3.1)),
    "moods that swing": quiet(Life(wobble=1.2, memory=0.5)),
    "moods that linger": quiet(Life(memory=0.75, wobble=0.8)),
    "content with little": quiet(Life(mood=2.3, energy=2.4, wobble=0.5)),
    "a new scale from one day on": quiet(Life(), Stretch(100, LATER, {"mood": 3.2, "energy": 3.1})),
    "checks in twice a week": quiet(Life(checks_in=0.3, checks_in_off=0.1, logs_hours=0.6)),
    "no hours after a while": quiet(Life(), Stretch(60, LATER, {"logs_hours": 0.0})),
    "eight weeks old": quiet(Life(), days=56),
    "a busy season of 45 hours": quiet(Life(), Stretch(84, 104, {"day_hours": 9.0})),
    "ten weeks of leave": quiet(Life(), Stretch(60, 129, kind="leave")),
    "two holidays": quiet(Life(), Stretch(40, 53, kind="leave"), Stretch(130, 143, kind="leave")),
    "ill for a week, and again": quiet(Life(), Stretch(50, 56, kind="sick"), Stretch(110, 114, kind="sick")),
    "a quiet December": quiet(
        Life(), Stretch(90, 104, {"day_hours": 6.0, "escalations": 0.1}), Stretch(105, 112, kind="off")
    ),
    "grows into the contract": quiet(
        Life(day_hours=6.4), Stretch(30, 181, {}, grows={"day_hours": 0.01}), Stretch(182, LATER, {"day_hours": 7.9})
    ),
    "many small escalations always": quiet(Life(escalations=2.5, severities=(1, 1, 1, 2))),
    "never a win": quiet(Life(wins=0.03)),
    "Tuesday to Saturday": quiet(Life(Schedule(40, frozenset({1, 2, 3, 4, 5})))),
    "slips of the finger": quiet(Life(slips=0.04)),
    "logs in the evening": quiet(Life(logged_hour=19)),
    "contract of 45": quiet(Life(Schedule(45, frozenset(range(5))), day_hours=9.1)),
    "one awful day now and then": quiet(
        Life(),
        *(Stretch(n, n, AWFUL) for n in (33, 78, 121, 160)),
    ),
}
