"""Texts for sharing: what each field reveals, what stays private, which files are written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from cmcheckin.domain.week import Week
from cmcheckin.wording import formats
from cmcheckin.wording.share_page import FIELD_NAMES

FIELD_EXPLANATIONS: Final = {
    "hours": "Your weekly hours, your usual, and how many days were worked or not logged. Never a single day.",
    "workload": "One average for the week, from too little to too much.",
    "wins": "Each win in your words, with its day, its kind and who gave praise. Wins of the kind self stay private.",
    "escalations": "Each escalation that came in or is open: title, severity, day, time spent, cause, outcome.",
    "help": "One line in your own words about what would help.",
    "leave": "Dates of your leave and of holidays, in these days and the next two weeks. Sick days are never included.",
    "after_hours": "Weekly minutes after hours, days off worked, and which escalations came in outside working hours.",
    "nights": "How many night pings there were each week, but not on which nights.",
    "asks": "What members have asked for, who each ask was passed to, how long it has been waiting, and the answer.",
    "support": "Minutes spent each week on customer support that was someone else's job.",
    "activities": "Hours of each activity each week. Activities without hours count as days.",
    "peers": "Time with peers each week: calls, mentoring and conferences. Never a single day.",
    "community": "How the community felt over the week, and what you wrote about that, word for word.",
    "metrics": "The weekly average of each of your numbers, with its name.",
    "questions": "Answers to your questions with share = true in your settings. Texts are word for word.",
    "mood": "Your mood each week, from “well below” to “well above” your usual. Never a number or a single day.",
    "energy": "Your energy each week, from “well below” to “well above” your usual. Never a number or a single day.",
    "responses": "Your answers to replies and questions since you last shared, word for word.",
}
"""What including a field shows to readers of the file."""
NUMBERS_TITLE: Final = "The week in numbers"
PRIVATE: Final = (
    "Always private: your notes, feelings and nudges, your mood and energy on any single day, and updates on "
    "escalations."
)
FILL_IN_COMMAND: Final = "To log a day, run `cmcheckin log --date DAY --hours H`. You can also share the file as it is."
NOTHING_WRITTEN: Final = "Nothing was written."
MAX_DAYS: Final = 7
"""Most days that are named; more are counted."""


HAND_ON: Final = (
    "Nothing was sent, and nobody else can read these files yet. Send them, or use chmod g+r to let others read them "
    "in a shared folder (see cmcheckin help sharing)."
)


def proposed(fields: Sequence[str], source: str) -> str:
    """Return the proposal of `fields`, from `source` (one of SOURCES): `Included as last time: hours, wins and
    asks.`"""
    return f"Included {source}: {field_names(fields)}. Use --fields to choose others."


def proposed_formats(forms: Sequence[str]) -> str:
    """Return the proposal of the formats `forms` of the last time."""
    files = f"the {formats.joined(list(forms))} {'file' if len(forms) == 1 else 'files'}"
    return f"Just {files} will be written, {SOURCES['last']}. Use --formats to choose others."


def proposed_name(name: str) -> str:
    """Return the proposal of the name of the last time."""
    return f"Your name is shown as {name}, {SOURCES['last']}. Use --name to change it, or --name '' for none."


SOURCES: Final = {"last": "as last time", "settings": "as set in config.toml", "usual": "by default"}
"""Where a proposal comes from, as a phrase."""
NOT_A_FOLDER: Final = f"{{shown}} exists, but isn't a folder. {NOTHING_WRITTEN}"
NO_PARENT: Final = f"{{shown}} can't be created, because there's no folder {{parent}}. {NOTHING_WRITTEN}"
NOT_WRITABLE: Final = f"You don't have permission to write to {{shown}}. {NOTHING_WRITTEN}"
ANSWERS_NOT_MARKED: Final = "The answers are written, but will be suggested again ({reason})."
PREFERENCES_NOT_SAVED: Final = "Your choices couldn't be saved for next time ({reason})."


def needs_fields(fields: Sequence[str], source: str) -> str:
    """Return the error for `--yes` without fields, with those of `source` as an example."""
    return (
        "--yes skips all questions, so choose what to share with --fields.\n"
        f"{formats.sentence_case(source)}: --fields {','.join(fields)}"
    )


def field_names(fields: Sequence[str]) -> str:
    """Return `hours, workload and what would help`."""
    return formats.joined([FIELD_NAMES[name] for name in fields]) or "nothing"


def missing_days(days: Sequence[date]) -> str:
    """Return `Two days aren't logged: Thu 19 Nov and Fri 20 Nov.`"""
    first = f"{formats.count(len(days), 'day')} {'is' if len(days) == 1 else 'are'}n't logged"
    return f"{formats.sentence_case(first)}: {_day_list(days, MAX_DAYS)}."


def no_data(fields: Sequence[str], *, is_logged: bool) -> str:
    """Return the warning that a file has nothing of `fields`. `is_logged`: some of the days are logged."""
    prefix = "" if is_logged else "Nothing is logged for these days. "
    return f"{prefix}The share contains no data for {field_names(fields)}."


def will_write(names: Sequence[str], folder: str) -> str:
    """Return the message before the files `names` are written to `folder`."""
    files = formats.joined(list(names))
    return (
        f"That's everything. These files will be written to {folder}: {files}. Nobody else will be able to read them."
    )


def written_to(names: Sequence[str], folder: str) -> str:
    """Return `Written to DIR: ada-2026-W47.json.`, and how others can read the files."""
    return f"Written to {folder}: {formats.joined(list(names))}. {HAND_ON}"


def preferences_damaged(path: str, reason: str) -> str:
    """Return the error if the sharing preferences at `path` are damaged: with a new id the user would look like
    another person."""
    return (
        f"{path} {reason}. It contains the id in your share files. With a new id, your files would seem to come from "
        f"two people. {NOTHING_WRITTEN} Restore a copy of this file, or move this file away to start with a new id."
    )


def files_exist(names: Sequence[str], folder: str) -> str:
    """Return the error if the files `names` already exist in `folder`."""
    them = "it" if len(names) == 1 else "them"
    return (
        f"{folder} already contains {formats.joined(list(names))}. {NOTHING_WRITTEN} Add --replace to replace {them}."
    )


def confirm_write(count: int, *, replacing: bool) -> str:
    """Return the question before `count` files are written."""
    files = formats.count(count, "file")
    return f"{'Replace' if replacing else 'Write'} {'this file' if count == 1 else f'these {files}'}?"


# On the screen

HELP: Final = """
Everyone who reads the file sees what you include, and nothing else. Your notes, feelings and nudges are always \
private, and so are your mood and energy on any single day.

