"""Explain nudges: the rule, the days and numbers behind it, and what would end it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from cmcheckin.domain.nudge import kinds_off
from cmcheckin.domain.week import Week
from cmcheckin.services.active_nudges import ActiveNudge
from cmcheckin.ui.base_screen import BaseScreen
from cmcheckin.ui.kit.frame import Heading, KeyLine
from cmcheckin.ui.kit.line_widget import AutoHeightWidget, Line, text_lines
from cmcheckin.ui.nudges.answering import ANSWER_KEYS, NOT_USEFUL_KEY, TALK_KEY, NudgeAnswers
from cmcheckin.wording import nudge_cards as words
from cmcheckin.wording.formats import long_day
from cmcheckin.wording.nudges import card_lines, explanation

if TYPE_CHECKING:
    from cmcheckin.clock import Clock
    from cmcheckin.journal import Journal
    from cmcheckin.settings import Settings

MAX_WIDTH: Final = 76
"""Most cells in a line of text."""
BLANK_BEFORE: Final = (0, 2, 4)
"""Indexes of the reasons after a blank line: the rule and its days, the threshold and its source, how it ends."""


class WhyScreen(BaseScreen):
    """Explains `nudges` one at a time, beginning with the first."""

    TITLE = "why"
    HELP = words.WHY_HELP
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "trends", "show on trends", tooltip="show these days on the trends", id="why.trends"),
        Binding("left", "other(-1)", "nudge", tooltip="previous nudge", id="why.previous"),
        Binding("right", "other(1)", "nudge", tooltip="next nudge", id="why.next"),
        Binding("escape", "close", "back", tooltip="back", id="why.close"),
        Binding("q", "close", show=False, tooltip="back", id="why.leave"),
        Binding("down,j", "scroll(1)", show=False),
        Binding("up,k", "scroll(-1)", show=False),
        NOT_USEFUL_KEY,
        TALK_KEY,
        *ANSWER_KEYS,
    ]

    def __init__(self, journal: Journal, settings: Settings, clock: Clock, nudges: Sequence[ActiveNudge]) -> None:
        super().__init__()
        self.journal, self.settings, self.clock = journal, settings, clock
        self._nudges, self._index = tuple(nudges), 0
        self._answered_ids: set[str] = set()
        self._answers = NudgeAnswers(self, journal, clock, self._unanswered, self._answered)

    def compose(self) -> ComposeResult:
        yield Heading()
        with VerticalScroll(can_focus=False):
            yield _Why()
        yield KeyLine()

    def on_mount(self) -> None:
        self._show()

    def _show(self) -> None:
        shown = self._nudges[self._index].nudge
        position = f"{self._index + 1} of {len(self._nudges)}" if len(self._nudges) > 1 else ""
        self.query_one(Heading).show(words.EXPLANATION_TITLE.format(day=long_day(shown.on)), position)
        kind, today = shown.finding.kind, self.clock.today()
        states = [state for state in self.journal.nudge_states() if state.kind == kind]
        reasons = [*explanation(shown.finding), words.last_answer(states, today)]
        if kind in kinds_off(self.settings.nudges_off):
            reasons.append(words.in_config(kind))
        keys = words.PERSONAL_ANSWERS if shown.finding.personal else words.ANSWERS
        self.query_one(_Why).show(card_lines(shown.finding), reasons, keys if self._unanswered() else "")
        self.refresh_bindings()

    def _unanswered(self) -> ActiveNudge | None:
        """Return the nudge that is shown, None if it was answered."""
        active = self._nudges[self._index]
        return active if active.answer is None and active.nudge.id not in self._answered_ids else None

    def _answered(self, _: str) -> None:
        self._answered_ids.add(self._nudges[self._index].nudge.id)
        self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Disable the arrows if there is one nudge, and the answers once it is answered."""
        if action == "other":
            return len(self._nudges) > 1
        if action == "answer":
            return self._answers.can_answer(parameters[0])
        return action != "talk" or self._answers.is_personal()

    def action_answer(self, action: str) -> None:
        """Save the answer `action` to the nudge that is shown."""
        self._answers.answer(action)

    def action_talk(self) -> None:
        """Show people and help lines to talk to."""
        self.journal_app.action_support()

    def action_other(self, steps: int) -> None:
        """Explain the nudge `steps` after this one, starting over after the last."""
        self._index = (self._index + steps) % len(self._nudges)
        self._show()

    def action_trends(self) -> None:
        """Show the trends in place of this screen, with the days of the nudge highlighted."""
        finding = self._nudges[self._index].nudge.finding
        app, journal_app = self.app, self.journal_app
        self.dismiss()
        app.call_next(journal_app.show_trends, Week.of(finding.last), frozenset(finding.days))

    def action_scroll(self, lines: int) -> None:
        """Scroll down by `lines`, or up if negative."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_close(self) -> None:
        """Go back to the screen below."""
        self.dismiss()


class _Why(AutoHeightWidget):
    DEFAULT_CSS = """
    _Why { padding: 0 3; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._card: Sequence[str] = ()
        self._reasons: Sequence[str] = ()
        self._keys = ""

    def show(self, card: Sequence[str], reasons: Sequence[str], keys: str) -> None:
        self._card, self._reasons, self._keys = card, reasons, keys
        self.redraw()

    def lines(self, width: int) -> list[Line]:
        found: list[Line] = [[(line, self.ink.plain if n else self.ink.strong)] for n, line in enumerate(self._card)]
        for n, text in enumerate(self._reasons):
            if n in BLANK_BEFORE:
                found.append([])
            found += text_lines(text, self.ink.plain, min(width, MAX_WIDTH), 99, self.glyphs)
        if self._keys:
            found += [[], [(self._keys, self.ink.quiet)]]
        return found
