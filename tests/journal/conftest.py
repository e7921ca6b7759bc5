"""Fixtures of the journal's tests: real files in a temporary home."""

from __future__ import annotations

from pathlib import Path

import pytest

from cmcheckin.journal.log import index
from tests.journal.journal_home import Home
from tests.journal.pair import Pair


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


@pytest.fixture
def pair(tmp_path: Path) -> Pair:
    return Pair(tmp_path)


@pytest.fixture
def always_indexed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Write the index of every journal, however small."""
    monkeypatch.setattr(index, "WORTH", 0)
