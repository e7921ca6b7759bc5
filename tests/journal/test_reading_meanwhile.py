"""Other processes may append to one file while another one is read."""

from __future__ import annotations

from typing import Any

import pytest

from cmcheckin.journal import Journal, JournalError
from cmcheckin.journal.log import index, reader
from cmcheckin.journal.log.files import JournalFile, listing, read_new
from tests.journal.journal_home import DAY, Home, checkin

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
