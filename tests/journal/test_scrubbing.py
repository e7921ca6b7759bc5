"""Words of a day are found in lines, damaged lines and drafts, up to where a text could belong to another day."""

from __future__ import annotations

import json
from datetime import time, timedelta
from typing import Any

import pytest

from cmcheckin.journal.keys import number
from cmcheckin.journal.log.lines import change_line, dumps, read_change
from cmcheckin.journal.markers import Marker, read_marker
from cmcheckin.journal.scrubbing import FORGOTTEN, Words
from tests.journal.journal_home import DAY

AT = str(number(DAY))
NEXT = DAY + timedelta(1)
ON_DAY, LATER = f"{DAY}T12:00:00+01:00", f"{NEXT}T12:00:00+01:00"
MARKER = Marker(DAY)
LONG = "abcdefghijklm"
"""A text of 13 bytes, so of two windows of 12."""


def scrubbed(table: str, doc: dict[str, Any], doc_id: str = AT) -> dict[str, Any]:
    """Return the document without the words of the day."""
    line = {"stamp": ["2026-11-20T09:00:00.000000Z", 0, "laptop"], "put": {table: {doc_id: doc}}}
    found: dict[str, Any] = json.loads(Words(Marker(DAY)).without(dumps(line)))["put"][table][doc_id]
    return found


@pytest.mark.parametrize(
    ("fragment", "is_erased"),
    [
        (f"x{DAY}x", True),
        (f"x{AT}x", True),
        (f"x{NEXT}x", False),
        (f"{NEXT}T00", True),
        (f"{NEXT}T04", True),
        (f"{NEXT}T05", False),
        (LONG[:12], True),
        (LONG[1:], True),
        (f"xx{LONG[:12]}", True),
        (LONG[1:12], False),
        (LONG[:11] + "x", False),
        ('"short"', True),
        ("short", False),
        ('"shorter text"', False),
        ('"elevenbytes"', True),
        ("elevenbytes", False),
        ("twelve bytes", True),
        ("", False),
    ],
)
def test_a_damaged_line_is_erased_for_a_date_or_part_of_a_text(fragment: str, is_erased: bool) -> None:
    words = Words(Marker(DAY))
    words.texts = {LONG, "short", "elevenbytes", "twelve bytes"}
    assert words.without(fragment.encode()) == (b"" if is_erased else fragment.encode())


@pytest.mark.parametrize(("hour", "is_erased"), [(0, True), (2, True), (3, False)])
def test_the_small_hours_end_when_the_day_of_the_user_starts(hour: int, is_erased: bool) -> None:
    fragment = f"{NEXT}T{hour:02d}:30".encode()
    assert Words(Marker(DAY), time(2, 30)).without(fragment) == (b"" if is_erased else fragment)


def test_a_line_without_words_keeps_its_bytes() -> None:
    line = {"stamp": ["2026-11-20T09:00:00.000000Z", 0, "x"], "put": {"checkins": {AT: {"mood": 3}}}}
    raw = json.dumps(line, indent=1).replace("\n", "").encode()
    words = Words(Marker(DAY))
    assert words.without(raw) == raw
    assert words.texts == set()
    changed = words.without(raw.replace(b'"mood": 3', b'"note": "x"'))
    assert json.loads(changed)["put"] == {"checkins": {AT: {}}}
    assert words.texts == {"x"}


