"""What the notes had shown by the first of each of the last months, kept beside the index: a morning in year ten
reckons two months and not ten years.

It follows from the records, can be deleted at any time, and is made anew from the month on that was touched.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from cmcheckin import __version__
from cmcheckin.domain.records import Records
from cmcheckin.services import cache

if TYPE_CHECKING:
    from cmcheckin.domain.schedule import Schedule
    from cmcheckin.insight.nudges import Checkpoint
    from cmcheckin.journal import Journal
    from cmcheckin.settings import Settings

NAME: Final = "shown.json"
MONTHS: Final = 12
"""How many months before the last one are remembered too, for who asks for a past stretch, or changes an old day."""


def remembered(
    journal: Journal, settings: Settings, today: date, first: date | None = None
) -> tuple[Checkpoint, Records]:
    """What had been shown before the first of last month, and the records that the mornings since then look at.

    With `first`, what is asked for begins on that day, and the memory is of a month before it if there is one.
    """
    from cmcheckin.insight.arbitration import Arbiter
    from cmcheckin.insight.nudges import LOOK_BACK_DAYS, Checkpoint, checkpoint_before

    wanted = _months(today)
    first = wanted[-1] if first is None else max(first, date.min + timedelta(LOOK_BACK_DAYS))
    kept = {memory.on: memory for memory in _read(journal, settings) if memory.on <= today}
    last = max((on for on in kept if on <= first), default=None)
    begins = last - timedelta(LOOK_BACK_DAYS) if last else date.min
    near = _seen(journal, journal.between(begins, today))
    new = [on for on in wanted if on <= first and (last is None or on > last)]
    memory = kept[last] if last else None
    for on in new:
        memory = kept[on] = Checkpoint(
            on, checkpoint_before(near, on, settings.schedule, settings.nudges_off, memory).arbiter
        )
    if new:
        _write(journal, settings, [kept[on] for on in sorted(kept) if on in wanted])
    return memory or Checkpoint(date.min, Arbiter()), near


def _months(today: date) -> list[date]:
    """The first of last month, and of the months before it for a year back."""
    last = today.year * 12 + today.month - 2
    return [date(month // 12, month % 12 + 1, 1) for month in range(last - MONTHS, last + 1)]


def _seen(journal: Journal, near: Records) -> Records:
    """Those records with all words of the user, however old."""
    return Records(near.checkins, near.workdays, near.escalations, journal.nudge_states())


def _read(journal: Journal, settings: Settings) -> list[Checkpoint]:
    """Those that still hold."""
    from cmcheckin.insight.arbitration import Arbiter
    from cmcheckin.insight.nudges import Checkpoint

    raw = cache.read(journal, NAME)
    try:
        if raw is None or raw["key"] != key(settings):
            return []
        memories = [Checkpoint(date.fromisoformat(on), Arbiter.read(shown)) for on, shown in raw["shown"]]
        touched = journal.touched_since(raw["marks"])
    except (TypeError, ValueError, LookupError, AttributeError):
        return []
    # A day of room: an offset may put an escalation on the day after the check-in that saw it.
    return [memory for memory in memories if touched is None or memory.on < touched]


def _write(journal: Journal, settings: Settings, memories: list[Checkpoint]) -> None:
    shown = [[memory.on.isoformat(), memory.arbiter.raw()] for memory in memories]
    cache.write(journal, NAME, {"key": key(settings), "shown": shown, "marks": journal.marks()})


def key(settings: Settings) -> list[Any]:
    """What, beside the records, an answer about notes depends on."""
    starts_at = settings.day_starts_at.isoformat()
    return [__version__, *_said(settings.schedule), starts_at, sorted(settings.nudges_off)]


def _said(schedule: Schedule) -> list[Any]:
    start, end = schedule.start.isoformat(), schedule.end.isoformat()
    return [schedule.contract_hours, sorted(schedule.workdays), start, end, schedule.employment]
