"""Folding ignores case, accents and punctuation, and its spans lie in the text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.search.folding import folded, merged, spans

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60) | st.text("aé ß-İ漢字🎉'ﬁ́", max_size=30)


@pytest.mark.parametrize(("text", "words"), [
    ("First-time poster!", " first time poster"),
    ("Café ÉTÉ", " cafe ete"),
    ("straße", " strasse"),
    ("手紙を", " 手 紙 を"),
    ("🎉 done", " 🎉 done"),
    ("it's #help", " it s help"),
    ("!?", ""),
])  # fmt: skip
def test_folded(text: str, words: str) -> None:
    assert folded(text) == words


def test_spans_are_those_of_the_original_text() -> None:
    assert spans("Café, cafés", folded("cafe")) == [(0, 4), (6, 10)]
    assert spans("Cafe\u0301 noir", folded("café")) == [(0, 5)]
    assert spans("a price change", folded("price ch")) == [(2, 10)]
    assert spans("restart the art", folded("art")) == [(12, 15)]
    assert spans("大きな手紙", folded("手紙")) == [(3, 5)]
    assert merged([(4, 6), (0, 2), (1, 3), (3, 4)]) == ((0, 6),)


@given(TEXTS, TEXTS)
def test_a_text_has_spans_exactly_if_its_folded_form_contains_the_needle(text: str, other: str) -> None:
    for needle in (folded(text[2:9]), folded(other)):
        found = spans(text, needle)
        assert bool(found) == bool(needle and needle in folded(text))
        assert all(0 <= start < end <= len(text) for start, end in found)
        assert all(one[1] <= two[0] for one, two in pairwise(found))


@given(TEXTS)
def test_folding_again_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)
