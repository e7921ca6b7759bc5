"""The first page of the review: what needs the manager, one section after another, and then everybody."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final, NamedTuple, TypeAlias

from rich.cells import cell_len

from cmcheckin.sharing.attention import SECTIONS, Attention, HelpRequest, Recognition, TeamResponse, mark_keys
from cmcheckin.sharing.follow_up import Mark
from cmcheckin.sharing.share_file import Reply, day_made
from cmcheckin.sharing.summary import stale_since
from cmcheckin.sharing.team import Person, PersonRow, TeamItem
from cmcheckin.sharing.team_leave import is_leave_week, leave_note
from cmcheckin.ui.kit.line_widget import Line, Run, line_width
from cmcheckin.ui.kit.painter import Painter
from cmcheckin.ui.kit.text_cells import align_right, fit, pad
from cmcheckin.ui.review.open_items import fact_lines, item_details, reply_lines, severity_style
from cmcheckin.ui.review.people import ROW, empty_lines, mark_lines, name_cell, paragraph, question_lines
from cmcheckin.wording import needs_you as words
from cmcheckin.wording import review
from cmcheckin.wording.formats import dated, quoted
from cmcheckin.wording.range_marks import CANNOT_TELL, brief_mark
from cmcheckin.wording.reply import answered_reply
from cmcheckin.wording.review_facts import as_of, hours_with_usual

Subject: TypeAlias = HelpRequest | TeamItem | TeamResponse | Recognition | PersonRow
NAME, NAME_MOST, NAME_WIDE = 14, 20, 28
"""Fewest cells of a name, and most in a narrow and in a wide window."""
SEVERITY: Final = 8
"""Width of a severity, in cells."""
MAX_WINS: Final = 3
"""Most wins listed below a person whose recognition is due."""
FEW: Final = 2
"""Rows that each section gets before any gets more."""


class _Row(NamedTuple):
    """A heading with the number of rows hidden below it, or a row about `subject`, or an empty line."""

    title: str = ""
    hidden: int = 0
    subject: Subject | None = None


def allot(counts: Sequence[int], lines: int) -> list[int]:
    """Return how many rows of each section are shown in `lines` lines, given the `counts` of rows of those that aren't
    empty. Each has a heading too.

    The first sections get their rows first, but each gets FEW if there is room for that. The last one, people, gets
    what is left.
    """
    shown, left = [0] * len(counts), lines - len(counts)
    for most in (1, FEW, *range(FEW + 1, max(counts, default=0) + 1)):
        for n, number in enumerate(counts[:-1] if most > FEW else counts):
            if left > 0 and shown[n] < min(number, most):
                shown[n], left = shown[n] + 1, left - 1
        if left <= 0:
            break
    if left > 0 and counts:
        shown[-1] = min(counts[-1], shown[-1] + left)
    return shown


@dataclass(frozen=True)
class NeedsView:
    """Everything that needs the manager, and a line about each person."""

    attention: Attention
    """What is shown. Its people are in the order of their rows."""
    person: Callable[[str], Person]
    """Returns the last weeks of the person with an id."""
    marks: Mapping[str, Mark]
    """The manager's own marks."""
    outside: Collection[str]
    """The ids of people with a figure outside their normal range, as far as their weeks were read."""
    replies: Sequence[Reply]
    today: date
    unread: str
    """A sentence about the files that aren't included."""
    none: Sequence[str]
    """The text if there is nobody: what is missing, and what to do."""
    lines: int
    """Lines for the rows; 0 to show all of them."""
    filter: str
    """The words that rows must contain."""

    @cached_property
    def _rows(self) -> Sequence[_Row]:
        found: list[tuple[str, Sequence[Subject]]] = [
            (name, rows) for name in SECTIONS if (rows := getattr(self.attention, name))
        ]
        counts = [len(rows) for _, rows in found]
        gaps = len(found) - 1
        has_air = not self.lines or self.lines - gaps >= sum(1 + min(number, FEW) for number in counts)
        shown = allot(counts, self.lines - gaps * has_air) if self.lines else counts
        listed: list[_Row] = []
        for (name, rows), number in zip(found, shown, strict=True):
            is_people = name == "people"
            outside = sum(row.person in self.outside for row in rows) if is_people else 0
            title = words.section_title(name, len(rows), outside)
            if is_people and number < len(rows):  # those outside their normal range first, still by name
                rows = sorted(rows, key=lambda row: row.person not in self.outside)
            listed.append(_Row(title, len(rows) - number))
            listed += [_Row(subject=subject) for subject in rows[:number]]
            listed += [_Row()] * has_air
        return listed[:-1] if has_air else listed

    @cached_property
    def _longest_name(self) -> int:
        """Return the cells of the longest name that is shown."""
        subjects = (row.subject for row in self._rows if row.subject)
        return max((cell_len(review.person_name(one.name, one.person)) for one in subjects), default=0)

    @cached_property
    def rows(self) -> Sequence[Subject | None]:
        return [row.subject for row in self._rows]

    def hides(self, n: int) -> bool:
        """Return whether the row at index `n` is a heading with hidden rows."""
        return self._rows[n].hidden > 0

    @property
    def hides_any(self) -> bool:
        """Whether not all rows are shown."""
        return self._first_hidden >= 0

    @cached_property
    def _first_hidden(self) -> int:
        """Return the index of the first heading with hidden rows; -1 if there is none."""
        return next((n for n, row in enumerate(self._rows) if row.hidden), -1)

    def head(self, painter: Painter, width: int) -> Sequence[Line]:
        found = self.attention
        if not self._rows:
            return empty_lines(painter, width, *self.none, self.unread)
        unread: Line = [(fit(self.unread, width, painter.glyphs), painter.ink.plain)]
        severities = [item.item.severity for item in found.escalations]
        parts = words.summary(
            len(found.help), len(found.asks), severities, len(found.responses), len(found.recognition)
        )
        if not parts and not self.filter:
            hint = list(paragraph(painter, width, words.NOTHING_HINT, 4, painter.ink.quiet))
            return [[(words.NOTHING_WAITS, painter.ink.strong)], *hint, unread]
        line: list[Run] = []
        for text, is_severe in parts:
            more: list[Run] = [(f" {painter.glyphs.middle} ", painter.ink.quiet)] * bool(line)
            more.append((text, painter.ink.amber_strong if is_severe else painter.ink.strong))
            line += more if line_width([*line, *more]) <= width else []
        return [line, unread]

    def row(self, painter: Painter, width: int, n: int, selected: bool) -> Line:
        ink, row = painter.ink, self._rows[n]
        subject = row.subject
        if subject is None:
            width = min(width, ROW + 2)  # a heading has no marker
            hint = words.HIDDEN_HINT if n == self._first_hidden else ""
            hidden = words.HIDDEN.format(count=row.hidden) + hint if row.hidden else ""
            title = fit(row.title, width, painter.glyphs)
            return [(title, ink.strong), (align_right(hidden, width - len(title), painter.glyphs), ink.quiet)]
        width = min(width, ROW)
        room = min(max(self._longest_name, NAME), NAME_WIDE if width >= ROW else NAME_MOST)
        name = name_cell(painter, subject.name, subject.person, room)
        end = self._end(subject)
        line: list[Run] = [(f"{name}  ", ink.chosen if selected else ink.plain)]
        left = width - room - 2 - (cell_len(end) + 2 if end else 0)
        for text, style in self._text(painter, subject, left):
            line.append((fit(text, left, painter.glyphs), style))
            left -= cell_len(line[-1][0])
        return [*line, (" " * (left + 2) + end, ink.quiet)]

    def _text(self, painter: Painter, subject: Subject, room: int) -> Iterator[Run]:
        """Yield the texts of a row, of which `room` cells are shown."""
        ink = painter.ink
        match subject:
            case HelpRequest():
                yield quoted(subject.text), ink.plain
            case TeamItem(item=item):
                if item.kind != "ask":
                    severity = pad(review.severity_or_kind(item.severity), SEVERITY, painter.glyphs)
                    yield severity, severity_style(ink, item.severity)
                yield item.title, ink.plain
            case TeamResponse():
                yield quoted(subject.response.text), ink.plain
            case Recognition(wins=(win, *more)):
                end = words.AND_MORE.format(number=len(more)) if more else ""
                yield fit(words.win_text(win.text, win.sender), room - cell_len(end), painter.glyphs), ink.plain
                yield end, ink.quiet
            case PersonRow():
                yield from self._person(painter, subject)

    def _person(self, painter: Painter, row: PersonRow) -> Iterator[Run]:
        """Yield leave, figures outside the person's normal range, or else the hours of the last week they shared."""
        week, marks = row.week, self.person(row.person).marks
        leave = leave_note(row.leave, week.week if week else None, self.today)
        between = f" {painter.glyphs.middle} "
        parts: list[Run] = [(leave, painter.ink.plain)] if leave else []
        parts += [(brief_mark(mark.figure, mark.value, mark.low, mark.high), painter.ink.amber) for mark in marks]
        if week is not None and not marks and not is_leave_week(row.leave, week.week):
            hours = hours_with_usual(week.hours, week.usual_hours, row.coverage)
            parts += [(hours, painter.ink.quiet)] if hours else []
        for n, part in enumerate(parts):
            yield from [(between, painter.ink.quiet)] * bool(n)
            yield part

    def _end(self, subject: Subject) -> str:
        """Return the text at the right of a row: age, date, or the manager's mark."""
        marks = (self.marks.get(key) for key in mark_keys(subject)[:1])
        parts = [words.mark_text(*mark, self.today) for mark in marks if mark is not None]
        match subject:
            case HelpRequest():
                replied = words.replied_on(day_made(subject.reply.made), self.today) if subject.reply else ""
                parts += [as_of(subject.stale_since, self.today), replied]
            case TeamItem():
                parts += [as_of(subject.stale_since, self.today), review.age(subject.days)]
            case TeamResponse():
                parts.append(dated(subject.response.made, self.today))
            case Recognition():
                parts.append(dated(subject.wins[0].day, self.today))
            case PersonRow():
                stale = as_of(stale_since(day_made(subject.made), self.today), self.today)
                weeks = [mark.week for mark in self.person(subject.person).marks[:1]]
                weeks += [subject.week.week] if subject.week else []
                parts += [stale] if stale else map(words.week_name, weeks[:1])
        return ", ".join(filter(None, parts))

    def foot(self, painter: Painter, width: int, n: int) -> Iterator[Line]:
        subject, ink = self._rows[n].subject, painter.ink
        match subject:
            case HelpRequest():
                yield from paragraph(painter, width, subject.text, 6, ink.strong)
                yield from fact_lines(painter, width, (subject.name, review.shared_on(None, subject.asked)), 1)
                yield from reply_lines(painter, width, [subject.reply] if subject.reply else [])
            case TeamItem():
                yield from item_details(painter, width, subject, self.replies, self.today)
            case TeamResponse():
                reply = subject.reply
                yield from paragraph(painter, width, subject.response.text, 6, ink.strong)
                about = answered_reply(subject.response.kind, reply.text or reply.about_text if reply else "")
                yield from paragraph(painter, width, about, 2, ink.quiet)
            case Recognition():
                for win in subject.wins[:MAX_WINS]:
                    text = f"{painter.glyphs.bullet} {words.win_text(win.text, win.sender)}"
                    yield from paragraph(painter, width, text, 2)
            case PersonRow():
                person = self.person(subject.person)
                yield from mark_lines(painter, width, person)
                yield from question_lines(painter, width, person, self.today)
                yield from paragraph(painter, width, CANNOT_TELL if person.marks else "", 2, ink.quiet)
