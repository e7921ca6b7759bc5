"""An import is planned before anything is written."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from cmcheckin.domain.checkin import CheckIn, Win
from cmcheckin.domain.conflicts import FieldConflict, FieldValue
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.records import Record
from cmcheckin.domain.workday import Workday
from cmcheckin.interchange.merging import differing_fields, plan_import
from cmcheckin.interchange.parsing import RecordEntry

DAY = date(2026, 11, 20)
OPENED = datetime(2026, 11, 20, 9, tzinfo=UTC)
SAVED: tuple[Record, ...] = (
    Workday(DAY, "work", 8.0),
    CheckIn(DAY, mood=3, wins=(Win("A win", id="w-1"),)),
    Escalation("e-1", "Thread", OPENED),
)
SAME = (SAVED[0], CheckIn(DAY, mood=3, wins=(Win("A win"),)), SAVED[2])
OTHER = (Workday(DAY, "work", 9.0), CheckIn(DAY, mood=4), Escalation("e-1", "Post", OPENED))
LATER = date(2026, 11, 21)
NEW = (Workday(LATER, "off"), CheckIn(LATER, mood=4), Escalation("e-2", "Thread", OPENED))


def with_ids(record: CheckIn, before: CheckIn | None) -> CheckIn:
    return record._replace(wins=before.wins) if before is not None and record.wins else record


@pytest.mark.parametrize("n", range(3))
def test_a_record_is_new_equal_or_would_replace_another(n: int) -> None:
    saved = {record.key: record for record in SAVED}
    entries = [RecordEntry(7, OTHER[n]), RecordEntry(8, SAME[n]), RecordEntry(9, NEW[n])]
    plan = plan_import(entries, saved.get, with_ids)
    assert (plan.new, plan.replaced, plan.equal) == ((NEW[n],), (OTHER[n],), 1)


@pytest.mark.parametrize(("n", "names"), [(0, ["hours"]), (1, ["mood", "wins"]), (2, ["title"])])
def test_the_fields_of_a_conflict_are_those_that_differ(n: int, names: list[str]) -> None:
    assert sorted(differing_fields(SAVED[n], OTHER[n])) == names
    assert differing_fields(SAVED[n], SAVED[n]) == []


def test_open_conflicts_are_added_unless_they_are_known() -> None:
    key = SAVED[1].key
    values = tuple(FieldValue(OPENED, device, mood) for device, mood in (("laptop", 3), ("phone", 1)))
    conflict = FieldConflict(key, ("mood",), values)
    entries = [RecordEntry(1, SAME[1], (conflict,))]
    saved = {record.key: record for record in SAVED}
    assert plan_import(entries, saved.get, with_ids).conflicts == (conflict,)
    assert plan_import(entries, saved.get, with_ids, known=(conflict,)).conflicts == ()
