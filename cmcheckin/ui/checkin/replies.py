"""A list of new replies, with the full text of the selected one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.errors import NoWidget
from textual.widget import Widget

from cmcheckin.services.inbox import InboxReply
from cmcheckin.sharing.share_file import day_made
from cmcheckin.ui.kit.line_widget import AutoHeightWidget, Line
from cmcheckin.ui.kit.listing import Listing, ListItem
from cmcheckin.ui.kit.text_block import TextBlock, part_of
from cmcheckin.ui.kit.text_cells import wrap
from cmcheckin.wording import checkin
from cmcheckin.wording import reply as words

PART_LINES: Final = 5
"""Most lines of the selected reply shown at a time."""
ALL_LINES: Final = 1000
"""More lines than any reply has."""


class Replies(Vertical):
    """Lists unread `replies`, oldest first. A reply is read once its whole text was on the screen. `is_kept` returns
    whether thanks were kept as praise."""

    DEFAULT_CSS = """
    Replies { height: auto; }
    Replies #reply-text { margin-bottom: 1; }
    """

    def __init__(self, replies: Sequence[InboxReply], today: date, is_kept: Callable[[InboxReply], bool]) -> None:
        super().__init__(id="came-in")
        self.replies, self.today, self._is_kept = tuple(replies), today, is_kept
        self.read: set[int] = set()
        """Indexes of the replies that were read."""

    def compose(self) -> ComposeResult:
        yield TextBlock(words.new_replies_heading(len(self.replies)), id="replies-title")
        yield Listing("k", words.LIST_KEYS, most=2, tall=True, id="replies")
        yield _PagedText(id="reply-text")

    @property
    def listing(self) -> Listing:
        """Return the list, which takes the focus."""
        return self.query_one("#replies", Listing)

    @property
    def full_text(self) -> _PagedText:
        """Return the widget with the text of the selected reply."""
        return self.query_one(_PagedText)

    @property
    def thanks_left(self) -> bool:
        """Return whether there are thanks that aren't kept yet."""
        return any(one.reply.kind == "thanks" and not self._is_kept(one) for one in self.replies)

    @property
    def all_read(self) -> bool:
        """Return whether every reply was read."""
        return len(self.read) == len(self.replies)

    @property
    def rows(self) -> int:
        """Return how many rows they take now, with the title."""
        text = self.full_text.rows(max(self.size.width - 4, 1)) if self.full_text.display else 0
        return self.listing.rows + bool(self.replies) + (text + 1 if text else 0)

    def show(self) -> None:
        """Redraw the list with what is kept and what is selected."""
        self.display = bool(self.replies)
        self.listing.away = words.LIST_KEYS_ELSEWHERE if self.thanks_left else ()
        self.listing.show([self._entry(one) for one in self.replies])
        self.show_selected()

    def _entry(self, one: InboxReply) -> ListItem:
        reply = one.reply
        is_kept = reply.kind == "thanks" and self._is_kept(one)
        facts = words.reply_date(day_made(reply.made), self.today, in_future=one.in_future)
        return ListItem(_lead(one), facts, self._quoted(one), checkin.KEPT if is_kept else "")

    def _quoted(self, one: InboxReply) -> str:
        glyphs = self.listing.glyphs
        return f"{glyphs.open_quote}{one.reply.text}{glyphs.close_quote}" if one.reply.text else ""

    def show_selected(self) -> None:
        """Show the text of the selected reply if it doesn't fit in its row, or if there is a warning about it."""
        at = self.listing.at
        text = ""
        if at < len(self.replies):
            one = self.replies[at]
            self.listing.hints = words.LIST_KEYS if one.reply.kind == "thanks" else words.LIST_KEYS[1:]
            self.listing.redraw()
            short = self.listing.has_room_for(at, max(self.size.width - 4, 1)) and not one.has_id_conflict
            warning = f"({words.SAME_ID})" if one.has_id_conflict else ""
            text = "" if short else " ".join(filter(None, (_lead(one), self._quoted(one), warning)))
        self.full_text.show(text)
        self.full_text.display = bool(text)
        self.call_after_refresh(self.mark_read)

    def mark_read(self) -> None:
        """Mark the replies that are fully on the screen as read."""
        if not self.replies or not _is_fully_visible(self.listing):
            return
        width = self.listing.size.width
        for n in self.listing.drawn:
            if self.listing.has_room_for(n, width) and not self.replies[n].has_id_conflict:
                self.read.add(n)
        if self.full_text.display and self.full_text.at_end and _is_fully_visible(self.full_text):
            self.read.add(self.listing.at)

    def next(self) -> bool:
        """Show more of the selected reply, or select the next unread one. Return False when all are read."""
        self.mark_read()
        if self.full_text.display and self.full_text.next_part():
            self.call_after_refresh(self.mark_read)
            return True
        at = self.listing.at
        left = sorted((n for n in range(len(self.replies)) if n not in self.read), key=lambda n: (n < at, n))
        if not left:
            return False
        self.listing.select(str(left[0]))
        self.show_selected()
        return True


def _lead(one: InboxReply) -> str:
    return words.reply_title(one.reply.kind, one.reply.sender, one.title, one.reply.about_text)


def _is_fully_visible(widget: Widget) -> bool:
    """Return whether all of `widget` is on the screen."""
    if not widget.is_attached or not widget.screen.is_current or widget.screen.has_class("-cramped"):
        return False
    try:
        geometry = widget.screen.find_widget(widget)
    except NoWidget:
        return False
    return bool(geometry.region) and geometry.visible_region == geometry.region


class _PagedText(AutoHeightWidget):
    """A text shown in parts of a few lines."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._text = ""
        self._part = 0

    def show(self, text: str) -> None:
        """Show `text` from its beginning."""
        if text != self._text:
            self._text, self._part = text, 0
            self.redraw()

    def rows(self, width: int) -> int:
        """Return the most rows it takes at `width` cells."""
        lines = len(self._lines(width))
        return lines if lines <= PART_LINES else PART_LINES + 1

    @property
    def at_end(self) -> bool:
        """Return whether the last part is shown."""
        return (self._part + 1) * PART_LINES >= len(self._lines(self.size.width))

    def next_part(self) -> bool:
        """Show the next part. Return False if there is none."""
        if self.at_end:
            return False
        self._part += 1
        self.redraw()
        return True

    def _lines(self, width: int) -> list[str]:
        return wrap(self._text, max(width, 1), ALL_LINES, self.glyphs)

    def lines(self, width: int) -> Sequence[Line]:
        lines: list[Line] = [[(line, self.ink.plain)] for line in self._lines(width)]
        shown, place = part_of(lines, self._part, PART_LINES)
        return [*shown, [(place, self.ink.quiet)]] if place else shown
