"""Forgotten words don't come back: not from another device, an older copy, a backup or an import."""

from __future__ import annotations

import os
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from cmcheckin.domain.conflicts import FieldConflict, FieldValue
from cmcheckin.domain.records import Record, encode
from cmcheckin.journal import Journal, JournalError
from cmcheckin.journal.backups import daily
from cmcheckin.journal.drafts import Drafts
from cmcheckin.journal.log.lines import dumps
from cmcheckin.journal.records import document
from cmcheckin.journal.restoring import compare
from tests.journal.journal_home import DAY, DEVICE, MORNING, Home, checkin, escalation, workday

PHONE = "phone-77aa"
WORD = "Zwiebelkuchen"
YESTERDAY = DAY - timedelta(1)
OPENED = f"{DAY}T10:00:00+01:00"


def files_with(home: Home, word: str = WORD) -> list[str]:
    """Return the names of the files of `home` with `word`."""
    paths = (path for path in sorted(home.folder.rglob("*")) if path.is_file())
    return [path.name for path in paths if word.encode() in path.read_bytes()]


def started(home: Home, device: str = DEVICE) -> Journal:
    """Return the journal as a command on `device` opens it."""
    journal = home.open(device)
    journal.finish_forgetting()
    assert journal.unfinished_forgetting() == ()
    return journal


def test_another_device_hides_the_words_at_once_and_erases_its_own_at_its_next_start(home: Home) -> None:
    home.open(PHONE).save([checkin(mood=2, note=WORD), workday(hours=8)], why="check-in")
    home.open().save([checkin(mood=2, wins=[{"text": f"{WORD} here"}])], why="check-in")
    daily(home.paths, DAY)
    Drafts(home.paths.drafts).claim(YESTERDAY).keep({"typed": f"about {WORD}"})
    done = home.open().forget(DAY)
    assert done.other_devices == (PHONE,)
    phone = home.open(PHONE)
    assert phone.checkin(DAY) == home.open().checkin(DAY) == checkin(mood=2)
    assert files_with(home) == [home.file(device=PHONE).name]
    assert phone.unfinished_forgetting() == (DAY,)
    (erased,) = phone.finish_forgetting()
    assert (erased.day, erased.device, erased.files) == (DAY, DEVICE, (str(home.file(device=PHONE)),))
    assert files_with(home) == []
    assert not phone.forgettable(DAY)
    assert phone.workday(DAY) == workday(hours=8)


