"""A share file as lines that can be read aloud one by one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from cmcheckin.sharing.document import Document, Facts, Section, UserText
from cmcheckin.wording.share_page import EMPTY
from cmcheckin.wording.spoken import spoken

BETWEEN: Final = ", "


def spoken_lines(document: Document) -> Iterator[str]:
    """Yield the title of `document`, its headline, its sections and what it says at the end."""
    yield from (f"{_line(document.title)}.", spoken(document.headline), document.shared_line)
    yield from spoken_sections(document)
    yield from filter(None, (document.empty_notice, *document.closing))


def spoken_sections(document: Document) -> Iterator[str]:
    """Yield the sections of `document`. Each row of a table is a line of its own."""
    for section in document.sections:
        yield f"{section.title}:"
        yield from _section(section)


def _section(section: Section) -> Iterator[str]:
    if section.text:
        yield _line(section.text)
    yield from (f"{name}: {spoken(amount)}" for name, amount in section.numbers)
    for week, *cells in section.weeks:
        facts = [
            f"{name} {spoken(cell)}" for name, cell in zip(section.columns[1:], cells, strict=True) if cell != EMPTY
        ]
        yield f"{spoken(week)}: {BETWEEN.join(facts)}"
    for item in section.items:
        yield _line(item.facts)
        yield from (f"{name}: {text}" for name, text in item.details)
    if section.note:
        yield section.note


def _line(facts: Facts) -> str:
    """Return `facts` as one line, with whole words in all but the users' own text."""
    return BETWEEN.join(spoken("".join(fact), [word for word in fact if isinstance(word, UserText)]) for fact in facts)
