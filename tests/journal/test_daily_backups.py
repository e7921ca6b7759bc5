"""Daily backups: made completely or not at all, cheap for unchanged files, and deleted in time."""

from __future__ import annotations

import os
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from cmcheckin.journal import JournalError
from cmcheckin.journal.backups import daily, keep, made
from tests.journal.journal_home import DAY, Home, checkin


def test_there_is_one_backup_a_day(home: Home) -> None:
    assert daily(home.paths, DAY) is None
    journal = home.open()
    journal.save([checkin(mood=3)], why="check-in")
    folder = daily(home.paths, DAY)
    assert folder == str(home.paths.backups / "2026-11-20")
    assert daily(home.paths, DAY) is None
    assert (Path(folder) / home.file().name).read_bytes() == home.file().read_bytes()
    modes = {path.stat().st_mode & 0o777 for path in home.paths.backups.rglob("*.jsonl")}
    assert modes == {0o600}
    assert {path.stat().st_mode & 0o777 for path in (home.paths.backups, Path(folder))} == {0o700}
    assert made(home.paths) == [DAY]


def test_unchanged_files_are_hard_links_and_changed_ones_are_copies(home: Home) -> None:
    journal = home.open()
    journal.save([checkin("2025-05-05", mood=3)], why="import")
    journal.save([checkin(mood=3)], why="check-in")
    daily(home.paths, DAY)
    journal.save([checkin(mood=4)], why="edit")
    daily(home.paths, DAY + timedelta(1))
    first, second = home.paths.backups / "2026-11-20", home.paths.backups / "2026-11-21"
    old, new = home.file(2025).name, home.file(2026).name
    assert (first / old).stat().st_ino == (second / old).stat().st_ino
    assert (first / new).read_bytes() != (second / new).read_bytes() == home.file().read_bytes()
    before = (first / new).read_bytes()
    journal.save([checkin(mood=5)], why="edit")
    assert (first / new).read_bytes() == before
    assert (home.file().stat().st_nlink, (second / new).stat().st_nlink) == (1, 1)


def test_backups_of_14_days_and_12_months_are_kept(home: Home) -> None:
    days = [DAY - timedelta(n) for n in range(600)]
    kept = keep(days)
    assert sorted(kept)[-14:] == sorted(days)[-14:]
    assert len(kept) == 14 + 11
    assert date(2026, 10, 31) in kept
    assert min(kept) == date(2025, 12, 31)
    home.open().save([checkin(mood=3)], why="check-in")
    for n in range(20):
        daily(home.paths, date(2026, 11, 1) + timedelta(n))
    assert made(home.paths) == [date(2026, 11, 7) + timedelta(n) for n in range(14)]


def test_a_failed_backup_leaves_no_files(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    home.open().save([checkin(mood=3)], why="check-in")

    def full(fd: int, data: Any) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch, pytest.raises(JournalError, match=r"no room"):
        patch.setattr(os, "write", full)
        daily(home.paths, DAY)
    assert list(home.paths.backups.iterdir()) == []
    left = home.paths.backups / f".2026-11-19.{2**22 + 1}.new"
    left.mkdir()
    assert daily(home.paths, DAY) is not None
    assert not left.exists()
    assert home.open().checkin(DAY) == checkin(mood=3)
