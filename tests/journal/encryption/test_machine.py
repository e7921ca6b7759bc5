"""What a machine remembers of its homes: one file for all of them, outside each."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from cmcheckin.journal.encryption import machine
from cmcheckin.journal.encryption.cipher import EncryptionError
from cmcheckin.paths import Paths

HOMES = 8


def homes(folder: Path) -> list[Paths]:
    return [Paths(folder / f"{number}.toml", folder / str(number), folder / "machine") for number in range(HOMES)]


def test_homes_that_change_at_the_same_moment_are_all_remembered(tmp_path: Path) -> None:
    """Each of them replaces the one file, so it has to read what the others have just written."""
    found = homes(tmp_path)
    with ThreadPoolExecutor(HOMES) as pool:
        for value in range(5):
            list(pool.map(lambda paths, value=value: machine.remember(paths, "known.json", value), found))
            assert [machine.remembered(paths, "known.json") for paths in found] == [value] * HOMES


def test_a_file_that_cannot_be_read_is_never_replaced(tmp_path: Path) -> None:
    """Otherwise, what it has of other homes would be lost, and they would continue without encryption."""
    first, second, *_ = homes(tmp_path)
    machine.remember(first, "known.json", "on")
    file = tmp_path / "machine" / "known.json"
    file.write_text(file.read_text()[:-3])
    damaged = file.read_text()
    with pytest.raises(EncryptionError):
        machine.remember(second, "known.json", "on")
    assert file.read_text() == damaged
