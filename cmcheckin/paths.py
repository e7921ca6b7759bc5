"""Paths of the files and folders of the program."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

CACHE_PREFIXES: Final = ("index.", "status.json", "notes.json", "shown.json")
"""How the names of cache files begin."""


class Paths(NamedTuple):
    """The paths of the program. All hold user data, except `state` and `cache`, which belong to the machine."""

    config: Path
    data: Path
    machine_state: Path | None = None
    """The folder for the machine's own state; None for the system's."""
    system_cache: Path | None = None
    """The system's cache folder; None when one home holds everything."""

    @property
    def state(self) -> Path:
        """The folder of the machine's own state: the device id. It is outside the home, which may be synced."""
        if self.machine_state is not None:
            return self.machine_state
        import platformdirs  # takes 10 ms, and isn't needed for `status` or a named device

        return platformdirs.user_state_path("cmcheckin", appauthor=False)

    @property
    def theme(self) -> Path:
        """The file with the theme that was chosen on this machine. It is in the home if one home holds everything."""
        one_home = self.machine_state is None and self.system_cache is None
        return (self.data if one_home else self.state) / "theme"

    @property
    def journal(self) -> Path:
        """The folder of the append-only record files."""
        return self.data / "journal"

    @property
    def drafts(self) -> Path:
        """The folder of unfinished check-ins, shares and reports."""
        return self.data / "drafts"

    @property
    def backups(self) -> Path:
        """The folder of daily copies of the journal."""
        return self.data / "backups"

    @property
    def exports(self) -> Path:
        """The folder of exported and shared files."""
        return self.data / "exports"

    @property
    def share(self) -> Path:
        """The file with the sharing preferences and the id of this home in share files."""
        return self.data / "share.json"

    @property
    def cache(self) -> Path:
        """The folder of files that can be deleted at any time, as they are built again. It is outside the data, which
        may be synced, unless one home holds everything."""
        return self.system_cache or self.data / "cache"

    @property
    def are_new(self) -> bool:
        """Whether there is neither a config.toml nor a journal, as at the first start."""
        # Plain os calls, as every start of the screens asks this. A link counts, wherever it points.
        return not os.path.lexists(self.config) and not os.path.isdir(self.data / "journal")  # noqa: PTH112

    def delete_old_cache(self) -> None:
        """Delete the cache of earlier versions in the data folder, if any. It can be built again."""
        old = str(self.data / "cache")
        if self.system_cache is None or not os.path.isdir(old) or os.path.islink(old):  # noqa: PTH112, PTH114
            return
        with suppress(OSError):
            for name in os.listdir(old):  # noqa: PTH208  plain os calls, as every command that reads runs this
                if name.startswith(CACHE_PREFIXES):
                    os.unlink(f"{old}/{name}")  # noqa: PTH108
            os.rmdir(old)  # noqa: PTH106  fails if the user keeps other files in it


def find_paths(home: str | None, environ: Mapping[str, str] = os.environ) -> Paths:
    """Return the paths for `home` (`--home`), or else for CMCHECKIN_HOME, or else the system's usual folders."""
    chosen = home or environ.get("CMCHECKIN_HOME")
    if chosen:
        data = Path(os.path.abspath(os.path.expanduser(chosen)))  # noqa: PTH100, PTH111  resolve() would follow a link the user made
        return Paths(data / "config.toml", data)
    import platformdirs

    dirs = platformdirs.PlatformDirs("cmcheckin", appauthor=False)
    return Paths(dirs.user_config_path / "config.toml", dirs.user_data_path, system_cache=dirs.user_cache_path)
