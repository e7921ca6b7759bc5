"""Write share files and replies: completely or not at all, readable by the user only, and never over another file
unasked."""

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
from cmcheckin.sharing.codec import read_share, share_bytes
from cmcheckin.sharing.rendering import FORMATS, file_names, render_share
from cmcheckin.sharing.replies import reply_bytes, reply_from_json, reply_to_json
from cmcheckin.sharing.share_file import Reply, ShareFile
from cmcheckin.wording import file_reasons as reasons

MAX_REPLY_MODE: Final = 0o644
"""Most permissions of a reply's file. A reply is for another person: anyone who can read the file it answers can read
it."""


class FilesExist(Exception):  # noqa: N818  it reads as what it says
    """Files that exist and weren't to be replaced. Nothing was written."""

    def __init__(self, paths: tuple[Path, ...]) -> None:
        super().__init__(", ".join(path.name for path in paths))
        self.paths = paths


def write_share(
    share: ShareFile, folder: Path, formats: Sequence[str] = FORMATS, *, replace: bool = False
) -> tuple[Path, ...]:
    """Write `share` into `folder`, created if only the last level is missing. Return the paths in the order of
    `formats`.

    All files are complete under temporary names before the first is renamed. Raises FilesExist unless `replace`,
    Refused if the result couldn't be read again (too large), NotRegularFile if something other than a regular file
    would be replaced, and OSError. Then there is no new file, and the old ones are unchanged.
    """
    read_share(share_bytes(share))  # check that it can be read again
    names = file_names(share)
    targets = {form: folder / names[form] for form in dict.fromkeys(formats)}
    existing = tuple(path for path in targets.values() if os.path.lexists(path))
    if existing and not replace:
        raise FilesExist(existing)
    for path in existing:
        check_replaceable(path)
    contents = {form: render_share(share, form) for form in targets}
    created_folder = _create_folder(folder)
    temporary_paths: dict[Path, Path] = {}
    renamed: list[Path] = []
    originals: dict[Path, Path] = {}
    try:
        for form, path in targets.items():
            temporary_paths[path] = Path(temporary_name(path))
            write_new(temporary_paths[path], contents[form])
        for path in existing:
            originals[path] = _keep_original(path)
        for path, temporary_path in temporary_paths.items():
            if replace:
                replace_file(temporary_path, path)
            else:
                rename_to_free_name(temporary_path, path)
            renamed.append(path)
    except BaseException as error:
        for path in (path for path in renamed if path in originals):
            with suppress(OSError):
                originals[path].replace(path)
        created = (path for path in renamed if path not in originals)
        for path in (*created, *temporary_paths.values(), *originals.values()):
            delete_if_there(path)
        if created_folder:
            with suppress(OSError):
                folder.rmdir()
        if isinstance(error, FileExistsError):
            raise FilesExist(tuple(path for path in targets.values() if os.path.lexists(path))) from None
        raise
    for path in originals.values():
        delete_if_there(path)
    sync_folder(folder)
    return tuple(targets.values())


def write_reply(reply: Reply, folder: Path, mode: int = PRIVATE) -> Path:
    """Write `reply` into `folder`, completely or not at all. Return its path.

    `mode`: the permissions of the file it answers; its reply gets the same read permissions. Raises Refused if it has
    no text or an invalid id, FileExistsError if a reply with this id exists, and OSError.
    """
    if not reply.text and reply.kind != "thanks":
        raise Refused("text", reasons.REPLY_EMPTY)
    reply_from_json(reply_to_json(reply))  # check that it can be read again
    if not all(char.isalnum() or char in "-_" for char in reply.id):
        raise Refused("id", reasons.INVALID_REPLY_ID)
    target = folder / f"reply-{reply.id}.json"
    write_file(target, reply_bytes(reply), replace=False, mode=mode & MAX_REPLY_MODE | PRIVATE)
    return target


def _keep_original(path: Path) -> Path:
    """Return a second path of a file about to be replaced, to restore it from: a hard link, or else a copy."""
    original = Path(temporary_name(path))
    try:
        os.link(path, original, follow_symlinks=False)
    except OSError:
        write_new(original, read_bytes(path)[0])
    return original


def _create_folder(folder: Path) -> bool:
    """Create `folder` for the user only, and return True; False if it exists. Its parent must exist, as a missing one
    may be a typing error."""
    try:
        folder.mkdir(0o700)
    except FileExistsError:
        if not folder.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR)) from None
        return False
    return True
