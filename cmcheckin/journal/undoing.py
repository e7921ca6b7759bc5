"""Undo and history: what the lines say about the versions of a record."""

from __future__ import annotations

from typing import NamedTuple

from cmcheckin.domain.fields import Key
from cmcheckin.journal.changes import Swap, Undone, Version
from cmcheckin.journal.errors import JournalError, NothingToUndo, UndoRefused
from cmcheckin.journal.keys import TYPES, place_of
from cmcheckin.journal.lines import Changes, Doc, Line
from cmcheckin.journal.records import Decoder
from cmcheckin.journal.stamps import Stamp, moment_of, read_stamp
from cmcheckin.journal.store import Store

Place = tuple[str, str]


class _Was(NamedTuple):
    """A version of a document. `stands_for` is the version it is: its own stamp, or for an undo the one it restored
    (None: that it did not exist)."""

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
    """All versions of the documents a line touched, in the order of their stamps."""
    return {
        place: [found for stamp, line in lines if (found := _version(stamp, line, place)) is not None]
        for place in _places(of)
    }


def _author(current: _Was, target: Stamp) -> Stamp:
    """The change a standing version is due to: the target when nothing came after it, or all that did was undone."""
    if current.stands_for == target:
        return target
    if current.stands_for is not None and current.stands_for > target:
        return current.stands_for  # an undo brought back what this one had made
    return current.stamp


def undo(store: Store, decoder: Decoder) -> Undone:
    """Append the inverse of this device's last change that is not undone. Raises as Journal.undo says."""
    with store.changing():
        lines = store.load()
        undone = {read_stamp(line["undo"]) for _, line in lines if "undo" in line}
        mine = [one for one in lines if one[0][2] == store.device and "undo" not in one[1] and one[0] not in undone]
        if not mine:
            raise NothingToUndo
        stamp, target = mine[-1]
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
    """The version a change replaced; None: the record had never been there.

    Where it names none the record did not exist, which may have been the doing of an earlier change, to be undone next.
    """
    raw = target.get("was", {}).get(place[0], {}).get(place[1])
    if raw is None:
        return next((version for version in reversed(known) if version.stamp < stamp and version.doc is None), None)
    was = read_stamp(raw)
    for version in known:
        if version.stamp == was:
            return version
    raise JournalError(
        "The last change cannot be undone: what it replaced is in a file that is not here or cannot be read. "
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
        some = old or new
        if some is not None:
            swaps.append(Swap(some.key, old, new))
    return Undone(moment_of(stamp), stamp[2], str(line.get("why", "")), tuple(swaps))


def history(store: Store, decoder: Decoder, key: Key) -> tuple[Version, ...]:
    """Every version of a record in the order of the stamps."""
    place = place_of(key)
    found: list[Version] = []
    for stamp, line in store.load():
        version = _version(stamp, line, place)
        if version is not None:
            record = decoder.record(*place, version.doc)
            found.append(Version(moment_of(stamp), stamp[2], str(line.get("why", "")), record))
    return tuple(found)
