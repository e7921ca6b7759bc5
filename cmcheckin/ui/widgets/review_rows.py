"""The pages of a team: people, what is open, asks, wins. Each draws what it is given and reckons nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from rich.style import Style

from cmcheckin.sharing.share_file import Reply, ShareEscalation
from cmcheckin.sharing.team import Held, Person, Row, Team, Won
from cmcheckin.ui.painting import Line, Run, fit, pad, right, wrap
from cmcheckin.ui.widgets.trend_bars import Pen, parts
from cmcheckin.wording import review as words
from cmcheckin.wording.week import minutes

SCALE: Final = (20, 60)
"""Hours a week from and to which the small columns reach, the same for everybody: from 0 all weeks would look alike."""
TREND: Final = 12
"""Weeks in them."""
NARROW: Final = (16, 4, 6, 6, 13, 9, 7, 5, 5, 5)
"""Cells of the columns; the last nine are set flush right, and the trend stands free."""
NAME_WIDE: Final = 24
HELP_ROOM: Final = 24
"""Cells beside the columns from which what would help stands there."""
MEASURE: Final = 100
"""Cells a line of running text may have."""


def columns(width: int) -> Sequence[int]:
    """Cells of the columns where there is so much room."""
    spare = max(width - sum(NARROW) - 2, 0)
    return (min(NARROW[0] + spare, NAME_WIDE), *NARROW[1:])


def said(pen: Pen, width: int, text: str, most: int, style: Style | None = None) -> Iterator[Line]:
    """Running text in at most so many lines."""
    for line in wrap(text, min(width, MEASURE), most, pen.glyphs):
        yield [(line, style or pen.ink.plain)]


def empty(pen: Pen, width: int, *texts: str) -> list[Line]:
    """What stands where there is nothing, and what one can do."""
    found: list[Line] = [[]]
    for n, text in enumerate(texts):
        found += said(pen, width, text, 4, pen.ink.plain if n == 0 else pen.ink.quiet)
    return found


def spark(pen: Pen, hours: Sequence[float | None]) -> Run:
    """Weeks as columns on one scale; a dot where none were told."""
    drawn = (
        pen.glyphs.unknown if one is None else pen.standing(max(parts(one, *SCALE, 1), 1) if one else 0)
        for one in hours
    )
    return "".join(drawn).rjust(TREND), pen.ink.soft


@dataclass(frozen=True)
class PeopleView:
    """Everybody with a file, a row each."""

    team: Team
    rows: Sequence[Row]
    sort: str
    filter: str
    unread: int
    """Files that could not be read."""
    person: Callable[[str], Person]
    """All of one person's, for the trend of the rows that are seen and the questions of the marked one."""

    def head(self, pen: Pen, width: int) -> Sequence[Line]:
        team = self.team
        if not team.rows:
            return empty(pen, width, words.EMPTY, words.EMPTY_HINT, words.unread(self.unread))
        across = words.open_across([one.item.severity for one in team.open], len(team.asks))
        weeks = [row.week for row in team.rows if row.week]
        summed = words.carried(
            sum(week.after_hours_minutes or 0 for week in weeks),
            sum(week.night_pings or 0 for week in weeks),
            len(team.wins),
        )
        found: list[Line] = [[(fit(across, width, pen.glyphs), pen.ink.plain)]]
        found.append([(fit(summed, width, pen.glyphs), pen.ink.quiet)])
        if self.unread:
            found.append([(fit(words.unread(self.unread), width, pen.glyphs), pen.ink.accent)])
        found.append([])
        if not self.rows:
            return [*found, *empty(pen, width, words.NONE_MATCH)]
        names = [pad(words.COLUMNS[0], columns(width)[0], pen.glyphs)]
        for n, (name, room) in enumerate(zip(words.COLUMNS, columns(width), strict=True)):
            if n:
                names.append(right(name, room, pen.glyphs))
        if width - 2 - sum(columns(width)) > HELP_ROOM:
            names.append(f"   {words.HELP.lower()}")
        return [*found, [("  " + "".join(names), pen.ink.quiet)]]

    def row(self, pen: Pen, width: int, n: int, marked: bool) -> Line:
        row = self.rows[n]
        room = columns(width + 2)
        week = row.week
        weeks = self.person(row.person).weeks[-TREND:]
        values = (
            "" if week is None else str(week.week.number),
            words.amount(week.hours if week else None),
            words.amount(week.usual_hours if week else None),
        )
        counts = (
            minutes(week.after_hours_minutes if week else None),
            words.amount(week.night_pings if week else None),
            str(len(row.open)) if "escalations" in row.fields else "",
            str(len(row.asks)) if "asks" in row.fields else "",
            str(len(row.wins)) if "wins" in row.fields else "",
        )
        ink = pen.ink
        name = pad(words.who(row.name, row.person), room[0] - 1, pen.glyphs) + " "
        drawn, style = spark(pen, [one.hours for one in weeks])
        line: list[Run] = [(name, ink.chosen if marked else ink.strong)]
        for at, value in enumerate(values, 1):
            line.append((right(value, room[at], pen.glyphs), ink.plain if at == 2 else ink.quiet))
        line.append((right(drawn, room[4], pen.glyphs), ink.accent if marked else style))
        for at, value in enumerate(counts, 5):
            nothing = value in ("0", words.NOTHING)
            line.append((right(value, room[at], pen.glyphs), ink.faint if nothing else ink.plain))
        if (left := width - sum(room)) > HELP_ROOM:
            line.append((f"   {fit(row.help, left - 3, pen.glyphs)}", ink.quiet))
        return line

    def foot(self, pen: Pen, width: int, n: int | None) -> Sequence[Line]:
        if n is None:
            return ()
        return list(asked(pen, width, self.person(self.rows[n].person)))


