"""The pages on paper: nothing shrunk or split, no half-empty sheets, nothing that only works on a screen."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.sharing.html import looking, page_examples
from tests.sharing.html.chromium import Chromium
from tests.sharing.html.test_browser import NAMES, PAGES, team_page

Shown = Callable[..., Chromium]
PAPER = 672
"""The width of A4 between its margins, in pixels."""


def sheets(browser: Chromium) -> int:
    """Return the number of printed pages."""
    return len(re.findall(rb"/Type\s*/Page\b", browser.pdf()))


@NAMES
def test_fits_the_paper_without_being_scaled_down(shown: Shown, name: str) -> None:
    browser = shown(PAGES[name])
    browser.look(media="print", width=PAPER)
    assert browser.run(looking.TOO_WIDE) <= 0


@pytest.mark.parametrize("name", ["week", "weeks", "year", "team"])
def test_no_name_is_torn_on_paper_or_on_a_phone(shown: Shown, name: str) -> None:
    browser = shown(PAGES[name])
    for media, width in (("print", PAPER), ("screen", 360), ("screen", 1200)):
        browser.look(media=media, width=width)
        assert browser.run(looking.TORN) == [], (media, width)


def test_a_team_prints_several_to_a_sheet(shown: Shown) -> None:
    one = replace(page_examples.weeks(4), wins=(), escalations=(), asks=(), help="", leave=())
    people = [replace(one, person=f"p-{n}", name=f"Person {n}") for n in range(20)]
    assert sheets(shown(team_page(people))) <= 8


def test_two_people_with_twelve_weeks_share_a_sheet(shown: Shown) -> None:
    one = replace(page_examples.weeks(12), wins=(), escalations=(), asks=(), help="", leave=())
    people = [replace(one, person=f"p-{n}", name=f"Person {n}") for n in range(20)]
    assert sheets(shown(team_page(people))) <= 12


def test_all_columns_of_a_team_are_seen_without_scrolling(shown: Shown) -> None:
    browser = shown(team_page(page_examples.people()))
    browser.look(width=1000)
    hidden = "(one => one.scrollWidth - one.clientWidth)(document.querySelector('.people').parentElement)"
    assert browser.run(hidden) == 0


def test_what_is_folded_is_open_on_paper_and_has_no_mark_to_open_it(shown: Shown) -> None:
    browser = shown(PAGES["year"])
    browser.look(media="print", width=PAPER)
    assert browser.run("[...document.querySelectorAll('summary')].map(one => getComputedStyle(one).display)") == [
        "block"
    ] * browser.run("document.querySelectorAll('details').length")
    assert browser.run("[...document.querySelectorAll('details table')].every(one => one.checkVisibility())")


def test_severity_has_space_around_it(shown: Shown) -> None:
    browser = shown(PAGES["week"])
    for media, width in (("print", PAPER), ("screen", 1200)):
        browser.look(media=media, width=width)
        room = browser.run("""Math.min(...[...document.querySelectorAll('.group')].map(one => {
            const range = document.createRange();
            range.selectNodeContents(one.querySelector('h3'));
            return one.querySelector('ul').getBoundingClientRect().left - range.getBoundingClientRect().right;
        }))""")
        assert room >= 12, (media, width)
