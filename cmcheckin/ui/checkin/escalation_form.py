"""All there is to say about one escalation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from cmcheckin.checkin.escalations import SEVERITY, STATUS_LABELS
from cmcheckin.checkin.form import FormPosition
from cmcheckin.checkin.values import read_minutes, read_moment
from cmcheckin.clock import Clock
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.escalation import ESCALATION_KINDS, STATUSES, Escalation
from cmcheckin.domain.text import LINE, NOTE, clean
from cmcheckin.ui.kit.choice import Choice
from cmcheckin.ui.kit.text_block import Labelled, Remark
from cmcheckin.ui.kit.text_field import Line
from cmcheckin.wording import checkin as words

LABEL: Final = 12
WAIT: Final = ("yes", "no")
MOST_MINUTES: Final = 100_000


class EscalationForm(Vertical):
    """A field a row. Each answer is posted as soon as it is one; Enter on the last field, or closing, ends it."""

    DEFAULT_CSS = """
    EscalationForm { height: auto; }
    """

    @dataclass
    class Edited(Message):
        """Fields were answered."""

        form: EscalationForm
        changes: dict[str, Any]

    @dataclass
    class Closed(Message):
        """The form is done with; `update` is the line on how it went on, if one was written."""

        form: EscalationForm
        update: str

    @dataclass
    class Remarked(Message):
        """A sentence for the user."""

        text: str

    def __init__(
        self, item: Escalation, fresh: bool, index: int, clock: Clock, typed: dict[str, str], place: FormPosition | None
    ) -> None:
        super().__init__(id="escalation-form")
        self.item, self.fresh, self.index, self.clock = item, fresh, index, clock
        self._typed, self._place = typed, place

    def compose(self) -> ComposeResult:
        item = self.item
        yield from self._line("Title", "form-title", item.title)
        yield Choice("Severity", SEVERITY.words, value=item.severity, column=0, label_width=LABEL, id="form-severity")
        kind = ESCALATION_KINDS.index(item.kind) + 1 if item.kind else None
        yield Choice("Kind", ESCALATION_KINDS, value=kind, column=0, label_width=LABEL, id="form-kind")
        yield from self._line("Came in", "form-opened", f"{item.opened:%Y-%m-%d %H:%M}", words.OPENED_PLACEHOLDER)
        minutes = "" if item.minutes is None else str(item.minutes)
        yield from self._line("Minutes", "form-minutes", minutes, words.MINUTES_PLACEHOLDER)
        wait = None if item.could_wait is None else 1 if item.could_wait else 2
        yield Choice("Could wait", WAIT, value=wait, column=0, label_width=LABEL, id="form-wait")
        yield from self._line("Caused by", "form-cause", item.cause or "", words.CAUSE_PLACEHOLDER)
        yield from self._line("Handed to", "form-handed", item.handed_to or "", words.HANDED_TO_PLACEHOLDER)
        status = STATUSES.index(item.status or "open") + 1
        labels = tuple(STATUS_LABELS[each] for each in STATUSES)
        yield Choice("Now", labels, value=status, column=0, label_width=LABEL, id="form-status")
        yield from self._line("Outcome", "form-outcome", item.outcome or "", words.OUTCOME_PLACEHOLDER, NOTE)
        if not self.fresh:
            yield from self._line("How it went", "form-update", "", words.UPDATE_PLACEHOLDER)
        yield Remark()
        yield Remark(words.FORM_HINT)

    def _line(self, label: str, name: str, value: str, placeholder: str = "", limit: int = LINE) -> ComposeResult:
        line = Line(self._typed.get(name, value), placeholder=placeholder, limit=limit, id=name)
        yield Labelled(label, line, width=LABEL)

    def on_mount(self) -> None:
        place = self._place
        wanted = next(
            (each for each in self.query("*") if place and each.id == place.field), self.query_one("#form-title")
        )
        wanted.focus()
        if place and isinstance(wanted, Line):
            wanted.cursor_position = min(place.cursor, len(wanted.value))

    # Answers

    def on_choice_chosen(self, event: Choice.Chosen) -> None:
        event.stop()
        value = event.value
        changes: dict[str, Any] = {}
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
                self.post_message(self.Remarked(words.ASK_WITHOUT_SEVERITY))
        if event.typed:
            self._next(event.choice)

    @property
    def _is_ask(self) -> bool:
        return self.query_one("#form-kind", Choice).value == ESCALATION_KINDS.index("ask") + 1

    def settle(self) -> bool:
        """Whether every line is a value; the first that is none is said, and gone to."""
        for line in self.query(Line):
            try:
                self._read(line.id or "", line.value)
            except Refused as no:
                line.focus()
                self.post_message(self.Remarked(str(no)))
                return False
        return True

    def on_line_written(self, event: Line.Written) -> None:
        name = event.line.id or ""
        try:
            changes = self._read(name, event.text)
        except Refused:  # not a value yet: the one before stands, and Enter says what would do
            field = {"form-title": "title", "form-opened": "opened", "form-minutes": "minutes"}[name]
            changes = {field: getattr(self.item, field)}
        if changes:
            self.post_message(self.Edited(self, changes))

    def _read(self, name: str, text: str) -> dict[str, Any]:
        readers: dict[str, tuple[str, Callable[[str], Any]]] = {
            "form-title": ("title", clean),
            "form-opened": ("opened", lambda t: read_moment(t, self.clock.now(), self.clock.today())),
            "form-minutes": ("minutes", lambda t: read_minutes(t, MOST_MINUTES)),
            "form-cause": ("cause", clean),
            "form-handed": ("handed_to", clean),
            "form-outcome": ("outcome", clean),
        }
        if name not in readers:
            return {}
        field, read = readers[name]
        value = read(text) or None
        if value is None and field in ("title", "opened"):
            raise Refused(field, "stays as it was when nothing is written")
        return {field: value}

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        try:
            self._read(event.input.id or "", event.value)
        except Refused as no:
            self.post_message(self.Remarked(str(no)))
            return
        self._next(event.input)

    def _next(self, widget: Widget) -> None:
        fields = [each for each in self.query("*") if each.can_focus]
        at = fields.index(widget)
        if at + 1 < len(fields):
            fields[at + 1].focus()
        else:
            self.close()

    def close(self) -> None:
        """Done with it."""
        self.post_message(self.Closed(self, self.went_on))

    @property
    def went_on(self) -> str:
        """The line on how it went on; empty when none was written."""
        lines = self.query("#form-update")
        return lines.first(Line).value if lines else ""
