"""Texts of the review and of one-to-ones in plain lines that the screens don't share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from cmcheckin.domain.escalation import SEVERITIES
from cmcheckin.domain.text import shorten
from cmcheckin.wording.formats import count, joined, quoted, sentence_case
from cmcheckin.wording.needs_you import DAYS_HINT
from cmcheckin.wording.reply import VISIBLE_TO_OTHERS
from cmcheckin.wording.review import VIEW_HELP

_ROW_KEYS: Final = {
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
}
TEAM_KEYS: Final = {
    "number": "read that row in full, or all that a person shared",
    **_ROW_KEYS,
    **VIEW_HELP,
    "s": "sort people by name, or by what needs you",
    "/": "filter by words, such as / renewal; / alone shows everything",
}
PERSON_KEYS: Final = {
    "number": "read that row in full",
    **_ROW_KEYS,
    "c": "offer cover",
    "d": "offer time off",
    "budget": "offer budget",
    "i": "offer an introduction",
    "w": "ask a question",
    "o": "prepare your next one-to-one",
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
ONLY_ONE: Final = "there's nobody else here"
TEXT_KEPT: Final = "Your text is kept. Type the same letter again to go on with it."
DAYS: Final = f"For which days, if any ({DAYS_HINT})"
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
ADD_KEY: Final = ("+", "a")
"""The key of the screen that adds an action item, and what is typed for it."""
NOTE_LINE: Final = "Note:"
NOTE_SAVED: Final = "Your notes are saved. Type u to undo."
NOT_AN_ACTION: Final = "this isn't an action item"
OPEN: Final = "open"
NO_FIGURES: Final = "no figures shared"


def reply_question(prompt: str, name: str, about: str) -> str:
    """Return the question for the text of a reply to `name`. `about`: the title it answers, or empty."""
    subject = f", about {quoted(about)}" if about else ""
    return f"{prompt}. To {name}{subject}, {VISIBLE_TO_OTHERS}"


def marked(title: str, message: str) -> str:
    """Return `message`, which says how an entry was marked, after its `title`."""
    return f"{shorten(title, 80)}: {message[:1].lower()}{message[1:]}"


def page_title(title: str, view: str, text: str) -> str:
    """Return the title of a page of the team: `Review, one person, week 47. What needs you.` `text`: the filter."""
    filtered = f" Filtered by {quoted(text)}. Type / to show everything." if text else ""
    return f"{title}. {sentence_case(VIEW_HELP[view])}.{filtered}"


def reply_line(text: str, name: str) -> str:
    """Return the line of a reply, given as `text`, to the person called `name`."""
    return f"To {name}: {text}"


def section_title(title: str) -> str:
    """Return the `title` of a section of the first page: `Not thanked yet (1)`."""
    name, _, numbers = title.partition("  ")
    return f"{name} ({numbers.replace(' · ', ', ')})"


def summary(helps: int, asks: int, severities: Sequence[int | None], responses: int, thanks: int) -> str:
    """Return what waits for the manager, in one sentence; empty if nothing does. `severities`: those of the severe
    escalations."""
    crises, high = severities.count(len(SEVERITIES)), severities.count(len(SEVERITIES) - 1)
    parts = (
        (helps, "person asked for help", "people asked for help"),
        (asks, "ask", "asks"),
        (crises, "crisis", "crises"),
        (high, "high escalation", "high escalations"),
        (responses, "answer to you", "answers to you"),
        (thanks, "person to thank", "people to thank"),
    )
    found = [count(number, one, many) for number, one, many in parts if number]
    return f"{sentence_case(joined(found))}." if found else ""
