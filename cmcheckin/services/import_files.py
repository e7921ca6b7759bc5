"""Read the files that are to be imported: a file, all files in a folder, or those in a ZIP archive. Nothing is unpacked
to disk."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Iterable, Iterator
from typing import IO, BinaryIO, Final, NamedTuple

from cmcheckin.domain.errors import Refused
from cmcheckin.files import NotRegularFile, TooLarge, open_regular, read_bytes
from cmcheckin.interchange.readers import READERS
from cmcheckin.interchange.readers.source import SourceFile, shown_name
from cmcheckin.interchange.unsupported import describe_content
from cmcheckin.wording import imports as words

MAX_BYTES: Final = 64 * 1024 * 1024
"""The limit in bytes for all text of an import together: some hundred thousand records."""
MAX_ARCHIVE: Final = 2 * 1024**3
"""The limit in bytes for an archive, which may have many photos."""
MAX_FILES: Final = 20_000
"""The limit on files in a folder or an archive."""
MAX_DEPTH: Final = 6
"""How many levels of nested folders are read."""
BACKUPS: Final = (".bak", "~")
"""Endings of the copies that Watson and many editors leave beside a file. Reading them would bring back what was
corrected since."""
_START: Final = 4096
"""How many bytes show whether a file is text."""
_END: Final = 65_557
"""How many bytes at the end of a ZIP archive have the size of its directory, with the longest comment."""
_ENTRY: Final = 1024
"""The limit in bytes for a file in that directory, on average."""


class SkippedFile(NamedTuple):
    """A file of a folder or an archive that isn't read, and why, as a phrase."""

    name: str
    reason: str


class LoadedFiles(NamedTuple):
    """The text files to import, and the skipped ones. `name` is what the user named, for messages."""

    name: str
    files: tuple[SourceFile, ...]
    skipped: tuple[SkippedFile, ...] = ()


def program_titles() -> list[str]:
    """Return the programs whose files can be imported, besides any table."""
    return list(dict.fromkeys(reader.title for reader in READERS if not reader.reads_any_table))


def read_file(path: str, limit: int = MAX_BYTES) -> bytes:
    """Return the bytes of the file `path`, or of standard input if it is `-`.

    Raises Refused if it can't be read or has more than `limit` bytes; its reason is a clause, and its cause has the
    errno for a folder.
    """
    try:
        if path != "-":
            return read_bytes(path, limit=limit, follow_link=True)[0]
        raw = sys.stdin.buffer.read(limit + 1) if sys.stdin else b""
        if len(raw) > limit:
            raise TooLarge(path, limit, None)
        return raw
    except TooLarge as error:
        reason = words.too_large(limit, error.size)
    except NotRegularFile as error:
        reason = words.IS_FOLDER if error.errno == errno.EISDIR else words.NOT_REGULAR
    except OSError as error:
        reason = words.not_opened(error.strerror or type(error).__name__)
    except ValueError:  # a null byte
        reason = words.NO_FILE_NAME
    raise Refused(words.STDIN if path == "-" else shown_name(path), reason)


def load_files(path: str) -> LoadedFiles:
    """Return the text files at `path`: a file, a folder, a ZIP archive, or `-` for standard input.

    Raises Refused, naming the file, if a file that the user named isn't text or can't be read, or if there is too much.
    """
    name = words.STDIN if path == "-" else shown_name(path)
    if path != "-" and "\0" not in path and os.path.isdir(path):  # noqa: PTH112  Path.is_dir may raise
        return _loaded(name, _folder_files(path, name))
    archive = None if path == "-" else _open_archive(path)
    raw = b"" if archive else read_file(path)
    if _is_archive(raw, raw):
        archive = io.BytesIO(raw)
    if archive:
        with archive:
            return _loaded(name, _archived_files(archive, name))
    try:
        return LoadedFiles(name, (SourceFile(name, file_text(raw, name)),))
    except Refused as error:
        raise Refused(name, f"{error.reason}. {words.reads(program_titles())}") from None


def _loaded(name: str, found: Iterable[tuple[str, bytes | str]]) -> LoadedFiles:
    """Return the files in `found`, pairs of a name and either its bytes or the reason, a phrase, why it isn't read."""
    files: list[SourceFile] = []
    skipped: list[SkippedFile] = []
    for file_name, content in found:
        try:
            if isinstance(content, str):
                raise Refused(file_name, content)
            if file_name.endswith(BACKUPS):
                raise Refused(file_name, words.IS_BACKUP)
            files.append(SourceFile(file_name, file_text(content, file_name)))
        except Refused as error:
            skipped.append(SkippedFile(file_name, error.reason))
    return LoadedFiles(name, tuple(files), tuple(skipped))


def file_text(raw: bytes, name: str) -> str:
    """Return `raw` as text. Raises Refused, naming the file and the line, if it isn't UTF-8 text."""
    _refuse_binary(raw[:_START], name)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        kind = describe_content(raw) or words.KINDS["not utf-8"]
        line = raw.count(b"\n", 0, error.start) + 1
        raise Refused(name, words.LOOKS_LIKE.format(content=words.not_utf8(kind, line))) from None


