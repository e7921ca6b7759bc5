"""Commands that can't do what was typed say what is wrong, what was kept and what to do, and nothing that isn't so."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.cli_runs import Cli
from tests.cli.plain.plain_runs import joined, typed


def test_a_file_is_not_called_a_journal_where_a_backup_was_named(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("mine", encoding="utf-8")
    done = cli("restore", str(file))
    assert (done.code, done.err) == (3, f"{file} is a file, but a backup is a folder. Nothing was changed.\n")


@pytest.mark.parametrize("command", [("week",), ("log", "--mood", "3"), ("doctor",)])
def test_a_home_that_is_a_file_is_named_as_such(cli: Cli, command: tuple[str, ...]) -> None:
    cli.home.write_text("mine", encoding="utf-8")
    done = cli(*command)
    sentence = f"{cli.home} isn't a folder. Choose one with --home or CMCHECKIN_HOME. Nothing was changed.\n"
    assert (done.code, done.out, done.err) == (3, "", sentence)
    assert cli.home.read_text("utf-8") == "mine"


def test_a_week_to_come_offers_what_can_be_done_with_it(cli: Cli) -> None:
    for how in ((), ("--plain",)):
        heard = joined(cli("week", "2026-W50", *how).out)
        assert "To plan leave, run: cmcheckin leave 2026-12-07" in heard
        assert "checkin --date" not in heard
    assert cli("leave", "2026-12-07").code == 0


def test_what_was_kept_is_named_where_a_question_cannot_be_asked(cli: Cli) -> None:
    assert cli("log", "--mood", "4").code == 0
    assert "there's no terminal to ask in. Nothing was changed. Add --yes" in cli("delete", "today").err
    assert cli("show", "--json").document["checkin"]["mood"] == 4


def test_options_that_plain_lines_would_ignore_are_refused_by_what_was_typed(cli: Cli) -> None:
    assert "--plain can't be combined with --weeks." in cli("trends", "--plain", "--weeks", "3").err
    assert "--plain can't be combined with PERIOD." in cli("wins", "all", "--plain").err
    assert cli("trends", "--plain").code == 0


def test_an_earlier_day_is_edited_in_plain_lines_from_a_pipe(cli: Cli) -> None:
    done = cli("edit", "yesterday", "--plain", stdin="4\n" + "\n" * 40)
    assert done.code == 0, done.err
    assert cli("show", "yesterday", "--json").document["checkin"]["workload"] == 4
    assert "need a terminal" in cli("edit", "yesterday").err


def test_a_setup_without_an_answer_saves_nothing(cli: Cli) -> None:
    done = cli("setup", "--plain", stdin="")
    assert (done.code, done.err) == (1, "Nothing was saved. The settings are as before.\n")
    assert not (cli.home / "config.toml").exists()
    assert cli("setup", "--plain", stdin="Ada\n").code == 0
    saved = (cli.home / "config.toml").read_text("utf-8")
    assert 'name = "Ada"' in saved
    assert "plain" not in saved


def test_days_that_are_not_logged_are_named_in_whole_words_in_a_share(cli: Cli) -> None:
    assert cli("log", "--date", "2026-11-18", "--hours", "8").code == 0
    heard = joined(typed(cli, "share", "--plain", lines="q").out)
    assert "Thursday 19 November isn't logged. Type f to fill it in." in heard


def test_a_script_whose_answer_to_the_setup_is_refused_reads_two_sentences_and_keeps_nothing(cli: Cli) -> None:
    done = cli("setup", "--plain", stdin="Ada\n\nmon-fri\n")
    assert done.code == 3
    assert "days, hours and break. Add the hours you work, such as 9:00 to 18:00. Nothing was saved.\n" in done.err
    assert "Picked up" not in typed(cli, "setup", "--plain", lines="|||n").out
