"""The weekly report as a page, in the same frame as a share file."""

from __future__ import annotations

from cmcheckin.report.model import OWN_PREFIX, Report, ReportPart
from cmcheckin.sharing.html.page import page, section
from cmcheckin.sharing.html.text import Html, joined, tag, user
from cmcheckin.wording import report as words


def render_report_page(report: Report) -> str:
    """Return `report` as an HTML document, without blank lines and empty parts."""
    period = words.range_text(report.first, report.last, report.until)
    header = joined(tag("p", user(period), class_="eyebrow"), tag("h1", user(words.TITLE)))
    parts = joined(*(_part(number, part) for number, part in enumerate(report.parts)))
    has_added_lines = any(line.id.startswith(OWN_PREFIX) for part in report.parts for line in part.items)
    footer = words.FOOTER_OWN if has_added_lines else words.FOOTER
    return page(words.TITLE, header, parts or tag("p", words.EMPTY), tag("p", footer))


def _part(number: int, part: ReportPart) -> Html:
    lines = [tag("li", text) for line in part.texts if (text := user(line))]
    return section(f"part-{number}", user(part.title), tag("ul", *lines, class_="draft") if lines else None)
