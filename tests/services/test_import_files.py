"""The files of an import: a file, a folder or a ZIP archive, read within limits and never unpacked to disk."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest

from cmcheckin.domain.errors import Refused
from cmcheckin.services import import_files
from cmcheckin.services.import_files import load_files


def archive(path: Path, files: dict[str, bytes | str]) -> str:
    with zipfile.ZipFile(path, "w") as made:
        for name, content in files.items():
            made.writestr(name, content)
    return str(path)


def refusal(path: str) -> str:
    with pytest.raises(Refused) as refused:
        load_files(path)
    return str(refused.value)


def test_a_file_is_read_as_text_without_its_byte_order_mark(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"\xef\xbb\xbfDatum;M\xc3\xbcde\r\n")
    (file,) = load_files(str(tmp_path / "a.csv")).files
    assert file.text == "Datum;Müde\r\n"


def test_a_file_in_deep_folders_keeps_its_name(tmp_path: Path) -> None:
    folder = tmp_path / ("x" * 150) / ("y" * 150)
    folder.mkdir(parents=True)
    (folder / "2026-03-09.md").write_text("Dear diary,")
    for path in (folder / "2026-03-09.md", tmp_path):
        (file,) = load_files(str(path)).files
        assert file.name.startswith("…")
        assert file.name.endswith("y/2026-03-09.md")


def test_a_folder_is_read_in_order_without_hidden_files_and_links(tmp_path: Path) -> None:
    for name in ("b/2.txt", "a.txt", ".hidden/c.txt", "b/.d"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\0\0")
    os.mkfifo(tmp_path / "pipe")
    loaded = load_files(str(tmp_path))
    assert [file.name for file in loaded.files] == ["a.txt", "b/2.txt"]
    ((name, reason),) = loaded.skipped
    assert name == "picture.png"
    assert reason.startswith("looks like an image")


def test_a_folder_that_is_nested_too_deep_is_named_and_not_read(tmp_path: Path) -> None:
    deepest = tmp_path.joinpath(*"abcdefg")
    deepest.mkdir(parents=True)
    (deepest / "x.txt").write_text("x")
    (deepest.parent / "y.txt").write_text("y")
    loaded = load_files(str(tmp_path))
    assert [file.name for file in loaded.files] == ["a/b/c/d/e/f/y.txt"]
    assert loaded.skipped == (("a/b/c/d/e/f/g", "is nested more than 6 folders deep"),)


def test_an_archive_is_read_without_unpacking_it(tmp_path: Path) -> None:
    path = archive(tmp_path / "x.zip", {"Journal.json": "{}", "photos/1.png": b"\x89PNG\0"})
    loaded = load_files(path)
    assert [file.name for file in loaded.files] == ["Journal.json"]
    assert [file.name for file in loaded.skipped] == ["photos/1.png"]
    assert list(tmp_path.iterdir()) == [tmp_path / "x.zip"]


@pytest.mark.parametrize("name", ["../../evil.csv", "/etc/passwd", "a/../../b", "C:\\x.csv", "..\\x"])
def test_an_archive_with_a_path_that_leads_outside_is_refused(tmp_path: Path, name: str) -> None:
    assert "points outside the archive" in refusal(archive(tmp_path / "x.zip", {name: "x"}))


def test_zip_bombs_and_damaged_and_encrypted_archives_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_files, "MAX_BYTES", 100_000)
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("zeros.csv", b"0" * 10_000_000)
    (tmp_path / "bomb.zip").write_bytes(bomb.getvalue())
    assert "is larger than the limit of 100,000 bytes" in refusal(str(tmp_path / "bomb.zip"))
    raw = bomb.getvalue()
    (tmp_path / "cut.zip").write_bytes(raw[: len(raw) // 2])
    assert "is a damaged ZIP archive" in refusal(str(tmp_path / "cut.zip"))
    at = raw.index(b"PK\x01\x02")
    (tmp_path / "locked.zip").write_bytes(raw[: at + 8] + bytes([raw[at + 8] | 1]) + raw[at + 9 :])
    assert "is an encrypted archive" in refusal(str(tmp_path / "locked.zip"))


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ("Datum".encode("utf-16"), "looks like text in UTF-16; save it as UTF-8 first"),
        (b"a,b\nc,\xff\n", "looks like text that isn't UTF-8 (line 2)"),
        (b"\0\1\2", "looks like binary data"),
    ],
)
def test_a_file_that_is_not_text_is_refused(tmp_path: Path, raw: bytes, reason: str) -> None:
    (tmp_path / "x.csv").write_bytes(raw)
    assert reason in refusal(str(tmp_path / "x.csv"))


def test_too_much_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (tmp_path / "huge.csv").open("wb") as file:
        file.truncate(2 * 1024**3)
    assert "has 2,147,483,648 bytes, but the limit is 67,108,864" in refusal(str(tmp_path / "huge.csv"))
    assert [file.name for file in load_files(str(tmp_path)).skipped] == ["huge.csv"]
    with (tmp_path / "huge.csv").open("r+b") as started:
        started.write(b"a,b\n" * 2000)
    assert "is larger than the limit" in refusal(str(tmp_path))
    monkeypatch.setattr(import_files, "MAX_FILES", 2)
    (tmp_path / "huge.csv").unlink()
    for n in range(3):
        (tmp_path / f"{n}.txt").write_text("x")
    assert "has more than 2 files" in refusal(str(tmp_path))


def test_photos_do_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_files, "MAX_BYTES", 10_000)
    photo = b"\xff\xd8\xff\xe0\0\x10" + os.urandom(40_000) + b"xl/"
    pdf = b"%PDF-1.7\n" + b"x" * 40_000
    names: dict[str, bytes | str] = {"Journal.json": "{}", "photos/a.jpeg": photo, "photos/b.pdf": pdf}
    path = archive(tmp_path / "export.zip", names)
    (tmp_path / "export").mkdir()
    for name, content in names.items():
        (tmp_path / "export" / Path(name).name).write_bytes(content if isinstance(content, bytes) else b"{}")
    for loaded in (load_files(path), load_files(str(tmp_path / "export"))):
        assert [Path(file.name).name for file in loaded.files] == ["Journal.json"]
        assert [reason for _, reason in loaded.skipped] == ["looks like an image", "looks like a PDF document"]


def test_an_archive_with_too_many_files_is_refused_before_they_are_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_files, "MAX_FILES", 3)
    monkeypatch.setattr(zipfile.ZipFile, "infolist", lambda self: pytest.fail("listed"))
    path = archive(tmp_path / "x.zip", {"x" * 1000 + f"{n}.txt": "x" for n in range(4)})
    assert "has more than 3 files" in refusal(path)


def test_a_missing_path_is_named(tmp_path: Path) -> None:
    assert "can't be opened (no such file or directory)" in refusal(str(tmp_path / "none.csv"))
    assert "that isn't a valid file name" in refusal("a\0b")


def test_backup_copies_in_a_folder_and_an_archive_are_skipped(tmp_path: Path) -> None:
    names = ("frames", "frames.bak", "notes.md~")
    for name in names:
        (tmp_path / name).write_text("[]")
    for loaded in (
        load_files(str(tmp_path)),
        load_files(archive(tmp_path / "x.zip", dict.fromkeys(names, "[]"))),
    ):
        assert [file.name for file in loaded.files] == ["frames"]
        assert [tuple(file) for file in loaded.skipped] == [(name, "is a backup copy") for name in names[1:]]
    assert [file.text for file in load_files(str(tmp_path / "frames.bak")).files] == ["[]"]
