"""The share's way to the journal: its records, what was chosen before, and the half-made choice."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cmcheckin.domain.errors import Refused
from cmcheckin.domain.records import Records
from cmcheckin.insight.week import joined
from cmcheckin.sharing import choices
from cmcheckin.sharing.choices import Choices
from cmcheckin.sharing.choosing import Choosing
from cmcheckin.sharing.making import make, reach
from cmcheckin.sharing.share_file import ShareFile
from cmcheckin.sharing.writing import FORMATS, write

if TYPE_CHECKING:
    from cmcheckin.clock import Clock
    from cmcheckin.journal import Journal
    from cmcheckin.settings import Settings

SIZE: Final = 1_000_000
"""Largest half-made choice that is read, in bytes."""


def records(journal: Journal, first: date, last: date, today: date) -> Records:
    """Everything that a share file of these days is made from."""
    start, end = reach(first, last)
    return joined(journal.between(start, min(end, today + timedelta(1))), journal.open_since(first))


def remembered(journal: Journal) -> Choices:
    """What was chosen the last time; nothing when there is none that can be read."""
    try:
        return choices.read(journal.places.share)
    except (Refused, OSError):
        return Choices()


def share(
    journal: Journal, settings: Settings, clock: Clock, found: Records, chosen: Choosing, first: date, last: date
) -> ShareFile:
    """The share file as it would be written now."""
    person = remembered(journal).person or "p-0000000000000000"
    consent = chosen.consent(first, last, settings.name)
    return make(found, consent, person, clock.now(), settings.schedule, clock.today(), settings.metrics)


def load(journal: Journal, first: date, last: date, proposed: tuple[str, ...]) -> Choosing:
    """The half-made choice of these days, else the proposal."""
    from cmcheckin.journal.files import read_bytes

    try:
        data, seen = read_bytes(_path(journal, first, last))
        return Choosing.read(json.loads(data), proposed) if seen.st_size <= SIZE else Choosing(proposed)
    except (OSError, ValueError, RecursionError):
        return Choosing(proposed)


def keep(journal: Journal, first: date, last: date, chosen: Choosing) -> None:
    """Keep the half-made choice. Raises JournalError when the disk will not."""
    from cmcheckin.journal.disk import make_folder, replace, trouble

    path = _path(journal, first, last)
    try:
        make_folder(str(journal.places.drafts))
        replace(path, json.dumps(chosen.raw(), ensure_ascii=False).encode(), sync=False)
    except OSError as no:
        raise trouble("What you chose could not be kept", path, no) from no


def hand_over(
    journal: Journal, made: ShareFile, folder: Path, formats: tuple[str, ...] = FORMATS, *, replace: bool = False
) -> tuple[Path, ...]:
    """Write the files, remember the choice, and let the half-made one go. Returns where they stand.

    Raises Exists, Refused or OSError, and nothing was written then.
    """
    from dataclasses import replace as changed

    kept = remembered(journal)
    person = kept.person or choices.new_person(os.urandom(8))
    paths = write(changed(made, person=person), folder, formats, replace=replace)
    with suppress(OSError):
        choices.write(journal.places.share, Choices(person, made.fields, formats, str(folder)))
    with suppress(OSError):
        os.unlink(_path(journal, made.first, made.last))  # noqa: PTH108
    return paths


def _path(journal: Journal, first: date, last: date) -> str:
    return f"{journal.places.drafts}/share-{first}-{last}.json"
