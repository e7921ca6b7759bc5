"""Days that the user's files propose, in the plain check-in."""

from __future__ import annotations

from datetime import date, datetime, time

from cmcheckin.hints.day_hint import DayHint
from cmcheckin.paths import find_paths
from cmcheckin.services import hints
from tests.cli.cli_runs import TODAY, Cli

THURSDAY = date(2026, 11, 19)
PINGS = tuple(datetime.fromisoformat(f"2026-11-20T{at}:00+01:00") for at in ("02:10", "03:40"))
WORKED = DayHint(THURSDAY, ("Watson", "Slack"), None, 7.5, time(8, 52), time(17, 40), 45, PINGS)


def keep(cli: Cli, *found: DayHint) -> None:
    hints.save_proposals(find_paths(str(cli.home)), found)


def answers(*lines: str) -> str:
    return "".join(line + "\n" for line in lines)


def test_a_proposed_day_is_marked_with_its_source_and_enter_logs_it(cli: Cli) -> None:
    keep(cli, WORKED)
    done = cli("checkin", "--plain", stdin=answers("3", "", "4", "3", "", "", "", "", "", "", "", "", "y"))
    assert done.code == 0, done.err
    assert "Proposed rows count once you confirm them." in done.out
    assert (
        "Enter for 7.5 hours, 8:52 to 17:40, 45 minutes after hours, proposed from Watson and Slack:"
        in done.out.replace("\n", " ")
    )
    workday = cli.records()[-1]
    assert (workday["hours"], workday["start"], workday["after_hours_minutes"]) == (7.5, "08:52", 45)


def test_a_proposed_day_that_is_skipped_or_never_reached_is_not_logged(cli: Cli) -> None:
    keep(cli, WORKED)
    for typed in (answers("3", "-", "4"), answers("3")):
        assert cli("checkin", "--plain", stdin=typed).code == 0
        assert [record["type"] for record in cli.records()] == ["checkin"]


def test_a_script_without_answers_saves_no_proposal(cli: Cli) -> None:
    keep(cli, WORKED)
    done = cli("checkin", "--plain", stdin="")
    assert "nothing was saved" in done.out
    assert not (cli.home / "journal").exists()


def test_a_night_ping_is_added_with_a_title(cli: Cli) -> None:
    keep(cli, WORKED)
    typed = answers("3", "-", "4", "3", "", "", "", "", "", "p", "Spam wave", "4", "p", "", "", "y")
    done = cli("checkin", "--plain", stdin=typed)
    assert done.code == 0, done.err
    assert "Active at night: Fri 02:10, 03:40." in done.out
    assert "Active at night: Fri 03:40." in done.out
    added = [record for record in cli.records() if record["type"] == "escalation"]
    assert [(one["title"], one["opened"]) for one in added] == [("Spam wave", "2026-11-20T02:10:00+01:00")]


def test_days_of_a_long_gap_are_mentioned(cli: Cli) -> None:
    cli.import_records([{"type": "checkin", "date": "2026-11-01", "mood": 3}])
    keep(cli, WORKED)
    done = cli("checkin", "--plain", stdin=answers("3", "d"))
    assert "Your files cover one of these days. Type d to go through the last ones." in done.out
    assert "proposed from Watson and Slack" in done.out.replace("\n", " ")


def test_a_file_that_cannot_be_used_is_named_once(cli: Cli) -> None:
    cli.home.mkdir()
    (cli.home / "config.toml").write_text(f'[hints]\nfiles = "{cli.home}/watson/frames"\n')
    done = cli("checkin", "--plain", stdin=answers("3", "", "4"))
    assert done.code == 0
    assert (done.out + done.err).count("watson/frames doesn't exist.") == 1
    assert [record["type"] for record in cli.records()] == ["checkin", "workday"]
    assert cli.records()[0]["date"] == TODAY
