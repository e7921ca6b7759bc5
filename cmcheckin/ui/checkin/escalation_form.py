"""A form with every field of an escalation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from cmcheckin.checkin.escalations import SEVERITY
from cmcheckin.checkin.form import FormPosition
from cmcheckin.checkin.values import read_minutes, read_moment
from cmcheckin.clock import Clock
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.escalation import ESCALATION_KINDS, SEVERE, STATUSES, Escalation
from cmcheckin.domain.text import LINE, NOTE, clean
from cmcheckin.ui.kit.choice import Choice
from cmcheckin.ui.kit.text_block import FieldNote, LabelledField, TextBlock
from cmcheckin.ui.kit.text_field import TextField
from cmcheckin.ui.messages import Notified
from cmcheckin.wording import checkin as words

LABEL: Final = 12
WAIT: Final = ("yes", "no")
MOMENT: Final = "%Y-%m-%d %H:%M"
MAX_MINUTES: Final = 100_000


class EscalationForm(Vertical):
    """Edits an escalation. Each change is posted as soon as it is valid. Enter on the last field closes the form."""

    DEFAULT_CSS = """
    EscalationForm { height: auto; }
    EscalationForm #form-hint { margin-top: 1; }
    """

    @dataclass
    class Edited(Message):
        """Posted when fields of the escalation changed."""

        form: EscalationForm
        changes: dict[str, object]

    @dataclass
    class Closed(Message):
        """Posted when the form is closed. `update` is the text of the update field."""

        form: EscalationForm
        update: str

    def __init__(
        self,
        item: Escalation,
        index: int,
        clock: Clock,
        *,
        is_new: bool,
        texts: Mapping[str, str],
        position: FormPosition | None,
    ) -> None:
        """`index` is the position of `item` in its list. `texts`, by field id, are shown in place of its values, and
        `position` has the field to focus."""
        super().__init__(id="escalation-form")
        self.item, self.index, self.clock, self.is_new = item, index, clock, is_new
        self._texts, self._position = texts, position

    def compose(self) -> ComposeResult:
        item = self.item
        yield from self._line("Title", "form-title", item.title)
        yield Choice(
            "Severity",
            SEVERITY.words,
            value=item.severity,
            column=0,
            label_width=LABEL,
            amber_from=SEVERE,
            id="form-severity",
        )
        kind = ESCALATION_KINDS.index(item.kind) + 1 if item.kind else None
        yield Choice("Kind", ESCALATION_KINDS, value=kind, column=0, label_width=LABEL, id="form-kind")
        opened = self._field("form-opened", f"{item.opened:{MOMENT}}", words.OPENED_PLACEHOLDER)
        yield LabelledField("Came in", opened, width=LABEL, note=FieldNote(self._moment(opened.value)))
        minutes = "" if item.minutes is None else str(item.minutes)
        yield from self._line("Minutes", "form-minutes", minutes, words.MINUTES_PLACEHOLDER)
        wait = None if item.could_wait is None else 1 if item.could_wait else 2
        yield Choice("Could wait", WAIT, value=wait, column=0, label_width=LABEL, id="form-wait")
        yield from self._line("Caused by", "form-cause", item.cause or "", words.CAUSE_PLACEHOLDER)
        yield from self._line("Handed to", "form-handed", item.handed_to or "", words.HANDED_TO_PLACEHOLDER)
        status = STATUSES.index(item.status or "open") + 1
        labels = tuple(words.STATUS_LABELS[known] for known in STATUSES)
        yield Choice("Status", labels, value=status, column=0, label_width=LABEL, id="form-status")
        yield from self._line("Outcome", "form-outcome", item.outcome or "", words.OUTCOME_PLACEHOLDER, NOTE)
        if not self.is_new:
            yield from self._line("Update", "form-update", "", words.UPDATE_PLACEHOLDER)
        yield TextBlock(words.FORM_HINT, id="form-hint")

    def _line(self, label: str, name: str, value: str, placeholder: str = "", limit: int = LINE) -> ComposeResult:
        yield LabelledField(label, self._field(name, value, placeholder, limit), width=LABEL)

    def _field(self, name: str, value: str, placeholder: str, limit: int = LINE) -> TextField:
        return TextField(self._texts.get(name, value), placeholder=placeholder, limit=limit, id=name)

    def _moment(self, text: str) -> str:
        """Return what the time `text` means: `yesterday 09:00`; empty if it can't be read or is a full date."""
        now = self.clock.now()
        try:
            at = read_moment(text, now, self.clock.today())
        except Refused:
            return ""
        return words.moment(at, now, self.clock.today()) if at and f"{at:{MOMENT}}" != text.strip() else ""

    def on_mount(self) -> None:
        name = self._position.field if self._position else ""
        field = next((widget for widget in self.query("*") if widget.id == name), self.query_one("#form-title"))
        field.focus()
        if self._position and isinstance(field, TextField):
            field.cursor_position = min(self._position.cursor, len(field.value))

    # Answers

    def on_choice_chosen(self, event: Choice.Chosen) -> None:
        event.stop()
        value = event.value
        changes: dict[str, object] = {}
        if event.choice.id == "form-severity":
            changes = {"severity": value}
        elif event.choice.id == "form-kind":
            changes = {"kind": ESCALATION_KINDS[value - 1] if value else None}
        elif event.choice.id == "form-wait":
            changes = {"could_wait": None if value is None else value == 1}
        elif event.choice.id == "form-status":
            status = STATUSES[value - 1] if value else "open"
            changes = {"status": status, "resolved": self.clock.now() if status == "resolved" else None}
        self.post_message(self.Edited(self, changes))
        severity = self.query_one("#form-severity", Choice)
        if changes.get("kind") == "ask" or (self._is_ask and event.choice is severity):
            severity.choose(None)
            if event.choice is severity:
                self.post_message(Notified(words.ASK_WITHOUT_SEVERITY))
        if event.typed:
            self._next(event.choice)

    @property
    def _is_ask(self) -> bool:
        return self.query_one("#form-kind", Choice).value == ESCALATION_KINDS.index("ask") + 1

    def validate(self) -> bool:
        """Return whether every line is valid. If not, focus the first that isn't, and post why."""
        if (found := self.invalid_line()) is None:
            return True
        line, error = found
        line.focus()
        self.post_message(Notified(words.refusal(error)))
        return False

    def invalid_line(self) -> tuple[TextField, Refused] | None:
        """Return the first line that isn't valid, and why; None if all are."""
        for line in self.query(TextField):
            try:
                self._read(line.id or "", line.value)
            except Refused as error:
                return line, error
        return None

    def on_text_field_edited(self, event: TextField.Edited) -> None:
        name = event.line.id or ""
        try:
            changes = self._read(name, event.text)
        except Refused:  # not valid yet: keep the previous value; Enter shows what is wrong
            field = {"form-title": "title", "form-opened": "opened", "form-minutes": "minutes"}[name]
            changes = {field: getattr(self.item, field)}
        if changes:
            self.post_message(self.Edited(self, changes))
        if name == "form-opened":
            self.query_one(FieldNote).show(self._moment(event.text))

    def _read(self, name: str, text: str) -> dict[str, object]:
        readers: dict[str, tuple[str, Callable[[str], object]]] = {
            "form-title": ("title", clean),
            "form-opened": ("opened", lambda t: read_moment(t, self.clock.now(), self.clock.today())),
            "form-minutes": ("minutes", lambda t: read_minutes(t, MAX_MINUTES)),
            "form-cause": ("cause", clean),
            "form-handed": ("handed_to", clean),
            "form-outcome": ("outcome", clean),
        }
        if name not in readers:
            return {}
        field, read = readers[name]
        value = read(text) or None
        if value is None and field in ("title", "opened"):
            raise Refused(field, words.CANNOT_BE_EMPTY)
        return {field: value}

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        try:
            self._read(event.input.id or "", event.value)
        except Refused as error:
            self.post_message(Notified(words.refusal(error)))
            return
        self._next(event.input)

    def _next(self, widget: Widget) -> None:
        fields = [field for field in self.query("*") if field.can_focus]
        index = fields.index(widget)
        if index + 1 < len(fields):
            fields[index + 1].focus()
        else:
            self.close()

    def close(self) -> None:
        """Close the form."""
        self.post_message(self.Closed(self, self.update_text))

    @property
    def update_text(self) -> str:
        """Return the text of the update field; empty if there is none."""
        lines = self.query("#form-update")
        return lines.first(TextField).value if lines else ""
