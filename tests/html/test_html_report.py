"""The weekly report as a page: its parts in order, nothing where nothing was said, and only text in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

import looking
import pages_made
from chromium import Chromium
from parsing import Parsed

from cmcheckin.domain.text import clean
from cmcheckin.report.html import render


class Part(NamedTuple):
    """A heading and its lines."""

    title: str
    lines: tuple[str, ...]


PARTS = (
    Part("This is going well", ("Newcomers answer each other.", "The meetup filled in a day.")),
    Part("The community feels", ()),
    Part("We suggest", ("   ", "A short post on the price change.")),
)


def test_parts_stand_in_order_and_empty_ones_leave_nothing() -> None:
    made = render("Week 47", "16–22 November 2026", PARTS)
    parsed = Parsed(made)
    assert [parsed.elements.count(name) for name in ("h1", "h2", "li")] == [1, 2, 3]
    assert "The community feels" not in made
    assert made.index("This is going well") < made.index("The meetup filled") < made.index("We suggest")
    assert "<footer>" not in made


def test_hostile_lines_stay_text(shown: Callable[..., Chromium]) -> None:
    texts = pages_made.HOSTILE_TEXTS
    browser = shown(render(texts[0], texts[1], [Part(text, texts) for text in texts], texts[2]), width=360)
    assert browser.complaints() == []
    assert browser.run(looking.FORBIDDEN) == []
    assert browser.run(looking.HANDLERS) == []
    assert browser.run(looking.TOO_WIDE) <= 0
    assert browser.run("document.title") == clean(texts[0])
    assert len(browser.requests()) == 1


def test_reads_in_light_and_dark_and_prints_on_a_sheet(shown: Callable[..., Chromium]) -> None:
    browser = shown(render("Week 47", "16–22 November 2026", PARTS))
    for scheme in ("light", "dark"):
        browser.look(scheme=scheme)
        assert [one for one in browser.run(looking.CONTRASTS) if one[0] < 4.5] == []
    assert len(re.findall(rb"/Type\s*/Page\b", browser.pdf())) == 1
