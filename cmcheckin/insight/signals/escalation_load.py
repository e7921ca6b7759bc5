"""More and graver escalations in two weeks than is usual for the user."""

from __future__ import annotations

from typing import Final

from cmcheckin.domain.nudge import Finding, Level
from cmcheckin.insight.baselines import FORTNIGHT, escalation_load, is_mood_down
from cmcheckin.insight.history import MorningView

KIND: Final = "escalation_load"
COUNT: Final = 8
"""Least number of escalations in the two weeks."""
TIMES: Final = 1.7
"""Factor over the usual severity: people feel a doubling, and a third more is a lively week (our choice)."""
NOTE_ERRORS, NUDGE_ERRORS, ALONE_ERRORS = 2.0, 3.2, 4.8
"""Standard errors, over-dispersed: for the weekly view; to interrupt when mood is down too; to interrupt alone. For a
line in the week, two are enough: with seeds 77 and 89 of `tests.validation`, 120 of 138 waves of the second simulator
were in the week in time, 103 with 2.4, for one more line in two years. A CUSUM added less: with seed 89, 77 of 83 waves
with two standard errors, 62 with 2.4, and 63 to 67 with 2.4 or a CUSUM over 5 to 4 daily deviations."""
NOTE_WITHOUT, NUDGE_WITHOUT = 1.0, 1.6
"""Standard errors that have to be left without the most severe day, since a bad day isn't a load: for the weekly view,
and to interrupt (chosen by those who have one awful day now and then in `python -m tests.validation`)."""


def find(view: MorningView) -> Finding | None:
    """Compare the severity of the last two weeks with earlier ones. Asks don't count, as they have no severity."""
    load = escalation_load(view)
    if load is None or load.escalations < COUNT or load.errors < NOTE_ERRORS or load.recent < TIMES * load.usual:
        return None
    if load.errors_without < NOTE_WITHOUT:
        return None
    alone = load.errors >= ALONE_ERRORS
    interrupts = load.errors_without >= NUDGE_WITHOUT and (
        alone or (load.errors >= NUDGE_ERRORS and is_mood_down(view))
    )
    level: Level = "nudge" if interrupts else "note"
    history, first = view.history, view.today - FORTNIGHT
    by_day: dict[int, float] = {}
    for n in view.escalations_since(first):
        slot, severity = history.opened_days[n], history.severities[n]
        if severity and slot < view.today:
            by_day[slot] = by_day.get(slot, 0) + severity
    return view.finding(
        KIND, level, (first, view.today - 1), sorted(by_day.items()),
        escalations=load.escalations, severity=load.recent, usual_severity=load.usual, usual_blocks=load.fortnights,
        standard_errors=load.errors, line=TIMES * load.usual,
    )  # fmt: skip
