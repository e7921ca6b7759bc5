"""Files that may contain the words of a forgotten day, by the dates in their names."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cmcheckin.journal import Forgotten
from cmcheckin.paths import Paths
from cmcheckin.services import forgotten_words
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


@pytest.mark.parametrize(
    ("text", "content", "is_found"),
    [
        ("secret", "a SECRET plan", True),
        ("secre", "a secre plan", False),
        ("s-e-c-r-e-t!", "sec<b>r</b>et", True),
        ("secret", "sec<" + "x" * 2000 + ">ret", True),
        ("secret", "sec<" + "x" * 2001 + ">ret", False),
        ("müßig & more", r"M\u00fc\u00dfig &amp; more", True),
    ],
)
def test_words_of_six_letters_are_searched_for(tmp_path: Path, text: str, content: str, is_found: bool) -> None:
    paths = Paths(tmp_path / "config.toml", tmp_path, tmp_path / "state")
    paths.exports.mkdir(parents=True)
    (paths.exports / "page.html").write_text(content)
    (paths.exports / "page.png").write_text(content)
    forgotten = Forgotten((), (), texts=frozenset({text}))
    found = find_files(paths, Settings(), date(2026, 11, 16), forgotten)
    assert found == (((str(paths.exports / "page.html"),) if is_found else ()), ())


@pytest.mark.parametrize(("files", "size", "possible"), [(2, 7, 0), (1, 7, 1), (2, 6, 2)])
def test_files_that_are_too_many_or_too_large_may_contain_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: int, size: int, possible: int
) -> None:
    monkeypatch.setattr(forgotten_words, "FILES", files)
    monkeypatch.setattr(forgotten_words, "SIZE", size)
    paths = Paths(tmp_path / "config.toml", tmp_path, tmp_path / "state")
    paths.exports.mkdir(parents=True)
    for name in ("a.md", "b.md"):
        (paths.exports / name).write_text("nothing")
    assert len(find_files(paths, Settings(), date(2026, 11, 16)).possible) == possible
