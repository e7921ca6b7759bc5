"""The answer of `status`, and its cache beside the index, which is valid until a file of the journal changes.

A shell prompt asks far more often than something changes, and with the cache it needs neither settings, records nor
TinyDB. The cache can be deleted at any time: `status` writes it again from the journal.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date, time, tzinfo
from typing import TYPE_CHECKING, Final

from cmcheckin.clock import clock_from
from cmcheckin.paths import Paths

if TYPE_CHECKING:
    from cmcheckin.bootstrap import Program
    from cmcheckin.domain.nudge_state import NudgeState
    from cmcheckin.journal import Journal

VERSION: Final = 4
"""Version of the cache. 2 added the days that are done, so that it serves the next day too; 3 the days off; 4 the
days with different answers from devices."""
NAME: Final = "status.json"


class StatusSummary:
    """Whether the check-in of `day` is done or due, and how many escalations and mistakes in config.toml there are.

    `free` is why nothing is due: `off`, `leave` or `sick`; empty on a workday. `conflicts` are the days, as text, for
    which devices gave different answers. A plain class, since creating a named tuple would take half a millisecond of
    every prompt.
    """

    def __init__(
        self,
        day: date,
        open_escalations: int,
        free: str,
        config_mistakes: int,
        conflicts: Sequence[str] = (),
        *,
        done: bool,
    ) -> None:
        self.day, self.done, self.free, self.conflicts = day, done, free, conflicts
        self.open_escalations, self.config_mistakes = open_escalations, config_mistakes

    @property
    def due(self) -> bool:
        """Whether the check-in of the day is due."""
        return not self.done and not self.free


class _Days:
    """The days from the cached day onwards, as they are written as JSON. Dates are ISO strings.

    `done` are the days with a check-in, and `kinds` the kinds of logged and planned days, by date. `workdays` are the
    usual ones, 0 for Monday; when empty, every day is one. `away` is the first and last day of a leave set with
    `nudges leave`, empty without one.
    """

    def __init__(
        self, done: Sequence[str], kinds: Mapping[str, str], workdays: Sequence[int], away: Sequence[str]
    ) -> None:
        self.done, self.kinds, self.workdays, self.away = done, kinds, workdays, away

    def free(self, day: date) -> str:
        """Return `off`, `leave` or `sick` if `day` is free, else an empty string. What is logged comes first."""
        kind = self.kinds.get(day.isoformat())
        if kind is not None:
            return "" if kind == "work" else kind
        if self.away and self.away[0] <= day.isoformat() <= self.away[1]:
            return "leave"
        return "off" if self.workdays and day.weekday() not in self.workdays else ""


def cached(paths: Paths, environ: Mapping[str, str]) -> StatusSummary | None:
    """Return the answer cached in `paths`, None if there is none or it is outdated. `environ` may set the clock."""
    try:
        with open(f"{paths.cache_folder}/{NAME}", "rb", opener=_open_without_waiting) as stream:
            data = stream.read()
        raw = json.loads(data if data[:1] == b"{" else _opened(data, paths))
        if (
            raw["version"] != VERSION
            or raw["config"] != _stamp(paths.config_file)
            or raw["files"] != file_stamps(paths)
        ):
            return None
        clock = clock_from(_zone(raw["zone"]), time.fromisoformat(raw["day_starts_at"]), environ)
        today = clock.today()
        if today < date.fromisoformat(raw["since"]):
            return None
        return _summary(
            today, _Days(*raw["days"]), int(raw["unresolved"]), int(raw["faults"]), [*map(str, raw["conflicts"])]
        )
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None


def read(program: Program) -> StatusSummary:
    """Return the answer from the journal of `program`. Cache it if the journal has no problems to show again."""
    stamps = file_stamps(program.paths)  # before reading, so that a change in between makes the cache outdated
    today = program.clock.today()
    journal = program.journal
    # Later days too: leave may be planned, and a clock further east is ahead.
    records = journal.between(today, date.max)
    days = _Days(
        [checkin.date.isoformat() for checkin in records.checkins if checkin.done],
        {workday.date.isoformat(): workday.kind for workday in records.workdays},
        sorted(program.settings.schedule.workdays),
        _leave(journal.nudge_states(), today),
    )
    summary = _summary(
        today, days, len(journal.unresolved()), len(program.settings.problems), _days_in_conflict(journal)
    )
    if stamps and not journal.problems and not journal.is_locked:
        _write_cache(program, summary, days, stamps)
    return summary


def _summary(
    day: date, days: _Days, open_escalations: int, config_mistakes: int, conflicts: Sequence[str]
) -> StatusSummary:
    done = day.isoformat() in days.done
    return StatusSummary(day, open_escalations, days.free(day), config_mistakes, conflicts, done=done)


def _days_in_conflict(journal: Journal) -> list[str]:
    """Return the days for which devices gave different answers, as text in their order."""
    if not journal.conflicts():
        return []
    from cmcheckin.services.open_conflicts import open_conflicts

    return sorted({one.record.day.isoformat() for one in open_conflicts(journal)})


def _leave(states: Iterable[NudgeState], today: date) -> list[str]:
    """Return the first and last day of the latest leave in `states`, empty if it is over by `today`."""
    from cmcheckin.domain.nudge_state import LEAVE, ON

    leaves = (state for state in states if state.kind == LEAVE and state.action in (LEAVE, ON))
    latest = max(leaves, key=lambda state: state.at, default=None)
    if latest is None or latest.action == ON or latest.until is None or latest.until < today:
        return []
    return [latest.day.isoformat(), latest.until.isoformat()]


def is_locked(program: Program) -> bool:
    """Return whether the diary of `program` is locked, so that there is no answer. Raises JournalError."""
    if not program.paths.is_encrypted:
        return False
    from cmcheckin.journal.vault import HomeVault

    return HomeVault(program.paths).is_locked


def after_change(program: Program) -> None:
    """Refresh the cache and make the daily backup, after a command changed the journal of `program`."""
    from cmcheckin.journal import JournalError

    with suppress(OSError, JournalError):  # the change is saved, whatever fails after that
        if not program.journal.is_locked:
            read(program)
    program.finish_change()


def file_stamps(paths: Paths) -> dict[str, list[int]]:
    """Return the stamps of the journal's files in `paths` by name. After a change, at least one differs, unless it
    follows another within a tick of the clock, which is at most 10 ms, and leaves the size as it was."""
    try:
        with os.scandir(paths.journal_folder) as entries:
            files = (entry for entry in entries if entry.name.endswith(".jsonl"))
            return {entry.name: _numbers(entry.stat(follow_symlinks=False)) for entry in files}
    except OSError:
        return {}


def unfinished_days(paths: Paths, today: date) -> tuple[date, ...]:
    """Return the days other than `today` whose check-in has a draft in `paths`."""
    try:
        names = [name for name in os.listdir(paths.drafts_folder) if name.endswith(".json") and name[:1].isdigit()]  # noqa: PTH208  pathlib is slower
    except OSError:
        return ()
    if all(name.startswith(today.isoformat()) for name in names):
        return ()
    from cmcheckin.journal.drafts import Drafts

    return Drafts(paths.drafts).unfinished(today)  # none of them is opened


def _open_without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NONBLOCK | os.O_NOFOLLOW)  # opening a pipe of that name would block the prompt


def _opened(data: bytes, paths: Paths) -> bytes:
    """Return `data`, opened with the identity of an encrypted home. Raises ValueError if it can't be."""
    from cmcheckin.journal.errors import JournalError
    from cmcheckin.journal.vault import HomeVault  # only with encryption

    try:
        return HomeVault(paths).opened(data)
    except JournalError:
        raise ValueError(NAME) from None  # the journal's error says why


