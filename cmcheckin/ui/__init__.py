"""The screens: the only package that imports textual and rich, apart from a few tests."""

from __future__ import annotations

import os
import sys


def _clear_environment() -> None:
    """Remove the environment variables with which Textual logs, takes screenshots, presses keys and connects to a
    console, as they write private text outside the home. Also remove COLUMNS and LINES, an old size measured by a
    shell; the screens ask the terminal."""
    for name in list(os.environ):
        if name.split("_")[0] == "TEXTUAL" or name in ("COLUMNS", "LINES"):
            del os.environ[name]


def _import_asyncio_without_ssl() -> None:
    """Import asyncio, which Textual needs, without ssl. That saves 3% of the time to start, and nothing here opens a
    connection. asyncio works without ssl by design, and `import ssl` works again afterwards."""
    if "asyncio" not in sys.modules and "ssl" not in sys.modules:
        sys.modules["ssl"] = None  # type: ignore[assignment]  # documented: makes the import fail
        try:
            import asyncio  # noqa: F401
        finally:
            del sys.modules["ssl"]


_clear_environment()
_import_asyncio_without_ssl()
