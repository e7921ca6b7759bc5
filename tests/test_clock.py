"""The clock: the machine's, or a fixed one."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from cmcheckin.clock import FixedClock, SystemClock, clock_from
from cmcheckin.domain.errors import Refused

BERLIN = ZoneInfo("Europe/Berlin")


def test_the_machines_clock_has_an_offset_and_advances() -> None:
    for zone in (None, BERLIN, ZoneInfo("Asia/Kathmandu")):
        clock = clock_from(zone, environ={})
        assert isinstance(clock, SystemClock)
        before = datetime.now(UTC).replace(microsecond=0)
        now = clock.now()
        assert before <= now <= datetime.now(UTC)
        assert now.utcoffset() == now.astimezone(zone).utcoffset()
        assert clock.today() in (now.date(), now.date() - timedelta(1))


def test_a_fixed_clock_stops_and_keeps_its_offset() -> None:
    clock = clock_from(None, environ={"CMCHECKIN_NOW": "2026-11-20T08:30:00+05:45"})
    assert isinstance(clock, FixedClock)
    assert clock.now().isoformat() == "2026-11-20T08:30:00+05:45"
    assert clock.now() == clock.now()
    assert clock.today() == date(2026, 11, 20)


def test_a_fixed_clock_is_read_in_the_chosen_zone() -> None:
    clock = clock_from(BERLIN, environ={"CMCHECKIN_NOW": "2026-11-20T22:30:00-05:00"})
    assert clock.now().isoformat() == "2026-11-21T04:30:00+01:00"
    assert clock.today() == date(2026, 11, 21)


@pytest.mark.parametrize(
    ("starts", "now", "today"),
    [
        (time(4), "2026-11-20T03:59:00+01:00", date(2026, 11, 19)),
        (time(4), "2026-11-20T04:00:00+01:00", date(2026, 11, 20)),
        (time(0), "2026-11-20T00:00:00+01:00", date(2026, 11, 20)),
        (time(12), "2026-11-20T11:59:00+01:00", date(2026, 11, 19)),
    ],
)
def test_today_starts_when_the_user_says(starts: time, now: str, today: date) -> None:
    assert clock_from(None, starts, {"CMCHECKIN_NOW": now}).today() == today


@pytest.mark.parametrize(
    "text",
    ["noon", "2026-11-20T08:30:00", "2026-11-20", "9999-12-31T23:59:00-12:00", "0001-01-01T00:00:00+14:00", "\x1b[2J"],
)
def test_a_time_without_its_offset_is_refused(text: str) -> None:
    with pytest.raises(Refused, match=r"^CMCHECKIN_NOW is “.*such as 2026-11-20T08:30:00") as no:
        clock_from(BERLIN, environ={"CMCHECKIN_NOW": text})
    assert "\x1b" not in str(no.value)


def test_without_a_setting_the_machines_clock_is_used() -> None:
    assert isinstance(clock_from(None, environ={"CMCHECKIN_NOW": ""}), SystemClock)


def test_times_are_in_whole_seconds() -> None:
    assert SystemClock().now().microsecond == 0


def test_an_offset_survives_a_clock_change() -> None:
    again = datetime(2026, 10, 25, 2, 30, tzinfo=timezone(timedelta(hours=1)))  # the second 02:30 in Berlin
    assert FixedClock(again, BERLIN).now().isoformat() == "2026-10-25T02:30:00+01:00"
