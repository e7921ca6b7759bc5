"""Command-line arguments: a parser with the program's own messages and help, and readers of days, weeks and ranges."""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final, NoReturn, TypeVar

from cmcheckin.cli.output import REFUSED, USAGE, CommandError, quoted
from cmcheckin.domain.text import is_undecoded
from cmcheckin.wording import command_messages as messages

if TYPE_CHECKING:
    from cmcheckin.domain.spans import Span
    from cmcheckin.domain.week import Week

argparse._ = str  # type: ignore[attr-defined]  # all help is English, and looking for translations loads `locale`

T = TypeVar("T")
PATHS: Final = frozenset({"FILE", "DIR", "PATH", "DATE|DIR", "DATE|FILE"})
"""Metavars of values that name files. These may hold any bytes, as file names do; other values are text."""
DAYS: Final = frozenset({"DATE", "WEEK", "PERIOD", "DATE|DIR", "DATE|FILE"})
"""Metavars of values that name days. These may have several words: last week, 3 aug."""
WORDS: Final = "WORDS"
"""The metavar of words that are text even if they begin with a hyphen: `-meetup`."""
REPLY: Final = "REPLY"
"""The metavar of a reply, which may stand before or after the options, and so may the days after it."""
_OPTION: Final = r"--\S+|-[^\W\d]\S*"
"""Pattern of an argument that is meant as an option: not `-`, `-1`, or text of several words."""
_TWO_WORDS: Final = r"(?:last|this|next) [a-z]+|[0-9]{1,2}\.? [a-z]+(?: [0-9]{4})?"


class _NoColor:
    """A theme of argparse in which nothing has a colour."""

    def __getattr__(self, name: str) -> str:
        return ""


