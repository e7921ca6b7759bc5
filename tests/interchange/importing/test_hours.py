"""Hours in a table become workdays, even without times."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from cmcheckin.domain.records import decode, encode
from cmcheckin.domain.workday import Activity, Workday
from cmcheckin.interchange.importing.context import ImportContext
from cmcheckin.interchange.importing.questions import ACTIVITY, Answers
from cmcheckin.interchange.importing.workdays import activity_questions, workdays_of_hours
from cmcheckin.interchange.parsing import RecordEntry, Refusal
from cmcheckin.interchange.readers.items import Hours

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 26, 17, tzinfo=BERLIN)
CONTEXT = ImportContext(BERLIN, time(4), NOW, NOW.date(), activities=("moderation", "events"))
DAY = date(2026, 3, 9)


def found_in(*rows: Hours) -> list[RecordEntry | Refusal]:
    return list(workdays_of_hours(rows, Answers({(ACTIVITY, "Mods"): "moderation"}), CONTEXT))


def workday(*rows: Hours) -> Workday:
    """Return the only workday in `rows`."""
    (found,) = found_in(*rows)
    assert isinstance(found, RecordEntry)
    assert isinstance(found.record, Workday)
    assert decode(encode(found.record)) == found.record
    return found.record


def test_the_hours_of_a_day_are_added_up_with_their_activities() -> None:
    rows = (
        Hours(2, DAY, 2.5, time(9), tags=("Mods", "unknown")),
        Hours(3, DAY, 1.25, end=time(15), tags=("Mods", "Events")),
        Hours(4, DAY, 0.5, tags=("peers",)),
    )
    used = (Activity("moderation", 3.75), Activity("events", 1.25))
    assert workday(*rows) == Workday(DAY, "work", 4.25, time(9), time(15), activities=used, peer_minutes=30)
    assert [question.name for question in activity_questions(rows, CONTEXT)] == ["Mods", "unknown", "Events", "peers"]


def test_a_row_may_have_only_a_start_and_an_end_may_be_on_the_next_day() -> None:
    assert workday(Hours(2, DAY, start=time(9), tags=("events",))) == Workday(
        DAY, "work", start=time(9), activities=(Activity("events"),)
    )
    late = Hours(2, DAY, 4, time(22), time(2)), Hours(3, DAY, 1, time(9), time(10))
    assert workday(*late) == Workday(DAY, "work", 5, time(9), time(2))


def test_days_are_in_order_and_before_four_belong_to_the_day_before() -> None:
    found = found_in(Hours(2, DAY, 1), Hours(3, datetime(2026, 3, 9, 3, tzinfo=BERLIN), 2))
    assert [(one.line, one.record.day.day) for one in found if isinstance(one, RecordEntry)] == [(3, 8), (2, 9)]


@pytest.mark.parametrize(
    ("rows", "line", "reason"),
    [
        ([Hours(2, DAY, 20), Hours(3, DAY, 4.5)], 3, "adds up to 24.5 hours on 2026-03-09"),
        ([Hours(2, date(2026, 11, 27), 1)], 2, "in the future"),
        ([Hours(2, date(1969, 12, 31), 1)], 2, "can't log"),
    ],
)
def test_more_than_a_day_and_days_that_cant_be_logged_are_refused(rows: list[Hours], line: int, reason: str) -> None:
    (found,) = found_in(*rows)
    assert isinstance(found, Refusal)
    assert found.line == line
    assert reason in found.reason
