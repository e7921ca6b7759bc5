"""The pages of what is open, of asks and of wins across a team. Each draws what it is given and reckons nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from cmcheckin.sharing.share_file import Reply, day_made
from cmcheckin.sharing.team import TeamItem, TeamWin
from cmcheckin.ui.kit.line_widget import Line, Run
from cmcheckin.ui.kit.painter import Painter
from cmcheckin.ui.kit.text_cells import align_right, fit, pad
from cmcheckin.ui.review.people import MEASURE, empty, said
from cmcheckin.wording import review as words
from cmcheckin.wording.formats import short_date
from cmcheckin.wording.review_facts import item_facts, win_facts

LEAD, AGE = 10, 10
"""Cells of a severity, and of an age."""


@dataclass(frozen=True)
class HeldView:
    """Escalations or asks across the team."""

    FOOT_GROWS: ClassVar[bool] = False

    rows: Sequence[TeamItem]
    none: str
    """What is said when there is nothing."""
    asks: bool
    replies: Sequence[Reply]

    def head(self, painter: Painter, width: int) -> Sequence[Line]:
        if not self.rows:
            return empty(painter, width, self.none)
        lead, name, title = held_columns(width - 2, asks=self.asks)
        first, what, whose, age = words.ASK_COLUMNS if self.asks else words.OPEN_COLUMNS
        cut = [pad(text, room, painter.glyphs) for text, room in ((first, lead), (what, title), (whose, name))]
        return [[(f"  {cut[0]}{cut[1]}  {cut[2]}  {align_right(age, AGE, painter.glyphs)}", painter.ink.quiet)]]

    def row(self, painter: Painter, width: int, n: int, marked: bool) -> Line:
        held = self.rows[n]
        first = "" if self.asks else words.severity_or_kind(held.item.severity)
        replied = bool(replies_about(held.item.id, held.person, self.replies))
        return held_row(painter, width, held, marked, first=first, replied=replied)

    def foot(self, painter: Painter, width: int, n: int | None) -> Sequence[Line]:
        if n is None:
            return ()
        held = self.rows[n]
        return list(held_told(painter, width, held, self.replies))


def replies_about(id_: str, person: str, replies: Sequence[Reply]) -> list[Reply]:
    """Those that speak of the win, escalation or ask of this id, of this person."""
    return [one for one in replies if (one.to, one.about) == (person, id_)]


def held_columns(width: int, *, asks: bool) -> tuple[int, int, int]:
    """Cells of the severity, of whose it is, and of what it is."""
    lead, name = 0 if asks else LEAD, 16 if width < MEASURE else 28
    return lead, name, min(width, MEASURE) - lead - name - 4 - AGE


def held_row(
    painter: Painter,
    width: int,
    held: TeamItem,
    marked: bool,
    first: str,
    owner: str | None = None,
    *,
    replied: bool = False,
) -> Line:
    """`high   Spam wave in #help          Ada   3 days`, the severity left out where there is none. `owner` stands in
    place of the name where all are one person's."""
    ink = painter.ink
    leads, names, titles = held_columns(width, asks=not first and held.item.kind == "ask")
    lead = pad(first, leads, painter.glyphs)
    whose = words.person_name(held.name, held.person) if owner is None else owner
    name = pad(whose, names, painter.glyphs)
    age = f"{painter.glyphs.check} {words.REPLY_MARK}" if replied else words.age(held.days)
    age = align_right(age, AGE, painter.glyphs)
    title = pad(held.item.title, titles, painter.glyphs)
    heavy = (held.item.severity or 0) >= 4
    return [
        (lead, ink.accent if heavy else ink.quiet),
        (f"{title}  ", ink.strong if marked else ink.plain),
        (f"{name}  ", ink.quiet),
        (age, ink.accent if replied else ink.quiet),
    ]


