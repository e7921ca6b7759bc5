"""The paths of the program."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

CACHED: Final = ("index.", "status.json", "notes.json", "shown.json")
"""Prefix of the names of all cache files."""


class Places(NamedTuple):
    """Every path the program uses. All but `state` and `cache`, which belong to the machine, hold user data."""

    config: Path
    data: Path
    machine: Path | None = None
    caches: Path | None = None
    """The system's cache folder; None when one home holds everything."""

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
        """Return the folder of files that can be deleted at any time and are built again. It is outside the data, which
        may be synced, unless one home holds everything."""
        return self.caches or self.data / "cache"

    def drop_former_cache(self) -> None:
        """Delete the cache that earlier versions kept in the data folder, if any. It can be built again."""
        former = str(self.data / "cache")
        if self.caches is None or not os.path.isdir(former) or os.path.islink(former):  # noqa: PTH112, PTH114
            return
        with suppress(OSError):
            for name in os.listdir(former):  # noqa: PTH208  plain os calls: every command that reads comes by here
                if name.startswith(CACHED):
                    os.unlink(f"{former}/{name}")  # noqa: PTH108
            os.rmdir(former)  # noqa: PTH106  stays when somebody keeps something of their own in it


def places_from(home: str | None, environ: Mapping[str, str] = os.environ) -> Places:
    """`--home`, else CMCHECKIN_HOME, else the system's usual places."""
    chosen = home or environ.get("CMCHECKIN_HOME")
    if chosen:
        data = Path(os.path.abspath(os.path.expanduser(chosen)))  # noqa: PTH100, PTH111  resolve() would follow a link the user made
        return Places(data / "config.toml", data)
    import platformdirs

    dirs = platformdirs.PlatformDirs("cmcheckin", appauthor=False)
    return Places(dirs.user_config_path / "config.toml", dirs.user_data_path, caches=dirs.user_cache_path)
