"""Both sides of each limit of a field."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from functools import partial
from typing import Any

import pytest

from cmcheckin.domain import fields
from cmcheckin.domain.checkin import CheckIn, Win, WinCheck
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.escalation import Escalation, Update
from cmcheckin.domain.nudge_state import NudgeState
from cmcheckin.domain.records import Record, refuse_future
from cmcheckin.domain.workday import Workday

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
TODAY = NOW.date()


def unknown(value: Any) -> Any:
    return fields.unknown({"mine": value}, ()).get("mine")


def listed(depth: int) -> Any:
    value: Any = 1
    for _ in range(depth):
        value = [value]
    return value


def nested(depth: int) -> Any:
    value: Any = 1
    for _ in range(depth):
        value = {"in": value}
    return value


@pytest.mark.parametrize(
    ("read", "accepted", "refused"),
    [
        (partial(fields.whole, "f", low=2, high=4), 2, 1),
        (partial(fields.whole, "f", low=2, high=4), 4, 5),
        (partial(fields.whole, "f", low=2, high=4), 3.0, 3.5),
        (partial(fields.whole, "f", low=0, high=4), 1, True),
        (partial(fields.rating, "f"), 1, 0),
        (partial(fields.rating, "f"), 5, 6),
        (partial(fields.number, "f", low=-2, high=4), -2, -2.1),
        (partial(fields.number, "f", low=-2, high=4), 4, 4.1),
        (partial(fields.line, "f"), "x" * 500, "x" * 501),
        (partial(fields.line, "f", limit=2), "xy", "xyz"),
        (partial(fields.prose, "f", limit=3), "x\ny", "x\nyz"),
        (partial(fields.identifier, "f"), "x" * 128, "x" * 129),
        (partial(fields.record_id, "f"), "é" * 128, "é" * 129),
        (partial(fields.record_id, "f"), "a b", "   "),
        (lambda text: fields.moment("f", text) and text, f"2026-11-20T08:30:00.{'1' * 14}+01:00",
         f"2026-11-20T08:30:00.{'1' * 15}+01:00"),
        (unknown, "x" * 20_000, "x" * 20_001),
        (unknown, 2**1024 - 1, 2**1024),
        (unknown, 1.5, float("inf")),
        (unknown, nested(7), nested(8)),
        (unknown, listed(7), listed(8)),
        (lambda name: next(iter(fields.unknown({name: 1}, ()))), "x" * 200, "x" * 201),
    ],
)  # fmt: skip
def test_a_value_at_the_limit_is_read_and_one_beyond_it_is_refused(
    read: Callable[[Any], Any], accepted: Any, refused: Any
) -> None:
    assert read(value=accepted) == accepted if isinstance(read, partial) else read(accepted) == accepted
    with pytest.raises(Refused):
        read(value=refused) if isinstance(read, partial) else read(refused)


def test_an_empty_text_in_a_list_stays_and_a_field_without_value_goes() -> None:
    assert unknown([" ", None]) == ["", None]
    raw: dict[str, Any] = {"b": 0, "a": False, "c": None, "d": " ", "e": [], "f": {}, "type": 1}
    assert list(fields.unknown(raw, ("type",)).items()) == [("a", False), ("b", 0)]


def test_a_long_name_is_shown_in_brief() -> None:
    with pytest.raises(Refused) as refused:
        fields.unknown({"x" * 201: 1}, ())
    assert refused.value.field == "x" * 39 + "…"


def test_text_is_measured_once_it_is_clean_unless_it_is_four_times_too_long() -> None:
    assert fields.line("f", "x" + "\u200b" * 7, 2) == "x"
    with pytest.raises(Refused, match="9 characters"):
        fields.line("f", "x" + "\u200b" * 8, 2)


def test_a_list_has_a_thousand_entries_at_most() -> None:
    assert len(fields.items("f", [1] * 1000)) == 1000
    with pytest.raises(Refused, match="1,001 entries"):
        fields.items("f", [1] * 1001)


@pytest.mark.parametrize(
    ("value", "named"),
    [(10**39 - 1, str(10**39 - 1)), (10**39, "a huge number"), (-(10**39), "a huge number"), (7, "7")],
)
def test_a_huge_number_is_not_written_out(value: int, named: str) -> None:
    with pytest.raises(Refused, match=f"is {named}, but"):
        fields.rating("f", value)


@pytest.mark.parametrize(
    ("read", "value", "found"),
    [
        (fields.line, "x\ny  z", "x y z"),
        (fields.line, " ", None),
        (partial(fields.prose, limit=9), "x\ny ", "x\ny"),
        (fields.record_id, "a\xa0b", "a\xa0b"),
        (fields.record_id, "a\u3000b", "a\u3000b"),
        (partial(fields.whole, low=0, high=9), None, None),
        (fields.clock_time, "09:30", time(9, 30)),
        (fields.clock_time, "09:30:00", time(9, 30)),
        (fields.flag, False, False),
        (fields.flag, None, None),
        (fields.items, (1, 2), (1, 2)),
        (fields.table, None, {}),
        (partial(fields.choice, options=("a", "b")), "b", "b"),
    ],
)
def test_a_value_is_read(read: Callable[[str, Any], Any], value: Any, found: Any) -> None:
    assert read("f", value) == found


@pytest.mark.parametrize(
    ("read", "value"),
    [
        (fields.day, "20261120"), (fields.day, "2026-W47-5"), (fields.day, 20261120), (fields.day, "2026-02-30"),
        (fields.clock_time, "0930"), (fields.clock_time, "09:30:01"), (fields.clock_time, 9),
        (fields.clock_time, "24:00"),
        (fields.moment, "2026-11-20T24:00:00+01:00"),
        (fields.moment, "20261120T240000+0100"),
        (fields.moment, "2026-11-20T09:00:00"), (fields.moment, 1), (fields.moment, "2026-11-20T25:00:00Z"),
        (fields.record_id, "\u3000"), (fields.record_id, "a\x00"), (fields.record_id, 1), (fields.record_id, ""),
        (fields.identifier, "a b"), (fields.identifier, "é"), (fields.identifier, 1), (fields.flag, 1),
        (fields.items, "ab"), (fields.table, []), (partial(fields.choice, options=("a",)), "b"), (fields.line, 1),
    ],
)  # fmt: skip
def test_another_value_is_refused(read: Callable[[str, Any], Any], value: Any) -> None:
    with pytest.raises(Refused):
        read("f", value)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("x" * 38, f"“{'x' * 38}”"), ("x" * 39, f"“{'x' * 37}…”"), ("a\x07b", "“ab”"), ([1], "list"), ({}, "object"),
        (object(), "JSON"), (1.5, "1.5"),
    ],
)  # fmt: skip
def test_what_was_refused_is_shown_in_brief(value: Any, shown: str) -> None:
    with pytest.raises(Refused) as refused:
        fields.choice("f", value, ("a",))
    found = str(refused.value)
    assert shown in found
    assert sum(word in found for word in ("list", "object", "JSON")) <= 1


def test_the_earliest_and_latest_days_are_read() -> None:
    assert (str(fields.EARLIEST), str(fields.LATEST)) == ("1970-01-01", "9998-12-31")
    for limit, step in ((fields.EARLIEST, -1), (fields.LATEST, 1)):
        assert fields.day("f", f"{limit}") == limit
        assert fields.moment("f", f"{limit}T12:00:00+00:00") is not None
        beyond = limit + timedelta(step)
        with pytest.raises(Refused):
            fields.day("f", f"{beyond}")
        with pytest.raises(Refused):
            fields.moment("f", f"{beyond}T12:00:00+00:00")


@pytest.mark.parametrize(
    ("make", "latest"),
    [
        (lambda at: CheckIn(at.date()), NOW),
        (lambda at: CheckIn(TODAY, logged_at=at), NOW + timedelta(1)),
        (lambda at: CheckIn(TODAY, wins=(Win("Guide", "w", checks=(WinCheck(at.date(), 30, True),)),)), NOW),
        (lambda at: Workday(at.date(), "work", 8.0), NOW),
        (lambda at: Escalation("e", "Thread", at), NOW + timedelta(1)),
        (lambda at: Escalation("e", "Thread", NOW, resolved=at), NOW + timedelta(1)),
        (lambda at: Escalation("e", "Thread", NOW, updates=(Update("Called", at=at),)), NOW + timedelta(1)),
        (lambda at: NudgeState("long_days", at, "seen"), NOW + timedelta(1)),
    ],
)
def test_a_record_is_at_most_a_little_ahead(make: Callable[[datetime], Record], latest: datetime) -> None:
    refuse_future(make(latest), TODAY, NOW)
    with pytest.raises(Refused, match="in the future"):
        refuse_future(make(latest + timedelta(1)), TODAY, NOW)
    if latest > NOW:
        with pytest.raises(Refused, match="in the future"):
            refuse_future(make(latest + timedelta(seconds=1)), TODAY, NOW)
