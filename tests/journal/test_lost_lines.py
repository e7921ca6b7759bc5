"""Lines that a journal file has lost are noticed, in a window and with the index; and the limits of what is cached."""

from __future__ import annotations

import gc
import json
from datetime import timedelta
from pathlib import Path

import pytest

from cmcheckin.journal import Journal
from cmcheckin.journal.log import index, reader
from cmcheckin.journal.log.files import JournalFile
from cmcheckin.journal.log.index import fields, file_from
from cmcheckin.journal.log.lines import Header
from tests.journal.journal_home import DAY, DEVICE, Home, checkin


def saved(home: Home, changes: int = 3) -> Journal:
    """Save as many changes, and return a window that has read them."""
    for n in range(changes):
        home.open().save([checkin(DAY - timedelta(n), mood=3)], why="check-in")
    window = home.open()
    window.everything()
    return window


def index_of(home: Home) -> Path:
    return home.paths.cache / f"index.{DEVICE}.json"


@pytest.mark.parametrize(
    ("left", "is_lost"),
    [(4, False), (3, True), (1, True), (0, True)],
)
def test_a_window_notices_that_lines_are_gone(home: Home, left: int, is_lost: bool) -> None:
    window = saved(home)
    lines = home.file().read_bytes().splitlines(keepends=True)
    if left:
        home.file().write_bytes(b"".join(lines[:left]).replace(b'"mood":3', b'"mood":4'))
    else:
        home.file().unlink()
    window.everything()
    assert [problem.file for problem in window.store.problems] == ([str(home.file())] if is_lost else [])
    if is_lost:
        [problem] = window.store.problems
        assert str(index_of(home)) in problem.advice
        assert problem.line is None
        assert ("4" in problem.what) is (left > 0)
        assert (str(left) in problem.what) is (left > 0)


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


@pytest.mark.parametrize("version", [index.VERSION - 1, index.VERSION + 1])
@pytest.mark.parametrize("name", ["version", "cmcheckin"])
def test_an_index_of_another_version_is_ignored(
    home: Home, monkeypatch: pytest.MonkeyPatch, version: int, name: str
) -> None:
    monkeypatch.setattr(index, "WORTH", 0)
    saved(home)
    home.open().checkin(DAY)
    raw = json.loads(index_of(home).read_bytes())
    assert index.read(str(index_of(home)), str(home.paths.journal)) is not None
    index_of(home).write_text(json.dumps(raw | {name: version}))
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
