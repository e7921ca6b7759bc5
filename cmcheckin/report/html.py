"""The weekly report and the list of wins as pages, in the same frame as a share file."""

from __future__ import annotations

from cmcheckin.report.model import OWN_PREFIX, Report, ReportPart
from cmcheckin.report.win_rendering import facts_of, headline_text, period_text
from cmcheckin.report.wins import WinEntry, WinGroup, WinList
from cmcheckin.sharing.html.page import facts, page, section
from cmcheckin.sharing.html.text import Html, joined, tag, user
from cmcheckin.wording import report as words
from cmcheckin.wording import wins as win_words
from cmcheckin.wording.formats import quoted


def render_report_page(report: Report) -> str:
    """Return `report` as an HTML document, without blank lines and empty parts."""
    period = words.range_text(report.first, report.last, report.until)
    header = joined(tag("p", user(period), class_="eyebrow"), tag("h1", user(words.TITLE)))
    parts = joined(*(_part(number, part) for number, part in enumerate(report.parts)))
    has_added_lines = any(line.id.startswith(OWN_PREFIX) for line in report.lines)
    footer = words.FOOTER_OWN if has_added_lines else words.FOOTER
    return page(words.TITLE, header, parts or tag("p", words.EMPTY), tag("p", footer))


def _part(number: int, part: ReportPart) -> Html:
    lines = [tag("li", text) for line in part.texts if (text := user(line))]
    return section(f"part-{number}", user(part.title), tag("ul", *lines, class_="draft") if lines else None)


def render_wins_page(wins: WinList) -> str:
    """Return `wins` as an HTML document with a section for each kind, and praise in quotes with its sender."""
    period = tag("p", user(period_text(wins)), class_="eyebrow")
    header = joined(period, tag("h1", win_words.TITLE), tag("p", user(headline_text(wins)), class_="quiet"))
    groups = joined(*(_group(wins, group) for group in wins.groups))
    return page(win_words.TITLE, header, groups, tag("p", words.FOOTER))


def _group(wins: WinList, group: WinGroup) -> Html:
    title = win_words.group_title(group.kind, len(group.entries))
    if group.kind == "thanks":
        inside = tag("div", *(_praise(wins, entry) for entry in group.entries), class_="praise")
    else:
        lines = (tag("li", tag("p", user(entry.win.text)), facts(*facts_of(wins, entry))) for entry in group.entries)
        inside = tag("ul", *lines, class_="wins")
    return section(f"wins-{group.kind or 'other'}", title, inside)


def _praise(wins: WinList, entry: WinEntry) -> Html:
    quote = tag("blockquote", tag("p", user(quoted(entry.win.text))))
    sender = user(entry.win.sender) if entry.win.sender else None
    return tag("figure", quote, tag("figcaption", joined(sender, *facts_of(wins, entry), between=", ")))
