"""Lines that a journal file has lost are noticed, in a window and with the index; and the limits of what is cached."""

from __future__ import annotations

import gc
import json
import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from cmcheckin.journal import Journal
from cmcheckin.journal.log import index, reader
from cmcheckin.journal.log.files import JournalFile
from cmcheckin.journal.log.index import fields, file_from
from cmcheckin.journal.log.lines import Header, checked, dumps
from tests.journal.journal_home import DAY, DEVICE, Home, checkin, fresh_home, workday

OTHER = "phone-77aa"


def saved(home: Home, changes: int = 3) -> Journal:
    """Save as many changes, and return a window that has read them."""
    for n in range(changes):
        home.open().save([checkin(DAY - timedelta(n), mood=3)], why="check-in")
    window = home.open()
    window.everything()
    return window


def index_of(home: Home) -> Path:
    return home.paths.cache / f"index.{DEVICE}.json"


def cut(home: Home, left: int, device: str = DEVICE) -> None:
    """Leave only the header and `left` changes in the file of `device`."""
    home.file(device=device).write_bytes(b"".join(home.file(device=device).read_bytes().splitlines(True)[: left + 1]))


def lost(journal: Journal) -> list[str]:
    """Return what is wrong with the files that lost lines."""
    assert all(problem.line is None and "backup" in problem.advice for problem in journal.problems)
    return [problem.what for problem in journal.problems]


