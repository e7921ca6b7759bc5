"""The page of the weekly report: its parts in order, and only text in them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from cmcheckin.report.html import render_report_page
from cmcheckin.report.model import Report, ReportLine, ReportPart
from tests.sharing.html import looking, page_examples
from tests.sharing.html.chromium import Chromium
from tests.sharing.html.parsing import Parsed


def report(*parts: tuple[str, tuple[str, ...]]) -> Report:
    """Return a report with these headings and lines."""
    made = (ReportPart("well", title, tuple(ReportLine(text, text) for text in lines)) for title, lines in parts)
    return Report(date(2026, 11, 16), date(2026, 11, 22), tuple(made))


REPORT = report(
    ("This is going well", ("Newcomers answer each other.", "The meetup filled in a day.")),
    ("The community feels", ()),
    ("We suggest", ("   ", "A short post on the price change.")),
)


def test_parts_are_in_order_and_empty_ones_are_left_out() -> None:
    made = render_report_page(REPORT)
    parsed = Parsed(made)
    assert [parsed.elements.count(name) for name in ("h1", "h2", "li")] == [1, 2, 3]
    assert "The community feels" not in made
    assert made.index("This is going well") < made.index("The meetup filled") < made.index("We suggest")


def test_hostile_lines_stay_text(shown: Callable[..., Chromium]) -> None:
    texts = page_examples.HOSTILE_TEXTS
    browser = shown(render_report_page(report(*((text, texts) for text in texts))), width=360)
    assert browser.complaints() == []
    assert browser.run(looking.FORBIDDEN) == []
    assert browser.run(looking.HANDLERS) == []
    assert browser.run(looking.TOO_WIDE) <= 0
    assert len(browser.requests()) == 1


def test_reads_in_light_and_dark_and_prints_on_a_sheet(shown: Callable[..., Chromium]) -> None:
    browser = shown(render_report_page(REPORT))
    for scheme in ("light", "dark"):
        browser.look(scheme=scheme)
        assert [one for one in browser.run(looking.CONTRASTS) if one[0] < 4.5] == []
    assert len(re.findall(rb"/Type\s*/Page\b", browser.pdf())) == 1


def test_the_footer_mentions_added_lines() -> None:
    drawn = REPORT.edited({"Newcomers answer each other.": "In other words"}, {})
    assert "Compiled from daily check-ins.<" in render_report_page(drawn)
    own = REPORT.edited({}, {"well": ["A line of one's own"]})
    assert "Compiled from daily check-ins, with lines added by hand.<" in render_report_page(own)
    assert "every line" not in render_report_page(drawn) + render_report_page(own)