def held_told(painter: Painter, width: int, held: TeamItem, replies: Sequence[Reply]) -> Iterator[Line]:
    """All that was shared of an escalation or ask, and what was replied to it."""
    item = held.item
    yield from said(painter, width, item.title, 2, painter.ink.strong)
    facts = item_facts(
        what=words.severity_or_kind(item.severity, item.kind),
        opened=item.opened,
        status=item.status,
        handed_to=item.handed_to,
        told=held.stale_since,
        spent=item.minutes,
        outside=item.out_of_hours,
        could_wait=item.could_wait,
        cause=item.cause,
        resolved=item.resolved,
        outcome=item.outcome,
    )
    yield from facts_told(painter, width, facts, 3)
    yield from told_replies(painter, width, replies_about(item.id, held.person, replies))


def facts_told(painter: Painter, width: int, facts: Iterable[str], lines: int) -> Iterator[Line]:
    """Facts one after the other, in at most so many lines."""
    yield from said(
        painter, width, f" {painter.glyphs.middle} ".join(fact for fact in facts if fact), lines, painter.ink.quiet
    )


def told_replies(painter: Painter, width: int, replies: Sequence[Reply]) -> Iterator[Line]:
    """What was replied, the latest last."""
    for reply in replies[-2:]:
        lead = words.reply_line(reply.kind, reply.sender, day_made(reply.made))
        text = f": {reply.text}" if reply.text else ""
        yield from said(painter, width, f"{painter.glyphs.check} {lead}{text}", 2, painter.ink.accent)


@dataclass(frozen=True)
class WinsView:
    """Wins across the team, the latest first."""

    FOOT_GROWS: ClassVar[bool] = False

    rows: Sequence[TeamWin]
    none: str
    replies: Sequence[Reply]

    def head(self, painter: Painter, width: int) -> Sequence[Line]:
        if not self.rows:
            return empty(painter, width, self.none)
        day, what, kind, whose = words.WIN_COLUMNS
        room = _beside_name(width - 2) - 19
        return [[(f"  {day:>6}  {pad(what, room, painter.glyphs)}{kind:>11}  {whose}", painter.ink.quiet)]]

    def row(self, painter: Painter, width: int, n: int, marked: bool) -> Line:
        won = self.rows[n]
        name = fit(words.person_name(won.name, won.person), 16 if width < MEASURE else 28, painter.glyphs)
        return [*win_row(painter, _beside_name(width), won, marked, self.replies), (f"  {name}", painter.ink.quiet)]

    def foot(self, painter: Painter, width: int, n: int | None) -> Sequence[Line]:
        return () if n is None else list(win_told(painter, width, self.rows[n], self.replies))


def _beside_name(width: int) -> int:
    return min(width, MEASURE) - (18 if width < MEASURE else 30)


def win_row(painter: Painter, width: int, won: TeamWin, marked: bool, replies: Sequence[Reply]) -> list[Run]:
    """`12 Nov  First-time poster answered three others   thanked`"""
    ink, win, width = painter.ink, won.win, min(width, MEASURE)
    thanked = bool(replies_about(win.id, won.person, replies))
    end = align_right(f"{painter.glyphs.check} {words.THANKED}" if thanked else win.kind, 11, painter.glyphs)
    return [
        (align_right(short_date(win.day), 6, painter.glyphs) + "  ", ink.quiet),
        (pad(win.text, width - 19, painter.glyphs), ink.strong if marked else ink.plain),
        (end, ink.accent if thanked else ink.quiet),
    ]


def win_told(painter: Painter, width: int, won: TeamWin, replies: Sequence[Reply]) -> Iterator[Line]:
    """The win in full, and what was replied to it."""
    yield from said(painter, width, won.win.text, 3, painter.ink.strong)
    yield from facts_told(painter, width, win_facts(won.win.kind, won.win.sender, won.win.day), 1)
    yield from told_replies(painter, width, replies_about(won.win.id, won.person, replies))
