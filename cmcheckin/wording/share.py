"""Texts for sharing: what each field reveals, what stays private, which files are written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from cmcheckin.wording import formats
from cmcheckin.wording.share_page import FIELD_NAMES

FIELD_EXPLANATIONS: Final = {
    "hours": "Your hours a week beside your usual, on how many days, and how many are not told of. No day by itself.",
    "workload": "How your plate looked over the week, as one mean from too little to too much.",
    "wins": "Each win in your words with its day and kind, and praise with the name of who gave it.",
    "escalations": "Each escalation that came in or is open: title, severity, day, time it took, cause, outcome.",
    "help": "One line of your own: what would help.",
    "after_hours": "Minutes after hours and days off worked, a week; which escalations came outside your schedule.",
    "nights": "How many pings came at night, a week. Not on which nights.",
    "asks": "What the community asked for, who it was carried to, how long it waits, and the answer.",
    "support": "Minutes a week on customer support that was someone else’s to do.",
    "community": "How the community felt over the week, and your lines on it, word for word.",
    "metrics": "The weekly means of the numbers you keep, by their names.",
    "mood": "One word a week, such as “below”, against your own usual. Never a number, never a day.",
    "energy": "One word a week, such as “about”, against your own usual. Never a number, never a day.",
}
"""What including a field shows to readers of the file."""
NUMBERS_TITLE: Final = "The week in numbers"
PRIVATE: Final = (
    "What stays with you, whatever you tick: notes, feelings, gentle notes, mood and energy of a day, "
    "and how an escalation went on."
)
FILL_IN_COMMAND: Final = "`cmcheckin log --date DAY --hours H` adds one. They can stay unsaid, too."
NOTHING_WRITTEN: Final = "Nothing was written."
MAX_DAYS: Final = 7
"""Most days that are named; more are counted."""


def proposed(fields: Sequence[str], source: str) -> str:
    """Return the proposal of `fields`, from `source` (one of SOURCES): `Proposed, as the last time: hours, wins and
    asks.`"""
    return f"Proposed, {source}: {field_names(fields)}. --fields chooses others."


def proposed_formats(forms: Sequence[str]) -> str:
    """Return the proposal of the formats `forms` of the last time."""
    files = f"the {formats.joined(list(forms))} {'file' if len(forms) == 1 else 'files'} alone"
    return f"Proposed, {SOURCES['last']}: {files}. --formats chooses others."


def proposed_name(name: str) -> str:
    """Return the proposal of the name of the last time."""
    return f"Proposed, {SOURCES['last']}: the name {name}. --name gives another, and --name '' none."


SOURCES: Final = {"last": "as the last time", "settings": "as in config.toml", "usual": "as it comes"}
"""Where a proposal comes from, as a phrase."""
NOT_A_FOLDER: Final = f"{{shown}} is there already, and is no folder. {NOTHING_WRITTEN}"
NO_PARENT: Final = f"{{shown}} cannot be made, because there is no folder {{parent}}. {NOTHING_WRITTEN}"
NOT_WRITABLE: Final = f"{{shown}} is not yours to write into. {NOTHING_WRITTEN}"
PREFERENCES_NOT_SAVED: Final = "What you chose could not be remembered ({reason})."


def needs_fields(fields: Sequence[str], source: str) -> str:
    """Return the error for `--yes` without fields, with those of `source` as an example."""
    return (
        "With --yes nobody is asked, so say what to share with --fields.\n"
        f"{formats.sentence_case(source)}: --fields {','.join(fields)}"
    )


def field_names(fields: Sequence[str]) -> str:
    """Return `hours, workload and what would help`."""
    return formats.joined([FIELD_NAMES[name] for name in fields]) or "nothing"


def missing_days(days: Sequence[date]) -> str:
    """Return `Two days of this are not told of yet: Thu 19 Nov and Fri 20 Nov.`"""
    first = f"{formats.count(len(days), 'day')} of this {'is' if len(days) == 1 else 'are'} not told of yet"
    return f"{formats.sentence_case(first)}: {_day_list(days, MAX_DAYS)}."


def nothing_to_share(fields: Sequence[str], *, is_logged: bool) -> str:
    """Return the error if the file would have nothing of `fields`. `is_logged`: some of the days are logged."""
    prefix = "" if is_logged else "Nothing is told of these days. "
    return f"{prefix}The file would say nothing of what was ticked: {field_names(fields)}."


def will_write(names: Sequence[str], folder: str) -> str:
    """Return the message before the files `names` are written to `folder`."""
    return f"That is all of it. It would be written to {folder}, readable by you alone: {formats.joined(list(names))}."


def written_to(names: Sequence[str], folder: str) -> str:
    """Return `Written to DIR: ada-2026-W47.json.`, with what to do next."""
    return f"Written to {folder}: {formats.joined(list(names))}. Sending it is up to you."


def preferences_damaged(path: str, reason: str) -> str:
    """Return the error if the sharing preferences at `path` are damaged: with a new id the user would look like
    another person."""
    return (
        f"{path} {reason}. It holds the id your files carry, and with a new one whoever reviews them would take you "
        f"for two people. {NOTHING_WRITTEN} Put back a copy of it; or move it away, and a new id is begun."
    )


def files_exist(names: Sequence[str], folder: str) -> str:
    """Return the error if the files `names` already exist in `folder`."""
    return f"Already in {folder}: {formats.joined(list(names))}. {NOTHING_WRITTEN} Add --replace to write over them."


def confirm_write(count: int, *, replacing: bool) -> str:
    """Return the question before `count` files are written."""
    files = formats.count(count, "file")
    return f"{'Replace' if replacing else 'Write'} {'this file' if count == 1 else f'these {files}'}?"


# On the screen

HELP: Final = """
What you tick is shown to whoever reads the file. Nothing else has a place in it: notes, feelings, gentle notes and \
the mood of a day stay with you, whatever you tick.

