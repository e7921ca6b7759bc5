"""Both sides of the limits of one pass over the files in a folder."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from cmcheckin.files import NotRegularFile, TooLarge
from cmcheckin.services.shared_folder.found import LIMITS, FoundFiles, Limits
from cmcheckin.services.shared_folder.open_folders import MAX_OPEN_FOLDERS, reason_of
from cmcheckin.services.shared_folder.reading import FolderPass
from cmcheckin.services.shared_folder.table import REMOVED
from cmcheckin.sharing.codec import share_bytes
from cmcheckin.sharing.recognition import UnreadFile
from cmcheckin.sharing.replies import reply_bytes
from cmcheckin.sharing.share_file import Reply
from cmcheckin.wording import file_reasons as reasons
from tests.sharing.team_examples import share


def fill(folder: Path, number: int) -> None:
    for n in range(number):
        (folder / f"ada-{n}.json").write_bytes(share_bytes(share(0, n)))


def read(folder: Path, limits: Limits = LIMITS) -> FoundFiles:
    found = FoundFiles((str(folder),))
    FolderPass(found, limits=limits).run()
    return found


def names(found: FoundFiles) -> list[str]:
    """Return the names of the files that are used, sorted."""
    table = found.table
    return sorted(table.files[row] for row in range(len(table)) if table.kind[row] != REMOVED)


@pytest.mark.parametrize(("most", "used", "left_out"), [(4, 4, 0), (3, 3, 1), (1, 1, 3)])
def test_the_newest_files_are_used(tmp_path: Path, most: int, used: int, left_out: int) -> None:
    fill(tmp_path, 4)
    found = read(tmp_path, Limits(files=most))
    assert names(found) == [f"ada-{n}.json" for n in range(used)]
    assert found.left_out.total() == left_out


def test_memory_is_bounded_while_too_many_files_are_read(tmp_path: Path) -> None:
    fill(tmp_path, 30)
    found = read(tmp_path, Limits(files=3))
    assert names(found) == [f"ada-{n}.json" for n in range(3)]
    assert found.left_out.total() == 27


def test_the_newest_replies_are_used(tmp_path: Path) -> None:
    reply = Reply("r-0", "p-1", "thanks", "x", share(0).made)
    for n in range(4):
        made = replace(reply, id=f"r-{n}", made=reply.made - timedelta(n))
        (tmp_path / f"reply-{n}.json").write_bytes(reply_bytes(made))
    found = read(tmp_path, Limits(files=3))
    assert sorted(one.id for one in found.replies.values()) == ["r-0", "r-1", "r-2"]
    assert found.left_out.total() == 1


@pytest.mark.parametrize(("spare", "is_used"), [(0, True), (-1, False)])
def test_the_bytes_of_a_file_have_a_limit(tmp_path: Path, spare: int, is_used: bool) -> None:
    fill(tmp_path, 1)
    size = len(share_bytes(share(0)))
    found = read(tmp_path, Limits(size=size + spare))
    assert bool(found.unread) is not is_used
    assert all("bytes long" in one.reason for one in found.problems())


@pytest.mark.parametrize(("most", "is_read"), [(4, True), (3, False)])
def test_names_of_any_kind_have_a_limit(tmp_path: Path, most: int, is_read: bool) -> None:
    fill(tmp_path, 3)
    (tmp_path / "page.html").touch()
    assert (read(tmp_path, Limits(names=most)).endless is None) is is_read


@pytest.mark.parametrize(("most", "left_out"), [(3, 0), (2, 1)])
def test_links_are_reported_by_name_up_to_a_limit(tmp_path: Path, most: int, left_out: int) -> None:
    for n in range(3):
        (tmp_path / f"link-{n}").symlink_to("nowhere")
    found = read(tmp_path, Limits(faults=most))
    assert (len(found.faults), found.left_out.total()) == (most, left_out)


@pytest.mark.parametrize(("most", "left_out"), [(3, 0), (2, 1)])
def test_unread_files_are_reported_by_name_up_to_a_limit(tmp_path: Path, most: int, left_out: int) -> None:
    for n in range(3):
        (tmp_path / f"{n}.json").write_bytes(b"{")
    found = read(tmp_path, Limits(faults=most))
    assert (len(found.unread), found.left_out.total()) == (most, left_out)


@pytest.mark.parametrize(("depth", "is_read"), [(6, True), (7, False)])
def test_six_levels_of_folders_are_searched(tmp_path: Path, depth: int, is_read: bool) -> None:
    inner = tmp_path.joinpath(*"abcdefg"[:depth])
    inner.mkdir(parents=True)
    fill(inner, 1)
    assert bool(names(read(tmp_path))) is is_read


def test_few_folders_are_open_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for n in range(MAX_OPEN_FOLDERS + 5):
        (tmp_path / f"{n:03}").mkdir()
        fill(tmp_path / f"{n:03}", 1)
    open_fds: set[int] = set()
    most = 0
    opening, closing = os.open, os.close

    def opened(*args: object, **names: object) -> int:
        nonlocal most
        fd = opening(*args, **names)  # type: ignore[arg-type]
        open_fds.add(fd)
        most = max(most, len(open_fds))
        return fd

    def closed(fd: int) -> None:
        open_fds.discard(fd)
        closing(fd)

    monkeypatch.setattr(os, "open", opened)
    monkeypatch.setattr(os, "close", closed)
    read(tmp_path)
    assert most == MAX_OPEN_FOLDERS + 1 == 33
    assert not open_fds


def test_the_limits_of_a_read() -> None:
    assert Limits(files=1_000_000, size=5_000_000, names=4_000_000, faults=10_000) == LIMITS


@pytest.mark.parametrize(
    ("number", "reason"), [(1, reasons.ONE_LEFT_OUT.format(number=1)), (2, reasons.MORE_LEFT_OUT.format(number=2))]
)
def test_files_left_out_are_reported_for_the_folder(tmp_path: Path, number: int, reason: str) -> None:
    fill(tmp_path, 4)
    found = read(tmp_path, Limits(files=4 - number))
    assert found.problems() == [UnreadFile(str(tmp_path), reason)]


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
    found = read(tmp_path, Limits(names=5))
    assert len(opened) == 2
    assert found.problems() == [UnreadFile(str(tmp_path), reasons.TOO_MANY_NAMES.format(limit=5))]
    assert len(names(found)) == 2


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
