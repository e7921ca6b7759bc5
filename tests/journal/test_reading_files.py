"""A journal file that grows is read on from where it was read to, with the same result as in one go."""

from __future__ import annotations

import errno
import gc
import os
from pathlib import Path
from typing import Any

import pytest

from cmcheckin.journal.log import files, reader
from cmcheckin.journal.log.files import LINK, JournalFile, listing, own_name, read_new
from cmcheckin.journal.log.lines import checked
from tests.journal.journal_home import DAY, DEVICE, Home, checkin


@pytest.fixture
def whole(home: Home) -> bytes:
    """Return a file of a header and two changes."""
    for mood in (3, 4):
        home.open().save([checkin(DAY, mood=mood)], why="check-in")
    return home.file().read_bytes()


def read(path: Path, *contents: bytes) -> tuple[list[Any], dict[str, Any]]:
    """Return the changes in a file that has each of `contents` when it is read, and its state without times."""
    file, found = JournalFile(str(path), path.name), []
    for content in contents:
        path.write_bytes(content)
        new = read_new(file)
        assert new is not None
        found += new
    return found, {name: value for name, value in vars(file).items() if name not in ("inode", "mtime_ns", "mark")}


@pytest.mark.parametrize("more", [b"", b"\n", b"\n\n", b"\n{", b'\n{"crc":"', b"\n \t\r\n"])
@pytest.mark.parametrize("mark", [10, 1 << 20])
def test_a_file_read_in_two_parts_is_as_if_read_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, whole: bytes, more: bytes, mark: int
) -> None:
    monkeypatch.setattr(files, "MARK", mark)
    path = tmp_path / own_name(2026, DEVICE)
    content = whole.rstrip(b"\n") + more
    expected = read(path, content)
    assert len(expected[0]) == 2
    first = whole.index(b"\n")
    for cut in (
        *range(first, first + 12),
        *range(first + 12, len(whole) - 12, 7),
        *range(len(whole) - 12, len(content) + 1),
    ):
        assert read(path, content[:cut], content) == expected, cut
        assert read(path, content[:cut], content[:cut]) == read(path, content[:cut]), cut


def test_reading_continues_after_a_damaged_line(tmp_path: Path, whole: bytes) -> None:
    path = tmp_path / own_name(2026, DEVICE)
    header, first, second = whole.splitlines(keepends=True)
    for lines, fault_line, bad in (
        ([header, b"{]\n", first, second], 2, [b"{]"]),
        ([header, first, b"{]\n", second], 3, [b"{]"]),
        ([header, first, b"\n", b"{]\n", b"\xff\n", second], 4, [b"{]", b"\xff"]),
        ([header, first, second, b"{]\n"], 4, [b"{]"]),
        ([header[:-3] + b"\n", first, second], 1, [header[:-3]]),
        ([b"\0" * 70 + b"\n", first, second], 1, [b"\0" * 70]),
    ):
        found, state = read(path, b"".join(lines))
        assert (len(found), state["fault_line"], state["damaged"]) == (2, fault_line, True)
        assert (state["bad"], state["faults"]) == (bad, len(bad) if fault_line > 1 else 0)  # a header has no change
        assert (state["offset"], state["lines"]) == (sum(map(len, lines)), len(lines))


@pytest.mark.parametrize("newline", [b"", b"\x0b", b"J"])
def test_lines_whose_line_break_is_damaged_are_read(tmp_path: Path, whole: bytes, newline: bytes) -> None:
    header, first, second = whole.splitlines()
    expected = read(tmp_path / "a", whole)[0]
    for content in (
        header + b"\n" + first + newline + second + b"\n",
        header + newline + first + b"\n" + second + b"\n",
        header + b"\n" + first + newline + second,
        header + b"\n" + first + newline + second + newline,
    ):
        found, state = read(tmp_path / own_name(2026, DEVICE), content)
        assert found == expected
        assert state["damaged"] is (content != whole[:-1])
    found, state = read(tmp_path / "a", header + b"\n" + first + newline + second[:-5] + b"\n")
    assert (found, state["bad"], state["fault_line"]) == (expected[:1], [second[:-5]], 2)


def test_a_file_without_a_header_is_read(tmp_path: Path, whole: bytes) -> None:
    header, *lines = whole.splitlines(keepends=True)
    expected = read(tmp_path / "a", whole)[0]
    for content, known in ((b"".join(lines), None), (b"".join([lines[1], header, lines[0]]), (2, 2026, DEVICE))):
        found, state = read(tmp_path / own_name(2026, DEVICE), content)
        assert (sorted(found), state["header"], state["fault"]) == (expected, known, "")


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("2026.x-1.jsonl", (1, 2026, "x-1")), ("2026.x-1.2.jsonl", (1, 2026, "x-1")), ("x.jsonl", None),
        ("2026..jsonl", None), ("notes of 2026.jsonl", None),
    ],
)  # fmt: skip
def test_the_name_stands_in_for_a_header_that_cannot_be_read(name: str, header: Any) -> None:
    assert JournalFile(name, name).named == header


