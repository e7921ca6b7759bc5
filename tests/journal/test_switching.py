"""Encryption is switched on and off: no file of any kind keeps a word, nothing is lost, and a kill changes neither."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from cmcheckin.domain.records import Records
from cmcheckin.files import temporary_name, write_new
from cmcheckin.interchange.importing.questions import PERSON
from cmcheckin.journal import Journal, work_files
from cmcheckin.journal.backups import daily
from cmcheckin.journal.checkup import check
from cmcheckin.journal.drafts import Drafts
from cmcheckin.journal.encryption.cipher import Locked
from cmcheckin.journal.encryption.identities import public_keys
from cmcheckin.journal.encryption.settings import Encryption, read_settings, write_settings
from cmcheckin.journal.leftovers import clean
from cmcheckin.journal.log.quarantine import quarantine
from cmcheckin.journal.repairing import apply
from cmcheckin.journal.restoring import compare
from cmcheckin.journal.switching import Switched, finish, not_switched
from cmcheckin.paths import Paths
from cmcheckin.services.follow_up import FollowUpStore
from cmcheckin.services.import_answers import own_names, save_answers
from cmcheckin.services.nudge_history import recent_nudges
from cmcheckin.settings import Settings
from cmcheckin.sharing.follow_up import FollowUp, PersonFollowUp
from tests.journal.journal_home import DAY, DEVICE, checkin, escalation, workday
from tests.journal.pair import checkin_of
from tests.journal.sealed_home import SealedHome
from tests.journal.test_kills import kill_at_calls

WORD = "Zanzibar"
EARLIER = DAY - timedelta(days=400)
YESTERDAY = DAY - timedelta(days=1)


@pytest.fixture
def home(tmp_path: Path) -> SealedHome:
    return SealedHome(tmp_path / "home")


pytestmark = pytest.mark.usefixtures("always_indexed")


def _filled(home: SealedHome) -> None:
    """Make every kind of file that the program writes into a home, each with the word."""
    paths = home.paths
    with home.open() as journal:
        journal.save([checkin(EARLIER, note=WORD, wins=[{"text": f"{WORD} won"}])], why="check-in")
        journal.save([checkin(YESTERDAY, note=f"{WORD}!", mood=1)], why="check-in")
        daily(paths, YESTERDAY)
        journal.save([workday(hours=8), escalation(title=f"{WORD} flood", outcome=WORD)], why="check-in")
        daily(paths, DAY)  # shares the file of last year
        journal.save([checkin(mood=4, feelings=[WORD.lower()])], why="check-in")
        journal.save([checkin(DAY - timedelta(2), note="Trombone")], why="check-in")
        journal.forget(DAY - timedelta(2))
        recent_nudges(journal, Settings(), DAY)
    home.open().close()
    quarantine(str(home.file()), "torn", f'{{"crc":"1","put":"{WORD}'.encode(), DAY)
    slot = Drafts(paths.drafts).claim(DAY)
    slot.keep({"typed": WORD})
    slot.release()
    quarantine(f"{paths.drafts}/2026-11-18-1.json", "unreadable", WORD.encode(), DAY)
    work_files.keep(f"{paths.drafts}/report-2026-11-16-2026-11-22.json", {"note": WORD}, "", paths)
    save_answers(paths, "", {(PERSON, WORD): WORD})
    FollowUpStore.of(paths).apply(lambda _: FollowUp(people={"ada": PersonFollowUp(note=WORD)}))
    write_new(f"{home.file()}.new", WORD.encode())
    write_new(f"{paths.cache}/shared-0a.index", WORD.encode())
    write_new(f"{paths.cache}/status.json", f'{{"days":"{WORD}"}}'.encode())
    (paths.backups / f".{DAY}.99999999.new").mkdir()
    write_new(f"{paths.backups}/.{DAY}.99999999.new/x.jsonl", WORD.encode())
    damaged = home.file().read_bytes().replace(b'"tick":3,', b'"tick":9,')
    home.file().write_bytes(damaged + f'{{"crc":"half a line about {WORD}'.encode())


def _words(home: SealedHome) -> list[str]:
    return home.with_words(WORD, WORD.lower(), "Trombone")


def _state(home: SealedHome) -> dict[str, Any]:
    """Return all that a user can see of a home."""
    with home.open() as journal:
        slot = journal.drafts.claim(DAY)
        slot.release()
        return {
            "records": journal.everything(), "draft": slot.restored,
            "problems": [(one.file, one.line) for one in journal.problems],
            "report": work_files.load(f"{home.paths.drafts}/report-2026-11-16-2026-11-22.json", home.paths),
            "names": own_names(home.paths), "notes": FollowUpStore.of(home.paths).load(),
            "backup": [swap.after for swap in compare(journal, f"{home.paths.backups}/{DAY}").swaps],
            "forgotten": journal.unfinished_forgetting(),
        }  # fmt: skip


def _switch(home: SealedHome, state: Any) -> Switched:
    home.switch(state)
    return _finish(home.open())


def _finish(journal: Journal) -> Switched:
    found = finish(journal)
    assert found is not None
    return found


def _settings(home: SealedHome) -> Encryption:
    found = read_settings(home.paths)
    assert found is not None
    return found


def test_no_file_of_any_kind_has_a_word_and_all_of_them_come_back(home: SealedHome) -> None:
    _filled(home)
    before = _state(home)
    assert len(_words(home)) > 14
    done = _switch(home, "turning on")
    assert (done.left, done.other_devices, done.linked) == ((), (), ())
    assert _words(home) == []
    assert _settings(home).state == "on"
    assert _state(home) == before
    assert _words(home) == []
    assert not_switched(home.open()) == Switched(0)
    links = {path.stat().st_nlink for path in home.paths.backups.glob(f"*/2025.{DEVICE}.jsonl")}
    assert links == {2}, "backups no longer share their files"
    home.switch("turning off")
    assert _finish(home.open()).is_done
    assert _state(home) == before
    assert b"age" not in b"".join(path.read_bytes() for path in home.paths.journal.glob("*.jsonl"))


def test_a_field_of_another_program_called_sealed_is_encrypted_and_decrypted(home: SealedHome) -> None:
    home.open().save([checkin(mood=4, note=WORD, sealed=["x"])], why="import")
    before = home.file().read_bytes()
    assert _switch(home, "turning on").is_done
    assert _words(home) == []
    assert home.open().checkin(DAY) == checkin(mood=4, note=WORD, sealed=["x"])
    assert _switch(home, "turning off").is_done
    assert home.file().read_bytes() == before


def test_everything_works_while_it_is_encrypted_and_leaves_no_word(home: SealedHome) -> None:
    home.switch("on")
    _filled_while_on(home)
    with home.open() as journal:
        assert not check(journal).problems
        assert clean(journal) == []
        recent_nudges(journal, Settings(), DAY)
        assert journal.undo().changed
        journal.redo()
    assert len(list(home.paths.cache.iterdir())) > 3
    assert _words(home) == []
    with home.open() as journal:
        assert journal.checkin(YESTERDAY) == checkin(YESTERDAY, note=WORD)
        journal.forget(YESTERDAY)
        assert journal.checkin(YESTERDAY) == checkin(YESTERDAY)
        assert not journal.forgettable(YESTERDAY)
        copy = [swap.after for swap in compare(journal, f"{home.paths.backups}/{DAY}").swaps]
        assert copy == []


def _filled_while_on(home: SealedHome) -> None:
    with home.open() as journal:
        journal.save([checkin(YESTERDAY, note=WORD)], why="check-in")
        journal.save([checkin(note=f"{WORD} again"), escalation(title=WORD)], why="check-in")
        daily(home.paths, DAY)
        journal.save([workday(hours=8)], why="log")
    slot = home.open().drafts.claim(DAY)
    slot.keep({"typed": WORD})
    slot.release()
    work_files.keep(f"{home.paths.drafts}/answer-1.json", {"typed": WORD}, "", home.paths)
    save_answers(home.paths, "", {(PERSON, WORD): WORD})
    FollowUpStore.of(home.paths).apply(lambda _: FollowUp(people={"ada": PersonFollowUp(note=WORD)}))


@pytest.mark.slow
@pytest.mark.parametrize("state", ["turning on", "turning off"])
def test_a_switch_survives_a_kill_at_any_call(home: SealedHome, state: Any) -> None:
    _small(home)
    if state == "turning off":
        _switch(home, "turning on")
    before = _records(home)
    home.switch(state)

    def act() -> None:
        finish(home.open())

    def look() -> None:
        assert _records(home) == before
        finish(home.open())
        assert not _settings(home).is_switching
        assert _records(home) == before
        assert bool(_words(home)) == (state == "turning off")

    assert kill_at_calls(home, act, look) > 30


def _small(home: SealedHome) -> None:
    with home.open() as journal:
        journal.save([checkin(YESTERDAY, note=WORD)], why="check-in")
        daily(home.paths, YESTERDAY)
        journal.save([workday(hours=8)], why="log")
        daily(home.paths, DAY)
    slot = Drafts(home.paths.drafts).claim(DAY)
    slot.keep({"typed": WORD})
    slot.release()
    home.file().open("ab").write(b'{"crc":"12')


def _records(home: SealedHome) -> tuple[Records, Any, Any]:
    journal = home.open()
    slot = journal.drafts.claim(DAY)
    slot.release()
    return journal.everything(), journal.problems, slot.restored


def test_what_a_kill_left_of_notes_beside_the_settings_is_deleted(home: SealedHome, tmp_path: Path) -> None:
    paths = Paths(tmp_path / "settings" / "config.toml", home.folder, home.paths.state_folder, tmp_path / "cache")
    store = FollowUpStore.of(paths)
    store.apply(lambda _: FollowUp(people={"ada": PersonFollowUp(note=WORD)}))
    left = Path(temporary_name(store.path))
    left.write_bytes(store.path.read_bytes())
    write_settings(paths, Encryption("turning on", public_keys([home.secret])))
    assert finish(Journal.open(paths, home.clock, DEVICE)) is not None
    assert [path.name for path in (tmp_path / "settings").iterdir() if path.suffix != ".lock"] == ["follow-up.json"]
    assert WORD.encode() not in store.path.read_bytes()


def test_a_draft_in_an_open_window_is_left_to_it(home: SealedHome) -> None:
    slot = Drafts(home.paths.drafts, home.vault).claim(DAY)
    slot.keep({"typed": WORD})
    done = _switch(home, "turning on")
    assert done.left == (slot.path,)
    assert _settings(home).state == "turning on"
    slot.keep({"typed": f"{WORD} more"})  # the window goes on, and now seals it
    assert not_switched(home.open()).left == ()
    assert _finish(home.open()).is_done
    slot.release()
    assert _words(home) == []
    assert home.open().drafts.claim(DAY).restored == {"typed": f"{WORD} more"}


def test_a_backup_that_another_process_is_making_is_left_until_it_has_its_name(home: SealedHome) -> None:
    _small(home)
    backup = home.paths.backups / f"{DAY}"
    building = backup.with_name(f".{DAY}.{os.getppid()}.new")
    backup.rename(building)
    assert str(building) in _switch(home, "turning on").left
    assert _settings(home).state == "turning on"
    building.rename(backup)
    assert _finish(home.open()).is_done
    assert _words(home) == []


def test_an_unfinished_backup_of_a_process_with_our_number_is_deleted(home: SealedHome) -> None:
    _small(home)
    (home.paths.backups / f"{DAY}").rename(home.paths.backups / f".{DAY}.{os.getpid()}.new")
    assert _switch(home, "turning on").is_done
    assert _words(home) == []


def test_an_entry_half_typed_while_locked_is_restored_later(home: SealedHome) -> None:
    home.switch("on")
    home.lock()
    slot = home.open().drafts.claim(DAY)
    slot.keep({"typed": WORD})
    slot.release()
    assert _words(home) == []
    other = home.open().drafts.claim(DAY)
    assert (other.restored, other.path == slot.path) == (None, False)
    other.release()
    home.unlock()
    assert home.open().drafts.claim(DAY).restored == {"typed": WORD}


def test_sealing_needs_no_identity_and_opening_changes_nothing_without_it(home: SealedHome) -> None:
    _small(home)
    home.switch("turning on")
    home.lock()
    assert _finish(home.open()).is_done
    assert _words(home) == []
    home.switch("turning off")
    home.lock()
    before = home.bytes()
    with pytest.raises(Locked):
        finish(home.open())
    assert home.bytes() == before


def test_a_window_that_was_open_seals_what_it_saves_afterwards(home: SealedHome) -> None:
    window = home.open()
    window.save([checkin(YESTERDAY, note=WORD)], why="check-in")
    _switch(home, "turning on")
    window.save([checkin(note=WORD)], why="check-in")
    window.close()
    assert _words(home) == []
    assert home.open().checkin(DAY) == window.checkin(DAY) == checkin(note=WORD)


def test_files_of_another_device_are_named_and_left_to_it(home: SealedHome) -> None:
    _small(home)
    other = home.open("phone-0001")
    other.save([checkin(note=f"{WORD} there")], why="check-in")
    assert _switch(home, "turning on").other_devices == ("phone-0001",)
    assert home.open().checkin(DAY) == checkin(note=f"{WORD} there")
    home.switch("turning on")
    assert _finish(home.open("phone-0001")).other_devices == ()
    assert _words(home) == []
    assert home.open().checkin(DAY) == checkin(note=f"{WORD} there")


def test_files_of_an_id_that_two_machines_shared_are_encrypted_by_each_of_them(home: SealedHome) -> None:
    _small(home)
    now = f"{DEVICE}~51cd"
    home.open(now).save([checkin(note=f"{WORD} there")], why="check-in")
    home.switch("turning on")
    assert _finish(home.open(now)).other_devices == ()
    assert _words(home) == []
    assert home.open(now).checkin(YESTERDAY) == checkin(YESTERDAY, note=WORD)


def test_two_devices_share_a_recipient_and_merge(home: SealedHome, tmp_path: Path) -> None:
    _small(home)
    _switch(home, "turning on")
    twin = SealedHome(tmp_path / "twin")
    shutil.copytree(home.folder, twin.folder)
    twin.identity = home.identity
    twin.unlock()
    twin.open("phone-0001").save([checkin(YESTERDAY, note=WORD, mood=5)], why="log")
    home.open().save([checkin(YESTERDAY, note=WORD, energy=2)], why="log")
    shutil.copy(twin.file(2026, "phone-0001"), home.paths.journal)
    shutil.copy(home.file(), twin.paths.journal)
    found = [one.open(name).everything() for one, name in ((home, DEVICE), (twin, "phone-0001"))]
    assert found[0] == found[1]
    assert [checkin_of(one, YESTERDAY).mood for one in (home.open(), twin.open())] == [5, 5]
    assert [checkin_of(one, YESTERDAY).energy for one in (home.open(), twin.open())] == [2, 2]


def test_a_home_of_version_1_is_converted_and_sealed(home: SealedHome) -> None:
    stamp = '["2026-11-19T07:31:04.123456Z",0,"laptop-3f9a"]'
    put = f'{{"checkins":{{"20261119":{{"date":"2026-11-19","note":"{WORD}"}}}}}}'
    raw = f'{{"cmcheckin":"journal","version":1,"year":2026,"device":"{DEVICE}"}}\n{{"stamp":{stamp},"put":{put}}}\n'
    for folder in (home.paths.journal, home.paths.backups / f"{YESTERDAY}"):
        folder.mkdir(parents=True)
        write_new(f"{folder}/2026.{DEVICE}.jsonl", raw.encode())
    _switch(home, "turning on")
    assert _words(home) == []
    with home.open() as journal:
        assert journal.checkin(date(2026, 11, 19)) == checkin(YESTERDAY, note=WORD)
        assert compare(journal, f"{home.paths.backups}/{YESTERDAY}").swaps == ()


def _all_files(folder: Path) -> Iterator[Path]:
    yield from (path for path in folder.rglob("*") if path.is_file())


def test_sealed_files_are_private(home: SealedHome) -> None:
    _filled(home)
    _switch(home, "turning on")
    modes = {path.stat().st_mode & 0o777 for path in _all_files(home.folder) if path.name != ".lock"}
    assert modes == {0o600}


def test_what_is_put_back_from_a_clear_copy_is_sealed(home: SealedHome, tmp_path: Path) -> None:
    _small(home)
    copies = tmp_path / "copies"
    shutil.copytree(home.paths.journal, copies)
    before = home.open().everything()
    _switch(home, "turning on")
    shutil.rmtree(home.paths.backups)
    home.file().unlink()
    found = apply(home.open().store, home.paths, str(copies))
    assert [repair.put_back for repair in found] == [2]
    assert home.open().everything() == before
    assert _words(home) == []


def test_a_line_that_is_left_only_in_a_quarantined_copy_is_put_back(home: SealedHome) -> None:
    _small(home)
    before = home.open().everything()
    quarantine(str(home.file()), "damaged", home.file().read_bytes(), DAY)
    _switch(home, "turning on")
    shutil.rmtree(home.paths.backups)
    home.file().unlink()
    apply(home.open().store, home.paths)
    assert home.open().everything() == before
    assert _words(home) == []
