"""The check-in in plain lines: for screen readers, dumb terminals and scripts. The same steps as on the screen."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Final, TypeVar

from cmcheckin.bootstrap import Program
from cmcheckin.checkin import draft, review
from cmcheckin.checkin.conflict import Choice, Difference, value_in_words
from cmcheckin.checkin.form import CheckinForm, FormPosition
from cmcheckin.cli import output, status_summary
from cmcheckin.cli.output import DONE, FAILED, REFUSED, CommandError, quoted
from cmcheckin.cli.text_layout import pad, wrapped
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.text import NOTE, is_undecoded
from cmcheckin.domain.week import Week
from cmcheckin.services import checkin_session, inbox
from cmcheckin.wording import checkin as words
from cmcheckin.wording import conflicts as difference_words

T = TypeVar("T")
LONGEST: Final = 4 * NOTE + 1
"""Characters of one answer that are read; more than any field takes."""
CLEAR: Final = "-"


class Left(Exception):  # noqa: N818  it reads as what it says
    """The user ended the input at a terminal."""


class Talk:
    """Asks and listens, line by line, and has every answer kept as a draft."""

    def __init__(self, morning: CheckinForm, keep: Callable[[CheckinForm, str], None]) -> None:
        self.morning = morning
        self.step = "workload"
        self.replies: tuple[inbox.InboxReply, ...] = ()
        self.interactive = bool(sys.stdin and sys.stdin.isatty())
        self.ended = False
        """Whether the input has ended, so that nothing more may be confirmed."""
        self._keep = keep

    def changed(self, morning: CheckinForm) -> None:
        """Takes the morning as it is now, and keeps it as a draft when that says anything new."""
        if morning != self.morning:
            self.morning = morning
            self._keep(morning, self.step)

    def say(self, text: str = "") -> None:
        """A line to the user."""
        output.print_text(wrapped("", text) if text else "")

    def ask(self, question: str, read: Callable[[str], T], kept: str = "") -> tuple[bool, T | None]:
        """Whether there was an answer, and the answer: None for one taken away with a hyphen.

        `read` raises Refused for what will not do: then it is asked again, or in a script the whole is refused.
        """
        while True:
            text = self._line(f"{question}{f' [{kept}]' if kept else ''}: ")
            if not text:
                return False, None
            if text == CLEAR:
                return True, None
            try:
                if is_undecoded(text):
                    raise Refused("", output.undecoded(sys.stdin.encoding))
                return True, read(text)
            except Refused as no:
                said = quoted(f"{no.field} {no.reason}".strip(), 300)
                if not self.interactive:
                    raise CommandError(REFUSED, f"{question}: {said}. Nothing was saved.") from None
                self.say(f"  {said}.")

    def agreed(self, question: str, *, usual: bool = False) -> bool:
        """A yes or no; `usual` for an empty line."""
        answered, found = self.ask(f"{question} ({'Y/n' if usual else 'y/N'})", yes_or_no)
        return found is True if answered else usual

    def _line(self, prompt: str) -> str:
        output.prompt(prompt)
        text = "" if self.ended or sys.stdin is None else sys.stdin.readline(LONGEST)
        if len(text) == LONGEST:  # the rest of a monstrous line is no answer to the next question
            while (rest := sys.stdin.readline(LONGEST)) and not rest.endswith("\n"):
                pass
        if not text.endswith("\n"):
            sys.stdout.write("\n")
            self.ended = True
            if self.interactive:
                raise Left
        elif not self.interactive:
            sys.stdout.write("\n")  # no terminal wrote the line break that was typed
        return text.strip()


def yes_or_no(text: str) -> bool:
    """`y`, `yes`, `n`, `no`."""
    word = text.lower()
    if word in ("y", "yes", "n", "no"):
        return word.startswith("y")
    raise Refused("", "write y or n")


def ask(program: Program, day: date) -> int:
    """Asks the check-in of `day` and saves it. What was answered is kept as a draft until then."""
    from cmcheckin.cli.plain.steps import STEPS

    journal = program.journal
    table = checkin_session.open_session(journal, program.settings, program.clock, day)

    def keep(morning: CheckinForm, step: str) -> None:
        table.draft.keep(draft.write(morning, FormPosition(step)))

    talk = Talk(table.form, keep)
    talk.say(f"{words.heading(day, program.clock.today())}.")
    talk.say("Press Enter to skip a question or keep the answer in brackets; type - to clear an answer.")
    if table.restored:
        talk.say(words.RESTORED)
    if unfinished := journal.drafts.unfinished(day):
        talk.say(words.unfinished_command(unfinished, "cmcheckin checkin --plain --date"))
    try:
        for number, (name, title, step) in enumerate(STEPS, 1):
            talk.step = name
            talk.say()
            talk.say(f"Step {number} of {len(STEPS)}: {title}")
            step(talk, program)
        return _finish(talk, program, table)
    except Left:
        output.print_message("Not saved yet. What you answered is kept as a draft.")
        return FAILED
    except CommandError:
        if not talk.interactive and not table.restored:
            table.draft.discard()  # a script has its answers; a draft left behind would answer for its next run
        raise
    finally:
        table.draft.release()


def _finish(talk: Talk, program: Program, table: checkin_session.CheckinSession) -> int:
    unanswered = talk.ended and talk.morning == table.form  # an input that ends does not confirm a draft either
    if unanswered or not talk.morning.has_answers:
        if not talk.morning.has_answers:
            table.draft.discard()
        talk.say()
        talk.say("Nothing was answered, so nothing was saved.")
        return DONE
    talk.say()
    talk.say(f"{words.REVIEW_TITLE}:")
    lines = review.summary_lines(talk.morning)
    width = max(len(line.label) for line in lines)
    for line in lines:
        for n, text in enumerate(line.texts):
            output.print_text(wrapped(f"  {pad('' if n else line.label, width)}  ", text))
    if not talk.agreed("Save", usual=True):
        output.print_message("Not saved. It is kept as a draft.")
        return FAILED
    try:
        checkin_session.save(program.journal, talk.morning, program.clock)
    except checkin_session.SaveConflict as changed:
        _choose(talk, program, changed)
    table.draft.discard()
    with suppress(OSError):  # if the disk is full, they are shown again next time
        inbox.save_state(program.paths, talk.replies)
        inbox.save_state(program.paths, (one for one in talk.replies if inbox.has_praise(talk.morning, one)), "kept")
    status_summary.after_change(program)
    talk.say(words.SAVED)
    talk.say()
    from cmcheckin.cli.week import show

    code = show(program, Week.of(talk.morning.date))
    if talk.morning.date == program.clock.today():
        from cmcheckin.cli.nudge_document import tell

        tell(program)
    return code


def _choose(talk: Talk, program: Program, changed: checkin_session.SaveConflict) -> None:
    """Another window was first: shows both sides of each field, and saves what is chosen."""
    while True:
        if not talk.interactive:
            raise CommandError(REFUSED, str(changed))
        talk.say()
        talk.say(difference_words.INTRO)
        chosen = tuple(_chosen(talk, each) for each in changed.differences)
        try:
            checkin_session.save_resolved(program.journal, talk.morning, program.clock, chosen, changed.saved)
            return
        except checkin_session.SaveConflict as again:
            changed = again


def _chosen(talk: Talk, each: Difference) -> Difference:
    talk.say(f"{difference_words.field_name(each.key, each.field)}:")
    talk.say(f"  yours: {quoted(value_in_words(each.field, each.mine), 300)}")
    talk.say(f"  {difference_words.THEIRS}: {quoted(value_in_words(each.field, each.theirs), 300)}")
    options: dict[str, Choice] = {"y": "mine", "s": "theirs"}
    if each.joinable:
        options["b"] = "both"

    def read(text: str) -> Choice:
        if text.lower()[:1] not in options:
            raise Refused("", f"write {', '.join(options)}")
        return options[text.lower()[:1]]

    names = f"y yours, s saved{', b both' if each.joinable else ''}"
    answered, choice = talk.ask(names, read, each.choice.replace("mine", "yours").replace("theirs", "saved"))
    return replace(each, choice=choice) if answered and choice else each
