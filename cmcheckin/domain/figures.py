"""Figures of days, ranges of days and escalations. `insight` counts them, and `wording` puts them in words."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Literal, TypeAlias

from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.named import NamedTuple
from cmcheckin.domain.workday import Workday

DayKind: TypeAlias = Literal["work", "off", "leave", "sick", "unknown", "before", "today", "ahead"]
"""The kind of a day. `unknown`: past and not logged. `before`: before the first record. `today`: not logged yet.
`ahead`: in the future."""


class ActivityTime(NamedTuple):
    """An activity over some days: its hours (None if none are logged), its days, and those of them without hours."""

    kind: str
    hours: float | None
    on_days: int
    days_without_hours: int


class PeerYear(NamedTuple):
    """Minutes with peers in a calendar year."""

    year: int
    quarters: tuple[int | None, ...]
    """Minutes in each of the four quarters; None for a quarter without any."""

    @property
    def minutes(self) -> int:
        """Return the minutes of the whole year."""
        return sum(filter(None, self.quarters))


class Figures(NamedTuple):
    """A range of days in numbers: hours, minutes, counts, and means of ratings from 1 to 5.

    A day whose hours look wrong (over 18) was worked, but its hours and after-hours minutes are left out.
    """

    days_worked: int = 0
    days_off: int = 0
    """Days logged as off, leave or sick."""
    days_of_leave: int = 0
    """Those of them that were leave. Planned days don't count here."""
    sick_days: int = 0
    """Those of them that were sick days."""
    days_unknown: int = 0
    """Past days that aren't logged, since the first record."""
    doubtful: int = 0
    hours: float | None = None
    after_hours_minutes: int | None = None
    night_pings: int = 0
    mood: float | None = None
    energy: float | None = None
    workload: float | None = None
    community: float | None = None
    checkins: int = 0
    wins: int = 0
    """All wins, praise included."""
    thanks: int = 0
    escalations_opened: int = 0
    escalations_resolved: int = 0
    escalations_open: int = 0
    """Escalations still open at the end."""
    minutes_on_escalations: int | None = None
    """Minutes spent on the escalations opened in these days."""
    could_have_waited: int = 0
    peer_minutes: int | None = None
    """Time with peers."""
    activities: tuple[ActivityTime, ...] = ()
    """Where the time went: the most hours first, then the most days."""

    def activity(self, kind: str) -> ActivityTime | None:
        """Return the activity of this `kind`; None if there was none."""
        return next((one for one in self.activities if one.kind == kind), None)


class Day(NamedTuple):
    """One day of the week: its workday, and the check-in of its morning."""

    date: date
    kind: DayKind
    hours: float | None = None
    """Hours that count, or if they look wrong (`doubtful`), the logged ones."""
    doubtful: bool = False
    after_hours_minutes: int | None = None
    start: time | None = None
    end: time | None = None
    checkin: CheckIn | None = None
    opened: tuple[Escalation, ...] = ()
    workday: Workday | None = None

    @property
    def mood(self) -> int | None:
        """Return the mood of the check-in, 1 to 5."""
        return self.checkin.mood if self.checkin else None

    @property
    def energy(self) -> int | None:
        """Return the energy of the check-in, 1 to 5."""
        return self.checkin.energy if self.checkin else None

    @property
    def workload(self) -> int | None:
        """Return the workload of the check-in, 1 to 5; 3 is about right."""
        return self.checkin.workload if self.checkin else None


class GridDay(NamedTuple):
    """One day in numbers. A blank is None."""

    date: date
    kind: DayKind
    hours: float | None = None
    """Hours that count, or if they look wrong (`doubtful`), the logged ones."""
    doubtful: bool = False
    after_hours_minutes: int | None = None
    night_pings: int = 0
    """Night pings that came on this day."""
    mood: int | None = None
    energy: int | None = None
    workload: int | None = None
    community: int | None = None
    checked_in: bool = False
    wins: int = 0
    """All wins, praise included."""
    thanks: int = 0
    escalations: int = 0
    """Escalations opened on this day."""
    severity: int | None = None
    """The highest severity among them; None if none has one."""


class EscalationEvent(NamedTuple):
    """Something that happened to an escalation. `at` is None if the time is unknown."""

    kind: Literal["opened", "update", "resolved"]
    at: datetime | None
    text: str = ""


class CauseCost(NamedTuple):
    """What the escalations with one cause cost."""

    cause: str
    """The cause as last written; empty for escalations without one."""
    items: tuple[Escalation, ...]
    """The escalations, oldest first; at least one."""
    first: date
    """The user's day on which the first one came in."""
    last: date
    """The user's day on which the last one came in."""
    minutes: int | None
    """Minutes spent; None if no escalation has any."""
    untimed: int
    """How many escalations have no minutes."""
    night_pings: int
    could_have_waited: int
    open: int
    rated_days: int
    """How many of the days they came in have a rating of the community."""
    low_days: int
    """On how many of these days the community is rated low or rough."""

    @property
    def days(self) -> int:
        """Return the number of days from the first to the last, both counted."""
        return (self.last - self.first).days + 1


class Closing(NamedTuple):
    """A fact of the given `kind` about the day `on`, for the line after a check-in: a `number`, and a `text` and a
    `name` that the user typed."""

    kind: Literal["hard", "year_ago", "thanks", "first_evening", "weekend", "resolved", "wins"]
    on: date
    number: int = 0
    text: str = ""
    name: str = ""
    of_name: int = 0
    """How many of `number` are from `name`."""
