"""The nudges of the week screen: one card at a time, the others as lines."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from cmcheckin.domain.nudge_state import PEAK
from cmcheckin.domain.week import Week
from cmcheckin.services.active_nudges import ActiveNudge, read_peak_end, week_nudges
from cmcheckin.ui.base_screen import BaseScreen
from cmcheckin.ui.nudges.answering import NudgeAnswers
from cmcheckin.wording import nudge_cards as words

if TYPE_CHECKING:
    from cmcheckin.clock import Clock
    from cmcheckin.journal import Journal
    from cmcheckin.settings import Settings

ACTIONS: Final = ("why", "answer", "talk", "peak", "carry_on")
"""Actions of the week screen that need a nudge."""


class WeekNudges:
    """Reads the nudges of a week for `screen`, and acts on them. `redraw` is called after one was answered."""

    def __init__(
        self, screen: BaseScreen, journal: Journal, settings: Settings, clock: Clock, redraw: Callable[[], None]
    ) -> None:
        self._screen, self._journal, self._settings, self._clock = screen, journal, settings, clock
        self._redraw = redraw
        self._week = Week.of(clock.today())
        self.answers = NudgeAnswers(screen, journal, clock, self.card, self._answered)
        self.active: tuple[ActiveNudge, ...] = ()
        """The nudges of the week, the most important first."""
        self._peak_text = ""
        """The end of a planned busy time as the user typed it, until it is saved."""

    def read(self, week: Week) -> None:
        """Read the nudges of `week`. Only this week and the one before have any. Raises JournalError."""
        self._week = week
        self.active = week_nudges(self._journal, self._settings, week, self._clock.today())

    def card(self) -> ActiveNudge | None:
        """Return the nudge to show as a card: one of this morning that is more than a line in the week, and was neither
        answered nor put aside."""
        dismissed, today = self._screen.journal_app.postponed_nudges, self._clock.today()
        if today not in self._week:
            return None
        for active in self.active:
            if active.interrupts and active.nudge.on == today and active.nudge.id not in dismissed:
                return active
        return None

    def card_first(self) -> list[ActiveNudge]:
        """Return all nudges of the week, the card first."""
        card = self.card()
        return ([card] if card else []) + [active for active in self.active if active is not card]

    def is_enabled(self, action: str, parameters: tuple[object, ...]) -> bool:
        """Return whether `action`, one of ACTIONS, can be done now."""
        if action == "answer":
            return self.answers.can_answer(parameters[0])
        if action == "talk":
            return self.answers.is_personal()
        if action == "why":
            return bool(self.active)
        card = self.card()
        return card is not None and (action != "peak" or card.nudge.finding.held_by_peak)

    def carry_on(self) -> None:
        """Put the card aside for this session. It stays as a line, and the next card waits for another morning."""
        if card := self.card():
            self._screen.journal_app.postponed_nudges.add(card.nudge.id)
            self._redraw()
            self._screen.show_message(words.PUT_ASIDE)

    def ask_for_peak(self) -> None:
        """Ask for the last day of a planned busy time, and save it. A text that wasn't saved is proposed again."""
        from cmcheckin.ui.kit.prompt import Prompt

        def refusal(text: str) -> str:
            try:
                if text:
                    read_peak_end(text, self._clock.today())
            except ValueError as error:
                return str(error)
            return ""

        def save(text: str | None) -> None:
            self._peak_text = text or ""
            if text:
                self.answers.save(PEAK, until=read_peak_end(text, self._clock.today()))

        prompt = Prompt(words.PEAK_UNTIL, self._peak_text, hint=words.PEAK_UNTIL_HINT, enter="go", check=refusal)
        self._screen.app.push_screen(prompt, save)

    def _answered(self, action: str) -> None:
        if action == PEAK:
            self._peak_text = ""
        self.read(self._week)
        self._redraw()
