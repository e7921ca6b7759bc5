"""Render the report as Markdown, plain text or a page. Markup in lines is escaped."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap
from typing import Final

from cmcheckin.report.model import Report
from cmcheckin.wording import report as words
from cmcheckin.wording.markdown import escaped

FORMATS: Final = ("md", "txt", "html")
TEXT_WIDTH: Final = 78
"""Columns of the plain text, as in emails."""


def render_report(report: Report, form: str) -> str:
    """Return `report` in the format `form`, one of FORMATS."""
    if form == "html":
        from cmcheckin.report.html import render_report_page  # loads forty modules that text does not need

        return render_report_page(report)
    lines = _markdown(report) if form == "md" else _plain(report)
    return "\n".join(lines).rstrip() + "\n"


def _markdown(report: Report) -> Iterator[str]:
    yield from (f"# {words.TITLE}", "", words.range_text(report.first, report.last, report.until))
    for part in report.parts:
        yield from ("", f"## {part.title}", "")
        yield from (f"- {escaped(' '.join(line.split()))}" for line in part.texts)
    if report.is_empty:
        yield from ("", words.EMPTY)


def _plain(report: Report) -> Iterator[str]:
    yield from (words.TITLE, words.range_text(report.first, report.last, report.until))
    for part in report.parts:
        yield from ("", part.title, "")
        for line in part.texts:
            yield from wrap(line, TEXT_WIDTH, initial_indent="- ", subsequent_indent="  ")
    if report.is_empty:
        yield from ("", words.EMPTY)
