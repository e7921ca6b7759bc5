"""A restore brings back what was lost since the backup, and leaves what is newer here."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.domain.fields import Key
from cmcheckin.domain.records import Record
from cmcheckin.journal import Journal
from cmcheckin.journal.backups import daily
from cmcheckin.journal.restoring import compare, restore
from tests.journal.journal_home import DAY, Home, checkin, escalation, fresh_home, rewritten

STEPS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 5)), min_size=1, max_size=6)
"""Days before DAY, each with a mood to save or, for 0, the deletion of its check-in."""


def take(journal: Journal, steps: list[tuple[int, int]]) -> None:
    for days, mood in steps:
        day = DAY - timedelta(days)
        if mood:
            journal.save([checkin(day, mood=mood)], why="check-in")
        else:
            journal.save([], delete=[Key("checkin", day.isoformat())], why="delete")


def records(journal: Journal) -> dict[Key, Record]:
    return {record.key: record for record in journal.everything()}


@given(STEPS, STEPS, st.data())
def test_what_was_lost_since_the_backup_comes_back_and_what_is_newer_stays(
    before: list[tuple[int, int]], later: list[tuple[int, int]], data: st.DataObject
) -> None:
    with fresh_home() as home:
        home.open().save([checkin(DAY - timedelta(9), mood=1)], why="check-in")
        take(home.open(), before)
        folder = daily(home.paths, DAY)
        assert folder
        size = len(home.file().read_bytes().splitlines())
        take(home.open(), later)
        whole = records(home.open())
        lines = home.file().read_bytes().splitlines(keepends=True)
        lost = data.draw(st.sets(st.integers(1, size - 1)), "numbers of lost lines")
        home.file().write_bytes(b"".join(line for n, line in enumerate(lines) if n not in lost))
        journal = home.open("desktop-11aa")
        damaged = records(journal)
        found = compare(journal, folder)
        assert found.faults == ()
        restore(journal, found)
        assert records(journal) == whole
        assert compare(journal, folder).swaps == ()
        if damaged != whole:
            journal.undo()
        assert records(home.open()) == damaged


def test_a_record_that_was_logged_again_after_its_deletion_comes_back(home: Home) -> None:
    home.open().save([checkin("2026-11-01", mood=1)], why="check-in")
    take(home.open(), [(0, 1), (0, 0), (0, 2)])
    folder = daily(home.paths, DAY)
    assert folder
    home.file().write_bytes(b"".join(home.file().read_bytes().splitlines(keepends=True)[:-1]))
    [swap] = compare(home.open(), folder).swaps
    assert (swap.before, swap.after) == (None, checkin(mood=2))


def test_a_record_that_cannot_be_read_with_the_backup_stays_as_it_is_here(home: Home) -> None:
    home.open().save([escalation()], why="log")
    before = home.file().read_bytes()
    home.open().save([escalation(title="Spam flood")], why="edit")
    home.file().write_bytes(rewritten(home.file().read_bytes(), (b'"title":"Spam flood"', b'"title":7')))
    folder = daily(home.paths, DAY)
    assert folder
    home.file().write_bytes(before)
    assert compare(home.open(), folder).swaps == ()


def test_words_that_were_forgotten_here_do_not_come_back(home: Home) -> None:
    home.open().save([checkin(mood=3, note="secret")], why="check-in")
    folder = daily(home.paths, DAY)
    assert folder
    kept = {path: path.read_bytes() for path in home.paths.backups.rglob("*.jsonl")}
    home.open().forget(DAY)
    for path, data in kept.items():  # as in a backup on another disk
        path.write_bytes(data)
    assert compare(home.open(), folder).swaps == ()
    header, put, *rest = home.file().read_bytes().splitlines(keepends=True)
    assert b"checkins" in put
    home.file().write_bytes(b"".join([header, *rest]))
    [swap] = compare(home.open(), folder).swaps
    assert swap.after == checkin(mood=3)


def test_a_backup_that_is_damaged_is_left_as_it_is_and_the_rest_is_compared(home: Home) -> None:
    home.open().save([checkin("2025-05-05", mood=3)], why="check-in")
    home.open().save([checkin(mood=3)], why="check-in")
    folder = daily(home.paths, DAY)
    assert folder
    backup = home.paths.backups / DAY.isoformat()
    (backup / home.file().name).write_bytes(b"\0" * 100)
    before = {path.name: path.read_bytes() for path in backup.iterdir()}
    home.file(2025).unlink()
    found = compare(home.open(), folder)
    assert [swap.key.id for swap in found.swaps] == ["2025-05-05"]
    assert [fault.split(":")[0] for fault in found.faults] == [str(backup / home.file().name)]
    assert {path.name: path.read_bytes() for path in backup.iterdir()} == before


def test_what_was_deleted_after_a_restore_stays_deleted_but_an_undone_restore_can_be_repeated(home: Home) -> None:
    home.open().save([checkin(mood=3)], why="check-in")
    home.open().save([checkin("2026-11-19", mood=3)], why="check-in")
    folder = daily(home.paths, DAY)
    assert folder
    home.file().unlink()
    journal = home.open()
    restore(journal, compare(journal, folder))
    journal.undo()
    assert len(compare(journal, folder).swaps) == 2
    restore(journal, compare(journal, folder))
    journal.save([], delete=[Key("checkin", DAY.isoformat())], why="delete")
    assert compare(journal, folder).swaps == ()


def test_an_open_conflict_in_the_backup_is_open_again(home: Home) -> None:
    home.open().save([checkin(mood=3)], why="check-in")
    base = home.file().read_bytes()
    home.open().save([checkin(mood=3, note="here")], why="check-in")
    mine = home.file().read_bytes()
    home.file().write_bytes(base)
    (home.paths.cache / "ends.laptop-3f9a.json").unlink()
    home.open("phone-77aa").save([checkin(mood=3, note="there")], why="check-in")
    home.file().write_bytes(mine)
    [conflict] = home.open().conflicts()
    folder = daily(home.paths, DAY)
    assert folder
    for path in home.paths.journal.glob("*.jsonl"):
        path.unlink()
    journal = home.open("new-11aa")
    restore(journal, compare(journal, folder))
    [again] = home.open("new-11aa").conflicts()
    assert {one.value for one in again.values} == {one.value for one in conflict.values} == {"here", "there"}
