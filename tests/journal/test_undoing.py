"""Undo walks back this device's changes, across restarts, and refuses where a later change would be lost."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cmcheckin.journal import JournalError, NothingToUndo, UndoRefused
from tests.journal.journal_home import DAY, DEVICE, Home, checkin, escalation, fresh_home, workday

OTHER = "desk-77aa"


def test_undo_walks_back_several_changes_across_restarts(home: Home) -> None:
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


def test_a_change_after_an_undo_can_be_undone_and_then_the_one_before(home: Home) -> None:
    journal = home.open()
    for mood in (1, 2, 3):
        journal.save([checkin(mood=mood)], why=f"mood {mood}")
    assert journal.undo().why == "mood 3"
    journal.save([checkin(mood=5)], why="mood 5")
    assert [journal.undo().why for _ in range(3)] == ["mood 5", "mood 2", "mood 1"]
    assert journal.checkin(DAY) is None


def test_what_was_deleted_and_made_again_can_be_walked_back_through(home: Home) -> None:
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
    with pytest.raises(UndoRefused) as no:
        journal.undo()
    assert home.files() == before
    assert (no.value.change.why, no.value.later.why, no.value.later.device) == ("mine", "theirs", OTHER)
    assert no.value.later.swaps[0].before == checkin(mood=1)
    assert no.value.later.swaps[0].after == checkin(mood=2)
    assert {swap.key for swap in no.value.change.swaps} == {checkin().key, workday().key}
    assert "mine" in str(no.value)
    other.undo()
    assert journal.undo().why == "mine"
    assert len(journal.everything()) == 0


def test_undo_leaves_what_other_devices_did_to_other_records(home: Home) -> None:
    journal, other = home.open(), home.open(OTHER)
    journal.save([checkin(mood=1)], why="mine")
    other.save([workday(hours=8)], why="theirs")
    journal.undo()
    assert journal.checkin(DAY) is None
    assert journal.workday(DAY) == workday(hours=8)
    with pytest.raises(NothingToUndo):
        journal.undo()
    assert other.undo().why == "theirs"


def test_undo_says_so_when_what_it_would_bring_back_is_not_here(home: Home) -> None:
    other = home.open(OTHER)
    other.save([checkin(mood=2)], why="theirs")
    journal = home.open()
    journal.save([checkin(mood=1)], why="mine")
    home.file(device=OTHER).unlink()
    before = home.files()
    with pytest.raises(JournalError, match=r"Nothing was changed"):
        journal.undo()
    assert home.files() == before


def test_history_tells_every_version(home: Home) -> None:
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


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.integers(1, 3), st.none() | st.integers(1, 5)) | st.just("undo"), max_size=14))
def test_undo_is_the_way_back_whatever_came_before(steps: list[tuple[int, int | None] | str]) -> None:
    with fresh_home() as home:
        before: list[dict[int, int | None]] = []  # what stood before each change that is not undone
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
            kept = {one.day.day: one.mood for one in home.open().everything().checkins}
            assert kept == {day: mood for day, mood in now.items() if mood is not None}


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.tuples(st.sampled_from([DEVICE, OTHER]), st.integers(1, 2), st.none() | st.just("undo") | st.integers(1, 5)),
        max_size=14,
    )
)
def test_undo_touches_its_own_change_alone_or_nothing(steps: list[tuple[str, int, int | str | None]]) -> None:
    with fresh_home() as home:
        for device, day, what in steps:
            journal = home.open(device)
            record = checkin(f"2026-11-0{day}", mood=what if isinstance(what, int) else None)
            if what is None:
                journal.save([], delete=[record.key], why="delete")
            elif what != "undo":
                journal.save([record], why="check-in")
            else:
                before = {one.key: one for one in journal.everything()}
                files = home.files()
                try:
                    undone = journal.undo()
                except (NothingToUndo, UndoRefused) as no:
                    assert home.files() == files
                    assert isinstance(no, NothingToUndo) or no.later.device != device
                    continue
                after = {one.key: one for one in home.open().everything()}
                touched = {swap.key: swap for swap in undone.swaps}
                assert undone.device == device
                for key in before.keys() | after.keys():
                    now, then = after.get(key), before.get(key)
                    assert (then, now) == (touched[key].after, touched[key].before) if key in touched else now == then
