"""Two devices change the same record without knowing of each other."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.journal.journal_home import DAY, DEVICE, MORNING, Home, TickingClock, checkin, escalation, rewritten, workday
from tests.journal.pair import PHONE, Pair, carry, change, checkin_of, started

KEY = checkin().key


def test_different_fields_are_both_kept(pair: Pair) -> None:
    started(pair)
    change(pair.laptop, mood=5)
    change(pair.phone, note="from the train")
    pair.sync()
    assert not pair.conflicts
    found = checkin_of(pair.laptop)
    assert (found.mood, found.note) == (5, "from the train")


def test_wins_and_feelings_are_joined(pair: Pair) -> None:
    started(pair)
    for journal, word in ((pair.laptop, "laptop"), (pair.phone, "phone")):
        found = checkin_of(journal)
        wins = (*found.wins, *checkin(wins=[{"text": f"win of the {word}"}]).wins)
        change(journal, wins=wins, feelings=(*found.feelings, word))
    pair.sync()
    assert not pair.conflicts
    found = checkin_of(pair.laptop)
    assert [win.text for win in found.wins] == ["first", "win of the laptop", "win of the phone"]
    assert found.feelings == ("calm", "laptop", "phone")


def test_updates_of_an_escalation_are_joined(pair: Pair) -> None:
    started(pair)
    for journal, text in ((pair.laptop, "Called them"), (pair.phone, "They answered")):
        updates = [{"at": "2026-11-20T09:00:00+01:00", "text": text}]
        journal.save([escalation(updates=updates)], why="log")
    pair.sync()
    assert not pair.conflicts
    found = pair.laptop.escalation("e-2026-11-19-1-3f9a")
    assert found is not None
    assert [update.text for update in found.updates] == ["Called them", "They answered"]


def test_of_two_notes_the_later_is_used_until_one_is_chosen(pair: Pair) -> None:
    started(pair)
    change(pair.laptop, note="laptop's")
    change(pair.phone, note="phone's")
    pair.sync()
    (conflict,) = pair.conflicts
    assert (conflict.key, conflict.field) == (KEY, ("note",))
    assert [(one.device, one.value) for one in conflict.values] == [(PHONE, "phone's"), (DEVICE, "laptop's")]
    assert checkin_of(pair.laptop).note == "phone's"
    pair.laptop.settle([(KEY, ("note",), "laptop's")])
    assert not pair.laptop.conflicts()
    pair.sync()
    assert not pair.conflicts
    assert checkin_of(pair.phone).note == "laptop's"


def test_a_conflict_with_an_invalid_time_is_shown_too(pair: Pair) -> None:
    started(pair)
    change(pair.laptop, note="laptop's")
    change(pair.phone, note="phone's")
    file = next(pair.homes[PHONE].paths.journal.glob(f"*.{PHONE}.jsonl"))
    file.write_bytes(rewritten(file.read_bytes(), (b'"at":"2026-11', b'"at":"2026-99')))
    shutil.copy2(file, pair.homes[DEVICE].paths.journal)
    (conflict,) = pair.homes[DEVICE].open().conflicts()
    assert {(one.device, one.value, one.at.year) for one in conflict.values} == {
        (PHONE, "phone's", 1),
        (DEVICE, "laptop's", 2026),
    }


def test_a_conflict_can_be_settled_with_the_value_in_use(pair: Pair) -> None:
    started(pair)
    change(pair.laptop, mood=1)
    change(pair.phone, mood=5)
    pair.sync()
    pair.phone.settle([(KEY, ("mood",), 5)])
    pair.sync()
    assert not pair.conflicts


def test_the_same_answer_on_both_is_no_conflict(pair: Pair) -> None:
    started(pair)
    change(pair.laptop, note="both")
    change(pair.phone, note="both")
    pair.sync()
    assert not pair.conflicts


def test_two_new_check_ins_of_a_day_are_joined(pair: Pair) -> None:
    pair.laptop.save([checkin(mood=3, wins=[{"text": "early"}])], why="log")
    pair.phone.save([checkin(energy=2, wins=[{"text": "late"}])], why="log")
    pair.sync()
    assert not pair.conflicts
    found = checkin_of(pair.phone)
    assert (found.mood, found.energy, [win.text for win in found.wins]) == (3, 2, ["early", "late"])


def test_a_change_outlives_a_deletion_that_had_not_seen_it(pair: Pair) -> None:
    started(pair)
    pair.laptop.save([], delete=[KEY], why="delete")
    change(pair.phone, note="still writing")
    pair.sync()
    (conflict,) = pair.conflicts
    assert conflict.field == ()
    assert [(one.device, one.value) for one in conflict.values] == [(PHONE, True), (DEVICE, None)]
    found = checkin_of(pair.laptop)
    assert (found.note, found.mood) == ("still writing", 3)


@pytest.mark.parametrize("keep", [True, None])
def test_a_deleted_and_changed_record_is_kept_or_deleted(pair: Pair, keep: bool | None) -> None:
    test_a_change_outlives_a_deletion_that_had_not_seen_it(pair)
    pair.laptop.settle([(KEY, (), keep)])
    pair.sync()
    assert not pair.conflicts
    assert (pair.phone.checkin(DAY) is not None) == bool(keep)


def test_a_new_answer_settles_whether_a_deleted_record_is_kept(pair: Pair) -> None:
    test_a_change_outlives_a_deletion_that_had_not_seen_it(pair)
    change(pair.laptop, energy=2)
    pair.sync()
    assert not pair.conflicts
    assert (checkin_of(pair.phone).note, checkin_of(pair.phone).energy) == ("still writing", 2)


def test_a_deletion_leaves_what_another_device_wrote_by_itself(pair: Pair) -> None:
    pair.laptop.save([checkin(note="a mistake")], why="log")
    pair.laptop.save([], delete=[KEY], why="delete")
    pair.phone.save([checkin(mood=4)], why="log")
    pair.sync()
    assert not pair.conflicts
    found = checkin_of(pair.laptop)
    assert (found.note, found.mood) == (None, 4)


@pytest.mark.parametrize("ahead", [timedelta(days=366), timedelta(days=-366)])
def test_a_clock_that_is_wrong_by_a_year_loses_nothing(tmp_path: Path, ahead: timedelta) -> None:
    pair = started(Pair(tmp_path, ahead))
    change(pair.phone, note="at another time")
    pair.sync()
    change(pair.laptop, note="after I had read it")
    pair.sync()
    assert not pair.conflicts
    assert checkin_of(pair.phone).note == "after I had read it"
    assert pair.laptop.history(KEY)[-1].at.year == 2026


def test_a_joined_record_outlives_the_index(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cmcheckin.journal.log.index.WORTH", -1)
    started(pair)
    change(pair.laptop, note="laptop's")
    change(pair.phone, note="phone's")
    pair.sync()
    expected = pair.conflicts
    assert expected
    for home, device in ((pair.homes[DEVICE], DEVICE), (pair.homes[PHONE], PHONE)):
        with home.open(device) as journal:
            journal.checkin(DAY)
        again = home.open(device, TickingClock(MORNING + timedelta(hours=3)))
        assert again.conflicts() == expected
        assert again.store.floor
    again.settle([(KEY, ("note",), "one")])
    pair.sync()
    assert not pair.conflicts


def test_a_change_of_a_day_before_the_index_is_read_whole(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cmcheckin.journal.log.index.WORTH", -1)
    old = date(2025, 3, 3)
    pair.laptop.save([checkin(old, mood=3, note="long ago"), checkin()], why="log")
    pair.sync()
    with pair.homes[DEVICE].open() as journal:
        journal.checkin(DAY)
    late = pair.homes[DEVICE].open()
    assert late.checkin(DAY)
    assert late.store.floor
    found = pair.phone.checkin(old)
    assert found is not None
    pair.phone.save([found._replace(mood=4)], why="log")
    pair.sync()
    found = late.checkin(old)
    assert found is not None
    assert (found.mood, found.note) == (4, "long ago")


def test_what_was_added_to_a_record_is_read_without_the_line_that_put_it(home: Home) -> None:
    with home.open() as journal:
        journal.save([checkin(mood=3), workday(hours=8), escalation(severity=3)], why="log")
        change(journal, note="later")
        journal.save([workday(hours=8, after_hours_minutes=30)], why="log")
        journal.save([escalation(severity=3, status="resolved")], why="log")
    lines = home.file().read_bytes().splitlines(keepends=True)
    home.file().write_bytes(b"".join([lines[0], lines[1].replace(b"mood", b"mooo"), *lines[2:]]))
    journal = home.open()
    assert journal.checkin(DAY) == checkin(note="later")
    assert journal.workday(DAY) == workday(after_hours_minutes=30)
    assert journal.escalation("e-2026-11-19-1-3f9a") == escalation(title="(title lost)", status="resolved")
    assert [problem.what.rpartition(" is incomplete")[0] for problem in journal.problems[1:]] == [
        "the check-in 2026-11-20", "the workday 2026-11-20", "the escalation e-2026-11-19-1-3f9a"
    ]  # fmt: skip


def test_files_that_arrive_in_any_order_hide_nothing(tmp_path: Path) -> None:
    names = ("desk-0001", "phone-77aa", "tablet-5b5b")
    homes = {name: Home(tmp_path / name) for name in names}

    def write(device: str, **fields: object) -> None:
        clock = TickingClock(MORNING + timedelta(hours=names.index(device)))
        with homes[device].open(device, clock) as journal:
            if journal.checkin(DAY) is None:
                journal.save([checkin(mood=3)], why="log")
            change(journal, **fields)

    desk, phone, tablet = homes.values()
    write("desk-0001", energy=1)
    carry(desk, phone, "desk-0001")
    write("phone-77aa", note="of the phone")
    carry(desk, tablet, "desk-0001")
    carry(phone, tablet, "phone-77aa")
    write("tablet-5b5b", energy=2)
    carry(tablet, desk, "tablet-5b5b")  # before the phone's file, which the tablet had read
    write("desk-0001", note="of the desk")
    carry(phone, desk, "phone-77aa")
    (conflict,) = desk.open("desk-0001").conflicts()
    assert {each.value for each in conflict.values} == {"of the phone", "of the desk"}


def test_a_deletion_by_a_device_that_had_only_read_an_edit_is_a_conflict(tmp_path: Path) -> None:
    first, second, third = (Home(tmp_path / name) for name in ("first", "second", "third"))

    first.open("desk-0001").save([escalation(title="first title", severity=3)], why="log")
    carry(first, second, "desk-0001")
    second.open(PHONE).save([escalation(title="second title", severity=3)], why="log")
    carry(second, third, PHONE)
    third.open("tablet-5b5b").save([], delete=[escalation().key], why="delete")
    carry(third, first, "tablet-5b5b")
    carry(second, first, PHONE)
    journal = first.open("desk-0001")
    found = journal.escalation("e-2026-11-19-1-3f9a")
    assert found == escalation(title="second title", severity=3)
    assert [conflict.field for conflict in journal.conflicts()] == [()]
    assert journal.problems == ()


def test_lists_with_equal_elements_are_joined_too(pair: Pair) -> None:
    started(pair)
    updates = {"phone": ["came in", "called", "called"], "laptop": ["came in", "answered"]}
    for journal, device in ((pair.phone, "phone"), (pair.laptop, "laptop")):
        rows = [{"at": "2026-11-20T09:00:00+01:00", "text": text} for text in updates[device]]
        journal.save([escalation(updates=rows)], why="log")
    pair.sync()
    found = pair.laptop.escalation("e-2026-11-19-1-3f9a")
    assert found is not None
    assert {update.text for update in found.updates} == {"came in", "called", "answered"}
    assert not pair.conflicts


def test_what_another_device_wrote_outlives_a_save_while_its_file_is_gone(pair: Pair) -> None:
    started(pair)
    change(pair.phone, energy=2)
    laptops = pair.homes[PHONE].file(device=DEVICE)
    content = laptops.read_bytes()
    laptops.unlink()
    found = checkin_of(pair.phone)
    pair.phone.save([found._replace(note="meanwhile")], why="log")
    laptops.write_bytes(content)
    pair.sync()
    assert {value.value for value in pair.conflicts[0].values} == {"old", "meanwhile"}
    found = checkin_of(pair.phone)
    assert [win.text for win in found.wins] == ["first"]