Edits, and entries you leave out, affect just this file. Your journal doesn't change. Nothing is sent: the files are \
saved in a folder, and passing them on is up to you.

On the second page, press the right arrow on a week to leave out single numbers and lines. On the preview, press v to \
see what each file will hold.
"""
"""The text of the share screen's help."""
FIELDS_HINTS: Final = {
    "last": "Included as last time. Press Enter to accept.",
    "settings": "Included as set in config.toml. Press Enter to accept.",
    "usual": "A suggestion to start with. Press Enter to accept.",
    "chosen": "This is your selection.",
}
"""Hints below the question, by where the included fields come from."""
STEP_TITLES: Final = {"fields": "what to share", "entries": "entries", "content": "preview"}
WRITTEN_TITLE: Final = "written"
CHOOSE: Final = "Choose what to share."
FIRST_STEP: Final = f"{CHOOSE} Nothing else is included."
SECOND_STEP: Final = "Changes here affect just this file."
NUMBERS_AND_LINES: Final = "Numbers and lines, week by week"
GROUP_HINT: Final = "Press the right arrow to see each number and line, and to leave some of them out."
HOURS_HINT: Final = "Without its hours, this week doesn't show its usual, days worked or hours of activities either."
NUMBER_HINT: Final = "If you leave it out, it isn't in any file or total."
LINE_OF_USER_HINT: Final = "Word for word, unless you edit it for this file."
RESPONSES: Final = "Your answers to replies"
VIEWS: Final = {"read": "to read", "json": "JSON", "html": "web page", "md": "Markdown"}
"""The views of the preview: its content in short, and what each format holds."""
VIEW_HINTS: Final = {
    "read": "This is everything that will be written.",
    "json": "The JSON file, exactly as it's written.",
    "html": "All text of the web page, with what screen readers read aloud.",
    "md": "The Markdown file, exactly as it's written.",
}
NO_ENTRIES: Final = "This file has no wins, escalations or asks to edit or leave out."
NOTHING_SHARED: Final = "There's nothing to share from these days."
NOTHING_LOGGED: Final = "Nothing is logged for these days. Press [ for the week before, or / to choose days."
LEFT_OUT: Final = "(left out)"
OWN_LINES: Final = "From you"
NAME_HINT: Final = "Shown in the title and in file names. Without a name, file names use an id."
HELP_LINE_HINT: Final = "One line in your own words. Readers see this first."
NO_LINE_YET: Final = {"line:name": "no name yet; press e to add one", "line:help": "nothing yet; press e to add a line"}
LINE_LABELS: Final = {"line:name": "Your name", "line:help": "What would help"}
TEXT_TOO_LONG: Final = "This has {length:,} characters. The limit is {limit:,}."
REWORD: Final = "Edit for this file"
REWORD_HINT: Final = "also hides cause and outcome; clear the text to undo this"
REWORD_LINE_HINT: Final = "for this file; clear the text to undo this"
LINE_HINT: Final = "clear the text to leave this out"
FOLDER: Final = "Write to this folder"
FOLDER_HINT: Final = "nobody else can read the files; sending them is up to you"
DAYS: Final = "Which days?"
DAYS_HINT: Final = "2026-W46, -1 for last week, or two dates: 2026-11-02 2026-11-12"
REPLACE: Final = "Press w again to replace those files. Any other key cancels."
NOTHING_INCLUDED: Final = "Nothing is included yet. Press Space to include something."
AT_LEAST_ONE_FILE: Final = "At least one file is always written."
WRITTEN: Final = "The files are ready."
REPLIES_HINT: Final = "Replies saved beside these files appear in your next check-in."
FORMATS: Final = {
    "json": "for cmcheckin review",
    "html": "a page for any browser",
    "md": "Markdown, to paste into a message",
}
"""What each file is for."""


