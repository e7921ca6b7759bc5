"""What of a morning is not saved yet, on its way to the disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cmcheckin.checkin.form import CheckinForm, FormPosition
from cmcheckin.ui.checkin.field_texts import anything_written

if TYPE_CHECKING:
    from cmcheckin.services.checkin_session import CheckinSession
    from cmcheckin.ui.checkin.page import Page


class Drafting:
    """The draft of one window: what is typed on each page and not yet taken into the morning, and the slot it is kept
    in. Once the slot was let go of, nothing is written any more."""

    def __init__(self, desk: CheckinSession) -> None:
        self.typed: dict[str, str] = dict(desk.position.unsaved_texts)
        self.over = False
        self.behind = False
        """Whether something was typed since the last writing."""
        self._slot = desk.draft
        self._restored = desk.restored

    def look(self, page: Page) -> None:
        """Take note of what is typed on a page."""
        if page.is_mounted:
            self.taken(page.NAME)
            self.typed |= {f"{page.NAME}.{name}": text for name, text in page.typed().items()}

    def taken(self, name: str) -> None:
        """What was typed on the page of that name is in the morning now."""
        self.typed |= {known: "" for known in self.typed if known.startswith(f"{name}.")}

    def place_on(self, name: str) -> FormPosition | None:
        """The place to come back to on a page, None when nothing is typed there."""
        typed = {known: text for known, text in self.typed.items() if known.startswith(f"{name}.")}
        return FormPosition(name, "", 0, typed) if typed else None

    def write(self, morning: CheckinForm, page: Page, *, final: bool) -> None:
        """Put the morning on the disk as it stands. A fresh morning in which nothing was done leaves nothing there.

        Raises JournalError.
        """
        if self.over:
            return
        self.behind = False
        self.look(page)
        typed = {name: text for name, text in self.typed.items() if text}
        if not morning.has_answers and not self._restored and not anything_written(typed):
            return
        from cmcheckin.checkin import draft  # not needed by the first frame

        spot, caret = page.place() if page.is_mounted else ("", 0)
        self._slot.keep(draft.write(morning, FormPosition(page.NAME, spot, caret, typed)), final=final)

    def release(self) -> None:
        """Let go of the draft; it stays for the next window."""
        if not self.over:
            self.over = True
            self._slot.release()

    def discard(self) -> None:
        """The morning is saved: there is no draft any more."""
        self.over = True
        self._slot.discard()
