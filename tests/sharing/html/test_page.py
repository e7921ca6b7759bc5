"""The parts of a page: a section without content isn't there, and a table can be bare, scrolling or folded."""

from __future__ import annotations

import pytest

from cmcheckin.sharing.html.page import card, cards, facts, headline_figure, page, section, table
from cmcheckin.sharing.html.text import Html, tag
from tests.sharing.html.parsing import Parsed


def test_parts_without_content_are_left_out() -> None:
    assert [section("k", "Hours", None, ""), card("k", "Hours"), cards(Html()), facts(None, ""), cards()] == [""] * 5


def test_a_section_has_its_heading_and_class() -> None:
    text = tag("p", "x")
    assert section("k", "A & B", text) == '\n<section aria-labelledby="k"><h2 id="k">A &amp; B</h2><p>x</p></section>'
    assert 'class="wide"' in section("k", "A", text, class_="wide")
    assert 'class="card"' in card("k", "A", text)
    assert 'class="card broad"' in card("k", "A", text, class_="broad")
    assert cards(Html(), text, Html()) == '\n<div class="cards"><p>x</p></div>'


def test_facts_and_figures() -> None:
    assert facts("a", None, "b") == '<ul class="facts"><li>a</li><li>b</li></ul>'
    assert headline_figure("A lot") == '<p class="number words">A lot</p>'
    assert headline_figure("40", "h") == '<p class="number">40<span class="unit"> h</span></p>'


@pytest.mark.parametrize(
    ("fold_label", "is_bare", "opening"),
    [
        ("", True, '<table class="own">'),
        ("Fold", True, '<table class="own">'),
        ("", False, '<div class="scroll" role="group" aria-label="c" tabindex="0"><table'),
        ("Fold", False, "<details><summary>Fold</summary><div"),
    ],
)
def test_a_table_is_bare_scrolling_or_folded(fold_label: str, is_bare: bool, opening: str) -> None:
    made = table("c", ["A", "B"], [["1", "2"], ["3", "4"]], fold_label=fold_label, is_bare=is_bare, class_="own")
    assert made.startswith(opening)
    assert '<th scope="col">A</th><th scope="col">B</th>' in made
    assert '<tr><th scope="row">1</th><td>2</td></tr><tr><th scope="row">3</th><td>4</td></tr>' in made


@pytest.mark.parametrize(("footer", "number"), [(Html(), 0), (tag("p", "end"), 1)])
def test_a_page_has_a_footer_only_with_content(footer: Html, number: int) -> None:
    made = page("T <1>", tag("h1", "T"), tag("p", "x"), footer)
    parsed = Parsed(made)
    assert [parsed.elements.count(name) for name in ("header", "main", "footer")] == [1, 1, number]
    assert "<title>T &lt;1&gt;</title>" in made
