"""What a report is: parts, their lines for stakeholders, and what the id of a line tells of the entries behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from cmcheckin.domain.checkin import CheckIn, Win
from cmcheckin.domain.fields import Key
from cmcheckin.wording.report import PARTS

OWN_PREFIX: Final = "own-"
"""What the ids of lines begin with that were written by hand."""


@dataclass(frozen=True)
class ReportLine:
    """One line, and the keys of the entries it was drawn from."""

    id: str
    """The same for the same entries, so that what was changed by hand finds its line again."""
    text: str
    keys: tuple[Key, ...] = ()


@dataclass(frozen=True)
class ReportPart:
    """A part of the report: its name, its heading, its lines in the order they are read."""

    name: str
    title: str
    items: tuple[ReportLine, ...] = ()

    @property
    def texts(self) -> Sequence[str]:
        """Their texts."""
        return [line.text for line in self.items]


@dataclass(frozen=True)
class Report:
    """The draft of a range of days, both included. Parts without a line are not in it."""

    first: date
    last: date
    parts: tuple[ReportPart, ...] = ()
    until: date | None = None
    """The day it was drawn on, while the range is not over."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not self.parts

    def edited(self, texts: dict[str, str], added: dict[str, Sequence[str]], out: Iterable[str] = ()) -> Report:
        """With other texts for lines by id, lines of one's own by part, and without those left out."""
        left = frozenset(out)
        parts = []
        for part in _all_parts(self.parts):
            kept = [replace(line, text=texts.get(line.id, line.text)) for line in part.items if line.id not in left]
            own = [ReportLine(f"{OWN_PREFIX}{part.name}-{n}", text) for n, text in enumerate(added.get(part.name, ()))]
            if items := (*kept, *(line for line in own if line.id not in left)):
                parts.append(replace(part, items=items))
        return replace(self, parts=tuple(parts))


def _all_parts(there: Sequence[ReportPart]) -> Iterator[ReportPart]:
    found = {part.name: part for part in there}
    for name, title in PARTS.items():
        yield found.get(name) or ReportPart(name, title)


def is_about_community(line: str) -> bool:
    """Whether the line of this id says how the community felt."""
    return line == "felt" or line.startswith("feels-")


def wins_of_line(line: str, checkin: CheckIn) -> list[Win]:
    """The wins of a check-in that the line of this id was drawn from."""
    if line == "praise":
        return [win for win in checkin.wins if win.kind == "thanks"]
    plain = line.partition("~")[0]
    return [win for name, win in named_wins(checkin) if plain == f"win-{name}" or line.startswith(f"holds-{name}-")]


def named_wins(checkin: CheckIn) -> Iterator[tuple[str, Win]]:
    """Wins with their names in the ids of lines: their own ids, or for those without the day and their place in it."""
    return ((win.id or f"{checkin.date}-{n}", win) for n, win in enumerate(checkin.wins, 1))
