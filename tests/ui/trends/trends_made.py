"""Made-up weeks for the trends screen, and ways to find a line on it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from cmcheckin.domain.checkin import CheckIn, Win
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.records import Record
from cmcheckin.domain.workday import Workday

MONDAY = date(2026, 11, 16)


NIGHT = datetime(2026, 11, 4, 1, 30, tzinfo=UTC)


def records() -> list[Record]:
    """Return sixteen weeks of 8 h a day. Week 45 was long, with a night ping and praise; week 44 isn't logged."""
    found: list[Record] = []
    for back in range(1, 17):
        monday = MONDAY - timedelta(weeks=back)
        if back == 3:
            continue
        for n in range(5):
            day = monday + timedelta(n)
            long = back == 2
            found.append(Workday(day, "work", 10 if long else 8, after_hours_minutes=30 if long else 0))
            wins = (Win("Done"), Win("So patient", kind="thanks")) if long and n == 0 else ()
            found.append(CheckIn(day, mood=2 if long else 4, energy=3, workload=5 if long else 3, wins=wins))
    found.append(Escalation("e-1", "A ping in the night", NIGHT, severity=4, minutes=90, could_wait=True))
    return found


def line_of(screen: str, start: str) -> str:
    """Return the first line that begins with `start`."""
    return next(line for line in screen.split("\n") if line.lstrip(" ▌").startswith(start))


def numbers(screen: str, row: str) -> list[str]:
    """Return what the columns of `row` show."""
    return line_of(screen, row)[19:79].split()
