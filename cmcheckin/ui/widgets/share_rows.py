"""Rows of the way to a share file: fields with a tick, entries with their words, and the whole content."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from cmcheckin.sharing.choosing import Choosing
from cmcheckin.sharing.share_file import FIELDS, ShareFile
from cmcheckin.ui.painting import Line, Painted, fit, wrap
from cmcheckin.wording import share as words
from cmcheckin.wording.share_page import TICKED

HELP_LINE: Final = "help"
"""The row of the line on what would help."""
MEASURE: Final = 92
"""Columns beyond which a line is hard to follow."""


@dataclass(frozen=True)
class Row:
    """One row: what stands before it, its words, and whether it is part of the file."""

    key: str
    mark: str
    text: str
    taken: bool = True


def field_rows(chosen: Choosing, check: str) -> list[Row]:
    """Every field that can be ticked."""
    return [Row(name, _box(name in chosen.fields, check), TICKED[name]) for name in FIELDS]


def entry_rows(chosen: Choosing, share: ShareFile, check: str) -> list[Row]:
    """The line on what would help, then wins, escalations and asks, those that are left out among them."""
    rows = []
    if "help" in chosen.fields:
        said = f"{words.WOULD_HELP}: {chosen.help or words.NO_LINE}"
        rows.append(Row(HELP_LINE, "   ", said, bool(chosen.help)))
    entries = [(win.id, win.text) for win in share.wins]
    entries += [(one.id, one.title) for one in (*share.escalations, *share.asks)]
    for id_, text in entries:
        taken = id_ not in chosen.dropped
        rows.append(Row(id_, _box(taken, check), text if taken else f"{text} {words.LEFT_OUT}", taken))
    return rows


def _box(taken: bool, check: str) -> str:
    return f"[{check if taken else ' '}]"


class ShareRows(Painted):
    """A sentence, then rows of which one is marked, then what the marked one means. Or a text to scroll in."""

    DEFAULT_CSS = """
    ShareRows { height: 1fr; padding: 0 1 0 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._lead: Sequence[str] = ()
        self._rows: Sequence[Row] = ()
        self._at = ""
        self._below = ""
        self._text: Sequence[str] | None = None
        self._top = 0

    def show(self, lead: Sequence[str], rows: Sequence[Row], marked: str, below: str = "") -> None:
        """Show these rows."""
        if self._text is not None:
            self._top = 0
        self._lead, self._rows, self._at, self._below, self._text = lead, rows, marked, below, None
        self.redraw()

    def read(self, lead: Sequence[str], text: Sequence[str]) -> None:
        """Show a text from its beginning."""
        self._lead, self._text, self._top = lead, text, 0
        self.redraw()

    def scroll(self, lines: int) -> None:
        """Further down the text, or up again."""
        self._top = max(self._top + lines, 0)
        self.redraw()

    def draw(self, width: int, height: int) -> Iterable[Line]:
        measure = min(width - 4, MEASURE)
        lead = [row for text in self._lead for row in wrap(text, measure, 3, self.glyphs)]
        found: list[Line] = [[(f"  {row}", self.ink.plain)] for row in lead]
        found.append([])
        if self._text is not None:
            rows = [row for text in self._text for row in (wrap(text, measure, 99, self.glyphs) or [""])]
            room = height - len(found)
            self._top = max(min(self._top, len(rows) - room), 0)
            styles = [self.ink.strong if row.startswith("#") else self.ink.plain for row in rows]
            shown = list(zip(rows, styles, strict=True))[self._top : self._top + room]
            return [*found, *([(f"  {row}", style)] for row, style in shown)]
        below = wrap(self._below, measure, 3, self.glyphs) if self._below else []
        room = max(height - len(found) - len(below) - 1, 1)
        places = [row.key for row in self._rows]
        at = places.index(self._at) if self._at in places else 0
        self._top = min(max(self._top, at - room + 1), at)
        found += [self._row(row, width) for row in self._rows[self._top : self._top + room]]
        if below:
            found.append([])
            found += [[(f"  {text}", self.ink.quiet)] for text in below]
        return found

    def _row(self, row: Row, width: int) -> Line:
        marked = row.key == self._at
        bar = self.glyphs.marker if marked else " "
        style = self.ink.quiet if not row.taken else self.ink.accent if marked else self.ink.plain
        text = fit(row.text, width - 6 - len(row.mark), self.glyphs)
        return [(f"{bar} ", self.ink.accent), (f" {row.mark}", self.ink.accent), (f" {text}", style)]
