"""Writing the files of a share: whole or not at all, for oneself alone, never in place of another unasked."""

from __future__ import annotations

import errno
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from cmcheckin.domain.errors import Refused
from cmcheckin.files import (
    PRIVATE,
    check_replaceable,
    delete_if_there,
    read_bytes,
    rename_to_free_name,
    replace_file,
    sync_folder,
    temporary_name,
    write_file,
    write_new,
)
from cmcheckin.sharing.codec import share_bytes
from cmcheckin.sharing.rendering import FORMATS, file_names, render_share
from cmcheckin.sharing.replies import reply_bytes as reply_bytes
from cmcheckin.sharing.replies import reply_from_json, reply_to_json
from cmcheckin.sharing.share_file import Reply, ShareFile
from cmcheckin.sharing.share_reader import read_share

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

    All files are complete under temporary names before the first is renamed. Raises FilesExist unless `replace`,
    Refused when the result couldn't be read again (too much for one file), NotRegularFile when anything but a regular
    file would be replaced, and OSError when it can't be written. Then no new file is left, and the old ones are
    unchanged.
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
            unfinished[path] = Path(temporary_name(path))
            write_new(unfinished[path], content[form])
        for path in there:
            before[path] = _second(path)
        for path, made in unfinished.items():
            if replace:
                replace_file(made, path)
            else:
                rename_to_free_name(made, path)
            placed.append(path)
    except BaseException as no:
        for path in (one for one in placed if one in before):
            with suppress(OSError):
                before[path].replace(path)
        new = (path for path in placed if path not in before)
        for path in (*new, *unfinished.values(), *before.values()):
            delete_if_there(path)
        if made_folder:
            with suppress(OSError):
                folder.rmdir()
        if isinstance(no, FileExistsError):
            raise FilesExist(tuple(path for path in targets.values() if os.path.lexists(path))) from None
        raise
    for path in before.values():
        delete_if_there(path)
    sync_folder(folder)
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
    write_file(target, reply_bytes(reply), replace=False, mode=mode & READERS | PRIVATE)
    return target


def _second(path: Path) -> Path:
    """Return a second name for a file about to be replaced, to restore it from: a hard link, or else a copy."""
    second = Path(temporary_name(path))
    try:
        os.link(path, second, follow_symlinks=False)
    except OSError:
        write_new(second, read_bytes(path)[0])
    return second


def _make(folder: Path) -> bool:
    """Makes the folder, for oneself alone, unless it is there; not those above it, which may be a slip of the hand."""
    try:
        folder.mkdir(0o700)
    except FileExistsError:
        if not folder.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR)) from None
        return False
    return True
