"""The lines and limits of an import file."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest

from cmcheckin.interchange.parsing import MAX_REFUSALS, array_items, list_member, parse
from cmcheckin.wording import imports as words
from cmcheckin.wording.file_reasons import NOT_A_NUMBER, REPEATED_KEY

TODAY = date(2026, 11, 20)
RECORD = '{"type":"checkin","date":"2026-11-19","mood":3}'


def refused(text: str | bytes) -> list[int]:
    """Return the lines that are refused."""
    return [one.line for one in parse(text.encode() if isinstance(text, str) else text, TODAY).refusals]


def records(number: int) -> list[str]:
    return [f'{{"type":"checkin","date":"{TODAY - timedelta(n)}","mood":3}}' for n in range(number)]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('{"a": 1, "a": 2}', 2),
        ('{"a":\n1, "a": 2}', 2),
        ('{"a": NaN}', 2),
        ('{"a":\n\nx}', 4),
        ("[" * 100_000, 2),
        ("9" * 5000, 2),
        ("x", 2),
    ],
)
def test_a_broken_item_of_a_list_has_its_line(text: str, line: int) -> None:
    assert refused(f"[{RECORD},\n{text},\n{RECORD}\n]\n\n") == [line]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f"\n[\n{RECORD}\n,\n5]", 5),
        (f"[\n{RECORD}\n]\nx", 3),
        (f"[{RECORD}]x", 1),
        (b"\n[1,\n\xff]", 3),
        (f"[{RECORD}\n,\n]", 3),
        (f"[{RECORD}\n\n{RECORD}]", 3),
        (f"[{RECORD}", 1),
        (b"[1,\n2,\n\xff]", 3),
        (f"\ufeff{RECORD}\n\n  \n5", 4),
        (f"{RECORD}\n{RECORD} 5", 2),
        (RECORD.encode() + b"\n\n\xff", 3),
    ],
)
def test_a_broken_file_has_the_line_of_its_fault(text: str | bytes, line: int) -> None:
    assert refused(text)[-1] == line


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('{"type":"checkin","date":"2026-11-19","mood":3,"mood":3}', REPEATED_KEY.format(key='"mood"')),
        (f'{{"{"k" * 41}":1,"{"k" * 41}":1}}', REPEATED_KEY.format(key=f'"{"k" * 40}"')),
        ('{"mood":NaN}', NOT_A_NUMBER.format(name="NaN")),
        ('{"note":"\udcff"}', words.NOT_UTF8),
        ("[" * 100_000, words.TOO_DEEP),
        ("9" * 5000, words.UNREADABLE_JSON),
    ],
)
def test_broken_json_is_refused_with_its_reason(text: str, reason: str) -> None:
    for raw in (text, f"[\n{text}]"):
        [refusal] = parse(raw.encode(errors="surrogateescape"), TODAY).refusals
        assert refusal.reason == reason


@pytest.mark.parametrize("form", ["lines", "list"])
def test_records_have_their_lines_and_a_repeated_one_counts_once(form: str) -> None:
    lines = [*records(3), records(1)[0]]
    text = "\n".join(lines) if form == "lines" else "[" + ",\n".join(lines) + "]"
    found = parse(text.encode(), TODAY)
    assert ([entry.line for entry in found.entries], found.refusals, found.complete) == ([1, 2, 3], (), True)
    other = text.replace('"mood":3', '"mood":4', 1)
    [refusal] = parse(other.encode(), TODAY).refusals
    assert refusal.line == 4
    assert "line 1" in refusal.reason


@pytest.mark.parametrize(("number", "is_complete"), [(MAX_REFUSALS - 1, True), (MAX_REFUSALS, False)])
def test_reading_ends_with_too_many_refusals(number: int, is_complete: bool) -> None:
    found = parse("\n".join(["5"] * number + records(1)).encode(), TODAY)
    assert (len(found.refusals), len(found.entries), found.complete) == (number, int(is_complete), is_complete)


@pytest.mark.parametrize(("ids", "is_refused"), [(("a", "b"), False), (("a", "a"), True), ((None, None), False)])
def test_two_wins_of_a_check_in_have_different_ids(ids: tuple[str | None, ...], is_refused: bool) -> None:
    wins = [{"text": f"win {n}", "id": id_} for n, id_ in enumerate(ids)]
    raw = json.dumps({"type": "checkin", "date": "2026-11-19", "wins": wins})
    found = parse(raw.encode(), TODAY)
    assert bool(found.refusals) is is_refused
    if is_refused:
        assert "wins[2].id" in found.refusals[0].reason


def test_a_time_that_has_not_come_is_refused_when_the_time_is_known() -> None:
    now = datetime(2026, 11, 20, 12, tzinfo=UTC)
    raw = json.dumps({"type": "checkin", "date": "2026-11-20", "logged_at": "2026-11-21T12:00:01+00:00", "mood": 3})
    assert len(parse(raw.encode(), TODAY, now).refusals) == 1
    assert parse(raw.encode(), TODAY).refusals == ()


@pytest.mark.parametrize(
    "text",
    [
        '{"entries": [1,\n2]}',
        ' { "a" : {"entries": [3]}, "b": "\\"entries\\": [4]",\n"entries"\n:[1,2], "c": 5}',
        '{"entries": {}, "entries": [1, 2',
        '{"entries":[1,2]} more',
    ],
)
def test_a_list_is_found_in_an_object(text: str) -> None:
    start = list_member(text, "entries")
    assert start is not None
    assert [item for _, item in array_items(text, start)][:2] == [1, 2]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        "{}",
        '{"entries"}',
        '{"entries": 1}',
        '{"a": x, "entries": []}',
        '{"a" 1}',
        '{"a": 1 "entries": []}',
    ],
)
def test_a_list_that_isnt_there_is_not_found(text: str) -> None:
    assert list_member(text, "entries") is None
