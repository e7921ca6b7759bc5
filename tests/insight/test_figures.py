"""The figures of a range of days, against a plain reading of the contract."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.domain.checkin import CheckIn, Win
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.records import Records
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.workday import Workday
from cmcheckin.insight.figures import EscalationCounts, figures, open_after, resolved_between
from tests.insight.weeks_made import DAYS, TODAY, records

DAY = Schedule()
CET = timezone(timedelta(hours=1))


def plainly_added(found: list[float]) -> float | None:
    """Return the sum of `found`, added in a loop; None if it is empty."""
    if not found:
        return None
    amount = 0.0
    for one in found:
        amount += one
    return amount


@given(records(), DAYS, st.integers(0, 13))
def test_each_figure_is_what_counting_day_by_day_gives(kept: Records, first: date, length: int) -> None:
    last = first + timedelta(length)
    f = figures(kept, first, last, TODAY, DAY)
    hours: list[float] = []
    after: list[float] = []
    ratings: dict[str, list[float]] = {name: [] for name in ("mood", "energy", "workload", "community")}
    worked = off = unknown = checkins = wins = thanks = 0
    for n in range(length + 1):
        day = first + timedelta(n)
        row = kept.workdays.on(day)
        if row is None:
            unknown += day < TODAY
        elif row.kind == "work":
            worked += 1
        else:
            off += 1
        if row is not None and day <= TODAY and not (row.hours is not None and row.hours > 18):
            if row.hours is not None or row.after_hours_minutes is not None:
                hours.append(max(row.hours or 0, (row.after_hours_minutes or 0) / 60))
            if row.after_hours_minutes is not None:
                after.append(row.after_hours_minutes)
        morning = kept.checkins.on(day)
        if morning is not None:
            checkins += 1
            wins += len(morning.wins)
            thanks += len([win for win in morning.wins if win.kind == "thanks"])
            for name, value in (
                ("mood", morning.mood),
                ("energy", morning.energy),
                ("workload", morning.workload),
                ("community", morning.community.mood),
            ):
                if value is not None:
                    ratings[name].append(value)
    assert (f.days_worked, f.days_off, f.days_unknown) == (worked, off, unknown)
    assert (f.checkins, f.wins, f.thanks) == (checkins, wins, thanks)
    assert f.hours == (pytest.approx(plainly_added(hours)) if hours else None)
    assert f.after_hours_minutes == plainly_added(after)
    for name, values in ratings.items():
        mean = getattr(f, name)
        assert mean == (pytest.approx(sum(values) / len(values)) if values else None)
        assert mean is None or 1 <= mean <= 5


@given(records(), DAYS, st.integers(0, 13))
def test_escalations_are_counted_where_they_belong(kept: Records, first: date, length: int) -> None:
    last = first + timedelta(length)
    f = figures(kept, first, last, TODAY, DAY)
    pings = opened = resolved = still_open = 0
    for one in kept.escalations:
        came = (one.opened - timedelta(hours=4)).date()
        opened += first <= came <= last
        gone = (one.resolved - timedelta(hours=4)).date() if one.resolved and one.status == "resolved" else None
        resolved += gone is not None and first <= gone <= last
        still_open += came <= last and (one.status != "resolved" or (gone is not None and gone > last))
        if one.opened.hour >= 22 or one.opened.hour < 6:
            pings += first <= came <= last
    assert (f.escalations_opened, f.escalations_resolved) == (opened, resolved)
    assert (f.escalations_open, f.night_pings) == (still_open, pings)


@given(records(), DAYS)
def test_two_halves_add_up_to_the_whole(kept: Records, first: date) -> None:
    half, last = first + timedelta(2), first + timedelta(6)
    parts = (
        figures(kept, first, half, TODAY, DAY),
        figures(kept, half + timedelta(1), last, TODAY, DAY),
    )
    whole = figures(kept, first, last, TODAY, DAY)
    for name in (
        "days_worked",
        "days_off",
        "sick_days",
        "days_of_leave",
        "days_unknown",
        "night_pings",
        "wins",
        "thanks",
        "checkins",
        "doubtful",
    ):
        assert sum(getattr(part, name) for part in parts) == getattr(whole, name)
    said = [part.hours for part in parts if part.hours is not None]
    assert whole.hours == (pytest.approx(sum(said)) if said else None)


@pytest.mark.parametrize(("at", "weeks"), [(time(2, 10), (1, 0)), (time(3, 59), (1, 0)), (time(4), (0, 1))])
def test_a_ping_in_the_night_to_monday_counts_on_one_day_in_every_figure(at: time, weeks: tuple[int, int]) -> None:
    moment = datetime.combine(date(2026, 11, 16), at, CET)
    ping = Escalation("e-1", "Spam wave", moment, minutes=30, could_wait=True, status="resolved", resolved=moment)
    kept = Records.of([ping])
    found = [figures(kept, date(2026, 11, n), date(2026, 11, n + 6), TODAY, DAY) for n in (9, 16)]
    assert tuple(f.escalations_opened for f in found) == weeks
    assert tuple(f.night_pings for f in found) == weeks
    assert tuple(f.escalations_resolved for f in found) == weeks
    assert tuple(f.could_have_waited for f in found) == weeks
    assert tuple(f.minutes_on_escalations or 0 for f in found) == tuple(30 * n for n in weeks)


def test_a_ping_in_the_night_shift_is_no_night_ping() -> None:
    night = Schedule(start=time(22), end=time(6))
    ping = Escalation("e-1", "Spam wave", datetime(2026, 11, 18, 2, 10, tzinfo=CET))
    assert figures(Records.of([ping]), date(2026, 11, 16), date(2026, 11, 22), TODAY, night).night_pings == 0


def test_hours_that_look_wrong_are_worked_but_not_counted() -> None:
    kept = Records.of([Workday(date(2026, 11, 17), "work", 20, after_hours_minutes=60)])
    f = figures(kept, date(2026, 11, 16), date(2026, 11, 22), TODAY, DAY)
    assert (f.days_worked, f.doubtful, f.hours, f.after_hours_minutes) == (1, 1, None, None)


def test_hours_are_at_least_what_came_after_hours() -> None:
    kept = Records.of([Workday(date(2026, 11, 17), "off", 0.5, after_hours_minutes=90)])
    assert figures(kept, date(2026, 11, 16), date(2026, 11, 22), TODAY, DAY).hours == 1.5


def test_nothing_said_is_none_and_not_nought() -> None:
    f = figures(Records(), date(2026, 11, 16), date(2026, 11, 22), TODAY, DAY)
    assert (f.hours, f.after_hours_minutes, f.mood, f.energy, f.workload, f.community) == (None,) * 6
    assert f.days_unknown == 4, "Monday to Thursday; today is not over"


@pytest.mark.parametrize(
    ("status", "resolved", "is_open", "is_resolved"),
    [
        ("open", None, (False, True, True, True), (False,) * 4),
        ("resolved", 2, (False, True, True, False), (False, False, False, True)),
        ("resolved", 0, (False, False, False, False), (False, True, False, False)),
        ("resolved", None, (False,) * 4, (False,) * 4),
    ],
)
def test_an_escalation_is_open_until_the_day_it_is_resolved(
    status: str, resolved: int | None, is_open: tuple[bool, ...], is_resolved: tuple[bool, ...]
) -> None:
    opened = datetime(2026, 11, 16, 12, tzinfo=CET)
    at = None if resolved is None else opened + timedelta(resolved)
    one = Escalation("e", "t", opened, status=status, resolved=at)
    days = [opened.date() + timedelta(n) for n in (-1, 0, 1, 2)]
    assert tuple(open_after(one, day) for day in days) == is_open
    assert tuple(resolved_between(one, day, day) for day in days) == is_resolved


def test_no_escalations_are_counted_by_default() -> None:
    assert not any(EscalationCounts())


def test_praise_is_a_win_too() -> None:
    told = CheckIn(date(2026, 11, 17), wins=(Win("a", kind="thanks"), Win("b", kind="member"), Win("c")))
    f = figures(Records.of([told]), date(2026, 11, 16), date(2026, 11, 22), TODAY, DAY)
    assert (f.wins, f.thanks) == (3, 1)
