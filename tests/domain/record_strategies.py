"""Arbitrary records that the format allows, as JSON and as objects."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta, timezone
from typing import Any

from hypothesis import strategies as st

from cmcheckin.domain.checkin import WIN_KINDS
from cmcheckin.domain.escalation import ESCALATION_KINDS, STATUSES
from cmcheckin.domain.records import TYPES
from cmcheckin.domain.reply_state import STATES
from cmcheckin.domain.workday import DAY_KINDS

SAMPLES = [
    json.loads(line)
    for line in """
{"type":"checkin","date":"2026-11-20","logged_at":"2026-11-20T08:31:04+01:00","workload":4,"mood":3,"energy":2,"feelings":["tired","proud"],"community":{"mood":4,"feels":"excited about the meetup"},"wins":[{"id":"w-2026-11-20-1-3f9a","text":"First-time poster answered three others","kind":"member","from":null,"long_term":false,"checks":[]}],"metrics":{"first_response_min":22},"answers":{"lunch break":true,"one word":"calm"},"note":"private"}
{"type":"workday","date":"2026-11-19","kind":"work","hours":9.5,"start":"09:00","end":"18:45","after_hours_minutes":45,"activities":[{"kind":"moderation","hours":3},{"kind":"events"}],"peer_minutes":30,"label":"Buß- und Bettag"}
{"type":"escalation","id":"e-2026-11-19-1-3f9a","title":"Spam wave in #help","kind":"conduct","severity":3,"opened":"2026-11-19T02:10:00+01:00","minutes":90,"could_wait":false,"cause":"price change","handed_to":"trust & safety","status":"open","resolved":null,"outcome":null,"updates":[{"at":"2026-11-20T08:30:00+01:00","text":"still coming in"}]}
{"type":"nudge_state","kind":"wins_drought","at":"2026-11-20T08:32:00+01:00","action":"snooze","until":"2026-12-04"}
{"type":"reply_state","reply":"20261119-4f2a.0a1b2c","at":"2026-11-20T08:33:00+01:00","state":"acted","kind":"time","from":"Kim","made":"2026-11-19T17:05:00+01:00","text":"Take Thursday","about":"e-2026-11-19-1-3f9a","about_text":"A day off","first":"2026-12-03","last":"2026-12-04","win":null,"leave_from":"2026-12-03","leave_to":"2026-12-03","answer":"Thursday is enough","answered_at":"2026-11-20T08:34:00+01:00","shared":"2026-11-20"}
""".strip().splitlines()  # noqa: E501  the contract's own lines
]
"""The records the contract shows, one of each type."""

RATINGS = st.none() | st.integers(1, 5)
TEXTS = st.none() | st.text(max_size=60)
FULL_TEXTS = st.text(max_size=60).map(lambda text: f"so {text}")
IDS = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=20)
DAYS = st.dates(date(1970, 1, 2), date(2100, 1, 1)).map(date.isoformat)
OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENTS = st.datetimes(
    datetime.fromisoformat("1971-01-01"), datetime.fromisoformat("2100-01-01"), timezones=OFFSETS
).map(datetime.isoformat)
CLOCKS = st.none() | st.times().map(lambda at: f"{at:%H:%M}")
FLAGS = st.none() | st.booleans()
PLAIN = st.none() | st.booleans() | st.integers(-(10**20), 10**20) | st.floats(allow_nan=False, allow_infinity=False)
UNKNOWN = st.recursive(
    PLAIN | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(IDS, inner, max_size=3),
    max_leaves=8,
)
EXTRA = st.dictionaries(IDS.map(lambda name: f"x_{name}"), UNKNOWN, max_size=3)


def _record(required: dict[str, Any], **rest: Any) -> st.SearchStrategy[dict[str, Any]]:
    known = st.fixed_dictionaries(required, optional=rest)
    return st.tuples(EXTRA, known).map(lambda parts: {**parts[0], **parts[1]})


CHECKS = _record({"on": DAYS}, after_days=st.none() | st.integers(0, 400), holds=FLAGS)
WINS = _record(
    {"text": FULL_TEXTS},
    **{"id": st.none() | IDS, "kind": st.none() | st.sampled_from(WIN_KINDS), "from": TEXTS, "long_term": FLAGS},
    checks=st.none() | st.lists(CHECKS, max_size=2),
)
HOURS = st.none() | st.integers(0, 24) | st.floats(0, 24)
ACTIVITIES = _record({"kind": IDS}, hours=HOURS)
AMOUNTS = st.none() | st.integers(-1000, 1000) | st.floats(-1e6, 1e6)
BY_TYPE: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "checkin": _record(
        {"type": st.just("checkin"), "date": DAYS},
        logged_at=st.none() | MOMENTS,
        workload=RATINGS,
        mood=RATINGS,
        energy=RATINGS,
        feelings=st.none() | st.lists(st.text(max_size=20), max_size=4),
        community=st.none() | _record({}, mood=RATINGS, feels=TEXTS),
        wins=st.none() | st.lists(WINS, max_size=3),
        metrics=st.none() | st.dictionaries(IDS, AMOUNTS, max_size=3),
        answers=st.none() | st.dictionaries(IDS, FLAGS | TEXTS, max_size=3),
        note=TEXTS,
    ),
    "workday": _record(
        {"type": st.just("workday"), "date": DAYS, "kind": st.sampled_from(DAY_KINDS)},
        hours=HOURS,
        start=CLOCKS,
        end=CLOCKS,
        after_hours_minutes=st.none() | st.integers(0, 1440),
        activities=st.none() | st.lists(ACTIVITIES, max_size=3, unique_by=lambda raw: raw["kind"]),
        peer_minutes=st.none() | st.integers(0, 1440),
        label=TEXTS,
    ),
    "escalation": _record(
        {"type": st.just("escalation"), "id": IDS, "title": FULL_TEXTS, "opened": MOMENTS},
        kind=st.none() | st.sampled_from(ESCALATION_KINDS),
        severity=RATINGS,
        minutes=st.none() | st.integers(0, 5000),
        could_wait=FLAGS,
        cause=TEXTS,
        handed_to=TEXTS,
        status=st.none() | st.sampled_from(STATUSES),
        resolved=st.none() | MOMENTS,
        outcome=TEXTS,
        updates=st.none() | st.lists(_record({"text": FULL_TEXTS}, at=st.none() | MOMENTS), max_size=2),
    ),
    "nudge_state": _record(
        {"type": st.just("nudge_state"), "kind": IDS, "at": MOMENTS}, action=st.none() | IDS, until=st.none() | DAYS
    ),
    "reply_state": _record(
        {"type": st.just("reply_state"), "reply": IDS, "at": MOMENTS},
        **{"from": TEXTS, "state": st.none() | st.sampled_from(STATES), "kind": st.none() | IDS},
        made=st.none() | MOMENTS,
        text=TEXTS,
        about=st.none() | IDS,
        about_text=TEXTS,
        first=st.none() | DAYS,
        last=st.none() | DAYS,
        win=st.none() | IDS,
        leave_from=st.none() | DAYS,
        leave_to=st.none() | DAYS,
        answer=TEXTS,
        answered_at=st.none() | MOMENTS,
        shared=st.none() | DAYS,
    ),
}
RAW = st.one_of(*BY_TYPE.values())
"""A record as JSON, right in every field, with unknown fields at every level."""

assert BY_TYPE.keys() == TYPES.keys()
