"""A check-in in plain lines: the form, saved as a draft after each answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from cmcheckin.checkin.form import CheckinForm
from cmcheckin.cli.output import print_message, quoted
from cmcheckin.cli.plain.dialogue import Dialogue
from cmcheckin.journal.errors import JournalError
from cmcheckin.services.inbox import InboxReply
from cmcheckin.services.inbox_actions import kept_states
from cmcheckin.wording import plain_checkin as words

if TYPE_CHECKING:
    from cmcheckin.domain.checkin import CheckIn
    from cmcheckin.domain.reply_state import ReplyState
    from cmcheckin.journal import Journal


REST: Final = "."
"""Keeps the answers to all questions that are left in a step."""
_SEVERAL: Final = re.compile(r"[1-5][1-5. ]+")


class PlainSession(Dialogue):
    """A check-in in plain lines: it prints questions, reads answers, and saves the form as a draft after each."""

    def __init__(self, form: CheckinForm, save_draft: Callable[[CheckinForm, str], None]) -> None:
        super().__init__()
        self.form = form
        self.step = "workload"
        """Name of the current step, which is saved in the draft."""
        self.help: Sequence[str] = ()
        """What else can be typed at the current question."""
        self.replies: tuple[InboxReply, ...] = ()
        """New replies that were shown."""
        self.is_unsaved = False
        """Whether the last attempt to save the draft failed."""
        self._save_draft = save_draft
        self.asked = 0
        """How many questions of the current step were asked."""
        self._explained: set[str] = set()
        self._is_rating = False
        self._signs: list[str] = []
        """Signs typed at a rating that answer the questions after it."""
        self._skipped = ""
        """The step whose other questions are kept as they are."""

    @property
    def knows_the_way(self) -> bool:
        """Whether the user checked in before and can type `?`, so that a hint is enough."""
        return self.interactive and self.form.previous_date is not None

    @property
    def keeps_the_rest(self) -> bool:
        """Whether the answers to the questions that are left in this step are kept, so that none is asked."""
        return self._skipped == self.step

    def hint_once(self, hint: str) -> None:
        """Print `hint` unless it was printed in this check-in before, or the user knows the way. Until the next step,
        it is part of the help."""
        self.help = (hint,)
        if hint not in self._explained and not self.knows_the_way:
            self.show(hint)
        self._explained.add(hint)

    def show_help_once(self, lines: Sequence[str], hint: str) -> None:
        """Print `lines`, which explain the questions that follow; only the `hint`, if they were printed before or the
        user knows the way."""
        self.help = lines
        self.show_all([hint] if self.knows_the_way or lines[0] in self._explained else lines)
        self._explained.add(lines[0])

    def update(self, form: CheckinForm) -> None:
        """Replace the form with `form`, and save it as a draft if it differs."""
        if form != self.form:
            self.form = form
            self.save_draft()

    def save_draft(self) -> bool:
        """Save the form as a draft, and return whether that was possible. The first of several failures is reported.
        Raises JournalError in a script, which can answer again."""
        was_unsaved, self.is_unsaved = self.is_unsaved, False
        try:
            self._save_draft(self.form, self.step)
        except JournalError as error:
            if not self.interactive:
                raise
            self.is_unsaved = True
            if not was_unsaved:
                print_message(quoted(words.DRAFT_FAILED.format(reason=error), 600))
        return not self.is_unsaved

    def ask_rating(self, question: str, read: Callable[[str], int], current: str) -> tuple[bool, int | None]:
        """Ask a rating as `ask` does. Several signs typed at once answer the ratings that follow too: `43.`"""
        self._is_rating = True
        try:
            return self.ask(question, read, current)
        finally:
            self._is_rating = False

    def read_line(self, question: str) -> str:
        """Return the line that is typed after `question`. At a terminal, a full stop is an empty line for all questions
        that are left in this step."""
        self.asked += 1
        if self.keeps_the_rest:
            return ""
        if self._signs and (self._is_rating or self._signs[0] == REST):
            text = self._signs.pop(0)
            if text != REST:
                self.show(f"{question} {text}")
        else:
            if self._signs:
                self.show(words.UNUSED.format(signs="".join(self._signs)))
                self._signs = []
            text = super().read_line(question)
        if not self.interactive:
            return text
        if self._is_rating and _SEVERAL.fullmatch(text):
            signs = list(text.replace(" ", ""))
            text, self._signs = signs[0], signs[1:]
        if text == REST:
            self.keep_rest(self.step)
            return ""
        return text

    def keep_rest(self, step: str | None) -> None:
        """Keep the answers to the questions that are left in `step`; None to ask all of them again."""
        self._skipped = step or ""

    def explain(self) -> None:
        """Print what can be typed at the current question."""
        self.show(f"{words.HELP} {words.MOVING}")
        self.show_all(self.help)

    def states_to_save(self, journal: Journal, checkin: CheckIn) -> tuple[ReplyState, ...]:
        """Return the states of replies whose thanks are praise in `checkin`, to save with it in `journal`."""
        return kept_states(journal, checkin, self.replies, journal.clock.now())
