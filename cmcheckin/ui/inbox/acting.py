"""Act on a reply, in the inbox and in the check-in: mark it as read, keep it, plan leave, answer it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from cmcheckin.domain.errors import Refused
from cmcheckin.domain.leave import working_days
from cmcheckin.domain.reply_state import ANSWER_LENGTH
from cmcheckin.journal.errors import JournalError
from cmcheckin.services import inbox_actions as service
from cmcheckin.services.leave import LeaveChange, check_range, days_ahead, preview_leave
from cmcheckin.ui.base_screen import BaseScreen
from cmcheckin.ui.kit.prompt import Prompt
from cmcheckin.ui.kit.text_prompt import TextPrompt
from cmcheckin.ui.pending_writes import Write
from cmcheckin.wording import history as history_words
from cmcheckin.wording import inbox as words
from cmcheckin.wording import leave as leave_words

if TYPE_CHECKING:
    from cmcheckin.services.inbox import InboxReply
    from cmcheckin.settings import Settings

T = TypeVar("T")


class ReplyActions:
    """Changes the journal for `screen`, one change for each action. `changed` is called after it, and after an answer
    was left unsaved."""

    def __init__(self, screen: BaseScreen, changed: Callable[[], None] = lambda: None) -> None:
        self._screen, self._changed = screen, changed
        self.is_typing = False
        """Whether an answer is typed that isn't saved. It is a draft by then."""

    def _write(
        self, verb: str, act: Callable[[], T], done: Callable[[T], None], cancelled: str, failed: str = ""
    ) -> None:
        """Make the change `act`, and call `done` with its result. If it is refused or can't be saved, show why, and
        then `failed`."""

        def attempt() -> T | Refused:
            try:
                return act()
            except Refused as refusal:
                return refusal

        def then(found: T | Refused) -> None:
            self._changed()
            if isinstance(found, Refused):
                self._screen.show_message(f"{found}. {failed}".strip())
            else:
                done(found)

        def not_saved(error: JournalError) -> None:
            self._changed()
            self._screen.show_message(f"{error} {failed}".strip())

        app = self._screen.journal_app
        if not app.waiting_message:
            app.writes.start(self._screen, Write(verb, attempt, then, not_saved, cancelled))

    def mark_read(self, one: InboxReply, done: Callable[[], None]) -> None:
        """Mark `one` as read, and call `done`."""
        app = self._screen.journal_app
        self._write(
            words.VERB_READ,
            lambda: service.mark_read(app.journal, [one], app.clock.now()),
            lambda _: done(),
            words.NOT_READ,
        )

    def keep(self, one: InboxReply) -> None:
        """Keep the thanks `one` as praise in today's check-in."""
        app = self._screen.journal_app
        self._write(
            words.VERB_KEEP,
            lambda: service.keep_as_praise(app.journal, one, app.clock.now()),
            lambda is_new: self._screen.show_message(words.KEPT if is_new else words.ALREADY_KEPT),
            words.NOT_KEPT,
        )

    # Answering

    def draft(self, one: InboxReply) -> str:
        """Return what was typed as an answer to `one` and isn't saved."""
        return service.load_answer_draft(self._screen.journal_app.journal, one)

    def ask_for_answer(self, one: InboxReply, done: Callable[[], None] = lambda: None) -> None:
        """Ask for an answer to `one`, save it for the next share, and call `done`. What is typed is kept as a draft
        until then."""
        app = self._screen.journal_app
        journal, saved = app.journal, one.saved
        unshared = saved.answer or "" if saved and not saved.shared else ""
        problem: list[str] = []

        def typed(text: str) -> str:
            draft = "" if text == unshared else text
            self.is_typing = bool(draft.strip())
            try:
                service.save_answer_draft(journal, one, draft)
                problem[:] = []
            except JournalError as error:
                problem[:] = [str(error)]
                return words.DRAFT_IN_MEMORY
            return ""

        def saved_now(_: None) -> None:
            done()
            self._screen.show_message(words.ANSWERED)

        def entered(text: str | None) -> None:
            self.is_typing = False
            if text is None:
                self._changed()
                for reason in problem:
                    self._screen.show_message(reason)
                return
            act = partial(service.answer, journal, one, text, app.clock.now())
            self._write(words.VERB_ANSWER, act, saved_now, words.NOT_ANSWERED, words.NOT_ANSWERED)

        self._screen.app.push_screen(
            TextPrompt(
                words.answer_prompt(one.reply.kind, one.reply.sender),
                self.draft(one) or unshared,
                limit=ANSWER_LENGTH,
                hint=words.REPLACES if unshared else words.ANSWER_HINT,
                check=lambda text: "" if text else words.NO_ANSWER,
                typed=typed,
            ),
            entered,
        )

    # Planning leave

    def ask_for_leave(self, one: InboxReply, settings: Settings) -> None:
        """Ask which days to plan as leave, first those that `one` offers. Show what would be planned meanwhile."""
        app = self._screen.journal_app
        journal, today = app.journal, app.clock.today()
        days: list[date] = []

        def read(text: str) -> tuple[str, str]:
            """Return what would be planned, and why nothing can be; one of them is empty."""
            try:
                days[:] = days_ahead(text, today)
                check_range(days[0], days[1])
                if not working_days(days[0], days[1], settings.schedule):
                    return "", words.NO_WORKING_DAYS
                change = preview_leave(journal, settings.schedule, days[0], days[1], today)
            except (Refused, ValueError) as error:
                return "", f"{error}."
            preview = words.leave_preview(change.changed, [day.date for day in change.kept], today)
            return (preview, "") if change.changed else ("", preview)

        def done(found: LeaveChange) -> None:
            planned = words.ALREADY_PLANNED
            if found.changed:
                planned = leave_words.planned(found.changed, today, to_undo=words.UNDO_HINT)
            self._screen.show_message(f"{planned} {history_words.kept(found.kept)}".strip())

        def entered(text: str | None) -> None:
            if text is not None and not read(text)[1]:
                first, last = days

                def act() -> LeaveChange:
                    return service.plan_leave(journal, settings.schedule, one, first, last, app.clock.now())

                self._write(words.VERB_LEAVE, act, done, words.NOT_PLANNED)

        offered = words.leave_range_text(one.reply.first, one.reply.last, today)
        prompt = Prompt(
            words.LEAVE_PROMPT,
            offered,
            hint="".join(read(offered)) if offered else words.LEAVE_HINT,
            enter="plan",
            is_suggestion=True,
            check=lambda text: read(text)[1],
            typed=lambda text: "".join(read(text)) if text.strip() else words.LEAVE_HINT,
        )
        self._screen.app.push_screen(prompt, entered)
