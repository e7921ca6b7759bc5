"""Check-in forms for tests, and a strategy for arbitrary ones."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

from hypothesis import strategies as st

from cmcheckin.checkin.form import CarriedEscalation, CheckinForm, DayRow, FollowUp, GapRange
from cmcheckin.checkin.gaps import ANSWERS
from cmcheckin.domain.checkin import WIN_KINDS, CheckIn, Community, Win, WinCheck
from cmcheckin.domain.days import DAY_STARTS_AT
from cmcheckin.domain.escalation import ESCALATION_KINDS, STATUSES, Escalation, Update
from cmcheckin.domain.fields import NOTHING, Key
from cmcheckin.domain.text import clean
from cmcheckin.domain.workday import DAY_KINDS, Activity, Workday

ZONE = timezone(timedelta(hours=1))
FRIDAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 8, 30, tzinfo=ZONE)


def escalation(name: str = "e-1", **fields: Any) -> Escalation:
    """Return an open escalation of yesterday."""
    values: dict[str, Any] = {
        "title": "Spam wave",
        "opened": NOW - timedelta(hours=20),
        "severity": 4,
        "status": "open",
    }
    return Escalation(name, **values | fields)


def make_form(*carried: Escalation, **fields: Any) -> CheckinForm:
    """Return a Friday form without answers, with these open escalations."""
    values: dict[str, Any] = {
        "date": FRIDAY,
        "checkin": CheckIn(FRIDAY),
        "days": (DayRow(Workday(date(2026, 11, 19), "work", 8, time(9), time(18), 0)),),
        "carried": tuple(CarriedEscalation(item, item) for item in carried),
        "previous_date": date(2026, 11, 19),
        "base": {Key("checkin", FRIDAY.isoformat()): None} | {item.key: item for item in carried},
    }
    return CheckinForm(**values | fields)


# Arbitrary ones

texts = st.text(min_size=1, max_size=60).map(clean).filter(bool)
maybe_text = st.none() | texts
days = st.dates(date(1990, 1, 1), date(2090, 1, 1))
ratings = st.none() | st.integers(1, 5)
zones = st.sampled_from([UTC, ZONE, timezone(timedelta(hours=-9, minutes=-30))])
moments = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=zones).map(lambda t: t.replace(fold=0))  # noqa: DTZ001
clocks = st.none() | st.builds(time, st.integers(0, 23), st.integers(0, 59))
extra = st.just(NOTHING)
checks = st.builds(WinCheck, days, st.none() | st.integers(0, 99), st.none() | st.booleans(), extra)
wins = st.builds(
    Win,
    texts,
    id=st.none() | st.from_regex(r"[a-z0-9-]{1,20}", fullmatch=True),
    kind=st.none() | st.sampled_from(WIN_KINDS),
    sender=maybe_text,
    long_term=st.none() | st.booleans(),
    checks=st.lists(checks, max_size=2).map(tuple),
    extra=extra,
)
numbers = st.integers(0, 1000) | st.floats(0, 1000, allow_nan=False)
checkins = st.builds(
    CheckIn,
    days,
    logged_at=st.none() | moments,
    workload=ratings,
    mood=ratings,
    energy=ratings,
    feelings=st.lists(texts.map(lambda t: t[:40].strip()).filter(bool), max_size=3, unique=True).map(tuple),
    community=st.builds(Community, ratings, maybe_text, extra),
    wins=st.lists(wins, max_size=3).map(tuple),
    metrics=st.dictionaries(st.from_regex(r"[a-z_]{1,12}", fullmatch=True), numbers, max_size=3).map(
        lambda d: dict(sorted(d.items()))
    ),
    answers=st.dictionaries(st.from_regex(r"[a-z_]{1,12}", fullmatch=True), st.booleans() | texts, max_size=3).map(
        lambda d: dict(sorted(d.items()))
    ),
    note=maybe_text,
    extra=extra,
)
workdays = st.builds(
    Workday,
    days,
    st.sampled_from(DAY_KINDS),
    hours=st.none() | st.integers(0, 24) | st.floats(0, 24, allow_nan=False),
    start=clocks,
    end=clocks,
    after_hours_minutes=st.none() | st.integers(0, 1440),
    activities=st.lists(
        st.builds(
            Activity, texts.map(lambda text: text[:40].strip()).filter(bool), st.none() | st.floats(0, 24), extra
        ),
        max_size=3,
        unique_by=lambda activity: activity.kind,
    ).map(tuple),
    peer_minutes=st.none() | st.integers(0, 1440),
    label=maybe_text,
    extra=extra,
)
escalations = st.builds(
    Escalation,
    st.from_regex(r"[a-z0-9-]{1,20}", fullmatch=True),
    texts,
    moments,
    kind=st.none() | st.sampled_from(ESCALATION_KINDS),
    severity=ratings,
    minutes=st.none() | st.integers(0, 1000),
    could_wait=st.none() | st.booleans(),
    cause=maybe_text,
    handed_to=maybe_text,
    status=st.none() | st.sampled_from(STATUSES),
    resolved=st.none() | moments,
    outcome=maybe_text,
    updates=st.lists(st.builds(Update, texts, st.none() | moments, extra), max_size=2).map(tuple),
    extra=extra,
    day_starts_at=st.just(DAY_STARTS_AT),
)
records = checkins | workdays | escalations


@st.composite
def gap_ranges(draw: st.DrawFn) -> GapRange:
    """Draw any range of a long gap."""
    first, length = draw(days), draw(st.integers(0, 400))
    answer = draw(st.sampled_from(["", *ANSWERS.values()]))
    return GapRange(first, first + timedelta(length), answer, draw(st.sampled_from(["", *DAY_KINDS])))


@st.composite
def forms(draw: st.DrawFn) -> CheckinForm:
    """Draw any form."""
    checkin = draw(checkins)
    kept = draw(st.lists(records, max_size=4))
    return CheckinForm(
        checkin.date,
        checkin,
        draw(
            st.lists(st.builds(DayRow, workdays, st.booleans(), st.none(), st.booleans(), st.none()), max_size=3).map(
                tuple
            )
        ),
        draw(st.lists(st.builds(CarriedEscalation, escalations, escalations, st.booleans()), max_size=3).map(tuple)),
        draw(st.lists(escalations, max_size=3).map(tuple)),
        draw(
            st.lists(
                st.builds(FollowUp, days, wins, st.sampled_from([30, 90]), st.none() | st.booleans()), max_size=2
            ).map(tuple)
        ),
        draw(st.none() | days),
        {record.key: draw(st.sampled_from([record, None])) for record in kept},
        gap=draw(st.lists(gap_ranges(), max_size=2).map(tuple)),
    )
