"""The gentle notes on the week screen: one card at a time, the others as lines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from cmcheckin.domain.dates import read_day
from cmcheckin.domain.nudge_state import HELD_BY_PEAK, PEAK
from cmcheckin.domain.week import Week
from cmcheckin.services.active_nudges import ActiveNudge, active_nudges
from cmcheckin.services.nudge_history import first_recent_day, recent_nudges
from cmcheckin.ui.nudges.answering import AnsweringScreen
from cmcheckin.ui.nudges.card import NoteCard
from cmcheckin.wording import nudge_cards as words

if TYPE_CHECKING:
    from cmcheckin.ui.kit.goto_line import GoToLine

FAR: Final = 366
"""Days ahead that a planned busy time may end."""
LOW: Final = 30
"""Rows below which a card takes the place of the marked day's lines."""


class NotedWeek(AnsweringScreen):
    """A week with its notes."""

    week: Week
    _notes: tuple[ActiveNudge, ...] = ()
    _peak_asked = False

    def ask(self, label: str, hint: str) -> None:
        """Have something written in one line over the foot of the screen."""
        raise NotImplementedError

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
        aside, today = self.house.carried_on, self.clock.today()
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
            self.house.carried_on.add(card.note.id)
            self.show_notes()
            self.say(words.FOLDED)

    def action_peak(self) -> None:
        """Ask for the last day of a planned busy time."""
        self._peak_asked = True
        self.ask(words.UNTIL, words.UNTIL_HINT)

    def end_asking(self) -> None:
        """Close the input line above the footer."""
        raise NotImplementedError

    def peak_until(self, event: GoToLine.Asked) -> None:
        """Save the day in `event` as the end of a busy time. If it isn't a valid day, say what is."""
        today = self.clock.today()
        try:
            weeks = int(event.text) if event.text.isdecimal() and len(event.text) < 3 else 0
            until = today + timedelta(weeks=weeks) if weeks else read_day(event.text, today, ahead=True)
        except ValueError:
            event.line.refuse(words.no_day(event.text))
            return
        if not 0 <= (until - today).days <= FAR:
            event.line.refuse(words.peak_over(event.text))
            return
        self.keep_word(PEAK, until=until, then=self.end_asking)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A card can be put aside; a peak holds back some kinds and no others."""
        if action in ("carry_on", "peak"):
            card = self.answerable()
            return card is not None and (action != "peak" or card.note.finding.kind in HELD_BY_PEAK)
        return super().check_action(action, parameters)
