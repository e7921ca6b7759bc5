"""What was done with replies: two devices agree on it, it is always at hand, and undone and forgotten like the rest."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from cmcheckin.domain.fields import Key
from cmcheckin.domain.records import decode
from cmcheckin.domain.reply_state import STATES, ReplyState
from cmcheckin.journal import Journal
from tests.journal.journal_home import DAY, MORNING, Home, TickingClock, checkin
from tests.journal.pair import Pair

KEY = Key("reply_state", "r-1.0a")
READ_AT = datetime.fromisoformat("2026-11-20T09:00:00+01:00")
COPY = {"kind": "time", "from": "Kim", "text": "Take Thursday off", "made": "2026-11-19T09:00:00+01:00"}


def reply(state: str = "read", at: datetime = READ_AT, **fields: object) -> ReplyState:
    found = decode({"type": "reply_state", "reply": KEY.id, "at": at.isoformat(), "state": state, **COPY, **fields})
    assert isinstance(found, ReplyState)
    return found


def of(journal: Journal) -> ReplyState:
    found = journal.get(KEY)
    assert isinstance(found, ReplyState)
    return found


def test_two_devices_agree_on_the_later_state_and_the_earlier_time(pair: Pair) -> None:
    pair.laptop.save([reply("acted", leave_from="2026-12-03", leave_to="2026-12-04")], why="inbox")
    pair.phone.save([reply("read", READ_AT - timedelta(hours=2))], why="inbox")  # the phone's clock is ahead
    pair.sync()
    assert pair.conflicts == ()
    found = of(pair.phone)
    assert (found.state, found.at, found.text) == ("acted", READ_AT - timedelta(hours=2), "Take Thursday off")
    assert (found.leave_from, found.leave_to) == (date(2026, 12, 3), date(2026, 12, 4))


def test_two_different_answers_are_a_conflict_that_can_be_settled(pair: Pair) -> None:
    pair.laptop.save([reply()], why="inbox")
    pair.sync()
    for journal, text in ((pair.laptop, "Yes"), (pair.phone, "No")):
        answered = of(journal)._replace(state="acted", answer=text, answered_at=journal.clock.now())
        journal.save([answered], why="inbox")
    pair.sync()
    [conflict] = pair.conflicts
    assert (conflict.key, conflict.field, {one.value for one in conflict.values}) == (KEY, ("answer",), {"Yes", "No"})
    assert of(pair.laptop).answer == "No"
    pair.laptop.settle([(KEY, ("answer",), "Yes")])
    pair.sync()
    assert pair.conflicts == ()
    assert (of(pair.phone).answer, of(pair.phone).state) == ("Yes", "acted")


def test_a_reply_that_one_device_marked_as_unread_and_another_kept_stays_kept(pair: Pair) -> None:
    pair.laptop.save([reply()], why="inbox")
    pair.sync()
    pair.laptop.undo()
    pair.phone.save([reply("kept", win="w-1")], why="inbox")
    pair.sync()
    assert pair.conflicts == ()
    assert (of(pair.laptop).state, of(pair.laptop).win) == ("kept", "w-1")


STEPS = st.lists(st.tuples(st.booleans(), st.sampled_from(STATES), st.integers(-3, 3), st.booleans()), max_size=8)


@settings(max_examples=40, deadline=None)
@given(STEPS)
def test_devices_always_agree_and_no_state_is_lost(steps: list[tuple[bool, str, int, bool]]) -> None:
    """Each step: whether the phone does it, the state, the hours after READ_AT, and whether the devices have
    exchanged their files before."""
    with TemporaryDirectory() as folder:
        pair = Pair(Path(folder))
        reached: list[str] = []
        for on_phone, state, hours, is_synced in steps:
            if is_synced:
                pair.sync()
            journal = pair.phone if on_phone else pair.laptop
            saved = journal.get(KEY)
            if isinstance(saved, ReplyState):
                if STATES.index(state) > STATES.index(saved.state or "read"):
                    journal.save([saved._replace(state=state)], why="inbox")
            else:
                journal.save([reply(state, READ_AT + timedelta(hours=hours))], why="inbox")
            reached.append(state)
        pair.sync()
        assert pair.conflicts == ()
        if reached:
            assert of(pair.laptop).state == max(reached, key=STATES.index)
        with Home(Path(folder) / "laptop").open() as again:
            assert again.everything() == pair.laptop.everything()


def test_all_of_them_are_at_hand_without_reading_everything(home: Home) -> None:
    journal = home.open()
    first = DAY - timedelta(400)
    journal.save([reply(at=READ_AT - timedelta(400))], why="inbox")
    journal.save([checkin(first + timedelta(n), mood=3, note="x" * 900) for n in range(401)], why="import")
    journal.everything()
    journal.close()
    again = home.open()
    [found] = again.reply_states()
    assert found.text == "Take Thursday off"
    assert again.get(KEY) == found
    assert again.store.floor, "everything was read"
    again.save([found._replace(state="kept")], why="inbox")
    other = home.open()
    assert other.get(KEY) == found._replace(state="kept")
    assert other.get(Key("reply_state", "r-2.0b")) is None
    assert other.store.floor, "everything was read"


def test_a_reply_changes_no_day(home: Home) -> None:
    journal = home.open()
    journal.save([checkin(mood=3)], why="check-in")
    marks = journal.marks()
    journal.save([reply()], why="inbox")
    journal.save([reply("kept")], why="inbox")
    journal.undo()
    journal.save([], delete=[KEY], why="delete")
    assert journal.touched_since(marks) is None


def test_undo_and_redo_restore_what_was_done(home: Home) -> None:
    journal = home.open()
    journal.save([reply()], why="inbox")
    journal.save([reply("acted", answer="Yes", answered_at=READ_AT.isoformat())], why="inbox")
    journal.undo()
    assert (of(journal).state, of(journal).answer) == ("read", None)
    journal.undo()
    assert journal.get(KEY) is None
    journal.redo()
    journal.redo()
    assert (of(journal).state, of(journal).answer) == ("acted", "Yes")


def test_forgetting_the_day_it_was_read_erases_the_copy_and_the_answer_but_not_that_it_was_read(home: Home) -> None:
    journal = home.open()
    journal.save([reply(x_own="unknown")], why="inbox")
    home.clock = TickingClock(MORNING + timedelta(1))
    later = READ_AT + timedelta(1)
    journal.save([of(journal)._replace(state="acted", answer="Yes, please", answered_at=later)], why="inbox")
    done = journal.forget(DAY)
    found = of(journal)
    assert (found.state, found.kind, found.text, found.sender, found.answer) == ("acted", "time", None, None, None)
    assert {"Take Thursday off", "Kim", "Yes, please"} <= done.texts
    assert "r-1" in done.ids
    assert not [path for path in home.folder.rglob("*.jsonl") if b"Thursday" in path.read_bytes()]
    assert b"please" not in b"".join(path.read_bytes() for path in home.folder.rglob("*") if path.is_file())


def test_forgetting_the_day_of_an_answer_leaves_the_reply(home: Home) -> None:
    journal = home.open()
    journal.save([reply(at=READ_AT - timedelta(1))], why="inbox")
    journal.save([of(journal)._replace(state="acted", answer="Yes, please", answered_at=READ_AT)], why="inbox")
    journal.forget(DAY)
    assert (of(journal).text, of(journal).answer, of(journal).state) == ("Take Thursday off", None, "acted")


def test_a_reply_read_on_two_devices_is_forgotten_with_the_day_that_counts(pair: Pair) -> None:
    pair.laptop.save([reply(at=READ_AT + timedelta(2))], why="inbox")
    pair.phone.save([reply()], why="inbox")
    pair.sync()
    pair.phone.forget(DAY)
    pair.sync()
    assert of(pair.laptop).text is of(pair.phone).text is None
    assert of(pair.laptop).state == "read"
