"""Two windows with the same check-in: the differences, the proposed choices, and the result."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.checkin.conflict import choose, differences, resolved_records, value_in_words
from cmcheckin.domain.checkin import CheckIn, Community, Win
from cmcheckin.domain.escalation import Update
from cmcheckin.domain.fields import Key
from cmcheckin.domain.records import Record, same
from cmcheckin.domain.workday import Activity, Workday
from tests.checkin.form_examples import FRIDAY, NOW, checkins, escalation

BASE = CheckIn(FRIDAY, logged_at=NOW, workload=3, mood=3)
KEY = BASE.key


def proposed(base: Record | None, mine: Record, theirs: Record | None) -> dict[str, str]:
    return {each.field: each.choice for each in differences({mine.key: base}, [mine], {mine.key: theirs})}


def after(base: Record | None, mine: Record, theirs: Record | None) -> Record:
    found = differences({mine.key: base}, [mine], {mine.key: theirs})
    return resolved_records([mine], {mine.key: theirs}, found)[0]


def test_without_changes_elsewhere_there_is_no_difference() -> None:
    assert proposed(BASE, BASE._replace(mood=5), BASE) == {}
    assert proposed(None, BASE, None) == {}


def test_what_both_wrote_alike_is_no_difference() -> None:
    assert proposed(None, BASE._replace(mood=5), BASE._replace(mood=5, logged_at=NOW.replace(hour=7))) == {}


def test_what_one_side_changed_is_proposed_from_that_side_and_shown() -> None:
    mine, theirs = BASE._replace(mood=5), BASE._replace(energy=1)
    assert proposed(BASE, mine, theirs) == {"mood": "mine", "energy": "theirs"}
    assert after(BASE, mine, theirs) == BASE._replace(mood=5, energy=1)


def test_what_both_changed_is_proposed_as_mine() -> None:
    assert proposed(BASE, BASE._replace(mood=5), BASE._replace(mood=1)) == {"mood": "mine"}


def test_a_record_without_differences_is_saved_as_mine_beside_one_with_them() -> None:
    other = Workday(FRIDAY, "work", 8.0)
    mine, theirs = BASE._replace(mood=5), BASE._replace(energy=1)
    base: dict[Key, Record | None] = {KEY: BASE, other.key: other}
    saved: dict[Key, Record | None] = {KEY: theirs, other.key: other}
    found = differences(base, [mine, other], saved)
    assert [*resolved_records([mine, other], saved, found)] == [BASE._replace(mood=5, energy=1), other]


def test_lists_of_both_sides_can_be_joined() -> None:
    mine = BASE._replace(wins=(Win("mine", "w-1"),), feelings=("tired",))
    theirs = BASE._replace(wins=(Win("theirs", "w-2"),), feelings=("proud",))
    assert proposed(BASE, mine, theirs) == {"wins": "both", "feelings": "both"}
    kept = after(BASE, mine, theirs)
    assert isinstance(kept, CheckIn)
    assert [win.text for win in kept.wins] == ["theirs", "mine"]
    assert kept.feelings == ("proud", "tired")


def test_an_entry_on_both_sides_is_saved_once_as_in_mine() -> None:
    base = BASE._replace(wins=(Win("a win", "w-1"),))
    mine = base._replace(wins=(Win("a win", "w-1", kind="team"), Win("new", "w-2")))
    theirs = base._replace(wins=(Win("a win, better", "w-1"), Win("other", "w-3")))
    kept = after(base, mine, theirs)
    assert isinstance(kept, CheckIn)
    assert [(win.text, win.kind) for win in kept.wins] == [("other", None), ("a win", "team"), ("new", None)]


def test_an_activity_on_both_sides_is_saved_once_as_in_mine() -> None:
    moderation, events, support = Activity("moderation", 3), Activity("events"), Activity("support", 1)
    base = Workday(FRIDAY, "work", 8, activities=(moderation,))
    mine, theirs = (
        base._replace(activities=both) for both in ((Activity("events", 2),), (moderation, events, support))
    )
    assert proposed(base, mine, theirs) == {"activities": "both"}
    assert after(base, mine, theirs) == base._replace(activities=(moderation, support, Activity("events", 2)))


def test_wins_of_two_windows_with_the_same_new_id_are_both_saved() -> None:
    """Each window gave its first win of the day the next free id, which was the same one."""
    mine = BASE._replace(wins=(Win("mine", "w-2026-11-20-2-3f9a"),))
    theirs = BASE._replace(wins=(Win("theirs", "w-2026-11-20-1-3f9a"),))
    kept = after(None, mine, theirs)
    assert isinstance(kept, CheckIn)
    assert {win.text for win in kept.wins} == {"mine", "theirs"}


@pytest.mark.parametrize(
    ("theirs", "mine", "joined"),
    [
        ("calm", "a calm day", "a calm day"),
        ("a calm day", "calm", "a calm day\ncalm"),
        ("calm", "busy", "calm\nbusy"),
    ],
)
def test_notes_of_both_sides_are_joined_unless_one_has_the_other(theirs: str, mine: str, joined: str) -> None:
    assert proposed(BASE, BASE._replace(note=mine), BASE._replace(note=theirs)) == {"note": "both"}
    kept = after(BASE, BASE._replace(note=mine), BASE._replace(note=theirs))
    assert isinstance(kept, CheckIn)
    assert kept.note == joined


def test_equal_entries_without_an_id_are_joined_once() -> None:
    mine = BASE._replace(feelings=("tired", "calm"), wins=(Win("A"), Win("B")))
    theirs = BASE._replace(feelings=("calm", "proud"), wins=(Win("A"), Win("C")))
    kept = after(BASE, mine, theirs)
    assert isinstance(kept, CheckIn)
    assert kept.feelings == ("proud", "tired", "calm")
    assert [win.text for win in kept.wins] == ["C", "A", "B"]


@pytest.mark.parametrize(("number", "is_saved"), [(0, True), (2, True), (3, False)])
def test_a_deleted_record_stays_deleted_if_theirs_is_chosen_for_every_field(number: int, is_saved: bool) -> None:
    mine = CheckIn(FRIDAY, mood=5, energy=2)
    found = differences({KEY: BASE}, [mine], {KEY: None})
    assert {each.field for each in found} == {"date", "mood", "energy"}
    for n in range(number):
        found = choose(found, n, "theirs")
    assert resolved_records([mine], {KEY: None}, found) == ((mine,) if is_saved else ())


def test_a_record_deleted_elsewhere_is_shown_field_by_field() -> None:
    assert proposed(BASE, BASE._replace(mood=5), None)["mood"] == "mine"
    assert after(BASE, BASE._replace(mood=5), None) == BASE._replace(mood=5)


def test_own_numbers_and_answers_are_shown_with_their_names() -> None:
    assert value_in_words("answers", {"mood": True, "text": "calm"}) == "mood yes, text calm"
    assert value_in_words("metrics", {"mood": 4}) == "mood 4"
    assert value_in_words("answers", None) == "blank"


def test_both_is_for_lists_only() -> None:
    found = differences({KEY: BASE}, [BASE._replace(mood=5)], {KEY: BASE._replace(mood=1)})
    assert choose(found, 0, "both") == found
    assert choose(found, 0, "theirs")[0].choice == "theirs"


def test_choosing_theirs_throughout_gives_theirs() -> None:
    mine = BASE._replace(mood=5, wins=(Win("x", "w-1"),), community=Community(1, "a"), note="mine")
    theirs = BASE._replace(mood=1, energy=2, community=Community(2, "b"))
    found = differences({KEY: BASE}, [mine], {KEY: theirs})
    for n in range(len(found)):
        found = choose(found, n, "theirs")
    assert same(resolved_records([mine], {KEY: theirs}, found)[0], theirs)


def test_workdays_and_escalations_too() -> None:
    day = Workday(date(2026, 11, 19), "work", 8)
    assert proposed(None, day, day._replace(hours=9)) == {"hours": "mine"}
    mine = escalation(updates=(Update("mine", NOW),))
    theirs = escalation(updates=(Update("theirs", NOW),), status="watching")
    assert proposed(escalation(), mine, theirs) == {"updates": "both", "status": "theirs"}
    kept = after(escalation(), mine, theirs)
    assert kept == escalation(updates=(Update("theirs", NOW), Update("mine", NOW)), status="watching")


@given(st.tuples(*[checkins.map(lambda c: c._replace(date=FRIDAY))] * 3), st.data())
def test_every_resolved_field_comes_from_one_of_the_sides(
    three: tuple[CheckIn, CheckIn, CheckIn], data: st.DataObject
) -> None:
    base, mine, theirs = three
    found = differences({KEY: base}, [mine], {KEY: theirs})
    for n in range(len(found)):
        found = choose(found, n, data.draw(st.sampled_from(["mine", "theirs", "both"])))
    (kept,) = resolved_records([mine], {KEY: theirs}, found)
    assert isinstance(kept, CheckIn)
    shown = {each.field: each.choice for each in found}
    for name in ("workload", "mood", "energy", "feelings", "community", "wins", "metrics", "answers", "note"):
        one, two, outcome = (getattr(each, name) for each in (mine, theirs, kept))
        if shown.get(name) == "both":
            assert all(item in outcome for item in one)
        else:
            assert outcome == (two if shown.get(name) == "theirs" else one)
        if name not in shown and not same(theirs, base):
            assert one == two or not (one or two)
