"""A share file as lines that can be read aloud one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from cmcheckin.sharing.document import Document, Fact, Facts, Section, UserText, joined_facts
from cmcheckin.wording.share_page import EMPTY
from cmcheckin.wording.spoken import spoken

BETWEEN: Final = ", "


def spoken_lines(document: Document) -> Iterator[str]:
    """Yield the title of `document`, its headline, its sections and what it says at the end."""
    title = spoken(joined_facts(document.title), _users_own(document.title))
    yield from (f"{title}.", spoken(document.headline), document.shared_line)
    yield from spoken_sections(document)
    yield from filter(None, (document.empty_notice, *document.closing))


def spoken_sections(document: Document) -> Iterator[str]:
    """Yield the sections of `document`. Each row of a table is a line of its own."""
    for section in document.sections:
        yield f"{section.title}:"
        yield from _section(section)


def _section(section: Section) -> Iterator[str]:
    if section.text:
        yield spoken_facts(section.text)
    yield from (f"{name}: {spoken(amount)}" for name, amount in section.numbers)
    for week, *cells in section.weeks:
        facts = [
            f"{name} {spoken(cell)}" for name, cell in zip(section.columns[1:], cells, strict=True) if cell != EMPTY
        ]
        yield f"{spoken(week)}: {BETWEEN.join(facts)}"
    for item in section.items:
        yield spoken_facts(item.facts)
        yield from (f"{name}: {text}" for name, text in item.details)
    if section.note:
        yield section.note


def spoken_facts(facts: Facts) -> str:
    """Return `facts` as one line, with whole words in all but the users' own text."""
    return BETWEEN.join(spoken("".join(fact), _users_own([fact])) for fact in facts)


def _users_own(facts: Iterable[Fact]) -> list[str]:
    return [word for fact in facts for word in fact if isinstance(word, UserText)]
