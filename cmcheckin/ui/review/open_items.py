"""The pages of open escalations, asks and wins across a team."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from rich.cells import cell_len
from rich.style import Style

from cmcheckin.domain.escalation import SEVERE
from cmcheckin.sharing.follow_up import Mark, item_key
from cmcheckin.sharing.share_file import Reply
from cmcheckin.sharing.shared_facts import facts_of_entry, facts_of_item, replies_to_entry, reply_text
from cmcheckin.sharing.team import TeamItem, TeamWin
from cmcheckin.ui.kit.line_widget import Line, Run
from cmcheckin.ui.kit.painter import Painter
from cmcheckin.ui.kit.text_cells import align_right, fit, pad
from cmcheckin.ui.review.people import ROW, empty_lines, name_cell, paragraph
from cmcheckin.ui.theme import Ink
from cmcheckin.wording import review as words
from cmcheckin.wording.formats import short_date
from cmcheckin.wording.needs_you import MARK_NAMES
from cmcheckin.wording.review_facts import as_of, win_facts

LEAD, AGE = 10, 10
"""Cells of the severity and of the age."""
LEAST_TITLE: Final = 20
"""Least cells of a title that has someone named beside it."""
OWNER: Final = 28
"""Most cells of who has an entry."""


def severity_style(ink: Ink, severity: int | None) -> Style:
    """Return the style of a severity: amber for high and crisis."""
    return ink.amber if (severity or 0) >= SEVERE else ink.quiet


@dataclass(frozen=True)
class ItemsView:
    """The escalations or asks of a team."""

    rows: Sequence[TeamItem]
    none: Sequence[str]
    """What is shown if there are no rows: what is missing, and what to do."""
    asks: bool
    replies: Sequence[Reply]
    marks: Mapping[str, Mark]
    """The manager's own marks."""
    today: date

    def head(self, painter: Painter, width: int) -> Sequence[Line]:
        if not self.rows:
            return empty_lines(painter, width, *self.none)
        lead, name, title = item_columns(width - 2, asks=self.asks)
        first, what, whose, age = words.ASK_COLUMNS if self.asks else words.OPEN_COLUMNS
        cut = [pad(text, room, painter.glyphs) for text, room in ((first, lead), (what, title), (whose, name))]
        return [[(f"  {cut[0]}{cut[1]}  {cut[2]}  {align_right(age, AGE, painter.glyphs)}", painter.ink.quiet)]]

    def row(self, painter: Painter, width: int, n: int, selected: bool) -> Line:
        entry = self.rows[n]
        first = "" if self.asks else words.severity_or_kind(entry.item.severity)
        replied = bool(replies_about(entry.item.id, entry.person, self.replies))
        mark = self.marks.get(item_key("item", entry.person, entry.item.id))
        return item_row(painter, width, entry, selected, first=first, replied=replied, mark=mark, today=self.today)

    def foot(self, painter: Painter, width: int, n: int) -> Iterator[Line]:
        return item_details(painter, width, self.rows[n], self.replies, self.today)


def replies_about(id_: str, person: str, replies: Sequence[Reply]) -> list[Reply]:
    """Return the replies about the win, escalation or ask `id_` of `person`."""
    return [reply for reply in replies if (reply.to, reply.about) == (person, id_)]


def item_columns(width: int, *, asks: bool) -> tuple[int, int, int]:
    """Return how many cells the severity, the name and the title get."""
    lead, name = 0 if asks else LEAD, 16 if width < ROW else 28
    return lead, name, min(width, ROW) - lead - name - 4 - AGE


def item_row(
    painter: Painter,
    width: int,
    entry: TeamItem,
    selected: bool,
    first: str,
    owner: str | None = None,
    *,
    today: date,
    replied: bool = False,
    mark: Mark | None = None,
) -> Line:
    """Return `high   Spam wave in #help          Ada   3 days`, without the severity if `first` is empty.

    `owner` replaces the name if all rows are about one person, and takes only the room it needs. It's left out where
    the title would have less than LEAST_TITLE, as the details of the selected row name it too. A reply or the
    manager's `mark` replaces the age. Old information has its day, with the year if it isn't that of `today`.
    """
    ink = painter.ink
    leads, names, titles = item_columns(width, asks=not first and entry.item.kind == "ask")
    stale = f", {as_of(entry.stale_since, today)}" if entry.stale_since else ""
    if owner is None:
        whose = name_cell(painter, entry.name, entry.person, names)
    else:
        whose, every = fit(owner, OWNER, painter.glyphs), titles + names
        if every - cell_len(whose) - len(stale) < min(cell_len(entry.item.title), LEAST_TITLE):
            whose = ""
        names = cell_len(whose)
        titles = every - names
    noted = words.REPLY_MARK if replied else MARK_NAMES[mark.state] if mark else ""
    sign = painter.glyphs.bullet if mark and mark.state == "talk" and not replied else painter.glyphs.check
    age = f"{sign} {noted}" if noted else words.age(entry.days)
    title = fit(entry.item.title, titles - len(stale), painter.glyphs)
    return [
        (pad(first, leads, painter.glyphs), severity_style(ink, entry.item.severity)),
        (title, ink.strong if selected else ink.plain),
        (pad(stale, titles - cell_len(title), painter.glyphs) + "  ", ink.quiet),
        (f"{pad(whose, names, painter.glyphs)}  ", ink.quiet),
        (align_right(age, AGE, painter.glyphs), ink.accent if noted else ink.quiet),
    ]


