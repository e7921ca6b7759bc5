"""The calendar of leave, holidays and time owed, and reading it back."""

from __future__ import annotations

import re
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.domain.leave import is_workday
from cmcheckin.domain.records import Record
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.workday import Workday
from cmcheckin.interchange.ical import read_calendar
from cmcheckin.interchange.readers.hint_items import Scope
from cmcheckin.interchange.readers.meetings import read as read_hints
from cmcheckin.interchange.readers.source import SourceFile
from cmcheckin.interchange.writers import format_named
from cmcheckin.interchange.writers.export_options import ExportOptions
from cmcheckin.wording.calendar_files import OWN_NOTE

FRIDAY = date(2026, 11, 20)
OPTIONS = ExportOptions(FRIDAY)
MONDAY = date(2026, 12, 21)


def written(*records: Record, options: ExportOptions = OPTIONS) -> str:
    """Return the calendar file of `records`."""
    return "".join(format_named("ics").write(records, options))


def test_days_in_a_row_are_one_event_and_the_same_data_gives_the_same_bytes() -> None:
    leave = [Workday(MONDAY + timedelta(n), "leave") for n in range(4)]
    holiday = Workday(date(2026, 12, 25), "off", label="Christmas; a, b\\")
    half, off = Workday(date(2026, 12, 18), "leave", 4), Workday(date(2026, 12, 17), "off")
    others = Workday(date(2026, 12, 26), "off"), Workday(FRIDAY, "sick"), Workday(date(2026, 11, 19), "work", 8)
    text = written(*leave, holiday, half, off, *others)
    events = text.split("BEGIN:VEVENT\r\n")[1:]
    assert [re.findall(r"(?:DTSTART|DTEND);VALUE=DATE:(\d+)", event) for event in events] == [
        ["20261217", "20261218"], ["20261218", "20261219"], ["20261221", "20261225"], ["20261225", "20261226"],
    ]  # fmt: skip
    assert events[3] == (
        "UID:holiday-2026-12-25-mine@cmcheckin\r\nDTSTAMP:20261225T000000Z\r\nDTSTART;VALUE=DATE:20261225\r\n"
        "DTEND;VALUE=DATE:20261226\r\nSUMMARY:Christmas\\; a\\, b\\\\\r\nCLASS:PRIVATE\r\nTRANSP:OPAQUE\r\n"
        "X-CMCHECKIN-DAY:holiday\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    assert written(*leave, holiday, half, off, *others) == text


def test_two_people_have_different_ids_in_one_calendar() -> None:
    ids = [
        re.findall("UID:(.*)\r", written(Workday(MONDAY, "leave"), options=OPTIONS._replace(owner=name)))
        for name in ("", "Ada", "Noor")
    ]
    assert len({str(found) for found in ids}) == 3
    assert "Ada" not in str(ids)


def test_time_owed_is_a_note_on_today_and_not_a_day_off() -> None:
    late = Workday(date(2026, 11, 18), "work", 9, after_hours_minutes=90)
    text = written(late)
    assert "DTSTART;VALUE=DATE:20261120\r\n" in text
    assert "SUMMARY:Time owed to you: 1 h 30 m\r\n" in text
    assert "You're still owed 1 h 30 m." in text.replace("\r\n ", "")
    found = read_calendar(text.encode(), FRIDAY, MONDAY)
    assert (found.days, [one.reason for one in found.left_out]) == ({}, [OWN_NOTE])
    assert "VEVENT" not in written(late, options=OPTIONS._replace(first=date(2026, 11, 21)))
    assert "VEVENT" not in written(Workday(date(2026, 11, 18), "work", 8))


@given(st.text(min_size=1, max_size=300))
def test_lines_are_folded_between_characters_and_read_back_whole(name: str) -> None:
    workday = Workday.read({"date": str(MONDAY), "kind": "off", "label": f"a{name}"})
    lines = written(workday).encode().split(b"\r\n")
    assert lines.pop() == b""
    for line in lines:
        assert len(line) <= 75
        assert b"\n" not in line
        line.decode()
    whole = written(workday).replace("\r\n ", "")
    (summary,) = re.findall("SUMMARY:(.*)\r", whole)
    assert re.sub(r"\\(.)", r"\1", summary) == workday.label


FREE_DAYS = st.one_of(
    st.just({"kind": "leave"}),
    st.floats(2.7, 6).map(lambda hours: {"kind": "leave", "hours": hours}),
    st.just({"kind": "off"}),
    st.text(max_size=90).map(lambda name: {"kind": "off", "label": f"x{5 * name}"}),
)


@given(st.dictionaries(st.integers(0, 60), FREE_DAYS, min_size=1, max_size=12))
def test_any_calendar_is_read_back_as_it_was_and_follows_the_standard(days: dict[int, dict[str, object]]) -> None:
    workdays = [
        workday
        for number in sorted(days)
        if is_workday(day := MONDAY + timedelta(number), Schedule())
        for workday in [Workday.read({"date": str(day), **days[number]})]
    ]
    text = written(*workdays)
    found = read_calendar(text.encode(), MONDAY, MONDAY + timedelta(70), as_leave=True)
    assert [_restored(day, found.own[day], name) for day, name in found.days.items()] == workdays
    assert not found.left_out
    assert list(read_hints(SourceFile("leave", text), Scope(MONDAY, MONDAY + timedelta(70)))) == []
    lines = text.removesuffix("\r\n").replace("\r\n ", "").split("\r\n")
    for line in lines:
        assert re.fullmatch(r"[A-Z-]+(;[A-Z]+=[A-Z]+)?:[^\x00-\x08\x0a-\x1f\x7f]*", line)
    events = text.count("BEGIN:VEVENT\r\n")
    for name in ("UID:", "DTSTAMP:", "DTSTART;"):
        assert len({line for line in lines if line.startswith(name)}) == events


def _restored(day: date, kind: str, name: str) -> Workday:
    what, _, hours = kind.partition(" ")
    if what == "leave":
        return Workday(day, "leave", float(hours) if hours else None)
    return Workday(day, "off", label=name if what == "holiday" else None)