class Formatter(argparse.RawDescriptionHelpFormatter):
    """Help as wide as the terminal. The standard formatter imports shutil for that, even when no help is shown."""

    def __init__(self, prog: str) -> None:
        try:
            width = os.get_terminal_size().columns
        except OSError:
            width = 80
        super().__init__(prog, width=max(40, min(width, 100)) - 2)

    def _set_color(self, color: bool) -> None:
        """Keep the help free of colour. Since Python 3.14, the standard formatter colours it, and every command spends
        8 ms on importing what that needs."""
        self._theme, self._decolor = _NoColor(), str

    def add_usage(self, usage: str | None, actions: Any, groups: Any, prefix: str | None = None) -> None:
        """Add the line that shows how the command is called."""
        from cmcheckin.wording.command_help import USAGE_PREFIX

        super().add_usage(usage, actions, groups, USAGE_PREFIX if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """The parser of the command `name`. An option's value may be any text.

    Its help comes from `command_help` when it is shown, with the text of `details` below the arguments, if any.
    """

    def __init__(self, name: str, details: Callable[[], str] | None = None) -> None:
        super().__init__(prog=f"cmcheckin {name}", formatter_class=Formatter, allow_abbrev=False)
        self._command, self._details = name, details
        self.add_argument("--home", metavar="DIR", default=argparse.SUPPRESS)

    def format_help(self) -> str:
        """Return the help of the command."""
        from cmcheckin.wording import command_help as words

        texts = words.COMMANDS[self._command]
        self.description = f"{texts.summary}."
        self.epilog = words.epilog(texts, self._details() if self._details else texts.details)
        self._positionals.title, self._optionals.title = words.ARGUMENTS, words.COMMAND_OPTIONS
        helps = {"--home": words.HOME, "--help": words.HELP, **texts.arguments}
        for action in self._actions:
            if action.help is None or action.dest == "help":
                action.help = helps[action.option_strings[-1] if action.option_strings else str(action.metavar)]
        from cmcheckin.cli.text_layout import folded

        # Paragraphs are wrapped to the terminal, and lines that argparse leaves too long, such as a required group.
        blocks = super().format_help().split("\n\n")
        joined = (block if re.search(r"^ ", block, re.MULTILINE) else block.replace("\n", " ") for block in blocks)
        return folded("\n\n".join(joined).rstrip(), self._get_formatter()._width + 2) + "\n"

    def error(self, message: str) -> NoReturn:
        """Raise CommandError with the `message` of argparse, in the words of this program where they are known."""
        for pattern, words in messages.MISTAKES.items():
            if found := re.fullmatch(pattern, message, re.DOTALL):
                self._refuse(words.format(*(quoted(group, 200).replace(" --", ", --") for group in found.groups())))
        self._refuse(quoted(message, 300))

    def _refuse(self, problem: str) -> NoReturn:
        raise CommandError(USAGE, messages.WRONG_USAGE.format(command=self.prog, problem=problem))

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is not None and value not in action.choices:
            near = nearest(value, action.choices)
            name = action.option_strings[-1] if action.option_strings else str(action.metavar)
            self._refuse(messages.unknown_choice(name, quoted(value), near, list(action.choices)))

    def parse_args(self, args: Sequence[str]) -> argparse.Namespace:  # type: ignore[override]
        """Return `args` parsed.

        A value that begins with a hyphen is text unless it is one of this command's options.
        """
        found, extra = self.parse_known_args(list(self._joined(args)))
        self._refuse_undecoded(found)
        if extra:
            self._refuse(messages.unexpected(quoted(extra[0]), self._meant_by(extra[0])))
        return found

    def _meant_by(self, word: str) -> str:
        """Return the option that the unexpected `word` was probably meant as; empty if there is none."""
        if (option := f"--{word}") in self._option_string_actions:
            return option
        if "--date" in self._option_string_actions:
            from cmcheckin.domain import dates

            with contextlib.suppress(ValueError):
                dates.read_day(word, date(2024, 1, 1))
                return f"--date {quoted(word)}"
        return ""

    def _joined(self, args: Sequence[str]) -> Iterator[str]:
        """Yield `args` with each option joined to its value by `=`, and the words of a day joined into one."""
        rest, known = deque(args), self._option_string_actions
        metavars = {action.metavar for action in self._get_positional_actions()}
        takes_day, takes_words = bool(DAYS & metavars), bool({WORDS, REPLY} & metavars)
        words: list[str] = []
        while rest:
            arg = rest.popleft()
            if arg == "--":
                words += rest
                break
            action = known.get(arg)
            if action is None and takes_words and not arg.startswith("--"):
                words.append(_whole_day(arg, rest) if takes_day else arg)
            elif action is None and re.fullmatch(_OPTION, arg) and (option := arg.partition("=")[0]) not in known:
                near = nearest(option, [name for name in known if name.startswith("--")])
                self._refuse(messages.unknown_option(quoted(option), self.prog, near))
            elif action is None:
                yield _whole_day(arg, rest) if takes_day else arg
            elif action.nargs is None and rest and rest[0].partition("=")[0] not in known:
                value = rest.popleft()
                yield f"{arg}={_whole_day(value, rest) if action.metavar in DAYS else value}"
            else:
                yield arg
        if words:
            yield from ("--", *words)

    def _get_values(self, action: argparse.Action, arg_strings: list[str]) -> Any:
        """Return the value of an option as typed. Python before 3.13 drops the value `--`."""
        if action.option_strings and action.nargs is None and len(arg_strings) == 1:
            if action.metavar == "FILE" and not arg_strings[0]:  # such as a script's variable that isn't set
                self._refuse(messages.NEEDS_VALUE.format(action.option_strings[-1]))
            value = self._get_value(action, arg_strings[0])
            self._check_value(action, value)
            return value
        return super()._get_values(action, arg_strings)

    def _refuse_undecoded(self, found: argparse.Namespace) -> None:
        """Raise CommandError if a text in `found` contains bytes that aren't valid in the terminal's encoding."""
        for action in self._actions:
            value = getattr(found, action.dest, None)
            texts = value if isinstance(value, list) else [value]
            if action.metavar not in PATHS and any(isinstance(text, str) and is_undecoded(text) for text in texts):
                name = action.option_strings[-1] if action.option_strings else action.metavar or action.dest
                reason = messages.undecodable(sys.getfilesystemencoding())
                raise CommandError(REFUSED, messages.nothing_changed(f"{name} {reason}"))


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the name in `known` that was probably meant by `word`; empty if none is like it."""
    import difflib  # takes 3 ms, and only a mistake needs it

    names, typed = list(known), word[:40].lower()
    longer = [name for name in names if len(typed.strip("-")) > 1 and name.startswith(typed)]
    return next(iter(longer or difflib.get_close_matches(typed, names, 1, 0.6)), "")


def _whole_day(word: str, rest: deque[str]) -> str:
    """Return `word` and the words of `rest` that belong to the same day, which are removed from `rest`."""
    while rest and re.fullmatch(_TWO_WORDS, f"{word} {rest[0]}".lower()):
        word = f"{word} {rest.popleft()}"
    return word


def read_day(text: str, today: date, *, ahead: bool = False) -> date:
    """Return the day that `text` names, counted from `today`. With `ahead`, a weekday means the next one.

    Raises CommandError when it isn't a day.
    """
    from cmcheckin.domain import dates

    return _read(dates.read_day, text, today, ahead=ahead)


def read_past_day(text: str | None, today: date, flag: str = "DATE", *, planned: bool = False) -> date:
    """Return the day that `text` names, `today` without one. `flag` names it in errors.

    Raises CommandError when it isn't a day that a record can have, or, unless it is `planned`, comes after `today`.
    """
    from cmcheckin.domain.fields import EARLIEST, LATEST

    day = read_day(text, today) if text else today
    if day < EARLIEST:
        raise CommandError(REFUSED, messages.TOO_EARLY.format(flag=flag, day=day, earliest=EARLIEST))
    if day > LATEST:
        raise CommandError(REFUSED, messages.TOO_LATE.format(flag=flag, day=day, latest=LATEST))
    if day > today and not planned:
        raise CommandError(REFUSED, messages.IN_FUTURE.format(flag=flag, day=day, today=today))
    return day


def near_day(text: str, today: date) -> str:
    """Return `text`, with a day and month without a year replaced by the date nearest to `today`, as YYYY-MM-DD.

    Plans are for future days, so in November `24 dec` doesn't mean the one of last year.
    """
    from cmcheckin.domain import dates

    if not re.fullmatch(dates.DAY_AND_MONTH, text.strip().lower()):
        return text
    found = (_read(dates.read_day, text, today, ahead=ahead) for ahead in (True, False))
    return min(found, key=lambda day: abs((day - today).days)).isoformat()


def read_range(first: str | None, last: str | None, today: date) -> tuple[date, date]:
    """Return the first and last day that `first` and `last` (`--from` and `--to`) name, counted from `today`.

    They are date.min and date.max where none is named. A week, month or year means its first day in `first` and its
    last day in `last`. Raises CommandError when one can't be read or they are in the wrong order.
    """
    start = _days_of(first, today)[0] if first else date.min
    end = _days_of(last, today)[1] if last else date.max
    if start > end:
        raise CommandError(USAGE, messages.WRONG_ORDER.format(first=start, last=end))
    return start, end


def read_range_to_today(first: str, last: str | None, today: date) -> tuple[date, date]:
    """Return the first and last day that `first` and `last` name, as `read_range` does. Without `last`, it is `today`.
    Then raises CommandError for a `first` in the future too."""
    if last is None:
        read_past_day(read_range(first, None, today)[0].isoformat(), today, "--from")
    return read_range(first, last or "today", today)


def _days_of(text: str, today: date) -> tuple[date, date]:
    from cmcheckin.domain.spans import read_span
    from cmcheckin.domain.week import days_of

    with contextlib.suppress(ValueError):
        return read_span(text, today)[1:]
    return _read(days_of, text, today)


def read_past_range(first: str, last: str, today: date, *, planned: bool = False) -> tuple[date, date]:
    """Return the days that `first` and `last` name, as `read_range` does.

    Raises CommandError also for a day that `read_past_day` refuses with the same `today` and `planned`.
    """
    read_past_day(read_range(first, None, today)[0].isoformat(), today, "--from", planned=planned)
    found = read_range(first, last, today)
    read_past_day(found[1].isoformat(), today, "--to", planned=planned)
    return found


def read_week(text: str | None, today: date) -> Week:
    """Return the week that `text` names, or that of `today` if there is no text. Raises CommandError when it isn't a
    week."""
    from cmcheckin.domain.week import Week

    return _read(Week.parse, text, today) if text else Week.of(today)


def read_span(text: str, today: date) -> Span:
    """Return the days that `text` names: a year, half-year, quarter, month, week or day. Raises CommandError if it
    isn't one."""
    from cmcheckin.domain import spans

    return _read(spans.read_span, text, today)


def _read(read: Callable[..., T], text: str, today: date, **options: bool) -> T:
    try:
        return read(text, today, **options)
    except ValueError as error:
        raise CommandError(USAGE, f"{error}.") from None


def add_range(parser: argparse.ArgumentParser) -> None:
    """Add `--from` and `--to` to `parser`."""
    parser.add_argument("--from", dest="first", metavar="DATE")
    parser.add_argument("--to", dest="last", metavar="DATE")
