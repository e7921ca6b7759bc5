"""Compare the journal with a backup: what its records would be with the lines that only the backup has."""

from __future__ import annotations

from collections.abc import Iterator
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from cmcheckin.journal.changes import Swap
from cmcheckin.journal.forgotten_days import ForgottenDays, notes_path
from cmcheckin.journal.keys import TYPES
from cmcheckin.journal.log.files import JournalFile, listing, read_new
from cmcheckin.journal.log.memory import Memory
from cmcheckin.journal.log.sources import Sources
from cmcheckin.journal.records import Decoder

if TYPE_CHECKING:
    from cmcheckin.journal.journal import Journal
    from cmcheckin.journal.log.days import Redaction
    from cmcheckin.journal.log.lines import Line, LineKey


class Comparison(NamedTuple):
    """What restoring a backup would change, by day, and the `faults` of its files that can't be read completely."""

    swaps: tuple[Swap, ...]
    faults: tuple[str, ...]


def compare(journal: Journal, folder: str) -> Comparison:
    """Return what would change in `journal` with the lines that are only in the backup in `folder`. Neither is changed.

    A record that was changed or deleted here later stays as it is, as with the lines of another device.
    """
    lines, faults = _read(folder)
    here = dict(journal.store.load())
    redaction = ForgottenDays(notes_path(str(journal.paths.cache), journal.device), journal.clock.day_starts_at)
    both = sorted((lines | here).items(), key=itemgetter(0))  # of a line that `forget` changed, the one here
    merged = _merged(both, redaction)
    decoder = Decoder(folder, journal.clock.day_starts_at)
    swaps = changes(journal.store.memory, merged, decoder)
    return Comparison(tuple(sorted(swaps, key=lambda swap: (swap.day, swap.key))), faults)


def changes(here: Memory, merged: Memory, decoder: Decoder) -> Iterator[Swap]:
    """Yield each record that differs between `here` and `merged`, unless it can't be decoded in `merged`. One that only
    can't be decoded `here`, because a line of it is missing, is one to add."""
    for table in TYPES:
        old, new = here.docs(table), merged.docs(table)
        for doc_id in {**old, **new}:
            docs = old.get(doc_id), new.get(doc_id)
            if docs[0] == docs[1]:
                continue
            before, after = (decoder.record(table, doc_id, doc) for doc in docs)
            known = after or before
            if known is not None and (after is None) == (docs[1] is None):
                yield Swap(known.key, before, after)


def _merged(lines: list[tuple[LineKey, Line]], redaction: Redaction) -> Memory:
    """Return the documents after all `lines`, which are in the order of their keys, without forgotten words."""
    memory, sources = Memory(), Sources()
    sources.take(lines)
    lines = redaction.applied(lines)
    if apart := memory.apply(lines, several=True):
        memory.join(apart, lines)
    return memory


def _read(folder: str) -> tuple[dict[LineKey, Line], tuple[str, ...]]:
    """Return the lines of the journal files in `folder`, and what can't be read. Raises JournalError."""
    lines: dict[LineKey, Line] = {}
    faults: list[str] = []
    for name in sorted(listing(folder)):
        file = JournalFile(f"{folder}/{name}", name)
        lines |= dict(read_new(file) or ())
        if file.fault:
            faults.append(f"{file.path}: {file.fault}")
    return lines, tuple(faults)
