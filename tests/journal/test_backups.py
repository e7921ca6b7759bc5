"""Backups: made completely or not at all, cheap for unchanged files, and thinned to 7 days, 4 weeks and 12 months."""

from __future__ import annotations

import os
import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.files import TEMPORARY, write_file
from cmcheckin.journal import JournalError
from cmcheckin.journal.backups import PERIODS, Backup, back_up, daily, keep, losses, made
from tests.journal.journal_home import DAY, Home, checkin


def test_there_is_one_backup_a_day(home: Home) -> None:
    assert daily(home.paths, DAY) is None
    assert back_up(home.paths, str(home.paths.backups), DAY) is None
    journal = home.open()
    journal.save([checkin(mood=3)], why="check-in")
    folder = daily(home.paths, DAY)
    assert folder == str(home.paths.backups / "2026-11-20")
    assert daily(home.paths, DAY) is None
    assert (Path(folder) / home.file().name).read_bytes() == home.file().read_bytes()
    modes = {path.stat().st_mode & 0o777 for path in home.paths.backups.rglob("*.jsonl")}
    assert modes == {0o600}
    assert {path.stat().st_mode & 0o777 for path in (home.paths.backups, Path(folder))} == {0o700}
    assert [backup.day for backup in made(home.paths.backups)] == [DAY]


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


@pytest.mark.parametrize("change", ["source", "copy", "time", "none"])
def test_only_a_copy_that_still_has_the_content_of_the_file_is_shared(home: Home, change: str) -> None:
    first = backed_up(home)
    name, data = home.file().name, home.file().read_bytes()
    damaged = data.replace(b'"mood":3', b'"mood":9')
    if change in ("source", "copy"):  # a bad block: neither size nor time differ
        path = home.file() if change == "source" else first / name
        found = path.stat()
        path.write_bytes(damaged)
        os.utime(path, ns=(found.st_mtime_ns, found.st_mtime_ns))
    if change == "time":
        os.utime(home.file(), ns=(5, 5))
    second = Path(str(daily(home.paths, DAY + timedelta(1))))
    assert (first / name).samefile(second / name) is (change in ("time", "none"))
    assert (second / name).read_bytes() == home.file().read_bytes()
    assert {(first / name).read_bytes(), (second / name).read_bytes()} >= {data}


def test_a_backup_of_files_that_were_rewritten_right_before_it_got_its_name_is_not_kept(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.open().save([checkin(mood=3)], why="check-in")
    rename = os.rename

    def rewrite_first(source: str, target: str) -> None:
        write_file(str(home.file()), home.file().read_bytes(), locked=True)  # as `forget` and `encrypt` do
        rename(source, target)

    removed: list[str] = []
    monkeypatch.setattr(os, "rename", rewrite_first)
    monkeypatch.setattr(shutil, "rmtree", lambda path, **_: removed.append(Path(path).name))
    assert daily(home.paths, DAY) is None
    assert [path.name for path in home.paths.backups.iterdir()] == removed
    assert not any(name.startswith("2026") for name in removed), "a kill would leave half of a backup"
    monkeypatch.undo()
    assert daily(home.paths, DAY) is not None


def test_backups_of_different_weeks_and_months_share_no_file(home: Home) -> None:
    backed_up(home)
    name = home.file(2025).name
    days = (date(2026, 11, 21), date(2026, 11, 23), date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 2))
    copies = [home.paths.backups / "2026-11-20" / name, *(Path(str(daily(home.paths, day))) / name for day in days)]
    inodes = [copy.stat().st_ino for copy in copies]
    assert [inodes.index(inode) for inode in inodes] == [0, 0, 2, 3, 4, 4]


def test_a_backup_made_while_the_clock_ran_ahead_blocks_no_day_and_stays(home: Home) -> None:
    home.open().save([checkin(mood=3)], why="check-in")
    for days in (40, 41, 0, 1, 2):
        assert daily(home.paths, DAY + timedelta(days)) is not None
    names = sorted(path.name for path in home.paths.backups.iterdir())
    assert names == ["2026-11-20", "2026-11-21", "2026-11-22", "2026-12-30.0", "2026-12-31.0"]
    assert daily(home.paths, DAY + timedelta(40)) == str(home.paths.backups / "2026-12-30")
    assert [(backup.day.day, backup.number) for backup in made(home.paths.backups)][-2:] == [(30, 1), (31, 0)]


def asked(home: Home, above: Path, days: int = 0) -> tuple[Backup, bool]:
    """Make a backup now in the folder `above`."""
    found = back_up(home.paths, str(above), DAY + timedelta(days))
    assert found is not None
    return found


def test_a_backup_when_asked_is_added_to_those_of_the_day(home: Home) -> None:
    journal = home.open()
    journal.save([checkin(mood=3)], why="check-in")
    above = home.paths.backups
    first = daily(home.paths, DAY)
    backup, is_new = asked(home, above)
    assert (backup.path, is_new) == (first, False)
    journal.save([checkin(mood=4)], why="edit")
    backup, is_new = asked(home, above)
    assert (backup.path, is_new) == (f"{first}.2", True)
    assert (Path(backup.path) / home.file().name).read_bytes() == home.file().read_bytes()
    assert asked(home, above) == (backup, False)
    daily(home.paths, DAY + timedelta(1))
    assert [path.name for path in sorted(home.paths.backups.iterdir())] == ["2026-11-20.2", "2026-11-21"]


