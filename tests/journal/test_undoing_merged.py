"""Undo and redo on two devices take back what they name and nothing else, whatever the devices change and exchange."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cmcheckin.journal import Journal, NothingToRedo, NothingToUndo, UndoRefused
from tests.journal.journal_home import DAY, checkin, escalation, workday
from tests.journal.pair import PHONE, Pair, change, checkin_of, started

STEPS = st.lists(
    st.tuples(
        st.booleans(),  # which device
        st.sampled_from(["mood", "note", "feelings", "wins", "delete", "undo", "undo", "redo"]),
        st.booleans(),  # whether the devices have synced before
    ),
    max_size=10,
)


def act(journal: Journal, what: str, n: int) -> None:
    record = journal.checkin(DAY)
    if what == "delete":
        journal.save([], delete=[checkin().key], why="delete")
        return
    record = record or checkin()
    fields: dict[str, Any] = {
        "mood": 1 + n % 5,
        "note": f"note {n}",
        "feelings": (*record.feelings, f"word {n}"),
        "wins": (*record.wins[n % 2 :], *checkin(wins=[{"text": f"win {n}"}]).wins),
    }
    journal.save([record._replace(**{what: fields[what]})], why=what)


def state(journal: Journal) -> tuple[object, object]:
    """Return the check-in, its lists without their order, and the values in conflict without their times."""
    record = journal.checkin(DAY)
    if record is not None:
        record = record._replace(
            feelings=tuple(sorted(record.feelings)), wins=tuple(sorted(record.wins, key=lambda win: win.id or ""))
        )
    conflicts = journal.conflicts()
    return record, [(one.field, sorted(repr(value.value) for value in one.values)) for one in conflicts]


@settings(max_examples=25)
@given(STEPS)
def test_redo_gives_what_undo_took_and_each_undo_shows_what_it_does(steps: list[tuple[bool, str, bool]]) -> None:
    with TemporaryDirectory() as folder:
        pair = Pair(Path(folder))
        for n, (is_phone, what, syncs) in enumerate(steps):
            journal = pair.phone if is_phone else pair.laptop
            if syncs:
                pair.sync()
            if what not in ("undo", "redo"):
                act(journal, what, n)
                continue
            first, second = (journal.undo, journal.redo) if what == "undo" else (journal.redo, journal.undo)
            before, record, known = state(journal), journal.checkin(DAY), journal.conflicts()
            try:
                done = first()
            except (NothingToUndo, NothingToRedo, UndoRefused):
                assert state(journal) == before
                continue
            after, changed = state(journal), journal.checkin(DAY)
            for swap in done.swaps:
                assert (swap.before, swap.after) == ((changed, record) if what == "undo" else (record, changed))
            try:
                second()
                if () in [one.field for one in known]:  # undo and redo settle whether a record is deleted
                    assert state(journal)[0] == before[0]
                    continue
                assert state(journal) == before
                first()
                assert state(journal) == after
            except UndoRefused:  # another device went on from what came back
                assert state(journal) in (before, after)
        pair.sync()
        pair.sync()
        assert pair.conflicts is not None  # the same on both


def test_undo_takes_back_its_own_change_only(pair: Pair) -> None:
    started(pair)
    change(pair.laptop, mood=5)
    change(pair.phone, note="from the train")
    pair.sync()
    undone = pair.laptop.undo()
    assert [swap.key for swap in undone.swaps] == [checkin().key]
    pair.sync()
    assert not pair.conflicts
    found = checkin_of(pair.phone)
    assert (found.mood, found.note) == (3, "from the train")
    pair.laptop.redo()
    pair.sync()
    found = checkin_of(pair.phone)
    assert (found.mood, found.note) == (5, "from the train")


def test_undo_of_one_of_two_notes_leaves_the_other(pair: Pair) -> None:
    started(pair)
    change(pair.laptop, note="laptop's")
    change(pair.phone, note="phone's")
    pair.sync()
    pair.phone.undo()
    pair.sync()
    assert not pair.conflicts
    assert checkin_of(pair.laptop).note == "laptop's"


def test_redo_brings_a_note_back_beside_the_one_of_another_device(pair: Pair) -> None:
    started(pair)
    change(pair.laptop, note="laptop's")
    pair.laptop.undo()
    change(pair.phone, note="phone's")
    pair.sync()
    pair.laptop.redo()
    pair.sync()
    (conflict,) = pair.conflicts
    assert {value.value for value in conflict.values} == {"laptop's", "phone's"}


def test_undo_is_refused_when_the_other_device_went_on_from_it(pair: Pair) -> None:
    started(pair)
    change(pair.laptop, note="laptop's")
    pair.sync()
    change(pair.phone, note="better")
    pair.sync()
    with pytest.raises(UndoRefused) as refused:
        pair.laptop.undo()
    assert refused.value.later.device == PHONE


def test_undo_of_a_new_check_in_leaves_the_one_of_the_other_device(pair: Pair) -> None:
    pair.laptop.save([checkin(mood=3, wins=[{"text": "early"}])], why="log")
    pair.phone.save([checkin(energy=2)], why="log")
    pair.sync()
    pair.laptop.undo()
    pair.sync()
    assert not pair.conflicts
    found = checkin_of(pair.phone)
    assert (found.mood, found.energy, found.wins) == (None, 2, ())
    with pytest.raises(NothingToUndo):
        pair.laptop.undo()


def test_undo_of_a_new_record_is_refused_when_another_device_changed_it(pair: Pair) -> None:
    pair.laptop.save([escalation()], why="log")
    pair.sync()
    pair.phone.save([escalation(title="Now with a name")], why="log")
    pair.sync()
    with pytest.raises(UndoRefused):
        pair.laptop.undo()
    assert not pair.conflicts


def test_what_another_device_put_comes_back_when_both_are_undone(pair: Pair) -> None:
    pair.phone.save([workday(kind="leave", hours=2)], why="log")
    pair.laptop.save([workday(hours=8)], why="log")
    pair.phone.save([workday(kind="off", hours=3)], why="log")
    pair.sync()
    pair.phone.undo()
    pair.sync()
    pair.laptop.undo()
    pair.sync()
    assert not pair.conflicts
    assert pair.laptop.workday(DAY) == workday(kind="leave", hours=2)


def test_what_another_device_changed_keeps_the_record_it_belongs_to(pair: Pair) -> None:
    pair.phone.save([workday(hours=8)], why="log")
    pair.sync()
    pair.laptop.save([workday(hours=9)], why="log")
    pair.phone.save([], delete=[workday().key], why="delete")
    pair.phone.undo()
    pair.sync()
    with pytest.raises(UndoRefused):
        pair.phone.undo()
    assert pair.phone.workday(DAY) is not None
    assert pair.phone.problems == ()
