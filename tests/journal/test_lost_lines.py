"""Lines that a journal file has lost are noticed, even in an open window and with the index."""

from __future__ import annotations

import shutil
from datetime import timedelta

import pytest

from cmcheckin.journal import Journal
from tests.journal.journal_home import DAY, DEVICE, Home, checkin, fresh_home, workday

OTHER = "phone-77aa"


def saved(home: Home, changes: int = 3) -> Journal:
    """Save as many changes, and return a window that has read them."""
    for n in range(changes):
        home.open().save([checkin(DAY - timedelta(n), mood=3)], why="check-in")
    window = home.open()
    window.everything()
    return window


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


def test_a_window_notices_that_a_file_of_another_device_has_lost_lines(home: Home) -> None:
    for n in range(3):
        home.open(OTHER).save([checkin(DAY - timedelta(n), mood=3)], why="check-in")
    window = home.open()
    assert len(window.everything()) == 3
    cut(home, 1, OTHER)
    assert len(window.everything()) == 1
    assert lost(window) == ["2 changes are missing (no. 2–3)"]


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
