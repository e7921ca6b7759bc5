"""Where the time of the demo's workdays went. They are drawn independently of the other records, so that those stay the
same."""

from __future__ import annotations

import random
from typing import Final

from cmcheckin.domain.workday import Activity, Workday

BY_WEEKDAY: Final = ("analytics", "content", "advocacy", "content", "admin", "events", "events")
"""What each weekday is for besides moderation and support."""
BLANK: Final = 0.25
"""Share of workdays without activities."""
PEER_CALL: Final = (3, 60)
"""The weekday of the call with other community managers, which is every second week, and its minutes."""


def with_activities(day: Workday) -> Workday:
    """Return `day` with plausible activities and time with peers, if it was a workday."""
    if day.kind != "work" or not day.hours:
        return day
    rng = random.Random(day.date.toordinal())  # noqa: S311  made-up days need no secrets
    weekday, week = day.date.weekday(), day.date.isocalendar().week
    peers = PEER_CALL[1] if weekday == PEER_CALL[0] and week % 2 else None
    kind = BY_WEEKDAY[weekday]
    if weekday > 4:
        return day._replace(activities=(Activity(kind, day.hours),))
    if rng.random() < BLANK:
        return day._replace(peer_minutes=peers)
    moderation, support = rng.choice((1, 1.5, 2, 2.5, 3)), rng.choice((1, 1.5, 2))
    found = [Activity("moderation", moderation), Activity("support", support if rng.random() < 0.6 else None)]
    found.append(Activity(kind, rng.choice((1, 1.5, 2)) if rng.random() < 0.7 else None))
    if rng.random() < 0.2:
        found.append(Activity("outreach"))
    return day._replace(activities=tuple(found), peer_minutes=peers)
