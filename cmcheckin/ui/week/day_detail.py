"""The selected day of the week in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Final

from rich.style import Style

from cmcheckin.domain.figures import Day
from cmcheckin.domain.schedule import Schedule
from cmcheckin.insight.week import WeekSummary
from cmcheckin.ui.kit.line_widget import Line, LineWidget, fact_lines, first_lines, text_lines
from cmcheckin.ui.kit.painter import Painter
from cmcheckin.ui.kit.text_cells import wrap_parts
from cmcheckin.wording import week as words
from cmcheckin.wording.formats import long_day
from cmcheckin.wording.record_words import own_facts, own_line

WHOLE: Final = 1000
"""Most lines of a text that is shown in full."""
MEASURE: Final = 64
"""Most cells of a line beside the week."""
WEEK_BESIDE: Final = "-week-beside"
"""The class of a week screen that has what concerns the whole week beside the week, below the selected day."""
MOST_LINES: Final = 3
"""Most lines of a text about the whole week."""
RATING: Final = 10
"""Cells for the name of a rating."""


class DayDetail(LineWidget):
    """The selected day: in two lines below the week, or in full beside it, with what concerns the whole week below."""

    DEFAULT_CSS = """
    DayDetail { height: 4; padding: 1 3; }
    """

    def __init__(self, schedule: Schedule) -> None:
        super().__init__()
        self._schedule = schedule
        self._day: Day | None = None
        self._summary: WeekSummary | None = None
        self._hint, self._differs = "", False

    def show(self, summary: WeekSummary, day: date, *, differs: bool = False) -> None:
        """Show `day` of the week of `summary`. `differs`: whether devices gave different answers for it."""
        self._day, self._summary, self._differs = summary.day(day), summary, differs
        has_hint = not summary.empty and self._day.kind == "unknown"
        self._hint = words.NOT_LOGGED_HINT if has_hint else ""
        self.redraw()

    def draw(self, width: int, height: int) -> Iterable[Line]:
        day, summary = self._day, self._summary
        if day is None or summary is None:
            return ()
        if height <= 2:
            return self._brief(day, width, height)
        width = min(width, MEASURE)
        lines: list[Line] = [[(long_day(day.date), self.ink.strong)]]
        if self._differs:
            lines.append([(words.DIFFERENT_ANSWERS, self.ink.accent)])
        lines += ([], *self._lines(day, summary, width))
        if self._hint:
            lines += ([], *text_lines(self._hint, self.ink.quiet, width, 2, self.glyphs))
        height -= 1  # a blank line above the keys
        week, top = self._week(summary, width, height) if self.screen.has_class(WEEK_BESIDE) else ([], height)
        shown = first_lines(lines, top, self.ink.quiet, self.glyphs)
        if week:  # below a rule, as there may be room between it and a day with fewer lines
            shown += [[]] * (top - len(shown))
            week[0] = [(self.glyphs.rule * width, self.ink.faint)]
        return [*shown, *first_lines(week, height - len(shown), self.ink.quiet, self.glyphs)]

    def _lines(self, day: Day, summary: WeekSummary, width: int) -> Iterator[Line]:
        return day_lines(day, summary.now, self._schedule, width, Painter(self.ink, self.glyphs))

    def _week(self, summary: WeekSummary, width: int, height: int) -> tuple[list[Line], int]:
        """Return the lines about the whole week, and at which of `height` lines they begin: where the longest of its
        days ends, so that they don't move with the selection. If not everything fits, their texts have a line less."""
        longest = 3 + max(len(list(self._lines(day, summary, width))) for day in summary.days)
        for most in (MOST_LINES, MOST_LINES - 1):
            week = list(self._week_lines(summary, width, most))
            if longest + len(week) <= height:
                break
        return week, min(longest, max(height - len(week), height // 2))

    def _week_lines(self, summary: WeekSummary, width: int, most: int) -> Iterator[Line]:
        """Yield what the community felt in the week, and where its time went, each text in at most `most` lines."""
        ink, glyphs = self.ink, self.glyphs
        if summary.community:
            yield from ([], [(words.OF_WEEK.format(title=words.COMMUNITY), ink.strong)])
        for text in summary.community:
            for n, (line,) in enumerate(text_lines(text, ink.plain, width - 2, most, glyphs)):
                yield [(f"{glyphs.bullet} " if n == 0 else "  ", ink.faint), line]
        if uses := words.time_totals(summary.figures):
            yield from ([], [(words.TIME_WENT, ink.strong)])
            for text in wrap_parts(uses, f" {glyphs.middle} ", width, most + 1, glyphs):
                yield [(text, ink.plain)]

    def _brief(self, day: Day, width: int, height: int) -> list[Line]:
        facts = [long_day(day.date), *words.work_facts(day, self._schedule), *words.checkin_facts(day.checkin)]
        if self._differs:
            facts.append(words.DIFFERENT_ANSWERS)
        if day.opened:
            facts.append(words.escalations_opened(len(day.opened)))
        facts += words.time_facts(day)
        facts += filter(None, (words.note_line(day.checkin), self._hint))
        return fact_lines(facts, width, height, self.ink, self.glyphs)


def day_lines(
    day: Day, now: datetime, schedule: Schedule, width: int, painter: Painter, *, whole: bool = False
) -> Iterator[Line]:
    """Yield all that is logged for `day`, with ages up to `now`. Long texts are shortened unless `whole`."""
    ink = painter.ink

    def text(line: str, style: Style, most: int) -> list[Line]:
        return text_lines(line, style, width, WHOLE if whole else most, painter.glyphs)

    def section(name: str, texts: list[str], most: int) -> Iterator[Line]:
        if any(texts):
            yield []
            yield [(name, ink.quiet)]
            for line in texts:
                yield from text(line, ink.plain, most)

    for fact in (*words.work_facts(day, schedule), *words.time_facts(day)):
        yield from text(fact, ink.plain, 3)
    checkin = day.checkin
    if rated := words.rating_facts(checkin):
        yield []
        for name, word in rated:
            yield [(name.ljust(RATING), ink.quiet), (word, ink.plain)]
    if checkin:
        yield from section(words.FEELINGS, [", ".join(checkin.feelings)], 3)
        yield from section(words.COMMUNITY, [checkin.community.feels or ""], 4)
        yield from section(words.WINS, [win.text for win in checkin.wins], 3)
    if day.opened:
        yield []
        yield [(words.CAME_IN, ink.quiet)]
        for escalation in day.opened:
            yield from text(escalation.title, ink.plain, 2)
            yield from text(words.escalation_state(escalation, now), ink.quiet, 2)
    if checkin:
        own = [own_line(name, answer) for name, answer in own_facts(checkin)]
        yield from section(words.OWN_ANSWERS, own, 3)
    yield from section(words.NOTE, [words.note_line(checkin)], 12)
