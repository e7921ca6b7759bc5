"""Replies to the selected row, and the manager's own marks of it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from functools import reduce
from typing import ClassVar, Final

from textual.binding import Binding, BindingType

from cmcheckin.domain.errors import Refused
from cmcheckin.domain.text import clean
from cmcheckin.services.replying import draft_key, offered_days
from cmcheckin.sharing.attention import Recipient, mark_keys, recipient
from cmcheckin.sharing.codec import NAME_LENGTH
from cmcheckin.sharing.follow_up import FollowUp, MarkState, with_marks
from cmcheckin.sharing.share_file import DATED
from cmcheckin.ui.kit.frame import KeyLine
from cmcheckin.ui.kit.prompt import Prompt
from cmcheckin.ui.protocols import TeamApp
from cmcheckin.ui.review.base_screen import FolderScreen
from cmcheckin.wording import needs_you, reply
from cmcheckin.wording import review as words

CHANGE_NAME: Final = "change name"
REPLY_KEYS: Final[tuple[BindingType, ...]] = (
    Binding("t", "reply('thanks')", "thanks", tooltip="say thanks for the selected win", id="review.thanks"),
    Binding("a", "reply('answer')", "answer", tooltip="answer the selected ask", id="review.answer"),
)
MORE_REPLY_KEYS: Final[tuple[BindingType, ...]] = (
    Binding("x", "mark('done')", "done", tooltip="mark the selected entry as done", id="review.done"),
    Binding("m", "mark('talk')", "talk", tooltip="mark the selected entry to talk about", id="review.talk"),
    Binding("c", "reply('cover')", "offer", tooltip="offer cover", id="review.cover"),
    Binding("d", "reply('time')", "offer", tooltip="offer time off", id="review.time"),
    Binding("b", "reply('budget')", "offer", tooltip="offer budget", id="review.budget"),
    Binding("i", "reply('introduction')", "offer", tooltip="offer an introduction", id="review.introduction"),
    Binding("o", "one_to_one", "one-to-one", tooltip="prepare your next one-to-one", id="review.meeting"),
    Binding("w", "reply('question')", "ask", tooltip="ask this person a question", id="review.question"),
    Binding("u", "undo_mark", "undo", tooltip="undo your last mark", id="review.undo"),
)


def name_prompt(review: TeamApp, enter: str) -> Prompt:
    """Return a prompt for the name below replies. `enter` names what Enter does."""

    def check(name: str) -> str:
        length = len(clean(name))
        return reply.NAME_TOO_LONG.format(length=length, limit=NAME_LENGTH) if length > NAME_LENGTH else ""

    hint = reply.NAME_HINT.format(limit=NAME_LENGTH)
    return Prompt(reply.NAME_PROMPT, review.sender, hint=hint, enter=enter, check=check)


def days_prompt(today: date, enter: str) -> Prompt:
    """Return a prompt for the days of an offer made on `today`. `enter` names what Enter does."""

    def check(text: str) -> str:
        try:
            offered_days(text, today)
        except ValueError as error:
            return str(error)
        return ""

    return Prompt(needs_you.DAYS_PROMPT, hint=needs_you.DAYS_HINT, enter=enter, check=check)


def set_sender(review: TeamApp, name: str | None) -> bool:
    """Use `name` for replies from now on, and return True; do nothing for None, when the prompt was left."""
    if name is not None:
        review.name_asked, review.sender = True, clean(name)
    return name is not None


class ReplyPrompt(Prompt):
    """A prompt for the text of a reply. It shows the name below the reply, and Ctrl+N changes that."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+n", "change_name", CHANGE_NAME, show=False)]

    def __init__(self, review: TeamApp, label: str, text: str, typed: Callable[[str], str], then: str) -> None:
        """`then` names what Enter does if the name is known."""
        self._review = review
        if review.is_name_known:
            hint, enter, keys = reply.sender_hint(review.sender), then, [("ctrl+n", CHANGE_NAME)]
        else:
            hint, enter, keys = reply.WITHOUT_NAME_HINT, "next", []
        super().__init__(label, text, hint=hint, enter=enter, keys=keys, typed=typed)

    def action_change_name(self) -> None:
        """Ask for another name, unless Enter asks for the first one anyway."""
        if self._review.is_name_known:
            self.app.push_screen(name_prompt(self._review, "done"), self._changed)

    def _changed(self, name: str | None) -> None:
        set_sender(self._review, name)
        self.show_hint(reply.sender_hint(self._review.sender))


