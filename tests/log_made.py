"""A log that is built day by day, to test signals on."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone

from cmcheckin.domain.checkin import CheckIn, Win
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.nudge import Finding
from cmcheckin.domain.nudge_state import NudgeState
from cmcheckin.domain.records import Records
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.workday import Workday
from cmcheckin.insight.history import History
from cmcheckin.insight.nudges import LOOK_BACK_DAYS
from cmcheckin.insight.signals import SIGNALS

MONDAY = date(2026, 6, 1)
"""Day 0 of every log. By default, sixteen quiet weeks come before it."""
QUIET_WEEKS = 16


def at(offset: int) -> date:
    """Return the day `offset` days after MONDAY."""
    return MONDAY + timedelta(offset)


class Log:
    """A log whose days are named by their distance from MONDAY. What is logged last for a day replaces what was
    before."""

    def __init__(self, schedule: Schedule | None = None, quiet_weeks: int = QUIET_WEEKS) -> None:
        self.schedule = schedule or Schedule()
        self.workdays: dict[date, Workday] = {}
        self.checkins: dict[date, CheckIn] = {}
        self.escalations: list[Escalation] = []
        self.states: list[NudgeState] = []
        if quiet_weeks:
            self.quiet(-7 * quiet_weeks, -1)

    def quiet(self, first: int, last: int) -> Log:
        """Log usual days: contract hours on workdays, off in between, ratings of 3 and 4 in turn, a win on workdays."""
        for offset in range(first, last + 1):
            day = at(offset)
            if self.schedule.works_on(day):
                self.work(offset, self.schedule.usual_hours + (0.25 if offset % 2 else -0.25))
            else:
                self.off(offset)
            self.morning(offset, wins=1 if self.schedule.works_on(day - timedelta(1)) else 0)
        return self

    def work(self, offset: int, hours: float | None, late: int = 0, start: str = "", end: str = "") -> Log:
        clock = [time.fromisoformat(text) if text else None for text in (start, end)]
        self.workdays[at(offset)] = Workday(at(offset), "work", hours, clock[0], clock[1], late)
        return self

    def off(self, offset: int, kind: str = "off", hours: float = 0.0) -> Log:
        self.workdays[at(offset)] = Workday(at(offset), kind, hours, after_hours_minutes=0)
        return self

    def unlogged(self, *offsets: int) -> Log:
        """Remove what is logged for these days."""
        for offset in offsets:
            self.workdays.pop(at(offset), None)
            self.checkins.pop(at(offset), None)
        return self

    def morning(
        self, offset: int, mood: int | None = None, energy: int | None = None, wins: int = 0, zone: int = 0
    ) -> Log:
        usual = 3 + offset % 2
        logged = datetime.combine(at(offset), time(8, 30), timezone(timedelta(hours=zone)))
        won = tuple(Win(f"win {n}", id=f"w-{offset}-{n}") for n in range(wins))
        mood, energy = mood if mood is not None else usual, energy if energy is not None else usual
        self.checkins[at(offset)] = CheckIn(at(offset), logged, 3, mood, energy, wins=won)
        return self

    def ping(self, offset: int, clock: str, severity: int | None = 2, kind: str | None = None) -> Log:
        opened = datetime.combine(at(offset), time.fromisoformat(clock), UTC)
        self.escalations.append(Escalation(f"e-{len(self.escalations)}", "ping", opened, kind, severity))
        return self

    def answer(self, offset: int, kind: str, action: str, until: int | None = None, clock: str = "09:00") -> Log:
        said = datetime.combine(at(offset), time.fromisoformat(clock), UTC)
        self.states.append(NudgeState(kind, said, action, at(until) if until is not None else None))
        return self

    @property
    def records(self) -> Records:
        return Records.of([*self.checkins.values(), *self.workdays.values(), *self.escalations, *self.states])

    def finding(self, kind: str, offset: int) -> Finding | None:
        """Return what the signal of `kind` finds on the morning of day `offset`."""
        past = History(self.records, self.schedule, at(offset) - timedelta(LOOK_BACK_DAYS + 60), at(offset))
        [view] = past.views(at(offset))
        found = [one for find in SIGNALS.values() if (one := find(view)) is not None and one.kind == kind]
        assert len(found) <= 1
        return found[0] if found else None
