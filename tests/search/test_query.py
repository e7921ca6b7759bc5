"""The grammar: any text can be read, and what is half typed is left out with a note."""

from __future__ import annotations

from datetime import date
from operator import attrgetter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.search.query import (
    AMOUNTS,
    CHOICES,
    DATES,
    OPERATORS,
    TEXTS,
    Amount,
    Choice,
    Days,
    Query,
    Vocabulary,
    Words,
    from_arguments,
    parse,
)  # fmt: skip

TODAY = date(2026, 11, 20)
OWN = Vocabulary(["first response", "signups"], ["walked"], ["gardening", "Office hours"])
NAMES = st.sampled_from([*DATES, *CHOICES, *AMOUNTS, *TEXTS, "signups", "walked", "http", "x"])
VALUES = st.sampled_from(["", "2", "2026-1", "last week", "tha", "thanks", "open", "zz", "good", '"price ch', "-1"])
TERMS = st.builds("{}{}{}{}".format, st.sampled_from(["", "-", '"']), NAMES, st.sampled_from(OPERATORS), VALUES)
TYPED = st.lists(st.text(max_size=12) | TERMS, max_size=6).map(" ".join)
"""What somebody may type: words, filters, and parts of both."""


def read(text: str) -> Query:
    return parse(text, TODAY, OWN)


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("Café", Words("Café", False, " cafe")),
        ('"price change"', Words('"price change"', False, " price change")),
        ("“price change”", Words('"price change"', False, " price change")),
        ('"price ch', Words('"price ch', False, " price ch")),
        ("-meetup", Words("-meetup", True, " meetup")),
        ('-"a b"', Words('-"a b"', True, " a b")),
        ("first-time", Words("first-time", False, " first time")),
        ("10:30", Words("10:30", False, " 10 30")),
        ("https://x.org/y", Words("https://x.org/y", False, " https x org y")),
        ('cause:"price change"', Words('cause:"price change"', False, " price change", "cause")),
        ("-feeling:tired", Words("-feeling:tired", True, " tired", "feeling")),
        ("community:excited", Words("community:excited", False, " excited", "community")),
        ("walked:yes", Words("walked:yes", False, " yes", "walked")),
        ("kind:thanks", Choice("kind:thanks", False, "kind", frozenset({"thanks"}))),
        ("KIND:Thanks,ask", Choice("KIND:Thanks,ask", False, "kind", frozenset({"thanks", "ask"}))),
        ("kind:gardening", Choice("kind:gardening", False, "kind", frozenset({"gardening"}))),
        ('kind:"office hours"', Choice('kind:"office hours"', False, "kind", frozenset({"Office hours"}))),
        ("-status:handed-off", Choice("-status:handed-off", True, "status", frozenset({"handed-off"}))),
        ("mood<=2", Amount("mood<=2", False, "mood", "<=", 2)),
        ("community:4", Amount("community:4", False, "community", ":", 4)),
        ("hours>9,5", Amount("hours>9,5", False, "hours", ">", 9.5)),
        ("severity>=high", Amount("severity>=high", False, "severity", ">=", 4)),
        ("after_hours>0", Amount("after_hours>0", False, "after-hours", ">", 0)),
        ("first_response<30", Amount("first_response<30", False, "first response", "<", 30)),
        ("on:2026-10", Days("on:2026-10", False, date(2026, 10, 1), date(2026, 10, 31))),
        ("from:2026", Days("from:2026", False, date(2026, 1, 1), date.max)),
        ("to:october", Days("to:october", False, date.min, date(2026, 10, 31))),
        ('from:"last week"', Days('from:"last week"', False, date(2026, 11, 9), date.max)),
        ("-on:-1", Days("-on:-1", True, date(2026, 11, 19), date(2026, 11, 19))),
    ],
)
def test_a_term(text: str, term: object) -> None:
    assert read(text) == Query((term,))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("mood<", "needs a number, such as mood<=2"),
        ("mood<x", "needs a number"),
        ("-energy=", "needs a number"),
        ("from:", "from:2026-10"),
        ("from:20", "from:2026-10"),
        ("from:anna", "type by:anna."),
        ("kind:", "needs a value. Use one of these: community, member"),
        ("kind:xyz", "kind: can't be “xyz”. Use one of these"),
        ("cause:", "needs a word after the colon"),
        ("cause<x", "can't be compared, because cause is text"),
        ("signups>", "needs a number"),
        ("-", "no letters or digits"),
        (":-)", "no letters or digits"),
    ],
)
def test_what_is_half_typed_is_left_out_with_a_note(text: str, instead: str) -> None:
    found = read(f"meetup {text}")
    assert [term.typed for term in found.terms] == ["meetup"]
    [note] = found.notes
    assert instead in note.text
    assert note.is_mistake
    assert note.is_last
    assert not read(f"{text} meetup").notes[0].is_last


def test_the_start_of_a_value_narrows_already_and_half_a_date_means_its_complete_part() -> None:
    [term] = read("kind:tha").terms
    assert term == Choice("kind:tha", False, "kind", frozenset({"thanks"}))
    for text, typed in (("from:2026-1", "from:2026"), ("from:2026-", "from:2026"), ("from:2026-10-3", "from:2026-10")):
        assert read(text).terms[0][1:] == read(typed).terms[0][1:]
        assert read(text).notes[0].is_mistake, "a command asks for the whole date"


def test_an_unknown_filter_is_text_and_a_note_says_so() -> None:
    found = read("kin:thanks")
    assert found.terms == (Words("kin:thanks", False, " kin thanks"),)
    assert [(note.text, note.is_mistake) for note in found.notes] == [
        ("“kin” isn't a filter, so this is searched as text.", False)
    ]


@given(TYPED)
def test_any_text_can_be_read(text: str) -> None:
    found = read(text)
    assert len(found.terms) + len(found.notes) >= bool(text.split())
    assert all(term.needle.startswith(" ") for term in found.terms if isinstance(term, Words))
    assert sum(note.is_last for note in found.notes) <= 1
    assert all(note.text.endswith((".", "?")) for note in found.notes)


@given(TYPED)
def test_reading_what_was_read_gives_the_same_terms(text: str) -> None:
    terms = read(text).terms
    assert read(" ".join(map(attrgetter("typed"), terms))).terms == terms


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["price", "change"], "price change"),
        (["price change"], '"price change"'),
        (["-price change"], '-"price change"'),
        (["cause:price change", "-meetup"], 'cause:"price change" -meetup'),
        (["-cause:price change"], '-cause:"price change"'),
        (["from:last week"], 'from:"last week"'),
        (["kind:thanks mood<=2"], "kind:thanks mood<=2"),
        (["meetup -film"], "meetup -film"),
        (['"price change" film'], '"price change" film'),
        (["kind:thanks film"], "kind:thanks film"),
    ],
)
def test_arguments_of_several_words_are_phrases(arguments: list[str], text: str) -> None:
    assert from_arguments(arguments) == text
