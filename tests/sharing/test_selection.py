"""The selection for a share: each change returns a new one, and it is read back from JSON unchanged."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.domain.text import LINE, clean
from cmcheckin.sharing.choices import entry_key
from cmcheckin.sharing.codec import NAME_LENGTH
from cmcheckin.sharing.rendering import FORMATS
from cmcheckin.sharing.selection import HELP_KEY, LINE_KEYS, NAME_KEY, STEPS, ShareSelection
from cmcheckin.sharing.share_file import FIELDS

DAY = date(2026, 11, 16)
IDS = st.sampled_from(["w-1", "e-1", "help", "name", "line:help", "a b"])
KINDS = st.sampled_from(["win", "escalation", "ask", "number", "response"])
KEYS = st.sampled_from(LINE_KEYS) | st.builds(entry_key, KINDS, IDS)
CHANGES = st.lists(
    st.tuples(st.just("toggle_field"), st.sampled_from(FIELDS))
    | st.tuples(st.just("toggle_entry"), KEYS)
    | st.tuples(st.just("with_text"), KEYS, st.text(max_size=30))
    | st.tuples(st.just("toggle_format"), st.sampled_from(FORMATS)),
    max_size=12,
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


def chosen(changes: list[tuple[Any, ...]]) -> ShareSelection:
    """Return the selection after these changes."""
    one = ShareSelection(("hours",))
    for name, *with_ in changes:
        one = getattr(one, name)(*with_)
    return one


@given(CHANGES, st.sampled_from(STEPS))
def test_a_selection_is_read_back_unchanged(changes: list[tuple[Any, ...]], step: str) -> None:
    one = chosen(changes)
    assert ShareSelection.read(json.loads(json.dumps({**one.raw(), "step": step}))) == ShareSelection(
        **{**vars(one), "step": step}
    )


@given(JSON | st.fixed_dictionaries({}, optional=dict.fromkeys(ShareSelection().raw(), JSON)))
def test_an_invalid_selection_is_none_and_never_an_error(raw: object) -> None:
    read = ShareSelection.read(raw)
    assert read is None or (set(read.fields) <= set(FIELDS) and read.formats and read.step in STEPS)


@given(CHANGES, KEYS)
def test_toggling_an_entry_twice_restores_it_with_its_text(changes: list[tuple[Any, ...]], key: str) -> None:
    one = chosen(changes)
    assert one.toggle_entry(key).toggle_entry(key) == one
    assert one.toggle_entry(key).is_included(key) != one.is_included(key) or not one.line(key)
    assert (one.toggle_entry(key).texts, one.toggle_entry(key).help, one.toggle_entry(key).name) == (
        one.texts,
        one.help,
        one.name,
    )


@given(st.text(max_size=40))
def test_a_line_is_in_the_file_once_it_is_written_and_not_left_out(text: str) -> None:
    said = ShareSelection(("help",)).with_text(HELP_KEY, text).with_text(NAME_KEY, text)
    consent = said.consent(DAY, DAY)
    assert (consent.help, consent.name) == (clean(text), clean(text))
    left = said.toggle_entry(HELP_KEY).toggle_entry(NAME_KEY).consent(DAY, DAY)
    assert (left.help, left.name) == ("", "")


def test_a_line_that_is_not_ticked_is_not_in_the_file() -> None:
    assert ShareSelection(("hours",)).with_text(HELP_KEY, "a rota").consent(DAY, DAY).help == ""


def test_one_file_is_always_written() -> None:
    assert ShareSelection(formats=("md",)).toggle_format("md").formats == ("md",)


@pytest.mark.parametrize(("key", "most"), [(NAME_KEY, NAME_LENGTH), (HELP_KEY, LINE), ("win:w-1", LINE)])
def test_a_text_has_its_greatest_length(key: str, most: int) -> None:
    one = ShareSelection(("help",), unsaved_text=(key, "x")).with_text(key, "x" * (most + 1))
    assert len({**one.texts, NAME_KEY: one.name, HELP_KEY: one.help}[key.removeprefix("win:")]) == most
    assert one.unsaved_text is None


def test_an_entry_without_text_has_its_original_words() -> None:
    one = ShareSelection().with_text("win:w-1", "a").with_text("ask:a-1", "b")
    assert one.with_text("win:w-1", " ").texts == {"a-1": "b"}
    assert one.toggle_entry("win:w-1").consent(DAY, DAY).excluded == {"w-1"}
    assert one.toggle_entry("win:w-1").is_included("ask:a-1")
    assert not one.toggle_entry("win:w-1").is_included("win:w-1")


def test_a_line_that_is_written_again_is_included_again() -> None:
    hidden = ShareSelection(("help",)).with_text(HELP_KEY, "a").with_text(NAME_KEY, "b").toggle_entry(HELP_KEY)
    assert hidden.hidden_lines == {HELP_KEY}
    assert hidden.with_text(NAME_KEY, "c").hidden_lines == {HELP_KEY}
    assert hidden.with_text(HELP_KEY, "c").hidden_lines == frozenset()


@pytest.mark.parametrize("key", LINE_KEYS)
def test_an_empty_line_is_not_included(key: str) -> None:
    assert not ShareSelection().is_included(key)
    assert ShareSelection().with_text(key, "a").is_included(key)


def test_what_is_being_typed_is_saved() -> None:
    one = ShareSelection(unsaved_text=("win:w-1", "a"))
    assert ShareSelection.read(json.loads(json.dumps(one.raw()))) == one


def test_fields_and_formats_keep_their_order_and_say_when_they_were_changed() -> None:
    one = ShareSelection(FIELDS[1:2])
    assert not one.is_changed
    assert one.toggle_field(FIELDS[0]).fields == FIELDS[:2]
    assert one.toggle_field(FIELDS[0]).is_changed
    assert one.toggle_field(FIELDS[1]).fields == ()
    last = ShareSelection(formats=FORMATS[-1:])
    assert last.toggle_format(FORMATS[0]).formats == (FORMATS[0], FORMATS[-1])


def test_a_saved_selection_is_read_field_by_field() -> None:
    raw = {
        "fields": ["wins", "x", "hours"], "touched": 1, "dropped": ["w-1"], "texts": {"w-2": "a", "w-3": " "},
        "name": "n" * (NAME_LENGTH + 1), "silent": ["line:help", "x"], "formats": ["x"],
        "typing": ["win:w-1", "x" * (LINE + 1)],
    }  # fmt: skip
    one = ShareSelection.read(raw)
    assert one is not None
    assert (one.fields, one.is_changed, one.excluded, one.texts) == (("hours", "wins"), False, {"w-1"}, {"w-2": "a"})
    assert (one.name, one.help, one.hidden_lines) == ("n" * NAME_LENGTH, "", {HELP_KEY})
    assert (one.formats, one.step, one.unsaved_text) == (FORMATS, STEPS[0], ("win:w-1", "x" * LINE))
    assert ShareSelection.read({}) is None
    assert ShareSelection.read({"typing": ["a", 1]}) == ShareSelection()
    assert ShareSelection.read({"step": "x"}) is None