def _refuse_binary(start: bytes, name: str) -> None:
    """Raise Refused, naming the file, if its `start` isn't text."""
    if b"\0" in start or start[:2] in (b"\xff\xfe", b"\xfe\xff") or start[:5] == b"%PDF-":
        raise Refused(name, words.LOOKS_LIKE.format(content=describe_content(start) or words.KINDS["binary"]))


def _read_text(file: IO[bytes], left: int, name: str) -> bytes | str:
    """Return the bytes of `file`, or a phrase why it isn't read: pictures and the like don't count. Raises Refused,
    which names `name`, if it has more than the `left` bytes of text that may be read."""
    raw = file.read(_START)
    try:
        _refuse_binary(raw, name)
    except Refused as error:
        return error.reason
    raw += file.read(max(0, left + 1 - len(raw)))
    if len(raw) > left:
        raise Refused(name, words.too_large(MAX_BYTES, None))
    return raw


def _folder_files(path: str, name: str) -> Iterator[tuple[str, bytes | str]]:
    """Yield each file of the folder `path` with its bytes, or why it isn't read. Hidden files and links aren't
    followed. Raises Refused if there is too much."""
    left = MAX_BYTES
    for number, file in enumerate(_paths(path, MAX_DEPTH), 1):
        if number > MAX_FILES:
            raise Refused(name, words.TOO_MANY_FILES.format(most=MAX_FILES))
        shown = shown_name(os.path.relpath(file, path))
        try:
            with os.fdopen(open_regular(file)[0], "rb") as opened:
                content = _read_text(opened, left, name)
        except OSError as error:
            is_folder = error.errno == errno.EISDIR
            why = words.not_opened(error.strerror or type(error).__name__)
            content = words.NESTED_TOO_DEEP.format(most=MAX_DEPTH) if is_folder else why
        left -= len(content) if isinstance(content, bytes) else 0
        yield shown, content


def _paths(folder: str, depth: int) -> Iterator[str]:
    """Yield the paths of the files in `folder` and up to `depth` levels below it, sorted by name; and of the folders
    below these, which aren't read."""
    try:
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        raise Refused(shown_name(folder), words.not_opened(error.strerror or type(error).__name__)) from None
    for entry in found:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _paths(entry.path, depth - 1) if depth else [entry.path]
        elif entry.is_file(follow_symlinks=False):
            yield entry.path


def _open_archive(path: str) -> BinaryIO | None:
    """Return the ZIP archive at `path`, open; None if it isn't one."""
    try:
        file = os.fdopen(open_regular(path, follow_link=True)[0], "rb")
    except (OSError, ValueError):  # `read_file` says why
        return None
    start, size = file.read(_START), file.seek(0, os.SEEK_END)
    file.seek(max(0, size - _END))
    if size <= MAX_ARCHIVE and _is_archive(start, file.read(_END)):
        return file
    file.close()
    return None


def _is_archive(start: bytes, end: bytes) -> bool:
    """Return whether a file with this `start` and `end` is a ZIP archive, and not a spreadsheet, which is one too."""
    return start[:4] == b"PK\x03\x04" and describe_content(start + end) == words.KINDS["zip"]


def _archived_files(file: BinaryIO, name: str) -> Iterator[tuple[str, bytes | str]]:
    """Yield each file of the ZIP archive `file` with its bytes. Raises Refused if the archive is damaged, encrypted or
    too large, or has a file whose name leads outside."""
    import zipfile  # takes 10 ms, and few imports need it
    import zlib

    left = MAX_BYTES
    try:
        if _directory_size(file) > MAX_FILES * _ENTRY:  # reading it would take as much memory
            raise Refused(name, words.TOO_MANY_FILES.format(most=MAX_FILES))
        with zipfile.ZipFile(file) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            if len(members) > MAX_FILES:
                raise Refused(name, words.TOO_MANY_FILES.format(most=MAX_FILES))
            for member in members:
                shown = shown_name(member.filename)
                parts = member.filename.replace("\\", "/").split("/")
                if parts[0] == "" or ".." in parts or ":" in parts[0]:
                    raise Refused(name, words.LEADS_OUTSIDE.format(name=shown))
                if member.flag_bits & 1:
                    raise Refused(name, words.IS_ENCRYPTED)
                with archive.open(member) as opened:
                    content = _read_text(opened, left, name)
                left -= len(content) if isinstance(content, bytes) else 0
                yield shown, content
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, RuntimeError, ValueError) as error:
        if isinstance(error, Refused):
            raise
        raise Refused(name, words.DAMAGED_ARCHIVE) from None


def _directory_size(file: BinaryIO) -> int:
    """Return the size in bytes of the directory of the ZIP archive `file`, as its end says; 0 if there is no end."""
    file.seek(max(0, file.seek(0, os.SEEK_END) - _END))
    found = file.read().rpartition(b"PK\x05\x06")
    return int.from_bytes(found[2][8:12], "little") if found[1] else 0
