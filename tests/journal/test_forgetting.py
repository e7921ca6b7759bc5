"""Forget a day: all its words are erased from this device's files, and everything else is kept."""

from __future__ import annotations

import errno
import json
import os
import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import Any, get_type_hints

import pytest

from cmcheckin import files
from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.records import encode
from cmcheckin.journal import JournalError
from cmcheckin.journal.backups import daily
from cmcheckin.journal.drafts import Drafts
from cmcheckin.journal.keys import place_of
from cmcheckin.journal.markers import Marker
from cmcheckin.journal.scrubbing import Words
from tests.journal.journal_home import DAY, DEVICE, Home, checkin, escalation, workday

OTHER = "desk-77aa"
WORDS = [
    b"Zwiebelkuchen", b"versunken", b"mulmig", b"Rosinenbomber", b"Quittengelee", b"Fernmeldeturm", b"Kaltmamsell",
    b"Heiermann", b"Schabracke", b"Mumpitz", b"Lindwurm", b"Anderswelt", b"Sternzwiebel",
    b"Kuckucksuhr",
]  # fmt: skip
YESTERDAY = DAY - timedelta(1)


def _save_records(home: Home) -> None:
    journal = home.open()
    win = {"text": "Rosinenbomber gelandet", "from": "Lindwurm", "kind": "thanks"}
    first = checkin(note="Zwiebelkuchen\nund mehr", mood=2, feelings=["mulmig"], diary={"x": ["Anderswelt"]})
    journal.save([first], why="check-in")
    second = checkin(
        mood=3,
        energy=2,
        metrics={"queue": 7},
        answers={"lunch": True, "one word": "Kuckucksuhr"},
        wins=[win],
        community={"mood": 4, "feels": "versunken im Nebel"},
        count=5,
    )
    journal.save([second, workday(YESTERDAY, hours=8)], why="edit")
    opened = escalation(
        "e-2026-11-20-1-3f9a", "2026-11-20T10:00:00+01:00", title="Quittengelee verschüttet", cause="Fernmeldeturm",
        handed_to="Kaltmamsell", outcome="Heiermann bezahlt", severity=4, minutes=30,
        updates=[{"at": "2026-11-21T08:00:00+01:00", "text": "Schabracke"}],
    )  # fmt: skip
    older = escalation(
        updates=[
            {"at": "2026-11-20T08:30:00+01:00", "text": "Mumpitz kommt noch"},
            {"at": "2026-11-21T08:30:00+01:00", "text": "stays said"},
        ]
    )
    journal.save([opened, older, checkin(YESTERDAY, note="stays written")], why="log")


def _find_words(folder: Path, words: list[bytes] = WORDS) -> set[tuple[str, bytes]]:
    return {
        (path.name, word)
        for path in folder.rglob("*")
        if path.is_file() and not path.is_symlink()
        for word in words
        if word in path.read_bytes()
    }


def test_all_words_of_the_day_are_erased_and_everything_else_is_kept(home: Home) -> None:
    _save_records(home)
    assert {word for _, word in _find_words(home.folder)} == set(WORDS) - {b"Sternzwiebel"}
    journal = home.open()
    assert journal.forgettable(DAY)
    ids = [line["id"] for line in home.changes()]
    done = journal.forget(DAY)
    assert done.files == (str(home.file()),)
    assert done.other_devices == ()
    assert _find_words(home.folder) == set()
    assert not journal.forgettable(DAY)
    *earlier, marker = home.changes()
    assert [line["id"] for line in earlier] == ids
    assert marker["forget"]["day"] == str(DAY)
    for seen in (journal, home.open()):
        found = seen.checkin(DAY)
        assert found == checkin(
            mood=3, energy=2, metrics={"queue": 7}, answers={"lunch": True}, community={"mood": 4}, count=5
        )
        assert seen.checkin(YESTERDAY) == checkin(YESTERDAY, note="stays written")
        opened = seen.escalation("e-2026-11-20-1-3f9a")
        assert opened is not None
        assert (opened.title, opened.severity, opened.minutes, opened.updates) == ("(forgotten)", 4, 30, ())
        older = seen.escalation(escalation().id)
        assert older is not None
        assert [update.text for update in older.updates] == ["stays said"]
    assert [version.why for version in journal.history(checkin().key)] == ["check-in", "edit"]
    journal.save([checkin(mood=5)], why="edit")
    journal.undo()
    assert home.open().checkin(DAY) == found


