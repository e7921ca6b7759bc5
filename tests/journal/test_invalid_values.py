"""Values of records that can't be read: the rest is read, they are reported, and a save keeps them."""

from __future__ import annotations

import pytest

from tests.journal.journal_home import DAY, Home, checkin, replace_later, rewritten

INVALID = ((b'"mood":3', b'"mood":9'), (b'"kind":"team"', b'"kind":"clan"'))


def with_invalid_values(home: Home) -> None:
    """Save a check-in whose mood and kind of a win can't be read."""
    win = {"text": "Meetup filled", "kind": "team"}
    home.open().save([checkin(mood=3, note="Words", wins=[win])], why="log")
    home.file().write_bytes(rewritten(home.file().read_bytes(), *INVALID))


def test_the_rest_of_a_record_with_an_invalid_value_is_read(home: Home) -> None:
    with_invalid_values(home)
    journal = home.open()
    found = journal.checkin(DAY)
    assert found is not None
    assert (found.mood, found.note, found.wins[0].text, found.wins[0].kind) == (None, "Words", "Meetup filled", None)
    [problem] = journal.problems
    assert "part of the check-in 2026-11-20 can't be read (mood is 9" in problem.what
    assert "wins[1].kind" in problem.what


def test_a_save_keeps_the_values_that_cannot_be_read(home: Home) -> None:
    with_invalid_values(home)
    found = home.open().checkin(DAY)
    assert found is not None
    wins = (*found.wins, found.wins[0]._replace(id=None, text="Thanks from Kim"))
    home.open().save([found._replace(energy=4, wins=wins)], why="edit")
    doc = home.open().store.reach().doc("checkins", "20261120")
    assert doc is not None
    assert (doc["mood"], doc["energy"], [win["text"] for win in doc["wins"]]) == (
        9, 4, ["Meetup filled", "Thanks from Kim"],
    )  # fmt: skip
    assert doc["wins"][0]["kind"] == "clan"
    assert len({win["id"] for win in doc["wins"]}) == 2
    home.open().save([found._replace(mood=4)], why="edit")
    again = home.open()
    assert again.checkin(DAY) is not None
    assert "mood" not in str(again.problems)


def test_a_value_that_became_invalid_since_the_last_save_is_kept(home: Home) -> None:
    journal = home.open()
    journal.save([checkin(mood=3, note="Words")], why="log")
    replace_later(home.file(), rewritten(home.file().read_bytes(), (b'"mood":3', b'"mood":9')))
    for energy in (4, 5):
        assert journal.save([checkin(energy=energy, note="Words")], why="edit")
        assert home.open().checkin(DAY) == checkin(energy=energy, note="Words")
        doc = home.open().store.reach().doc("checkins", "20261120")
        assert doc is not None
        assert doc["mood"] == 9


def test_a_value_of_another_type_since_the_last_save_is_saved_again(home: Home) -> None:
    journal = home.open()
    journal.save([checkin(mood=1)], why="log")
    home.file().write_bytes(rewritten(home.file().read_bytes(), (b'"mood":1', b'"mood":true')))
    assert journal.save([checkin(mood=1)], why="edit")
    assert home.open().checkin(DAY) == checkin(mood=1)
    assert home.open().problems == ()


@pytest.mark.parametrize("bad", [b'"date":7', b'"date":"2026-11-99"'])
def test_a_save_over_a_record_that_cannot_be_read_at_all_keeps_its_fields(home: Home, bad: bytes) -> None:
    home.open().save([checkin(mood=3, note="Words")], why="log")
    home.file().write_bytes(rewritten(home.file().read_bytes(), (b'"date":"2026-11-20"', bad)))
    journal = home.open()
    assert journal.checkin(DAY) is None
    assert "the check-in" in journal.problems[0].what
    journal.save([checkin(energy=4)], why="log")
    again = home.open()
    assert again.checkin(DAY) == checkin(mood=3, energy=4, note="Words")
    assert again.problems == ()


def test_a_document_with_an_odd_id_is_named(home: Home) -> None:
    home.open().save([checkin(mood=3)], why="log")
    home.file().write_bytes(
        rewritten(home.file().read_bytes(), (b'"20261120"', b'"5"'), (b'"date":"2026-11-20",', b""))
    )
    journal = home.open()
    assert not journal.everything()
    assert "check-in" in journal.problems[0].what
