"""The codec: what goes in comes out, and what can't be read is refused, naming its field."""

from __future__ import annotations

import json
import math
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.domain.checkin import CHECKIN_FIELDS, CheckIn
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.escalation import ESCALATION_FIELDS, Escalation
from cmcheckin.domain.nudge_state import NUDGE_STATE_FIELDS
from cmcheckin.domain.records import decode, encode, same
from cmcheckin.domain.reply_state import REPLY_STATE_FIELDS
from cmcheckin.domain.workday import WORKDAY_FIELDS
from tests.domain.record_strategies import BY_TYPE, PLAIN, RAW, SAMPLES

FIELDS = {
    "checkin": CHECKIN_FIELDS,
    "workday": WORKDAY_FIELDS,
    "escalation": ESCALATION_FIELDS,
    "nudge_state": NUDGE_STATE_FIELDS,
    "reply_state": REPLY_STATE_FIELDS,
}
ODD: list[Any] = [
    True, 3, -1, 10**400, 10**5000, 0.5, -0.0, 1e308, math.inf, -math.inf, math.nan, "", "3", "\x1b[31m", "\ud800",
    "x" * 100_000, [], [1], [None], [[]], ["a", 1], {}, {"a": 1}, [{}], [{"text": 1}], "2026-02-30", "9999-12-31",
    "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00", "2026-11-20T08:30:00", "24:00", b"bytes", object(), {1},
]  # fmt: skip


def dumped(record: Any) -> str:
    return json.dumps(encode(record), ensure_ascii=False)


def sample(kind: str) -> dict[str, Any]:
    return deepcopy(next(raw for raw in SAMPLES if raw["type"] == kind))


def without_nothing(value: Any) -> Any:
    """Return `value` as an export writes it: without null and empty fields."""
    if isinstance(value, dict):
        kept = {name: without_nothing(item) for name, item in value.items()}
        return {name: item for name, item in kept.items() if item is not None and item not in ("", [], {})}
    return [without_nothing(item) for item in value] if isinstance(value, list) else value


@pytest.mark.parametrize("raw", SAMPLES, ids=lambda raw: str(raw["type"]))
def test_the_lines_of_the_contract_come_back_in_its_order(raw: dict[str, Any]) -> None:
    wanted = without_nothing(raw)
    assert json.dumps(encode(decode(raw))) == json.dumps(wanted)
    shuffled = dict(reversed(list(raw.items())))
    assert json.dumps(encode(decode(shuffled))) == json.dumps(wanted)


@given(RAW)
def test_a_record_survives_writing_and_reading(raw: dict[str, Any]) -> None:
    record = decode(raw)
    again = decode(json.loads(dumped(record)))
    assert same(again, record)
    assert again.key == record.key
    assert dumped(again) == dumped(record)
    assert dumped(decode(encode(again))) == dumped(record)


@given(RAW)
def test_known_fields_come_in_order_unknown_ones_last_by_name(raw: dict[str, Any]) -> None:
    record = decode(raw)
    known = [name for name in encode(record) if name in FIELDS[record.type]]
    unknown = [name for name in encode(record) if name not in FIELDS[record.type]]
    assert list(encode(record)) == known + unknown
    assert known == [name for name in FIELDS[record.type] if name in known]
    assert unknown == sorted(unknown)


def test_unknown_fields_are_kept_at_every_level() -> None:
    raw = {
        "type": "checkin",
        "date": "2026-11-20",
        "weather": {"sky": ["grey", {"wind": 4}], "none": None},
        "community": {"size": 1200},
        "wins": [{"text": "A thank-you", "shared": True, "checks": [{"on": "2026-12-20", "by": "me"}]}],
    }
    written = encode(decode(raw))
    assert written["weather"] == {"sky": ["grey", {"wind": 4}]}
    assert written["community"] == {"size": 1200}
    assert written["wins"][0]["shared"] is True
    assert written["wins"][0]["checks"][0]["by"] == "me"
    update = {"text": "again", "channel": "#help"}
    escalation = encode(decode({**sample("escalation"), "updates": [update]}))
    assert escalation["updates"] == [update]


def test_unknown_text_is_cleaned() -> None:
    written = encode(
        decode({**sample("workday"), "pla\x1b[31mce": "on\x00 the \u202etrain", "nested": [{"a\x07b": "\x1b[2J"}]})
    )
    assert written["place"] == "on the train"
    assert "\x1b" not in json.dumps(written, ensure_ascii=False)


@pytest.mark.parametrize("twin", ["hours\u200b", "\x00kind", "type\ufeff", "x\u200b"])
def test_a_name_that_only_looks_like_another_is_refused(twin: str) -> None:
    with pytest.raises(Refused, match="appears twice"):
        decode({**sample("workday"), "x": 1, twin: "leave"})


def test_time_with_peers_is_no_activity() -> None:
    with pytest.raises(Refused, match="peer_minutes"):
        decode({**sample("workday"), "activities": [{"kind": "Peers", "hours": 1}]})


