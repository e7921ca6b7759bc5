"""Questions, hints and messages of the check-in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from cmcheckin.wording.formats import count, hours, sentence_case, short_day, weekday

RESTORED: Final = "Picked up where you left it."
SAVED: Final = "Saved."
NOTHING_TO_SAVE: Final = "Nothing new to save yet. A digit answers the first question."
FIRST_CHECKIN: Final = "Four short steps. What you write stays in files on this machine."
FEELINGS_PLACEHOLDER: Final = "a word or two; tab completes"
FEELINGS_NEED_LETTERS: Final = "Feelings are words, like calm or tired. Press Enter to leave them empty."
FEELS_PLACEHOLDER: Final = "about what"
NOTE_HINT: Final = "private: never in a shared file"
DRAFT_FAILED: Final = "{reason} Your answers are still here."
NOT_SAVED: Final = "Not saved. {reason} Your answers are still here."
NOT_SAVED_YET: Final = "Not saved. Your answers are kept as a draft. You can save again at any time."
DAY_KEYS: Final = (("w", "work"), ("o", "off"), ("l", "leave"), ("s", "sick"))
DAY_KEYS_BELOW: Final = (("shift", "days below"), ("u", "all as usual"))
CONFIRM_AS_USUAL: Final = "as usual?"
FOLLOW_UP_ANSWERS: Final = {None: "", True: "still holds", False: "no longer"}
WIN_PLACEHOLDER: Final = "something that went well; an empty line goes on"
SENDER_PLACEHOLDER: Final = "who said it"
FOLLOW_UP_KEYS: Final = (("y", "still holds"), ("n", "no longer"))
WIN_KEYS: Final = (("e", "edit"), ("1–8", "kind"), ("l", "long-term"), ("d", "delete"))
KIND_KEYS: Final = (("1–8", "its kind"), ("l", "long-term: comes back in 30 and 90 days"), ("enter", "skip"))
LONG_TERM: Final = "Long-term: it comes back in 30 and 90 days."
NOT_LONG_TERM: Final = "It does not come back any more."
ASK_WITHOUT_SEVERITY: Final = "An ask has no severity. With another kind it could have one."
UNSAVED_TEXT: Final = "Something stands here that was not entered yet. Enter takes it."
STATUS_LABELS: Final = {
    "open": "still open", "watching": "watching", "handed-off": "handed off", "resolved": "resolved",
}  # fmt: skip
ENERGY_QUESTION: Final = "How much energy is there?"
NEW_QUESTION: Final = "Anything new?"
NEW_KEYS: Final = (("n", "add one"), ("enter", "nothing new"))
OPEN_ESCALATION_KEYS: Final = (
    ("s", "still open"), ("w", "watching"), ("h", "handed off"), ("r", "resolved"), ("e", "edit"),
)  # fmt: skip
NEW_ESCALATION_KEYS: Final = (("e", "more about it"), ("d", "delete"))
TITLE_PLACEHOLDER: Final = "what happened, in a line"
SEVERITY_KEYS: Final = (("1–5", "severity"), ("a", "it is an ask"), ("m", "more about it"), ("enter", "skip"))
CANNOT_BE_EMPTY: Final = "stays as it was when nothing is written"
OPENED_PLACEHOLDER: Final = "02:10, yesterday 14:00, 2026-11-19 02:10"
MINUTES_PLACEHOLDER: Final = "minutes it took: 45, 1h15"
CAUSE_PLACEHOLDER: Final = "the decision or event behind it"
HANDED_TO_PLACEHOLDER: Final = "a person or a team"
OUTCOME_PLACEHOLDER: Final = "what came of it"
UPDATE_PLACEHOLDER: Final = "a line on how it went on"
FORM_HINT: Final = "All of it can stay empty. Enter goes down, escape goes back to the list."
REVIEW_TITLE: Final = "This is what will be saved"
REVIEW_KEYS: Final = "1–4 go back to a step."
_HELP_ALWAYS: Final = (
    "Everything but workload or mood can stay empty, and empty is neutral. Whatever you type is on the disk within a "
    "second; leave at any moment, the next start picks it up."
)
PAGE_HELP: Final = {
    "workload": "Press 1 to 5 for how full your plate is. Then go through the days. Press Enter to confirm a row as "
    "shown, digits to type the hours, or the right arrow for the times. Press w, o, l or s for the kind of day, with "
    "shift for the days below too. Press u to confirm all remaining rows. A row you don't confirm isn't logged. "
    "Press Enter on the last row to go to the next step.",
    "mood": "Press 1 to 5 to answer, or Enter to skip a rating. The bar on the left marks the current question. "
    "Feelings are short words; press tab to complete one. Press Enter in an empty field to go to the next step. "
    "Use tab and the arrows to reach the other fields and your own numbers below the note. Press ^j for a new line "
    "in the note.",
    "wins": "A win a line; Enter takes it, then a digit says its kind, l makes it long-term, praise asks from whom. "
    "Up reaches the list: e edits, 1 to 8 change the kind, l long-term, d deletes. On a win that comes back y says "
    "that it still holds, n that it does not.",
    "escalations": "On an unresolved one s says still open, w watching, h handed off, r resolved; e opens all there is "
    "to say about it. n adds a new one: its title, then a digit for how severe it is, a for an ask, m for more. In "
    "the list of new ones e edits and d deletes.",
    "review": "Enter saves. 1 to 4 go back to a step, the arrows scroll.",
}
"""The help of each page of the check-in."""
FOLLOW_UP_QUESTION: Final = "{after_days} days ago you noted this for the long term. Is it still holding?"


def plate_question(now: datetime | None) -> str:
    """Return the first question. `now` is None when an earlier day is filled in."""
    if now is None:
        return "How did your plate look that morning?"
    return "How does your plate look this morning?" if 4 <= now.hour < 12 else "How does your plate look?"


def mood_question(now: datetime | None) -> str:
    """Return the question of the second step. `now`: as for `plate_question`."""
    return "How were you that morning?" if now is None else "How are you?"


def days_heading(previous: date | None, day: date, days: Sequence[date], today: date) -> str:
    """Return the heading above the rows for `days` on the check-in of `day`, neutral about a gap of any length.

    `previous` is the day of the check-in before, None if this is the first.
    """
    rows = len(days)
    if previous is None and day not in days:
        return "The day before"
    if previous is None:
        return "Yesterday and today" if day == today else "That day and the day before"
    gap = (day - previous).days
    if gap == 1:
        return f"Since your last check-in, on {weekday(previous)}"
    if gap > 7:
        return f"Good to see you. The last {count(rows, 'day')}, as far as you like"
    return f"Since your last check-in, on {weekday(previous)} {previous.day}"


def unfinished_hint(days: Sequence[date], open_key: str, discard_key: str) -> str:
    """Return the sentence about unfinished check-ins of `days` (ascending) and the keys that open and discard the
    latest; empty when there are none."""
    if not days:
        return ""
    more = f" and {len(days) - 1} more" if len(days) > 1 else ""
    what = f"Unfinished: {short_day(days[-1])}{more}." if more else f"Unfinished check-in for {short_day(days[-1])}."
    return f"{what} Press {open_key} to open it, {discard_key} to discard it."


def unfinished_command_hint(days: Sequence[date], command: str) -> str:
    """Return the sentence about unfinished check-ins of `days` for the command line. `command` opens the latest."""
    more = f" and {len(days) - 1} more" if len(days) > 1 else ""
    return f"Unfinished check-in for {short_day(days[-1])}{more}. Run {command} {days[-1]} to open it."


def confirm_discard(day: date, key: str) -> str:
    """Return the prompt to press `key` again before the draft for `day` is discarded."""
    return f"Press {key} again to discard the draft for {short_day(day)}. Any other key keeps it."


def discarded(day: date) -> str:
    """Return the message after the draft for `day` was discarded."""
    return f"Draft for {short_day(day)} discarded."


def logged_as_usual(days: int) -> str:
    """Return the message after one key logged `days` days: `Two days logged as usual.`"""
    return f"{count(days, 'day')} logged as usual.".capitalize()


def wins_question(previous: date | None, day: date) -> str:
    """Return the question of the third step. `previous`: the day of the last check-in, or None."""
    return f"What went well {_since(previous, day)}?"


def community_question(previous: date | None, day: date) -> str:
    """Return the question about the community. `previous`: the day of the last check-in, or None."""
    return f"How did the community feel {_since(previous, day)}?"


def _since(previous: date | None, day: date) -> str:
    """Return `since Wednesday` for the check-in of `day` at most a week after `previous`, or else `lately`."""
    return "lately" if previous is None or (day - previous).days > 7 else f"since {weekday(previous)}"


def last_answer(word: str, worked: float | None, on: date | None, day: date) -> str:
    """Return `Last time: a lot, 9 h on Wednesday.`, with the date if `on` is a week or more before `day`.

    `word`: the last workload, may be empty. `worked`: hours on the day `on`.
    """
    when = "" if on is None else weekday(on) if (day - on).days < 7 else f"{weekday(on)} {on.day}"
    parts = [part for part in (word, f"{hours(worked)} on {when}" if worked is not None and on else "") if part]
    return f"Last time: {', '.join(parts)}." if parts else ""


def open_escalations(unresolved: int) -> str:
    """Return how many escalations are open as the last step begins; empty for none."""
    if not unresolved:
        return ""
    return sentence_case(f"{count(unresolved, 'escalation is', 'escalations are')} open.")


def unresolved_title(number: int) -> str:
    """Return the heading of the open escalations."""
    return sentence_case(f"{count(number, 'is', 'are')} unresolved") if number else "Nothing is unresolved"


KEPT: Final = "kept"
KEEP_AS_PRAISE: Final = "Keep it as praise received?"
NOT_PRAISE: Final = "Thanks can be kept as praise; this one is for you to act on."
DAYS_AGO: Final = "{days} days ago"
TEXT_CUT: Final = "{limit:,} characters fit here; the rest of what was pasted or typed was left out."


def follow_ups_question(number: int) -> str:
    """Return the question above `number` long-term wins to follow up."""
    return f"You noted {'this' if number == 1 else 'these'} for the long term. Still holding?"


def page_help(page: str) -> str:
    """Return the help of `page`."""
    return f"{PAGE_HELP.get(page, '')}\n\n{_HELP_ALWAYS}"


REVIEW_LABELS: Final = {
    "workload": "Workload", "mood": "Mood", "energy": "Energy", "feelings": "Feelings", "community": "Community",
    "note": "Note", "follow_up": "Looked back", "wins": "Wins", "carried": "Went on", "new": "New",
}  # fmt: skip
RATING_SKIPPED: Final = "left open"
DAY_SKIPPED: Final = "left unknown"
NOT_YET: Final = "is {day}, which has not come yet (today is {today})"
DRAFT_VERSION: Final = "has version {version!r}, and this cmcheckin reads {known}"
DRAFT_DAMAGED: Final = "cannot be read ({error})"
DRAFT_MIXED_UP: Final = "holds a {found} where a {expected} belongs"
CHANGED_ELSEWHERE: Final = "This morning was changed in another window. Nothing has been saved yet."


def follow_up_answer(text: str, *, holds: bool) -> str:
    """Return the answer to a follow-up on the win `text`."""
    return f"{text}: {'still holds' if holds else 'no longer holds'}"


def holder(handed_to: str | None) -> str:
    """Return who has an escalation: the person it was handed to, or the user."""
    return f"with {handed_to}" if handed_to else "you"
