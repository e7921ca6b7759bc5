"""A part of the program in plain lines: it shows something, then reads what to do next until the user goes back."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import ClassVar, Final, Literal, TypeVar

from cmcheckin.bootstrap import Program
from cmcheckin.cli import status_summary
from cmcheckin.cli.output import CommandError, quoted
from cmcheckin.cli.plain.dialogue import BACK, CLEAR, QUIT, Back, Dialogue, Quit
from cmcheckin.clock import zone_name
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.text import is_undecoded
from cmcheckin.domain.week import Week
from cmcheckin.journal import Undone
from cmcheckin.journal.errors import JournalError
from cmcheckin.wording import change_names, support
from cmcheckin.wording import plain_parts as words
from cmcheckin.wording.formats import sentence_case
from cmcheckin.wording.spoken import key_name, spoken

T = TypeVar("T")
Action = Callable[[str], object]
"""Does what was typed, with the text that follows its letter or word."""
_LETTER: Final = re.compile(r"([^\W\d_]|[^\w\s])(?:\s+|(?=\d)|$)(.*)")
"""Pattern of a letter or sign with what follows it: `s`, `s 2`, `s2`, `/ meetup`."""
_NUMBER: Final = re.compile(r"(\d{1,6})(?:[.:]?\s+|$)(.*)")
"""Pattern of the number of an entry with what follows it."""


class Part(ABC):
    """A part of `program`, in `terminal`, opened from `week`. Subclasses show something, and have actions."""

    NAME: ClassVar[str]
    """The part's name in TITLES, which is that of its screen in `ui/places.py`."""
    MEANINGS: ClassVar[Mapping[str, str]] = {}
    """What each key does, in the order of the help; that of a number is called `number`, that of Enter is empty."""
    FIRST: ClassVar[str] = words.FIRST_PART
    """The answer to going back if there is no part to go back to."""
    CAN_UNDO: ClassVar[bool] = False
    """Whether `u` and `redo` undo and redo changes of the journal."""
    OPENS_OTHERS: ClassVar[bool] = True
    """Whether the other parts open by their titles."""
    at: int | None = None
    """The index of the entry that was read last, which a letter without a number acts on."""
    is_first = True
    """Whether there is no part to go back to."""
    is_left = False
    """Whether the user went back to the part before this one."""

    def __init__(self, terminal: Dialogue, program: Program, week: Week | None = None) -> None:
        self.terminal, self.program = terminal, program
        self.settings, self.clock = program.settings, program.clock
        self.week = week or Week.of(self.today)

    @property
    def today(self) -> date:
        """Return the user's day."""
        return self.clock.today()

    @abstractmethod
    def show(self) -> None:
        """Print what the screen of this part shows."""

    @abstractmethod
    def actions(self) -> dict[str, Action]:
        """Return what can be done now, by the letter, sign or word that is typed for it; empty for Enter."""

    def meanings(self) -> Mapping[str, str]:
        """Return what each key does now."""
        return self.MEANINGS

    def read(self, number: str) -> None:
        """Read the entry `number` in full."""
        raise Refused(*words.NOTHING_HERE)

    def title(self) -> str:
        """Return what the prompt calls this part."""
        return words.TITLES[self.NAME]

    def begin_with(self, text: str) -> None:
        """Take `text` as what is typed first."""
        self.terminal.typed_ahead.insert(0, text)

    # The loop

    def run(self) -> None:
        """Show the part, then do what the user types until they go back. Raises Quit if they quit."""
        self._guarded(self.show)
        if not self.terminal.interactive:
            return
        if not self.terminal.is_hint_shown:
            self.terminal.is_hint_shown = True
            self.terminal.show(words.FIRST_HINT)
        while not self.is_left:
            line = self.terminal.read_line(words.PROMPT.format(title=self.title()))
            self._guarded(partial(self._do, line))

    def _guarded(self, act: Callable[[], object]) -> None:
        """Do `act`. Print why it was refused or couldn't be saved, if it was, or that the user went back from it."""
        try:
            act()
        except Back:
            self.terminal.show(words.WENT_BACK)
        except (Refused, JournalError, CommandError) as error:
            reason = f"{error.field} {error.reason}".strip() if isinstance(error, Refused) else str(error)
            for line in reason.split("\n"):
                text = sentence_case(quoted(line.strip(), 600))
                self.terminal.show(text if text.endswith((".", "?", "”", ":")) else f"{text}.")

    def _do(self, line: str) -> None:
        """Do what `line` asks for."""
        if is_undecoded(line):
            raise Refused("", words.NOT_READABLE)
        actions, other = self.all_actions(), words.NAMES.get(line.lower(), "")
        word, _, rest = line.partition(" ")
        if line in words.HELP_WORDS:
            self._help(actions)
        elif line in QUIT:
            raise Quit
        elif line in BACK:
            self.go_back()
        elif line == words.AGAIN_KEY:
            self.show()
        elif line == words.TALK_WORD:
            self.talk()
        elif word in actions:
            actions[word](rest.strip())
        elif (found := _LETTER.fullmatch(line)) and found[1] in actions:
            actions[found[1]](found[2].strip())
        elif not line:
            self.terminal.show(words.FIRST_HINT)
        elif _NUMBER.fullmatch(line):
            self.read(line)
        elif other and self.OPENS_OTHERS:
            self.place(other)
        else:
            self.terminal.show(words.NOT_A_KEY.format(text=quoted(line)))

    def all_actions(self) -> dict[str, Action]:
        """Return what can be done now, with undoing, if there is something to undo."""
        undoing: dict[str, Action] = {"u": self.undo, "U": self.undo, "redo": self.redo} if self.CAN_UNDO else {}
        return self.actions() | undoing

    def _help(self, actions: Mapping[str, Action]) -> None:
        known = self.meanings()
        lines = [
            *(
                (words.KEY_NAMES.get(key) or key_name(key), known[key])
                for key in known
                if key in actions or key == "number"
            ),
            *(((key, words.UNDOING[key]) for key in words.UNDOING) if self.CAN_UNDO else ()),
            (key_name(words.AGAIN_KEY), words.REPEAT),
            *(() if self.is_first else ((BACK[0], words.BACK),)),
            *(((words.ANY_NAME, words.OPEN_OTHER),) if self.OPENS_OTHERS else ()),
            (words.TALK_WORD, words.TALK),
            (words.HELP_WORDS[0], words.HELP),
            (QUIT[0], words.LEAVE),
        ]
        self.terminal.show(words.KEYS_OF)
        self.terminal.show_all(words.HELP_LINE.format(key=key, meaning=meaning) for key, meaning in lines)

    # For subclasses

    def paging(self, turn: Callable[[int], object]) -> dict[str, Action]:
        """Return the keys that `turn` one page back and one page on."""
        return {"[": lambda _: turn(-1), "]": lambda _: turn(1)}

    def go_back(self) -> None:
        """Go back to the part before this one. Raises Refused if there is none."""
        if self.is_first:
            raise Refused("", self.FIRST)
        self.is_left = True

    def ask_line(self, question: str) -> str:
        """Return what is typed after `question`; an empty text for Enter. Raises Back or Quit as `leave_by` does."""
        line = self.terminal.read_line(question)
        self.terminal.leave_by(line)
        if line == CLEAR:
            raise Back
        if is_undecoded(line):
            raise Refused("", words.NOT_READABLE)
        return line

    def parsed(self, text: str, question: str, read: Callable[[str], T]) -> T | None:
        """Return what `read` makes of `text`, or of the answer to `question` without a text; None for a blank answer.
        Raises Refused if `read` raises ValueError for `text`. A wrong answer is asked for again."""
        if not text:
            return self.terminal.ask(question, read)[1]
        try:
            return read(text)
        except ValueError as error:
            raise error if isinstance(error, Refused) else Refused("", str(error)) from None

    def say(self, text: str) -> None:
        """Print the message `text`, if there is one. It may have words of the user or of others."""
        if text:
            self.terminal.show(quoted(text, 4000))

    def hint(self, text: str) -> None:
        """Print `text`, which says what can be typed, unless nothing can be."""
        if self.terminal.interactive:
            self.say_keys(text)

    def say_keys(self, text: str) -> None:
        """Print the message `text` of a screen, which names keys to press: in plain lines, they are typed."""
        self.say(words.typed_keys(text))

    def say_entry(self, text: str) -> None:
        """Print `text`, the entry that was read or changed last, after its number."""
        self.say(words.numbered((self.at or 0) + 1, text))

    def list_groups(self, groups: Iterable[tuple[str, Iterable[str]]], before: int = 0) -> None:
        """Print the entries of `groups`, numbered throughout after `before` others, each group below its title, if it
        has one."""
        lines, number = list[str](), before
        for title, entries in groups:
            lines += [f"{title}:"] if title else []
            for entry in entries:
                number += 1
                lines.append(words.numbered(number, entry))
        self.terminal.page(lines)

    def pick(self, items: Sequence[T], text: str, key: str = "") -> tuple[T, str]:
        """Return the one of `items` with the number at the start of `text`, or else the one read last, and the rest of
        `text`. Raises Refused if there is none. `key`: what was typed before, for the message."""
        if not items:
            raise Refused(*words.NOTHING_HERE)
        if found := _NUMBER.fullmatch(text):
            number = int(found[1])
            if not 1 <= number <= len(items):
                raise Refused("", words.NO_ITEM[1].format(number=number, last=len(items)))
            self.at, text = number - 1, found[2].strip()
        if self.at is None and len(items) == 1:
            self.at = 0
        if self.at is None or self.at >= len(items):
            raise Refused("", words.WHICH[1].format(key=key))
        return items[self.at], text

    def place(self, name: str, text: str = "", week: Week | None = None) -> None:
        """Open the part `name` for `week`, with `text` as what is typed first, until the user goes back."""
        from cmcheckin.cli.plain.parts import make_part

        self.open(make_part(name, self.terminal, self.program, week or self.week), text)

    def open(self, part: Part, then: str = "") -> None:
        """Run `part`, with `then` as what is typed first, until the user goes back."""
        if then:
            part.begin_with(then)
        part.is_first = False
        part.run()

    def read_again(self) -> None:  # noqa: B027  most parts list nothing
        """Read again what is listed, after an undo changed it."""

    def changed(self) -> None:
        """Refresh what `status` knows, after a change of the journal, which can be undone without a question."""
        self.terminal.changes += 1
        status_summary.after_change(self.program)

    def talk(self, _: str = "") -> None:
        """Print the user's own people, and the help lines of their country."""
        country = support.find_country(self.settings.country, zone_name(self.settings.timezone))
        own = [(line.label, line.text) for line in self.settings.support]
        self.terminal.show_all((f"{support.TITLE}.", support.OPENING))
        for section in support.sections(own, country, self.today):
            self.terminal.show(f"{section.title}.")
            self.terminal.show_all(f"{label}: {text}" for label, text in section.rows)
        self.terminal.show_all(([] if own else [support.ADD]) + [support.QUIET])

    def undo(self, _: str = "", verb: Literal["undo", "redo"] = "undo") -> None:
        """Undo the last change, or redo it by `verb`, and name it. Ask first if it is large, or wasn't made since the
        program was started."""
        journal = self.program.journal
        change = journal.next_undo() if verb == "undo" else journal.next_redo()
        pairs = [(swap.before, swap.after) for swap in change.changed]
        name = change_names.spoken_name(change.why, pairs, self.today)
        is_large = len(pairs) > change_names.MANY
        if is_large:
            on = change.at.astimezone(self.clock.zone).date()
            self.say(spoken(change_names.large_change(verb, change.why, len(pairs), on, self.today)))
        is_known = verb == "redo" or self.terminal.changes > 0
        if (is_large or not is_known) and not self.terminal.confirm(words.UNDO[verb].format(name=quoted(name, 200))):
            self.terminal.show(change_names.NOT_DONE[verb])
            return

        def check(found: Undone) -> None:
            if found != change:
                raise JournalError(change_names.ANOTHER_CHANGE)

        journal.undo(check) if verb == "undo" else journal.redo(check)
        status_summary.after_change(self.program)
        self.read_again()
        self.terminal.changes = max(self.terminal.changes + (1 if verb == "redo" else -1), 0)
        self.say(words.CHANGED[verb].format(name=name))

    def redo(self, _: str = "") -> None:
        """Redo the change that was undone last, and name it."""
        self.undo(verb="redo")
