"""The journal's table: on any storage, with copied documents, and with several operations as one change."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from tinydb import TinyDB, where
from tinydb.storages import JSONStorage, MemoryStorage
from tinydb.table import Document, Table

from cmcheckin.journal import JournalError
from cmcheckin.journal.errors import Problem
from cmcheckin.journal.log.lines import dumps
from cmcheckin.journal.storage import JournalStorage
from cmcheckin.journal.table import JournalDB, JournalTable
from tests.journal.journal_home import Home


@pytest.fixture(params=["memory", "json", "journal"])
def db(request: pytest.FixtureRequest, home: Home) -> TinyDB:
    """A database of the journal's table on each kind of storage, as in TinyDB's own tests."""
    if request.param == "memory":
        return _with_our_table(TinyDB(storage=MemoryStorage))
    if request.param == "json":
        home.folder.mkdir()
        return _with_our_table(TinyDB(home.folder / "db.json", storage=JSONStorage))
    return JournalDB(home.store(), storage=JournalStorage)


def _with_our_table(db: TinyDB) -> TinyDB:
    db.table_class = JournalTable
    return db


def test_the_table_works_over_any_storage(db: TinyDB) -> None:
    table = db.table("t")
    assert isinstance(table, JournalTable)
    assert table.insert({"a": 1}) == 1
    assert table.insert_multiple([{"a": 2}, Document({"a": 3}, 7)]) == [2, 7]
    assert table.upsert(Document({"b": 1}, 2)) == [2]
    assert table.get(doc_id=2) == {"a": 2, "b": 1}
    assert table.replace(Document({"c": 1}, 2)) == 2
    assert table.get(doc_id=2) == {"c": 1}
    assert table.remove(where("a") == 3) == [7]
    assert table.update({"d": 4}) == [1, 2]
    with pytest.raises(ValueError, match="already exists"):
        table.insert(Document({}, 2))
    assert db.tables() == {"t"}
    table.truncate()
    assert table.insert({}) == 1


def test_changing_a_result_does_not_change_the_table(home: Home) -> None:
    table = JournalDB(home.store(), storage=JournalStorage).table("t")
    given: dict[str, Any] = {"a": {"b": [1]}}
    table.insert(given)
    given["a"]["b"].append(2)
    found = table.get(doc_id=1)
    assert isinstance(found, Document)
    found["a"]["b"].append(3)
    table.all()[0]["a"].clear()
    assert table.get(doc_id=1) == {"a": {"b": [1]}}


def test_a_failed_update_changes_nothing(home: Home) -> None:
    table = JournalDB(home.store(), storage=JournalStorage).table("t")
    table.insert_multiple([{"n": 1}, {"n": "text"}])

    def spoil(doc: Any) -> None:
        doc["n"] = doc["n"] + 1

    with pytest.raises(TypeError):
        table.update(spoil)
    assert table.all() == [{"n": 1}, {"n": "text"}]
    assert len(home.changes()) == 1


@pytest.mark.parametrize("bad", [{"n": float("nan")}, {"n": object()}, {"n": {1, 2}}, {("a", "b"): 1}])
def test_values_that_json_lacks_are_refused_before_writing(home: Home, bad: Mapping[Any, Any]) -> None:
    table = JournalDB(home.store(), storage=JournalStorage).table("t")
    table.insert({"n": 1})
    before = home.files()
    with pytest.raises((TypeError, ValueError)):
        table.insert(bad)
    assert home.files() == before
    assert table.all() == [{"n": 1}]
    assert table.insert({"n": 2}) > 1


def test_text_is_saved_in_utf_8() -> None:
    assert dumps({"text": "Grüße"}) == '{"text":"Grüße"}'.encode()


@pytest.mark.parametrize("text", ["é", "\ud800"])
@pytest.mark.parametrize("number", [float("nan"), float("inf"), -float("inf")])
def test_a_number_that_json_lacks_is_refused_beside_any_text(text: str, number: float) -> None:
    assert json.loads(dumps([text, 1.5])) == [text, 1.5]
    with pytest.raises(ValueError, match="JSON"):
        dumps([text, number])


def test_a_lone_surrogate_is_saved_escaped(home: Home) -> None:
    table = JournalDB(home.store(), storage=JournalStorage).table("t")
    table.insert({"text": "\ud800"})
    assert JournalDB(home.store(), storage=JournalStorage).table("t").all() == [{"text": "\ud800"}]


def test_one_change_is_one_line_or_none(home: Home) -> None:
    storage = JournalStorage(home.store())
    first, other = JournalTable(storage, "one"), JournalTable(storage, "other")
    first.insert({"n": 0})
    with storage.one_change("both"):
        first.update({"n": 1}, doc_ids=[1])
        other.insert({"m": 1})
        other.insert({"m": 2})
        assert len(other) == 2
        other.remove(doc_ids=[1])
    assert len(home.changes()) == 2
    line = home.changes()[1]
    assert (line["why"], line["put"]) == ("both", {"one": {"1": {"n": 1}}, "other": {"2": {"m": 2}}})
    assert line["was"] == {"one": {"1": home.changes()[0]["stamp"]}}
    with pytest.raises(RuntimeError), storage.one_change():
        first.truncate()
        raise RuntimeError
    assert first.all() == [{"n": 1}]
    with storage.one_change():
        first.insert({"n": 5})
        first.remove(doc_ids=[2])
    assert len(home.changes()) == 2


def test_one_change_keeps_the_order_of_removed_and_reinserted_documents(home: Home) -> None:
    storage = JournalStorage(home.store())
    table = JournalTable(storage, "t")
    table.insert_multiple([{"n": 1}, {"n": 2}])
    with storage.one_change():
        table.insert({"n": 3})
        table.remove(doc_ids=[1])
        table.insert(Document({"n": 1}, 1))
        table.insert(Document({"n": 9}, 9))
    order = [doc.doc_id for doc in table]
    assert order == [2, 3, 1, 9]
    assert [doc.doc_id for doc in JournalTable(JournalStorage(home.store()), "t")] == order


def test_an_empty_persisted_table_exists_after_opening(home: Home) -> None:
    JournalDB(home.store(), storage=JournalStorage).table("t", persist_empty=True)
    db = JournalDB(home.store(), storage=JournalStorage)
    assert db.tables() == {"t"}
    db.table("t").insert({})
    assert len(JournalDB(home.store(), storage=JournalStorage).table("t", persist_empty=True)) == 1


def test_a_stock_table_over_the_journal_saves_too(home: Home) -> None:
    table = Table(JournalStorage(home.store()), "t")
    table.insert_multiple([{"n": 1}, {"n": 2}])
    table.update({"n": 3}, doc_ids=[2])
    table.remove(doc_ids=[1])
    assert JournalTable(JournalStorage(home.store()), "t").all() == [{"n": 3}]
    assert [sorted(line) for line in home.changes()[1:]] == [
        ["put", "stamp", "was", "why"],
        ["del", "stamp", "was", "why"],
    ]


def test_one_change_on_a_full_disk_changes_nothing(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    storage = JournalStorage(home.store())
    table = JournalTable(storage, "t")
    table.insert({"n": 1})
    before = home.files()

    def full(fd: int, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch, pytest.raises(JournalError, match=r"no space"), storage.one_change():
        table.update({"n": 2})
        table.insert({"n": 3})
        patch.setattr("os.write", full)
    assert home.files() == before
    assert table.all() == [{"n": 1}]
    assert table.insert({"n": 2}) > 1


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


def test_one_change_needs_the_journal_as_its_storage() -> None:
    db = JournalDB(storage=MemoryStorage)
    with pytest.raises(TypeError):
        db.keep({"t": {"1": {"a": 1}}}, {}, "")
    assert db.table("t").all() == []
