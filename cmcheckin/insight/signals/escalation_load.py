"""More and graver escalations in two weeks than is usual for the person."""

from __future__ import annotations

from typing import Final, NamedTuple

from cmcheckin.domain.nudge import DayValue, Finding, Level
from cmcheckin.insight import stats
from cmcheckin.insight.history import MorningView
from cmcheckin.insight.signals.corroboration import mood_down

KIND: Final = "escalation_load"
DAYS: Final = 14
BLOCKS: Final = 6
LEAST_BLOCKS: Final = 4
"""Blocks of two weeks before, and how many of them are needed."""
COUNT: Final = 8
"""Escalations in the two weeks, at the least."""
TIMES: Final = 1.7
"""Times the usual: people feel a doubling, and a third more is a lively week (our choice)."""
MEAN_SEVERITY: Final = 2.6
"""Severity an escalation adds to the variance of their sum, in a compound Poisson process: the mean of the squared
severities over the mean, for severities of mostly 1 to 3."""
CLUSTERED: Final = 1.8
"""How many times wider than chance: one thread brings the next (our choice; own blocks may say more)."""
LEAST_VARIANCE: Final = 4.0
NOTE_ERRORS, NUDGE_ERRORS, ALONE_ERRORS = 2.8, 3.3, 4.8
"""Standard errors, over-dispersed: for the weekly view; to interrupt when mood is down too; to interrupt alone."""


class Load(NamedTuple):
    """Severity summed over two weeks, against the usual."""

    recent: float
    usual: float
    errors: float
    escalations: int
    blocks: int


def find(view: MorningView) -> Finding | None:
    """Asks are left out: they are wishes that are carried, and have no severity."""
    if view.past.counted(view.today - DAYS, view.today) < COUNT:
        return None
    load = against_usual(view)
    if load is None or load.errors < NOTE_ERRORS or load.recent < TIMES * load.usual:
        return None
    loud = load.errors >= ALONE_ERRORS or (load.errors >= NUDGE_ERRORS and mood_down(view))
    level: Level = "nudge" if loud else "note"
    past, first = view.past, view.today - DAYS
    by_day: dict[int, float] = {}
    for n in view.escalations_since(first):
        if past.weights[n] and past.opened_days[n] < view.today:
            by_day[past.opened_days[n]] = by_day.get(past.opened_days[n], 0) + past.weights[n]
    values = tuple(DayValue(past.day_at(slot), weight) for slot, weight in sorted(by_day.items()))
    numbers = {
        "escalations": load.escalations,
        "severity": load.recent,
        "usual_severity": load.usual,
        "usual_blocks": load.blocks,
        "standard_errors": load.errors,
        "line": TIMES * load.usual,
    }
    return Finding(KIND, level, past.day_at(first), past.day_at(view.today - 1), values, numbers)


def against_usual(view: MorningView) -> Load | None:
    """The last two weeks against up to six such stretches before them; None while there are fewer than four."""
    past, now = view.past, view.today
    recent = past.severity(now - DAYS, now)
    blocks = [
        past.severity(now - DAYS * (n + 1), now - DAYS * n)
        for n in range(1, BLOCKS + 1)
        if _ordinary(view, now - DAYS * (n + 1))
    ]
    if len(blocks) < LEAST_BLOCKS:
        return None
    usual = stats.mean(blocks)
    variance = max(stats.deviation(blocks) ** 2, CLUSTERED * MEAN_SEVERITY * usual, LEAST_VARIANCE)
    errors = (recent - usual) / (variance * (1 + 1 / len(blocks))) ** 0.5
    return Load(recent, usual, errors, past.counted(now - DAYS, now), len(blocks))


def _ordinary(view: MorningView, first: int) -> bool:
    """Whether something was said of that fortnight, and it was not spent on leave."""
    past, start, end = view.past, max(first, 0), max(first + DAYS, 0)
    free, workdays = past.free_sum[end] - past.free_sum[start], past.contract_sum[end] - past.contract_sum[start]
    return past.known(start, end) >= DAYS / 4 and free <= workdays / 2
