"""Where things live, and the one way a file takes the place of another."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple


class Places(NamedTuple):
    """Every path the program uses; all belong to the user's home of data but `state`, which is the machine's."""

    config: Path
    data: Path
    machine: Path | None = None

    @property
    def state(self) -> Path:
        """The machine's own state (the device id): never in the home, which may be synced to another machine."""
        if self.machine is not None:
            return self.machine
        import platformdirs  # 10 ms, and needed by neither `status` nor a named device

        return platformdirs.user_state_path("cmcheckin", appauthor=False)

    @property
    def journal(self) -> Path:
        """The append-only files of records."""
        return self.data / "journal"

    @property
    def drafts(self) -> Path:
        """Unfinished check-ins."""
        return self.data / "drafts"

    @property
    def backups(self) -> Path:
        """Daily copies of the journal."""
        return self.data / "backups"

    @property
    def exports(self) -> Path:
        """Files the user asked for."""
        return self.data / "exports"

    @property
    def share(self) -> Path:
        """What was chosen the last time a file was shared, and the id of this home in such files."""
        return self.data / "share.json"

    @property
    def cache(self) -> Path:
        """What can be deleted at any time and is built again."""
        return self.data / "cache"


_KINDS = {
    stat.S_IFDIR: "a folder", stat.S_IFLNK: "a link", stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device", stat.S_IFBLK: "a device",
}  # fmt: skip


class NotAFile(OSError):  # noqa: N818  it reads as what it says
    """What was to be replaced is no regular file; `strerror` says what it is."""


def check_replaceable(path: str | os.PathLike[str]) -> None:
    """Raise NotAFile when `path` is there and is not a regular file: a folder, device, pipe or socket, or a link.

    A link is refused, not followed and not replaced: whoever may write in a shared folder could point it anywhere, and
    a link of the user's own would be lost. Raises OSError when `path` cannot be looked at.
    """
    try:
        mode = os.lstat(path).st_mode
    except FileNotFoundError:
        return
    if not stat.S_ISREG(mode):
        kind = _KINDS.get(stat.S_IFMT(mode), "something else")
        raise NotAFile(
            errno.EINVAL, f"{kind} of that name is there, and only regular files are replaced", os.fspath(path)
        )


def replace_file(finished: str | os.PathLike[str], path: str | os.PathLike[str]) -> None:
    """Rename the `finished` file to `path`, over the regular file that is there or over nothing.

    Every file of the program that replaces another goes through here. Raises NotAFile, OSError.
    """
    check_replaceable(path)
    os.replace(finished, path)  # noqa: PTH105  both take any kind of path


def places_from(home: str | None, environ: Mapping[str, str] = os.environ) -> Places:
    """`--home`, else CMCHECKIN_HOME, else the system's usual places."""
    chosen = home or environ.get("CMCHECKIN_HOME")
    if chosen:
        data = Path(os.path.abspath(os.path.expanduser(chosen)))  # noqa: PTH100, PTH111  resolve() would follow a link the user made
        return Places(data / "config.toml", data)
    import platformdirs

    dirs = platformdirs.PlatformDirs("cmcheckin", appauthor=False)
    return Places(dirs.user_config_path / "config.toml", dirs.user_data_path)
