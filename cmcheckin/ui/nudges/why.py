"""Why a note is there: its rule, its days and numbers, and what would make it stop."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from cmcheckin.domain.nudge import kinds_off
from cmcheckin.domain.week import Week
from cmcheckin.services.active_nudges import ActiveNudge
from cmcheckin.ui.kit.flowing import Flowing
from cmcheckin.ui.kit.footer import KeyLine
from cmcheckin.ui.kit.heading import Heading
from cmcheckin.ui.kit.painted import Line, wrap
from cmcheckin.ui.nudges.answering import NOT_USEFUL_KEY, NOTE_KEYS, TALK_KEY, AnsweringScreen
from cmcheckin.wording import nudge_cards as words
from cmcheckin.wording.formats import long_day
from cmcheckin.wording.nudges import card_lines, explanation

if TYPE_CHECKING:
    from cmcheckin.clock import Clock
    from cmcheckin.journal import Journal
    from cmcheckin.settings import Settings

MEASURE: Final = 76
APART: Final = (0, 2, 4)
"""Lines with a blank before them: the rule and its days, the threshold and what it is held against, how it ends."""


class WhyScreen(AnsweringScreen):
    """One note after the other, each with what it rests on."""

    TITLE = "why"
    HELP = """
A note says what the log shows, never what will come. Its days and numbers can be looked up in the log, and the line \
it is held against is named with where it comes from.

What you say of a kind is kept in your journal. A past morning stays as it was.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "trends", "its days", tooltip="these days on the trends", id="why.trends"),
        Binding("left", "other(-1)", "note", tooltip="the note before", id="why.previous"),
        Binding("right", "other(1)", "note", tooltip="the next note", id="why.next"),
        Binding("escape", "close", "back", id="why.close"),
        Binding("q", "close", show=False, id="why.leave"),
        Binding("down,j", "scroll(1)", show=False),
        Binding("up,k", "scroll(-1)", show=False),
        NOT_USEFUL_KEY,
        TALK_KEY,
        *NOTE_KEYS,
    ]

    def __init__(self, journal: Journal, settings: Settings, clock: Clock, notes: Sequence[ActiveNudge]) -> None:
        super().__init__()
        self.journal, self.settings, self.clock = journal, settings, clock
        self.notes, self.at = tuple(notes), 0
        self._answered: set[str] = set()

    def compose(self) -> ComposeResult:
        yield Heading()
        with VerticalScroll(can_focus=False):
            yield _Why()
        yield KeyLine()

    def on_mount(self) -> None:
        """Say the first."""
        self._show()

    def _show(self) -> None:
        note = self.notes[self.at].note
        place = f"{self.at + 1} of {len(self.notes)}" if len(self.notes) > 1 else ""
        self.query_one(Heading).say(words.why_title(long_day(note.on)), place)
        kind, today = note.finding.kind, self.clock.today()
        states = [state for state in self.journal.nudge_states() if state.kind == kind]
        said = [words.words_on(states, today)]
        if kind in kinds_off(self.settings.nudges_off):
            said.append(words.in_config(kind))
        care = note.finding.personal
        keys = words.CARE_ANSWERS if care else words.ANSWERS
        self.query_one(_Why).say(
            card_lines(note.finding), (*explanation(note.finding), *said), "" if self._done() else keys
        )
        self.refresh_bindings()

    def _done(self) -> bool:
        return self.notes[self.at].word is not None or self.notes[self.at].note.id in self._answered

    def answerable(self) -> ActiveNudge | None:
        return None if self._done() else self.notes[self.at]

    def notes_here(self) -> Sequence[ActiveNudge]:
        return ()

    def answered(self) -> None:
        self._answered.add(self.notes[self.at].note.id)
        self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """With one note there is no other to go to."""
        return len(self.notes) > 1 if action == "other" else super().check_action(action, parameters)

    def action_other(self, steps: int) -> None:
        """Another note."""
        self.at = (self.at + steps) % len(self.notes)
        self._show()

    def action_trends(self) -> None:
        """The days it rests on, marked on the trends, in place of this."""
        found = self.notes[self.at].note.finding
        app, journal_app = self.app, self.journal_app
        self.dismiss()
        app.call_next(journal_app.show_trends, Week.of(found.last), frozenset(found.days))

    def action_scroll(self, lines: int) -> None:
        """Look further down, or up again."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_close(self) -> None:
        """Back to the week."""
        self.dismiss()


class _Why(Flowing):
    DEFAULT_CSS = """
    _Why { padding: 0 3; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._card: Sequence[str] = ()
        self._why: Sequence[str] = ()
        self._keys = ""

    def say(self, card: Sequence[str], why: Sequence[str], keys: str) -> None:
        """Say what this note shows and what it rests on."""
        self._card, self._why, self._keys = card, why, keys
        self.redraw()

    def lines(self, width: int) -> list[Line]:
        measure = min(width, MEASURE)
        found: list[Line] = [[(line, self.ink.plain if n else self.ink.strong)] for n, line in enumerate(self._card)]
        for n, text in enumerate(self._why):
            if n in APART:
                found.append([])
            found += [[(line, self.ink.plain)] for line in wrap(text, measure, 99, self.glyphs)]
        if self._keys:
            found += [[], [(self._keys, self.ink.quiet)]]
        return found
