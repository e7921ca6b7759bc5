"""What `backup`, `restore` and `doctor` print. Paths and names arrive quoted and shortened."""

from __future__ import annotations

from typing import Final

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


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun if number == 1 else f'{noun}s'}"