def _stamp(path: str) -> list[int] | None:
    try:
        return _numbers(os.stat(path))  # noqa: PTH116  pathlib is slower
    except OSError:
        return None


def _numbers(status: os.stat_result) -> list[int]:
    return [status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns]


def _zone(name: str | None) -> tzinfo | None:
    if name is None:
        return None
    from zoneinfo import ZoneInfo

    return ZoneInfo(name)


def _write_cache(program: Program, summary: StatusSummary, days: _Days, stamps: dict[str, list[int]]) -> None:
    from cmcheckin.files import make_folder

    settings, paths = program.settings, program.paths
    zone = getattr(settings.timezone, "key", None)
    if settings.timezone is not None and zone is None:
        return
    raw = {
        "version": VERSION,
        "config": _stamp(paths.config_file),
        "zone": zone,
        "day_starts_at": settings.day_starts_at.isoformat(),
        "files": stamps,
        "since": summary.day.isoformat(),
        "days": [days.done, days.kinds, days.workdays, days.away],
        "unresolved": summary.open_escalations,
        "faults": summary.config_mistakes,
        "conflicts": list(summary.conflicts),
    }
    with suppress(OSError):  # in a read-only home every answer comes from the journal
        make_folder(paths.cache_folder)
        program.journal.vault.write_cache(f"{paths.cache_folder}/{NAME}", json.dumps(raw).encode())
