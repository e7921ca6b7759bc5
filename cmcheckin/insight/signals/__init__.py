"""The signals, one module each: its thresholds with their sources, and a function that looks for them in a morning.

To add one, write a module with `KIND` and `find`, and register it: here, in `domain.nudge.KINDS`, and with its title
and sentence in `wording.nudges.WORDING`. A test holds the three registries together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, Protocol

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


class Signal(Protocol):
    """A module of this package."""

    @property
    def KIND(self) -> str:  # noqa: N802  a constant of the module
        """The kind of its nudges."""

    def find(self, view: MorningView, /) -> Finding | None:
        """Return what the records of `view` show, or None."""


_MODULES: Final[tuple[Signal, ...]] = (
    low_mood, no_day_off, hours_ceiling, long_days, night_pings, short_rest, hours_jump, hours_creep, after_hours,
    strain, escalation_load, wins_drought, recovery, rating_shift, gap_after_heavy, hours_back, weekend_off,
    mornings_back,
)  # fmt: skip
SIGNALS: Final[Mapping[str, Callable[[MorningView], Finding | None]]] = {
    module.KIND: module.find for module in _MODULES
}
"""Every signal by its kind, in order of precedence: of two equally serious findings, the earlier one is shown."""
