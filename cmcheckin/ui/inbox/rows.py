"""The list of replies: those that were new when the inbox was opened, a divider, then earlier ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from rich.cells import cell_len

from cmcheckin.services.inbox import InboxReply
from cmcheckin.sharing.share_file import day_made
from cmcheckin.ui.kit.line_widget import Line, Run
from cmcheckin.ui.kit.paged_view import LazyRows, Page, PagedView
from cmcheckin.ui.kit.painter import Painter
from cmcheckin.ui.kit.text_cells import MEASURE, pad, wrap
from cmcheckin.wording import inbox as words
from cmcheckin.wording.app import MORE_ROWS
from cmcheckin.wording.formats import other_year, short_date
from cmcheckin.wording.reply import STATE_LABELS

LABEL: Final = len(STATE_LABELS["unread"]) + 2
"""Cells of the column that says whether a reply is new."""
WHO: Final = 28
"""Most cells of the column that shows what a reply is and who sent it."""
DATE: Final = 6
"""Cells of a date of this year."""


@dataclass(frozen=True)
class ReplyRows:
    """`replies` in rows, of which the first `fresh` were new when the inbox was opened. `nothing` is shown if there are
    none. If `tall`, each has two lines, and with `has_air` a blank one below."""

    today: date
    replies: tuple[InboxReply, ...] = ()
    fresh: int = 0
    at: int = 0
    nothing: str = ""
    tall: bool = False
    has_air: bool = False

    @property
    def selected(self) -> InboxReply | None:
        """Return the selected reply."""
        return self.replies[self.at] if self.replies else None

    @property
    def has_divider(self) -> bool:
        """Return whether there is a divider above the earlier replies."""
        return 0 < self.fresh < len(self.replies)

    @property
    def row_height(self) -> int:
        """Return how many lines a reply has."""
        return (2 if self.tall else 1) + self.has_air

    @property
    def lines(self) -> int:
        """Return how many lines all replies and the divider take."""
        return len(self.replies) * self.row_height + self.has_divider

    def line_of(self, at: int) -> int:
        """Return the first line of the reply at index `at`."""
        return at * self.row_height + (self.has_divider and at >= self.fresh)

    def reply_at(self, line: int) -> int | None:
        """Return the index of the reply on `line`; None for the divider and beyond the end."""
        divider = self.fresh * self.row_height if self.has_divider else self.lines
        if line == divider or not 0 <= line < self.lines:
            return None
        return (line - (line > divider)) // self.row_height

    def page(self, painter: Painter, width: int, height: int) -> Page:
        if self.selected is None:
            room = max(min(width, MEASURE) - 2, 1)
            return Page([[(f"  {line}", painter.ink.plain)] for line in wrap(self.nothing, room, 4, painter.glyphs)])
        first = self.line_of(self.at)
        rows = LazyRows(self.lines, lambda line: self._line(painter, width, line))
        whole = [range(self.line_of(n), self.line_of(n) + self.row_height) for n in range(len(self.replies))]

        def more(visible: range) -> str:
            hidden = sum(lines.stop > visible.stop for lines in whole)
            return f"{MORE_ROWS.format(count=hidden)} {painter.glyphs.down}"

        selected = range(first, first + self.row_height)
        return Page(rows, selected=selected, whole=whole if self.tall else (), is_whole_at_top=self.tall, more=more)

    def _line(self, painter: Painter, width: int, line: int) -> Line:
        """Return a line: of a row or of the divider."""
        ink, glyphs = painter.ink, painter.glyphs
        at = self.reply_at(line)
        if at is None:
            return [("  ", ink.quiet), (words.EARLIER, ink.quiet)]
        one, is_selected = self.replies[at], at == self.at
        style = ink.strong if is_selected else ink.plain
        who = words.row_title(one.reply.kind, one.reply.sender)
        text = one.reply.text or one.title or one.reply.about_text
        outcome = words.outcome_label(one.saved)
        dated = (short_date(day := day_made(one.reply.made)) + other_year(day, self.today)).rjust(DATE)
        if line - self.line_of(at) > 1:
            return []
        if line != self.line_of(at):  # the second line of a tall row
            room = width - 2 - LABEL - (cell_len(outcome) + 2 if outcome else 0)
            return [("  " + " " * LABEL, ink.quiet), (f"{pad(text, room, glyphs)}  ", ink.quiet), (outcome, ink.quiet)]
        bar = glyphs.marker if is_selected else " "
        label = STATE_LABELS["unread"] if one.state == "unread" else ""
        mark: list[Run] = [(f"{bar} ", ink.accent), (label.ljust(LABEL), ink.chosen)]
        facts = dated if self.tall else "  ".join(filter(None, (outcome, dated)))
        room = max(width - 2 - LABEL - 2 - cell_len(facts), 1)
        if self.tall:
            return [*mark, (f"{pad(who, room, glyphs)}  ", style), (facts, ink.quiet)]
        column = min(max(cell_len(words.row_title(one.reply.kind, one.reply.sender)) for one in self.replies), WHO)
        lead = pad(who, min(column, room), glyphs)
        text = pad(text, max(room - column - 2, 0), glyphs)
        return [*mark, (lead, style), (f"  {text}  ", style if label else ink.quiet), (facts, ink.quiet)]


class ReplyList(PagedView):
    """The list of replies. A click selects one."""

    DEFAULT_CSS = """
    ReplyList { height: auto; padding: 0 1; }
    """

    def __init__(self, today: date) -> None:
        super().__init__()
        self.content = ReplyRows(today)

    def show_rows(self, content: ReplyRows) -> None:
        """Show `content`."""
        self.content = content
        self.show(content)
