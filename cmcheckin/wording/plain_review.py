"""Texts of the review and of one-to-ones in plain lines that the screens don't share."""

from __future__ import annotations

from typing import Final

from cmcheckin.wording.formats import quoted
from cmcheckin.wording.reply import VISIBLE_TO_OTHERS

KEYS: Final = {
    "number": "read that row in full, or all that a person shared",
    "t": "say thanks for a win, such as t 2",
    "a": "answer an ask, such as a 2",
    "c": "offer cover, such as c 2",
    "d": "offer time off, such as d 2",
    "budget": "offer budget, such as budget 2",
    "i": "offer an introduction, such as i 2",
    "w": "ask a question, such as w 2",
    "x": "mark an entry as done, such as x 2",
    "m": "mark an entry to talk about, such as m 2",
    "u": "undo your last mark",
    "o": "prepare your next one-to-one, such as o 2",
    "r": "read the folder again",
    "s": "sort people by name, or by what needs you",
    "/": "filter by words, such as / renewal; / alone shows everything",
    "[": "the person before",
    "]": "the next person",
}
CANNOT_REPLY: Final = {
    "thanks": "thanks are for wins. Type t and the number of a win",
    "answer": "answers are for asks. Type a and the number of an ask",
    **dict.fromkeys(("cover", "time", "budget", "introduction", "question"), "this row isn't about a person"),
}
"""Why a row can't have a reply of each kind."""
CANNOT_MARK: Final = "only entries can be marked, not people or weeks"
NOTHING_TO_UNDO: Final = "there is nothing to undo here"
NONE_MATCH: Final = "Nothing matches. Type / alone to show everything."
GONE: Final = "Their share files are no longer in the folder."
TALK_KEYS: Final = {
    "number": "read that entry in full",
    "n": "write notes for this talk",
    "a": "add an action item",
    "x": "mark an action item as done, or open it again, such as x 2",
    "e": "edit an action item, such as e 2",
    "d": "delete an action item, such as d 2",
    "u": "undo the last change on this page",
    "f": "note that you talked today, and start the next page",
    "w": "write this page as Markdown",
    "r": "read the folder again",
}
NOTE_HELP: Final = (
    "Type your notes line by line. Each line is saved at once. Only you see them. An empty line ends them."
)
NOTE_LINE: Final = "Note:"
NOTE_SAVED: Final = "Your notes are saved. Press u to undo."
NOT_AN_ACTION: Final = "this isn't an action item"
TALKED: Final = "Did you talk today? Your notes move to “Earlier talks”"
DONE: Final = "done"
OPEN: Final = "open"


def reply_question(prompt: str, name: str, about: str) -> str:
    """Return the question for the text of a reply to `name`. `about`: the title it answers, or empty."""
    subject = f", about {quoted(about)}" if about else ""
    return f"{prompt}. To {name}{subject}, {VISIBLE_TO_OTHERS}"


def section_title(title: str) -> str:
    """Return the `title` of a section of the first page: `Not thanked yet, 1`."""
    return ", ".join(part for part in title.replace(" · ", "  ").split("  ") if part)
