"""A reply in full: who sent it and when, what it is about, its text, and what was done with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from textual import events

from cmcheckin.services.inbox import InboxReply
from cmcheckin.sharing.share_file import day_made
from cmcheckin.ui.kit.line_widget import Line, text_lines
from cmcheckin.ui.kit.paged_view import Page, PagedView, hidden_rows
from cmcheckin.ui.kit.painter import Painter
from cmcheckin.ui.kit.text_cells import MEASURE
from cmcheckin.wording import inbox as words
from cmcheckin.wording import reply as reply_words

MAX_LINES: Final = 3000
"""More lines than the longest reply has."""


@dataclass(frozen=True)
class ReplyContent:
    """The reply `reply`, if any, and its unsaved answer `draft`. `today`: what dates are relative to."""

    today: date
    reply: InboxReply | None = None
    draft: str = ""

    def page(self, painter: Painter, width: int, height: int) -> Page:
        lines = self._lines(painter, max(min(width - 2, MEASURE), 1))
        rows: list[Line] = [[("  ", painter.ink.plain), *line] for line in lines]
        hidden = hidden_rows(painter, len(rows))
        return Page(rows, more=hidden, at_end=hidden)

    def _lines(self, painter: Painter, width: int) -> Iterator[Line]:
        if self.reply is None:
            return
        one, ink, glyphs = self.reply, painter.ink, painter.glyphs
        reply, quotes = one.reply, (glyphs.open_quote, glyphs.close_quote)
        yield from text_lines(
            reply_words.reply_title(reply.kind, reply.sender, "", ""), ink.strong, width, MAX_LINES, glyphs
        )
        dated = reply_words.reply_date(day_made(reply.made), self.today, in_future=one.in_future)
        subject = words.subject(dated, one.title, reply.about_text)
        yield from text_lines(subject, ink.quiet, width, MAX_LINES, glyphs)
        if reply.text:
            yield []
            paragraphs = f"{quotes[0]}{reply.text}{quotes[1]}".split("\n")
            for paragraph in paragraphs:
                yield from text_lines(paragraph, ink.plain, width, MAX_LINES, glyphs) or [[]]
        if offered := words.offered(reply.first, reply.last, self.today):
            yield []
            yield from text_lines(offered, ink.plain, width, MAX_LINES, glyphs)
        outcomes = list(words.outcomes(one.saved, self.today))
        if self.draft:
            outcomes.append(words.UNSAVED.format(quoted=f"{quotes[0]}{self.draft}{quotes[1]}"))
        for text in outcomes:
            yield []
            yield from text_lines(text, ink.strong, width, MAX_LINES, glyphs)
        notices = [reply_words.SAME_ID] if one.has_id_conflict else []
        notices += [reply_words.ANSWER_NOTICE] if reply.kind == "answer" else []
        notices += [] if one.path else [words.FILE_GONE]
        if notices:
            yield []
            yield from text_lines(" ".join(notices), ink.quiet, width, MAX_LINES, glyphs)


class ReplyText(PagedView):
    """The text of the selected reply. The wheel scrolls it."""

    DEFAULT_CSS = """
    ReplyText { height: 1fr; padding: 0 1 1 1; }
    """

    def __init__(self, today: date) -> None:
        super().__init__()
        self.content = ReplyContent(today)

    def show_reply(self, content: ReplyContent) -> None:
        """Show `content`, from its beginning if it is another reply."""
        before, self.content = self.content.reply, content
        is_same = before is not None and content.reply is not None and before.key == content.reply.key
        self.show(content, from_top=not is_same)

    def on_click(self, event: events.Click) -> None:
        """Do nothing, as a line of text isn't a row to select."""
        event.prevent_default()

    def turn_wheel(self, by: int) -> None:
        """Scroll by a line."""
        self.scroll(by)
