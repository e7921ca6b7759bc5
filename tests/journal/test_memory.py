"""Documents in memory, several changes as one, and a table of changes: what each has after its changes."""

from __future__ import annotations

from typing import Any

import pytest

from cmcheckin.journal.batch import Batch, same
from cmcheckin.journal.log.lines import Changes
from cmcheckin.journal.log.memory import Memory, copied
from cmcheckin.journal.log.stamps import EARLIEST, Stamp
from cmcheckin.journal.overlay import Overlay


def stamp(n: int) -> Stamp:
    return (f"2026-11-20T07:31:04.{n:06d}Z", 0, "x")


def memory(*lines: dict[str, Any]) -> Memory:
    found = Memory()
    found.apply([(stamp(n), line) for n, line in enumerate(lines, 1)])
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


def test_each_line_drops_then_deletes_then_puts() -> None:
    found = memory(
        {"put": {"t": {"1": {"a": 1}, "2": {"a": 2}}, "other": {"5": {}}}},
        {"drop": ["t"], "del": {"other": ["5", "6"]}, "put": {"t": {"3": {"a": 3}}}},
    )
    assert (found.tables, found.greatest) == ({"t": {"3": {"a": 3}}, "other": {}}, stamp(2))
    assert (found.stamp("t", "3"), found.stamp("t", "1"), found.stamp("none", "1")) == (stamp(2), None, None)
    assert (found.doc("t", "3"), found.doc("t", "1"), found.doc("none", "1"), found.docs("none")) == (
        {"a": 3},
        None,
        None,
        {},
    )
    found.apply([])
    assert (found.greatest, Memory().greatest) == (stamp(2), EARLIEST)


def test_the_highest_id_follows_every_change() -> None:
    found = memory({"put": {"t": {"3": {}, "10": {}, "9": {}}}})
    assert (found.highest("t"), found.highest("none")) == (10, 0)
    steps: list[tuple[dict[str, Any], int]] = [
        ({"put": {"t": {"7": {}}}}, 10),
        ({"put": {"t": {"12": {}, "11": {}}}}, 12),
        ({"put": {"t": {}}}, 12),
        ({"del": {"t": ["7"]}}, 12),
        ({"del": {"t": ["12"]}}, 11),
        ({"drop": ["t"]}, 0),
        ({"put": {"t": {"2": {}}}}, 2),
    ]
    for n, (line, highest) in enumerate(steps, 2):
        found.apply([(stamp(n), line)])
        assert found.highest("t") == highest


def test_a_stamp_is_settled_later_and_never_goes_back() -> None:
    found = memory({"put": {"t": {"1": {}, "2": {}}}})
    found.settle(stamp(5), {"t": {"1": {}}})
    assert (found.greatest, found.stamp("t", "1"), found.stamp("t", "2")) == (stamp(5), stamp(5), stamp(1))
    found.settle(stamp(3), {})
    assert found.greatest == stamp(5)
    found.apply([(stamp(4), {"put": {"t": {"2": {}}}})])
    assert found.greatest == stamp(5)


def test_a_copy_shares_nothing() -> None:
    value = {"a": {"b": [1, [2], {"c": 3}]}, "d": "x"}
    copy = copied(value)
    assert copy == value
    copy["a"]["b"][1].append(4)
    copy["a"]["b"][2]["c"] = 5
    assert value == {"a": {"b": [1, [2], {"c": 3}]}, "d": "x"}


def batch_of(*changes: Changes) -> Changes:
    """Return several changes of a table with two documents as one."""
    found = memory({"put": {"t": {"1": {"a": 1}, "2": {"a": 2}}}})
    batch = Batch(found)
    for change in changes:
        batch.note(change)
        parts = {"put": change.put, "del": change.delete, "drop": change.drop}
        found.apply([(found.greatest, {name: part for name, part in parts.items() if part})])
    return batch.changes()


@pytest.mark.parametrize(
    ("changes", "put", "delete"),
    [
        ([Changes({"t": {"1": {"a": 1}}})], {}, {}),
        ([Changes({"t": {"1": {"a": True}}})], {"t": {"1": {"a": True}}}, {}),
        ([Changes({"t": {"1": {"a": 5}}}), Changes({"t": {"1": {"a": 1}}})], {}, {}),
        ([Changes({"t": {"3": {}}})], {"t": {"3": {}}}, {}),
        ([Changes({}, {"t": ["1"]})], {}, {"t": ["1"]}),
        ([Changes({}, {"t": ["7"]})], {}, {}),
        ([Changes({"t": {"3": {}}}), Changes({}, {"t": ["3"]})], {}, {}),
        ([Changes({}, {"t": ["1"]}), Changes({"t": {"1": {"a": 1}}})], {"t": {"1": {"a": 1}}}, {"t": ["1"]}),
        ([Changes({"new": {}})], {"new": {}}, {}),
        ([Changes({"t": {}})], {}, {}),
        ([Changes({"t": {"4": {}}}), Changes({"t": {"3": {}}})], {"t": {"4": {}, "3": {}}}, {}),
    ],
)
def test_changes_of_a_batch_are_one_change_without_what_is_as_before(
    changes: list[Changes], put: dict[str, Any], delete: dict[str, Any]
) -> None:
    assert batch_of(*changes) == Changes(put, delete, ())


def test_a_dropped_table_is_dropped_once() -> None:
    found = batch_of(Changes({"new": {}}), Changes({}, {}, ["new"]), Changes({}, {}, ["new"]))
    assert (found.put, list(found.drop)) == ({}, ["new"])


def overlay() -> Overlay:
    return Overlay({"1": {"a": [1]}, "2": {"a": 2}})


def test_a_table_of_changes_is_as_the_documents_with_the_changes() -> None:
    found = overlay()
    assert (list(found), len(found), 1 in found, 3 in found, "1" in found) == ([1, 2], 2, True, False, True)
    found[3] = {"a": 3}
    found[1]["a"].append(9)
    found[2] = {"a": 2}
    assert (list(found), len(found), found[3]) == ([1, 2, 3], 3, {"a": 3})
    assert found.changes("t") == Changes({"t": {"3": {"a": 3}, "1": {"a": [1, 9]}}}, {})
    del found[1], found[3]
    assert (list(found), len(found), 1 in found, 3 in found) == ([2], 1, False, False)
    assert found.changes("t") == Changes({}, {"t": ["1"]})
    for missing in (1, 3, 7):
        with pytest.raises(KeyError):
            del found[missing]
        with pytest.raises(KeyError):
            found[missing]
    found[1] = {"a": [1]}
    assert (list(found), len(found)) == ([2, 1], 2)
    assert found.changes("t") == Changes({"t": {"1": {"a": [1]}}}, {"t": ["1"]})


def test_reading_and_clearing_a_table_of_changes() -> None:
    found = overlay()
    assert found[1] == {"a": [1]}
    assert found.changes("t") == Changes({}, {})
    found[3] = {}
    found.clear()
    assert (list(found), len(found)) == ([], 0)
    assert found.changes("t") == Changes({}, {"t": ["1", "2"]})
