"""Workdays, and days off."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final

from cmcheckin.domain import fields as f
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.fields import JSON, Key
from cmcheckin.domain.named import NamedTuple
from cmcheckin.domain.text import WORD

DAY_KINDS: Final = ("work", "off", "leave", "sick")
PLANNED: Final = ("off", "leave")
"""Kinds of days that may be logged before they come (product contract)."""
DOUBTFUL_OVER: Final = 18.0
"""Hours above which a day looks wrong: it is saved, but asked about and not counted (product contract)."""
PEERS: Final = "peers"
"""The name of time with peers where activities are named. No activity can have it."""
ACTIVITY_FIELDS: Final = ("kind", "hours")


class Activity(NamedTuple):
    """An activity of a day: its `kind`, a name from the settings, and its `hours` (0 to 24) if known."""

    kind: str
    hours: float | None = None
    extra: Mapping[str, JSON] = f.NOTHING

    @classmethod
    def read(cls, raw: Mapping[str, JSON]) -> Activity:
        """Read it from a JSON object. Raises Refused, naming the field."""
        kind = f.required("kind", f.line("kind", raw.get("kind"), WORD))
        if kind.casefold() == PEERS:
            raise Refused("kind", f"can't be “{kind}”. Time with peers is logged as peer_minutes")
        return cls(
            kind,
            f.number("hours", raw.get("hours"), 0, 24),
            f.unknown(raw, ACTIVITY_FIELDS),
        )

    def raw(self) -> dict[str, JSON]:
        """Return it as a JSON object with every field, including null and empty ones."""
        return {"kind": self.kind, "hours": self.hours, **self.extra}


class Workday(NamedTuple):
    """What was worked on `date`. A day without a Workday isn't logged; that doesn't make it a day off.

    `hours` (0 to 24) include the after-hours minutes. `activities`: where the day's time went, each kind once.
    `peer_minutes`: time with peers, such as calls, mentoring and conferences. `label`: the name of a holiday.
    """

    date: dt.date
    kind: str
    hours: float | None = None
    start: dt.time | None = None
    end: dt.time | None = None
    after_hours_minutes: int | None = None
    activities: tuple[Activity, ...] = ()
    peer_minutes: int | None = None
    label: str | None = None
    extra: Mapping[str, JSON] = f.NOTHING

    @property
    def type(self) -> str:
        """The type's name in the interchange format."""
        return "workday"

    @property
    def key(self) -> Key:
        """The key: its date."""
        return Key(self.type, self.date.isoformat())

    @property
    def day(self) -> dt.date:
        """The day it counts for."""
        return self.date

    @property
    def doubtful(self) -> bool:
        """Whether the hours look wrong: more than DOUBTFUL_OVER."""
        return self.hours is not None and self.hours > DOUBTFUL_OVER

    @property
    def counted_hours(self) -> float | None:
        """Hours as figures count them: at least the after-hours time. None if none are logged or they look wrong."""
        if self.doubtful or (self.hours is None and self.after_hours_minutes is None):
            return None
        return max(self.hours or 0.0, (self.after_hours_minutes or 0) / 60)

    @property
    def free(self) -> bool:
        """Whether it was a day without work: off, leave or sick."""
        return self.kind != "work"

    @classmethod
    def read(cls, raw: Mapping[str, JSON]) -> Workday:
        """Read it from a JSON object. Raises Refused, naming the field."""
        return cls(
            f.required("date", f.day("date", raw.get("date"))),
            f.required("kind", f.choice("kind", raw.get("kind"), DAY_KINDS)),
            f.number("hours", raw.get("hours"), 0, 24),
            f.clock_time("start", raw.get("start")),
            f.clock_time("end", raw.get("end")),
            f.whole("after_hours_minutes", raw.get("after_hours_minutes"), 0, 1440),
            _activities(raw.get("activities")),
            f.whole("peer_minutes", raw.get("peer_minutes"), 0, 1440),
            f.line("label", raw.get("label")),
            f.unknown(raw, WORKDAY_FIELDS),
        )

    def raw(self) -> dict[str, JSON]:
        """Return it as a JSON object with every field, including null and empty ones."""
        return {
            "date": self.date.isoformat(),
            "kind": self.kind,
            "hours": self.hours,
            "start": f"{self.start:%H:%M}" if self.start else None,
            "end": f"{self.end:%H:%M}" if self.end else None,
            "after_hours_minutes": self.after_hours_minutes,
            "activities": [activity.raw() for activity in self.activities],
            "peer_minutes": self.peer_minutes,
            "label": self.label,
            **self.extra,
        }


WORKDAY_FIELDS: Final = ("type", *Workday._fields[:-1])
"""The fields of a workday in the interchange format: all of the class except `extra`."""


def _activities(value: JSON) -> tuple[Activity, ...]:
    if not value:
        return tuple(f.items("activities", value))  # as for most days
    found = f.each("activities", value, Activity.read)
    kinds = [activity.kind for activity in found]
    for n, kind in enumerate(kinds):
        if kind in kinds[:n]:
            raise Refused(f"activities[{n + 1}]", f"“{kind}” appears twice")
    return found
