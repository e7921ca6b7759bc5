"""Undo and redo on two devices take back what they name and nothing else, whatever the devices change and exchange."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, NamedTuple

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.records import encode
from cmcheckin.journal import Journal, NothingToRedo, NothingToUndo, UndoRefused
from cmcheckin.journal.log.seen import device_of
from cmcheckin.journal.log.store import time_of
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


class State(NamedTuple):
    """The values of each field of the check-in: several where devices differ. `standing`: those of them that no undo
    or redo brought back. The order of feelings and wins doesn't count."""

    record: CheckIn | None
    values: dict[tuple[str, ...], set[str]]
    standing: dict[tuple[str, ...], set[str]]

    def is_like(self, before: State) -> bool:
        """Return whether this is the state `before`, apart from values in conflict that only an undo had brought
        back: they may be gone, as the other device had replaced or undone them."""
        fields = {*self.values, *before.values}
        found = [(before.standing.get(one, {"None"}), self.values.get(one, {"None"}), one) for one in fields]
        return all(standing <= now <= before.values.get(one, {"None"}) for standing, now, one in found)


def in_order(record: CheckIn | None) -> CheckIn | None:
    """Return `record` with its feelings and wins in one order."""
    if record is None:
        return None
    wins = tuple(sorted(record.wins, key=lambda win: win.id or ""))
    return record._replace(feelings=tuple(sorted(record.feelings)), wins=wins)


def state(journal: Journal) -> State:
    record = in_order(journal.checkin(DAY))
    values: dict[tuple[str, ...], set[str]]
    values = {(name,): {repr(value)} for name, value in (encode(record) if record else {}).items() if name != "wins"}
    values |= {("wins", str(win.id)): {repr(win.text)} for win in (record.wins if record else ())}
    standing = dict(values)
    lines = journal.store.load()
    brought = {(time_of(key), device_of(key[2])) for key, line in lines if "undo" in line or "redo" in line}
    for one in journal.conflicts():
        texts = [(repr(value.value), (value.at, value.device) in brought) for value in one.values]
        values[one.field] = {text for text, _ in texts}
        standing[one.field] = {text for text, is_brought_back in texts if not is_brought_back}
    return State(record, values, standing)


STEPS_FOUND: Final[dict[str, list[tuple[bool, str, bool]]]] = {
    "a value that the other device never saw": [
        (False, "mood", False), (False, "mood", False), (False, "undo", False), (True, "mood", False),
        (False, "redo", True),
    ],
    "a deletion beside a check-in of the other device": [
        (False, "mood", False), (True, "mood", False), (True, "delete", False), (True, "undo", True),
    ],
    "a value that was replaced before its undo arrived": [
        (False, "mood", False), (False, "mood", True), (True, "mood", False), (True, "undo", False),
        (True, "redo", True),
    ],
    "both undone": [
        (False, "mood", False), (True, "mood", True), (True, "undo", False), (False, "undo", False),
        (False, "redo", True),
    ],
    "an order of feelings": [
        (False, "mood", False), (False, "feelings", False), (True, "mood", False), (True, "feelings", False),
        (True, "mood", True), (False, "undo", False), (False, "redo", False),
    ],
}  # fmt: skip
"""Steps that once went wrong, by what was brought back."""


@settings(max_examples=25)
@given(STEPS)
@example(STEPS_FOUND["a value that the other device never saw"])
@example(STEPS_FOUND["a deletion beside a check-in of the other device"])
@example(STEPS_FOUND["a value that was replaced before its undo arrived"])
@example(STEPS_FOUND["both undone"])
@example(STEPS_FOUND["an order of feelings"])
def test_redo_gives_what_undo_took_and_each_undo_shows_what_it_does(steps: list[tuple[bool, str, bool]]) -> None:
    with TemporaryDirectory() as folder:
        pair = Pair(Path(folder))
        for n, (is_phone, what, syncs) in enumerate(steps):
            journal, other = (pair.phone, pair.laptop) if is_phone else (pair.laptop, pair.phone)
            if syncs:
                pair.sync()
            if what in ("undo", "redo"):
                there_and_back(journal, other, what)
            else:
                act(journal, what, n)
        pair.sync()
        pair.sync()
        assert pair.conflicts is not None  # the same on both


def there_and_back(journal: Journal, other: Journal, what: str) -> None:
    """Undo or redo (`what`), take that back and do it again."""
    first, second = (journal.undo, journal.redo) if what == "undo" else (journal.redo, journal.undo)
    before = state(journal)
    try:
        done = first()
    except (NothingToUndo, NothingToRedo, UndoRefused):
        assert state(journal) == before
        return
    after = state(journal)
    for swap in done.swaps:
        shown = [in_order(one) for one in (swap.before, swap.after) if one is None or isinstance(one, CheckIn)]
        assert shown == ([after.record, before.record] if what == "undo" else [before.record, after.record])
    try:
        second()
        if () in before.values:  # undo and redo settle whether a record is deleted
            if (found := state(journal).record) is None:
                with pytest.raises((NothingToUndo, UndoRefused)):
                    other.next_undo()
            else:
                assert found == before.record
            return
        assert state(journal).is_like(before)
        first()
        assert state(journal).is_like(after)
    except UndoRefused:  # another device went on from what came back
        assert state(journal).is_like(before) or state(journal).is_like(after)


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
