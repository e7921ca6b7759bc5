"""Documents in memory: what each has after the lines that changed it."""

from __future__ import annotations

from typing import Any

import pytest

from cmcheckin.journal.log.lines import EARLIEST, LineKey
from cmcheckin.journal.log.memory import Memory, changed, copied, places_of
from cmcheckin.journal.log.merge import same

PHONE = "2026.phone-77aa"


def key(n: int, source: str = "2026.laptop-3f9a") -> LineKey:
    return (n, f"2026-11-20T07:31:04.{n:06d}Z", source, n)


def memory(*lines: dict[str, Any]) -> Memory:
    found = Memory()
    assert found.apply([(key(n), line) for n, line in enumerate(lines, 1)]) == set()
    return found


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        (1, 1, True), (1, 1.0, False), (1, True, False), (None, None, True), ("a", "a", True), ("a", "b", False),
        ({"a": 1}, {"a": 1}, True), ({"a": 1}, {"a": True}, False), ({"a": 1}, {"b": 1}, False),
        ({"a": 1}, {"a": 1, "b": 2}, False), ({"a": 1, "b": 2}, {"a": 1}, False), ({}, [], False), ([], [], True),
        ([1], [1], True), ([1], [1, 2], False), ([1, 2], [1], False), ([1], [1.0], False), ([[1]], [[2]], False),
    ],
)  # fmt: skip
def test_json_is_the_same_only_with_the_same_types(one: object, other: object, is_same: bool) -> None:
    assert same(one, other) is is_same


def test_a_line_deletes_puts_and_edits() -> None:
    found = memory(
        {"put": {"t": {"1": {"a": 1}, "2": {"a": 2}}, "other": {"5": {}}}},
        {
            "del": {"other": ["5", "6"], "t": ["1"]},
            "put": {"t": {"3": {"a": 3}}},
            "edit": {"t": {"2": {"set": {"b": 1}}}},
        },
    )
    assert (found.tables, found.greatest) == ({"t": {"2": {"a": 2, "b": 1}, "3": {"a": 3}}, "other": {}}, key(2))
    assert found.heads == {"t": {"1": key(2), "2": key(2), "3": key(2)}, "other": {"5": key(2), "6": key(2)}}
    assert (found.doc("t", "3"), found.doc("t", "1"), found.doc("none", "1")) == ({"a": 3}, None, None)
    assert (found.docs("t"), found.docs("none")) == (found.tables["t"], {})


def test_the_greatest_key_never_goes_back() -> None:
    found = memory({"put": {"t": {"1": {}}}}, {"put": {"t": {"1": {}}}})
    found.apply([])
    assert (found.greatest, Memory().greatest) == (key(2), EARLIEST)
    found.apply([(key(1), {"put": {"t": {"2": {}}}})])
    assert found.greatest == key(2)


def test_an_edit_changes_a_copy() -> None:
    found = memory({"put": {"t": {"1": {"a": 1, "l": [1]}}}})
    before = found.doc("t", "1")
    found.apply([(key(2), {"edit": {"t": {"1": {"set": {"a": 2}, "add": {"l": [2]}}}}})])
    assert (before, found.doc("t", "1")) == ({"a": 1, "l": [1]}, {"a": 2, "l": [1, 2]})


def test_lines_that_had_not_seen_each_other_are_joined_from_all_lines() -> None:
    lines: list[tuple[LineKey, dict[str, Any]]] = [
        (key(1), {"put": {"t": {"1": {"a": 1}, "2": {"a": 1}}}}),
        (key(2), {"edit": {"t": {"1": {"set": {"b": 1}}}}}),
        (key(3, PHONE), {"edit": {"t": {"1": {"set": {"a": 2}}}}, "read": {key(1)[2]: 1}}),
        (key(4), {"edit": {"t": {"2": {"set": {"c": 1}}}}}),
    ]
    found = Memory()
    assert found.apply(lines) == {("t", "1")}
    found.join({("t", "1")}, lines)
    assert found.docs("t") == {"1": {"a": 2, "b": 1}, "2": {"a": 1, "c": 1}}
    assert list(found.joined) == [("t", "1")]
    assert not found.is_disputed(("t", "1"))
    later: tuple[LineKey, dict[str, Any]] = (key(5), {"edit": {"t": {"1": {"set": {"a": 3}}}}, "read": {PHONE: 3}})
    assert found.apply([later], several=False) == set()
    assert found.doc("t", "1") == {"a": 3, "b": 1}


def test_a_document_that_was_deleted_and_changed_is_disputed() -> None:
    lines: list[tuple[LineKey, dict[str, Any]]] = [
        (key(1), {"put": {"t": {"1": {"a": 1}}}}),
        (key(2), {"del": {"t": ["1"]}}),
        (key(3, PHONE), {"edit": {"t": {"1": {"set": {"a": 2}}}}, "read": {key(1)[2]: 1}}),
    ]
    found = Memory()
    found.join(found.apply(lines), lines)
    assert found.doc("t", "1") == {"a": 2}
    assert found.is_disputed(("t", "1"))
    assert not found.is_disputed(("t", "2"))
    found.apply([(key(4), {"del": {"t": ["1"]}, "read": {PHONE: 3}})])
    assert found.doc("t", "1") is None
    assert not found.is_disputed(("t", "1"))


def test_a_line_names_its_places() -> None:
    line = {"put": {"t": {"1": {}}}, "edit": {"t": {"2": {}}}, "del": {"u": ["3"]}, "also": {"u": {"4": []}}}
    assert list(places_of(line)) == [("t", "1"), ("t", "2"), ("u", "4"), ("u", "3")]
    assert changed({"a": 1}, {"del": {"t": ["1"]}}, ("t", "1")) is None
    assert changed(None, {"edit": {"t": {"1": {"set": {"a": 1}}}}}, ("t", "1")) == {"a": 1}
    assert changed({"a": 1}, {"put": {"t": {"2": {}}}}, ("t", "1")) == {"a": 1}


def test_a_copy_shares_nothing() -> None:
    value = {"a": {"b": [1, [2], {"c": 3}]}, "d": "x"}
    copy = copied(value)
    assert copy == value
    copy["a"]["b"][1].append(4)
    copy["a"]["b"][2]["c"] = 5
    assert value == {"a": {"b": [1, [2], {"c": 3}]}, "d": "x"}
