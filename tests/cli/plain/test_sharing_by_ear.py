"""What a share and a report read aloud before their files are written."""

from __future__ import annotations

import json

from tests.cli.cli_runs import Cli
from tests.cli.plain.plain_runs import joined, typed

SPAM = {
    "type": "escalation",
    "id": "e-2026-11-19-1-3f9a",
    "title": "Spam wave",
    "kind": "conduct",
    "severity": 3,
    "opened": "2026-11-19T14:10:00+01:00",
    "minutes": 70,
    "cause": "price · change after 2 h",
}


def test_what_an_entry_shows_beside_it_is_read_in_words_and_the_users_own_words_as_typed(cli: Cli) -> None:
    assert cli("import", "-", stdin=json.dumps(SPAM)).code == 0
    heard = joined(typed(cli, "share", "--plain", lines="|3|q").out)
    assert "1 hour 10 minutes, conduct, Thursday 19 November, Cause: price · change after 2 h" in heard


def test_a_labelled_line_says_whether_it_is_included_and_an_empty_one_how_to_add_it(lived: Cli) -> None:
    heard = joined(typed(lived, "share", "--plain", lines="|q").out)
    assert "1. Your name: Ada (included)" in heard
    assert "2. What would help: nothing yet; type e to add a line Wins to celebrate:" in heard


def test_a_week_that_is_opened_reads_its_own_numbers_alone_and_in_words(lived: Cli) -> None:
    heard = joined(typed(lived, "share", "--plain", lines="x 9,17||13|13|q").out)
    _, _, opened, closed = heard.split("13. Week 47")
    assert "(type this number to hide them) 14. Hours: 35.5 hours (included)" in opened
    assert "Energy: about their usual (included)" in opened
    assert "Your name" not in opened
    assert "(type this number to list them)" in closed
    assert "14." not in closed


def test_the_title_of_the_preview_is_one_sentence(lived: Cli) -> None:
    assert "Ada, week 47, 16 to 22 November 2026." in typed(lived, "share", "--plain", lines="||q").out


def test_the_lines_of_a_report_are_read_in_words_and_the_users_own_words_as_typed(cli: Cli) -> None:
    assert cli("import", "-", stdin=json.dumps(SPAM | {"title": "Spam · wave, 3 h", "severity": 4})).code == 0
    heard = joined(typed(cli, "report", "--plain", lines="2|e 2 Own 2 h line|q").out)
    assert "High: Spam · wave, 3 h (Thursday 19 November)" in heard
    assert "Escalations took 1 hour 10 minutes, all of it after “price · change after 2 h”." in heard
    assert "Based on: Thursday 19 November, Spam · wave, 3 h, open, 1 hour 10 minutes, after price · change" in heard
    assert "2. Own 2 h line Report:" in heard
    assert "Escalations took 1 h 10 min" in cli("report").out
