"""Where things live, and with which modes."""

from __future__ import annotations

import os
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


def places_from(home: str | None, environ: Mapping[str, str] = os.environ) -> Places:
    """`--home`, else CMCHECKIN_HOME, else the system's usual places."""
    chosen = home or environ.get("CMCHECKIN_HOME")
    if chosen:
        data = Path(os.path.abspath(os.path.expanduser(chosen)))  # noqa: PTH100, PTH111  resolve() would follow a link the user made
        return Places(data / "config.toml", data)
    import platformdirs

    dirs = platformdirs.PlatformDirs("cmcheckin", appauthor=False)
    return Places(dirs.user_config_path / "config.toml", dirs.user_data_path)
