"""What a file contains for a day is joined with what is saved for it."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.domain.checkin import CheckIn, Community, Win
from cmcheckin.domain.fields import Key
from cmcheckin.domain.records import Record
from cmcheckin.domain.text import NOTE
from cmcheckin.domain.workday import Activity, Workday
from cmcheckin.interchange.importing.joining import KEEP, REPLACE, Difference, JoinPlan, plan_joining
from cmcheckin.interchange.parsing import RecordEntry

DAY = date(2026, 3, 9)
SAVED = CheckIn(DAY, mood=4, feelings=("calm",), wins=(Win("Meetup", "w-1"),), note="Mine", extra={"x_tags": ["a"]})
WORKED = Workday(DAY, "work", 8.0, time(9), time(17))


def plan(saved: Record | None, incoming: Record, choice: str = "") -> JoinPlan:
    return plan_joining([RecordEntry(7, incoming)], {saved.key: saved}.get if saved else lambda key: None, choice)


def test_a_new_day_is_added() -> None:
    assert plan(None, SAVED) == JoinPlan(new=(SAVED,))


def test_what_is_saved_already_changes_nothing() -> None:
    found = CheckIn(DAY, mood=4, feelings=("Calm",), wins=(Win("meetup"),), note="Mine")
    assert plan(SAVED, found) == JoinPlan(equal=1)


def test_fields_are_filled_in_and_lists_and_notes_joined() -> None:
    incoming = CheckIn(
        DAY, energy=2, feelings=("tired",), wins=(Win("Docs"),), note="From the file", extra={"x_tags": ["a", "b"]}
    )
    (record,) = plan(SAVED, incoming).changed
    assert record == SAVED._replace(
        energy=2,
        feelings=("calm", "tired"),
        wins=(Win("Meetup", "w-1"), Win("Docs")),
        note="Mine\n\nFrom the file",
        extra={"x_tags": ["a", "b"]},
    )


def test_a_value_that_differs_waits_for_a_choice() -> None:
    incoming = SAVED._replace(mood=2, energy=3)
    without = plan(SAVED, incoming)
    assert without.differences == (Difference(7, SAVED.key, "mood", 4, 2),)
    assert [one.mood for one in without.changed if isinstance(one, CheckIn)] == [4]
    assert plan(SAVED, incoming, KEEP).changed == (SAVED._replace(energy=3),)
    assert plan(SAVED, incoming, REPLACE).changed == (incoming,)


def test_own_numbers_differ_one_by_one() -> None:
    saved, incoming = (SAVED._replace(metrics=metrics) for metrics in ({"a": 1.0, "b": 2.0}, {"a": 5.0, "c": 3.0}))
    found = plan(saved, incoming)
    assert found.differences == (Difference(7, saved.key, "metrics.a", 1.0, 5.0),)
    assert plan(saved, incoming, REPLACE).changed == (saved._replace(metrics={"a": 5.0, "b": 2.0, "c": 3.0}),)
    assert plan(saved, incoming, KEEP).changed == (saved._replace(metrics={"a": 1.0, "b": 2.0, "c": 3.0}),)


def test_hours_and_times_of_two_versions_are_never_mixed() -> None:
    saved = Workday(DAY, "work", 8.0)
    incoming = Workday(DAY, "work", 7.5, time(9), time(18), 45, activities=(Activity("events", 2.0),))
    assert plan(saved, incoming, KEEP).changed == (saved._replace(activities=incoming.activities),)
    assert plan(saved, incoming, REPLACE).changed == (incoming,)
    assert plan(Workday(DAY, "work"), incoming).changed == (incoming,)


def test_the_hours_of_an_activity_differ_and_are_replaced_like_those_of_the_day() -> None:
    saved = Workday(DAY, "work", 3.5, activities=(Activity("events", 1.0), Activity("support", 2.5)))
    incoming = Workday(DAY, "work", 8.0, activities=(Activity("Support", 6.0), Activity("calls", 1.0)))
    found = plan(saved, incoming)
    assert [one.field for one in found.differences] == ["hours", "activities.support"]
    (kept,) = plan(saved, incoming, KEEP).changed
    assert kept == saved._replace(activities=(*saved.activities, Activity("calls", 1.0)))
    (replaced,) = plan(saved, incoming, REPLACE).changed
    everything = (Activity("events", 1.0), *incoming.activities)
    assert replaced == saved._replace(hours=8.0, activities=everything)
    named = saved._replace(activities=(Activity("support"),))
    assert plan(named, named._replace(activities=(Activity("support", 6.0),))).differences == ()


@pytest.mark.parametrize(
    ("saved", "incoming", "joined"),
    [
        ("First", "08:00 First\n\n12:00 Second", "First\n\n12:00 Second"),  # exported again later that day
        ("08:00 First\n\n12:00 Second", "First", "08:00 First\n\n12:00 Second"),
        ("Mine\n\nFirst", "08:00 First\n\n12:00 Second", "Mine\n\nFirst\n\n12:00 Second"),
        ("Mine, and First too", "First", "Mine, and First too"),
    ],
)
def test_a_day_with_more_entries_since_gets_only_the_new_texts(saved: str, incoming: str, joined: str) -> None:
    before = SAVED._replace(note=saved)
    records = plan(before, SAVED._replace(note=incoming)).records or (before,)
    assert [record.note for record in records if isinstance(record, CheckIn)] == [joined]


def test_hours_on_leave_stay_hours_on_leave() -> None:
    leave = Workday(DAY, "leave")
    assert plan(leave, WORKED).changed == (WORKED._replace(kind="leave"),)
    assert plan(leave, WORKED).differences == ()


def test_a_note_that_gets_too_long_is_refused_with_its_line() -> None:
    found = plan(SAVED._replace(note="x" * NOTE), SAVED._replace(note="y"))
    assert [refusal.line for refusal in found.refusals] == [7]
    assert found.records == ()


CHECKINS = st.builds(
    CheckIn,
    st.just(DAY),
    st.none(),
    st.none(),
    st.none() | st.integers(1, 5),
    st.none() | st.integers(1, 5),
    st.lists(st.sampled_from(["calm", "tired", "proud"]), unique=True).map(tuple),
    community=st.just(Community()),
    wins=st.just(()),
    answers=st.just({}),
    extra=st.just({}),
    metrics=st.dictionaries(st.sampled_from("ab"), st.floats(0, 9), max_size=2),
    note=st.none() | st.sampled_from(["Mine", "From the file", "Mine\n\nFrom the file"]),
)


@pytest.mark.parametrize("choice", [KEEP, REPLACE])
@given(saved=CHECKINS, incoming=CHECKINS)
def test_a_second_import_changes_nothing(choice: str, saved: CheckIn, incoming: CheckIn) -> None:
    records: dict[Key, Any] = {saved.key: saved}
    first = plan_joining([RecordEntry(1, incoming)], records.get, choice)
    records |= {record.key: record for record in first.records}
    again = plan_joining([RecordEntry(1, incoming)], records.get, choice)
    assert again.records == ()
