"""Putting share files into a folder: whole or not at all, readable by the user alone, never in place of another."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from cmcheckin.domain.week import Week
from cmcheckin.sharing.codec import dumps
from cmcheckin.sharing.share_file import ShareFile

FORMATS: Final = ("json", "html", "md")
PRIVATE: Final = 0o600
"""What is shared is handed over by the user, and not by who else can look into the folder."""
NAME: Final = 40
"""Most characters of the person's name in that of a file."""


class Exists(Exception):  # noqa: N818  it reads as what it says
    """There are files of these names already; nothing was written."""

    def __init__(self, paths: Sequence[Path]) -> None:
        super().__init__(", ".join(map(str, paths)))
        self.paths = tuple(paths)


def stem(share: ShareFile) -> str:
    """The name of its files without the ending: `ada-okafor-2026-W47`, `share-2026-11-02-2026-11-20`."""
    folded = unicodedata.normalize("NFKD", share.name).encode("ascii", "ignore").decode().casefold()
    who = re.sub(r"[^a-z0-9]+", "-", folded).strip("-")[:NAME].strip("-") or "share"
    week = Week.of(share.first)
    whole = (share.first, share.last) == (week.monday, week.sunday)
    return f"{who}-{week}" if whole else f"{who}-{share.first}-{share.last}"


def names(share: ShareFile, formats: Sequence[str] = FORMATS) -> dict[str, str]:
    """The name of each file by its format."""
    return {one: f"{stem(share)}.{one}" for one in formats}


def contents(share: ShareFile, formats: Sequence[str] = FORMATS) -> dict[str, bytes]:
    """What each file holds by its format."""
    found: dict[str, bytes] = {}
    for one in formats:
        if one == "json":
            found[one] = dumps(share)
        elif one == "html":
            from cmcheckin.sharing.html.share import render as page

            found[one] = page(share).encode()
        else:
            from cmcheckin.sharing.markdown import render

            found[one] = render(share).encode()
    return found


def write(
    share: ShareFile, folder: Path, formats: Sequence[str] = FORMATS, *, replace: bool = False
) -> dict[str, Path]:
    """Write them; returns where each stands, by its format. The folder is made if it is not there (0700).

    Raises Exists when one is there already and `replace` does not allow it, and OSError. Then nothing was changed.
    """
    return put({names(share)[one]: data for one, data in contents(share, formats).items()}, folder, replace=replace)


def put(files: Mapping[str, bytes], folder: Path, *, replace: bool = False) -> dict[str, Path]:
    """Write files of these names, all or none; returns where each stands, by its ending. Raises as `write` does."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    targets = {name: folder / name for name in files}
    there = [target for target in targets.values() if os.path.lexists(target)]
    if there and not replace:
        raise Exists(there)
    unfinished: dict[Path, Path] = {}
    try:
        for name, data in files.items():
            at = folder / f".{name}.{os.getpid()}.unfinished"
            unfinished[at] = targets[name]
            with suppress(FileNotFoundError):
                at.unlink()
            _write(at, data)
        for at, target in unfinished.items():
            os.replace(at, target)  # noqa: PTH105  what was there stays whole until the new one is
        unfinished.clear()
    finally:
        for at in unfinished:
            with suppress(OSError):
                at.unlink()
    _sync(folder)
    return {target.suffix.removeprefix("."): target for target in targets.values()}


def _write(at: Path, data: bytes) -> None:
    opened = os.open(at, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, PRIVATE)
    with os.fdopen(opened, "wb") as stream:
        os.fchmod(stream.fileno(), PRIVATE)
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _sync(folder: Path) -> None:
    """So that the names are on the disk as well, where the file system can."""
    with suppress(OSError):
        fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)
