"""What `backup`, `restore` and `doctor` print. Paths and names arrive quoted and shortened."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from cmcheckin.wording.formats import weekday

# backup

NO_FOLDER: Final = "DIR is empty. Name a folder, such as /media/usb. Nothing was copied."
NOT_A_FOLDER: Final = "{path} is a file, but a backup needs a folder. Nothing was copied."
NOTHING_TO_BACK_UP: Final = "Nothing is logged yet, so there's nothing to back up."
COPIED_AS_IT_IS: Final = (
    "Part of the journal can't be read. It was copied as it is, and earlier backups may have it whole. To look for "
    "them, run `cmcheckin doctor`."
)


def backed_up(path: str, files: int, records: int, *, is_new: bool) -> str:
    """Return the message after a backup of `files` files with `records` records was made in the folder `path`, or,
    unless it `is_new`, was there already."""
    counted = f"{_count(files, 'file')} with {_count(records, 'record')}"
    if is_new:
        return f"Copied {counted} to {path}."
    return f"Nothing has changed since today's last backup, which is in {path} ({counted})."


# restore

BACKUPS_IN: Final = "Backups in {path}:\n"
NO_BACKUPS: Final = "There are no backups yet. One is made on each day you log something."
HOW_TO_RESTORE: Final = "To see what a backup would bring back: cmcheckin restore {name}"
NO_SUCH_FOLDER: Final = "{path} doesn't exist. Nothing was changed."
NO_BACKUP_IN: Final = "{path} has no journal files and no backup. Nothing was changed."
BACKUP_FAULT: Final = "Part of this backup can't be read: {fault}."
NOTHING_TO_RESTORE: Final = "Nothing to restore: your journal has everything that's in {path}."
WOULD_CHANGE: Final = "The backup in {path} would change:\n"
REPAIR_FIRST: Final = (
    "Part of your journal is missing or damaged. Run `cmcheckin doctor` first: it may be able to put the lines back, "
    "with all earlier versions."
)
ADD_YES: Final = "Nothing was changed. To restore this, add --yes."


def backup_row(name: str, day: date, files: int, changes: int) -> str:
    """Return the line of a backup in the list: its name, weekday, files and changes."""
    return f"  {name:<12}  {weekday(day)[:3]}  {_count(files, 'file'):>8}  {_count(changes, 'change'):>14}"


def no_backup_of(day: date, days: Sequence[date]) -> str:
    """Return the error that there's no backup of `day`, with the nearest of the `days` that have one, in order."""
    near = max((known for known in days if known < day), default=min(days, default=None))
    advice = f"The nearest is that of {near}" if near else "There are no backups yet"
    return f"There's no backup of {day}. {advice}. Nothing was changed."


def record_line(day: date, record: str, change: str) -> str:
    """Return the line about a `record` of `day` that a restore would change: `  2026-11-19  workday added`."""
    return f"  {day}  {record} {change}"


def more_added(count: int) -> str:
    """Return the line about `count` more records that a restore would add."""
    return f"  … and {_count(count, 'more record')} added"


def confirm_restore(count: int) -> str:
    """Return the question before `count` records are restored."""
    return f"Restore {'this record' if count == 1 else f'these {count:,} records'}?"


def restored(count: int) -> str:
    """Return the message after `count` records were restored."""
    return f"Restored {_count(count, 'record')}. Run `cmcheckin undo` to undo this."


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun if number == 1 else f'{noun}s'}"
