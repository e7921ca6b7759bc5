"""A list of new replies in the check-in, with the text of the selected one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from textual.app import ComposeResult
from textual.containers import Vertical

from cmcheckin.services.inbox import InboxReply
from cmcheckin.sharing.share_file import day_made
from cmcheckin.ui.kit.listing import Listing, ListItem
from cmcheckin.ui.kit.text_block import TextBlock
from cmcheckin.wording import checkin
from cmcheckin.wording import reply as words

TEXT_LINES: Final = 5
"""Most lines of the text of the selected reply. Space shows all of it on a screen of its own."""
KEYS: Final = "akr"
"""The keys of a reply: mark as read, keep as praise, answer."""


class Replies(Vertical):
    """Lists unread `replies`. One is read only once the user says so with a key. `is_kept` returns whether thanks are
    praise in the form."""

    DEFAULT_CSS = """
    Replies { height: auto; }
    Replies #reply-text { margin-bottom: 1; }
    """

    def __init__(self, replies: Sequence[InboxReply], today: date, is_kept: Callable[[InboxReply], bool]) -> None:
        super().__init__(id="came-in")
        self.replies, self.today, self._is_kept = list(replies), today, is_kept
        self._text_lines = TEXT_LINES

    def compose(self) -> ComposeResult:
        yield TextBlock(words.new_replies_heading(len(self.replies)), id="replies-title")
        yield Listing(KEYS, most=2, tall=True, id="replies")
        yield TextBlock(quiet=False, most=TEXT_LINES, id="reply-text")

    @property
    def listing(self) -> Listing:
        """Return the list."""
        return self.query_one("#replies", Listing)

    @property
    def kept(self) -> list[InboxReply]:
        """Return the thanks that are praise in the form."""
        return [one for one in self.replies if one.reply.kind == "thanks" and self._is_kept(one)]

    @property
    def rows(self) -> int:
        """Return how many rows they take now, with the title."""
        text = self.query_one("#reply-text", TextBlock)
        lines = len(text.lines(max(self.size.width - 4, 1))) if text.display else 0
        return self.listing.rows + bool(self.replies) + (lines + 1 if lines else 0)

    def limit_text(self, lines: int) -> None:
        """Show the text of the selected reply in at most `lines` lines, or not at all if there is only room for its
        beginning, which its row has already."""
        self._text_lines = min(lines, TEXT_LINES) if lines > 1 else 0
        self.show_selected()

    def update(self, one: InboxReply) -> None:
        """Show `one`, which was read or answered, as it is now."""
        self.replies = [one if reply.key == one.key else reply for reply in self.replies]
        self.show()

    def show(self) -> None:
        """Redraw the list with what was done with each reply, and the selection."""
        self.display = bool(self.replies)
        self.listing.away = words.LIST_KEYS_ELSEWHERE
        self.listing.show([self._entry(one) for one in self.replies])
        self.show_selected()

    def next(self) -> bool:
        """Select the next unread reply that isn't kept. Return False if there is none."""
        kept, at = {one.key for one in self.kept}, self.listing.at
        left = [n for n, one in enumerate(self.replies) if one.state == "unread" and one.key not in kept]
        if left:
            self.listing.select(str(min(left, key=lambda n: (n < at, n))))
            self.show_selected()
        return bool(left)

    def _entry(self, one: InboxReply) -> ListItem:
        reply = one.reply
        facts = words.reply_date(day_made(reply.made), self.today, in_future=one.in_future)
        is_kept = reply.kind == "thanks" and self._is_kept(one)
        answer = checkin.KEPT if is_kept else words.STATE_ANSWERS[one.state]
        return ListItem(_lead(one), facts, self._quoted(one), answer)

    def _quoted(self, one: InboxReply) -> str:
        glyphs = self.listing.glyphs
        return f"{glyphs.open_quote}{one.reply.text}{glyphs.close_quote}" if one.reply.text else ""

    def show_selected(self) -> None:
        """Show the keys of the selected reply, and its text if that doesn't fit in its row or there is a warning about
        it."""
        text = ""
        if self.replies:
            one = self.replies[self.listing.at]
            self.listing.hints = words.list_keys(one.reply.kind)
            self.listing.redraw()
            short = self.listing.has_room_for(self.listing.at, max(self.size.width - 4, 1)) and not one.has_id_conflict
            warning = f"({words.SAME_ID})" if one.has_id_conflict else ""
            text = "" if short else " ".join(filter(None, (_lead(one), self._quoted(one), warning)))
        block = self.query_one("#reply-text", TextBlock)
        block.quiet, block.most = not self.listing.has_focus, self._text_lines
        block.show(text)
        block.redraw()
        block.display = bool(text and self._text_lines)


def _lead(one: InboxReply) -> str:
    return words.reply_title(one.reply.kind, one.reply.sender, one.title, one.reply.about_text)
