"""The texts of the trends screen."""

from __future__ import annotations

from datetime import date

import pytest

from cmcheckin.domain.figures import Figures, GridDay
from cmcheckin.domain.week import Week
from cmcheckin.wording import trend_screen as words
from cmcheckin.wording.trend_screen import YEAR_SCALES, day_facts

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (Week(2026, 36), Week(2026, 47), "Weeks 36–47"),
        (Week(2025, 36), Week(2025, 47), "Weeks 36–47, 2025"),
        (Week(2025, 48), Week(2026, 7), "Weeks 48–7, 2025/26"),
        (Week(2026, 47), Week(2026, 47), "Week 47"),
    ],
)
def test_the_title_of_some_weeks(first: Week, last: Week, said: str) -> None:
    assert words.weeks_title(first, last, TODAY) == said


def test_a_week_is_named_by_its_days() -> None:
    assert words.week_name(Week(2026, 45), TODAY) == "Week 45, 2–8 November"
    assert words.week_name(Week(2026, 44), TODAY) == "Week 44, 26 October – 1 November"
    assert words.week_name(Week(2025, 1), TODAY) == "Week 1, 30 December – 5 January 2025"


def test_work_in_words() -> None:
    week = Figures(days_worked=5, days_off=2, hours=52.5, after_hours_minutes=65, night_pings=2)
    assert list(words.work_facts(week, (38, 42), line=48)) == [
        "52.5 h on five days, over 48 h, usually 38–42", "two days off", "1 h 5 min after hours", "two night pings",
    ]  # fmt: skip
    away = Figures(days_off=4, days_of_leave=2, sick_days=1)
    assert list(words.work_facts(away, None, line=48)) == ["one day off", "two days of leave", "one sick day"]
    assert list(words.work_facts(Figures(days_worked=1), None, line=48)) == ["worked on one day, hours not logged"]
    assert list(words.work_facts(Figures(days_unknown=7), None, line=48)) == ["seven days not logged"]


def test_missing_figures_are_left_out() -> None:
    assert list(words.rating_facts(Figures(mood=3.44))) == ["mood 3.4"]
    assert list(words.event_facts(Figures())) == []
    week = Figures(wins=5, thanks=2, escalations_opened=12, could_have_waited=1)
    assert list(words.event_facts(week)) == [
        "five wins, two of them thanks", "12 escalations, one could wait",
    ]  # fmt: skip


def test_marked_days_are_named_up_to_seven() -> None:
    days = [date(2026, 11, n) for n in range(1, 10)]
    assert words.marked_days([]) == ""
    assert words.marked_days(days[:2]) == "highlighted: Sun 1 Nov, Mon 2 Nov"
    assert words.marked_days(days) == "highlighted: 9 days, Sun 1 Nov to Mon 9 Nov"


def test_ratings_together_leave_the_rest_as_it_is() -> None:
    assert words.join_ratings(["Week 45", "mood 3.4", "load 3.0", "two "]) == [
        "Week 45", "mood 3.4, load 3.0", "two ",
    ]  # fmt: skip


def test_a_day_of_the_year_in_words() -> None:
    day = GridDay(TODAY, "work", 9.5, after_hours_minutes=45, night_pings=1, mood=4, energy=2, wins=1, escalations=2)
    assert list(day_facts(day)) == [
        "9.5 h", "45 min after hours", "mood good, energy low", "one win", "two escalations",
        "one night ping",
    ]  # fmt: skip
    assert list(day_facts(GridDay(TODAY, "work", 20, doubtful=True))) == ["20 h, looks wrong, not counted"]
    assert list(day_facts(GridDay(TODAY, "leave"))) == ["on leave"]


def test_every_scale_has_five_steps() -> None:
    assert {len(steps) for steps in YEAR_SCALES.values()} == {5}
