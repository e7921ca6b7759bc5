"""argparse, in the program's own voice. Only the parser of the command that was called is built."""

from __future__ import annotations

import argparse
import os
from datetime import date, timedelta
from typing import TYPE_CHECKING, NoReturn

from cmcheckin.cli.output import REFUSED, USAGE, Stop, quoted

if TYPE_CHECKING:
    from cmcheckin.domain.week import Week


class Formatter(argparse.RawDescriptionHelpFormatter):
    """Help at the terminal's width. The stock one imports shutil for that, also when no help is wanted."""

    def __init__(self, prog: str) -> None:
        try:
            width = os.get_terminal_size().columns
        except OSError:
            width = 80
        super().__init__(prog, width=max(40, min(width, 100) - 2))


class Parser(argparse.ArgumentParser):
    """One that ends with the kind of message the rest of the program has."""

    def error(self, message: str) -> NoReturn:
        said = quoted(message, 300)
        raise Stop(USAGE, f"{self.prog}: {said}\n{self.prog} --help says what it takes.")


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


def day(text: str, today: date) -> date:
    """A date as the user writes it: `2026-11-20`, `today` or `yesterday`. Ends the command when it is none."""
    word = text.strip().lower()
    if word in ("today", "yesterday"):
        return today - timedelta(word == "yesterday")
    try:
        if len(word) == 10:
            return date.fromisoformat(word)
    except ValueError:
        pass
    raise Stop(USAGE, f"{quoted(text)!r} is no date: write 2026-11-20, today or yesterday.")


def past_day(text: str | None, today: date, flag: str = "DATE") -> date:
    """The same, today when nothing is said. A day that has not come yet, or that no record can be of, is refused."""
    from cmcheckin.domain.fields import EARLIEST

    found = day(text, today) if text else today
    if found < EARLIEST:
        raise Stop(REFUSED, f"{flag} is {found}, and days are kept from {EARLIEST} on. Nothing was changed.")
    if found > today:
        raise Stop(REFUSED, f"{flag} is {found}, which has not come yet (today is {today}). Nothing was changed.")
    return found


def stretch(first: str | None, last: str | None, today: date) -> tuple[date, date]:
    """The days from `--from` to `--to`, both included; without limit where nothing is said."""
    start = day(first, today) if first else date.min
    end = day(last, today) if last else date.max
    if start > end:
        raise Stop(USAGE, f"--from {start} comes after --to {end}.")
    return start, end


def week(text: str | None, today: date) -> Week:
    """A week as the user writes it; this one when nothing is said."""
    from cmcheckin.domain.week import Week

    try:
        return Week.parse(text, today) if text else Week.of(today)
    except ValueError as no:
        raise Stop(USAGE, f"{quoted(no, 200)}.") from None


def amount(text: str) -> int | float:
    """A number; whole ones stay whole. Whether it is in range is the record's to say. For argparse's `type`."""
    try:
        return int(text)
    except ValueError:
        pass
    try:
        return float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{quoted(text)!r} is no number") from None


def json_flag(parser: argparse._ActionsContainer, what: str) -> None:
    """The `--json` of a reading command; in a group of flags, where only one of them can be."""
    parser.add_argument("--json", action="store_true", help=what)


def stretch_flags(parser: argparse.ArgumentParser) -> None:
    """`--from` and `--to`."""
    parser.add_argument("--from", dest="first", metavar="DATE", help="leave out what is earlier")
    parser.add_argument("--to", dest="last", metavar="DATE", help="leave out what is later")
