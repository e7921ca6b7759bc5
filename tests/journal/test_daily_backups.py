"""Daily backups: made completely or not at all, cheap for unchanged files, and deleted in time."""

from __future__ import annotations

import os
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from cmcheckin.files import TEMPORARY
from cmcheckin.journal import JournalError
from cmcheckin.journal.backups import daily, keep, losses, made
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

    with monkeypatch.context() as patch, pytest.raises(JournalError, match=r"no space"):
        patch.setattr(os, "write", full)
        daily(home.paths, DAY)
    assert list(home.paths.backups.iterdir()) == []
    left = home.paths.backups / f".2026-11-19.{2**22 + 1}.new"
    left.mkdir()
    assert daily(home.paths, DAY) is not None
    assert not left.exists()
    assert home.open().checkin(DAY) == checkin(mood=3)


def backed_up(home: Home) -> Path:
    """Save two records of two years, and return the backup of the day."""
    for day in ("2025-05-05", DAY):
        home.open().save([checkin(day, mood=3)], why="check-in")
    return Path(str(daily(home.paths, DAY)))


@pytest.mark.parametrize("change", ["size", "time", "none"])
def test_a_file_of_the_same_size_and_time_is_shared_with_the_last_backup(home: Home, change: str) -> None:
    first = backed_up(home)
    found = home.file().stat()
    if change == "size":
        home.file().write_bytes(home.file().read_bytes() + b"\n")
    moved = 1 if change == "time" else 0
    os.utime(home.file(), ns=(found.st_mtime_ns, found.st_mtime_ns + moved))
    second = Path(str(daily(home.paths, DAY + timedelta(1))))
    name = home.file().name
    assert (first / name).samefile(second / name) is (change == "none")
    assert (second / name).stat().st_mtime_ns == found.st_mtime_ns + moved
    assert (second / name).read_bytes() == home.file().read_bytes()
    third = Path(str(daily(home.paths, DAY + timedelta(2))))
    assert (second / name).samefile(third / name)


def test_a_link_in_the_journal_is_not_backed_up(home: Home) -> None:
    backed_up(home)
    (home.paths.journal / "2024.link-1.jsonl").symlink_to(home.file())
    folder = Path(str(daily(home.paths, DAY + timedelta(1))))
    assert sorted(path.name for path in folder.iterdir()) == [home.file(2025).name, home.file().name]


def test_a_backup_that_another_process_made_meanwhile_is_kept(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    home.open().save([checkin(mood=3)], why="check-in")
    folder = home.paths.backups / DAY.isoformat()

    def faster(*_: object) -> None:
        folder.mkdir()
        (folder / "theirs").touch()

    monkeypatch.setattr("cmcheckin.journal.backups.sync_folder", faster)
    assert daily(home.paths, DAY) is None
    assert [path.name for path in home.paths.backups.iterdir()] == [folder.name]
    assert [path.name for path in folder.iterdir()] == ["theirs"]


@pytest.mark.parametrize(
    ("error", "is_kept"), [(None, True), (PermissionError(1, "no"), True), (ProcessLookupError(3, "no"), False)]
)
def test_an_unfinished_backup_is_deleted_when_its_process_has_ended(
    home: Home, monkeypatch: pytest.MonkeyPatch, error: OSError | None, is_kept: bool
) -> None:
    home.open().save([checkin(mood=3)], why="check-in")
    names = [f".2026-11-19.77{TEMPORARY}", f".2026-11-19.x{TEMPORARY}", f"2026-11-19.77{TEMPORARY}", ".2026-11-19.77"]
    for name in names:
        (home.paths.backups / name).mkdir(parents=True)
    asked: list[tuple[int, int]] = []

    def kill(pid: int, signal: int) -> None:
        asked.append((pid, signal))
        if error is not None:
            raise error

    monkeypatch.setattr(os, "kill", kill)
    assert daily(home.paths, DAY)
    assert asked == [(77, 0)]
    assert {path.name for path in home.paths.backups.iterdir()} == {*names[0 if is_kept else 1 :], DAY.isoformat()}


def test_a_whole_journal_has_lost_nothing(home: Home) -> None:
    assert list(losses(home.paths)) == []
    backed_up(home)
    assert list(losses(home.paths)) == []
    home.open().save([checkin(mood=4)], why="edit")
    assert list(losses(home.paths)) == []


def test_a_file_with_fewer_lines_than_any_backup_is_reported_with_the_newest_such_copy(home: Home) -> None:
    first = backed_up(home)
    whole = home.file().read_bytes()
    home.open().save([checkin(mood=4)], why="edit")
    second = Path(str(daily(home.paths, DAY + timedelta(1))))
    home.file().write_bytes(whole)
    [problem] = losses(home.paths)
    assert (problem.file, problem.line, problem.kept) == (str(home.file()), None, str(second / home.file().name))
    assert list(losses(home.paths, [str(home.file())])) == []
    home.file().write_bytes(whole[:40])
    assert [problem.kept for problem in losses(home.paths)] == [str(second / home.file().name)]
    (second / home.file().name).unlink()
    assert [problem.kept for problem in losses(home.paths)] == [str(first / home.file().name)]


def test_a_file_that_is_shorter_but_has_all_its_lines_has_lost_nothing(home: Home) -> None:
    backed_up(home)
    home.file().write_bytes(home.file().read_bytes().replace(b'"mood":3', b""))
    assert list(losses(home.paths)) == []


def test_a_file_that_is_gone_is_reported_while_the_newest_backup_has_it(home: Home) -> None:
    first = backed_up(home)
    home.file(2025).unlink()
    [problem] = losses(home.paths)
    assert (problem.file, problem.kept) == (str(home.file(2025)), str(first / home.file(2025).name))
    daily(home.paths, DAY + timedelta(1))
    assert list(losses(home.paths)) == []
