"""Reading never blocks, and writing leaves the old file or the new one, whatever fails."""

from __future__ import annotations

import errno
import os
import socket
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cmcheckin import files
from cmcheckin.files import NotRegularFile, TooLarge, read_bytes, write_file, write_new


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def mode(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)


def failing(number: int) -> Callable[..., Any]:
    def fail(*_: Any, **__: Any) -> None:
        raise OSError(number, os.strerror(number))

    return fail


@pytest.fixture
def odd(tmp_path: Path) -> Iterator[dict[str, Path]]:
    """Everything that can have a name without being a regular file."""
    found = {name: tmp_path / name for name in ("folder", "pipe", "link", "dangling", "socket")}
    found["folder"].mkdir()
    os.mkfifo(found["pipe"])
    (tmp_path / "target").write_bytes(b"target")
    found["link"].symlink_to(tmp_path / "target")
    found["dangling"].symlink_to(tmp_path / "nowhere")
    found["device"] = Path("/dev/zero")
    with socket.socket(socket.AF_UNIX) as listener:
        before = Path.cwd()
        os.chdir(tmp_path)  # the path of a socket is limited to about 100 characters
        listener.bind("socket")
        os.chdir(before)
        yield found


@pytest.mark.parametrize("kind", ["folder", "pipe", "socket", "device"])
@pytest.mark.parametrize("follow_link", [True, False])
def test_only_regular_files_are_read(odd: dict[str, Path], kind: str, follow_link: bool) -> None:
    with pytest.raises(NotRegularFile, match="isn't a regular file") as error:
        read_bytes(odd[kind], follow_link=follow_link)
    assert (error.value.errno == errno.EISDIR) == (kind == "folder")
    assert error.value.filename == str(odd[kind])


def test_a_link_is_followed_only_on_request(odd: dict[str, Path]) -> None:
    assert read_bytes(odd["link"], follow_link=True)[0] == b"target"
    for kind in ("link", "dangling"):
        with pytest.raises(OSError, match="symbolic") as error:
            read_bytes(odd[kind])
        assert error.value.errno == errno.ELOOP
    with pytest.raises(FileNotFoundError):
        read_bytes(odd["dangling"], follow_link=True)


def test_a_name_with_a_null_byte_is_a_value_error() -> None:
    with pytest.raises(ValueError, match="null"):
        read_bytes("a\0b")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.binary(max_size=300),
    start=st.integers(0, 310),
    limit=st.none() | st.integers(0, 310),
    part=st.integers(1, 400),
)
def test_all_bytes_from_an_offset_are_read_up_to_the_limit(
    tmp_path: Path, data: bytes, start: int, limit: int | None, part: int
) -> None:
    (path := tmp_path / "file").write_bytes(data)
    real = os.read
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "read", lambda fd, most: real(fd, min(most, part)))
        if limit is not None and len(data[start:]) > limit:
            with pytest.raises(TooLarge) as error:
                read_bytes(path, start, limit=limit)
            assert (error.value.size, error.value.limit) == (len(data) - start, limit)
        else:
            assert read_bytes(path, start, limit=limit)[0] == data[start:]


def test_a_file_that_grows_while_it_is_read_stays_within_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (path := tmp_path / "file").write_bytes(b"x" * 10)
    real = os.read

    def growing(fd: int, most: int) -> bytes:
        with path.open("ab") as more:
            more.write(b"y" * 50_000)
        return real(fd, most)

    monkeypatch.setattr(os, "read", growing)
    with pytest.raises(TooLarge) as error:
        read_bytes(path, limit=120_000)
    assert error.value.size is None


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="this system has no files without a size")
def test_a_file_that_reports_no_size_is_read_too() -> None:
    assert b"Name:" in read_bytes("/proc/self/status")[0]
    with pytest.raises(TooLarge):
        read_bytes("/proc/self/status", limit=10)


@pytest.mark.parametrize("locked", [True, False])
@pytest.mark.parametrize("replace", [True, False])
def test_a_file_is_private_whatever_the_umask(tmp_path: Path, locked: bool, replace: bool) -> None:
    for umask in (0, 0o777):
        before = os.umask(umask)
        try:
            write_file(tmp_path / f"{umask}", b"data", replace=replace, locked=locked)
            write_file(tmp_path / f"{umask}-open", b"data", replace=replace, locked=locked, mode=0o644)
        finally:
            os.umask(before)
        assert (mode(tmp_path / f"{umask}"), mode(tmp_path / f"{umask}-open")) == (0o600, 0o644)
    assert set(content(tmp_path).values()) == {b"data"}
    assert len(content(tmp_path)) == 4