def test_words_are_erased_from_backups_drafts_index_and_copies(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cmcheckin.journal.log.index.WORTH", 0)
    _save_records(home)
    for n in range(3):
        daily(home.paths, DAY + timedelta(n))
    shutil.copy(home.file(), home.paths.journal / "2026.laptop-3f9a (conflicted copy).jsonl")
    reader = home.open()
    assert reader.checkin(DAY) is not None
    reader.close()
    assert (home.paths.cache / f"index.{DEVICE}.json").exists()
    with home.file().open("ab") as file:
        file.write(b'{"stamp":["2026-11-20T09:00:00.000000Z",0,"x"],"put":{"checkins":{"20261120":{"note":"Sternzwieb')
    home.open().save([workday(hours=8)], why="log")
    damaged = home.paths.journal / "2025.laptop-3f9a.jsonl.damaged-2026-01-01"
    damaged.write_bytes(b"\0\0\n" + home.file().read_bytes() + b'{"note":"und das Fernmeldeturm-Papier')
    drafts = Drafts(home.paths.drafts)
    drafts.claim(DAY).keep({"note": "Zwiebelkuchen"})
    drafts.claim(DAY + timedelta(1)).keep({"carried": ["Quittengelee verschüttet", "mine"], "n": 1})
    words = [*WORDS, b"Sternzwieb"]
    assert len({name for name, _ in _find_words(home.folder, words)}) >= 7
    journal = home.open()
    assert journal.forgettable(DAY)
    journal.forget(DAY)
    assert _find_words(home.folder, words) == set()
    assert not journal.forgettable(DAY)
    assert b"stays written" in damaged.read_bytes()
    assert damaged.read_bytes().startswith(b"\0\0\n")
    backed_up = [home.paths.backups / (DAY + timedelta(n)).isoformat() / home.file().name for n in range(3)]
    assert all(b"stays written" in path.read_bytes() for path in backed_up)
    assert len({path.stat().st_ino for path in backed_up}) == 1  # still hard links
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in home.folder.rglob("*") if path.is_file())
    assert b'"mine"' in (home.paths.drafts / "2026-11-21-1.json").read_bytes()
    assert not (home.paths.drafts / "2026-11-20-1.json").exists()
    assert not (home.paths.cache / f"index.{DEVICE}.json").exists()


def test_other_devices_are_named_and_their_files_left_alone(home: Home) -> None:
    _save_records(home)
    other = home.open(OTHER)
    other.save([checkin(mood=1, note="Zwiebelkuchen there")], why="check-in")
    home.open("tablet-0001").save([workday(hours=8)], why="log")
    before = home.file(device=OTHER).read_bytes()
    done = home.open().forget(DAY)
    assert done.other_devices == (OTHER,)
    assert home.file(device=OTHER).read_bytes() == before
    assert {name for name, _ in _find_words(home.folder)} == {home.file(device=OTHER).name}
    assert home.open(OTHER).forget(DAY).other_devices == ()
    assert _find_words(home.folder) == set()


def test_erased_words_do_not_return_with_an_old_copy(home: Home) -> None:
    _save_records(home)
    old = home.file().read_bytes()
    home.open().forget(DAY)
    for name in ("0 conflicted copy.jsonl", "z conflicted copy.jsonl"):
        copy = home.paths.journal / name
        copy.write_bytes(old)
        found = home.open().checkin(DAY)
        assert found is not None
        assert found.wins == ()
        copy.unlink()


def test_an_open_window_sees_that_words_were_erased(home: Home) -> None:
    _save_records(home)
    window = home.open()
    assert window.checkin(YESTERDAY) is not None
    home.open().forget(YESTERDAY)
    assert window.checkin(YESTERDAY) == checkin(YESTERDAY)
    window.save([checkin(YESTERDAY, mood=3)], why="edit")
    assert home.open().checkin(YESTERDAY) == checkin(YESTERDAY, mood=3)


def test_words_do_not_return_to_an_open_window_with_a_copy_of_the_last_line(home: Home) -> None:
    home.open().save([checkin(mood=3, note="Zwiebelkuchen")], why="check-in")
    old = home.file().read_bytes()
    home.open().forget(DAY)
    window = home.open()
    assert window.checkin(DAY) == checkin(mood=3)
    (home.paths.journal / "z conflicted copy.jsonl").write_bytes(old)
    assert window.checkin(DAY) == checkin(mood=3)


def test_a_day_without_words_has_nothing_to_forget(home: Home) -> None:
    assert not home.open().forgettable(DAY)
    home.open().save([checkin(mood=3), workday(hours=8)], why="check-in")
    before = home.files()
    assert not home.open().forgettable(DAY)
    assert home.open().forget(date(2020, 1, 1)).files == ()
    assert home.files() == before