def test_a_device_that_read_the_day_before_it_erased_its_words_erases_them_later(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cmcheckin.journal.log.index.WORTH", -1)
    home.open(PHONE).save([checkin(mood=2, note=WORD)], why="check-in")
    home.open().forget(DAY)
    for _ in range(2):
        with home.open(PHONE) as phone:
            assert phone.checkin(DAY) == checkin(mood=2)
            assert phone.unfinished_forgetting() == (DAY,)
    started(home, PHONE)
    assert files_with(home) == []


def test_words_only_on_another_device_can_be_forgotten(home: Home) -> None:
    home.open(PHONE).save([checkin(mood=2, note=WORD)], why="check-in")
    journal = home.open()
    assert journal.forgettable(DAY)
    assert journal.forget(DAY).files == ()
    assert not home.open().forgettable(DAY)
    assert home.open(PHONE).checkin(DAY) == checkin(mood=2)
    started(home, PHONE)
    assert files_with(home) == []


def test_a_device_that_was_away_brings_no_words_back(home: Home) -> None:
    phone = home.open(PHONE)
    phone.save([checkin(mood=2, note=WORD)], why="check-in")
    before = home.file(device=PHONE).read_bytes()
    home.open().save([checkin(mood=3)], why="edit")
    laptop = {path: path.read_bytes() for path in (home.file(),)}
    home.file().unlink()
    away = home.open(PHONE)
    away.save([checkin(mood=4, note=f"{WORD} again", wins=[{"text": WORD}])], why="edit")
    late = escalation("e-late", OPENED, title=WORD, severity=3)
    away.save([late], why="log")
    came_back = home.file(device=PHONE).read_bytes()
    home.file(device=PHONE).write_bytes(before)
    for path, data in laptop.items():
        path.write_bytes(data)
    journal = home.open()
    journal.forget(DAY)
    open_window = home.open()
    assert open_window.checkin(DAY) is not None
    home.file(device=PHONE).write_bytes(came_back)
    for seen in (open_window, home.open()):
        found = seen.checkin(DAY)
        assert found is not None
        assert (found.note, found.wins) == (None, ())
        raised = seen.escalation("e-late")
        assert raised is not None
        assert (raised.title, raised.severity) == ("(forgotten)", 3)
        assert not any(WORD in str(version) for version in seen.history(found.key))
        assert WORD not in str(seen.conflicts())
    started(home, PHONE)
    assert files_with(home) == []


def test_what_is_written_after_forgetting_stays(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cmcheckin.journal.log.index.WORTH", 0)
    home.open().save([checkin(mood=2, note=WORD)], why="check-in")
    home.open().forget(DAY)
    new = checkin(mood=2, note="Rosinenbomber")
    with started(home) as journal:
        journal.save([new], why="edit")
    with started(home, PHONE) as phone:
        assert phone.checkin(DAY) == new
        newer = checkin(mood=2, note="Rosinenbomber gelandet")
        phone.save([newer], why="edit")
    for path in home.paths.cache.iterdir():
        path.unlink()  # the files are searched once more
    for device in (DEVICE, PHONE):
        assert started(home, device).checkin(DAY) == newer
    assert home.open().forgettable(DAY)
    home.open().forget(DAY)
    assert started(home, PHONE).checkin(DAY) == checkin(mood=2)
    assert files_with(home, "Rosinenbomber") == files_with(home) == []


@pytest.mark.parametrize("whole_folder", [False, True])
def test_an_older_copy_of_the_journal_brings_no_words_back(home: Home, whole_folder: bool) -> None:
    home.open().save([checkin(mood=2, note=WORD)], why="check-in")
    copy = home.folder.parent / "copy"
    shutil.copytree(home.paths.journal, copy)
    home.open().save([workday(hours=8)], why="log")
    home.open().forget(DAY)
    if whole_folder:
        shutil.rmtree(home.paths.journal)
    shutil.copytree(copy, home.paths.journal, dirs_exist_ok=True)
    assert files_with(home)
    journal = home.open()
    assert journal.checkin(DAY) == checkin(mood=2)
    assert journal.unfinished_forgetting() == (DAY,)
    assert started(home).checkin(DAY) == checkin(mood=2)
    assert files_with(home) == []
    daily(home.paths, DAY + timedelta(1))
    assert files_with(home) == []


def test_an_import_brings_no_words_back_but_keeps_those_written_again(home: Home) -> None:
    updates = [{"at": f"{DAY}T08:30:00+01:00", "text": WORD}, {"at": f"{YESTERDAY}T08:30:00+01:00", "text": "stays"}]
    raised = escalation("e-own", OPENED, title=WORD, cause=WORD, minutes=30)
    older = escalation(updates=updates)
    old: list[Record] = [
        checkin(mood=2, note=WORD, community={"mood": 4, "feels": WORD}, wins=[{"id": "w-1", "text": WORD}]), raised,
        older, checkin(YESTERDAY, note="stays"), workday(hours=8),
    ]  # fmt: skip
    journal = home.open()
    journal.save(old, why="import")
    journal.forget(DAY)
    kept = {record.key: record for record in journal.everything()}
    cleaned = {record.key: journal.without_forgotten(record, kept[record.key])[0] for record in old}
    assert cleaned == kept
    assert {record.key: journal.without_forgotten(record, None)[0] for record in old} == kept
    again = checkin(mood=2, note="new", community={"mood": 4, "feels": "new"}, wins=[{"id": "w-2", "text": "new"}])
    journal.save([again], why="edit")
    assert journal.without_forgotten(old[0], again)[0] == again
    assert journal.without_forgotten(again, again)[0] == again
    two = tuple(FieldValue(MORNING, device, device) for device in (DEVICE, PHONE))
    note, mood = FieldConflict(again.key, ("note",), two), FieldConflict(again.key, ("mood",), two)
    mood = mood._replace(values=tuple(each._replace(value=n) for n, each in enumerate(two, 2)))
    assert journal.without_forgotten(old[0], again, (note, mood))[1] == (mood,)
    other = FieldConflict(checkin(YESTERDAY).key, ("note",), two)
    assert journal.without_forgotten(old[3], None, (other,)) == (old[3], (other,))


def test_an_escalation_that_was_moved_to_another_day_keeps_its_words(home: Home) -> None:
    journal = home.open()
    journal.save([escalation("e-1", OPENED, title=WORD, cause="stays")], why="log")
    moved = escalation("e-1", f"{YESTERDAY}T10:00:00+01:00", title=WORD, cause="stays", outcome="stays too")
    journal.save([moved, escalation("e-2", f"{YESTERDAY}T10:00:00+01:00", title="Rosinenbomber")], why="edit")
    journal.save([escalation("e-2", OPENED, title="Rosinenbomber", severity=2), checkin(note="x")], why="edit")
    journal.save([escalation("e-2", OPENED, title="Rosinenbomber gelandet", severity=2)], why="edit")
    journal.forget(DAY)
    assert home.open().escalation("e-1") == moved
    assert home.open().escalation("e-2") == escalation("e-2", OPENED, title="(forgotten)", severity=2)
    assert files_with(home, "Rosinenbomber") == []
    assert len(home.open().history(moved.key)) == 2


def test_a_note_that_was_lost_only_repeats_the_search(home: Home) -> None:
    home.open().save([checkin(mood=2, note=WORD)], why="check-in")
    home.open().forget(DAY)
    assert home.open().unfinished_forgetting() == ()
    (notes,) = home.paths.cache.glob("forgotten.*")
    for damage in (b"", notes.read_bytes().replace(b"11", b"12", 1)):
        notes.write_bytes(damage)
        assert home.open().unfinished_forgetting() == (DAY,)
        assert home.open().finish_forgetting() == ()
        assert home.open().unfinished_forgetting() == ()


def test_while_another_process_writes_nothing_waits_to_erase(home: Home) -> None:
    home.open(PHONE).save([checkin(mood=2, note=WORD)], why="check-in")
    home.open().forget(DAY)
    phone, holder = home.open(PHONE), home.open()
    with holder.store.changing():
        assert phone.finish_forgetting() == ()
    assert phone.unfinished_forgetting() == (DAY,)
    assert phone.finish_forgetting()
    assert files_with(home) == []


def test_backups_made_before_the_other_device_erased_its_words_are_searched_again(home: Home) -> None:
    home.open(PHONE).save([checkin(mood=2, note=WORD)], why="check-in")
    home.open().save([workday(hours=8)], why="log")
    home.open().forget(DAY)
    folder = daily(home.paths, DAY)
    assert folder is not None
    copied = Path(folder, home.file(device=PHONE).name).read_bytes()
    assert WORD.encode() in copied
    started(home)
    assert home.open().finish_forgetting() == ()
    started(home, PHONE)  # erases the words from its file, and from backups in this home
    assert files_with(home) == []
    Path(folder, home.file(device=PHONE).name).write_bytes(copied)  # as if they were elsewhere
    assert home.open().checkin(DAY) == checkin(mood=2)
    started(home)
    assert files_with(home) == []
    assert home.open().unfinished_forgetting() == ()


def test_restoring_an_older_backup_brings_no_words_back(home: Home) -> None:
    home.open().save([checkin(mood=2, note=WORD), checkin(YESTERDAY, note="stays")], why="check-in")
    copy = home.folder.parent / "copy"
    shutil.copytree(home.paths.journal, copy)
    home.open().forget(DAY)
    home.file().write_bytes(b"")
    home.file().unlink()
    journal = home.open()
    swaps = compare(journal, str(copy)).swaps
    assert [swap.after for swap in swaps] == [checkin(YESTERDAY, note="stays"), checkin(mood=2)]


def test_a_draft_typed_after_the_day_was_forgotten_stays(home: Home) -> None:
    home.open().save([checkin(mood=2, note=WORD)], why="check-in")
    drafts = Drafts(home.paths.drafts)
    old = drafts.claim(DAY)
    old.keep({"note": WORD})
    home.open().forget(DAY)
    old.release()
    new = drafts.claim(DAY)
    new.keep({"note": "Rosinenbomber"})
    other = drafts.claim(YESTERDAY)
    other.keep({"base": [["checkin", str(DAY), encode(checkin(note="Rosinenbomber"))]]})
    later = Path(new.path).stat().st_mtime + 10
    for slot in (new, other):
        os.utime(slot.path, (later, later))
    for path in home.paths.cache.iterdir():
        path.unlink()
    assert home.open().finish_forgetting(thorough=True) == ()
    assert len(files_with(home, "Rosinenbomber")) == 2


def test_doctor_searches_all_files_for_words_that_came_back(home: Home) -> None:
    home.open().save([checkin(mood=2, note=WORD)], why="check-in")
    folder = daily(home.paths, DAY)
    assert folder is not None
    old = home.file().read_bytes()
    home.open().forget(DAY)
    Path(folder, home.file().name).write_bytes(old)
    assert home.open().unfinished_forgetting() == ()
    [erased] = home.open().finish_forgetting(thorough=True)
    assert erased.files == (f"{folder}/{home.file().name}",)
    assert files_with(home) == []


def test_neither_undo_nor_redo_brings_words_back(home: Home) -> None:
    journal = home.open()
    journal.save([checkin(mood=2, note=WORD, feelings=["mulmig"])], why="check-in")
    journal.save([checkin(mood=3, note=f"{WORD} again", wins=[{"id": "w-1", "text": WORD}])], why="edit")
    journal.save([], delete=[checkin().key], why="delete")
    journal.forget(DAY)
    assert journal.undo().why == "delete"
    assert journal.checkin(DAY) == checkin(mood=3)
    journal.undo()
    assert journal.checkin(DAY) == checkin(mood=2)
    journal.redo()
    assert home.open().checkin(DAY) == checkin(mood=3)
    journal.redo()
    assert journal.checkin(DAY) is None
    assert files_with(home) == files_with(home, "mulmig") == []


def test_words_in_files_of_version_1_are_hidden_and_erased(home: Home) -> None:
    home.paths.journal.mkdir(parents=True)
    for device in (DEVICE, PHONE):
        header = {"cmcheckin": "journal", "version": 1, "year": 2026, "device": device}
        line = {"stamp": ["2026-11-20T07:00:00.000000Z", 0, device], "why": "log",
                "put": {"checkins": {"20261120": document(checkin(mood=2, note=f"{WORD} {device}"))},
                        "workdays": {"20261119": document(workday(YESTERDAY, hours=8))}}}  # fmt: skip
        home.file(device=device).write_bytes(b"".join(dumps(each) + b"\n" for each in (header, line)))
    journal = home.open()
    assert journal.checkin(DAY) is not None
    journal.forget(DAY)
    assert files_with(home) == [home.file(device=PHONE).name]
    for device in (DEVICE, PHONE):
        assert started(home, device).checkin(DAY) == checkin(mood=2)
        assert home.open(device).workday(YESTERDAY) == workday(YESTERDAY, hours=8)
        assert home.open(device).problems == ()
    assert files_with(home) == []


def test_an_interrupted_erasure_continues_with_all_drafts(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    home.open().save([checkin(mood=2, note=WORD)], why="check-in")
    draft = Drafts(home.paths.drafts).claim(DAY)
    draft.keep({"note": WORD})
    draft.release()

    def fails(*_: object) -> None:
        raise OSError

    with monkeypatch.context() as patch, pytest.raises(JournalError):
        patch.setattr("cmcheckin.journal.erasing.os.unlink", fails)
        home.open().forget(DAY)
    later = Path(draft.path).stat().st_mtime + 10  # as when a file system has lost the time
    os.utime(draft.path, (later, later))
    started(home)
    assert files_with(home) == []
