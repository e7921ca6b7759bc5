"""Files that may contain the words of a forgotten day, by the dates in their names."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cmcheckin.paths import Paths
from cmcheckin.services.forgotten_words import find_files
from cmcheckin.settings import Settings


@pytest.mark.parametrize("name", ["report-2026-W47.md", "share-2026-11-16-to-2026-11-22.html"])
@pytest.mark.parametrize(
    ("day", "is_covered"),
    [("2026-11-15", False), ("2026-11-16", True), ("2026-11-22", True), ("2026-11-23", False)],
)
def test_a_file_may_contain_words_of_the_days_in_its_name(
    tmp_path: Path, name: str, day: str, is_covered: bool
) -> None:
    paths = Paths(tmp_path / "config.toml", tmp_path, tmp_path / "state")
    paths.exports.mkdir(parents=True)
    (paths.exports / name).write_text("Nothing of that day")
    found = find_files(paths, Settings(), date.fromisoformat(day))
    assert found.certain == ()
    assert found.possible == ((str(paths.exports / name),) if is_covered else ())
