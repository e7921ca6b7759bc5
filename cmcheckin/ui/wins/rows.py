"""The wins of a period in rows, of which one is selected and shown in full below them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from rich.cells import cell_len

from cmcheckin.report.win_rendering import facts_of
from cmcheckin.report.wins import WinEntry, WinList
from cmcheckin.ui.kit.line_widget import Line, Run
from cmcheckin.ui.kit.paged_view import LazyRows, Page
from cmcheckin.ui.kit.painter import Painter
from cmcheckin.ui.kit.text_cells import align_right, fit, pad, wrap
from cmcheckin.ui.share.fields import box
from cmcheckin.ui.share.preview import MEASURE, hidden_rows, paragraph
from cmcheckin.wording import wins as words

WIDEST: Final = 100
"""Most columns of a row, so that the facts at its right stay near its text."""
FULL: Final = 2
"""Lines that are always kept for the text of the selected win; a longer one takes more."""


def listed_rows(wins: WinList) -> tuple[tuple[str, WinEntry | None], ...]:
    """Return the rows of `wins`: each heading as a text, with a blank one before it, and each entry with its key."""
    rows: list[tuple[str, WinEntry | None]] = []
    for group in wins.groups:
        rows += [("", None)] if rows else []
        rows.append((words.group_title(group.kind, len(group.entries)), None))
        rows += [(entry.key, entry) for entry in group.entries]
    return tuple(rows)


@dataclass(frozen=True)
class WinsView:
    """`rows` of `wins` (`listed_rows`), below the periods to choose from. `excluded` and `selected` are keys."""

    wins: WinList
    rows: Sequence[tuple[str, WinEntry | None]]
    row_ids: Sequence[str]
    selected_row: int
    excluded: Collection[str]
    kind: str | None
    """The only kind shown; None for all."""
    headline: str
    hint: str
    """What to do about an empty list."""

    def page(self, painter: Painter, width: int, height: int) -> Page:
        measure = min(width - 4, MEASURE)
        head = [self._periods(painter), [], *paragraph(painter, self.headline, measure, 2, painter.ink.strong), []]
        if not self.rows:
            return Page(paragraph(painter, self.hint, measure, 3, painter.ink.plain), head)
        at = self.selected_row
        is_first = at == 1 or (at > 1 and self.rows[at - 1][1] is None)  # its heading stays in sight too
        rows = LazyRows(len(self.rows), lambda n: self._row(painter, n, min(width, WIDEST)))
        foot = self._selected(painter, measure, max(height // 3, FULL))
        selected = range(at - is_first, at + 1)
        return Page(rows, head, foot, selected, more=hidden_rows(painter, len(self.rows)), row_ids=self.row_ids)

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
        title, entry = self.rows[number]
        if entry is None:
            return [(f"  {title}", painter.ink.strong)]
        selected, on = number == self.selected_row, entry.key not in self.excluded
        style = painter.ink.chosen if selected else painter.ink.plain if on else painter.ink.quiet
        last = entry.last_answer
        facts = words.row_facts(
            entry.kind, entry.win.sender, entry.standing(self.wins.today), last.after_days if last else None
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

    def _selected(self, painter: Painter, measure: int, most: int) -> list[Line]:
        """Return the selected win in full, with its facts."""
        entry = self.rows[self.selected_row][1]
        if entry is None:
            return []
        lines = wrap(words.shown_text(entry.kind, entry.win.text), measure, most, painter.glyphs)
        lines += [""] * (FULL - len(lines))
        day, *standing = facts_of(self.wins, entry)
        sender = words.from_sender(entry.win.sender) if entry.win.sender else ""
        facts = filter(None, (day, entry.win.kind, sender, *standing))
        below = fit(f" {painter.glyphs.middle} ".join(facts), measure, painter.glyphs)
        texts = [(line, painter.ink.plain) for line in lines] + [(below, painter.ink.quiet)]
        return [[], *([("  ", style), (text, style)] for text, style in texts)]
