"""The inbox screen, with every reply to what the user shared."""

from __future__ import annotations

from contextlib import suppress
from pathlib import PurePath
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from cmcheckin.journal.errors import JournalError
from cmcheckin.services.inbox import read_inbox
from cmcheckin.services.inbox_actions import acknowledge
from cmcheckin.ui.base_screen import BaseScreen
from cmcheckin.ui.inbox.page import InboxPage
from cmcheckin.ui.kit.frame import Heading, KeyLine
from cmcheckin.wording import reply as words

if TYPE_CHECKING:
    from cmcheckin.clock import Clock
    from cmcheckin.journal import Journal
    from cmcheckin.settings import Settings


class InboxScreen(BaseScreen):
    """Replies from every folder shared to. A reply counts as read once its whole text was on the screen."""

    TITLE = "inbox"
    HELP = words.INBOX_HELP
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "next", "next", tooltip="read on, then go to the next new reply", id="inbox.next"),
        Binding("up,k", "move(-1)", show=False, tooltip="previous reply", id="inbox.up"),
        Binding("down,j", "move(1)", show=False, tooltip="next reply", id="inbox.down"),
        Binding("pageup", "turn(-1)", show=False, tooltip="scroll up in this reply", id="inbox.up.page"),
        Binding("pagedown", "turn(1)", show=False, tooltip="scroll down in this reply", id="inbox.down.page"),
        Binding("r", "again", "reload", tooltip="read the folders again", id="inbox.again"),
        Binding("escape", "back", "back", tooltip="back to the previous screen", id="inbox.back"),
        Binding("q", "app.quit", "quit", id="inbox.leave"),
    ]

    def __init__(self, journal: Journal, settings: Settings, clock: Clock) -> None:
        super().__init__()
        self.journal, self.settings, self.clock = journal, settings, clock

    def compose(self) -> ComposeResult:
        yield Heading(words.INBOX)
        yield InboxPage(self.clock.today())
        yield KeyLine()

    def on_mount(self) -> None:
        """Read the folders."""
        self.reload()

    @property
    def body(self) -> InboxPage:
        """Return the widget that shows the replies."""
        return self.query_one(InboxPage)

    def reload(self) -> None:
        """Read the inbox and show it."""
        self.body.show_inbox(read_inbox(self.journal, self.settings, self.clock.now()))
        self._update_heading()
        self.refresh_bindings()
        if files := self.body.content.inbox.unread_files:
            self.show_message(words.unreadable(PurePath(files[0].path).name, files[0].reason))

    def _update_heading(self) -> None:
        inbox = self.body.content.inbox
        unread = sum(map(self.body.content.is_new, inbox.replies))
        self.query_one(Heading).show(words.INBOX, words.summary(len(inbox.replies), unread, len(inbox.unread_files)))
        self.call_after_refresh(self._mark_read)

    def _mark_read(self) -> None:
        """Mark the selected reply as read if all of it is on the screen."""
        reply = self.body.content.selected if self.is_mounted else None
        hidden = not self.is_current or self.has_class("-cramped") or not self.body.size.height
        if reply is None or hidden or not self.body.content.is_new(reply) or not self.body.at_end:
            return
        self.body.mark_read(reply)
        with suppress(JournalError):  # it stays unread
            acknowledge(self.journal, [reply], self.clock.now())
        self._update_heading()

    def uncovered(self) -> None:
        """Check again what is read."""
        self.call_after_refresh(self._mark_read)

    def on_inbox_page_resized(self) -> None:
        """Check again what is read, as more of a reply may fit now."""
        self.call_after_refresh(self._mark_read)

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enable the keys of replies while there are any."""
        return action not in ("next", "turn") or (self.is_mounted and bool(self.body.content.inbox.replies))

    def action_next(self) -> None:
        """Show the rest of the reply, then the next unread one."""
        self._mark_read()
        if not self.body.turn(1):
            content = self.body.content
            unread = [n for n, reply in enumerate(content.inbox.replies) if content.is_new(reply)]
            if unread:
                self.body.select(min(unread, key=lambda n: (n < content.at, n)))
            else:
                self.show_message(words.ALL_READ)
        self._update_heading()

    def action_move(self, by: int) -> None:
        """Select the reply `by` rows further down; up if negative."""
        self.body.select(self.body.content.at + by)
        self._update_heading()

    def on_paged_view_clicked(self, event: InboxPage.Clicked) -> None:
        """Select the clicked reply."""
        self.body.select(event.index)
        self._update_heading()

    def action_turn(self, by: int) -> None:
        """Show the part of this reply that is `by` further on."""
        self.body.turn(by)
        self._update_heading()

    def action_again(self) -> None:
        """Read the folders again."""
        self.reload()

    def action_back(self) -> None:
        """Go back to the previous screen."""
        self.app.pop_screen()
