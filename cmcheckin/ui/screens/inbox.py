"""The inbox: every reply to what was shared."""

from __future__ import annotations

from contextlib import suppress
from pathlib import PurePath
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from cmcheckin.checkin.inbox import read_inbox, remember
from cmcheckin.ui.screens.base import HouseScreen
from cmcheckin.ui.widgets.footer import KeyLine
from cmcheckin.ui.widgets.heading import Heading
from cmcheckin.ui.widgets.inbox_page import InboxPage
from cmcheckin.wording import reply as words

if TYPE_CHECKING:
    from cmcheckin.clock import Clock
    from cmcheckin.journal import Journal
    from cmcheckin.settings import Settings


class InboxScreen(HouseScreen):
    """Replies from every folder shared to. One is read once all of its words were on the screen."""

    TITLE = "the inbox"
    HELP = f"""
Replies are looked for in every folder you shared to, and in [share] folder of config.toml. New ones come up in the \
check-in too, until you read them.

{words.SENDER} The win or ask it is about is named in your own words. {words.CLOSES_NOTHING}
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "next", "next", tooltip="the rest of this reply, then the next new one", id="inbox.next"),
        Binding("up,k", "move(-1)", show=False, tooltip="the reply above", id="inbox.up"),
        Binding("down,j", "move(1)", show=False, tooltip="the reply below", id="inbox.down"),
        Binding("pageup", "turn(-1)", show=False, tooltip="back in this reply", id="inbox.up.page"),
        Binding("pagedown", "turn(1)", show=False, tooltip="on in this reply", id="inbox.down.page"),
        Binding("r", "again", "read again", tooltip="read the folders again", id="inbox.again"),
        Binding("escape", "back", "back", id="inbox.back"),
        Binding("q", "app.quit", "leave", id="inbox.leave"),
    ]

    def __init__(self, journal: Journal, settings: Settings, clock: Clock) -> None:
        super().__init__()
        self.journal, self.settings, self.clock = journal, settings, clock
        self._read: set[str] = set()

    def compose(self) -> ComposeResult:
        yield Heading(words.INBOX)
        yield InboxPage(self.clock.today())
        yield KeyLine()

    def on_mount(self) -> None:
        """Look into the folders."""
        self.reload()

    @property
    def body(self) -> InboxPage:
        """The replies."""
        return self.query_one(InboxPage)

    def reload(self) -> None:
        """Show what there is now."""
        self._read.clear()
        self.body.show(read_inbox(self.journal, self.settings, self.clock.now()))
        self._shown()
        if files := self.body.inbox.unread_files:
            self.say(words.could_not_be_read(PurePath(files[0].path).name, files[0].reason))

    def _shown(self) -> None:
        found = self.body.inbox
        left = sum(one.key not in self._read for one in found.unread)
        self.query_one(Heading).say(words.INBOX, words.summary(len(found.received), left, len(found.unread_files)))
        self.call_after_refresh(self._note)

    def _note(self) -> None:
        """What is in full on the screen has been read."""
        one = self.body.selected if self.is_mounted else None
        unseen = not self.is_current or self.has_class("-cramped") or not self.body.size.height
        if one is None or unseen or one.state != "unread" or one.key in self._read or not self.body.at_end:
            return
        self._read.add(one.key)
        with suppress(OSError):  # then it is new once more
            remember(self.journal.places, [one])
        self._shown()

    def on_screen_resume(self) -> None:
        """Back from the help or the palette."""
        if self.is_mounted:
            self.call_after_refresh(self._note)

    def on_inbox_page_resized(self) -> None:
        """More of a reply may have room by now."""
        self.call_after_refresh(self._note)

    # Keys

    def action_next(self) -> None:
        """The rest of the words, then the next reply that is unread."""
        self._note()
        if not self.body.turn(1):
            found = self.body.inbox.received
            left = [n for n, one in enumerate(found) if one.state == "unread" and one.key not in self._read]
            if left:
                self.body.select(min(left, key=lambda n: (n < self.body.at, n)))
            else:
                self.say(words.ALL_READ)
        self._shown()

    def action_move(self, by: int) -> None:
        """Another reply."""
        self.body.select(self.body.at + by)
        self._shown()

    def action_turn(self, by: int) -> None:
        """Another part of this one."""
        self.body.turn(by)
        self._shown()

    def action_again(self) -> None:
        """Look into the folders again."""
        self.reload()

    def action_back(self) -> None:
        """Back to where one came from."""
        self.app.pop_screen()
