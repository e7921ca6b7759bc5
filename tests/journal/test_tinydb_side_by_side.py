"""Run the documented methods of TinyDB's tables on the journal and in memory, and compare."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from tinydb import TinyDB, where
from tinydb.operations import add, delete, increment
from tinydb.operations import set as set_field
from tinydb.storages import MemoryStorage
from tinydb.table import Document, Table

from cmcheckin.journal.tinydb import JournalDB
from tests.journal.journal_home import Home

TABLES = ["_default", "a"]
names = st.sampled_from(["n", "m", "text", "deep"])
plain = st.none() | st.booleans() | st.integers(-5, 5) | st.floats(-2, 2) | st.text(max_size=6)
values = st.recursive(
    plain, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(names, inner, max_size=2), max_leaves=4
)
docs = st.dictionaries(names, values, max_size=3).map(lambda doc: {**doc, "k": len(doc)})
ids = st.integers(1, 12)
tables = st.sampled_from(TABLES)
steps = st.tuples(st.sampled_from(["insert", "update", "upsert", "remove", "truncate"]), tables, docs, ids)
conditions = st.one_of(
    st.integers(0, 3).map(lambda n: where("k") == n),
    st.integers(-5, 5).map(lambda n: where("n") == n),
    st.just(where("text").exists()),
    st.just(where("nowhere").exists()),
)
operations = st.one_of(
    st.just(increment("k")),
    st.just(delete("k")),
    st.integers(-2, 2).map(lambda n: add("k", n)),
    values.map(lambda value: set_field("deep", value)),
)


def _exact(found: Any) -> str:
    """Return `found` as JSON, in which 1 is neither true nor 1.0."""
    return json.dumps(found, sort_keys=True)


class SideBySide(RuleBasedStateMachine):
    """Compare TinyDB on the journal with TinyDB in memory, with reopening and with two handles in turn."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.home = Home(Path(self.folder.name))

    @initialize()
    def begin(self) -> None:
        self.memory = TinyDB(storage=MemoryStorage)
        self.handles = [self._open(), self._open()]
        self.db = self.handles[0]

    def _open(self) -> JournalDB:
        return JournalDB(self.home.store())

    def teardown(self) -> None:
        self.folder.cleanup()

    def _both(self, table: str, act: Callable[[Table], Any]) -> Any:
        """Call `act` on `table` of both databases. Both must give the same result or the same kind of error."""
        found: list[Any] = []
        for db in (self.memory, self.db):
            try:
                found.append(act(db.table(table)))
            except Exception as error:  # both sides must raise the same kind
                found.append(type(error))
        assert _exact_result(found[0]) == _exact_result(found[1])
        return found[1]

    @rule(table=tables, doc=docs)
    def insert(self, table: str, doc: dict[str, Any]) -> None:
        self._both(table, lambda t: t.insert(doc))

    @rule(table=tables, doc=docs, doc_id=ids)
    def insert_under_an_id(self, table: str, doc: dict[str, Any], doc_id: int) -> None:
        self._both(table, lambda t: t.insert(Document(doc, doc_id)))

    @rule(table=tables, some=st.lists(docs, max_size=3))
    def insert_multiple(self, table: str, some: list[dict[str, Any]]) -> None:
        self._both(table, lambda t: t.insert_multiple(some))

    @rule(table=tables, some=st.dictionaries(ids, docs, max_size=3))
    def insert_multiple_under_ids(self, table: str, some: dict[int, dict[str, Any]]) -> None:
        self._both(table, lambda t: t.insert_multiple([Document(doc, at) for at, doc in some.items()]))
        self._forget_ids()  # otherwise TinyDB continues with ids that are taken now

    @rule(table=tables, fields=docs)
    def update_all(self, table: str, fields: dict[str, Any]) -> None:
        self._both(table, lambda t: t.update(fields))

    @rule(table=tables, fields=docs, cond=conditions)
    def update_where(self, table: str, fields: dict[str, Any], cond: Any) -> None:
        self._both(table, lambda t: t.update(fields, cond))

    @rule(table=tables, fields=docs, at=st.lists(ids, max_size=3, unique=True))
    def update_ids(self, table: str, fields: dict[str, Any], at: list[int]) -> None:
        self._both(table, lambda t: t.update(fields, doc_ids=at))

    @rule(table=tables, operation=operations, cond=conditions)
    def update_by_operation(self, table: str, operation: Any, cond: Any) -> None:
        has_k = where("k").exists()
        self._both(table, lambda t: t.update(operation, cond & has_k))

    @rule(table=tables, updates=st.lists(st.tuples(docs, conditions), max_size=2))
    def update_multiple(self, table: str, updates: list[tuple[dict[str, Any], Any]]) -> None:
        self._both(table, lambda t: t.update_multiple(updates))

    @rule(table=tables, doc=docs, cond=conditions)
    def upsert(self, table: str, doc: dict[str, Any], cond: Any) -> None:
        self._both(table, lambda t: t.upsert(doc, cond))

    @rule(table=tables, doc=docs, doc_id=ids)
    def upsert_under_an_id(self, table: str, doc: dict[str, Any], doc_id: int) -> None:
        self._both(table, lambda t: t.upsert(Document(doc, doc_id)))

    @rule(table=tables, doc=docs)
    def upsert_without_a_condition(self, table: str, doc: dict[str, Any]) -> None:
        self._both(table, lambda t: t.upsert(doc))

    @rule(table=tables, cond=conditions)
    def remove_where(self, table: str, cond: Any) -> None:
        self._both(table, lambda t: t.remove(cond))

    @rule(table=tables, at=st.lists(ids, max_size=3, unique=True))
    def remove_ids(self, table: str, at: list[int]) -> None:
        self._both(table, lambda t: t.remove(doc_ids=at))

    @rule(table=tables)
    def remove_nothing_named(self, table: str) -> None:
        self._both(table, lambda t: t.remove())

    @rule(table=tables)
    def truncate(self, table: str) -> None:
        self._both(table, lambda t: t.truncate())

    @rule(table=tables, cond=conditions, at=st.lists(ids, max_size=3))
    def look(self, table: str, cond: Any, at: list[int]) -> None:
        self._both(table, lambda t: t.search(cond))
        self._both(table, lambda t: t.get(cond))
        self._both(table, lambda t: t.get(doc_ids=at))
        self._both(table, lambda t: [(t.get(doc_id=n), t.contains(doc_id=n)) for n in at])
        self._both(table, lambda t: (t.contains(cond), t.count(cond), t.contains(where("k") == 1)))
        self._both(table, lambda t: t.get())
        self._both(table, lambda t: t.contains())

    @rule(steps=st.lists(steps, min_size=1, max_size=5))
    def several_as_one_change(self, steps: list[tuple[str, str, dict[str, Any], int]]) -> None:
        before = len(self.home.changes()) if self.home.file().exists() else 0
        removed: set[tuple[str, int]] = set()
        with self.db.change("several"):
            for what, table, doc, at in steps:
                if what in ("insert", "upsert") and (table, at) in removed:
                    continue  # TinyDB moves it to the end, but a change leaves it in place
                self._step(what, table, doc, at)
                if what in ("remove", "truncate"):
                    removed |= {(table, n) for n in ((at, at + 1) if what == "remove" else range(1, 100))}
        after = len(self.home.changes()) if self.home.file().exists() else 0
        assert after - before <= 1
        self._forget_ids()

    def _step(self, what: str, table: str, doc: dict[str, Any], at: int) -> None:
        if what == "insert":
            self._both(table, lambda t: t.insert(Document(doc, at)))
        elif what == "update":
            self._both(table, lambda t: t.update(doc, doc_ids=[at, at + 1]))
        elif what == "upsert":
            self._both(table, lambda t: t.upsert(Document(doc, at)))
        elif what == "remove":
            self._both(table, lambda t: t.remove(doc_ids=[at, at + 1]))
        else:
            self._both(table, lambda t: t.truncate())

    @rule(table=tables, cond=conditions)
    def spoil_a_result(self, table: str, cond: Any) -> None:
        for doc in self.db.table(table).search(cond):
            doc["k"] = "spoiled"

    @rule()
    def close_and_open(self) -> None:
        self.db.close()
        self.db = self.handles[0] = self._open()
        self._forget_ids()

    @rule(which=st.sampled_from([0, 1]))
    def take_turns(self, which: int) -> None:
        self.db = self.handles[which]
        self._forget_ids()

    def _forget_ids(self) -> None:
        """Make every handle count ids from its content, as a newly opened one does."""
        for db in (self.memory, *self.handles):
            for name in TABLES:
                db.table(name)._next_id = None

    @invariant()
    def same_content(self) -> None:
        if not hasattr(self, "db"):
            return
        for name in TABLES:
            ours, theirs = self.db.table(name), self.memory.table(name)
            assert [doc.doc_id for doc in ours] == [doc.doc_id for doc in theirs]
            assert _exact(ours.all()) == _exact(theirs.all())
            assert len(ours) == len(theirs)
        filled = {name for name in TABLES if len(self.memory.table(name))}
        assert filled <= self.db.tables() <= set(TABLES)


def _exact_result(found: Any) -> str:
    if isinstance(found, type):
        return found.__name__
    if isinstance(found, Document):
        return f"{found.doc_id}: {_exact(found)}"
    if isinstance(found, list | tuple):
        return str([_exact_result(item) for item in found])
    return _exact(found)


SideBySide.TestCase.settings = settings(
    max_examples=30, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
)
TestSideBySide = SideBySide.TestCase
