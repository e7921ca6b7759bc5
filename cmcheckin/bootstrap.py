"""Connect clock, settings, journal and app. Everything that starts the program goes through here."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from cmcheckin.clock import SystemClock, clock_from
from cmcheckin.paths import Paths, find_paths
from cmcheckin.settings import Settings, load

if TYPE_CHECKING:
    from cmcheckin.journal import Journal, Problem
    from cmcheckin.services.setup_session import SetupSession

Notify = Callable[[str], None]
"""Shows the user a sentence."""


def _silent(_: str) -> None:
    pass


class Program:
    """One run of the program: its paths, settings and clock."""

    def __init__(
        self,
        paths: Paths,
        settings: Settings,
        clock: SystemClock,
        environ: Mapping[str, str],
        notify: Notify = _silent,
    ) -> None:
        self.paths, self.settings, self.clock = paths, settings, clock
        self.environ, self.notify = environ, notify
        self.config_problems = settings.problems
        """Mistakes in config.toml that aren't reported yet. A command that reports them itself clears this."""
        self.may_add_only = False
        """Whether records can be added without reading, if the diary is locked: see `Journal.add_only`."""
        self._reported: set[Problem] = set()

    def open_journal(self) -> Journal:
        """Open the journal of this home. Raises JournalError if the device id can be neither read nor created, or the
        settings of its encryption can't be read."""
        from cmcheckin.journal import Journal
        from cmcheckin.journal.device import device_id

        self.paths.delete_old_cache()
        journal = Journal.open(self.paths, self.clock, device_id(self.paths, self.environ), announce=self.notify)
        if journal.vault.can_open:
            if journal.vault.is_switching:
                self._finish_switch(journal)
            if self.may_add_only and journal.vault.is_locked:
                journal.add_only()
        self._finish_forgetting(journal)
        return journal

    def _finish_switch(self, journal: Journal) -> None:
        """Finish turning encryption on or off, if that was interrupted."""
        from cmcheckin.journal import JournalError
        from cmcheckin.journal.switching import finish

        with suppress(JournalError):  # `encrypt status` says what is left, and reading says why it can't be
            finish(journal, wait=False)

    def _finish_forgetting(self, journal: Journal) -> None:
        """Erase words that were forgotten on another device, or by a `forget` that was interrupted. Later, if the diary
        is locked."""
        from cmcheckin.journal import JournalError

        if journal.is_locked:
            return
        with suppress(JournalError):  # it couldn't be read, which is reported where it is needed
            if not journal.unfinished_forgetting():
                return
            from cmcheckin.wording.changes import erased_later

            try:
                for day, device, files in journal.finish_forgetting():
                    self.notify(erased_later(day, len(files), "" if device == journal.device else device))
            except JournalError as error:
                self.notify(str(error))

    @cached_property
    def journal(self) -> Journal:
        """The journal for a command that prints. Opens it once, and reports what can't be read once.

        The screens open their own and show the same problems themselves.
        """
        for problem in self.config_problems:
            self.notify(str(problem))
        self.config_problems = ()
        journal = self.open_journal()
        self._report(journal.problems)
        return journal

    def report_missing(self) -> bool:
        """Report what can't be read in the journal, unless that was reported before. Return whether anything is
        missing."""
        missing = self.journal.missing()
        self._report(missing)
        return bool(missing)

    def report_problems(self) -> bool:
        """Report what is wrong so far, unless reported before. Return whether anything couldn't be read."""
        problems = self.journal.problems
        self._report(problems)
        return not all(problem.is_whole for problem in problems)

    def _report(self, problems: Iterable[Problem]) -> None:
        for problem in problems:
            if problem not in self._reported:
                self._reported.add(problem)
                self.notify(str(problem))

    def finish_change(self) -> None:
        """Report what couldn't be read for a change, close the journal, and make today's backup unless it exists.

        If that fails, only report it, since the change is saved.
        """
        journal = self.journal
        self.report_problems()
        from cmcheckin.journal import JournalError

        try:
            journal.close()
            today, folder = self.clock.today(), self.paths.backups_folder
            tomorrow = today + timedelta(today < date.max)  # there is a backup of it if the clock ran ahead
            if os.path.isdir(f"{folder}/{today}") and not os.path.isdir(f"{folder}/{tomorrow}"):  # noqa: PTH112
                return  # checked here, because every `log` runs this, and importing `backups` takes time
            from cmcheckin.journal.backups import daily

            daily(self.paths, today)
        except JournalError as error:
            self.notify(str(error))

    def run_ui(
        self,
        view: Literal["auto", "checkin", "week"],
        day: date | None = None,
        *,
        demo: bool = False,
        file: str = "",
    ) -> int:
        """Run the screens until the user quits, and return the exit code. Nothing else imports them.

        `demo` marks every screen as one of the demo. `file` is imported over the first screen. Raises JournalError, as
        `open_journal`, and if the diary is locked and `may_add_only` isn't set.
        """
        setup = self.setup_session() if self.paths.are_new and not demo else None
        with self.open_journal() as journal:
            if not journal.is_locked and (cipher := journal.vault.cipher) is not None:
                cipher.unlock()  # or the first screen would fail
            from cmcheckin.ui.app import CheckinApp, Start

            app = CheckinApp(journal, self.settings, self.clock, Start(view, day, demo, file), setup)
            app.remember_theme(self.paths.theme)
            return app.run_to_end()

    def run_setup(self) -> int:
        """Run the setup until its questions are answered or the user quits, and return the exit code.

        Opens no journal. Raises Refused if config.toml can't be read as TOML, so that no answer is lost at the end.
        """
        from cmcheckin.services.config_file import current_text

        current_text(self.paths.config)
        from cmcheckin.ui.setup.app import SetupApp

        app = SetupApp(self.setup_session())
        app.remember_theme(self.paths.theme)
        return app.run_to_end()

    def setup_session(self) -> SetupSession:
        """Return a session for the questions of the setup."""
        from cmcheckin.services.setup_session import SetupSession

        return SetupSession(self.paths.config, self.settings, self.clock, self.environ, self.paths)

    def run_review(self, paths: Sequence[str], sender: str = "", *, partial: bool = False) -> int:
        """Run the manager's review of the files and folders at `paths` until the user leaves, and return the exit code.

        It is 1 if any of them can't be read, unless `partial`. Opens no journal, and needs no home.
        """
        from cmcheckin.services.follow_up import FollowUpStore
        from cmcheckin.services.shared_folder.index import cache_of
        from cmcheckin.ui.review.app import ReviewApp

        store = FollowUpStore.of(self.paths)
        cache = cache_of(self.paths)
        app = ReviewApp(paths, self.settings, self.clock, store, sender=sender, partial=partial, cache=cache)
        app.remember_theme(self.paths.theme)
        return app.run_to_end()


def program(home: str | None = None, environ: Mapping[str, str] = os.environ, notify: Notify = _silent) -> Program:
    """Return the program for `home` (`--home`), or else for CMCHECKIN_HOME, or else for the system's folders.

    Raises Refused if CMCHECKIN_NOW isn't a time, or if the home is a file. Errors in config.toml are in
    `settings.problems`.
    """
    paths = find_paths(home, environ)
    if paths.is_one_home and os.path.lexists(paths.data_folder) and not os.path.isdir(paths.data_folder):  # noqa: PTH112
        from cmcheckin.domain.errors import Refused
        from cmcheckin.wording.command_messages import NOT_A_HOME

        raise Refused(paths.data_folder, NOT_A_HOME)
    settings = load(paths.config_file)
    return Program(paths, settings, clock_from(settings.timezone, settings.day_starts_at, environ), environ, notify)
