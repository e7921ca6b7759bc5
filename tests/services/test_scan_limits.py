"""Both sides of the limits of one scan of a folder."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from cmcheckin.services.folder_scan import LIMITS, MAX_OPEN_FOLDERS, FolderScan, Limits
from cmcheckin.sharing.recognition import ScannedFile

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
