"""Reading the all-day events of calendar files, good and hostile."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.domain.errors import Refused
from cmcheckin.interchange.calendar_events import MAX_NAME
from cmcheckin.interchange.ical import MAX_DAYS, CalendarDays, read_calendar
from cmcheckin.wording.calendar_files import REASONS

FIRST, LAST = date(2026, 1, 1), date(2028, 12, 31)


def calendar(*events: str, end: str = "\r\n") -> bytes:
    """Return a calendar file with `events`, each a text of lines without BEGIN and END."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0"]
    for event in events:
        lines += ["BEGIN:VEVENT", *event.split("\n"), "END:VEVENT"]
    return (end.join([*lines, "END:VCALENDAR"]) + end).encode()


def read(*events: str) -> CalendarDays:
    return read_calendar(calendar(*events), FIRST, LAST)


def days(*events: str) -> list[str]:
    return [str(day) for day in read(*events).days]


def reasons(found: CalendarDays) -> list[tuple[str, int, tuple[str, ...]]]:
    return [(one.reason, one.number, one.names) for one in found.left_out]


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ("DTSTART;VALUE=DATE:20261225", ["2026-12-25"]),
        ("DTSTART:20261225", ["2026-12-25"]),
        ('dtstart;value=date;X-A="b:c;d":20261225', ["2026-12-25"]),
        ("DTSTART;VALUE=DATE:20261230\nDTEND;VALUE=DATE:20270102", ["2026-12-30", "2026-12-31", "2027-01-01"]),
        ("DTSTART;VALUE=DATE:20261225\nDTEND;VALUE=DATE:20261225", ["2026-12-25"]),
        ("DTSTART;VALUE=DATE:20261225\nDURATION:P2D", ["2026-12-25", "2026-12-26"]),
        ("DTSTART;VALUE=DATE:20251225\nDURATION:P2W", [f"2026-01-0{n}" for n in range(1, 8)]),
        (
            "DTSTART;TZID=Europe/Berlin:20260803T000000\nDTEND;TZID=Europe/Berlin:20260805T000000\n"
            "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE",
            ["2026-08-03", "2026-08-04"],
        ),
        ("DTSTART;VALUE=DATE:20200501\nRRULE:FREQ=YEARLY", ["2026-05-01", "2027-05-01", "2028-05-01"]),
        ("DTSTART;VALUE=DATE:20200501\nRRULE:FREQ=YEARLY;INTERVAL=3", ["2026-05-01"]),
        ("DTSTART;VALUE=DATE:20200501\nRRULE:FREQ=YEARLY;COUNT=8", ["2026-05-01", "2027-05-01"]),
        ("DTSTART;VALUE=DATE:20200501\nRRULE:FREQ=YEARLY;UNTIL=20270430", ["2026-05-01"]),
        ("DTSTART;VALUE=DATE:20240229\nRRULE:FREQ=YEARLY", ["2028-02-29"]),
        ("DTSTART:20201126\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", ["2026-11-26", "2027-11-25", "2028-11-23"]),
        ("DTSTART:20210531\nRRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO", ["2026-05-25", "2027-05-31", "2028-05-29"]),
        (
            "DTSTART:20210524\nRRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=MO;BYMONTHDAY=18,19,20,21,22,23,24;WKST=SU",
            ["2026-05-18", "2027-05-24", "2028-05-22"],
        ),
        (
            "DTSTART:20260131\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1",  # a start is always the first repeat
            ["2026-01-31", "2026-02-28", "2027-02-28", "2028-02-29"],
        ),
        ("DTSTART:20260501\nRRULE:FREQ=YEARLY\nEXDATE;VALUE=DATE:20270501,20280501", ["2026-05-01"]),
        ("DTSTART:20251231\nDTEND:20260102\nRRULE:FREQ=YEARLY;COUNT=1", ["2026-01-01"]),
        ("DTSTART:20251219\nRRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=FR;COUNT=3", ["2026-01-02", "2026-01-16"]),
        ("DTSTART:20281002\nRRULE:FREQ=MONTHLY;BYDAY=1MO", ["2028-10-02", "2028-11-06", "2028-12-04"]),
        ("DTSTART:20261201\nRRULE:FREQ=DAILY;UNTIL=20261202T000000Z", ["2026-12-01", "2026-12-02"]),
        (
            "DTSTART;TZID=Europe/Berlin:20261204T000000\nX-MICROSOFT-CDO-ALLDAYEVENT:TRUE\nRRULE:FREQ=WEEKLY;COUNT=3\n"
            "EXDATE;TZID=Europe/Berlin:20261211T000000",
            ["2026-12-04", "2026-12-18"],
        ),
        ("DTSTART:20261201\nRDATE;VALUE=DATE:20270101,20261231\nRDATE:20270104", [
            "2026-12-01", "2026-12-31", "2027-01-01", "2027-01-04",
        ]),
        ("DTSTART:20261201\nRRULE:FREQ=DAILY;COUNT=2\nRDATE:20261202,20261204\nEXDATE:20261201", [
            "2026-12-02", "2026-12-04",
        ]),
    ],
)  # fmt: skip
def test_the_days_of_an_event(event: str, expected: list[str]) -> None:
    assert days(event) == expected


