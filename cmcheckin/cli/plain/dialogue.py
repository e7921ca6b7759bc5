"""Questions and answers in plain lines, for screen readers, dumb terminals and scripts."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Final, TypeVar

from cmcheckin.cli.output import REFUSED, CommandError, print_text, prompt, quoted
from cmcheckin.cli.text_layout import wrapped
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.text import NOTE, is_undecoded
from cmcheckin.wording import plain_checkin as words
from cmcheckin.wording import plain_parts as part_words
from cmcheckin.wording.command_messages import undecodable
from cmcheckin.wording.formats import sentence_case

T = TypeVar("T")
MAX_ANSWER: Final = 4 * NOTE + 1
"""Characters of an answer that are read; more than any field takes."""
CLEAR: Final = "-"
FEW: Final = 5
"""Entries that are printed without asking if no more are left."""
ESCAPE: Final = "\x1b"
BACK: Final = ("b", "back", ESCAPE)
"""What goes back, at any question and in any part."""
QUIT: Final = ("q", "quit")
"""What quits, at any question and in any part."""
PAGE: Final = 20
"""Entries of a long list that are printed before asking whether to go on."""


class Quit(Exception):  # noqa: N818  not an error: the user asked for it
    """The user quit, or ended the input at a terminal."""


class Back(Exception):  # noqa: N818  not an error: the user asked for it
    """The user went back from a question."""


class Dialogue:
    """Prints lines and questions, and reads answers from standard input."""

    def __init__(self) -> None:
        self.interactive = bool(sys.stdin and sys.stdin.isatty())
        self.input_ended = False
        """Whether the input has ended, so that nothing more may be confirmed."""
        self.is_hint_shown = False
        """Whether it was said that ? lists what can be typed."""
        self.typed_ahead: list[str] = []
        """Lines that were typed before they were asked for, the next one first."""
        self.changes = 0
        """How many changes of the journal were made since the program was started, less those that were undone."""

    def show(self, text: str = "") -> None:
        """Print `text`, wrapped; an empty line without one."""
        print_text(wrapped("", text) if text else "")

    def show_all(self, texts: Iterable[str]) -> None:
        """Print each of `texts`, wrapped."""
        for text in texts:
            self.show(text)

    def page(self, texts: Sequence[str], size: int = PAGE) -> None:
        """Print `texts`, and at a terminal ask after every `size` of them whether to go on. Any answer but Enter is
        kept as the next line typed."""
        for start in range(0, len(texts), size):
            self.show_all(texts[start : start + size])
            left = len(texts) - start - size
            if 0 < left <= FEW or not self.interactive:
                self.show_all(texts[start + size :])
                return
            if left > 0:
                answer = self.read_line(part_words.more(left))
                if answer:
                    self.typed_ahead.insert(0, answer)
                    return

    def ask(
        self, question: str, read: Callable[[str], T], current: str = "", *, letter: str = ""
    ) -> tuple[bool, T | None]:
        """Return whether `question` was answered, and the answer that `read` returns; None for a cleared one.

        `current` is named as the answer that an empty line keeps. If `read` raises ValueError, the question is asked
        again at a terminal, and otherwise CommandError is raised. At a terminal, raises Back or Quit if the user
        goes back or quits. `letter`: one that is an answer here, although it goes back or quits elsewhere.
        """
        while True:
            text = self.read_line(words.asked(question, current))
            if not text:
                return False, None
            if text == CLEAR:
                return True, None
            if text == "?" and self.interactive:
                self.explain()
                continue
            if self.interactive and text != letter:
                self.leave_by(text)
            try:
                if is_undecoded(text):
                    raise Refused("", undecodable(sys.stdin.encoding))
                return True, read(text)
            except ValueError as error:
                if self.interactive and text.lower() in part_words.HELP_WORDS:
                    self.explain()
                    continue
                reason = quoted(str(error).strip(), 300).removesuffix(".")
                if not self.interactive:
                    raise CommandError(REFUSED, words.wrong_answer(question, reason)) from None
                self.show(f"{sentence_case(reason)}.")

    def explain(self) -> None:
        """Print what can be typed at any question."""
        self.show(words.HELP)

    def leave_by(self, text: str) -> None:
        """Raise Back or Quit if `text` asks for it."""
        if text in BACK:
            raise Back
        if text in QUIT:
            raise Quit

    def choose(self, title: str, answers: Sequence[str], current: str = "", *, joinable: bool) -> int | None:
        """Print `title` and the numbered `answers`, and return the index of the one to keep; their number to keep both,
        which `joinable` allows, and None to keep `current` or to decide later."""

        def read(text: str) -> int:
            if text.lower() == "b" and joinable:
                return len(answers)
            if text.isdecimal() and 1 <= int(text[:4]) <= len(answers):
                return int(text[:4]) - 1
            raise Refused("", part_words.NOT_AN_ANSWER)

        self.show(f"{title}:")
        self.show_all(part_words.numbered(number, text) for number, text in enumerate(answers, 1))
        question = part_words.keep_which(joinable=joinable, can_wait=not current)
        return self.ask(question, read, current, letter="b")[1]

    def confirm(self, question: str, *, default: bool = False) -> bool:
        """Return whether `question` is answered with yes. `default` is what an empty line means."""
        answered, answer = self.ask(words.confirm(question, default=default), yes_or_no)
        return answer is True if answered else default

    def read_line(self, question: str) -> str:
        """Print `question` and return the line that is typed, without spaces around it. Raises Quit at the end of
        the input at a terminal; elsewhere, that is an empty line."""
        if self.typed_ahead:
            return self.typed_ahead.pop(0)
        prompt("\n".join(wrapped("", question)) + " ")
        text = "" if self.input_ended or sys.stdin is None else sys.stdin.readline(MAX_ANSWER)
        if len(text) == MAX_ANSWER:  # the rest of an overlong line must not answer the next question
            while (rest := sys.stdin.readline(MAX_ANSWER)) and not rest.endswith("\n"):
                pass
        if not text.endswith("\n"):
            sys.stdout.write("\n")
            self.input_ended = True
            if self.interactive:
                raise Quit
        elif not self.interactive:
            sys.stdout.write("\n")  # a terminal would have shown the line break that was typed
        return text.strip()


def yes_or_no(text: str) -> bool:
    """Return whether `text` is `y` or `yes` rather than `n` or `no`. Raises Refused for anything else."""
    word = text.lower()
    if word in ("y", "yes", "n", "no"):
        return word.startswith("y")
    raise Refused("", words.YES_OR_NO)


def home_path(text: str) -> str:
    """Return `text`, the name of a file or folder, with `~` replaced by the user's home."""
    return os.path.expanduser(text)  # noqa: PTH111  Path.expanduser raises for the home of an unknown user
