"""The journal as a TinyDB database: what each operation saves, changes of several tables, and ranges of days."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from tinydb import where
from tinydb.table import Document

from cmcheckin.journal import JournalError
from cmcheckin.journal.errors import Problem
from cmcheckin.journal.keys import NEVER
from cmcheckin.journal.log.lines import dumps
from cmcheckin.journal.tinydb import JournalDB, JournalTable
from tests.journal.journal_home import DAY, DEVICE, Home, checkin, escalation, workday


@pytest.fixture
def db(home: Home) -> JournalDB:
    return JournalDB(home.store())


@pytest.fixture
def table(db: JournalDB) -> JournalTable:
    """A table with two documents, saved as one line."""
    table = db.table("t")
    table.insert_multiple([{"n": 1, "list": [1]}, {"n": 2}])
    return table


OPERATIONS: dict[str, tuple[Callable[[JournalTable], object], object, dict[int, object]]] = {
    "insert": (lambda t: t.insert({"n": 3}), 3, {1: 1, 2: 2, 3: 3}),
    "insert under an id": (lambda t: t.insert(Document({"n": 3}, 7)), 7, {1: 1, 2: 2, 7: 3}),
    "insert two": (lambda t: t.insert_multiple([{"n": 3}, Document({"n": 3}, 7)]), [3, 7], {1: 1, 2: 2, 3: 3, 7: 3}),
    "update all": (lambda t: t.update({"n": 5}), [1, 2], {1: 5, 2: 5}),
    "update one": (lambda t: t.update({"n": 5}, doc_ids=[2, 9]), [2], {1: 1, 2: 5}),
    "upsert a known one": (lambda t: t.upsert({"n": 5}, where("n") == 1), [1], {1: 5, 2: 2}),
    "upsert a new one": (lambda t: t.upsert(Document({"n": 5}, 7)), [7], {1: 1, 2: 2, 7: 5}),
    "put": (lambda t: t.put([Document({"n": 5}, 1), Document({"n": 6}, 7)]), None, {1: 5, 2: 2, 7: 6}),
    "remove": (lambda t: t.remove(where("n") == 1), [1], {2: 2}),
    "truncate": (lambda t: t.truncate(), None, {}),
}  # fmt: skip


@pytest.mark.parametrize("name", OPERATIONS)
def test_each_operation_is_one_line_and_the_same_after_opening(home: Home, table: JournalTable, name: str) -> None:
    operation, result, expected = OPERATIONS[name]
    assert operation(table) == result
    assert len(home.changes()) == 2
    for known in (table, JournalDB(home.store()).table("t")):
        assert {doc.doc_id: doc["n"] for doc in known} == expected


@pytest.mark.parametrize(
    "operation",
    [
        lambda t: t.update({"n": 1}, doc_ids=[1]),
        lambda t: t.put([Document({"n": 2}, 2)]),
        lambda t: t.upsert(Document({"n": 2}, 2)),
        lambda t: t.remove(doc_ids=[9]),
        lambda t: t.remove(where("n") == 9),
    ],
)
def test_an_operation_that_changes_nothing_writes_nothing(
    home: Home, table: JournalTable, operation: Callable[[JournalTable], object]
) -> None:
    before = home.files()
    operation(table)
    assert home.files() == before


def test_a_number_of_another_type_is_a_change(home: Home, table: JournalTable) -> None:
    table.update({"n": True}, doc_ids=[1])
    assert table.get(doc_id=1) == {"n": True, "list": [1]}
    assert len(home.changes()) == 2


def test_put_replaces_a_document_and_upsert_adds_to_it(table: JournalTable) -> None:
    table.upsert(Document({"a": 1}, 1))
    assert table.get(doc_id=1) == {"n": 1, "list": [1], "a": 1}
    table.put([Document({"a": 2}, 1)])
    assert table.get(doc_id=1) == {"a": 2}


def test_a_failed_operation_changes_nothing(home: Home, table: JournalTable) -> None:
    table.insert({"n": "text"})
    before = home.files()

    def spoil(doc: Any) -> None:
        doc.get("list", []).append(2)
        doc["n"] = doc["n"] + 1

    with pytest.raises(TypeError):
        table.update(spoil)
    with pytest.raises(ValueError, match="already exists"):
        table.insert(Document({}, 2))
    assert table.all() == [{"n": 1, "list": [1]}, {"n": 2}, {"n": "text"}]
    assert home.files() == before


def test_changing_what_was_saved_or_found_does_not_change_the_table(table: JournalTable) -> None:
    given: dict[str, Any] = {"a": {"b": [1]}}
    table.put([Document(given, 5)])
    given["a"]["b"].append(2)
    found = table.get(doc_id=5)
    assert found == {"a": {"b": [1]}}
    found["a"] = 3
    assert table.get(doc_id=5) == {"a": {"b": [1]}}


@pytest.mark.parametrize("bad", [{"n": float("nan")}, {"n": object()}, {"n": {1, 2}}, {("a", "b"): 1}])
def test_values_that_json_lacks_are_refused_before_writing(
    home: Home, table: JournalTable, bad: Mapping[Any, Any]
) -> None:
    before = home.files()
    with pytest.raises((TypeError, ValueError)):
        table.insert(bad)
    with pytest.raises((TypeError, ValueError)):
        table.put([Document(bad, 1)])
    assert home.files() == before
    assert len(table) == 2
    assert table.insert({"n": 3}) > 2


def test_a_table_can_be_emptied_but_not_dropped(home: Home, db: JournalDB, table: JournalTable) -> None:
    before = home.files()
    with pytest.raises(TypeError, match="truncate"):
        db.drop_tables()
    with pytest.raises(TypeError, match="truncate"):
        db.drop_table("t")
    assert home.files() == before
    assert db.tables() == {"t"}
    assert len(db.table("t")) == 2


def test_a_change_of_several_tables_is_one_line(home: Home, db: JournalDB, table: JournalTable) -> None:
    with db.change("both"):
        table.update({"n": 5}, doc_ids=[1])
        table.remove(doc_ids=[2])
        other = db.table("other")
        other.put([Document({"m": 1}, 1), Document({"m": 2}, 2)])
        other.update({"k": 1}, where("m") == 2)
        assert other.remove(doc_ids=[1, 3]) == [1]
        assert [doc["n"] for doc in table] == [1, 2]  # what was saved before
    assert [line["why"] for line in home.changes()] == ["", "both"]
    for known in (db, JournalDB(home.store())):
        assert known.table("t").all() == [{"n": 5, "list": [1]}]
        assert known.table("other").all() == [{"m": 2, "k": 1}]


def test_a_change_that_fails_saves_nothing(home: Home, db: JournalDB, table: JournalTable) -> None:
    before = home.files()
    with pytest.raises(RuntimeError), db.change("half"):
        table.truncate()
        raise RuntimeError
    with db.change("nothing in the end"):
        table.insert({"n": 5})
        table.remove(doc_ids=[3])
    assert home.files() == before
    assert [doc["n"] for doc in table] == [1, 2]
    table.update({"n": 4}, doc_ids=[1])
    assert len(home.changes()) == 2


def test_a_change_on_a_full_disk_changes_nothing(
    home: Home, db: JournalDB, table: JournalTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = home.files()

    def full(fd: int, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch, pytest.raises(JournalError, match=r"no space"), db.change("both"):
        table.update({"n": 2})
        db.table("other").insert({"n": 3})
        patch.setattr("os.write", full)
    assert home.files() == before
    assert [doc["n"] for doc in table] == [1, 2]
    assert table.insert({"n": 2}) > 2


def test_tables_read_together_are_of_one_moment(home: Home, db: JournalDB, table: JournalTable) -> None:
    with db.reading():
        other = JournalDB(home.store("desk-77aa"))
        with other.change("both"):
            other.table("t").truncate()
            other.table("other").insert({})
        assert (len(table), len(db.table("other"))) == (2, 0)
    assert (len(table), len(db.table("other"))) == (0, 1)


@pytest.mark.parametrize("days", [1, 400])
def test_documents_between_two_days_are_found_among_few_and_many(home: Home, days: int) -> None:
    journal = home.open()
    times = {"a": "2026-11-20T03:59", "b": "2026-11-20T04:00", "c": "2026-11-22T03:59", "d": "2026-11-22T04:00"}
    journal.save(
        [
            *(make(DAY + timedelta(n)) for n in range(-days, days + 1) for make in (checkin, workday)),
            *(escalation(name, f"{at}:00+01:00") for name, at in times.items()),
        ],
        why="import",
    )
    first, last = DAY, DAY + timedelta(1)
    found = journal.db.table("workdays").between(first, last)
    assert [(doc.doc_id, doc["date"]) for doc in found] == [(20261120, f"{first}"), (20261121, f"{last}")]
    assert {doc["id"] for doc in journal.db.table("escalations").between(first, last)} == {"a", "b", "c", "d"}
    assert journal.db.table("checkins").between(last, first) == []
    assert len(journal.db.table("checkins").between(date.min, date.max)) == 2 * days + 1
    assert len(journal.db.table("escalations").between(date.min, date.max)) == 4
    records = journal.between(first, last)
    assert {item.id for item in records.escalations} == {"b", "c"}
    assert (len(records.checkins), len(records.workdays)) == (2, 2)


def test_recent_days_are_read_without_the_older_ones(home: Home) -> None:
    with home.open() as journal:
        journal.save([checkin(DAY - timedelta(n), note="x" * 500) for n in range(400)], why="import")
    db = home.open().db
    with db.reading(NEVER):
        recent = len(db.table("checkins"))
    assert 0 < recent < 400
    assert len(db.table("checkins")) == 400


def test_the_journal_reads_and_writes_records_through_the_tables_alone(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = home.open()
    journal.save([checkin(mood=3), workday(), escalation()], why="check-in")
    names: list[str] = []
    read, update = JournalTable._read_table, JournalTable._update_table

    def reading(table: JournalTable) -> Any:
        names.append(f"read {table.name}")
        return {} if table.name == "escalations" else read(table)

    def updating(table: JournalTable, updater: Any) -> None:
        names.append(f"write {table.name}")
        update(table, updater)

    monkeypatch.setattr(JournalTable, "_read_table", reading)
    monkeypatch.setattr(JournalTable, "_update_table", updating)
    key = escalation().key
    assert journal.get(key) is journal.escalation(key.id) is None
    for found in (
        journal.unresolved(),
        journal.open_since(DAY),
        journal.between(date.min, DAY).escalations,
        journal.everything().escalations,
    ):
        assert len(found) == 0
    assert journal.next_escalation_ids(escalation().opened) == ("e-2026-11-18-1-3f9a",)
    assert journal.checkin(DAY) and journal.workday(DAY)
    assert len(journal.nudge_states()) == len(journal.reply_states()) == 0
    tables = ("checkins", "workdays", "escalations", "nudge_states", "reply_states")
    assert {*names} == {f"read {table}" for table in tables}
    names.clear()
    journal.save([checkin(mood=4)], delete=[workday().key], why="edit")
    assert {*names} == {"read checkins", "read workdays", "write checkins", "write workdays"}


def test_text_is_saved_in_utf_8() -> None:
    assert dumps({"text": "Grüße"}) == '{"text":"Grüße"}'.encode()


@pytest.mark.parametrize("text", ["é", "\ud800"])
@pytest.mark.parametrize("number", [float("nan"), float("inf"), -float("inf")])
def test_a_number_that_json_lacks_is_refused_beside_any_text(text: str, number: float) -> None:
    assert json.loads(dumps([text, 1.5])) == [text, 1.5]
    with pytest.raises(ValueError, match="JSON"):
        dumps([text, number])


def test_a_lone_surrogate_is_saved_escaped(home: Home, table: JournalTable) -> None:
    table.insert({"text": "\ud800"})
    assert JournalDB(home.store(DEVICE)).table("t").get(doc_id=3) == {"text": "\ud800"}


@pytest.mark.parametrize(
    ("line", "kept", "sentence"),
    [
        (None, None, "j.jsonl: it is damaged. Do this."),
        (3, None, "j.jsonl, line 3: it is damaged. Do this."),
        (None, "aside", "j.jsonl: it is damaged. A copy is in aside. Do this."),
    ],
)
def test_a_problem_names_its_line_and_copy_if_it_has_them(line: int | None, kept: str | None, sentence: str) -> None:
    assert str(Problem("j.jsonl", line, "it is damaged", kept, "Do this.")) == sentence
