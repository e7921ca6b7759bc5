"""The parts and lines of a report, and what the id of a line says about its records."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from cmcheckin.domain.checkin import CheckIn, Win
from cmcheckin.domain.fields import Key
from cmcheckin.wording.report import PARTS

OWN_PREFIX: Final = "own-"
"""Prefix of the ids of lines the user added."""
OPTIONAL: Final = frozenset({"peers"})
"""Ids of lines that are left out unless the user includes them."""


@dataclass(frozen=True)
class ReportLine:
    """A line, and the keys of the records it is based on."""

    id: str
    """The same for the same records, so that an edit finds its line again."""
    text: str
    keys: tuple[Key, ...] = ()


@dataclass(frozen=True)
class ReportPart:
    """A part of the report: its name, its heading, and its lines in order."""

    name: str
    title: str
    items: tuple[ReportLine, ...] = ()

    @property
    def texts(self) -> Sequence[str]:
        """The texts of its lines."""
        return [line.text for line in self.items]


@dataclass(frozen=True)
class Report:
    """The report for the days from `first` to `last`, both included. Parts without lines are left out."""

    first: date
    last: date
    parts: tuple[ReportPart, ...] = ()
    until: date | None = None
    """The day it was drafted, if the range wasn't over."""

    @property
    def is_empty(self) -> bool:
        """Whether there are no lines."""
        return not self.parts

    @property
    def lines(self) -> list[ReportLine]:
        """Return the lines of all parts."""
        return [line for part in self.parts for line in part.items]

    def edited(
        self, texts: Mapping[str, str], added_lines: Mapping[str, Sequence[str]], excluded: Collection[str] = ()
    ) -> Report:
        """Return a copy with `texts` for lines by id, `added_lines` by part name, and without the lines whose ids are
        in `excluded`."""
        drafted = {part.name: part.items for part in self.parts}
        parts = []
        for name, title in PARTS.items():
            lines = [replace(line, text=texts.get(line.id, line.text)) for line in drafted.get(name, ())]
            lines += [ReportLine(f"{OWN_PREFIX}{name}-{n}", text) for n, text in enumerate(added_lines.get(name, ()))]
            if items := tuple(line for line in lines if line.id not in excluded):
                parts.append(ReportPart(name, title, items))
        return replace(self, parts=tuple(parts))


def is_about_community(line: str) -> bool:
    """Return whether the line with this id says how the community felt."""
    return line == "felt" or line.startswith("feels-")


def wins_of_line(line: str, checkin: CheckIn) -> list[Win]:
    """Return the wins of `checkin` that the line with this id is based on."""
    if line == "praise":
        return [win for win in checkin.wins if win.kind == "thanks"]
    line_id = line.partition("~")[0]
    return [win for name, win in named_wins(checkin) if line_id == f"win-{name}" or line.startswith(f"holds-{name}-")]


def named_wins(checkin: CheckIn) -> Iterator[tuple[str, Win]]:
    """Yield the wins of `checkin`, each with its name in line ids: its own id, else the day and its number."""
    return ((win.id or f"{checkin.date}-{n}", win) for n, win in enumerate(checkin.wins, 1))
