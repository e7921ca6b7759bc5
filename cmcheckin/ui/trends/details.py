"""The weeks in numbers: escalations by severity, the time they took, days, the user's own numbers and questions,
and where the time went."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from rich.cells import cell_len

from cmcheckin.domain.escalation import SEVERE, SEVERITIES
from cmcheckin.domain.figures import PeerYear
from cmcheckin.domain.own_questions import MAX_QUESTIONS
from cmcheckin.insight.calendar_periods import questions_in
from cmcheckin.insight.figures import kinds_in
from cmcheckin.insight.trends import TrendWeek
from cmcheckin.ui.kit.line_widget import Line, Run
from cmcheckin.ui.kit.painter import Painter
from cmcheckin.ui.kit.text_cells import align_right, fit
from cmcheckin.ui.trends.chart import CELL, LEFT, cell_width, fitting
from cmcheckin.ui.trends.weeks import SUMMARY_LINES, PeriodsView
from cmcheckin.wording import trend_screen as words
from cmcheckin.wording import trends as trend_words
from cmcheckin.wording.week import mean_cell


@dataclass(frozen=True)
class DetailView:
    """A table of the weeks of `view`."""

    view: PeriodsView[TrendWeek]
    peers: PeerYear
    """Time with peers in the year of the selected week."""
    top: int = 0
    """How many rows are scrolled out of view."""
    cell: int = CELL
    """Cells of a column."""

    def overflow(self, painter: Painter, width: int, height: int) -> int:
        """Return how many rows don't fit in `width` cells and `height` lines."""
        rows, is_beside = len(list(self._rows(painter))), self.view.is_beside(width, height)
        if is_beside and rows <= height:
            return 0
        return max(rows - height + 1 + (0 if is_beside else SUMMARY_LINES), 0)  # with a line that says there are more

    def day_at(self, x: int, y: int, width: int) -> date | None:
        """Return the last day of the week in the column at cell `x`; None beside the columns."""
        return self.view.day_at(x, y, width)

    def lines(self, painter: Painter, width: int, height: int) -> Iterable[Line]:
        """Return as many rows as fit, with the selected week below them or beside them."""

        most = self.overflow(painter, width, height)
        top = min(self.top, most)

        def draw(width: int, room: int) -> list[Line]:
            shown = fitting(width, len(self.view.periods), self.view.selected)
            weeks, selected = self.view.periods[shown], self.view.selected - shown.start
            view = replace(self.view, periods=weeks, selected=selected)
            labels, gap, *rows = replace(self, view=view, cell=cell_width(width))._rows(painter)
            visible = [labels, gap, *rows[top : len(rows) - most + top]]
            hint = words.MORE_BELOW if top < most else words.MORE_ABOVE if most else ""
            last: list[Line] = [[(hint, painter.ink.quiet)]] if hint else []
            return (visible + [[]] * room)[: room - len(last)] + last

        view = replace(self.view, has_time_facts=False)  # which has rows of its own
        return view.around(draw, painter, width, height)

    def _rows(self, painter: Painter) -> Iterator[Line]:
        yield self._labels(painter)
        yield []
        yield self._row(painter, words.CAME_IN, lambda week: self._count(week, week.figures.escalations_opened))
        for severity in range(5, 0, -1):
            name = f"  {SEVERITIES[severity - 1]}"
            yield self._row(painter, name, self._severity(severity), severe=severity >= SEVERE)
        yield self._row(painter, f"  {words.ASKS}", lambda week: self._count(week, week.asks))
        if any(week.unrated for week in self.view.periods):
            yield self._row(painter, f"  {words.UNRATED}", lambda week: self._count(week, week.unrated))
        yield self._row(painter, words.TIME_IN_HOURS, lambda week: _hours(week.figures.minutes_on_escalations))
        yield self._row(painter, words.COULD_WAIT, lambda week: self._count(week, week.figures.could_have_waited))
        yield self._row(painter, words.RESOLVED, lambda week: self._count(week, week.figures.escalations_resolved))
        yield self._row(painter, words.OPEN_AT_END, lambda week: str(week.figures.escalations_open))
        yield []
        yield self._row(painter, words.COMMUNITY_ROW, lambda week: mean_cell(week.figures.community))
        for name, unit in self.view.units.items():
            full = f"{name}, {unit}" if unit else name
            yield self._row(painter, full if cell_len(full) < LEFT else name, self._metric(name))
        for name in questions_in(self.view.periods)[:MAX_QUESTIONS]:
            yield self._row(painter, name, self._yes(name))
        yield self._row(painter, words.PRAISE, lambda week: self._count(week, week.figures.thanks))
        yield self._row(painter, words.DAYS_OFF, lambda week: self._count(week, week.figures.days_off))
        yield self._row(
            painter, words.DAYS_NOT_LOGGED, lambda week: str(week.figures.days_unknown) if week.has_records else ""
        )
        yield from self._time(painter)

    def _time(self, painter: Painter) -> Iterator[Line]:
        """Yield a row for each activity; nothing without any."""
        kinds = kinds_in(week.figures for week in self.view.periods)
        has_peers = any(week.figures.peer_minutes for week in self.view.periods)
        if kinds or has_peers:
            yield []
            yield [(trend_words.TIME_USE, painter.ink.quiet)]
        for kind in kinds:
            yield self._row(painter, f"  {kind}", self._activity(kind))
        if has_peers:
            yield self._row(
                painter, f"  {trend_words.PEERS}", lambda week: trend_words.peer_cell(week.figures.peer_minutes)
            )
        if year := trend_words.peer_year(self.peers):
            yield []
            yield [(year, painter.ink.plain)]

    def _activity(self, kind: str) -> Callable[[TrendWeek], str]:
        return lambda week: trend_words.activity_cell(week.figures.activity(kind))

    def _labels(self, painter: Painter) -> Line:
        ink, glyphs = painter.ink, painter.glyphs
        line: list[Run] = [(words.WEEK_ROW.ljust(LEFT), ink.quiet)]
        for n, week in enumerate(self.view.periods):
            label = str(week.week.number)
            if n == self.view.selected:
                line.append((f"{glyphs.left}{label}{glyphs.right}".rjust(self.cell), ink.chosen))
            else:
                line.append((f"{label} ".rjust(self.cell), ink.quiet))
        return line

    def _row(self, painter: Painter, name: str, value: Callable[[TrendWeek], str], *, severe: bool = False) -> Line:
        ink, glyphs = painter.ink, painter.glyphs
        line: list[Run] = [(fit(name, LEFT - 1, glyphs).ljust(LEFT), ink.quiet)]
        for n, week in enumerate(self.view.periods):
            text = value(week)
            if text in ("", "0"):
                mark = glyphs.nothing if text else glyphs.unknown
                line.append((f"{mark} ".rjust(self.cell), ink.faint))
            else:
                selected, unselected = (ink.amber_strong, ink.amber) if severe else (ink.chosen, ink.plain)
                style = selected if n == self.view.selected else unselected
                line.append((align_right(text, self.cell - 1, glyphs) + " ", style))
        return line

    def _severity(self, severity: int) -> Callable[[TrendWeek], str]:
        return lambda week: self._count(week, week.severities[severity - 1])

    def _metric(self, name: str) -> Callable[[TrendWeek], str]:
        return lambda week: trend_words.compact_number(week.metrics.get(name))

    def _yes(self, name: str) -> Callable[[TrendWeek], str]:
        return lambda week: trend_words.yes_cell(week.answers.get(name))

    def _count(self, week: TrendWeek, number: int) -> str:
        """Return `number`, or an empty text if nothing is logged for `week`."""
        return str(number) if number or not week.is_empty else ""


def _hours(minutes: float | None) -> str:
    """Return `minutes` in hours, with one decimal below a hundred, so that the column stays narrow; empty for None."""
    if minutes is None:
        return ""
    hours = minutes / 60
    return mean_cell(hours) if hours < 99.95 else words.whole_cell(hours)
