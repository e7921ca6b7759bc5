"""The history in plain lines: search every day, and read, edit or delete one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from cmcheckin.cli.plain.days import delete_day, plan_leave, remove_leave, several_days
from cmcheckin.cli.plain.part import Key, Part
from cmcheckin.domain.dates import nearest_day
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.fields import EARLIEST
from cmcheckin.domain.week import Week
from cmcheckin.services.history_reader import HistoryReader
from cmcheckin.services.search import SearchSession
from cmcheckin.wording import history as words
from cmcheckin.wording import plain_history as plain_words
from cmcheckin.wording import plain_parts as part_words
from cmcheckin.wording.record_words import day_facts, one_line
from cmcheckin.wording.search import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cmcheckin.bootstrap import Program
    from cmcheckin.cli.plain.dialogue import Dialogue

LISTED = 14
"""Days that are listed at a time."""


class HistoryPart(Part):
    """A list of days, or of what matches a search, numbered."""

    NAME = "history"
    NUMBERS = plain_words.KEYS["number"]

    def __init__(self, terminal: Dialogue, program: Program) -> None:
        super().__init__(terminal, program)
        self.last = self.today
        self.query = ""
        """What to search for first."""
        self._rows: Sequence[date] = ()
        """The day of each numbered line."""

    def begin_with(self, text: str) -> None:
        """Search for `text` first."""
        self.query = text

    def show(self) -> None:
        """Print the last days, newest first, or what matches the query."""
        if self.query:
            query, self.query = self.query, ""
            self.search(query)
            return
        reader = HistoryReader(self.program.journal, self.today)
        if reader.is_empty:
            self.terminal.show_all((words.EMPTY, words.EMPTY_HINT))
            return
        self._rows = [self.last - timedelta(n) for n in range(LISTED) if self.last - timedelta(n) >= EARLIEST]
        self.at = None
        self.terminal.show(plain_words.days_title(self._rows[-1], self._rows[0], self.today))
        for number, day in enumerate(self._rows, 1):
            facts = day_facts(self.program.journal.between(day, day)).replace(" · ", ", ") or words.NOT_LOGGED
            self.terminal.show(plain_words.day_line(number, day, facts, self.today))

    def keys(self) -> tuple[Key, ...]:
        """Return the keys of the history screen."""
        meanings = plain_words.KEYS
        return (
            Key("/", meanings["/"], self.search),
            Key("e", meanings["e"], self._edit),
            Key("d", meanings["d"], self._delete),
            Key("l", meanings["l"], lambda text: plan_leave(self, text, self._rows)),
            Key("h", meanings["h"], lambda text: plan_leave(self, f"half {text}", self._rows)),
            Key("g", meanings["g"], self._go_to),
            Key("w", meanings["w"], self._week),
            Key("[", meanings["["], lambda _: self._move(-LISTED)),
            Key("]", meanings["]"], lambda _: self._move(LISTED)),
            Key("y", meanings["y"], self._year_ago),
            Key("n", meanings["n"], lambda _: self._from(self.today)),
            Key("u", part_words.UNDO_MEANING, self.undo),
            Key("redo", part_words.REDO_MEANING, self.redo),
        )

    def search(self, text: str) -> None:
        """Print what matches `text`, or ask for it."""
        text = text or self.ask_line(f"{words.FILTER} ({words.FILTER_HINT}):")
        if not text:
            return
        session = SearchSession(self.program.journal, self.settings, self.today)
        session.read_all()
        query = session.parse(text)
        for note in query.notes:
            self.say(note.text)
        if not query.terms:
            return
        rows, lines = [], []
        for found in session.find(query):
            for hit in found.hits or (None,):
                rows.append(found.day.date)
                field = f"{label(hit.field, hit.name)}: {one_line(hit.text)}" if hit else ""
                lines.append(plain_words.match_line(len(rows), found.day.date, field, self.today))
        self.at, self._rows = None, rows
        self.terminal.show(f"{words.totals(len(rows), len(set(rows)), is_all=True)}." if rows else words.NO_MATCHES)
        self.terminal.page(lines)

    def read(self, text: str) -> None:
        """Read the day whose number is `text` in full."""
        from cmcheckin.cli.plain.week_lines import day_lines
        from cmcheckin.services.week_reader import read_summary

        day, _ = self.pick(self._rows, text)
        schedule, now = self.settings.schedule, self.clock.now()
        _, summary = read_summary(self.program.journal, schedule, Week.of(day), self.today, now)
        self.terminal.show_all(day_lines(summary.day(day), summary, schedule))

    def _edit(self, text: str) -> None:
        day, _ = self.pick(self._rows, text, "e")
        if day > self.today:
            raise Refused("", words.in_future(day, self.today))
        from cmcheckin.cli.plain.checkin import run_checkin

        run_checkin(self.program, day, shows_week=False)

    def _delete(self, text: str) -> None:
        if several := several_days(text, self._rows):
            remove_leave(self, *several)
        else:
            delete_day(self, self.pick(self._rows, text, "d")[0])

    def _week(self, text: str) -> None:
        from cmcheckin.cli.plain.week import WeekPart

        self.open(WeekPart(self.terminal, self.program, Week.of(self.pick(self._rows, text, "w")[0])))

    def _go_to(self, text: str) -> None:
        text = text or self.ask_line(f"{words.GO_TO} ({words.GO_TO_HINT}):")
        if not text:
            return
        try:
            self._from(nearest_day(text, self.today))
        except ValueError as error:
            raise Refused("", str(error)) from None

    def _move(self, days: int) -> None:
        self._from(self.last + timedelta(days))

    def _year_ago(self, _: str) -> None:
        self._from(self.last - timedelta(weeks=52))

    def _from(self, day: date) -> None:
        """List the days up to `day`, if they can be shown."""
        reader = HistoryReader(self.program.journal, self.today)
        if day < EARLIEST + timedelta(LISTED):
            raise Refused("", words.NO_EARLIER)
        if day > reader.last_day:
            raise Refused("", words.NO_LATER)
        self.last = day
        self.show()
