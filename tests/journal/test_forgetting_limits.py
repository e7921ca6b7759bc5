"""What `forget` leaves alone: headers, locks, folders, files of other programs, and texts without words of the day."""

from __future__ import annotations

import errno
import os
from typing import Any

import pytest

from cmcheckin import files
from cmcheckin.files import TEMPORARY, UNFINISHED
from cmcheckin.journal import JournalError
from cmcheckin.journal.backups import daily
from cmcheckin.journal.drafts import Drafts
from tests.journal.journal_home import DAY, DEVICE, Home, checkin, escalation

OUTCOME = "Zwiebelkuchen für alle"


def saved(home: Home, note: str = "Zwiebelkuchen") -> None:
    home.open().save([checkin(mood=3, note=note)], why="check-in")


def test_a_note_with_the_name_of_the_device_does_not_erase_the_headers(home: Home) -> None:
    saved(home, DEVICE)
    daily(home.paths, DAY)
    header = home.file().read_bytes().splitlines()[0]
    home.open().forget(DAY)
    for path in (home.file(), home.paths.backups / DAY.isoformat() / home.file().name):
        assert path.read_bytes().splitlines()[0] == header
    assert home.open().checkin(DAY) == checkin(mood=3)


@pytest.mark.parametrize(
    ("folder", "name", "is_left"),
    [
        ("", f"notes{TEMPORARY}", True),
        ("", f"share.json{TEMPORARY}", False),
        ("exports", f"report.md{TEMPORARY}", True),
        ("exports", f"share.json{TEMPORARY}", False),
        ("exports", f".share.json.0a1b{UNFINISHED}", False),
        ("exports", f"share{UNFINISHED}", True),
        ("journal", f"any{TEMPORARY}", False),
        ("drafts", f"any{TEMPORARY}", False),
        ("drafts", f".any{UNFINISHED}", False),
        ("drafts", f"{DAY}-1.lock", True),
        ("drafts", f"{DAY}-1.json", False),
        ("drafts", f"{DAY}-1.json.unreadable-{DAY}", False),
        ("drafts", "share-2026-11-20-2026-11-26.json", False),
        ("drafts", "share-2026-11-14-2026-11-20.json", False),
        ("drafts", "share-2026-11-21-2026-11-27.json", True),
        ("drafts", "report-2026-11-13-2026-11-19.json", True),
    ],
)  # fmt: skip
def test_only_drafts_of_the_day_and_half_written_files_are_deleted(
    home: Home, folder: str, name: str, is_left: bool
) -> None:
    saved(home)
    path = home.paths.data / folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("{}")
    home.open().forget(DAY)
    assert path.exists() is is_left


@pytest.mark.parametrize("folder", ["cache", "exports", "drafts"])
def test_folders_are_left(home: Home, folder: str) -> None:
    saved(home)
    parent = {"cache": home.paths.cache, "exports": home.paths.exports, "drafts": home.paths.drafts}[folder]
    names = [f".a{UNFINISHED}", f"b.json{TEMPORARY}", "c"]
    for name in names:
        (parent / name).mkdir(parents=True)
    done = home.open().forget(DAY)
    assert sorted(path.name for path in parent.iterdir() if path.is_dir()) == names
    assert done.files == (str(home.file()),)


@pytest.mark.parametrize(
    ("content", "is_erased"),
    [(b'{"note": "of 2026-11-20', True), (b'{"note": "Zwiebelkuchen', True), (b"{half", False)],
)
def test_a_damaged_draft_of_another_day_is_erased_only_for_words(home: Home, content: bytes, is_erased: bool) -> None:
    saved(home)
    home.paths.drafts.mkdir()
    draft = home.paths.drafts / "2026-11-21-1.json"
    draft.write_bytes(content)
    done = home.open().forget(DAY)
    assert draft.read_bytes() == (b"" if is_erased else content)
    assert (str(draft) in done.files) is is_erased
    assert not home.open().forgettable(DAY)


def test_the_draft_of_an_open_window_keeps_its_lock(home: Home) -> None:
    saved(home)
    slot = Drafts(home.paths.drafts).claim(DAY)
    slot.keep({"note": "Zwiebelkuchen"})
    home.open().forget(DAY)
    assert [path.name for path in home.paths.drafts.iterdir()] == [f"{DAY}-1.lock"]
    slot.release()