def test_a_backup_in_another_folder_shares_no_file_and_replaces_none(home: Home, tmp_path: Path) -> None:
    home.open().save([checkin(mood=3)], why="check-in")
    other = tmp_path / "disk" / "safe"
    backup, is_new = asked(home, other)
    assert (backup.path, is_new) == (str(other / "2026-11-20"), True)
    assert other.stat().st_mode & 0o777 == 0o700
    assert home.files() == {path.name: path.read_bytes() for path in (other / "2026-11-20").iterdir()}
    home.open().save([checkin(mood=4)], why="edit")
    for n in range(20):
        asked(home, other, n)
    assert len(list(other.iterdir())) == 21
    assert all(path.stat().st_nlink == 1 for path in other.rglob("*.jsonl"))


def test_a_backup_includes_what_another_window_saves_meanwhile(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = home.open()
    journal.save([checkin(mood=3)], why="check-in")
    moods = iter((4, 5))

    def saving(*_: object) -> None:
        if (mood := next(moods, None)) is not None:
            home.open().save([checkin(mood=mood)], why="edit")

    monkeypatch.setattr("cmcheckin.journal.backups._sweep", saving)
    backup, is_new = asked(home, home.paths.backups)
    assert is_new
    assert (Path(backup.path) / home.file().name).read_bytes() == home.file().read_bytes()


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


def test_a_file_that_is_shorter_but_has_all_its_changes_has_lost_nothing(home: Home) -> None:
    home.open().save([checkin(mood=3)], why="check-in")
    whole = home.file().read_bytes()
    home.file().write_bytes(whole.replace(b"\n", b"\r\n") + b"\n\n{junk\n")
    daily(home.paths, DAY)
    home.file().write_bytes(whole)
    assert list(losses(home.paths)) == []


def test_a_file_that_is_gone_is_reported_while_the_newest_backup_has_it(home: Home) -> None:
    first = backed_up(home)
    home.file(2025).unlink()
    [problem] = losses(home.paths)
    assert (problem.file, problem.kept) == (str(home.file(2025)), str(first / home.file(2025).name))
    daily(home.paths, DAY + timedelta(1))
    assert list(losses(home.paths)) == []


# Thinning

DAYS = st.integers(-900, 0).map(lambda n: DAY + timedelta(n))
BACKUPS = st.sets(st.builds(lambda day, number: Backup(day, number, f"{day}.{number}"), DAYS, st.integers(0, 2)))
AHEAD = st.sets(st.integers(1, 900).map(lambda n: Backup(DAY + timedelta(n), 0, "")), max_size=40)
DAYS_KEPT, WEEKS_KEPT, MONTHS_KEPT = (most for most, _ in PERIODS)


def each_day(count: int) -> set[Backup]:
    return {Backup(DAY - timedelta(n), 1, "") for n in range(count)}


def test_daily_backups_of_two_years_leave_7_days_4_weeks_and_12_months() -> None:
    assert (DAYS_KEPT, WEEKS_KEPT, MONTHS_KEPT) == (7, 4, 12)
    kept = sorted(backup.day for backup in keep(each_day(730), DAY))
    days = [DAY - timedelta(n) for n in range(6, -1, -1)]
    weeks = [date(2026, 11, 1), date(2026, 11, 8)]  # the other two are among the days
    months = [date(2025, 12, 31), *(date(2026, month, 1) - timedelta(1) for month in range(2, 12))]
    assert kept == sorted({*days, *weeks, *months})


@given(BACKUPS)
def test_the_last_backup_of_each_of_the_last_days_weeks_and_months_is_kept(backups: set[Backup]) -> None:
    kept = keep(backups, DAY)
    assert kept <= backups
    assert len({backup for backup in kept if backup.day < DAY}) <= DAYS_KEPT + WEEKS_KEPT + MONTHS_KEPT
    for most, period in PERIODS:
        for wanted in sorted({period(backup.day) for backup in backups}, reverse=True)[:most]:  # type: ignore[type-var]
            assert max(backup for backup in backups if period(backup.day) == wanted) in kept


@given(BACKUPS)
def test_thinning_each_day_keeps_what_thinning_once_would(backups: set[Backup]) -> None:
    there: set[Backup] = set()
    for backup in sorted(backups):
        there = keep({*there, backup}, backup.day)
    assert keep(there, DAY + timedelta(1)) == keep(backups, DAY + timedelta(1))


@given(BACKUPS, AHEAD)
def test_backups_dated_ahead_push_no_other_out(backups: set[Backup], ahead: set[Backup]) -> None:
    kept = keep(backups | ahead, DAY)
    assert kept - ahead == keep(backups, DAY)
    assert bool(kept & ahead) == bool(ahead)


@given(BACKUPS, st.integers(-900, 0))
def test_a_clock_that_ran_behind_pushes_out_no_good_backup(backups: set[Backup], behind: int) -> None:
    good = keep(backups, DAY + timedelta(1))
    now = DAY + timedelta(behind)
    kept = keep({*good, Backup(now, 9, "")}, now)
    assert {backup for backup in good if backup.day > now} <= kept
