"""Undo reverts this device's changes, even after a restart, and refuses to lose a later change."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cmcheckin.journal import JournalError, NothingToRedo, NothingToUndo, UndoRefused, undoing
from cmcheckin.journal.log.merge import flat
from tests.journal.journal_home import DAY, DEVICE, Home, checkin, escalation, fresh_home, rewritten, workday
from tests.journal.pair import PHONE, Pair, change

OTHER = "desk-77aa"


@pytest.fixture
def pair(tmp_path: Path) -> Pair:
    return Pair(tmp_path)


def test_undo_reverts_several_changes_across_restarts(home: Home) -> None:
    with home.open() as journal:
        journal.save([checkin(mood=1)], why="check-in")
        journal.save([checkin(mood=2), workday(hours=8)], why="edit")
        journal.save([], delete=[checkin().key], why="delete")
    assert home.open().undo().why == "delete"
    assert home.open().checkin(DAY) == checkin(mood=2)
    undone = home.open().undo()
    assert {swap.key: (swap.before, swap.after) for swap in undone.swaps} == {
        checkin().key: (checkin(mood=1), checkin(mood=2)),
        workday().key: (None, workday(hours=8)),
    }
    assert home.open().checkin(DAY) == checkin(mood=1)
    assert home.open().workday(DAY) is None
    home.open().undo()
    assert len(home.open().everything()) == 0
    with pytest.raises(NothingToUndo):
        home.open().undo()


def test_undo_of_a_record_with_many_elements_takes_linear_time(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[object] = []

    def counted(doc: dict[str, Any]) -> dict[Any, Any]:
        calls.append(doc)
        return flat(doc)

    monkeypatch.setattr(undoing, "flat", counted)
    with home.open() as journal:
        journal.save([checkin(feelings=tuple(f"word {n}" for n in range(200)))], why="import")
        journal.undo()
        assert journal.checkin(DAY) is None
    assert len(calls) < 10


def test_a_change_after_an_undo_can_be_undone_and_then_the_one_before(home: Home) -> None:
    journal = home.open()
    for mood in (1, 2, 3):
        journal.save([checkin(mood=mood)], why=f"mood {mood}")
    assert journal.undo().why == "mood 3"
    journal.save([checkin(mood=5)], why="mood 5")
    assert [journal.undo().why for _ in range(3)] == ["mood 5", "mood 2", "mood 1"]
    assert journal.checkin(DAY) is None


def test_a_deleted_and_recreated_record_is_undone_step_by_step(home: Home) -> None:
    journal = home.open()
    journal.save([checkin(mood=1)], why="check-in")
    journal.save([], delete=[checkin().key], why="delete")
    journal.save([checkin(mood=2)], why="again")
    assert [journal.undo().why for _ in range(3)] == ["again", "delete", "check-in"]
    assert journal.checkin(DAY) is None


def test_undo_refuses_when_a_later_change_touched_the_same_record(home: Home) -> None:
    journal = home.open()
    journal.save([checkin(mood=1), workday(hours=8)], why="mine")
    other = home.open(OTHER)
    other.save([checkin(mood=2)], why="theirs")
    before = home.files()
    with pytest.raises(UndoRefused) as caught:
        journal.undo()
    assert home.files() == before
    assert (caught.value.change.why, caught.value.later.why, caught.value.later.device) == ("mine", "theirs", OTHER)
    assert caught.value.later.swaps[0].before == checkin(mood=1)
    assert caught.value.later.swaps[0].after == checkin(mood=2)
    assert {swap.key for swap in caught.value.change.swaps} == {checkin().key, workday().key}
    assert "mine" in str(caught.value)
    other.undo()
    assert journal.undo().why == "mine"
    assert len(journal.everything()) == 0


def test_undo_leaves_other_devices_changes_alone(home: Home) -> None:
    journal, other = home.open(), home.open(OTHER)
    journal.save([checkin(mood=1)], why="mine")
    other.save([workday(hours=8)], why="theirs")
    journal.undo()
    assert journal.checkin(DAY) is None
    assert journal.workday(DAY) == workday(hours=8)
    with pytest.raises(NothingToUndo):
        journal.undo()
    assert other.undo().why == "theirs"


def test_undo_is_refused_when_the_version_to_restore_is_missing(home: Home) -> None:
    other = home.open(OTHER)
    other.save([checkin(mood=2)], why="theirs")
    journal = home.open()
    journal.save([checkin(mood=1)], why="mine")
    home.file(device=OTHER).unlink()
    before = home.files()
    with pytest.raises(JournalError, match=r"Nothing was changed"):
        journal.undo()
    assert home.files() == before


def test_a_change_that_cannot_be_understood_is_undone_without_showing_it(home: Home) -> None:
    home.open().save([checkin(mood=3), workday(hours=8)], why="log")
    home.file().write_bytes(
        rewritten(home.file().read_bytes(), (b'"date":"2026-11-20","mood"', b'"date":"2026-11-99","mood"'))
    )
    undone = home.open().undo()
    assert [swap.key for swap in undone.swaps] == [workday().key]
    assert len(home.open().everything()) == 0
    assert home.open().problems == ()


def test_history_has_every_version(home: Home) -> None:
    journal = home.open()
    journal.save([escalation(severity=2)], why="log")
    journal.save([escalation(severity=3)._replace(status="watching")], why="edit")
    journal.save([], delete=[escalation().key], why="delete")
    journal.undo()
    versions = journal.history(escalation().key)
    assert [version.why for version in versions] == ["log", "edit", "delete", "undo"]
    assert [version.record is None for version in versions] == [False, False, True, False]
    assert versions[0].at < versions[1].at
    assert versions[3].record == journal.escalation(escalation().id)


def test_redo_does_undone_changes_again_across_restarts(home: Home) -> None:
    with home.open() as journal:
        for mood in (1, 2, 3):
            journal.save([checkin(mood=mood)], why=f"mood {mood}")
        journal.save([], delete=[checkin().key], why="delete")
        for _ in range(4):
            journal.undo()
    steps: list[tuple[str, int | None]] = [("mood 1", 1), ("mood 2", 2), ("mood 3", 3), ("delete", None)]
    for why, after in steps:
        shown = home.open().next_redo()
        done = home.open().redo()
        assert (shown, done.why) == (done, why)
        assert home.open().checkin(DAY) == done.swaps[0].after == (checkin(mood=after) if after else None)
    with pytest.raises(NothingToRedo):
        home.open().redo()


def test_changes_can_be_undone_and_done_again_any_number_of_times(home: Home) -> None:
    journal = home.open()
    journal.save([checkin(mood=1, wins=[{"text": "a"}])], why="one")
    journal.save([checkin(mood=2, note="b", wins=[{"text": "a"}, {"text": "c"}])], why="two")
    both = [None, *(version.record for version in journal.history(checkin().key))]
    at = 2
    for step in "uurururruuurrrurur":
        expected = at + (1 if step == "r" else -1)
        if 0 <= expected <= 2:
            (journal.redo if step == "r" else journal.undo)()
            at = expected
        else:
            with pytest.raises(NothingToRedo if step == "r" else NothingToUndo):
                (journal.redo if step == "r" else journal.undo)()
        assert journal.checkin(DAY) == home.open().checkin(DAY) == both[at]


def test_a_new_change_leaves_nothing_to_redo(home: Home) -> None:
    journal = home.open()
    journal.save([checkin(mood=1)], why="one")
    journal.undo()
    journal.save([workday(hours=8)], why="two")
    for redo in (journal.next_redo, journal.redo):
        with pytest.raises(NothingToRedo):
            redo()
    assert journal.undo().why == "two"
    assert journal.redo().why == "two"


def test_redo_is_refused_when_the_other_device_went_on(pair: Pair) -> None:
    pair.laptop.save([checkin(mood=1, energy=2)], why="log")
    change(pair.laptop, mood=2)
    pair.laptop.undo()
    pair.sync()
    change(pair.phone, mood=5)
    pair.sync()
    files = pair.homes[DEVICE].files()
    with pytest.raises(UndoRefused, match=PHONE):
        pair.laptop.redo()
    assert pair.homes[DEVICE].files() == files
    change(pair.laptop, note="mine")
    pair.laptop.undo()
    assert pair.laptop.redo().swaps[0].after == checkin(mood=5, energy=2, note="mine")


def test_undo_of_a_deletion_keeps_what_the_other_device_changed_meanwhile(pair: Pair) -> None:
    pair.laptop.save([checkin(mood=1, note="old")], why="log")
    pair.sync()
    pair.laptop.save([], delete=[checkin().key], why="delete")
    change(pair.phone, energy=4)
    pair.sync()
    assert len(pair.conflicts) == 1
    pair.laptop.undo()
    pair.sync()
    assert pair.conflicts == ()
    assert pair.phone.checkin(DAY) == checkin(mood=1, note="old", energy=4)


def test_undo_of_a_chain_after_a_merge_leaves_each_devices_own_fields(pair: Pair) -> None:
    pair.laptop.save([checkin(mood=1)], why="log")
    pair.sync()
    for n in (2, 3):
        change(pair.laptop, mood=n)
        change(pair.phone, energy=n, feelings=(f"word {n}",))
        pair.sync()
    for expected in (checkin(mood=2, energy=3, feelings=["word 3"]), checkin(mood=1, energy=3, feelings=["word 3"])):
        pair.laptop.undo()
        pair.sync()
        assert pair.laptop.checkin(DAY) == expected
    pair.phone.undo()
    pair.phone.undo()
    pair.sync()
    assert (pair.conflicts, pair.laptop.checkin(DAY)) == ((), checkin(mood=1))
    with pytest.raises(NothingToUndo):
        pair.phone.undo()
    for journal in (pair.laptop, pair.phone, pair.laptop, pair.phone):
        journal.redo()
        pair.sync()
    assert (pair.conflicts, pair.phone.checkin(DAY)) == ((), checkin(mood=3, energy=3, feelings=["word 3"]))


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.integers(1, 3), st.none() | st.integers(1, 5)) | st.just("undo"), max_size=14))
def test_undo_restores_the_state_before_any_change(steps: list[tuple[int, int | None] | str]) -> None:
    with fresh_home() as home:
        before: list[dict[int, int | None]] = []  # the state before each change that is not undone
        now: dict[int, int | None] = {}
        for step in steps:
            journal = home.open()
            if isinstance(step, str):
                if before:
                    journal.undo()
                    now = before.pop()
                else:
                    with pytest.raises(NothingToUndo):
                        journal.undo()
            else:
                day, mood = step
                record = checkin(f"2026-11-0{day}", mood=mood)
                if mood is None:
                    changed = journal.save([], delete=[record.key], why="delete")
                else:
                    changed = journal.save([record], why="check-in")
                if changed:
                    before.append(dict(now))
                now[day] = mood
            saved = {record.day.day: record.mood for record in home.open().everything().checkins}
            assert saved == {day: mood for day, mood in now.items() if mood is not None}


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.tuples(st.sampled_from([DEVICE, OTHER]), st.integers(1, 2), st.none() | st.just("undo") | st.integers(1, 5)),
        max_size=14,
    )
)
def test_undo_reverts_only_its_own_change_or_nothing(steps: list[tuple[str, int, int | str | None]]) -> None:
    with fresh_home() as home:
        for device, day, what in steps:
            journal = home.open(device)
            record = checkin(f"2026-11-0{day}", mood=what if isinstance(what, int) else None)
            if what is None:
                journal.save([], delete=[record.key], why="delete")
            elif what != "undo":
                journal.save([record], why="check-in")
            else:
                before = {record.key: record for record in journal.everything()}
                files = home.files()
                try:
                    undone = journal.undo()
                except (NothingToUndo, UndoRefused) as error:
                    assert home.files() == files
                    assert isinstance(error, NothingToUndo) or error.later.device != device
                    continue
                after = {record.key: record for record in home.open().everything()}
                touched = {swap.key: swap for swap in undone.swaps}
                assert undone.device == device
                for key in before.keys() | after.keys():
                    now, then = after.get(key), before.get(key)
                    assert (then, now) == (touched[key].after, touched[key].before) if key in touched else now == then
