"""A record with a value that can't be read is reported by each command that would have shown it."""

from __future__ import annotations

import pytest

from tests.cli.cli_runs import Cli
from tests.journal.journal_home import replace_later, rewritten

READING = (
    ["show"], ["show", "--json"], ["week"], ["week", "--json"], ["list"], ["list", "--json"], ["trends"],
    ["trends", "--json"], ["export"], ["status"], ["status", "--short"], ["status", "--json"], ["report"],
    ["report", "--json"], ["share", "2026-W47", "--json"], ["nudges"], ["nudges", "--json", "--from", "-3"],
    ["history", "today"], ["wins"], ["wins", "--json"], ["search", "meetup"], ["search", "--json", "meetup"],
    ["leave", "list"], ["leave", "list", "--json"],
)  # fmt: skip


@pytest.fixture
def home(cli: Cli) -> Cli:
    """A home in which the mood of today's check-in can't be read."""
    assert cli("log", "--mood", "3", "--win", "Meetup filled", "--hours", "8").code == 0
    file = cli.home / "journal" / "2026.test-3f9a.jsonl"
    replace_later(file, rewritten(file.read_bytes(), (b'"mood":3', b'"mood":9')))
    return cli


@pytest.mark.parametrize("argv", READING, ids=" ".join)
def test_a_reading_command_says_so_and_exits_1(home: Cli, argv: list[str]) -> None:
    done = home(*argv)
    assert done.code == 1
    assert done.err.count("mood is 9, but must be from 1 to 5") == 1


def test_a_day_without_it_is_complete(home: Cli) -> None:
    done = home("show", "2026-11-19")
    assert (done.code, done.err) == (0, "")


def test_a_change_of_that_day_is_saved_and_keeps_what_cannot_be_read(home: Cli) -> None:
    done = home("log", "--energy", "4", "--win", "Thanks from Kim")
    assert done.code == 0
    assert done.err.count("mood is 9") == 1
    shown = home("show")
    assert "Meetup filled" in shown.out
    assert "Thanks from Kim" in shown.out
    assert "mood is 9" in shown.err
    assert home("log", "--mood", "4").code == 0
    done = home("show")
    assert (done.code, done.err) == (0, "")
    assert home("undo").code == 0
    assert "mood is 9" in home("show").err
