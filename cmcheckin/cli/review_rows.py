"""`review --jsonl` and `review --json --summary`: what people shared as flat rows, and without their entries."""

from __future__ import annotations

from collections.abc import Iterator

from cmcheckin.services.shared_folder.folder import SharedFolder
from cmcheckin.sharing.flat_rows import entry_ids, entry_rows, summary_row, week_rows
from cmcheckin.sharing.team import Team


def rows(folder: SharedFolder, kind: str) -> Iterator[dict[str, object]]:
    """Yield the rows of a `kind` of ROW_KINDS from every copy in `folder`, by person, the newest file first.

    Only one file is held at a time, so that any number of files fits in memory.
    """
    for person in folder.people:
        seen: set[str] = set()
        for share, newest in folder.copies_of(person):
            if kind == "weeks":
                yield from week_rows(share, newest)
            else:
                yield from entry_rows(share, kind, seen)
                seen |= entry_ids(share, kind)


def summary_document(folder: SharedFolder, team: Team) -> dict[str, object]:
    """Return a JSON document of `team` without entries: a row for each person, and how many files weren't used."""
    return {
        "people": [summary_row(row) for row in team.rows],
        "replies": len(folder.replies),
        "unread": [{"path": file.path, "reason": file.reason} for file in folder.unread],
        "left_out": folder.left_out,
    }
