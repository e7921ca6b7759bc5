"""argparse, in the program's own voice. Only the parser of the command that was called is built."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final, NoReturn, TypeVar

from cmcheckin.cli import output
from cmcheckin.cli.output import REFUSED, USAGE, CommandError, quoted
from cmcheckin.domain.text import is_undecoded

if TYPE_CHECKING:
    from cmcheckin.domain.week import Week

T = TypeVar("T")


class Formatter(argparse.RawDescriptionHelpFormatter):
    """Help at the terminal's width. The stock one imports shutil for that, also when no help is wanted."""

    def __init__(self, prog: str) -> None:
        try:
            width = os.get_terminal_size().columns
        except OSError:
            width = 80
        super().__init__(prog, width=max(40, min(width, 100) - 2))


PATHS: Final = frozenset({"FILE", "DIR", "PATH"})
"""Metavars of values that name files. These may hold any bytes, as file names do; other values are text."""
DAYS: Final = frozenset({"DATE", "WEEK"})
"""Metavars of values that name days. These may have several words: last week, 3 aug."""
_TWO_WORDS: Final = r"(?:last|this|next) [a-z]+|[0-9]{1,2}\.? [a-z]+(?: [0-9]{4})?"


class Parser(argparse.ArgumentParser):
    """A parser whose errors read like the program's other messages. An option's value may be any text."""

    def error(self, message: str) -> NoReturn:
        said = quoted(message, 300)
        raise CommandError(USAGE, f"{self.prog}: {said}\n{self.prog} --help says what it takes.")

    def parse_args(self, args: Sequence[str], namespace: Any = None) -> argparse.Namespace:  # type: ignore[override]
        """Parse `args`. A value that begins with a hyphen is text unless it is one of this command's options."""
        found: argparse.Namespace = super().parse_args(list(self._joined(args)), namespace)
        self._refuse_undecoded(found)
        return found

    def _joined(self, args: Sequence[str]) -> Iterator[str]:
        """Yield `args` with each option joined to its value by `=`, and the words of a day joined into one."""
        rest = deque(args)
        named = any(action.metavar in DAYS for action in self._get_positional_actions())
        while rest:
            each = rest.popleft()
            if each == "--":
                yield from (each, *rest)
                return
            action = self._option_string_actions.get(each)
            if action is None:
                yield self._with_more(each, rest) if named else each
            elif action.nargs is None and rest and not self._is_option(rest[0]):
                value = rest.popleft()
                yield f"{each}={self._with_more(value, rest) if action.metavar in DAYS else value}"
            else:
                yield each

    def _get_values(self, action: argparse.Action, arg_strings: list[str]) -> Any:
        """Return the value of an option as typed. Python before 3.13 drops the value `--`."""
        if action.option_strings and action.nargs is None and len(arg_strings) == 1:
            value = self._get_value(action, arg_strings[0])
            self._check_value(action, value)
            return value
        return super()._get_values(action, arg_strings)

    def _is_option(self, each: str) -> bool:
        return each in self._option_string_actions or each.partition("=")[0] in self._option_string_actions

    def _with_more(self, word: str, rest: deque[str]) -> str:
        """Return `word` and the words of `rest` that belong to the same day, which are removed from `rest`."""
        while rest and re.fullmatch(_TWO_WORDS, f"{word} {rest[0]}".lower()):
            word = f"{word} {rest.popleft()}"
        return word

    def _refuse_undecoded(self, found: argparse.Namespace) -> None:
        """Raise Stop if a text in `found` holds bytes that aren't valid in the terminal's encoding."""
        for action in self._actions:
            value = getattr(found, action.dest, None)
            texts = value if isinstance(value, list) else [value]
            if action.metavar not in PATHS and any(isinstance(text, str) and is_undecoded(text) for text in texts):
                name = action.option_strings[-1] if action.option_strings else action.metavar or action.dest
                why = output.undecoded(sys.getfilesystemencoding())
                raise CommandError(REFUSED, f"{name} {why}. Nothing was changed.")


def parser_for(name: str, help_line: str, details: str = "") -> Parser:
    """An empty parser for a command, with what every command takes."""
    parser = Parser(
        prog=f"cmcheckin {name}".rstrip(),
        description=f"{help_line[:1].upper()}{help_line[1:]}.",
        epilog=details or None,
        formatter_class=Formatter,
        allow_abbrev=False,
    )
    parser.add_argument("--home", metavar="DIR", default=argparse.SUPPRESS, help="keep everything in this folder")
    return parser


def read_day(text: str, today: date, *, ahead: bool = False) -> date:
    """Return the day that `text` names, as `read_day` reads it. Raises Stop when it isn't a day."""
    from cmcheckin.domain.dates import read_day

    return _named(read_day, text, today, ahead=ahead)


def read_past_day(text: str | None, today: date, flag: str = "DATE", *, planned: bool = False) -> date:
    """The same, today when nothing is said. A day that no record can be of is refused, and, unless it is `planned`, one
    that has not come yet."""
    from cmcheckin.domain.fields import EARLIEST, LATEST

    found = read_day(text, today) if text else today
    if found < EARLIEST:
        raise CommandError(REFUSED, f"{flag} is {found}, and days are kept from {EARLIEST} on. Nothing was changed.")
    if found > LATEST:
        raise CommandError(REFUSED, f"{flag} is {found}, and days are kept up to {LATEST}. Nothing was changed.")
    if found > today and not planned:
        raise CommandError(
            REFUSED, f"{flag} is {found}, which has not come yet (today is {today}). Nothing was changed."
        )
    return found


def read_range(first: str | None, last: str | None, today: date) -> tuple[date, date]:
    """Return the first and last day of `--from` and `--to`, both included; date.min and date.max when not given.

    A week means its first day in `--from` and its last day in `--to`. Raises Stop when one can't be read or they are
    in the wrong order.
    """
    from cmcheckin.domain.week import days_of

    start = _named(days_of, first, today)[0] if first else date.min
    end = _named(days_of, last, today)[1] if last else date.max
    if start > end:
        raise CommandError(USAGE, f"--from {start} comes after --to {end}.")
    return start, end


def read_past_range(first: str, last: str, today: date, *, planned: bool = False) -> tuple[date, date]:
    """Return the days as `stretch` does. Raises Stop also for a day that `past_day` refuses."""
    found = read_range(first, last, today)
    for flag, each in zip(("--from", "--to"), found, strict=True):
        read_past_day(each.isoformat(), today, flag, planned=planned)
    return found


def read_week(text: str | None, today: date) -> Week:
    """Return the week that `text` names, as `Week.parse` reads it; this week without `text`. Raises Stop when it
    isn't a week."""
    from cmcheckin.domain.week import Week

    return _named(Week.parse, text, today) if text else Week.of(today)


def _named(read: Callable[..., T], text: str, today: date, **how: bool) -> T:
    try:
        return read(text, today, **how)
    except ValueError as error:
        raise CommandError(USAGE, f"{error}.") from None


def add_json(parser: argparse._ActionsContainer, what: str) -> None:
    """The `--json` of a reading command; in a group of flags, where only one of them can be."""
    parser.add_argument("--json", action="store_true", help=what)


def add_range(parser: argparse.ArgumentParser) -> None:
    """`--from` and `--to`."""
    parser.add_argument("--from", dest="first", metavar="DATE", help="leave out earlier days")
    parser.add_argument("--to", dest="last", metavar="DATE", help="leave out later days")
