"""Files of version 1 are read for as long as they exist. A device converts its own once, which changes no record."""

from __future__ import annotations

import errno
import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.journal import JournalError
from cmcheckin.journal.log.first_format import converted, read_first_format
from cmcheckin.journal.log.lines import START, Header, LineKey, dumps, read_change, read_header
from tests.journal.journal_home import DAY, DEVICE, MORNING, Home, checkin, fresh_home, workday

OTHER = "phone-77aa"
HEADER = Header(1, 2026, "x")
WALL = "2026-11-20T07:31:04.123456Z"
Stamp = tuple[str, int, str]


class FirstFormat:
    """A device as version 1 wrote its files: a line has the stamps of the versions it replaced that it had read."""

    def __init__(self, device: str) -> None:
        self.device = device
        self.lines = [dumps({"cmcheckin": "journal", "version": 1, "year": 2026, "device": device})]
        self.heads: dict[tuple[str, str], Stamp] = {}
        self.last: Stamp = ("", 0, "")

    def save(
        self, put: dict[str, dict[str, Any]], delete: dict[str, list[str]] | None = None, at: datetime = MORNING
    ) -> None:
        wall = at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"
        stamp = (wall, 0, self.device) if wall > self.last[0] else (self.last[0], self.last[1] + 1, self.device)
        was: dict[str, dict[str, Stamp]] = {}
        for table, ids in (*put.items(), *(delete or {}).items()):
            for doc_id in ids:
                if (table, doc_id) in self.heads:
                    was.setdefault(table, {})[doc_id] = self.heads[table, doc_id]
                self.heads[table, doc_id] = stamp
        for table, ids in (delete or {}).items():
            for doc_id in ids:
                del self.heads[table, doc_id]
        self.last = stamp
        parts = {"put": put, "del": delete, "was": was}
        self.lines.append(dumps({"stamp": stamp, "why": "log", **{n: part for n, part in parts.items() if part}}))

    def write(self, home: Home) -> Path:
        path = home.file(device=self.device)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"\n".join(self.lines) + b"\n")
        return path


def first(home: Home) -> bytes:
    """Write the file of DEVICE with a check-in that was changed once, and a workday. Return its content."""
    old = FirstFormat(DEVICE)
    old.save({"checkins": {"20261120": {"date": "2026-11-20", "mood": 3, "note": "ä"}}})
    old.save(
        {
            "checkins": {"20261120": {"date": "2026-11-20", "mood": 4, "note": "ä"}},
            "workdays": {"20261120": {"date": "2026-11-20", "kind": "work", "hours": 8}},
        }
    )
    return old.write(home).read_bytes()


def test_a_file_of_version_1_is_read_and_not_changed_by_reading(home: Home) -> None:
    before = first(home)
    journal = home.open()
    assert list(journal.everything()) == [checkin(mood=4, note="ä"), workday(hours=8)]
    assert [version.record for version in journal.history(checkin().key)] == [
        checkin(mood=3, note="ä"), checkin(mood=4, note="ä"),
    ]  # fmt: skip
    assert (journal.problems, journal.conflicts()) == ((), ())
    assert home.file().read_bytes() == before


def test_the_first_save_converts_the_own_file_once(home: Home) -> None:
    first(home)
    for mood in (5, 1):
        before = home.file().read_bytes()
        home.open().save([checkin(mood=mood, note="ä")], why="check-in")
        lines = home.file().read_bytes().splitlines()
        assert all(line.startswith(START) for line in lines)
        assert read_header(lines[0]).version == 2
        assert home.file().stat().st_mode & 0o777 == 0o600
    assert home.file().read_bytes().startswith(before)  # the second one only appended
    assert [line["id"] for line in home.changes()] == [[f"2026.{DEVICE}", n] for n in (1, 2, 3, 4)]
    assert [line["tick"] for line in home.changes()] == [0, 0, 1, 2]
    journal = home.open()
    assert [version.record.mood for version in journal.history(checkin().key)] == [3, 4, 5, 1]  # type: ignore[union-attr]
    assert (journal.problems, journal.conflicts()) == ((), ())


def test_changes_of_version_1_can_be_undone(home: Home) -> None:
    first(home)
    with home.open() as journal:
        assert journal.undo().swaps[0].before == checkin(mood=3, note="ä")
        assert list(journal.everything()) == [checkin(mood=3, note="ä")]
        assert journal.redo().swaps[0].after == checkin(mood=4, note="ä")
        journal.undo()
        journal.undo()
    assert len(home.open().everything()) == 0


