"""Fixtures of the command line's tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cheap_identity import PROTECTED
from tests.cli.cli_runs import Cli


@pytest.fixture
def cli(tmp_path: Path) -> Cli:
    """The command line on a fresh home."""
    return Cli(tmp_path / "home")


@pytest.fixture
def protected(tmp_path: Path) -> Path:
    """An identity file with a passphrase that opens at once."""
    path = tmp_path / "identity.age"
    path.write_text(PROTECTED)
    return path
