"""The nudges of recent and past mornings, read from the journal.

Two files beside the index save work. Checkpoints of past months let a morning in year ten replay two months and not ten
years. The recent nudges are cached while no file of the journal changes. Both follow from the records, can be deleted
at any time, and are made again after a change.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from cmcheckin import __version__
from cmcheckin.domain.fields import JSON
from cmcheckin.domain.nudge import KINDS, DayValue, Finding, Nudge
from cmcheckin.domain.records import Records
from cmcheckin.domain.week import Week, first_of_month, month_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cmcheckin.insight.nudges import Checkpoint, MorningNudges
    from cmcheckin.journal import Journal
    from cmcheckin.settings import Settings

CHECKPOINTS: Final = "shown.json"
RECENT: Final = "notes.json"
MONTHS: Final = 12
"""Months before the last one with a checkpoint too, for past mornings and for changes of old days."""


def first_recent_day(today: date) -> date:
    """Return the first day of `recent_nudges`: the Monday of last week."""
    return Week.of(today).shifted(-1).monday


def recent_nudges(journal: Journal, settings: Settings, today: date) -> tuple[Nudge, ...]:
    """Return the nudges shown since the Monday of last week, newest first. Raises JournalError."""
    marks = journal.marks()
    asked = {"key": _cache_key(settings), "today": today.isoformat(), "files": marks.get("files", marks)}
    cached = _read_cache(journal, RECENT)
    if cached is not None and cached.get("asked") == asked:
        with suppress(TypeError, ValueError, LookupError, AttributeError):
            return tuple(_read_nudge(raw) for raw in cached["notes"])
    from cmcheckin.insight.nudges import shown_nudges  # twenty modules that a cached answer does without

    checkpoint, records = checkpoint_and_records(journal, settings, today)
    found = shown_nudges(records, first_recent_day(today), today, settings.schedule, settings.nudges_off, checkpoint)
    if marks.get("files", marks):
        _write_cache(journal, RECENT, {"asked": asked, "notes": [_raw_nudge(nudge) for nudge in found]})
    return found


def past_mornings(
    journal: Journal, settings: Settings, first: date, last: date, today: date
) -> Iterator[MorningNudges]:
    """Return the nudges of each day from `first` to `last`, shown or held back. Raises JournalError."""
    from cmcheckin.insight.nudges import replay

    checkpoint, records = checkpoint_and_records(journal, settings, today, first)
    return replay(records, first, last, settings.schedule, settings.nudges_off, checkpoint)


def checkpoint_and_records(
    journal: Journal, settings: Settings, today: date, first: date | None = None
) -> tuple[Checkpoint, Records]:
    """Return the checkpoint from which the mornings since `first` are replayed, and the records they look at.

    `first` is the first of last month by default. Missing checkpoints up to it are made and saved.
    """
    from cmcheckin.insight.nudges import BEGIN, LOOK_BACK_DAYS, checkpoint_before

    wanted = _checkpoint_days(today)
    first = wanted[-1] if first is None else max(first, date.min + timedelta(LOOK_BACK_DAYS))
    known = {one.on: one for one in _read_checkpoints(journal, settings) if one.on <= today}
    last = max((on for on in known if on <= first), default=None)
    near = journal.between(last - timedelta(LOOK_BACK_DAYS) if last else date.min, today)
    records = Records(near.checkins, near.workdays, near.escalations, journal.nudge_states())
    checkpoint = known[last] if last else BEGIN
    missing = [on for on in wanted if on <= first and (last is None or on > last)]
    for on in missing:
        checkpoint = known[on] = checkpoint_before(records, on, settings.schedule, settings.nudges_off, checkpoint)
    if missing:
        _write_checkpoints(journal, settings, [known[on] for on in sorted(known) if on in wanted])
    return checkpoint, records


def _checkpoint_days(today: date) -> list[date]:
    """Return the first of last month, and of the twelve months before it, oldest first."""
    last = month_number(today) - 1
    return [first_of_month(number) for number in range(last - MONTHS, last + 1)]


def _read_checkpoints(journal: Journal, settings: Settings) -> list[Checkpoint]:
    """Return the saved checkpoints that no later change of the journal has made out of date."""
    from cmcheckin.insight.arbitration import Arbiter
    from cmcheckin.insight.nudges import Checkpoint

    raw = _read_cache(journal, CHECKPOINTS)
    try:
        if raw is None or raw["key"] != _cache_key(settings):
            return []
        checkpoints = [Checkpoint(date.fromisoformat(on), Arbiter.read(state)) for on, state in raw["shown"]]
        touched = journal.touched_since(raw["marks"])
    except (TypeError, ValueError, LookupError, AttributeError):
        return []
    # A day of room: an offset may put an escalation on the day after the check-in that saw it.
    return [one for one in checkpoints if touched is None or one.on < touched]


def _write_checkpoints(journal: Journal, settings: Settings, checkpoints: list[Checkpoint]) -> None:
    shown = [[one.on.isoformat(), one.arbiter.raw()] for one in checkpoints]
    _write_cache(journal, CHECKPOINTS, {"key": _cache_key(settings), "shown": shown, "marks": journal.marks()})


def _cache_key(settings: Settings) -> list[object]:
    """Return everything besides the records that nudges depend on."""
    schedule, starts_at = settings.schedule, settings.day_starts_at.isoformat()
    hours = [schedule.contract_hours, sorted(schedule.workdays), schedule.start.isoformat(), schedule.end.isoformat()]
    return [__version__, *hours, schedule.employment, starts_at, sorted(settings.nudges_off)]


def _raw_nudge(nudge: Nudge) -> dict[str, object]:
    found = nudge.finding
    return {
        "on": nudge.on.isoformat(), "kind": found.kind, "level": found.level, "first": found.first.isoformat(),
        "last": found.last.isoformat(), "values": [[one.day.isoformat(), one.value] for one in found.values],
        "numbers": dict(found.numbers), "employment": found.employment, "reason": nudge.hold_reason,
    }  # fmt: skip


def _read_nudge(raw: dict[str, Any]) -> Nudge:
    values = tuple(DayValue(date.fromisoformat(day), float(value)) for day, value in raw["values"])
    first, last = date.fromisoformat(raw["first"]), date.fromisoformat(raw["last"])
    if raw["kind"] not in KINDS:
        raise ValueError(raw["kind"])
    found = Finding(raw["kind"], raw["level"], first, last, values, raw["numbers"], raw["employment"])
    return Nudge(date.fromisoformat(raw["on"]), found, shown=True, hold_reason=str(raw["reason"]))


def _read_cache(journal: Journal, name: str) -> dict[str, JSON] | None:
    """Return the JSON object in the cache file `name`; None if it is missing or damaged."""
    from cmcheckin.files import read_bytes
    from cmcheckin.journal import JournalError

    try:
        raw = json.loads(journal.vault.opened(read_bytes(str(journal.paths.cache / name))[0]))
    except (OSError, ValueError, RecursionError, JournalError):
        return None
    return raw if isinstance(raw, dict) else None


def _write_cache(journal: Journal, name: str, value: dict[str, object]) -> None:
    """Write `value` to the cache file `name`, for the user only. Ignores errors: the cache can be made again. Writes
    nothing while records are locked, as `value` lacks them."""
    from cmcheckin.files import make_folder
    from cmcheckin.journal import JournalError

    with suppress(OSError, ValueError, JournalError):
        if journal.store.has_closed_lines:
            return
        folder = str(journal.paths.cache)
        make_folder(folder)
        journal.vault.write_cache(os.path.join(folder, name), json.dumps(value).encode())  # noqa: PTH118