Other words and what you leave out are for this file alone. Your journal stays as it is. Nothing is sent: the files \
lie in a folder, and handing them over is up to you.
"""
"""The text of the share screen's help."""
FIELDS_HINTS: Final = {
    "last": "Proposed, as the last time; enter takes it.",
    "settings": "Proposed, as in config.toml; enter takes it.",
    "usual": "Proposed for a start; enter takes it.",
    "chosen": "As you chose.",
}
"""Hints below the question, by where the included fields come from."""
STEP_TITLES: Final = {"fields": "what to share", "entries": "which, in which words", "content": "all of it"}
WRITTEN_TITLE: Final = "written"
FIRST_STEP: Final = "Tick what this file shows; nothing else has a place in it."
SECOND_STEP: Final = "What you change here is for this file alone."
THIRD_STEP: Final = "This is all of it, as it would be written."
NO_ENTRIES: Final = "There is no win and nothing that came in here to leave out or to say in other words."
NOTHING_SHARED: Final = "Of these days it shows nothing."
NOTHING_LOGGED: Final = "Nothing is told of these days yet. [ goes to the week before, / to any days."
LEFT_OUT: Final = "(left out)"
OWN_LINES: Final = "Your own lines"
NAME_HINT: Final = "The name in the title and in the names of the files, which carry a number without one."
HELP_LINE_HINT: Final = "One line of your own, and the first thing that is read."
NO_LINE_YET: Final = {"line:name": "no name yet; e writes one", "line:help": "no line yet; e writes one"}
LINE_LABELS: Final = {"line:name": "Your name", "line:help": "What would help"}
REWORD: Final = "In your words, for this file"
REWORD_HINT: Final = "also replaces its cause and outcome; leave empty for the original"
LINE_HINT: Final = "emptied, it is left out of the file"
FOLDER: Final = "Into the folder"
FOLDER_HINT: Final = "readable by you alone; sending it is up to you"
DAYS: Final = "Which days"
DAYS_HINT: Final = "2026-W46, -1 for last week, or two dates: 2026-11-02 2026-11-12"
REPLACE: Final = "w again replaces the files of that name; any other key leaves them."
NOTHING_TICKED: Final = "Nothing is ticked yet."
AT_LEAST_ONE_FILE: Final = "One of them is always written."
WRITTEN: Final = "Written, and readable by you alone."
UP_TO_YOU: Final = "Nothing was sent. Handing them over is up to you."
REPLIES_HINT: Final = "A reply that is put beside them stands at your wins the next morning."
FORMATS: Final = {"json": "for cmcheckin review", "html": "a page for any browser", "md": "text for a message"}
"""What each file is for."""


