"""Why a line of another program's file can't be imported or is left out, as phrases after "line 7"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from cmcheckin.domain.text import shorten
from cmcheckin.wording.formats import joined

NOT_A_DAY: Final = "has no date that can be read: “{text}”"
OUT_OF_RANGE: Final = "is dated {text}, which cmcheckin can't log"
IN_FUTURE: Final = "is dated {text}, which is in the future"
BROKEN_TABLE: Final = "can't be read as a row of a table ({reason})"
EMPTY: Final = "is empty"

# Mood trackers, and the tables of other programs
TOO_LONG: Final = "has {characters:,} characters of text (the limit is {limit:,}): “{text}”"
TOO_MANY_WORDS: Final = "has more than {limit} tags, feelings or numbers"
TOO_MANY_ITEMS: Final = "is beyond the limit of {most:,} entries for one import"
NOTHING_AFTER: Final = "{reason}. Nothing after it was read"
TOO_MANY_CELLS: Final = "has {found} cells, but the header has {expected}. Check its commas and quotation marks"
CUT_OFF: Final = "is cut off: it has {found} cells, but the header has {expected}"
NO_RATING: Final = "has the {kind} {value}, which isn't a number from 1 to 5"
NOT_AN_OBJECT: Final = "isn't a JSON object"
NOT_A_RATING: Final = "an entry of the kind “{kind}”, which isn't a mood"
EMPTY_ROW: Final = "a row with only a date"

# Dates and times
NOT_A_TIME: Final = "has no time of day that can be read: “{text}”"
TWO_DIGIT_YEAR: Final = "has a date with a two-digit year, so the century isn't clear: “{text}”"
AMBIGUOUS_DAY: Final = "has a date that could start with the day or the month: “{text}”"
OTHER_ORDER: Final = "has the date {text}, but {other} on line {line} has day and month the other way round"

# Check-ins
OUTSIDE_SCALE: Final = "the {kind} {text}, which is outside {scale}"
LONG_NOTE: Final = "the note for {day} would have {characters:,} characters, but the limit is {limit:,}"

# Time trackers
NOT_AN_ENTRY: Final = "isn't a time entry"
NO_START: Final = "has no start"
NO_END: Final = "has no end"
UNREADABLE: Final = "{reason} that can be read: “{text}”"
STILL_RUNNING: Final = "a timer that was still running"
NO_TIME_SPENT: Final = "an entry that ends as soon as it starts"
ENDS_BEFORE_START: Final = "ends at {end}, before its start at {start}"
OVER_A_DAY: Final = "lasts {hours:g} hours, which is more than a day. A timer was probably left running"
OTHER_PERSON: Final = "somebody else's time"

# What was imported before
DELETED: Final = "a day that you deleted after an earlier import"

# Answers
NOT_A_SCALE: Final = "“{text}” isn't a range such as 1-10 or 0-100"
NOT_AN_OPTION: Final = "“{text}” isn't a possible answer. Choose one of these: {allowed}"
NO_OPTIONS: Final = "“{text}” isn't a possible answer, as config.toml has no numbers or questions of your own"
LONG_FEELING: Final = "a feeling can't have more than {limit} characters"

# Journals
NOT_A_NOTE: Final = "isn't a journal entry"
NO_DATE: Final = "has no date"
NO_TEXT: Final = "an entry without text"
RICH_TEXT: Final = "has rich text that can't be read"
OWN_NOTE: Final = "a daily note that cmcheckin wrote"
OTHER_PROPERTIES: Final = "properties other than date, tags, mood and energy"

# Habit trackers
HABIT_LINE: Final = "must have a day, a habit, and y, n or s, separated by “ : ”"
HABIT_AMOUNT: Final = "has an amount that isn't a number: “{text}”"
HABIT_AMOUNT_NAME: Final = "{name} (amount)"
HABIT_SKIPPED: Final = "a habit that was skipped"
TOO_FEW_VALUES: Final = "has {found} values for {expected} columns. A comma in a habit's name may have split a column"
HABIT_VALUE: Final = "has a value for the habit “{name}” that Loop never writes: “{text}”"
NO_HABITS: Final = "a day with no habit done or marked as not done"
OTHER_HABIT_TABLE: Final = "a Loop table other than the Checkmarks.csv for all habits"
SAME_HABIT: Final = "has two habits named “{name}”. Rename one in Loop, and export again"

# Any table
MOST_NAMED: Final = 5
"""How many unused columns or habits are named."""
SAME_COLUMN: Final = "has two columns named “{name}”. Rename one of them"
NO_VALUES: Final = "has no column with values to import"
NOT_HOURS: Final = "has no amount of time that can be read: “{text}”"
NO_HOURS: Final = "a row with no hours"
TOO_MANY_HOURS: Final = "adds up to {hours:g} hours on {day}, which is more than a day"


def unused_columns(columns: Sequence[str]) -> str:
    """Return the reason why `columns` of a table are left out."""
    if len(columns) == 1:
        return f"the column {_named(columns)}, which isn't used"
    return f"the columns {_named(columns)}, which aren't used"


def unmapped_habits(names: Sequence[str]) -> str:
    """Return the reason why the habits `names` are left out."""
    if len(names) == 1:
        return f"the habit {_named(names)}, which isn't one of your own numbers or questions"
    return f"the habits {_named(names)}, which aren't your own numbers or questions"


def _named(names: Sequence[str]) -> str:
    """Return the first of `names` in quotes, and how many more there are."""
    shown = [f"“{shorten(name, 30)}”" for name in names[:MOST_NAMED]]
    return joined([*shown, *([f"{len(names) - MOST_NAMED} more"] if len(names) > MOST_NAMED else [])])
