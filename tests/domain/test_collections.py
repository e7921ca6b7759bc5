"""Records in collections: filtered by day and week, in the order of an export."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.domain.errors import Refused
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.records import Collection, Record, Records, decode, refuse_future
from cmcheckin.domain.workday import Workday
from tests.domain.record_strategies import RAW

RECORDS = st.lists(RAW.map(decode), max_size=8)
WORKDAYS = st.lists(st.dates(date(2026, 10, 1), date(2027, 1, 31)), unique=True).map(
    lambda days: [Workday(day, "work") for day in days]
)


@given(RECORDS)
def test_records_are_sorted_into_their_collections_and_come_out_by_type_then_key(kept: list[Record]) -> None:
    records = Records.of(kept)
    assert len(records) == len(kept)
    assert [record.key for record in records] == sorted(record.key for record in kept)
    assert {type(record) for record in records.workdays} <= {Workday}


@given(WORKDAYS, st.dates(date(2026, 10, 1), date(2027, 1, 31)), st.integers(-2, 60))
def test_ranges_include_both_ends(workdays: list[Workday], first: date, span: int) -> None:
    last = first + timedelta(span)
    days = sorted(one.date for one in workdays)
    kept = Collection(workdays)
    assert [one.date for one in kept.between(first, last)] == [day for day in days if first <= day <= last]
    assert [one.date for one in kept.before(first)] == [day for day in days if day < first]
    assert kept.on(first) == (Workday(first, "work") if first in days else None)
    assert kept.latest == (Workday(days[-1], "work") if days else None)
    assert Records.of(workdays).between(first, last).workdays == kept.between(first, last)


def test_a_collection_is_not_changed_by_its_filters() -> None:
    kept = Collection([Workday(date(2026, 11, 20), "work"), Workday(date(2026, 11, 19), "off")])
    assert [one.kind for one in kept.where(lambda one: one.free)] == ["off"]
    assert len(kept) == 2
    assert kept != list(kept)


@pytest.mark.parametrize(
    ("raw", "field"),
    [
        ({"type": "checkin", "date": "2026-11-21"}, "date"),
        ({"type": "workday", "date": "2026-11-21", "kind": "work"}, "date"),
        ({"type": "escalation", "id": "e", "title": "t", "opened": "2026-11-22T04:00:00+14:00"}, "opened"),
        ({"type": "nudge_state", "kind": "strain", "at": "2026-11-22T04:00:00+01:00"}, "at"),
    ],
)
def test_a_day_in_the_future_is_refused(raw: dict[str, str], field: str) -> None:
    record = decode(raw)
    with pytest.raises(Refused) as no:
        refuse_future(record, date(2026, 11, 20))
    assert no.value.field == field
    refuse_future(record, record.day)


def test_an_offset_may_put_an_escalation_a_day_ahead() -> None:
    opened = {"type": "escalation", "id": "e", "title": "t", "opened": "2026-11-21T01:00:00+13:00"}
    refuse_future(decode(opened), date(2026, 11, 20))


def test_an_ask_is_called_an_ask_whatever_its_severity() -> None:
    ask = decode(
        {"type": "escalation", "id": "e", "title": "t", "kind": "ask", "severity": 3, "opened": "2026-11-20T09:00Z"}
    )
    assert isinstance(ask, Escalation)
    assert (ask.severity_name, ask.severity) == ("ask", 3)
