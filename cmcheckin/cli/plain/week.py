"""The week in plain lines, and the way to all other parts, by the keys of the week screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

from cmcheckin.cli.files import report_open_conflicts
from cmcheckin.cli.output import DONE
from cmcheckin.cli.plain.nudges import NudgesPart, nudge_text
from cmcheckin.cli.plain.part import Key, Part
from cmcheckin.cli.plain.week_lines import day_lines, list_lines, week_lines
from cmcheckin.domain.dates import read_day
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.fields import EARLIEST
from cmcheckin.domain.week import Week
from cmcheckin.insight.week import WeekSummary
from cmcheckin.services.active_nudges import ActiveNudge, week_nudges
from cmcheckin.services.week_reader import read_summary
from cmcheckin.wording import checkin as checkin_words
from cmcheckin.wording import plain_parts as plain_words
from cmcheckin.wording import week as words
from cmcheckin.wording.formats import long_day
from cmcheckin.wording.nudge_cards import how_to_answer
from cmcheckin.wording.plain_setup import OFFER

if TYPE_CHECKING:
    from cmcheckin.bootstrap import Program
    from cmcheckin.cli.plain.dialogue import Dialogue
    from cmcheckin.domain.figures import Day

OPEN_KEY, DISCARD_KEY = "F3", "F4"
"""What opens or discards an unfinished check-in, as on the screens."""
FIRST_WEEK: Final = Week.of(EARLIEST)
PLACES: Final = {
    "t": "trends", "/": "history", "s": "share", "x": "escalations", "r": "report", "i": "inbox", "f": "importing",
    "wins": "wins",
}  # fmt: skip
"""The parts that open from the week, by the keys of the week screen. Wins have no letter, because b goes back."""


class WeekPart(Part):
    """A week: its nudges, days, sums and lists."""

    NAME = "week"
    NUMBERS = plain_words.WEEK_KEYS["number"]
    FIRST = plain_words.FIRST_WEEK

    def __init__(
        self, terminal: Dialogue, program: Program, week: Week | None = None, *, is_shown: bool = False
    ) -> None:
        """Create the part for `week`, or this week. `is_shown`: its lines were printed already."""
        super().__init__(terminal, program)
        self.week = week or Week.of(self.today)
        self._is_shown = is_shown
        self._nudges = NudgesPart(terminal, program)
        self._nudge_list: Sequence[ActiveNudge] = ()
        self._summary: WeekSummary | None = None

    @property
    def summary(self) -> WeekSummary:
        """Return the summary of the week as it is now."""
        schedule, now = self.settings.schedule, self.clock.now()
        self._summary = read_summary(self.program.journal, schedule, self.week, self.today, now)[1]
        return self._summary

    def show(self) -> None:
        """Print the week: first what is new or unfinished, then the nudges, the days, the sums and the lists."""
        self._read_nudges()
        if self.terminal.interactive and not self.program.paths.config.exists():
            self.terminal.show(OFFER)
        if self._is_shown:
            self._is_shown = False
            return
        self.terminal.show_all(self._notices())
        hint = words.EMPTY_WEEK_HINT if self.terminal.interactive else words.how_to_fill_in(self.week, self.today)
        lines = list(week_lines(self.summary, self.settings.schedule, hint))
        self.terminal.show(lines[0])
        for one in self._nudge_list:
            self.terminal.show(nudge_text(one, self.today))
            if one.interrupts and one.nudge.on == self.today and not self.terminal.interactive:
                self.terminal.show_all(how_to_answer(one.nudge))
        self.terminal.page(lines[1:], 40)
        report_open_conflicts(self.program)
        self.program.report_problems()

    def _read_nudges(self) -> None:
        self._nudge_list = week_nudges(self.program.journal, self.settings, self.week, self.today)
        self._nudges.active = self._nudge_list

    def _notices(self) -> Iterator[str]:
        """Yield sentences about unfinished check-ins and unread replies."""
        if self.today not in self.week:
            return
        from cmcheckin.services.inbox import read_inbox

        drafts = self.program.journal.drafts
        if self.today in drafts.days():
            yield f"{words.UNFINISHED} {words.UNFINISHED_HINT}"
        elif days := self._unfinished:
            yield checkin_words.unfinished_hint(days, OPEN_KEY, DISCARD_KEY)
        if self.program.paths.share.exists():
            found = read_inbox(self.program.journal, self.settings, self.clock.now(), only_unread=True)
            if found.unread:
                yield plain_words.new_replies(len(found.unread))

    @property
    def _unfinished(self) -> tuple[date, ...]:
        """Return the other days with an unfinished check-in, in order."""
        return self.program.journal.drafts.unfinished(self.today)

    # Keys

    def keys(self) -> tuple[Key, ...]:
        """Return the keys of the week screen; those of the nudge only while there is one."""
        return (*self._nudge_keys(), *self._own_keys())

    def _nudge_keys(self) -> Iterator[Key]:
        if self._nudge_list:
            yield Key("w", plain_words.WEEK_KEYS["w"], self._nudges.read)
            yield from (key for key in self._nudges.answer_keys() if key.key != "u" or self._answers_first)

    @property
    def _answers_first(self) -> bool:
        """Whether u answers a nudge, as on the screen while a card is shown, instead of undoing the last change."""
        return not self.is_changed and any(one.interrupts and one.nudge.on == self.today for one in self._nudge_list)

    def _own_keys(self) -> Iterator[Key]:
        meanings = plain_words.WEEK_KEYS
        yield Key("", meanings[""], self.read)
        yield Key("c", meanings["c"], lambda _: self._check_in(self.today))
        for key, name in PLACES.items():
            if name != key:
                yield Key(name, "", partial(self.place, name))  # by its name, too
            yield Key(key, meanings[key], partial(self.place, name))
        yield Key("e", meanings["e"], self._edit)
        yield Key("d", meanings["d"], self._delete)
        yield Key("[", meanings["["], lambda _: self._page(-1))
        yield Key("]", meanings["]"], lambda _: self._page(1))
        yield Key("g", meanings["g"], self._go_to)
        yield Key("n", meanings["n"], lambda _: self._show_week(Week.of(self.today)))
        if not (self._nudge_list and self._answers_first):
            yield Key("u", meanings["u"], self.undo)
        yield Key("U", meanings["u"] if self._nudge_list and self._answers_first else "", self.undo)
        yield Key("redo", meanings["redo"], self.redo)
        if self._unfinished:
            yield Key(OPEN_KEY, meanings[OPEN_KEY], lambda _: self._check_in(self._unfinished[-1]))
            yield Key(DISCARD_KEY, meanings[DISCARD_KEY], self._discard)
        yield Key("leave", meanings["leave"], self._plan_leave)
        yield Key("conflicts", meanings["conflicts"], self._settle)
        yield Key("settings", meanings["settings"], self._set_up)
        if not self._nudge_list:
            yield Key("h", "", self._nudges.talk)

    def place(self, name: str, text: str = "") -> None:
        """Open the part `name`, with `text` as what is typed first."""
        from cmcheckin.cli.plain.parts import make_part

        self.open(make_part(name, self.terminal, self.program, self.week), text)
        self._read_nudges()

    def read(self, text: str) -> None:
        """Read in full the day whose number is `text`, or today or the last day of the week, and the week's lists."""
        summary = self.summary
        if not text:
            self.at = self.today.weekday() if self.today in self.week else 6
        day, _ = self.pick(summary.days, text)
        self.terminal.show_all(day_lines(day, summary, self.settings.schedule))
        if not text:
            self.terminal.page(list(list_lines(summary)))
        elif day.kind == "unknown":
            self.terminal.show(words.NOT_LOGGED_HINT)

    def _day(self, text: str, key: str) -> Day:
        """Return the day that `text` names: by its number in this week, or as a date; without one, that read last."""
        if text and not text.isdecimal():
            with suppress(ValueError):
                day = read_day(text, self.today)
                self.week = Week.of(day)
                self.at = day.weekday()
                text = ""
        return self.pick(self.summary.days, text, key)[0]

    @property
    def _dates(self) -> list[date]:
        return list(self.week.days())

    def _edit(self, text: str) -> None:
        day = self._day(text, "e").date
        if day > self.today:
            raise Refused("", words.in_future(long_day(day)))
        self._check_in(day)

    def _check_in(self, day: date) -> None:
        from cmcheckin.cli.plain.checkin import run_checkin

        if run_checkin(self.program, day, shows_week=False) == DONE:
            self._show_week(Week.of(day))

    def _discard(self, _: str) -> None:
        """Discard the latest unfinished check-in of another day, if the user confirms."""
        day = self._unfinished[-1]
        if self.terminal.confirm(plain_words.DISCARD.format(day=long_day(day, self.today))):
            self.program.journal.drafts.discard(day, self.today)
            self.terminal.show(checkin_words.discarded(day))

    def _delete(self, text: str) -> None:
        from cmcheckin.cli.plain.days import delete_day, remove_leave, several_days

        if several := several_days(text, self._dates):
            remove_leave(self, *several)
        else:
            delete_day(self, self._day(text, "d").date)

    def _plan_leave(self, text: str) -> None:
        from cmcheckin.cli.plain.days import plan_leave

        plan_leave(self, text, self._dates)

    def _settle(self, _: str) -> None:
        from cmcheckin.cli.plain.days import settle_conflicts

        settle_conflicts(self)

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
        text = text or self.ask_line(f"{words.GO_TO} ({words.GO_TO_HINT}):")
        if not text:
            return
        try:
            week = Week.parse(text, self.today)
        except ValueError as error:
            raise Refused("", str(error)) from None
        if not FIRST_WEEK <= week <= Week.of(self.today):
            raise Refused("", words.week_unavailable(str(week), too_early=week < FIRST_WEEK))
        self._show_week(week)
        with suppress(ValueError):
            day = read_day(text, self.today)
            self.at = (day - self.week.monday) // timedelta(1) if day in self.week else None