def test_a_full_disk_is_reported_and_a_second_try_finishes(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    _save_records(home)
    daily(home.paths, DAY)

    def fails(fd: int, data: bytes) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch, pytest.raises(JournalError, match=r"no space.*hidden now\. cmcheckin erases"):
        patch.setattr("cmcheckin.files.write_all", fails)
        home.open().forget(DAY)
    journal = home.open()
    found = journal.checkin(DAY)
    assert found is not None
    assert (found.mood, found.wins) == (3, ())
    assert _find_words(home.folder)
    assert journal.unfinished_forgetting() == (DAY,)
    (erased,) = journal.finish_forgetting()
    assert (erased.day, erased.device, len(erased.files)) == (DAY, DEVICE, 2)
    assert journal.unfinished_forgetting() == ()
    assert _find_words(home.folder) == set()


def test_closing_a_window_does_not_restore_erased_words(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cmcheckin.journal.log.index.WORTH", 0)
    _save_records(home)
    window = home.open()
    assert window.history(checkin().key)
    home.open().forget(DAY)
    window.close()
    assert (home.paths.cache / f"index.{DEVICE}.json").exists()
    assert _find_words(home.folder) == set()


def test_words_erased_while_the_index_is_written_are_not_in_it(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cmcheckin.journal.log.index.WORTH", 0)
    _save_records(home)
    window = home.open()
    assert window.history(checkin().key)
    real = files.write_file

    def slow(*args: Any, **options: Any) -> None:
        home.open().forget(DAY)
        real(*args, **options)

    monkeypatch.setattr("cmcheckin.journal.log.index.write_file", slow)
    window.close()
    assert _find_words(home.folder) == set()


def test_words_erased_while_a_backup_is_made_are_not_in_it(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    _save_records(home)
    real = files.write_all

    def slow(*args: Any) -> None:
        monkeypatch.setattr("cmcheckin.journal.backups.write_all", real)
        home.open().forget(DAY)
        real(*args)

    monkeypatch.setattr("cmcheckin.journal.backups.write_all", slow)
    assert daily(home.paths, DAY) is None
    assert _find_words(home.folder) == set()
    assert daily(home.paths, DAY) is not None
    assert _find_words(home.folder) == set()


SHORT = b"Ulk"
SHARED = [b"Kringeldreher", b"Tuschkasten", b"Eierbecher", b"Pantoffelheld", b"Wolkenschieber", b"Schlafrock"]


def _write_drafts(home: Home) -> None:
    """Write drafts of every kind with words of the day: copied, reworded, short, quarantined and half-written."""
    at = "2026-11-20T09:00:00+01:00"
    first = checkin(note="Ulk", mood=2, wins=[{"id": "w-own-id", "text": "Ulk"}, {"text": "Rosinenbomber gelandet"}])
    raised = escalation("e-own-id", at, title="Ulk", cause="Ulk", updates=[{"at": at, "text": "Kaltmamsell"}])
    home.open().save([first, raised], why="check-in")
    home.paths.drafts.mkdir(exist_ok=True)
    drafts = {
        # A later check-in with records of the day, and a question about one of its wins
        "2026-11-21-1.json": {
            "checkin": {"type": "checkin", "date": "2026-11-21", "note": "stays written"},
            "carried": [{"before": encode(raised), "now": encode(raised)}],
            "looks": [{"day": "2026-11-20", "win": {"text": "Ulk"}, "after_days": 1}],
            "base": [["checkin", "2026-11-20", encode(first)]],
            "place": {"typed": {"title": "Rosinenbomber gelandet, twice", "mine": "stays typed"}},
        },
        # A share and a report of the week, which are deleted
        "share-2026-11-16-2026-11-22.json": {"texts": {"w-own-id": "Kringeldreher"}, "help": "Tuschkasten"},
        "report-2026-11-16-2026-11-22.json": {"own": {"well": ["Eierbecher"]}},
        "report-2026-11-16-2026-11-22.json.unreadable-2026-11-21": {"typing": ["add", "x", "Eierbecher"]},
        # A share and a report of a later week, in which the day's escalation is open
        "share-2026-11-23-2026-11-29.json": {
            "texts": {"e-own-id": "Pantoffelheld", "e-other": "stays said"},
            "typing": ["escalation:e-own-id", "Wolkenschieber"],
            "help": "stays asked",
        },
        "report-2026-11-23-2026-11-29.json": {
            "texts": {"still-open": "stays edited", "grave-e-own-id": "Schlafrock"},
            "out": ["cause-Ulk", "went-on-e-own-id"],
            "typing": ["change", "resolved-e-own-id", "Wolkenschieber"],
        },
    }
    for name, raw in drafts.items():
        (home.paths.drafts / name).write_text(json.dumps(raw, ensure_ascii=False))
    (home.paths.drafts / "report-2026-11-16-2026-11-22.json.new").write_bytes(b'{"own": {"well": ["Eierbe' + SHORT)
    (home.folder / "exports").mkdir(exist_ok=True)
    (home.folder / "exports" / ".report-2026-W47.md.0a1b2c3d4e5f.unfinished").write_text("Kringeldreher, Ulk")


def test_words_are_erased_from_every_kind_of_draft(home: Home) -> None:
    _write_drafts(home)
    words = [SHORT, b"Rosinenbomber", b"Kaltmamsell", *SHARED]
    assert {word for _, word in _find_words(home.folder, words)} == set(words)
    home.open().forget(DAY)
    assert _find_words(home.folder, words) == set()
    left = b"".join(path.read_bytes() for path in home.paths.drafts.iterdir())
    for stays in (b"stays written", b"stays typed", b"stays said", b"stays asked", b"stays edited"):
        assert stays in left
    assert sorted(path.name for path in home.paths.drafts.iterdir()) == [
        "2026-11-21-1.json", "report-2026-11-23-2026-11-29.json", "share-2026-11-23-2026-11-29.json",
    ]  # fmt: skip


def test_an_error_part_way_says_what_is_erased_already(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    _save_records(home)
    daily(home.paths, DAY)
    real = files.write_file
    done: list[str] = []

    def fails_late(path: str, data: bytes, **options: Any) -> None:
        if done:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path)
        done.append(path)
        real(path, data, **options)

    monkeypatch.setattr("cmcheckin.journal.erasing.write_file", fails_late)
    with pytest.raises(JournalError, match=r"erased from 1 file\. cmcheckin erases the rest") as caught:
        home.open().forget(DAY)
    assert "Nothing was" not in str(caught.value)


def test_special_files_are_listed_and_do_not_stop_forget(home: Home) -> None:
    _save_records(home)
    daily(home.paths, DAY)
    pipe = home.paths.backups / DAY.isoformat() / "2020.x-1.jsonl"
    os.mkfifo(pipe)
    assert home.open().forget(DAY).links == (str(pipe),)
    assert _find_words(home.folder) == set()


def test_a_search_error_names_the_file_or_the_folder(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    _save_records(home)
    opened = home.open()
    backup = home.paths.backups / "2020.x-1.jsonl"
    for names, expected in (((str(backup),), str(backup)), ((), str(home.paths.journal))):

        def fails(*_: object, names: tuple[str, ...] = names) -> None:
            raise OSError(errno.EIO, os.strerror(errno.EIO), *names)

        monkeypatch.setattr("cmcheckin.journal.erasing.read_bytes", fails)
        with pytest.raises(JournalError, match="couldn't be searched") as caught:
            opened.forgettable(DAY)
        assert expected in str(caught.value)


def test_every_text_of_a_check_in_is_erased() -> None:
    texts = [name for name, kind in get_type_hints(CheckIn).items() if kind == str | None]
    assert "note" in texts
    for name in texts:
        _, doc_id = place_of(CheckIn(DAY).key)
        assert Words(Marker(DAY)).in_tables({"checkins": {doc_id: {name: "Zwiebelkuchen"}}}), name


def test_activities_and_the_name_of_a_holiday_are_erased_but_not_from_other_texts(home: Home) -> None:
    journal = home.open()
    for kinds in (["Quittengelee", "Lindwurm"], ["Lindwurm", "Mumpitz"], ["Mumpitz"]):
        used = [{"kind": kind, "hours": 1} for kind in kinds]
        journal.save([workday(hours=8, activities=used, peer_minutes=30, label="Zwiebelkuchen")], why="edit")
    journal.save([workday(YESTERDAY, activities=[{"kind": "Mumpitz"}])], why="edit")
    home.paths.drafts.mkdir(parents=True, exist_ok=True)
    (home.paths.drafts / "report-2026-11-23-2026-11-29.json").write_text('{"texts": {"a": "More Mumpitz ahead"}}')
    journal.forget(DAY)
    assert _find_words(home.folder, [b"Quittengelee", b"Lindwurm", b"Zwiebelkuchen"]) == set()
    assert home.open().workday(DAY) == workday(hours=8, peer_minutes=30)
    assert home.open().workday(YESTERDAY) == workday(YESTERDAY, activities=[{"kind": "Mumpitz"}])
    assert b"More Mumpitz ahead" in (home.paths.drafts / "report-2026-11-23-2026-11-29.json").read_bytes()
