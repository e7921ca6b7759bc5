"""Forget days: erase their words for good, so that nothing brings them back.

A kill or a power cut leaves all of the words or none:

1. A marker without words is appended to the journal and synced, like any other change (see `markers`). Before that,
   nothing is changed. From then on every line that had not seen the marker is read without the words, so they are gone
   from view at once, on every device that has the marker.
2. The words are erased from the files of this device (see `erasing`). Each step can be repeated.
3. The marker is noted in the cache as erased, together with its line (see `forgotten_days`).

A marker that isn't noted is finished at the next start. That covers an erasure that was interrupted and a marker that
came from another device. It also begins again if old files bring erased words back into files of this device, as a
copied backup does. The noted line counts as a marker even if the journal lacks it, because an older copy of a file has
replaced it. A lost note only means that the files are searched once more.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from cmcheckin.journal.changes import Erased, Forgotten
from cmcheckin.journal.erasing import Erasure, Id, saved_drafts
from cmcheckin.journal.errors import LockBusy, trouble
from cmcheckin.journal.forgotten_days import WHY, ForgottenDays
from cmcheckin.journal.keys import MOMENTS
from cmcheckin.journal.log.lines import Line, LineKey
from cmcheckin.journal.log.seen import NOTHING, device_of, has_seen
from cmcheckin.journal.log.store import Store, time_of
from cmcheckin.journal.markers import Marker
from cmcheckin.journal.scrubbing import LATER, Words
from cmcheckin.wording.changes import erased_partly

if TYPE_CHECKING:
    from cmcheckin.paths import Paths


def is_needed(store: Store, paths: Paths, day: date) -> bool:
    """Return whether there are words of `day` to forget: in view, or in the files of this device. Raises
    JournalError."""
    return _prepared(store, paths, day)[1]


def forget(store: Store, forgotten: ForgottenDays, paths: Paths, day: date) -> Forgotten:
    """Take the lock, append a marker for `day` and erase its words. Raises JournalError, which says how far it came."""
    with store.changing():
        try:
            erasure, needed = _prepared(store, paths, day)
            if needed:
                key = store.write({"forget": erasure.words.marker.raw()}, WHY)
                _erase(erasure)
                store.load()
                forgotten.note([key] if key else [])
            return erasure.result()
        finally:
            store.floor = None  # forces a fresh read of everything


def finish(store: Store, forgotten: ForgottenDays, paths: Paths, *, thorough: bool) -> tuple[Erased, ...]:
    """Erase the words of markers that aren't finished on this machine, or of all with `thorough`, unless another
    process is doing it. Return those for which files were changed. Raises JournalError."""
    done = []
    try:
        with store.changing(wait=False):
            lines = store.load()
            markers = forgotten.markers if thorough else forgotten.unfinished(store.device)
            for key, marker in markers.items():
                words = Words(marker, store.clock.day_starts_at)
                until = max(marker.drafts_until, time_of(key).timestamp())
                if forgotten.is_interrupted(key, store.device):
                    until = math.inf
                erasure = Erasure(paths, store.device, words, _lines_after(lines, key), until)
                _erase(erasure)
                if erasure.done:
                    done.append(Erased(marker.day, device_of(key[2]), tuple(erasure.done)))
            store.load()
            forgotten.note(markers)
    except LockBusy:
        return ()
    return tuple(done)


def _prepared(store: Store, paths: Paths, day: date) -> tuple[Erasure, bool]:
    """Return the erasure of the words of `day`, and whether there are any."""
    lines = store.load()
    marker = _marker_for(store, day, (line for _, line in lines))
    saved = max((saved for _, saved in saved_drafts(str(paths.drafts))), default=-1)
    words = Words(marker._replace(drafts_until=int(saved) + 1), store.clock.day_starts_at)
    erasure = Erasure(paths, store.device, words)
    try:
        needed = erasure.is_needed() or any(words.cleaned(line) is not line for _, line in lines)
    except OSError as error:
        path = error.filename or str(paths.journal)
        raise trouble("Your files couldn't be searched", path, error, kept="", reading=True) from error
    return erasure, needed


def _marker_for(store: Store, day: date, lines: Iterable[Line]) -> Marker:
    """Return the marker that forgets `day`, with the escalations and replies that these `lines` have of it."""
    words = Words(Marker(day), store.clock.day_starts_at)
    for line in lines:
        words.cleaned(line)
    here: set[str] = set()
    known: set[str] = set()
    later: set[str] = set()
    for table, (text, moment) in LATER.items():
        docs = store.memory.docs(table)
        known |= docs.keys()
        here |= {at for at, doc in docs.items() if words.is_that_day(doc, MOMENTS[table])}
        later |= {at for at, doc in docs.items() if words.is_that_day(doc, moment) and doc.get(text)}
    elsewhere = frozenset(words.opened & known - here)
    records = frozenset(words.opened | here) - elsewhere
    return Marker(day, records, elsewhere, frozenset(later) - records)


def _lines_after(lines: list[tuple[LineKey, Line]], marker: LineKey) -> frozenset[Id]:
    """Return the ids of those `lines` that had seen the line `marker`, so that they keep their words."""
    return frozenset(
        (tick, at, number)
        for (tick, at, source, number), line in lines
        if has_seen((tick, at, source, number), line.get("seen", NOTHING), marker)
    )


def _erase(erasure: Erasure) -> None:
    """Erase the words from all files. Raises JournalError, which says what is erased and that the rest follows."""
    try:
        erasure.run()
    except OSError as error:
        what = f"The words from {erasure.words.day} couldn't be erased from every file"
        kept = erased_partly(len(erasure.done))
        raise trouble(what, error.filename or erasure.journal, error, kept=kept, retry=False) from error
