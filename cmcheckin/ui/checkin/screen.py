"""The check-in screen: the steps and a review, one page at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.timer import Timer

from cmcheckin.checkin import steps
from cmcheckin.checkin.form import CheckinForm
from cmcheckin.domain.checkin import CheckIn
from cmcheckin.journal.errors import JournalError
from cmcheckin.services import checkin_session
from cmcheckin.ui.checkin.draft_saving import DraftSaver
from cmcheckin.ui.checkin.page import Page, PageContext
from cmcheckin.ui.checkin.page_area import PageArea, page_class
from cmcheckin.ui.checkin.proposal_reading import ProposalReader
from cmcheckin.ui.checkin.settling import SettlingScreen
from cmcheckin.ui.checkin.unfinished import ACTIONS, UNFINISHED_KEYS, UnfinishedCheckins
from cmcheckin.ui.checkin.workload_page import WorkloadPage
from cmcheckin.ui.kit.frame import Heading, KeyLine, Step
from cmcheckin.ui.messages import Notified
from cmcheckin.ui.pending_writes import Write
from cmcheckin.wording import checkin as words
from cmcheckin.wording import disabled_keys
from cmcheckin.wording.formats import day_in_text, long_day

if TYPE_CHECKING:
    from textual import events

    from cmcheckin.checkin.conflict import Difference
    from cmcheckin.clock import Clock
    from cmcheckin.domain.conflicts import OpenConflict
    from cmcheckin.domain.fields import Key
    from cmcheckin.domain.records import Record
    from cmcheckin.journal import Journal
    from cmcheckin.services.inbox import InboxReply
    from cmcheckin.settings import Settings
    from cmcheckin.ui.checkin.differences import Chosen

SAVE_DELAY: Final = 0.4
"""Seconds from typing text until the draft is saved. An answer is saved at once."""
STEP_KEYS: Final = tuple(str(number + 1) for number in range(len(steps.STEPS)))
"""The digits that open the steps from the review."""


class CheckinScreen(SettlingScreen[None]):
    """Shows the pages of a check-in, keeps their answers in `form`, and saves them."""

    TITLE = "check-in"
    WHY_DISABLED = disabled_keys.CHECKIN
    BINDINGS: ClassVar[list[BindingType]] = [
        *UNFINISHED_KEYS,
        Binding("enter", "advance", "next", tooltip="next question", id="checkin.next"),
        Binding("enter", "save", "save", tooltip="save the check-in", id="checkin.finish"),
        Binding("escape", "back", "back", tooltip="previous step", id="checkin.back"),
        Binding("ctrl+s", "save", "save now", tooltip="save the check-in now", id="checkin.save"),
        Binding(",".join(STEP_KEYS), "step", show=False),
        Binding("q", "leave", "quit", id="checkin.leave"),
    ]

    def __init__(self, journal: Journal, settings: Settings, clock: Clock, *, day: date | None = None) -> None:
        super().__init__()
        self.journal, self.settings, self.clock = journal, settings, clock
        self.session = checkin_session.open_session(journal, settings, clock, day)
        self.form: CheckinForm = self.session.form
        self.page_index = self._furthest = steps.page_index(self.session.position.page)
        self._pages: dict[str, Page] = {}
        self._draft = DraftSaver(self.session)
        self._timer: Timer | None = None
        self.is_used = False
        """Whether a key was pressed."""
        self._unfinished = UnfinishedCheckins(self, journal, settings, clock, lambda: self.form.date)

    def help_text(self) -> str:
        """Return the help of the current page."""
        return words.page_help(self.page.NAME)

    # Pages

    def compose(self) -> ComposeResult:
        yield (heading := Heading())
        self._show_heading(heading)
        if self.session.restored:
            self._page(self.page_index).start_position = self.session.position
        yield PageArea(self._page(self.page_index), self.form)
        yield KeyLine()

    def on_mount(self) -> None:
        self.show_conflicts()
        if text := " ".join(checkin_session.opening_messages(self.session, self.journal, self.clock.today())):
            self.show_message(text)
        self.call_after_refresh(ProposalReader(self, self.journal, self.settings, self.clock).start, self.form)

    def before_key(self) -> None:
        super().before_key()
        self.is_used = True

    def on_resize(self, event: events.Resize) -> None:
        """Show the sidebar if there is room for it."""
        for area in self.query(PageArea):
            area.fit()

    def _show_heading(self, heading: Heading) -> None:
        day, today = self.form.date, self.clock.today()
        rail = [Step(step.title, n == self.page_index, n < self._furthest) for n, step in enumerate(steps.STEPS)]
        if day == today:
            heading.show(long_day(day, today), steps=rail)
        else:
            heading.show(words.editing(long_day(day, today)), steps=rail, short=words.editing(day_in_text(day)))

    @property
    def page(self) -> Page:
        """Return the current page."""
        return self._pages[steps.PAGES[self.page_index].name]

    @property
    def _is_reviewing(self) -> bool:
        return self.page_index == len(steps.STEPS)

    def _page(self, index: int) -> Page:
        """Return the page at `index`, which is made the first time."""
        name = steps.PAGES[index].name
        if name not in self._pages:
            context = PageContext(
                self.settings, self.clock, self._feelings, self._is_today, self._replies, self._unfinished.text
            )
            if name == "workload":
                self._pages[name] = WorkloadPage(self.form, context, is_first=self._is_first)
            else:
                self._pages[name] = page_class(name)(self.form, context)
        return self._pages[name]

    @property
    def _is_today(self) -> bool:
        return self.form.date == self.clock.today()

    @property
    def _is_first(self) -> bool:
        """Return whether no check-in was saved yet, as far as is known."""
        if self.journal.is_locked:
            return False
        saved = self.form.base.get(self.form.checkin.key)
        is_saved = isinstance(saved, CheckIn) and saved.done
        return self._is_today and self.form.previous_date is None and not is_saved

    def _replies(self) -> tuple[InboxReply, ...]:
        # Called by the page that shows them, so that the first frame doesn't wait for reading a folder.
        from cmcheckin.services import inbox

        if not self._is_today:
            return ()
        return inbox.read_inbox(self.journal, self.settings, self.clock.now(), only_unread=True).unread

    def _feelings(self) -> tuple[str, ...]:
        return checkin_session.feeling_suggestions(self.journal, self.form.date)

    def go_to(self, index: int) -> None:
        """Show the page at `index` as the user left it. The review is shown only once all texts are answers."""
        if not 0 <= index < len(steps.PAGES) or index == self.page_index:
            return
        if index < len(steps.STEPS) or self._commit_pages():
            self._show_page(index)

    def _show_page(self, index: int) -> None:
        self._draft.collect(self.page)
        before = self.page
        self.page_index, self._furthest = index, max(index, self._furthest)
        page = self._page(index)
        if page.is_attached:
            before.display, page.display = False, True
            page.show_form(self.form)
            page.focus_first()
        else:
            page.start_position = self._draft.position(page.NAME)
            self.call_later(self._mount_page, page, before)
        self._show_heading(self.query_one(Heading))
        self.query_one(PageArea).show(self.form, page.NAME)
        self.refresh_bindings()
        self.write_draft()

    async def _mount_page(self, page: Page, before: Page) -> None:
        """Mount `page` in place of the page `before`, in one frame."""
        with self.app.batch_update():
            before.display = False
            await self.query_one(PageArea).mount(page)

    def _commit_pages(self) -> bool:
        """Turn the texts on all pages into answers. If one must be entered or is invalid, show its page and return
        False."""
        self._draft.collect(self.page)
        for index, step in enumerate(steps.STEPS):
            page = self._pages.get(step.name)
            if page is not None and page.is_mounted:
                page.form = self.form
                is_valid, self.form = page.commit(), page.form
                if is_valid:
                    self._draft.clear(step.name)
                elif index != self.page_index:
                    self._show_page(index)
            else:
                is_valid = not self._draft.has_unentered(step.name)
                if not is_valid:
                    self._show_page(index)
                    self.show_message(words.UNSAVED_TEXT)
            if not is_valid:
                return False
        return True

    def on_heading_step_chosen(self, event: Heading.StepChosen) -> None:
        self.go_to(event.index)

    def on_page_finished(self) -> None:
        self.go_to(self.page_index + 1)

    def on_notified(self, event: Notified) -> None:
        self.show_message(event.text)

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let Enter save and digits open a step on the review, where there is nothing to answer."""
        if action in ("advance", "step"):
            return self._is_reviewing == (action == "step")
        if action == "leave":
            return not self._pages or not self.page.expects_text
        if action in ACTIONS:
            return bool(self._unfinished.days)
        return super().check_action(action, parameters)

    def action_advance(self) -> None:
        """Move to the next field or page."""
        self.page.advance()

    def action_back(self) -> None:
        """Close what is open on the page, else show the page before, else leave the check-in."""
        if self.page.escape():
            return
        if self.page_index:
            self.go_to(self.page_index - 1)
        else:
            self._leave()

    def on_key(self, event: events.Key) -> None:
        """Open the step of a digit on the review."""
        if self._is_reviewing and event.key in STEP_KEYS:
            self.go_to(int(event.key) - 1)

    def action_open_unfinished(self) -> None:
        """Keep this check-in as a draft, and open the latest unfinished one."""
        if (day := self._unfinished.latest) and self._release_draft():
            self.journal_app.show_checkin(day)

    def concerns(self, one: OpenConflict) -> bool:
        """Return whether the conflict `one` is about a record in this check-in."""
        return one.conflict.key in self.form.base

    def after_settling(self) -> None:
        """Open this check-in again, with what was settled and with the draft of its answers."""
        self.form = checkin_session.with_saved_fields(self.form, self.journal.checkin(self.form.date))
        if self._release_draft():
            self.journal_app.show_checkin(self.form.date)

    def action_discard_unfinished(self) -> None:
        """Discard the latest unfinished check-in, once the key is pressed twice."""
        if self._unfinished.discard():
            for page in self.query(WorkloadPage):
                page.mention_unfinished()

    async def action_leave(self) -> None:
        """Quit. Unsaved answers are kept as a draft."""
        await self.app.action_quit()

    def _leave(self) -> None:
        if self._release_draft():
            self.journal_app.after_checkin(self.form.date)

    # Saving. Other keys have no effect on it while it waits for another window.

    def action_save(self) -> None:
        """Save the check-in and show the week."""
        if self.journal_app.waiting_message or not self._commit_pages():
            return
        if not self.form.has_answers:
            if self.session.form.checkin.done:
                self._leave()
            else:
                self.show_message(words.NOTHING_TO_SAVE)
            return
        self._start_saving(self._save)

    def _save(self, chosen: tuple[Difference, ...] = (), compared: Mapping[Key, Record | None] | None = None) -> None:
        """Save the form, with the choices after a conflict, and what was kept of replies, as one change."""
        page = self._pages.get("wins")
        also = page.states_to_save if page is not None else None
        checkin_session.save(self.journal, self.form, self.clock, chosen, compared, also)

    def _start_saving(self, save: Callable[[], object]) -> None:
        """Call `save` now, or once no other window is saving. What is typed until then is saved too."""

        def act() -> checkin_session.SaveConflict | bool:
            if self.journal_app.waiting_message and not self._commit_pages():
                return False
            try:
                save()
            except checkin_session.SaveConflict as conflict:
                return conflict
            return True

        write = Write("save", act, self._saving_ended, self._saving_failed, words.NOT_SAVED_YET)
        if not self.journal_app.writes.start(self, write):
            self.write_draft(final=True)

    def _saving_ended(self, result: checkin_session.SaveConflict | bool) -> None:
        while self.app.screen is not self:  # opened while the save waited
            self.app.pop_screen()
        if result is True:
            self._after_save()
        elif result:
            self._resolve(result)

    def _saving_failed(self, error: JournalError) -> None:
        self.write_draft()
        self.show_message(words.NOT_SAVED.format(reason=error))

    def _resolve(self, conflict: checkin_session.SaveConflict) -> None:
        from cmcheckin.ui.checkin.differences import DifferencesScreen, between_windows, with_choices

        def resolved(chosen: Chosen | None) -> None:
            if chosen is not None:
                choices = (with_choices(conflict.differences, chosen), conflict.saved)
                self._start_saving(lambda: self._save(*choices))

        self.app.push_screen(DifferencesScreen(*between_windows(conflict.differences)), resolved)

    def _after_save(self) -> None:
        if self._timer is not None:
            self._timer.stop()
        self._draft.discard()
        self.journal_app.after_checkin(self.form.date, self.form)
        self.app.call_after_refresh(checkin_session.back_up_daily, self.journal, self.clock)

    # The draft

    def on_page_form_changed(self, event: Page.FormChanged) -> None:
        self.form = event.form
        self.query_one(PageArea).show(self.form, self.page.NAME)
        self.write_draft()

    def on_text_typed(self) -> None:
        self._draft.is_outdated = True
        if self._timer is None:
            self._timer = self.set_timer(SAVE_DELAY, self._write_typed)

    def _write_typed(self) -> None:
        self._timer = None
        if self._draft.is_outdated:
            self.write_draft()

    def write_draft(self, *, final: bool = False) -> None:
        """Save the draft. With `final` it survives a power failure. Show an error if it can't be saved."""
        try:
            self._draft.write(self.form, self.page, final=final)
        except JournalError as error:
            self.show_message(words.DRAFT_FAILED.format(reason=error))

    def save_draft(self) -> bool:
        """Save the draft before the program quits. Return whether there was anything to save."""
        if self._draft.is_closed or not self._pages:
            return False
        self.write_draft(final=True)
        return self._draft.is_kept

    def draft_message(self) -> str:
        """Return the line about the draft and the command that opens it, if one was saved."""
        return self._draft.message(self.form, is_today=self._is_today)

    def lost_texts(self) -> list[str] | None:
        self.save_draft()
        return self._draft.lost_texts(self.form)

    def _release_draft(self) -> bool:
        """Save and release the draft, unless it can't be saved and the user wants to stay. Return whether it was."""
        if may_close := self.confirm_loss():
            self._draft.release()
        return may_close

    def on_unmount(self) -> None:
        """Release the draft, which was saved before."""
        self._draft.release()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Save the new position in the draft."""
        if self._pages and self.form.has_answers:
            self.on_text_typed()
