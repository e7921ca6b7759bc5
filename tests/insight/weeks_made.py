"""Strategies for records around one November."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import strategies as st

from cmcheckin.domain.checkin import WIN_KINDS, CheckIn, Community, Win
from cmcheckin.domain.escalation import STATUSES, Escalation
from cmcheckin.domain.records import Records
from cmcheckin.domain.workday import DAY_KINDS, Activity, Workday

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 7, 30, tzinfo=UTC)
DAYS = st.integers(-120, 8).map(lambda n: TODAY + timedelta(n))
RATINGS = st.none() | st.integers(1, 5)
METRICS = ("first response", "members")
KINDS = st.lists(st.sampled_from(["moderation", "events", "admin"]), unique=True)
ZONES = st.integers(-11, 13).map(lambda hours: timezone(timedelta(hours=hours)))


@st.composite
def _workdays(draw: st.DrawFn, days: st.SearchStrategy[date]) -> Workday:
    return Workday(
        draw(days),
        draw(st.sampled_from(DAY_KINDS)),
        draw(st.none() | st.floats(0, 24).map(lambda hours: round(hours, 2))),
        after_hours_minutes=draw(st.none() | st.integers(0, 600)),
        activities=tuple(Activity(kind, draw(st.none() | st.integers(0, 24))) for kind in draw(KINDS)),
        peer_minutes=draw(st.none() | st.integers(0, 600)),
    )


@st.composite
def _checkins(draw: st.DrawFn, days: st.SearchStrategy[date]) -> CheckIn:
    wins = draw(st.lists(st.sampled_from(WIN_KINDS), max_size=3))
    feels = draw(st.none() | st.sampled_from(["excited", "uneasy about prices", "calm"]))
    return CheckIn(
        draw(days),
        workload=draw(RATINGS),
        mood=draw(RATINGS),
        energy=draw(RATINGS),
        community=Community(draw(RATINGS), feels),
        wins=tuple(Win(f"win {n}", kind=kind) for n, kind in enumerate(wins)),
        metrics=draw(st.dictionaries(st.sampled_from(METRICS), st.floats(-5, 5).map(lambda value: round(value, 1)))),
        answers=draw(st.dictionaries(st.sampled_from(["lunch", "word"]), st.booleans() | st.just("calm"))),
    )


@st.composite
def _escalations(draw: st.DrawFn, number: int, days: st.SearchStrategy[date]) -> Escalation:
    zone = draw(ZONES)
    opened = datetime.combine(draw(days), draw(st.times())).replace(tzinfo=zone)
    status = draw(st.none() | st.sampled_from(STATUSES))
    later = (opened + timedelta(hours=draw(st.integers(-300, 5000)))).astimezone(draw(ZONES))
    return Escalation(
        f"e-{number}",
        f"escalation {number}",
        opened,
        kind=draw(st.none() | st.sampled_from(["ask", "conduct"])),
        severity=draw(RATINGS),
        minutes=draw(st.none() | st.integers(0, 600)),
        could_wait=draw(st.none() | st.booleans()),
        status=status,
        resolved=draw(st.none() | st.just(later)) if status == "resolved" else None,
    )


@st.composite
def records(draw: st.DrawFn, days: st.SearchStrategy[date] = DAYS) -> Records:
    """Draw up to a few dozen records of four months, or of other days."""
    workdays = draw(st.lists(_workdays(days), max_size=40, unique_by=lambda one: one.date))
    checkins = draw(st.lists(_checkins(days), max_size=30, unique_by=lambda one: one.date))
    escalations = [draw(_escalations(n, days)) for n in range(draw(st.integers(0, 8)))]
    return Records.of([*workdays, *checkins, *escalations])
