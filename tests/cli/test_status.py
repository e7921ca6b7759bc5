"""`status`: the line for a prompt, what is due on a day off, and how little it loads."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from cmcheckin.cli import status
from cmcheckin.cli.argument_types import Parser
from tests.cli.cli_runs import TODAY, Cli

EVERY_DAY = '[schedule]\nworkdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]\n'
SATURDAY = "2026-11-21T08:30:00+01:00"


def test_status(cli: Cli) -> None:
    assert cli("status").out == "Check-in due · no open escalations\n"
    assert cli("status", "--short").out == "due\n"
    cli("log", "--energy", "3", "--escalation", "Spam")
    assert cli("status").out == "Check-in due · 1 open escalation\n"
    assert cli("status", "--short").out == "due 1\n"
    cli("log", "--workload", "3", "--escalation", "Again")
    assert cli("status").out == "Check-in done · 2 open escalations\n"
    assert cli("status", "--short").out == "done 2\n"
    assert cli("status", "--json").document == {"date": TODAY, "done": True, "due": False, "escalations_open": 2}


def test_status_follows_every_change(cli: Cli) -> None:
    cli("log", "--mood", "3")
    for _ in range(2):
        assert cli("status", "--short").out == "done\n"
    cli.now = "2026-11-21T03:59:00+01:00"  # still Friday, by day_starts_at
    assert cli("status", "--short").out == "done\n"
    cli.now = "2026-11-21T04:00:00+01:00"
    (cli.home / "config.toml").write_text(EVERY_DAY)
    assert cli("status", "--short").out == "due\n"
    cli("log", "--mood", "4")
    assert cli("status", "--short").out == "done\n"
    cli("undo")
    assert cli("status", "--short").out == "due\n"
    (cli.home / "config.toml").write_text('day_starts_at = "12:00"\n' + EVERY_DAY)
    assert cli("status", "--short").out == "done\n"  # it is Friday again
    (cli.home / "config.toml").write_text('timezone = "Pacific/Auckland"\n' + EVERY_DAY)
    assert cli("status", "--short").out == "due\n"
    (cli.home / "cache" / "status.json").write_text("[" * 10_000)
    assert cli("status", "--short").out == "due\n"


def test_status_is_short_or_json(cli: Cli) -> None:
    done = cli("status", "--short", "--json")
    assert (done.code, done.out) == (2, "")
    assert "not both" in done.err


def test_the_cache_serves_a_later_day_without_a_change(cli: Cli) -> None:
    cli.home.mkdir()
    (cli.home / "config.toml").write_text(EVERY_DAY)
    cli.now = "2026-11-21T08:30:00+13:00"  # Saturday there, and Friday here
    cli("log", "--mood", "3")
    seen = []
    for hour in ("20T09", "21T09", "22T09", "21T10", "19T09"):
        cli.now = f"2026-11-{hour}:00:00+01:00"
        seen.append(cli("status", "--short").out)
    assert seen == ["due\n", "done\n", "due\n", "done\n", "due\n"]


def shown(cli: Cli) -> tuple[str, str]:
    """Return the short line from the journal, and from the cache."""
    (cli.home / "cache" / "status.json").unlink(missing_ok=True)
    first, again = cli("status", "--short").out, cli("status", "--short").out
    return first, again


def test_nothing_is_due_on_a_day_that_is_no_workday(cli: Cli) -> None:
    cli("log", "--mood", "3", "--escalation", "Spam")
    cli.now = SATURDAY
    assert shown(cli) == ("off 1\n", "off 1\n")
    assert cli("status").out == "Day off · 1 open escalation\n"
    found = {"date": "2026-11-21", "done": False, "due": False, "escalations_open": 1}
    assert cli("status", "--json").document == found
    cli("log", "--mood", "3")
    assert shown(cli) == ("done 1\n", "done 1\n")


@pytest.mark.parametrize("kind", ["off", "leave", "sick"])
def test_nothing_is_due_on_a_day_that_is_logged_as_free(cli: Cli, kind: str) -> None:
    cli.import_records([{"type": "workday", "date": TODAY, "kind": kind}])
    assert shown(cli) == (f"{kind}\n", f"{kind}\n")


def test_a_worked_saturday_is_due(cli: Cli) -> None:
    cli.now = SATURDAY
    cli.import_records([{"type": "workday", "date": "2026-11-21", "kind": "work", "hours": 4}])
    assert shown(cli) == ("due\n", "due\n")


def test_a_saturday_is_due_when_it_is_a_workday(cli: Cli) -> None:
    cli("log", "--energy", "3")
    cli.now = SATURDAY
    for days, line in (('["sat", "sun"]', "due\n"), ("[]", "due\n"), ('["mon"]', "off\n")):
        (cli.home / "config.toml").write_text(f"[schedule]\nworkdays = {days}\n")
        assert shown(cli) == (line, line)


def test_nothing_is_due_while_away(cli: Cli) -> None:
    cli("nudges", "leave", "--until", "2026-11-24")
    lines = {}
    for day in (20, 23, 24, 25):
        cli.now = f"2026-11-{day}T08:30:00+01:00"
        lines[day] = shown(cli)
        assert cli("status", "--short").out == lines[day][0]
    assert {day: line for day, (line, _) in lines.items()} == {
        20: "leave\n", 23: "leave\n", 24: "leave\n", 25: "due\n"
    }  # fmt: skip
    cli.now = "2026-11-23T08:30:00+01:00"
    cli("undo")
    assert shown(cli) == ("due\n", "due\n")


def test_the_cached_answer_serves_the_days_off_that_follow(cli: Cli) -> None:
    cli("log", "--mood", "3")
    cli("nudges", "leave", "--until", "2026-11-24")
    seen = []
    for day in (20, 21, 23, 25, 28):
        cli.now = f"2026-11-{day}T08:30:00+01:00"
        seen.append(cli("status", "--short").out.strip())
    assert seen == ["done", "leave", "leave", "due", "off"]


def test_mistakes_in_the_settings_are_counted_and_listed_elsewhere(cli: Cli) -> None:
    cli("log", "--mood", "3")
    (cli.home / "config.toml").write_text('nonsense = 1\nday_starts_at = "25:00"\n')
    for _ in range(3):
        done = cli("status", "--short")
        assert (done.out, done.err) == ("done\n", "")
        done = cli("status")
        assert done.err == "config.toml has 2 mistakes. Run `cmcheckin week` to see them.\n"
    listed = cli("week").err
    assert "line 1: nonsense" in listed
    assert "line 2: day_starts_at" in listed
    (cli.home / "config.toml").write_text("nonsense = 1\n")
    assert cli("status").err == "config.toml has 1 mistake. Run `cmcheckin week` to see it.\n"


@pytest.mark.parametrize("days", ["7", "[]", "[1, 2, 3, 4]", "[[], 3, [], []]", "[[], {}, 5, 6]", "null"])
def test_a_damaged_cache_is_replaced(cli: Cli, days: str) -> None:
    cli("log", "--mood", "3")
    path = cli.home / "cache" / "status.json"
    whole = path.read_text()
    start = whole.index('"days": ') + len('"days": ')
    end = whole.index(', "unresolved"')
    path.write_text(whole[:start] + days + whole[end:])
    assert cli("status", "--short").out == "done\n"


def test_the_command_lines_of_a_prompt_mean_what_the_parser_makes_of_them() -> None:
    parser = Parser("status")
    status.arguments(parser)
    for argv in ([], ["--short"], ["--json"]):
        assert vars(status.parsed(argv) or {}) == vars(parser.parse_args(argv))
    assert status.parsed(["--short", "--json"]) is None


def test_a_prompt_and_log_load_no_slow_modules(cli: Cli) -> None:
    script = "import sys; from cmcheckin.cli.main import main; main(sys.argv[1:]); print(*sys.modules)"
    environ = {"PATH": os.environ["PATH"], "LANG": "de_DE.UTF-8", "HOME": str(cli.home)}

    def loaded(*argv: str) -> set[str]:
        command = [sys.executable, "-c", script, *argv]
        return set(subprocess.run(command, env=environ, capture_output=True, check=True, text=True).stdout.split())

    loaded("log", "--mood", "3")  # also makes the backup of the day
    assert not loaded("log", "--mood", "4") & {"pathlib", "platformdirs", "locale", "tempfile", "dataclasses"}
    assert not loaded("status", "--short") & {"pathlib", "platformdirs", "locale", "argparse", "tinydb"}
