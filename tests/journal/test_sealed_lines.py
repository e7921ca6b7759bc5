"""An encrypted journal gives the same records as a clear one, and says nothing without its identity."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cmcheckin.journal import Journal
from cmcheckin.journal.encryption.cipher import Locked
from cmcheckin.journal.encryption.identities import new_secret
from cmcheckin.journal.log import opened
from cmcheckin.journal.log.lines import Newer, Sealed, change_line, checked, dumps, read_change
from cmcheckin.journal.log.sealing import opened_raw, sealed_line, sealed_rest
from tests.journal.journal_home import DAY, DEVICE, Home, checkin, escalation, workday
from tests.journal.sealed_home import SealedHome, fresh_sealed_home

NOTE = "Quarrelled about Zanzibar"
KEY = (7, "2026-11-20T07:31:04.123456Z", f"2026.{DEVICE}", 3)


@pytest.fixture
def sealed(tmp_path: Path) -> SealedHome:
    home = SealedHome(tmp_path / "home")
    home.switch("on")
    return home


def test_a_line_shows_only_what_appending_and_joining_need(sealed: SealedHome) -> None:
    raw = change_line(KEY, "log", {"put": {"checkins": {"20261120": {"note": NOTE}}}, "seen": {"2026.phone-1": 4}})
    line = sealed_line(raw[:-1], sealed.vault)
    found = json.loads(line)
    assert {name: found[name] for name in found if name not in ("crc", "sealed")} == {
        "id": [f"2026.{DEVICE}", 3], "tick": 7, "seen": {"2026.phone-1": 4},
    }  # fmt: skip
    assert sealed_line(line, sealed.vault) == line
    assert opened_raw(line, sealed.vault) == raw[:-1]
    with pytest.raises(Sealed):
        read_change(line)


def test_bytes_that_are_no_line_are_hidden_and_stay_damaged(sealed: SealedHome) -> None:
    line = sealed_rest(b'{"crc":"0000", torn ' + NOTE.encode(), sealed.vault)
    assert NOTE.encode() not in line
    with pytest.raises(ValueError, match="damaged before"):
        read_change(line)
    assert opened_raw(line, sealed.vault) == b'{"crc":"0000", torn ' + NOTE.encode()


def test_a_content_that_belongs_to_another_line_is_refused(sealed: SealedHome) -> None:
    one, two = (sealed_line(change_line((n, *KEY[1:]), "log", {})[:-1], sealed.vault) for n in (7, 8))
    mixed = checked(dumps({**_without_crc(one), "sealed": json.loads(two)["sealed"]}))
    with pytest.raises(ValueError, match="another line"):
        opened_raw(mixed, sealed.vault)


def _without_crc(raw: bytes) -> dict[str, Any]:
    return {name: value for name, value in json.loads(raw).items() if name != "crc"}


@pytest.mark.parametrize("value", ["age", ["rot13", "AAAA"], None])
def test_another_way_of_sealing_is_newer(value: object) -> None:
    with pytest.raises(Newer, match="encrypted"):
        read_change(checked(dumps({"id": ["2026.x", 1], "tick": 1, "sealed": value})))


BOTH = (checkin(note=NOTE), workday(hours=7.5))


def _flipped(home: SealedHome, line: int, place: float, bit: int) -> tuple[Any, ...]:
    """Save BOTH in two lines, and flip `bit` of the byte at `place` of one of them, where 1 is its line break. Return
    what is left of BOTH. Places are fractions, as age makes contents of random length."""
    with home.open() as journal:
        for record in BOTH:
            journal.save([record], why="check-in")
    lines = home.file().read_bytes().splitlines(keepends=True)
    damaged = bytearray(lines[1 + line])
    damaged[int(place * (len(damaged) - 1))] ^= 1 << bit
    home.file().write_bytes(b"".join([*lines[: 1 + line], damaged, *lines[2 + line :]]))
    with home.open() as journal:
        left = (journal.checkin(DAY), journal.workday(DAY))
        assert journal.problems, "the damage was not noticed"
        return left


@given(st.integers(0, 1), st.floats(0, 1, exclude_max=True), st.integers(0, 7))
@settings(max_examples=40)
def test_a_flipped_bit_in_a_sealed_line_is_noticed_and_costs_that_line(line: int, place: float, bit: int) -> None:
    with fresh_sealed_home() as home:
        assert _flipped(home, line, place, bit) == ((None, BOTH[1]), (BOTH[0], None))[line]


@pytest.mark.parametrize("bit", range(8))
def test_a_flipped_bit_of_the_line_break_after_a_sealed_line_costs_nothing(sealed: SealedHome, bit: int) -> None:
    assert _flipped(sealed, 0, 1, bit) == BOTH


RECORDS = st.one_of(
    st.builds(lambda day, mood: checkin(day, mood=mood, note=NOTE), st.sampled_from(["2026-11-18", "2026-11-19"]),
              st.integers(1, 5)),
    st.builds(lambda hours: workday(hours=hours), st.sampled_from([4.0, 7.5, 8.0])),
    st.builds(lambda status: escalation(status=status), st.sampled_from(["open", "resolved"])),
)  # fmt: skip
STEP = st.tuples(st.sampled_from(["save", "save", "save", "undo", "redo", "reopen"]), RECORDS, st.booleans())


@given(st.lists(STEP, max_size=8))
@settings(max_examples=25)
def test_sealed_and_clear_homes_give_the_same_state(steps: list[tuple[str, Any, bool]]) -> None:
    with fresh_sealed_home() as sealed:
        clear = Home(sealed.folder.parent / "clear")
        outcomes = [_run(home, steps) for home in (sealed, clear)]
        assert outcomes[0] == outcomes[1]
        assert not sealed.with_words(NOTE, "Spam wave")


def _run(home: Home, steps: list[tuple[str, Any, bool]]) -> list[Any]:
    found: list[Any] = []
    journals = {name: home.open(name) for name in (DEVICE, "phone-0001")}
    for what, record, is_other in steps:
        name = "phone-0001" if is_other else DEVICE
        if what == "reopen":
            journals[name].close()
            journals[name] = home.open(name)
            continue
        try:
            if what == "save":
                journals[name].save([record], why="log")
            elif what == "undo":
                journals[name].undo()
            else:
                journals[name].redo()
        except Exception as error:
            found.append(type(error))
        found.append(journals[name].everything())
    for name in journals:
        again = home.open(name)
        found += [again.everything(), again.problems, again.conflicts()]
    return found


def test_without_the_identity_nothing_is_read_and_the_error_says_so(sealed: SealedHome) -> None:
    sealed.open().save([checkin(note=NOTE)], why="check-in")
    sealed.lock()
    journal = sealed.open()
    for read in (lambda: journal.checkin(DAY), journal.everything, journal.undo, lambda: journal.problems):
        with pytest.raises(Locked, match="Nothing was changed"):
            read()
    sealed.unlock()
    assert journal.checkin(DAY) == checkin(note=NOTE)


def _added(sealed: SealedHome, *records: Any) -> Journal:
    sealed.lock()
    journal = sealed.open()
    journal.add_only()
    for record in records:
        journal.save([record], why="log")
    journal.close()
    sealed.unlock()
    return sealed.open()


def test_what_is_added_while_locked_joins_what_is_there(sealed: SealedHome) -> None:
    before = sealed.open()
    before.save([checkin(note=NOTE, wins=[{"text": "One"}]), workday(kind="sick"), escalation()], why="check-in")
    journal = _added(
        sealed, checkin(mood=4, wins=[{"text": "Two"}]), workday(after_hours_minutes=30),
        checkin("2026-11-23", mood=2), escalation("e-2026-11-23-1-3f9a", title="New"),
    )  # fmt: skip
    found = journal.checkin(DAY)
    assert found is not None
    assert (found.mood, found.note, [win.text for win in found.wins]) == (4, NOTE, ["One", "Two"])
    day = journal.workday(DAY)
    assert day is not None
    assert (day.kind, day.after_hours_minutes) == ("sick", 30)
    assert len(journal.escalations()) == 2
    assert journal.checkin(checkin("2026-11-23").date) == checkin("2026-11-23", mood=2)
    assert (journal.problems, journal.conflicts()) == ((), ())
    assert {place[1] for place in journal.store.memory.joined} == {"20261120"}, "what is new needs no joining"


def test_ids_made_while_locked_are_never_those_of_saved_entries(sealed: SealedHome) -> None:
    with sealed.open() as journal:
        journal.save([checkin(wins=[{"text": "One"}, {"text": "Two"}])], why="check-in")
    journal = _added(sealed, checkin(wins=[{"text": "Three"}]), checkin(wins=[{"text": "Four"}]))
    journal.save([found := journal.checkin(DAY)._replace(mood=3)], why="log")  # type: ignore[union-attr]
    wins = journal.checkin(DAY).wins  # type: ignore[union-attr]
    assert [win.text for win in wins] == ["One", "Two", "Three", "Four"]
    assert len({win.id for win in wins}) == 4
    assert found.wins == wins


def test_an_identity_of_others_is_told_from_damage(sealed: SealedHome, tmp_path: Path) -> None:
    sealed.open().save([checkin(note=NOTE)], why="check-in")
    other = SealedHome(sealed.folder, new_secret())
    sealed.lock()
    other.identity = tmp_path / "other.txt"
    other.switch("on")
    journal = other.open("phone-0001")
    assert journal.checkin(DAY) is None
    assert [problem.what for problem in journal.problems] == ["some of it is encrypted for another identity than yours"]
    journal.save([checkin(mood=4)], why="log")
    assert journal.checkin(DAY) == checkin(mood=4)
    sealed.unlock()
    found = sealed.open()  # new lines have both recipients
    assert found.checkin(DAY) == checkin(note=NOTE, mood=4)
    assert found.problems == ()


def test_a_device_that_is_not_encrypted_reads_all_but_the_lines_of_one_that_is(sealed: SealedHome) -> None:
    sealed.open().save([checkin(note=NOTE)], why="check-in")
    other = Home(sealed.folder.parent / "other")
    other.open("phone-0001").save([workday(hours=8)], why="log")
    (other.paths.journal / sealed.file().name).write_bytes(sealed.file().read_bytes())
    journal = other.open("phone-0001")
    assert journal.workday(DAY) == workday(hours=8)
    assert journal.checkin(DAY) is None
    assert "encrypted" in str(journal.problems[0])
    (sealed.paths.journal / "2026.phone-0001.jsonl").write_bytes(other.file(2026, "phone-0001").read_bytes())
    both = sealed.open()
    assert (both.checkin(DAY), both.workday(DAY)) == (checkin(note=NOTE), workday(hours=8))


def test_nothing_is_saved_in_clear_when_the_settings_are_gone(sealed: SealedHome) -> None:
    sealed.open().save([checkin(note=NOTE)], why="check-in")
    before = sealed.file().read_bytes()
    (sealed.folder / "encryption.json").unlink()
    journal = sealed.open()
    with pytest.raises(Exception, match=r"encryption\.json is missing"):
        journal.save([checkin(mood=3)], why="log")
    assert sealed.file().read_bytes() == before


def test_a_value_that_is_given_again_while_locked_replaces_none_unseen(sealed: SealedHome) -> None:
    with sealed.open() as journal:
        journal.save([checkin(note=NOTE, mood=2)], why="check-in")
    journal = _added(sealed, checkin(note="Another", mood=2), checkin("2026-11-23", note="New"))
    assert journal.checkin(DAY) == checkin(note="Another", mood=2)
    assert [(one.field, [each.value for each in one.values]) for one in journal.conflicts()] == [
        (("note",), ["Another", NOTE])
    ]
    journal.save([checkin("2026-11-23", note="Corrected")], why="edit")
    again = sealed.open()
    assert again.checkin(checkin("2026-11-23").date) == checkin("2026-11-23", note="Corrected")
    assert len(again.conflicts()) == 1


def test_words_of_a_forgotten_day_that_are_added_while_locked_stay(sealed: SealedHome) -> None:
    with sealed.open() as journal:
        journal.save([checkin(note=NOTE)], why="check-in")
        journal.forget(DAY)
    assert _added(sealed, checkin(note="A new start")).checkin(DAY) == checkin(note="A new start")
    assert sealed.open().unfinished_forgetting() == ()


def test_opened_lines_are_cached_sealed_and_erased_with_a_forgotten_day(
    sealed: SealedHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opened, "WORTH", 0)
    with sealed.open() as journal:
        journal.save([checkin(note=NOTE), workday(hours=8)], why="check-in")
    before = sealed.open().everything()
    cache = sealed.paths.cache / f"lines.{DEVICE}.age"
    assert cache.exists()
    assert sealed.with_words(NOTE) == []
    opens: list[bytes] = []
    monkeypatch.setattr(opened, "unpacked", lambda content, vault: opens.append(content))
    assert sealed.open().everything() == before
    assert opens == []
    monkeypatch.undo()
    cache.write_bytes(cache.read_bytes()[:-1] + b"?")
    assert sealed.open().everything() == before
    monkeypatch.setattr(opened, "WORTH", 0)
    with sealed.open() as journal:
        journal.everything()
        journal.forget(DAY)
        after = journal.everything()
    assert NOTE.encode() not in sealed.vault.open(cache.read_bytes())
    assert sealed.open().everything() == after
