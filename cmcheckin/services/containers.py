"""Find and read the files in folders and ZIP archives from outside, for imports and hints. Nothing is unpacked to disk,
and no link inside a folder is followed."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from typing import IO, TYPE_CHECKING, BinaryIO, Final, TypeAlias

from cmcheckin.files import TooLarge, open_regular

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

MAX_DEPTH: Final = 6
"""How many levels of nested folders are read."""
_BACKUPS: Final = (".bak", "~")
"""Endings of the copies that Watson and many editors leave beside a file. Reading them would bring back what was
corrected since."""
_START: Final = 4096
"""How many bytes show whether a file is text."""
_END: Final = 65_557
"""How many bytes at the end of a ZIP archive contain the size of its directory, even with the longest comment."""
_ENTRY: Final = 1024
"""The limit in bytes for a file's entry in that directory, on average."""
_ZIP: Final = b"PK\x03\x04"

Read: TypeAlias = Callable[[int], bytes]
"""Returns the bytes of a text file. Its argument is the limit on them. Raises NotText and TooLarge, OSError if the file
can't be read, and DamagedArchive if its archive is damaged."""


class NotText(OSError):  # noqa: N818  the name says what happened
    """The file isn't text, as its `start` shows."""

    def __init__(self, start: bytes) -> None:
        super().__init__(errno.EILSEQ, os.strerror(errno.EILSEQ))
        self.start = start


class DamagedArchive(OSError):  # noqa: N818
    """The ZIP archive, or a file in it, is damaged or encrypted."""


class TooManyFiles(OSError):  # noqa: N818
    """The ZIP archive has more files than may be read."""


def is_backup(name: str) -> bool:
    """Return whether the file `name` is a copy that a program made of another file."""
    return name.endswith(_BACKUPS)


def is_binary(start: bytes) -> bool:
    """Return whether a file with this `start` isn't text, or is text in UTF-16."""
    start = start[:_START]
    return b"\0" in start or start[:2] in (b"\xff\xfe", b"\xfe\xff") or start[:5] == b"%PDF-"


def read_text_file(path: str, limit: int, *, follow_link: bool = False) -> bytes:
    """Return the bytes of the text file at `path`. Raises NotText, TooLarge if it has more than `limit` bytes, and what
    `open_regular` raises."""
    fd, status = open_regular(path, follow_link=follow_link)
    with os.fdopen(fd, "rb") as file:
        return _text_of(file, status.st_size, path, limit)


def _text_of(file: IO[bytes], size: int, name: str, limit: int) -> bytes:
    """Return the bytes of `file`, which has `size` bytes unless that is wrong. Raises NotText and TooLarge."""
    raw = file.read(_START)
    if is_binary(raw):
        raise NotText(raw)
    if size <= limit:
        raw += file.read(max(0, limit + 1 - len(raw)))
    if max(size, len(raw)) > limit:
        raise TooLarge(name, limit, None)
    return raw


def entries_in(
    folder: str,
    failed: Callable[[str, OSError], None],
    listed: Callable[[], None] = lambda: None,
    depth: int = MAX_DEPTH,
) -> Iterator[os.DirEntry[str]]:
    """Yield the files in `folder` and up to `depth` levels below it, sorted by name, and the folders below these, which
    aren't read. Hidden files and folders, links, pipes and the like are left out.

    Calls `failed` with a folder that can't be listed and the error, and `listed` for each name; both may raise.
    """
    found: list[os.DirEntry[str]] = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                listed()
                found.append(entry)
    except OSError as error:
        failed(folder, error)
        return
    for entry in sorted(found, key=lambda entry: entry.name):
        if entry.name.startswith("."):
            continue
        with suppress(OSError):  # raised if a file system doesn't say what an entry is
            if entry.is_dir(follow_symlinks=False):
                yield from entries_in(entry.path, failed, listed, depth - 1) if depth else [entry]
            elif entry.is_file(follow_symlinks=False):
                yield entry


def open_zip(path: str, limit: int) -> BinaryIO | None:
    """Return the file at `path`, open, if it begins like a ZIP archive and has at most `limit` bytes. Otherwise, or if
    it can't be opened, return None."""
    with suppress(OSError, ValueError):  # a null byte
        fd, status = open_regular(path, follow_link=True)
        file = os.fdopen(fd, "rb")
        if status.st_size <= limit and begins_like_zip(file):
            return file
        file.close()
    return None


def begins_like_zip(file: BinaryIO) -> bool:
    """Return whether `file` begins like a ZIP archive."""
    file.seek(0)
    return file.read(len(_ZIP)) == _ZIP


def end_of(file: BinaryIO) -> bytes:
    """Return the end of the ZIP archive `file`, with the size of its directory and the last names in it."""
    file.seek(max(0, file.seek(0, os.SEEK_END) - _END))
    return file.read()


def archived_files(file: BinaryIO, most: int) -> list[tuple[ZipInfo, Read]]:
    """Return the files in the ZIP archive `file`, which stays open, each with a function that reads it.

    Raises TooManyFiles if there are more than `most`, and DamagedArchive.
    """
    from zipfile import ZipFile  # takes 10 ms, and few files are archives

    end = end_of(file).rpartition(b"PK\x05\x06")
    if end[1] and int.from_bytes(end[2][8:12], "little") > most * _ENTRY:  # reading it would take as much memory
        raise TooManyFiles
    try:
        archive = ZipFile(file)
        members = [member for member in archive.infolist() if not member.is_dir()]
    except _damage():
        raise DamagedArchive from None
    if len(members) > most:
        raise TooManyFiles
    return [(member, partial(_read_member, archive, member)) for member in members]


def _read_member(archive: ZipFile, member: ZipInfo, limit: int) -> bytes:
    try:
        with archive.open(member) as file:
            return _text_of(file, member.file_size, member.filename, limit)
    except (NotText, TooLarge):
        raise
    except _damage():
        raise DamagedArchive from None


def _damage() -> tuple[type[Exception], ...]:
    """Return the exceptions that reading a damaged or encrypted ZIP archive can raise."""
    import zlib
    from zipfile import BadZipFile

    return BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, RuntimeError, ValueError
