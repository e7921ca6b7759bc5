"""The weekly report as a page that stands alone, with the same shell and the same rules as a shared week."""

from __future__ import annotations

from cmcheckin.report.model import OWN_PREFIX, Report, ReportPart
from cmcheckin.sharing.html.page import page, section
from cmcheckin.sharing.html.text import Html, joined, tag, user
from cmcheckin.wording import report as words


def render_report_page(report: Report) -> str:
    """A whole HTML document. A line of nothing but space is left out, and a part without lines."""
    when = words.when(report.first, report.last, report.until)
    header = joined((tag("p", user(when), class_="eyebrow"), tag("h1", user(words.TITLE))))
    parts = joined(_part(number, part) for number, part in enumerate(report.parts))
    own = any(line.id.startswith(OWN_PREFIX) for part in report.parts for line in part.items)
    footer = words.FOOTER_OWN if own else words.FOOTER
    return page(words.TITLE, header, parts or tag("p", words.EMPTY), tag("p", footer))


def _part(number: int, part: ReportPart) -> Html:
    """Its lines as a list, in the words they were left in."""
    lines = [tag("li", shown) for line in part.texts if (shown := user(line))]
    return section(f"part-{number}", user(part.title), tag("ul", *lines, class_="draft") if lines else None)
