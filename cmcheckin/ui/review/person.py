"""The page of one person: what to ask, what is open, asks, wins, and their weeks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from rich.cells import cell_len

from cmcheckin.domain.numbers import whole
from cmcheckin.domain.week import Week
from cmcheckin.sharing.follow_up import Mark, item_key
from cmcheckin.sharing.share_file import Reply, ShareEscalation, ShareWeek
from cmcheckin.sharing.shared_facts import activities_of, answers_of, figures_of, metrics_of, rating_word
from cmcheckin.sharing.team import Person, TeamItem, TeamWin, calendar_weeks
from cmcheckin.ui.kit.line_widget import Line
from cmcheckin.ui.kit.painter import Painter
from cmcheckin.ui.kit.text_cells import align_points, align_right, fit, pad
from cmcheckin.ui.review.open_items import (
    fact_lines,
    item_details,
    item_row,
    replies_about,
    reply_lines,
    win_details,
    win_row,
)
from cmcheckin.ui.review.people import (
    ROW,
    TREND,
    grouped_rows,
    mark_lines,
    paragraph,
    question_lines,
    trend_columns,
    usual_mark,
)
from cmcheckin.wording import review as words
from cmcheckin.wording.record_words import WORKLOAD
from cmcheckin.wording.review_facts import (
    Coverage,
    hours_with_usual,
    week_row_facts,
)

RECENT_DAYS: Final = 28
"""Days up to the latest win whose wins are listed."""
BAR: Final = 20
"""Most cells of a week's bar, for BAR_HOURS or the person's longest week."""
BAR_HOURS: Final = 60.0


def week_details(painter: Painter, width: int, week: ShareWeek, coverage: Coverage) -> Iterator[Line]:
    """Yield all that was shared of a week."""
    hours = hours_with_usual(week.hours, week.usual_hours, coverage)
    first = words.WEEK_TITLE.format(number=week.week.number, year=week.week.year)
    yield [(f"{first}  " if hours else first, painter.ink.strong), (hours, painter.ink.plain)]
    yield from fact_lines(painter, width, figures_of(week), 3)
    yield from fact_lines(painter, width, activities_of(week), 2)
    yield from paragraph(painter, width, words.community_feels(week.community_feels), 2)
    yield from fact_lines(painter, width, metrics_of(week), 2)
    yield from fact_lines(painter, width, answers_of(week), 3)


@dataclass(frozen=True)
class PersonView:
    """All that a person shared, or only what is about `week`."""

    person: Person
    today: date
    replies: Sequence[Reply]
    """The replies to this person."""
    marks: Mapping[str, Mark]
    """The manager's own marks."""
    week: Week | None = None

    @cached_property
    def _rows(self) -> tuple[tuple[str, object | None], ...]:
        row, week = self.person.row, self.week
        found = [item for item in self.person.escalations if week is None or _in(item, week)]
        asks = [item for item in self.person.asks if week is None or _in(item, week)]
        latest = self.person.wins[0].day if self.person.wins else self.today
        wins = [
            TeamWin(row.person, row.name, win)
            for win in self.person.wins
            if (win.day in week if week is not None else (latest - win.day).days < RECENT_DAYS)
        ]
        groups: tuple[tuple[str, Sequence[object]], ...] = (
            (words.OPEN, [self._item(item) for item in found if item.status != "resolved"]),
            (words.ASKS, [self._item(item) for item in asks if item.status != "resolved"]),
            (words.WINS, wins),
            (words.WEEKS, list(reversed(self.person.weeks)) if week is None else []),
            (words.RESOLVED, [self._item(item) for item in found if item.status == "resolved"]),
            (words.ANSWERED, [self._item(item) for item in asks if item.status == "resolved"]),
        )
        return tuple(grouped_rows(groups))

    @cached_property
    def _most_hours(self) -> float:
        """Return the hours of a whole bar."""
        return max([BAR_HOURS, *(week.hours or 0 for week in self.person.weeks)])

    @cached_property
    def _hours(self) -> dict[Week, str]:
        """Return the hours of each week, aligned at their decimal points."""
        weeks = self.person.weeks
        hours = align_points([words.number_cell(week.hours) for week in weeks])
        return dict(zip((week.week for week in weeks), hours, strict=True))

    def _item(self, item: ShareEscalation) -> TeamItem:
        return TeamItem.of(self.person.row, item, self.today)

    @cached_property
    def rows(self) -> Sequence[object | None]:
        return [subject for _, subject in self._rows]

    def head(self, painter: Painter, width: int) -> Sequence[Line]:
        if self.week is not None:
            shared = next((shared for shared in self.person.weeks if shared.week == self.week), None)
            if shared is None:
                return [*paragraph(painter, width, words.NO_WEEK, 1, painter.ink.quiet), []]
            return [*week_details(painter, width, shared, self.person.coverage[shared.week]), []]
        weeks = calendar_weeks(self.person.weeks, TREND)
        row = self.person.row
        last = row.week
        found: list[Line] = []
        if last is not None and any(week.hours is not None for week in weeks):
            drawn, style = trend_columns(painter, weeks)
            facts = f"  {hours_with_usual(last.hours, last.usual_hours, row.coverage)}"
            found.append([(drawn.lstrip(), style), (fit(facts, width - TREND, painter.glyphs), painter.ink.quiet)])
        found += mark_lines(painter, width, self.person)
        found += question_lines(painter, width, self.person, self.today, None if width >= ROW else 1)
        to_all = [reply for reply in self.replies if not reply.about]
        return [*found, *reply_lines(painter, width, to_all), []]

    def row(self, painter: Painter, width: int, n: int, selected: bool) -> Line:
        title, subject = self._rows[n]
        match subject:
            case TeamItem(person=person, item=item):
                resolved = item.status == "resolved"
                first = "" if item.kind == "ask" else words.severity_or_kind(item.severity) or item.kind
                owner = words.status_text(item.status, item.handed_to)
                mark = self.marks.get(item_key("item", person, item.id))
                replied = not resolved and bool(replies_about(item.id, person, self.replies))
                return item_row(
                    painter, width, subject, selected, first, owner, today=self.today, replied=replied, mark=mark
                )
            case TeamWin():
                return win_row(painter, width, subject, selected, self.replies)
            case ShareWeek(week=week):
                side, most = self.person.hours_side(subject), self._most_hours
                coverage = self.person.coverage[week]
                return _week_row(painter, width, subject, selected, self._hours[week], coverage, side, most)
        return [(title, painter.ink.strong)]

    def foot(self, painter: Painter, width: int, n: int) -> Iterable[Line]:
        subject = self._rows[n][1]
        match subject:
            case TeamItem():
                return item_details(painter, width, subject, self.replies, self.today)
            case TeamWin():
                return win_details(painter, width, subject, self.replies, self.today)
            case ShareWeek():
                return week_details(painter, width, subject, self.person.coverage[subject.week])
        return ()


