"""Other processes may append to one file while another one is read."""

from __future__ import annotations

import os
from datetime import date
from time import time_ns
from typing import Any

import pytest

from cmcheckin.files import TIMESTAMP_RESOLUTION
from cmcheckin.journal import Journal, JournalError
from cmcheckin.journal.log import files, index, reader
from cmcheckin.journal.log.files import JournalFile, listing, read_new
from tests.journal.journal_home import DAY, Home, checkin, replace_unnoticed, rewritten

OTHER = "desk-77aa"


def _save_on_both(home: Home, mood: int) -> None:
    """Save on one device, and on another that has read that."""
    home.open(OTHER).save([checkin(mood=mood)], why="edit")
    home.open("laptop-0002").save([checkin(mood=mood, energy=mood)], why="edit")


def _window_behind(home: Home, monkeypatch: pytest.MonkeyPatch, how: str) -> Journal:
    """Return a journal that hasn't read what was saved last. It will read `all`, what the `index` lacks, or go `on`."""
    monkeypatch.setattr(index, "WORTH", 0)
    _save_on_both(home, 1)
    window = home.open()
    window.checkin(DAY)
    _save_on_both(home, 2)
    if how == "on":
        return window
    return Journal.open(home.paths, home.clock, "phone-0001" if how == "all" else window.device)


@pytest.mark.parametrize("how", ["all", "index", "on"])
def test_a_line_appended_after_its_file_was_read_is_not_missing(
    home: Home, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    window = _window_behind(home, monkeypatch, how)
    left = [5]

    def read(file: JournalFile, *vault: Any) -> Any:
        found = read_new(file, *vault)
        if file.name.endswith(f"{OTHER}.jsonl") and left:
            mood = left.pop()
            with monkeypatch.context() as patch:
                patch.setattr(reader, "read_new", read_new)
                _save_on_both(home, mood)
        return found

    monkeypatch.setattr(reader, "listing", lambda *args, **options: dict(sorted(listing(*args, **options).items())))
    monkeypatch.setattr(reader, "read_new", read)
    assert window.problems == ()
    assert not left
    assert window.checkin(DAY) == checkin(mood=5, energy=5)


@pytest.mark.parametrize("how", ["all", "index", "on"])
def test_after_a_read_that_failed_everything_is_read_again(
    home: Home, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    """A diary that is locked between two files, for example, must not look as if nothing was logged."""
    window = _window_behind(home, monkeypatch, how)

    def fail(file: JournalFile, *vault: Any) -> Any:
        found = read_new(file, *vault)
        if file.name.endswith("laptop-0002.jsonl"):
            raise JournalError("locked")
        return found

    monkeypatch.setattr(reader, "listing", lambda *args, **options: dict(sorted(listing(*args, **options).items())))
    with monkeypatch.context() as patch:
        patch.setattr(reader, "read_new", fail)
        for _ in range(2):
            with pytest.raises(JournalError, match="locked"):
                window.checkin(DAY)
    assert window.problems == ()
    assert window.checkin(DAY) == checkin(mood=2, energy=2)


@pytest.mark.parametrize("is_damaged", [False, True])
def test_a_change_within_a_tick_of_the_clock_is_noticed(home: Home, is_damaged: bool) -> None:
    home.open().save([checkin(mood=3)], why="log")
    window = home.open()
    window.checkin(DAY)
    since = window.marks()
    whole = home.file().read_bytes()
    if is_damaged:
        whole = whole.replace(b'"why":"log"', b'"why":"l*g"')
        home.file().write_bytes(whole)
    assert (window.checkin(DAY) is None) == is_damaged
    replace_unnoticed(home.file(), rewritten(whole, (b'"mood":3', b'"mood":2'), (b"l*g", b"log")))
    assert window.checkin(DAY) == checkin(mood=2)
    assert window.problems == ()
    assert window.touched_since(since) == date.min


def test_a_change_within_a_tick_of_the_clock_outdates_the_index(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "WORTH", 0)
    home.open().save([checkin(mood=3)], why="log")
    home.open().checkin(DAY)
    assert index.read(home.open().store.index_path, str(home.paths.journal)) is not None
    replace_unnoticed(home.file(), rewritten(home.file().read_bytes(), (b'"mood":3', b'"mood":2')))
    assert home.open().checkin(DAY) == checkin(mood=2)


def test_a_file_whose_time_is_long_past_is_not_read_again(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    window = home.open()
    window.save([checkin(mood=3)], why="log")
    os.utime(home.file(), ns=(0, 0))
    assert window.checkin(DAY) == checkin(mood=3)
    monkeypatch.setattr(files, "open_regular", lambda path: pytest.fail(f"{path} was read again"))
    assert window.checkin(DAY) == checkin(mood=3)


def test_the_index_says_once_that_the_time_of_a_file_can_be_trusted(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "WORTH", 0)
    home.open().save([checkin(mood=3)], why="log")
    home.open().checkin(DAY)
    now = time_ns()
    monkeypatch.setattr(files, "time_ns", lambda: now + TIMESTAMP_RESOLUTION)
    home.open().checkin(DAY)
    monkeypatch.setattr(files, "_checksum", lambda *_: pytest.fail("the file was read again"))
    assert home.open().checkin(DAY) == checkin(mood=3)


def test_what_was_just_saved_is_not_read_again(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    window = home.open()
    window.save([checkin(mood=3)], why="log")
    window.save([checkin(mood=4)], why="edit")
    monkeypatch.setattr(files, "open_regular", lambda path: pytest.fail(f"{path} was read again"))
    assert window.checkin(DAY) == checkin(mood=4)
