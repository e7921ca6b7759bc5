"""Draw the first page of an import: which programs' files can be read, and why a file couldn't be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from cmcheckin.interchange.readers import READERS
from cmcheckin.ui.kit.line_widget import Line
from cmcheckin.ui.kit.paged_view import Page, hidden_rows, paragraph
from cmcheckin.ui.kit.painter import Painter
from cmcheckin.ui.kit.text_cells import MEASURE, wrap
from cmcheckin.wording import import_screen as words

LABEL: Final = 10


@dataclass(frozen=True)
class StartView:
    """What can be imported, unless `text` lists it, below a `headline` and what to do."""

    headline: str = words.HEADLINE
    text: str = words.INTRODUCTION
    lists_programs: bool = True

    def page(self, painter: Painter, width: int, height: int) -> Page:
        ink, measure = painter.ink, min(width - 4, MEASURE)
        rows: list[Line] = paragraph(painter, self.text, measure, 8, ink.plain)
        rows += [[], *self._programs(painter, measure)] if self.lists_programs else []
        head = [*paragraph(painter, self.headline, measure, 2, ink.strong), []]
        more = hidden_rows(painter, len(rows))
        return Page(rows, head, more=more, at_end=more)

    def _programs(self, painter: Painter, measure: int) -> Iterator[Line]:
        for label, titles in program_groups():
            for n, line in enumerate(wrap(", ".join(titles), measure - LABEL, 4, painter.glyphs)):
                name = "" if n else label
                yield [(f"  {name.ljust(LABEL)}", painter.ink.quiet), (line, painter.ink.plain)]


@dataclass(frozen=True)
class ReadingView:
    """What is shown while the file `name` is read."""

    name: str

    def page(self, painter: Painter, width: int, height: int) -> Page:
        measure = min(width - 4, MEASURE)
        head = paragraph(painter, words.READING.format(name=self.name), measure, 1, painter.ink.strong)
        return Page([], [*head, *paragraph(painter, words.READING_LONG, measure, 1, painter.ink.quiet)])


def program_groups() -> Iterator[tuple[str, Sequence[str]]]:
    """Yield each group of programs whose files can be imported, with their titles."""
    titles = {reader.name: words.ANY_TABLE if reader.reads_any_table else reader.title for reader in READERS}
    for label, names in words.GROUPS.items():
        yield label, [titles.pop(name) for name in names if name in titles]
    yield words.OTHERS, [*titles.values(), words.OWN]