def test_content_and_name_are_synced_only_on_request(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[bool] = []
    monkeypatch.setattr(os, "fsync", lambda fd: synced.append(stat.S_ISDIR(os.fstat(fd).st_mode)))
    write_file(tmp_path / "file", b"data")
    assert synced == [False, True]
    write_file(tmp_path / "file", b"data", sync=False)
    assert synced == [False, True]


@pytest.mark.parametrize("kind", ["folder", "pipe", "link", "dangling", "socket"])
@pytest.mark.parametrize("replace", [True, False])
def test_only_a_regular_file_is_replaced(odd: dict[str, Path], kind: str, replace: bool) -> None:
    folder = odd[kind].parent
    before = sorted(folder.iterdir()), odd[kind].lstat()
    with pytest.raises(NotRegularFile if replace else FileExistsError) as error:
        write_file(odd[kind], b"data", replace=replace)
    assert error.value.filename == str(odd[kind])
    assert (sorted(folder.iterdir()), odd[kind].lstat()) == before
    assert (folder / "target").read_bytes() == b"target"


def test_an_existing_file_is_replaced_only_on_request(tmp_path: Path) -> None:
    (path := tmp_path / "file").write_bytes(b"old")
    writers: list[Callable[[], None]] = [
        lambda: write_file(path, b"new", replace=False),
        lambda: write_new(path, b"new"),
    ]
    for write in writers:
        with pytest.raises(FileExistsError):
            write()
        assert content(tmp_path) == {"file": b"old"}
    write_file(path, b"new")
    assert content(tmp_path) == {"file": b"new"}


@pytest.mark.parametrize("locked", [True, False])
@pytest.mark.parametrize("replace", [True, False])
@pytest.mark.parametrize("call", ["write", "fsync", "fchmod", "replace", "lstat"])
def test_a_failure_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, replace: bool, locked: bool
) -> None:
    path = tmp_path / "file"
    if replace:
        path.write_bytes(b"old")
    before = content(tmp_path)
    monkeypatch.setattr(os, "link", failing(errno.EPERM))  # so that the name is reserved by an empty file first
    monkeypatch.setattr(os, call, failing(errno.ENOSPC))
    with pytest.raises(OSError, match="No space"):
        write_file(path, b"new", replace=replace, locked=locked, mode=0o640)
    monkeypatch.undo()
    assert content(tmp_path) == before


def test_a_disk_that_takes_only_a_part_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, left = os.write, [5]

    def part(fd: int, data: bytes) -> int:
        written = real(fd, data[: min(2, left[0])])
        left[0] -= written
        return written

    monkeypatch.setattr(os, "write", part)
    with pytest.raises(OSError, match="No space"):
        write_file(tmp_path / "file", b"0123456789")
    assert content(tmp_path) == {}
    left[0] = 10
    write_file(tmp_path / "file", b"0123456789")
    assert content(tmp_path) == {"file": b"0123456789"}


def test_without_hard_links_a_name_is_reserved_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", failing(errno.EPERM))
    write_file(tmp_path / "file", b"first", replace=False)
    with pytest.raises(FileExistsError):
        write_file(tmp_path / "file", b"second", replace=False)
    assert content(tmp_path) == {"file": b"first"}


def test_a_leftover_of_a_locked_write_is_replaced_and_not_written_through(tmp_path: Path) -> None:
    (kept := tmp_path / "kept").write_bytes(b"kept")
    os.link(kept, tmp_path / "file.new")
    write_file(tmp_path / "file", b"data", locked=True)
    assert content(tmp_path) == {"kept": b"kept", "file": b"data"}
    (tmp_path / "other.new").symlink_to(kept)
    write_file(tmp_path / "other", b"data", locked=True)
    assert content(tmp_path) == {"kept": b"kept", "file": b"data", "other": b"data"}


def test_temporary_names_are_hidden_random_and_short_enough(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 250)
    first, second = files.temporary_name(path), files.temporary_name(path)
    assert first != second
    assert os.path.split(first)[0] == str(tmp_path)
    assert first.startswith(f"{tmp_path}/.x")
    write_file(path, b"data")
    assert content(tmp_path) == {path.name: b"data"}


def test_missing_folders_are_created_private_and_a_file_in_the_way_is_an_error(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        files.make_folder(str(tmp_path / "a" / "b"))
    finally:
        os.umask(before)
    assert mode(tmp_path / "a") == mode(tmp_path / "a" / "b") == 0o700
    (tmp_path / "file").write_bytes(b"mine")
    with pytest.raises(NotADirectoryError):
        files.make_folder(str(tmp_path / "file" / "c"))


def test_a_file_that_cannot_be_written_is_named_and_not_its_temporary_one(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as caught:
        write_file(tmp_path / "missing" / "list.txt", b"one")
    assert caught.value.filename == str(tmp_path / "missing" / "list.txt")
