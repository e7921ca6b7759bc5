"""The signals, one file each: its least data, its threshold with where it comes from, and what it rests on.

To add one: a module with `KIND` and `find(view)`, its kind in `domain/note.py`, its words in `wording/notes/`, and a
line here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

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

SIGNALS: Final[tuple[Callable[[MorningView], Finding | None], ...]] = (
    low_mood.find,
    no_day_off.find,
    hours_ceiling.find,
    long_days.find,
    night_pings.find,
    short_rest.find,
    hours_jump.find,
    hours_creep.find,
    after_hours.find,
    strain.find,
    escalation_load.find,
    wins_drought.find,
    recovery.find,
    rating_shift.find,
    gap_after_heavy.find,
    hours_back.find,
    weekend_off.find,
    mornings_back.find,
)
"""In the order in which they are given the floor when several ask for it on one morning."""
