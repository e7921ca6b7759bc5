"""The selected day of the week in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final

from rich.style import Style

from cmcheckin.domain.figures import Day
from cmcheckin.domain.schedule import Schedule
from cmcheckin.ui.kit.line_widget import Line, LineWidget, fact_lines, text_lines
from cmcheckin.wording import week as words
from cmcheckin.wording.formats import long_day

RATING: Final = 10
"""Cells for the name of a rating."""


class DayDetail(LineWidget):
    """The selected day: in two lines below the week, or in full beside it."""

    DEFAULT_CSS = """
    DayDetail { height: 4; padding: 1 3; }
    """

    def __init__(self, schedule: Schedule) -> None:
        super().__init__()
        self._schedule = schedule
        self._day: Day | None = None
        self._now: datetime | None = None

    def show(self, day: Day, now: datetime) -> None:
        """Show `day`. Ages are counted up to `now`."""
        self._day, self._now = day, now
        self.redraw()

    def draw(self, width: int, height: int) -> Iterable[Line]:
        day, now = self._day, self._now
        if day is None or now is None:
            return
        if height <= 2:
            yield from self._brief(day, width, height)
        else:
            yield from self._full(day, now, width)

    def _brief(self, day: Day, width: int, height: int) -> list[Line]:
        facts = [long_day(day.date), *self._work(day), *words.checkin_facts(day.checkin)]
        if day.opened:
            facts.append(words.escalations_opened(len(day.opened)))
        if note := words.note_line(day.checkin):
            facts.append(note)
        return fact_lines(facts, width, height, self.ink, self.glyphs)

    def _full(self, day: Day, now: datetime, width: int) -> Iterator[Line]:
        yield [(long_day(day.date), self.ink.strong)]
        yield []
        checkin = day.checkin
        for fact in self._work(day):
            yield from self._text(fact, width, self.ink.plain, 3)
        if rated := words.rating_facts(checkin):
            yield []
            for name, word in rated:
                yield [(name.ljust(RATING), self.ink.quiet), (word, self.ink.plain)]
        if checkin:
            yield from self._section(words.FEELINGS, [", ".join(checkin.feelings)], width, 3)
            yield from self._section(words.COMMUNITY, [checkin.community.feels or ""], width, 4)
            yield from self._section(words.WINS, [win.text for win in checkin.wins], width, 3)
        if day.opened:
            yield []
            yield [(words.CAME_IN, self.ink.quiet)]
            for escalation in day.opened:
                yield from self._text(escalation.title, width, self.ink.plain, 2)
                yield from self._text(words.escalation_state(escalation, now), width, self.ink.quiet, 2)
        yield from self._section(words.NOTE, [words.note_line(checkin)], width, 12)

    def _section(self, name: str, texts: list[str], width: int, most: int) -> Iterator[Line]:
        """Return `texts` below `name`, in at most `most` lines each; nothing if they are empty."""
        if any(texts):
            yield []
            yield [(name, self.ink.quiet)]
            for text in texts:
                yield from self._text(text, width, self.ink.plain, most)

    def _text(self, text: str, width: int, style: Style, most: int) -> Iterator[Line]:
        yield from text_lines(text, style, width, most, self.glyphs)

    def _work(self, day: Day) -> Iterator[str]:
        return words.work_facts(day, self._schedule.usual_hours if self._schedule.works_on(day.date) else None)
