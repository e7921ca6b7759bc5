"""Questions and messages of the plain check-in that the screen doesn't share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from cmcheckin.domain.checkin import WIN_KINDS
from cmcheckin.domain.escalation import SEVERITIES
from cmcheckin.wording.formats import JUST_NOW, long_day, sentence_case

HELP: Final = "Press Enter to skip a question, or to keep its answer. Type - (minus) to clear an answer."
MOVING: Final = (
    "Type . (full stop) to keep the rest of a step as it is. At a rating, you can answer several at once: 43. (with a "
    "full stop) means good, fair, and the rest as it is. Type b to go back to the start of this step, b again for the "
    "step before, or q to stop; your answers are kept as a draft."
)
MORE_HELP: Final = "Type ? (question mark) for more."
HINT: Final = "Press Enter to skip a question, or type ? (question mark) for help."
"""Replaces HELP and MORE_HELP for those who checked in before."""
DAYS_HINT: Final = "Press Enter to accept each day, type - (minus) to skip it, or ? for more."
DAYS_HELP: Final = (
    "Press Enter to accept a day as it is offered, or type - (minus) to skip it.",
    "Or type w for work, o for off, l for leave, s for sick. A capital letter also sets the days below.",
    "Or type hours, times and minutes after hours, such as 9.5 9:00 to 18:45 plus 45.",
    "You can combine these: l 4 means leave with 4 hours worked. To add where the time went, end with a and the "
    "activities, such as 9.5 a moderation 3, support, peers 30.",
)
CARRIED_HINT: Final = "Type s for still open, w watching, h handed off, r resolved, or ? for more."
CARRIED_HELP: Final = (
    "Type s for still open, w for watching, h for handed off, or r for resolved. After s, w or r, you can add an "
    "update. After h, you can add a name, such as h Sam."
)
UNUSED: Final = "The next question isn't a rating, so “{signs}” wasn't used."
FEELINGS: Final = "Feelings, in a word or two"
COMMUNITY_FEELS: Final = "Why, in a few words"
ANOTHER_WIN: Final = "Another win"
WIN_SENDER: Final = "From"
ADD_PING: Final = "To add an escalation that came in at the first of these times, type p."
PING_TITLE: Final = "Title of the escalation ({moment})"
ANOTHER_ESCALATION: Final = "Anything else? Title"
COULD_WAIT: Final = "Could it have waited? y or n"
SAVE: Final = "Save?"
NOT_SAVED_YET: Final = "Not saved yet. Your answers are kept as a draft."
NOT_KEPT: Final = "Not saved, and your answers couldn't be kept as a draft."
DRAFT_FAILED: Final = "{reason} You can go on. We'll try again after each answer, and at the end."
LOSE_ANSWERS: Final = "Nothing can be saved at the moment, so your answers would be lost. Leave anyway?"
NOTHING_SAVED: Final = "Nothing was saved."
FIELDS: Final = {"feels": "the reason", "handed_to": "the name"}
"""How fields of text are named before the reason why they are refused, if not by their own name."""
YES_OR_NO: Final = "type y or n"
ONE_OF: Final = "type a number from 1 to {last}, or the word after it"
WIN_KIND: Final = "type a digit from 1 to 8, or the kind. Only thanks can have a name after them"
CARRIED_LETTER: Final = "start with s, w, h or r"
STEP_TITLE: Final = "Step {number} of {count}: {title}"
NOTE: Final = "Note ({hint})"
WIN_ADDED: Final = "Win {number}: {text}"
ESCALATION_ADDED: Final = "New escalation {number}: {text}"
REMOVE_WIN: Final = "To remove a win, type - (minus) and its number, such as -1."
REMOVE_ESCALATION: Final = "To remove a new escalation, type - (minus) and its number, such as -1."
REMOVED: Final = "Removed: {text}."
NOTHING_TO_REMOVE: Final = "there's no number {number} to remove"
NONE_TO_REMOVE: Final = "there's nothing to remove here"
FIRST_STEP: Final = "This is the first step. To stop, type q; your answers are kept as a draft."
NOT_ENTERED: Final = "You typed this and didn't enter it: “{text}”"
CORRECT_DAY: Final = "Press Enter if that's right, or type it again."
LONG_TERM_CHECK: Final = "“{win}”. {question} y or n"
NEW_ESCALATION: Final = "{question} Title"
TITLE: Final = "Title"
OPENED: Final = "When it came in, such as 2:10, yesterday 14:00 or 2026-11-19 2:10"
HANDED_TO: Final = "Handed to ({example})"
MINE: Final = "yours"
REVIEW_LABELS: Final = {"Wins": "Win", "New": "New escalation"}
"""Labels of lines before saving, each of which is about one entry."""


def unfinished_later(days: Sequence[date]) -> str:
    """Return the sentence about unfinished check-ins of `days` (ascending), and how to open the latest."""
    more = f" and {len(days) - 1} more" if len(days) > 1 else ""
    return f"Unfinished check-in for {long_day(days[-1])}{more}. To open it, type resume after this check-in."


def steps_kept(number: int) -> str:
    """Return that the answers to the first `number` steps are kept, and how to go back to them."""
    steps = "step 1" if number == 1 else f"steps 1 to {number}"
    return f"Your answers to {steps} are kept. Type b to go back to them."


def nothing_saved(*, is_logged: bool, has_draft: bool) -> str:
    """Return why nothing was saved. `is_logged`: the day has a check-in, which was opened again. `has_draft`: there are
    earlier answers, which are still a draft."""
    if has_draft:
        return "Nothing was answered, so nothing was saved. Your earlier answers are still kept as a draft."
    return "Nothing was changed." if is_logged else "Nothing was answered, so nothing was saved."


def numbered(words: Iterable[str]) -> str:
    """Return `words`, each after the digit that answers it: `1 rough, 2 low, …`."""
    return ", ".join(f"{number} {word}" for number, word in enumerate(words, 1))


def numbered_question(label: str, options: Iterable[str]) -> str:
    """Return the question `label` with its `options`, each after its digit."""
    return f"{label}: {numbered(options)}"


KIND_OF_WIN: Final = numbered_question("Kind", WIN_KINDS)
KIND_HELP: Final = "Add + (plus) for a long-term win, such as 2+. After 6, you can say who thanked you, such as 6 Sam."
SEVERITY: Final = f"{numbered_question('Severity', SEVERITIES)}, or a for an ask"
SEVERITY_HELP: Final = "Add + (plus) to give more details, such as 3+."


def metric(name: str, unit: str) -> str:
    """Return the question for the metric `name`, with its `unit` unless that is empty."""
    return f"{name} ({unit})" if unit else name


def own_question(text: str, *, is_yes_no: bool) -> str:
    """Return the user's own question `text`. `is_yes_no`: it is answered with yes or no."""
    return f"{text} y or n" if is_yes_no else text


