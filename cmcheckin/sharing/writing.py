"""Writing the files of a share: whole or not at all, for oneself alone, never in place of another unasked."""

from __future__ import annotations

import errno
import os
import re
import unicodedata
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from cmcheckin.domain.week import Week
from cmcheckin.paths import check_replaceable, replace_file
from cmcheckin.sharing.codec import dumps
from cmcheckin.sharing.reading import decode_bytes
from cmcheckin.sharing.share_file import ShareFile

FORMATS: Final = ("json", "html", "md")
"""JSON for `cmcheckin review`, a page and Markdown for everybody's eyes; all with the same content."""
PRIVATE: Final = 0o600
STEM: Final = 40
"""Most characters of a person's name in the name of a file."""


class Exists(Exception):  # noqa: N818  it reads as what it says
    """Files that are there already, and were not asked to be replaced. Nothing was written."""

    def __init__(self, paths: tuple[Path, ...]) -> None:
        super().__init__(", ".join(path.name for path in paths))
        self.paths = paths


def names(share: ShareFile) -> dict[str, str]:
    """The name of each file by its format: `ada-2026-W47.json`, `ada-2026-11-02-to-2026-11-12.md`.

    Small Latin letters, digits and dashes, so that any file system takes them.
    """
    week = Week.of(share.first)
    whole = (share.first, share.last) == (week.monday, week.sunday)
    when = str(week) if whole else f"{share.first}-to-{share.last}"
    who = _folded(share.name) or f"share-{_folded(share.person)[-8:].strip('-')}".rstrip("-")
    return {name: f"{who}-{when}.{name}" for name in FORMATS}


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name[: 4 * STEM].casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:STEM].rstrip("-")


def render(share: ShareFile, form: str) -> bytes:
    """The bytes of the file in one of FORMATS."""
    if form == "json":
        return dumps(share)
    if form == "html":
        from cmcheckin.sharing.html.share import render as page  # what makes pages is loaded by who wants one

        return page(share).encode()
    if form == "md":
        from cmcheckin.sharing.markdown import render as markdown

        return markdown(share).encode()
    raise ValueError(f"there is no format {form}")


def write(
    share: ShareFile, folder: Path, formats: Sequence[str] = FORMATS, *, replace: bool = False
) -> tuple[Path, ...]:
    """Write the share into `folder`, created if only it is missing. Return the paths in the order of `formats`.

    All files are complete under temporary names before the first is renamed. Raises Exists unless `replace`, Refused
    when the result couldn't be read again (too much for one file), NotAFile when anything but a regular file would be
    replaced, and OSError when it can't be written. Then no new file is left, and the old ones are unchanged.
    """
    decode_bytes(dumps(share))  # nothing is written that could not be read
    called = names(share)
    targets = {form: folder / called[form] for form in dict.fromkeys(formats)}
    there = tuple(path for path in targets.values() if os.path.lexists(path))
    if there and not replace:
        raise Exists(there)
    for path in there:
        check_replaceable(path)
    content = {form: render(share, form) for form in targets}
    made_folder = _make(folder)
    unfinished: dict[Path, Path] = {}
    placed: list[Path] = []
    before: dict[Path, Path] = {}
    try:
        for form, path in targets.items():
            unfinished[path] = _beside(path)
            whole(unfinished[path], content[form])
        for path in there:
            before[path] = _second(path)
        for path, made in unfinished.items():
            if replace:
                replace_file(made, path)
            else:
                place(made, path)
            placed.append(path)
    except BaseException as no:
        for path in (one for one in placed if one in before):
            with suppress(OSError):
                before[path].replace(path)
        new = (path for path in placed if path not in before)
        for path in (*new, *unfinished.values(), *before.values()):
            with suppress(OSError):
                path.unlink(missing_ok=True)
        if made_folder:
            with suppress(OSError):
                folder.rmdir()
        if isinstance(no, FileExistsError):
            raise Exists(tuple(path for path in targets.values() if os.path.lexists(path))) from None
        raise
    for path in before.values():
        with suppress(OSError):
            path.unlink()
    _sync_folder(folder)
    return tuple(targets.values())


def put(path: Path, data: bytes, *, replace: bool, mode: int = PRIVATE) -> None:
    """Write one file with all of the bytes, or none. The folder has to exist.

    Raises OSError; FileExistsError, with the path as its `filename`, when the path exists, unless `replace`; NotAFile
    when it isn't a regular file.
    """
    if replace:
        check_replaceable(path)
    made = _beside(path)
    whole(made, data, mode)
    try:
        if replace:
            replace_file(made, path)
        else:
            place(made, path)
    except BaseException:
        made.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _second(path: Path) -> Path:
    """Return a second name for a file about to be replaced, to restore it from: a hard link, or else a copy."""
    second = _beside(path)
    try:
        os.link(path, second, follow_symlinks=False)
    except OSError:
        whole(second, path.read_bytes())
    return second


def _beside(path: Path) -> Path:
    """A name for the unfinished file: in its own folder, hidden, not to be guessed."""
    return path.parent / f".{path.name[:100]}.{os.urandom(6).hex()}.unfinished"


def whole(path: Path, data: bytes, mode: int = PRIVATE) -> None:
    """A new file with all of these bytes on the disk, never open to more than `mode`. Raises OSError; leaves none."""
    opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, PRIVATE)
    try:
        with os.fdopen(opened, "wb") as stream:
            if mode != PRIVATE:
                os.fchmod(stream.fileno(), mode)
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _sync_folder(folder: Path) -> None:
    """Make the names in a folder last through a power cut, where the system knows how."""
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def _make(folder: Path) -> bool:
    """Makes the folder, for oneself alone, unless it is there; not those above it, which may be a slip of the hand."""
    try:
        folder.mkdir(0o700)
    except FileExistsError:
        if not folder.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR)) from None
        return False
    return True


def place(made: Path, path: Path) -> None:
    """Give a finished file its name. Unlike a rename, never in place of what is there: FileExistsError."""
    try:
        os.link(made, path)
    except FileExistsError:
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path)) from None
    except OSError:  # a file system without links: the name is taken first, by an empty file of ours
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, PRIVATE))
        try:
            replace_file(made, path)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        return
    made.unlink()
