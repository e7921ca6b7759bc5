"""What screens with a note on them share: the keys that answer it, and what is said after an answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from textual.binding import Binding

from cmcheckin.domain.nudge_state import NOT_USEFUL, OFF, SNOOZE, SNOOZE_DAYS, NudgeState
from cmcheckin.services.active_nudges import ActiveNudge
from cmcheckin.ui.base_screen import BaseScreen
from cmcheckin.ui.pending_writes import Write
from cmcheckin.wording import nudge_cards as words

if TYPE_CHECKING:
    from cmcheckin.clock import Clock
    from cmcheckin.journal import Journal
    from cmcheckin.settings import Settings

NOT_USEFUL_KEY: Final = Binding(
    "u", "answer('not-useful')", "not useful", show=False, tooltip="this note was not useful", id="note.not_useful"
)
TALK_KEY: Final = Binding("h", "talk", show=False, tooltip="someone to talk to", id="note.talk")
"""These two share their letters with other actions of a screen, before which they have to stand there."""
NOTE_KEYS: Final = (
    Binding("w", "why", show=False, tooltip="what the note rests on, day by day", id="note.why"),
    Binding("z", "answer('snooze')", show=False, tooltip="quiet about this for two weeks", id="note.later"),
    Binding("y", "answer('useful')", "useful", tooltip="this note was useful", id="note.useful"),
    Binding("o", "answer('off')", show=False, tooltip="no more notes of this kind", id="note.off"),
)
CARE: tuple[str, ...] = (SNOOZE, OFF)
"""What can be said of a card of care: how useful it was is not the question there."""


@dataclass(frozen=True)
class SwitchOff:
    """The offer to switch off all nudges of `kind`, which the next key may confirm."""

    kind: str


class AnsweringScreen(BaseScreen):
    """One note at a time can be answered; which one, the screen says."""

    journal: Journal
    settings: Settings
    clock: Clock

    def answerable(self) -> ActiveNudge | None:
        """The note that the keys answer now."""
        raise NotImplementedError

    def notes_here(self) -> Sequence[ActiveNudge]:
        """All notes of the screen, the one that `why` begins with first."""
        raise NotImplementedError

    def answered(self) -> None:
        """Called after an answer was kept: show how things stand now."""
        raise NotImplementedError

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys of a note are there while a note is; a letter without one is free for something else."""
        if action == "answer":
            asked = self.confirmation.asked or self.confirmation.confirmed
            if parameters == (OFF,) and isinstance(asked, SwitchOff):
                return True
            card = self.answerable()
            return card is not None and (not card.note.finding.personal or parameters[0] in CARE)
        if action == "talk":
            card = self.answerable()
            return card is not None and card.note.finding.personal
        return bool(self.notes_here()) if action == "why" else True

    def action_why(self) -> None:
        """What the note rests on."""
        from cmcheckin.ui.nudges.why import WhyScreen

        self.app.push_screen(WhyScreen(self.journal, self.settings, self.clock, self.notes_here()))

    def action_talk(self) -> None:
        """People and lines."""
        self.journal_app.action_support()

    def action_answer(self, action: str) -> None:
        """Keep the user's word on the note, and say what it brings about."""
        card = self.answerable()
        asked = self.confirmation.confirmed
        kind = card.note.finding.kind if card else ""
        if action == OFF and isinstance(asked, SwitchOff):
            kind = asked.kind
        if kind:
            until = self.clock.today() + timedelta(SNOOZE_DAYS) if action == SNOOZE else None
            self.keep_word(action, kind, until)

    def keep_word(self, action: str, kind: str = "", until: date | None = None) -> None:
        """Save the answer `action` to the nudges of `kind`, now or when no other window is saving. Show an error if it
        can't be saved."""
        from cmcheckin.services.nudge_feedback import save_answer

        self.journal_app.writes.start(
            self,
            Write(
                "save",
                lambda: save_answer(self.journal, self.clock, action, kind, until),
                lambda state: self._answer_kept(state, action, kind),
                lambda no: self.show_message(str(no)),
                words.ANSWER_NOT_SAVED,
            ),
        )

    def _answer_kept(self, state: NudgeState, action: str, kind: str) -> None:
        from cmcheckin.services.nudge_feedback import twice_not_useful

        self.answered()
        if action == NOT_USEFUL and twice_not_useful(self.journal.nudge_states(), kind):
            self.confirmation.ask(SwitchOff(kind))
            self.show_message(words.OFF_ASK)
        else:
            self.show_message(f"{words.answered(state, self.clock.today())} {words.UNDO}")
        self.refresh_bindings()
