"""Marks of how far the files were read, and the earliest day that was changed since then.

Results computed from the days before some date are valid until one of these days changes. A mark shows that without
reading everything: only appended lines are read, and a checksum shows that the files only grew.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from cmcheckin.journal.keys import NEVER, day_from, day_in_doc
from cmcheckin.journal.log.files import JournalFile, listing, read_new
from cmcheckin.journal.log.index import fields, file_from
from cmcheckin.journal.log.lines import Line
from cmcheckin.journal.log.reader import Reader

if TYPE_CHECKING:
    from cmcheckin.journal.log.envelope import Vault

REPLIES: Final = "reply_states"
ANY: Final = 0
"""The day returned when the changed days are unknown."""
WEIGHT: Final = ("opened", "severity", "kind")
"""The fields of an escalation that matter for past days. Its status, minutes and texts change often."""


def taken(reader: Reader) -> dict[str, Any]:
    """Return the state of the files as JSON, with the escalations that are open, since these still change."""
    docs = reader.memory.docs("escalations")
    return {
        "files": {name: fields(file) for name, file in reader.files.items()},
        "open": {at: _weight(doc) for at, doc in docs.items() if doc.get("status") != "resolved"},
    }


def touched(folder: str, marks: Mapping[str, Any], vault: Vault | None = None) -> int:
    """Return the earliest day (YYYYMMDD) changed since `marks`; NEVER when none was, ANY when that is unknown.

    Encrypted lines are opened with `vault`. Raises Locked, and TypeError, ValueError, LookupError or AttributeError
    when `marks` are invalid.
    """
    present, known = listing(folder, placeholders=True), marks["files"]
    if not known.keys() <= present.keys():
        return ANY
    lines: list[Line] = []
    for name, seen in present.items():
        path = f"{folder}/{name}"
        file = file_from(path, name, known[name]) if name in known else JournalFile(path, name)
        is_unchanged = seen is not None and name in known and file.unchanged(seen)
        if is_unchanged and not (file.unsure and file.is_rewritten()):
            continue
        new = read_new(file, vault) if seen is not None and (name not in known or file.grown(seen)) else None
        if new is None or file.fault:
            return ANY
        lines += (line for _, line in new)
    born = {(table, at) for line in lines for table, at in _born(line)}
    return min((day for line in lines for day in _days(line, marks["open"], born)), default=NEVER)


def touched_since(reader: Reader, marks: Mapping[str, Any]) -> date | None:
    """Return the earliest day changed since `marks`: see `Journal.touched_since`."""
    try:
        day = touched(reader.folder, marks, None if reader.is_locked else reader.vault)
        return None if day == NEVER else day_from(day)
    except (TypeError, ValueError, LookupError, AttributeError):
        return date.min


def _born(line: Line) -> Iterator[tuple[str, str]]:
    """Yield table and id of the documents that `line` creates."""
    was = line.get("was", {})
    for table, docs in line.get("put", {}).items():
        yield from ((table, at) for at in docs if at not in was.get(table, ()))


def _days(line: Line, known: Mapping[str, Any], born: Collection[tuple[str, str]]) -> Iterator[int]:
    """Yield the days changed by `line`. Replies count for no day: nothing is computed from them."""
    if not any(name in line for name in ("put", "edit", "del")):
        yield ANY
    for table, ids in line.get("del", {}).items():
        # A document created since the marks gave its day when it was put. An older one has it only in its id.
        gone = [str(at) for at in ids if (table, str(at)) not in born and table != REPLIES]
        yield from (day_in_doc(table, at, {}) for at in gone)
    for table, docs in line.get("put", {}).items():
        for at, doc in docs.items() if table != REPLIES else ():
            if table == "escalations" and (table, at) not in born:
                if _weight(doc) != known.get(at):
                    yield ANY  # the line doesn't say which day it was on before
            else:
                yield day_in_doc(table, at, doc)
    for table, edits in line.get("edit", {}).items():
        for at, edit in edits.items() if table != REPLIES else ():
            if table != "escalations":
                yield day_in_doc(table, at, edit.get("set", {}))
            elif any(name in WEIGHT for name in (*edit.get("set", {}), *edit.get("unset", ()))):
                yield ANY  # as above
            elif at not in known and (table, at) not in born:
                yield ANY


def _weight(doc: Mapping[str, Any]) -> list[Any]:
    return [doc.get(name) for name in WEIGHT]
