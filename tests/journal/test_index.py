"""The index saves time, and what is read stays the same."""

from __future__ import annotations

import json
import os
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.nudge_state import NudgeState
from cmcheckin.journal import Journal
from cmcheckin.journal.log import index
from cmcheckin.journal.log.lines import START, checked, dumps
from cmcheckin.journal.log.reader import Reader
from tests.journal.journal_home import DAY, DEVICE, MORNING, Home, checkin, escalation, fresh_home, rewritten, workday

OTHER = "desk-77aa"


pytestmark = pytest.mark.usefixtures("always_indexed")


def _index_path(home: Home) -> Path:
    return home.paths.cache / f"index.{DEVICE}.json"


def _floors(home: Home) -> list[int]:
    """Return the first days of the lines of the index, newest first."""
    first = json.loads(_index_path(home).read_bytes().splitlines()[0])
    return [first["floor"], *(floor for floor, *_ in first["older"])]


def _save_ten_months(home: Home) -> None:
    journal = home.open()
    first = DAY - timedelta(300)
    days = [first + timedelta(n) for n in range(301)]
    journal.save([checkin(day, mood=3) for day in days], why="import")
    journal.save([workday(day, hours=8) for day in days], why="import")
    old = escalation("old", f"{first}T10:00:00+01:00", status="resolved")
    still = escalation("still", f"{first}T11:00:00+01:00", status="watching")
    new = escalation("new", f"{DAY}T10:00:00+01:00", status="resolved")
    journal.save([old, still, new], why="import")
    journal.save([NudgeState("strain", home.clock.now() - timedelta(200), "off")], why="nudges")
    journal.close()


def test_reading_recent_days_does_not_read_everything(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    _save_ten_months(home)
    home.open().checkin(DAY)
    assert _index_path(home).exists()
    journal = home.open()

    def never(self: Reader) -> None:
        raise AssertionError("everything was read")

    with monkeypatch.context() as patch:
        patch.setattr(Reader, "load", never)
        assert journal.checkin(DAY) == checkin(DAY, mood=3)
        assert len(journal.between(DAY - timedelta(index.REACHES[-1]), DAY).workdays) == 191
        assert [record.id for record in journal.unresolved()] == ["still"]
        assert journal.escalation("still") is not None
        assert journal.escalation("e-2026-11-20-1-3f9a") is None
        assert journal.next_escalation_ids(MORNING) == ("e-2026-11-20-1-3f9a",)
        journal.save([checkin(DAY, mood=4), escalation("e-2026-11-20-1-3f9a", f"{DAY}T10:00:00+01:00")], why="log")
        with pytest.raises(AssertionError):
            journal.checkin(DAY - timedelta(200))
    assert journal.checkin(DAY - timedelta(200)) == checkin(DAY - timedelta(200), mood=3)
    assert journal.escalation("old") is not None
    assert len(journal.everything()) == 301 * 2 + 5
    assert home.open().checkin(DAY) == checkin(DAY, mood=4)


@pytest.mark.parametrize(("back", "reads_everything"), [(190, False), (191, True)])
def test_a_first_read_uses_the_index_as_far_as_it_reaches(
    home: Home, monkeypatch: pytest.MonkeyPatch, back: int, reads_everything: bool
) -> None:
    _save_ten_months(home)
    home.open().checkin(DAY)
    loads: list[Reader] = []
    load = Reader.load

    def counted(self: Reader) -> object:
        loads.append(self)
        return load(self)

    monkeypatch.setattr(Reader, "load", counted)
    assert len(home.open().between(DAY - timedelta(back), DAY).workdays) == back + 1
    assert bool(loads) is reads_everything


def test_escalations_open_in_recent_weeks_are_found_without_reading_everything(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    _save_ten_months(home)
    opened = f"{DAY - timedelta(300)}T10:00:00+01:00"
    lately = f"{DAY - timedelta(30)}T10:00:00+01:00"
    long_ago = f"{DAY - timedelta(290)}T10:00:00+01:00"
    journal = home.open()
    ends = (("lately", lately), ("long-ago", long_ago))
    journal.save([escalation(name, opened, status="resolved", resolved=at) for name, at in ends], why="import")
    journal.close()
    home.open().checkin(DAY)

    def never(self: Reader) -> None:
        raise AssertionError("everything was read")

    with monkeypatch.context() as patch:
        patch.setattr(Reader, "load", never)
        journal = home.open()
        assert {record.id for record in journal.open_since(DAY - timedelta(31))} == {"lately", "still"}
        assert {record.id for record in journal.open_since(DAY - timedelta(29))} == {"still"}
    assert {record.id for record in journal.open_since(DAY - timedelta(295))} == {"lately", "long-ago", "still"}


def test_changing_an_old_record_saves_only_what_changed(home: Home) -> None:
    _save_ten_months(home)
    home.open().checkin(DAY)
    old = DAY - timedelta(250)
    journal = home.open()
    journal.checkin(DAY)
    assert journal.store.floor
    assert not journal.save([checkin(old, mood=3)], why="edit")
    assert journal.save([checkin(old, mood=4)], why="edit").records == (checkin(old, mood=4),)
    assert home.changes()[-1]["edit"] == {"checkins": {old.strftime("%Y%m%d"): {"set": {"mood": 4}}}}
    assert home.open().undo().swaps[0].before == checkin(old, mood=3)


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"\xff", b"[" * 100_000, b'{"cmcheckin":"index","version":1}'])
def test_an_invalid_index_is_ignored(home: Home, content: bytes) -> None:
    _save_ten_months(home)
    home.open().checkin(DAY)
    _index_path(home).write_bytes(content)
    assert home.open().checkin(DAY) == checkin(DAY, mood=3)
    assert _floors(home)[-1] == 20260514
    _index_path(home).unlink()
    _index_path(home).mkdir()
    assert home.open().checkin(DAY) == checkin(DAY, mood=3)


