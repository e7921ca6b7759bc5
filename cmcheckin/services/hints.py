"""What the user's files show about days that aren't logged yet. It is only a proposal until it is confirmed.

Proposals saved by `cmcheckin hints` are drafts, one file a day, so `forget` erases them like other drafts.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from cmcheckin.domain.errors import Refused
from cmcheckin.hints.day_hint import DayHint, joined, raw, read
from cmcheckin.journal import work_files
from cmcheckin.journal.work_files import HINT_DRAFT
from cmcheckin.wording import hints as words

if TYPE_CHECKING:
    from cmcheckin.clock import Clock
    from cmcheckin.hints.from_files import Unused
    from cmcheckin.paths import Paths
    from cmcheckin.services.hint_files import Limits
    from cmcheckin.settings import Settings

Deadline: TypeAlias = Callable[[], bool]
"""Returns whether the time for reading is over."""


class HintProblem(NamedTuple):
    """A file that isn't fully used, and why, as a clause after its name."""

    file: str
    reason: str

    def __str__(self) -> str:
        return f"{self.file} {self.reason}."


class Hints(NamedTuple):
    """What files show, by day, and what couldn't be used."""

    by_day: Mapping[date, DayHint]
    problems: tuple[HintProblem, ...] = ()


class HintReport(NamedTuple):
    """What files show by day, and the files and lines that aren't used.

    `people`: for each program in whose files the user isn't found, the people in them, each as an id, the number of
    its times, and its other names.
    """

    by_day: Mapping[date, DayHint]
    problems: tuple[HintProblem, ...]
    unused: tuple[Unused, ...]
    people: Mapping[str, tuple[tuple[str, int, tuple[str, ...]], ...]]


def day_hints(settings: Settings, paths: Paths, clock: Clock, days: Collection[date], deadline: Deadline) -> Hints:
    """Return what the saved proposals and the files in `[hints]` of config.toml show about `days`.

    Stops reading files as soon as `deadline()` is true, and returns what it has by then. Never raises.
    """
    found = {day: hint for day in days if (hint := _saved_proposal(paths, day))}
    if not settings.hint_files or not days:
        return Hints(found)
    from cmcheckin.services.hint_files import FOR_CHECKIN

    report = read_files(settings.hint_files, settings, paths, clock, days, limits=FOR_CHECKIN, deadline=deadline)
    for day, hint in report.by_day.items():
        found[day] = joined(found[day], hint) if day in found else hint
    unused = [
        HintProblem(one.file, words.unused(one.line, one.reason, one.number)) for one in report.unused if one.is_bad
    ]
    unknown = [HintProblem(program, words.WHO_ARE_YOU) for program in report.people]
    return Hints(found, (*report.problems, *unused, *unknown))


def read_files(
    files: Iterable[str],
    settings: Settings,
    paths: Paths,
    clock: Clock,
    days: Collection[date],
    me: Collection[str] = (),
    limits: Limits | None = None,
    deadline: Deadline = lambda: False,
) -> HintReport:
    """Return what `files`, paths of files and folders, show about `days`, at least one.

    `me` adds to the user's names in config.toml and those given before. Reads at most `limits` (by default those of a
    command), and until `deadline()` is true. Never raises.
    """
    from cmcheckin.hints.from_files import hints_of
    from cmcheckin.interchange.importing.context import ImportContext
    from cmcheckin.interchange.importing.questions import Answers
    from cmcheckin.interchange.readers.hint_items import Scope
    from cmcheckin.services.hint_files import FOR_COMMAND, HintFiles

    names = frozenset(name.casefold() for name in (*me, *settings.hint_me, *_own_names(paths)))
    context = ImportContext(clock.zone, clock.day_starts_at, clock.now(), clock.today(), settings.schedule)
    scope = Scope(min(days), max(days), names, deadline)
    source = HintFiles(files, scope, Answers(), limits or FOR_COMMAND)
    found = hints_of(source.found(), days, context, scope, source.names)
    people = {
        program: tuple((person, number, source.names.get(person, ())) for person, number in some)
        for program, some in found.people.items()
    }
    problems = tuple(HintProblem(*one) for one in source.problems)
    return HintReport(found.by_day, problems, found.unused, people)


def remember_me(paths: Paths, name: str) -> None:
    """Save `name` as one of the user's own names in files. Raises Refused and OSError."""
    from cmcheckin.interchange.importing.questions import PERSON
    from cmcheckin.services.import_answers import save_answers

    save_answers(paths, "", {(PERSON, name): name})


def _own_names(paths: Paths) -> tuple[str, ...]:
    from cmcheckin.services.import_answers import own_names

    with suppress(Refused, OSError):
        return own_names(paths)
    return ()


# Proposals


def save_proposals(paths: Paths, hints: Iterable[DayHint]) -> None:
    """Save `hints` as proposals for the check-in. An earlier proposal is replaced if all its sources were read again,
    and joined otherwise. Raises JournalError."""
    for hint in hints:
        earlier = _saved_proposal(paths, hint.day)
        whole = joined(earlier, hint) if earlier and not {*earlier.sources} <= {*hint.sources} else hint
        work_files.keep(_path(paths, hint.day), raw(whole), words.NOT_SAVED, paths, in_memory=False)


def delete_proposals(paths: Paths, is_logged: Callable[[date], bool]) -> None:
    """Delete the proposals for days for which `is_logged` is true. Ignores failures."""
    with suppress(OSError), os.scandir(paths.drafts_folder) as entries:
        names = [entry.name for entry in entries if entry.name.startswith(HINT_DRAFT)]
        for name in names:
            with suppress(OSError, ValueError):
                if is_logged(date.fromisoformat(name.removeprefix(HINT_DRAFT)[:10])):
                    os.unlink(f"{paths.drafts_folder}/{name}")  # noqa: PTH108


def _path(paths: Paths, day: date) -> str:
    return f"{paths.drafts_folder}/{HINT_DRAFT}{day}.json"


def _saved_proposal(paths: Paths, day: date) -> DayHint | None:
    """Return the saved proposal for `day`; None if there is none, or it is damaged."""
    with suppress(Refused):
        found = read(work_files.load(_path(paths, day), paths))
        return found if found.day == day else None
    return None