def test_two_metrics_that_look_alike_are_refused() -> None:
    with pytest.raises(Refused, match=r"metrics\.posts appears twice"):
        decode({**sample("checkin"), "metrics": {"posts": 1, "posts\u200b": 2}})
    with pytest.raises(Refused, match=r"answers\.lunch appears twice"):
        decode({**sample("checkin"), "answers": {"lunch": True, "lunch\u200b": False}})


@pytest.mark.parametrize("kind", BY_TYPE)
def test_required_fields_are_required_and_no_others(kind: str) -> None:
    required = {
        "checkin": {"date"},
        "workday": {"date", "kind"},
        "escalation": {"id", "title", "opened"},
        "nudge_state": {"kind", "at"},
        "reply_state": {"reply", "at"},
    }[kind]
    raw = sample(kind)
    decode({name: raw[name] for name in ("type", *required)})
    decode({name: value if name in {"type", *required} else None for name, value in raw.items()})
    for name in required:
        for nothing in ({}, {name: None}):
            with pytest.raises(Refused) as no:
                decode({**{other: raw[other] for other in raw if other != name}, **nothing})
            assert (no.value.field, no.value.reason) == (name, "is missing")


REFUSED: dict[tuple[str, str], list[Any]] = {
    ("checkin", "workload"): [0, 6, -1, 3.5, "3", True, [3]],
    ("checkin", "mood"): [0, 6, -1, 3.5, "3", False, {}],
    ("checkin", "energy"): [0, 6, math.nan, math.inf, 10**5000],
    ("checkin", "date"): ["2026-02-30", "20.11.2026", "2026-11-20T08:00:00", "1969-12-31", "9999-12-31", 20261120, ""],
    ("checkin", "logged_at"): ["2026-11-20T08:31:04", "yesterday", 0, "9999-12-31T23:59:59-12:00"],
    ("checkin", "feelings"): ["tired", [1], [["tired"]], ["x" * 41], {"a": 1}, ["x"] * 1001],
    ("checkin", "community"): [4, "good", ["good"], {"mood": 6}, {"feels": 1}],
    ("checkin", "wins"): ["a", [1], [{}], [{"text": ""}], [{"text": "a", "kind": "luck"}], {"text": "a"}],
    ("checkin", "metrics"): [
        [1], {"a": "1"}, {"a": math.inf}, {"a": 10**400}, {"x" * 41: 1}, {"": 1}, {"a": True},
    ],
    ("checkin", "answers"): [["yes"], {"a": 1}, {"a": ["yes"]}, {"a": "x" * 501}, {"x" * 41: True}, {"": True}],
    ("checkin", "note"): [1, ["a"], "x" * 20_001, "x" * 10_000_000],
    ("workday", "hours"): [-0.5, 24.01, 25, math.nan, math.inf, "8", True, 10**400, 10**5000],
    ("workday", "kind"): ["holiday", "", 1, ["work"], "Work"],
    ("workday", "start"): ["9:00", "24:00", "09:60", "09:00:30", 9, "morning"],
    ("workday", "end"): ["9:00", "25:00", 18.75],
    ("workday", "after_hours_minutes"): [-1, 1441, 0.5, "45", True],
    ("workday", "activities"): [
        "events", ["events"], [{}], [{"kind": ""}], [{"kind": "x" * 41}], [{"kind": "a", "hours": 25}], {"kind": "a"},
        [{"kind": "events"}, {"kind": "events\u200b", "hours": 1}],
    ],
    ("workday", "peer_minutes"): [-1, 1441, 0.5, "30", True],
    ("workday", "label"): [5, ["a"], "x" * 501],
    ("escalation", "id"): ["", " ", "x" * 129, "a\u200bb", "a\n", 7, "\x1b[31m"],
    ("escalation", "title"): ["", "\u200b", "x" * 501, 5, ["a"]],
    ("escalation", "opened"): ["2026-11-19", "2026-11-19T02:10:00", "2026-11-19T25:10:00+01:00", 1763514600],
    ("escalation", "severity"): [0, 6, "high", 2.5],
    ("escalation", "status"): ["closed", "handed off", 1],
    ("escalation", "minutes"): [-1, 100_001, 1.5, "90"],
    ("escalation", "could_wait"): [0, "no"],
    ("escalation", "updates"): ["a", [1], [{}], [{"text": "a", "at": "then"}]],
    ("nudge_state", "kind"): ["", "wins drought", 1],
    ("nudge_state", "until"): ["soon", "2026-12-04T00:00:00+01:00"],
    ("reply_state", "reply"): ["", "a b", 1],
    ("reply_state", "answer"): [1, ["a"], "x" * 2001],
    ("reply_state", "leave_from"): ["soon", "2026-12-04T00:00:00+01:00"],
}  # fmt: skip


@pytest.mark.parametrize(("kind", "field"), REFUSED)
def test_a_value_out_of_range_or_of_the_wrong_type_is_refused_by_name(kind: str, field: str) -> None:
    for value in REFUSED[kind, field]:
        with pytest.raises(Refused) as no:
            decode({**sample(kind), field: value})
        assert no.value.field.startswith(field)
        assert 0 < len(str(no.value)) < 300
        assert str(no.value).isprintable()