def test_a_file_that_was_rewritten_is_read_again(home: Home) -> None:
    _save_ten_months(home)
    home.open().checkin(DAY)
    whole = home.file().read_bytes()
    home.file().write_bytes(rewritten(whole, (b'"mood":3', b'"mood":2')))
    assert home.open().checkin(DAY) == checkin(DAY, mood=2)
    home.open().checkin(DAY)
    home.file().write_bytes(rewritten(whole, (b'"mood":3', b'"mood":1')) + b"\n")
    assert home.open().checkin(DAY) == checkin(DAY, mood=1)


def test_records_after_the_current_day_are_read(home: Home) -> None:
    _save_ten_months(home)
    home.clock.at -= timedelta(200)
    for _ in range(2):
        journal = home.open()
        assert len(journal.between(DAY - timedelta(200), DAY).checkins) == 201


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_the_index_does_not_change_what_is_read(data: st.DataObject) -> None:
    with fresh_home() as home:
        window = home.open()
        for _ in range(data.draw(st.integers(1, 12))):
            if data.draw(st.booleans()):
                window = home.open()
            device = data.draw(st.sampled_from([DEVICE, DEVICE, OTHER]))
            home.clock.at += timedelta(hours=data.draw(st.integers(-30, 30)))
            journal = home.open(device)
            _random_change(home, journal, data)
            if data.draw(st.booleans()):
                journal.close()
            first = DAY - timedelta(data.draw(st.integers(0, 300)))
            without = home.open()
            without.store.reach()
            _compare(window, without, data)
            seen = home.open()
            assert seen.between(first, DAY) == without.between(first, DAY)
            assert seen.unresolved() == without.unresolved()
            since = [record for record in without.everything().escalations if _open_on_or_after(record, first)]
            assert list(seen.open_since(first)) == list(without.open_since(first)) == since
            for key in (checkin(first).key, escalation("old").key, escalation(f"e-{first}-1-3f9a").key):
                assert seen.get(key) == without.get(key)
            if data.draw(st.booleans()):
                _damage_index(home, data)
                assert home.open().between(first, DAY) == without.between(first, DAY)
            assert seen.everything() == without.everything()


def _compare(window: Journal, whole: Journal, data: st.DataObject) -> None:
    """Check that `window` shows what `whole` shows, which has read everything, back to some days."""
    for back in data.draw(st.lists(st.integers(0, 200), max_size=3)):
        day = DAY - timedelta(back)
        assert window.between(day, DAY) == whole.between(day, DAY)
        assert window.unresolved() == whole.unresolved()
        assert window.conflicts() == whole.conflicts()


def _damage_index(home: Home, data: st.DataObject) -> None:
    if _index_path(home).exists() and (raw := bytearray(_index_path(home).read_bytes())):
        raw[data.draw(st.integers(0, len(raw) - 1))] ^= 1 << data.draw(st.integers(0, 7))
        _index_path(home).write_bytes(raw)


