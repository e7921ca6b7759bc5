"""Every command counts an escalation after midnight on the same day."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cli.cli_runs import Cli

MONDAY = date(2026, 11, 2)
WEEKS = 3
NOW = "2026-11-23T09:00:00+01:00"
STARTS = st.sampled_from([time(0), time(4), time(6, 30)])
OFFSETS = st.sampled_from([timedelta(hours=1), timedelta(hours=-5), timedelta(hours=9, minutes=30)])


@st.composite
def pings(draw: st.DrawFn) -> datetime:
    """Draw a moment of these weeks, most often near midnight, four or six."""
    day = MONDAY + timedelta(draw(st.integers(1, 7 * WEEKS - 2)))
    hours = st.sampled_from([0, 2, 3, 4, 5, 6, 22, 23])
    at = time(draw(hours | st.integers(0, 23)), draw(st.sampled_from([0, 29, 30, 59])))
    return datetime.combine(day, at, timezone(draw(OFFSETS)))


def day_of(moment: datetime, starts: time) -> date:
    """Return the day of `moment`, when the hours before `starts` belong to the day before."""
    return (moment - timedelta(hours=starts.hour, minutes=starts.minute)).date()


def record(n: int, moment: datetime) -> dict[str, Any]:
    return {
        "type": "escalation", "id": f"e-{n}", "title": f"Ping {n}", "opened": moment.isoformat(), "severity": 4,
        "minutes": 10, "could_wait": True, "status": "resolved", "resolved": (moment + timedelta(hours=3)).isoformat(),
        "updates": [{"at": (moment + timedelta(hours=1)).isoformat(), "text": f"Update {n}"}],
    }  # fmt: skip


def home(folder: str, starts: time, moments: list[datetime]) -> Cli:
    cli = Cli(Path(folder) / "home", now=NOW)
    cli.home.mkdir()
    (cli.home / "config.toml").write_text(f'timezone = "Europe/Berlin"\nday_starts_at = "{starts:%H:%M}"\n')
    days = [{"type": "workday", "date": str(MONDAY + timedelta(n)), "kind": "work", "hours": 8} for n in range(21)]
    assert cli.import_records([*days, *(record(n, at) for n, at in enumerate(moments))]).code == 0
    return cli


@settings(max_examples=25, deadline=None)
@given(STARTS, st.lists(pings(), min_size=1, max_size=8))
def test_every_command_counts_each_escalation_in_the_same_week(starts: time, moments: list[datetime]) -> None:
    with TemporaryDirectory() as folder:
        cli = home(folder, starts, moments)
        trends = [json.loads(line) for line in cli("trends", "--json", "--weeks", "4").lines]
        assert sum(week["escalations_opened"] for week in trends) == len(moments)
        assert sum(week["escalations_resolved"] for week in trends) == len(moments)
        night = [at for at in moments if at.hour >= 22 or at.hour < 6]
        assert sum(week["night_pings"] for week in trends) == len(night)
        for week in trends:
            first, last = date.fromisoformat(week["from"]), date.fromisoformat(week["to"])
            came = sum(first <= day_of(at, starts) <= last for at in moments)
            assert week["escalations_opened"] == came
            assert week["night_pings"] == sum(first <= day_of(at, starts) <= last for at in night)
            shown = cli("week", week["week"], "--json").document
            del week["answers"]
            assert {name: shown[name] for name in week} == week
            assert sum(len(day["escalations"]) for day in shown["days"]) == came
            opened = cli("report", week["week"], "--json").document
            assert sum(item["id"].startswith("grave-") for part in opened["parts"] for item in part["lines"]) == came
            share = ("share", week["week"], "--json", "--fields", "hours,nights,escalations")
            (shared,) = cli(*share).document["weeks"]
            assert shared.get("escalations_opened", 0) == came
            assert shared.get("night_pings", 0) == week["night_pings"]


@settings(max_examples=15, deadline=None)
@given(STARTS, st.lists(pings(), min_size=1, max_size=4))
def test_every_list_shows_an_escalation_under_the_same_day(starts: time, moments: list[datetime]) -> None:
    with TemporaryDirectory() as folder:
        cli = home(folder, starts, moments)
        listed = {
            one["id"]: day["date"] for day in map(json.loads, cli("list", "--json").lines) for one in day["escalations"]
        }
        assert listed == {f"e-{n}": str(day_of(at, starts)) for n, at in enumerate(moments)}
        for name, day in listed.items():
            assert name in {one["id"] for one in cli("show", day, "--json").document["escalations"]}
            assert name in {one.get("id") for one in cli.records("--from", day, "--to", day)}
        rows = csv.DictReader(io.StringIO(cli("export", "--format", "csv").out.removeprefix("\ufeff")))
        dated = {(row["type"], row["id"]): row["date"] for row in rows}
        for n, at in enumerate(moments):
            assert dated["escalation", f"e-{n}"] == str(day_of(at, starts))
            assert dated["update", f"e-{n}"] == str(day_of(at + timedelta(hours=1), starts))


def test_at_half_past_two_on_a_monday_everything_belongs_to_sunday(cli: Cli) -> None:
    night = Cli(cli.home, now="2026-11-23T02:30:00+01:00")
    assert night("log", "--mood", "2", "--escalation", "Spam wave").err.startswith("2026-11-22: logged mood 2, esc")
    (week,) = (json.loads(line) for line in night("trends", "--json", "--weeks", "1").lines)
    assert week["week"] == "2026-W47"
    assert [week[name] for name in ("checkins", "escalations_opened", "night_pings")] == [1, 1, 1]
    text = night("week").out
    assert "1 came in, one night ping" in text
    assert Cli(cli.home, now="2026-11-23T09:00:00+01:00")("week", "--json").document["escalations_opened"] == 0


def test_an_update_and_a_resolution_after_midnight_belong_to_the_day_before(cli: Cli) -> None:
    one = record(1, datetime.fromisoformat("2026-11-22T23:00:00+01:00"))  # updated at 00:00, resolved at 02:00
    cli.now = NOW
    cli.import_records([one, {"type": "workday", "date": "2026-11-22", "kind": "off"}])
    sunday, monday = (cli("week", week, "--json").document for week in ("2026-W47", "2026-W48"))
    assert (sunday["escalations_resolved"], monday["escalations_resolved"]) == (1, 0)
    assert sunday["escalations_open"] == 0
    report = cli("report", "2026-W47", "--json").document
    assert any(item["id"] == "resolved-e-1" for part in report["parts"] for item in part["lines"])


@pytest.mark.parametrize(("day", "goes"), [("2026-11-22", True), ("2026-11-23", False)])
def test_forget_erases_what_is_shown_under_the_day(cli: Cli, day: str, goes: bool) -> None:
    cli.now = NOW
    cli.import_records([record(1, datetime.fromisoformat("2026-11-23T01:30:00+01:00"))])
    done = cli("forget", day, "--yes")
    assert (done.code == 0) == goes
    (kept,) = cli.records()
    assert (kept["title"] == "(forgotten)") == goes
    assert ("updates" in kept) != goes


def test_a_file_shared_after_midnight_belongs_to_the_day_before(cli: Cli) -> None:
    cli.import_records([{"type": "workday", "date": f"2026-11-{n}", "kind": "work", "hours": 8} for n in range(16, 21)])
    cli.now = "2026-11-23T02:30:00+01:00"
    out = str(cli.home / "out")
    assert cli("share", "2026-W47", "--fields", "hours", "--out", out, "--yes", "--formats", "md").code == 0
    (page,) = Path(out).iterdir()
    assert "Sunday 22 November" in page.read_text()
