"""Save what is typed in a check-in as a draft."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from cmcheckin.checkin.form import CheckinForm, FormPosition
from cmcheckin.domain.checkin import CheckIn
from cmcheckin.wording import checkin as words

if TYPE_CHECKING:
    from cmcheckin.services.checkin_session import CheckinSession
    from cmcheckin.ui.checkin.page import Page

UNENTERED: Final = ("wins.win", "escalations.title", "escalations.form")
"""Fields whose text becomes an answer only once it is entered."""
POSITIONS: Final = (
    "workload.days", "workload.gap", "wins.looks", "wins.wins", "wins.current", "wins.editing",
    "escalations.carried", "escalations.fresh", "escalations.current", "escalations.form",
)  # fmt: skip
"""Names under which a draft has positions instead of texts. Positions of `days` and `gap` have two colons while
something is typed."""


class DraftSaver:
    """Writes the draft of `session`: the form, and the texts of each page that aren't answers yet. Writes nothing after
    `release` or `discard`."""

    def __init__(self, session: CheckinSession) -> None:
        self.unsaved_texts: dict[str, str] = dict(session.position.unsaved_texts)
        """Texts and positions by `page.field`, as a draft has them."""
        self.is_closed = False
        self.is_kept = False
        """Whether the draft was written, and has answers or texts."""
        self.is_lost = False
        """Whether there are answers or texts, and the draft couldn't be written."""
        self.is_outdated = False
        """Whether something was typed since the draft was written."""
        self._slot = session.draft
        self._restored = session.restored

    def collect(self, page: Page) -> None:
        """Read the unsaved texts of `page`."""
        if page.is_mounted:
            self.clear(page.NAME)
            self.unsaved_texts |= {f"{page.NAME}.{name}": text for name, text in page.unsaved_texts().items()}

    def clear(self, name: str) -> None:
        """Drop the unsaved texts of the page `name`, as they are answers now."""
        self.unsaved_texts |= {field: "" for field in self.unsaved_texts if field.startswith(f"{name}.")}

    def has_unentered(self, name: str) -> bool:
        """Return whether a text of the page `name`, which wasn't opened yet, must be entered to become an answer."""
        return any(self.unsaved_texts.get(field) for field in UNENTERED if field.startswith(f"{name}."))

    def position(self, name: str) -> FormPosition | None:
        """Return the position to restore on the page `name`, None if nothing is typed there."""
        texts = {field: text for field, text in self.unsaved_texts.items() if field.startswith(f"{name}.")}
        return FormPosition(name, "", 0, texts) if texts else None

    def write(self, form: CheckinForm, page: Page, *, final: bool) -> None:
        """Write `form` with the unsaved texts and the position on `page`, unless the draft was just begun and nothing
        is typed. With `final` it survives a power failure. Raises JournalError."""
        if self.is_closed:
            return
        self.is_outdated = self.is_kept = self.is_lost = False
        self.collect(page)
        texts = {name: text for name, text in self.unsaved_texts.items() if text}
        has_content = form.has_answers or has_text(texts)
        if not has_content and not self._restored:
            return
        from cmcheckin.checkin import draft  # not needed by the first frame

        self.is_lost = has_content
        field, cursor = page.position() if page.is_mounted else ("", 0)
        self._slot.keep(draft.write(form, FormPosition(page.NAME, field, cursor, texts)), final=final)
        self.is_kept, self.is_lost = has_content, False

    def lost_texts(self, form: CheckinForm) -> list[str] | None:
        """Return the texts of `form` and those that aren't answers yet if the draft couldn't be written, else None."""
        if self.is_closed or not self.is_lost:
            return None
        from cmcheckin.checkin import draft

        typed = [text for name, text in self.unsaved_texts.items() if has_text({name: text})]
        return list(dict.fromkeys([*draft.texts(form), *typed]))

    def message(self, form: CheckinForm, *, is_today: bool) -> str:
        """Return the line about the draft of `form` and the command that opens it, if one was saved."""
        if self.is_closed or not self.is_kept:
            return ""
        saved = form.base.get(form.checkin.key)
        is_due = is_today and not (isinstance(saved, CheckIn) and saved.done)
        return words.draft_kept(form.date, is_today=is_today, is_due=is_due)

    def release(self) -> None:
        """Stop writing. The draft stays for the next window."""
        if not self.is_closed:
            self.is_closed = True
            self._slot.release()

    def discard(self) -> None:
        """Stop writing, and delete the draft."""
        self.is_closed = True
        self._slot.discard()


def has_text(unsaved_texts: Mapping[str, str]) -> bool:
    """Return whether `unsaved_texts` has any text that was typed, and not only positions."""
    return any(text and (name not in POSITIONS or text.count(":") > 1) for name, text in unsaved_texts.items())