def test_files_of_other_devices_are_never_converted(home: Home) -> None:
    first(home)
    journal = home.open(OTHER)
    before = home.file().read_bytes()
    journal.save([checkin(mood=5, note="ä")], why="edit")
    assert home.file().read_bytes() == before
    assert home.changes(device=OTHER)[0]["seen"] == {f"2026.{DEVICE}": "2026-11-20T07:31:04.123456Z+000000001"}
    home.open().save([workday(hours=7)], why="edit")
    for device in (DEVICE, OTHER):
        assert list(home.open(device).everything()) == [checkin(mood=5, note="ä"), workday(hours=7)]
        assert (home.open(device).problems, home.open(device).conflicts()) == ((), ())


def test_a_copy_of_the_file_before_its_conversion_adds_nothing(home: Home) -> None:
    before = first(home)
    home.open().save([checkin(mood=5, note="ä")], why="edit")
    (home.paths.journal / f"2026.{DEVICE}.sync-conflict-20261120-101010-ABCDEF.jsonl").write_bytes(before)
    journal = home.open()
    assert list(journal.everything()) == [checkin(mood=5, note="ä"), workday(hours=8)]
    assert (journal.problems, journal.conflicts()) == ((), ())


def test_a_line_of_version_1_that_was_cut_off_is_quarantined_when_the_file_is_converted(home: Home) -> None:
    first(home)
    with home.file().open("ab") as file:
        file.write(b'{"stamp":["2026')
    assert home.open().problems == ()
    home.open().save([checkin(mood=5, note="ä")], why="edit")
    assert list(home.files()) == [home.file().name, f"{home.file().name}.torn-2026-11-20"]
    assert home.files()[f"{home.file().name}.torn-2026-11-20"] == b'{"stamp":["2026'
    assert len(home.changes()) == 3


def test_a_damaged_file_of_version_1_is_read_and_left_as_it_is(home: Home) -> None:
    lines = first(home).splitlines(keepends=True)
    home.file().write_bytes(b"".join([lines[0], b'{"stamp":[]}\n', *lines[1:]]))
    before = home.file().read_bytes()
    journal = home.open()
    [problem] = journal.problems
    assert (problem.line, "stamp" in problem.what) == (2, True)
    assert journal.checkin(DAY) == checkin(mood=4, note="ä")
    journal.save([checkin(mood=5, note="ä")], why="edit")
    assert home.file().read_bytes() == before
    assert home.open().checkin(DAY) == checkin(mood=5, note="ä")


