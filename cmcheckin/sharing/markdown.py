"""Render a share file as Markdown. User text is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cmcheckin.sharing.document import Facts, Section, UserText, share_document
from cmcheckin.sharing.share_file import ShareFile
from cmcheckin.wording.markdown import escaped


def render_markdown(share: ShareFile) -> str:
    """Return `share` as a Markdown document. Never raises."""
    return "\n".join(_lines(share)) + "\n"


def _lines(share: ShareFile) -> Iterator[str]:
    document = share_document(share)
    yield from (f"# {_line(document.title)}", "", f"**{document.headline}**", "", document.shared_line)
    if document.empty_notice:
        yield from ("", document.empty_notice)
    for section in document.sections:
        yield from _section(section)
    yield from ("", *document.closing)


def _section(section: Section) -> Iterator[str]:
    yield from ("", f"{'#' * section.level} {section.title}")
    if not (section.text or section.items or section.numbers or section.weeks):
        return
    yield ""
    if section.text:
        yield _line(section.text)
    for item in section.items:
        yield f"- {_line(item.facts)}"
        yield from (f"  - {name}: {escaped(text)}" for name, text in item.details)
    yield from (f"- {name}: {amount}" for name, amount in section.numbers)
    if section.weeks:
        yield from map(_row, (section.columns, ["---"] * len(section.columns), *section.weeks))
    if section.note:
        yield from ("", section.note)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _line(facts: Facts) -> str:
    return " · ".join("".join(escaped(word) if isinstance(word, UserText) else word for word in fact) for fact in facts)
