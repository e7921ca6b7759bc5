"""Ids in share files: opaque, the same in each file, and found again in the journal."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.domain.checkin import CheckIn, Win
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.records import Records
from cmcheckin.domain.schedule import Schedule
from cmcheckin.sharing.builder import build_share
from cmcheckin.sharing.rendering import FORMATS, render_share
from cmcheckin.sharing.share_file import FIELDS, Consent, ShareFile
from cmcheckin.sharing.shared_ids import entry_texts, is_shared_id, new_secret, shared_id, texts_by_id

SECRET, OTHER = new_secret(bytes(range(16))), new_secret(bytes(range(1, 17)))
MONDAY = date(2026, 11, 16)
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def day_of_wins(*texts: str) -> CheckIn:
    wins = tuple(Win(text, f"w-{MONDAY}-{n}-3f9a") for n, text in enumerate(texts, 1))
    return CheckIn(MONDAY, NOW, wins=wins)


def shared(records: Records, secret: str = SECRET, first: date = MONDAY, **choices: object) -> ShareFile:
    consent = Consent(first, MONDAY + timedelta(6), FIELDS, **choices)  # type: ignore[arg-type]
    return build_share(records, consent, "p-1", NOW, Schedule(), NOW.date(), secret=secret)


@given(st.text(min_size=1), st.binary(min_size=16, max_size=16))
def test_an_id_is_opaque_and_the_same_each_time(id_: str, random: bytes) -> None:
    found = shared_id(new_secret(random), id_)
    assert is_shared_id(found)
    assert found == shared_id(new_secret(random), id_)
    assert not is_shared_id(id_) or found != id_


def test_another_home_has_other_ids_and_none_can_be_made_without_a_secret() -> None:
    assert shared_id(SECRET, "w-1") != shared_id(OTHER, "w-1")
    with pytest.raises(ValueError, match="secret"):
        shared_id("", "w-1")


def test_no_format_shows_that_a_win_was_dropped_or_how_many_there_were() -> None:
    at = NOW - timedelta(2)
    came = [Escalation(f"e-{at.date()}-{n}-3f9a", f"Thread {n}", at + timedelta(minutes=n)) for n in (1, 2, 3)]
    all_of_it = Records.of([day_of_wins("Zebra", "Private matter", "Apple"), *came])
    dropped = frozenset({f"w-{MONDAY}-2-3f9a", came[1].id})
    without = Records.of([day_of_wins("Zebra", "Private matter", "Apple")._replace(
        wins=tuple(win for win in day_of_wins("Zebra", "Private matter", "Apple").wins if win.id not in dropped)
    ), came[0], came[2]])  # fmt: skip
    one, other = shared(all_of_it, excluded=dropped), shared(without)
    assert one == other
    for form in FORMATS:
        text = render_share(one, form).decode()
        assert text == render_share(other, form).decode()
        assert not any(part in text for part in (SECRET, "3f9a", f"w-{MONDAY}", f"e-{at.date()}"))


def test_entries_are_in_the_order_of_days_and_words() -> None:
    found = shared(Records.of([day_of_wins("Zebra", "Middle", "Apple")]))
    assert [win.text for win in found.wins] == ["Apple", "Middle", "Zebra"]


def test_the_same_entry_has_the_same_id_in_each_file() -> None:
    records = Records.of([day_of_wins("Zebra", "Apple")])
    one, longer = shared(records), shared(records, first=MONDAY - timedelta(14), excluded=frozenset())
    assert {win.text: win.id for win in one.wins} == {win.text: win.id for win in longer.wins}


def test_an_entry_is_found_by_its_shared_id_and_by_its_own() -> None:
    ask = Escalation("e-2026-11-17-1-3f9a", "A dark mode", NOW - timedelta(5), "ask")
    records = Records.of(
        [day_of_wins("Zebra", "Apple"), ask, CheckIn(MONDAY + timedelta(1), NOW, wins=(Win("No id"),))]
    )
    file = shared(records)
    shown = {item.id: item.text for item in file.wins} | {item.id: item.title for item in file.asks}
    assert texts_by_id(records, shown, SECRET) == shown
    assert len(shown) == 4
    assert texts_by_id(records, [ask.id, f"w-{MONDAY}-1-3f9a", "x"], SECRET) == {
        ask.id: "A dark mode", f"w-{MONDAY}-1-3f9a": "Zebra",
    }  # fmt: skip
    assert texts_by_id(records, shown, OTHER) == texts_by_id(records, shown, "") == {}


def test_ten_years_are_looked_through_once(monkeypatch: pytest.MonkeyPatch) -> None:
    days = [date(2016, 1, 1) + timedelta(n) for n in range(3650)]
    records = Records.of(
        [CheckIn(day, NOW, wins=tuple(Win("x", f"w-{day}-{n}-3f9a") for n in range(3))) for day in days]
    )
    wanted = [shared_id(SECRET, f"w-{day}-1-3f9a") for day in days[::10]]
    made = []

    def counted(secret: str, id_: str) -> str:
        made.append(id_)
        return shared_id(secret, id_)

    monkeypatch.setattr("cmcheckin.sharing.shared_ids.shared_id", counted)
    assert len(texts_by_id(records, wanted, SECRET)) == len(wanted) == 365
    assert len(made) == len([*entry_texts(records)]) == 3 * 3650  # one digest an entry, however many are wanted
    made.clear()
    assert texts_by_id(records, [f"w-{days[0]}-1-3f9a"], SECRET) == {f"w-{days[0]}-1-3f9a": "x"}
    assert made == []  # none for the ids of records
