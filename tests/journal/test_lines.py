"""Headers and changes are read only whole; anything else has its reason."""

from __future__ import annotations

import json
from typing import Any

import pytest

from cmcheckin.journal.log.lines import (
    VERSION,
    Changes,
    Header,
    Newer,
    change_line,
    dumps,
    header_line,
    read_change,
    read_header,
)

STAMP = ("2026-11-20T07:31:04.123456Z", 0, "x")
HEADER: dict[str, Any] = {"cmcheckin": "journal", "version": 1, "year": 2026, "device": "x"}


def test_a_header_is_read_back() -> None:
    assert read_header(header_line(2026, "x")[:-1]) == Header(VERSION, 2026, "x")
    assert read_header(dumps(HEADER) + b" \t\r") == Header(1, 2026, "x")


@pytest.mark.parametrize(
    "changes",
    [
        {"cmcheckin": "share"}, {"version": 0}, {"version": True}, {"version": "1"}, {"version": None},
        {"year": "2026"}, {"year": None}, {"device": ""}, {"device": 7}, {"device": None},
    ],
)  # fmt: skip
def test_a_header_has_a_version_a_year_and_a_device(changes: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="header"):
        read_header(dumps(HEADER | changes))


@pytest.mark.parametrize("raw", [b"", b"[]", b"7", b'{"a":1} x', b"{}{}", b'{"a":NaN}', b"\xff", b"[" * 100_000])
def test_what_is_no_json_object_is_neither_header_nor_change(raw: bytes) -> None:
    for read in (read_header, read_change):
        with pytest.raises(ValueError, match=r"."):
            read(raw)


def test_a_newer_header_is_told_apart() -> None:
    with pytest.raises(Newer):
        read_header(dumps(HEADER | {"version": VERSION + 1}))


def test_a_change_has_only_its_parts() -> None:
    changes = Changes({"t": {"1": {"a": 1}}}, {"t": ["2"], "u": []}, ["v"])
    raw = change_line(STAMP, "why", changes, {"t": {"1": STAMP}}, STAMP, {"t": {"1": None}})
    stamp, line = read_change(raw[:-1])
    assert (raw[-1:], stamp) == (b"\n", STAMP)
    assert line == {
        "stamp": list(STAMP), "why": "why", "put": {"t": {"1": {"a": 1}}}, "del": {"t": ["2"]}, "drop": ["v"],
        "was": {"t": {"1": list(STAMP)}}, "undo": list(STAMP), "restores": {"t": {"1": None}},
    }  # fmt: skip
    assert json.loads(change_line(STAMP, "", Changes({}), {})) == {"stamp": list(STAMP), "why": ""}


@pytest.mark.parametrize(
    ("part", "is_read"),
    [
        ({}, True), ({"put": {"t": {"1": {}}}}, True), ({"put": {"t": {"x": {}}}}, False),
        ({"put": {"t": {"1": []}}}, False), ({"put": {"t": {"1": {}, "2": None}}}, False), ({"put": []}, False),
        ({"put": {"t": []}}, False), ({"del": {"t": ["1"]}}, True), ({"del": {"t": ["x"]}}, False),
        ({"del": {"t": 7}}, False), ({"was": {"t": {}}}, True), ({"was": {"t": []}}, False), ({"was": 7}, False),
        ({"restores": {"t": {}}}, True), ({"restores": {"t": []}}, False), ({"stamp": []}, False),
    ],
)  # fmt: skip
def test_a_change_has_its_shape(part: dict[str, Any], is_read: bool) -> None:
    raw = dumps({"stamp": STAMP, **part})
    if is_read:
        assert read_change(raw)[0] == STAMP
        return
    with pytest.raises(ValueError, match=r"."):
        read_change(raw)


@pytest.mark.parametrize(
    ("changes", "is_any"),
    [
        (Changes({}), False), (Changes({}, {"t": []}), False), (Changes({}, {"t": ["1"]}), True),
        (Changes({"t": {}}), True), (Changes({}, {}, ["t"]), True),
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
