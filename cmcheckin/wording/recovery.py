"""What `backup`, `restore`, `history` and `doctor` print. Paths, ids and names arrive quoted and shortened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Final

from cmcheckin.domain.fields import Key
from cmcheckin.wording.changes import RECORDS
from cmcheckin.wording.formats import joined, plural, weekday

# backup

NO_FOLDER: Final = "DIR is empty. Name a folder, such as /media/usb. Nothing was changed."
NOT_A_FOLDER: Final = "{path} is a file, but a backup needs a folder. Nothing was copied."
NOTHING_TO_BACK_UP: Final = "Nothing is logged yet, so there's nothing to back up."
NO_FILES_TO_BACK_UP: Final = "No backup was made, because the files of the journal are missing."
COPIED_AS_IT_IS: Final = (
    "Part of the journal can't be read. It was copied as it is, and earlier backups may have it whole. To look for "
    "them, run `cmcheckin doctor`."
)


COPY_WITH_IDENTITY: Final = (
    "The copy is encrypted and includes your identity. To read it on another machine, you need the passphrase."
)
COPY_WITHOUT_IDENTITY: Final = (
    "The copy is encrypted. To read it on another machine, you need your identity file, which isn't in it."
)


def backed_up(path: str, files: int, records: int | None, *, is_new: bool) -> str:
    """Return the message after a backup of `files` files with `records` records, None if they couldn't be counted, was
    made in the folder `path`, or, unless it `is_new`, was there already."""
    counted = plural(files, "file") + ("" if records is None else f" with {plural(records, 'record')}")
    if is_new:
        return f"Copied {counted} to {path}."
    return f"Nothing has changed since today's last backup, which is in {path} ({counted})."


NOTES_COPIED: Final = "Copied your notes about people to {path}."
NOTES_NOT_COPIED: Final = "Your notes about people couldn't be copied to {path} ({reason}). Nothing was replaced."

NOTES_RESTORED: Final = "Restored your notes about people from {path}."
NOTES_TO_RESTORE: Final = "Your notes about people would be restored from {path}."
NOTES_DIFFER: Final = (
    "Your notes about people differ from those in {path}, and stay as they are. To go back to that copy, move {own} "
    "away and run this again."
)

# restore

BACKUPS_IN: Final = "Backups in {path}:\n"
NO_BACKUPS: Final = "There are no backups yet. One is made automatically on each day you log something."
HOW_TO_RESTORE: Final = "To see what a backup would bring back: cmcheckin restore {name}"
NOT_A_BACKUP: Final = "{path} is a file, but a backup is a folder. Nothing was changed."
NO_SUCH_FOLDER: Final = "{path} doesn't exist. Nothing was changed."
NO_BACKUP_IN: Final = "{path} has no journal files and no backup. Nothing was changed."
BACKUP_FAULT: Final = "Part of this backup can't be read: {fault}."
BACKUP_ENCRYPTED: Final = (
    "The backup in {path} is encrypted, and your diary here isn't, so it can't be read. Nothing was changed. Run "
    "`cmcheckin encrypt on --identity FILE` with its identity, then restore it again."
)
BACKUP_HAS_IDENTITY: Final = "That identity is in {path}, with a passphrase. Copy it to this machine, and use the copy."
FORGOTTEN_LEFT_OUT: Final = (
    "The backup has words that you erased with `cmcheckin forget`. They aren't restored, but that backup keeps "
    "them until you delete it."
)
NOTHING_TO_RESTORE: Final = (
    "Nothing to restore: your journal has everything that's in {path}. What you changed or deleted later stays as it "
    "is. To bring it back, run `cmcheckin history DATE`."
)
NOTHING_ELSE_TO_RESTORE: Final = "Nothing to restore: your journal has everything else that's in {path}."
WOULD_CHANGE: Final = "The backup in {path} would change:\n"
REPAIR_FIRST: Final = (
    "Part of your journal is missing or damaged. Run `cmcheckin doctor{copies}` first: it may be able to put the lines "
    "back, with all earlier versions."
)
ADD_YES: Final = "Nothing was changed. To restore this, add --yes."


def backup_row(name: str, day: date, files: int, changes: int) -> str:
    """Return the line of a backup in the list: its name, weekday, files and changes."""
    return f"  {name:<12}  {weekday(day)[:3]}  {plural(files, 'file'):>8}  {plural(changes, 'change'):>14}"


def no_backup_of(day: date, days: Sequence[date]) -> str:
    """Return the error that there's no backup of `day`, with one of the `days` that have one, in order."""
    if before := [known for known in days if known < day]:
        advice = f"The last one before that is from {before[-1]}"
    else:
        advice = f"The earliest is from {days[0]}" if days else "There are no backups yet"
    return f"There's no backup of {day}. {advice}. Nothing was changed."