@pytest.mark.parametrize(
    ("table", "doc", "left"),
    [
        ("checkins", {"note": "x", "mood": 3, "feelings": ["calm"], "wins": [{"text": "x"}]}, {"mood": 3}),
        ("checkins", {"community": {"mood": 3, "feels": "x", "why": "x", "n": 1}}, {"community": {"mood": 3, "n": 1}}),
        ("checkins", {"community": "x"}, {"community": "x"}),
        ("checkins", {"own": "x", "count": 3, "deep": [{"a": ["x"]}], "numbers": [1, 2], "scales": {"Sleep": 2},
                      "none": {}},
         {"count": 3, "numbers": [1, 2], "none": {}}),
        ("workdays", {"kind": "work", "hours": 8, "own": "x"}, {"kind": "work", "hours": 8}),
        ("escalations", {"opened": ON_DAY, "title": "x", "severity": 3, "cause": "x", "handed_to": "x", "outcome": "x",
                         "updates": [], "own": "x"}, {"opened": ON_DAY, "title": FORGOTTEN, "severity": 3}),
        ("escalations", {"opened": ON_DAY}, {"opened": ON_DAY}),
        ("escalations", {"opened": ON_DAY, "title": None}, {"opened": ON_DAY, "title": None}),
        ("escalations", {"opened": f"{DAY} at noon", "cause": "x"}, {"opened": f"{DAY} at noon"}),
        ("escalations", {"opened": f"{NEXT}T03:59:00+01:00", "cause": "x"}, {"opened": f"{NEXT}T03:59:00+01:00"}),
        ("nudge_states", {"at": ON_DAY, "own": "x"}, {"at": ON_DAY, "own": "x"}),
        ("reply_states", {"reply": "r.1", "at": ON_DAY, "state": "acted", "kind": "thanks", "from": "x", "made": LATER,
                          "text": "x", "about": "w-1", "about_text": "x", "win": "w-2", "answer": "x",
                          "answered_at": LATER, "own": "x"},
         {"reply": "r.1", "at": ON_DAY, "state": "acted", "kind": "thanks", "made": LATER, "about": "w-1",
          "win": "w-2", "answered_at": LATER}),
        ("reply_states", {"at": LATER, "text": "x", "answer": "x", "answered_at": ON_DAY},
         {"at": LATER, "text": "x", "answered_at": ON_DAY}),
    ],
)  # fmt: skip
def test_every_text_of_a_record_of_the_day_is_erased(table: str, doc: dict[str, Any], left: dict[str, Any]) -> None:
    assert scrubbed(table, doc) == left


@pytest.mark.parametrize(
    ("doc", "left"),
    [
        ({"cause": "x", "own": "x", "title": "x"}, {"cause": "x", "own": "x", "title": "x"}),
        ({"updates": [{"at": ON_DAY, "text": "x"}, {"at": LATER, "text": "y"}, "z"]},
         {"updates": [{"at": LATER, "text": "y"}, "z"]}),
        ({"updates": "x"}, {"updates": "x"}),
        ({"resolved": ON_DAY, "outcome": "x"}, {"resolved": ON_DAY}),
        ({"resolved": LATER, "outcome": "x"}, {"resolved": LATER, "outcome": "x"}),
        ({"outcome": "x"}, {"outcome": "x"}),
    ],
)  # fmt: skip
def test_an_escalation_of_another_day_loses_what_was_added_on_the_day(
    doc: dict[str, Any], left: dict[str, Any]
) -> None:
    opened = {"opened": f"{NEXT}T04:00:00+01:00"}
    assert scrubbed("escalations", opened | doc, "7") == opened | left


@pytest.mark.parametrize("table", ["checkins", "workdays"])
def test_records_of_other_days_are_kept(table: str) -> None:
    doc = {"note": "x", "own": "y"}
    assert scrubbed(table, doc, str(number(NEXT))) == doc


def test_tables_hold_words_if_one_document_does() -> None:
    other = {str(number(NEXT)): {"note": "x"}}
    assert not Words(Marker(DAY)).in_tables({"checkins": other, "workdays": {}})
    assert Words(Marker(DAY)).in_tables({"workdays": {}, "checkins": other | {AT: {"note": "x"}}})


def words_of_day() -> Words:
    """Return the words of a day with a long text, a short one, a feeling, and the ids of a win and an escalation."""
    words = Words(Marker(DAY))
    wins = [{"id": "w-1", "text": "seven77"}]
    words.in_tables({"checkins": {AT: {"note": "eightlet", "feelings": ["calm"], "wins": wins}}})
    words.in_tables({"escalations": {"7": {"id": "e-1", "opened": ON_DAY}}})
    return words


