"""What `history` prints: the versions of a record, and what changed. Ids and names arrive quoted."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from cmcheckin.domain.fields import Key
from cmcheckin.wording.changes import RECORDS

NEITHER_DAY_NOR_ID: Final = "“{text}” isn't a day, and no escalation has that id. Try 2026-11-20, yesterday or -1."
NOT_A_NUMBER: Final = "must be the number of a version, such as 2"
ALREADY: Final = "The {record} is already as in version {number}. Nothing was changed."
RESTORED: Final = "The {record} is as in version {number} again. Run `cmcheckin undo` to undo this."
HOW_TO_RESTORE: Final = "To bring back version 1: cmcheckin history {argument} --restore 1"
UNREADABLE: Final = "This version can't be read."
UNREADABLE_VERSION: Final = "Version {number} can't be read, so it can't be brought back. Nothing was changed."
NO_VERSIONS: Final = "Nothing was ever logged for {subject}."


def value_change(before: str | None, after: str | None) -> str:
    """Return the change of a value from `before` to `after`, either of which may be missing: `3, okay → 4, good`."""
    if before is None:
        return after or ""
    return f"{before} → {'removed' if after is None else after}"


def record_name(key: Key, quoted_id: str) -> str:
    """Return `check-in`, or the name of another record; that of an escalation with its id."""
    name = RECORDS.get(key.type, key.type)
    return name if key.type in ("checkin", "workday") else f"{name} {quoted_id}"


def change_word(*, added: bool, deleted: bool) -> str:
    """Return `deleted`, `added` or `changed`."""
    return "deleted" if deleted else "added" if added else "changed"


def version_title(number: int, at: datetime, device: str, why: str, change: str) -> str:
    """Return the title of a version: `2  2026-11-20 09:02  check-in changed (log, laptop-3f9a)`."""
    by = ", ".join(part for part in (why, device) if part)
    return f"{number:>2}  {at:%Y-%m-%d %H:%M}  {change} ({by})"


def no_version(number: int, last: int) -> str:
    """Return the error for version `number`, when `last` is the number of the last one, 0 without any."""
    known = f"The last one is {last}" if last else "Nothing was ever logged"
    return f"There is no version {number}. {known}. Nothing was changed."
