"""A part of the program in plain lines: it shows something, then reads what to do next until the user goes back."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final, Literal, NamedTuple, TypeVar

from cmcheckin.cli import status_summary
from cmcheckin.cli.output import CommandError, quoted
from cmcheckin.cli.plain.dialogue import BACK, CLEAR, QUIT, Back, Dialogue, Quit
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.text import is_undecoded
from cmcheckin.journal.errors import JournalError
from cmcheckin.wording import change_names
from cmcheckin.wording import plain_parts as words
from cmcheckin.wording.formats import sentence_case

if TYPE_CHECKING:
    from cmcheckin.bootstrap import Program
    from cmcheckin.journal import Undone

T = TypeVar("T")
_LETTER: Final = re.compile(r"([^\W\d_]|[^\w\s])(?:\s+|(?=\d)|$)(.*)")
"""Pattern of a letter or sign with what follows it: `s`, `s 2`, `s2`, `/ meetup`."""
_NUMBER: Final = re.compile(r"(\d{1,6})(?:[.:]?\s+|$)(.*)")
"""Pattern of the number of an entry with what follows it."""


class Key(NamedTuple):
    """Something that can be typed: a letter, sign or word, what it does, and the function that does it with the text
    that was typed after it."""

    key: str
    meaning: str
    act: Callable[[str], object]


class Part:
    """A part of `program`, in `terminal`. Subclasses show something and say what can be typed."""

    NAME: ClassVar[str]
    """The part's name in TITLES, which is that of its screen in `ui/places.py`."""
    NUMBERS: ClassVar[str] = ""
    """What a number does, if there are numbered entries."""
    FIRST: ClassVar[str] = words.FIRST_PART
    """The answer to going back if there is no part to go back to."""

    def __init__(self, terminal: Dialogue, program: Program) -> None:
        self.terminal, self.program = terminal, program
        self.settings, self.clock = program.settings, program.clock
        self.at: int | None = None
        """The index of the entry that was read last, which a letter without a number acts on."""
        self.is_changed = False
        """Whether something was changed in this part."""
        self.is_first = True
        """Whether there is no part to go back to."""
        self.is_left = False
        """Whether the user went back to the part before this one."""

    @property
    def today(self) -> date:
        """Return the user's day."""
        return self.clock.today()

    def show(self) -> None:
        """Print what the screen of this part shows."""
        raise NotImplementedError

    def keys(self) -> Sequence[Key]:
        """Return what can be typed now."""
        raise NotImplementedError

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
            text = sentence_case(quoted(reason, 600))
            self.terminal.show(text if text.endswith((".", "?", "”")) else f"{text}.")

    def _do(self, line: str) -> None:
        """Do what `line` asks for."""
        if is_undecoded(line):
            self.terminal.show(words.NOT_READABLE)
            return
        keys = {key.key: key for key in self.keys()}
        word, _, rest = line.partition(" ")
        if line == "?" or line in ("help", "F1"):
            self._help(list(keys.values()))
        elif line in QUIT:
            raise Quit
        elif line in BACK:
            self.go_back()
        elif line == words.AGAIN_KEY:
            self.show()
        elif line == words.TALK_WORD:
            self.talk()
        elif word in keys:
            keys[word].act(rest.strip())
        elif (found := _LETTER.fullmatch(line)) and found[1] in keys:
            keys[found[1]].act(found[2].strip())
        elif not line:
            self.terminal.show(words.FIRST_HINT)
        elif found := _NUMBER.fullmatch(line):
            self.read(line)
        else:
            self.terminal.show(words.NOT_A_KEY.format(text=quoted(line)))

    def _help(self, keys: Sequence[Key]) -> None:
        self.terminal.show(words.KEYS_OF)
        known = {key.key: key.meaning for key in keys}
        lines = [(words.NUMBER_KEY, self.NUMBERS)] if self.NUMBERS else []
        lines += [(words.ENTER_KEY, known[""])] if "" in known else []
        lines += [(key, meaning) for key, meaning in known.items() if key and meaning]
        lines += [(words.AGAIN_KEY, words.REPEAT)]
        if not self.is_first:
            lines.append((BACK[0], words.BACK))
        lines += [(words.TALK_WORD, words.TALK), ("?", words.HELP), (QUIT[0], words.LEAVE)]
        self.terminal.page([words.HELP_LINE.format(key=key, meaning=meaning) for key, meaning in lines], 60)

    # For subclasses

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

    def say(self, text: str) -> None:
        """Print the message `text`, if there is one. It may quote what the user typed."""
        if text:
            self.terminal.show(quoted(text, 4000))

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

    def open(self, part: Part, then: str = "") -> None:
        """Run `part`, with `then` as what is typed first, until the user goes back."""
        if then:
            part.begin_with(then)
        part.is_first = False
        part.run()

    def changed(self) -> None:
        """Refresh what `status` knows, after a change of the journal."""
        self.is_changed = True
        status_summary.after_change(self.program)

    def talk(self, _: str = "") -> None:
        """Print people and help lines to talk to."""
        from cmcheckin.cli.plain.support import support_lines

        self.terminal.show_all(support_lines(self.settings, self.today))

    def undo(self, _: str = "", verb: Literal["undo", "redo"] = "undo") -> None:
        """Name the last change, and undo it, or redo it by `verb`, if the user confirms."""
        journal = self.program.journal
        change = journal.next_undo() if verb == "undo" else journal.next_redo()
        pairs = [(swap.before, swap.after) for swap in change.changed]
        name = change_names.change_name(change.why, pairs, self.today)
        if len(pairs) > change_names.MANY:
            on = change.at.astimezone(self.clock.zone).date()
            self.say(change_names.large_change(verb, change.why, len(pairs), on, self.today))
        if not self.terminal.confirm(words.UNDO[verb].format(name=quoted(name, 200))):
            self.terminal.show(change_names.NOT_DONE[verb])
            return

        def check(found: Undone) -> None:
            if found != change:
                raise JournalError(change_names.ANOTHER_CHANGE)

        journal.undo(check) if verb == "undo" else journal.redo(check)
        self.changed()
        self.say(words.CHANGED[verb].format(name=name))

    def redo(self, _: str = "") -> None:
        """Name the change that was undone last, and redo it if the user confirms."""
        self.undo(verb="redo")
