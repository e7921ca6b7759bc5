"""Read the files that are to be imported: a file, all files of a folder, or those in a ZIP archive. Nothing is
unpacked onto the disk."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from cmcheckin.domain.errors import Refused
from cmcheckin.files import NotRegularFile, TooLarge, read_bytes
from cmcheckin.interchange.readers import READERS
from cmcheckin.interchange.readers.source import SourceFile, shown_name
from cmcheckin.interchange.unsupported import describe_content
from cmcheckin.wording import imports as words

MAX_BYTES: Final = 64 * 1024 * 1024
"""The limit in bytes for all files of an import together: some hundred thousand records."""
MAX_FILES: Final = 20_000
"""The limit on files in a folder or an archive."""
MAX_DEPTH: Final = 6
"""How many levels of nested folders are read."""
BACKUPS: Final = (".bak", "~")
"""Endings of the copies that Watson and many editors leave beside a file: what was corrected since would come back."""


class SkippedFile(NamedTuple):
    """A file of a folder or an archive that isn't read, and why, as a phrase."""

    name: str
    reason: str


class LoadedFiles(NamedTuple):
    """The text files to import, and those that are skipped. `name` is what the user named, for messages."""

    name: str
    files: tuple[SourceFile, ...]
    skipped: tuple[SkippedFile, ...] = ()


def program_titles() -> list[str]:
    """Return the programs whose files can be imported, beside any table."""
    return list(dict.fromkeys(reader.title for reader in READERS if not reader.reads_any_table))


def read_file(path: str, limit: int = MAX_BYTES) -> bytes:
    """Return the bytes of the file `path`, or of standard input if it is `-`.

    Raises Refused if it can't be read or has more than `limit` bytes; its reason is a clause, and the errno of a folder
    is the error's cause.
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

    Raises Refused, naming the file, if one that the user named isn't text or can't be read, or if there is too much.
    """
    name = words.STDIN if path == "-" else shown_name(path)
    if path != "-" and "\0" not in path and os.path.isdir(path):  # noqa: PTH112  Path.is_dir may raise
        return _loaded(name, _folder_files(path, name))
    raw = read_file(path)
    kind = describe_content(raw[:4096]) if raw[:4] == b"PK\x03\x04" else ""
    if kind == words.KINDS["zip"] and describe_content(raw) == kind:
        return _loaded(name, _archived_files(raw, name))
    try:
        return LoadedFiles(name, (SourceFile(name, file_text(raw, name)),))
    except Refused as error:
        raise Refused(name, f"{error.reason}. {words.reads(program_titles())}") from None


def _loaded(name: str, found: Iterable[tuple[str, bytes | str]]) -> LoadedFiles:
    """Return the files in `found`, pairs of a name and either bytes or a phrase why it isn't read."""
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
    if b"\0" in raw[:4096] or raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise Refused(name, words.LOOKS_LIKE.format(content=describe_content(raw) or words.KINDS["binary"]))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        kind = describe_content(raw) or words.KINDS["not utf-8"]
        line = raw.count(b"\n", 0, error.start) + 1
        raise Refused(name, words.LOOKS_LIKE.format(content=words.not_utf8(kind, line))) from None


def _folder_files(path: str, name: str) -> Iterator[tuple[str, bytes | str]]:
    """Yield each file of the folder `path` with its bytes, or why it isn't read. Hidden files and links aren't
    followed. Raises Refused if there is too much."""
    left, number = MAX_BYTES, 0
    for file in _paths(path, MAX_DEPTH):
        number += 1
        if number > MAX_FILES:
            raise Refused(name, words.TOO_MANY_FILES.format(most=MAX_FILES))
        shown = shown_name(os.path.relpath(file, path))
        try:
            raw = read_bytes(file, limit=left)[0]
        except TooLarge:
            raise Refused(name, words.too_large(MAX_BYTES, None)) from None
        except OSError as error:
            yield shown, words.not_opened(error.strerror or type(error).__name__)
            continue
        left -= len(raw)
        yield shown, raw


def _paths(folder: str, depth: int) -> Iterator[str]:
    """Yield the paths of the files in `folder` and `depth` levels of folders below it, in order of their names."""
    try:
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        raise Refused(shown_name(folder), words.not_opened(error.strerror or type(error).__name__)) from None
    for entry in found:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            if depth:
                yield from _paths(entry.path, depth - 1)
        elif entry.is_file(follow_symlinks=False):
            yield entry.path


def _archived_files(raw: bytes, name: str) -> Iterator[tuple[str, bytes | str]]:
    """Yield each file of the ZIP archive `raw` with its bytes. Raises Refused if the archive is damaged, encrypted or
    too large, or has a file whose name leads outside."""
    import zipfile  # takes 10 ms, and few imports need it
    import zlib

    left = MAX_BYTES
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
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
                with archive.open(member) as file:
                    content = file.read(left + 1)
                left -= len(content)
                if left < 0:
                    raise Refused(name, words.too_large(MAX_BYTES, None))
                yield shown, content
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, RuntimeError, ValueError) as error:
        if isinstance(error, Refused):
            raise
        raise Refused(name, words.DAMAGED_ARCHIVE) from None
