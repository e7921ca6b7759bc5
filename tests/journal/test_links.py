"""Links in the journal folder are reported and never followed or copied. The home itself may be a link."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cmcheckin.journal.backups import daily
from tests.journal.journal_home import DAY, DEVICE, Home, checkin, workday

SECRET = b"-----BEGIN PRIVATE KEY-----\nZwiebelkuchen\n"


def _write_secret(home: Home) -> Path:
    path = home.folder.parent / "elsewhere.txt"
    path.write_bytes(SECRET)
    return path


def _files_with_secret(home: Home) -> list[Path]:
    files = [path for path in home.folder.rglob("*") if path.is_file() and not path.is_symlink()]
    return [path for path in files if b"Zwiebelkuchen" in path.read_bytes()]


@pytest.mark.parametrize("name", ["2026.other-77aa.jsonl", f"2026.{DEVICE}.jsonl", "notes.jsonl"])
def test_a_link_is_reported_and_neither_read_nor_copied(home: Home, name: str) -> None:
    home.open().save([checkin("2025-05-05", mood=3)], why="check-in")
    secret = _write_secret(home)
    link = home.paths.journal / name
    link.symlink_to(secret)
    journal = home.open()
    journal.save([checkin(mood=4)], why="check-in")
    (problem,) = journal.problems
    assert problem.file == str(link)
    assert "link" in problem.what
    assert "changed" in problem.advice
    assert problem.kept is None
    assert journal.checkin(DAY) == checkin(mood=4)
    assert home.open().checkin(DAY) == checkin(mood=4)
    daily(home.paths, DAY)
    assert _files_with_secret(home) == []
    assert link.is_symlink()
    assert secret.read_bytes() == SECRET


def test_a_link_to_a_journal_file_is_not_read(home: Home) -> None:
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


def test_broken_and_circular_links_are_reported(home: Home) -> None:
    home.open().save([checkin(mood=4)], why="check-in")
    (home.paths.journal / "a.jsonl").symlink_to(home.folder / "nowhere")
    (home.paths.journal / "b.jsonl").symlink_to("b.jsonl")
    journal = home.open()
    assert [os.path.basename(problem.file) for problem in journal.problems] == ["a.jsonl", "b.jsonl"]  # noqa: PTH119
    assert journal.checkin(DAY) == checkin(mood=4)


def test_forget_lists_links_and_leaves_their_targets_alone(home: Home) -> None:
    home.open().save([checkin(note="Zwiebelkuchen")], why="check-in")
    daily(home.paths, DAY)
    outside = home.folder.parent / "outside"
    outside.mkdir()
    (outside / "2026.x.jsonl").write_bytes(home.file().read_bytes())
    secret = _write_secret(home)
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
    assert _files_with_secret(home) == []


def test_a_draft_that_is_a_link_is_left_alone_and_a_new_one_is_started(home: Home) -> None:
    secret = _write_secret(home)
    home.paths.drafts.mkdir(parents=True)
    (home.paths.drafts / f"{DAY}-1.json").symlink_to(secret)
    slot = home.open().drafts.claim(DAY)
    slot.keep({"mood": 4})
    assert slot.restored is None
    assert secret.read_bytes() == SECRET
    assert _files_with_secret(home) == []


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