def open_facts(severity: str, age: str, status: str | None, handed_to: str | None) -> list[str]:
    """Return the facts of an open escalation: `high`, `open for 3 days`, `watching`, `with you`. `age`: how long it has
    been open."""
    held = "with you" if status != "handed-off" else "handed off"
    lasting = f"open for {age}" if age != JUST_NOW else ""
    watched = "watching" if status == "watching" else ""
    return [fact for fact in (severity, lasting, watched, f"with {handed_to}" if handed_to else held) if fact]


def confirm(question: str, *, default: bool) -> str:
    """Return a yes-or-no `question` with its `default`, the answer that an empty line means."""
    return f"{question} {'Enter for yes, n for no' if default else 'Enter for no, y for yes'}"


def wrong_answer(question: str, reason: str) -> str:
    """Return the error of a script whose answer to `question` is refused for `reason`."""
    if question.endswith(("?", ".")):
        return f"{question} {sentence_case(reason)}. {NOTHING_SAVED}"
    return f"{question}: {reason}. {NOTHING_SAVED}"


def asked(question: str, current: str = "") -> str:
    """Return the prompt that asks `question`. `current`: the answer that Enter keeps, or empty."""
    if current:
        question = f"{question}{'' if question.endswith(('?', '.')) else '.'} Enter for {current}"
    return question if question.endswith(("?", ".")) else f"{question}:"
