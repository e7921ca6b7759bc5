"""How far the files were when something was reckoned from them, and which days changes have touched since.

What is reckoned from the days before some date stands for as long as nothing touches them. A mark tells without reading
what the marked part of the files says: it looks at what was appended, and checks that the rest only lies before it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

from cmcheckin.journal.files import JournalFile, listing, read_new
from cmcheckin.journal.index import fields, file_from
from cmcheckin.journal.kept import Kept
from cmcheckin.journal.keys import NEVER, day_in_doc
from cmcheckin.journal.lines import Line

ANY: Final = 0
"""As a day: what was touched cannot be told, so it may be any."""
WEIGHT: Final = ("opened", "severity", "kind")
"""What of an escalation counts when days are reckoned with; its status, minutes and words change again and again."""


def taken(kept: Kept) -> dict[str, Any]:
    """Where the files stand, as JSON. Escalations still open are remembered, since they go on being answered."""
    docs = kept.memory.docs("escalations")
    return {
        "files": {name: fields(file) for name, file in kept.files.items()},
        "open": {at: _weight(doc) for at, doc in docs.items() if doc.get("status") != "resolved"},
    }


def touched(folder: str, marks: Mapping[str, Any]) -> int:
    """The earliest day (YYYYMMDD) that was changed since; NEVER when none was, 0 when that cannot be told.

    Raises what marks that are no marks raise: TypeError, ValueError, LookupError or AttributeError.
    """
    present, known = listing(folder), marks["files"]
    if not known.keys() <= present.keys():
        return ANY
    lines: list[Line] = []
    for name, seen in present.items():
        path = f"{folder}/{name}"
        file = file_from(path, name, known[name]) if name in known else JournalFile(path, name)
        if seen is not None and name in known and file.unchanged(seen):
            continue
        new = read_new(file) if seen is not None and (name not in known or file.grown(seen)) else None
        if new is None or file.fault:
            return ANY
        lines += (line for _, line in new)
    born = {(table, at) for line in lines for table, at in _born(line)}
    return min((day for line in lines for day in _days(line, marks["open"], born)), default=NEVER)


def _born(line: Line) -> Iterator[tuple[str, str]]:
    """Where something was put that was not there before."""
    was = line.get("was", {})
    for table, docs in line.get("put", {}).items():
        yield from ((table, at) for at in docs if at not in was.get(table, {}))


def _days(line: Line, known: Mapping[str, Any], born: Collection[tuple[str, str]]) -> Iterator[int]:
    if line.get("drop"):
        yield ANY
    for table, ids in line.get("del", {}).items():
        # One that came since the marks has told its day when it was put; of an older one it is in its id, or nowhere.
        yield from (day_in_doc(table, str(at), {}) for at in ids if (table, str(at)) not in born)
    replaced = line.get("was", {}).get("escalations", {})
    for table, docs in line.get("put", {}).items():
        for at, doc in docs.items():
            if table == "escalations" and at in replaced and (table, at) not in born:
                if _weight(doc) != known.get(at):
                    yield ANY  # where it stood before is not said
            else:
                yield day_in_doc(table, at, doc)


def _weight(doc: Mapping[str, Any]) -> list[Any]:
    return [doc.get(name) for name in WEIGHT]
