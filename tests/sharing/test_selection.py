"""The selection for a share: each change returns a new one, and it is read back from JSON unchanged."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.domain.text import clean
from cmcheckin.sharing.rendering import FORMATS
from cmcheckin.sharing.selection import HELP_KEY, LINE_KEYS, NAME_KEY, STEPS, ShareSelection, entry_key
from cmcheckin.sharing.share_file import FIELDS

DAY = date(2026, 11, 16)
IDS = st.sampled_from(["w-1", "e-1", "help", "name", "line:help", "a b"])
KEYS = st.sampled_from(LINE_KEYS) | st.builds(entry_key, st.sampled_from(["win", "escalation", "ask"]), IDS)
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
