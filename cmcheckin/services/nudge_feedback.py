"""The user's word on the gentle notes, on its way into the journal."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from cmcheckin.domain.nudge_state import NOT_USEFUL, USEFUL, NudgeState, new_answer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cmcheckin.clock import Clock
    from cmcheckin.journal import Journal

WHY = "a word on notes"
"""What the journal calls such a change."""


def save_answer(journal: Journal, clock: Clock, action: str, kind: str = "", until: date | None = None) -> NudgeState:
    """Keep the user's word; returns it as it is kept. Raises JournalError, nothing changed."""
    from cmcheckin.journal.changes import Change

    kept: list[NudgeState] = []

    def build(now: Journal) -> Change:
        kept[:] = [new_answer(action, clock.now(), kind, until, is_taken=lambda key: now.get(key) is not None)]
        return Change(put=tuple(kept))

    journal.change(build, WHY)
    return kept[0]


def twice_not_useful(states: Iterable[NudgeState], kind: str) -> bool:
    """Whether the last two words on how useful that kind is were both that it is not: time to ask about off."""
    heard = [
        state.action
        for state in sorted(states, key=lambda state: state.at)
        if state.kind == kind and state.action in (USEFUL, NOT_USEFUL)
    ]
    return heard[-2:] == [NOT_USEFUL, NOT_USEFUL]
