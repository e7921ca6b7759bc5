"""The signals, one module each: its thresholds with their sources, and a function that looks for them in a morning.

To add one, write a module with `KIND` and `find`, and register it: here, in `domain.nudge.KINDS`, and with its title
and sentence in `wording.nudges.WORDING`. A test holds the three registries together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from cmcheckin.domain.nudge import Finding
from cmcheckin.insight.history import MorningView
from cmcheckin.insight.signals import (
    after_hours,
    escalation_load,
    gap_after_heavy,
    hours_back,
    hours_ceiling,
    hours_creep,
    hours_jump,
    long_days,
    low_mood,
    mornings_back,
    night_pings,
    no_day_off,
    rating_shift,
    recovery,
    short_rest,
    strain,
    weekend_off,
    wins_drought,
)

Signal: TypeAlias = Callable[[MorningView], Finding | None]
SIGNALS: Final[Mapping[str, Signal]] = {
    low_mood.KIND: low_mood.find,
    no_day_off.KIND: no_day_off.find,
    hours_ceiling.KIND: hours_ceiling.find,
    long_days.KIND: long_days.find,
    night_pings.KIND: night_pings.find,
    short_rest.KIND: short_rest.find,
    hours_jump.KIND: hours_jump.find,
    hours_creep.KIND: hours_creep.find,
    after_hours.KIND: after_hours.find,
    strain.KIND: strain.find,
    escalation_load.KIND: escalation_load.find,
    wins_drought.KIND: wins_drought.find,
    recovery.KIND: recovery.find,
    rating_shift.KIND: rating_shift.find,
    gap_after_heavy.KIND: gap_after_heavy.find,
    hours_back.KIND: hours_back.find,
    weekend_off.KIND: weekend_off.find,
    mornings_back.KIND: mornings_back.find,
}
"""Every signal by its kind, in order of precedence: of two equally serious findings, the earlier one is shown."""
