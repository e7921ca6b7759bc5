"""What the user's files say about days that aren't logged yet. It is only proposed, until the check-in confirms it.

Proposals that `cmcheckin hints` kept are drafts, a file a day, so `forget` erases them like other drafts.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from cmcheckin.domain.errors import Refused
from cmcheckin.hints.day_hint import DayHint
from cmcheckin.hints.proposals import joined, raw, read
from cmcheckin.journal import work_files
from cmcheckin.journal.work_files import HINT_DRAFT
from cmcheckin.wording import hints as words

if TYPE_CHECKING:
    from cmcheckin.clock import Clock
    from cmcheckin.paths import Paths
    from cmcheckin.settings import Settings

Deadline: TypeAlias = Callable[[], bool]
"""Returns whether the time for reading is over."""


class HintProblem(NamedTuple):
    """A file that wasn't used, or not whole, and why, as a clause after its name."""

    file: str
    reason: str

    def __str__(self) -> str:
        return f"{self.file} {self.reason}."


class Hints(NamedTuple):
    """What files say, by day, and what couldn't be used."""

    by_day: Mapping[date, DayHint]
    problems: tuple[HintProblem, ...] = ()


def day_hints(settings: Settings, paths: Paths, clock: Clock, days: Collection[date], deadline: Deadline) -> Hints:
    """Return what the proposals that are kept and the files in `[hints]` of config.toml say about `days`.

    Stops reading files as soon as `deadline()` is true, and returns what it has until then. Never raises.
    """
    found = {day: hint for day in days if (hint := _kept(paths, day))}
    return Hints(found)


def keep(paths: Paths, hints: Iterable[DayHint], clock: Clock) -> None:
    """Keep `hints` as proposals for the check-in, joined with those that are kept already. Raises JournalError."""
    for hint in hints:
        earlier = _kept(paths, hint.day)
        whole = joined(earlier, hint, clock.day_starts_at) if earlier else hint
        work_files.keep(_path(paths, hint.day), raw(whole), words.NOT_KEPT)


def drop(paths: Paths, is_logged: Callable[[date], bool]) -> None:
    """Delete the proposals for days of which `is_logged` is true. Does nothing where that fails."""
    with suppress(OSError), os.scandir(paths.drafts_folder) as entries:
        names = [entry.name for entry in entries if entry.name.startswith(HINT_DRAFT)]
        for name in names:
            with suppress(OSError, ValueError):
                if is_logged(date.fromisoformat(name.removeprefix(HINT_DRAFT)[:10])):
                    os.unlink(f"{paths.drafts_folder}/{name}")  # noqa: PTH108


def _path(paths: Paths, day: date) -> str:
    return f"{paths.drafts_folder}/{HINT_DRAFT}{day}.json"


def _kept(paths: Paths, day: date) -> DayHint | None:
    """Return the proposal that is kept for `day`; None without one, or if it is damaged."""
    with suppress(Refused):
        found = read(work_files.load(_path(paths, day)))
        return found if found.day == day else None
    return None
