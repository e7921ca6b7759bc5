"""What was shown lately, out of the journal; the answer is kept beside the index while no file of it changes."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from cmcheckin.domain.nudge import KINDS, DayValue, Finding, Nudge
from cmcheckin.domain.week import Week
from cmcheckin.services import cache
from cmcheckin.services.nudge_cache import key, remembered

if TYPE_CHECKING:
    from cmcheckin.domain.records import Records
    from cmcheckin.insight.nudges import Checkpoint
    from cmcheckin.journal import Journal
    from cmcheckin.settings import Settings

NAME: Final = "notes.json"


def first_recent_day(today: date) -> date:
    """The first day whose notes are kept: the present week and the one before can be paged through."""
    return Week.of(today).shifted(-1).monday


def recent_nudges(journal: Journal, settings: Settings, today: date) -> tuple[Nudge, ...]:
    """What was shown from the Monday of last week on, the newest first. Raises JournalError."""
    marks = journal.marks()
    asked = {"key": key(settings), "today": today.isoformat(), "files": marks.get("files", marks)}
    kept = cache.read(journal, NAME)
    if kept is not None and kept.get("asked") == asked:
        with suppress(TypeError, ValueError, LookupError, AttributeError):
            return tuple(_note(raw) for raw in kept["notes"])
    from cmcheckin.insight.nudges import shown_nudges  # twenty modules that a kept answer does without

    memory, records = remembered(journal, settings, today)
    found = shown_nudges(records, first_recent_day(today), today, settings.schedule, settings.nudges_off, memory)
    if marks.get("files", marks):
        cache.write(journal, NAME, {"asked": asked, "notes": [_raw(note) for note in found]})
    return found


def records_for(
    journal: Journal, settings: Settings, first: date, last: date, today: date
) -> tuple[Records, Checkpoint | None]:
    """All that the notes from `first` to `last` rest on, and what is remembered of what was shown before them."""
    memory, records = remembered(journal, settings, today, first)
    return records, memory


def _raw(note: Nudge) -> dict[str, Any]:
    found = note.finding
    return {
        "on": note.on.isoformat(), "kind": found.kind, "level": found.level, "first": found.first.isoformat(),
        "last": found.last.isoformat(), "values": [[one.day.isoformat(), one.value] for one in found.values],
        "numbers": dict(found.numbers), "employment": found.employment,
    }  # fmt: skip


def _note(raw: dict[str, Any]) -> Nudge:
    values = tuple(DayValue(date.fromisoformat(day), float(value)) for day, value in raw["values"])
    first, last = date.fromisoformat(raw["first"]), date.fromisoformat(raw["last"])
    if raw["kind"] not in KINDS:
        raise ValueError(raw["kind"])
    found = Finding(raw["kind"], raw["level"], first, last, values, raw["numbers"], raw["employment"])
    return Nudge(date.fromisoformat(raw["on"]), found, shown=True)
