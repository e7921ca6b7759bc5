"""A made-up week for the share screen."""

from __future__ import annotations

from datetime import date, datetime

from cmcheckin.domain.checkin import CheckIn, Community, Win
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.records import Record
from cmcheckin.domain.workday import Workday

DAY = date(2026, 11, 17)


PRIVATE = "for-me-alone"


def records(win: str = "Meetup filled in a day") -> list[Record]:
    """Return a week with the win `win`, an escalation, and a private note."""
    at = datetime.fromisoformat("2026-11-17T11:00:00+01:00")
    wins = (Win(win, "w-1", "event"),)
    return [
        CheckIn(DAY, at, 4, 2, 1, (PRIVATE,), Community(4, "excited"), wins, note=PRIVATE),
        Escalation("e-1", "Spam wave in #help", at, "conduct", 4, 90, status="open"),
        Workday(DAY, "work", 9.0),
    ]