def _open_on_or_after(record: Escalation, day: date) -> bool:
    return record.unresolved or (record.resolved is not None and record.resolved.date() >= day)


def _random_change(home: Home, journal: Journal, data: st.DataObject) -> None:
    day = DAY - timedelta(data.draw(st.sampled_from([0, 1, 30, 125, 126, 127, 160, 300])))
    fields: dict[str, Any] = {"status": data.draw(st.sampled_from(["open", "resolved"]))}
    if fields["status"] == "resolved" and data.draw(st.booleans()):
        resolved = DAY - timedelta(data.draw(st.sampled_from([0, 1, 30, 125, 126, 127, 160, 300])))
        fields["resolved"] = f"{resolved}T23:30:00-05:00"
    what = data.draw(
        st.sampled_from(["checkin", "both", "escalation", "imported", "nudge", "delete", "undo", "touch", "cut"])
    )
    if what == "checkin":
        journal.save([checkin(day, mood=data.draw(st.integers(1, 5)))], why="check-in")
    elif what == "both":
        journal.save([checkin(day, mood=1), workday(day - timedelta(1), hours=data.draw(st.integers(0, 9)))], why="log")
    elif what == "escalation":
        name = data.draw(st.sampled_from([f"e-{day}-1-3f9a", "old"]))
        journal.save([escalation(name, f"{day}T10:00:00+01:00", **fields)], why="log")
    elif what == "nudge":
        journal.save([NudgeState("strain", home.clock.now(), "off")], why="nudges")
    elif what == "delete":
        journal.save([], delete=[checkin(day).key, escalation("old").key], why="delete")
    elif what == "undo":
        try:
            journal.undo()
        except Exception as error:
            assert type(error).__name__ in {"NothingToUndo", "UndoRefused"}
    elif what == "touch" and home.file().exists():
        os.utime(home.file())
    elif what == "cut" and home.file().exists():
        with home.file().open("ab") as file:
            file.write(b'{"crc":"20')


def test_the_index_reaches_back_from_the_newest_day(home: Home) -> None:
    journal = home.open()
    journal.save([checkin(date(2026, 1, 10), mood=3), checkin(date(2025, 6, 1), mood=3)], why="import")
    journal.close()
    assert _floors(home)[-1] == 20250704


