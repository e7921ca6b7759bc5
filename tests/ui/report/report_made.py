"""A made-up week for the report screen."""

from __future__ import annotations

from datetime import date, datetime

from cmcheckin.domain.checkin import CheckIn, Community, Win
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.records import Record

DAY = date(2026, 11, 17)


def records() -> list[Record]:
    """Return a week with two wins and an escalation."""
    wins = (Win("Meetup filled in a day", "w-1", "event"), Win("So patient with us", "w-2", "thanks", "a member"))
    at = datetime.fromisoformat("2026-11-17T11:00:00+01:00")
    return [
        CheckIn(DAY, mood=2, energy=1, feelings=("worn",), community=Community(4), wins=wins, note="for me alone"),
        Escalation("e-1", "Spam wave in #help", at, "conduct", 4, 90, status="open"),
    ]
