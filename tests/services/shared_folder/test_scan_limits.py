"""Both sides of the limits of one scan of a folder."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from cmcheckin.files import NotRegularFile, TooLarge
from cmcheckin.services.shared_folder.scan import LIMITS, MAX_OPEN_FOLDERS, FolderScan, Limits, reason_of
from cmcheckin.sharing.recognition import ScannedFile, UnreadFile
from cmcheckin.wording import file_reasons as reasons

TODAY = date(2026, 11, 20)


def fill(folder: Path, number: int, size: int = 10) -> None:
    for n in range(number):
        (folder / f"ada-2026-W{n + 10}.json").write_bytes(b"x" * size)


def names(folder: Path, limits: Limits = LIMITS, today: date = TODAY) -> tuple[list[str], int]:
    """Return the names of the files that are read, in their order, and how many are left out."""
    scan = FolderScan([str(folder)], today, limits)
    found = [os.path.basename(one.path) for one in scan if isinstance(one, ScannedFile)]  # noqa: PTH119
    return found, sum(scan.left_out.values())


@pytest.mark.parametrize(("most", "read", "left_out"), [(4, 4, 0), (3, 3, 1), (1, 1, 3)])
def test_the_newest_files_are_read(tmp_path: Path, most: int, read: int, left_out: int) -> None:
    fill(tmp_path, 4)
    found, number = names(tmp_path, Limits(files=most))
    assert (len(found), number) == (read, left_out)
    if left_out:
        assert found == [f"ada-2026-W{13 - n}.json" for n in range(read)]


@pytest.mark.parametrize(("total", "read"), [(40, 4), (39, 3), (30, 3), (29, 2), (9, 0)])
def test_the_bytes_of_all_files_have_a_limit(tmp_path: Path, total: int, read: int) -> None:
    fill(tmp_path, 4)
    found, number = names(tmp_path, Limits(total=total))
    assert (len(found), number) == (read, 4 - read)


@pytest.mark.parametrize(("size", "read"), [(10, 4), (9, 0)])
def test_a_file_that_is_too_large_takes_no_room(tmp_path: Path, size: int, read: int) -> None:
    fill(tmp_path, 4)
    (tmp_path / "bea-2026-W40.json").write_bytes(b"x")
    found, number = names(tmp_path, Limits(size=size, total=41))
    assert (len(found), number) == (read + 1, 0)


def test_bytes_that_are_released_are_free_again(tmp_path: Path) -> None:
    fill(tmp_path, 4)
    scan = FolderScan([str(tmp_path)], TODAY, Limits(total=20))
    read = 0
    for one in scan:
        if isinstance(one, ScannedFile):
            read += 1
            scan.release(one)
    assert (read, scan.left_out) == (4, {})


@pytest.mark.parametrize(("most", "is_read"), [(4, True), (3, False)])
def test_names_of_any_kind_have_a_limit(tmp_path: Path, most: int, is_read: bool) -> None:
    fill(tmp_path, 3)
    (tmp_path / "page.html").touch()
    scan = FolderScan([str(tmp_path)], TODAY, Limits(names=most))
    assert all(isinstance(one, ScannedFile) for one in scan) is is_read


@pytest.mark.parametrize(("most", "left_out"), [(3, 0), (2, 1)])
def test_links_are_reported_by_name_up_to_a_limit(tmp_path: Path, most: int, left_out: int) -> None:
    for n in range(3):
        (tmp_path / f"link-{n}").symlink_to("nowhere")
    scan = FolderScan([str(tmp_path)], TODAY, Limits(faults=most))
    assert sum("link-" in one.path for one in scan) == most
    assert sum(scan.left_out.values()) == left_out


@pytest.mark.parametrize(("depth", "is_read"), [(6, True), (7, False)])
def test_six_levels_of_folders_are_searched(tmp_path: Path, depth: int, is_read: bool) -> None:
    inner = tmp_path.joinpath(*"abcdefg"[:depth])
    inner.mkdir(parents=True)
    fill(inner, 1)
    assert bool(names(tmp_path)[0]) is is_read


@pytest.mark.parametrize(
    ("name", "is_newest"),
    [
        ("bea-2026-W47.json", True), ("bea-2026-11-27.json", True), ("bea-20261127.json", True),
        ("bea-2026-11-28.json", False), ("bea-2026-W48.json", False), ("bea-2026-W60.json", False),
        ("bea-2026-W40.json", False), ("bea-2026-10-01-to-2026-11-21.json", True),
    ],
)  # fmt: skip
def test_a_date_in_a_name_counts_up_to_a_week_ahead(tmp_path: Path, name: str, is_newest: bool) -> None:
    for one in (name, "ada-2026-W46.json"):
        (tmp_path / one).write_bytes(b"x")
    assert names(tmp_path, Limits(files=1))[0] == [name if is_newest else "ada-2026-W46.json"]


def test_few_folders_are_open_at_once(tmp_path: Path) -> None:
    for n in range(MAX_OPEN_FOLDERS + 5):
        (tmp_path / f"{n:03}").mkdir()
        fill(tmp_path / f"{n:03}", 1)
    before = len(os.listdir("/proc/self/fd")) if Path("/proc/self/fd").exists() else None  # noqa: PTH208
    most = 0
    for _ in FolderScan([str(tmp_path)], TODAY):
        most = max(most, len(os.listdir("/proc/self/fd")) - before if before is not None else MAX_OPEN_FOLDERS)  # noqa: PTH208
    assert most == MAX_OPEN_FOLDERS == 32


def test_the_limits_of_a_read() -> None:
    assert Limits(files=200_000, total=100_000_000, size=5_000_000, names=2_000_000, faults=10_000) == LIMITS


def dated(folder: Path, name: str, changed: float, data: bytes = b"x") -> None:
    (folder / name).write_bytes(data)
    os.utime(folder / name, (changed, changed))


@pytest.mark.parametrize(("pad", "is_read"), [(0, True), (1, False)])
def test_the_days_of_a_copy_are_read_from_its_first_two_thousand_bytes(tmp_path: Path, pad: int, is_read: bool) -> None:
    days = b'"person":"p-1","to":"2026-11-22"'
    dated(tmp_path, "copy.json", 1e9, b"{" + b" " * (2000 - 1 - len(days) + pad) + days)
    dated(tmp_path, "ada-2026-W46.json", 1e9)
    assert names(tmp_path, Limits(files=1))[0] == ["copy.json" if is_read else "ada-2026-W46.json"]


def test_the_days_of_a_named_link_are_read_from_its_file(tmp_path: Path) -> None:
    dated(tmp_path, "real", 1e9, b'{"person":"p-1","to":"2026-11-22"}')
    (tmp_path / "link.json").symlink_to("real")
    dated(tmp_path, "ada-2026-W46.json", 1e9)
    named = [str(tmp_path / name) for name in ("ada-2026-W46.json", "link.json")]
    found = [one.path for one in FolderScan(named, TODAY, Limits(files=1)) if isinstance(one, ScannedFile)]
    assert found == named[1:]


@pytest.mark.parametrize(("changed", "is_first"), [(0, True), (-1, False)])
def test_a_file_without_a_date_has_that_of_its_last_change_from_1970(
    tmp_path: Path, changed: float, is_first: bool
) -> None:
    dated(tmp_path, "undated.json", changed)
    dated(tmp_path, "ada-2099-W01.json", 5)
    assert names(tmp_path, Limits(files=1))[0] == ["undated.json" if is_first else "ada-2099-W01.json"]


@pytest.mark.parametrize("newer", ["ada-2099-W01.json", "bea-2026-W60.json"])
def test_files_without_a_possible_date_are_sorted_by_their_last_change(tmp_path: Path, newer: str) -> None:
    for name in ("ada-2099-W01.json", "bea-2026-W60.json"):
        dated(tmp_path, name, 2000 if name == newer else 1000)
    dated(tmp_path, "cem-2026-W01.json", 500)
    assert names(tmp_path, Limits(files=2))[0] == ["cem-2026-W01.json", newer]


def test_of_equal_dates_the_last_changed_and_then_the_smallest_is_first(tmp_path: Path) -> None:
    for name, changed, size in (("a", 1000, 1), ("b", 2000, 9), ("c", 2000, 3), ("d", 3000, 20)):
        dated(tmp_path, f"{name}-2026-W40.json", changed, b"x" * size)
    found, _ = names(tmp_path, Limits(files=3))
    assert [name[0] for name in found] == ["d", "c", "b"]


@pytest.mark.parametrize(
    ("number", "reason"), [(1, reasons.ONE_LEFT_OUT.format(number=1)), (2, reasons.MORE_LEFT_OUT.format(number=2))]
)
def test_files_left_out_are_reported_for_the_folder(tmp_path: Path, number: int, reason: str) -> None:
    fill(tmp_path, 4)
    found = list(FolderScan([str(tmp_path)], TODAY, Limits(files=4 - number)))
    assert found[-1] == UnreadFile(str(tmp_path), reason)
    assert len(found) == 5 - number


def test_nothing_is_opened_after_a_folder_with_too_many_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in "abc":
        (tmp_path / name).mkdir()
        fill(tmp_path / name, 4)
    opened: list[int] = []
    scan = os.scandir

    def counted(folder: int) -> Iterator[os.DirEntry[str]]:
        opened.append(folder)
        return scan(folder)

    monkeypatch.setattr(os, "scandir", counted)
    found = list(FolderScan([str(tmp_path)], TODAY, Limits(names=5)))
    assert len(opened) == 2
    assert found[-1] == UnreadFile(str(tmp_path), reasons.TOO_MANY_NAMES.format(limit=5))
    assert len(found) == 3


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (FileNotFoundError(), reasons.NOT_THERE),
        (PermissionError(), reasons.NO_PERMISSION),
        (NotRegularFile("x"), reasons.NOT_REGULAR),
        (TooLarge("x", 5, 9), reasons.TOO_LARGE.format(size=9, limit=5)),
        (TooLarge("x", 5, None), reasons.SIZE_UNKNOWN.format(limit=5)),
        (OSError(errno.ELOOP, "Too many links"), reasons.LINK),
        (OSError(errno.EIO, "Input/output error"), reasons.READ_ERROR.format(error="input/output error")),
        (OSError("odd"), reasons.READ_ERROR.format(error="")),
        (ValueError("embedded null byte"), reasons.INVALID_NAME),
    ],
)
def test_every_error_has_its_reason(error: Exception, reason: str) -> None:
    assert reason_of(error) == reason
