"""A list of new replies, with the full text of the selected one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.errors import NoWidget
from textual.widget import Widget

from cmcheckin.paths import Paths
from cmcheckin.services.inbox import InboxReply, save_state
from cmcheckin.sharing.share_file import day_made
from cmcheckin.ui.kit.flowing import Flowing
from cmcheckin.ui.kit.listing import Entry, Listing
from cmcheckin.ui.kit.painted import Line, wrap
from cmcheckin.ui.kit.text_block import Remark
from cmcheckin.wording import checkin
from cmcheckin.wording import reply as words

HINTS: Final = (("k", "keep thanks as praise received"), ("enter", "next"))
AWAY: Final = (("up", "to the replies"), ("k", "keep thanks as praise received"))
LINES: Final = 5
"""Most lines of the selected reply shown at a time."""
ALL: Final = 1000
"""More lines than any reply has."""


class Replies(Vertical):
    """The unread replies, oldest first. A reply is read once its whole text was on the screen."""

    DEFAULT_CSS = """
    Replies { height: auto; }
    Replies #reply-text { margin-bottom: 1; }
    """

    def __init__(self, received: Sequence[InboxReply], today: date, kept: Callable[[InboxReply], bool]) -> None:
        super().__init__(id="came-in")
        self.received, self.today, self._kept = tuple(received), today, kept
        self.read: set[int] = set()
        """Indexes of the replies that were read."""

    def compose(self) -> ComposeResult:
        yield Remark(words.new_replies_heading(len(self.received)), id="replies-title")
        yield Listing("k", HINTS, most=2, tall=True, id="replies")
        yield _Words(id="reply-text")

    @property
    def listing(self) -> Listing:
        """Return the list, which takes the focus."""
        return self.query_one("#replies", Listing)

    @property
    def words(self) -> _Words:
        """Return the widget with the text of the selected reply."""
        return self.query_one(_Words)

    @property
    def thanks_left(self) -> bool:
        """Return whether there are thanks that aren't kept yet."""
        return any(one.reply.kind == "thanks" and not self._kept(one) for one in self.received)

    @property
    def all_read(self) -> bool:
        """Return whether every reply was read."""
        return len(self.read) == len(self.received)

    @property
    def rows(self) -> int:
        """Return how many rows they take now, with the title."""
        text = self.words.rows(max(self.size.width - 4, 1)) if self.words.display else 0
        return self.listing.rows + bool(self.received) + (text + 1 if text else 0)

    def show(self) -> None:
        """Redraw the list with what is kept and what is selected."""
        self.display = bool(self.received)
        self.listing.away = AWAY if self.thanks_left else ()
        self.listing.show([self._entry(one) for one in self.received])
        self.show_selected()

    def _entry(self, one: InboxReply) -> Entry:
        reply = one.reply
        kept = reply.kind == "thanks" and self._kept(one)
        facts = words.reply_date(day_made(reply.made), self.today, in_future=one.in_future)
        return Entry(_lead(one), facts, self._quoted(one), checkin.KEPT if kept else "")

    def _quoted(self, one: InboxReply) -> str:
        glyphs = self.listing.glyphs
        return f"{glyphs.open_quote}{one.reply.text}{glyphs.close_quote}" if one.reply.text else ""

    def show_selected(self) -> None:
        """Show the text of the selected reply if it doesn't fit in its row, or if there is a warning about it."""
        at = self.listing.at
        said = ""
        if at < len(self.received):
            one = self.received[at]
            short = self.listing.has_room_for(at, max(self.size.width - 4, 1)) and not one.has_id_conflict
            said = "" if short else " ".join(filter(None, (_lead(one), self._quoted(one), _warning(one))))
        self.words.say(said)
        self.words.display = bool(said)
        self.call_after_refresh(self.note)

    def note(self) -> None:
        """Mark the replies that are fully on the screen as read."""
        if not self.received or not _seen(self.listing):
            return
        width = self.listing.size.width
        for n in self.listing.drawn:
            if self.listing.has_room_for(n, width) and not self.received[n].has_id_conflict:
                self.read.add(n)
        if self.words.display and self.words.at_end and _seen(self.words):
            self.read.add(self.listing.at)

    def remember(self, paths: Paths) -> None:
        """Save which replies were read, and which were kept as praise. Raises OSError."""
        thanks = [one for one in self.received if one.reply.kind == "thanks" and self._kept(one)]
        save_state(paths, [one for n, one in enumerate(self.received) if n in self.read])
        save_state(paths, thanks, "kept")

    def next(self) -> bool:
        """Show more of the selected reply, or select the next unread one. Return False when all are read."""
        self.note()
        if self.words.display and self.words.turn():
            self.call_after_refresh(self.note)
            return True
        at = self.listing.at
        left = sorted((n for n in range(len(self.received)) if n not in self.read), key=lambda n: (n < at, n))
        if not left:
            return False
        self.listing.select(str(left[0]))
        self.show_selected()
        return True


def _lead(one: InboxReply) -> str:
    return words.reply_title(one.reply.kind, one.reply.sender, one.title, one.reply.about_text)


def _warning(one: InboxReply) -> str:
    return f"({words.SAME_ID})" if one.has_id_conflict else ""


def _seen(widget: Widget) -> bool:
    """Return whether all of `widget` is on the screen."""
    if not widget.is_attached or not widget.screen.is_current or widget.screen.has_class("-cramped"):
        return False
    try:
        place = widget.screen.find_widget(widget)
    except NoWidget:
        return False
    return bool(place.region) and place.visible_region == place.region


class _Words(Flowing):
    """A text shown in parts of a few lines."""

    def __init__(self, *, id: str) -> None:  # noqa: A002  Textual's name
        super().__init__(id=id)
        self._text = ""
        self._part = 0

    def say(self, text: str) -> None:
        """Show `text` from its beginning."""
        if text != self._text:
            self._text, self._part = text, 0
            self.redraw()

    def rows(self, width: int) -> int:
        """Return the most rows it takes at `width` cells."""
        lines = len(self._lines(width))
        return lines if lines <= LINES else LINES + 1

    @property
    def at_end(self) -> bool:
        """Return whether the last part is shown."""
        return (self._part + 1) * LINES >= len(self._lines(self.size.width))

    def turn(self) -> bool:
        """Show the next part. Return False if there is none."""
        if self.at_end:
            return False
        self._part += 1
        self.redraw()
        return True

    def _lines(self, width: int) -> list[str]:
        return wrap(self._text, max(width, 1), ALL, self.glyphs)

    def lines(self, width: int) -> Sequence[Line]:
        every = self._lines(width)
        parts = -(-len(every) // LINES)
        shown = every[self._part * LINES : (self._part + 1) * LINES]
        found: list[Line] = [[(line, self.ink.plain)] for line in shown]
        if parts > 1:
            found += [[]] * (LINES - len(found))
            found.append([(f"{self._part + 1} of {parts}", self.ink.quiet)])
        return found
