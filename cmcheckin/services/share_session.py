"""Prepare and write a share file: its records, the preferences from last time, the draft of the selection, and the
files."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from cmcheckin.domain.errors import Refused
from cmcheckin.domain.records import Records
from cmcheckin.insight.week import with_open_escalations
from cmcheckin.services import share_preferences
from cmcheckin.services.share_files import write_share
from cmcheckin.services.share_preferences import SharePreferences
from cmcheckin.sharing.builder import (
    OWN_IDS,
    build_share,
    first_record_day,
    implausible_days,
    last_record_day,
    unlogged_days,
)
from cmcheckin.sharing.choices import entry_key, week_choices
from cmcheckin.sharing.rendering import FORMATS
from cmcheckin.sharing.selection import ShareSelection
from cmcheckin.sharing.share_file import FIELDS, Consent, ShareFile, ShareResponse
from cmcheckin.sharing.shared_ids import SECRET_BYTES, new_secret
from cmcheckin.wording import file_reasons as reasons

if TYPE_CHECKING:
    from cmcheckin.clock import Clock
    from cmcheckin.journal import Journal
    from cmcheckin.settings import Settings


@dataclass(frozen=True)
class ShareResult:
    """The files that were written."""

    paths: tuple[Path, ...]
    preferences_error: str = ""
    """Why the selection couldn't be saved for next time; empty if it was."""
    answers_error: str = ""
    """Why the answers couldn't be marked as shared, so that they are proposed again; empty if they were."""


