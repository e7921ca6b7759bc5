"""Keep the machine's home, settings, terminal and clock out of the tests, and mark the quick ones."""

from __future__ import annotations

import argparse
import gc
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# A property that fails on CI has to fail the same way on the next run; elsewhere new examples are what finds things.
settings.register_profile("local", deadline=None, max_examples=25)
settings.register_profile("ci", deadline=None, max_examples=25, derandomize=True, print_blob=True)
settings.register_profile("quick", deadline=None, max_examples=10)
settings.load_profile("ci" if os.environ.get("CI") else "local")

# Some machines forbid all processes to keep bytecode. Then each program that a test starts would compile the package
# again, and each process of the suite all tests. Who wants that calls `python -B`, as tests/mutants.py does.
if "-B" not in sys.orig_argv:
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False

# Thousands of saves wait for the disk otherwise. Tests with strace check which of their writes are synced.
MEMORY = Path("/dev/shm")  # noqa: S108  made for this
if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > 2_000_000_000:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))

os.environ["TEXTUAL_FPS"] = "500"  # or each key waits for the next of 60 frames a second; read by Textual when imported

QUICK = ("checkin", "domain", "house", "insight", "interchange", "release", "report", "search", "sharing", "wording")
"""Folders with the tests that `-m quick` runs, beside those of no folder: they start no screens and few programs."""
OURS = ("CMCHECKIN_", "XDG_", "LC_", "TEXTUAL")
TERMINAL = ("LANG", "LANGUAGE", "NO_COLOR", "FORCE_COLOR", "COLORTERM", "COLUMNS", "LINES", "TMUX", "TZ")


@pytest.fixture(scope="session", autouse=True)
def machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Set an empty home and a plain UTF-8 terminal for this process and all it starts. Return that home."""
    home = tmp_path_factory.mktemp("machine")
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith(OURS) or name in TERMINAL:
                patch.delenv(name)
        patch.setenv("HOME", str(home))
        patch.setenv("TERM", "xterm-256color")
        patch.setenv("LC_ALL", "C.UTF-8")
        yield home


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Return how many processes run the tests.

    The whole suite gets one more than there are cores, since a third of its time is waiting for programs on a terminal;
    at most four, since a container may show more cores than it may use. A folder or a file gets none, as it is done
    before others have started.
    """
    return min((os.cpu_count() or 1) + 1, 4) if config.args == config.getini("testpaths") else 0


def pytest_configure(config: pytest.Config) -> None:
    if config.option.markexpr == "quick":
        settings.load_profile("quick")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave out the folders without quick tests, since importing them alone takes seconds."""
    return True if config.option.markexpr == "quick" and not _is_quick(collection_path, config) else None


def pytest_collection_finish() -> None:
    """Leave the modules and tests out of each search for garbage, as they stay to the end."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def pytest_collection_modifyitems(items: list[pytest.Item], config: pytest.Config) -> None:
    for item in items:
        browser = "browser" in getattr(item, "fixturenames", ())
        if _is_quick(item.path, config) and not browser and not item.get_closest_marker("slow"):
            item.add_marker("quick")


def _is_quick(path: Path, config: pytest.Config) -> bool:
    parts = path.relative_to(config.rootpath / "tests").parts if path.is_relative_to(config.rootpath / "tests") else ()
    return not parts or parts[0] in QUICK or (len(parts) == 1 and path.is_file())


def pytest_addoption(parser: pytest.Parser, pluginmanager: pytest.PytestPluginManager) -> None:
    """Add the one option of these tests. Without pytest-xdist, accept and ignore its options."""
    parser.addoption("--update-screenshots", action="store_true", help="draw the pictures in screenshots/ anew")
    if not pluginmanager.hasplugin("xdist"):
        for name in ("--numprocesses", "--dist"):
            parser.addoption(name, help=argparse.SUPPRESS)
