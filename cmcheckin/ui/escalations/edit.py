"""Edit all details of an escalation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from cmcheckin.checkin.form import FormPosition
from cmcheckin.domain.text import NOTE
from cmcheckin.journal.errors import JournalError
from cmcheckin.services import escalation_drafts
from cmcheckin.services.escalations import save_update
from cmcheckin.ui.base_screen import BaseScreen
from cmcheckin.ui.checkin.escalation_form import EscalationForm
from cmcheckin.ui.kit.frame import Heading, KeyLine
from cmcheckin.ui.kit.text_field import TextField
from cmcheckin.ui.messages import Notified, TextCut
from cmcheckin.wording import checkin as form_words
from cmcheckin.wording import escalations as words

if TYPE_CHECKING:
    from cmcheckin.clock import Clock
    from cmcheckin.domain.escalation import Escalation
    from cmcheckin.journal import Journal


class Edits(NamedTuple):
    """The fields that were changed, the text of an update, the texts that were typed, by field id, and the field that
    had the focus."""

    changes: Mapping[str, Any]
    update: str
    texts: Mapping[str, str]
    field: str = ""


class EditScreen(BaseScreen[Edits]):
    """A form with every field of `item`. The result is what was changed, which the caller saves."""

    TITLE = words.EDITING
    HELP = words.EDIT_HELP
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "save and go back", tooltip="save and go back", id="escalations.edit.close"),
        Binding("up", "app.focus_previous", show=False),
        Binding("down", "app.focus_next", show=False),
    ]

    def __init__(
        self, item: Escalation, journal: Journal, clock: Clock, edits: Edits | None = None, message: str = ""
    ) -> None:
        """Open the form of `item`. `edits` that couldn't be saved are shown again, with the reason in `message`."""
        super().__init__()
        self._item, self._journal, self._clock, self._message = item, journal, clock, message
        self._changes = dict(edits.changes) if edits else {}
        self._texts: Mapping[str, str] = edits.texts if edits else {}
        self._position = FormPosition("", edits.field, NOTE) if edits else None  # at the end of its text
        self._shown: Mapping[str, str] = {}
        self._is_saved = self._is_kept = self._is_closed = False

    def compose(self) -> ComposeResult:
        yield Heading(words.EDITING)
        item = self._item._replace(**self._changes)
        yield EscalationForm(item, 0, self._clock, is_new=False, texts=self._texts, position=self._position)
        yield KeyLine()

    def on_mount(self) -> None:
        self._shown = self._lines()
        if self._message:
            self.show_message(self._message, above=True)

    def on_escalation_form_edited(self, event: EscalationForm.Edited) -> None:
        self._changes.update(event.changes)
        self._keep_draft()

    def on_text_field_edited(self) -> None:
        """Keep the text in the draft, even while it isn't valid yet."""
        self._keep_draft()

    def on_escalation_form_closed(self, event: EscalationForm.Closed) -> None:
        self._is_closed = True
        self.dismiss(self._edits(event.update))

    def _keep_draft(self) -> None:
        """Save what was changed and typed as a draft, or delete it if nothing was. Show an error if it can't be."""
        if self._is_closed:
            return
        edits = self._edits("")
        changes = {name: value for name, value in edits.changes.items() if value != getattr(self._item, name)}
        self._is_kept = False
        if not changes and not edits.texts:
            escalation_drafts.discard(self._journal, self._item)
            return
        try:
            escalation_drafts.keep(self._journal, self._item, changes, edits.texts, edits.field)
            self._is_kept = True
        except JournalError as error:
            self.show_message(str(error))

    def _edits(self, update: str) -> Edits:
        typed = {name: text for name, text in self._lines().items() if text != self._shown.get(name)}
        focused = self.focused.id or "" if self.focused else ""
        return Edits(self._changes, update, {**self._texts, **typed}, focused)

    def _lines(self) -> dict[str, str]:
        return {line.id or "": line.value for line in self.query(TextField)}

    def on_notified(self, event: Notified) -> None:
        self.show_message(event.text)

    def on_text_cut(self, event: TextCut) -> None:
        self.show_message(form_words.TEXT_CUT.format(limit=event.limit))

    def action_close(self) -> None:
        """Close the form, unless a line in it isn't valid."""
        form = self.query_one(EscalationForm)
        if form.validate():
            form.close()

    def save_draft(self) -> bool:
        """Save the changes before the program quits. If they can't be saved, or a line isn't valid, all of them stay in
        the draft. Return whether there were any."""
        if self._is_closed:
            return self._is_saved
        form = self.query_one(EscalationForm)
        if form.invalid_line() is not None:
            return self._is_kept
        edits = self._edits(form.update_text)
        try:
            saved = save_update(self._journal, self._item, edits.changes, edits.update, self._clock.now())
        except JournalError:
            return self._is_kept
        self._is_closed = True
        escalation_drafts.discard(self._journal, self._item)
        self._is_saved = bool(saved)
        return self._is_saved

    def draft_message(self) -> str:
        """Return that the changes are saved or kept, if there were any."""
        if self._is_saved:
            return words.EDITS_SAVED
        return words.EDITS_KEPT if self._is_kept and not self._is_closed else ""
