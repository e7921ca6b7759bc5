"""Step 3 of the check-in: unread replies, long-term wins to follow up, and new wins."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input

from cmcheckin.checkin import wins
from cmcheckin.checkin.form import CheckinForm, FormPosition
from cmcheckin.domain.checkin import WIN_KINDS, Win
from cmcheckin.services import inbox
from cmcheckin.services.inbox_actions import kept_states
from cmcheckin.ui.checkin.page import Page
from cmcheckin.ui.checkin.replies import TEXT_LINES, Replies
from cmcheckin.ui.inbox.acting import ReplyActions
from cmcheckin.ui.kit.choice import Choice
from cmcheckin.ui.kit.listing import Listing, ListItem
from cmcheckin.ui.kit.text_block import KeyHints, LabelledField, TextBlock, keys_of_user
from cmcheckin.ui.kit.text_field import TextField
from cmcheckin.ui.messages import Notified
from cmcheckin.wording import checkin as words

if TYPE_CHECKING:
    from cmcheckin.domain.checkin import CheckIn
    from cmcheckin.domain.records import Record
    from cmcheckin.journal import Journal
    from cmcheckin.services.inbox import InboxReply
    from cmcheckin.ui.base_screen import BaseScreen

LABEL = 8
ROWS = 21
"""Rows of a page in a window of 80x24. In a larger one, the replies and the follow-ups get some of the others."""


class WinsPage(Page):
    """A line for a win. After each, a digit sets its kind, and praise asks for the sender."""

    DEFAULT_CSS = """
    WinsPage #question { margin-bottom: 1; }
    WinsPage #kind { margin-top: 1; }
    """
    NAME = "wins"
    HEADINGS: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "replies-title": ("replies",), "look-title": ("looks",), "question": ("wins", "win", "kind", "sender"),
    }  # fmt: skip
    AFTER_TEXT = ("replies", "looks", "kind")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("9", "long_term", "long-term", show=False, tooltip="make the new win long-term", id="wins.long_term")
    ]

    _current: int | None = None
    """Index of the win whose kind or sender is asked for."""
    _editing: int | None = None
    """Index of the win whose text is in the line."""

    def compose(self) -> ComposeResult:
        replies, today = self.context.replies()[::-1], self.context.clock.today()
        yield Replies(replies, today, lambda one: inbox.has_praise(self.form, one))
        yield TextBlock(words.follow_ups_question(len(self.form.follow_ups)), id="look-title")
        yield Listing("yn", words.FOLLOW_UP_KEYS, most=2, tall=True, id="looks")
        question = words.wins_question(self.form.previous_date, self.form.date, today)
        yield TextBlock(question, id="question")
        yield Listing("e123456789d", words.WIN_KEYS, id="wins")
        yield LabelledField("A win", TextField(placeholder=words.WIN_PLACEHOLDER, id="win"), width=LABEL)
        yield Choice("Kind", WIN_KINDS, column=0, label_width=LABEL, id="kind")
        sender = TextField(placeholder=words.SENDER_PLACEHOLDER, id="sender")
        yield LabelledField("From", sender, width=LABEL, id="sender-line")
        hints = keys_of_user(words.KIND_KEYS, {"9": "wins.long_term"}, self.context.settings.keys)
        yield KeyHints(hints, id="kind-hint")

    def on_mount(self) -> None:
        self._ask(None)
        self.show_form(self.form)

    def show_form(self, form: CheckinForm) -> None:
        super().show_form(form)
        follow_ups = [
            ListItem(
                follow_up.win.text,
                words.DAYS_AGO.format(days=follow_up.after_days),
                answer=words.FOLLOW_UP_ANSWERS[follow_up.holds],
            )
            for follow_up in form.follow_ups
        ]
        self.replies.show()
        self.query_one("#look-title").display = bool(follow_ups)
        self.query_one("#looks", Listing).show(follow_ups)
        self.query_one("#wins", Listing).show([self._entry(win) for win in form.checkin.wins])
        self.allocate_rows()

    @property
    def replies(self) -> Replies:
        """Return the widget of unread replies."""
        return self.query_one(Replies)

    def allocate_rows(self) -> None:
        follow_ups, kind = self.query_one("#looks", Listing), self.query_one("#kind", Choice)
        replies, listed = self.replies, self.replies.listing
        spare = max(self.room - ROWS, 0) // 2
        replies.limit_text(TEXT_LINES)
        text_rows = replies.rows - listed.rows
        listed.share((4 if self.form.follow_ups or text_rows > 4 else 8) + spare)
        follow_ups.share((4 if replies.replies else 6 if self.form.checkin.wins else 8) + spare)
        follow_up_rows, below = follow_ups.rows + bool(follow_ups.entries), 5 + kind.rows + 2
        replies.limit_text(self.room - listed.rows - follow_up_rows - below - 2)  # a title above, a blank line below
        self.query_one("#wins", Listing).share(self.room - replies.rows - follow_up_rows - below)
        self.reveal()

    def _reveal(self) -> None:
        """Scroll to the end for the fields of a win. What is asked after its text then has its place already."""
        if (focused := self.screen.focused) is not None and focused.id in ("win", "kind", "sender"):
            self.scroll_end(animate=False, immediate=True)
        else:
            super()._reveal()

    def _entry(self, win: Win) -> ListItem:
        dot = f" {self.journal_app.glyphs.middle} "
        facts = [fact for fact in (win.kind or "", "long-term" if win.long_term else "") if fact]
        return ListItem(win.text + (f", from {win.sender}" if win.sender else ""), dot.join(facts))

    def focus_first(self) -> None:
        """Focus the follow-ups if any are open, else the line for a win. Replies above them never take a key that was
        meant for the check-in."""
        has_open_follow_ups = any(follow_up.holds is None for follow_up in self.form.follow_ups)
        self.query_one("#looks" if has_open_follow_ups else "#win", Widget).focus()

    def fields(self) -> list[Widget]:
        return [widget for widget in super().fields() if widget.visible]

    def on_descendant_focus(self) -> None:
        self.replies.show_selected()

    def on_listing_entry_selected(self) -> None:
        self.allocate_rows()

    # Answers

    def on_listing_entry_answered(self, event: Listing.EntryAnswered) -> None:
        if event.listing.id == "replies":
            self._act_on_reply(self.replies.replies[event.index], event.key)
        elif event.listing.id == "looks":
            self.set_form(wins.answer_follow_up(self.form, event.index, event.key == "y"))
            if not event.listing.next_entry():
                self.query_one("#win").focus()
        elif event.key == "d":
            self.set_form(wins.remove(self.form, event.index))
            if not self.form.checkin.wins:
                self.query_one("#win").focus()
        elif event.key == "9":
            self._toggle_long_term(event.index)
        elif event.key == "e":
            self._editing = event.index
            self.query_one("#win", TextField).write(self.form.checkin.wins[event.index].text)
            self.query_one("#win").focus()
        else:
            self._set_kind(event.index, wins.kind_of(event.key))

    def _act_on_reply(self, one: InboxReply, key: str) -> None:
        """Mark `one` as read, keep it as praise or ask for an answer, by the `key` that was pressed on it."""
        actions = ReplyActions(cast("BaseScreen", self.screen))
        if key == "r":
            actions.ask_for_answer(one, lambda: self._next_reply(replace(one, state="acted")))
        elif key == "a" and one.state == "unread":
            actions.mark_read(one, lambda: self._next_reply(replace(one, state="read")))
        elif key == "a":
            self._next_reply()
        elif one.reply.kind == "thanks":
            self.set_form(inbox.add_praise(self.form, one))
            self._next_reply()
        else:
            self.post_message(Notified(words.NOT_PRAISE))

    def _next_reply(self, changed: InboxReply | None = None) -> None:
        """Show what was done with the reply `changed`. Select the next unread one, or else continue with the
        check-in."""
        if changed is not None:
            self.replies.update(changed)
        if not self.replies.next():
            self.focus_first()
        self.allocate_rows()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if event.input.id == "sender":
            if self._current is not None:
                self.set_form(wins.change(self.form, self._current, sender=event.value or None))
            self._ask(None)
        elif self._editing is not None:
            self.set_form(wins.change(self.form, self._editing, text=event.value))
            self._editing = None
            self._ask(None)
        elif event.value:
            self.set_form(wins.add(self.form, event.value))
            newest = len(self.form.checkin.wins) - 1
            self.query_one("#wins", Listing).select(str(newest))
            self._ask(newest)
        else:
            self.post_message(self.Finished())

    def commit(self) -> bool:
        line, sender = self.query_one("#win", TextField), self.query_one("#sender", TextField)
        if self._editing is not None:
            self.set_form(wins.change(self.form, self._editing, text=line.value))
        elif line.value:
            self.set_form(wins.add(self.form, line.value))
        elif self._current is not None and self.query_one("#sender-line").visible:
            self.set_form(wins.change(self.form, self._current, sender=sender.value or None))
        self._editing = None
        line.write("")
        return True

    def states_to_save(self, journal: Journal, checkin: CheckIn) -> Iterable[Record]:
        """Return the states of replies whose thanks are praise in `checkin`, to save with it."""
        if not self.is_mounted:
            return ()
        return kept_states(journal, checkin, self.replies.replies, self.context.clock.now())

    def on_choice_chosen(self, event: Choice.Chosen) -> None:
        if self._current is not None:
            kind = wins.kind_of(str(event.value)) if event.value else None
            if event.typed:
                self._set_kind(self._current, kind)
            else:
                self.set_form(wins.change(self.form, self._current, kind=kind))

    def _set_kind(self, index: int, kind: str | None) -> None:
        self.set_form(wins.change(self.form, index, kind=kind))
        if kind == "thanks":
            self._ask(index, sender=True)
        else:
            self._ask(None)

    def _ask(self, index: int | None, *, sender: bool = False) -> None:
        """Ask for the kind of the win at `index`, or with `sender` for its sender. If `index` is None, stop asking."""
        self._current = index
        kind, from_line = self.query_one("#kind", Choice), self.query_one("#sender-line")
        kind.visible = index is not None
        self.query_one("#kind-hint").visible = kind.visible and not sender  # there they would be typed
        from_line.visible = sender
        line = self.query_one("#win", TextField)
        line.write("")
        if index is None:
            if self.is_attached and self.screen.focused is not None and self.screen.focused.id != "wins":
                line.focus()
            return
        win = self.form.checkin.wins[index]
        kind.choose(WIN_KINDS.index(win.kind) + 1 if win.kind in WIN_KINDS else None)
        self.query_one("#sender", TextField).write(win.sender or "")
        self.query_one("#sender" if sender else "#kind").focus()

    def begin_text(self) -> TextField:
        """Stop asking about the last win, and focus the line for the next one."""
        line = self.query_one("#win", TextField)
        if self._current is not None:
            self._ask(None)
        line.focus()
        return line

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Disable the key for a new win while there is none."""
        return action != "long_term" or self._current is not None

    def action_long_term(self) -> None:
        """Make the win that was just added long-term, or undo that."""
        if self._current is not None:
            self._toggle_long_term(self._current)

    def _toggle_long_term(self, index: int) -> None:
        long_term = not self.form.checkin.wins[index].long_term
        self.set_form(wins.change(self.form, index, long_term=long_term))
        self.post_message(Notified(words.LONG_TERM if long_term else words.NOT_LONG_TERM))

    def advance(self) -> None:
        """Go from the kind, the sender or a list to the line for a win, and from the replies to what is below them."""
        focused = self.screen.focused
        if focused is not None and focused.id == "kind":
            self._ask(None)
        elif focused is not None and focused.id == "replies":
            self.focus_first()
        elif focused is not None and focused.id in ("looks", "wins"):
            self.query_one("#win").focus()
        else:
            super().advance()

    def unsaved_texts(self) -> dict[str, str]:
        asked = {"current": self._current, "editing": self._editing}
        return super().unsaved_texts() | {name: str(index) for name, index in asked.items() if index is not None}

    def restore(self, position: FormPosition) -> None:
        current, editing = (position.unsaved_texts.get(f"{self.NAME}.{name}", "") for name in ("current", "editing"))
        known = len(self.form.checkin.wins)
        if current.isdecimal() and int(current) < known:
            self._ask(int(current), sender=position.field == "sender")
        if editing.isdecimal() and int(editing) < known:
            self._editing = int(editing)
        super().restore(position)