@pytest.mark.parametrize("has_name", [True, False])
@pytest.mark.parametrize("number", [1, 2])
def test_an_error_has_its_path_and_the_number_of_files(
    home: Home, monkeypatch: pytest.MonkeyPatch, has_name: bool, number: int
) -> None:
    saved(home)
    for day in range(2):
        daily(home.paths, DAY.replace(day=20 + day))
        home.open().save([checkin(mood=day + 1, note="Zwiebelkuchen")], why="edit")
    real = files.write_file
    done: list[str] = []

    def fails_late(path: str, data: bytes, **options: Any) -> None:
        if len(done) == number:
            raise OSError(errno.EIO, os.strerror(errno.EIO), *([f"{path}-named"] if has_name else []))
        done.append(path)
        real(path, data, **options)

    monkeypatch.setattr("cmcheckin.journal.erasing.write_file", fails_late)
    with pytest.raises(JournalError) as caught:
        home.open().forget(DAY)
    message = str(caught.value)
    assert ("1 file." if number == 1 else "2 files.") in message
    assert ("-named" in message) is has_name
    assert (f"({home.paths.journal})" in message) is not has_name


def test_words_are_erased_from_files_that_an_editor_saved_as_utf_16(home: Home) -> None:
    saved(home)
    text = home.file().read_text()
    home.file().write_text(text, encoding="utf-16")
    assert home.open().checkin(DAY) == checkin(mood=3, note="Zwiebelkuchen")
    home.open().forget(DAY)
    assert "Zwiebelkuchen" not in home.file().read_text(encoding="utf-8")
    assert home.open().checkin(DAY) == checkin(mood=3)
    assert home.open().unfinished_forgetting() == ()


def test_a_hard_link_elsewhere_is_reported(home: Home) -> None:
    saved(home)
    for day in range(2):
        daily(home.paths, DAY.replace(day=17 + day))  # hard links to each other
    elsewhere = home.folder.parent / "elsewhere"
    os.link(home.file(), elsewhere)
    done = home.open().forget(DAY)
    assert done.linked == (str(home.file()),)
    assert b"Zwiebelkuchen" in elsewhere.read_bytes()
    assert b"Zwiebelkuchen" not in home.file().read_bytes()


def test_a_file_that_only_has_the_inode_of_an_erased_one_is_not_replaced_by_it(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved(home)
    for day in range(2):
        daily(home.paths, DAY.replace(day=17 + day))
        home.open().save([checkin(mood=4 + day)], why="edit")
    real = os.stat

    def same_inode(*args: Any, **options: Any) -> os.stat_result:
        found = real(*args, **options)
        return os.stat_result([found[0], 7, *found[2:]])

    with monkeypatch.context() as patch:
        patch.setattr(os, "stat", same_inode)
        home.open().forget(DAY)
    copies = [home.paths.backups / f"2026-11-{17 + day}" / home.file().name for day in range(2)]
    assert len({path.read_bytes() for path in copies}) == 2


def test_an_outcome_of_the_day_is_erased_from_every_version(home: Home) -> None:
    journal = home.open()
    journal.save([escalation(cause="price change")], why="log")
    journal.save([escalation(cause="price change", outcome=OUTCOME, status="watching")], why="check-in")
    resolved = escalation(
        cause="price change", outcome=OUTCOME, status="resolved", resolved="2026-11-20T08:31:00+01:00"
    )
    journal.save([resolved, checkin(mood=3)], why="check-in")
    assert journal.forgettable(DAY)
    journal.forget(DAY)
    assert OUTCOME.encode() not in home.file().read_bytes()
    found = home.open().escalation(resolved.id)
    assert found is not None
    assert (found.title, found.cause, found.outcome) == ("Spam wave", "price change", None)
    assert (found.status, found.resolved) == ("resolved", resolved.resolved)
    assert not home.open().forgettable(DAY)


def test_an_outcome_of_another_day_is_kept(home: Home) -> None:
    journal = home.open()
    resolved = escalation(outcome=OUTCOME, status="resolved", resolved="2026-11-19T12:00:00+01:00")
    other = escalation(
        "e-2026-11-18-1-3f9a", "2026-11-18T10:00:00+01:00", outcome="kept", resolved="2026-11-19T12:00:00+01:00"
    )
    journal.save([resolved, other], why="log")
    assert not journal.forgettable(DAY)
    assert home.open().escalation(resolved.id) == resolved
