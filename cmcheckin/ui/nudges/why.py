"""Explain nudges: the rule, the days and numbers behind it, and what would end it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType

from cmcheckin.domain.nudge import Finding, kinds_off
from cmcheckin.domain.week import Week
from cmcheckin.services.active_nudges import ActiveNudge
from cmcheckin.ui.kit.frame import Heading
from cmcheckin.ui.kit.line_widget import Line
from cmcheckin.ui.kit.scrolling import TEXT_WIDTH, ScrollingScreen, ScrollingText
from cmcheckin.ui.kit.text_cells import wrap
from cmcheckin.ui.nudges.answering import ANSWER_KEYS, NOT_USEFUL_KEY, TALK_KEY, NudgeAnswers
from cmcheckin.wording import nudge_cards as words
from cmcheckin.wording.formats import long_day
from cmcheckin.wording.nudges import card_parts, wrapped_explanation

if TYPE_CHECKING:
    from cmcheckin.clock import Clock
    from cmcheckin.journal import Journal
    from cmcheckin.settings import Settings

BLANK_BEFORE: Final = (0, 2, 4)
"""Indexes of the reasons after a blank line: the rule and its days, the threshold and its source, how it ends."""


class WhyScreen(ScrollingScreen[None]):
    """Explains `nudges` one at a time, beginning with the first."""

    TITLE = "why"
    HELP = words.WHY_HELP
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "trends", "show on trends", tooltip="show these days on the trends", id="why.trends"),
        Binding("left", "other(-1)", "nudge", tooltip="previous nudge", id="why.previous"),
        Binding("right", "other(1)", "nudge", tooltip="next nudge", id="why.next"),
        Binding("escape", "close", "back", tooltip="back", id="why.close"),
        Binding("q", "close", show=False, tooltip="back", id="why.leave"),
        NOT_USEFUL_KEY,
        TALK_KEY,
        *ANSWER_KEYS,
    ]

    def __init__(self, journal: Journal, settings: Settings, clock: Clock, nudges: Sequence[ActiveNudge]) -> None:
        super().__init__(_Why())
        self.journal, self.settings, self.clock = journal, settings, clock
        self._nudges, self._index = tuple(nudges), 0
        self._answered_ids: set[str] = set()
        self._answers = NudgeAnswers(self, journal, clock, self._unanswered, self._answered)

    def on_mount(self) -> None:
        self._show()

    def _show(self, *, from_top: bool = False) -> None:
        shown = self._nudges[self._index].nudge
        position = f"{self._index + 1} of {len(self._nudges)}" if len(self._nudges) > 1 else ""
        self.query_one(Heading).show(words.EXPLANATION_TITLE.format(day=long_day(shown.on)), position)
        kind, today = shown.finding.kind, self.clock.today()
        states = [state for state in self.journal.nudge_states() if state.kind == kind]
        more = [words.line_reason(shown), words.last_answer(states, today)]
        if kind in kinds_off(self.settings.nudges_off):
            more.append(words.in_config(kind))
        keys = words.PERSONAL_ANSWERS if shown.finding.personal else words.ANSWERS
        self.query_one(_Why).show(shown.finding, more, keys if self._unanswered() else "")
        self.text_changed(from_top=from_top)

    def _unanswered(self) -> ActiveNudge | None:
        """Return the nudge that is shown, None if it was answered."""
        active = self._nudges[self._index]
        return active if active.answer is None and active.nudge.id not in self._answered_ids else None

    def _answered(self, _: str) -> None:
        self._answered_ids.add(self._nudges[self._index].nudge.id)
        self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Disable ← and → if there is one nudge, and the answers once it is answered."""
        if action == "other":
            return len(self._nudges) > 1
        if action == "answer":
            return self._answers.can_answer(parameters[0])
        if action == "talk":
            return self._answers.is_personal()
        return super().check_action(action, parameters)

    def action_answer(self, action: str) -> None:
        """Save the answer `action` to the nudge that is shown."""
        self._answers.answer(action)

    def action_talk(self) -> None:
        """Show people and help lines to talk to."""
        self.journal_app.action_support()

    def action_other(self, steps: int) -> None:
        """Explain the nudge `steps` after this one, starting over after the last."""
        self._index = (self._index + steps) % len(self._nudges)
        self._show(from_top=True)

    def action_trends(self) -> None:
        """Show the trends in place of this screen, with the days of the nudge highlighted."""
        finding = self._nudges[self._index].nudge.finding
        app, journal_app = self.app, self.journal_app
        self.dismiss()
        app.call_next(journal_app.show_trends, Week.of(finding.last), frozenset(finding.days))

    def action_close(self) -> None:
        """Go back to the screen below."""
        self.dismiss()


class _Why(ScrollingText):
    def __init__(self) -> None:
        super().__init__()
        self._finding: Finding | None = None
        self._more: Sequence[str] = ()
        self._keys = ""

    def show(self, finding: Finding, more: Sequence[str], keys: str) -> None:
        """Show the card of `finding`, what it is based on, then the sentences `more` and `keys`."""
        self._finding, self._more, self._keys = finding, more, keys
        self.redraw()

    def lines(self, width: int) -> list[Line]:
        width = min(width, TEXT_WIDTH)
        if self._finding is None or not width:
            return []
        facts, others = card_parts(self._finding, width)
        found: list[Line] = [[(line, self.ink.strong)] for line in facts]
        found += [[(line, self.ink.plain)] for line in others]
        reasons = wrapped_explanation(self._finding, width)
        reasons += [wrap(text, width, 9, self.glyphs) for text in self._more]
        for n, lines in enumerate(reasons):
            if n in BLANK_BEFORE:
                found.append([])
            found += [[(line, self.ink.plain)] for line in lines]
        if self._keys:
            found += [[], [(self._keys, self.ink.quiet)]]
        return found