def missing_days_hint(days: Sequence[date]) -> str:
    """Return `Thu 19 Nov is not told of yet; f fills it in.`"""
    text = "is not told of yet; f fills it in" if len(days) == 1 else "are not told of yet; f fills in the first"
    return f"{_day_list(days, MAX_DAYS_ON_SCREEN)} {text}."


def implausible_days(days: Sequence[date]) -> str:
    """Return `Mon 16 Nov has over 18 h, which is in doubt: those hours are left out.`"""
    has = "has" if len(days) == 1 else "have"
    return f"{_day_list(days, MAX_DAYS_ON_SCREEN)} {has} over 18 h, which is in doubt: those hours are left out."


MAX_DAYS_ON_SCREEN: Final = 3
"""Most days that are named on the screen; more are counted."""
LINES_IN_VIEW: Final = "{first}–{last} of {of:,}"
ALSO_INCLUDED: Final = "With it: {facts}"
IN_FOLDER: Final = "in {folder}"
WRONG_ORDER: Final = "{first} comes after {last}; the earlier date goes first."


NOT_YET: Final = "Those days have not come yet."
TOO_MANY: Final = "A file holds 530 weeks at most."
SCREEN_TITLE: Final = "Share · {week}"
NOT_WRITTEN: Final = "Nothing was written: {reason}."


def step_title(step: str, number: int, of: int) -> str:
    """Return `what to share  1 of 3`."""
    return f"{STEP_TITLES[step]}  {number} of {of}"


def _day_list(days: Sequence[date], most: int) -> str:
    """Return `Mon 16 Nov, Thu 19 Nov and 3 more`: at most `most` of `days`, then the number of the others."""
    more = [f"{len(days) - most:,} more"] if len(days) > most else []
    return formats.joined([formats.day_in_text(day) for day in days[:most]] + more)


# Errors of the command about its arguments. Names, paths and typed text arrive quoted and shortened.

NO_DAYS: Final = "cmcheckin share: say which WEEK, such as -1 for last week, or --from and --to."
NO_FOLDER: Final = "cmcheckin share: say where to write with --out DIR, or with [share] folder in config.toml."
NOT_A_FOLDER_NAME: Final = "cmcheckin share: --out is no name of a folder."
HELP_NOT_INCLUDED: Final = "cmcheckin share: --help-line says what would help, and --fields leaves help out."
NO_ID_AND_WORDS: Final = "cmcheckin share: --text takes ID=WORDS; --drop ID leaves one out."
UNKNOWN_REASON: Final = "it cannot be written"
"""Why a file can't be written when the system gives no reason."""
TO_IN_FUTURE: Final = "--to is {last}, which has not come yet (today is {today}). Nothing was written."
IN_FUTURE: Final = "{first} has not come yet (today is {today}). Nothing was written."
RANGE_TOO_LONG: Final = "That is more than one file holds ({weeks} weeks). Nothing was written."
EMPTY_LIST: Final = "cmcheckin share: {flag} takes some of {known}."
NEEDS_OUT: Final = "cmcheckin share: {flag} goes with --out DIR; --json without it writes nothing."
TOO_LONG: Final = "cmcheckin share: {flag} has {length:,} characters, and {limit} is the most."
HELP_TOO_LONG: Final = "cmcheckin share: --help-line has more than {limit} characters, and {limit} is the most."


def nothing_written(problem: str) -> str:
    """Return the `problem` as a sentence, and that nothing was written."""
    return f"{problem}. {NOTHING_WRITTEN}"


def unknown_name(flag: str, name: str, known: Sequence[str]) -> str:
    """Return the error for `name` after `flag`, which isn't one of `known`."""
    return f"cmcheckin share: {flag} has {name!r}; it takes {', '.join(known)}."


def unknown_id(id_: str, entries: Sequence[tuple[str, str]], more: int) -> str:
    """Return the error for `id_`, which no entry has. List `entries`, ids and texts, and count `more` others."""
    error = nothing_written(f"Nothing here has the id {id_!r}")
    if not entries:
        return error
    listed = "".join(f"\n  {known}  {text}" for known, text in entries)
    return f"{error} Here are:{listed}" + (f"\n  and {more:,} more, which --json by itself shows" if more > 0 else "")
