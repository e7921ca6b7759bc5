"""The page of all people, and the parts that the pages of a team share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final, TypeVar

from rich.cells import cell_len
from rich.style import Style

from cmcheckin.insight.stats import median
from cmcheckin.sharing.ranges import Figure
from cmcheckin.sharing.share_file import ShareWeek, day_made
from cmcheckin.sharing.summary import leave_line, stale_since
from cmcheckin.sharing.team import Person, PersonRow, Team, calendar_weeks, leave_ahead
from cmcheckin.sharing.team_leave import is_leave_week, leave_note, leave_now
from cmcheckin.ui.kit.line_widget import Line, Run, text_lines
from cmcheckin.ui.kit.painter import Painter, eighths
from cmcheckin.ui.kit.text_cells import MEASURE, align_points, align_right, fit, pad, wrap
from cmcheckin.wording import review as words
from cmcheckin.wording.formats import sentence_case, short_date
from cmcheckin.wording.needs_you import ON_LEAVE
from cmcheckin.wording.range_marks import CANNOT_TELL, WEEK_BEFORE, mark_text
from cmcheckin.wording.review_facts import as_of, partial_week, week_number
from cmcheckin.wording.week import minutes_cell

T = TypeVar("T")
SCALE: Final = (0.5, 1.5)
"""Ends of the scale of the small columns, in parts of the person's own median week. A longer week raises its top."""
TREND: Final = 12
"""Weeks in the small columns if there is room."""
TIGHT: Final = (15, 4, 6, 6, 0, 9, 4, 7, 5, 5, 5)
NARROW: Final = (16, 4, 6, 6, 9, 9, 4, 7, 5, 5, 5)
BROAD: Final = (16, 4, 6, 6, 13, 12, 10, 8, 6, 6, 6)
"""Cells of the columns by how wide the window is. All but the first are right-aligned. A column of 0 isn't shown."""
NAME_WIDE: Final = 24
HELP_ROOM: Final = 24
"""Cells beside the columns from which the column of what would help is shown."""
ROW: Final = 100
"""Most cells of a row, so that its ends aren't too far apart."""
COUNTED: Final[tuple[Figure, ...]] = ("after_hours_minutes", "days_off_worked", "night_pings")
"""The figures in the columns after the trend."""


def columns(width: int) -> Sequence[int]:
    """Return how many cells each column gets if there are `width`."""
    name, *others = next((cells for cells in (BROAD, NARROW) if width >= sum(cells) + 2), TIGHT)
    return (min(name + max(width - name - sum(others) - 2, 0), NAME_WIDE), *others)


def headings(width: int) -> Sequence[str]:
    """Return the titles of the columns."""
    cells = columns(width)
    names = words.COLUMNS if cells[1:] == BROAD[1:] else words.NARROW_COLUMNS
    return [name if room else "" for name, room in zip(names, cells, strict=True)]


def name_cell(painter: Painter, name: str, person: str, width: int) -> str:
    """Return the name of a person in exactly `width` cells. The name is shortened, not the id after it."""
    label = words.person_name(name, person)
    start, sign, end = label.rpartition(" (")
    room = width - cell_len(sign + end)
    if cell_len(label) > width and label.endswith(")") and room > 1:
        label = fit(start, room, painter.glyphs) + sign + end
    return pad(label, width, painter.glyphs)


def paragraph(painter: Painter, width: int, text: str, most: int, style: Style | None = None) -> Iterator[Line]:
    """Yield `text` in at most `most` lines."""
    yield from text_lines(text, style or painter.ink.plain, min(width, MEASURE), most, painter.glyphs)


def empty_lines(painter: Painter, width: int, *texts: str) -> list[Line]:
    """Return the lines of an empty page: what is missing, and what to do."""
    found: list[Line] = [[]]
    for n, text in enumerate(texts):
        found += paragraph(painter, width, text, 4, painter.ink.plain if n == 0 else painter.ink.quiet)
    return found


