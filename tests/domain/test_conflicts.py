"""Fields with several values: how they are set, joined, and written into and read from an export."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.domain.checkin import CheckIn, Win
from cmcheckin.domain.conflicts import (
    FieldConflict,
    FieldValue,
    OpenConflict,
    decode_with_conflicts,
    encode_with_conflicts,
    value_at,
    with_value,
)
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.fields import Key
from cmcheckin.domain.records import encode

DAY = date(2026, 3, 11)
AT = datetime(2026, 3, 11, 8, 31, 4, 123456, tzinfo=UTC)
CHECKIN = CheckIn(DAY, mood=4, wins=(Win("Meetup filled", "w-1"), Win("Fan mail", "w-2")), note="from the phone")
WIN: dict[str, Any] = {"id": "w-1", "text": "Meetup sold out"}


def conflict(*field: str, values: tuple[Any, ...], key: Key = CHECKIN.key) -> FieldConflict:
    """Return a conflict with `values`, each from a device of its own and a minute earlier than the one before."""
    return FieldConflict(
        key, field, tuple(FieldValue(AT - timedelta(minutes=n), f"device-{n}", value) for n, value in enumerate(values))
    )


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (("mood",), 2),
        (("mood",), None),
        (("wins", "w-1"), WIN),
        (("wins", "w-1"), None),
        (("wins", "w-3"), {"id": "w-3", "text": "New"}),
        (("community", "feels"), "calm"),
        (("metrics", "posts"), 3.0),
        (("metrics", "posts"), None),
        (("answers", "lunch"), False),
        (("answers", "lunch"), None),
        (("x_map", "a"), "b"),
    ],
)
def test_a_value_that_is_set_is_read_again_and_nothing_else_changes(field: tuple[str, ...], value: Any) -> None:
    before = encode(CHECKIN)
    after = with_value(before, field, value)
    assert value_at(after, field) == value
    assert {name: item for name, item in after.items() if name != field[0]} == {
        name: item for name, item in before.items() if name != field[0]
    }
    assert before == encode(CHECKIN)


def test_the_order_of_wins_stays() -> None:
    after = with_value(encode(CHECKIN), ("wins", "w-1"), WIN)
    assert [win["id"] for win in after["wins"]] == ["w-1", "w-2"]


def test_texts_are_joined_in_the_order_of_their_times() -> None:
    assert conflict("note", values=("later", "earlier")).joined == "earlier\nlater"
    assert conflict("note", values=("same", "same")).joined == "same"
    assert conflict("community", "feels", values=("busy", "calm")).joined == "calm; busy"
    assert conflict("answers", "one word", values=("busy", "calm")).joined == "calm; busy"


@pytest.mark.parametrize(
    "one",
    [
        conflict("mood", values=(4, 2)),
        conflict("note", values=("left", None)),
        conflict("title", values=("a", "b")),
        conflict("answers", "lunch", values=(True, False)),
        conflict(values=(True, None)),
        conflict("wins", "w-1", values=(WIN, None)),
    ],
)
def test_other_values_are_not_joined(one: FieldConflict) -> None:
    assert one.joined is None


def test_a_field_has_a_name_for_the_command_line() -> None:
    escalation = Escalation("e-1", "Spam", AT)
    assert OpenConflict(conflict("mood", values=(4, 2)), CHECKIN).name == "mood"
    assert OpenConflict(conflict("wins", "w-1", values=(WIN, None)), CHECKIN).name == "wins.w-1"
    assert OpenConflict(conflict(values=(True, None)), CHECKIN).name == "checkin"
    assert OpenConflict(conflict("status", values=("open", None), key=escalation.key), escalation).name == "e-1.status"
    assert OpenConflict(conflict(values=(True, None), key=escalation.key), escalation).name == "e-1"


texts = st.text("abc", min_size=1, max_size=9)
devices = st.sampled_from(["laptop-3f9a", "phone-77aa", "desk 2"])
moments = st.integers(0, 10**12).map(lambda n: AT - timedelta(microseconds=n)) | st.just(
    AT.astimezone(timezone(timedelta(hours=5)))
)


def values(kind: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[FieldValue, ...]]:
    """Return two or three values of a field, all different, of `kind` or removed."""
    several = st.lists(st.none() | kind, min_size=2, max_size=3, unique_by=str)
    return several.flatmap(
        lambda found: st.tuples(*(st.builds(FieldValue, moments, devices, st.just(one)) for one in found))
    )


wins = st.builds(lambda text, kind: {"id": "w-1", "text": text, "kind": kind}, texts,
                 st.sampled_from(["team", "event"]))  # fmt: skip
fields_in_conflict = st.fixed_dictionaries(
    {},
    optional={
        ("mood",): values(st.integers(1, 5)), ("note",): values(texts), ("wins", "w-1"): values(wins),
        ("metrics", "posts"): values(st.integers(0, 9)), ("answers", "lunch"): values(st.booleans() | texts),
        ("x_new",): values(texts), ("x_map", "a"): values(texts),
        (): values(st.just(value=True)),
    },
)  # fmt: skip


@given(fields_in_conflict)
def test_conflicts_are_read_as_they_were_written(fields: dict[tuple[str, ...], tuple[FieldValue, ...]]) -> None:
    conflicts = tuple(FieldConflict(CHECKIN.key, field, fields[field]) for field in sorted(fields))
    raw = encode_with_conflicts(CHECKIN, reversed(conflicts))
    assert list(raw)[: len(encode(CHECKIN))] == list(encode(CHECKIN))
    record, again = decode_with_conflicts(raw)
    assert (record, again) == (CHECKIN, conflicts)
    assert encode_with_conflicts(record, again) == raw


def test_they_are_a_list_of_field_value_device_and_time() -> None:
    raw = encode_with_conflicts(CHECKIN, [conflict("wins", "w-1", values=(WIN, None))])
    assert raw["conflicts"] == [
        {"field": "wins", "element": "w-1", "value": WIN, "device": "device-0",
         "time": "2026-03-11T08:31:04.123456+00:00"},
        {"field": "wins", "element": "w-1", "device": "device-1", "time": "2026-03-11T08:30:04.123456+00:00"},
    ]  # fmt: skip


ROW = {"field": "mood", "value": 4, "device": "a", "time": "2026-03-11T08:31:04+00:00"}


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        ([ROW], "two different values of mood"),
        ([ROW, ROW], "two different values of mood"),
        ([ROW, {**ROW, "value": 9}], "mood"),
        ([ROW, {**ROW, "device": None}], "device"),
        ([ROW, {**ROW, "time": "yesterday"}], "time"),
        ([ROW, {**ROW, "field": ["mood"]}], "field"),
        ([ROW, {**ROW, "element": "x"}], "mood"),
        ([{**ROW, "field": "wins", "element": "w-1", "value": {"id": "w-9", "text": "x"}}] * 2, "fit the field"),
        ([{**ROW, "field": "date", "value": f"2026-03-{day}"} for day in (11, 12)], "can't be date"),
        ("mood", "conflicts"),
        ([1, 2], "conflicts[1]"),
    ],
)
def test_what_could_not_be_chosen_is_refused(rows: Any, names: str) -> None:
    with pytest.raises(Refused) as refused:
        decode_with_conflicts({**encode(CHECKIN), "conflicts": rows})
    assert names in str(refused.value)
