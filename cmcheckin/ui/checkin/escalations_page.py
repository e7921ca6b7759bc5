"""Step 4 on the screen: the unresolved ones first, then new ones."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Input

from cmcheckin.checkin import escalations
from cmcheckin.checkin.form import CheckinForm, FormPosition
from cmcheckin.domain.escalation import Escalation
from cmcheckin.ui.checkin.escalation_form import EscalationForm
from cmcheckin.ui.checkin.page import Page
from cmcheckin.ui.kit.choice import Choice
from cmcheckin.ui.kit.key_prompt import Keys, Prompt
from cmcheckin.ui.kit.listing import Entry, Listing
from cmcheckin.ui.kit.text_block import Labelled, Remark
from cmcheckin.ui.kit.text_field import Line
from cmcheckin.wording import checkin as words
from cmcheckin.wording import formats

LABEL = 8
ROWS = 21
"""What a page has at 80x24: the lists share what the rest leaves."""
CARRIED_HINTS = (
    ("s", "still open"), ("w", "watching"), ("h", "handed off"), ("r", "resolved"), ("e", "edit"),
)  # fmt: skip
FRESH_HINTS = (("e", "more about it"), ("d", "delete"))


class EscalationsPage(Page):
    """One key each for what is unresolved; `n` and a title for what is new, a digit for its severity."""

    DEFAULT_CSS = """
    EscalationsPage #title-line { margin-top: 1; }
    EscalationsPage #severity { margin-top: 1; }
    EscalationsPage #count { margin-bottom: 1; }
    EscalationsPage #lists { height: auto; }
    """
    NAME = "escalations"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "add", "new", id="escalations.new"),
        Binding("a", "ask", "an ask", show=False, id="escalations.ask"),
        Binding("m", "more", "more", show=False, id="escalations.more"),
    ]

    _current: int | None = None  # the new escalation whose severity is asked for

    def compose(self) -> ComposeResult:
        with Vertical(id="lists"):
            yield Remark(words.unresolved_title(len(self.morning.carried)), quiet=False, id="count")
            yield Listing("swhre", CARRIED_HINTS, tall=True, id="carried")
            yield Listing("ed", FRESH_HINTS, id="fresh")
            yield Prompt(words.NEW_QUESTION, (("n", "add one"), ("enter", "nothing new")), id="anything-new")
            title = Line(placeholder=words.TITLE_PLACEHOLDER, id="title")
            yield Labelled("Title", title, width=LABEL, id="title-line")
            yield Choice("Severity", escalations.SEVERITY.words, column=0, label_width=LABEL + 2, id="severity")
            yield Keys(words.SEVERITY_KEYS, id="severity-hint")

    def on_mount(self) -> None:
        self._show_entry(title=False, severity=False)
        self.present(self.morning)

    def present(self, morning: CheckinForm) -> None:
        super().present(morning)
        carried = [self._carried(item.now, item.answered) for item in morning.carried]
        self.query_one("#carried", Listing).show(carried)
        self.query_one("#fresh", Listing).show([self._fresh(item) for item in morning.new_escalations])
        self.share_room()

    def share_room(self) -> None:
        room = max(self.size.height, ROWS) - 6
        fresh = self.query_one("#fresh", Listing)
        fresh.share(room // 3 if self.morning.carried else room)
        self.query_one("#carried", Listing).share(room - fresh.rows)

    def _carried(self, item: Escalation, answered: bool) -> Entry:
        now = self.setting.clock.now()
        facts = (item.severity_name, formats.age(item.opened, now), escalations.holder(item))
        text = f" {self.journal_app.glyphs.middle} ".join(fact for fact in facts if fact)
        answer = escalations.STATUS_LABELS[item.status or "open"] if answered else ""
        return Entry(item.title, text, escalations.latest_update(item), answer)

    def _fresh(self, item: Escalation) -> Entry:
        return Entry(item.title, f" {self.journal_app.glyphs.middle} ".join(filter(None, ("new", item.severity_name))))

    def enter(self) -> None:
        """At the unresolved ones when there are any, else at the question for new ones."""
        self.query_one("#carried" if self.morning.carried else "#anything-new", Widget).focus()

    def fields(self) -> list[Widget]:
        return [widget for widget in super().fields() if all(a.display for a in widget.ancestors)]

    # Answers

    def on_listing_entry_answered(self, event: Listing.EntryAnswered) -> None:
        if event.listing.id == "carried" and event.key in escalations.STATUS_KEYS:
            status = escalations.STATUS_KEYS[event.key]
            self.changed(escalations.answer(self.morning, event.index, status, self.setting.clock.now()))
            if not event.listing.next_entry():
                self.query_one("#anything-new").focus()
        elif event.key == "e":
            self._open_form(event.listing.id == "fresh", event.index)
        else:
            self.changed(escalations.remove(self.morning, event.index))
            if not self.morning.new_escalations:
                self.query_one("#anything-new").focus()

    def _opened(self) -> datetime:
        return escalations.opened_on(self.morning.date, self.setting.clock, self.setting.settings.schedule)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if not event.value:
            self._done_with_entry()
            return
        self.changed(escalations.add(self.morning, event.value, self._opened()))
        self._current = len(self.morning.new_escalations) - 1
        self.query_one("#fresh", Listing).select(str(self._current))
        self.query_one("#title", Line).write("")
        severity = self.query_one("#severity", Choice)
        severity.choose(None)
        self._show_entry(title=False, severity=True)
        severity.focus()

    def on_choice_chosen(self, event: Choice.Chosen) -> None:
        if event.choice.id != "severity" or self._current is None:
            return
        self.changed(escalations.edit_new(self.morning, self._current, severity=event.value))
        if event.typed:
            self._done_with_entry()

    def _show_entry(self, *, title: bool, severity: bool) -> None:
        self.query_one("#title-line").display = title
        self.query_one("#severity").display = self.query_one("#severity-hint").display = severity

    def _done_with_entry(self) -> None:
        self._current = None
        self.query_one("#anything-new").focus()
        self._show_entry(title=False, severity=False)

    def action_add(self) -> None:
        """A new escalation: its title."""
        self._show_entry(title=True, severity=False)
        self.query_one("#title").focus()

    def action_ask(self) -> None:
        """What was just written is an ask: it has no severity."""
        if self._current is not None:
            self.changed(escalations.turn_into_ask(self.morning, self._current))
            self._done_with_entry()

    def action_more(self) -> None:
        """All there is to say about what was just written, or about the selected one."""
        if self._current is not None:
            self._open_form(fresh=True, index=self._current)
        elif self.morning.new_escalations:
            self._open_form(fresh=True, index=len(self.morning.new_escalations) - 1)

    def advance(self) -> None:
        """Enter: from a severity back to the question; elsewhere there is nothing new, and the step is done."""
        if self._current is not None:
            self._done_with_entry()
        else:
            self.post_message(self.PageFinished())

    # The form

    @property
    def form(self) -> EscalationForm | None:
        """The open form, if one is."""
        return next(iter(self.query(EscalationForm)), None)

    def _open_form(
        self, fresh: bool, index: int, typed: dict[str, str] | None = None, place: FormPosition | None = None
    ) -> None:
        item = self.morning.new_escalations[index] if fresh else self.morning.carried[index].now
        self._current = None
        self._show_entry(title=False, severity=False)
        self.query_one("#lists").display = False
        self.mount(EscalationForm(item, fresh, index, self.setting.clock, typed or {}, place))

    def on_escalation_form_edited(self, event: EscalationForm.Edited) -> None:
        change = escalations.edit_new if event.form.fresh else escalations.edit
        self.changed(change(self.morning, event.form.index, **event.changes))

    def on_escalation_form_closed(self, event: EscalationForm.Closed) -> None:
        self._take(event.form, event.update)

    def _take(self, form: EscalationForm, update: str) -> None:
        """The form is done with; its other answers were taken as they were given."""
        if update and not form.fresh:
            self.changed(escalations.add_update(self.morning, form.index, update, self.setting.clock.now()))
        form.remove()
        self.query_one("#lists").display = True
        self.present(self.morning)
        self.query_one("#fresh" if form.fresh else "#carried", Listing).focus()

    def on_escalation_form_remarked(self, event: EscalationForm.Remarked) -> None:
        self.post_message(self.Remarked(event.text))

    def escape(self) -> bool:
        """Escape closes what is open here. True when something was."""
        if self.form is not None:
            self.form.close()
            return True
        if self.query_one("#title-line").display or self._current is not None:
            self._done_with_entry()
            return True
        return False

    # Where the user is

    def settle(self) -> bool:
        line = self.query_one("#title", Line)
        self.changed(escalations.add(self.morning, line.value, self._opened()))
        line.write("")
        if (form := self.form) is not None:
            if not form.settle():
                return False
            self._take(form, form.went_on)
        self._current = None
        self._show_entry(title=False, severity=False)
        return True

    def typed(self) -> dict[str, str]:
        found = super().typed()
        if self._current is not None:
            found["current"] = str(self._current)
        if (form := self.form) is not None:
            found["form"] = f"{'fresh' if form.fresh else 'carried'}:{form.index}"
        return found

    def restore(self, place: FormPosition) -> None:
        typed = {
            name.partition(".")[2]: text
            for name, text in place.unsaved_texts.items()
            if name.startswith(f"{self.NAME}.")
        }
        kind, _, index = typed.get("form", "").partition(":")
        items = self.morning.new_escalations if kind == "fresh" else self.morning.carried
        if kind and index.isdecimal() and int(index) < len(items):
            self._open_form(kind == "fresh", int(index), typed, place)
            return
        if typed.get("title") or place.field == "title":
            self._show_entry(title=True, severity=False)
        elif (now := typed.get("current", "")).isdecimal() and int(now) < len(self.morning.new_escalations):
            self._current = int(now)
            self.query_one("#severity", Choice).choose(self.morning.new_escalations[self._current].severity)
            self._show_entry(title=False, severity=True)
        super().restore(place)
