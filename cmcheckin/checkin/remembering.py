"""What the notes had shown up to last month, kept beside the index, so that a morning in year ten reckons two months.

It follows from the records, can be deleted at any time, and is made anew when anything it rests on was touched.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from cmcheckin import __version__
from cmcheckin.checkin import cached
from cmcheckin.domain.records import Records

if TYPE_CHECKING:
    from cmcheckin.domain.schedule import Schedule
    from cmcheckin.insight.notes import Memory
    from cmcheckin.journal import Journal
    from cmcheckin.settings import Settings

NAME: Final = "shown.json"


def remembered(journal: Journal, settings: Settings, today: date) -> tuple[Memory, Records]:
    """What had been shown before the first of last month, and the records that the mornings since then look at."""
    from cmcheckin.insight.notes import LOOK_BACK, Memory, remember

    wanted = (today.replace(day=1) - timedelta(1)).replace(day=1)
    schedule, off = settings.schedule, settings.nudges_off
    kept = _read(journal, settings)
    if kept is not None and kept.on > wanted:
        kept = None  # the clock was set back
    begins = (kept.on if kept else wanted) - timedelta(LOOK_BACK)
    near = _seen(journal, journal.between(begins if kept else date.min, today))
    if kept is None or kept.on < wanted:
        kept = Memory(wanted, remember(near, wanted, schedule, off, kept).shown)
        _write(journal, settings, kept)
    return kept, near


def _seen(journal: Journal, near: Records) -> Records:
    """Those records with all words of the user, however old."""
    return Records(near.checkins, near.workdays, near.escalations, journal.nudge_states())


def _read(journal: Journal, settings: Settings) -> Memory | None:
    from cmcheckin.insight.arbitration import Arbiter
    from cmcheckin.insight.notes import Memory

    raw = cached.read(journal, NAME)
    try:
        if raw is None or raw["key"] != key(settings):
            return None
        on = date.fromisoformat(raw["on"])
        touched = journal.touched_since(raw["marks"])
        # A day of room: an offset may put an escalation on the day after the check-in that saw it.
        if touched is not None and touched <= on:
            return None
        return Memory(on, Arbiter.read(raw["shown"]))
    except (TypeError, ValueError, LookupError, AttributeError):
        return None


def _write(journal: Journal, settings: Settings, memory: Memory) -> None:
    raw = {"key": key(settings), "on": memory.on.isoformat(), "shown": memory.shown.raw(), "marks": journal.marks()}
    cached.write(journal, NAME, raw)


def key(settings: Settings) -> list[Any]:
    """What, beside the records, an answer about notes depends on."""
    return [__version__, *_said(settings.schedule), sorted(settings.nudges_off)]


def _said(schedule: Schedule) -> list[Any]:
    start, end = schedule.start.isoformat(), schedule.end.isoformat()
    return [schedule.contract_hours, sorted(schedule.workdays), start, end]
