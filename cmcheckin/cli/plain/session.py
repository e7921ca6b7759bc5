"""A check-in in plain lines: the form, saved as a draft after each answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from cmcheckin.checkin.form import CheckinForm
from cmcheckin.cli.plain.dialogue import Dialogue
from cmcheckin.services.inbox import InboxReply
from cmcheckin.services.inbox_actions import kept_states
from cmcheckin.wording import plain_checkin as words

if TYPE_CHECKING:
    from cmcheckin.domain.checkin import CheckIn
    from cmcheckin.domain.reply_state import ReplyState
    from cmcheckin.journal import Journal


class StepBack(Exception):  # noqa: N818  not an error: the user asked for it
    """The user went back to the step before."""


class PlainSession(Dialogue):
    """A check-in in plain lines: it prints questions, reads answers, and saves the form as a draft after each."""

    def __init__(self, form: CheckinForm, save_draft: Callable[[CheckinForm, str], None]) -> None:
        super().__init__()
        self.form = form
        self.step = "workload"
        """Name of the current step, which is saved in the draft."""
        self.replies: tuple[InboxReply, ...] = ()
        """New replies that were shown."""
        self._save_draft = save_draft

    def update(self, form: CheckinForm) -> None:
        """Replace the form with `form`, and save it as a draft if it differs."""
        if form != self.form:
            self.form = form
            self._save_draft(form, self.step)

    def explain(self) -> None:
        """Print the help of the current step."""
        self.show(f"{words.HELP} {words.MOVING}")
        self.show_all(words.STEP_HELP.get(self.step, ()))

    def go_back(self) -> None:
        """Go back to the step before. Raises StepBack."""
        raise StepBack

    def states_to_save(self, journal: Journal, checkin: CheckIn) -> tuple[ReplyState, ...]:
        """Return the states of replies whose thanks are praise in `checkin`, to save with it in `journal`."""
        return kept_states(journal, checkin, self.replies, journal.clock.now())
