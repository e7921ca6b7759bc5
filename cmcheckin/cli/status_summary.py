"""The last answer of `status`, kept beside the index: it holds for as long as no file of the journal changes, on later
days too.

A prompt asks many times for each change, and this way it need load neither settings, records nor TinyDB. It can be
deleted at any time; what stands in it was read through the Journal, and is read there again when anything differs.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime, time, tzinfo
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from cmcheckin.clock import clock_from
from cmcheckin.paths import Paths

if TYPE_CHECKING:
    from cmcheckin.bootstrap import Program
    from cmcheckin.domain.nudge_state import NudgeState

VERSION: Final = 3
"""2 names the days that are done, so that the first prompt of a day has its answer as well; 3 the days off."""
NAME: Final = "status.json"


class StatusSummary(NamedTuple):
    """Whether the check-in of `day` is done or due, and how many escalations are open."""

    day: date
    done: bool
    unresolved: int
    free: str = ""
    """Why nothing is due on this day: `off`, `leave` or `sick`; empty on a day of work."""
    faults: int = 0
    """Number of mistakes in config.toml."""

    @property
    def due(self) -> bool:
        """Whether today's check-in is due."""
        return not self.done and not self.free


class _Days(NamedTuple):
    """The days from the cached day onwards, as JSON holds them. Dates are ISO strings."""

    done: Sequence[str]
    kinds: Mapping[str, str]
    """Kind of each day that is logged or planned, by date."""
    workdays: Sequence[int]
    """Usual workdays, 0 for Monday. When empty, every day is a workday."""
    away: Sequence[str]
    """First and last day of a leave set with `nudges leave`; empty without one."""

    def free(self, day: date) -> str:
        """Return `off`, `leave` or `sick` if `day` is free, else an empty string. What is logged comes first."""
        kind = self.kinds.get(day.isoformat())
        if kind is not None:
            return "" if kind == "work" else kind
        if self.away and self.away[0] <= day.isoformat() <= self.away[1]:
            return "leave"
        return "off" if self.workdays and day.weekday() not in self.workdays else ""


def cached(paths: Paths, environ: Mapping[str, str]) -> StatusSummary | None:
    """The answer that was kept, if it still holds; None when the journal has to be asked."""
    try:
        with open(paths.cache / NAME, encoding="utf-8", opener=_at_once) as stream:
            raw = json.load(stream)
        if raw["version"] != VERSION or raw["config"] != _stamp(paths.config) or raw["files"] != file_stamps(paths):
            return None
        clock = clock_from(_zone(raw["zone"]), time.fromisoformat(raw["day_starts_at"]), environ)
        today = clock.today()
        if today < date.fromisoformat(raw["since"]):
            return None
        return _glance(today, _Days(*raw["days"]), int(raw["unresolved"]), int(raw["faults"]))
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None


def read(program: Program) -> StatusSummary:
    """The answer from the journal, kept for the next time unless there is a problem that should be said again."""
    seen = file_stamps(program.paths)  # before reading: what comes meanwhile must not be taken for read
    today = program.clock.today()
    journal = program.journal
    known = journal.between(today, date.max)  # east of here it may be tomorrow, and leave may be planned
    days = _Days(
        [one.date.isoformat() for one in known.checkins if one.done],
        {one.date.isoformat(): one.kind for one in known.workdays},
        sorted(program.settings.schedule.workdays),
        _away(journal.nudge_states(), today),
    )
    found = _glance(today, days, len(journal.unresolved()), len(program.settings.problems))
    if seen and not journal.problems:
        _keep(program, found, days, seen)
    return found


def _glance(day: date, days: _Days, unresolved: int, faults: int) -> StatusSummary:
    return StatusSummary(day, day.isoformat() in days.done, unresolved, days.free(day), faults)


def _away(states: Iterable[NudgeState], today: date) -> list[str]:
    """Return the first and last day of the latest leave in `states`, empty if it is over by `today`."""
    from cmcheckin.domain.nudge_state import LEAVE, ON

    said = max((one for one in states if one.kind == LEAVE and one.action in (LEAVE, ON)), key=_at, default=None)
    if said is None or said.action == ON or said.until is None or said.until < today:
        return []
    return [said.day.isoformat(), said.until.isoformat()]


def _at(state: NudgeState) -> datetime:
    return state.at


def after_change(program: Program) -> None:
    """Ends a command that changed something: the next prompt has its answer, and the day its backup."""
    from cmcheckin.journal import JournalError

    with suppress(OSError, JournalError):  # what was changed is kept, whatever happens from here on
        read(program)
    program.finish_change()


def file_stamps(paths: Paths) -> dict[str, list[int]]:
    """What the journal's files look like from outside; any change of one shows."""
    try:
        with os.scandir(paths.journal) as entries:
            return {
                entry.name: _of(entry.stat(follow_symlinks=False)) for entry in entries if entry.name.endswith(".jsonl")
            }
    except OSError:
        return {}


def unfinished_days(paths: Paths, today: date) -> tuple[date, ...]:
    """Return the days other than `today` with an unfinished check-in."""
    try:
        names = [name for name in os.listdir(paths.drafts) if name.endswith(".json") and name[:1].isdigit()]  # noqa: PTH208  as above
    except OSError:
        return ()
    if all(name.startswith(today.isoformat()) for name in names):
        return ()
    from cmcheckin.journal.drafts import Drafts

    return Drafts(paths.drafts).unfinished(today)


def _at_once(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NONBLOCK | os.O_NOFOLLOW)  # a pipe of that name must not keep the prompt waiting


def _stamp(path: os.PathLike[str]) -> list[int] | None:
    try:
        return _of(os.stat(path))  # noqa: PTH116  as above
    except OSError:
        return None


def _of(found: os.stat_result) -> list[int]:
    return [found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns]


def _zone(name: str | None) -> tzinfo | None:
    if name is None:
        return None
    from zoneinfo import ZoneInfo

    return ZoneInfo(name)


def _keep(program: Program, found: StatusSummary, days: _Days, seen: dict[str, list[int]]) -> None:
    from cmcheckin.files import make_folder, write_file

    settings, paths = program.settings, program.paths
    zone = getattr(settings.timezone, "key", None)
    if settings.timezone is not None and zone is None:
        return
    raw: dict[str, Any] = {
        "version": VERSION,
        "config": _stamp(paths.config),
        "zone": zone,
        "day_starts_at": settings.day_starts_at.isoformat(),
        "files": seen,
        "since": found.day.isoformat(),
        "days": days,
        "unresolved": found.unresolved,
        "faults": found.faults,
    }
    try:
        make_folder(str(paths.cache))
        write_file(paths.cache / NAME, json.dumps(raw).encode(), sync=False)
    except OSError:
        pass  # a home that cannot be written to is read the longer way
