"""Undo a change, and list the versions of a record. Both compare the versions in the lines of the journal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from cmcheckin.domain.fields import Key
from cmcheckin.journal.changes import Swap, Undone, Version
from cmcheckin.journal.errors import JournalError, NothingToUndo, UndoRefused
from cmcheckin.journal.keys import TYPES, place_of
from cmcheckin.journal.log.lines import Changes, Doc, Line
from cmcheckin.journal.log.stamps import Stamp, moment_of, read_stamp
from cmcheckin.journal.log.store import Store
from cmcheckin.journal.records import Decoder

Place = tuple[str, str]


class _Was(NamedTuple):
    """A version of a document. `stands_for`: its own stamp, or for an undo the stamp of the version it restored (None:
    the document did not exist)."""

    stamp: Stamp
    doc: Doc | None
    stands_for: Stamp | None


def _places(line: Line) -> list[Place]:
    put = [(table, at) for table, docs in line.get("put", {}).items() for at in docs]
    gone = [(table, at) for table, ids in line.get("del", {}).items() for at in ids]
    return list(dict.fromkeys(put + gone))


def _version(stamp: Stamp, line: Line, place: Place) -> _Was | None:
    table, doc_id = place
    doc = line.get("put", {}).get(table, {}).get(doc_id)
    if doc is None and doc_id not in line.get("del", {}).get(table, ()):
        return None
    if "undo" in line and doc_id in (restored := line.get("restores", {}).get(table, {})):
        return _Was(stamp, doc, None if restored[doc_id] is None else read_stamp(restored[doc_id]))
    return _Was(stamp, doc, stamp)


def _versions(lines: list[tuple[Stamp, Line]], of: Line) -> dict[Place, list[_Was]]:
    """Return all versions of the documents in the line `of`, in the order of their stamps."""
    return {
        place: [found for stamp, line in lines if (found := _version(stamp, line, place)) is not None]
        for place in _places(of)
    }


def _author(current: _Was, target: Stamp) -> Stamp:
    """Return the stamp of the change that made the `current` version: `target` if all later changes are undone."""
    if current.stands_for == target:
        return target
    if current.stands_for is not None and current.stands_for > target:
        return current.stands_for  # an undo restored the version of that change
    return current.stamp


def next_undo(store: Store, decoder: Decoder) -> Undone:
    """Return the change that `undo` would undo. Raises NothingToUndo or JournalError."""
    lines = store.load()
    stamp, target = _last_own(store.device, lines)
    return _shown(decoder, stamp, target, _versions(lines, target))


def _last_own(device: str, lines: Sequence[tuple[Stamp, Line]]) -> tuple[Stamp, Line]:
    """Return the last change of `device` in `lines` that is not undone. Raises NothingToUndo."""
    undone = {read_stamp(line["undo"]) for _, line in lines if "undo" in line}
    for stamp, line in reversed(lines):
        if stamp[2] == device and "undo" not in line and stamp not in undone:
            return stamp, line
    raise NothingToUndo


def undo(store: Store, decoder: Decoder) -> Undone:
    """Undo this device's last change that is not undone, by appending its inverse. Return it. See `Journal.undo`."""
    with store.changing():
        lines = store.load()
        stamp, target = _last_own(store.device, lines)
        by_stamp = dict(lines)
        versions = _versions(lines, target)
        shown = _shown(decoder, stamp, target, versions)
        later = max((_author(known[-1], stamp) for known in versions.values()), default=stamp)
        if later != stamp:
            theirs = by_stamp[later]
            raise UndoRefused(shown, _shown(decoder, later, theirs, _versions(lines, theirs)))
        put: dict[str, dict[str, Doc]] = {}
        delete: dict[str, list[str]] = {}
        restores: dict[str, dict[str, Stamp | None]] = {}
        for place, known in versions.items():
            table, doc_id = place
            before = _before(stamp, target, place, known)
            restores.setdefault(table, {})[doc_id] = before.stands_for if before else None
            if before is not None and before.doc is not None:
                put.setdefault(table, {})[doc_id] = before.doc
            else:
                delete.setdefault(table, []).append(doc_id)
        store.append(Changes(put, delete), "undo", undo=stamp, restores=restores)
        return shown


def _before(stamp: Stamp, target: Line, place: Place, known: list[_Was]) -> _Was | None:
    """Return the version of the document at `place` that the change `target` replaced. Raises JournalError when that is
    in no readable file. If `target` names none, an earlier change deleted the document, or there never was one
    (None)."""
    raw = target.get("was", {}).get(place[0], {}).get(place[1])
    if raw is None:
        return next((version for version in reversed(known) if version.stamp < stamp and version.doc is None), None)
    was = read_stamp(raw)
    for version in known:
        if version.stamp == was:
            return version
    raise JournalError(
        "The last change can't be undone: the version before it is in a file that is missing or can't be read. "
        "Nothing was changed."
    )


def _shown(decoder: Decoder, stamp: Stamp, line: Line, versions: dict[Place, list[_Was]]) -> Undone:
    swaps: list[Swap] = []
    for place, known in versions.items():
        table, doc_id = place
        if table not in TYPES:
            continue
        after = next((version.doc for version in known if version.stamp == stamp), None)
        try:
            before = _before(stamp, line, place, known)
        except JournalError:
            before = None
        old = decoder.record(table, doc_id, before.doc if before else None)
        new = decoder.record(table, doc_id, after)
        known_record = old or new
        if known_record is not None:
            swaps.append(Swap(known_record.key, old, new))
    return Undone(moment_of(stamp), stamp[2], str(line.get("why", "")), tuple(swaps))


def history(store: Store, decoder: Decoder, key: Key) -> tuple[Version, ...]:
    """Return every version of the record of `key`, in the order of their stamps."""
    place = place_of(key)
    found: list[Version] = []
    for stamp, line in store.load():
        version = _version(stamp, line, place)
        if version is not None:
            record = decoder.record(*place, version.doc)
            found.append(Version(moment_of(stamp), stamp[2], str(line.get("why", "")), record))
    return tuple(found)