def _in(item: ShareEscalation, week: Week) -> bool:
    """Return whether `item` was open at some time in `week`."""
    return item.opened <= week.sunday and (item.resolved is None or item.resolved >= week.monday)


def _week_row(
    painter: Painter,
    width: int,
    week: ShareWeek,
    selected: bool,
    hours_text: str,
    coverage: Coverage,
    side: int,
    most: float,
) -> Line:
    """Return `47  16 Nov   44 ━━━━━━━━━━━━━   usually 40   2 h 5 m after hours`.

    `side`: 1 if the hours are above the person's normal range, -1 if below it. `most`: the hours of a whole bar.
    """
    hours, ink = week.hours, painter.ink
    cells = min(whole((hours or 0) * BAR / most), BAR)
    bar = pad(painter.glyphs.bar * max(cells, 1) if hours else painter.glyphs.unknown, BAR, painter.glyphs)
    usual = None if hours is None else week.usual_hours
    workload = rating_word(week.workload, WORKLOAD)
    after, days_off, nights = week.after_hours_minutes, week.days_off_worked, week.night_pings
    facts = list(week_row_facts(usual, after, days_off, nights, workload, coverage))
    room = width - BAR - 23
    while len(facts) > 1 and cell_len(", ".join(facts)) > room:  # the details below have all of them
        facts.pop()
    return [
        (f"{words.week_row(week.week)}  ", painter.ink.strong if selected else painter.ink.plain),
        (align_right(hours_text, 6, painter.glyphs), ink.amber if side else ink.strong if selected else ink.plain),
        usual_mark(painter, side),
        (" ", painter.ink.quiet),
        (f"{bar}  ", painter.ink.accent if selected else painter.ink.soft),
        (fit(", ".join(facts), room, painter.glyphs), painter.ink.quiet),
    ]
