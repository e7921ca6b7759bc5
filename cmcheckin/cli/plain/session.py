"""Questions and answers in plain lines, for screen readers, dumb terminals and scripts."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeVar

from cmcheckin.checkin.form import CheckinForm
from cmcheckin.cli.output import REFUSED, CommandError, print_text, prompt, quoted
from cmcheckin.cli.text_layout import wrapped
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.text import NOTE, is_undecoded
from cmcheckin.services.inbox import InboxReply
from cmcheckin.services.inbox_actions import kept_states
from cmcheckin.wording import plain_checkin as words
from cmcheckin.wording.command_messages import undecodable
from cmcheckin.wording.formats import sentence_case

if TYPE_CHECKING:
    from cmcheckin.domain.checkin import CheckIn
    from cmcheckin.domain.reply_state import ReplyState
    from cmcheckin.journal import Journal

T = TypeVar("T")
MAX_ANSWER: Final = 4 * NOTE + 1
"""Characters of an answer that are read; more than any field takes."""
CLEAR: Final = "-"


class InputEnded(Exception):  # noqa: N818  not an error: the user pressed ctrl+d
    """The user ended the input at a terminal."""


class PlainSession:
    """A check-in in plain lines: it prints questions, reads answers, and saves the form as a draft after each."""

    def __init__(self, form: CheckinForm, save_draft: Callable[[CheckinForm, str], None]) -> None:
        self.form = form
        self.step = "workload"
        """Name of the current step, which is saved in the draft."""
        self.replies: tuple[InboxReply, ...] = ()
        """New replies that were shown."""
        self.interactive = bool(sys.stdin and sys.stdin.isatty())
        self.input_ended = False
        """Whether the input has ended, so that nothing more may be confirmed."""
        self._save_draft = save_draft

    def update(self, form: CheckinForm) -> None:
        """Replace the form with `form`, and save it as a draft if it differs."""
        if form != self.form:
            self.form = form
            self._save_draft(form, self.step)

    def states_to_save(self, journal: Journal, checkin: CheckIn) -> tuple[ReplyState, ...]:
        """Return the states of replies whose thanks are praise in `checkin`, to save with it in `journal`."""
        return kept_states(journal, checkin, self.replies, journal.clock.now())

    def show(self, text: str = "") -> None:
        """Print `text`, wrapped; an empty line without one."""
        indent = " " * (len(text) - len(text.lstrip()))
        print_text(wrapped(indent, text) if text else "")

    def ask(self, question: str, read: Callable[[str], T], current: str = "") -> tuple[bool, T | None]:
        """Return whether `question` was answered, and the answer that `read` returns; None for a cleared one.

        `current` is shown as the answer that an empty line keeps. If `read` raises Refused, the question is asked
        again at a terminal, and otherwise CommandError is raised.
        """
        while True:
            shown = f"{question} [{current}]" if current else question
            text = self._read_line(f"{shown} " if shown.endswith("?") else f"{shown}: ")
            if not text:
                return False, None
            if text == CLEAR:
                return True, None
            try:
                if is_undecoded(text):
                    raise Refused("", undecodable(sys.stdin.encoding))
                return True, read(text)
            except Refused as error:
                reason = quoted(f"{error.field} {error.reason}".strip(), 300)
                if not self.interactive:
                    raise CommandError(REFUSED, f"{question}: {reason}. {words.NOTHING_SAVED}") from None
                self.show(f"  {sentence_case(reason)}.")

    def confirm(self, question: str, *, default: bool = False) -> bool:
        """Return whether `question` is answered with yes. `default` is what an empty line means."""
        answered, answer = self.ask(words.confirm(question, default=default), yes_or_no)
        return answer is True if answered else default

    def _read_line(self, question: str) -> str:
        indent = " " * (len(question) - len(question.lstrip()))
        prompt("\n".join(wrapped(indent, question, f"{indent}  ")) + " ")
        text = "" if self.input_ended or sys.stdin is None else sys.stdin.readline(MAX_ANSWER)
        if len(text) == MAX_ANSWER:  # the rest of an overlong line must not answer the next question
            while (rest := sys.stdin.readline(MAX_ANSWER)) and not rest.endswith("\n"):
                pass
        if not text.endswith("\n"):
            sys.stdout.write("\n")
            self.input_ended = True
            if self.interactive:
                raise InputEnded
        elif not self.interactive:
            sys.stdout.write("\n")  # a terminal would have shown the line break that was typed
        return text.strip()


def yes_or_no(text: str) -> bool:
    """Return whether `text` is `y` or `yes` rather than `n` or `no`. Raises Refused for anything else."""
    word = text.lower()
    if word in ("y", "yes", "n", "no"):
        return word.startswith("y")
    raise Refused("", words.YES_OR_NO)
