"""Where a day's time went, typed on one line."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.checkin.activity_entry import UsesOfTime, completion, entry_text, keys_of, read_uses
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.workday import Activity, Workday
from cmcheckin.settings import ACTIVITIES

DAY = date(2026, 11, 19)


def uses(peers: int | None = None, **hours: float | None) -> UsesOfTime:
    return UsesOfTime(tuple(Activity(name, amount) for name, amount in hours.items()), peers)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", uses()),
        ("m", uses(moderation=None)),
        ("ms", uses(moderation=None, support=None)),
        ("mo", uses(moderation=None, outreach=None)),
        ("m3s1.5", uses(moderation=3, support=1.5)),
        ("m3, s 2h30", uses(moderation=3, support=2.5)),
        ("m 3,5", uses(moderation=3.5)),
        ("mod 3, sup", uses(moderation=3, support=None)),
        ("moderation 3, support", uses(moderation=3, support=None)),
        ("Moderation 3 h; events 45 min", uses(moderation=3, events=0.75)),
        ("moderation=3 support: 1", uses(moderation=3, support=1)),
        ("modsup2", uses(moderation=None, support=2)),
        ("adi", uses(analytics=None, advocacy=None, admin=None)),
        ("p30", uses(30)),
        ("m peers 1h15", uses(75, moderation=None)),
        ("mm", uses()),
        ("m, m 2", uses(moderation=2)),
    ],
)
def test_letters_and_names_are_read(text: str, found: UsesOfTime) -> None:
    assert read_uses(text, ACTIVITIES) == found


@pytest.mark.parametrize("text", ["x", "peers", "m 30", "m3x", "7", "moderation 3 h h", "é"])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        read_uses(text, ACTIVITIES)


def test_a_name_in_full_comes_before_a_longer_one() -> None:
    names = ("support", "support desk", "QA")
    assert read_uses("support 3, support desk 1, QA", names).activities == (
        Activity("support", 3), Activity("support desk", 1), Activity("QA"),
    )  # fmt: skip


def test_every_activity_has_a_key_of_its_own() -> None:
    keys = keys_of(ACTIVITIES)
    assert len(set(keys.values())) == len(ACTIVITIES) + 1
    for name, key in keys.items():
        if name != "peers":
            assert read_uses(key, ACTIVITIES).activities == (Activity(name),)


@pytest.mark.parametrize(
    ("text", "rest"), [("mod", "eration"), ("m 3, supp", "ort"), ("pee", "rs"), ("mo", ""), ("", ""), ("m3", "")]
)
def test_a_name_is_completed_from_its_third_letter(text: str, rest: str) -> None:
    assert completion(text, ACTIVITIES) == rest


amounts = st.none() | st.integers(0, 24) | st.integers(1, 2400).map(lambda n: n / 100)


@pytest.mark.parametrize(
    "names", [ACTIVITIES, ("tier", "tier 1", "TIER 1 h", "Tier", "İstanbul", "straße", "x-ray", "x")]
)
@given(st.data(), st.none() | st.integers(0, 1440))
def test_the_text_of_a_day_is_read_as_the_same(names: tuple[str, ...], data: st.DataObject, peers: int | None) -> None:
    found = uses(peers, **data.draw(st.dictionaries(st.sampled_from(names), amounts)))
    day = Workday(DAY, "work", activities=found.activities, peer_minutes=peers)
    assert read_uses(entry_text(day, names), names) == found


@given(st.text(max_size=20) | st.text("msceado p1230.,:h=", max_size=20))
def test_any_text_is_read_or_refused(text: str) -> None:
    completion(text, ACTIVITIES)
    try:
        found = read_uses(text, ACTIVITIES)
    except Refused as error:
        assert error.reason
    else:
        assert {activity.kind for activity in found.activities} <= set(ACTIVITIES)
