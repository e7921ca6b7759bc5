"""A manager's notes about a person: action items that carry over, notes, and talks."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.domain.text import NOTE
from cmcheckin.sharing.follow_up import ActionItem, Asked, FollowUp, PersonFollowUp, Talk

DAY, LATER = date(2026, 11, 9), date(2026, 11, 23)
NIGHTS = Asked("nights", "", 3)


def with_two() -> PersonFollowUp:
    """Return notes with two open action items."""
    return PersonFollowUp("Ask about leave").add_action("a", "Find cover", DAY).add_action("b", "Ask product", DAY)


def test_action_items_are_added_edited_finished_and_opened_again() -> None:
    notes = with_two().edit_action("a", "Find cover for the launch").finish_action("a", LATER)
    assert notes.actions == (
        ActionItem("a", "Find cover for the launch", DAY, LATER),
        ActionItem("b", "Ask product", DAY),
    )
    assert [action.id for action in notes.open_actions] == ["b"]
    assert notes.finish_action("a", date(2027, 1, 1)).actions == notes.actions
    assert [action.id for action in notes.reopen_action("a").open_actions] == ["a", "b"]


def test_changes_to_a_deleted_action_item_leave_it_deleted() -> None:
    notes = with_two().delete_action("a")
    assert notes.edit_action("a", "Other").finish_action("a", DAY).reopen_action("a").delete_action("a") == notes


def test_a_deleted_action_item_comes_back_in_its_place() -> None:
    notes = with_two()
    assert notes.delete_action("a").restore_action(notes.actions[0], 0) == notes
    assert notes.restore_action(notes.actions[0], 0) == notes


def test_after_a_talk_open_action_items_carry_over_and_the_notes_are_archived() -> None:
    notes = with_two().finish_action("a", LATER).talked(LATER, [NIGHTS])
    assert notes.note == ""
    assert notes.talks == (Talk(LATER, "Ask about leave", (NIGHTS,)),)
    assert notes.last_talk == LATER
    assert [action.id for action in notes.open_actions] == ["b"]


def test_a_second_talk_on_a_day_is_part_of_the_first() -> None:
    notes = with_two().talked(DAY, [NIGHTS]).with_note("One more thing").talked(DAY, [NIGHTS, Asked("win", "w")])
    assert notes.talks == (Talk(DAY, "Ask about leave\nOne more thing", (NIGHTS, Asked("win", "w"))),)


def test_notes_too_long_for_one_talk_stay_complete_in_two() -> None:
    notes = PersonFollowUp("x" * NOTE).talked(DAY).with_note("y" * 10).talked(DAY)
    assert [len(talk.note) for talk in notes.talks] == [10, NOTE]
    assert {talk.on for talk in notes.talks} == {DAY}


def test_a_talk_noted_by_mistake_is_undone_and_what_was_written_since_stays() -> None:
    before = with_two().talked(DAY).with_note("First")
    after = before.talked(LATER, [NIGHTS]).with_note("Second").add_action("c", "New", LATER)
    undone = after.untalked(before)
    assert (undone.note, undone.talks) == ("First\nSecond", before.talks)
    assert len(undone.actions) == 3


def test_the_notes_of_two_windows_are_both_kept() -> None:
    assert PersonFollowUp("One").changed_note("One, two", {"One"}).note == "One, two"
    assert PersonFollowUp("One\nTheirs").changed_note("One\nMine", {"One"}).note == "One\nTheirs\nMine"


@given(st.lists(st.tuples(st.sampled_from("adxru"), st.integers(0, 5)), max_size=30))
def test_an_action_item_is_never_lost_or_doubled(steps: list[tuple[str, int]]) -> None:
    notes, known = PersonFollowUp(), set[str]()
    for what, n in steps:
        id_ = str(n)
        match what:
            case "a":
                notes, known = notes.add_action(id_, f"Item {n}", DAY), known | {id_}
            case "d":
                notes, known = notes.delete_action(id_), known - {id_}
            case "x":
                notes = notes.finish_action(id_, LATER)
            case "r":
                notes = notes.reopen_action(id_)
            case "u":
                notes = notes.talked(LATER)
    assert sorted(action.id for action in notes.actions) == sorted(known)


def test_marks_and_drafts_of_others_stay() -> None:
    follow_up = FollowUp().mark("item:p:1", "done", DAY).with_draft("p:answer:1", "Yes").with_person("p", with_two())
    changed = follow_up.mark("item:p:2", "talk", DAY).mark("item:p:2", None, DAY).with_draft("q:time:", "")
    assert changed == follow_up
    assert changed.person("q") == PersonFollowUp()
