"""Going through folders of other people's files: bounded, without following a link, without opening what may hang."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from itertools import islice
from typing import Final, NamedTuple

DEPTH: Final = 6
"""Folders within folders that are looked into."""
ENTRIES: Final = 200_000
"""Names that are looked at in all. A year of 200 people, each week as JSON, page and Markdown, has 31,200."""
SIZE: Final = 5_000_000
"""Largest file that is read, in bytes."""
TOTAL: Final = 100_000_000
"""Bytes that are held of one reading."""
SMALL: Final = 16_384
"""Bytes that are asked for at least: what says no size of its own is read in pieces of as many."""
OTHERS: Final = (
    ".html", ".htm", ".md", ".txt", ".pdf", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".csv", ".tsv", ".xlsx", ".xls",
    ".ods", ".docx", ".odt", ".doc", ".pptx", ".zip", ".gz", ".ics", ".eml", ".py", ".log", ".ini", ".toml", ".lnk",
)  # fmt: skip
"""Endings of files that are another program's, or the same week as a page: passed by in a folder without a word."""
CIRCLE: Final = "is a link that leads to itself"


class Bytes(NamedTuple):
    """A file that was read."""

    path: str
    data: bytes


class Unread(NamedTuple):
    """A file that could not be taken, and why."""

    path: str
    reason: str


class _Bounds:
    """How much of the bounds of one reading is left, and which files were read: one that is named twice is one."""

    def __init__(self) -> None:
        self.entries, self.held = ENTRIES, TOTAL
        self.seen: set[tuple[int, int]] = set()


def walk(paths: tuple[str, ...]) -> Iterator[Bytes | Unread]:
    """What these files and folders hold. Names that begin with a dot are passed by inside of folders, where sync tools
    keep what is unfinished and what is old. What was named may be a link, as that is the user's own word; no link
    inside of a folder is followed."""
    bounds = _Bounds()
    for path in paths:
        try:
            opened = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        except NotADirectoryError:
            if (read := _read(path, path, None, bounds)) is not None:
                yield read
            continue
        except (OSError, ValueError) as no:
            yield Unread(path, CIRCLE if isinstance(no, OSError) and no.errno == errno.ELOOP else _reason(no))
            continue
        yield from _folder(path, opened, 0, bounds)


def _folder(path: str, opened: int, depth: int, bounds: _Bounds) -> Iterator[Bytes | Unread]:
    """Everything in the folder behind this descriptor, which is closed at the end."""
    prefix = path.rstrip("/") + "/"
    folders: list[str] = []
    try:
        with os.scandir(opened) as entries:
            for entry in entries:
                name = entry.name
                if name[0] == ".":
                    continue
                bounds.entries -= 1
                if bounds.entries < 0:
                    yield Unread(path, f"has more than {ENTRIES:,} names in it; those after that were not looked at")
                    return
                if entry.is_file(follow_symlinks=False):
                    if not name.lower().endswith(OTHERS):
                        read = _read(prefix + name, name, opened, bounds)
                        if read is not None:
                            yield read
                elif entry.is_dir(follow_symlinks=False):
                    folders.append(name)
                elif entry.is_symlink():
                    if not name.lower().endswith(OTHERS):
                        yield Unread(prefix + name, "is a link, and links are not followed")
                else:
                    yield Unread(prefix + name, "is no ordinary file")
        for name in sorted(folders):
            yield from _inside(prefix + name, name, opened, depth + 1, bounds)
    except OSError as no:
        yield Unread(path, _reason(no))
    finally:
        os.close(opened)


def _inside(path: str, name: str, parent: int, depth: int, bounds: _Bounds) -> Iterator[Bytes | Unread]:
    if depth > DEPTH:
        yield Unread(path, f"lies more than {DEPTH} folders deep, and was not looked into")
        return
    try:
        flags = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
        opened = os.open(name, flags, dir_fd=parent)
    except OSError as no:
        yield Unread(path, _reason(no))
        return
    yield from _folder(path, opened, depth, bounds)


def _read(path: str, name: str, parent: int | None, bounds: _Bounds) -> Bytes | Unread | None:
    """A regular file's bytes; None when it was read before. Neither a link inside of a folder (`parent`), nor a pipe
    that waits for a writer, nor more than is held."""
    try:
        flags = os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC | (0 if parent is None else os.O_NOFOLLOW)
        opened = os.open(name, flags, dir_fd=parent)
    except (OSError, ValueError) as no:
        return Unread(path, _reason(no))
    try:
        found = os.fstat(opened)
        if not stat.S_ISREG(found.st_mode):
            return Unread(path, "is no ordinary file")
        same = (found.st_dev, found.st_ino)
        if same in bounds.seen:
            return None
        bounds.seen.add(same)
        if found.st_size > SIZE:
            return Unread(path, f"has {found.st_size:,} bytes, and {SIZE:,} is the most that is read")
        data = os.read(opened, max(SMALL, found.st_size + 1))
        if len(data) != found.st_size:  # it grew, came in part, or does not know its size
            while more := os.read(opened, SMALL):
                data += more
                if len(data) > SIZE:
                    return Unread(path, f"has more than {SIZE:,} bytes, which is the most that is read")
    except OSError as no:
        return Unread(path, _reason(no))
    finally:
        os.close(opened)
    bounds.held -= len(data)
    if bounds.held < 0:
        return Unread(path, f"was left out: more than {TOTAL:,} bytes were read before it")
    return Bytes(path, data)


def _reason(no: Exception) -> str:
    """Why something could not be opened or read, in a clause."""
    if isinstance(no, FileNotFoundError):
        return "is not there"
    if isinstance(no, PermissionError):
        return "is not yours to read"
    if isinstance(no, OSError):
        link = no.errno == errno.ELOOP
        return "is a link, and links are not followed" if link else f"could not be read ({(no.strerror or '').lower()})"
    return "has a name that no file has"


def beginning_with(folder: str, opening: str, most: int) -> Iterator[Bytes]:
    """The files right in this folder whose names begin so, at most so many; whatever cannot be read is passed by."""
    bounds = _Bounds()
    try:
        opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except (OSError, ValueError):
        return
    try:
        with os.scandir(opened) as entries:
            names = [entry.name for entry in islice(entries, ENTRIES) if entry.name.startswith(opening)]
        for name in sorted(names, reverse=True)[:most]:
            read = _read(f"{folder.rstrip('/')}/{name}", name, opened, bounds)
            if isinstance(read, Bytes):
                yield read
    except OSError:
        return
    finally:
        os.close(opened)