class ReplyScreen(FolderScreen):
    """A list of what people shared, with keys to reply to them and to mark rows."""

    def show_notes_problem(self) -> None:
        """Show above the keys that the follow-up can't be read, while that is so."""
        notice = needs_you.NOTES_UNREADABLE if self.review.notes.problem else ""
        self.query_one(KeyLine).show_notice(notice, "r")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enable the keys that apply to the selected row."""
        if not self.is_mounted:
            return True
        match action, parameters:
            case "reply", (kind,):
                return self.recipient(str(kind)) is not None
            case "mark", _:
                return bool(mark_keys(self.body.selected))
            case "undo_mark", _:
                return bool(self.review.notes.marks_before)
            case "one_to_one", _:
                return self.selected_person() is not None
        return True

    # Replies

    def recipient(self, kind: str) -> Recipient | None:
        """Return who a reply of `kind` to the selected row goes to; None if the row can't have one."""
        return recipient(kind, self.body.selected, self.selected_person())

    def action_reply(self, kind: str) -> None:
        """Ask for the text of a reply, for the days of an offer, and for the manager's name if it isn't known. Keep a
        text that isn't sent."""
        to = self.recipient(kind)
        if to is None:
            return
        draft = draft_key(to.person, kind, to.about)

        def typed(text: str) -> str:
            self.review.notes.keep_unsent(draft, text.strip())
            return ""

        def entered(text: str | None) -> None:
            if text is None:
                return
            if not text and kind != "thanks":
                self.show_message(words.NOTHING_WRITTEN)
            elif kind in DATED:
                self.app.push_screen(days_prompt(self.reading.today, self._last_key), dated(text))
            else:
                self._sign(kind, to, text)

        def dated(text: str) -> Callable[[str | None], None]:
            return lambda days: None if days is None else self._sign(kind, to, text, days)

        label = words.reply_prompt(kind, to.name, to.about_text)
        then = "next" if kind in DATED else "reply"
        self.app.push_screen(
            ReplyPrompt(self.review, label, self.review.notes.unsent.get(draft, ""), typed, then), entered
        )

    @property
    def _last_key(self) -> str:
        """Return what Enter does before the name is asked, if it is."""
        return "reply" if self.review.is_name_known else "next"

    def _sign(self, kind: str, to: Recipient, text: str, days: str = "") -> None:
        """Ask for the manager's name if it isn't known, then write the reply."""

        def named(name: str | None) -> None:
            if set_sender(self.review, name):
                self._send(kind, to, text, days)

        if self.review.is_name_known:
            self._send(kind, to, text, days)
        else:
            self.app.push_screen(name_prompt(self.review, "reply"), named)

    def _send(self, kind: str, to: Recipient, text: str, days: str) -> None:
        """Write the reply, or show why it can't be written and keep its text."""
        try:
            offered = offered_days(days, self.reading.today)
            unsaved = self.review.reply(kind, to.person, text, to.about, to.about_text, offered)
        except FileNotFoundError:
            self.show_message(words.NO_FOLDER)
        except (Refused, OSError) as error:
            self.show_message(words.reply_not_written((getattr(error, "strerror", None) or str(error)).lower()))
        else:
            self.review.notes.keep_unsent(draft_key(to.person, kind, to.about), "")
            self.reload()
            not_saved = words.FOLLOW_UP_NOT_SAVED.format(reason=unsaved) if unsaved else ""
            self.show_message(not_saved or words.reply_written(to.name, self.reading.today, *offered))

    # Marks

    def action_mark(self, state: MarkState) -> None:
        """Mark the selected row as `state`, or remove that mark. Only the latest win is marked to talk about."""
        notes = self.review.notes.saved
        keys = mark_keys(self.body.selected)[: 1 if state == "talk" else None]
        if not keys:
            return
        before = {key: notes.marks.get(key) for key in keys}
        is_marked = all(mark is not None and mark.state == state for mark in before.values())
        new, today = None if is_marked else state, self.reading.today
        if self._change_marks(lambda follow_up: reduce(lambda f, key: f.mark(key, new, today), keys, follow_up)):
            self.review.notes.marks_before.append(before)
            self.reload()
            self.show_message(needs_you.MARKED[new or ""])

    def action_undo_mark(self) -> None:
        """Undo the last mark of this session."""
        if self.review.notes.marks_before:
            before = self.review.notes.marks_before[-1]
            if self._change_marks(lambda follow_up: with_marks(follow_up, before)):
                self.review.notes.marks_before.pop()
                self.reload()
                self._select_marked(before)
                self.show_message(needs_you.UNDONE)

    def _select_marked(self, keys: Collection[str]) -> None:
        """Select the first row whose marks have one of `keys`, if any is shown."""
        view = self.body.view
        rows = view.rows if view is not None else ()
        at = next((n for n, row in enumerate(rows) if any(key in keys for key in mark_keys(row))), None)
        if view is not None and at is not None:
            self.body.show_view(view, at)
            self.refresh_bindings()

    def _change_marks(self, change: Callable[[FollowUp], FollowUp]) -> bool:
        """Save `change`, or show why it can't be saved. Return whether it was."""
        if reason := self.review.notes.change(change):
            self.show_message(needs_you.NOT_MARKED.format(reason=reason))
        return not reason

    def action_one_to_one(self) -> None:
        """Open the page for the next one-to-one with the person of the selected row."""
        from cmcheckin.ui.review.one_to_one.screen import OneToOneScreen

        if (row := self.selected_person()) is not None:
            self.app.push_screen(OneToOneScreen(self.review, row.person))