@pytest.mark.parametrize(
    ("value", "left"),
    [
        ("an eightlet!", ""),
        ("seven77", ""),
        ("a seven77", "a seven77"),
        ("cause-seven77", ""),
        ("calm", "calm"),
        (7, 7),
        (["eightlet", 1], ["", 1]),
        ({"mine": "stays", "w-1": "x", "went-on-e-1": "x", f"{DAY}": "x", "eightlet": "x"}, {"mine": "stays"}),
        ({"day": str(DAY), "win": {"text": "x"}}, {"day": str(DAY), "win": {"text": "x"}}),
        ([{"day": str(DAY), "win": {}}, {"day": str(NEXT), "win": {}}, {"day": str(DAY)}],
         [{"day": str(NEXT), "win": {}}, {"day": str(DAY)}]),
        ({"typing": ["change", "w-1", "x"]}, {"typing": None}),
        ({"typing": ["change", "w-2", "of w-1"]}, {"typing": ["change", "w-2", "of w-1"]}),
        ({"type": "checkin", "date": str(DAY), "note": "x"}, {"type": "checkin", "date": str(DAY)}),
        ({"type": "checkin", "date": str(NEXT), "note": "eightlet"},
         {"type": "checkin", "date": str(NEXT), "note": "eightlet"}),
        ({"type": "workday", "date": str(DAY), "own": "x"}, {"type": "workday", "date": str(DAY)}),
        ({"type": "escalation", "id": "e-2", "opened": ON_DAY, "cause": "x"},
         {"type": "escalation", "id": "e-2", "opened": ON_DAY}),
        ({"type": "escalation", "id": "e-2", "opened": LATER, "cause": "x"},
         {"type": "escalation", "id": "e-2", "opened": LATER, "cause": "x"}),
    ],
)  # fmt: skip
def test_a_draft_of_another_day_loses_what_was_copied_from_the_day(value: object, left: object) -> None:
    assert words_of_day().from_draft(value) == left


def edited(table: str, edit: dict[str, Any], doc_id: str = AT, marker: Marker = MARKER) -> dict[str, Any]:
    """Return the changed fields of a document without the words of the day."""
    raw = change_line((1, "2026-11-20T09:00:00.000000Z", "2026.x", 1), "log", {"edit": {table: {doc_id: edit}}})[:-1]
    _, line = read_change(Words(marker).without(raw))  # so its checksum is right
    found: dict[str, Any] = line["edit"][table][doc_id]
    return found


@pytest.mark.parametrize(
    ("edit", "left"),
    [
        ({"set": {"mood": 3, "note": "x", "own": "x", "count": 1}, "unset": ["note"]},
         {"set": {"mood": 3, "count": 1}, "unset": ["note"]}),
        ({"set": {"note": "x"}}, {}),
        ({"set": {"wins": [], "community": {}}}, {"set": {"community": {}}}),
        ({"add": {"community": {"mood": 3, "feels": "x"}, "metrics": {"queue": 3}, "own": {"a": "x"}}},
         {"add": {"community": {"mood": 3}, "metrics": {"queue": 3}}}),
        ({"add": {"community": {"feels": "x"}, "feelings": ["x"], "wins": [{"id": "w-1", "text": "x"}]}}, {}),
        ({"add": {"answers": {"lunch": True, "word": "x"}}}, {"add": {"answers": {"lunch": True}}}),
        ({"add": {"own": [1, 2]}, "remove": {"own": ["3"], "metrics": ["queue"], "community": ["mood"]}},
         {"add": {"own": [1, 2]}, "remove": {"own": ["3"], "metrics": ["queue"], "community": ["mood"]}}),
        ({"remove": {"feelings": ['"x"', '"x"#2'], "own": ['"x"', '{"a": "x"}', "4#2"]}, "order": {"wins": ["w-1"]}},
         {"remove": {"own": ["4#2"]}}),
    ],
)  # fmt: skip
def test_every_text_of_a_changed_field_is_erased(edit: dict[str, Any], left: dict[str, Any]) -> None:
    assert edited("checkins", edit) == left
    assert edited("checkins", edit, str(number(NEXT))) == edit