@pytest.mark.parametrize(
    ("event", "reason"),
    [
        ("DTSTART:20261201T090000Z", "timed"),
        ("DTSTART;TZID=Europe/Berlin:20261201T000000", "timed"),
        ("DTSTART:20261201T230000\nX-MICROSOFT-CDO-ALLDAYEVENT:TRUE", "timed"),
        ("DTSTART:20261201\nSTATUS:CANCELLED", "cancelled"),
        ("DTSTART:20270214\nDESCRIPTION:Observance\\nTo hide observances", "observance"),
        ("DTSTART:20261201\nDTEND:20281201", "long"),
        ("DTSTART:20201201", "outside"),
        ("X-DAY:none", "unreadable"),
        ("DTSTART:20261301", "unreadable"),
        ("DTSTART:soon", "unreadable"),
        *(
            (f"DTSTART:20261201\nRRULE:{rule}", "repeats")
            for rule in (
                "FREQ=SECONDLY", "COUNT=3", "FREQ=YEARLY;BYEASTER=1", "FREQ=YEARLY;INTERVAL=0",
                "FREQ=YEARLY;COUNT=-1", "FREQ=YEARLY;BYMONTH=13", "FREQ=YEARLY;BYDAY=MO", "FREQ=YEARLY;UNTIL=never",
                "FREQ=YEARLY;BYMONTH=1;BYDAY=XX", "FREQ=YEARLY;BYMONTHDAY=1", f"FREQ=YEARLY;COUNT={'9' * 5000}",
            )
        ),
        ("DTSTART:20261201\nRDATE:20270101,soon", "repeats"),
    ],
)  # fmt: skip
def test_what_is_not_read_is_named_with_its_reason(event: str, reason: str) -> None:
    found = read(f"{event}\nSUMMARY:Name\nSUMMARY:Other")
    assert found.days == {}
    assert reasons(found) == [(reason, 1, ("Name",))]


def test_a_changed_repeat_replaces_its_day() -> None:
    master = "UID:a\nDTSTART:20260501\nRRULE:FREQ=YEARLY;COUNT=2\nSUMMARY:May Day"
    changed = "UID:a\nRECURRENCE-ID;VALUE=DATE:20270501\nDTSTART:20270503\nSUMMARY:May Day (moved)"
    assert read(master, changed).days == {date(2026, 5, 1): "May Day", date(2027, 5, 3): "May Day (moved)"}


