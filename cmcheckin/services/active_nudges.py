"""The notes that stand on a week, with what the user has said of them since."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from cmcheckin.domain.nudge import Nudge, kinds_off
from cmcheckin.domain.nudge_state import LEAVE, OFF, ON, PEAK, NudgeState

if TYPE_CHECKING:
    from collections.abc import Collection

    from cmcheckin.domain.week import Week
    from cmcheckin.journal import Journal

ACTIVE_DAYS: Final = 7
"""Days a note stands on the present week, the first included."""


class ActiveNudge(NamedTuple):
    """A note that was shown, and the last word the user has had on its kind since."""

    note: Nudge
    word: NudgeState | None = None

    @property
    def interrupts(self) -> bool:
        """Whether it is more than a note in the weekly view, and nothing was said of it yet."""
        return self.note.finding.level != "note" and self.word is None


def active_nudges(journal: Journal, notes: Iterable[Nudge], week: Week, today: date) -> tuple[ActiveNudge, ...]:
    """Those of a week: shown in it, and in the present one whatever was shown in the seven days up to today.

    One of each kind, the newest. What waits for a word comes first, and of that the more serious.
    """
    wanted = [one for one in notes if _belongs(one.on, week, today)]
    if not wanted:
        return ()
    said = sorted(journal.nudge_states(), key=lambda state: state.at)
    newest: dict[str, ActiveNudge] = {}
    for note in wanted:
        if note.finding.kind not in newest:
            newest[note.finding.kind] = ActiveNudge(note, _word(note, said, journal))
    return tuple(sorted(newest.values(), key=lambda one: (one.word is not None, not one.interrupts)))


def _belongs(on: date, week: Week, today: date) -> bool:
    return on in week or (today in week and today - timedelta(ACTIVE_DAYS - 1) <= on <= today)


def _word(note: Nudge, states: Iterable[NudgeState], journal: Journal) -> NudgeState | None:
    """The last word since that morning's check-in: on the kind, or a peak or leave it falls under."""
    kind = note.finding.kind
    checkin = journal.checkin(note.on)
    at = checkin.logged_at if checkin else None
    found = None
    for state in states:
        of_it = state.kind in (kind, LEAVE) or (state.kind == PEAK and note.finding.held_by_peak)
        if of_it and (state.at >= at if at else state.day >= note.on):
            found = None if state.action == ON else state
    return found


def kinds_off_now(states: Iterable[NudgeState], off: Collection[str]) -> frozenset[str]:
    """Kinds that are switched off now: in the settings or by the user's word, whatever was said last."""
    found = set(kinds_off(off))
    for state in sorted(states, key=lambda state: state.at):
        if state.action == OFF:
            found.add(state.kind)
        elif state.action == ON:
            found.discard(state.kind)
    return frozenset(found)
