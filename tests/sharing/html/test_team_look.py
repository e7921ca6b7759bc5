"""The team's page in a browser: sizes from a phone to a desk, zoom, what a screen reader hears, and sheets of paper."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise

import pytest

from cmcheckin.sharing.attention import TeamResponse
from cmcheckin.sharing.share_file import ShareResponse
from tests.sharing.html import looking, team_made
from tests.sharing.html.chromium import Chromium

Shown = Callable[..., Chromium]
ANSWER = TeamResponse(
    team_made.person(0).person, "Ada Okafor", ShareResponse("r-1", "cover", "Thursday works.", date(2026, 11, 20))
)
PAGES = {
    number: team_made.page(team_made.team(number, weeks), missing="Two files couldn't be read.", responses=[ANSWER])
    for number, weeks in ((8, 12), (30, 26))
}
BOTH = pytest.mark.parametrize("number", PAGES)
OPEN = "document.querySelectorAll('details').forEach(one => { one.open = true })"
SCROLLING = """[...document.querySelectorAll('main *')].filter(one =>
  /auto|scroll/.test(getComputedStyle(one).overflowX) && one.scrollWidth > one.clientWidth + 1)
  .map(one => one.className + ' ' + one.textContent.slice(0, 40))"""
MEASURE = """Math.max(...[...document.querySelectorAll('main p')].map(one => {
  const range = document.createRange();
  range.selectNodeContents(one);
  const lines = new Set([...range.getClientRects()].map(box => Math.round(box.bottom / 6)));
  return lines.size > 1 ? one.textContent.length / lines.size : 0;
}))"""
"""The most characters a line of a paragraph has on average."""


@pytest.mark.parametrize(("number", "widths"), [(8, (320, 360, 800, 1060, 1080, 1344, 1400)), (30, (320, 800, 1344))])
def test_nothing_scrolls_sideways_at_any_size(shown: Shown, number: int, widths: Sequence[int]) -> None:
    browser = shown(PAGES[number], width=360)
    browser.run(OPEN)
    for width in widths:
        browser.look(width=width)
        assert browser.run(looking.TOO_WIDE) <= 0, width
        assert browser.run(SCROLLING) == [], width
        assert browser.run(looking.CLIPPED) == [], width
        assert browser.run(MEASURE) <= 75, width


def test_at_twice_the_size_everything_is_there_and_readable(shown: Shown) -> None:
    browser = shown(PAGES[8])
    browser.run(OPEN)
    for width in (640, 700):
        browser.look(width=width, zoom=2)
        assert browser.run(looking.TOO_WIDE) <= 0
        assert browser.run(SCROLLING) == []
        assert browser.run(looking.CLIPPED) == []
        assert [one for one in browser.run(looking.CONTRASTS) if one[0] < 4.5] == []
        levels = browser.run(looking.HEADINGS)
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))


@BOTH
def test_text_and_columns_stand_out_in_light_and_dark(shown: Shown, number: int) -> None:
    browser = shown(PAGES[number])
    browser.run(OPEN)
    for scheme in ("light", "dark"):
        browser.look(scheme=scheme)
        assert [one for one in browser.run(looking.CONTRASTS) if one[0] < 4.5] == []
        assert [one for one in browser.run(looking.DRAWN) if one[0] < 3] == []


def test_a_screen_reader_hears_landmarks_headings_links_charts_and_rows_by_their_names(shown: Shown) -> None:
    browser = shown(PAGES[8])
    nodes = [node for node in browser.ask("Accessibility.getFullAXTree")["nodes"] if not node["ignored"]]
    heard = [(node["role"]["value"], node.get("name", {}).get("value", "")) for node in nodes]
    roles = [role for role, _ in heard]
    assert [roles.count(role) for role in ("banner", "main", "contentinfo", "navigation")] == [1, 1, 1, 1]
    assert ("navigation", "On this page") in heard
    named = ("link", "heading", "image", "table", "navigation", "region", "rowheader", "columnheader")
    assert all(name for role, name in heard if role in named)
    assert ("link", "High and crisis 2") in heard
    assert ("heading", "High and crisis escalations 2") in heard
    assert ("rowheader", "Chiara Lindqvist") in heard
    assert roles.count("image") == 8
    assert "Hours of the last 12 weeks, as columns with their numbers. The table has more." in [
        node.get("description", {}).get("value") for node in nodes if node["role"]["value"] == "image"
    ]


def test_a_link_opens_the_persons_details(shown: Shown) -> None:
    browser = shown(PAGES[30])
    name = "document.querySelectorAll('.people tbody a')[4]"
    assert browser.run("document.querySelectorAll('details[open]').length") == 0
    browser.run(f"{name}.click()")
    opened = "[...document.querySelectorAll('details.person[open] summary h3')].map(one => one.textContent)"
    assert browser.run(opened) == [browser.run(f"{name}.textContent")]


def test_names_of_any_script_are_isolated_and_equal_names_told_apart(shown: Shown) -> None:
    browser = shown(PAGES[30])
    names = browser.run("[...document.querySelectorAll('.people tbody th bdi')].map(one => one.textContent)")
    assert len(set(names)) == 30
    assert {"王小明", "נועה לוי", "عمر حداد", "Sam Lee (p-0006)", "Sam Lee (p-0007)"} <= set(names)


@pytest.mark.parametrize(("number", "most"), [(8, 4), (30, 12)])
def test_a_team_prints_on_few_sheets_without_the_contents(shown: Shown, number: int, most: int) -> None:
    browser = shown(PAGES[number], scheme="dark")
    assert len(re.findall(rb"/Type\s*/Page\b", browser.pdf())) <= most
    browser.look(media="print", width=680, scheme="dark")
    assert browser.run("getComputedStyle(document.querySelector('nav')).display") == "none"
    assert browser.run("getComputedStyle(document.documentElement).getPropertyValue('--card')") == "#fff"
    assert browser.run("[...document.querySelectorAll('.person')].every(one => one.checkVisibility())")
    assert browser.run(
        "[...document.querySelectorAll('.person, .due article, tr')]"
        ".every(one => getComputedStyle(one).breakInside === 'avoid')"
    )
    assert browser.run(looking.TOO_WIDE) <= 0
