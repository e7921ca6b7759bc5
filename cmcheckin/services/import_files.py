"""Read the files that are to be imported: a file, all files in a folder, or those in a ZIP archive. Nothing is unpacked
to disk."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice
from typing import BinaryIO, Final, NamedTuple

from cmcheckin.domain.errors import Refused
from cmcheckin.files import NotRegularFile, TooLarge, read_bytes
from cmcheckin.interchange.readers import READERS
from cmcheckin.interchange.readers.source import SourceFile, shown_name
from cmcheckin.interchange.unsupported import describe_content
from cmcheckin.services.containers import (
    MAX_DEPTH,
    DamagedArchive,
    NotText,
    Read,
    TooManyFiles,
    archived_files,
    begins_like_zip,
    end_of,
    entries_in,
    is_backup,
    is_binary,
    open_zip,
    read_text_file,
)
from cmcheckin.wording import imports as words

MAX_BYTES: Final = 64 * 1024 * 1024
"""The limit in bytes for all text of an import together: some hundred thousand records."""
MAX_ARCHIVE: Final = 2 * 1024**3
"""The limit in bytes for an archive, which may have many photos."""
MAX_FILES: Final = 20_000
"""The limit on files in a folder or an archive."""
_START: Final = 4096
"""How many bytes at the start of an archive show whether it is a spreadsheet."""


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
    archive = None if path == "-" else open_zip(path, MAX_ARCHIVE)
    raw = b"" if archive else read_file(path)
    with archive or io.BytesIO(raw) as file:
        if begins_like_zip(file) and not _is_spreadsheet(file):
            return _loaded(name, _archived_files(file, name))
    if archive:
        raw = read_file(path)
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
            if is_backup(file_name):
                raise Refused(file_name, words.IS_BACKUP)
            files.append(SourceFile(file_name, file_text(content, file_name)))
        except Refused as error:
            skipped.append(SkippedFile(file_name, error.reason))
    return LoadedFiles(name, tuple(files), tuple(skipped))


def file_text(raw: bytes, name: str) -> str:
    """Return `raw` as text. Raises Refused, naming the file and the line, if it isn't UTF-8 text."""
    if is_binary(raw):
        raise Refused(name, _looks_binary(raw))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        kind = describe_content(raw) or words.KINDS["not utf-8"]
        line = raw.count(b"\n", 0, error.start) + 1
        raise Refused(name, words.LOOKS_LIKE.format(content=words.not_utf8(kind, line))) from None


def _looks_binary(start: bytes) -> str:
    return words.LOOKS_LIKE.format(content=describe_content(start) or words.KINDS["binary"])


def _contents(files: Iterable[tuple[str, Read]], name: str) -> Iterator[tuple[str, bytes | str]]:
    """Yield the name of each of `files`, and its bytes, or a phrase why it isn't read: pictures and the like don't
    count. Raises Refused, which names `name`, if they have too much text together, and DamagedArchive."""
    left = MAX_BYTES
    for file_name, read in files:
        content: bytes | str
        try:
            content = read(left)
            left -= len(content)
        except NotText as error:
            content = _looks_binary(error.start)
        except TooLarge:
            raise Refused(name, words.too_large(MAX_BYTES, None)) from None
        except DamagedArchive:
            raise
        except OSError as error:
            is_folder = error.errno == errno.EISDIR
            why = words.not_opened(error.strerror or type(error).__name__)
            content = words.NESTED_TOO_DEEP.format(most=MAX_DEPTH) if is_folder else why
        yield file_name, content


def _folder_files(path: str, name: str) -> Iterator[tuple[str, bytes | str]]:
    """Yield each file of the folder `path` with its bytes, or why it isn't read. Raises Refused if there is too
    much."""

    def failed(folder: str, error: OSError) -> None:
        raise Refused(shown_name(folder), words.not_opened(error.strerror or type(error).__name__)) from None

    files = [
        (shown_name(os.path.relpath(entry.path, path)), partial(read_text_file, entry.path))
        for entry in islice(entries_in(path, failed), MAX_FILES + 1)
    ]
    if len(files) > MAX_FILES:
        raise Refused(name, words.TOO_MANY_FILES.format(most=MAX_FILES))
    return _contents(files, name)


def _is_spreadsheet(file: BinaryIO) -> bool:
    """Return whether `file`, which begins like a ZIP archive, is a spreadsheet."""
    file.seek(0)
    return describe_content(file.read(_START) + end_of(file)) == words.KINDS["spreadsheet"]


def _archived_files(file: BinaryIO, name: str) -> Iterator[tuple[str, bytes | str]]:
    """Yield each file of the ZIP archive `file` with its bytes, or why it isn't read. Raises Refused if the archive is
    damaged, encrypted or too large, or has a file whose name leads outside."""
    try:
        members = archived_files(file, MAX_FILES)
        for member, _ in members:
            parts = member.filename.replace("\\", "/").split("/")
            if parts[0] == "" or ".." in parts or ":" in parts[0]:
                raise Refused(name, words.LEADS_OUTSIDE.format(name=shown_name(member.filename)))
            if member.flag_bits & 1:
                raise Refused(name, words.IS_ENCRYPTED)
        yield from _contents(((shown_name(member.filename), read) for member, read in members), name)
    except TooManyFiles:
        raise Refused(name, words.TOO_MANY_FILES.format(most=MAX_FILES)) from None
    except DamagedArchive:
        raise Refused(name, words.DAMAGED_ARCHIVE) from None
