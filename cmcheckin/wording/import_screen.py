"""The sentences of the screen that imports a file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

TITLE: Final = "import"
HEADING: Final = "Import a file"
HELP: Final = (
    "Press o to choose a file, a folder or a ZIP archive: an export of a mood tracker, a journal, a habit tracker or a "
    "time tracker, or any table with a column of dates.\n\n"
    "If the file has names that only you know, such as your moods, you're asked once what they mean. Then a preview "
    "shows what comes in, what doesn't and why. Nothing is saved until you press Enter there, and u undoes the whole "
    "import."
)
HEADLINE: Final = "Bring what you already keep."
INTRODUCTION: Final = (
    "Press o to choose a file, a folder or a ZIP archive. You see what comes in before anything is saved, and one key "
    "undoes all of it."
)
CAN_READ: Final = "It can be from {programs}, or any table with a column of dates."
FILE: Final = "File, folder or ZIP archive to import"
FILE_HINT: Final = "Tab completes a name. ~ is your home folder."
CHOSEN: Final = "{title} · {name}"
QUESTIONS: Final = "What do these mean?"
HEADINGS: Final[Mapping[str, str]] = {
    "dates": "The order of day and month in “{name}”",
    "column": "Columns of the table",
    "person": "Which of these is you?",
    "scale": "The lowest and the highest number",
    "mood": "Moods, from 1 rough to 5 great",
    "energy": "Energy, from 1 drained to 5 full",
    "feeling": "Tags, which can be feelings or mark a win",
    "activity": "Tags, which can be activities",
    "number": "Habits and scales, which can be your own numbers or questions",
}
"""The heading of the questions of each kind."""
TIMES: Final = "{number:,}×"
MUST: Final = "?"
UNUSED: Final = "not used"
IS_FEELING: Final = "feeling: {word}"
MARKS_WIN: Final = "marks a win"
TYPE_HINT: Final = "Enter saves it. Type - if it means nothing here."
NEEDED: Final = "This needs an answer first."
READING: Final = "Reading {name} …"
CHANGED: Final = "Something else was logged meanwhile. This is the new preview."
SAVED: Final = "Imported {records}. Press u to undo the whole import."
BAD_LINES: Final = "{lines} can't be read. Press s to import the rest."
SKIPPING: Final = "{lines} can't be read, and won't be imported. Press s to go back."
DIFFER: Final = "{values} from your log. Press l to keep your log, or f to use the file."
KEEPING: Final = "{values} from your log, and your log is kept. Press f to use the file."
REPLACING: Final = "{values} from your log, and the file is used. Press l to keep your log."
READY: Final = "Press Enter to import this."
NOT_SAVED: Final = "Nothing was imported."