def item_details(
    painter: Painter, width: int, entry: TeamItem, replies: Sequence[Reply], today: date
) -> Iterator[Line]:
    """Yield all that was shared of an escalation or ask until `today`, and the replies to it."""
    yield from paragraph(painter, width, entry.item.title, 4, painter.ink.strong)
    yield from fact_lines(painter, width, facts_of_item(entry, today), 3)
    yield from reply_lines(painter, width, replies_about(entry.item.id, entry.person, replies))


def full_text(entry: TeamItem | TeamWin, replies: Sequence[Reply], today: date) -> str:
    """Return all that was shared of `entry` until `today`, and the replies to it, as paragraphs."""
    text, facts = facts_of_entry(entry, today)
    return "\n\n".join((text, " · ".join(facts), *map(reply_text, replies_to_entry(entry, replies))))


def fact_lines(painter: Painter, width: int, facts: Iterable[str], lines: int) -> Iterator[Line]:
    """Yield `facts` with dots between them, in at most `lines` lines."""
    text = f" {painter.glyphs.middle} ".join(filter(None, facts))
    yield from paragraph(painter, width, text, lines, painter.ink.quiet)


def reply_lines(painter: Painter, width: int, replies: Sequence[Reply]) -> Iterator[Line]:
    """Yield the last two of `replies`, the latest last."""
    for reply in replies[-2:]:
        yield from paragraph(painter, width, f"{painter.glyphs.check} {reply_text(reply)}", 2, painter.ink.accent)


@dataclass(frozen=True)
class WinsView:
    """The wins of a team, the latest first."""

    rows: Sequence[TeamWin]
    none: Sequence[str]
    replies: Sequence[Reply]
    today: date

    def head(self, painter: Painter, width: int) -> Sequence[Line]:
        if not self.rows:
            return empty_lines(painter, width, *self.none)
        day, what, kind, whose = words.WIN_COLUMNS
        room = _beside_name(width - 2) - 19
        return [[(f"  {day:>6}  {pad(what, room, painter.glyphs)}{kind:>11}  {whose}", painter.ink.quiet)]]

    def row(self, painter: Painter, width: int, n: int, selected: bool) -> Line:
        entry = self.rows[n]
        name = name_cell(painter, entry.name, entry.person, 16 if width < ROW else 28)
        return [*win_row(painter, _beside_name(width), entry, selected, self.replies), (f"  {name}", painter.ink.quiet)]

    def foot(self, painter: Painter, width: int, n: int) -> Iterator[Line]:
        return win_details(painter, width, self.rows[n], self.replies, self.today)


def _beside_name(width: int) -> int:
    return min(width, ROW) - (18 if width < ROW else 30)


def win_row(painter: Painter, width: int, entry: TeamWin, selected: bool, replies: Sequence[Reply]) -> list[Run]:
    """Return `12 Nov  First-time poster answered three others   thanked`."""
    ink, win, width = painter.ink, entry.win, min(width, ROW)
    thanked = bool(replies_about(win.id, entry.person, replies))
    end = align_right(f"{painter.glyphs.check} {words.THANKED}" if thanked else win.kind, 11, painter.glyphs)
    return [
        (align_right(short_date(win.day), 6, painter.glyphs) + "  ", ink.quiet),
        (pad(win.text, width - 19, painter.glyphs), ink.strong if selected else ink.plain),
        (end, ink.accent if thanked else ink.quiet),
    ]


def win_details(painter: Painter, width: int, entry: TeamWin, replies: Sequence[Reply], today: date) -> Iterator[Line]:
    """Yield the whole win as on `today`, and the replies to it."""
    yield from paragraph(painter, width, entry.win.text, 7, painter.ink.strong)
    yield from fact_lines(painter, width, win_facts(entry.win.kind, entry.win.sender, entry.win.day, today), 1)
    yield from reply_lines(painter, width, replies_about(entry.win.id, entry.person, replies))
