"""Hours, minutes, times and numbers as people type them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.checkin.values import read_clock, read_end, read_hours, read_minutes, read_moment, read_number
from cmcheckin.domain.errors import Refused
from tests.checkin.form_examples import FRIDAY, NOW, ZONE


@pytest.mark.parametrize(
    ("typed", "hours"),
    [
        ("8", 8), ("9.5", 9.5), ("9,5", 9.5), (".5", 0.5), ("9h30", 9.5), ("9:30", 9.5), ("9 h 30 min", 9.5),
        ("8:59", 8.98), ("24:00", 24), ("8.005", 8.01), ("8 h", 8), ("8 hours", 8),
        ("0", 0), ("24", 24), ("7:20", 7.33), (" 8 ", 8), ("", None), ("  ", None),
    ],
)  # fmt: skip
def test_hours(typed: str, hours: float | None) -> None:
    assert read_hours(typed) == hours


@pytest.mark.parametrize(
    "typed", ["25", "24:01", "24.1", "9:60", "9:75", "-1", "eight", "9..5", "9 5", "0900", "nan", "inf", "1e1"]
)
def test_invalid_hours_are_refused(typed: str) -> None:
    with pytest.raises(Refused, match="hours"):
        read_hours(typed)


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("45", 45),
        ("45 min", 45),
        ("1h15", 75),
        ("1:15", 75),
        ("2 h", 120),
        ("1,5 h", 90),
        ("0:59", 59),
        ("1440", 1440),
        ("24 h", 1440),
        ("0", 0),
        ("", None),
    ],
)
def test_minutes(typed: str, minutes: int | None) -> None:
    assert read_minutes(typed) == minutes


@pytest.mark.parametrize("typed", ["1441", "24:01", "25 h", "1h60", "1h75", "soon", "-5", "1.5", "1,5"])
def test_invalid_minutes_are_refused(typed: str) -> None:
    with pytest.raises(Refused, match="minutes"):
        read_minutes(typed)


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("9", time(9)), ("9:00", time(9)), ("0900", time(9)), ("900", time(9)), ("18.45", time(18, 45)),
        ("6pm", time(18)), ("6:30 PM", time(18, 30)), ("12am", time(0)), ("12 pm", time(12)),
        ("1am", time(1)), ("11 pm", time(23)), ("23.59", time(23, 59)), ("9h30", time(9, 30)),
        ("18h", time(18)), ("18 h", time(18)),
        ("0", time(0)), ("23:59", time(23, 59)), ("", None),
    ],
)  # fmt: skip
def test_times_of_day(typed: str, at: time | None) -> None:
    assert read_clock(typed) == at


@pytest.mark.parametrize("typed", ["24", "24:00", "9:60", "13pm", "13am", "0am", "noon", "9:5", "-1"])
def test_invalid_times_are_refused(typed: str) -> None:
    with pytest.raises(Refused, match="time"):
        read_clock(typed)


@pytest.mark.parametrize(
    ("typed", "day", "at"),
    [
        ("02:10", 20, time(2, 10)),
        ("9", 19, time(9)),  # it is half past eight: the nine o'clock that was is yesterday's
        ("today 7", 20, time(7)),
        ("yesterday 14:00", 19, time(14)),
        ("Yesterday 6pm", 19, time(18)),
        ("yesterday", 19, time(12)),
        ("2026-11-18 02:10", 18, time(2, 10)),
        ("2026-11-18T0210", 18, time(2, 10)),
        ("monday 9:30", 16, time(9, 30)),
        ("last friday 6pm", 13, time(18)),
        ("18 nov 02:10", 18, time(2, 10)),
        ("thursday", 19, time(12)),
        ("0", 20, time(0)),
    ],
)
def test_moments(typed: str, day: int, at: time) -> None:
    assert read_moment(typed, NOW, FRIDAY) == datetime.combine(date(2026, 11, day), at, ZONE)


def test_a_day_without_a_time_is_its_noon_or_now_before_noon() -> None:
    assert read_moment("today", NOW, FRIDAY) == NOW
    assert read_moment("2026-11-20", NOW, FRIDAY) == NOW


def test_after_midnight_yesterday_is_the_day_before_ones_own() -> None:
    late = NOW.replace(day=21, hour=1)  # the user's Friday still, until four
    assert read_moment("yesterday 14:00", late, FRIDAY) == datetime(2026, 11, 19, 14, tzinfo=ZONE)
    assert read_moment("today 00:50", late, FRIDAY) == datetime(2026, 11, 21, 0, 50, tzinfo=ZONE)
    assert read_moment("today 23:00", late, FRIDAY) == datetime(2026, 11, 20, 23, tzinfo=ZONE)
    assert read_moment("00:30", late, FRIDAY) == datetime(2026, 11, 21, 0, 30, tzinfo=ZONE)
    assert read_moment("23:50", late, FRIDAY) == datetime(2026, 11, 20, 23, 50, tzinfo=ZONE)


@pytest.mark.parametrize("typed", ["today 9:00", "2026-11-21 01:00", "2026-13-01", "tomorrow", "yesterday 25", "1:2:3"])
def test_invalid_moments_are_refused(typed: str) -> None:
    with pytest.raises(Refused):
        read_moment(typed, NOW, FRIDAY)


@pytest.mark.parametrize(("typed", "amount"), [("22", 22), ("1,5", 1.5), ("-3", -3), (" 1e3 ", 1000), ("", None)])
def test_numbers_of_ones_own(typed: str, amount: float | None) -> None:
    assert read_number("posts", typed) == amount


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("999999999999", "999999999999"), ("-999999999999", "-999999999999"),
        ("1e12", "1000000000000.0"), ("-1e12", "-1000000000000.0"), ("999999999999.5", "999999999999.5"),
    ],
)  # fmt: skip
def test_a_number_is_at_most_a_million_millions_and_whole_below(typed: str, read: str) -> None:
    assert repr(read_number("posts", typed)) == read
    with pytest.raises(Refused, match="posts"):
        read_number("posts", f"{float(read) * 1.000001!r}" if "e12" in typed else "1000000000001")


@pytest.mark.parametrize("typed", ["many", "nan", "inf", "-inf", "1e13", "1,000,000", "0x10", "1_000"])
def test_invalid_numbers_are_refused(typed: str) -> None:
    with pytest.raises(Refused, match="posts"):
        read_number("posts", typed)


READERS: tuple[Callable[[str], Any], ...] = (
    read_hours,
    read_minutes,
    read_clock,
    lambda text: read_moment(text, NOW, FRIDAY),
    lambda text: read_number("own", text),
)
ODD = st.text(st.sampled_from("0123456789.,:hmTapin-²½٣ \n\t\x00today") | st.characters(), max_size=24)


@pytest.mark.parametrize("read", READERS)
@given(text=ODD | st.sampled_from(["today ", "yesterday ", "2026-11-19 "]).flatmap(lambda d: ODD.map(lambda t: d + t)))
def test_whatever_is_typed_is_a_value_or_refused(read: Callable[[str], Any], text: str) -> None:
    try:
        read(text)
    except Refused as no:
        assert len(str(no)) < 200


@given(st.integers(0, 24 * 60))
def test_hours_written_as_a_pair_come_back_to_the_minute(minutes: int) -> None:
    hours = read_hours(f"{minutes // 60}:{minutes % 60:02d}")
    assert hours is not None
    assert round(hours * 60) == minutes
    assert read_hours(f"{hours:g}") == hours


@given(st.times(), st.timedeltas(timedelta(0), timedelta(20000)))
def test_a_moment_is_read_in_every_form(at: time, ago: timedelta) -> None:
    assert read_clock(f"{at:%H:%M}") == at.replace(second=0, microsecond=0)
    moment = (NOW - ago).replace(second=0, microsecond=0)
    assert read_moment(f"{moment:%Y-%m-%d %H:%M}", NOW, FRIDAY) == moment


@given(st.floats(-1e12, 1e12, allow_nan=False) | st.integers(-(10**12), 10**12))
def test_a_custom_metric_is_read_back(amount: float) -> None:
    assert read_number("own", repr(amount)) == amount


@pytest.mark.parametrize("typed", ["today 23:00", "2026-11-20 23:00", "friday 23:00"])
def test_a_time_still_to_come_is_refused(typed: str) -> None:
    noon = NOW.replace(hour=12)
    with pytest.raises(Refused, match="future"):
        read_moment(typed, noon, FRIDAY)
    assert read_moment(typed.replace("23:00", "11:59"), noon, FRIDAY) == noon.replace(hour=11, minute=59, second=0)


@pytest.mark.parametrize(("typed", "is_read"), [("1440", True), ("1441", False), ("24h", True), ("24:01", False)])
def test_minutes_are_those_of_a_day(typed: str, is_read: bool) -> None:
    if is_read:
        assert read_minutes(typed) == 1440
        return
    with pytest.raises(Refused, match="minutes"):
        read_minutes(typed)


@pytest.mark.parametrize(
    ("start", "typed", "end"),
    [
        (9, "5", 17), (9, "5:00", 17), (10, "6", 18), (12, "8", 20), (9, "12", 12), (9, "17", 17), (9, "5pm", 17),
        (9, "05:00", 5), (9, "5am", 5), (22, "6", 6), (13, "1", 1), (9, "9", 9), (None, "5", 5), (9, "", None),
    ],
)  # fmt: skip
def test_a_day_that_begins_in_the_morning_ends_in_the_afternoon(start: int | None, typed: str, end: int | None) -> None:
    found = read_end(typed, None if start is None else time(start))
    assert found == (None if end is None else time(end))


@pytest.mark.parametrize(
    ("start", "typed", "end"),
    [
        ("09:00", "5", "17:00"), ("09:00", "5:30", "17:30"), ("12:00", "11", "23:00"), ("12:00", "10:00", "10:00"),
        ("09:00", "05:00", "05:00"), ("13:00", "5", "05:00"), ("22:00", "6", "06:00"), ("09:00", "9", "09:00"),
    ],
)  # fmt: skip
def test_an_end_before_the_start_is_in_the_afternoon_unless_written_for_24_hours(
    start: str, typed: str, end: str
) -> None:
    assert read_end(typed, time.fromisoformat(start)) == time.fromisoformat(end)