@pytest.mark.parametrize("mark", ["TRANSP:TRANSPARENT", "X-MICROSOFT-CDO-BUSYSTATUS:FREE\nTRANSP:OPAQUE"])
def test_free_events_are_holidays_and_leave_only_if_their_names_say_so(mark: str) -> None:
    events = [
        f"DTSTART:20261224\nSUMMARY:{name}\n{more}"
        for name, more in (
            ("Bea's birthday", mark), ("Annual leave", mark), ("Trip", "TRANSP:OPAQUE"),
            ("Away", "TRANSP:TRANSPARENT\nX-MICROSOFT-CDO-BUSYSTATUS:OOF"),
        )
    ]  # fmt: skip
    day = date(2026, 12, 24)
    assert read(*events).days == {day: "Bea's birthday, Annual leave, Trip, Away"}
    found = read_calendar(calendar(*events), FIRST, LAST, as_leave=True)
    assert found.days == {day: "Annual leave, Trip, Away"}
    assert reasons(found) == [("free", 1, ("Bea's birthday",))]


def test_names_are_unescaped_cleaned_shortened_and_joined() -> None:
    found = read(
        "DTSTART:20261225\nSUMMARY;LANGUAGE=en:Christmas\\, day\\n1 \\\\ \x1b[31mred\u202e",
        "DTSTART:20261225\nSUMMARY:Bank holiday",
        "DTSTART:20261225\nSUMMARY:Bank holiday",
        "DTSTART:20261226\nSUMMARY:" + "x" * 200,
        "DTSTART:20261227",
    )
    assert list(found.days.values()) == [
        "Christmas, day 1 \\ red, Bank holiday", "x" * (MAX_NAME - 1) + "…", "day off"
    ]  # fmt: skip


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_folded_lines_of_any_kind_are_joined(end: str) -> None:
    raw = calendar("DTSTART:20261225\nSUMMARY:Weihnachten f\u00fcr alle", end=end)
    letter = "\u00fc".encode()
    folded = raw.replace(letter, letter[:1] + end.encode() + b" " + letter[1:])
    for prefix in (b"", b"\xef\xbb\xbf"):
        assert list(read_calendar(prefix + folded, FIRST, LAST).days.values()) == ["Weihnachten f\u00fcr alle"]


