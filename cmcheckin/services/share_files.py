"""Writing the files of a share: whole or not at all, for oneself alone, never in place of another unasked."""

from __future__ import annotations

import errno
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from cmcheckin.domain.errors import Refused
from cmcheckin.paths import check_replaceable, replace_file
from cmcheckin.sharing.codec import share_bytes
from cmcheckin.sharing.rendering import FORMATS, file_names, render_share
from cmcheckin.sharing.replies import reply_bytes as reply_bytes
from cmcheckin.sharing.replies import reply_from_json, reply_to_json
from cmcheckin.sharing.share_file import Reply, ShareFile
from cmcheckin.sharing.share_reader import read_share

PRIVATE: Final = 0o600
READERS: Final = 0o644
"""The most a reply's file may be open to. It is for another person: who may read the file it answers may read it."""


class FilesExist(Exception):  # noqa: N818  it reads as what it says
    """Files that are there already, and were not asked to be replaced. Nothing was written."""

    def __init__(self, paths: tuple[Path, ...]) -> None:
        super().__init__(", ".join(path.name for path in paths))
        self.paths = paths


def write_share(
    share: ShareFile, folder: Path, formats: Sequence[str] = FORMATS, *, replace: bool = False
) -> tuple[Path, ...]:
    """Write the share into `folder`, created if only it is missing. Return the paths in the order of `formats`.

    All files are complete under temporary names before the first is renamed. Raises Exists unless `replace`, Refused
    when the result couldn't be read again (too much for one file), NotAFile when anything but a regular file would be
    replaced, and OSError when it can't be written. Then no new file is left, and the old ones are unchanged.
    """
    read_share(share_bytes(share))  # nothing is written that could not be read
    called = file_names(share)
    targets = {form: folder / called[form] for form in dict.fromkeys(formats)}
    there = tuple(path for path in targets.values() if os.path.lexists(path))
    if there and not replace:
        raise FilesExist(there)
    for path in there:
        check_replaceable(path)
    content = {form: render_share(share, form) for form in targets}
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
            raise FilesExist(tuple(path for path in targets.values() if os.path.lexists(path))) from None
        raise
    for path in before.values():
        with suppress(OSError):
            path.unlink()
    _sync_folder(folder)
    return tuple(targets.values())


def write_reply(reply: Reply, folder: Path, mode: int = PRIVATE) -> Path:
    """Write it into this folder, whole or not at all; never in place of another file. Returns where it stands.

    `mode`: that of the file it answers; of it the right to read is taken over, and nothing else.
    Raises Refused when it says nothing or has no fit id, FileExistsError when there is one of that id, OSError.
    """
    if not reply.text and reply.kind != "thanks":
        raise Refused("text", "is empty")
    reply_from_json(reply_to_json(reply))  # nothing is written that could not be read
    if not all(char.isalnum() or char in "-_" for char in reply.id):
        raise Refused("id", "has characters that no file name of ours has")
    target = folder / f"reply-{reply.id}.json"
    put(target, reply_bytes(reply), replace=False, mode=mode & READERS | PRIVATE)
    return target


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
