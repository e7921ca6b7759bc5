"""The screens: the only package that imports textual and rich, apart from a few tests."""

from __future__ import annotations

import importlib
import os
import sys


def _clear_environment() -> None:
    """Remove the environment variables with which Textual logs, takes screenshots, presses keys and connects to a
    console, as they write private text outside the home. Also remove COLUMNS and LINES, an old size measured by a
    shell; the screens ask the terminal."""
    for name in list(os.environ):
        if name.split("_")[0] == "TEXTUAL" or name in ("COLUMNS", "LINES"):
            del os.environ[name]


def _import_without(name: str, *optional: str) -> None:
    """Import the module `name` without those that it can do without, `optional`. Importing these works afterwards."""
    if sys.modules.keys().isdisjoint({name, *optional}):
        sys.modules.update(dict.fromkeys(optional))  # type: ignore[arg-type]  # documented: makes the import fail
        try:
            importlib.import_module(name)
        finally:
            for one in optional:
                del sys.modules[one]


_clear_environment()
# Textual needs both. Nothing here opens a connection or has shutil pack an archive. Saves 3% and 0.5% of the time to
# start.
_import_without("asyncio", "ssl")
_import_without("shutil", "bz2", "lzma")
