"""The screen of escalations: a list to update with one key each, the story of one, and what each cause cost."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from cmcheckin.checkin.escalations import STATUS_KEYS, status_changes
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.figures import CauseCost
from cmcheckin.insight.escalations import ORDERS, fold, in_order
from cmcheckin.journal.errors import JournalError
from cmcheckin.services import escalation_drafts as drafts
from cmcheckin.services.escalations import ChangedElsewhere, read_causes, read_list, save_update
from cmcheckin.ui.checkin.settling import SettlingScreen
from cmcheckin.ui.escalations.page import Context, EscalationsContent, EscalationsPage
from cmcheckin.ui.kit.frame import Heading, KeyLine
from cmcheckin.ui.kit.prompt import Prompt
from cmcheckin.ui.kit.text_block import KeyHints
from cmcheckin.ui.pending_writes import Write
from cmcheckin.ui.undoing import undo_or_redo
from cmcheckin.wording import escalations as words
from cmcheckin.wording.checkin import OPEN_ESCALATION_KEYS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from cmcheckin.clock import Clock
    from cmcheckin.domain.conflicts import OpenConflict
    from cmcheckin.journal import Journal, Saved
    from cmcheckin.settings import Settings
    from cmcheckin.ui.escalations.edit import Edits


class EscalationsScreen(SettlingScreen[None]):
    """Escalations in three orders. Each answer is saved at once, with a line of text if the user adds one."""

    TITLE = "escalations"
    HELP = words.HELP
    DEFAULT_CSS = """
    EscalationsScreen EscalationsPage { padding: 0 1 1 1; }
    EscalationsScreen KeyHints { margin-bottom: 1; padding: 0 3; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "read", "read", tooltip="read all details", id="escalations.read"),
        Binding("enter", "list", show=False, tooltip="back to the list", id="escalations.list"),
        Binding("left", "step(-1)", "escalation", tooltip="read the previous one", id="escalations.previous"),
        Binding("right", "step(1)", "escalation", tooltip="read the next one", id="escalations.next"),
        Binding("o", "order", "order", tooltip="order by age, severity or cause", id="escalations.order"),
        Binding("a", "resolved", "all", tooltip="show or hide resolved ones", id="escalations.resolved"),
        Binding("c", "causes", "causes", tooltip="show what each cause cost", id="escalations.causes"),
        Binding("s", "answer('s')", show=False, tooltip="still open", id="escalations.open"),
        Binding("w", "answer('w')", show=False, tooltip="watching", id="escalations.watching"),
        Binding("h", "answer('h')", show=False, tooltip="handed off", id="escalations.handed_off"),
        Binding("r", "answer('r')", show=False, tooltip="resolved", id="escalations.resolve"),
        Binding("e", "edit", show=False, tooltip="edit all details", id="escalations.edit"),
        Binding("up,k", "move(-1)", show=False, tooltip="previous one, or scroll up", id="escalations.up"),
        Binding("down,j", "move(1)", show=False, tooltip="next one, or scroll down", id="escalations.down"),
        Binding("pageup", "turn(-1)", show=False, tooltip="a page up", id="escalations.up.page"),
        Binding("pagedown,space", "turn(1)", show=False, tooltip="a page down", id="escalations.down.page"),
        Binding("home", "turn(-1000)", show=False, tooltip="the first one", id="escalations.first"),
        Binding("end", "turn(1000)", show=False, tooltip="the last one", id="escalations.last"),
        Binding("escape", "back", "back", tooltip="back", id="escalations.back"),
        Binding("u", "undo", "undo", tooltip="undo your last change", id="escalations.undo"),
        Binding("ctrl+r", "redo", show=False, tooltip="redo what you undid last", id="escalations.redo"),
        Binding("q", "app.quit", "quit", tooltip="quit", id="escalations.leave"),
    ]

    def __init__(self, journal: Journal, settings: Settings, clock: Clock) -> None:
        super().__init__()
        self.journal, self.settings, self.clock = journal, settings, clock
        self.order, self.with_resolved = ORDERS[0], False
        self.shows_causes = False
        self.cause: str | None = None
        """The cause whose escalations are listed, folded; None for all."""
        self._title, self._place = words.TITLE, ""
        self._items: Sequence[Escalation] = ()
        self._costs: Sequence[CauseCost] = ()
        self._begun: tuple[Escalation, Mapping[str, Any], str] | None = None
        """The escalation, the changes and the line of the update that is being typed."""
        self._is_saved = False

    def compose(self) -> ComposeResult:
        yield Heading(words.TITLE)
        yield EscalationsPage()
        yield KeyHints(OPEN_ESCALATION_KEYS)
        yield KeyLine()

    def on_mount(self) -> None:
        self.reload()
        if (found := drafts.latest(self.journal)) is not None and self.body.content is not None:
            item, draft = found
            content = self.body.content
            if item in content.subjects:
                self.body.show_content(replace(content, at=content.subjects.index(item)))
            self._resume(item, draft)

    @property
    def body(self) -> EscalationsPage:
        """Return the widget that shows the escalations."""
        return self.query_one(EscalationsPage)

    @property
    def selected(self) -> Escalation | CauseCost | None:
        """Return what is selected."""
        return self.body.content.selected if self.body.content else None

    def concerns(self, one: OpenConflict) -> bool:
        """Return whether the conflict `one` is about an escalation."""
        return isinstance(one.record, Escalation)

    def day_changed(self) -> None:
        """Show the new ages."""
        self.reload()

    # Reading and drawing

    def reload(self) -> None:
        """Read the escalations again, and draw what changed. Raises JournalError."""
        needs_causes = self.shows_causes or self.cause is not None
        self._items = read_list(self.journal, with_resolved=self.with_resolved or needs_causes)
        self._costs = read_causes(self.journal, self._items, self.settings.schedule) if needs_causes else ()
        if self.cause is not None and all(fold(one.cause) != self.cause for one in self._costs):
            self.cause, self.shows_causes = None, True  # the last escalation with this cause was changed
        self.show_conflicts()
        self._draw()

    def _draw(self, *, from_top: bool = False) -> None:
        before = None if from_top else self.body.content
        now, today = self.clock.now(), self.clock.today()
        cost = next((one for one in self._costs if fold(one.cause) == self.cause), None)
        subjects: Sequence[Escalation] | Sequence[CauseCost]
        if self.shows_causes:
            title, place, lead, subjects = words.CAUSES_TITLE, words.CAUSES_ORDER, words.total(self._costs), self._costs
        else:
            items = self._items if self.cause is None else cost.items if cost else ()
            subjects = in_order(items, self.order)
            lead = words.summary(subjects, with_resolved=self.with_resolved)
            title, place = words.TITLE, words.ORDERS[self.order]
        nothing = words.nothing(shows_causes=self.shows_causes, with_resolved=self.with_resolved)
        at = _index(subjects, before)
        is_reading = before is not None and before.is_reading and at < len(subjects)
        context = Context(now, today, self.settings.schedule)
        self._title, self._place = title, place if subjects else ""
        names_causes = self.order == "cause" and self.cause is None
        content = EscalationsContent(subjects, context, at, lead, cost, nothing, names_causes, is_reading)
        self._show(content, from_top=from_top)

    def _show(self, content: EscalationsContent, *, from_top: bool = False) -> None:
        self.body.show_content(content, from_top=from_top)
        number = words.PLACE.format(number=content.at + 1, count=len(content.subjects))
        self.query_one(Heading).show(self._title, number if content.is_reading else self._place)
        self.query_one(KeyHints).display = isinstance(content.selected, Escalation)
        self.refresh_bindings()

    # Moving

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Disable keys that have nothing to act on."""
        if not self.is_mounted or (content := self.body.content) is None:
            return super().check_action(action, parameters)
        enabled = {
            "read": content.selected is not None and not content.is_reading,
            "list": content.is_reading,
            "step": content.is_reading and len(content.subjects) > 1,
            "answer": isinstance(content.selected, Escalation),
            "edit": isinstance(content.selected, Escalation),
            "order": not self.shows_causes and not content.is_reading and len(content.subjects) > 1,
            "resolved": not self.shows_causes and self.cause is None and not content.is_reading,
        }
        return enabled.get(action, True) and super().check_action(action, parameters)

    def action_read(self) -> None:
        """Show all details of the selected escalation, or list the escalations with the selected cause."""
        content = self.body.content
        if content is not None and isinstance(subject := content.selected, CauseCost):
            self.shows_causes, self.cause = False, fold(subject.cause)
            self._draw(from_top=True)
        elif content is not None:
            self._show(replace(content, is_reading=True), from_top=True)

    def action_list(self) -> None:
        """Go back to the list."""
        if self.body.content is not None:
            self._show(replace(self.body.content, is_reading=False))

    def action_step(self, by: int) -> None:
        """Read the escalation `by` rows further down in the list."""
        if (content := self.body.content) is not None:
            self._show(replace(content, at=(content.at + by) % len(content.subjects)), from_top=True)

    def action_move(self, by: int) -> None:
        """Select the row `by` further down, or scroll the text."""
        content = self.body.content
        if content is None:
            return
        if content.is_reading:
            self.body.scroll(by)
        else:
            at = min(max(content.at + by, 0), max(len(content.subjects) - 1, 0))
            self.body.show_content(replace(content, at=at))

    def action_turn(self, by: int) -> None:
        """Go down by pages, or up if `by` is negative."""
        self.action_move(by * self.body.page_size)

    def on_paged_view_clicked(self, event: EscalationsPage.Clicked) -> None:
        """Select the row that was clicked. On the selected one, read it."""
        content = self.body.content
        if content is not None and not content.is_reading:
            if event.index == content.at:
                self.action_read()
            else:
                self.body.show_content(replace(content, at=event.index))

    def action_order(self) -> None:
        """Show the list in the next order, with the same escalation selected."""
        self.order = ORDERS[(ORDERS.index(self.order) + 1) % len(ORDERS)]
        self._draw()

    def action_resolved(self) -> None:
        """Show resolved ones too, or hide them."""
        self.with_resolved = not self.with_resolved
        self.reload()

    def action_causes(self) -> None:
        """Show what each cause cost, or the list again."""
        self.shows_causes, self.cause = not (self.shows_causes or self.cause is not None), None
        self.body.content = None
        self.reload()

    def action_back(self) -> None:
        """Go back: from the details to the list, from the list of a cause to the causes, or to the screen below."""
        if self.body.content is not None and self.body.content.is_reading:
            self.action_list()
        elif self.cause is not None:
            wanted, self.cause, self.shows_causes = self.cause, None, True
            self._draw(from_top=True)
            at = next((n for n, one in enumerate(self._costs) if fold(one.cause) == wanted), 0)
            self.action_move(at)
        elif self.shows_causes:
            self.action_causes()
        else:
            self.app.pop_screen()

    # Changing

    def action_answer(self, key: str) -> None:
        """Ask for a line of text, and for a name if it is handed off without one, then save the status of `key`."""
        item, status = self.selected, STATUS_KEYS[key]
        if not isinstance(item, Escalation) or self.journal_app.waiting_message:
            return
        changes = status_changes(status, self.clock.now())
        if (draft := drafts.load(self.journal, item)) is not None:
            self._resume(item, draft)
        elif status == "handed-off" and not item.handed_to:
            self._ask_name(item, changes)
        else:
            self._ask(item, changes)

    def _resume(self, item: Escalation, draft: drafts.EscalationDraft) -> None:
        """Open the field or the form in which `draft` was typed, with its text."""
        when = words.typed_at(draft.typed, self.clock.now(), self.clock.today())
        changes, texts = draft.changes, draft.texts
        if drafts.LINE in texts:
            self._ask(item, changes, texts[drafts.LINE], words.UNSAVED_LINE.format(when=when))
        elif drafts.NAME in texts:
            self._ask_name(item, changes, texts[drafts.NAME], words.UNSAVED_NAME.format(when=when))
        else:
            from cmcheckin.ui.escalations.edit import Edits

            self._edit(item, Edits(changes, "", texts, draft.field), words.UNSAVED_EDITS.format(when=when))

    def _ask_name(self, item: Escalation, changes: Mapping[str, Any], text: str = "", message: str = "") -> None:
        """Ask to whom `item` was handed off, and then for a line of text."""

        def entered(name: str | None) -> None:
            known = {**changes, "handed_to": name} if name else changes
            error = drafts.keep_text(self.journal, item, known if name else {}, drafts.LINE, "")
            if name is not None:
                self._ask(item, known, refusal=error)

        prompt = Prompt(
            words.line_prompt(item, "handed-off"),
            text,
            hint=words.WHOM_HINT,
            enter="next",
            refusal=message,
            typed=partial(drafts.keep_text, self.journal, item, changes, drafts.NAME),
        )
        self.app.push_screen(prompt, entered)

    def _ask(self, item: Escalation, changes: Mapping[str, Any], text: str = "", refusal: str = "") -> None:
        """Ask for a line of text about `item`, and save it with `changes`. `refusal`: why `text` wasn't saved."""

        def save(line: str | None) -> None:
            self._begun = None
            if line is None:
                drafts.discard(self.journal, item)
            else:
                self._save(item, changes, line, lambda now, error: self._ask(now, changes, line, error))

        def typed(line: str) -> str:
            self._begun = (item, changes, line)
            return drafts.keep_text(self.journal, item, changes, drafts.LINE, line)

        self._begun = (item, changes, text)
        label = words.line_prompt(item, changes.get("status") or item.status or "open")
        prompt = Prompt(label, text, hint=words.LINE_HINT, enter="save", refusal=refusal, typed=typed)
        self.app.push_screen(prompt, save)

    def save_draft(self) -> bool:
        """Save the update that is being typed before the program quits. Return whether there was one."""
        if self._begun is None or not self._begun[2].strip():
            return False
        item, changes, line = self._begun
        for wanted in (changes, {}):  # the line is saved even if another window changed the same field
            with suppress(JournalError):
                save_update(self.journal, item, wanted, line, self.clock.now())
                self._begun, self._is_saved = None, True
                drafts.discard(self.journal, item)
                return True
        return False

    def draft_message(self) -> str:
        """Return that the update is saved, if one was being typed."""
        return words.EDITS_SAVED if self._is_saved else ""

    def action_edit(self) -> None:
        """Open the form of the selected escalation."""
        if isinstance(item := self.selected, Escalation) and not self.journal_app.waiting_message:
            self._edit(item)

    def _edit(self, item: Escalation, edits: Edits | None = None, message: str = "") -> None:
        from cmcheckin.ui.escalations.edit import EditScreen

        def save(made: Edits | None) -> None:
            if made is None or not (made.changes or made.update):
                drafts.discard(self.journal, item)
            else:
                self._save(item, made.changes, made.update, lambda now, error: self._edit(now, made, error))

        self.app.push_screen(EditScreen(item, self.journal, self.clock, edits, message), save)

    def _save(
        self,
        item: Escalation,
        changes: Mapping[str, Any],
        text: str,
        ask_again: Callable[[Escalation, str], None],
    ) -> None:
        """Save `changes` and `text`. If another window changed the same field, call `ask_again` with the escalation as
        it is now, and why nothing was saved."""

        def act() -> Saved:
            return save_update(self.journal, item, changes, text, self.clock.now())

        def done(saved: Saved) -> None:
            drafts.discard(self.journal, item)
            self.reload()
            after = next((record for record in saved.records if isinstance(record, Escalation)), None)
            self.app.call_after_refresh(self.journal_app.show_message, words.saved(item, after))

        def failed(error: JournalError) -> None:
            self.reload()
            if isinstance(error, ChangedElsewhere):
                ask_again(error.saved, str(error))
            else:
                self.app.call_after_refresh(self.journal_app.show_message, str(error))

        self.journal_app.writes.start(self, Write("update", act, done, failed, words.NOT_UPDATED))

    def action_undo(self) -> None:
        """Undo this device's last change, once the key is pressed twice."""
        undo_or_redo(self, "undo")

    def action_redo(self) -> None:
        """Make the change again that was undone last, once the key is pressed twice."""
        undo_or_redo(self, "redo")


def _index(subjects: Iterable[Escalation | CauseCost], before: EscalationsContent | None) -> int:
    """Return the index in `subjects` of the one selected `before`, or else of the one now in its place."""
    was = before.selected if before else None
    if before is None or was is None:
        return 0
    names = [_name(one) for one in subjects]
    return names.index(_name(was)) if _name(was) in names else min(before.at, max(len(names) - 1, 0))


def _name(subject: Escalation | CauseCost) -> str:
    return subject.id if isinstance(subject, Escalation) else fold(subject.cause)
