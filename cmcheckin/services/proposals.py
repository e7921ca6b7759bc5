"""What the check-in proposes for days that aren't logged, based on the user's own files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from threading import Thread
from time import monotonic, thread_time
from typing import TYPE_CHECKING, Final

from cmcheckin.checkin.form import CheckinForm, Proposal, Proposals
from cmcheckin.checkin.gaps import dates
from cmcheckin.checkin.workload import usual_day
from cmcheckin.hints.day_hint import DayHint
from cmcheckin.hints.proposed_day import proposed_workday
from cmcheckin.services.hints import Deadline, day_hints
from cmcheckin.wording import hints as hint_words
from cmcheckin.wording import proposed_days as words

if TYPE_CHECKING:
    from cmcheckin.clock import Clock
    from cmcheckin.paths import Paths
    from cmcheckin.settings import Settings

SECONDS: Final = 0.1
"""The time for reading files when a check-in opens. Time that a busy machine gives to other programs isn't counted."""
MAX_WAIT: Final = 3.0
"""Seconds after which reading stops in any case."""
OUT_OF_TIME: Final = (hint_words.NO_TIME_LEFT, hint_words.unused(0, hint_words.TAKES_TOO_LONG, 1))
"""The reasons why a file wasn't read to the end in time."""
MAX_DAYS: Final = 31
"""How many of the latest days of a long gap are looked up."""


def reading_time(used: Callable[[], float] = thread_time, passed: Callable[[], float] = monotonic) -> Deadline:
    """Return a function that is true once this thread has used SECONDS since now, or MAX_WAIT has passed."""
    used_up, latest = used() + SECONDS, passed() + MAX_WAIT
    return lambda: used() > used_up or passed() > latest


def read_proposals(
    settings: Settings,
    paths: Paths,
    clock: Clock,
    form: CheckinForm,
    start_time: Callable[[], Deadline] = reading_time,
) -> Proposals:
    """Return what files propose for the days that `form` asks about, and for its own day. Stops reading as soon as the
    deadline that `start_time` returns is over."""
    if settings.hint_files:
        from cmcheckin.services.hint_files import load_readers

        load_readers()
    found = day_hints(settings, paths, clock, days_asked(form), start_time())
    proposals = {day: _proposal(hint, form, clock) for day, hint in found.by_day.items()}
    problems = {problem.file: problem for problem in reversed(found.problems)}
    sentences = tuple(words.problem(*problem) for problem in reversed(problems.values()))
    unread = (words.file_name(problem.file) for problem in found.problems if problem.reason in OUT_OF_TIME)
    return Proposals(proposals, sentences, tuple(dict.fromkeys(unread)))


def read_safely(settings: Settings, paths: Paths, clock: Clock, form: CheckinForm) -> Proposals:
    """Return what files propose for `form`. Never raises: a fault in a reader must not end the check-in, so it is named
    as a problem."""
    try:
        return read_proposals(settings, paths, clock, form)
    except Exception as error:
        return Proposals(problems=(words.FAILED.format(error=type(error).__name__),))


def wait_for_proposals(settings: Settings, paths: Paths, clock: Clock, form: CheckinForm) -> Proposals:
    """Return what files propose for `form`, or a problem if reading them doesn't end a second after MAX_WAIT."""
    found: list[Proposals] = []
    # A daemon, so that a file system that never answers can't keep the program from going on and ending.
    thread = Thread(target=lambda: found.append(read_safely(settings, paths, clock, form)), daemon=True)
    thread.start()
    thread.join(MAX_WAIT + 1)
    return found[0] if found else Proposals(problems=(words.NOT_READ,), is_reading=True)


def days_asked(form: CheckinForm) -> tuple[date, ...]:
    """Return the days of `form` to look up, in order: its rows, the latest of its gap, and its own day."""
    gap = [day for days in form.gap for day in dates(days)][-MAX_DAYS:]
    return tuple(sorted({*gap, *(row.workday.date for row in form.days), form.date}))


def _proposal(hint: DayHint, form: CheckinForm, clock: Clock) -> Proposal:
    usual = usual_day(hint.day, form.schedule, clock.zone)
    facts = hint_words.facts(
        hint.hours, hint.first, hint.last, hint.after_hours_minutes, hint.counts, is_leave=hint.kind == "leave"
    )
    return Proposal(proposed_workday(hint, usual), hint.sources, facts, hint.night_pings)
