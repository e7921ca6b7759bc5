"""Texts of the one-to-one page of a person: screen and Markdown."""

from __future__ import annotations

from datetime import date
from typing import Final

from cmcheckin.wording.formats import count, dated, full_date
from cmcheckin.wording.reply import answered_reply

HELP: Final = """
This page is for your next one-to-one. It shows what the person shared since you last talked, a few questions drawn \
from it, your action items and your own notes.

Press n to write notes, and + to add an action item. Action items stay here until they're done. Notes and action items \
are saved as you type, in a private file beside your config.toml. Only you see them; they're never written to the \
shared folder.

After your talk, press f twice. Your notes move to “Earlier talks”, marks to talk about are removed, and the next page \
starts with the action items that are still open. A question that was shown for this talk doesn't come back next time, \
unless things got worse.

Press w to save this page as Markdown, including your notes.
"""
"""The text of the screen's help."""
TITLE: Final = "One-to-one"
EMPTY_NOTE: Final = "Press n to write notes for this talk. Only you see them."
EMPTY_ACTIONS: Final = "Press + to add what the two of you agree on."
NO_QUESTIONS: Final = "Nothing here suggests a question. You could simply ask how their weeks were."
NO_NEW_QUESTIONS: Final = "Nothing new suggests a question. You could simply ask how their weeks were."
NOTHING_NEW: Final = "Nothing was shared since your last talk."
NOT_SHARED: Final = "No weeks, wins or escalations were shared."

MORE_LINES: Final = "{count:,} more lines"

SECTIONS: Final = {
    "help": "What would help",
    "to_talk": "To talk about",
    "questions": "Worth asking",
    "actions": "Action items",
    "note": "Your notes",
    "weeks": "Weeks",
    "opened": "New, and still open",
    "still_open": "Still open from before",
    "resolved": "Resolved",
    "asks": "Open asks",
    "wins": "Wins",
    "responses": "Answers to your replies",
    "leave": "Leave ahead",
    "talks": "Earlier talks",
}
"""The titles of the sections, in their order."""
PRIVATE_NOTES: Final = "Your notes (private: please don't pass this part on)"
PRIVATE_TO_TALK: Final = "To talk about (private)"
PRIVATE_TALKS: Final = "Earlier talks (private)"


FILE_HINT: Final = "a Markdown file; it has your notes, so keep it private"
ACTION: Final = "Action item"
EDIT_ACTION: Final = "Edit the action item"
ACTION_HINT: Final = "saved as you type; it stays here until it's done"
NOTE: Final = "Notes for your next talk with {name}"
NOTE_HINT: Final = "saved as you type; only you see them"
ADDED: Final = "Added. It stays here until it's done."
CHANGED: Final = "Changed."
NOTHING_TYPED: Final = "There's no text, so nothing was added."
DONE: Final = "Done: {text}. Press u to undo."
REOPENED: Final = "Open again: {text}."
DELETED: Final = "Deleted {text}. Press u to undo."
UNDONE: Final = "Undone."
TALKED_ASK: Final = "Press f again if you talked today. Your notes move to “Earlier talks”."
TALKED: Final = "Noted. The next page starts here, with {actions}. Press u to undo."
NO_NOTES: Final = "There are no notes from this talk."
GONE: Final = "Their share files are no longer in the folder. Your notes are kept."


def title(name: str) -> str:
    """Return the title of the page."""
    return f"{TITLE} with {name}"


def place(last_talk: date | None, made: date, today: date) -> str:
    """Return `last talk 9 Nov, shared 22 Nov`, with the years if they differ from that of `today`."""
    days = [dated(day, today) for day in (last_talk or made, made)]
    return f"last talk {days[0]}, shared {days[1]}" if last_talk else f"shared {days[1]}"


def sentence_place(last_talk: date | None, made: date) -> str:
    """Return `Last talk on 9 November 2026. Shared on 22 November 2026.`"""
    talk = f"Last talk on {full_date(last_talk)}. " if last_talk else ""
    return f"{talk}Shared on {full_date(made)}."


def since(last_talk: date | None, first: date, today: date) -> str:
    """Return the title on `today` of what is new since the last talk; before the first talk, since the day `first`."""
    return f"Since your talk on {dated(last_talk, today)}" if last_talk else f"Shared since {dated(first, today)}"


def week_of(number: str, monday: str) -> str:
    """Return `Week 47, from 16 Nov`."""
    return f"Week {number}, from {monday}"


def added_on(added: date, today: date) -> str:
    """Return the day since which an action item has been open, as on `today`."""
    return f"since {dated(added, today)}"


def answered_on(day: date, today: date) -> str:
    """Return when an ask was answered, as on `today`."""
    return f"answered {dated(day, today)}"


def done_on(done: date, today: date) -> str:
    """Return the day on which an action item was done, as on `today`."""
    return f"done {dated(done, today)}"


def answer_to(kind: str, reply_text: str, made: date, today: date) -> str:
    """Return what an answer made on `made` is about: `to your question “Would Thursday help?”, 20 Nov`, with the year
    if it isn't that of `today`."""
    return f"{answered_reply(kind, reply_text)}, {dated(made, today)}"


def open_actions(number: int) -> str:
    """Return `two open action items`, `no open action items`."""
    return count(number, "open action item")


def note_from(day: date) -> str:
    """Return the title of the notes of a talk."""
    return f"Your notes from {full_date(day)}"


# The command

NOBODY: Final = "Nobody in these files is called {name}. The files are from {people}."
SEVERAL: Final = "{name} could be any of these: {people}. Use the whole name, or the id in the files."
NO_PEOPLE: Final = "nobody"
MORE_PEOPLE: Final = "and {number:,} more"
TRY_WITHOUT: Final = "Or add --without-notes."
NEEDS_ONE: Final = "{option} needs --one-to-one NAME."
NOT_WITH: Final = "--one-to-one can't be combined with {option}."
IN_SHARED: Final = "That folder is shared, and the page includes your own notes. Choose another folder."
OUT_SHARED: Final = (
    "{path} is in the shared folder, and the page includes your own notes. Nothing was written. Choose another folder, "
    "or add --without-notes."
)
WRITTEN: Final = "The page was written to {path}. It includes your own notes, so keep it private."
WRITTEN_WITHOUT: Final = "The page was written to {path}, without your notes."
