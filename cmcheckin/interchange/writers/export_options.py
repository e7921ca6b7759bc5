"""What an export needs besides its records: days, schedule, names, and how tables are written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, tzinfo
from types import MappingProxyType
from typing import Final, NamedTuple, TypeAlias

from cmcheckin.domain.conflicts import FieldConflict
from cmcheckin.domain.fields import Key
from cmcheckin.domain.own_questions import Metric, Question
from cmcheckin.domain.schedule import Schedule

Conflicts: TypeAlias = Mapping[Key, Sequence[FieldConflict]]
"""The open conflicts by the key of their record."""
NO_CONFLICTS: Final[Conflicts] = MappingProxyType({})
SEPARATORS: Final = {"comma": ",", "semicolon": ";", "tab": "\t"}
DECIMALS: Final = {"point": ".", "comma": ","}


class Dialect(NamedTuple):
    """How a table is written: what separates its cells, and the decimal sign, each a single character.

    With a decimal comma, the separator must not be a comma: spreadsheets of countries that write 9,5 don't split lines
    at commas.
    """

    separator: str = ","
    decimal: str = "."


class ExportOptions(NamedTuple):
    """Options of an export that is made on `today`."""

    today: date
    first: date = date.min
    """The first day to include, for formats by day."""
    last: date = date.max
    """The last day to include, for formats by day."""
    schedule: Schedule = Schedule()
    dialect: Dialect = Dialect()
    has_texts: bool = False
    """Whether a table of days includes the user's own texts: the note, and answers in words."""
    metrics: tuple[Metric, ...] = ()
    questions: tuple[Question, ...] = ()
    owner: str = ""
    """The name of the user, which keeps the events of two people apart in one calendar."""
    conflicts: Conflicts = NO_CONFLICTS
    zone: tzinfo | None = None
    """The user's time zone; None for the machine's own."""


def by_key(conflicts: Iterable[FieldConflict]) -> Conflicts:
    """Return `conflicts` by the key of their record."""
    found: dict[Key, list[FieldConflict]] = {}
    for conflict in conflicts:
        found.setdefault(conflict.key, []).append(conflict)
    return found