class ShareSession:
    """A session that makes one share file. The person's id and the secret for the ids of entries are set at the start,
    so that the preview equals the file.

    `preferences_error`: set if the saved preferences can't be read. Then nothing can be written, as a new id would make
    the user another person to their manager.
    """

    def __init__(self, journal: Journal, settings: Settings, clock: Clock) -> None:
        self.journal, self.settings, self.clock = journal, settings, clock
        self.preferences = SharePreferences()
        self.preferences_error: Refused | None = None
        try:
            self.preferences = share_preferences.load(journal.paths.share)
        except Refused as error:
            self.preferences_error = error if error.field == "share.json" else error.inside("share.json")
        except OSError as error:
            reason = reasons.CANNOT_BE_READ_BECAUSE.format(error=(error.strerror or str(error)).lower())
            self.preferences_error = Refused("share.json", reason)
        self.person = self.preferences.person or share_preferences.new_person_id(os.urandom(8))
        self._responses: dict[date, tuple[ShareResponse, ...]] = {}
        self.secret = self.preferences.secret or new_secret(os.urandom(SECRET_BYTES))

    @property
    def name(self) -> str:
        """The name in share files: the one in config.toml, else the one used last time."""
        return self.settings.name or self.preferences.name

    @property
    def folder(self) -> str:
        """The folder that files are written to by default."""
        return self.settings.share_folder or self.preferences.folder or str(self.journal.paths.exports)

    @property
    def proposal(self) -> ShareSelection:
        """The suggested selection. Answers to replies are always in it, since they were written to be shared."""
        chosen, _ = share_preferences.proposed_fields(self.preferences, self.settings.share_fields)
        fields = tuple(name for name in FIELDS if name in chosen or name == "responses")
        return ShareSelection(fields, name=self.name, formats=self.preferences.formats or FORMATS)

    @property
    def proposal_source(self) -> str:
        """Where the proposed fields come from: `last`, `settings` or `usual`."""
        return share_preferences.proposed_fields(self.preferences, self.settings.share_fields)[1]

    def records(self, first: date, last: date) -> Records:
        """Return all records needed to share the days from `first` to `last`."""
        today = self.clock.today()
        near = self.journal.between(first_record_day(first), last_record_day(min(last, today), today))
        return with_open_escalations(near, self.journal.open_since(first))

    def unlogged_days(self, records: Records, first: date, last: date) -> tuple[date, ...]:
        """Return the past days from `first` to `last` that aren't logged in `records`."""
        return unlogged_days(records, first, last, self.clock.today())

    def implausible_days(self, records: Records, first: date, last: date) -> tuple[date, ...]:
        """Return the days from `first` to `last` in `records` whose hours look wrong and so are not counted."""
        return implausible_days(records, first, last)

    def build(self, records: Records, consent: Consent) -> ShareFile:
        """Return the share file of `records` with `consent`, as it would be written now."""
        return self._build(records, consent, self.secret)

    def build_with_own_ids(self, records: Records, consent: Consent) -> ShareFile:
        """Return the share file of `records` with `consent` and the ids of the records, to select entries from."""
        return self._build(records, consent, OWN_IDS)

    def _build(self, records: Records, consent: Consent, secret: str) -> ShareFile:
        now, today, settings = self.clock.now(), self.clock.today(), self.settings
        own = settings.metrics, settings.questions, self.responses(consent.first)
        return build_share(records, consent, self.person, now, settings.schedule, today, *own, secret=secret)

    def fields(self, first: date) -> tuple[str, ...]:
        """Return the fields to ask about for days that start at `first`: those of FIELDS, without `responses` if there
        is no answer to share."""
        return FIELDS if self.responses(first) else tuple(name for name in FIELDS if name != "responses")

    def responses(self, first: date) -> tuple[ShareResponse, ...]:
        """Return the user's answers to replies for a file whose days start at `first`."""
        from cmcheckin.services.inbox_actions import responses_to_share

        if first not in self._responses:
            self._responses[first] = responses_to_share(self.journal, first)
        return self._responses[first]

    # The unfinished selection

    def load_draft(self, first: date, last: date) -> ShareSelection | None:
        """Return the unfinished selection for the days from `first` to `last`; None if there isn't one."""
        from cmcheckin.journal import work_files

        return ShareSelection.read(work_files.load(self._path(first, last), self.journal.paths))

    def save_draft(self, first: date, last: date, selection: ShareSelection) -> None:
        """Save `selection` as the unfinished one for the days from `first` to `last`. Raises JournalError if it can't
        be written."""
        from cmcheckin.journal import work_files

        work_files.keep(self._path(first, last), selection.raw(), reasons.SELECTION_NOT_SAVED, self.journal.paths)

    def discard_draft(self, first: date, last: date) -> None:
        """Delete the unfinished selection for the days from `first` to `last`."""
        with suppress(OSError):
            os.unlink(self._path(first, last))  # noqa: PTH108

    def _path(self, first: date, last: date) -> str:
        return f"{self.journal.paths.drafts}/share-{first}-{last}.json"

    def write(
        self, share: ShareFile, folder: Path, formats: tuple[str, ...], *, replace_existing: bool = False
    ) -> ShareResult:
        """Write `share` to `folder` in `formats`, save the preferences, and delete the draft.

        Raises FilesExist unless `replace_existing`, Refused or OSError; then no file was written.
        """
        if self.preferences_error:
            raise self.preferences_error
        paths = write_share(share, folder, formats, replace=replace_existing)
        answers_error = self._mark_answers(share)
        # The inbox searches every folder that files were shared to.
        self.preferences = replace(
            self.preferences.with_folder(str(folder.absolute())),
            person=self.person,
            secret=self.secret,
            fields=share.fields,
            formats=formats,
            name=share.name or self.preferences.name,
        )
        self.discard_draft(share.first, share.last)
        try:
            share_preferences.save(self.journal.paths.share, self.preferences)
        except OSError as error:
            return ShareResult(paths, (error.strerror or str(error)).lower(), answers_error)
        return ShareResult(paths, answers_error=answers_error)

    def _mark_answers(self, share: ShareFile) -> str:
        """Save that the answers in `share` were shared. Return an error message if that fails."""
        from cmcheckin.journal import JournalError
        from cmcheckin.services.inbox_actions import mark_shared

        try:
            mark_shared(self.journal, [response.reply for response in share.responses], self.clock.today())
        except JournalError as error:
            return str(error)
        return ""

    def choices(self, records: Records, consent: Consent) -> tuple[tuple[str, str], ...]:
        """Return the key and text of everything that can be left out, including what `consent` leaves out."""
        everything = replace(consent, excluded=frozenset())
        complete = self.build_with_own_ids(records, everything)
        found = [(entry_key("response", one.reply), one.text) for one in complete.responses]
        found += [(entry_key("win", win.id), win.text) for win in complete.wins]
        for kind, items in (("escalation", complete.escalations), ("ask", complete.asks)):
            found += [(entry_key(kind, item.id), item.title) for item in items]
        for week in week_choices(complete, records, everything, self.settings.questions):
            found += [(choice.key, f"{choice.label}: {choice.text}") for choice in week.choices]
        return tuple(found)
