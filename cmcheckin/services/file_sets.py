"""Write several files into a folder, all or none of them, readable by the user only."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from cmcheckin.files import (
    check_replaceable,
    delete_if_there,
    read_bytes,
    rename_to_free_name,
    replace_file,
    sync_folder,
    temporary_name,
    write_new,
)


class FilesExist(Exception):  # noqa: N818  the name says what happened
    """Files that exist and may not be replaced. Nothing was written."""

    def __init__(self, paths: tuple[Path, ...]) -> None:
        super().__init__(", ".join(path.name for path in paths))
        self.paths = paths


def write_set(
    folder: Path, contents: Mapping[str, bytes], *, replace: bool, create: bool = True, sync: bool = True
) -> tuple[Path, ...]:
    """Write `contents`, bytes by file name, into `folder`. Return the paths in their order.

    With `create`, the folder is created if only its last level is missing. All files are complete under temporary names
    before the first is renamed; with `sync` they survive a power cut. Raises FilesExist unless `replace`,
    NotRegularFile if something other than a regular file would be replaced, and OSError. Then there is no new file, and
    the old ones are unchanged.
    """
    targets = {folder / name: data for name, data in contents.items()}
    existing = tuple(path for path in targets if os.path.lexists(path))
    if existing and not replace:
        raise FilesExist(existing)
    for path in existing:
        check_replaceable(path)
    created_folder = create and _create_folder(folder)
    temporary_paths: dict[Path, Path] = {}
    renamed: list[Path] = []
    originals: dict[Path, Path] = {}
    try:
        for path, data in targets.items():
            temporary_paths[path] = Path(temporary_name(path))
            write_new(temporary_paths[path], data, sync=sync)
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
            raise FilesExist(tuple(path for path in targets if os.path.lexists(path))) from None
        raise
    for path in originals.values():
        delete_if_there(path)
    sync_folder(folder)
    return tuple(targets)


def _keep_original(path: Path) -> Path:
    """Return a second path to a file about to be replaced, so that it can be restored: a hard link, or else a copy."""
    original = Path(temporary_name(path))
    try:
        os.link(path, original, follow_symlinks=False)
    except OSError:
        write_new(original, read_bytes(path)[0])
    return original


def _create_folder(folder: Path) -> bool:
    """Create `folder` for the user only, and return True; False if it exists. Its parent must exist, as a missing one
    may be a typo."""
    try:
        folder.mkdir(0o700)
    except FileExistsError:
        if not folder.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR)) from None
        return False
    return True
