"""Fixtures of the command line's tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.cli_runs import Cli


@pytest.fixture
def cli(tmp_path: Path) -> Cli:
    """The command line on a fresh home."""
    return Cli(tmp_path / "home")
