"""The share's way to the journal: its records, what was chosen before, the half-made choice, and the writing."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from cmcheckin.domain.errors import Refused
from cmcheckin.domain.records import Records
from cmcheckin.insight.week import with_open_escalations
from cmcheckin.services import share_preferences
from cmcheckin.services.share_files import write_share
from cmcheckin.services.share_preferences import SharePreferences
from cmcheckin.sharing.builder import build_share, implausible_days, record_range, unlogged_days
from cmcheckin.sharing.rendering import FORMATS
from cmcheckin.sharing.selection import ShareSelection
from cmcheckin.sharing.share_file import Consent, ShareFile

if TYPE_CHECKING:
    from cmcheckin.clock import Clock
    from cmcheckin.journal import Journal
    from cmcheckin.settings import Settings


@dataclass(frozen=True)
class ShareResult:
    """What was written, and what could not be remembered of it."""

    paths: tuple[Path, ...]
    preferences_error: str = ""
    """Why the choice is not proposed the next time; empty when it is."""


class ShareSession:
    """One way to a share file. The id of the home is made at the beginning, so that what is shown is what is written.

    `trouble` is why nothing can be written: what is remembered cannot be read, and a new id would make another person
    of the same one in the eyes of whoever reviews the files.
    """

    def __init__(self, journal: Journal, settings: Settings, clock: Clock) -> None:
        self.journal, self.settings, self.clock = journal, settings, clock
        self.preferences = SharePreferences()
        self.preferences_error: Refused | None = None
        try:
            self.preferences = share_preferences.read(journal.places.share)
        except Refused as no:
            self.preferences_error = no if no.field == "share.json" else no.inside("share.json")
        except OSError as no:
            self.preferences_error = Refused("share.json", f"cannot be read ({(no.strerror or str(no)).lower()})")
        self.person = self.preferences.person or share_preferences.new_person(os.urandom(8))

    @property
    def name(self) -> str:
        """The name that files carry: the one of config.toml, else the one given the last time."""
        return self.settings.name or self.preferences.name

    @property
    def folder(self) -> str:
        """Where files go unless another folder is said."""
        return self.settings.share_folder or self.preferences.folder or str(self.journal.places.exports)

    @property
    def proposal(self) -> ShareSelection:
        """What is proposed; nothing of it is applied before it was seen."""
        fields, _ = share_preferences.proposed_fields(self.preferences, self.settings.share_fields)
        return ShareSelection(fields, name=self.name, formats=self.preferences.formats or FORMATS)

    @property
    def proposal_source(self) -> str:
        """Where the proposal comes from: `last`, `settings` or `usual`."""
        return share_preferences.proposed_fields(self.preferences, self.settings.share_fields)[1]

    def records(self, first: date, last: date) -> Records:
        """Everything that a share file of these days is made from."""
        start, end = record_range(first, last)
        near = self.journal.between(start, min(end, self.clock.today() + timedelta(1)))
        return with_open_escalations(near, self.journal.open_since(first))

    def unlogged_days(self, found: Records, first: date, last: date) -> tuple[date, ...]:
        """The days of them that are over and not told of."""
        return unlogged_days(found, first, last, self.clock.today())

    def implausible_days(self, found: Records, first: date, last: date) -> tuple[date, ...]:
        """The days of them whose hours are in doubt, and so are not counted."""
        return implausible_days(found, first, last)

    def build(self, found: Records, consent: Consent) -> ShareFile:
        """The share file as it would be written now."""
        clock, settings = self.clock, self.settings
        return build_share(found, consent, self.person, clock.now(), settings.schedule, clock.today(), settings.metrics)

    # The half-made choice

    def load_draft(self, first: date, last: date) -> ShareSelection | None:
        """The half-made choice of these days, if there is one."""
        from cmcheckin.journal import half_made

        return ShareSelection.read(half_made.load(self._path(first, last)))

    def save_draft(self, first: date, last: date, chosen: ShareSelection) -> None:
        """Keep the half-made choice. Raises JournalError when the disk will not."""
        from cmcheckin.journal import half_made

        half_made.keep(self._path(first, last), chosen.raw(), "What you chose could not be kept")

    def discard_draft(self, first: date, last: date) -> None:
        """There is no half-made choice of these days any more."""
        with suppress(OSError):
            os.unlink(self._path(first, last))  # noqa: PTH108

    def _path(self, first: date, last: date) -> str:
        return f"{self.journal.places.drafts}/share-{first}-{last}.json"

    # The writing

    def write(self, made: ShareFile, folder: Path, formats: tuple[str, ...], *, over: bool = False) -> ShareResult:
        """Write the files, remember the choice, and let the half-made one go.

        Raises Exists, Refused or OSError, and nothing was written then.
        """
        if self.preferences_error:
            raise self.preferences_error
        paths = write_share(made, folder, formats, replace=over)
        # The inbox searches every folder that files were shared to.
        self.preferences = replace(
            self.preferences.with_folder(str(folder.absolute())),
            person=self.person,
            fields=made.fields,
            formats=formats,
            name=made.name or self.preferences.name,
        )
        self.discard_draft(made.first, made.last)
        try:
            share_preferences.write(self.journal.places.share, self.preferences)
        except OSError as no:
            return ShareResult(paths, (no.strerror or str(no)).lower())
        return ShareResult(paths)
