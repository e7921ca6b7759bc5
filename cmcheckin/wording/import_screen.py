"""The sentences of the screen that imports a file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from cmcheckin.wording.import_preview import QUESTIONS

TITLE: Final = "import"
HEADING: Final = "Import a file"
HELP: Final = (
    "Press o to choose a file, a folder or a ZIP archive: an export of a mood tracker, a journal, a habit tracker or a "
    "time tracker, or any table with a column of dates. You can also drop the file onto the terminal. For example, "
    "~/Downloads/daylio_export.csv.\n\n"
    "If the file has names that only you know, such as your moods, you're asked once what they mean. The keys that "
    "answer the selected question are above the list.\n\n"
    "Then a preview shows what will be imported, what won't and why. Each month is a bar: the higher it is, the more "
    "days are logged, and the stronger its colour, the better your mood was. Nothing is saved until you press Enter "
    "there. Press u to undo the whole import."
)
HEADLINE: Final = "Bring the records you already keep."
INTRODUCTION: Final = (
    "Press Enter to choose a file, a folder or a ZIP archive. You'll see a preview before anything is saved, and "
    "one key undoes it all."
)
GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "Mood": ("daylio", "howwefeel", "bearable", "yearinpixels"),
    "Journal": ("jrnl", "dayone", "presently", "obsidian"),
    "Habits": ("loop", "harsh"),
    "Time": ("toggl", "watson", "timewarrior"),
    "Tables": ("any_csv",),
}
"""The programs whose files can be imported, by what they record. The others are listed under OTHERS."""
ANY_TABLE: Final = "any table with a column of dates (CSV)"
OTHERS: Final = "Others"
OWN: Final = "what cmcheckin exported"
FILE: Final = "File, folder or ZIP archive to import"
FILE_HINT: Final = "Press Tab to complete a name. ~ is your home folder."
CHOSEN: Final = "{title} · {name}"
ASKED: Final[Mapping[str, str]] = {
    **QUESTIONS,
    "mood": "How would you rate the mood “{name}”?",
    "energy": "How would you rate the energy “{name}”?",
    "feeling": "What does the tag “{name}” mean?",
}
"""The question of each kind. Where the screen shows the possible answers beside it, it is shorter than in a command."""
UNNAMED: Final[Mapping[str, str]] = {"person": "your name", "dates": "dates"}
"""What the list calls questions without a name."""
HEADINGS: Final[Mapping[str, str]] = {
    "dates": "Order of day and month",
    "column": "Columns of the table",
    "person": "People",
    "scale": "Lowest and highest numbers",
    "mood": "Moods, from 1 rough to 5 great",
    "energy": "Energy, from 1 drained to 5 full",
    "feeling": "Tags that can be feelings or mark a win",
    "activity": "Tags that can be activities",
    "number": "Habits and scales that can be your own numbers or questions",
}
"""The heading of the questions of each kind."""
ANOTHER_WORD: Final = "another word"
ANOTHER_RANGE: Final = "another range"
FIND: Final = "Find"
FIND_HINT: Final = "Type part of a name. Press / again for the next match."
NOT_FOUND: Final = "There's no “{text}” in this list."
TIMES: Final = "{number:,}×"
MUST: Final = "?"
UNUSED: Final = "not used"
IS_FEELING: Final = "feeling: {word}"
MARKS_WIN: Final = "marks a win"
TYPE_HINT: Final = "Press Enter to save it, or type - to leave it unused."
NEXT_STEPS: Final = "Press t for the trends, w for its last week, or u to undo it all."
NEEDED: Final = "This needs an answer first."
READING: Final = "Reading {name} …"
READING_LONG: Final = "This may take a minute. Press Esc to cancel."
CHANGED: Final = "Your log has changed in the meantime. This is the new preview."
SAVED: Final = "Imported {records}."
BAD_LINES: Final = "{lines} can't be read. Press s to import the rest."
SKIPPING: Final = "{lines} can't be read and won't be imported. Press s to change that."
DIFFER: Final = "{values}. Press l to keep your log, or f to use the file."
KEEPING: Final = "{values}, and your log is kept. Press f to use the file."
REPLACING: Final = "{values}, and the file is used. Press l to keep your log."
READY: Final = "Press Enter to import this."
NOTHING_ANSWERED: Final = "There's nothing to import with these answers. Press a to change them."
NOT_SAVED: Final = "Nothing was imported."


def progress(number: int, of: int) -> str:
    """Return the place of the selected question among all: `3 of 58`."""
    return f"{number:,} of {of:,}"


def to_answer(number: int) -> str:
    """Return how many questions must still be answered."""
    return f"{number:,} to answer"
