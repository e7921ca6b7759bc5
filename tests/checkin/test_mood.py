"""Feelings: reading, writing and completing them."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.checkin import mood
from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.records import Collection


def test_feelings_are_set_apart_by_commas_or_spaces() -> None:
    assert mood.read_feelings("Tired, proud of us , tired") == ("tired", "proud of us")
    assert mood.read_feelings("tired proud") == ("tired", "proud")
    assert mood.read_feelings(" ,; ") == ()
    assert mood.read_feelings("[red]x[/red] \x1b[31mworn\x00") == ("[red]x[/red]", "worn")


def test_feelings_have_a_letter_unless_they_are_known() -> None:
    assert not mood.has_only_feelings("tired 3")
    assert not mood.has_only_feelings("tired, 3")
    assert mood.has_only_feelings("week 3, tired"), "one feeling of two words"
    assert mood.read_feelings("week 3, tired, 4") == ("week 3", "tired")
    assert mood.has_only_feelings("3, tired", known=("3",))
    assert mood.read_feelings("3, tired, 4", known=("3",)) == ("3", "tired")


@given(st.text(max_size=120))
def test_feelings_written_are_read_back(text: str) -> None:
    once = mood.read_feelings(text)
    assert all(word and len(word) <= 40 for word in once)
    assert mood.read_feelings(mood.feelings_text(once)) == once


def test_ones_own_words_come_first() -> None:
    recent = Collection(
        CheckIn(date(2026, 11, day), feelings=words)
        for day, words in ((1, ("stoked",)), (2, ("stoked", "spent")), (3, ("stoked", "spent", "tired")))
    )
    known = mood.known_feelings(recent)
    assert known[:3] == ("stoked", "spent", "tired")
    assert len(known) == len(set(known)) == len({*mood.STARTER_FEELINGS, "stoked", "spent"})


def test_the_last_word_is_completed() -> None:
    known = ("stoked", "spent", "so so", *mood.STARTER_FEELINGS)
    assert mood.complete_feeling("s", known) == "stoked"
    assert mood.complete_feeling("tired, sp", known) == "tired, spent"
    assert mood.complete_feeling("stoked, s", known) == "stoked, spent"  # not twice
    assert mood.complete_feeling("S", known) == "stoked"
    assert mood.complete_feeling("", known) is None
    assert mood.complete_feeling("tired, ", known) is None
    assert mood.complete_feeling("tired", known) is None
    assert mood.complete_feeling("xyz", known) is None


@given(st.text(max_size=60), st.lists(st.text(min_size=1, max_size=8), max_size=5).map(tuple))
def test_a_completion_only_adds(text: str, known: tuple[str, ...]) -> None:
    found = mood.complete_feeling(text, known)
    assert found is None or found.lower().startswith(text.lower()) or len(found) > len(text)