def grouped_rows(groups: Iterable[tuple[str, Sequence[T]]]) -> Iterator[tuple[str, T | None]]:
    """Yield the title of each group with the number of its rows, the rows, and an empty row. Empty groups are left out.

    Titles and empty rows come with None, as they can't be selected.
    """
    for title, found in groups:
        if found:
            yield f"{title}  {len(found):,}", None
            yield from (("", row) for row in found)
            yield "", None


def trend_columns(painter: Painter, weeks: Sequence[ShareWeek]) -> Run:
    """Return a column for the hours of each week, on a scale of the person's own, or a dot if they weren't shared."""
    shared = [week.hours for week in weeks if week.hours]
    middle = median(shared) if shared else 0.0
    scale = SCALE[0] * middle, max(SCALE[1] * middle, max(shared, default=0.0))
    drawn = (
        painter.glyphs.unknown if hours is None else painter.bar_up(max(eighths(hours, *scale, 1), 1) if hours else 0)
        for hours in (week.hours for week in weeks)
    )
    return "".join(drawn), painter.ink.soft


def usual_mark(painter: Painter, side: int) -> Run:
    """Return the sign of hours above the person's normal range if `side` is 1, below it if -1, and a space if 0."""
    marks = (" ", painter.glyphs.above, painter.glyphs.below)
    return marks[side], painter.ink.amber


def mark_lines(painter: Painter, width: int, person: Person) -> Iterator[Line]:
    """Yield a line for each figure outside the person's normal range, unless a question about it says so."""
    for mark in person.marks:
        text = mark_text(mark.figure, mark.value, mark.low, mark.high, mark.weeks)
        if any(text in question.evidence for question in person.questions):
            continue
        text = sentence_case(WEEK_BEFORE.format(number=mark.week.number) + text)
        yield from paragraph(painter, width, text, 1, painter.ink.amber)


