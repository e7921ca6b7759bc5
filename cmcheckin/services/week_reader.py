"""Read the records that a week is compared with, and summarise it."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from cmcheckin.domain.records import Records
from cmcheckin.domain.week import Week
from cmcheckin.insight.figures import first_day
from cmcheckin.insight.week import WeekSummary, reach, week_summary, with_open_escalations

if TYPE_CHECKING:
    from cmcheckin.domain.schedule import Schedule
    from cmcheckin.journal import Journal


def read_summary(
    journal: Journal, schedule: Schedule, week: Week, today: date, now: datetime
) -> tuple[Records, WeekSummary]:
    """Return the records of `week` and of the earlier weeks that it is compared with, and its summary on `today`, with
    ages at `now`. Raises JournalError."""
    near = journal.between(*reach(week))
    logged_from = first_day(near, week.monday, journal.between)
    records = with_open_escalations(near, journal.open_since(week.monday))
    return near, week_summary(records, week, today, now, schedule, logged_from)
