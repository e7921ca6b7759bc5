"""What is said while a file to share is chosen: what each field reveals, what stays private, what was written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from cmcheckin.wording import formats
from cmcheckin.wording.share_page import TICKED

REVEALS: Final = {
    "hours": "Your hours a week beside your usual, on how many days, and how many are not told of. No day by itself.",
    "workload": "How your plate looked over the week, as one mean from too little to too much.",
    "wins": "Each win in your words with its day and kind, and praise with the name of who gave it.",
    "escalations": "Each escalation that came in or is open: title, severity, day, time it took, cause, outcome.",
    "help": "One line of your own: what would help.",
    "after_hours": "Minutes after hours a week, and which escalations came outside your schedule.",
    "nights": "How many pings came at night, a week. Not on which nights.",
    "asks": "What the community asked for, who it was carried to, how long it waits, and the answer.",
    "support": "Minutes a week on customer support that was someone else’s to do.",
    "community": "How the community felt over the week, and your lines on it, word for word.",
    "metrics": "The weekly means of the numbers you keep, by their names.",
    "mood": "One word a week, such as “below”, against your own usual. Never a number, never a day.",
    "energy": "One word a week, such as “about”, against your own usual. Never a number, never a day.",
}
"""What ticking a field shows to whoever reads the file."""
IN_NUMBERS: Final = "The week in numbers"
PRIVATE: Final = (
    "What stays with you, whatever you tick: notes, feelings, gentle notes, your mood and energy of any day, "
    "and how an escalation went on from day to day."
)
OFFER: Final = "`cmcheckin log --date DAY --hours H` adds one. They can stay unsaid, too."
NOTHING_WRITTEN: Final = "Nothing was written."
NOTHING_CHANGED: Final = "Nothing was changed."
SAID: Final = 7
"""Days that are named one by one; more are counted."""


def proposed(fields: Sequence[str], source: str) -> str:
    """`Proposed, as the last time: hours, wins and asks. --fields chooses others.`"""
    return f"Proposed, {source}: {named(fields)}. --fields chooses others."


LAST_TIME: Final = "as the last time"
SETTINGS: Final = "as in config.toml"
USUAL: Final = "as it comes"


def needs_fields(fields: Sequence[str], source: str) -> str:
    """With `--yes` and no fields nobody was asked."""
    return (
        "With --yes nobody is asked, so say what to share with --fields.\n"
        f"{source[:1].upper()}{source[1:]}: --fields {','.join(fields)}"
    )


def named(fields: Sequence[str]) -> str:
    """`hours, workload and what would help`"""
    return formats.listed([TICKED[name] for name in fields]) or "nothing"


def missing(days: Sequence[date]) -> str:
    """`Two days of these are not told of yet: Thu 19 Nov and Fri 20 Nov.`"""
    first = f"{formats.count(len(days), 'day')} of this {'is' if len(days) == 1 else 'are'} not told of yet"
    shown = [" ".join(formats.short_day(day).split()) for day in days[:SAID]]
    if len(days) > SAID:
        shown.append(f"{len(days) - SAID:,} more")
    return f"{first[:1].upper()}{first[1:]}: {formats.listed(shown)}."


def will_write(names: Sequence[str], folder: str) -> str:
    """`This is all of it. It goes into 2 files, readable by you alone: ada-2026-W47.json … in DIR.`"""
    return f"That is all of it. It would be written to {folder}, readable by you alone: {formats.listed(list(names))}."


def wrote(names: Sequence[str], folder: str) -> str:
    """`Written to DIR: ada-2026-W47.json.`"""
    return f"Written to {folder}: {formats.listed(list(names))}. Sending it is up to you."


def exists(names: Sequence[str], folder: str) -> str:
    """What stands in the way, and what helps."""
    return (
        f"There already in {folder}: {formats.listed(list(names))}. {NOTHING_WRITTEN} --replace lets the new one stand."
    )


def asked(count: int, *, replacing: bool) -> str:
    """The question before anything is written."""
    files = formats.count(count, "file")
    return f"{'Replace' if replacing else 'Write'} {'this file' if count == 1 else f'these {files}'}?"


# On the screen

LAST_TIME_SHOWN: Final = "as the last time, to be confirmed"
PROPOSED_SHOWN: Final = "proposed, to be confirmed"
CHOSEN_SHOWN: Final = "chosen"
STEP_TITLES: Final = {"fields": "what to share", "entries": "which, in which words", "content": "all of it"}
FIRST_STEP: Final = "Tick what this file shows; nothing else has a place in it."
SECOND_STEP: Final = "What stands in it. What you change here is for this file alone."
THIRD_STEP: Final = "This is the whole file, as it would be written; down reads on."
NO_ENTRIES: Final = "There is nothing here to leave out or to say in other words."
LEFT_OUT: Final = "(left out)"
WOULD_HELP: Final = "What would help"
NO_LINE: Final = "no line yet; e writes one"
IN_WORDS: Final = "In your words, for this file"
WORDS_HINT: Final = "⏎ done   esc leave it; emptied, its own words stand again"
FOLDER: Final = "Into the folder"
FOLDER_HINT: Final = "readable by you alone; sending it is up to you"
REPLACE: Final = "There are files of that name. w again replaces them; any other key leaves them."
FILL_IN: Final = "f opens the first of them, e there fills it in."
NOTHING_TICKED: Final = "Nothing is ticked yet."


def screen_title(week: str) -> str:
    """`Share · Week 47 · 16–22 November`"""
    return f"Share · {week}"


def step_of(step: str, number: int, of: int) -> str:
    """`what to share  1 of 3`"""
    return f"{STEP_TITLES[step]}  {number} of {of}"


def not_written(reason: str) -> str:
    """Why nothing was written."""
    return f"Nothing was written: {reason}."
