"""One escalation is updated, and nothing that another window saved is lost."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from cmcheckin.checkin.escalations import status_changes
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.fields import Key
from cmcheckin.services.escalations import ChangedElsewhere, NotThere, read_list, save_update
from tests.journal.journal_home import rewritten
from tests.services.session_home import Home

ID = "e-2026-11-19-1-3f9a"
FIELDS = {
    "type": "escalation", "id": ID, "title": "Spam wave", "opened": "2026-11-19T02:10:00+01:00", "minutes": 90,
    "cause": "price change", "status": "open", "updates": [{"at": "2026-11-19T08:00:00+01:00", "text": "first"}],
}  # fmt: skip


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A home with one open escalation."""
    home = Home(tmp_path)
    home.save(**FIELDS)
    return home


def seen(home: Home) -> Escalation:
    """Return the escalation as a window shows it."""
    item = home.journal().escalation(ID)
    assert item is not None
    return item


def test_a_status_and_a_line_are_one_change(home: Home) -> None:
    journal, now = home.journal(), home.clock.now()
    saved = save_update(journal, seen(home), status_changes("resolved", now), "  filter\nholds ", now)
    assert len(saved.records) == 1
    item = seen(home)
    assert (item.status, item.resolved) == ("resolved", now)
    assert [(one.text, one.at) for one in item.updates][1:] == [("filter holds", now)]
    journal.undo()
    assert (seen(home).status, len(seen(home).updates)) == ("open", 1)


def test_the_same_status_without_a_line_changes_nothing(home: Home) -> None:
    now = home.clock.now()
    assert not save_update(home.journal(), seen(home), status_changes("open", now), " \x00 ", now)


def test_a_resolved_one_keeps_its_time_and_an_open_one_has_none(home: Home) -> None:
    now = home.clock.now()
    save_update(home.journal(), seen(home), status_changes("resolved", now), "", now)
    later = now + timedelta(hours=5)
    save_update(home.journal(), seen(home), status_changes("resolved", later), "all quiet", later)
    assert seen(home).resolved == now
    save_update(home.journal(), seen(home), status_changes("watching", later), "", later)
    assert (seen(home).status, seen(home).resolved) == ("watching", None)


def test_what_another_window_saved_in_between_stays(home: Home) -> None:
    mine, now = seen(home), home.clock.now()
    theirs = {"minutes": 120, "handed_to": "legal", "outcome": "banned"}
    save_update(home.journal("desk-0001"), mine, theirs, "from the desk", now)
    save_update(home.journal(), mine, status_changes("watching", now), "from here", now)
    item = seen(home)
    assert (item.status, item.minutes, item.handed_to, item.outcome) == ("watching", 120, "legal", "banned")
    assert [one.text for one in item.updates] == ["first", "from the desk", "from here"]


def test_a_field_that_both_set_is_refused_and_can_be_set_the_second_time(home: Home) -> None:
    mine, now = seen(home), home.clock.now()
    save_update(home.journal(), mine, status_changes("resolved", now), "", now)
    with pytest.raises(ChangedElsewhere, match="Not saved: another window set “resolved”") as refused:
        save_update(home.journal(), mine, status_changes("watching", now), "still coming in", now)
    assert seen(home).status == "resolved"
    assert len(seen(home).updates) == 1
    save_update(home.journal(), refused.value.saved, status_changes("watching", now), "still coming in", now)
    assert seen(home).status == "watching"


def test_both_set_the_same(home: Home) -> None:
    mine, now = seen(home), home.clock.now()
    save_update(home.journal(), mine, status_changes("resolved", now), "", now)
    later = now + timedelta(hours=1)
    save_update(home.journal(), mine, status_changes("resolved", later), "here too", later)
    assert (seen(home).resolved, seen(home).updates[-1].text) == (now, "here too")


def test_one_that_was_deleted_is_not_brought_back(home: Home) -> None:
    mine, now = seen(home), home.clock.now()
    home.journal().save((), delete=[Key("escalation", ID)], why="test")
    with pytest.raises(NotThere, match="“Spam wave” was deleted"):
        save_update(home.journal(), mine, status_changes("watching", now), "", now)
    assert read_list(home.journal(), with_resolved=True) == []


def test_one_that_cannot_be_read_is_refused_with_the_reason(home: Home, tmp_path: Path) -> None:
    mine, now = seen(home), home.clock.now()
    [file] = (tmp_path / "journal").glob("*.jsonl")
    file.write_bytes(rewritten(file.read_bytes(), (b'"2026-11-19T02:10:00+01:00"', b'"2026-11-99T02:10:00+01:00"')))
    before = file.read_bytes()
    with pytest.raises(NotThere, match="can't be read"):
        save_update(home.journal(), mine, status_changes("watching", now), "", now)
    assert file.read_bytes() == before


def test_values_that_cannot_be_read_stay_as_they_are(home: Home, tmp_path: Path) -> None:
    [file] = (tmp_path / "journal").glob("*.jsonl")
    file.write_bytes(rewritten(file.read_bytes(), (b'"minutes":90', b'"minutes":"ninety"')))
    now = home.clock.now()
    save_update(home.journal(), seen(home), status_changes("watching", now), "more", now)
    assert seen(home).status == "watching"
    journal = home.journal()
    journal.escalations()
    assert any("ninety" in str(problem) or "minutes" in str(problem) for problem in journal.problems)


def test_resolved_ones_are_read_only_when_they_are_wanted(home: Home) -> None:
    home.save(**{**FIELDS, "id": "e-2", "status": "resolved"})
    assert [one.id for one in read_list(home.journal(), with_resolved=False)] == [ID]
    assert {one.id for one in read_list(home.journal(), with_resolved=True)} == {ID, "e-2"}
