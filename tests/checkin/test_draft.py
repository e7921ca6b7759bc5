"""A check-in draft as JSON, and back."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.checkin import draft
from cmcheckin.checkin.form import CheckinForm, FormPosition
from cmcheckin.domain.errors import Refused
from tests.checkin.form_examples import escalation, forms, make_form

names = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
places = st.builds(FormPosition, names, names, st.integers(0, 999), st.dictionaries(names, names, max_size=3))


@given(forms(), places)
def test_a_draft_is_restored_unchanged(any_morning: CheckinForm, place: FormPosition) -> None:
    written = json.loads(json.dumps(draft.write(any_morning, place)))
    assert draft.read(written) == (any_morning, place)


def whole() -> dict[str, Any]:
    written: dict[str, Any] = json.loads(
        json.dumps(draft.write(make_form(escalation()), FormPosition("mood", "note", 4)))
    )
    return written


@pytest.mark.parametrize("key", list(draft.write(make_form(), FormPosition())))
@pytest.mark.parametrize(
    "value", [None, 7, -1, "x", [], [1], [[1]], {}, {"type": "workday"}, True, 1e99, [["a", "b", 3]]]
)
def test_a_damaged_draft_is_refused_or_harmless(key: str, value: object) -> None:
    spoiled = whole() | {key: value}
    try:
        found, place = draft.read(spoiled)
    except Refused:
        return
    draft.write(found, place)


def test_a_draft_with_a_part_missing_is_refused() -> None:
    for key in whole():
        with pytest.raises(Refused):
            draft.read({name: value for name, value in whole().items() if name != key})


def test_another_version_is_refused_by_name() -> None:
    with pytest.raises(Refused, match="version 2"):
        draft.read(whole() | {"version": 2})


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@st.composite
def damaged(draw: st.DrawFn) -> Any:
    """Draw a draft with one wrong value."""
    root: Any = whole()
    at: Any = root
    while True:
        keys = list(at) if isinstance(at, dict) else list(range(len(at)))
        key = draw(st.sampled_from(keys))
        if isinstance(at[key], dict | list) and at[key] and draw(st.booleans()):
            at = at[key]
        else:
            at[key] = draw(json_values)
            return root


@given(damaged())
def test_one_damaged_value_is_refused_or_harmless(spoiled: Any) -> None:
    try:
        found, place = draft.read(spoiled)
    except Refused:
        return
    assert draft.read(json.loads(json.dumps(draft.write(found, place)))) == (found, place)
