"""The wins, praise and open escalations of a week, and how the community felt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import Final

from rich.cells import cell_len

from cmcheckin.domain.escalation import SEVERE
from cmcheckin.insight.week import WeekSummary
from cmcheckin.ui.kit.line_widget import Line, LineWidget, Run, line_width, text_lines
from cmcheckin.ui.kit.text_cells import fit, pad, wrap
from cmcheckin.ui.week.day_detail import WEEK_BESIDE
from cmcheckin.wording import week as words

TALL: Final = 11
"""Lines from which the lists are below each other and complete, instead of side by side and shortened."""
GAP: Final = 3
MOST_LINES: Final = 3
"""Most lines of what the community felt, and of where the time went."""


class WeekLists(LineWidget):
    """Wins, praise, open escalations with severity and age, and the user's words about the community."""

    DEFAULT_CSS = """
    WeekLists { height: 1fr; padding: 0 1 0 3; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._summary: WeekSummary | None = None
        self._has_records = True
        self._is_unfinished = False

    def show(self, summary: WeekSummary, *, has_records: bool, is_unfinished: bool = False) -> None:
        """Show the lists of `summary`. `has_records`: whether anything was ever logged. `is_unfinished`: whether
        there is a draft for today."""
        self._summary, self._has_records, self._is_unfinished = summary, has_records, is_unfinished
        self.redraw()

    def draw(self, width: int, height: int) -> Iterable[Line]:
        summary = self._summary
        if summary is None:
            return []
        if summary.empty and not summary.open:
            return self._empty(width)
        if self.region.bottom >= self.screen.size.height - 1:
            height -= 1  # a blank line above the keys, unless a message is between them
        if height < 1:
            return []
        return self._tall(summary, width, height) if height >= TALL else self._short(summary, width, height)

    def _empty(self, width: int) -> Iterator[Line]:
        heading, hint = words.EMPTY_WEEK, words.EMPTY_WEEK_HINT
        if self._is_unfinished:
            heading, hint = words.UNFINISHED, words.UNFINISHED_HINT
        elif not self._has_records:
            heading, hint = words.EMPTY_JOURNAL, words.EMPTY_JOURNAL_HINT
        yield [(heading, self.ink.strong)]
        yield from text_lines(hint, self.ink.plain, width, 3, self.glyphs)

    # Side by side

    def _short(self, summary: WeekSummary, width: int, height: int) -> Iterator[Line]:
        felt = list(summary.community) if height > 2 else []
        uses = words.time_totals(summary.figures) if height > 3 + bool(felt) else []
        rows = max(height - 1 - bool(felt) - bool(uses), 0)
        half = (width - GAP) // 2
        left = self._wins_and_praise(summary, half, rows)
        open_ones = self._cut(self._open_lines(summary, half), rows, half)
        heads: tuple[Line, Line] = (self._headings(summary), self._heading(words.OPEN, len(summary.open)))
        empty: Line = ()
        for one, other in [heads, *zip_longest(left[:rows], open_ones[:rows], fillvalue=empty)]:
            yield [*one, (" " * (half + GAP - line_width(one)), self.ink.plain), *other]
        if (felt or uses) and max(len(left), len(open_ones)) < rows:
            yield []
        yield from self._labelled(words.COMMUNITY, felt, width, 1)
        yield from self._labelled(words.TIME, uses, width, 1)

    def _wins_and_praise(self, summary: WeekSummary, width: int, rows: int) -> list[Line]:
        thanks = [self._thanks(n, summary, width) for n in range(len(summary.thanks))]
        wins: list[Line] = [[(fit(one.win.text, width, self.glyphs), self.ink.plain)] for one in summary.wins]
        room = rows - min(len(thanks), max(1, rows - len(wins)))
        return [*self._cut(wins, room, width), *self._cut(thanks, rows - min(len(wins), room), width)]

    def _cut(self, lines: list[Line], rows: int, width: int) -> list[Line]:
        """Return at most `rows` of `lines`. The last one ends with the number of those left out."""
        if len(lines) <= rows or rows <= 0:
            return lines[: max(rows, 0)]
        last = lines[rows - 1]
        more = words.MORE_ENTRIES.format(number_left=len(lines) - rows)
        room = width - len(more) - 1
        text = "".join(text for text, _ in last)
        before_age = text.rpartition("  ")[0].rstrip()
        text = pad(before_age if 0 < cell_len(before_age) <= room < cell_len(text) else text, room, self.glyphs)
        return [*lines[: rows - 1], [(text, last[0][1]), (f" {more}", self.ink.quiet)]]

    def _headings(self, summary: WeekSummary) -> list[Run]:
        heads = self._heading(words.WINS, len(summary.wins))
        if summary.thanks:
            heads += [("   ", self.ink.plain), *self._heading(words.THANKS, len(summary.thanks))]
        return heads

    def _heading(self, name: str, number_of: int) -> list[Run]:
        return [(name, self.ink.strong), (f" {number_of or words.ZERO}", self.ink.quiet)]

    def _thanks(self, n: int, summary: WeekSummary, width: int) -> Line:
        glyphs = self.glyphs
        quoted, sender = words.praise_line(summary.thanks[n].win, glyphs.open_quote, glyphs.close_quote)
        by = f" {glyphs.middle} {sender}" if sender else ""
        by = fit(by, max(width - cell_len(quoted), width // 2), glyphs)
        return [(fit(quoted, width - cell_len(by), glyphs), self.ink.accent), (by, self.ink.quiet)]

    def _open_lines(self, summary: WeekSummary, width: int) -> list[Line]:
        """Return severity, title and age of each open escalation, in columns as narrow as possible."""
        ages = [words.short_age(one.opened, summary.now) for one in summary.open]
        names = [words.severity(one) for one in summary.open]
        first = max(map(len, names), default=0) + GAP - 1
        last = max(map(len, ages), default=0) + GAP - 1
        found: list[Line] = []
        for one, name, age in zip(summary.open, names, ages, strict=True):
            severe = self.ink.amber if (one.severity or 0) >= SEVERE else self.ink.quiet
            title = pad(one.title, width - first - last, self.glyphs)
            found.append([(name.ljust(first), severe), (title, self.ink.plain), (age.rjust(last), self.ink.quiet)])
        return found

    def _labelled(self, name: str, texts: list[str], width: int, most: int) -> Iterator[Line]:
        """Return `name` and `texts` beside it in at most `most` lines; nothing without any."""
        label = name.ljust(len(words.COMMUNITY) + 2)
        lines = wrap(f" {self.glyphs.middle} ".join(texts), width - len(label), most, self.glyphs) if texts else []
        for n, line in enumerate(lines):
            yield [(label if n == 0 else " " * len(label), self.ink.strong), (line, self.ink.plain)]

    # Below each other

    def _tall(self, summary: WeekSummary, width: int, height: int) -> Iterator[Line]:
        opened, praised = len(summary.open), len(summary.thanks)
        needed = min(len(summary.wins), 2) + min(praised, 1) + min(opened, 1)
        for most in range(MOST_LINES, -1, -1):  # of the community and of the time, which shrink first
            end = list(self._end(summary, width, most))
            room = height - 3 - 2 * bool(praised) - len(end)
            if room >= needed:
                break
        wins = [
            line for win in summary.wins for line in text_lines(win.win.text, self.ink.plain, width, 2, self.glyphs)
        ]
        thanks = [self._thanks(n, summary, width) for n in range(praised)]
        praised = min(praised, max(room // 3, 1))
        opened = min(opened, max(room // 3, 1, room - praised - len(wins)))
        yield self._heading(words.WINS, len(summary.wins))
        yield from self._cut(wins, room - opened - praised, width)
        if thanks:
            yield []
            yield self._heading(words.THANKS, len(thanks))
            yield from self._cut(thanks, praised, width)
        yield []
        moved = words.escalation_totals(summary.figures)
        yield [*self._heading(words.OPEN, len(summary.open)), (f"   {moved}", self.ink.quiet)]
        yield from self._cut(self._open_lines(summary, width), opened, width)
        yield from end

    def _end(self, summary: WeekSummary, width: int, most: int) -> Iterator[Line]:
        """Return what the community felt and where the time went, each in at most `most` lines; nothing if
        they are beside the week."""
        if self.screen.has_class(WEEK_BESIDE):
            return
        uses = words.time_totals(summary.figures)
        for name, texts in ((words.COMMUNITY, list(summary.community)), (words.TIME, uses)):
            if texts and most:
                yield []
                yield from self._labelled(name, texts, width, most)
