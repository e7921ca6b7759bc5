"""The pages for a screen reader, and with forced colours."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.sharing.html import looking
from tests.sharing.html.chromium import Chromium
from tests.sharing.html.test_browser import NAMES, PAGES

Shown = Callable[..., Chromium]


def heard(browser: Chromium) -> list[tuple[str, str]]:
    """Return roles and names as a screen reader gets them."""
    tree = browser.ask("Accessibility.getFullAXTree")["nodes"]
    return [(node["role"]["value"], node.get("name", {}).get("value", "")) for node in tree if not node["ignored"]]


@NAMES
def test_dots_between_facts_are_seen_and_not_heard(shown: Shown, name: str) -> None:
    assert ("StaticText", "·") not in heard(shown(PAGES[name]))


@pytest.mark.parametrize("name", ["week", "weeks", "year", "team"])
def test_no_region_has_the_name_of_its_parent(shown: Shown, name: str) -> None:
    regions = [said for role, said in heard(shown(PAGES[name])) if role == "region"]
    assert len(regions) == len(set(regions))


@NAMES
def test_a_list_without_marks_is_a_list_for_safari_too(shown: Shown, name: str) -> None:
    """`list-style: none` takes the list away from VoiceOver; an empty mark does not."""
    styles = "[...document.querySelectorAll('ul, ol')].map(one => getComputedStyle(one).listStyleType)"
    assert set(shown(PAGES[name]).run(styles)) <= {'""'}


@NAMES
def test_drawings_and_words_are_seen_in_forced_colours(shown: Shown, name: str) -> None:
    browser = shown(PAGES[name])
    for scheme in ("light", "dark"):
        browser.look(scheme=scheme, forced=True)
        assert [one for one in browser.run(looking.CONTRASTS) if one[0] < 4.5] == []
        assert [one for one in browser.run(looking.DRAWN) if one[0] < 3] == []


@NAMES
def test_drawings_are_seen_in_light_and_in_dark(shown: Shown, name: str) -> None:
    browser = shown(PAGES[name])
    for scheme in ("light", "dark"):
        browser.look(scheme=scheme)
        assert [one for one in browser.run(looking.DRAWN) if one[0] < 3] == []
