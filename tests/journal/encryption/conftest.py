"""Fixtures of the encryption's tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cmcheckin.journal.encryption import identities, sessions
from cmcheckin.paths import Paths


@pytest.fixture
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Paths]:
    """The paths of an empty home, on a machine with no other identities."""
    monkeypatch.setenv("HOME", str(tmp_path / "machine"))
    monkeypatch.setattr(identities, "_held", {})
    found = Paths(tmp_path / "home" / "config.toml", tmp_path / "home", tmp_path / "state")
    yield found
    sessions.drop(found)
