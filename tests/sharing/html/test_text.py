"""Building markup, and escaping user text in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.domain.text import clean
from cmcheckin.sharing.html.page import page
from cmcheckin.sharing.html.text import Html, escaped, joined, link, tag, user
from tests.sharing.html.page_examples import HOSTILE_TEXTS
from tests.sharing.html.parsing import Parsed

TEXTS = st.one_of(st.text(), st.sampled_from(HOSTILE_TEXTS), st.text(alphabet="<>&\"'/;=`#x- \n\t"))


@given(TEXTS)
def test_user_text_is_one_text_in_one_isolated_place(text: str) -> None:
    parsed = Parsed(user(text))
    assert parsed.elements == (["bdi"] if clean(text) else [])
    assert "".join(parsed.isolated) == clean(text)


@given(TEXTS)
def test_text_that_was_forgotten_is_escaped_all_the_same(text: str) -> None:
    parsed = Parsed(tag("p", text, class_=text, aria_label=text))
    assert parsed.elements == ["p"]
    assert parsed.attributes == [("class", clean(text)), ("aria-label", clean(text))]
    assert "".join(parsed.texts).strip() == clean(text)


@given(TEXTS)
def test_a_title_stays_a_title(text: str) -> None:
    parsed = Parsed(page(text, Html(), Html(), Html()))
    assert parsed.elements.count("title") == 1
    assert parsed.elements.count("style") == 1
    assert "script" not in parsed.elements
    assert clean(text) in "".join(parsed.texts)


@pytest.mark.parametrize("name", ["script", "a", "img", "iframe", "form", "style", "link", "meta", "use", "P", "p x"])
def test_harmful_elements_have_no_way_to_be_made(name: str) -> None:
    with pytest.raises(ValueError, match="no page has"):
        tag(name)


@pytest.mark.parametrize("name", ["onclick", "href", "src", "style", "xlink:href", "action", "srcdoc", "class onload"])
def test_harmful_attributes_have_no_way_to_be_set(name: str) -> None:
    with pytest.raises(ValueError, match="no element has"):
        tag("p", **{name: "x"})


@pytest.mark.parametrize(
    "anchor", ["", "javascript:alert(1)", "//example.invalid", "a b", "A", "1a", 'a"b', "a#b", "a\n", "ä"]
)
def test_a_link_goes_nowhere_but_to_an_id_of_the_page(anchor: str) -> None:
    with pytest.raises(ValueError, match="no element has the id"):
        link(anchor, "x")


def test_a_link_has_its_words_escaped() -> None:
    assert link("person-3", user("<b>"), " & ") == '<a href="#person-3"><bdi>&lt;b&gt;</bdi> &amp; </a>'


def test_markup_is_unchanged_and_spaces_separate_neighbours() -> None:
    assert tag("p", "from ", user("a & b"), ", ", tag("strong", "now")) == (
        "<p>from <bdi>a &amp; b</bdi>, <strong>now</strong></p>"
    )
    assert tag("p", None, "", class_=None) == "<p></p>"
    assert joined("a", None, "", "b", between=" < ") == "a &lt; b"
    assert escaped(escaped("<")) == "&lt;"
