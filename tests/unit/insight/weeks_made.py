"""Records as hypothesis makes them, around one November."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import strategies as st

from cmcheckin.domain.checkin import WIN_KINDS, CheckIn, Community, Win
from cmcheckin.domain.escalation import STATUSES, Escalation
from cmcheckin.domain.records import Records
from cmcheckin.domain.workday import DAY_KINDS, Workday

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 7, 30, tzinfo=UTC)
DAYS = st.integers(-120, 8).map(lambda n: TODAY + timedelta(n))
RATINGS = st.none() | st.integers(1, 5)
ZONES = st.integers(-11, 13).map(lambda hours: timezone(timedelta(hours=hours)))


@st.composite
def _workdays(draw: st.DrawFn) -> Workday:
    return Workday(
        draw(DAYS),
        draw(st.sampled_from(DAY_KINDS)),
        draw(st.none() | st.floats(0, 24).map(lambda hours: round(hours, 2))),
        after_hours_minutes=draw(st.none() | st.integers(0, 600)),
    )


@st.composite
def _checkins(draw: st.DrawFn) -> CheckIn:
    wins = draw(st.lists(st.sampled_from(WIN_KINDS), max_size=3))
    feels = draw(st.none() | st.sampled_from(["excited", "uneasy about prices", "calm"]))
    return CheckIn(
        draw(DAYS),
        workload=draw(RATINGS),
        mood=draw(RATINGS),
        energy=draw(RATINGS),
        community=Community(draw(RATINGS), feels),
        wins=tuple(Win(f"win {n}", kind=kind) for n, kind in enumerate(wins)),
    )


@st.composite
def _escalations(draw: st.DrawFn, number: int) -> Escalation:
    zone = draw(ZONES)
    opened = datetime.combine(draw(DAYS), draw(st.times())).replace(tzinfo=zone)
    status = draw(st.none() | st.sampled_from(STATUSES))
    later = opened + timedelta(hours=draw(st.integers(0, 2000)))
    return Escalation(
        f"e-{number}",
        f"escalation {number}",
        opened,
        severity=draw(RATINGS),
        minutes=draw(st.none() | st.integers(0, 600)),
        could_wait=draw(st.none() | st.booleans()),
        status=status,
        resolved=draw(st.none() | st.just(later)) if status == "resolved" else None,
    )


@st.composite
def records(draw: st.DrawFn) -> Records:
    """Up to a few dozen records of four months."""
    workdays = draw(st.lists(_workdays(), max_size=40, unique_by=lambda one: one.date))
    checkins = draw(st.lists(_checkins(), max_size=30, unique_by=lambda one: one.date))
    escalations = [draw(_escalations(n)) for n in range(draw(st.integers(0, 8)))]
    return Records.of([*workdays, *checkins, *escalations])
