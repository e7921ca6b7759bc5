"""Paths of the files and folders of the program."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from cmcheckin.files import StrPath

if TYPE_CHECKING:
    from pathlib import Path

CACHE_PREFIXES: Final = ("index.", "status.json", "notes.json", "shown.json", "shared-")
"""How the names of cache files begin."""
FOLLOW_UP_LOCK: Final = ".follow-up.lock"
"""The name of the lock of a manager's own notes, which is beside them: see `Paths.follow_up`."""
_DEFAULTS: Final = {"CONFIG": ".config", "DATA": ".local/share", "STATE": ".local/state", "CACHE": ".cache"}
"""The system's folders on Linux, in the user's home, unless a variable such as XDG_CONFIG_HOME names another."""


class Paths:
    """The paths of the program. All hold user data, except `state` and `cache`, which belong to the machine.

    Those with `file` or `folder` in their names are text: `status` and `log` need no others, and pathlib would take a
    sixth of their time.
    """

    def __init__(
        self,
        config: StrPath,
        data: StrPath,
        machine_state: StrPath | None = None,
        system_cache: StrPath | None = None,
    ) -> None:
        """`machine_state`: the folder for the machine's own state; None for the system's. `system_cache`: the system's
        cache folder; None when one home holds everything."""
        self.config_file = os.fspath(config)
        self.data_folder = os.fspath(data)
        self.journal_folder = f"{self.data_folder}/journal"
        self.drafts_folder = f"{self.data_folder}/drafts"
        self.backups_folder = f"{self.data_folder}/backups"
        self.cache_folder = os.fspath(system_cache or f"{self.data_folder}/cache")
        self.is_one_home = system_cache is None
        """Whether one home holds everything, except the machine's own state."""
        self._machine_state = machine_state

    @property
    def config(self) -> Path:
        """The file with the settings."""
        return _path(self.config_file)

    @property
    def data(self) -> Path:
        """The folder of the user's records."""
        return _path(self.data_folder)

    @property
    def state_folder(self) -> str:
        """The folder of the machine's own state: the device id. It is outside the home, which may be synced."""
        return os.fspath(self._machine_state or _system_folder("STATE"))

    @property
    def state(self) -> Path:
        """`state_folder` as a Path."""
        return _path(self.state_folder)

    @property
    def system_config_folder(self) -> str:
        """The system's folder for settings. It is outside the home, unless the home is in the usual folders."""
        return _system_folder("CONFIG")

    @property
    def theme(self) -> Path:
        """The file with the theme that was chosen on this machine. It is in the home if one home holds everything."""
        return (self.data if self._machine_state is None and self.is_one_home else self.state) / "theme"

    @property
    def journal(self) -> Path:
        """The folder of the append-only record files."""
        return _path(self.journal_folder)

    @property
    def drafts(self) -> Path:
        """The folder of unfinished check-ins, shares and reports."""
        return _path(self.drafts_folder)

    @property
    def backups(self) -> Path:
        """The folder of daily copies of the journal."""
        return _path(self.backups_folder)

    @property
    def exports(self) -> Path:
        """The folder of exported and shared files."""
        return self.data / "exports"

    @property
    def share(self) -> Path:
        """The file with the sharing preferences and the id of this home in share files."""
        return self.data / "share.json"

    @property
    def follow_up(self) -> Path:
        """The file with a manager's own notes on what people shared with them. It is beside the settings."""
        return self.config.parent / "follow-up.json"

    @property
    def imports(self) -> Path:
        """The file with the user's answers about imported files."""
        return self.data / "imports.json"

    @property
    def cache(self) -> Path:
        """The folder of files that can be deleted at any time, as they are built again. It is outside the data, which
        may be synced, unless one home holds everything."""
        return _path(self.cache_folder)

    @property
    def are_new(self) -> bool:
        """Whether there is neither a config.toml nor a journal, as at the first start."""
        # Plain os calls, as every start of the screens asks this. A link counts, wherever it points.
        return not os.path.lexists(self.config_file) and not os.path.isdir(self.journal_folder)  # noqa: PTH112

    @property
    def is_encrypted(self) -> bool:
        """Whether the home is encrypted, or was once."""
        return os.path.lexists(f"{self.data_folder}/encryption.json")

    def delete_old_cache(self) -> None:
        """Delete the cache of earlier versions in the data folder, if any. It can be built again."""
        old = f"{self.data_folder}/cache"
        if self.is_one_home or not os.path.isdir(old) or os.path.islink(old):  # noqa: PTH112, PTH114
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
        data = os.path.abspath(os.path.expanduser(chosen))  # noqa: PTH100, PTH111  resolve() would follow a link the user made
        return Paths(f"{data}/config.toml", data)
    config = _system_folder("CONFIG")
    return Paths(f"{config}/config.toml", _system_folder("DATA"), system_cache=_system_folder("CACHE"))


def _system_folder(kind: str) -> str:
    """Return the system's folder for the program's files of this `kind`: CONFIG, DATA, STATE or CACHE."""
    if sys.platform == "linux" and "ANDROID_ROOT" not in os.environ:  # as platformdirs, which takes 10 ms to load
        named = os.environ.get(f"XDG_{kind}_HOME", "").strip()
        folder = named if os.path.isabs(named) else os.path.expanduser(f"~/{_DEFAULTS[kind]}")  # noqa: PTH111, PTH117
        return f"{folder.rstrip('/')}/cmcheckin"
    import platformdirs

    return str(getattr(platformdirs, f"user_{kind.lower()}_dir")("cmcheckin", appauthor=False))


def _path(text: str) -> Path:
    from pathlib import Path

    return Path(text)
