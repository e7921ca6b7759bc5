"""Answer the overwork nudges on a screen: the keys, saving an answer, and what it leads to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from textual.binding import Binding

from cmcheckin.domain.named import NamedTuple
from cmcheckin.domain.nudge_state import NOT_USEFUL, OFF, SNOOZE, SNOOZE_DAYS, NudgeState
from cmcheckin.services.active_nudges import ActiveNudge
from cmcheckin.ui.base_screen import BaseScreen
from cmcheckin.ui.pending_writes import Write
from cmcheckin.wording import nudge_cards as words

if TYPE_CHECKING:
    from cmcheckin.clock import Clock
    from cmcheckin.journal import Journal

NOT_USEFUL_KEY: Final = Binding(
    "u", "answer('not-useful')", "not useful", show=False, tooltip="mark the nudge as not useful", id="note.not_useful"
)
TALK_KEY: Final = Binding("h", "talk", show=False, tooltip="someone to talk to", id="note.talk")
"""Bindings whose letters a screen may use for other actions too. They go before those in its BINDINGS."""
WHY_KEY: Final = Binding("w", "why", show=False, tooltip="show why this nudge appeared, day by day", id="note.why")
ANSWER_KEYS: Final = (
    Binding("z", "answer('snooze')", show=False, tooltip="snooze this kind of nudge for two weeks", id="note.later"),
    Binding("y", "answer('useful')", show=False, tooltip="mark the nudge as useful", id="note.useful"),
    Binding("o", "answer('off')", show=False, tooltip="turn off this kind of nudge", id="note.off"),
)
PERSONAL_ANSWERS: Final = (SNOOZE, OFF)
"""Answers to a nudge about the person rather than the hours; nobody is asked whether it was useful."""


class SwitchOff(NamedTuple):
    """The offer to switch off all nudges of `kind`, which the next key may confirm."""

    kind: str


class NudgeAnswers:
    """Saves answers to the nudges on `screen`, and offers to switch a kind off.

    `current` returns the nudge that the keys answer now. `answered` is called with each answer that was saved.
    """

    def __init__(
        self,
        screen: BaseScreen,
        journal: Journal,
        clock: Clock,
        current: Callable[[], ActiveNudge | None],
        answered: Callable[[str], None],
    ) -> None:
        self._screen, self._journal, self._clock = screen, journal, clock
        self._current, self._answered = current, answered

    def can_answer(self, action: object) -> bool:
        """Return whether `action` would answer the current nudge, or switch off the kind that was offered."""
        confirmation = self._screen.confirmation
        if action == OFF and isinstance(confirmation.asked or confirmation.confirmed, SwitchOff):
            return True
        active = self._current()
        return active is not None and (not active.nudge.finding.personal or action in PERSONAL_ANSWERS)

    def is_personal(self) -> bool:
        """Return whether the current nudge is about the person, so that someone to talk to is offered."""
        active = self._current()
        return active is not None and active.nudge.finding.personal

    def answer(self, action: str) -> None:
        """Save the answer `action` to the current nudge, and show what it leads to."""
        active, offered = self._current(), self._screen.confirmation.confirmed
        kind = active.nudge.finding.kind if active else ""
        if action == OFF and isinstance(offered, SwitchOff):
            kind = offered.kind
        if kind:
            until = self._clock.today() + timedelta(SNOOZE_DAYS) if action == SNOOZE else None
            self.save(action, kind, until)

    def save(self, action: str, kind: str = "", until: date | None = None) -> None:
        """Save the answer `action` to the nudges of `kind`, now or when no other window is saving. Show an error if it
        can't be saved."""
        from cmcheckin.services.active_nudges import save_answer

        self._screen.journal_app.writes.start(
            self._screen,
            Write(
                "save",
                lambda: save_answer(self._journal, self._clock, action, kind, until),
                lambda state: self._show_result(state, action, kind),
                lambda error: self._screen.show_message(str(error)),
                words.ANSWER_NOT_SAVED,
            ),
        )

    def _show_result(self, state: NudgeState, action: str, kind: str) -> None:
        from cmcheckin.services.active_nudges import twice_not_useful

        self._answered(action)
        if action == NOT_USEFUL and twice_not_useful(self._journal.nudge_states(), kind):
            self._screen.confirmation.ask(SwitchOff(kind))
            self._screen.show_message(words.OFFER_OFF)
        else:
            self._screen.show_message(f"{words.answer_effect(state, self._clock.today())} {words.UNDO_HINT}")
        self._screen.refresh_bindings()
