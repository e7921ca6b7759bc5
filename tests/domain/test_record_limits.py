"""The limits of the fields of each record, from both sides."""

from __future__ import annotations

from typing import Any

import pytest

from cmcheckin.domain.errors import Refused
from cmcheckin.domain.records import decode

CHECKIN = {"type": "checkin", "date": "2026-11-20"}
WORKDAY = {"type": "workday", "date": "2026-11-20", "kind": "work"}
ESCALATION = {"type": "escalation", "id": "e", "title": "t", "opened": "2026-11-20T09:00:00+01:00"}


def win_check(after_days: float) -> dict[str, Any]:
    checks = [{"on": "2026-12-20", "after_days": after_days, "holds": True}]
    return {"wins": [{"id": "w", "text": "Guide", "checks": checks}]}


@pytest.mark.parametrize(
    ("raw", "accepted", "refused"),
    [
        (CHECKIN, {"feelings": ["x" * 40]}, {"feelings": ["x" * 41]}),
        (CHECKIN, {"note": "x" * 20_000}, {"note": "x" * 20_001}),
        (CHECKIN, {"answers": {"x" * 40: "x" * 500}}, {"answers": {"x": "x" * 501}}),
        (CHECKIN, {"metrics": {"x" * 40: 1}}, {"metrics": {"x" * 41: 1}}),
        (CHECKIN, {"metrics": {"x": 1e12}}, {"metrics": {"x": 1.001e12}}),
        (CHECKIN, {"metrics": {"x": -1e12}}, {"metrics": {"x": -1.001e12}}),
        (CHECKIN, {"metrics": {"x": 10**12}}, {"metrics": {"x": 10**12 + 1}}),
        (CHECKIN, {"metrics": {"x": -(10**12)}}, {"metrics": {"x": -(10**12) - 1}}),
        (CHECKIN, win_check(0), win_check(-1)),
        (CHECKIN, win_check(36_500), win_check(36_501)),
        (WORKDAY, {"hours": 24}, {"hours": 24.01}),
        (WORKDAY, {"hours": 0}, {"hours": -0.01}),
        (WORKDAY, {"after_hours_minutes": 1440}, {"after_hours_minutes": 1441}),
        (WORKDAY, {"after_hours_minutes": 0}, {"after_hours_minutes": -1}),
        (WORKDAY, {"peer_minutes": 1440}, {"peer_minutes": 1441}),
        (WORKDAY, {"activities": [{"kind": "x" * 40, "hours": 24}]}, {"activities": [{"kind": "x", "hours": 24.1}]}),
        (ESCALATION, {"minutes": 100_000}, {"minutes": 100_001}),
        (ESCALATION, {"minutes": 0}, {"minutes": -1}),
        (ESCALATION, {"outcome": "x" * 20_000}, {"outcome": "x" * 20_001}),
        (ESCALATION, {"updates": [{"text": "x" * 20_000}]}, {"updates": [{"text": "x" * 20_001}]}),
    ],
)
def test_a_value_at_the_limit_is_read_and_one_beyond_it_is_refused(
    raw: dict[str, Any], accepted: dict[str, Any], refused: dict[str, Any]
) -> None:
    [name] = accepted
    assert decode(raw | accepted).raw()[name] not in (None, {}, [])
    with pytest.raises(Refused):
        decode(raw | refused)
