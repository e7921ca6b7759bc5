"""Draw the wins of a period in rows, with the selected one in full below them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from typing import Final

from rich.cells import cell_len

from cmcheckin.domain.spans import SpanKind
from cmcheckin.report.win_rendering import facts_of
from cmcheckin.report.wins import WinEntry, WinList
from cmcheckin.ui.kit.line_widget import Line, Run, text_lines
from cmcheckin.ui.kit.paged_view import SIDE, LazyRows, Page, box, has_side, hidden_rows, paragraph
from cmcheckin.ui.kit.painter import Painter
from cmcheckin.ui.kit.text_cells import MEASURE, align_right, fit, pad, wrap
from cmcheckin.wording import wins as words

WIDEST: Final = 100
"""The limit in columns for a row, so that the facts at its right stay near its text."""
LEAST: Final = 3
"""Least rows of the list, even if the selected win is long."""
FULL: Final = 2
"""Least lines for the text of the selected win, so that the list doesn't move."""


class WinRows:
    """The rows of `wins`: headings, each after a blank row, and entries. Made once for each list, which may have
    thousands."""

    def __init__(self, wins: WinList) -> None:
        self.rows: list[str | WinEntry] = []
        for group in wins.groups:
            self.rows += [""] if self.rows else []
            self.rows += [words.group_title(group.kind, len(group.entries)), *group.entries]
        self.places = [n for n, row in enumerate(self.rows) if isinstance(row, WinEntry)]
        """The indexes of the rows with entries."""
        self.ids = ["" if isinstance(row, str) else row.key for row in self.rows]
        """The key of the entry in each row; empty for other rows."""

    def entry(self, row: int) -> WinEntry | None:
        """Return the entry at the index `row`; None if there is none."""
        found = self.rows[row] if row < len(self.rows) else ""
        return None if isinstance(found, str) else found


@dataclass(frozen=True)
class WinsView:
    """The `rows` of `wins`, below the periods to choose from. `selected` is an index of a row."""

    wins: WinList
    rows: WinRows
    selected: int
    excluded: Collection[str]
    """Keys of entries."""
    kind: str | None
    """The only kind shown; None for all."""
    headline: str
    hint: str
    """What to do about an empty list."""

    def page(self, painter: Painter, width: int, height: int) -> Page:
        measure = min(width - 4, MEASURE)
        head = [self._periods(painter), [], *paragraph(painter, self.headline, measure, 2, painter.ink.strong), []]
        if not self.rows.places:
            return Page(paragraph(painter, self.hint, measure, 3, painter.ink.plain), head)
        rows = LazyRows(len(self.rows.rows), lambda n: self._row(painter, n, min(width, WIDEST)))
        is_first = self.rows.entry(self.selected - 1) is None  # keep its heading visible
        selected = range(self.selected - is_first, self.selected + 1)
        # A heading isn't shown without an entry below it.
        headings = [range(n - 1, n + 1) for n in self.rows.places if self.rows.entry(n - 1) is None]
        page = Page(rows, head, (), selected, headings, self._more(painter), row_ids=self.rows.ids)
        if has_side(width):
            return replace(page, side=self._beside(painter, min(width - SIDE, MEASURE) - 2, height))
        return replace(page, foot=self._selected(painter, measure, max(height - len(head) - LEAST - 2, FULL)))

    def _more(self, painter: Painter) -> Callable[[range], str]:
        """Return a function that counts the entries among the visible rows, as `hidden_rows` does for rows."""
        count = hidden_rows(painter, len(self.rows.places))
        return lambda visible: count(range(*(bisect_left(self.rows.places, n) for n in (visible.start, visible.stop))))

    def _periods(self, painter: Painter) -> Line:
        runs: list[Run] = [("  ", painter.ink.plain)]
        for kind, name in words.PERIODS.items():
            if kind == self.wins.span.kind:
                runs.append((f"{painter.glyphs.left}{name}{painter.glyphs.right}", painter.ink.chosen))
            else:
                runs.append((f" {name} ", painter.ink.quiet))
        if self.kind is not None:
            runs.append((f"   {words.only_kind(self.kind)}", painter.ink.strong))
        return runs

    def _row(self, painter: Painter, number: int, width: int) -> Line:
        entry = self.rows.rows[number]
        if isinstance(entry, str):
            return [(f"  {entry}", painter.ink.strong)]
        selected, on = number == self.selected, entry.key not in self.excluded
        style = painter.ink.chosen if selected else painter.ink.plain if on else painter.ink.quiet
        last = entry.last_answer
        facts = words.row_facts(
            entry.kind, entry.win.sender, entry.status(self.wins.today), last.after_days if last else None
        )
        with_year = self.wins.with_years
        day = align_right(words.day_text(entry.on, with_year=with_year), 11 if with_year else 6, painter.glyphs)
        shown = fit(facts, width // 3, painter.glyphs)
        room = width - 5 - len(day) - 4 - cell_len(shown) - 2
        return [
            *box(painter, selected=selected, on=on),
            (f" {day}  ", painter.ink.quiet),
            (pad(words.shown_text(entry.kind, entry.win.text), room, painter.glyphs), style),
            (f"  {shown}", painter.ink.quiet),
        ]

    def _beside(self, painter: Painter, measure: int, most: int) -> list[Line]:
        """Return the selected win in full, from the row of the first win on, with a line for each of its facts."""
        entry, ink = self.rows.entry(self.selected), painter.ink
        if entry is None:
            return []
        text = text_lines(words.shown_text(entry.kind, entry.win.text), ink.strong, measure, most, painter.glyphs)
        return [[], *text, [], *([(fit(fact, measure, painter.glyphs), ink.quiet)] for fact in self._facts(entry))]

    def _facts(self, entry: WinEntry) -> Iterator[str]:
        day, *status = facts_of(self.wins, entry)
        sender = words.from_sender(entry.win.sender) if entry.win.sender else ""
        return filter(None, (day, entry.win.kind, sender, *status))

    def _selected(self, painter: Painter, measure: int, most: int) -> list[Line]:
        """Return the selected win in full, with its facts."""
        entry = self.rows.entry(self.selected)
        if entry is None:
            return []
        lines = wrap(words.shown_text(entry.kind, entry.win.text), measure, most, painter.glyphs)
        facts = self._facts(entry)
        below = fit(f" {painter.glyphs.middle} ".join(facts), measure, painter.glyphs)
        texts = [(line, painter.ink.plain) for line in lines] + [(below, painter.ink.quiet)]
        blank: list[Line] = [[]] * (FULL - len(lines))
        return [[], *([("  ", style), (text, style)] for text, style in texts), *blank]


def period_at(column: int) -> SpanKind | None:
    """Return the period whose name `WinsView` draws `column` cells from the left; None beside them."""
    end = 2
    for kind, name in words.PERIODS.items():
        start, end = end, end + cell_len(name) + 2
        if start <= column < end:
            return kind
    return None
