"""Draw the inbox: a row for each reply, and below them the text of the selected one, in parts if it is long."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from rich.cells import cell_len
from textual.message import Message

from cmcheckin.services.inbox import Inbox, InboxReply
from cmcheckin.sharing.share_file import day_made
from cmcheckin.ui.kit.line_widget import Line
from cmcheckin.ui.kit.paged_view import LazyRows, Page, PagedView
from cmcheckin.ui.kit.painter import Painter
from cmcheckin.ui.kit.text_block import count_parts, part_of
from cmcheckin.ui.kit.text_cells import MEASURE, fit, pad, wrap
from cmcheckin.wording import reply as words

MIN_ROWS = 3
"""Fewest rows of the list."""
MAX_LINES = 1000
"""More lines than the longest reply has."""


@dataclass(frozen=True)
class InboxContent:
    """The replies of `inbox`, and below them part `part` of the text of the reply at index `at`. `read`: the keys of
    replies that were read since the inbox was."""

    inbox: Inbox
    today: date
    at: int = 0
    part: int = 0
    read: frozenset[str] = frozenset()

    def is_new(self, reply: InboxReply) -> bool:
        """Return whether `reply` wasn't read yet."""
        return reply.state == "unread" and reply.key not in self.read

    @property
    def selected(self) -> InboxReply | None:
        """Return the reply whose text is shown."""
        return self.inbox.replies[self.at] if self.inbox.replies else None

    def page(self, painter: Painter, width: int, height: int) -> Page:
        if self.selected is None:
            nothing = words.NONE_YET if self.inbox.folders else words.NEVER_SHARED
            nothing = words.NONE_READABLE if self.inbox.unread_files else nothing
            return Page([[(line, painter.ink.quiet)] for line in wrap(nothing, width, 3, painter.glyphs)])
        room = self._text_room(height)
        text, place = part_of(self._text(painter, width), self.part, room)
        foot = [[(painter.glyphs.rule * width, painter.ink.faint)], *text, *[[]] * (room - len(text))]
        foot.append([(f"  {place}", painter.ink.quiet)] if place else [])
        rows = LazyRows(len(self.inbox.replies), lambda n: self._row(painter, width, n))
        return Page(rows, foot=foot, selected=range(self.at, self.at + 1))

    def parts(self, painter: Painter, width: int, height: int) -> int:
        """Return in how many parts a page of `width` and `height` cells shows the text."""
        return count_parts(self._text(painter, width), self._text_room(height))

    def _text_room(self, height: int) -> int:
        """Return how many lines the text gets. The list, the rule and a line with the part number take the rest."""
        rows = max(min(len(self.inbox.replies), height // 2 - 1), MIN_ROWS)
        return max(height - rows - 2, 1)

    def _text(self, painter: Painter, width: int) -> list[Line]:
        selected = self.selected
        if selected is None:
            return []
        reply, ink, glyphs = selected.reply, painter.ink, painter.glyphs
        room = max(min(width, MEASURE) - 2, 1)
        lead = words.reply_title(reply.kind, reply.sender, selected.title, reply.about_text)
        found = [(line, ink.strong) for line in wrap(lead, room, MAX_LINES, glyphs)]
        if reply.text:
            quoted = f"{glyphs.open_quote}{reply.text}{glyphs.close_quote}"
            found += [(line, ink.plain) for line in wrap(quoted, room, MAX_LINES, glyphs)]
        facts = [words.reply_date(day_made(reply.made), self.today, in_future=selected.in_future)]
        facts += [words.SAME_ID] if selected.has_id_conflict else []
        facts += [words.ANSWER_NOTICE] if reply.kind == "answer" else []
        found += [(line, ink.quiet) for line in wrap(". ".join(facts), room, MAX_LINES, glyphs)]
        return [[("  ", style), (line, style)] for line, style in found]

    def _row(self, painter: Painter, width: int, n: int) -> Line:
        entry, selected = self.inbox.replies[n], n == self.at
        is_new = self.is_new(entry)
        label = words.STATE_LABELS["read" if entry.state == "unread" and not is_new else entry.state]
        reply, ink, glyphs = entry.reply, painter.ink, painter.glyphs
        dated = words.reply_date(day_made(reply.made), self.today, in_future=entry.in_future)
        lead = words.reply_title(reply.kind, reply.sender, entry.title, reply.about_text)
        text = f"{lead}  {reply.text}" if reply.text else lead
        room = max(width - 2 - 5 - 2 - cell_len(dated), 1)
        return [
            (f"{glyphs.marker} " if selected else "  ", ink.accent),
            (pad(label, 5, glyphs), ink.chosen if is_new else ink.quiet),
            (f"{pad(fit(text, room, glyphs), room, glyphs)}  ", ink.strong if selected else ink.plain),
            (dated, ink.quiet),
        ]


class InboxPage(PagedView):
    """The replies, and the text of the selected one."""

    class Resized(Message):
        """Posted when the room for the text has changed."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self.content = InboxContent(Inbox(), today)

    def show_inbox(self, inbox: Inbox) -> None:
        """Show the replies of `inbox`, with the first unread one selected."""
        at = next((n for n, reply in enumerate(inbox.replies) if reply.state == "unread"), 0)
        self._show_content(InboxContent(inbox, self.content.today, at), from_top=True)

    def _show_content(self, content: InboxContent, *, from_top: bool = False) -> None:
        self.content = content
        self.show(content, from_top=from_top)

    @property
    def _parts(self) -> int:
        return self.content.parts(self.painter, *self.size)

    @property
    def at_end(self) -> bool:
        """Return whether the last part of the text is shown."""
        return self.content.part + 1 >= self._parts

    def select(self, at: int) -> None:
        """Select the reply at index `at`, or the nearest one."""
        at = min(max(at, 0), max(len(self.content.inbox.replies) - 1, 0))
        if at != self.content.at:
            self._show_content(replace(self.content, at=at, part=0))

    def mark_read(self, reply: InboxReply) -> None:
        """Show `reply` as read."""
        self._show_content(replace(self.content, read=self.content.read | {reply.key}))

    def turn(self, by: int) -> bool:
        """Show the part `by` further on. Return False if there is none."""
        part = min(max(self.content.part + by, 0), self._parts - 1)
        turned = part != self.content.part
        if turned:
            self._show_content(replace(self.content, part=part))
        return turned

    def on_resize(self) -> None:
        """Start again at the first part, as the parts have changed."""
        self._show_content(replace(self.content, part=0))
        self.post_message(self.Resized())
