"""Headers and changes are read only whole; anything else has its reason."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.journal.log.lines import (
    START,
    VERSION,
    Changes,
    Header,
    LineKey,
    Newer,
    change_line,
    checked,
    dumps,
    header_line,
    read_change,
    read_header,
    verified,
)

SOURCE = "2026.laptop-3f9a"
KEY: LineKey = (97, "2026-11-20T07:31:04.123456Z", SOURCE, 41)
HEADER: dict[str, Any] = {"cmcheckin": "journal", "version": VERSION, "year": 2026, "device": "x"}
FIRST = HEADER | {"version": 1}


def test_a_header_is_read_back() -> None:
    assert read_header(header_line(2026, "x")[:-1]) == Header(VERSION, 2026, "x")
    assert read_header(dumps(FIRST) + b" \t\r") == Header(1, 2026, "x")
    assert read_header(b"\xef\xbb\xbf" + header_line(2026, "x")[:-1] + b"\r") == Header(VERSION, 2026, "x")


@pytest.mark.parametrize(
    "changes",
    [
        {"cmcheckin": "share"}, {"version": 0}, {"version": True}, {"version": "1"}, {"version": None},
        {"year": "2026"}, {"year": None}, {"device": ""}, {"device": 7}, {"device": None},
    ],
)  # fmt: skip
def test_a_header_has_a_version_a_year_and_a_device(changes: dict[str, Any]) -> None:
    for header in (dumps(FIRST | changes), checked(dumps(HEADER | changes))):
        with pytest.raises(ValueError, match="header"):
            read_header(header)


def test_only_the_header_of_version_1_has_no_checksum() -> None:
    with pytest.raises(ValueError, match="checksum is missing"):
        read_header(dumps(HEADER))
    with pytest.raises(ValueError, match="checksum is wrong"):
        read_header(header_line(2026, "x")[:-1].replace(b"2026", b"2025"))


@pytest.mark.parametrize("raw", [b"", b"[]", b"7", b'{"a":1} x', b"{}{}", b'{"a":NaN}', b"\xff", b"[" * 100_000])
def test_what_is_no_json_object_is_neither_header_nor_change(raw: bytes) -> None:
    for content in (raw, checked(raw)):
        for read in (read_header, read_change):
            with pytest.raises(ValueError, match=r"."):
                read(content)


def test_a_newer_header_has_an_error_of_its_own() -> None:
    for header in (dumps(HEADER | {"version": VERSION + 1}), checked(dumps(HEADER | {"version": VERSION + 1}))):
        with pytest.raises(Newer, match="newer version"):
            read_header(header)


@given(st.dictionaries(st.text(), st.text() | st.integers(), min_size=1, max_size=3), st.data())
def test_any_flipped_bit_of_a_checked_line_is_noticed(value: dict[str, Any], data: st.DataObject) -> None:
    raw = checked(dumps(value))
    assert verified(raw) == raw
    assert list(json.loads(raw)) == ["crc", *(name for name in value if name != "crc")]
    assert raw.count(START) == 1
    at, bit = data.draw(st.integers(0, len(raw) - 1)), data.draw(st.integers(0, 7))
    broken = bytearray(raw)
    broken[at] ^= 1 << bit
    with pytest.raises(ValueError, match="checksum is wrong"):
        verified(bytes(broken))


def test_a_change_has_only_its_parts() -> None:
    parts = {"put": {"t": {"1": {"a": 1}}}, "edit": {}, "del": {"t": ["2"]}, "seen": {"2026.phone-77aa": 7}}
    raw = change_line(KEY, "why", parts)
    key, line = read_change(raw[:-1])
    assert (raw[-1:], key) == (b"\n", KEY)
    assert line == {
        "crc": raw.decode()[8:16], "id": [SOURCE, 41], "tick": 97, "at": KEY[1], "why": "why",
        "put": {"t": {"1": {"a": 1}}}, "del": {"t": ["2"]}, "seen": {"2026.phone-77aa": 7},
    }  # fmt: skip
    assert list(json.loads(change_line(KEY, "", {}))) == ["crc", "id", "tick", "at", "why"]


@pytest.mark.parametrize(
    ("part", "is_read"),
    [
        ({}, True), ({"put": {"t": {"1": {}}}}, True), ({"put": {"t": {"x": {}}}}, False),
        ({"put": {"t": {"1": []}}}, False), ({"put": {"t": {"1": {}, "2": None}}}, False), ({"put": []}, False),
        ({"put": {"t": []}}, False), ({"del": {"t": ["1"]}}, True), ({"del": {"t": ["x"]}}, False),
        ({"del": {"t": 7}}, False), ({"seen": {"2026.phone": 3}}, True), ({"seen": {"2026.phone": [[1, 2]]}}, True),
        ({"seen": []}, False), ({"seen": {"phone": "2026-11-20"}}, True), ({"seen": {"phone": 1}}, False),
        ({"seen": {"2026.phone": None}}, False), ({"seen": {"2026.phone": [1]}}, False),
        ({"seen": {"2026.phone": [[1]]}}, False), ({"seen": {"2026.phone": {}}}, False),
        ({"edit": {"t": {"1": {"set": {"a": 1}, "unset": ["b"]}}}}, True),
        ({"edit": {"t": {"1": {"add": {"l": [1], "m": {"a": 1}}, "remove": {"l": ["1"]}}}}}, True),
        ({"edit": {"t": {"1": {"order": {"l": ["1", "2"]}}}}}, True), ({"edit": {"t": {"x": {}}}}, False),
        ({"edit": {"t": {"1": []}}}, False), ({"edit": {"t": {"1": {"set": []}}}}, False),
        ({"edit": {"t": {"1": {"unset": "b"}}}}, False), ({"edit": {"t": {"1": {"unset": [1]}}}}, False),
        ({"edit": {"t": {"1": {"add": {"l": "x"}}}}}, False), ({"edit": {"t": {"1": {"remove": {"l": [1]}}}}}, False),
        ({"edit": {"t": {"1": {"order": {"l": "x"}}}}}, False), ({"id": []}, False), ({"id": [SOURCE]}, False),
        ({"id": [SOURCE, 0]}, False), ({"id": [SOURCE, True]}, False), ({"id": [SOURCE, "1"]}, False),
        ({"id": ["laptop", 1]}, False), ({"id": [7, 1]}, False), ({"id": [["."], 1]}, False),
        ({"edit": {"t": {"1": {"of": {"id": "e"}}}}}, True), ({"edit": {"t": {"1": {"of": []}}}}, False),
        ({"also": {"t": {"1": [[["a"], [[1, KEY[1], "tv"], [None, KEY[1], "pc"]]], [[], [[True]]]]}}}, True),
        ({"also": {"t": {"1": [[["a", "map", "b"], []], [["a", "list", "b"], []], [["a", "order"], []]]}}}, True),
        ({"also": {"t": {"1": [[["a", "b"], []]]}}}, False), ({"also": {"t": {"1": [[["a", "b", "c"], []]]}}}, False),
        ({"also": {"t": {"1": [[["a"], [[1, KEY[1]]]]]}}}, False), ({"also": {"t": {"1": [["a", []]]}}}, False),
        ({"also": {"t": {"1": [[["a"], [[1, 7, "tv"]]]]}}}, False), ({"also": {"t": {"1": [[[7], []]]}}}, False),
        ({"also": {"t": {"1": [[["a"]]]}}}, False), ({"also": {"t": {"x": []}}}, False), ({"also": []}, False),
        ({"tick": "97"}, False), ({"tick": None}, False),
        ({"at": 7}, False), ({"sealed": "age"}, False), ({"unknown": [1]}, True),
    ],
)  # fmt: skip
def test_a_change_has_its_shape(part: dict[str, Any], is_read: bool) -> None:
    raw = checked(dumps({"id": [SOURCE, 41], "tick": 97, "at": KEY[1], "why": "", **part}))
    if is_read:
        assert read_change(raw)[0] == KEY
        return
    with pytest.raises(ValueError, match=r"."):
        read_change(raw)


@pytest.mark.parametrize(
    ("changes", "is_any"),
    [
        (Changes({}), False), (Changes({}, {"t": []}), False), (Changes({}, {"t": ["1"]}), True),
        (Changes({"t": {}}), False), (Changes({"t": {"1": {}}}), True),
    ],
)  # fmt: skip
def test_changes_are_false_without_any(changes: Changes, is_any: bool) -> None:
    assert bool(changes) is is_any


def test_text_is_written_as_it_is_and_a_lone_surrogate_as_an_escape() -> None:
    assert dumps({"a": "ü 好"}) == '{"a":"ü 好"}'.encode()
    assert dumps("\ud800") == b'"\\ud800"'
    for value in (float("nan"), {1, 2}):
        with pytest.raises((ValueError, TypeError)):
            dumps(value)
