"""Days of records, found in their ids and times without parsing them, and what an index of recent days has."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tinydb.table import Document

from cmcheckin.domain.fields import Key
from cmcheckin.journal.keys import (
    NEVER,
    RecordPlacing,
    closed_on,
    day_from,
    day_in_doc,
    day_in_key,
    number,
    place_of,
)
from cmcheckin.journal.log.lines import Doc
from cmcheckin.journal.log.memory import Memory
from cmcheckin.journal.records import Decoder
from tests.journal.journal_home import checkin

PLACING = RecordPlacing()


@pytest.mark.parametrize("day", [date(1970, 1, 1), date(2026, 11, 20), date(9999, 12, 31)])
def test_a_day_is_a_number_and_back(day: date) -> None:
    assert str(number(day)) == day.isoformat().replace("-", "")
    assert day_from(number(day)) == day


@pytest.mark.parametrize(
    ("kind", "name", "day"),
    [
        ("checkin", "2026-11-20", 20261120),
        ("workday", "2026-11-20", 20261120),
        ("escalation", "e-2026-11-19-1-3f9a", 20261119),
        ("escalation", "2026-11-19", 0),
        ("escalation", "e-2026-11-1", 0),
        ("escalation", "e-2026.11-19", 0),
        ("escalation", "e-2026-11.19", 0),
        ("escalation", "e-20x6-11-19", 0),
        ("escalation", "e-2026-1x-19", 0),
        ("escalation", "e-2026-11-x9", 0),
        ("escalation", "x", 0),
        ("nudge_state", "strain@2026-11-18T08:00:00+01:00", 20261118),
        ("nudge_state", "a@b@2026-11-18T08:00:00+01:00", 20261118),
        ("nudge_state", "2026-11-18T08:00:00+01:00", 20261118),
    ],
)
def test_the_day_in_an_id(kind: str, name: str, day: int) -> None:
    assert day_in_key(Key(kind, name)) == day


@pytest.mark.parametrize(
    ("table", "doc", "day"),
    [
        ("checkins", {}, 7),
        ("workdays", {"opened": "2026-11-19T02:10:00+01:00"}, 7),
        ("escalations", {"opened": "2026-11-19T02:10:00+01:00", "at": "2026-11-01"}, 20261119),
        ("escalations", {}, 0),
        ("escalations", {"opened": 20261119}, 0),
        ("nudge_states", {"at": "2026-11-19T02:10:00+01:00"}, 20261119),
        ("others", {"opened": "2026-11-19"}, 0),
    ],
)
def test_the_day_of_a_document(table: str, doc: dict[str, Any], day: int) -> None:
    assert day_in_doc(table, "7", doc) == day
    assert PLACING.year(table, "20250505", doc) == (2025 if table in ("checkins", "workdays") else day // 10000 or None)


def test_a_deleted_document_has_its_year_only_if_its_id_is_a_day() -> None:
    assert PLACING.year("checkins", "20250505", None) == 2025
    assert PLACING.year("escalations", "20250505", None) is None


@pytest.mark.parametrize(
    ("doc", "day"),
    [
        ({}, NEVER),
        ({"status": "open", "resolved": "2026-11-19"}, NEVER),
        ({"status": "resolved"}, 0),
        ({"status": "resolved", "resolved": "2026-11-19T02:10:00+01:00"}, 20261119),
    ],
)
def test_the_day_an_escalation_was_closed(doc: dict[str, Any], day: int) -> None:
    assert closed_on(doc) == day


FLOOR = 20261119


@pytest.mark.parametrize(
    ("table", "doc_id", "doc", "is_recent"),
    [
        ("checkins", "20261118", {}, False),
        ("checkins", "20261119", {}, True),
        ("workdays", "20261118", {}, False),
        ("workdays", "20261120", {}, True),
        ("nudge_states", "7", {"at": "2020-01-01"}, True),
        ("others", "7", {"opened": "2026-11-20"}, False),
        ("escalations", "7", {"opened": "2026-11-01", "status": "open"}, True),
        ("escalations", "7", {"opened": "2026-11-01", "status": "resolved"}, False),
        ("escalations", "7", {"opened": "2026-11-01", "status": "resolved", "resolved": "2026-11-18"}, False),
        ("escalations", "7", {"opened": "2026-11-01", "status": "resolved", "resolved": "2026-11-19"}, True),
        ("escalations", "7", {"opened": "2026-11-18", "status": "resolved", "id": "e-2026-11-18-1"}, False),
        ("escalations", "7", {"opened": "2026-11-18", "status": "resolved", "id": "e-2026-11-19-1"}, True),
        ("escalations", "7", {"opened": "2026-11-19", "status": "resolved"}, True),
    ],
)
def test_documents_of_recent_days_and_what_was_open_then_are_indexed(
    table: str, doc_id: str, doc: dict[str, Any], is_recent: bool
) -> None:
    assert PLACING.first_day(table, doc_id, doc) <= PLACING.last_day(table, doc_id, doc)
    assert (PLACING.last_day(table, doc_id, doc) >= FLOOR) is is_recent


def test_the_newest_day_is_that_of_a_check_in_or_workday() -> None:
    memory = Memory()
    assert PLACING.newest(memory) == 0
    memory.tables = {
        "checkins": {"20261101": {}},
        "workdays": {"20261103": {}, "20261102": {}},
        "escalations": {"9": {}},
    }
    assert PLACING.newest(memory) == 20261103


def test_ids_of_records_become_ids_of_documents() -> None:
    assert place_of(Key("checkin", "2026-11-20")) == ("checkins", "20261120")
    table, doc_id = place_of(Key("escalation", "e-1"))
    assert (table, 0 <= int(doc_id) < 2**60) == ("escalations", True)
    assert doc_id != place_of(Key("escalation", "e-2"))[1]
    with pytest.raises(KeyError):
        place_of(Key("other", "x"))
    with pytest.raises(ValueError, match="isoformat"):
        place_of(Key("checkin", "x"))


def test_a_document_is_decoded_once_and_a_damaged_one_is_a_problem_while_it_is_there() -> None:
    decoder = Decoder("folder")
    good, bad = {"date": "2026-11-20", "mood": 3}, {"date": "2026-13-21", "mood": 3}
    docs: dict[str, Doc] = {"20261120": good, "20261121": bad}

    def current(_: str, doc_id: str) -> Doc | None:
        return docs.get(doc_id)

    first = decoder.record("checkins", "20261120", good)
    assert decoder.record("checkins", "20261120", good) is first
    assert decoder.record("checkins", "20261120", {**good}) is first  # as TinyDB's documents are
    assert decoder.record("checkins", "20261120", {**good, "mood": 4}) != first
    assert decoder.record("checkins", "20261120", None) is None
    found = decoder.records("checkins", [Document(doc, int(doc_id)) for doc_id, doc in docs.items()])
    assert found == [first]
    assert ["2026-11-21" in problem.what for problem in decoder.problems(current)] == [True]
    docs["20261121"] = {**bad, "date": "2026-11-21"}
    assert list(decoder.problems(current)) == []
    del docs["20261121"]
    assert list(decoder.problems(current)) == []


def test_a_value_that_only_python_takes_as_equal_is_decoded_again() -> None:
    decoder = Decoder("folder")
    moods = [decoder.record("checkins", "20261120", {"date": "2026-11-20", "mood": mood}) for mood in (1, True)]
    assert moods == [checkin(mood=1), checkin()]
