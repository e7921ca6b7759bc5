"""The one place that wires clock, settings, journal and app, for the command line, tests and screenshots alike."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from cmcheckin.clock import FixedClock, SystemClock, clock_from
from cmcheckin.paths import Paths, find_paths
from cmcheckin.settings import Settings, load

if TYPE_CHECKING:
    from datetime import date

    from cmcheckin.domain.week import Week
    from cmcheckin.journal import Journal, Problem

Say = Callable[[str], None]
"""Tells the user something in a sentence."""


def _silent(_: str) -> None:
    pass


class Program:
    """One run of the program: where things live, what is set, what time it is."""

    def __init__(
        self,
        paths: Paths,
        settings: Settings,
        clock: SystemClock | FixedClock,
        environ: Mapping[str, str],
        say: Say = _silent,
    ) -> None:
        self.paths, self.settings, self.clock = paths, settings, clock
        self.environ, self.say = environ, say
        self.config_faults = settings.problems
        """Mistakes in config.toml that aren't reported yet. A command that reports them itself clears this."""
        self._told: set[Problem] = set()

    def open_journal(self) -> Journal:
        """The journal of this home. Raises JournalError when this machine's own name can be neither read nor made."""
        from cmcheckin.journal import Journal
        from cmcheckin.journal.device import device_id

        self.paths.delete_old_cache()
        return Journal.open(self.paths, self.clock, device_id(self.paths, self.environ), announce=self.say)

    @cached_property
    def journal(self) -> Journal:
        """The journal for a command that prints: opened once, and what could not be read is said once.

        The screens open their own and show the same themselves.
        """
        for wrong in self.config_faults:
            self.say(str(wrong))
        self.config_faults = ()
        journal = self.open_journal()
        self._say_once(journal.problems)
        return journal

    def say_missing(self) -> bool:
        """Report what can't be read of the journal, unless reported before. Return whether anything is missing."""
        missing = self.journal.missing()
        self._say_once(missing)
        return bool(missing)

    def _say_once(self, problems: Iterable[Problem]) -> None:
        for problem in problems:
            if problem not in self._told:
                self._told.add(problem)
                self.say(str(problem))

    def changed(self) -> None:
        """Ends a command that changed something: today's backup is made unless there is one.

        A backup that fails is said; what was saved stays saved.
        """
        journal = self.journal
        from cmcheckin.journal import JournalError

        try:
            journal.close()
            if os.path.isdir(self.paths.backups / self.clock.today().isoformat()):  # noqa: PTH112  it never raises
                return  # checks without building one, as this runs after every `log`
            from cmcheckin.journal.backups import daily

            daily(self.paths, self.clock.today())
        except JournalError as no:
            self.say(str(no))

    def run_ui(
        self, view: Literal["auto", "checkin", "week"] = "auto", day: date | None = None, week: Week | None = None
    ) -> int:
        """Shows the screens until the user leaves; returns the exit code. The only place that imports them."""
        from cmcheckin.ui.app import CheckinApp, Start

        with self.open_journal() as journal:
            return CheckinApp(journal, self.settings, self.clock, Start(view, day, week)).run_to_end()

    def run_review(self, paths: Sequence[str], sender: str = "", *, partial: bool = False) -> int:
        """Shows the manager's view of these files and folders until the user leaves; returns the exit code, which is 1
        where some could not be read, unless a `partial` view will do. It opens no journal, and works where there is no
        home."""
        from cmcheckin.ui.review.app import ReviewApp

        return ReviewApp(paths, self.settings, self.clock, sender=sender, partial=partial).run_to_end()


def program(home: str | None = None, environ: Mapping[str, str] = os.environ, say: Say = _silent) -> Program:
    """The program on `home` (`--home`; else CMCHECKIN_HOME, else the system's places).

    Raises Refused when CMCHECKIN_NOW is no time. What is wrong in config.toml stands in `settings.problems`.
    """
    paths = find_paths(home, environ)
    settings = load(paths.config)
    return Program(paths, settings, clock_from(settings.timezone, settings.day_starts_at, environ), environ, say)