@pytest.mark.parametrize(
    ("left", "what"),
    [
        (3, []), (2, ["1 change is missing (no. 3)"]), (1, ["2 changes are missing (no. 2–3)"]),
        (0, ["3 changes are missing (no. 1–3)"]), (-1, ["it's empty"]), (None, ["it's missing"]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("is_new", [False, True])
def test_lines_that_are_gone_are_noticed(home: Home, left: int | None, what: list[str], is_new: bool) -> None:
    window = saved(home)
    if left is None:
        home.file().unlink()
    else:
        cut(home, left)
    window = home.open() if is_new else window
    assert len(window.everything()) == max(left or 0, 0)
    assert lost(window) == what
    assert {problem.file for problem in window.problems} == ({str(home.file())} if what else set())


def test_a_file_cut_to_two_of_twelve_lines_is_noticed(home: Home) -> None:
    saved(home, 12)
    cut(home, 2)
    short = home.file().read_bytes()
    for mood in (4, 5):
        journal = home.open()
        assert lost(journal) == ["10 changes are missing (no. 3–12)"]
        journal.save([checkin(mood=mood)], why="check-in")
    assert home.file().read_bytes() == short  # a whole copy may be put in its place
    assert len(home.file().with_suffix(".2.jsonl").read_bytes().splitlines()) == 3


@pytest.mark.parametrize("year", [2025, 2026])
def test_a_missing_file_is_reported_until_it_comes_back(home: Home, year: int) -> None:
    home.open().save([checkin("2025-05-05", mood=3)], why="import")
    home.open().save([checkin(mood=3)], why="check-in")
    whole = home.file(year).read_bytes()
    home.file(year).unlink()
    for mood in (4, 5):
        with home.open() as journal:
            journal.save([checkin(mood=mood)], why="check-in")
            assert lost(journal) == ["it's missing"]
    home.file(year).write_bytes(whole)
    again = home.open()
    assert len(again.everything().checkins) == 2
    assert lost(again) == []


def test_lines_in_between_are_missed_whatever_else_is_known(home: Home) -> None:
    saved(home, 5)
    lines = home.file().read_bytes().splitlines(True)
    home.file().write_bytes(b"".join([lines[0], lines[2], lines[5]]))
    shutil.rmtree(home.paths.cache)
    assert lost(home.open()) == ["3 changes are missing (no. 1, 3–4)"]


@pytest.mark.parametrize(
    ("left", "what"),
    [(3, []), (2, ["1 change is missing (no. 3)"]), (0, ["3 changes are missing (no. 1–3)"]), (None, ["it's missing"])],
)
def test_a_file_shorter_than_another_device_had_read_is_noticed(home: Home, left: int | None, what: list[str]) -> None:
    saved(home)
    home.open(OTHER).save([checkin(mood=5)], why="edit")
    shutil.rmtree(home.paths.cache)
    if left is None:
        home.file().unlink()
    else:
        cut(home, left)
    for device in (DEVICE, OTHER, "desk-1234"):
        journal = home.open(device)
        assert lost(journal) == what
        assert [problem.file for problem in journal.problems] == [str(home.file())] * len(what)


def test_what_one_device_saw_of_a_third_one_is_passed_on(home: Home) -> None:
    saved(home)
    home.open(OTHER).save([checkin(mood=5)], why="edit")
    with fresh_home() as away:  # which never had the file of the first device
        away.paths.journal.mkdir(parents=True)
        shutil.copy(home.file(device=OTHER), away.paths.journal)
        assert lost(away.open("desk-1234")) == ["it's missing"]
        shutil.copy(home.file(), away.paths.journal)
        assert lost(away.open("desk-1234")) == []


def test_a_window_knows_what_is_missing_when_files_of_other_devices_arrive_one_by_one(home: Home) -> None:
    with fresh_home() as away:
        away.clock.at += timedelta(1)
        away.open(OTHER).save([checkin(mood=3)], why="check-in")
        away.open("desk-1234").save([checkin(mood=4)], why="edit")
        home.open().save([workday(hours=8)], why="log")
        window = home.open()
        assert lost(window) == []
        shutil.copy(away.file(device="desk-1234"), home.paths.journal)
        assert lost(window) == ["it's missing"]
        shutil.copy(away.file(device=OTHER), home.paths.journal)
        assert lost(window) == []
        assert window.checkin(DAY) == checkin(mood=4)


def test_lines_that_come_back_are_missed_no_longer(home: Home) -> None:
    window = saved(home)
    whole = home.file().read_bytes()
    cut(home, 1)
    window.everything()
    window.save([workday(hours=8)], why="log")
    assert lost(window) == ["2 changes are missing (no. 2–3)"]
    home.file().write_bytes(whole + home.file().read_bytes().splitlines(True)[-1])
    for journal in (window, home.open()):
        assert len(journal.everything()) == 4
        assert lost(journal) == []


def test_a_line_that_was_added_is_no_loss_and_a_lost_one_stays_noticed(home: Home) -> None:
    window = saved(home)
    whole = home.file().read_bytes()
    home.open().save([checkin(mood=5)], why="edit")
    window.everything()
    home.file().write_bytes(whole)
    for _ in range(2):
        window.everything()
        home.file().touch()
        assert [problem.file for problem in window.store.problems] == [str(home.file())]


def test_a_damaged_file_may_lose_lines_when_it_is_repaired(home: Home) -> None:
    home.open().save([checkin(mood=3)], why="check-in")
    whole = home.file().read_bytes()
    home.file().write_bytes(whole + b"{]\n{]\n")
    window = home.open()
    window.everything()
    assert len(window.store.problems) == 1
    home.file().write_bytes(whole)
    window.everything()
    assert not window.store.problems


def test_a_damaged_line_is_one_problem_however_many_follow_it(home: Home) -> None:
    window = saved(home)
    lines = home.file().read_bytes().splitlines(keepends=True)
    home.file().write_bytes(b"".join([*lines[:2], b"{]\n", lines[3]]))
    window.everything()
    assert [problem.line for problem in window.store.problems] == [3]


@pytest.mark.parametrize(("new", "is_written"), [(0, False), (1, True)])
def test_the_index_is_written_for_more_new_bytes_than_the_limit(
    home: Home, monkeypatch: pytest.MonkeyPatch, new: int, is_written: bool
) -> None:
    saved(home)
    assert index.WORTH == 65_536
    monkeypatch.setattr(index, "WORTH", home.file().stat().st_size - new)
    home.open().checkin(DAY)
    assert index_of(home).exists() is is_written


def test_the_index_is_not_written_after_lines_were_lost(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "WORTH", 0)
    saved(home)
    home.open().checkin(DAY)
    before = index_of(home).read_bytes()
    home.file().write_bytes(b"".join(home.file().read_bytes().splitlines(keepends=True)[:-1]))
    for _ in range(2):
        window = home.open()
        window.checkin(DAY)
        assert len(window.store.problems) == 1
        window.close()
    assert index_of(home).read_bytes() == before


def _first_line(raw: dict[str, Any]) -> bytes:
    return checked(dumps({name: part for name, part in raw.items() if name != "crc"}))


@pytest.mark.parametrize("version", [index.VERSION - 1, index.VERSION + 1])
@pytest.mark.parametrize("name", ["version", "cmcheckin"])
def test_an_index_of_another_version_is_ignored(
    home: Home, monkeypatch: pytest.MonkeyPatch, version: int, name: str
) -> None:
    monkeypatch.setattr(index, "WORTH", 0)
    saved(home)
    home.open().checkin(DAY)
    first, *others = index_of(home).read_bytes().splitlines()
    raw = json.loads(first)
    assert index.read(str(index_of(home)), str(home.paths.journal)) is not None
    index_of(home).write_bytes(b"\n".join([_first_line(raw), *others]))
    assert index.read(str(index_of(home)), str(home.paths.journal)) is not None
    index_of(home).write_bytes(b"\n".join([_first_line(raw | {name: version}), *others]))
    assert index.read(str(index_of(home)), str(home.paths.journal)) is None


@pytest.mark.parametrize(
    ("fault", "is_link", "is_damaged"), [("", False, False), ("broken", False, True), ("a link", True, False)]
)
@pytest.mark.parametrize("header", [None, Header(1, 2026, "laptop")])
def test_the_state_of_a_file_is_restored(fault: str, is_link: bool, is_damaged: bool, header: Header | None) -> None:
    file = JournalFile("folder/name", "name", header)
    file.inode, file.size, file.mtime_ns, file.offset, file.lines, file.mark = (1, 2), 3, 4, 5, 6, (7, 8)
    file.unended, file.torn = True, False
    file.fault, file.fault_line, file.link, file.damaged = fault, 9 if fault else None, is_link, is_damaged
    if header is None and not fault:
        return  # a file without a header has a fault
    again = file_from("folder/name", "name", json.loads(json.dumps(fields(file))))
    assert vars(again) == vars(file)
    file.fault, file.damaged, file.link = "no permission", False, False
    assert fields(file)[-1] is None


@pytest.mark.parametrize("was_enabled", [True, False])
@pytest.mark.parametrize(("spare", "is_frozen"), [(0, False), (-1, True)])
def test_reading_everything_leaves_the_garbage_collection_as_it_was(
    home: Home, monkeypatch: pytest.MonkeyPatch, was_enabled: bool, spare: int, is_frozen: bool
) -> None:
    saved(home)
    monkeypatch.setattr(reader, "_LARGE", home.file().stat().st_size + spare)
    frozen: list[bool] = []
    monkeypatch.setattr(gc, "freeze", lambda: frozen.append(True))
    if not was_enabled:
        gc.disable()
    try:
        home.open().everything()
        assert gc.isenabled() is was_enabled
    finally:
        gc.enable()
    assert bool(frozen) is (is_frozen and was_enabled)
