"""The history in plain lines: search every day, and read, edit or delete one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby

from cmcheckin.bootstrap import Program
from cmcheckin.cli.plain.days import DaysPart
from cmcheckin.cli.plain.dialogue import Dialogue
from cmcheckin.cli.plain.part import Action
from cmcheckin.domain.dates import nearest_day
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.fields import EARLIEST
from cmcheckin.domain.week import Week
from cmcheckin.insight.spoken_week import day_lines
from cmcheckin.services.history_reader import HistoryReader
from cmcheckin.services.search import SearchSession
from cmcheckin.services.week_reader import read_summary
from cmcheckin.wording import history as words
from cmcheckin.wording import plain_history as plain_words
from cmcheckin.wording import plain_parts
from cmcheckin.wording.record_words import day_facts, one_line
from cmcheckin.wording.search import label
from cmcheckin.wording.spoken import spoken

LISTED = 14
"""Days that are listed at a time."""


class HistoryPart(DaysPart):
    """A list of days, or of what matches a search, numbered."""

    NAME = "history"
    MEANINGS = plain_words.KEYS
    query = ""
    """What to search for first."""
    _rows: Sequence[date] = ()
    """The day of each numbered line."""

    def __init__(self, terminal: Dialogue, program: Program, week: Week | None = None) -> None:
        super().__init__(terminal, program, week)
        self.last = self.today

    def begin_with(self, text: str) -> None:
        """Search for `text` first."""
        self.query = text

    def days(self) -> Sequence[date]:
        """Return the numbered days."""
        return self._rows

    def show(self) -> None:
        """Print the last days, newest first, or what matches the query."""
        if self.query:
            query, self.query = self.query, ""
            self.search(query)
            return
        reader = HistoryReader(self.program.journal, self.today)
        if reader.is_empty:
            self.terminal.show_all((words.EMPTY, plain_words.EMPTY_HINT))
            return
        self._rows = [self.last - timedelta(n) for n in range(LISTED) if self.last - timedelta(n) >= EARLIEST]
        self.at = None
        self.terminal.show(plain_words.days_title(self._rows[-1], self._rows[0], self.today))
        self.terminal.page(list(self._day_lines()))

    def _line(self, day: date) -> str:
        facts = spoken(day_facts(self.program.journal.between(day, day))) or words.NOT_LOGGED
        return plain_words.day_line(day, facts, self.today)

    def _day_lines(self) -> Iterator[str]:
        """Yield a numbered line for each day, and one for several days in a row that aren't logged."""
        first = 0
        logged = [day_facts(self.program.journal.between(day, day)) for day in self._rows]
        for has_facts, found in groupby(map(bool, logged)):
            days = range(first, first + len(list(found)))
            if has_facts or len(days) == 1:
                yield from (plain_parts.numbered(n + 1, self._line(self._rows[n])) for n in days)
            else:
                newest, oldest = self._rows[days[0]], self._rows[days[-1]]
                yield plain_words.not_logged(days[0] + 1, days[-1] + 1, newest, oldest, self.today)
            first = days.stop

    def actions(self) -> dict[str, Action]:
        """Return the keys of the history screen."""
        days = super().actions()
        return {
            "/": self.search,
            **days,
            "h": days["half"],
            "w": self._week,
            "g": self._go_to,
            **self.paging(lambda pages: self._from(self.last + timedelta(pages * LISTED))),
            "y": lambda _: self._from(self.last - timedelta(weeks=52)),
            "n": lambda _: self._from(self.today),
        }

    def search(self, text: str) -> None:
        """Print what matches `text`, or ask for it."""
        text = text or self.ask_line(plain_words.SEARCH_FOR)
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
                lines.append(plain_words.match_line(found.day.date, field, self.today))
        self.at, self._rows = None, rows
        self.terminal.show(f"{words.totals(len(rows), len(set(rows)), is_all=True)}." if rows else words.NO_MATCHES)
        self.list_groups([("", lines)])

    def read(self, text: str) -> None:
        """Read the day whose number is `text` in full."""
        day, _ = self.pick(self._rows, text)
        schedule, now = self.settings.schedule, self.clock.now()
        _, summary = read_summary(self.program.journal, schedule, Week.of(day), self.today, now)
        self.terminal.show_all(day_lines(summary.day(day), summary, schedule))

    def _week(self, text: str) -> None:
        self.place("week", week=Week.of(self.pick(self._rows, text, "w")[0]))

    def _go_to(self, text: str) -> None:
        if day := self.parsed(text, plain_words.GO_TO_DAY, lambda typed: nearest_day(typed, self.today)):
            self._from(day)

    def _from(self, day: date) -> None:
        """List the days up to `day`, if they can be shown."""
        reader = HistoryReader(self.program.journal, self.today)
        if day < EARLIEST + timedelta(LISTED):
            raise Refused("", words.NO_EARLIER)
        if day > reader.last_day:
            raise Refused("", words.NO_LATER)
        self.last = day
        self.show()