def asked(pen: Pen, width: int, person: Person) -> Iterator[Line]:
    """The questions worth asking, each with what it rests on; what would help first, in the person's own words."""
    row = person.row
    if row.help:
        label = f"{words.HELP}  "
        first, *more = wrap(row.help, min(width, MEASURE) - len(label), 2, pen.glyphs)
        yield [(label, pen.ink.quiet), (first, pen.ink.strong)]
        yield from ([(" " * len(label) + line, pen.ink.strong)] for line in more)
    if not person.questions:
        yield from said(pen, width, words.NOTHING_ASKED, 2, pen.ink.quiet)
    for question in person.questions:
        yield from said(pen, width, question.text, 2)
        if question.kind != "help":
            yield [(f"  {fit(question.evidence, width - 2, pen.glyphs)}", pen.ink.quiet)]


@dataclass(frozen=True)
class HeldView:
    """Escalations or asks across the team."""

    rows: Sequence[Held]
    none: str
    """What is said when there is nothing."""
    asks: bool
    replies: Sequence[Reply]

    def head(self, pen: Pen, width: int) -> Sequence[Line]:
        return () if self.rows else empty(pen, width, self.none)

    def row(self, pen: Pen, width: int, n: int, marked: bool) -> Line:
        held = self.rows[n]
        return held_row(pen, width, held, marked, first="" if self.asks else words.severity(held.item.severity))

    def foot(self, pen: Pen, width: int, n: int | None) -> Sequence[Line]:
        if n is None:
            return ()
        held = self.rows[n]
        return list(item_told(pen, width, held.item, [one for one in self.replies if one.about == held.item.id]))


def held_row(pen: Pen, width: int, held: Held, marked: bool, first: str, owner: str | None = None) -> Line:
    """`high   Spam wave in #help          Ada   3 days`, the severity left out where there is none. `owner` stands in
    place of the name where all are one person's."""
    ink = pen.ink
    lead = pad(first, 10, pen.glyphs) if first or held.item.kind != "ask" else ""
    whose = words.who(held.name, held.person) if owner is None else owner
    name = pad(whose, 16 if width < 100 else 28, pen.glyphs)
    age = right(words.days(held.days), 10, pen.glyphs)
    title = pad(held.item.title, width - len(lead) - (20 if width < 100 else 32) - 10, pen.glyphs)
    heavy = (held.item.severity or 0) >= 4
    return [
        (lead, ink.accent if heavy else ink.quiet),
        (f"{title}  ", ink.strong if marked else ink.plain),
        (f"{name}  ", ink.quiet),
        (age, ink.quiet),
    ]


