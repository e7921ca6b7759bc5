"""The week in plain lines, and the way to all other parts, by the keys of the week screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import Final

from cmcheckin.bootstrap import Program
from cmcheckin.cli.plain.days import DaysPart, settle_conflicts
from cmcheckin.cli.plain.dialogue import Dialogue
from cmcheckin.cli.plain.nudges import NudgesPart, nudge_text
from cmcheckin.cli.plain.part import Action
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.fields import EARLIEST
from cmcheckin.domain.week import Week
from cmcheckin.insight.spoken_week import day_lines, week_lines
from cmcheckin.insight.week import WeekSummary
from cmcheckin.services.active_nudges import week_nudges
from cmcheckin.services.open_conflicts import open_conflicts
from cmcheckin.services.week_reader import read_summary
from cmcheckin.wording import checkin as checkin_words
from cmcheckin.wording import open_conflicts as conflict_words
from cmcheckin.wording import plain_parts as plain_words
from cmcheckin.wording import week as words
from cmcheckin.wording.formats import long_day
from cmcheckin.wording.nudge_cards import how_to_answer
from cmcheckin.wording.plain_setup import OFFER
from cmcheckin.wording.spoken import spoken_days

FIRST_WEEK: Final = Week.of(EARLIEST)
RESUME, DISCARD = "resume", "discard"
"""What opens or discards an unfinished check-in of another day."""
PLACES: Final = {
    "t": "trends", "/": "history", "s": "share", "x": "escalations", "r": "report", "i": "inbox", "f": "importing",
    "wins": "wins",
}  # fmt: skip
"""The parts that open from the week, by the keys of the week screen. Wins have no letter, because b goes back."""


class WeekPart(DaysPart):
    """A week: its nudges, days, sums and lists."""

    NAME = "week"
    MEANINGS = plain_words.WEEK_KEYS
    FIRST = plain_words.FIRST_WEEK

    def __init__(
        self, terminal: Dialogue, program: Program, week: Week | None = None, *, is_shown: bool = False
    ) -> None:
        """Create the part for `week`, or this week. `is_shown`: its lines were printed already."""
        super().__init__(terminal, program, week)
        self._is_shown = is_shown
        self._nudges = NudgesPart(terminal, program)

    def days(self) -> Sequence[date]:
        """Return the days of the week."""
        return [*self.week.days()]

    def _summary(self) -> WeekSummary:
        schedule, now = self.settings.schedule, self.clock.now()
        return read_summary(self.program.journal, schedule, self.week, self.today, now)[1]

    def show(self) -> None:
        """Print the week: first what is new or unfinished, then the nudges, the days, the sums and the lists."""
        self._read_nudges()
        is_interactive = self.terminal.interactive
        if is_interactive and not self.program.paths.config.exists():
            self.terminal.show(OFFER)
        if self._is_shown:
            self._is_shown = False
            return
        for notice in self._notices():
            self.say_keys(spoken_days(notice))
        hint = plain_words.EMPTY_WEEK_HINT if is_interactive else words.how_to_fill_in(self.week, self.today)
        lines = list(week_lines(self._summary(), self.settings.schedule, hint))
        self.terminal.show(lines[0])
        for one in self._nudges.active:
            self.terminal.show(nudge_text(one, self.today))
            if one.interrupts and one.nudge.on == self.today and not is_interactive:
                self.terminal.show_all(how_to_answer(one.nudge))
        self.terminal.page(lines[1:], 40)
        how = plain_words.SETTLE if is_interactive else conflict_words.RUN
        if self.program.journal.conflicts():
            found = open_conflicts(self.program.journal)
            self.say(spoken_days(conflict_words.open_conflicts_line(found, self.today, how)))
        self.program.report_problems()

    def _read_nudges(self) -> None:
        self._nudges.active = week_nudges(self.program.journal, self.settings, self.week, self.today)

    def _notices(self) -> Iterator[str]:
        """Yield sentences about unfinished check-ins and unread replies."""
        if self.today not in self.week:
            return
        from cmcheckin.services.inbox import read_inbox

        if self.today in self.program.journal.drafts.days():
            yield f"{words.UNFINISHED} {words.UNFINISHED_HINT}"
        elif days := self._unfinished:
            yield plain_words.unfinished(days, RESUME, DISCARD)
        if self.program.paths.share.exists():
            found = read_inbox(self.program.journal, self.settings, self.clock.now(), only_unread=True)
            if found.unread:
                yield plain_words.new_replies(len(found.unread))

    @property
    def _unfinished(self) -> tuple[date, ...]:
        """Return the other days with an unfinished check-in, in order."""
        return self.program.journal.drafts.unfinished(self.today)

    # Keys

    def actions(self) -> dict[str, Action]:
        """Return the keys of the week screen; those of nudges and unfinished check-ins only while there are some."""
        unfinished: dict[str, Action] = {
            RESUME: lambda _: self.check_in(self._unfinished[-1]),
            DISCARD: self._discard,
        }
        return {
            "": self.read,
            "c": lambda _: self.check_in(self.today),
            **{key: partial(self._open, name) for key, name in PLACES.items()},
            **super().actions(),
            **self.paging(self._page),
            "g": self._go_to,
            "n": lambda _: self.day_shown(self.today),
            **self._nudges.actions(),
            **(unfinished if self._unfinished else {}),
            "settle": lambda _: settle_conflicts(self),
            "settings": self._set_up,
        }

    def _open(self, name: str, text: str) -> None:
        self.place(name, text)
        self._read_nudges()

    def read(self, text: str) -> None:
        """Read in full the day whose number is `text`; without a number, today or the last day of the week."""
        if not text:
            self.at = self.today.weekday() if self.today in self.week else 6
        summary = self._summary()
        day, _ = self.pick(summary.days, text)
        self.terminal.show_all(day_lines(day, summary, self.settings.schedule))
        if day.kind == "unknown":
            self.say_keys(words.NOT_LOGGED_HINT)

    def day_shown(self, day: date) -> None:
        """Show the week of `day`."""
        self._show_week(Week.of(day))

    def _discard(self, _: str) -> None:
        """Discard the latest unfinished check-in of another day, if the user confirms."""
        day = self._unfinished[-1]
        if self.terminal.confirm(plain_words.DISCARD.format(day=long_day(day, self.today))):
            self.program.journal.drafts.discard(day, self.today)
            self.terminal.show(spoken_days(checkin_words.discarded(day)))

    def _set_up(self, _: str) -> None:
        from cmcheckin.cli.plain.setup import ask_setup

        ask_setup(self.terminal, self.program)

    def _page(self, weeks: int) -> None:
        if weeks > 0 and self.week >= Week.of(self.today):
            raise Refused("", words.NO_LATER_WEEK)
        if weeks < 0 and self.week <= FIRST_WEEK:
            raise Refused("", words.NO_EARLIER_WEEK)
        self._show_week(self.week.shifted(weeks))

    def _show_week(self, week: Week) -> None:
        self.week, self.at = week, None
        self.show()

    def _go_to(self, text: str) -> None:
        def read(typed: str) -> Week:
            week = Week.parse(typed, self.today)
            if not FIRST_WEEK <= week <= Week.of(self.today):
                raise Refused("", words.week_unavailable(str(week), too_early=week < FIRST_WEEK))
            return week

        if week := self.parsed(text, plain_words.GO_TO_WEEK, read):
            self._show_week(week)
