"""The user's own day: which one a moment belongs to, in every zone and on the nights the clocks change."""

from __future__ import annotations

import time as machine
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cmcheckin.domain.days import DAY_STARTS_AT, day_of, day_start, elapsed

# Half an hour of DST, changes at midnight, a day left out, offsets off the hour, none at all, and the common ones.
TRICKY = (
    "Australia/Lord_Howe", "America/Sao_Paulo", "Pacific/Apia", "Pacific/Kwajalein", "Asia/Kathmandu", "Asia/Beirut",
    "Europe/Berlin", "America/New_York", "America/St_Johns", "Africa/Casablanca", "Asia/Tehran", "Europe/Dublin",
    "Antarctica/Troll", "America/Havana", "Africa/Monrovia", "UTC",
)  # fmt: skip
ZONES = st.sampled_from([*TRICKY, *sorted(available_timezones())]).map(ZoneInfo)
STARTS = st.integers(0, 12 * 60).map(lambda minutes: time(minutes // 60, minutes % 60))
YEARS = (1971, 2036)


@st.composite
def nights_of_change(draw: st.DrawFn, zone: ZoneInfo) -> datetime:
    """Draw a moment near a change of the zone's offset, if there is one in the year drawn."""
    year = draw(st.integers(*YEARS))
    at, seen = datetime(year, 1, 1, tzinfo=UTC), []
    for _ in range(366):
        if at.astimezone(zone).utcoffset() != (at + timedelta(1)).astimezone(zone).utcoffset():
            seen.append(at)
        at += timedelta(1)
    assume(seen)
    return draw(st.sampled_from(seen)) + timedelta(minutes=draw(st.integers(-1500, 3000)))


@st.composite
def moments(draw: st.DrawFn) -> tuple[datetime, ZoneInfo]:
    zone = draw(ZONES)
    span = timedelta(days=24_000).total_seconds()
    anywhere = st.integers(0, int(span)).map(
        lambda seconds: datetime(YEARS[0], 1, 1, tzinfo=UTC) + timedelta(0, seconds)
    )
    return draw(st.one_of(anywhere, nights_of_change(zone))), zone


def test_a_day_starts_at_four_by_default() -> None:
    day, four = date(2026, 11, 20), datetime(2026, 11, 20, 4, tzinfo=UTC)
    assert day_of(four, DAY_STARTS_AT, UTC) == day
    assert day_of(four - timedelta(minutes=1), DAY_STARTS_AT, UTC) == day - timedelta(1)


@given(moments(), STARTS)
def test_every_moment_is_in_exactly_one_day(at: tuple[datetime, ZoneInfo], starts: time) -> None:
    moment, zone = at
    day = day_of(moment, starts, zone)
    assert day_start(day, starts, zone).astimezone(UTC) <= moment
    assert moment < day_start(day + timedelta(1), starts, zone).astimezone(UTC)


@given(moments(), STARTS, st.integers(0, 3 * 86400))
def test_days_never_run_backwards(at: tuple[datetime, ZoneInfo], starts: time, later: int) -> None:
    moment, zone = at
    assert day_of(moment, starts, zone) <= day_of(moment + timedelta(seconds=later), starts, zone)


@given(moments(), STARTS)
def test_a_day_starts_when_the_clocks_first_show_it(at: tuple[datetime, ZoneInfo], starts: time) -> None:
    moment, zone = at
    day = moment.astimezone(zone).date()
    start = day_start(day, starts, zone).astimezone(UTC)
    wanted = datetime.combine(day, starts)
    assert start.astimezone(zone).replace(tzinfo=None) >= wanted
    assert (start - timedelta(seconds=1)).astimezone(zone).replace(tzinfo=None) < wanted


@given(moments(), STARTS, st.integers(-14 * 60, 14 * 60))
def test_the_day_does_not_depend_on_how_the_moment_is_written(
    at: tuple[datetime, ZoneInfo], starts: time, offset: int
) -> None:
    from datetime import timezone

    moment, zone = at
    elsewhere = moment.astimezone(timezone(timedelta(minutes=offset)))
    assert day_of(elsewhere, starts, zone) == day_of(moment, starts, zone)
    assert day_of(moment.astimezone(zone), starts, zone) == day_of(moment, starts, zone)


@pytest.mark.parametrize(
    ("zone", "day", "starts", "start"),
    [
        ("Europe/Berlin", date(2026, 11, 20), time(4), "2026-11-20T04:00:00+01:00"),
        ("Europe/Berlin", date(2026, 3, 29), time(2, 30), "2026-03-29T03:00:00+02:00"),  # 02:30 is skipped
        ("Europe/Berlin", date(2026, 10, 25), time(2, 30), "2026-10-25T02:30:00+02:00"),  # 02:30 comes twice
        ("Australia/Lord_Howe", date(2026, 10, 4), time(2, 15), "2026-10-04T02:30:00+11:00"),
        ("America/Sao_Paulo", date(2018, 11, 4), time(0), "2018-11-04T01:00:00-02:00"),  # no midnight that day
        ("Pacific/Apia", date(2011, 12, 29), time(4), "2011-12-29T04:00:00-10:00"),
        ("Pacific/Apia", date(2011, 12, 31), time(4), "2011-12-31T04:00:00+14:00"),
    ],
)
def test_known_mornings(zone: str, day: date, starts: time, start: str) -> None:
    assert day_start(day, starts, ZoneInfo(zone)).isoformat() == start


@pytest.mark.parametrize(
    ("at", "day"),
    [
        ("2026-11-20T03:59:59+01:00", date(2026, 11, 19)),
        ("2026-11-20T04:00:00+01:00", date(2026, 11, 20)),
        ("2026-11-21T00:30:00+01:00", date(2026, 11, 20)),
        ("2026-11-20T22:30:00-05:00", date(2026, 11, 21)),  # 04:30 in Berlin
    ],
)
def test_a_late_night_belongs_to_the_day_before(at: str, day: date) -> None:
    assert day_of(datetime.fromisoformat(at), time(4), ZoneInfo("Europe/Berlin")) == day


def test_a_day_that_a_zone_skipped_ends_as_it_begins() -> None:
    apia = ZoneInfo("Pacific/Apia")
    assert day_start(date(2011, 12, 30), time(0), apia) == day_start(date(2011, 12, 31), time(0), apia)


@pytest.fixture(params=TRICKY)
def own_zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[ZoneInfo]:
    """This process in another zone, as the machine itself would be."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", request.param)
        machine.tzset()
        yield ZoneInfo(request.param)
    machine.tzset()


def test_without_a_zone_the_machines_own_counts(own_zone: ZoneInfo) -> None:
    at = datetime(2018, 1, 1, tzinfo=UTC)
    while at < datetime(2019, 1, 1, tzinfo=UTC):
        for starts in (time(0), time(2, 30), time(4)):
            assert day_of(at, starts, None) == day_of(at, starts, own_zone)
            mine, named = (day_start(at.date(), starts, zone) for zone in (None, own_zone))
            assert mine.timestamp() == named.timestamp()
            assert mine.utcoffset() == named.utcoffset()
        at += timedelta(hours=11, minutes=45)


@given(
    st.sampled_from(["Europe/Berlin", "America/New_York", "Europe/London", "Australia/Sydney"]).map(ZoneInfo), st.data()
)
def test_a_record_of_now_is_of_today(zone: ZoneInfo, data: st.DataObject) -> None:
    moment = data.draw(nights_of_change(zone)).astimezone(zone)
    written = datetime.fromisoformat(moment.isoformat())  # with its offset, and no longer with its zone
    assert day_of(written, time(4), written.tzinfo) == day_of(moment, time(4), zone)


@given(moments(), st.integers(-14 * 60, 14 * 60), STARTS)
def test_in_an_offset_the_hours_before_the_start_belong_to_the_day_before(
    at: tuple[datetime, ZoneInfo], minutes: int, starts: time
) -> None:
    moment = at[0].astimezone(timezone(timedelta(minutes=minutes)))
    since = timedelta(hours=starts.hour, minutes=starts.minute)
    assert day_of(moment, starts, moment.tzinfo) == (moment - since).date()


def test_no_time_passes_between_two_names_of_one_moment() -> None:
    # 02:30 is skipped when the clocks go forward, and is the same moment as 03:30
    assert elapsed(date(2026, 3, 29), time(2, 30), time(3, 30), ZoneInfo("Europe/Berlin")) == timedelta(0)
