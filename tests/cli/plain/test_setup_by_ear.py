"""The setup in plain lines."""

from __future__ import annotations

import json

from tests.cli.cli_runs import Cli
from tests.cli.plain.plain_runs import joined, typed


def test_the_setup_remembers_plain_lines(cli: Cli) -> None:
    done = typed(cli, "setup", "--plain", lines="Ada|Europe/Berlin|Mon-Fri, 09:00-17:00, 30 min break|y")
    assert done.code == 0
    assert "plain = true" in (cli.home / "config.toml").read_text("utf-8")
    done = typed(cli, lines="3||3|3||||||||y|q")
    assert "Step 1 of 4: workload" in done.out
    assert "\x1b" not in done.out


def test_a_setup_that_was_broken_off_offers_its_answers_again(cli: Cli) -> None:
    broken_off = typed(cli, "setup", "--plain", lines="Ada|Europe/Athens")
    assert broken_off.code != 0
    assert not (cli.home / "config.toml").exists()
    done = typed(cli, "setup", "--plain", lines="|||n")
    assert "Picked up where you left off." in done.out
    saved = (cli.home / "config.toml").read_text("utf-8")
    assert 'name = "Ada"' in saved
    assert 'timezone = "Europe/Athens"' in saved
    assert "Picked up" not in typed(cli, "setup", "--plain", lines="|||n").out


def test_hours_that_could_not_be_read_on_the_setup_screens_are_repeated_with_the_reason(cli: Cli) -> None:
    texts = {"name": "Ada", "timezone": "Nowhere", "hours": "mon-fri"}
    typed(cli, "setup", "--plain", lines="Ada")
    [draft] = (cli.home / "drafts").glob("setup*")
    draft.write_text(json.dumps(json.loads(draft.read_text("utf-8")) | {"typed": texts}), encoding="utf-8")
    heard = joined(typed(cli, "setup", "--plain", lines="|||n").out)
    assert "You typed “Nowhere” before. “Nowhere” isn't a time zone. Try a city, such as Berlin. Which" in heard
    assert "You typed “mon-fri” before. Add the hours you work, such as 9:00 to 18:00. When" in heard
    assert "You typed “Ada”" not in heard


def test_who_has_no_settings_yet_is_offered_the_questions(cli: Cli) -> None:
    assert "type settings" in joined(typed(cli, "week", "--plain", lines="settings||||y|q").out)
    assert "type settings" not in joined(typed(cli, "week", "--plain", lines="q").out)


def test_the_setup_says_one_sentence_about_a_wrong_answer(cli: Cli) -> None:
    done = typed(cli, "setup", "--plain", lines="|Nowhere||mon-fri|Monday to Friday, 8:30 to 17:00, no break|n")
    assert ": “Nowhere” isn't a time zone. Try a city, such as Berlin.\n" in done.out
    assert "Add the hours you work, such as 9:00 to 18:00.\n" in done.out
    assert "8:30 to 17:00 without a break is 8.5 hours a day, 42.5 hours a week." in done.out