def missing_days_hint(days: Sequence[date]) -> str:
    """Return `Thu 19 Nov isn't logged. Press f to fill it in.`"""
    text = "isn't logged. Press f to fill it in" if len(days) == 1 else "aren't logged. Press f to fill in the first"
    return f"{_day_list(days, MAX_DAYS_ON_SCREEN)} {text}."


def implausible_days(days: Sequence[date]) -> str:
    """Return `Mon 16 Nov has over 18 h. That looks wrong, so those hours aren't counted.`"""
    has = "has" if len(days) == 1 else "have"
    return f"{_day_list(days, MAX_DAYS_ON_SCREEN)} {has} over 18 h. That looks wrong, so those hours aren't counted."


MAX_DAYS_ON_SCREEN: Final = 3
"""Most days that are named on the screen; more are counted."""
ALSO_INCLUDED: Final = "Also shown: {facts}"
IN_FOLDER: Final = "in {folder}"
WRONG_ORDER: Final = "{first} is after {last}. Put the earlier date first."


NOT_YET: Final = "Those days are in the future."
TOO_MANY: Final = "A share file can cover up to 530 weeks."
SCREEN_TITLE: Final = "Share · {week}"
NOT_WRITTEN: Final = "Nothing was written: {reason}."


def not_written_to(folder: str, parent: str, error: OSError | ValueError) -> str:
    """Return why nothing was written to `folder`, which is in the folder `parent`: the `error`."""
    if isinstance(error, FileNotFoundError):
        return NO_PARENT.format(shown=folder, parent=parent)
    reason = getattr(error, "strerror", None) or str(error)
    return f"Nothing was written to {folder}: {reason.lower()}."


def week_group(week: Week, year: int) -> str:
    """Return `Week 47`, with the year if it isn't `year`."""
    return f"Week {week.number}" + (f" {week.year}" if week.year != year else "")


def group_text(count: int, dropped: int) -> str:
    """Return `14 numbers and lines, 2 left out`."""
    what = "one number or line" if count == 1 else f"{count} numbers and lines"
    return f"{what}, {dropped} left out" if dropped else what


def step_title(step: str, number: int, of: int) -> str:
    """Return `what to share  1 of 3`."""
    return f"{STEP_TITLES[step]}  {number} of {of}"


def _day_list(days: Sequence[date], most: int) -> str:
    """Return `Mon 16 Nov, Thu 19 Nov and 3 more`: at most `most` of `days`, then the number of the others."""
    more = [f"{len(days) - most:,} more"] if len(days) > most else []
    return formats.joined([formats.day_in_text(day) for day in days[:most]] + more)


# Errors of the command about its arguments. Names, paths and typed text arrive quoted and shortened.

NO_DAYS: Final = "Choose a WEEK, such as -1 for last week, or use --from and --to."
NO_FOLDER: Final = "Choose a folder with --out DIR, or set folder under [share] in config.toml."
NOT_A_FOLDER_NAME: Final = "The folder given to --out has an invalid name."
HELP_NOT_INCLUDED: Final = "To use --help-line, include help in --fields."
NO_KEY_AND_WORDS: Final = (
    "--reword needs a key and new words: --reword KEY=WORDS. To leave something out, use --drop KEY. Use --list to see "
    "the keys."
)
CANNOT_REWORD: Final = "“{key}” is a number, which can't be reworded. To leave it out, use --drop."
NOTHING_TO_LIST: Final = "There's nothing to leave out or reword."
UNKNOWN_REASON: Final = "it can't be written"
"""Why a file can't be written when the system gives no reason."""
TO_IN_FUTURE: Final = "--to is {last}, which is in the future (today is {today}). Nothing was written."
IN_FUTURE: Final = "{first} is in the future (today is {today}). Nothing was written."
RANGE_TOO_LONG: Final = "A share file can cover up to {weeks} weeks. Nothing was written."
EMPTY_LIST: Final = "{flag} needs at least one of {known}."
NEEDS_OUT: Final = "{flag} needs --out DIR. Alone, --json and --show write no files."
TOO_LONG: Final = "{flag} has {length:,} characters. The limit is {limit}."
HELP_TOO_LONG: Final = "--help-line is longer than the limit of {limit} characters."


def nothing_written(problem: str) -> str:
    """Return the `problem` as a sentence, and that nothing was written."""
    return f"{problem}. {NOTHING_WRITTEN}"


def unknown_id(id_: str, entries: Sequence[tuple[str, str]], more: int) -> str:
    """Return the error for the unknown key `id_`. List `entries`, keys and texts, and count `more` others."""
    error = nothing_written(f"Nothing here has the key “{id_}”")
    if not entries:
        return error
    listed = "".join(f"\n  {known}  {text}" for known, text in entries)
    others = f"\n  and {more:,} more. Use --list to see them all." if more > 0 else ""
    return f"{error} These are the keys:{listed}{others}"
