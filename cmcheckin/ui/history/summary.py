"""Draw the selected day in words, and the same day a year before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final

from cmcheckin.domain.figures import Day
from cmcheckin.domain.schedule import Schedule
from cmcheckin.ui.kit.line_widget import Line, LineWidget, fact_lines, first_lines, text_lines
from cmcheckin.ui.kit.painter import Painter
from cmcheckin.ui.week.day_detail import day_lines
from cmcheckin.wording import history as words
from cmcheckin.wording import week as week_words
from cmcheckin.wording.formats import long_day

BRIEF: Final = 3
"""How many lines a day has below the list. Beside the list, it is shown in full."""


class DaySummary(LineWidget):
    """The selected day: in two lines below the list, or in full beside it."""

    DEFAULT_CSS = """
    DaySummary { height: 3; padding: 0 3; }
    """

    def __init__(self, schedule: Schedule) -> None:
        super().__init__()
        self._schedule = schedule
        self._shown: tuple[Day, Day | None, datetime] | None = None

    def show(self, day: Day, year_ago: Day | None, now: datetime) -> None:
        """Show `day`, with ages at `now`, and the day `year_ago` unless it is None."""
        self._shown = day, year_ago, now
        self.redraw()

    def draw(self, width: int, height: int) -> Iterable[Line]:
        if self._shown is None:
            return ()
        lines = self._brief(*self._shown, width) if height <= BRIEF else self._full(*self._shown, width)
        return first_lines(lines, height, self.ink.quiet, self.glyphs)

    def _brief(self, day: Day, year_ago: Day | None, now: datetime, width: int) -> list[Line]:
        ink, glyphs = self.ink, self.glyphs
        facts = [long_day(day.date, now.date()), *self._facts(day)]
        lines = fact_lines(facts, width, 2 if year_ago else BRIEF, ink, glyphs)
        if year_ago:
            lines += [[]] * (2 - len(lines))
            lines += fact_lines([words.a_year_ago(year_ago.date), *self._facts(year_ago)], width, 1, ink, glyphs)
        return lines

    def _full(self, day: Day, year_ago: Day | None, now: datetime, width: int) -> Iterator[Line]:
        ink, glyphs = self.ink, self.glyphs
        yield [(long_day(day.date, now.date()), ink.strong)]
        yield []
        yield from day_lines(day, now, self._schedule, width, Painter(ink, glyphs))
        if year_ago:
            yield []
            yield [(words.a_year_ago(year_ago.date), ink.strong)]
            yield from text_lines(f" {glyphs.middle} ".join(self._facts(year_ago)), ink.plain, width, 6, glyphs)

    def _facts(self, day: Day) -> Iterator[str]:
        if day.checkin is None or day.kind != "unknown":  # or else only the hours aren't logged
            yield from week_words.work_facts(day, self._schedule)
        if day.checkin is None and day.kind in ("unknown", "today"):
            yield week_words.NOT_LOGGED_HINT.removesuffix(".")
        yield from week_words.checkin_facts(day.checkin)
        yield from (win.text for win in (day.checkin.wins if day.checkin else ()))
        yield from (escalation.title for escalation in day.opened)
        yield from week_words.time_facts(day)
        if note := week_words.note_line(day.checkin):
            yield note
