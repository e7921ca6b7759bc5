"""The inbox in plain lines: read replies, keep thanks, plan leave from an offer, answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import PurePath

from cmcheckin.cli.plain.days import planned_text
from cmcheckin.cli.plain.part import Action, Part
from cmcheckin.cli.plain.replies import content_lines, title_line
from cmcheckin.domain import fields as f
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.reply_state import ANSWER_LENGTH
from cmcheckin.services import inbox_actions as actions
from cmcheckin.services.inbox import Inbox, InboxReply, read_inbox
from cmcheckin.services.leave import days_ahead
from cmcheckin.sharing.share_file import DATED, day_made
from cmcheckin.wording import inbox as words
from cmcheckin.wording import plain_inbox as own_words
from cmcheckin.wording import plain_parts as plain_words
from cmcheckin.wording import reply as reply_words
from cmcheckin.wording.spoken import spoken_dates


class InboxPart(Part):
    """Every reply to what the user shared, numbered, new ones first."""

    NAME = "inbox"
    MEANINGS = own_words.KEYS
    CAN_UNDO = True
    _items: Sequence[InboxReply] = ()

    def _read(self, *, is_new: bool = False) -> Inbox:
        """Read the replies. Those that were listed keep their numbers, unless the list `is_new`."""
        found = read_inbox(self.program.journal, self.settings, self.clock.now())
        now = {one.key: one for one in found.replies}
        self._items = [now.get(one.key, one) for one in self._items]
        if is_new or not self._items:
            self._items = found.replies
        return found

    def read_again(self) -> None:
        """Read the listed replies again."""
        self._read()

    def show(self) -> None:
        """Print the replies in a line each."""
        self.at = None
        found = self._read(is_new=True)
        unread = sum(one.state == "unread" for one in self._items)
        if self._items:
            self.terminal.show(f"{reply_words.INBOX}: {reply_words.summary(len(self._items), unread)}.")
            self.list_groups([("", (title_line(one, self.today) for one in self._items))])
        else:
            nothing = reply_words.NONE_YET if found.folders else own_words.NEVER_SHARED
            self.terminal.show(reply_words.NONE_READABLE if found.unread_files else nothing)
        self.say(words.unreadable([(PurePath(one.path).name, one.reason) for one in found.unread_files]))

    def actions(self) -> dict[str, Action]:
        """Return the keys of the inbox."""
        keys = {"": self._mark_read, "a": self._mark_read, "k": self._keep, "l": self._leave, "r": self._answer}
        return keys | {"R": lambda _: self.show()}

    def read(self, text: str) -> None:
        """Read the reply whose number is `text` in full."""
        one, _ = self.pick(self._items, text)
        self.terminal.show_all(self._about(one))

    def _about(self, one: InboxReply) -> Iterator[str]:
        reply = one.reply
        dated = reply_words.reply_date(day_made(reply.made), self.today, in_future=one.in_future)
        yield f"{reply_words.reply_title(reply.kind, reply.sender, '', '')}."
        yield f"{words.subject(spoken_dates(dated), one.title, reply.about_text)}."
        yield from content_lines(one, self.today)
        if draft := actions.load_answer_draft(self.program.journal, one):
            yield plain_words.typed_keys(words.UNSAVED.format(quoted=f"“{draft}”"))
        if one.has_id_conflict:
            yield reply_words.SAME_ID
        if reply.kind == "answer":
            yield reply_words.ANSWER_NOTICE
        if not one.path:
            yield words.FILE_GONE

    # Actions

    def _mark_read(self, text: str) -> None:
        """Mark the reply that `text` names, or the one read last, as read, and read the next new one."""
        if text or self.at is not None:
            one, _ = self.pick(self._items, text, "a")
            if one.state == "unread":
                actions.mark_read(self.program.journal, [one], self.clock.now())
                self.changed()
                self._read()
                self.terminal.show(own_words.MARKED_READ.format(number=(self.at or 0) + 1))
        following = next((n for n, one in enumerate(self._items) if one.state == "unread"), None)
        if following is None:
            self.terminal.show(reply_words.ALL_READ)
        else:
            self.read(str(following + 1))

    def _keep(self, text: str) -> None:
        one, _ = self.pick(self._items, text, "k")
        is_new = actions.keep_as_praise(self.program.journal, one, self.clock.now())
        self.changed()
        self._read()
        self.say_keys(words.KEPT if is_new else words.ALREADY_KEPT)

    def _leave(self, text: str) -> None:
        """Ask for the days, first those that the reply offers, and plan leave."""
        one, rest = self.pick(self._items, text, "l")
        if one.reply.kind not in DATED:
            raise Refused("", own_words.NO_LEAVE)
        offered = words.leave_range_text(one.reply.first, one.reply.last, self.today)

        def read(typed: str) -> tuple[date, date]:
            return days_ahead(typed, self.today)

        days = self.parsed(rest, own_words.leave_question(offered), read) or (read(offered) if offered else None)
        if days:
            found = actions.plan_leave(self.program.journal, self.settings.schedule, one, *days, self.clock.now())
            if found.changed:
                self.changed()
            self._read()
            self.say_keys(planned_text(found, self.today))

    def _answer(self, text: str) -> None:
        """Save an answer to a reply, for the next share. An empty line keeps the answer so far."""
        one, typed = self.pick(self._items, text, "r")
        journal, saved = self.program.journal, one.saved
        unshared = saved.answer or "" if saved and not saved.shared else ""
        before = actions.load_answer_draft(journal, one) or unshared
        if not typed:
            question = f"{words.answer_prompt(one.reply.kind, one.reply.sender)} ({words.ANSWER_HINT})"
            _, answer = self.terminal.ask(question, lambda given: f.prose("answer", given, ANSWER_LENGTH) or "", before)
            typed = answer or before
        if not typed or typed == unshared:
            self.terminal.show(own_words.NO_ANSWER)
            return
        actions.save_answer_draft(journal, one, typed)
        actions.answer(journal, one, typed, self.clock.now())
        self.changed()
        self._read()
        self.say_keys(words.ANSWERED)
