"""Draw a list of escalations or causes, and the details of the selected one. Only visible rows are drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, NamedTuple

from rich.cells import cell_len

from cmcheckin.domain.escalation import SEVERE, Escalation
from cmcheckin.domain.figures import CauseCost
from cmcheckin.domain.schedule import Schedule
from cmcheckin.insight.escalations import events_of, time_open
from cmcheckin.ui.glyphs import Glyphs
from cmcheckin.ui.kit.line_widget import Line, Run
from cmcheckin.ui.kit.paged_view import SIDE, LazyRows, Page, PagedView, has_side
from cmcheckin.ui.kit.painter import Painter
from cmcheckin.ui.kit.text_cells import MEASURE, align_right, fit, pad, wrap
from cmcheckin.wording import escalations as words
from cmcheckin.wording.app import MORE_ROWS

ALL: Final = 1000
"""A limit on lines that no text reaches."""
ROWS: Final = 100
"""Cells of a row that has the details of the selected one beside it."""
TALL: Final = 28
"""Height of the page from which half of it shows the selected one, even below a long list."""
FEWEST: Final = 6
"""Least lines below the list in which the selected one is shown."""
GAP: Final = "  "
SEVERITY: Final = 8
"""Cells of the longest severity."""
TITLE: Final = 28
"""Least cells of a title beside all columns."""
CAUSE: Final = 14
"""Most cells of a cause in front of a title."""
COLUMNS: Final = (10, -10, 9)
"""Cells of the columns after a title: age, status, time spent. A column with a negative width is left-aligned."""
CAUSE_COLUMNS: Final = (7, 10, 8, 5, 10)
"""Cells of the columns after a cause: how many, time spent, night pings, days, how many could have waited."""


class Context(NamedTuple):
    """The current time and day, for ages, and the schedule, for night pings."""

    now: datetime
    today: date
    schedule: Schedule


@dataclass(frozen=True)
class EscalationsContent:
    """The rows of `subjects`, with the one at index `at` selected, or all about it if `is_reading`.

    `lead` is the line above them. `cause` is set if all subjects are escalations with this cause. Without subjects, the
    lines of `nothing` are shown. `names_causes`: whether each title follows its cause.
    """

    subjects: Sequence[Escalation] | Sequence[CauseCost]
    context: Context
    at: int = 0
    lead: str = ""
    cause: CauseCost | None = None
    nothing: Sequence[str] = ()
    names_causes: bool = False
    is_reading: bool = False

    @property
    def selected(self) -> Escalation | CauseCost | None:
        """Return the subject of the selected row."""
        return self.subjects[self.at] if self.at < len(self.subjects) else None

    def page(self, painter: Painter, width: int, height: int) -> Page:
        subject = self.selected
        if subject is None:
            return Page(list(self._nothing(painter, width)))
        if self.is_reading:
            return Page(
                list(self._about(subject, painter, min(width, MEASURE) - 2)), more=lambda _: painter.glyphs.down
            )
        if has_side(width):
            rows = LazyRows(len(self.subjects), lambda n: self._row(painter, ROWS, n))
            side = list(self._about(subject, painter, min(width - SIDE, MEASURE) - 2))
            head = list(self._head(subject, painter, ROWS))
            return Page(rows, head, selected=range(self.at, self.at + 1), more=self._more(painter), side=side)
        head = list(self._head(subject, painter, width))
        foot = self._foot(subject, painter, width, height - len(head), half=height >= TALL)
        rows = LazyRows(len(self.subjects), lambda n: self._row(painter, width, n))
        selected, more = range(self.at, self.at + 1), self._more(painter)
        return Page(rows, head, foot, selected, more=more, is_foot_below_rows=True)

    def _more(self, painter: Painter) -> Callable[[range], str]:
        """Return a function that counts the rows below the visible ones."""
        return lambda seen: f"{MORE_ROWS.format(count=len(self.subjects) - seen.stop)} {painter.glyphs.down}"

    def _nothing(self, painter: Painter, width: int) -> Iterator[Line]:
        for n, text in enumerate(self.nothing):
            style = painter.ink.plain if n else painter.ink.strong
            yield from ([(GAP, style), (line, style)] for line in wrap(text, width - 2, ALL, painter.glyphs))

    def _head(self, subject: Escalation | CauseCost, painter: Painter, width: int) -> Iterator[Line]:
        ink = painter.ink
        if self.cause is not None:
            yield from self._about(self.cause, painter, min(width, MEASURE) - 2)
        else:
            yield [(GAP, ink.quiet), (fit(self.lead, width - 2, painter.glyphs), ink.quiet)]
        yield []
        if isinstance(subject, Escalation):
            severity, title, *names = words.COLUMNS
            columns = _split(title, names, COLUMNS, width - 2 - SEVERITY - len(GAP), painter.glyphs)
            columns = severity.ljust(SEVERITY + len(GAP)) + columns[0], columns[1]
        else:
            cause, *names = words.CAUSE_COLUMNS
            columns = _split(cause, names, CAUSE_COLUMNS, width - 2, painter.glyphs)
        yield [(GAP + "".join(columns), ink.quiet)]

    def _foot(
        self, subject: Escalation | CauseCost, painter: Painter, width: int, height: int, *, half: bool
    ) -> list[Line]:
        """Return a rule and the details of `subject`, in the lines of `height` that the rows leave free; if `half`, at
        least in half of `height`. Empty if that is fewer than FEWEST."""
        room = max(height - len(self.subjects) - 1, height // 2 if half else 0)
        if room < FEWEST:
            return []
        text = min(width, MEASURE) - 2
        rule = [(painter.glyphs.rule * width, painter.ink.faint)]
        lines = [rule, *self._about(subject, painter, text)]
        if len(lines) > room:
            lines = [rule, *self._about(subject, painter, text, room - 2)]
            lines = [*lines[: room - 1], [(GAP + words.READ_ON, painter.ink.quiet)]]
        return lines + [[]] * (room - len(lines))

    def _row(self, painter: Painter, width: int, n: int) -> Line:
        subject, ink, is_here = self.subjects[n], painter.ink, n == self.at
        marker: Run = (f"{painter.glyphs.marker} " if is_here else GAP, ink.accent)
        main = ink.strong if is_here else ink.plain
        if isinstance(subject, CauseCost):
            name = words.cause_name(subject)
            name, cells = _split(name, words.cause_cells(subject), CAUSE_COLUMNS, width - 2, painter.glyphs)
            return [marker, (name, main), (cells, ink.quiet)]
        values = words.cells(subject, time_open(subject, self.context.now), self.context.now)
        title = subject.title
        if self.names_causes and subject.cause:
            title = f"{fit(subject.cause, CAUSE, painter.glyphs)} {painter.glyphs.middle} {title}"
        title, cells = _split(title, values, COLUMNS, width - 2 - SEVERITY - len(GAP), painter.glyphs)
        severity = subject.severity_name.ljust(SEVERITY + len(GAP))
        return [marker, (severity, ink.amber if _is_severe(subject) else ink.quiet), (title, main), (cells, ink.quiet)]

    # About one

    def _about(
        self, subject: Escalation | CauseCost, painter: Painter, width: int, most: int | None = None
    ) -> Iterator[Line]:
        """Yield the details of `subject`, in lines of `width` cells after a gap: of a story that has more than `most`
        lines, the newest events; by default all."""
        lines = (
            self._cause(subject, painter, width)
            if isinstance(subject, CauseCost)
            else self._story(subject, painter, width, most)
        )
        yield from ([(GAP, painter.ink.plain), *line] for line in lines)

    def _cause(self, one: CauseCost, painter: Painter, width: int) -> Iterator[Line]:
        texts = (words.cost(one), words.span(one, self.context.today), words.community(one))
        yield from _wrapped(words.cause_name(one), painter, width, is_title=True)
        for text in filter(None, texts):
            yield from _wrapped(text, painter, width)

    def _story(self, item: Escalation, painter: Painter, width: int, most: int | None) -> Iterator[Line]:
        now, today, schedule = self.context
        head = list(_wrapped(item.title, painter, width, is_title=True))
        amber = len(item.severity_name) if _is_severe(item) else 0
        for n, line in enumerate(wrap(words.state(item, now), width, ALL, painter.glyphs)):
            cut = amber if n == 0 else 0
            head.append([(line[:cut], painter.ink.amber), (line[cut:], painter.ink.plain)])
        facts = list(words.details(item))
        outcome = [fact for fact in facts if fact[0] == words.OUTCOME]
        events = [words.event(one, item, now, today, schedule) for one in events_of(item)]
        label = max(cell_len(name) for name, _ in (*facts, *events)) + len(GAP)

        def rows(part: Sequence[tuple[str, str]]) -> list[list[Line]]:
            return [
                [
                    [(pad(name if n == 0 else "", label), painter.ink.quiet), (line, painter.ink.plain)]
                    for n, line in enumerate(wrap(text, width - label, ALL, painter.glyphs))
                ]
                for name, text in part
            ]

        known, shown = rows([fact for fact in facts if fact not in outcome]), rows([*events, *outcome])
        if most is not None:
            known, shown = [], _newest(shown, most - len(head) - 1)
        yield from head
        for part in (known, shown):
            if part:
                yield []
            yield from (line for row in part for line in row)


def _newest(events: Sequence[list[Line]], most: int) -> list[list[Line]]:
    """Return the last of `events`, each given as lines, that have at most `most` lines together; at least one."""
    first, size = len(events), 0
    while first and (first == len(events) or size + len(events[first - 1]) <= most):
        first -= 1
        size += len(events[first])
    return list(events[first:])


def _wrapped(text: str, painter: Painter, width: int, *, is_title: bool = False) -> Iterator[Line]:
    style = painter.ink.strong if is_title else painter.ink.plain
    yield from ([(line, style)] for line in wrap(text, width, ALL, painter.glyphs))


def _split(text: str, values: Sequence[str], columns: Sequence[int], width: int, glyphs: Glyphs) -> tuple[str, str]:
    """Return `text`, cut to what `columns` leave of `width`, and the `values` in these columns. If a title
    would have fewer cells than TITLE, the last column is left out."""
    if columns is COLUMNS and width < TITLE + sum(len(GAP) + abs(size) for size in columns):
        values, columns = values[:-1], columns[:-1]
    cells = "".join(
        GAP + (align_right(value, size, glyphs) if size > 0 else pad(value, -size, glyphs))
        for value, size in zip(values, columns, strict=True)
    )
    return pad(text, max(width - cell_len(cells), 10), glyphs), cells


def _is_severe(item: Escalation) -> bool:
    return item.unresolved and (item.severity or 0) >= SEVERE


class EscalationsPage(PagedView):
    """The list, or all details of one."""

    content: EscalationsContent | None = None

    def show_content(self, content: EscalationsContent, *, from_top: bool = False) -> None:
        """Draw `content`."""
        self.content = content
        self.show(content, from_top=from_top)
