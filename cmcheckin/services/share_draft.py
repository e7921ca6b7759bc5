"""A share file in preparation: its days, what is selected for it, and the files once they are written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from cmcheckin.domain.records import Records
from cmcheckin.domain.week import Week, WrongOrderError, days_between
from cmcheckin.sharing.builder import fits_one_file
from cmcheckin.sharing.choice_rows import EntryRow, entry_rows
from cmcheckin.sharing.choices import entry_key, week_choices
from cmcheckin.sharing.document import Document, share_document
from cmcheckin.sharing.rendering import shown_text
from cmcheckin.wording import share as words
from cmcheckin.wording import share_page
from cmcheckin.wording import week as week_words

if TYPE_CHECKING:
    from cmcheckin.services.share_session import ShareResult, ShareSession
    from cmcheckin.sharing.selection import ShareSelection
    from cmcheckin.sharing.share_file import ShareFile


class ShareDraft:
    """The selection for the days from `first` to `last`, saved after each change until the files are written."""

    def __init__(self, session: ShareSession, week: Week) -> None:
        self.session = session
        self.first, self.last = week.monday, week.sunday
        self.selection = session.proposal
        self.records = Records()
        self.written: ShareResult | None = None
        """The written files, while the screen shows them."""
        self._shown: ShareFile | None = None
        self._written_selection: ShareSelection | None = None
        self._documents: dict[str, Document] = {}
        self._entries: tuple[EntryRow, ...] = ()
        self.opened: set[str] = set()
        """The keys of the weeks whose numbers and lines are shown."""

    # Days

    def open(self, first: date, last: date) -> None:
        """Go to the days from `first` to `last`, with their saved selection, or else with the current one."""
        self.first, self.last = first, last
        self._written_selection = None
        self.selection = self.session.load_draft(first, last) or replace(self.selection, unsaved_text=None)
        self.read()

    def read(self) -> None:
        """Read the records of the days."""
        self.records = self.session.records(self.first, self.last)
        self._forget()

    def days_refusal(self, text: str) -> str:
        """Return why `text` isn't a week or two dates that can be shared; empty if it is, or if `text` is empty."""
        if not text:
            return ""
        try:
            return self.refusal(*self.parse_days(text))
        except WrongOrderError as error:
            return words.WRONG_ORDER.format(first=error.first, last=error.last)
        except ValueError as error:
            return f"{error}."

    def parse_days(self, text: str) -> tuple[date, date]:
        """Return the first and last day of a week or of two dates. Raises ValueError."""
        return days_between(text, self.session.clock.today())

    def refusal(self, first: date, last: date) -> str:
        """Return why the days from `first` to `last` can't be shared; empty if they can."""
        if first > self.session.clock.today():
            return words.NOT_YET
        return "" if fits_one_file(first, last) else words.TOO_MANY

    @property
    def title(self) -> str:
        """Return `Week 47 · 16–22 November`, or `3–30 August 2026` if the days aren't a week."""
        week = Week.of(self.last)
        if (self.first, self.last) == (week.monday, week.sunday):
            return week_words.title(week, self.session.clock.today())
        return share_page.range_title(self.first, self.last)

    def days_to_check(self) -> list[date]:
        """Return the days that aren't logged, then those whose hours look wrong."""
        found = (self.session.unlogged_days, self.session.implausible_days)
        return [day for days in found for day in days(self.records, self.first, self.last)]

    def warnings(self) -> list[str]:
        """Return sentences about days that aren't logged or look wrong."""
        missing = self.session.unlogged_days(self.records, self.first, self.last)
        implausible = self.session.implausible_days(self.records, self.first, self.last)
        found = [words.missing_days_hint(missing)] if missing else []
        found += [words.implausible_days(implausible)] if implausible else []
        return found or ([] if self.records.between(self.first, self.last) else [words.NOTHING_LOGGED])

    # Selection

    def change(self, selection: ShareSelection) -> str:
        """Select and save `selection`, and drop the documents made from the old one. Return an error message if it
        can't be saved."""
        self._forget()
        return self.save(selection)

    def save(self, selection: ShareSelection) -> str:
        """Select and save `selection`, unless only its step differs from what was written. Return an error message if
        it can't be saved."""
        from cmcheckin.journal import JournalError

        self.selection = selection
        written = self._written_selection
        if written is not None and replace(selection, step=written.step) == written:
            return ""
        try:
            self.session.save_draft(self.first, self.last, selection)
        except JournalError as error:
            return str(error)
        return ""

    def _forget(self) -> None:
        self._documents, self._entries = {}, ()

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields to choose from."""
        return self.session.fields(self.first)

    # Content

    def document_of(self, field: str) -> Document:
        """Return what a file with the single field `field` would contain."""
        if field not in self._documents:
            consent = self.selection.consent(self.first, self.last)
            alone = replace(consent, fields=(field,), help=self.selection.help)
            self._documents[field] = share_document(self.session.build(self.records, alone))
        return self._documents[field]

    def entries(self) -> tuple[EntryRow, ...]:
        """Return the rows of the entries, including the excluded ones."""
        if not self._entries:
            everything = replace(self.selection, excluded=frozenset())
            complete = self.session.build_with_own_ids(self.records, everything.consent(self.first, self.last))
            consent = everything.consent(self.first, self.last)
            weeks = week_choices(complete, self.records, consent, self.session.settings.questions)
            self._entries = entry_rows(self.selection, complete, weeks, self.opened)
        return self._entries

    def toggle_group(self, key: str) -> None:
        """Show the rows of the week with `key`, or hide them again."""
        self.opened ^= {key}
        self._entries = ()

    def text_of(self, key: str) -> str:
        """Return the text of the entry `key`, to edit it: with its line breaks, for an answer."""
        for response in self.session.responses(self.first):
            if key == entry_key("response", response.reply):
                return self.selection.texts.get(key, response.text)
        return next(entry.text for entry in self.entries() if entry.key == key)

    def shown_text(self, form: str) -> str:
        """Return the content of the file in the format `form`, as in the last preview shown."""
        return shown_text(self._shown, form) if self._shown else ""

    def preview(self) -> ShareFile:
        """Return the share file to show. `write` writes the last one that was shown."""
        self._shown = self.session.build(self.records, self.selection.consent(self.first, self.last))
        return self._shown

    def write(self, folder: Path, *, replace_existing: bool) -> ShareResult | None:
        """Write the last file that was shown to `folder`, in each selected format.

        `replace_existing`: even if files exist. Raises FilesExist, Refused, OSError or ValueError, and then nothing was
        written.
        """
        if self._shown is None:
            return None
        formats = self.selection.formats
        self.written = self.session.write(self._shown, folder, formats, replace_existing=replace_existing)
        self._written_selection = self.selection
        return self.written
