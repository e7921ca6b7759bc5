"""Activities as people type them, and changing those of a day."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.checkin import activities
from cmcheckin.checkin.activities import read_activities
from cmcheckin.checkin.workload import plausibility_question
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.workday import Activity, Workday
from cmcheckin.settings import ACTIVITIES, parse
from cmcheckin.settings.reader import MAX_ACTIVITIES

DAY = Workday(date(2026, 11, 19), "work", 8)
EVENTS = Activity("events")
MODERATION = Activity("moderation", 3)
NAMES = st.lists(
    st.text(st.characters(exclude_categories=["C"], exclude_characters=",;="), min_size=1, max_size=12),
    max_size=MAX_ACTIVITIES,
).map(lambda names: parse(f"activities = [{', '.join(map(_quoted, names))}]").activities)
"""Names as the settings accept them."""


def _quoted(name: str) -> str:
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("moderation 3, support 2h30", (MODERATION, Activity("support", 2.5))),
        ("moderation=3", (MODERATION,)),
        ("Moderation: 3 h; events", (MODERATION, EVENTS)),
        ("mod 3,events", (MODERATION, EVENTS)),
        ("events,mod 3", (EVENTS, MODERATION)),
        ("moderation 3,5 , events 45 min", (Activity("moderation", 3.5), Activity("events", 0.75))),
        ("adv 1:30,adm", (Activity("advocacy", 1.5), Activity("admin"))),
        (" , ", ()),
        ("", ()),
    ],
)
def test_activities(typed: str, found: tuple[Activity, ...]) -> None:
    assert read_activities(typed, ACTIVITIES) == found


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("gardening", "“gardening”. Your activities are moderation, support"),
        ("ad 2", "could mean advocacy or admin"),
        ("3", "“3”"),
        ("events 25", "hours is 25"),
        ("events x", "“events x”"),
        ("events 1, EVENTS 2", "“events” twice"),
        ("=3", "can't be"),
    ],
)
def test_others_are_refused_with_what_can_be_typed(typed: str, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        read_activities(typed, ACTIVITIES)
    with pytest.raises(Refused):
        read_activities(typed, ())


def test_a_name_may_end_with_a_number() -> None:
    names = ("tier", "tier 2")
    assert read_activities("tier 2 3", names) == (Activity("tier 2", 3),)
    assert read_activities("tier 3, tier 2", names) == (Activity("tier", 3), Activity("tier 2"))


@given(st.data(), NAMES)
def test_what_is_shown_can_be_typed(data: st.DataObject, names: tuple[str, ...]) -> None:
    kinds = data.draw(st.lists(st.sampled_from(names), unique=True)) if names else []
    hours = st.none() | st.integers(0, 96).map(lambda quarters: quarters / 4)
    found = tuple(Activity(kind, data.draw(hours)) for kind in kinds)
    assert read_activities(activities.activities_text(found), names) == found


@given(st.text(max_size=60), NAMES)
def test_any_text_is_read_or_refused(text: str, names: tuple[str, ...]) -> None:
    try:
        found = read_activities(text, names)
    except Refused as no:
        assert len(str(no)) < 500
    else:
        kinds = [activity.kind for activity in found]
        assert set(kinds) <= set(names) and len(set(kinds)) == len(kinds)


@given(NAMES, st.sets(st.sampled_from("wolsadmin")))
def test_every_name_has_a_key_of_its_own_while_letters_are_left(names: tuple[str, ...], taken: set[str]) -> None:
    keys = activities.activity_keys(names, taken)
    assert len(set(keys.values())) == len(keys) and not taken & set(keys.values())
    assert len(keys) >= min(len(names), 26 - len(taken))


def test_the_key_is_the_first_free_letter_of_the_name() -> None:
    assert activities.activity_keys(ACTIVITIES) == {
        "moderation": "m", "support": "s", "content": "c", "events": "e", "analytics": "a", "advocacy": "d",
        "outreach": "o", "admin": "i",
    }  # fmt: skip
    assert activities.activity_keys(["aaa", "a", "aa"], "b") == {"aaa": "a", "a": "c", "aa": "d"}


def test_activities_are_added_in_place_of_those_of_the_same_kind() -> None:
    day = activities.with_activities(DAY, [Activity("events", 1, {"x": 1}), MODERATION])
    day = activities.with_activities(day, [Activity("events", 2)])
    assert day.activities == (Activity("events", 2, {"x": 1}), MODERATION)
    assert activities.activities_text(day.activities) == "events 2 h, moderation 3 h"
    assert activities.with_activities(day, []) == day


def test_a_kind_that_is_no_longer_in_the_settings_is_still_offered_on_its_day() -> None:
    day = DAY._replace(activities=(Activity("gardening", 1), EVENTS))
    assert activities.offered_names(["events", "admin"], day) == ("events", "admin", "gardening")


@pytest.mark.parametrize(
    ("hours", "given", "is_asked"),
    [(8, (5, 3), False), (8, (5, 3.5), True), (8, (5, None), False), (None, (20, 4), False), (1, (1 / 3, 0.68), False)],
)
def test_activities_that_add_up_to_more_than_the_day_are_only_mentioned(
    hours: float | None, given: tuple[float | None, ...], is_asked: bool
) -> None:
    day = DAY._replace(hours=hours, activities=tuple(Activity(f"a{n}", each) for n, each in enumerate(given)))
    question = plausibility_question(day, Schedule())
    assert bool(question) == is_asked
    assert not is_asked or ("8.5 h" in question and "8 h" in question)
