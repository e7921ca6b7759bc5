"""What the week brought: wins, praise, what is open, how the community felt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import Final

from rich.cells import cell_len

from cmcheckin.insight.week import WeekSummary
from cmcheckin.ui.kit.painted import Line, Painted, Run, cells, fit, pad, wrap
from cmcheckin.wording import week as words

TALL: Final = 12
"""Lines from which the lists stand under each other in full, instead of side by side and shortened."""
GAP: Final = 3
GRAVE: Final = 4
"""Severity from which the word stands out: high and crisis."""


class WeekLists(Painted):
    """Wins with praise set apart, escalations by severity and age, the community in the user's words."""

    DEFAULT_CSS = """
    WeekLists { height: 1fr; padding: 0 1 0 3; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._summary: WeekSummary | None = None
        self._begun = True
        self._half_done = False

    def show(self, summary: WeekSummary, *, begun: bool, half_done: bool = False) -> None:
        """Show this week's. `begun`: anything at all was ever written down; `half_done`: a draft of today waits."""
        self._summary, self._begun, self._half_done = summary, begun, half_done
        self.redraw()

    def draw(self, width: int, height: int) -> Iterable[Line]:
        summary = self._summary
        if summary is None:
            return []
        if summary.empty and not summary.open:
            return self._nothing(width)
        return self._tall(summary, width, height) if height >= TALL else self._short(summary, width, height)

    def _nothing(self, width: int) -> Iterator[Line]:
        said, hint = words.EMPTY_WEEK, words.EMPTY_WEEK_HINT
        if self._half_done:
            said, hint = words.UNFINISHED, words.UNFINISHED_HINT
        elif not self._begun:
            said, hint = words.EMPTY_JOURNAL, words.EMPTY_JOURNAL_HINT
        yield [(said, self.ink.strong)]
        for line in wrap(hint, width, 2, self.glyphs):
            yield [(line, self.ink.plain)]

    # Side by side

    def _short(self, summary: WeekSummary, width: int, height: int) -> Iterator[Line]:
        felt = list(summary.community)
        rows = height - 1 - bool(felt)
        half = (width - GAP) // 2
        left = self._praise_and_wins(summary, half, rows)
        open_ones = self._cut(self._opens(summary, half), rows, half)
        heads: tuple[Line, Line] = (self._heads(summary), self._head(words.OPEN, len(summary.open)))
        empty: Line = ()
        for one, other in [heads, *zip_longest(left[:rows], open_ones[:rows], fillvalue=empty)]:
            yield [*one, (" " * (half + GAP - cells(one)), self.ink.plain), *other]
        spare = rows - max(len(left), len(open_ones))
        for _ in range(spare - 1):  # one stays below the community, so that it does not touch the keys
            yield []
        if felt:
            yield from self._community(felt, width, 1)

    def _praise_and_wins(self, summary: WeekSummary, width: int, rows: int) -> list[Line]:
        thanks = [self._thanks(n, summary, width) for n in range(len(summary.thanks))]
        wins: list[Line] = [
            [(fit(words.win_line(one.win), width, self.glyphs), self.ink.plain)] for one in summary.wins
        ]
        room = rows - min(len(thanks), max(1, rows - len(wins)))
        return [*self._cut(wins, room, width), *self._cut(thanks, rows - min(len(wins), room), width)]

    def _cut(self, lines: list[Line], rows: int, width: int) -> list[Line]:
        """As many lines as there is room for; the last one ends with how many more there are."""
        if len(lines) <= rows or rows <= 0:
            return lines[: max(rows, 0)]
        last = lines[rows - 1]
        more = words.more_entries(len(lines) - rows)
        text = pad("".join(text for text, _ in last), width - len(more) - 1, self.glyphs)
        return [*lines[: rows - 1], [(text, last[0][1]), (f" {more}", self.ink.quiet)]]

    def _heads(self, summary: WeekSummary) -> list[Run]:
        heads = self._head(words.WINS, len(summary.wins))
        if summary.thanks:
            heads += [("   ", self.ink.plain), *self._head(words.THANKS, len(summary.thanks))]
        return heads

    def _head(self, name: str, number_of: int) -> list[Run]:
        return [(name, self.ink.strong), (f" {number_of or words.ZERO}", self.ink.quiet)]

    def _thanks(self, n: int, summary: WeekSummary, width: int) -> Line:
        glyphs = self.glyphs
        quoted, sender = words.praise_line(summary.thanks[n].win, glyphs.open_quote, glyphs.close_quote)
        by = f" {glyphs.middle} {sender}" if sender else ""
        by = fit(by, max(width - cell_len(quoted), width // 2), glyphs)
        return [(fit(quoted, width - cell_len(by), glyphs), self.ink.accent), (by, self.ink.quiet)]

    def _opens(self, summary: WeekSummary, width: int) -> list[Line]:
        """Severity, title and age under each other, in columns as narrow as these allow."""
        ages = [words.short_age(one.opened, summary.now) for one in summary.open]
        names = [words.severity(one) for one in summary.open]
        first = max(map(len, names), default=0) + GAP - 1
        last = max(map(len, ages), default=0) + GAP - 1
        found: list[Line] = []
        for one, name, age in zip(summary.open, names, ages, strict=True):
            grave = self.ink.accent if (one.severity or 0) >= GRAVE else self.ink.quiet
            title = pad(one.title, width - first - last, self.glyphs)
            found.append([(name.ljust(first), grave), (title, self.ink.plain), (age.rjust(last), self.ink.quiet)])
        return found

    def _community(self, felt: list[str], width: int, most: int) -> Iterator[Line]:
        label = f"{words.COMMUNITY}  "
        lines = wrap(f" {self.glyphs.middle} ".join(felt), width - len(label), most, self.glyphs)
        for n, line in enumerate(lines):
            yield [(label if n == 0 else " " * len(label), self.ink.strong), (line, self.ink.plain)]

    # Under each other

    def _tall(self, summary: WeekSummary, width: int, height: int) -> Iterator[Line]:
        fixed = 8 + bool(summary.thanks) * 2
        room = max(height - fixed, 4)
        opened = min(len(summary.open), max(room // 3, 1))
        wins = self._full([words.win_line(one.win) for one in summary.wins], width)
        thanks = [self._thanks(n, summary, width) for n in range(len(summary.thanks))]
        praise = min(len(thanks), max(room // 3, 1))
        yield self._head(words.WINS, len(summary.wins))
        yield from self._cut(wins, room - opened - praise, width)
        if thanks:
            yield []
            yield self._head(words.THANKS, len(thanks))
            yield from self._cut(thanks, praise, width)
        yield []
        f = summary.figures
        moved = words.escalation_totals(
            f.escalations_opened, f.escalations_resolved, f.minutes_on_escalations, f.night_pings
        )
        yield [*self._head(words.OPEN, len(summary.open)), (f"   {moved}", self.ink.quiet)]
        yield from self._cut(self._opens(summary, width), opened, width)
        if summary.community:
            yield []
            yield from self._community(list(summary.community), width, 3)

    def _full(self, texts: list[str], width: int) -> list[Line]:
        return [[(line, self.ink.plain)] for text in texts for line in wrap(text, width, 2, self.glyphs)]
