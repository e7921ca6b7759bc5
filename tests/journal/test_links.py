"""Links in the journal folder: never followed, never copied, always said; a home that is itself a link works."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cmcheckin.journal.backups import daily
from tests.journal.journal_home import DAY, DEVICE, Home, checkin, workday

SECRET = b"-----BEGIN PRIVATE KEY-----\nZwiebelkuchen\n"


def _secret(home: Home) -> Path:
    kept = home.folder.parent / "elsewhere.txt"
    kept.write_bytes(SECRET)
    return kept


def _copies(home: Home) -> list[Path]:
    files = [path for path in home.folder.rglob("*") if path.is_file() and not path.is_symlink()]
    return [path for path in files if b"Zwiebelkuchen" in path.read_bytes()]


@pytest.mark.parametrize("name", ["2026.other-77aa.jsonl", f"2026.{DEVICE}.jsonl", "notes.jsonl"])
def test_a_link_is_told_of_and_neither_read_nor_copied(home: Home, name: str) -> None:
    home.open().save([checkin("2025-05-05", mood=3)], why="check-in")
    secret = _secret(home)
    link = home.paths.journal / name
    link.symlink_to(secret)
    journal = home.open()
    journal.save([checkin(mood=4)], why="check-in")
    (problem,) = journal.problems
    assert problem.file == str(link)
    assert "link" in problem.what
    assert "touched" in problem.advice
    assert problem.kept is None
    assert journal.checkin(DAY) == checkin(mood=4)
    assert home.open().checkin(DAY) == checkin(mood=4)
    daily(home.paths, DAY)
    assert _copies(home) == []
    assert link.is_symlink()
    assert secret.read_bytes() == SECRET


def test_a_link_to_records_is_not_read_as_the_users_own(home: Home) -> None:
    home.open().save([checkin(mood=4)], why="check-in")
    moved = home.folder.parent / "moved.jsonl"
    home.file().rename(moved)
    home.file().symlink_to(moved)
    before = moved.read_bytes()
    journal = home.open()
    assert journal.checkin(DAY) is None
    journal.save([workday(hours=8)], why="log")
    assert moved.read_bytes() == before
    assert home.open().workday(DAY) == workday(hours=8)


def test_a_link_that_leads_nowhere_or_in_a_circle_is_told_of(home: Home) -> None:
    home.open().save([checkin(mood=4)], why="check-in")
    (home.paths.journal / "a.jsonl").symlink_to(home.folder / "nowhere")
    (home.paths.journal / "b.jsonl").symlink_to("b.jsonl")
    journal = home.open()
    assert [os.path.basename(problem.file) for problem in journal.problems] == ["a.jsonl", "b.jsonl"]  # noqa: PTH119
    assert journal.checkin(DAY) == checkin(mood=4)


def test_forgetting_leaves_what_a_link_points_to_and_names_the_link(home: Home) -> None:
    home.open().save([checkin(note="Zwiebelkuchen")], why="check-in")
    daily(home.paths, DAY)
    outside = home.folder.parent / "outside"
    outside.mkdir()
    (outside / "2026.x.jsonl").write_bytes(home.file().read_bytes())
    secret = _secret(home)
    links = [
        home.paths.backups / "2026-11-01",
        home.paths.backups / "2026-11-20" / "extra.jsonl",
        home.paths.journal / f"2025.{DEVICE}.jsonl",
        home.paths.journal / "x.jsonl.damaged-2026-11-20",
        home.paths.drafts / "2026-11-19-1.json",
    ]
    home.paths.drafts.mkdir(exist_ok=True)
    links[0].symlink_to(outside)
    for link in links[1:]:
        link.symlink_to(secret)
    done = home.open().forget(DAY)
    assert set(done.links) == set(map(str, links))
    assert all(link.is_symlink() for link in links)
    assert secret.read_bytes() == SECRET
    assert b"Zwiebelkuchen" in (outside / "2026.x.jsonl").read_bytes()
    assert _copies(home) == []


def test_a_draft_that_is_a_link_is_left_and_another_begun(home: Home) -> None:
    secret = _secret(home)
    home.paths.drafts.mkdir(parents=True)
    (home.paths.drafts / f"{DAY}-1.json").symlink_to(secret)
    slot = home.open().drafts.claim(DAY)
    slot.keep({"mood": 4})
    assert slot.restored is None
    assert secret.read_bytes() == SECRET
    assert _copies(home) == []


def test_a_home_and_its_folders_may_be_links(tmp_path: Path) -> None:
    real = tmp_path / "real"
    (real / "elsewhere").mkdir(parents=True)
    (tmp_path / "link").symlink_to(real)
    (real / "journal").symlink_to(real / "elsewhere")
    home = Home(tmp_path / "link")
    home.open().save([checkin(mood=4, note="Zwiebelkuchen")], why="check-in")
    journal = home.open()
    assert (journal.problems, journal.checkin(DAY)) == ((), checkin(mood=4, note="Zwiebelkuchen"))
    assert (real / "elsewhere" / f"2026.{DEVICE}.jsonl").is_file()
    assert daily(home.paths, DAY) is not None
    assert home.open().forget(DAY).links == ()
    assert home.open().checkin(DAY) == checkin(mood=4)
