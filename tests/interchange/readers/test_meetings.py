"""Meetings and days of leave in a calendar file."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cmcheckin.interchange.parsing import Refusal
from cmcheckin.interchange.readers.calendar_zones import zones_in
from cmcheckin.interchange.readers.hint_items import DayOff, HintItem, Scope
from cmcheckin.interchange.readers.items import LeftOut, Span
from cmcheckin.interchange.readers.meetings import MAX_STEPS, matches, read
from cmcheckin.interchange.readers.source import SourceFile
from cmcheckin.wording import hints as words
from tests.interchange.test_ical import calendar

SAMPLE = (Path(__file__).parent / "samples" / "meetings.ics").read_text()
WEEK = Scope(date(2026, 11, 16), date(2026, 11, 22))
BERLIN = ZoneInfo("Europe/Berlin")
AT_NINE = "DTSTART:20261118T090000Z\nDTEND:20261118T100000Z"


def items(text: str | bytes, scope: Scope = WEEK) -> list[HintItem]:
    return list(read(SourceFile("calendar", text if isinstance(text, str) else text.decode()), scope))


def meetings(*events: str, scope: Scope = WEEK) -> list[str]:
    """Return when the meetings in `events` take place, in Berlin. Times without a zone end with `local`."""
    found = [item for item in items(calendar(*events), scope) if isinstance(item, Span)]
    return [f"{_shown(span.start)} {(span.end - span.start).seconds // 60}" for span in found]


def _shown(at: datetime) -> str:
    return f"{at.astimezone(BERLIN):%a %H:%M}" if at.tzinfo else f"{at:%a %H:%M} local"


def reasons(*events: str, scope: Scope = WEEK) -> list[str]:
    return [item.reason for item in items(calendar(*events), scope) if isinstance(item, LeftOut | Refusal)]


def days_off(*events: str) -> list[str]:
    return [f"{item.day:%a}" for item in items(calendar(*events)) if isinstance(item, DayOff)]


def test_the_meetings_of_a_week_with_repeats_zones_and_leave() -> None:
    found = items(SAMPLE)
    starts = [item.start.astimezone(BERLIN) for item in found if isinstance(item, Span)]
    assert sorted(f"{at:%d %H:%M}" for at in starts) == [
        "16 09:30", "17 09:30", "17 13:00", "17 18:00", "18 15:00", "19 11:00", "20 09:30", "23 09:30",
    ]  # fmt: skip
    assert [item.day.day for item in found if isinstance(item, DayOff)] == [20, 21]
    left_out = {item.line: item.reason for item in found if isinstance(item, LeftOut)}
    assert left_out == {55: words.DECLINED, 62: words.FREE, 69: words.CANCELLED, 90: words.WHOLE_DAY}
    for line in left_out:
        assert SAMPLE.splitlines()[line - 1] == "BEGIN:VEVENT"


def test_a_calendar_file_is_recognised_by_its_first_line() -> None:
    assert matches(SourceFile("x", "\ufeffbegin:vcalendar\r\n"))
    assert not matches(SourceFile("calendar.ics", "Dear all,\nBEGIN:VCALENDAR"))


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("DTSTART:20261118T090000Z", "Wed 10:00 30"),
        ("DTSTART:20261118T090000", "Wed 09:00 local 30"),
        ("DTSTART;TZID=America/New_York:20261118T090000", "Wed 15:00 30"),
        ('DTSTART;TZID="Pacific Standard Time":20261118T090000', "Wed 18:00 30"),
        ("DTSTART;TZID=/mozilla.org/20050126_1/Europe/London:20261118T090000", "Wed 10:00 30"),
        ("DTSTART;VALUE=DATE-TIME;TZID=America/Argentina/Buenos_Aires:20261118T090000", "Wed 13:00 30"),
    ],
)
def test_a_start_is_read_in_its_zone(start: str, expected: str) -> None:
    assert meetings(f"{start}\nDURATION:PT30M") == [expected]


def test_a_zone_defined_in_the_file_is_its_place() -> None:
    zone = "BEGIN:VTIMEZONE\nTZID:Ours\nX-LIC-LOCATION:Asia/Tokyo\nEND:VTIMEZONE\n"
    text = calendar("DTSTART;TZID=Ours:20261118T090000\nDURATION:PT1H", end="\n").decode()
    found = items(text.replace("BEGIN:VEVENT", zone + "BEGIN:VEVENT"))
    assert [str(item.start) for item in found if isinstance(item, Span)] == ["2026-11-18 09:00:00+09:00"]


def zone(*changes: str) -> str:
    """Return a zone called `Ours` with `changes`, each a day and hour, an offset, and perhaps a rule."""
    parts = [change.split(" ") for change in changes]
    lines = [
        f"BEGIN:STANDARD\nDTSTART:{at}0000\nTZOFFSETFROM:+0000\nTZOFFSETTO:{offset}\n"
        + "".join(f"RRULE:{rule}\n" for rule in rules)
        + "END:STANDARD\n"
        for at, offset, *rules in parts
    ]
    return f"BEGIN:VTIMEZONE\nTZID:Ours\n{''.join(lines)}END:VTIMEZONE\n"


OFFICE = zone(
    "16010101T03 +0100 FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", "16010101T02 +0200 FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3"
)
"""The zone of Berlin as Outlook writes it."""


def in_zone(definition: str, *events: str, scope: Scope = WEEK) -> list[str]:
    text = calendar(*events, end="\n").decode().replace("BEGIN:VEVENT", f"{definition}BEGIN:VEVENT", 1)
    return [str(item.start) for item in items(text, scope) if isinstance(item, Span)]


def test_a_zone_without_a_known_name_has_the_changes_of_clocks_in_the_file() -> None:
    event = "DTSTART;TZID=Ours:20200101T093000\nDURATION:PT15M\nRRULE:FREQ=DAILY;BYDAY=SU,MO,SA"
    at = "2026-{} 09:30:00+0{}:00".format
    autumn = Scope(date(2026, 10, 24), date(2026, 10, 26))
    assert in_zone(OFFICE, event, scope=autumn) == [at("10-24", 2), at("10-25", 1), at("10-26", 1)]
    spring = Scope(date(2026, 3, 28), date(2026, 3, 30))
    assert in_zone(OFFICE, event, scope=spring) == [at("03-28", 1), at("03-29", 2), at("03-30", 2)]


@given(st.datetimes(datetime(2015, 1, 1), datetime(2035, 1, 1)))  # noqa: DTZ001  without a zone yet
def test_the_zone_of_outlook_is_that_of_the_tz_database(when: datetime) -> None:
    ours = zones_in(OFFICE)["Ours"]
    at = when.replace(tzinfo=UTC)
    assert at.astimezone(ours).replace(tzinfo=None) == at.astimezone(BERLIN).replace(tzinfo=None)
    assert at.astimezone(ours).astimezone(UTC) == at or at.astimezone(BERLIN).fold or is_change(at)


def is_change(at: datetime) -> bool:
    """Whether clocks in Berlin change within two hours of `at`."""
    near = (at + timedelta(hours=hours) for hours in (-2, 2))
    return len({moment.astimezone(BERLIN).utcoffset() for moment in near}) > 1


def test_a_zone_whose_changes_ended_keeps_its_last_offset() -> None:
    ended = zone(
        "19800101T02 +0200 FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU;UNTIL=20100328T010000Z",
        "19790101T03 +0100 FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU;UNTIL=20101031T010000Z",
    )
    event = "DTSTART;TZID=Ours:20261118T090000\nDURATION:PT1H"
    assert in_zone(ended, event) == ["2026-11-18 09:00:00+01:00"]
    assert in_zone(zone("19700101T00 -0330"), event) == ["2026-11-18 09:00:00-03:30"]
    assert in_zone(zone("19700101T00 9999", "soonT00 +0100", "19700101T00 +0100 FREQ=HOURLY"), event) == []


LINES = st.sampled_from([
    "BEGIN:STANDARD", "END:STANDARD", "BEGIN:DAYLIGHT", "DTSTART:20261118T090000", "DTSTART:00010101T000000",
    "DTSTART:1", "TZOFFSETTO:+2359", "TZOFFSETTO:-0100", "TZOFFSETTO:+9", "RRULE:FREQ=DAILY",
    "RRULE:FREQ=YEARLY;COUNT=9999999", "RRULE:FREQ=MONTHLY;UNTIL=00010102", "TZID:Ours", "TZID:",
    "X-LIC-LOCATION:Nowhere", "END:VTIMEZONE",
])  # fmt: skip


@settings(max_examples=50)
@given(st.lists(LINES, max_size=12).map("\n".join), st.sampled_from(["00010101", "20261118", "99991231"]))
def test_nothing_escapes_from_any_definition_of_a_zone(lines: str, day: str) -> None:
    event = f"DTSTART;TZID=Ours:{day}T003000\nDURATION:PT1H\nRRULE:FREQ=DAILY"
    assert isinstance(in_zone(f"BEGIN:VTIMEZONE\nTZID:Ours\n{lines}\nEND:VTIMEZONE\n", event), list)


def test_an_event_in_an_unknown_zone_is_left_out() -> None:
    assert reasons("DTSTART;TZID=Nowhere/Land:20261118T090000\nDURATION:PT1H") == [words.UNKNOWN_ZONE]
    assert reasons("DTSTART;TZID=../../etc/passwd:20261118T090000\nDURATION:PT1H") == [words.UNKNOWN_ZONE]


def test_a_repeat_keeps_its_wall_time_across_a_clock_change() -> None:
    scope = Scope(date(2026, 10, 23), date(2026, 10, 26))
    event = "DTSTART;TZID=Europe/Berlin:20261001T093000\nDURATION:PT15M\nRRULE:FREQ=DAILY;BYDAY=FR,MO"
    assert meetings(event, scope=scope) == ["Fri 09:30 15", "Mon 09:30 15"]


@pytest.mark.parametrize("until", ["20261117T083000Z", "20261117", "20261117T235959"])
def test_a_repeat_ends_with_the_last_one_before_until(until: str) -> None:
    event = f"DTSTART;TZID=Europe/Berlin:20261116T093000\nDURATION:PT15M\nRRULE:FREQ=DAILY;UNTIL={until}"
    assert meetings(event) == ["Mon 09:30 15", "Tue 09:30 15"]


def test_an_end_without_a_zone_is_a_time_of_the_event() -> None:
    event = "DTSTART%s:20261116T093000\nDURATION:PT15M\nRRULE:FREQ=DAILY;UNTIL=20261117T080000"
    assert meetings(event % ";TZID=Europe/Berlin") == ["Mon 09:30 15"]
    assert meetings(event % "") == ["Mon 09:30 local 15"]


def test_single_extra_times_take_place_once() -> None:
    event = "DTSTART;TZID=Europe/Berlin:20261116T093000\nDURATION:PT15M\nRRULE:FREQ=DAILY;COUNT=2"
    extra = "RDATE:20261117T083000Z,20261118T083000Z\nRDATE;TZID=Europe/Berlin:20261119T140000,20261120T140000"
    assert meetings(f"{event}\n{extra}\nEXDATE;TZID=Europe/Berlin:20261120T140000") == [
        "Mon 09:30 15", "Tue 09:30 15", "Wed 09:30 15", "Thu 14:00 15",
    ]  # fmt: skip
    period = "RDATE;VALUE=PERIOD:20261118T083000Z/PT1H,20301118T083000Z/PT1H"
    assert meetings(f"DTSTART:20200101T093000Z\nDURATION:PT15M\n{period}") == ["Wed 09:30 15"]


def test_an_end_at_midnight_utc_leaves_out_the_meeting_of_that_day() -> None:
    event = "DTSTART;TZID=Europe/Berlin:20261116T093000\nDURATION:PT15M\nRRULE:FREQ=DAILY;UNTIL=20261117T000000Z"
    assert meetings(event) == ["Mon 09:30 15"]


@pytest.mark.parametrize(
    "excluded", ["EXDATE:20261117T083000Z", "EXDATE;TZID=Europe/Berlin:20261117T093000", "EXDATE;VALUE=DATE:20261117"]
)
def test_an_excluded_repeat_does_not_take_place(excluded: str) -> None:
    event = "DTSTART;TZID=Europe/Berlin:20261116T093000\nDURATION:PT15M\nRRULE:FREQ=DAILY;COUNT=3"
    assert meetings(f"{event}\n{excluded}") == ["Mon 09:30 15", "Wed 09:30 15"]


def test_a_moved_repeat_takes_place_once_and_a_cancelled_one_never() -> None:
    series = "UID:a\nDTSTART:20261116T083000Z\nDURATION:PT15M\nRRULE:FREQ=DAILY;COUNT=3"
    moved = "UID:a\nRECURRENCE-ID:20261117T083000Z\nDTSTART:20261117T130000Z\nDURATION:PT15M"
    gone = "UID:a\nRECURRENCE-ID:20261118T083000Z\nSTATUS:CANCELLED\nDTSTART:20261118T083000Z\nDURATION:PT15M"
    assert meetings(series, moved, gone) == ["Mon 09:30 15", "Tue 14:00 15"]


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ("STATUS:CANCELLED", words.CANCELLED),
        ("TRANSP:TRANSPARENT", words.FREE),
        ("X-MICROSOFT-CDO-BUSYSTATUS:FREE", words.FREE),
        ("X-MICROSOFT-CDO-BUSYSTATUS:OOF", words.FREE),
        ("SUMMARY:Out of office", words.FREE),
        ("ATTENDEE;PARTSTAT=DECLINED:mailto:a@example.com", words.DECLINED),
        ("RRULE:FREQ=SECONDLY", words.UNKNOWN_REPEAT),
    ],
)
def test_a_meeting_that_was_not_attended_is_left_out(more: str, reason: str) -> None:
    assert reasons(f"{AT_NINE}\n{more}") == [reason]


def test_a_meeting_is_declined_only_if_the_user_declined_it() -> None:
    both = 'ATTENDEE;PARTSTAT=DECLINED:mailto:bea@example.com\nATTENDEE;CN="Ada L";PARTSTAT=%s:mailto:ada@example.com'
    assert meetings(f"{AT_NINE}\n{both % 'ACCEPTED'}") == ["Wed 10:00 60"]
    assert meetings(f"{AT_NINE}\n{both % 'DECLINED'}") == []
    me = WEEK._replace(me=frozenset({"ada l"}))
    assert reasons(f"{AT_NINE}\n{both % 'DECLINED'}", scope=me) == [words.DECLINED]
    assert meetings(f"{AT_NINE}\n{both % 'TENTATIVE'}", scope=me) == ["Wed 10:00 60"]
    bea = WEEK._replace(me=frozenset({"bea@example.com"}))
    assert reasons(f"{AT_NINE}\n{both % 'ACCEPTED'}", scope=bea) == [words.DECLINED]


def test_events_outside_the_days_are_not_mentioned() -> None:
    old = "DTSTART:20200101T090000Z\nDTEND:20200101T100000Z\nSTATUS:CANCELLED"
    later = "DTSTART:20280101T090000Z\nDTEND:20280101T100000Z"
    assert items(calendar(old, later)) == []


@pytest.mark.parametrize(
    ("times", "reason"),
    [
        ("DTSTART:20261116T090000Z\nDTEND:20261118T100000Z", words.LONGER_THAN_A_DAY),
        ("DTSTART:20261116T090000Z", words.WITHOUT_LENGTH),
        ("DTSTART:20261116T090000Z\nDTEND:20261116T080000Z", words.WITHOUT_LENGTH),
        ("DTSTART:2026111xT090000Z\nDTEND:20261116T080000Z", words.NO_EVENT_TIME),
        ("DTSTART:20261116T990000Z\nDTEND:20261116T080000Z", words.NO_EVENT_TIME),
        ("DTSTART:20261116T090000Z\nDTEND:20261116T100000", words.NO_EVENT_TIME),
        ("SUMMARY:No start", words.NO_EVENT_TIME),
        ("DTSTART;VALUE=DATE:20261116\nDTEND;VALUE=DATE:20291118\nSUMMARY:Leave", words.LONGER_THAN_A_YEAR),
    ],
)
def test_an_event_with_unusable_times_is_named(times: str, reason: str) -> None:
    assert reasons(times) == [reason]


@pytest.mark.parametrize(
    "summary",
    [
        "Annual leave", "PTO", "On VACATION", "Friday off", "Tuesdays off", "2 days off", "Time off - Rome", "Holidays",
        "OOO", "out-of-office", "Urlaub", "Weihnachtsurlaub", "Congés", "Vacaciones", "FERIE", "Férias", "Vakantie",
    ],
)  # fmt: skip
def test_an_all_day_event_that_says_so_is_leave(summary: str) -> None:
    assert days_off(f"DTSTART;VALUE=DATE:20261119\nDTEND;VALUE=DATE:20261123\nSUMMARY:{summary}") == [
        "Thu", "Fri", "Sat", "Sun",
    ]  # fmt: skip


@pytest.mark.parametrize("summary", [
    "Leaves on the line", "Half-day leave", "Bea's birthday", "Photo shoot", "Urlaubsplanung", "Halber Tag Urlaub",
    "Demi-journée de congé", "Kick off", "Friday kick-off", "Drop off Friday", "Birthday off", "Day offsite",
    "Friday off-site", "Half Friday off",
])  # fmt: skip
def test_other_all_day_events_are_left_out(summary: str) -> None:
    event = f"DTSTART;VALUE=DATE:20261119\nSUMMARY:{summary}"
    assert (days_off(event), reasons(event)) == ([], [words.WHOLE_DAY])


@pytest.mark.parametrize("summary", [
    "{} on leave", "{} is on vacation", "{}'s vacation", "{}’s annual leave", "{} OOO", "{} - out of office",
    "{} im Urlaub", "{} Lovelace en congé", "{} is OOO", "{}'s Friday off",
])  # fmt: skip
def test_leave_that_names_someone_counts_only_if_that_is_the_user(summary: str) -> None:
    ada = WEEK._replace(me=frozenset({"ada lovelace", "bo@example.com"}))
    events = [f"DTSTART:20261119\nSUMMARY:{summary.format(name)}" for name in ("Ada", "Bea")]
    assert reasons(*events, scope=ada) == [words.LEAVE_OF_OTHERS]
    assert reasons(*events) == [words.LEAVE_OF_OTHERS] * 2


@pytest.mark.parametrize("summary", [
    "Urlaub in Rom", "I'm on leave", "Out on PTO", "New Year's holidays", "Summer vacation", "Jour de congé",
    "Resturlaub", "Leave (approved)", "OOO - Rome", "Vacation is here", "Mother's day off",
])  # fmt: skip
def test_leave_that_names_nobody_is_the_users_own(summary: str) -> None:
    assert days_off(f"DTSTART:20261119\nSUMMARY:{summary}") == ["Thu"]


def test_outlook_marks_days_out_of_office() -> None:
    marks = "X-MICROSOFT-CDO-BUSYSTATUS:OOF\nX-MICROSOFT-CDO-ALLDAYEVENT:TRUE"
    assert days_off(f"DTSTART:20261119T000000\nDTEND:20261121T000000\n{marks}\nSUMMARY:Away") == ["Thu", "Fri"]


def test_repeated_days_of_leave_end_and_are_left_out_by_their_day() -> None:
    event = "UID:a\nDTSTART%s\nSUMMARY:Leave\nRRULE:FREQ=DAILY;UNTIL=20261119T000000Z"
    assert days_off(event % ":20261117") == ["Tue", "Wed", "Thu"]
    outlook = event % ";TZID=Europe/Berlin:20261117T000000" + "\nX-MICROSOFT-CDO-ALLDAYEVENT:TRUE"
    moved = "UID:a\nRECURRENCE-ID;TZID=Europe/Berlin:20261119T000000\nDTSTART:20261121\nSUMMARY:Leave"
    assert days_off(f"{outlook}\nEXDATE;TZID=Europe/Berlin:20261118T000000", moved) == ["Tue", "Sat"]
    assert days_off("DTSTART:20200101\nSUMMARY:Leave\nRDATE;VALUE=DATE:20261118,20261120") == ["Wed", "Fri"]


def test_a_moved_repeat_of_the_year_1_is_ignored() -> None:
    moved = "UID:a\n%s:20261119T000000\n%s:00010101T000000\nDTSTART:20261121\nSUMMARY:Leave"
    assert days_off(moved.replace("%s", "RECURRENCE-ID;TZID=Europe/Berlin")) == ["Sat"]


def test_days_exported_from_the_log_are_not_hints() -> None:
    assert items(calendar("DTSTART;VALUE=DATE:20261119\nX-CMCHECKIN-DAY:leave\nSUMMARY:Leave")) == []


def test_a_million_repeats_take_no_longer_than_the_days_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    event = "DTSTART:19700105T090000Z\nDURATION:PT15M\nRRULE:FREQ=DAILY"
    assert len(meetings(event)) == 9  # with a day more on each side, as zones differ
    counted = "DTSTART:19700105T090000Z\nDURATION:PT15M\nRRULE:FREQ=DAILY;COUNT=1000000"
    assert MAX_STEPS <= 1_000_000
    monkeypatch.setattr("cmcheckin.interchange.readers.meetings.MAX_STEPS", 50_000)
    assert reasons(counted, counted) == []
    assert reasons(*[counted] * 3) == [words.TAKES_TOO_LONG]


def test_reading_stops_when_time_is_up() -> None:
    assert items(SAMPLE, WEEK._replace(is_over=lambda: True)) == [Refusal(15, words.TAKES_TOO_LONG)]


def test_a_calendar_that_is_cut_off_is_read_to_its_end() -> None:
    text = calendar(AT_NINE, AT_NINE, end="\n").decode()
    found = items(text[: text.rindex("END:VEVENT")])
    assert [type(item) for item in found] == [Span, Refusal]
    assert found[-1] == Refusal(9, words.CALENDAR_ENDS_EARLY)


def test_old_line_ends_and_folded_lines_are_read() -> None:
    event = "DTSTART;TZID=Europe/\n Berlin:20261118T09\n 0000\nDURATION:PT1H"
    assert meetings(event) == ["Wed 09:00 60"]
    assert len(items(calendar(AT_NINE, end="\r"))) == 1
