"""The inbox screen, with every reply to what the user shared."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from cmcheckin.services.inbox import Inbox, InboxReply, read_inbox
from cmcheckin.sharing.share_file import DATED
from cmcheckin.ui.base_screen import BaseScreen
from cmcheckin.ui.inbox.acting import ReplyActions
from cmcheckin.ui.inbox.rows import ReplyList, ReplyRows
from cmcheckin.ui.inbox.text import ReplyContent, ReplyText
from cmcheckin.ui.kit.frame import Heading, KeyLine
from cmcheckin.ui.undoing import undo_or_redo
from cmcheckin.wording import disabled_keys
from cmcheckin.wording import inbox as words
from cmcheckin.wording import reply as reply_words

if TYPE_CHECKING:
    from textual import events

    from cmcheckin.clock import Clock
    from cmcheckin.journal import Journal
    from cmcheckin.settings import Settings

WIDE: Final = 118
"""Columns from which the text of the selected reply is beside the list instead of below it."""


class InboxScreen(BaseScreen):
    """Replies from every folder shared to. A reply is read only once the user says so with a key, or acts on it."""

    TITLE = "inbox"
    HELP = reply_words.INBOX_HELP
    DEFAULT_CSS = """
    InboxScreen ReplyText { border-top: solid $foreground 20%; margin: 0 1; padding: 0 0 1 0; }
    InboxScreen.-wide { layout: grid; grid-size: 2; grid-columns: 46 1fr; grid-rows: 2 1fr; }
    InboxScreen.-wide Heading { column-span: 2; }
    InboxScreen.-wide ReplyList { height: 100%; padding: 0 1 1 1; }
    InboxScreen.-wide.-empty ReplyList { column-span: 2; }
    InboxScreen.-wide ReplyText { border-top: none; border-left: solid $foreground 20%; padding: 0 1; margin: 0 0 1 0; }
    """
    WHY_DISABLED = disabled_keys.INBOX
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("k", "keep", "keep as praise", tooltip="keep thanks as praise in today's check-in", id="inbox.keep"),
        Binding("l", "plan_leave", "plan leave", tooltip="plan leave from cover or time off", id="inbox.plan"),
        Binding("r", "answer('first')", "answer", tooltip="answer the question", id="inbox.answer.question"),
        Binding("enter", "mark_read", "mark read", tooltip="mark as read, and go to the next new one", id="inbox.read"),
        Binding("a", "mark_read", show=False, tooltip="mark as read, and go to the next new one", id="inbox.read.also"),
        Binding("enter,a", "next", show=False, tooltip="go to the next new reply", id="inbox.next"),
        Binding("r", "answer('')", "answer", tooltip="answer with your next share", id="inbox.answer"),
        Binding("space", "turn(1)", "more", tooltip="scroll down in this reply", id="inbox.more"),
        Binding("pagedown", "turn(1)", show=False, tooltip="scroll down in this reply", id="inbox.down.page"),
        Binding("pageup", "turn(-1)", show=False, tooltip="scroll up in this reply", id="inbox.up.page"),
        Binding("up", "move(-1)", show=False, tooltip="previous reply", id="inbox.up"),
        Binding("down", "move(1)", show=False, tooltip="next reply", id="inbox.down"),
        Binding("home", "move(-999999)", show=False, tooltip="to the first reply", id="inbox.first"),
        Binding("end", "move(999999)", show=False, tooltip="to the last reply", id="inbox.last"),
        Binding("escape", "back", "back", tooltip="back to the previous screen", id="inbox.back"),
        Binding("u", "undo", "undo", tooltip="undo your last change", id="inbox.undo"),
        Binding("ctrl+r", "redo", show=False, tooltip="redo what you undid last", id="inbox.redo"),
        Binding("R", "again", show=False, tooltip="read the folders again", id="inbox.again"),
        Binding("q", "app.quit", "quit", id="inbox.leave"),
    ]

    def __init__(self, journal: Journal, settings: Settings, clock: Clock) -> None:
        super().__init__()
        self.journal, self.settings, self.clock = journal, settings, clock
        self._inbox = Inbox()
        self._actions = ReplyActions(self, self._update)

    def compose(self) -> ComposeResult:
        self._set_size_class(self.app.size.width)
        yield Heading(reply_words.INBOX)
        yield ReplyList(self.clock.today())
        yield ReplyText(self.clock.today())
        yield KeyLine()

    def on_mount(self) -> None:
        """Read the folders."""
        self.reload()

    def on_resize(self, event: events.Resize) -> None:
        self._set_size_class(event.size.width)
        if self.is_mounted:
            self._show(self.rows.content)

    def _set_size_class(self, columns: int) -> None:
        self.set_class(columns >= WIDE, "-wide")

    @property
    def rows(self) -> ReplyList:
        """Return the list."""
        return self.query_one(ReplyList)

    @property
    def selected(self) -> InboxReply | None:
        """Return the selected reply."""
        return self.rows.content.selected if self.is_mounted else None

    # Reading and drawing

    def day_changed(self) -> None:
        """Show dates as of the new day."""
        self.reload()

    def reload(self) -> None:
        """Read the folders again, and sort the replies. The same one stays selected; at first, the first unread one."""
        self._inbox = found = read_inbox(self.journal, self.settings, self.clock.now())
        replies, fresh = found.replies, sum(one.state == "unread" for one in found.replies)
        before = self.selected.key if self.selected else None
        at = next((n for n, one in enumerate(replies) if one.key == before), 0)
        nothing = reply_words.NONE_YET if found.folders else reply_words.NEVER_SHARED
        nothing = reply_words.NONE_READABLE if found.unread_files else nothing
        self._show(ReplyRows(self.clock.today(), replies, fresh, at, nothing))
        self._show_unreadable()

    def _update(self) -> None:
        """Read again what was done with the replies, which keep their places until the inbox is opened again."""
        content = self.rows.content
        self._inbox = read_inbox(self.journal, self.settings, self.clock.now())
        now = {one.key: one for one in self._inbox.replies}
        self._show(replace(content, replies=tuple(now.get(one.key, one) for one in content.replies)))

    def _show(self, content: ReplyRows) -> None:
        """Show `content`, the text of its selected reply, and how many are unread."""
        is_wide, room = self.has_class("-wide"), max(self.app.size.height - 4, 1)
        content = replace(content, tall=is_wide, has_air=is_wide and len(content.replies) * 3 + 1 <= room)
        if not is_wide:
            self.rows.styles.height = max(min(content.lines, room // 2 - 1), 3)
        self.rows.show_rows(content)
        one = content.selected
        draft = self._actions.draft(one) if one else ""
        text = self.query_one(ReplyText)
        text.display = one is not None
        self.set_class(one is None, "-empty")
        text.show_reply(ReplyContent(self.clock.today(), one, draft))
        unread = sum(reply.state == "unread" for reply in content.replies)
        summary = reply_words.summary(len(content.replies), unread)
        self.query_one(Heading).show(reply_words.INBOX, summary)
        self.refresh_bindings()

    def _show_unreadable(self) -> None:
        """Show above the keys which file couldn't be read, and what to do about it."""
        text = words.unreadable([(PurePath(one.path).name, one.reason) for one in self._inbox.unread_files])
        self.query_one(KeyLine).show_notice(text, "R")

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enable what can be done with the selected reply."""
        one = self.selected
        match action:
            case "keep":
                return one is not None and one.reply.kind == "thanks" and not one.is_kept
            case "plan_leave":
                return one is not None and one.reply.kind in DATED
            case "answer":
                return one is not None and (one.reply.kind == "question") == bool(parameters[0])
            case "mark_read":
                return one is not None and one.state == "unread"
            case "next":
                return one is not None and one.state != "unread"
            case "turn":
                return one is not None and self.query_one(ReplyText).overflows
        return True

    def why_disabled(self, action: str) -> str:
        """Return why the key of `action` does nothing for the selected reply."""
        if action == "keep" and self.selected is not None and self.selected.is_kept:
            return words.ALREADY_KEPT
        return super().why_disabled(action)

    def action_move(self, by: int) -> None:
        """Select the reply `by` rows further down; up if negative."""
        self._select(self.rows.content.at + by)

    def _select(self, at: int) -> None:
        content = self.rows.content
        self._show(replace(content, at=min(max(at, 0), max(len(content.replies) - 1, 0))))

    def on_paged_view_clicked(self, event: ReplyList.Clicked) -> None:
        """Select the clicked reply."""
        if (at := self.rows.content.reply_at(event.index)) is not None:
            self._select(at)

    def action_turn(self, by: int) -> None:
        """Scroll the text down by a page, or up if `by` is negative."""
        text = self.query_one(ReplyText)
        text.scroll(by * text.page_size)

    def action_again(self) -> None:
        """Read the folders again."""
        self.reload()
        self.show_message(words.READ_AGAIN)

    def action_back(self) -> None:
        """Go back to the previous screen."""
        self.app.pop_screen()

    def action_next(self) -> None:
        """Select the next unread reply, after the selected one if possible."""
        content = self.rows.content
        unread = [n for n, one in enumerate(content.replies) if one.state == "unread"]
        if unread:
            self._select(min(unread, key=lambda n: (n < content.at, n)))
        else:
            self.show_message(reply_words.ALL_READ)

    # Actions on a reply

    def action_mark_read(self) -> None:
        """Mark the selected reply as read, and go to the next unread one."""
        if (one := self.selected) is not None:
            self._actions.mark_read(one, self.action_next)

    def action_keep(self) -> None:
        """Keep the selected thanks as praise."""
        if (one := self.selected) is not None:
            self._actions.keep(one)

    def action_plan_leave(self) -> None:
        """Ask for the days, and plan leave."""
        if (one := self.selected) is not None:
            self._actions.ask_for_leave(one, self.settings)

    def action_answer(self, _: str) -> None:
        """Ask for an answer to the selected reply."""
        if (one := self.selected) is not None:
            self._actions.ask_for_answer(one)

    def save_draft(self) -> bool:
        """Return whether an answer is being typed. It is saved as a draft after each key."""
        return self._actions.is_typing

    def draft_message(self) -> str:
        """Return the message that the answer being typed is kept."""
        return words.DRAFT_KEPT if self._actions.is_typing else ""

    def action_undo(self) -> None:
        """Undo this device's last change, once the key is pressed twice."""
        undo_or_redo(self, "undo")

    def action_redo(self) -> None:
        """Make the change again that was undone last, once the key is pressed twice."""
        undo_or_redo(self, "redo")
