"""The matches of a filter as rows of the list, newest day first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from rich.cells import cell_len
from rich.style import Style

from cmcheckin.ui.glyphs import Glyphs
from cmcheckin.ui.history.day_list import DATE, Days, Hint, title_line
from cmcheckin.ui.history.selection import Selection
from cmcheckin.ui.kit.line_widget import Line, Run
from cmcheckin.ui.kit.paged_view import Content, LazyRows, Page
from cmcheckin.ui.kit.painter import Painter
from cmcheckin.ui.kit.text_cells import fit
from cmcheckin.wording import history as words
from cmcheckin.wording.formats import dated_day
from cmcheckin.wording.search import label as label_of

if TYPE_CHECKING:
    from cmcheckin.search.hits import Hit
    from cmcheckin.search.matching import Results
    from cmcheckin.services.history_reader import HistoryReader

UNDERLINED: Final = Style(bold=True, underline=True)
LABEL: Final = 12
"""Most cells of the label before a text."""
LEAST: Final = 16
"""Least cells of a text beside a label, which is left out where there are fewer."""
BEFORE: Final = 10
"""How many characters to show before a match if the start of a text is left out."""


class MatchRow(NamedTuple):
    """A row: a match on `day`. `hit` is None if only the day matches, such as for `from:2026-10`."""

    day: date
    hit: Hit | None
    is_first: bool
    """Whether it is the first row of its day."""


class Matches:
    """The rows of `results`, and the selected one. Rows are made only as far as they are needed, because finding the
    matches in thousands of days takes longer than finding the days."""

    def __init__(self, results: Results, *, is_all: bool) -> None:
        """Create the rows. `is_all`: whether `results` are from the whole journal."""
        self.results, self.is_all = results, is_all
        self.days = frozenset(day.date for day in results.days)
        self.rows: list[MatchRow] = []
        self.at = 0
        self._hits = 0
        self._done = 0
        """How many days have their rows."""

    @property
    def is_complete(self) -> bool:
        """Whether all rows have been made."""
        return self._done == len(self.results)

    def make(self, days: int) -> bool:
        """Make the rows of `days` more days. Return whether there are more."""
        for found in self.results[self._done : self._done + days]:
            hits: Sequence[Hit | None] = found.hits or (None,)
            self.rows += (MatchRow(found.day.date, hit, n == 0) for n, hit in enumerate(hits))
            self._hits += len(found.hits)
            self._done += 1
        return not self.is_complete

    def reach(self, row: int) -> None:
        """Make rows until there is one at the index `row`, or there are no more."""
        while len(self.rows) <= row and not self.is_complete:
            self.make(1)

    def select(self, row: int) -> date | None:
        """Select the row at the index `row`, or the nearest one. Return its day; None without rows."""
        self.reach(row)
        if not self.rows:
            return None
        self.at = min(max(row, 0), len(self.rows) - 1)
        return self.rows[self.at].day

    def select_day(self, day: date) -> None:
        """Select the first row of `day`, or of the next older day that matches."""
        while not self.is_complete and (not self.rows or self.rows[-1].day > day):
            self.make(1)
        older = (n for n, row in enumerate(self.rows) if row.day <= day)
        self.at = next(older, max(len(self.rows) - 1, 0))

    @property
    def title(self) -> str:
        """Return how many matches there are, if known, and on how many days."""
        counted = self._hits if self.is_all and self.is_complete else None
        return words.totals(counted, len(self.results), is_all=self.is_all)


class MatchList(NamedTuple):
    """The content of the list while a filter is set. `selected` is the selected day, which may have no match. Days of
    another year than `today` are shown with it."""

    matches: Matches
    selected: date
    is_active: bool
    today: date

    def page(self, painter: Painter, width: int, height: int) -> Page:
        """Return the page for this size."""
        matches = self.matches
        matches.reach(matches.at + height)
        rows = LazyRows(len(matches.rows), lambda n: self._row(n, painter, width))
        head = [title_line(matches.title, painter, is_active=self.is_active, is_result=True)]
        return Page(rows, head, selected=range(matches.at, matches.at + 1))

    def _row(self, n: int, painter: Painter, width: int) -> Line:
        row, ink, glyphs = self.matches.rows[n], painter.ink, painter.glyphs
        is_selected = n == self.matches.at and row.day == self.selected
        mark = f"{glyphs.marker} " if is_selected else "  "
        date_text = dated_day(row.day, self.today) if row.is_first or is_selected else ""
        found: list[Run] = [(mark, ink.accent), (date_text.ljust(DATE), ink.chosen if is_selected else ink.plain)]
        if row.hit is None:
            return found
        room = width - 2 - DATE
        if room >= LABEL + LEAST:
            label = fit(label_of(row.hit.field, row.hit.name), LABEL, glyphs)
            found.append((f"{label}  ", ink.quiet))
            room -= cell_len(label) + 2
        return [*found, *marked(row.hit.text, row.hit.spans, room, ink.plain, glyphs)]


def content_of(matches: Matches | None, reader: HistoryReader, selection: Selection, *, is_active: bool) -> Content:
    """Return the content of the list: `matches`, or without a filter the days of `reader`. `is_active`: whether the
    arrow keys move in the list."""
    if matches is not None and not matches.days:
        return Hint(words.NO_MATCHES, words.NO_MATCHES_HINT) if matches.is_all else Hint(words.SEARCHING, "")
    if matches is not None:
        return MatchList(matches, selection.day, is_active, reader.today)
    if reader.is_empty:
        return Hint(words.EMPTY, words.EMPTY_HINT)
    return Days(reader.day, selection.day, selection.first, selection.last, reader.last_day, is_active)


def marked(text: str, spans: Sequence[tuple[int, int]], room: int, style: Style, glyphs: Glyphs) -> list[Run]:
    """Return `text` in at most `room` cells with the `spans` underlined. The start is left out if the first span
    wouldn't be visible otherwise."""
    text = text.replace("\n", " ")
    more = cell_len(glyphs.more)
    if spans and cell_len(text) > room and cell_len(text[: spans[0][1]]) > room - more:
        start = _beginning(text, *spans[0], room - more, more)
        text = glyphs.more * bool(start) + text[start:]
        moved = len(glyphs.more) * bool(start) - start
        spans = [(low + moved, high + moved) for low, high in spans]
    shown = fit(text, room, glyphs)
    end = len(shown) if shown == text else max(len(shown) - len(glyphs.more), 0)
    found: list[Run] = []
    at = 0
    for low, high in spans:
        low, high = min(low, end), min(high, end)
        found += [(shown[at:low], style), (shown[low:high], style + UNDERLINED)]
        at = high
    return [*found, (shown[at:], style)]


def _beginning(text: str, low: int, high: int, room: int, more: int) -> int:
    """Return where to start so that the span from `low` to `high` of `text` ends within `room` cells: at a word at most
    BEFORE characters before the span, or further back if the rest of `text` fits then, or else so that as many
    characters before it as possible fit."""
    start = len(text)
    while start and cell_len(text[start - 1 :]) <= room:
        start -= 1
    start = min(start, max(low - BEFORE, 0))
    if start and (space := text.find(" ", start - 1, low)) >= 0:
        start = space + 1
    if cell_len(text[start:]) > room:
        while start < low and cell_len(text[start:high]) > room - more:
            start += 1
    return start
