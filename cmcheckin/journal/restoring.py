"""Compare the journal with a backup: what its records would be with the lines that only the backup has."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from cmcheckin.domain.records import same
from cmcheckin.journal.changes import Change, Saved, Swap, refuse_conflicts
from cmcheckin.journal.conflicts import conflicts
from cmcheckin.journal.forgotten_days import ForgottenDays, notes_path
from cmcheckin.journal.keys import TYPES
from cmcheckin.journal.log.files import JournalFile, listing, read_new
from cmcheckin.journal.log.memory import Memory, Place, places_of
from cmcheckin.journal.log.seen import original_of
from cmcheckin.journal.log.sources import Sources
from cmcheckin.journal.problems import closed
from cmcheckin.journal.records import Decoder

if TYPE_CHECKING:
    from cmcheckin.domain.conflicts import FieldConflict
    from cmcheckin.journal.journal import Journal
    from cmcheckin.journal.log.days import Redaction
    from cmcheckin.journal.log.envelope import Vault
    from cmcheckin.journal.log.lines import Line, LineKey


class Comparison(NamedTuple):
    """What restoring a backup would change: records by day, and `conflicts` between devices in them. `faults`: what of
    the backup can't be read. `is_redacted`: it has words that were forgotten, which are left out. `is_sealed`: it is
    encrypted, though the journal isn't, so that part of it isn't compared."""

    swaps: tuple[Swap, ...]
    conflicts: tuple[FieldConflict, ...]
    faults: tuple[str, ...]
    is_redacted: bool
    is_sealed: bool = False


def compare(journal: Journal, folder: str) -> Comparison:
    """Return what would change in `journal` with the lines that are only in the backup in `folder`. Neither is changed.

    A record that was changed or deleted here later stays as it is, as with the lines of another device.
    """
    lines, faults, has_closed_lines = _read(folder, journal.vault)
    is_sealed = has_closed_lines and not journal.vault.can_open
    here = dict(journal.store.load())
    for tick, at, source, number in here:  # two machines with one id are told apart here, but not there
        while (name := original_of(source)) != source:
            lines.pop((tick, at, name, number), None)
            source = name
    notes = notes_path(str(journal.paths.cache), journal.device)
    redaction = ForgottenDays(notes, journal.clock.day_starts_at, journal.vault)
    both = sorted((lines | here).items(), key=itemgetter(0))  # of a line that `forget` changed, the one here
    merged = _merged(both, redaction)
    decoder = Decoder(folder, journal.clock.day_starts_at)
    deleted = _deleted_later(here, {key: line for key, line in lines.items() if key not in here})
    swaps = changes(journal.store.memory, merged, decoder, deleted)
    sorted_swaps = tuple(sorted(swaps, key=lambda swap: (swap.day, swap.key)))
    keys = {swap.key for swap in sorted_swaps if swap.after}
    shown = tuple(one for one in conflicts(merged) if one.key in keys)
    markers = {key: line for key, line in here.items() if "forget" in line}
    redaction.applied(sorted((lines | markers).items(), key=itemgetter(0)))
    return Comparison(sorted_swaps, shown, faults, bool(redaction.redacted), is_sealed)


def restore(journal: Journal, found: Comparison) -> Saved:
    """Save what was `found`, as one change. Raises Conflict if a record was changed meanwhile, or JournalError."""
    put = tuple(swap.after for swap in found.swaps if swap.after)
    gone = tuple(swap.key for swap in found.swaps if not swap.after)
    expected = {swap.key: swap.before for swap in found.swaps}

    def build(journal: Journal) -> Change:
        refuse_conflicts(journal.get, put, gone, expected)
        return Change(put, gone, found.conflicts)

    return journal.change(build, why="restore")


def _deleted_later(here: Mapping[LineKey, Line], only: Mapping[LineKey, Line]) -> set[Place]:
    """Return the places of documents that the user deleted, after the last of the lines that are `only` in the backup.
    The device could not know that it had seen these. An undo isn't a deletion."""
    deleted: dict[Place, LineKey] = {}
    for key, line in sorted(here.items(), key=itemgetter(0)):
        for place in places_of(line):
            deleted.pop(place, None)
            if place[1] in line.get("del", {}).get(place[0], ()) and "undo" not in line:
                deleted[place] = key
    last = {place: key for key, line in sorted(only.items(), key=itemgetter(0)) for place in places_of(line)}
    return {place for place, key in deleted.items() if place in last and last[place] < key}


def changes(here: Memory, merged: Memory, decoder: Decoder, skipped: Container[Place] = ()) -> Iterator[Swap]:
    """Yield each record that differs between `here` and `merged`, unless it can't be decoded in `merged` or is at one
    of the places `skipped`. One that only can't be decoded `here`, because a line of it is missing, is one to add."""
    for table in TYPES:
        old, new = here.docs(table), merged.docs(table)
        for doc_id in {**old, **new}:
            docs = old.get(doc_id), new.get(doc_id)
            if docs[0] == docs[1] or (table, doc_id) in skipped:
                continue
            before, after = (decoder.record(table, doc_id, doc) for doc in docs)
            known = after or before
            if known is not None and not same(before, after) and (after is None) == (docs[1] is None):
                yield Swap(known.key, before, after)


def _merged(lines: list[tuple[LineKey, Line]], redaction: Redaction) -> Memory:
    """Return the documents after all `lines`, which are in the order of their keys, without forgotten words."""
    memory, sources = Memory(), Sources()
    sources.take(lines)
    lines = redaction.applied(lines)
    if apart := memory.apply(lines, several=True):
        memory.join(apart, lines)
    return memory


def _read(folder: str, vault: Vault) -> tuple[dict[LineKey, Line], tuple[str, ...], bool]:
    """Return the lines of the journal files in `folder`, opened with `vault`, what can't be read, and whether some stay
    encrypted. Raises JournalError."""
    lines: dict[LineKey, Line] = {}
    faults: list[str] = []
    has_closed_lines = False
    for name in sorted(listing(folder)):
        file = JournalFile(f"{folder}/{name}", name)
        lines |= dict(read_new(file, vault) or ())
        if file.fault:
            faults.append(f"{file.path}: {file.fault}")
        has_closed_lines = has_closed_lines or file.closed
        if file.closed and vault.can_open:
            faults.append(f"{file.path}: {closed(file.path).what}")
    return lines, tuple(faults), has_closed_lines
