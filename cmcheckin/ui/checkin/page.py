"""What the pages of the check-in have in common."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widget import Widget

from cmcheckin.checkin.form import CheckinForm, FormPosition
from cmcheckin.ui.kit.choice import Choice
from cmcheckin.ui.kit.listing import Listing
from cmcheckin.ui.kit.text_field import Line
from cmcheckin.ui.messages import TextCut
from cmcheckin.ui.protocols import JournalApp, journal_app
from cmcheckin.wording import checkin as words

if TYPE_CHECKING:
    from cmcheckin.clock import Clock
    from cmcheckin.services.inbox import InboxReply
    from cmcheckin.settings import Settings


class Setting(NamedTuple):
    """What a page gets besides the morning. `feelings`: returns earlier feelings for completion. `replies`: returns the
    unread replies. `unfinished`: returns the sentence about unfinished check-ins of other days."""

    settings: Settings
    clock: Clock
    feelings: Callable[[], tuple[str, ...]]
    today: bool = True
    replies: Callable[[], tuple[InboxReply, ...]] = tuple
    unfinished: Callable[[], str] = str


class Page(Vertical):
    """A page shows a Morning, changes it through the functions of its step, and posts what came of it."""

    DEFAULT_CSS = """
    Page { height: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "before", show=False),
        Binding("down", "after", show=False),
    ]
    NAME: ClassVar[str] = ""

    @dataclass
    class MorningChanged(Message):
        """An answer was given, changed or taken back."""

        morning: CheckinForm

    class TextTyped(Message):
        """Something was typed that is not an answer yet."""

    class PageFinished(Message):
        """Nothing more to answer here."""

    @dataclass
    class Remarked(Message):
        """A sentence for the user."""

        text: str

    def __init__(self, morning: CheckinForm, setting: Setting) -> None:
        super().__init__(id=f"page-{self.NAME}")
        self.morning, self.setting = morning, setting
        self.arriving: FormPosition | None = None  # where to go when it is mounted; None: to the first field

    @property
    def journal_app(self) -> JournalApp:
        """Return the app, as this may use it."""
        return journal_app(self)

    def present(self, morning: CheckinForm) -> None:
        """Show this morning; it may have changed on another page."""
        self.morning = morning

    def changed(self, morning: CheckinForm) -> None:
        """Show and post a new morning."""
        if morning != self.morning:
            self.present(morning)
            self.post_message(self.MorningChanged(morning))

    def fields(self) -> list[Widget]:
        """What can be answered here, in order."""
        return [widget for widget in self.query("*") if widget.can_focus and widget.display]

    def advance(self) -> None:
        """Move to the next field, or finish the page after the last. A rating without an answer is shown as skipped."""
        fields = self.fields()
        focused = self.screen.focused
        if isinstance(focused, Choice):
            focused.skip()
        at = fields.index(focused) if focused in fields else -1
        if at + 1 < len(fields):
            fields[at + 1].focus()
        else:
            self.post_message(self.PageFinished())

    def action_before(self) -> None:
        """The field above; the first one stays."""
        fields = self.fields()
        if self.screen.focused in fields and (at := fields.index(self.screen.focused)) > 0:
            fields[at - 1].focus()

    def action_after(self) -> None:
        """The field below; the last one stays."""
        fields = self.fields()
        if self.screen.focused in fields and (at := fields.index(self.screen.focused)) + 1 < len(fields):
            fields[at + 1].focus()

    # Where the user is

    def on_mount(self) -> None:
        """The fields are there now: go to one."""
        if self.arriving is None:
            self.enter()
        else:
            self.restore(self.arriving)

    def enter(self) -> None:
        """Begin at the first field."""
        if fields := self.fields():
            fields[0].focus()

    def place(self) -> tuple[str, int]:
        """The focused field and the caret in it."""
        focused = self.screen.focused
        if focused is None or focused not in self.fields():
            return "", 0
        return focused.id or "", focused.cursor_position if isinstance(focused, Line) else 0

    def typed(self) -> dict[str, str]:
        """What stands in the fields, as it was typed, and the places in lists that are not the first."""
        places = {each.id: str(each.at) for each in self.query(Listing) if each.id and each.at}
        return {line.id: line.value for line in self.query(Line) if line.id and line.value} | places

    def restore(self, place: FormPosition) -> None:
        """Put back what was typed, and go where the user was."""
        for line in self.query(Line):
            if line.id and (text := place.unsaved_texts.get(f"{self.NAME}.{line.id}")):
                line.write(text)
        for listing in self.query(Listing):
            listing.select(place.unsaved_texts.get(f"{self.NAME}.{listing.id}", ""))
        spot = next((widget for widget in self.fields() if widget.id == place.field), None)
        if spot is None:
            self.enter()
            return
        spot.focus()
        if isinstance(spot, Line):
            spot.cursor_position = min(place.cursor, len(spot.value))
            self.call_after_refresh(spot.propose)

    def leave(self) -> None:
        """Clean up after the morning is saved."""

    def settle(self) -> bool:
        """Take what is typed and was not entered, before all is kept. False when it is no value, and that was said."""
        return True

    def on_resize(self) -> None:
        """The rows are shared out anew."""
        if self.size.height:
            self.share_room()

    def share_room(self) -> None:
        """Pages with lists that grow have them take only the rows there are."""

    def on_listing_entry_selected(self) -> None:
        """Where the user is belongs to the draft."""
        self.post_message(self.TextTyped())

    def on_line_caret_moved(self) -> None:
        """So does the caret."""
        self.post_message(self.TextTyped())

    def on_line_written(self, event: Line.Written) -> None:
        """By default text is only kept as typed; pages whose lines are answers do more."""
        self.post_message(self.TextTyped())

    def on_text_cut(self, event: TextCut) -> None:
        """Say what was not taken."""
        event.stop()
        self.post_message(self.Remarked(words.text_cut(event.limit)))

    def answer(self, **answers: Any) -> None:
        """The check-in with these answers."""
        self.changed(self.morning.with_answers(**answers))