@pytest.mark.parametrize("check", [1, {}, {"on": "soon"}, {"on": "2026-01-01", "holds": 1}])
def test_an_error_inside_a_win_names_the_win(check: Any) -> None:
    with pytest.raises(Refused) as no:
        decode(
            {**sample("checkin"), "wins": [{"text": "fine"}, {"text": "a", "checks": [{"on": "2026-01-01"}, check]}]}
        )
    assert no.value.field.startswith("wins[2].checks[2]")


@pytest.mark.parametrize("kind", BY_TYPE)
def test_any_value_in_any_field_is_accepted_or_refused(kind: str) -> None:
    raw = sample(kind)
    for field in [*raw, "x"]:
        for odd in ODD:
            try:
                record = decode({**raw, field: odd})
            except Refused as no:
                assert str(no).isprintable() and len(str(no)) < 300
            else:
                assert same(decode(json.loads(dumped(record))), record)


@given(
    st.recursive(PLAIN | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=20)
)
def test_any_json_is_a_record_or_refused(value: Any) -> None:
    for raw in (
        value,
        {"type": value},
        *({"type": kind, "x": value} for kind in BY_TYPE),
        {**sample("workday"), "x": value},
    ):
        try:
            encode(decode(raw))
        except Refused as no:
            assert str(no)


@pytest.mark.parametrize(
    "raw", [None, [], "x", 1, {}, {"type": None}, {"type": "note"}, {"type": ["checkin"]}, {"type": "Checkin"}]
)
def test_anything_but_a_record_is_refused(raw: Any) -> None:
    with pytest.raises(Refused, match="must be"):
        decode(raw)


@pytest.mark.parametrize("depth", [9, 50, 900])
@pytest.mark.parametrize("shape", ["[%s]", '{"a":%s}'])
@pytest.mark.parametrize(
    "place", ['"x":%s', '"community":{"x":%s}', '"wins":[{"text":"a","checks":[{"on":"2026-01-01","x":%s}]}]']
)
def test_deep_json_is_refused_before_it_is_walked(depth: int, shape: str, place: str) -> None:
    deep = "1"
    for _ in range(depth):
        deep = shape % deep
    raw = json.loads('{"type":"checkin","date":"2026-11-20",' + place % deep + "}")
    with pytest.raises(Refused, match="nested more than 8 levels deep"):
        decode(raw)


def test_an_object_that_contains_itself_is_refused() -> None:
    raw: dict[str, Any] = {"type": "checkin", "date": "2026-11-20"}
    raw["x"] = raw
    with pytest.raises(Refused, match="nested"):
        decode(raw)


def test_text_of_ten_megabytes_is_refused_at_once() -> None:
    for field in ("note", "x", "x" * 10_000_000):
        with pytest.raises(Refused, match="characters, but the limit"):
            decode({"type": "checkin", "date": "2026-11-20", field: "\x1b]" * 5_000_000})


def test_whole_numbers_stay_whole() -> None:
    assert dumped(decode({"type": "workday", "date": "2026-11-19", "kind": "work", "hours": 8})).endswith('"hours": 8}')
    assert encode(decode({**sample("checkin"), "mood": 3.0}))["mood"] == 3


def test_records_that_are_exported_the_same_are_the_same() -> None:
    one = decode({"type": "workday", "date": "2026-11-19", "kind": "off", "hours": 8, "x": None})
    assert same(one, decode({"type": "workday", "date": "2026-11-19", "kind": "off", "hours": 8.0, "start": None}))
    assert not same(one, decode({"type": "workday", "date": "2026-11-19", "kind": "off"}))
    assert same(None, None)
    assert not same(one, None)


def test_properties_of_records() -> None:
    checkin = decode({"type": "checkin", "date": "2026-11-20", "mood": 1})
    assert isinstance(checkin, CheckIn) and checkin.done
    assert not CheckIn(checkin.date, energy=3).done
    unresolved = decode({**sample("escalation"), "status": None})
    assert isinstance(unresolved, Escalation) and unresolved.unresolved and unresolved.severity_name == "moderate"
    ask = decode({**sample("escalation"), "kind": "ask", "severity": None, "status": "resolved"})
    assert isinstance(ask, Escalation) and not ask.unresolved and ask.severity_name == "ask"


@pytest.mark.parametrize(
    ("fields", "counted", "doubtful"),
    [
        ({}, None, False),
        ({"hours": 8}, 8, False),
        ({"hours": 0}, 0, False),
        ({"after_hours_minutes": 90}, 1.5, False),
        ({"hours": 1, "after_hours_minutes": 90}, 1.5, False),
        ({"hours": 18}, 18, False),
        ({"hours": 18.25}, None, True),
        ({"hours": 24, "after_hours_minutes": 60}, None, True),
    ],
)
def test_hours_count_at_least_their_after_hours_and_not_if_they_look_wrong(
    fields: dict[str, Any], counted: float | None, doubtful: bool
) -> None:
    workday: Any = decode({"type": "workday", "date": "2026-11-19", "kind": "off", **fields})
    assert workday.counted_hours == counted
    assert workday.doubtful is doubtful
    assert workday.free
