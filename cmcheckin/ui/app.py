"""The app of the person who keeps a journal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

from cmcheckin.domain.named import NamedTuple
from cmcheckin.journal.work_files import has_unsaved, save_again
from cmcheckin.ui import places
from cmcheckin.ui.base_app import BaseApp
from cmcheckin.ui.base_screen import BaseScreen
from cmcheckin.ui.pending_writes import PendingWrites
from cmcheckin.ui.textual_compat.screen_painting import as_first_screen
from cmcheckin.wording import app as words
from cmcheckin.wording.locked import added_unread, needs_reading, without_reading

if TYPE_CHECKING:
    from textual.screen import Screen

    from cmcheckin.checkin.form import CheckinForm
    from cmcheckin.clock import Clock
    from cmcheckin.domain.week import Week
    from cmcheckin.journal.journal import Journal
    from cmcheckin.services.search import SearchSession
    from cmcheckin.services.setup_session import Outcome, SetupSession
    from cmcheckin.settings import Settings


class Start(NamedTuple):
    """The first screen and its day. `auto` is the check-in until today's is done, then the week. With `file`,
    the screen that imports it is shown over the first one."""

    view: Literal["auto", "checkin", "week"] = "auto"
    day: date | None = None
    demo: bool = False
    file: str = ""


class CheckinApp(BaseApp):
    """Show the screens of a journal, and move between them."""

    def __init__(
        self,
        journal: Journal,
        settings: Settings,
        clock: Clock,
        start: Start | None = None,
        setup: SetupSession | None = None,
    ) -> None:
        """`setup` asks its questions before the first screen. It has the same `clock`."""
        super().__init__(settings, clock)
        self._setup = setup
        self.journal = journal
        self.start = start or Start()
        self.badge = words.DEMO if self.start.demo else ""
        self.writes = PendingWrites(self, journal, self.show_waiting, self.show_message)
        self.postponed_nudges: set[str] = set()
        """Ids of nudges that were read and put aside for this session."""
        self.search: SearchSession | None = None
        """The search of the history; None before its first use."""
        self._shown_problems: set[str] = set()

    def startup_problems(self) -> Iterable[str]:
        return self._new_problems()

    def show_problems(self) -> None:
        """Show what can't be read of the journal, unless it was shown before. Damaged records are found when they are
        read. Raises JournalError."""
        if problems := self._new_problems():
            from cmcheckin.ui.help import NoticeScreen

            self.call_after_refresh(self.push_screen, NoticeScreen(problems, words.UNREADABLE_TITLE))

    def _new_problems(self) -> list[str]:
        new = [problem for problem in map(str, self.journal.problems) if problem not in self._shown_problems]
        self._shown_problems.update(new)
        return new

    def on_mount(self) -> None:
        """In the demo, explain what there is to see, until the first key. Show the import of a file given at the
        start."""
        if self.start.demo:
            self.call_after_refresh(self.show_message, words.DEMO_HINT, above=True)
        elif self.journal.is_locked:
            text = without_reading(is_encrypted=self.journal.vault.is_on)
            self.call_after_refresh(self.show_message, text, above=True)
        if self._setup is None:
            self._import_file()

    def intercept_key(self, key: str) -> bool:
        """Let escape cancel a waiting change, and nothing else. Return whether `key` is used up."""
        if key != "escape" or self.writes.write is None:
            return False
        self.writes.cancel()
        return True

    def leave(self, code: int = 0) -> None:
        """Save drafts and exit with `code`, or 1 in place of 0 if something is lost. Print that a waiting change was
        cancelled, what was typed and can't be saved, or that a draft is kept."""
        write = self.writes.write
        super().leave(code or int(self.loses_texts()))
        screens = [screen for screen in self.screen_stack if isinstance(screen, BaseScreen)]
        lost = [*save_again(self.journal.paths), *(text for screen in screens for text in screen.lost_texts() or ())]
        if lost:
            self.exit_line = words.not_saved_at_end(lost)
        elif write is not None:
            self.exit_line = write.cancelled
        elif not self.start.demo:  # where nothing is kept
            self.exit_line = next(filter(None, (screen.draft_message() for screen in screens)), "")

    def loses_texts(self) -> bool:
        """Try again to save what couldn't be saved. Return whether something that was typed still can't be."""
        return super().loses_texts() or has_unsaved(self.journal.paths)

    def get_default_screen(self) -> Screen[None]:
        """Return the first screen, so that there is no blank one below it."""
        if self._setup is not None:
            from cmcheckin.ui.setup.screen import SetupScreen

            return as_first_screen(SetupScreen(self._setup, self._after_setup))
        return as_first_screen(self._start_screen())

    def _after_setup(self, outcome: Outcome) -> None:
        """Show the screen to start with, by the settings of `outcome`, and what was saved."""
        self.settings, self._today = outcome.settings, self.clock.today()
        self.switch_screen(self._start_screen())
        self._import_file()
        self.call_after_refresh(self.show_message, outcome.message, above=True)

    def _import_file(self) -> None:
        """Show the screen that imports the file given at the start, if any."""
        if self.start.file:
            from cmcheckin.ui.importing.screen import ImportScreen

            self.push_screen(ImportScreen(self.journal, self.settings, self.clock, self.start.file))

    def _start_screen(self) -> Screen[None]:
        today = self.clock.today()
        view = self.start.view
        if self.journal.is_locked:
            view = "checkin"
        elif view == "auto":
            from cmcheckin.services.leave import starts_with_week

            view = "week" if starts_with_week(self.journal, today) else "checkin"
        return self._checkin(self.start.day) if view == "checkin" else self._week(None, self.start.day)

    def commands(self, screen: Screen[Any]) -> Iterator[tuple[str, Callable[[], object]]]:
        """Yield a command for each screen that has no key on `screen`, the current one, and those of every app."""
        taken = {active.binding.action for active in screen.active_bindings.values() if active.enabled}
        if self.journal.is_locked:  # no other screen could show anything
            yield from super().commands(screen)
            return
        if any(_is_at(self.screen_stack[0], name) for name in words.PLACES):  # not during the setup
            for name, text in words.PLACES.items():
                if not {name, f"app.place('{name}')"} & taken and not _is_at(screen, name):
                    yield text, partial(self.go_to, name)
        yield from super().commands(screen)

    def go_to(self, name: str) -> None:
        """Save drafts, close the screens above the first one, and show the screen `name`, one of PLACES. If something
        can't be saved, nothing is closed."""
        if super().loses_texts():
            self.show_message(words.STAYS_UNSAVED)
            return
        self.save_drafts()
        while len(self.screen_stack) > 1:
            self.pop_screen()
        if _is_at(self.screen, name):
            return
        shown: dict[str, Callable[[], object]] = {
            "week": self.show_week,
            "checkin": self.show_checkin,
            "trends": partial(self.show_trends, self._week_shown()),
        }
        shown.get(name, partial(self.action_place, name))()

    def action_place(self, name: str) -> None:
        """Show the screen `name`, one of SCREENS in `places.py`, over the current screen."""
        if self.journal.is_locked:
            self.show_message(needs_reading(is_encrypted=self.journal.vault.is_on))
            return
        opening = places.Opening(self.journal, self.settings, self.clock, self._week_shown())
        self.push_screen(places.SCREENS[name](opening))

    def _week_shown(self) -> Week:
        """Return the week that the current screen shows; this week if it shows none."""
        from cmcheckin.domain.week import Week

        return getattr(self.screen, "week", None) or Week.of(self.clock.today())

    def show_week(self, week: Week | None = None, day: date | None = None) -> None:
        """Replace the current screen by the week screen of `week`, of the week of `day`, or of this week."""
        self.switch_screen(self._week(week, day))

    def after_checkin(self, day: date, saved: CheckinForm | None = None) -> None:
        """Go back to the screen that asked for `day` to be filled in, or to the week of `day`, with a line about the
        form that was `saved`, if any. Quit with that line if the diary is locked, as the week would be empty."""
        if self.journal.is_locked:
            self.leave()
            if saved is not None:
                self.exit_line = added_unread(is_encrypted=self.journal.vault.is_on)
            return
        if any(getattr(below, "WANTS_DAYS", False) for below in self.screen_stack[-2:-1]):
            self.pop_screen()
            return
        self.show_week(day=day)
        if saved is not None:
            from cmcheckin.services.closing import saved_line

            line = saved_line(self.journal, saved, self.clock.today())
            self.call_after_refresh(self.show_message, line, above=True)

    def fill_in(self, day: date) -> None:
        """Show the check-in of `day` over the current screen."""
        self.push_screen(self._checkin(day))

    def show_checkin(self, day: date | None = None) -> None:
        """Replace the current screen by the check-in of `day`, or of today."""
        self.switch_screen(self._checkin(day))

    def show_trends(self, week: Week | None = None, days: frozenset[date] = frozenset()) -> None:
        """Show the trends with `week` and `days` selected, or go back to the trends below the current screen."""
        from cmcheckin.ui.trends.screen import TrendsScreen

        below = self.screen_stack[-2] if len(self.screen_stack) > 1 else None
        if not isinstance(below, TrendsScreen):
            self.push_screen(TrendsScreen(self.journal, self.settings, self.clock, week=week, days=days))
            return
        if week is not None or days:
            below.select(week, days)
        self.pop_screen()

    def open_week(self, day: date) -> None:
        """Show the week of `day` over the current screen, with that day selected."""
        self.push_screen(self._week(None, day))

    def _week(self, week: Week | None, day: date | None) -> Screen[None]:
        from cmcheckin.ui.week.screen import WeekScreen

        return WeekScreen(self.journal, self.settings, self.clock, week=week, day=day)

    def _checkin(self, day: date | None) -> Screen[None]:
        from cmcheckin.ui.checkin.screen import CheckinScreen

        return CheckinScreen(self.journal, self.settings, self.clock, day=day)


def _is_at(screen: Screen[Any], name: str) -> bool:
    """Return whether `screen` is the one named `name` in PLACES, which is also the name of its package."""
    return type(screen).__module__ == f"cmcheckin.ui.{name}.screen"