def test_a_part_read_before_that_changed_is_noticed(
    tmp_path: Path, whole: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / own_name(2026, DEVICE)
    for mark, is_noticed in ((1 << 20, True), (len(whole), True), (10, False)):
        monkeypatch.setattr(files, "MARK", mark)
        file = JournalFile(str(path), path.name)
        path.write_bytes(whole)
        assert read_new(file) is not None
        assert file.mark[0] == min(mark, len(whole))
        path.write_bytes(whole.replace(b'"mood":3', b'"mood":5') + b"\n")
        assert (read_new(file) is None) is is_noticed
        path.write_bytes(whole[:-3])
        assert read_new(file) is None


def test_a_file_may_have_grown_if_it_is_the_same_and_larger(tmp_path: Path) -> None:
    path, other = tmp_path / "a", tmp_path / "b"
    path.write_bytes(b"123")
    other.write_bytes(b"12345")
    file = JournalFile(str(path), path.name)
    file.seen(path.stat())
    assert file.unchanged(path.stat())
    assert [file.grown(found) for found in (None, path.stat(), other.stat())] == [False] * 3
    other.write_bytes(b"123")
    os.utime(other, ns=(0, file.mtime_ns))
    assert not file.unchanged(other.stat())
    path.write_bytes(b"1234")
    assert (file.grown(path.stat()), file.unchanged(path.stat())) == (True, False)
    path.write_bytes(b"12")
    assert not file.grown(path.stat())


@pytest.mark.parametrize(
    ("line", "word"),
    [
        (b"{]", "checksum"), (checked(b"{]"), "JSON"), (checked(b'{"a":' + b"9" * 5000), "JSON"), (b"\xff", "checksum"),
        (checked(b"{\xff"), "text"), (checked(b'{"a":1}'), "change"), (checked(b'{"sealed":"age"}'), "encrypted"),
    ],
)  # fmt: skip
def test_a_damaged_line_has_its_fault(tmp_path: Path, whole: bytes, line: bytes, word: str) -> None:
    _, state = read(tmp_path / "a.jsonl", whole + line + b"\n")
    assert word in state["fault"]


@pytest.mark.parametrize(
    ("error", "is_link", "word"),
    [
        (OSError(errno.ELOOP, "Too many links"), True, LINK),
        (OSError(errno.EACCES, "Permission denied"), False, "Permission denied"),
        (OSError("odd"), False, "odd"),
    ],
)
def test_a_file_that_cannot_be_read_has_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, is_link: bool, word: str
) -> None:
    def fails(*_: object) -> None:
        raise error

    monkeypatch.setattr(files, "open_regular", fails)
    file = JournalFile(str(tmp_path / "a"), "a")
    assert read_new(file) == []
    assert (file.link, file.damaged) == (is_link, False)
    assert word in file.fault
    assert file.lasts_until_changed is is_link


def test_the_listing_has_journal_files_only(tmp_path: Path) -> None:
    assert listing(str(tmp_path / "none")) == {}
    for name in ("a.jsonl", ".b.jsonl", "c.json", "a.jsonl.damaged-2026-11-20"):
        (tmp_path / name).touch()
    (tmp_path / "link.jsonl").symlink_to("nowhere")
    assert listing(str(tmp_path)) == {name: os.lstat(tmp_path / name) for name in ("a.jsonl", "link.jsonl")}


@pytest.mark.parametrize(("part", "name"), [(1, "2026.x.jsonl"), (2, "2026.x.2.jsonl"), (10, "2026.x.10.jsonl")])
def test_parts_of_a_year_are_numbered_from_the_second(part: int, name: str) -> None:
    assert own_name(2026, "x", part) == name


@pytest.mark.parametrize("was_enabled", [True, False])
@pytest.mark.parametrize(("spare", "is_frozen"), [(0, False), (-1, True)])
def test_reading_everything_leaves_the_garbage_collection_as_it_was(
    home: Home, whole: bytes, monkeypatch: pytest.MonkeyPatch, was_enabled: bool, spare: int, is_frozen: bool
) -> None:
    monkeypatch.setattr(reader, "_LARGE", len(whole) + spare)
    frozen: list[bool] = []
    monkeypatch.setattr(gc, "freeze", lambda: frozen.append(True))
    if not was_enabled:
        gc.disable()
    try:
        home.open().everything()
        assert gc.isenabled() is was_enabled
    finally:
        gc.enable()
    assert bool(frozen) is (is_frozen and was_enabled)
