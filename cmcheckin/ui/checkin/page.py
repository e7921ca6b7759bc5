"""The base class of the pages of a check-in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.geometry import Region
from textual.message import Message
from textual.widget import Widget

from cmcheckin.checkin.form import CheckinForm, FormPosition
from cmcheckin.domain.named import NamedTuple
from cmcheckin.ui.base_screen import ROOM
from cmcheckin.ui.checkin.day_rows import DayRows
from cmcheckin.ui.checkin.gap_rows import GapRows
from cmcheckin.ui.kit.choice import Choice
from cmcheckin.ui.kit.listing import Listing
from cmcheckin.ui.kit.text_block import KeyQuestion, TextBlock
from cmcheckin.ui.kit.text_field import TextField
from cmcheckin.ui.messages import Notified, TextCut, TextTyped
from cmcheckin.ui.protocols import JournalApp, journal_app
from cmcheckin.wording import checkin as words
from cmcheckin.wording.app import IN_FULL
from cmcheckin.wording.formats import sentence_case

if TYPE_CHECKING:
    from cmcheckin.clock import Clock
    from cmcheckin.domain.checkin import CheckIn
    from cmcheckin.domain.records import Record
    from cmcheckin.journal import Journal
    from cmcheckin.services.inbox import InboxReply
    from cmcheckin.settings import Settings


class PageContext(NamedTuple):
    """What a page gets besides the form. `feelings`: returns earlier feelings for completion. `replies`: returns the
    unread replies. `unfinished`: returns the sentence about unfinished check-ins of other days."""

    settings: Settings
    clock: Clock
    feelings: Callable[[], tuple[str, ...]]
    today: bool = True
    replies: Callable[[], tuple[InboxReply, ...]] = tuple
    unfinished: Callable[[], str] = str


class Page(Vertical):
    """One step of the check-in. It shows a form, changes it through the functions of its step, and posts the result."""

    DEFAULT_CSS = """
    Page { height: 1fr; overflow-y: auto; scrollbar-size-vertical: 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move_field(-1)", show=False),
        Binding("down", "move_field(1)", show=False),
    ]
    NAME: ClassVar[str] = ""
    HEADINGS: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    """The ids of the fields below each heading, by its id. It is bold while one of them has the focus."""
    AFTER_TEXT: ClassVar[tuple[str, ...]] = ()
    """The ids of prompts at which a user may still be typing a text. No letter quits there."""

    class FormChanged(Message):
        """Posted with the new form after each change of an answer."""

        def __init__(self, form: CheckinForm) -> None:
            super().__init__()
            self.form = form

    class Finished(Message):
        """Posted when the user is done with this page."""

    def __init__(self, form: CheckinForm, context: PageContext) -> None:
        super().__init__(id=f"page-{self.NAME}")
        self.form, self.context = form, context
        self.start_position: FormPosition | None = None
        """The position to restore when the page is mounted; None for the first field."""

    @property
    def journal_app(self) -> JournalApp:
        """Return the app, with what the screens of a journal may use of it."""
        return journal_app(self)

    def show_form(self, form: CheckinForm) -> None:
        """Show `form`, which may have been changed on another page."""
        self.form = form

    def set_form(self, form: CheckinForm) -> None:
        """Show `form` and post it, if it differs from the current one."""
        if form != self.form:
            self.show_form(form)
            self.post_message(self.FormChanged(form))

    def fields(self) -> list[Widget]:
        """Return the widgets that can have the focus, from top to bottom."""
        return [widget for widget in self.query("*") if widget.can_focus and widget.display]

    def advance(self) -> None:
        """Move to the next field, or finish the page after the last. A rating without an answer is shown as skipped."""
        fields = self.fields()
        focused = self.screen.focused
        if isinstance(focused, Choice):
            focused.skip()
        index = fields.index(focused) if focused in fields else -1
        if index + 1 < len(fields):
            fields[index + 1].focus()
        else:
            self.post_message(self.Finished())

    def action_move_field(self, by: int) -> None:
        """Focus the field `by` below, or above if negative, if there is one."""
        fields = self.fields()
        if self.screen.focused in fields and 0 <= (index := fields.index(self.screen.focused) + by) < len(fields):
            fields[index].focus()

    def on_descendant_focus(self) -> None:
        """Show which heading the focused field belongs to."""
        focused = self.screen.focused  # not the event's, which may be outdated
        for heading, fields in self.HEADINGS.items():
            for block in self.query(f"#{heading}").results(TextBlock):
                block.emphasise(focused is not None and focused.id in fields)
        self.reveal()

    def reveal(self) -> None:
        """Scroll to the focused field with what belongs to it, if the page is longer than the window. Done once the
        layout is up to date."""
        self.call_after_refresh(self._reveal)

    def _reveal(self) -> None:
        focused = self.screen.focused
        if not self.max_scroll_y or not self.display or focused not in self.fields():
            return
        parts = [part for part in self.shown_with(focused) if part.display]
        region = Region.from_union([focused.region, *(part.region for part in parts)])
        if region.height > self.size.height:
            region = focused.region
        self.scroll_to_region(
            region.translate(self.scroll_offset - self.content_region.offset), animate=False, immediate=True
        )

    def shown_with(self, field: Widget) -> Iterable[Widget]:
        """Return the widgets to scroll into view together with `field`: by default its heading."""
        return [self.query_one(f"#{heading}") for heading, fields in self.HEADINGS.items() if field.id in fields]

    # Keys that don't answer the focused prompt

    @property
    def expects_text(self) -> bool:
        """Return whether the user may be typing a text at the focused prompt."""
        focused = self.screen.focused
        return focused is not None and focused.id in self.AFTER_TEXT

    def begin_text(self) -> TextField | None:
        """Focus the field for a text that is typed at the focused prompt, and return it; None if there is none."""
        return None

    def on_key(self, event: events.Key) -> None:
        """Type a character that isn't a key of the focused prompt into the field it was meant for, or say which keys
        there are."""
        prompt, char = self.screen.focused, event.character or " "
        is_bound = event.key in self.screen.active_bindings
        if is_bound or char.isspace() or not char.isprintable():
            return
        is_number = isinstance(prompt, Choice) and char.isdecimal()
        if self.expects_text and not is_number and (field := self.begin_text()):
            field.insert_text_at_cursor(char)
        else:
            self._show_keys()

    def on_paste(self, event: events.Paste) -> None:
        """Paste what isn't pasted into a field where typing would begin a text, or say which keys there are."""
        if self.expects_text and (field := self.begin_text()):
            field.on_paste(event)
        else:
            self._show_keys()

    def _show_keys(self) -> None:
        """Say which keys answer the focused prompt."""
        prompt = self.screen.focused
        if isinstance(prompt, Choice | Listing | KeyQuestion | DayRows | GapRows):
            self.post_message(Notified(words.press_one_of(prompt.answer_keys)))

    def escape(self) -> bool:
        """Close what Escape closes on this page. Return False if nothing is open."""
        return False

    # The position of the user

    def on_mount(self) -> None:
        if self.start_position is None:
            self.focus_first()
        else:
            self.restore(self.start_position)

    def focus_first(self) -> None:
        """Focus the field to begin with."""
        if fields := self.fields():
            fields[0].focus()

    def position(self) -> tuple[str, int]:
        """Return the id of the focused field, empty if there is none, and the cursor position in its text."""
        focused = self.screen.focused
        if focused is None or focused not in self.fields():
            return "", 0
        return focused.id or "", focused.cursor_position if isinstance(focused, TextField) else 0

    def unsaved_texts(self) -> dict[str, str]:
        """Return the texts in the fields by id, and the selected row of each list in which it isn't the first."""
        rows = {listing.id: str(listing.at) for listing in self.query(Listing) if listing.id and listing.at}
        return {line.id: line.value for line in self.query(TextField) if line.id and line.value} | rows

    def restore(self, position: FormPosition) -> None:
        """Put back the texts of `position` and focus its field, or the first if there is no such field."""
        for line in self.query(TextField):
            if line.id and (text := position.unsaved_texts.get(f"{self.NAME}.{line.id}")):
                line.write(text)
        for listing in self.query(Listing):
            listing.select(position.unsaved_texts.get(f"{self.NAME}.{listing.id}", ""))
        field = next((widget for widget in self.fields() if widget.id == position.field), None)
        if field is None:
            self.focus_first()
            return
        field.focus()
        if isinstance(field, TextField):
            field.cursor_position = min(position.cursor, len(field.value))
            self.call_after_refresh(field.propose)

    def commit(self) -> bool:
        """Turn texts that weren't entered into answers. If one is invalid, post why and return False."""
        return True

    def states_to_save(self, journal: Journal, checkin: CheckIn) -> Iterable[Record]:
        """Return what to save in `journal` with `checkin`."""
        return ()

    def on_resize(self) -> None:
        if self.size.height:
            self.allocate_rows()
            self.reveal()

    @property
    def room(self) -> int:
        """Return the rows for the page in this window, with one line for the keys."""
        return max(self.app.size.height, ROOM[1]) - 3

    def allocate_rows(self) -> None:
        """Divide the rows of the page among its lists. Called when it is resized."""

    def on_listing_entry_selected(self) -> None:
        self.post_message(TextTyped())

    def on_listing_whole_requested(self, event: Listing.WholeRequested) -> None:
        """Show the text in full on a screen over the check-in."""
        from cmcheckin.ui.help import NoticeScreen

        event.stop()
        self.app.push_screen(NoticeScreen([event.text], sentence_case(IN_FULL)))

    def on_text_field_caret_moved(self) -> None:
        self.post_message(TextTyped())

    def on_text_field_edited(self, event: TextField.Edited) -> None:
        """Save the text in the draft. Pages whose lines are answers change the form as well."""
        self.post_message(TextTyped())

    def on_text_cut(self, event: TextCut) -> None:
        """Show that the text was too long."""
        event.stop()
        self.post_message(Notified(words.TEXT_CUT.format(limit=event.limit)))

    def answer(self, **answers: object) -> None:
        """Set `answers`, fields of the check-in record, in the form."""
        self.set_form(self.form.with_answers(**answers))
