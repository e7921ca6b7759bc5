"""The list of wins from the journal, and which of them the user includes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cmcheckin.domain.spans import Span
from cmcheckin.journal import JournalError
from cmcheckin.services import wins
from tests.services.session_home import FRIDAY, Home


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def test_the_wins_of_a_period_are_read(home: Home) -> None:
    for day in ("2026-09-30", "2026-10-01", "2026-11-20"):
        home.save(type="checkin", date=day, wins=[{"text": f"On {day}"}])
    found = wins.read_wins(home.journal(), Span.of("quarter", FRIDAY), FRIDAY)
    assert [entry.on for entry in found.entries] == [FRIDAY, date(2026, 10, 1)]
    assert len(wins.read_wins(home.journal(), Span.of("all", FRIDAY), FRIDAY).entries) == 3


def test_choices_are_kept_for_other_windows(home: Home) -> None:
    one, two = home.journal(), home.journal()
    wins.choose(one, "2026-11-20 w-1", included=False)
    wins.choose(two, "2026-11-20 w-2", included=True)
    wins.choose(two, "2026-11-20 w-1", included=True)
    assert wins.load_choices(one) == {"2026-11-20 w-1": True, "2026-11-20 w-2": True}


@pytest.mark.parametrize("text", ["", "[]", "{", '{"included": 3}', '{"included": {"a": "yes", "b": null}}'])
def test_a_file_that_cant_be_read_means_no_choices(home: Home, text: str) -> None:
    journal = home.journal()
    home.paths.drafts.mkdir(parents=True, exist_ok=True)
    (home.paths.drafts / "wins.json").write_text(text)
    assert wins.load_choices(journal) == {}
    wins.choose(journal, "a", included=False)
    assert wins.load_choices(journal) == {"a": False}


def test_a_choice_that_cant_be_saved_is_an_error(home: Home) -> None:
    journal = home.journal()
    home.paths.drafts.parent.mkdir(parents=True, exist_ok=True)
    home.paths.drafts.write_text("a file in place of the folder")
    with pytest.raises(JournalError, match="Your choice of wins couldn't be saved"):
        wins.choose(journal, "a", included=False)
