"""The index stays valid while damaged files don't change."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cmcheckin.journal.log import index, reader
from cmcheckin.journal.log.files import JournalFile, read_new
from cmcheckin.journal.log.lines import header_line
from tests.journal.journal_home import DAY, DEVICE, Home, checkin

OTHER = "2025.other-77aa.jsonl"


@pytest.fixture(autouse=True)
def _always_write_index(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "WORTH", 0)


def _save_ten_months(home: Home) -> None:
    journal = home.open()
    journal.save([checkin(DAY - timedelta(n), mood=3) for n in range(301)], why="import")


def test_an_unchanged_damaged_file_is_reported_and_not_read_again(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    _save_ten_months(home)
    damaged = home.paths.journal / OTHER
    damaged.write_bytes(header_line(2025, "other-77aa") + b"{]\n")
    (home.paths.journal / "2023.zeros.jsonl").write_bytes(b"\0" * 90)
    link = home.paths.journal / "2024.link-0001.jsonl"
    link.symlink_to(damaged)
    before = home.open()
    assert before.checkin(DAY) == checkin(DAY, mood=3)
    assert (home.paths.cache / f"index.{DEVICE}.json").exists()
    reads: list[str] = []

    def counted(file: JournalFile) -> object:
        reads.append(file.name)
        return read_new(file)

    with monkeypatch.context() as patch:
        patch.setattr(reader, "read_new", counted)
        again = home.open()
        assert again.checkin(DAY) == checkin(DAY, mood=3)
        assert reads == []
        assert again.store.floor
    assert again.problems == before.problems
    assert len(again.problems) == 3
    assert again.save([checkin(DAY, mood=5)], why="edit")
    damaged.write_bytes(header_line(2025, "other-77aa"))
    repaired = home.open()
    assert repaired.checkin(DAY) == checkin(DAY, mood=5)
    assert [problem.file for problem in repaired.problems] == [str(home.paths.journal / "2023.zeros.jsonl"), str(link)]


def test_a_path_that_may_become_readable_is_tried_each_time(home: Home) -> None:
    _save_ten_months(home)
    (home.paths.journal / OTHER).mkdir()
    assert home.open().checkin(DAY) == checkin(DAY, mood=3)
    assert not (home.paths.cache / f"index.{DEVICE}.json").exists()
