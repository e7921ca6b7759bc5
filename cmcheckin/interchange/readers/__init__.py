"""Read the files of other programs. Each format has a module here and an entry in READERS.

A reader module has two functions. `matches(file)` returns whether a SourceFile has this format, by its content alone.
`read(file, answers)` yields what the file contains, one item at a time; it is pure, and raises nothing. OWN_FILES, if
it is there, has the names of other files that the program keeps beside its data, which needn't be mentioned.

Modules of formats that are read for hints only have `read(file, scope)`, and an entry in HINT_READERS.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Collection, Iterator
from typing import Final, NamedTuple

from cmcheckin.interchange.importing.questions import Answers
from cmcheckin.interchange.readers.hint_items import HintItem, Scope
from cmcheckin.interchange.readers.items import Item
from cmcheckin.interchange.readers.source import SourceFile

ANY_TABLE: Final = "any_csv"
"""The name of the reader for any table."""


class Reader(NamedTuple):
    """A format that can be read: its name, the program's title as users know it, and its module.

    `keeps_numbers`: whether habits and scales without an answer are kept in the check-in, as extra fields. False
    for programs that record only habits, and for tables.
    """

    name: str
    title: str
    module: str
    keeps_numbers: bool = True

    @property
    def reads_any_table(self) -> bool:
        """Whether it reads tables of any program, and so counts only if nothing else matches."""
        return self.name == ANY_TABLE

    def matches(self, file: SourceFile) -> bool:
        """Return whether `file` has this format."""
        found: Callable[[SourceFile], bool] = importlib.import_module(self.module).matches
        return found(file)

    def read(self, file: SourceFile, answers: Answers) -> Iterator[Item]:
        """Yield the items of `file`, read with `answers`."""
        found: Callable[[SourceFile, Answers], Iterator[Item]] = importlib.import_module(self.module).read
        return found(file, answers)

    @property
    def own_files(self) -> Collection[str]:
        """The names of other files that the program keeps beside its data."""
        found: Collection[str] = getattr(importlib.import_module(self.module), "OWN_FILES", ())
        return found


class HintReader(NamedTuple):
    """A format that is read for hints only: its name and title, its module, and what its events are called, such as
    `posts`. Its module has `read(file, scope)` instead, where `scope` has the days asked for."""

    name: str
    title: str
    module: str
    counted: str

    def matches(self, file: SourceFile) -> bool:
        """Return whether `file` has this format."""
        found: Callable[[SourceFile], bool] = importlib.import_module(self.module).matches
        return found(file)

    def read(self, file: SourceFile, scope: Scope) -> Iterator[HintItem]:
        """Yield the items of `file` for the days of `scope`."""
        found: Callable[[SourceFile, Scope], Iterator[HintItem]] = importlib.import_module(self.module).read
        return found(file, scope)


def _reader(name: str, title: str, *, keeps_numbers: bool = True) -> Reader:
    return Reader(name, title, f"{__name__}.{name}", keeps_numbers)


def _hint_reader(name: str, title: str, counted: str) -> HintReader:
    return HintReader(name, title, f"{__name__}.{name}", counted)


READERS: Final[tuple[Reader, ...]] = (
    _reader("daylio", "Daylio"),
    _reader("howwefeel", "How We Feel"),
    _reader("bearable", "Bearable"),
    _reader("yearinpixels", "Year in Pixels"),
    _reader("watson", "Watson"),
    _reader("timewarrior", "Timewarrior"),
    _reader("toggl", "Toggl Track"),
    _reader("jrnl", "jrnl"),
    _reader("dayone", "Day One"),
    _reader("presently", "Presently"),
    _reader("loop", "Loop Habit Tracker", keeps_numbers=False),
    _reader("harsh", "harsh", keeps_numbers=False),
    _reader("obsidian", "Obsidian"),  # follows the others: the name of a file may be all that shows the day
    _reader(ANY_TABLE, "Table", keeps_numbers=False),  # stays last
)
"""All formats that are imported, in the order in which they are tried."""
HINT_READERS: Final[tuple[HintReader, ...]] = (
    _hint_reader("meetings", "Calendar", "meetings"),
    _hint_reader("git", "Git", "commits"),
    _hint_reader("reflog", "Git", "git actions"),
    _hint_reader("slack", "Slack", "posts"),
    _hint_reader("discord", "Discord", "posts"),
    _hint_reader("discourse", "Discourse", "posts"),
)
"""Formats that show when something was done, for `cmcheckin hints`. They aren't imported."""
TRACKERS: Final = ("watson", "timewarrior", "toggl")
"""The names of the readers of time trackers, which are used for hints too."""


def reader_of(file: SourceFile) -> Reader | None:
    """Return the first reader that recognises `file`, or None."""
    return next((reader for reader in READERS if reader.matches(file)), None)
