"""How a save becomes a line: only what changed, in the right file, and never in one that something is wrong with."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from cmcheckin.journal.log.lines import Changes
from cmcheckin.journal.log.store import time_of, time_text
from tests.journal.journal_home import DAY, DEVICE, Home, checkin, fresh_home, workday

PART_2 = f"2026.{DEVICE}.2.jsonl"


def test_a_known_document_is_saved_as_an_edit(home: Home) -> None:
    store = home.store()
    store.append(Changes({"t": {"1": {"a": 1, "l": [1]}, "2": {"b": 1}}}))
    store.append(Changes({"t": {"1": {"a": 1, "l": [1, 2]}, "2": {"b": 1}, "3": {"c": 1}}}, {"t": ["9"], "u": []}))
    store.append(Changes({"t": {"1": {"a": 1, "l": [1, 2]}}}))  # nothing new
    store.append(Changes({}, {"t": ["2"]}))
    store.append(Changes({"t": {"2": {"b": 1}}}))
    parts = [{name: line[name] for name in ("put", "edit", "del") if name in line} for line in home.changes()]
    assert parts == [
        {"put": {"t": {"1": {"a": 1, "l": [1]}, "2": {"b": 1}}}},
        {"put": {"t": {"3": {"c": 1}}}, "edit": {"t": {"1": {"add": {"l": [2]}}}}, "del": {"t": ["9"]}},
        {"del": {"t": ["2"]}},
        {"put": {"t": {"2": {"b": 1}}}},
    ]
    assert [(line["id"], line["tick"]) for line in home.changes()] == [([f"2026.{DEVICE}", n], n) for n in range(1, 5)]


def test_a_line_is_later_than_all_that_was_read(home: Home) -> None:
    with fresh_home() as away:
        for n in range(5):
            away.store("phone-77aa").append(Changes({"t": {str(n): {}}}))
        home.paths.journal.mkdir(parents=True)
        home.file(device="phone-77aa").write_bytes(away.file(device="phone-77aa").read_bytes())
    home.clock.at -= timedelta(days=400)
    store = home.store()
    store.append(Changes({"t": {"1": {"a": 1}}}))
    [line] = home.changes(year=2025)
    assert (line["tick"], line["seen"]) == (6, {"2026.phone-77aa": 5})


@pytest.mark.parametrize("fault", ["damage", "missing", "header", "link", "folder"])
def test_a_save_goes_to_a_second_file_when_something_is_wrong_with_the_first(home: Home, fault: str) -> None:
    home.open().save([checkin(mood=3, note="first")], why="check-in")
    whole = home.file().read_bytes()
    if fault == "damage":
        home.file().write_bytes(whole.replace(b"first", b"worst"))
    elif fault == "header":
        home.file().write_bytes(whole[1:])
    else:
        home.file().unlink()
        if fault == "link":
            home.file().symlink_to("elsewhere")
        if fault == "folder":
            home.file().mkdir()
    before = home.file().read_bytes() if fault in ("damage", "header") else b""
    for hours in (8, 7):
        with home.open() as journal:
            assert len(journal.problems) == 1
            known = journal.checkin(DAY) or checkin(mood=3)
            journal.save([workday(hours=hours), known._replace(energy=hours - 5)], why="log")
            assert len(journal.problems) == 1
    assert len((home.paths.journal / PART_2).read_bytes().splitlines()) == 3
    assert not before or home.file().read_bytes() == before
    if fault == "folder":
        home.file().rmdir()
    home.file().unlink(missing_ok=True)
    home.file().write_bytes(whole)  # it comes back
    with home.open() as journal:
        assert journal.problems == ()
        record = journal.checkin(DAY)
        assert record is not None
        assert (record.note, record.mood, record.energy) == ("first", 3, 2)
        assert journal.conflicts() == ()
        journal.save([workday(hours=6)], why="log")
    assert len(home.changes()) == 2  # the first file is in use again


def test_what_was_saved_apart_from_lost_words_is_a_conflict_when_they_come_back(home: Home) -> None:
    home.open().save([checkin(note="first")], why="check-in")
    whole = home.file().read_bytes()
    home.file().unlink()
    home.open().save([checkin(note="second")], why="check-in")
    home.file().write_bytes(whole)
    [conflict] = home.open().conflicts()
    assert {value.value for value in conflict.values} == {"first", "second"}


@pytest.mark.parametrize("year", [1, 999, 1000, 9999])
def test_a_time_is_in_utc_with_four_digits_of_the_year(year: int) -> None:
    moment = datetime(year, 6, 2, tzinfo=timezone(timedelta(hours=1)))
    text = time_text(moment)
    assert (len(text), int(text[:4]), text[-1]) == (27, year, "Z")
    assert time_of((1, text, "2026.x", 1)) == moment
    assert time_of((0, f"{text}+000000007", "2026.x", 1)) == moment
    assert time_of((0, text.replace("-06-", "-99-"), "2026.x", 1)) == datetime(1, 1, 2, tzinfo=UTC)