def item_told(pen: Pen, width: int, item: ShareEscalation, replies: Sequence[Reply]) -> Iterator[Line]:
    """All that was shared of an escalation or ask, and what was replied to it."""
    yield from said(pen, width, item.title, 2, pen.ink.strong)
    facts = (
        words.severity(item.severity, item.kind) if item.severity else item.kind,
        f"since {words.date_of(item.opened)}",
        words.state(item.status, item.handed_to),
        f"{minutes(item.minutes)} spent" if item.minutes else "",
        words.out_of_hours(item.out_of_hours),
        "could have waited" if item.could_wait else "",
        f"after {item.cause}" if item.cause else "",
        f"resolved {words.date_of(item.resolved)}" if item.resolved else "",
        item.outcome,
    )
    between = f" {pen.glyphs.middle} "
    yield from said(pen, width, between.join(fact for fact in facts if fact), 3, pen.ink.quiet)
    yield from told_replies(pen, width, replies)


def told_replies(pen: Pen, width: int, replies: Sequence[Reply]) -> Iterator[Line]:
    """What was replied, the latest last."""
    for reply in replies[-2:]:
        lead = words.replied(reply.kind, reply.sender, reply.made.date())
        text = f": {reply.text}" if reply.text else ""
        yield from said(pen, width, f"{pen.glyphs.check} {lead}{text}", 2, pen.ink.accent)


@dataclass(frozen=True)
class WinsView:
    """Wins across the team, the latest first."""

    rows: Sequence[Won]
    none: str
    replies: Sequence[Reply]

    def head(self, pen: Pen, width: int) -> Sequence[Line]:
        return () if self.rows else empty(pen, width, self.none)

    def row(self, pen: Pen, width: int, n: int, marked: bool) -> Line:
        won = self.rows[n]
        name = pad(words.who(won.name, won.person), 16 if width < 100 else 28, pen.glyphs)
        return [*win_row(pen, width - len(name) - 2, won, marked, self.replies), (f"  {name}", pen.ink.quiet)]

    def foot(self, pen: Pen, width: int, n: int | None) -> Sequence[Line]:
        return () if n is None else list(win_told(pen, width, self.rows[n], self.replies))


def win_row(pen: Pen, width: int, won: Won, marked: bool, replies: Sequence[Reply]) -> list[Run]:
    """`12 Nov  First-time poster answered three others   thanked`"""
    ink, win = pen.ink, won.win
    thanked = any(one.about == win.id and one.to == won.person for one in replies)
    end = right(f"{pen.glyphs.check} {words.THANKED}" if thanked else win.kind, 11, pen.glyphs)
    return [
        (right(words.date_of(win.day), 6, pen.glyphs) + "  ", ink.quiet),
        (pad(win.text, width - 19, pen.glyphs), ink.strong if marked else ink.plain),
        (end, ink.accent if thanked else ink.quiet),
    ]


def win_told(pen: Pen, width: int, won: Won, replies: Sequence[Reply]) -> Iterator[Line]:
    """The win in full, and what was replied to it."""
    yield from said(pen, width, won.win.text, 3, pen.ink.strong)
    sender = f"said by {won.win.sender}" if won.win.sender else ""
    facts = [won.win.kind, sender, words.date_of(won.win.day)]
    yield from said(pen, width, f" {pen.glyphs.middle} ".join(fact for fact in facts if fact), 1, pen.ink.quiet)
    yield from told_replies(pen, width, [one for one in replies if one.about == won.win.id and one.to == won.person])
