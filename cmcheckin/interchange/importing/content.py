"""Everything that a reader finds in the files of an import."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from cmcheckin.interchange.importing.questions import UNNAMED, Answers, Question
from cmcheckin.interchange.parsing import MAX_REFUSALS, Refusal
from cmcheckin.interchange.readers import Reader
from cmcheckin.interchange.readers.items import Entry, Hours, Item, LeftOut, Span
from cmcheckin.interchange.readers.source import SourceFile
from cmcheckin.wording.foreign_files import NOTHING_AFTER, TOO_MANY_ITEMS

MOST_ITEMS: Final = 200_000
"""The limit on entries in all files of an import, which twenty years with 25 entries a day don't reach."""


@dataclass
class Content:
    """The items of some files by kind. The `line` of each is its place: an index of `places`, pairs of file and line.

    `complete`: whether the files were read to the end. Reading stops after MAX_REFUSALS bad lines.
    """

    places: list[tuple[str, int]] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    hours: list[Hours] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    questions: dict[tuple[str, str], Question] = field(default_factory=dict)

    @property
    def complete(self) -> bool:
        """Whether the files were read to the end."""
        return len(self.refusals) < MAX_REFUSALS

    def add(self, item: Item, file: str) -> None:
        """Add `item` of the file named `file`."""
        if isinstance(item, Question):
            self.questions.setdefault((item.kind, "" if item.kind in UNNAMED else item.name), item)
            return
        place = len(self.places)
        self.places.append((file, item.line))
        match item:
            case Entry():
                self.entries.append(item._replace(line=place))
            case Span():
                self.spans.append(item._replace(line=place))
            case Hours():
                self.hours.append(item._replace(line=place))
            case LeftOut():
                self.left_out.append(item._replace(line=place))
            case Refusal():
                self.refusals.append(item._replace(line=place))


def read_content(files: Iterable[SourceFile], reader: Reader, answers: Answers) -> Content:
    """Return what `reader` finds in `files`, read with `answers`."""
    content = Content()
    for file in files:
        for item in reader.read(file, answers):
            if len(content.places) >= MOST_ITEMS and not isinstance(item, Question):
                item = Refusal(item.line, NOTHING_AFTER.format(reason=TOO_MANY_ITEMS.format(most=MOST_ITEMS)))
            content.add(item, file.name)
            if not content.complete or len(content.places) > MOST_ITEMS:
                return content
    return content
