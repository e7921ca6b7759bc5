"""Texts of sharing and importing in plain lines that the screens don't share."""

from __future__ import annotations

from typing import Final

from cmcheckin.wording.plain_checkin import asked
from cmcheckin.wording.share import FOLDER, FOLDER_HINT

KEYS: Final = {
    "number": "hear what a field shows, or read an entry in full",
    "": "go to the next step",
    "x": "include something, or leave it out, such as x 2",
    "e": "edit a text for this file only, such as e 2",
    "w": "write the files",
    "v": "hear what a file contains, such as v json, v html or v md",
    "1": "include the .json file, or leave it out",
    "2": "include the .html file, or leave it out",
    "3": "include the .md file, or leave it out",
    "[": "the week before",
    "]": "the week after",
    "+": "start a week earlier",
    "-": "start a week later",
    "g": "choose a week or a range of dates, such as g 2026-W46",
    "f": "fill in the first day that isn't logged or looks wrong",
}
STEP_KEYS: Final = {
    "fields": {"number": "hear what a field shows"},
    "entries": {"number": "read an entry in full"},
    "content": {"": "hear how to go on"},
}
"""What these keys do in each step instead."""
IMPORT_KEYS: Final = {
    "o": "import another file; you can add its name",
    "t": "trends by week, month and year",
    "w": "this week",
}
NOTHING_LOGGED: Final = "Nothing is logged for these days."
NOTHING_LOGGED_HINT: Final = "Type [ (left bracket) for the week before, or g to choose days."
NEXT: Final = {
    "fields": "Type x and a number to include a field or leave it out, or a number to hear what it shows. Press Enter "
    "to go on.",
    "entries": "Type x and a number to leave an entry out, or e and a number to reword it. Press Enter to go on.",
    "content": "Type w to write the files, or b to go back.",
}
"""What can be done in each step."""
IN_FOLDER: Final = "They are in {folder}"
INCLUDED: Final = "included"
NOT_INCLUDED: Final = "not included"
GROUP: Final = {False: "type this number to list them", True: "type this number to hide them"}
"""What the number of a week's numbers and lines does, by whether they are listed."""
NOT_A_CHOICE: Final = "this can't be left out"
NO_WORDS: Final = "this is a number, which can't be reworded. To leave it out, type x"
NEW_TEXT: Final = "New text for this file, or - (minus) to restore the original"
VIEW_WHICH: Final = "type v json, v html or v md"
NOTHING_INCLUDED: Final = "Nothing is included yet. Type x and a number to include something."
IMPORT_FILE: Final = "Which file? Type its name, or b to go back"


def choice(text: str, *, is_included: bool) -> str:
    """Return `text`, and whether it is included."""
    return f"{text}: {INCLUDED if is_included else NOT_INCLUDED}"


def labelled_choice(label: str, text: str, *, is_included: bool) -> str:
    """Return `text` after its `label`, and whether it is included: `Your name: Mara (included)`."""
    return f"{label}: {text} ({INCLUDED if is_included else NOT_INCLUDED})"


def group(label: str, text: str, *, is_open: bool) -> str:
    """Return the line of a week, `label`, with its numbers and lines, counted in `text`. `is_open`: they are listed."""
    return f"{label}: {text} ({GROUP[is_open]})"


def folder_question(folder: str) -> str:
    """Return the question where to write. `folder`: what an empty line means, or empty."""
    return asked(f"{FOLDER} ({FOLDER_HINT})", folder)


def step(title: str, number: int, of: int) -> str:
    """Return `Step 1 of 3: what to share.`"""
    return f"Step {number} of {of}: {title}."
