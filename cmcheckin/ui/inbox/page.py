"""Draw the inbox: a row for each reply, and below them the text of the selected one, in parts if it is long."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from rich.cells import cell_len
from textual.message import Message

from cmcheckin.services.inbox import Inbox, InboxReply
from cmcheckin.sharing.share_file import day_made
from cmcheckin.ui.kit.painted import Line, Painted, fit, pad, wrap
from cmcheckin.wording import reply as words

FEWEST = 3
"""Fewest rows of the list, in a low window."""
ALL = 1000
"""More lines than any reply has."""


class InboxPage(Painted):
    """The widget that shows every reply."""

    DEFAULT_CSS = """
    InboxPage { height: 1fr; padding: 0 1; }
    """

    class Resized(Message):
        """Posted when the room for the text has changed."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self.inbox, self.today = Inbox(), today
        self.at = 0
        self._part = 0

    def show(self, inbox: Inbox) -> None:
        """Show the replies of `inbox`, with the first unread one selected."""
        self.inbox = inbox
        self.at = next((n for n, one in enumerate(inbox.replies) if one.state == "unread"), 0)
        self._part = 0
        self.redraw()

    @property
    def selected(self) -> InboxReply | None:
        """Return the reply whose text is shown."""
        return self.inbox.replies[self.at] if self.inbox.replies else None

    @property
    def at_end(self) -> bool:
        """Return whether the last part of the text is shown."""
        return self._part + 1 >= self._parts

    def select(self, at: int) -> None:
        """Select the reply at index `at`, or the nearest one."""
        at = min(max(at, 0), max(len(self.inbox.replies) - 1, 0))
        if at != self.at:
            self.at, self._part = at, 0
            self.redraw()

    def turn(self, by: int) -> bool:
        """Show the part `by` further on. Return False if there is none."""
        part = min(max(self._part + by, 0), self._parts - 1)
        turned, self._part = part != self._part, part
        if turned:
            self.redraw()
        return turned

    def on_resize(self) -> None:
        """Start again at the first part, as the parts have changed."""
        self._part = 0
        self.redraw()
        self.post_message(self.Resized())

    # Lines

    @property
    def _list_room(self) -> int:
        return max(min(len(self.inbox.replies), self.size.height // 2 - 1), FEWEST)

    @property
    def _text_room(self) -> int:
        """Return how many lines the text gets. The list, the rule and a line with the part number take the rest."""
        return max(self.size.height - self._list_room - 2, 1)

    @property
    def _parts(self) -> int:
        return max(-(-len(self._text(self.size.width)) // self._text_room), 1)

    def _text(self, width: int) -> list[Line]:
        one = self.selected
        if one is None:
            return []
        reply = one.reply
        lead = words.reply_title(reply.kind, reply.sender, one.title, reply.about_text)
        room = max(width - 2, 1)
        found = [(line, self.ink.strong) for line in wrap(lead, room, ALL, self.glyphs)]
        if reply.text:
            quoted = f"{self.glyphs.open_quote}{reply.text}{self.glyphs.close_quote}"
            found += [(line, self.ink.plain) for line in wrap(quoted, room, ALL, self.glyphs)]
        facts = [words.reply_date(day_made(reply.made), self.today, in_future=one.in_future)]
        facts += [words.SAME_ID] if one.has_id_conflict else []
        facts += [words.ANSWER_NOTICE] if reply.kind == "answer" else []
        found += [(line, self.ink.quiet) for line in wrap(". ".join(facts), room, ALL, self.glyphs)]
        return [[("  ", style), (line, style)] for line, style in found]

    def draw(self, width: int, height: int) -> Iterable[Line]:
        if not self.inbox.replies:
            nothing = words.NONE_YET if self.inbox.folders else words.NEVER_SHARED
            nothing = words.NONE_READABLE if self.inbox.unread_files else nothing
            yield from ([(line, self.ink.quiet)] for line in wrap(nothing, width, 3, self.glyphs))
            return
        room = self._list_room
        first = min(max(self.at - room // 2, 0), max(len(self.inbox.replies) - room, 0))
        rows = range(first, min(first + room, len(self.inbox.replies)))
        yield from (self._row(width, n) for n in rows)
        yield from ([] for _ in range(room - len(rows)))
        yield [(self.glyphs.rule * width, self.ink.faint)]
        yield from self._selected_part(width)

    def _selected_part(self, width: int) -> Sequence[Line]:
        text, room, parts = self._text(width), self._text_room, self._parts
        shown = text[self._part * room : (self._part + 1) * room]
        if parts == 1:
            return shown
        return [*shown, *([] for _ in range(room - len(shown))), [(f"  {self._part + 1} of {parts}", self.ink.quiet)]]

    def _row(self, width: int, n: int) -> Line:
        one, here = self.inbox.replies[n], n == self.at
        reply = one.reply
        dated = words.reply_date(day_made(reply.made), self.today, in_future=one.in_future)
        state = pad(words.STATE_LABELS[one.state], 5, self.glyphs)
        lead = words.reply_title(reply.kind, reply.sender, one.title, reply.about_text)
        said = f"{lead}  {reply.text}" if reply.text else lead
        room = max(width - 2 - 5 - 2 - cell_len(dated), 1)
        return [
            (f"{self.glyphs.marker} " if here else "  ", self.ink.accent),
            (state, self.ink.chosen if one.state == "unread" else self.ink.quiet),
            (f"{pad(fit(said, room, self.glyphs), room, self.glyphs)}  ", self.ink.strong if here else self.ink.plain),
            (dated, self.ink.quiet),
        ]
