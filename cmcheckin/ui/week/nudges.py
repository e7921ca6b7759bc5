"""The gentle notes on the week screen: one card at a time, the others as lines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from cmcheckin.domain.dates import read_day
from cmcheckin.domain.nudge_state import PEAK
from cmcheckin.domain.week import Week
from cmcheckin.services.active_nudges import ActiveNudge, active_nudges
from cmcheckin.services.nudge_history import first_recent_day, recent_nudges
from cmcheckin.ui.nudges.answering import AnsweringScreen
from cmcheckin.ui.nudges.card import NoteCard
from cmcheckin.wording import nudge_cards as words

FAR: Final = 366
"""Days ahead that a planned busy time may end."""
LOW: Final = 30
"""Rows below which a card takes the place of the marked day's lines."""


class NotedWeek(AnsweringScreen):
    """A week with its notes."""

    week: Week
    _notes: tuple[ActiveNudge, ...] = ()

    def read_notes(self) -> None:
        """The notes of this week, when it is one that notes are kept of; their room is settled before it is drawn."""
        today = self.clock.today()
        shown = recent_nudges(self.journal, self.settings, today) if self.week.sunday >= first_recent_day(today) else ()
        self._notes = active_nudges(self.journal, shown, self.week, today)
        self._make_room()

    def _make_room(self) -> None:
        self.set_class(bool(self._notes), "-noted")
        self.set_class(self.answerable() is not None, "-carded")

    def show_notes(self) -> None:
        """Draw them, where the screen has its room."""
        card = self.answerable()
        self._make_room()
        most = 1 if self.app.size.height < LOW else 3
        self.query_one(NoteCard).show(card, self._notes, self.clock.today(), most, apart=not self.has_class("-wide"))
        self.refresh_bindings()

    def answerable(self) -> ActiveNudge | None:
        """The card: a note of this morning that is more than a line in the week, and was neither answered nor read."""
        aside, today = self.journal_app.postponed_nudges, self.clock.today()
        if today not in self.week:
            return None
        waiting = (one for one in self._notes if one.interrupts and one.note.on == today and one.note.id not in aside)
        return next(waiting, None)

    def notes_here(self) -> Sequence[ActiveNudge]:
        card = self.answerable()
        return ([card] if card else []) + [one for one in self._notes if one is not card]

    def answered(self) -> None:
        self.read_notes()
        self.show_notes()

    def action_carry_on(self) -> None:
        """The card becomes a line, and the next one waits for another morning."""
        if card := self.answerable():
            self.journal_app.postponed_nudges.add(card.note.id)
            self.show_notes()
            self.show_message(words.FOLDED)

    def action_peak(self) -> None:
        """Ask for the last day of a planned busy time."""
        from cmcheckin.ui.kit.prompt import Prompt

        def refusal(text: str) -> str:
            try:
                self._peak_end(text)
            except ValueError as error:
                return str(error)
            return ""

        def save(text: str | None) -> None:
            if text:
                self.keep_word(PEAK, until=self._peak_end(text))

        self.app.push_screen(Prompt(words.UNTIL, hint=words.UNTIL_HINT, enter="go", check=refusal), save)

    def _peak_end(self, text: str) -> date | None:
        """Return the last day of a busy time: a date, or a number of weeks from today; None if `text` is empty.

        Raises ValueError with a message for the user.
        """
        today = self.clock.today()
        if not text:
            return None
        try:
            weeks = int(text) if text.isdecimal() and len(text) < 3 else 0
            until = today + timedelta(weeks=weeks) if weeks else read_day(text, today, ahead=True)
        except ValueError:
            raise ValueError(words.no_day(text)) from None
        if not 0 <= (until - today).days <= FAR:
            raise ValueError(words.peak_over(text))
        return until

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A card can be put aside; a peak holds back some kinds and no others."""
        if action in ("carry_on", "peak"):
            card = self.answerable()
            return card is not None and (action != "peak" or card.note.finding.held_by_peak)
        return super().check_action(action, parameters)