def test_a_conversion_that_fails_changes_nothing(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    before = first(home)
    journal = home.open()

    def fails(*args: object, **options: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch, pytest.raises(JournalError, match=r"converted.*no space.*Nothing was changed"):
        patch.setattr("cmcheckin.journal.log.store.write_file", fails)
        journal.save([checkin(mood=5)], why="edit")
    assert home.file().read_bytes() == before
    assert journal.save([checkin(mood=5)], why="edit")


STEPS = st.lists(
    st.tuples(
        st.booleans(),  # which device
        st.sampled_from(["1", "2", "3"]),
        st.none() | st.integers(0, 3),  # the new value, or None to delete
        st.booleans(),  # whether the devices have synced before
        st.integers(-90, 90),  # error of the clock in minutes
    ),
    max_size=10,
)


@given(STEPS)
def test_converting_changes_no_document_and_no_conflict(steps: list[tuple[bool, str, int | None, bool, int]]) -> None:
    devices = FirstFormat(DEVICE), FirstFormat(OTHER)
    for n, (is_other, doc_id, value, is_synced, wrong) in enumerate(steps):
        device = devices[is_other]
        if is_synced:
            _sync(*devices)
        at = MORNING + timedelta(minutes=10 * n + wrong)
        if value is not None:
            device.save({"t": {doc_id: {"n": value, device.device: n}}}, at=at)
        elif ("t", doc_id) in device.heads:
            device.save({}, {"t": [doc_id]}, at=at)
    with fresh_home() as home:
        for device in devices:
            device.write(home)
        before = state(home)
        for name in (DEVICE, OTHER):
            store = home.store(name)
            with store.changing():
                store.reach()
                store.convert()
            assert state(home) == before
            assert read_header(home.file(device=name).read_bytes().splitlines()[0]).version == 2


def _sync(one: FirstFormat, other: FirstFormat) -> None:
    lines = sorted(
        (json.loads(line) for each in (one, other) for line in each.lines[1:]), key=lambda line: line["stamp"]
    )
    heads: dict[tuple[str, str], Stamp] = {}
    for line in lines:
        for table, ids in line.get("del", {}).items():
            for doc_id in ids:
                heads.pop((table, doc_id), None)
        for table, docs in line.get("put", {}).items():
            for doc_id in docs:
                heads[table, doc_id] = tuple(line["stamp"])
    for each in (one, other):
        each.heads = dict(heads)
        each.last = max(one.last, other.last)


def state(home: Home) -> tuple[Any, Any]:
    """Return the documents and conflicts in the files of `home`."""
    memory = home.store("desk-1234").reach()
    conflicts = {
        place: [(path, [one.value for one in values]) for path, values in fields.conflicts()]
        for place, fields in memory.joined.items()
    }
    return memory.tables.get("t", {}), {place: found for place, found in conflicts.items() if found}


def key(raw: object) -> LineKey:
    return read_first_format(dumps({"stamp": raw}), HEADER)[0]


def test_a_stamp_becomes_the_time_of_a_line() -> None:
    assert key([WALL, 0, ""]) == (0, WALL, "2026.x", 0)
    assert key([WALL, 12, "y"]) == (0, WALL + "+000000012", "2026.x", 0)
    times = [[WALL, 0, "x"], [WALL, 1, "x"], [WALL, 10, "x"], [WALL[:-2] + "7Z", 0, "x"]]
    assert sorted(times, key=key) == times


@pytest.mark.parametrize(
    "raw",
    [
        None, "x", [WALL, 0], [WALL, 0, "x", 1], [7, 0, "x"], [WALL + "Z", 0, "x"], [WALL[1:], 0, "x"],
        [WALL[:-1] + "z", 0, "x"], [WALL.replace("T", " "), 0, "x"], ["x" + WALL[1:], 0, "x"],
        [WALL[:3] + "x" + WALL[4:], 0, "x"], [WALL, -1, "x"], [WALL, 1.0, "x"], [WALL, True, "x"], [WALL, 0, None],
    ],
)  # fmt: skip
def test_anything_else_is_no_stamp(raw: object) -> None:
    with pytest.raises(ValueError, match="stamp"):
        key(raw)


@pytest.mark.parametrize(
    "parts",
    [
        {"put": []}, {"put": {"t": []}}, {"put": {"t": {"1": []}}}, {"put": {"t": {"x": {}}}}, {"del": 7},
        {"del": {"t": ["x"]}}, {"was": 7}, {"was": {"t": []}}, {"was": {"t": {"1": "x"}}},
    ],
)  # fmt: skip
def test_a_line_of_version_1_has_its_shape(parts: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_first_format(dumps({"stamp": [WALL, 0, "x"], **parts}), HEADER)
    with pytest.raises(ValueError, match="change"):
        read_first_format(b"[]", HEADER)


def test_a_converted_line_says_what_it_replaced() -> None:
    doc = {"put": {"t": {"1": {"a": 1}}}}
    lines = [
        read_first_format(dumps({"stamp": [WALL, 0, "x"], "why": "one", **doc, "drop": ["u"]}), HEADER),
        read_first_format(
            dumps({"stamp": [WALL, 2, "x"], "del": {"t": ["1"]}, "was": {"t": {"1": [WALL, 1, "y"]}}}), HEADER
        ),
    ]
    raw = converted(lines, Header(2, 2026, "x")).splitlines()
    assert read_header(raw[0]) == Header(2, 2026, "x")
    found = [read_change(line) for line in raw[1:]]
    assert [at for at, _ in found] == [(0, WALL, "2026.x", 1), (0, WALL + "+000000002", "2026.x", 2)]
    parts = [{name: line.get(name) for name in ("why", "put", "del", "seen", "drop")} for _, line in found]
    assert parts == [
        {"why": "one", "put": doc["put"], "del": None, "seen": None, "drop": None},
        {"why": "", "put": None, "del": {"t": ["1"]}, "seen": {"y": WALL + "+000000001"}, "drop": None},
    ]