def record_line(day: date, record: str, change: str) -> str:
    """Return the line about a `record` of `day` that a restore would change: `  2026-11-19  workday added`."""
    return f"  {day}  {record} {change}"


def more_added(count: int) -> str:
    """Return the line about `count` more records that a restore would add."""
    return f"  … and {plural(count, 'more record')} added"


def confirm_restore(count: int) -> str:
    """Return the question before `count` records are restored."""
    return f"Restore {'this record' if count == 1 else f'these {count:,} records'}?"


def restored(count: int) -> str:
    """Return the message after `count` records were restored."""
    return f"Restored {plural(count, 'record')}. Run `cmcheckin undo` to undo this."


RESTORE_NOTES: Final = "Restore your notes about people?"

# history, and what changed in a record, which restore shows too

NEITHER_DAY_NOR_ID: Final = "“{text}” isn't a day, and no escalation has that id. Try 2026-11-20, yesterday or -1."
NOT_A_NUMBER: Final = "must be the number of a version, such as 2"
ALREADY_THAT_VERSION: Final = "The {record} is already as in version {number}. Nothing was changed."
VERSION_RESTORED: Final = "The {record} is as in version {number} again. Run `cmcheckin undo` to undo this."
HOW_TO_RESTORE_VERSION: Final = "To bring back version 1: cmcheckin history {argument} --restore 1"
VERSION_UNREADABLE: Final = "This version can't be read."
NOT_BROUGHT_BACK: Final = "Version {number} can't be read, so it can't be brought back. Nothing was changed."
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


# doctor

ITEM: Final = "- {text}"
SOUND: Final = "Everything is sound."
REPAIRED: Final = "Done. Everything is sound now."
PARTLY_REPAIRED: Final = "Done. What is left:"
NOT_REPAIRED: Final = "Nothing was repaired. To repair what can be repaired, run `cmcheckin doctor --yes`."
ACCEPT_LOSS: Final = "Go on without what is lost? It won't be reported again."
COPY_REPAIRABLE: Final = "{path}, a backup, is damaged. It can be repaired, as your journal has the same lines."
COPY_DAMAGED: Final = "{path}, a backup, can't be read completely."
HOW_TO_REPLACE_COPIES: Final = (
    "Your journal isn't affected by damaged backups. To replace them, run `cmcheckin backup`, then delete the damaged "
    "files."
)
CLEANED: Final = {
    "unfinished": "Removed {path}, which an interrupted run had left.",
    "lock": "Removed {path}, the lock of a window that is gone.",
    "cache": "Removed {path}, which was damaged. It will be built again from your journal.",
    "draft": "Set {path} aside, as it can't be read. A copy is beside it.",
    "permissions": "Made {path} readable only by you.",
    "words": "Erased words from {path} that you had erased before with `cmcheckin forget`.",
}
NOT_CLEANED: Final = "{path} couldn't be cleaned up ({reason}). Correct that, then run `cmcheckin doctor` again."


def checked(counts: Mapping[str, int]) -> str:
    """Return how much was read: `Read 2 journal files with 40 changes and 35 records, 3 backups and 1 draft.`"""
    changes, records, backups, drafts = (
        plural(counts[f"{noun}s"], noun) for noun in ("change", "record", "backup", "draft")
    )
    kept = counts["quarantined"]
    more = f" What was damaged is kept in {plural(kept, 'quarantined file')}." if kept else ""
    files = plural(counts["files"], "journal file")
    return f"Read {files} with {changes} and {records}, {backups} and {drafts}.{more}"


def repairable(path: str, put_back: int, copy: str, left: int, *, is_missing: bool) -> str:
    """Return the sentence about the journal file `path`, into which `put_back` changes can be put back from `copy`, the
    newest that has one of them. `left`: how many lines stay damaged."""
    changes, them = plural(put_back, "change"), "It" if put_back == 1 else "They"
    if is_missing:
        found = f"{path} is missing. {changes} can be put back from {copy}."
    elif put_back:
        are = "is" if put_back == 1 else "are"
        found = f"{path}: {changes} {are} damaged or missing. {them} can be put back from {copy}."
    else:
        found = f"{path} has a fault outside its changes, which can be repaired without a copy."
    return f"{found} {plural(left, 'damaged line')} will stay, as no copy has what was there." if left else found


def confirm_repair(files: int, copies: int) -> str:
    """Return the question before `files` journal files and `copies` files of backups are repaired."""
    parts = [plural(files, "journal file")] * bool(files) + [plural(copies, "file") + " in backups"] * bool(copies)
    return f"Repair {joined(parts)}?"
