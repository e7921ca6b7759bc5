"""The last answer of `status`, kept beside the index: it holds for as long as no file of the journal changes, on later
days too.

A prompt asks many times for each change, and this way it need load neither settings, records nor TinyDB. It can be
deleted at any time; what stands in it was read through the Journal, and is read there again when anything differs.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from datetime import date, time, tzinfo
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from cmcheckin.clock import clock_from
from cmcheckin.paths import Places

if TYPE_CHECKING:
    from cmcheckin.bootstrap import Program

VERSION: Final = 2
"""2 names the days that are done, so that the first prompt of a day has its answer as well."""
NAME: Final = "status.json"


class Glance(NamedTuple):
    """Whether the check-in of `day` is done, and how many escalations are unresolved."""

    day: date
    done: bool
    unresolved: int


def kept(places: Places, environ: Mapping[str, str]) -> Glance | None:
    """The answer that was kept, if it still holds; None when the journal has to be asked."""
    try:
        with open(places.cache / NAME, encoding="utf-8", opener=_at_once) as stream:
            raw = json.load(stream)
        if raw["version"] != VERSION or raw["config"] != _stamp(places.config) or raw["files"] != files(places):
            return None
        clock = clock_from(_zone(raw["zone"]), time.fromisoformat(raw["day_starts_at"]), environ)
        today = clock.today()
        if today < date.fromisoformat(raw["since"]):
            return None
        return Glance(today, today.isoformat() in list(raw["done"]), int(raw["unresolved"]))
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return None


def ask(program: Program) -> Glance:
    """The answer from the journal, kept for the next time unless there is a problem that should be said again."""
    seen = files(program.places)  # before reading: what comes meanwhile must not be taken for read
    today = program.clock.today()
    journal = program.journal
    # East of here it may be tomorrow, and checked in already.
    done = [one.date for one in journal.between(today, date.max).checkins if one.done]
    found = Glance(today, today in done, len(journal.unresolved()))
    if seen and not journal.problems and not program.settings.problems:
        _keep(program, found, done, seen)
    return found


def changed(program: Program) -> None:
    """Ends a command that changed something: the next prompt has its answer, and the day its backup."""
    from cmcheckin.journal import JournalError

    with suppress(OSError, JournalError):  # what was changed is kept, whatever happens from here on
        ask(program)
    program.changed()


def files(places: Places) -> dict[str, list[int]]:
    """What the journal's files look like from outside; any change of one shows."""
    try:
        with os.scandir(places.journal) as entries:
            return {
                entry.name: _of(entry.stat(follow_symlinks=False)) for entry in entries if entry.name.endswith(".jsonl")
            }
    except OSError:
        return {}


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


def _keep(program: Program, found: Glance, done: list[date], seen: dict[str, list[int]]) -> None:
    from cmcheckin.journal.disk import make_folder, replace

    settings, places = program.settings, program.places
    zone = getattr(settings.timezone, "key", None)
    if settings.timezone is not None and zone is None:
        return
    raw: dict[str, Any] = {
        "version": VERSION,
        "config": _stamp(places.config),
        "zone": zone,
        "day_starts_at": settings.day_starts_at.isoformat(),
        "files": seen,
        "since": found.day.isoformat(),
        "done": [day.isoformat() for day in done],
        "unresolved": found.unresolved,
    }
    try:
        make_folder(str(places.cache))
        replace(str(places.cache / NAME), json.dumps(raw).encode(), sync=False, alone=False)
    except OSError:
        pass  # a home that cannot be written to is read the longer way
