"""Kinds of nudges, and what follows from the kind of one."""

from __future__ import annotations

from datetime import date

import pytest

from cmcheckin.domain.nudge import KINDS, DayValue, Finding, Kind, Nudge, kinds_off

DAY = date(2026, 11, 20)


def test_good_news_personal_nudges_and_those_held_by_a_peak_are_few() -> None:
    assert {name for name, kind in KINDS.items() if kind.good_news} == {"hours_back", "weekend_off", "mornings_back"}
    assert {name for name, kind in KINDS.items() if kind.personal} == {"low_mood"}
    held = {"hours_ceiling", "hours_jump", "hours_creep", "after_hours", "escalation_load"}
    assert {name for name, kind in KINDS.items() if kind.held_by_peak} == held
    assert Kind("hours") == ("hours", False, False, False, False)


def test_a_kind_is_switched_off_by_its_name_or_family() -> None:
    assert kinds_off(()) == frozenset()
    assert kinds_off(("low_mood", "rest")) == {"low_mood", "no_day_off", "short_rest", "weekend_off"}
    assert kinds_off(("mood",)) == {"strain", "rating_shift", "mornings_back"}


@pytest.mark.parametrize("name", KINDS)
def test_a_finding_has_the_properties_of_its_kind(name: str) -> None:
    finding = Finding(name, "note", DAY, DAY, (DayValue(DAY, 3),))
    family, good_news, personal, held, fixed = KINDS[name]
    assert (finding.family, finding.good_news, finding.personal, finding.held_by_peak, finding.fixed) == (
        family, good_news, personal, held, fixed
    )  # fmt: skip
    assert finding.days == (DAY,)
    assert finding.employed
    assert not finding._replace(employment="freelance").employed
    assert Nudge(DAY, finding, True).id == f"{name}-2026-11-20"
