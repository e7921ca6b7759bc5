"""Texts of the parts of the program in plain lines that the screens don't share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from cmcheckin.domain.week import Week
from cmcheckin.wording.formats import count, date_range, long_day, other_year, plural, sentence_case
from cmcheckin.wording.spoken import spoken
from cmcheckin.wording.week import DAY_KIND_TEXTS, relative_week

TITLES: Final = {
    "week": "Week", "trends": "Trends", "history": "History", "wins": "Wins", "escalations": "Escalations",
    "nudges": "Nudges", "report": "Report", "share": "Share", "inbox": "Inbox", "importing": "Import",
    "review": "Review", "one-to-one": "One-to-one",
}  # fmt: skip
"""What each part is called in its prompt."""
NAMES: Final = {title.lower(): name for name, title in TITLES.items() if name not in ("review", "one-to-one")}
"""The parts that open by their titles from any other."""
PROMPT: Final = "{title}:"
FIRST_HINT: Final = "Type a letter and press Enter, or type help to hear what you can type."
KEYS_OF: Final = "You can type:"
HELP_LINE: Final = "{key}: {meaning}."
KEY_NAMES: Final = {"number": "A number", "": "Enter"}
HELP_WORDS: Final = ("help", "?", "F1")
ANY_NAME: Final = "The name of a page, such as trends"
OPEN_OTHER: Final = "open that page"
BACK: Final = "go back"
LEAVE: Final = "quit"
HELP: Final = "hear this list again"
REPEAT: Final = "repeat what is shown"
AGAIN_KEY: Final = "."
NOT_A_KEY: Final = "“{text}” does nothing here. Type help to hear what you can type."
NO_ITEM: Final = ("", "there's no {number} here. The numbers go from 1 to {last}")
NOTHING_HERE: Final = ("", "there's nothing to choose here")
WHICH: Final = ("", "type a number after the letter, such as {key} 1")
NOT_READABLE: Final = "What you typed isn't valid in your terminal's encoding. Nothing was changed."
UNDO: Final = {"undo": "Undo “{name}”?", "redo": "Redo “{name}”?"}
CHANGED: Final = {"undo": "Undone: “{name}”. Type redo to bring it back.", "redo": "Redone: “{name}”."}
UNDOING: Final = {"u": "undo your last change", "redo": "redo what you undid last"}
FIRST_PART: Final = "there's nothing to go back to. Type q to quit"
FIRST_WEEK: Final = "there's nothing to go back to. Type q to quit, or wins to open your wins"
FIRST_REVIEW: Final = "there's nothing to go back to. Type q to quit, or budget to offer budget"
WENT_BACK: Final = "Cancelled."
CANCELLED: Final = "Cancelled. Nothing was changed."
UNCHANGED: Final = "Nothing was changed."
TALK: Final = "someone to talk to"
TALK_WORD: Final = "talk"
WRITE_PARTIAL: Final = "Part of your journal can't be read. Write what could be read?"

# The week

NUDGE_KEYS: Final = {
    "w": "hear why a nudge is shown, day by day",
    "z": "snooze this kind of nudge for two weeks",
    "y": "mark the nudge as useful",
    "not": "mark the nudge as not useful",
    "o": "turn off this kind of nudge",
    "p": "plan a busy period, which pauses nudges about workload",
}
WEEK_KEYS: Final = {
    "number": "read a day of this week in full, 1 for Monday",
    "": "read today in full",
    "c": "check in for today",
    "e": "fill in or edit a day, such as e 3 for Wednesday",
    "d": "delete a day, such as d 3, or the planned leave of several days, such as d 2 to 4",
    "l": "plan leave, such as l 3 aug to 14 aug, or l 2 to 4 for days of this week",
    "half": "plan half days of leave, such as half 3 aug",
    "[": "the week before",
    "]": "the week after",
    "g": "go to a week or date, such as g 40",
    "n": "this week",
    "resume": "open the unfinished check-in",
    "discard": "discard the unfinished check-in",
    **NUDGE_KEYS,
    "t": "trends by week, month and year",
    "/": "search the history, such as / meetup; to browse it, type history",
    "x": "your escalations",
    "wins": "your wins",
    "r": "the weekly report",
    "s": "share this week with your manager",
    "i": "replies to what you shared",
    "f": "import a file; you can add its name",
    "settle": "choose between different answers from your devices",
    "settings": "answer the questions of the setup again",
}
EMPTY_WEEK_HINT: Final = "To fill in a day, type e and its number, such as e 1 for Monday."
SETTLE: Final = "Type settle to choose."
TOTAL: Final = "Total: {facts}."
USUAL: Final = "Usual: {facts}."
USUAL_BASIS: Final = "{facts} ({basis})"
DAY_FACTS: Final = "{number}. {day}: {facts}."
OFFER_OFF: Final = "Not useful twice in a row. Turn this kind off?"
DISCARD: Final = "Discard the unfinished check-in of {day}?"
LEAVE_DAYS: Final = "Which days, such as 3 aug to 14 aug?"
GO_TO_WEEK: Final = "Which week, such as 40, 3 oct or last week?"
BUSY_UNTIL: Final = "Busy until when? Type the last day, such as 20 dec, or a number of weeks"
DELETE_DAY: Final = "Delete the {names} for {day}?"
NO_CONFLICTS: Final = "No answers differ between your devices."

NOT_WITH: Final = "--plain can't be combined with {option}. Nothing was done."
NOT_AN_ANSWER: Final = "type the number of an answer; only texts and lists can both be kept"
NOT_FOR_PERSONAL: Final = "this nudge is about you, so you aren't asked whether it was useful. Type z, o or talk"
NO_PEAK: Final = "no nudge here is about workload, so there's nothing to pause"
AFTER_HOURS: Final = "after hours"
HOURS_NOT_LOGGED: Final = "hours not logged"
RESOLVED_SINCE: Final = "Open then"
"""The label of what was open at the end of an earlier week, and is resolved now."""
SPENT: Final = "{time} spent"
OUTCOME: Final = "outcome: {text}"
WIN: Final = "Win"

_PRESS: Final = re.compile(r"“[^”]*”|\b[Pp]ress\b(?= (?!Enter|Esc|Tab)\S+ (?:to|for)\b)")
"""Pattern of “press” before a key, or of a quotation."""


def typed_keys(text: str) -> str:
    """Return `text`, which names keys of a screen, for plain lines, where letters and words are typed: `Type u to
    undo.` What it quotes stays."""
    return _PRESS.sub(lambda found: {"Press": "Type", "press": "type"}.get(found[0], found[0]), text)


def unfinished(days: Sequence[date], open_word: str, discard_word: str) -> str:
    """Return the sentence about unfinished check-ins of `days` (ascending), and the words that open and discard the
    latest."""
    what, which = f"Unfinished check-in for {long_day(days[-1])}.", "to open it"
    if len(days) > 1:
        what, which = f"Unfinished check-ins for {long_day(days[-1])} and {len(days) - 1} more.", "to open the latest"
    return f"{what} Type {open_word} {which}, or {discard_word} to discard it."


def days_before(last: int, first_day: date, last_day: date) -> str:
    """Return the line of the days from `first_day`, Monday, to `last_day`, which has the number `last` in the list: all
    are before the first entry."""
    numbers = f"1 {'and' if last == 2 else 'to'} {last}"
    return f"{numbers}. {long_day(first_day)} to {long_day(last_day)}: {DAY_KIND_TEXTS['before']}."


def days_ahead(number: int, first: date, last: date) -> str:
    """Return the line of the days from `first`, which has the `number`, to `last`, Sunday, which are still to come."""
    numbers = f"{number} {'and' if number == 6 else 'to'} 7"
    return f"{numbers}. {long_day(first)} to {long_day(last)}: {DAY_KIND_TEXTS['ahead']}."


def spoken_row(cells: Sequence[str]) -> str:
    """Return the row of a table with these `cells` as one text: `Enter: next question, checkin.next`."""
    first, *others = cells
    return f"{first}: {', '.join(filter(None, others))}".removesuffix(": ")


def more(left: int) -> str:
    """Return the question whether to print the `left` entries that follow."""
    return f"{left:,} more. Press Enter to go on, or type what to do next:"


def week_title(week: Week, today: date) -> str:
    """Return `Week 47, 16 to 22 November, this week.`"""
    days = spoken(date_range(week.monday, week.sunday))
    return f"Week {week.number}, {days}{other_year(week.sunday, today)}, {relative_week(week, today)}."


def confirm_delete(names: Sequence[str], day: date) -> str:
    """Return the question before the records called `names` on `day` are deleted."""
    from cmcheckin.wording.formats import joined

    return DELETE_DAY.format(names=joined(list(names)), day=f"{long_day(day)} {day.year}")


def remove_leave(number: int, first: date, last: date, today: date) -> str:
    """Return the question before the leave on a `number` of days from `first` to `last` is removed."""
    if first == last:
        return f"Remove the planned leave on {long_day(first, today)}?"
    return f"Remove {plural(number, 'day')} of planned leave from {long_day(first, today)} to {long_day(last, today)}?"


def open_for(age: str) -> str:
    """Return `open for 3 days` for the `age` of an escalation, or `today`."""
    return age if age == "today" else f"open for {age}"


def numbered(number: int, text: str) -> str:
    """Return `text` after its `number` in a list: `2. Spam wave`."""
    return f"{number}. {text}"


def listed(label: str, texts: Iterable[str]) -> Iterable[str]:
    """Return each of `texts` after `label`: `Win: Meetup filled in a day.`"""
    return (f"{label}: {text}" for text in texts)


def keep_which(*, joinable: bool, can_wait: bool) -> str:
    """Return the question which answer to keep. `joinable`: whether both texts can be kept. `can_wait`: whether Enter
    leaves it open."""
    both, later = ", or b for both" if joinable else "", ". Press Enter to decide later" if can_wait else ""
    return f"Type the number of the answer to keep{both}{later}"


def replace_files(names: Sequence[str]) -> str:
    """Return the question before the files called `names` are replaced."""
    if len(names) == 1:
        return f"{names[0]} exists. Replace it?"
    return f"{', '.join(names)} exist. Replace them?"


def new_replies(number: int) -> str:
    """Return `Two new replies. Type i to read them.`"""
    return f"{sentence_case(count(number, 'new reply', 'new replies'))}. Type i to read them."