@dataclass(frozen=True)
class PeopleView:
    """A row for each person with a file."""

    team: Team
    rows: Sequence[PersonRow]
    unread: str
    """A sentence about the files that aren't included."""
    person: Callable[[str], Person]
    """Returns all about a person, for the trends of visible rows and the questions of the selected one."""
    today: date

    def head(self, painter: Painter, width: int) -> Sequence[Line]:
        team = self.team
        if not team.rows:
            return empty_lines(painter, width, words.EMPTY, f"{words.EMPTY_HINT} {words.EMPTY_KEYS}", self.unread)
        found: list[Line] = [
            *paragraph(painter, width, CANNOT_TELL, 2, painter.ink.quiet),
            # This line is there even if it is empty, so that nothing moves when a file proves to be damaged later.
            [(fit(self.unread, width, painter.glyphs), painter.ink.plain)],
        ]
        if not self.rows:
            return [*found, *empty_lines(painter, width, words.NONE_MATCH)]
        names: list[Run] = [("  ", painter.ink.quiet)]
        for n, (name, room) in enumerate(zip(headings(width), columns(width), strict=True)):
            names.append(((align_right if n else pad)(name, room, painter.glyphs), painter.ink.quiet))
        if width - 2 - sum(columns(width)) > HELP_ROOM:
            names.append((f"   {words.HELP.lower()}", painter.ink.quiet))
        return [*found, names]

    def row(self, painter: Painter, width: int, n: int, selected: bool) -> Line:
        row = self.rows[n]
        room = columns(width + 2)
        week = row.week
        person = self.person(row.person)
        weeks = calendar_weeks(person.weeks, room[4] - 1) if room[4] else ()
        hours, usual = (series[n] for series in self._hours)
        side = person.hours_side(week) if week else 0
        outside = {mark.figure for mark in person.marks if week is not None and mark.week == week.week}
        counts = (
            minutes_cell(week.after_hours_minutes if week else None),
            words.number_cell(week.days_off_worked if week else None),
            words.number_cell(week.night_pings if week else None),
            str(len(row.open)) if "escalations" in row.fields else "",
            str(len(row.asks)) if "asks" in row.fields else "",
            str(len(row.wins)) if "wins" in row.fields else "",
        )
        ink = painter.ink
        name = name_cell(painter, row.name, row.person, room[0] - 1) + " "
        drawn, style = self._absence(painter, row, room[4] - 1) or trend_columns(painter, weeks)
        number = "" if week is None else week_number(week.week.number, row.coverage)
        line: list[Run] = [
            (name, ink.chosen if selected else ink.plain),
            (align_right(number, room[1], painter.glyphs), ink.quiet),
        ]
        if week is not None and is_leave_week(row.leave, week.week):
            leave, cells = leave_note(row.leave, week.week, self.today), sum(room[2:5])
            return [*line, ("  " + pad(fit(leave, cells - 2, painter.glyphs), cells - 2, painter.glyphs), ink.plain)]
        line += [
            (align_right(hours, room[2], painter.glyphs), ink.amber if side else ink.plain),
            usual_mark(painter, side),
            (align_right(usual, room[3] - 1, painter.glyphs), ink.quiet),
            (align_right(drawn, room[4], painter.glyphs), ink.accent if selected else style),
        ]
        for n, (value, cells) in enumerate(zip(counts, room[5:], strict=True)):
            is_outside = n < len(COUNTED) and COUNTED[n] in outside
            style = ink.amber_strong if is_outside else ink.quiet if value in ("0", words.NO_VALUE) else ink.plain
            line.append((align_right(value, cells, painter.glyphs), style))
        if (left := width - sum(room)) > HELP_ROOM:
            line.append((f"   {fit(row.help, left - 3, painter.glyphs)}", ink.quiet))
        return line

    def _absence(self, painter: Painter, row: PersonRow, room: int) -> Run | None:
        """Return the text in place of a person's trend: that they are on leave, or how old the information is; None for
        everybody else."""
        made = stale_since(day_made(row.made), self.today)
        text = ON_LEAVE if leave_now(row.leave, self.today) else as_of(made, self.today)
        return (text if len(text) <= room or made is None else short_date(made), painter.ink.quiet) if text else None

    @cached_property
    def _hours(self) -> tuple[list[str], list[str]]:
        """Return the hours and the usual hours of the rows, aligned at their decimal points."""
        weeks = [row.week for row in self.rows]
        return (
            align_points([words.number_cell(week.hours if week else None) for week in weeks]),
            align_points([words.number_cell(week.usual_hours if week else None) for week in weeks]),
        )

    def foot(self, painter: Painter, width: int, n: int) -> Iterator[Line]:
        row = self.rows[n]
        week = row.week
        leave = leave_note(row.leave, week.week if week else None, self.today)
        part = partial_week(week.week.number, week.hours, week.usual_hours, row.coverage) if week else ""
        stale = as_of(stale_since(day_made(row.made), self.today), self.today)
        facts = (leave, stale, part)
        text = f" {painter.glyphs.middle} ".join(filter(None, facts))
        yield from paragraph(painter, width, sentence_case(text), 1, painter.ink.quiet)
        yield from mark_lines(painter, width, self.person(row.person))
        yield from question_lines(painter, width, self.person(row.person), self.today)


def question_lines(
    painter: Painter, width: int, person: Person, today: date, most: int | None = None
) -> Iterator[Line]:
    """Yield what would help, in the person's words, then the questions worth asking, at most `most`, each with its
    evidence."""
    row = person.row
    if row.help:
        label = f"{', '.join(filter(None, (words.HELP, as_of(stale_since(day_made(row.made), today), today))))}  "
        first, *more = wrap(row.help, min(width, MEASURE) - len(label), 2, painter.glyphs)
        yield [(label, painter.ink.quiet), (first, painter.ink.strong)]
        yield from ([(" " * len(label) + line, painter.ink.strong)] for line in more)
    for one in leave_ahead(row):
        yield from paragraph(painter, width, leave_line(one), 1)
    if not person.questions:
        yield from paragraph(painter, width, words.NO_QUESTIONS, 2, painter.ink.quiet)
    for question in person.questions[:most]:
        bullet = f"{painter.glyphs.bullet} "
        for line in wrap(question.text, min(width, MEASURE) - 2, 2, painter.glyphs):
            yield [(bullet, painter.ink.accent), (line, painter.ink.plain)]
            bullet = "  "
        if question.kind != "help":
            yield [(f"  {fit(question.evidence, min(width, MEASURE) - 2, painter.glyphs)}", painter.ink.quiet)]
