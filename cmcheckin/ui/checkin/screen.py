"""The check-in: four steps and a review, one page at a time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.timer import Timer

from cmcheckin.checkin import steps
from cmcheckin.checkin.form import CheckinForm
from cmcheckin.journal.errors import JournalError
from cmcheckin.services import checkin_session
from cmcheckin.ui.base_screen import BaseScreen
from cmcheckin.ui.checkin.draft_saving import Drafting
from cmcheckin.ui.checkin.field_texts import unentered
from cmcheckin.ui.checkin.page import Page, Setting
from cmcheckin.ui.checkin.pages import page_class
from cmcheckin.ui.checkin.unfinished import ACTIONS, UNFINISHED_KEYS, UnfinishedCheckins
from cmcheckin.ui.checkin.workload_page import WorkloadPage
from cmcheckin.ui.kit.footer import KeyLine
from cmcheckin.ui.kit.heading import Heading
from cmcheckin.ui.pending_writes import Write
from cmcheckin.wording import checkin as words

if TYPE_CHECKING:
    from cmcheckin.clock import Clock
    from cmcheckin.journal import Journal
    from cmcheckin.services.inbox import InboxReply
    from cmcheckin.settings import Settings

TYPING: Final = 0.4
"""Seconds after the last key until typed text is on the disk; an answered field is there at once."""


class CheckinScreen(BaseScreen):
    """Holds the morning and its draft; the pages answer, this decides."""

    TITLE = "the check-in"
    DEFAULT_CSS = """
    CheckinScreen #pages { height: 1fr; max-width: 86; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *UNFINISHED_KEYS,
        Binding("enter", "advance", "next", id="checkin.next"),
        Binding("enter", "save", "save", id="checkin.finish"),
        Binding("escape", "back", "back", id="checkin.back"),
        Binding("ctrl+s", "save", "save now", id="checkin.save"),
        Binding("1,2,3,4", "step", show=False),
        Binding("q", "leave", "leave", id="checkin.leave"),
    ]

    def __init__(self, journal: Journal, settings: Settings, clock: Clock, *, day: date | None = None) -> None:
        super().__init__()
        self.journal, self.settings, self.clock = journal, settings, clock
        self.desk = checkin_session.open_session(journal, settings, clock, day)
        self.morning: CheckinForm = self.desk.form
        self.page_at = steps.page_index(self.desk.position.page)
        self._pages: dict[str, Page] = {}
        self._draft = Drafting(self.desk)
        self._timer: Timer | None = None
        self._unfinished = UnfinishedCheckins(self, journal, settings, clock, lambda: self.morning.date)

    def help_text(self) -> str:
        """The help of the page that is shown."""
        return words.page_help(self.page.NAME)

    # Pages

    def compose(self) -> ComposeResult:
        yield Heading(*self._heading())
        if self.desk.restored:
            self._page(self.page_at).arriving = self.desk.position
        with Container(id="pages"):
            yield self._page(self.page_at)
        yield KeyLine()

    def on_mount(self) -> None:
        """Say so when a draft was picked up."""
        if self.desk.restored:
            self.show_message(words.RESTORED)

    def _heading(self) -> tuple[str, str]:
        step = steps.PAGES[self.page_at]
        number = f"  {self.page_at + 1} of {len(steps.STEPS)}" if step in steps.STEPS else ""
        return words.heading(self.morning.date, self.clock.today()), f"{step.title}{number}"

    @property
    def page(self) -> Page:
        """The page that is shown."""
        return self._pages[steps.PAGES[self.page_at].name]

    def _page(self, at: int) -> Page:
        """The page of a step, made when it is first come to."""
        name = steps.PAGES[at].name
        if name not in self._pages:
            setting = Setting(
                self.settings, self.clock, self._feelings, self._is_today, self._replies, self._unfinished.text
            )
            if name == "workload":
                empty = self.morning.previous_date is None and not self.morning.carried
                self._pages[name] = WorkloadPage(self.morning, setting, empty=empty)
            else:
                self._pages[name] = page_class(name)(self.morning, setting)
        return self._pages[name]

    @property
    def _is_today(self) -> bool:
        return self.morning.date == self.clock.today()

    def _replies(self) -> tuple[InboxReply, ...]:
        """Asked for by the step that shows them: the first frame does not wait for a folder."""
        from cmcheckin.services import inbox

        if not self._is_today:
            return ()
        return inbox.read_inbox(self.journal, self.settings, self.clock.now()).unread

    def _feelings(self) -> tuple[str, ...]:
        return checkin_session.feeling_suggestions(self.journal, self.morning.date)

    def go(self, at: int) -> None:
        """Show another page, as it was left."""
        if not 0 <= at < len(steps.PAGES) or at == self.page_at or (at == len(steps.STEPS) and not self._all_entered()):
            return
        self._show(at)

    def _show(self, at: int) -> None:
        self._draft.look(self.page)
        self.page.display = False
        self.page_at = at
        page = self._page(at)
        if page.is_attached:
            page.display = True
            page.present(self.morning)
            page.enter()
        else:
            page.arriving = self._draft.place_on(page.NAME)
            self.query_one("#pages").mount(page)
        self.query_one(Heading).say(*self._heading())
        self.refresh_bindings()
        self.write_draft()

    def _all_entered(self) -> bool:
        """Whether all that was typed is taken into the morning; else the page where it is not is shown."""
        self._draft.look(self.page)
        for at, step in enumerate(steps.STEPS):
            page = self._pages.get(step.name)
            if page is not None and page.is_mounted:
                page.morning = self.morning
                settled, self.morning = page.settle(), page.morning
                if settled:
                    self._draft.taken(step.name)
                if not settled and at != self.page_at:
                    self._show(at)
            else:
                settled = not unentered(self._draft.typed, step.name)
                if not settled:
                    self._show(at)
                    self.show_message(words.UNSAVED_TEXT)
            if not settled:
                return False
        return True

    def on_page_page_finished(self) -> None:
        self.go(self.page_at + 1)

    def on_page_remarked(self, event: Page.Remarked) -> None:
        self.show_message(event.text)

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """On the review Enter saves and digits go back to a step; elsewhere they go on and answer."""
        reviewing = self.page_at == len(steps.STEPS)
        if action in ("advance", "step"):
            return reviewing if action == "step" else not reviewing
        return action not in ACTIONS or bool(self._unfinished.days)

    def action_advance(self) -> None:
        """The next field, or the next page."""
        self.page.advance()

    def action_back(self) -> None:
        """The page before; from the first one, out to the week."""
        escape = getattr(self.page, "escape", None)
        if callable(escape) and escape():
            return
        if self.page_at:
            self.go(self.page_at - 1)
        else:
            self._out()

    def on_key(self, event: object) -> None:
        """On the review a digit opens its step."""
        key = getattr(event, "key", "")
        if self.page_at == len(steps.STEPS) and key in "1234" and len(key) == 1:
            self.go(int(key) - 1)

    def action_open_unfinished(self) -> None:
        """Keep this check-in as a draft, and open the latest unfinished one."""
        if day := self._unfinished.latest:
            self._let_go()
            self.journal_app.show_checkin(day)

    def action_discard_unfinished(self) -> None:
        """Discard the latest unfinished check-in, once the key is pressed twice."""
        if self._unfinished.discard():
            for page in self.query(WorkloadPage):
                page.mention_unfinished()

    def action_leave(self) -> None:
        """Leave the program; what is unfinished is kept."""
        self.journal_app.leave()

    def _out(self) -> None:
        self._let_go()
        self.journal_app.after_checkin(self.morning.date)

    def _mark_replies_read(self) -> None:
        if (page := self._pages.get("wins")) is not None:
            page.leave()

    # Saving: once, whatever is pressed while it waits for another window

    def action_save(self) -> None:
        """Save the morning and go straight to the week."""
        if self.journal_app.waiting_message or not self._all_entered():
            return
        if not self.morning.has_answers:
            if self.desk.form.checkin.done:
                self._mark_replies_read()
                self._out()
            else:
                self.show_message(words.NOTHING_TO_SAVE)
            return
        self._keep(lambda: checkin_session.save(self.journal, self.morning, self.clock))

    def _keep(self, save: Callable[[], object]) -> None:
        """Call `save` now, or once no other window is saving, with the morning as it is by then."""

        def act() -> checkin_session.SaveConflict | bool:
            if self.journal_app.waiting_message and not self._all_entered():  # typed after the save key
                return False
            try:
                save()
            except checkin_session.SaveConflict as changed:
                return changed
            return True

        if not self.journal_app.writes.start(self, Write("save", act, self._kept, self._not_kept, words.NOT_SAVED_YET)):
            self.write_draft(final=True)

    def _kept(self, found: checkin_session.SaveConflict | bool) -> None:
        while self.app.screen is not self:  # opened while the save waited
            self.app.pop_screen()
        if found is True:
            self._saved()
        elif found:
            self._choose(found)

    def _not_kept(self, no: JournalError) -> None:
        self.write_draft()
        self.show_message(words.NOT_SAVED.format(reason=no))

    def _choose(self, changed: checkin_session.SaveConflict) -> None:
        from cmcheckin.ui.checkin.differences import DifferencesScreen

        def chosen(answer: DifferencesScreen.Answer | None) -> None:
            if answer is not None:
                self._keep(
                    lambda: checkin_session.save_resolved(
                        self.journal, self.morning, self.clock, answer.chosen, changed.saved
                    )
                )

        self.app.push_screen(DifferencesScreen(changed.differences, chosen))

    def _saved(self) -> None:
        self._discard_draft()
        self._mark_replies_read()
        self.journal_app.after_checkin(self.morning.date)
        self.app.call_after_refresh(
            checkin_session.back_up_daily, self.journal, self.clock
        )  # after the first save of a day

    # The draft

    def on_page_morning_changed(self, event: Page.MorningChanged) -> None:
        self.morning = event.morning
        self.write_draft()

    def on_page_text_typed(self) -> None:
        self._draft.behind = True
        if self._timer is None:
            self._timer = self.set_timer(TYPING, self._write_typed)

    def _write_typed(self) -> None:
        self._timer = None
        if self._draft.behind:
            self.write_draft()

    def write_draft(self, *, final: bool = False) -> None:
        """Put the morning on the disk as it stands."""
        try:
            self._draft.write(self.morning, self.page, final=final)
        except JournalError as no:
            self.show_message(words.DRAFT_FAILED.format(reason=no))

    def save_draft(self) -> bool:
        """Called before the program has to leave."""
        if self._draft.over or not self._pages:
            return False
        self.write_draft(final=True)
        return self.morning.has_answers

    def _discard_draft(self) -> None:
        if self._timer is not None:
            self._timer.stop()
        self._draft.discard()

    def _let_go(self) -> None:
        self.write_draft(final=True)
        self._draft.release()

    def on_unmount(self) -> None:
        """The draft was written before; here its place is let go of."""
        self._draft.release()

    def on_descendant_focus(self, event: object) -> None:
        """Where the user is belongs to the draft."""
        if self._pages and self.morning.has_answers:
            self.on_page_text_typed()