def test_an_up_to_date_index_is_not_written_again(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    _save_ten_months(home)
    home.open().checkin(DAY)
    before = _index_path(home).stat()
    monkeypatch.setattr(index, "WORTH", 10_000)
    for first in (DAY, DAY - timedelta(250)):
        with home.open() as journal:
            assert len(journal.between(first, DAY)) > 0
    assert _index_path(home).stat().st_mtime_ns == before.st_mtime_ns
    with home.open(OTHER) as journal:
        journal.save([checkin(DAY, mood=1)], why="check-in")
    home.file(device=OTHER).rename(home.paths.journal / "z.jsonl")
    assert home.open().checkin(DAY) == checkin(DAY, mood=1)
    home.clock.at -= timedelta(2)  # a line that belongs before some in the index
    with fresh_home() as away:
        away.clock.at = home.clock.at
        away.open("third-0003").save([checkin(DAY, mood=5)], why="check-in")
        (home.paths.journal / "third.jsonl").write_bytes(away.file(device="third-0003").read_bytes())
    for _ in range(2):
        assert home.open().checkin(DAY) == checkin(DAY, mood=1)
    assert _index_path(home).stat().st_ino != before.st_ino
    assert "third.jsonl" in json.loads(_index_path(home).read_bytes().splitlines()[0])["files"]


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_what_devices_change_apart_is_joined_with_the_index_as_without(data: st.DataObject) -> None:
    with fresh_home() as here, fresh_home() as there:
        homes = {DEVICE: here, OTHER: there}
        window = here.open()
        for _ in range(data.draw(st.integers(2, 14))):
            device = data.draw(st.sampled_from([DEVICE, OTHER]))
            homes[device].clock.at += timedelta(minutes=data.draw(st.integers(1, 300)))
            journal = homes[device].open(device)
            _random_change_apart(journal, data)
            journal.close()
            if data.draw(st.booleans()):
                _sync(here, there)
                _sync(there, here)
            if data.draw(st.booleans()):
                window = here.open()
            whole = here.open()
            whole.store.reach()
            _compare(window, whole, data)
        assert here.open().everything() == whole.everything()


def _sync(source: Home, target: Home) -> None:
    target.paths.journal.mkdir(parents=True, exist_ok=True)
    for name, content in source.files().items():
        path = target.paths.journal / name
        if not path.exists() or len(path.read_bytes()) < len(content):
            path.write_bytes(content)


def _random_change_apart(journal: Journal, data: st.DataObject) -> None:
    day = DAY - timedelta(data.draw(st.sampled_from([0, 2, 20, 80, 189, 250])))
    closed = {"status": "resolved", "resolved": f"{day}T12:00:00+01:00"}
    what = data.draw(st.sampled_from(["checkin", "checkin", "open", "closed", "delete"]))
    if what == "checkin":
        journal.save([checkin(day, mood=data.draw(st.integers(1, 5)), note=data.draw(st.sampled_from("abc")))], why="")
    elif what == "delete":
        journal.save([], delete=[checkin(day).key], why="delete")
    else:
        name = data.draw(st.sampled_from([f"e-{day}-1-3f9a", "old"]))
        opened = f"{DAY - timedelta(300)}T10:00:00+01:00"
        journal.save([escalation(name, opened, **(closed if what == "closed" else {"status": "open"}))], why="log")


def test_what_another_device_changed_is_compared_with_what_older_lines_of_the_index_have() -> None:
    with fresh_home() as here, fresh_home() as there:
        opened, closed = f"{DAY - timedelta(300)}T10:00:00+01:00", f"{DAY - timedelta(80)}T10:00:00+01:00"
        with here.open() as journal:
            journal.save([checkin(DAY), escalation("old", opened, status="resolved", resolved=closed)], why="import")
        there.clock.at += timedelta(hours=1)
        there.open(OTHER).save([escalation("old", opened, status="open")], why="import")
        here.open().checkin(DAY)
        window = here.open()
        window.checkin(DAY)
        assert window.store.memory.docs("escalations") == {}
        _sync(there, here)
        whole = here.open()
        whole.store.reach()
        assert window.conflicts() == whole.conflicts() != ()
        assert window.unresolved() == whole.unresolved()


def test_a_line_of_the_index_that_was_replaced_or_damaged_is_not_used(home: Home) -> None:
    _save_ten_months(home)
    home.open().checkin(DAY)
    first, *older = _index_path(home).read_bytes().splitlines()
    other = older[0].replace(b'"mood":3', b'"mood":1')
    for damaged in (other, checked(b"{" + other[len(START) + 10 :]), b"", older[1]):
        _index_path(home).write_bytes(b"\n".join([first, damaged, *older[1:]]))
        journal = home.open()
        assert journal.checkin(DAY) == checkin(DAY, mood=3)
        assert journal.store.floor == _floors(home)[0]
        assert journal.checkin(DAY - timedelta(20)) == checkin(DAY - timedelta(20), mood=3)
        assert journal.store.floor == 0
        journal.close()
        assert _index_path(home).read_bytes().splitlines()[1] == older[0]


@pytest.mark.parametrize(("new", "is_written"), [(0, False), (1, True)])
def test_the_index_is_written_for_more_new_bytes_than_the_limit(
    home: Home, monkeypatch: pytest.MonkeyPatch, new: int, is_written: bool
) -> None:
    home.open().save([checkin(mood=3)], why="check-in")
    monkeypatch.setattr(index, "WORTH", home.file().stat().st_size - new)
    home.open().checkin(DAY)
    assert _index_path(home).exists() is is_written


def _first_line(raw: dict[str, Any]) -> bytes:
    return checked(dumps({name: part for name, part in raw.items() if name != "crc"}))


@pytest.mark.parametrize("version", [index.VERSION - 1, index.VERSION + 1])
@pytest.mark.parametrize("name", ["version", "cmcheckin"])
def test_an_index_of_another_version_is_ignored(home: Home, version: int, name: str) -> None:
    _save_ten_months(home)
    home.open().checkin(DAY)
    first, *others = _index_path(home).read_bytes().splitlines()
    raw = json.loads(first)
    assert index.read(str(_index_path(home)), str(home.paths.journal)) is not None
    _index_path(home).write_bytes(b"\n".join([_first_line(raw), *others]))
    assert index.read(str(_index_path(home)), str(home.paths.journal)) is not None
    _index_path(home).write_bytes(b"\n".join([_first_line(raw | {name: version}), *others]))
    assert index.read(str(_index_path(home)), str(home.paths.journal)) is None