def test_changed_fields_of_an_escalation_are_recognised_by_its_id() -> None:
    ours, theirs = {"at": ON_DAY, "text": "x"}, {"at": LATER, "text": "y"}
    keys = [json.dumps(update) for update in (ours, theirs)]
    edit: dict[str, Any] = {
        "set": {"title": "x", "cause": "x", "severity": 4, "outcome": "x"}, "add": {"updates": [ours, theirs]},
        "remove": {"updates": keys}, "order": {"updates": keys},
    }  # fmt: skip
    of_day = {"set": {"title": FORGOTTEN, "severity": 4}}
    assert edited("escalations", edit, "7", Marker(DAY, escalations=frozenset({"7"}))) == of_day
    opened = {**edit, "set": {**edit["set"], "opened": ON_DAY}}
    assert edited("escalations", opened, "7") == {"set": {**of_day["set"], "opened": ON_DAY}}
    others = {"set": edit["set"], "add": {"updates": [theirs]}, "remove": {"updates": [keys[1]]},
              "order": {"updates": [keys[1]]}}  # fmt: skip
    assert edited("escalations", edit, "7") == others
    moved = Marker(DAY, elsewhere=frozenset({"7"}))
    assert edited("escalations", opened, "7", moved) == {**others, "set": {**edit["set"], "opened": ON_DAY}}
    ended = {name: value for name, value in edit["set"].items() if name != "outcome"}
    assert edited("escalations", edit, "7", Marker(DAY, outcomes=frozenset({"7"}))) == {**others, "set": ended}
    resolved = {**edit, "set": {**edit["set"], "resolved": ON_DAY}}
    assert edited("escalations", resolved, "7") == {**others, "set": {**ended, "resolved": ON_DAY}}
    later = {**edit, "set": {**edit["set"], "resolved": LATER}}
    assert edited("escalations", later, "7", Marker(DAY, outcomes=frozenset({"7"})))["set"] == later["set"]


def test_all_values_of_a_field_in_conflict_are_erased() -> None:
    update = {"at": ON_DAY, "text": "x"}

    def rows(*values: Any) -> list[Any]:
        return [[value, LATER, "laptop"] for value in values]

    values = [[["note"], rows("x", None)], [["mood"], rows(3, 4)], [["community", "map", "feels"], rows("x", "y")],
              [["feelings", "list", '"x"'], rows(None, "x")], [["own"], rows(1, "x")],
              [["own", "list", '"x"'], rows(None)]]  # fmt: skip
    line = {"stamp": 1, "also": {"checkins": {AT: values, str(number(NEXT)): values}}}
    left = [[["mood"], rows(3, 4)], [["own"], rows(1)]]
    assert Words(MARKER).cleaned(line)["also"]["checkins"] == {AT: left, str(number(NEXT)): values}
    values = [[["outcome"], rows("x", "y")], [["updates", "list", json.dumps(update)], rows(update, None)],
              [["severity"], rows(2, 3)]]  # fmt: skip
    line = {"stamp": 1, "also": {"escalations": {"7": values, "8": values}}}
    marker = Marker(DAY, frozenset({"7"}), outcomes=frozenset({"8"}))
    assert Words(marker).cleaned(line)["also"]["escalations"] == {"7": [values[2]], "8": [values[2]]}


def test_lines_whose_newline_was_lost_are_erased_one_by_one() -> None:
    parts = ({"put": {"checkins": {AT: {"note": "x"}}}}, {"put": {"checkins": {str(number(NEXT)): {"note": "y"}}}})
    first, second = (
        change_line((1, "2026-11-20T09:00:00.000000Z", "2026.x", n), "log", part) for n, part in enumerate(parts, 1)
    )
    words = Words(MARKER)
    for between in (b"", b"\x0b", b"\r"):
        found = words.without(first[:-1] + between + second[:-1])
        assert found.endswith(between + second[:-1])
        assert read_change(found[: len(found) - len(between + second[:-1])])[1]["put"] == {"checkins": {AT: {}}}
    assert words.without(b"\xef\xbb\xbf" + second[:-1]) == b"\xef\xbb\xbf" + second[:-1]


def test_a_line_written_after_the_day_was_forgotten_keeps_its_words() -> None:
    raw: bytes = change_line(
        (9, "2026-11-20T09:00:00.000000Z", "2026.x", 4), "log", {"put": {"checkins": {AT: {"note": "x"}}}}
    )[:-1]
    assert Words(MARKER).without(raw, lambda line: line["id"] == ["2026.x", 4]) == raw
    assert b"note" not in Words(MARKER).without(raw, lambda line: line["id"] == ["2026.x", 5])


def test_a_marker_is_read_as_it_was_written() -> None:
    for marker in (MARKER, Marker(DAY, frozenset("12"), frozenset("3"), frozenset("45"), 6)):
        assert read_marker(json.loads(dumps(marker.raw()))) == marker
    wrong: list[object] = [None, [], {}, {"day": "2026-11-31"}, {"day": 1}]
    wrong += [{"day": str(DAY), "outcomes": [1]}, {"day": str(DAY), "elsewhere": 1}]
    for raw in wrong:
        assert read_marker(raw) is None
