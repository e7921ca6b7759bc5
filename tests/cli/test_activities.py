"""Activities and time with peers in the commands: logged, shown and added up, and nowhere to be seen without any."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.cli.cli_runs import TODAY, Cli

MONDAY = "2026-11-16"


@pytest.fixture
def logged(cli: Cli) -> Cli:
    """A journal with three days of activities, one of them in the week before."""
    cli("log", "--date", "2026-11-10", "--hours", "8", "--activity", "support=2")
    cli("log", "--date", MONDAY, "--hours", "8", "--activity", "moderation=3, support 2h30", "--peers", "30")
    cli(
        "log", "--date", "2026-11-17", "--hours", "8", "--activity", "mod=1:30", "--activity", "events", "--peers", "1h"
    )
    cli("log", "--date", "2026-11-18", "--hours", "8", "--activity", "moderation")
    return cli


def test_activities_are_logged_beside_the_hours(cli: Cli) -> None:
    done = cli("log", "--hours", "8", "--activity", "moderation=3", "--activity", "events", "--peers", "30")
    assert done.err == f"{TODAY}: logged 8 h, moderation 3 h, events, 30 min with peers\n"
    assert cli.records() == [
        {
            "type": "workday", "date": TODAY, "kind": "work", "hours": 8,
            "activities": [{"kind": "moderation", "hours": 3}, {"kind": "events"}], "peer_minutes": 30,
        }
    ]  # fmt: skip


def test_later_activities_are_added_and_replace_the_hours_of_the_same_kind(cli: Cli) -> None:
    cli("log", "--activity", "moderation=3", "--activity", "events")
    cli("log", "--activity", "events=2", "--activity", "admin", "--peers", "15")
    (workday,) = cli.records()
    assert workday["activities"] == [
        {"kind": "moderation", "hours": 3}, {"kind": "events", "hours": 2}, {"kind": "admin"},
    ]  # fmt: skip
    assert workday["peer_minutes"] == 15
    cli("undo")
    assert cli.records()[0]["activities"] == [{"kind": "moderation", "hours": 3}, {"kind": "events"}]


def test_a_range_has_them_on_each_working_day(cli: Cli) -> None:
    cli("log", "--from", MONDAY, "--to", "2026-11-18", "--activity", "events=7")
    assert [record["activities"] for record in cli.records()] == [[{"kind": "events", "hours": 7}]] * 3


@pytest.mark.parametrize(
    ("option", "text", "reason", "code"),
    [
        ("--activity", "gardening=1", "Your activities are moderation, support", 3),
        ("--activity", "ad=1", "advocacy or admin", 3),
        ("--activity", "events=25", "from 0 to 24", 3),
        ("--activity", "", "can't be blank", 3),
        ("--peers", "soon", "Try 45 or 1h15", 2),
        ("--peers", "1441", "from 0 to 1440", 3),
    ],
)
def test_what_cannot_be_logged_changes_nothing(cli: Cli, option: str, text: str, reason: str, code: int) -> None:
    done = cli("log", "--hours", "8", option, text)
    assert done.code == code
    assert option in done.err and reason in done.err
    assert cli.records() == []


def test_the_kinds_are_those_of_the_settings(cli: Cli) -> None:
    cli.home.mkdir(exist_ok=True)
    (cli.home / "config.toml").write_text('activities = ["Triage", "code review"]\n')
    assert cli("log", "--activity", "code review 2", "--activity", "triage").code == 0
    assert cli.records()[0]["activities"] == [{"kind": "code review", "hours": 2}, {"kind": "Triage"}]
    assert "Your activities are Triage, code review" in cli("log", "--activity", "events").err
    (cli.home / "config.toml").write_text("activities = []\n")
    assert "There are no activities in your settings" in cli("log", "--activity", "events").err


def test_a_day_shows_them(logged: Cli) -> None:
    assert "8 h, moderation 1.5 h, events, 1 h with peers" in logged("show", "2026-11-17").out
    assert "8 h · moderation 3 h · support 2.5 h · 30 min with peers" in logged("list").out
    workday = logged("show", "2026-11-17", "--json").document["workday"]
    assert workday["activities"] == [{"kind": "moderation", "hours": 1.5}, {"kind": "events"}]
    assert workday["peer_minutes"] == 60


def test_a_week_adds_them_up_and_counts_days_without_hours(logged: Cli) -> None:
    line = "Time: moderation 4.5 h and one more day, support 2.5 h, events on one day, 1 h 30 min with peers"
    assert line in " ".join(logged("week").out.split())
    week = logged("week", "--json").document
    assert week["activities"] == [
        {"kind": "moderation", "hours": 4.5, "on_days": 3, "days_without_hours": 1},
        {"kind": "support", "hours": 2.5, "on_days": 1, "days_without_hours": 0},
        {"kind": "events", "hours": None, "on_days": 1, "days_without_hours": 1},
    ]
    assert week["peer_minutes"] == 90
    last = json.loads(logged("trends", "--json").lines[-1])
    assert (last["activities"], last["peer_minutes"]) == (week["activities"], 90)


def test_without_any_nothing_mentions_them(cli: Cli) -> None:
    cli("log", "--date", MONDAY, "--hours", "8", "--mood", "4", "--win", "One")
    for command in (["week"], ["show", MONDAY], ["list"], ["trends"], ["report"]):
        out = cli(*command).out
        assert not any(word in out for word in ("Time:", "peers", "moderation", "time went")), command
    week = cli("week", "--json").document
    assert (week["activities"], week["peer_minutes"]) == ([], None)


def test_trends_have_a_row_for_each_kind_and_time_with_peers_by_quarter(logged: Cli) -> None:
    cli = logged
    cli("log", "--date", "2026-02-03", "--hours", "8", "--peers", "2h")
    out = cli("trends").out
    assert "Where the time went, in hours" in out
    rows = {line.split("  ")[1]: line.split()[1:] for line in out.splitlines() if line.startswith("  ")}
    assert rows["moderation"] == ["4.5"]
    assert rows["support"] == ["2", "2.5"]
    assert rows["events"] == ["1", "d"]
    assert rows["with peers"][-1] == "1.5"
    assert "Time with peers in 2026: 3 h 30 min (2 h in Q1, 1 h 30 min in Q4)." in out


def test_a_report_has_activities_and_only_if_asked_the_time_with_peers(logged: Cli) -> None:
    line = "- Where the time went: moderation 4.5 h and one more day, support 2.5 h, events on one day."
    assert line in logged("report").out.splitlines()
    assert "peers" not in logged("report").out + logged("report", "--json").out
    assert "- 1 h 30 min with peers, on two days." in logged("report", "--peers").out.splitlines()


def test_a_share_has_each_only_if_it_is_chosen(logged: Cli) -> None:
    def week(fields: str) -> dict[str, Any]:
        found: dict[str, Any] = logged("share", "2026-W47", "--fields", fields, "--json").document["weeks"][0]
        return found

    assert not {"activities", "peer_minutes"} & week("hours,wins,after_hours,metrics").keys()
    assert week("peers") == {"week": "2026-W47", "peer_minutes": 90}
    assert week("activities")["activities"][2] == {"kind": "events", "on_days": 1, "days_without_hours": 1}
