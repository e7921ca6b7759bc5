"""Step 4 of the check-in: open escalations, then new ones."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Input

from cmcheckin.checkin import escalations
from cmcheckin.checkin.form import CheckinForm, FormPosition
from cmcheckin.domain.escalation import SEVERE, Escalation
from cmcheckin.ui.checkin.escalation_form import EscalationForm
from cmcheckin.ui.checkin.page import Page
from cmcheckin.ui.kit.choice import Choice
from cmcheckin.ui.kit.frame import OWN_KEYS
from cmcheckin.ui.kit.listing import Listing, ListItem
from cmcheckin.ui.kit.text_block import (
    ActionHint,
    FieldNote,
    KeyHints,
    KeyQuestion,
    LabelledField,
    TextBlock,
    keys_of_user,
)
from cmcheckin.ui.kit.text_field import TextField
from cmcheckin.ui.messages import Notified
from cmcheckin.wording import checkin as words
from cmcheckin.wording import formats
from cmcheckin.wording import proposed_days as hint_words

LABEL: Final = 8
"""Cells of the labels."""
HIGH: Final = 4
"""Lowest severity that is shown as a warning."""


class EscalationsPage(Page):
    """Asks for the status of open escalations with a key each, then for the title and severity of new ones."""

    DEFAULT_CSS = """
    EscalationsPage #title-line { margin-top: 1; }
    EscalationsPage #severity { margin-top: 1; }
    EscalationsPage #count { margin-bottom: 1; }
    EscalationsPage #lists { height: auto; }
    EscalationsPage #night { margin-top: 1; }
    """
    NAME = "escalations"
    HEADINGS: ClassVar[Mapping[str, tuple[str, ...]]] = {"count": ("carried",)}
    AFTER_TEXT = ("severity",)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "add", "new", tooltip="add an escalation", id="escalations.new", group=OWN_KEYS),
        Binding("p", "add_ping", show=False, tooltip="add activity at night as an escalation", id="escalations.night"),
        Binding("6", "ask", "ask", show=False, tooltip="turn the new escalation into an ask", id="escalations.ask"),
        Binding("7", "more", "details", show=False, tooltip="add details to the new escalation", id="escalations.more"),
    ]

    _current: int | None = None
    """Index of the new escalation whose severity is asked for."""
    _opened: datetime | None = None
    """The time of the night ping whose title is being typed; None for other escalations."""

    def compose(self) -> ComposeResult:
        with Vertical(id="lists"):
            yield TextBlock("", id="count")
            yield Listing("swhre", words.OPEN_ESCALATION_KEYS, tall=True, id="carried")
            yield Listing("ed", words.NEW_ESCALATION_KEYS, id="fresh")
            yield KeyQuestion(words.NEW_QUESTION, words.NEW_KEYS, id="anything-new")
            title = TextField(placeholder=words.TITLE_PLACEHOLDER, id="title")
            self._came_in = FieldNote("")
            yield LabelledField("Title", title, width=LABEL, note=self._came_in, id="title-line")
            yield Choice(
                "Severity",
                escalations.SEVERITY.words,
                column=0,
                label_width=LABEL + 2,
                amber_from=SEVERE,
                id="severity",
            )
            actions = {"6": "escalations.ask", "7": "escalations.more"}
            hints = keys_of_user(words.SEVERITY_KEYS, actions, self.context.settings.keys)
            yield KeyHints(hints, id="severity-hint")
            yield ActionHint("escalations.night", id="night")

    def on_mount(self) -> None:
        self._show_entry(title=False, severity=False)
        self.show_form(self.form)

    def show_form(self, form: CheckinForm) -> None:
        super().show_form(form)
        carried = [self._open_entry(item.now, item.answered) for item in form.carried]
        self.query_one("#carried", Listing).show(carried)
        are_locked = form.previous_answers.are_locked
        title = words.unresolved_title(len(form.carried), len(form.new_escalations), are_locked=are_locked)
        self.query_one("#count", TextBlock).show(title)
        self.query_one("#fresh", Listing).show([self._new_entry(item) for item in form.new_escalations])
        self._show_night()
        self.allocate_rows()

    def _show_night(self) -> None:
        """Show the line about activity at night, if there was any and no new escalation is being added."""
        is_adding = self._current is not None or self.query_one("#title-line").display
        night, pings = self.query_one("#night", ActionHint), escalations.night_pings(self.form)
        night.display = not is_adding and bool(pings)
        if pings:
            night.show(hint_words.night_line(pings), hint_words.NIGHT_LABEL)

    def allocate_rows(self) -> None:
        room = self.room - (8 if escalations.night_pings(self.form) else 6)
        fresh = self.query_one("#fresh", Listing)
        fresh.share(room // 3 if self.form.carried else room)
        self.query_one("#carried", Listing).share(room - fresh.rows)
        self.reveal()

    def _open_entry(self, item: Escalation, answered: bool) -> ListItem:
        now = self.context.clock.now()
        age = formats.age(item.opened, now)
        facts = words.open_facts(item.severity_name, age, item.status, item.handed_to)
        text = f" {self.journal_app.glyphs.middle} ".join(facts)
        answer = words.STATUS_LABELS[item.status or "open"] if answered else ""
        return ListItem(item.title, text, escalations.latest_update(item), answer, warning=_warning(item))

    def _new_entry(self, item: Escalation) -> ListItem:
        dot = f" {self.journal_app.glyphs.middle} "
        facts = filter(None, (item.severity_name, "new"))
        return ListItem(item.title, dot.join(facts), warning=_warning(item))

    def focus_first(self) -> None:
        """Focus the open escalations, or the question about new ones if there are none."""
        self.query_one("#carried" if self.form.carried else "#anything-new", Widget).focus()

    def fields(self) -> list[Widget]:
        return [widget for widget in super().fields() if all(a.display for a in widget.ancestors)]

    # Answers

    def on_listing_entry_answered(self, event: Listing.EntryAnswered) -> None:
        if event.listing.id == "carried" and event.key in escalations.STATUS_KEYS:
            status = escalations.STATUS_KEYS[event.key]
            self.set_form(escalations.answer(self.form, event.index, status, self.context.clock.now()))
            if status == "handed-off" and not self.form.carried[event.index].now.handed_to:
                self.post_message(Notified(words.ADD_TO_WHOM))
            if not event.listing.next_entry():
                self.query_one("#anything-new").focus()
        elif event.key == "e":
            self._open_form(event.index, is_new=event.listing.id == "fresh")
        else:
            self.set_form(escalations.remove(self.form, event.index))
            if not self.form.new_escalations:
                self.query_one("#anything-new").focus()

    def _opening_time(self) -> datetime:
        return self._opened or escalations.opened_on(self.form.date, self.context.clock, self.context.settings.schedule)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if not event.value:
            self._done_with_entry()
            return
        self.set_form(escalations.add(self.form, event.value, self._opening_time()))
        self._current = len(self.form.new_escalations) - 1
        self.query_one("#fresh", Listing).select(str(self._current))
        self.query_one("#title", TextField).write("")
        self._opened = None
        severity = self.query_one("#severity", Choice)
        severity.choose(None)
        self._show_entry(title=False, severity=True)
        severity.focus()

    def on_choice_chosen(self, event: Choice.Chosen) -> None:
        if event.choice.id != "severity" or self._current is None:
            return
        self.set_form(escalations.edit_new(self.form, self._current, severity=event.value))
        if event.typed:
            self._done_with_entry()

    def _show_entry(self, *, title: bool, severity: bool) -> None:
        self.query_one("#title-line").display = title
        self.query_one("#severity").display = self.query_one("#severity-hint").display = severity
        self._show_night()

    def _done_with_entry(self) -> None:
        self._current = None
        self.query_one("#anything-new").focus()
        self._show_entry(title=False, severity=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Disable the keys of the lists while the form covers them, and those of a new escalation while there is
        none."""
        is_asking = self._current is not None
        has_pings = bool(escalations.night_pings(self.form))
        keys = {"add": not is_asking, "add_ping": not is_asking and has_pings, "ask": is_asking, "more": is_asking}
        return action not in keys or (keys[action] and self.escalation_form is None)

    @property
    def expects_text(self) -> bool:
        """Return whether the user may be typing the title of another escalation."""
        focused = self.screen.focused
        is_another = focused is not None and focused.id == "anything-new" and bool(self.form.new_escalations)
        return is_another or super().expects_text

    def begin_text(self) -> TextField:
        """Stop asking about the last escalation, and focus the title of the next one."""
        self._current = None
        self.action_add()
        return self.query_one("#title", TextField)

    def action_add(self) -> None:
        """Ask for the title of a new escalation."""
        self._ask_title(None)

    def action_add_ping(self) -> None:
        """Ask for the title of an escalation that came in at the first of the times at night."""
        self._ask_title(escalations.night_pings(self.form)[0])

    def _ask_title(self, opened: datetime | None) -> None:
        """Ask for the title of an escalation that came in at `opened`, by default at the usual time."""
        self._opened = opened
        now, today = self.context.clock.now(), self.context.clock.today()
        self._came_in.show(hint_words.CAME_IN.format(moment=words.moment(opened, now, today)) if opened else "")
        self._show_entry(title=True, severity=False)
        self.query_one("#title").focus()

    def action_ask(self) -> None:
        """Turn the escalation that was just added into an ask, which has no severity."""
        if self._current is not None:
            self.set_form(escalations.turn_into_ask(self.form, self._current))
            self._done_with_entry()

    def action_more(self) -> None:
        """Open the form of the escalation that was just added."""
        if self._current is not None:
            self._open_form(self._current, is_new=True)

    def advance(self) -> None:
        """Go from the severity back to the question about new ones. On the question, finish the page."""
        if self._current is not None:
            self._done_with_entry()
        else:
            self.post_message(self.Finished())

    # The form

    @property
    def escalation_form(self) -> EscalationForm | None:
        """Return the form that is open, if any."""
        return next(iter(self.query(EscalationForm)), None)

    def _open_form(
        self, index: int, *, is_new: bool, texts: Mapping[str, str] | None = None, position: FormPosition | None = None
    ) -> None:
        item = self.form.new_escalations[index] if is_new else self.form.carried[index].now
        self._current = None
        self._show_entry(title=False, severity=False)
        self.query_one("#lists").display = False
        self.mount(EscalationForm(item, index, self.context.clock, is_new=is_new, texts=texts or {}, position=position))

    def on_escalation_form_edited(self, event: EscalationForm.Edited) -> None:
        change = escalations.edit_new if event.form.is_new else escalations.edit
        self.set_form(change(self.form, event.form.index, **event.changes))

    def on_escalation_form_closed(self, event: EscalationForm.Closed) -> None:
        self._close_form(event.form, event.update)

    def _close_form(self, form: EscalationForm, update: str) -> None:
        # The other fields were saved as they were edited.
        if update and not form.is_new:
            self.set_form(escalations.add_update(self.form, form.index, update, self.context.clock.now()))
        form.remove()
        self.query_one("#lists").display = True
        self.show_form(self.form)
        self.query_one("#fresh" if form.is_new else "#carried", Listing).focus()

    def escape(self) -> bool:
        if self.escalation_form is not None:
            self.escalation_form.close()
            return True
        if self.query_one("#title-line").display or self._current is not None:
            self._done_with_entry()
            return True
        return False

    # The position of the user

    def commit(self) -> bool:
        line = self.query_one("#title", TextField)
        self.set_form(escalations.add(self.form, line.value, self._opening_time()))
        line.write("")
        self._opened = None
        if (form := self.escalation_form) is not None:
            if not form.validate():
                return False
            self._close_form(form, form.update_text)
        self._current = None
        self._show_entry(title=False, severity=False)
        return True

    def unsaved_texts(self) -> dict[str, str]:
        found = super().unsaved_texts()
        if self._current is not None:
            found["current"] = str(self._current)
        if self._opened is not None and found.get("title"):
            found["opened"] = self._opened.isoformat()
        if (form := self.escalation_form) is not None:
            found["form"] = f"{'fresh' if form.is_new else 'carried'}:{form.index}"
        return found

    def restore(self, position: FormPosition) -> None:
        prefix = f"{self.NAME}."
        texts = {
            name.removeprefix(prefix): text for name, text in position.unsaved_texts.items() if name.startswith(prefix)
        }
        kind, _, index = texts.get("form", "").partition(":")
        items = self.form.new_escalations if kind == "fresh" else self.form.carried
        if kind and index.isdecimal() and int(index) < len(items):
            self._open_form(int(index), is_new=kind == "fresh", texts=texts, position=position)
            return
        current = texts.get("current", "")
        if texts.get("title") or position.field == "title":
            with suppress(ValueError):
                self._opened = datetime.fromisoformat(texts.get("opened", ""))
            self._ask_title(self._opened)
        elif current.isdecimal() and int(current) < len(self.form.new_escalations):
            self._current = int(current)
            self.query_one("#severity", Choice).choose(self.form.new_escalations[self._current].severity)
            self._show_entry(title=False, severity=True)
        super().restore(position)


def _warning(item: Escalation) -> str:
    """Return the name of a severity of high or crisis; empty for a lower one."""
    return item.severity_name if (item.severity or 0) >= HIGH else ""
