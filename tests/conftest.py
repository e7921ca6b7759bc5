"""Keeps the machine out of the tests: its home, its settings, its terminal and its clock."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# A property that fails on CI has to fail the same way on the next run; on a desk new examples are what finds things.
settings.register_profile("desk", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "desk")

OURS = ("CMCHECKIN_", "XDG_", "LC_", "TEXTUAL")
TERMINAL = ("LANG", "LANGUAGE", "NO_COLOR", "FORCE_COLOR", "COLORTERM", "COLUMNS", "LINES", "TMUX", "TZ")


@pytest.fixture(scope="session", autouse=True)
def machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An empty home and a plain terminal in UTF-8, for this process and all it starts; returns that home."""
    home = tmp_path_factory.mktemp("machine")
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith(OURS) or name in TERMINAL:
                patch.delenv(name)
        patch.setenv("HOME", str(home))
        patch.setenv("TERM", "xterm-256color")
        patch.setenv("LC_ALL", "C.UTF-8")
        yield home


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> None:
    """The whole suite takes every core, where pytest-xdist is there and nobody said otherwise. A folder or a file is
    through before other processes stand."""
    asked = config.getoption("numprocesses", 0)  # None: nobody said; 0: no such plugin
    if asked is None and config.args == config.getini("testpaths"):
        config.option.numprocesses, config.option.dist = "auto", "worksteal"


def pytest_addoption(parser: pytest.Parser) -> None:
    """The one option of these tests."""
    parser.addoption("--update-screenshots", action="store_true", help="draw the pictures in screenshots/ anew")
