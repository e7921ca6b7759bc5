"""Nudges in words: the shape of a card, the voice, and the explanation."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest

from cmcheckin.domain.nudge import KINDS, LEVELS, DayValue, Finding, Level
from cmcheckin.domain.schedule import EMPLOYEE, EMPLOYMENTS
from cmcheckin.wording.nudges import LINES, WIDTH, card_lines, explanation
from tests.forbidden import found_in

FIRST = date(2026, 9, 30)  # a Wednesday of a long name, and a window over two months


def finding(kind: str, level: Level = "nudge", employment: str = EMPLOYEE, count: int = 5, **more: float) -> Finding:
    """Return a finding of `kind` with numbers as large and days as many as possible."""
    count = 3 if kind == "recovery" else count
    days = tuple(DayValue(FIRST + timedelta(n), 11.75) for n in range(count))
    numbers: dict[str, dict[str, float]] = {
        "hours_ceiling": {"hours": 113.25, "hours_per_week": 113.25, "weeks": 1, "line": 55.0},
        "hours_jump": {
            "hours": 104.75, "hours_week_before": 101.25, "usual_hours": 41.25, "usual_weeks": 9, "usual_most": 46.25,
            "weeks": 2, "days_not_said": 3, "line": 47.5, "line_week_before": 46.25, "ends_under": 47.5,
        },
        "hours_creep": {"hours_first": 7.9, "hours_last": 9.35, "minutes_a_week": 11.2, "weeks": 12, "line": 8.8},
        "long_days": {"long_days": count, "hours_from": 11.0, "hours": 58.75, "line": 5},
        "no_day_off": {
            "worked_days": count, "run_days": count, "days_not_said": 0, "short_days": 2, "off_day_hours": 23.5,
            "line": 7,
        },
        "short_rest": {"short_rests": count, "shortest": 10.75, "rest_hours": 11.0, "line": 3},
        "after_hours": {
            "after_hours_days": 13, "window_days": 14, "line": 6, "after_hours_minutes": 1234,
            "usual_days": 1.4, "usual_known_days": 77,
        },
        "night_pings": {"nights": count, "night_pings": 23, "window_days": 7, "line": 5},
        "strain": {
            "energy": 2.62, "usual_energy": 3.71, "mornings": 10, "usual_mornings": 77, "hours": 104.75,
            "usual_hours": 41.25, "line": 0.55,
        },
        "rating_shift": {"mood": 2.62, "usual_mood": 3.71, "mornings": 10, "usual_mornings": 77, "line": 0.75},
        "low_mood": {"low_mornings": 10, "mornings": 10, "mood": 1.4, "usual_mood": 3.6, "line": 8},
        "wins_drought": {"days_without": 24, "usual_share": 0.73, "known_days": 61, "line": 8},
        "escalation_load": {
            "escalations": 27, "severity": 81, "usual_severity": 6.2, "usual_blocks": 6,
            "standard_errors": 12.3, "line": 10.5,
        },
        "recovery": {"breaks": 3, "energy": 1.83, "usual_energy": 3.71, "usual_breaks": 11, "line": 0.8},
        "gap_after_heavy": {"hours": 104.75, "days_not_said": 28, "line": 50.0},
        "hours_back": {
            "hours": 38.75, "hours_week_before": 41.25, "hours_then": 54.75, "days_not_said": 1, "line": 43.2,
            "line_then": 48.0,
        },
        "weekend_off": {"weekends_with_work": 12, "line": 4},
        "mornings_back": {"energy": 3.62, "mornings": 10, "usual_energy": 3.71, "energy_then": 2.1, "line": 3.5},
    }  # fmt: skip
    return Finding(kind, level, days[0].day, days[-1].day, days, {**numbers[kind], **more}, employment)


ALL = [(kind, level, employment) for kind in KINDS for level in LEVELS for employment in EMPLOYMENTS[:2]]


@pytest.mark.parametrize(("kind", "level", "employment"), ALL)
def test_a_card_has_at_most_four_lines_of_76_columns(kind: str, level: Level, employment: str) -> None:
    lines = card_lines(finding(kind, level, employment))
    assert 2 <= len(lines) <= LINES
    assert max(map(len, lines)) <= WIDTH == 76


@pytest.mark.parametrize(("kind", "level", "employment"), ALL)
def test_it_begins_with_what_the_log_shows_and_ends_with_a_question(kind: str, level: Level, employment: str) -> None:
    lines = card_lines(finding(kind, level, employment))
    facts = lines[0] + lines[1]
    assert re.search(r"\d|one|two|three|four|five|six|seven|eight|nine", facts, re.IGNORECASE)
    assert "?" in lines[-1]


@pytest.mark.parametrize(("kind", "level", "employment"), ALL)
def test_nothing_in_it_orders_blames_or_diagnoses(kind: str, level: Level, employment: str) -> None:
    found = finding(kind, level, employment)
    assert found_in(" ".join((*card_lines(found), *explanation(found)))) == []


@pytest.mark.parametrize(("kind", "level", "employment"), ALL)
def test_no_line_ends_between_a_number_and_its_unit_or_is_a_word_left_over(
    kind: str, level: Level, employment: str
) -> None:
    lines = card_lines(finding(kind, level, employment))
    assert not any("\xa0" in line for line in lines)
    assert not any(re.search(r"\d$", one) and re.match(r"h\b|min\b", two) for one, two in pairwise(lines))
    assert all(len(line) > 12 for line in lines)


@pytest.mark.parametrize("kind", KINDS)
def test_why_names_the_rule_the_window_the_days_the_threshold_and_what_stops_it(kind: str) -> None:
    found = finding(kind)
    lines = explanation(found)
    assert kind in lines[0]
    assert "Wed 30 Sep" in lines[0]
    assert "30 Sep" in lines[1] or "week to Sun 4 Oct" in lines[1]
    assert lines[2].startswith("Shown ")
    assert lines[-1].startswith("This ")


def test_many_days_are_summed_up_by_week() -> None:
    run = explanation(finding("no_day_off", count=84))[1]
    assert run.count("week to") == 12
    assert "82.25 h" in run
    assert explanation(finding("hours_creep", count=84))[1].count("11.75 h a workday") == 12
    assert explanation(finding("wins_drought", count=28))[1].count("seven days") == 4


def test_good_news_asks_what_helped_and_nothing_else() -> None:
    assert all("?" in card_lines(finding(kind))[-1] for kind in KINDS if KINDS[kind].good_news)


def test_each_load_that_strain_may_rest_on_has_its_sentence() -> None:
    plain = {name: value for name, value in finding("strain").numbers.items() if "hours" not in name}
    for more in (
        {"nights": 4, "usual_nights": 0.2},
        {"after_hours_days": 9, "usual_after_hours_days": 1.4},
        {"severity": 41, "usual_severity": 7.5},
    ):
        found = Finding("strain", "nudge", FIRST, FIRST, finding("strain").values, {**plain, **more})
        lines = card_lines(found)
        assert len(lines) <= LINES
        assert found_in(" ".join(lines)) == []


def test_a_low_mood_alone_leads_to_people_to_talk_to_and_long_hours_never_do() -> None:
    assert [kind for kind in KINDS if finding(kind, "care").personal] == ["low_mood"]