def test_what_is_nested_in_an_event_or_isn_t_one_is_not_read() -> None:
    alarm = "BEGIN:VALARM\nDTSTART:20260101\nSUMMARY:no\nEND:VALARM\nDTSTART:20261225\nSUMMARY:yes"
    raw = calendar(alarm).replace(b"VERSION:2.0", b"BEGIN:VTODO\r\nDTSTART:20260102\r\nEND:VTODO")
    assert read_calendar(raw, FIRST, LAST).days == {date(2026, 12, 25): "yes"}


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "isn't a calendar file"),
        (b"{}", "isn't a calendar file"),
        (calendar("DTSTART:20261225")[:-40], "ends in the middle"),
        (calendar("DTSTART:20261225").replace(b"END:VCALENDAR", b""), "ends in the middle"),
        (calendar("DTSTART:20261225").decode().encode("utf-16"), "saved as UTF-16"),
        (calendar("DTSTART:20261225").decode().encode("utf-16-le"), "saved as UTF-16"),
        (calendar("DTSTART:20261225\nSUMMARY:Caf\u00e9").decode().encode("latin-1"), "aren't UTF-8"),
        (calendar(*["DTSTART:20260101\nDTEND:20261231"] * 60), "more than 20,000 days"),
        (calendar(*["DTSTART:15830101\nRRULE:FREQ=YEARLY;COUNT=9999"] * 60), "more than 20,000 days"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(raw: bytes, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        read_calendar(raw, FIRST, LAST)


def test_a_thousand_yearly_events_are_read() -> None:
    found = read(*(f"DTSTART:20000105\nRRULE:FREQ=YEARLY\nSUMMARY:{n}" for n in range(1_000)))
    assert [str(day) for day in found.days] == ["2026-01-05", "2027-01-05", "2028-01-05"]


def test_many_events_of_any_kind_are_counted_and_few_are_named() -> None:
    found = read(*(f"DTSTART:20261201T090000Z\nSUMMARY:{n}" for n in range(MAX_DAYS)))
    assert reasons(found) == [("timed", MAX_DAYS, ("0", "1", "2", "3", "4"))]


# Whatever is in the file

PARTS = st.sampled_from(
    [
        "BEGIN:VEVENT", "END:VEVENT", "BEGIN:VALARM", "END:VALARM", "END:VCALENDAR", "DTSTART", "DTEND", "RRULE:",
        "EXDATE", "SUMMARY", "DURATION:P", "FREQ=YEARLY", ";BYDAY=", "-1MO", ";COUNT=", ";UNTIL=", ";INTERVAL=", ":",
        ";VALUE=DATE", "20260101", "20280229", "99991231", "00010101", "0", "9" * 30, "T000000", "\n", "\n ", "\r\n",
        '"', "\\", "\\n", "=", ",", "W", "D", "RECURRENCE-ID:20260101", "UID:a", "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE",
        "FREQ=WEEKLY", "RDATE:", "TRANSP:TRANSPARENT",
    ]
)  # fmt: skip


@given(st.lists(PARTS | st.text(max_size=5), max_size=80).map("".join))
def test_nothing_but_refused_escapes(text: str) -> None:
    try:
        found = read_calendar(f"BEGIN:VCALENDAR\n{text}".encode(errors="replace"), FIRST, LAST)
    except Refused as error:
        assert error.reason
    else:
        assert all(FIRST <= day <= LAST and 0 < len(name) <= MAX_NAME for day, name in found.days.items())
        assert list(found.days) == sorted(found.days)
        assert all(one.reason in REASONS for one in found.left_out)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    for prefix in (b"", b"BEGIN:VCALENDAR\n", b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n"):
        try:
            read_calendar(prefix + raw, FIRST, LAST)
        except Refused as error:
            assert error.reason


def is_nth(day: date, number: int) -> bool:
    """Whether `day` is the `number`th of its weekday in its month, counted from the end if negative; 0 means any."""
    step, steps = timedelta(-7 if number > 0 else 7), abs(number)
    return not number or (day + (steps - 1) * step).month == day.month != (day + steps * step).month


@given(
    st.dates(date(2019, 1, 1), date(2027, 1, 1)),
    st.sets(st.integers(1, 12), min_size=1),
    st.integers(-4, 4),
    st.integers(0, 6),
    st.integers(1, 60),
)
def test_repeats_by_weekday_are_those_of_a_plain_search(
    start: date, months: set[int], ordinal: int, weekday: int, most: int
) -> None:
    name = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")[weekday]
    listed = ",".join(map(str, sorted(months, reverse=True)))
    rule = f"FREQ=YEARLY;BYMONTH={listed};BYDAY={ordinal or ''}{name};COUNT={most}"
    found = read(f"DTSTART:{start:%Y%m%d}\nRRULE:{rule}")
    every = (start + timedelta(n) for n in range(1, (LAST - start).days + 1))
    plain = [start] + [
        day for day in every if day.month in months and day.weekday() == weekday and is_nth(day, ordinal)
    ]
    assert list(found.days) == [day for day in plain[:most] if day >= FIRST]


def test_many_moved_days_and_names_take_steps_in_proportion() -> None:
    moved = [f"UID:a\nRECURRENCE-ID:{n:08d}\nDTSTART:20261225\nSUMMARY:n{n}" for n in range(5000)]
    assert list(read(*moved).days) == [date(2026, 12, 25)]
    long = "DTSTART" + ';A="b' * 100_000
    assert reasons(read(f"{long}\nSUMMARY:Name")) == [("unreadable", 1, ("Name",))]
