"""Both sides of the limits from which something is asked about."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.sharing.test_team import TODAY, asked_of, bare, kinds, open_one, weeks


def of_weeks(field: str, values: tuple[Any, ...]) -> list[str]:
    shared = tuple(replace(week, **{field: value}) for week, value in zip(weeks(*[40.0] * 4), values, strict=True))
    return kinds(bare(weeks=shared), shared)


@pytest.mark.parametrize(
    ("kind", "field", "values", "asked"),
    [
        ("nights", "night_pings", (None, 0, 0, 2), True),
        ("nights", "night_pings", (None, 1, 1, 0), True),
        ("nights", "night_pings", (9, 0, 0, 1), False),
        ("evenings", "after_hours_minutes", (None, 60, 0, 60), True),
        ("evenings", "after_hours_minutes", (None, 60, 0, 59), False),
        ("evenings", "after_hours_minutes", (None, 120, 120, 0), False),
        ("support", "support_minutes", (None, 60, 60, 0), True),
        ("support", "support_minutes", (120, 60, 59, None), False),
        ("full", "workload", (None, None, 4.0, 4.0), True),
        ("full", "workload", (None, 1.0, 4.0, 4.0), True),
        ("full", "workload", (None, None, None, 4.0), False),
        ("full", "workload", (None, 5.0, 3.9, 4.0), False),
        ("full", "workload", (None, 5.0, 4.0, 3.9), False),
        ("full", "workload", (None, 4.0, None, 4.0), True),
        ("full", "workload", (5.0, None, None, 5.0), False),
        ("light", "workload", (None, None, 1.5, 1.5), True),
        ("light", "workload", (None, 5.0, 1.5, 1.5), True),
        ("light", "workload", (None, 1.0, 1.6, 1.5), False),
        ("light", "workload", (None, 1.0, 1.5, 1.6), False),
        ("hours", "hours", (48.0, 40.0, 43.9, 44.0), False),
        ("hours", "hours", (40.0, 44.0, 40.0, 44.0), True),
        ("hours", "hours", (40.0, 40.0, 40.0, 47.9), False),
        ("lower", "mood", (None, "about", "about", "well below"), True),
        ("lower", "energy", (None, "about", "about", "well below"), True),
        ("lower", "mood", (None, "about", "well below", "below"), False),
    ],
)
def test_figures_of_the_last_three_weeks(kind: str, field: str, values: tuple[Any, ...], asked: bool) -> None:
    assert (kind in of_weeks(field, values)) is asked


@pytest.mark.parametrize(("number", "opened", "asked"), [(1, 4, False), (2, 2, True), (3, 2, False), (2, None, False)])
def test_what_could_have_waited_is_asked_about_from_two(number: int, opened: int | None, asked: bool) -> None:
    shared = weeks(40.0, could_have_waited=number, escalations_opened=opened)
    assert ("waited" in kinds(bare(weeks=shared), shared)) is asked


@pytest.mark.parametrize(("causes", "asked"), [(("Prices",), False), (("Prices", "prices"), True), (("", ""), False)])
def test_a_cause_is_asked_about_from_two(causes: tuple[str, ...], asked: bool) -> None:
    held = tuple(open_one(f"e-{n}", 0, 1, cause=cause, minutes=30) for n, cause in enumerate(causes))
    found = asked_of(bare(escalations=held), (), TODAY)
    assert [one.kind for one in found] == ["cause"] * asked


@pytest.mark.parametrize(
    ("days", "status", "asked"),
    [(13, "open", False), (14, "open", True), (14, "watching", True), (14, "resolved", False)],
)
def test_an_ask_is_asked_about_after_two_weeks(days: int, status: str, asked: bool) -> None:
    ask = open_one("a", days, None, kind="ask", status=status)
    assert ("asks" in kinds(bare(asks=(ask,), weeks=weeks(40.0)))) is asked


@pytest.mark.parametrize(("severity", "days"), [(5, 1), (4, 3), (3, 10)])
def test_the_severer_an_escalation_the_sooner_it_is_asked_about(severity: int, days: int) -> None:
    asked = [
        kinds(bare(escalations=(open_one(days=n, severity=severity),), weeks=weeks(40.0))) for n in (days - 1, days)
    ]
    assert asked == [[], ["open"]]
    done = open_one(days=days, severity=severity, status="resolved", resolved=TODAY - timedelta(days))
    assert kinds(bare(escalations=(done,), weeks=weeks(40.0))) == []


def test_an_escalation_without_minutes_adds_none_to_those_of_its_cause() -> None:
    held = tuple(open_one(f"e-{n}", 0, 1, cause="prices", minutes=minutes) for n, minutes in enumerate((60, None)))
    [found] = asked_of(bare(escalations=held), (), TODAY)
    assert found.evidence.count("1 h") == 1
    assert "min" not in found.evidence
