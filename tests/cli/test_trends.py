"""`trends`: the weekly figures as text and as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from cmcheckin.wording.text_cells import cells
from tests.cli.cli_runs import TODAY, Cli

NAMES = re.findall(
    r"\w+",
    "week from to hours usual_hours days_worked days_off days_unknown after_hours_minutes night_pings mood energy "
    "workload community wins thanks escalations_opened escalations_resolved escalations_open minutes_on_escalations "
    "could_have_waited checkins peer_minutes activities answers",
)
"""Documented names, in their order."""
MONDAY = date(2026, 11, 16)


def half_a_year() -> Iterator[dict[str, Any]]:
    """Yield 26 weeks of records up to a Thursday, with after hours, a night ping a month and a metric."""
    for n in range(26 * 7 - 3):
        day = MONDAY - timedelta(25 * 7) + timedelta(n)
        if day.weekday() > 4:
            yield {"type": "workday", "date": f"{day}", "kind": "off"}
            continue
        late = 40 if day.weekday() == 2 else 0
        yield {"type": "workday", "date": f"{day}", "kind": "work", "hours": 8 + late / 60, "after_hours_minutes": late}
        yield {
            "type": "checkin", "date": f"{day}", "workload": 3, "mood": 3 + day.weekday() % 2, "energy": 3,
            "wins": [{"text": "w", "kind": "thanks" if day.weekday() == 4 else "member"}],
            "metrics": {"first response": 20 + day.weekday()},
            "answers": {"lunch break": day.weekday() < 3, "one word": "calm"},
        }  # fmt: skip
        if day.day == 11:
            ended = {"status": "resolved", "resolved": f"{day + timedelta(20)}T09:00:00+01:00"}
            yield {
                "type": "escalation", "id": f"e-{day}", "title": "t", "opened": f"{day}T23:10:00+01:00", "severity": 3,
                "minutes": 30, **(ended if day.month < 11 else {}),
            }  # fmt: skip


@pytest.fixture
def logged(cli: Cli) -> Cli:
    """A home with half a year of records."""
    cli.import_records(half_a_year())
    (cli.home / "config.toml").write_text('[[metrics]]\nname = "first response"\nunit = "min"\n')
    return cli


def test_json_is_a_line_a_week_with_the_documented_names(logged: Cli) -> None:
    weeks = [json.loads(line) for line in logged("trends", "--json").lines]
    assert len(weeks) == 12
    assert all(list(week) == NAMES for week in weeks)
    assert [weeks[0]["week"], weeks[-1]["week"]] == ["2026-W36", "2026-W47"]
    assert weeks[-1] == {
        "week": "2026-W47", "from": "2026-11-16", "to": "2026-11-22", "hours": 32.67, "usual_hours": 32.67,
        "days_worked": 4, "days_off": 0, "days_unknown": 0, "after_hours_minutes": 40, "night_pings": 0, "mood": 3.5,
        "energy": 3, "workload": 3, "community": None, "wins": 4, "thanks": 0, "escalations_opened": 0,
        "escalations_resolved": 0, "escalations_open": 1, "minutes_on_escalations": None, "could_have_waited": 0,
        "checkins": 4, "peer_minutes": None, "activities": [], "answers": {"lunch break": {"yes": 3, "answered": 4}},
    }  # fmt: skip
    assert [week["night_pings"] for week in weeks] == [0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0]


def test_json_has_the_same_figures_as_week_json(logged: Cli) -> None:
    for line in logged("trends", "--json", "--weeks", "30").lines:
        week = json.loads(line)
        alone = logged("week", "--json", week["week"]).document
        assert {name: alone[name] for name in NAMES[:-1]} == {name: week[name] for name in NAMES[:-1]}


def test_a_week_without_records_is_null_and_not_zero(cli: Cli) -> None:
    cli("log", "--mood", "3")
    weeks = [json.loads(line) for line in cli("trends", "--json", "--weeks", "3").lines]
    assert [week["mood"] for week in weeks] == [None, None, 3]
    assert all(week[name] is None for week in weeks for name in ("hours", "usual_hours", "energy", "community"))
    assert [week["days_unknown"] for week in weeks] == [0, 0, 0], "nothing was logged before today"
    cli("log", "--date", "2026-11-12", "--hours", "8")
    weeks = [json.loads(line) for line in cli("trends", "--json", "--weeks", "3").lines]
    assert [week["days_unknown"] for week in weeks] == [0, 3, 4]


def test_text_has_weeks_ledger_weekdays_and_the_comparison(logged: Cli) -> None:
    text = logged("trends").out
    for part in (
        "12 weeks · 31 August – 22 November 2026", "W36 31 Aug", "W47 16 Nov", "usual 38–44 h", "By weekday",
        "Time owed and taken back, 12 weeks", "What goes together", "Escalations", "Your numbers", "first response ",
        "Your questions: days with yes", "lunch break       " + "  3/5" * 11 + "  3/4",
        "Weekly averages", "the 11 before", "8 h owed and two night pings",
    ):  # fmt: skip
        assert part in text
    assert max(map(cells, text.splitlines())) <= 80
    assert not [line for line in text.splitlines() if line != line.rstrip()]


@pytest.mark.parametrize("weeks", ["1", "2", "40", "300"])
def test_any_number_of_weeks_keeps_to_the_margin(logged: Cli, weeks: str) -> None:
    done = logged("trends", "--weeks", weeks)
    assert done.code == 0
    assert max(map(cells, done.lines)) <= 80
    rows = [line for line in done.lines if re.match(r"  W\d\d ", line)]
    assert len(rows) >= min(int(weeks), 26)


def test_the_headings_of_two_weeks_have_a_space_between(logged: Cli) -> None:
    assert "last week  the one before" in logged("trends", "--weeks", "2").out


def test_wild_numbers_keep_to_the_margin(cli: Cli) -> None:
    days = [MONDAY - timedelta(n) for n in range(1, 150)]
    cli.import_records([
        *({"type": "workday", "date": f"{day}", "kind": "off", "hours": 18, "after_hours_minutes": 1079}
          for day in days),
        *({"type": "checkin", "date": f"{day}", "mood": 1, "metrics": {"手紙手紙手紙手紙手紙": -1e12},
           "answers": {"手紙" * 20: True, "x" * 40: False}} for day in days),
        *({"type": "escalation", "id": f"e-{day}-{n}", "title": "t", "opened": f"{day}T23:59:00+01:00", "severity": 5,
           "minutes": 100000, "could_wait": True} for day in days for n in range(3)),
    ])  # fmt: skip
    (cli.home / "config.toml").write_text('[[metrics]]\nname = "手紙手紙手紙手紙手紙"\nunit = "通"\n')
    done = cli("trends")
    assert done.code == 0
    assert max(map(cells, done.lines)) <= 80, max(done.lines, key=cells)


def test_trends_without_records_say_how_to_begin(cli: Cli) -> None:
    done = cli("trends")
    assert (done.code, done.err) == (0, "")
    assert "Nothing logged in these 12 weeks." in done.out
    assert "Run cmcheckin to check in" in done.out
    assert len(done.lines) < 8
    assert "Nothing logged this week." in cli("trends", "--weeks", "1").out


@pytest.mark.parametrize("wrong", ["0", "-1", "1041", "twelve", "1.5", "", "9" * 5000, "²"])
def test_an_invalid_number_of_weeks_is_refused(cli: Cli, wrong: str) -> None:
    done = cli("trends", f"--weeks={wrong}")
    assert (done.code, done.out) == (2, "")
    assert "weeks from 1 to 1040" in done.err


def test_the_usual_ends_with_today_and_the_tone_is_neutral(logged: Cli) -> None:
    text = logged("trends").out.lower()
    assert "to thu" in text, "the usual goes as far as the week does"
    for word in ("normal", "should", "must", "only", "missed", "failed", "burnout", "!"):
        assert word not in text


def test_the_week_has_a_line_about_time_owed(logged: Cli) -> None:
    assert "  Time owed to you: 40 m this week, 8 h in all." in logged("week").lines
    quiet = Cli(logged.home.parent / "other")
    quiet("log", "--mood", "3")
    assert "Rest" not in quiet("week").out


def test_a_past_week_shows_what_was_open_then_however_old(cli: Cli) -> None:
    cli.import_records([
        {"type": "escalation", "id": "e-1", "title": "A very long story", "opened": "2025-01-10T10:00:00+01:00",
         "status": "resolved", "resolved": "2026-11-12T10:00:00+01:00"},
        {"type": "checkin", "date": "2026-06-10", "mood": 3},
        {"type": "checkin", "date": TODAY, "mood": 3},
    ])  # fmt: skip
    for week in ("2026-W24", "2026-W45"):
        document = cli("week", "--json", week).document
        assert [one["id"] for one in document["open"]] == ["e-1"]
        assert document["escalations_open"] == 1
    last = cli("week", "--json", "2026-W46").document
    assert (last["open"], last["escalations_resolved"]) == ([], 1)
    weeks = [json.loads(line) for line in cli("trends", "--json").lines]
    assert [week["escalations_open"] for week in weeks] == [1] * 10 + [0, 0]


def test_weeks_before_the_first_record_are_not_counted(cli: Cli) -> None:
    cli.import_records([
        {"type": "checkin", "date": "2026-11-04", "mood": 3},
        {"type": "workday", "date": "2026-11-17", "kind": "work", "hours": 8},
    ])  # fmt: skip
    text = cli("trends").out
    assert text.startswith("Three weeks · 2 November – 22 November 2026")
    assert text.count("not logged") == 1, "the week in between is; the nine before the first are not"
    assert len(cli("trends", "--json").lines) == 12
