"""The line about the week that `log` prints after it completes a check-in."""

from __future__ import annotations

from tests.cli.cli_runs import Cli


def test_the_check_in_that_log_completes_is_followed_by_a_line_about_the_week(cli: Cli) -> None:
    cli("log", "--date", "2025-11-20", "--win", "Meetup filled in a day")
    said = "A year ago today: “Meetup filled in a day”."
    assert said not in cli("log", "--win", "One").err  # which doesn't complete it
    assert cli("log", "--mood", "4").err == f"2026-11-20: logged mood 4\n{said}\n"
    assert said not in cli("log", "--energy", "4").err
    assert said not in cli("log", "--mood", "3").err
    assert said not in cli("log", "--date", "2026-11-19", "--mood", "4").err


def test_log_adds_nothing_to_a_hard_day(cli: Cli) -> None:
    cli("log", "--date", "2025-11-20", "--win", "Meetup filled in a day")
    assert cli("log", "--mood", "1").err == "2026-11-20: logged mood 1\n"
