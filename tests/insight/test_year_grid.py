"""Single days of the grid of a year."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from cmcheckin.domain.checkin import CheckIn, Community, Win
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.figures import GridDay
from cmcheckin.domain.records import Records
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.workday import Workday
from cmcheckin.insight.year_grid import grid_days

MONDAY = date(2026, 11, 16)
NIGHT = datetime(2026, 11, 16, 23, tzinfo=UTC)


def test_a_day_of_the_grid_has_everything_logged_on_it() -> None:
    wins = (Win("a", kind="thanks"), Win("b", kind="member"))
    kept = Records.of(
        [
            Workday(MONDAY, "work", 7, after_hours_minutes=20),
            Workday(MONDAY + timedelta(1), "off", 0.5, after_hours_minutes=90),
            Workday(MONDAY + timedelta(2), "work", 20),
            CheckIn(MONDAY, workload=4, mood=3, energy=2, community=Community(mood=5), wins=wins),
            Escalation("e-1", "t", NIGHT, severity=2),
            Escalation("e-2", "t", NIGHT + timedelta(hours=2), severity=3),
            Escalation("e-3", "t", NIGHT - timedelta(hours=9), "ask", 5),
            Escalation("e-4", "t", NIGHT + timedelta(days=1, hours=-9)),
        ]
    )
    today = MONDAY + timedelta(4)
    assert grid_days(kept, MONDAY, today, today, Schedule(), MONDAY) == (
        GridDay(MONDAY, "work", 7, False, 20, 2, 3, 2, 4, 5, True, 2, 1, 3, 3),
        GridDay(MONDAY + timedelta(1), "off", 1.5, after_hours_minutes=90, escalations=1),
        GridDay(MONDAY + timedelta(2), "work", 20, doubtful=True),
        GridDay(MONDAY + timedelta(3), "unknown"),
        GridDay(today, "today"),
    )
    before, ahead = (
        grid_days(kept, MONDAY - timedelta(1), MONDAY - timedelta(1), today, Schedule(), MONDAY),
        grid_days(kept, today + timedelta(1), today + timedelta(1), today, Schedule(), MONDAY),
    )
    assert [day.kind for day in (*before, *ahead)] == ["before", "ahead"]
