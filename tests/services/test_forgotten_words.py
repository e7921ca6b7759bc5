"""Files that may contain the words of a forgotten day, by the dates in their names."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from cmcheckin.journal import Forgotten
from cmcheckin.paths import Paths
from cmcheckin.services import forgotten_words, share_preferences
from cmcheckin.services.forgotten_words import find_files
from cmcheckin.services.share_preferences import SharePreferences
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


DAY = date(2026, 11, 16)


def home(folder: Path) -> Paths:
    paths = Paths(folder / "config.toml", folder, folder / "state")
    paths.exports.mkdir(parents=True)
    return paths


@pytest.mark.parametrize(
    ("content", "is_found"),
    [
        ('{"id": "w-2026-11-16-1"}', True),
        ('{"id": "e-2026-11-16-1"}', True),
        ('{"id": "w-2026-11-17-1"}', False),
        ("w-2026-11-16-1", False),
        ('{"id": "own-id"}', True),
        ('{"id": "own-id-2"}', False),
    ],
)
def test_ids_of_the_day_are_found_with_the_page_beside_them(tmp_path: Path, content: str, is_found: bool) -> None:
    paths = home(tmp_path)
    for name, text in (("week.json", content), ("week.html", "x"), ("other.html", "x")):
        (paths.exports / name).write_text(text)
    found = find_files(paths, Settings(), DAY, Forgotten((), (), ids=frozenset({"own-id"})))
    names = ("week.html", "week.json") if is_found else ()
    assert found == (tuple(str(paths.exports / name) for name in names), ())


def test_only_the_most_recently_changed_files_are_searched_and_no_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = home(tmp_path)
    for n, name in enumerate(("old.md", "new.md")):
        (paths.exports / name).write_text("secret")
        os.utime(paths.exports / name, (n, n))
    (paths.exports / "link.md").symlink_to("new.md")
    (paths.exports / "folder.md").mkdir()
    forgotten = Forgotten((), (), texts=frozenset({"secret"}))
    assert find_files(paths, Settings(), DAY, forgotten).certain == tuple(
        str(paths.exports / name) for name in ("new.md", "old.md")
    )
    monkeypatch.setattr(forgotten_words, "FILES", 1)
    found = find_files(paths, Settings(), DAY, forgotten)
    assert found == ((str(paths.exports / "new.md"),), (str(paths.exports),))


def test_every_folder_shared_to_is_searched_once(tmp_path: Path) -> None:
    paths = home(tmp_path / "home")
    folders = [tmp_path / name for name in ("shared", "earlier", "other")]
    for folder in folders:
        folder.mkdir()
        (folder / "a.md").write_text("secret")
    (tmp_path / "same").symlink_to(folders[0])
    share_preferences.save(
        paths.share,
        SharePreferences("p-1", folder=str(tmp_path / "same"), earlier=(str(folders[1]), str(tmp_path / "gone"))),
    )
    forgotten = Forgotten((), (), texts=frozenset({"secret"}))
    found = find_files(paths, Settings(share_folder=str(folders[0])), DAY, forgotten)
    assert found.certain == (str(folders[1] / "a.md"), str(tmp_path / "same" / "a.md"))
    paths.share.write_text("damaged")
    assert find_files(paths, Settings(share_folder=str(folders[0])), DAY, forgotten).certain == (
        str(folders[0] / "a.md"),
    )


@pytest.mark.parametrize("name", ["report-2026-W60.md", "share-2026-11-31-to-2026-12-40.html", "2026-W47.md", "a.md"])
def test_a_name_without_possible_dates_covers_no_day(tmp_path: Path, name: str) -> None:
    paths = home(tmp_path)
    (paths.exports / name).write_text("x")
    assert find_files(paths, Settings(), DAY) == ((), ())


def test_old_versions_that_sync_tools_keep_are_searched(tmp_path: Path) -> None:
    paths = Paths(tmp_path / "config.toml", tmp_path, tmp_path / "state")
    old = paths.journal / ".stversions" / "below" / "2026.laptop-3f9a~20261120-101010.jsonl"
    other = tmp_path / "notes" / "mine.txt"
    for path in (old, other):
        path.parent.mkdir(parents=True)
        path.write_text('{"note":"a secret plan"}')
    forgotten = Forgotten((), (), texts=frozenset({"a secret plan"}))
    assert find_files(paths, Settings(), date(2026, 11, 16), forgotten) == ((str(old),), ())


def test_copies_beside_the_journal_are_searched(tmp_path: Path) -> None:
    paths = Paths(tmp_path / "config.toml", tmp_path, tmp_path / "state")
    paths.journal.mkdir(parents=True)
    for ending in ("", "~", ".bak", ".damaged-2026-11-20"):
        (paths.journal / f"2026.laptop-3f9a.jsonl{ending}").write_text('{"note":"a secret plan"}')
    forgotten = Forgotten((), (), texts=frozenset({"a secret plan"}))
    found = find_files(paths, Settings(), date(2026, 11, 16), forgotten).certain
    assert [path.rpartition("jsonl")[2] for path in found] == [".bak", "~"]


@pytest.mark.parametrize(
    ("name", "is_covered"),
    [
        ("wins-2026-Q4.md", True), ("wins-2026-Q3.md", False), ("wins-2026-H2.html", True), ("wins-2026.txt", True),
        ("wins-2026-11.md", True), ("wins-2026-12.md", False), ("wins-2025.md", False), ("wins-all.md", True),
        ("wins-2026-W47.md", True), ("wins-2026-11-16-to-2026-11-20.md", True), ("wins-2026-13.md", False),
        ("wins-2026-Q9.md", False), ("all.md", False),
    ],
)  # fmt: skip
def test_a_list_of_wins_may_contain_words_of_the_period_in_its_name(
    tmp_path: Path, name: str, is_covered: bool
) -> None:
    paths = home(tmp_path)
    (paths.exports / name).write_text("Nothing long enough")
    assert find_files(paths, Settings(), DAY).possible == ((str(paths.exports / name),) if is_covered else ())
