"""The sentences of `hints`: what files say about days that aren't logged yet."""

from __future__ import annotations

from typing import Final

from cmcheckin.wording.formats import plural

NOT_KEPT: Final = "The proposals couldn't be kept"

# Why a line of a file isn't used, as phrases after its number

CALENDAR_ENDS_EARLY: Final = "the calendar ends in the middle, without END:VCALENDAR"
TAKES_TOO_LONG: Final = "the rest wasn't read, because it takes too long"
CANCELLED: Final = "a cancelled event"
DECLINED: Final = "an event you declined"
FREE: Final = "an event marked as free"
WHOLE_DAY: Final = "an all-day event that isn't leave"
LONGER_THAN_A_DAY: Final = "an event longer than a day"
UNKNOWN_REPEAT: Final = "an event that repeats in a way that isn't supported"
UNKNOWN_ZONE: Final = "an event in a time zone that isn't known here"
NO_EVENT_TIME: Final = "has an event without a time that can be read"
NO_TIME: Final = "has no time that can be read"
NOT_A_MESSAGE: Final = "isn't a message"
LONGER_THAN_A_YEAR: Final = "an event longer than a year"
WITHOUT_LENGTH: Final = "an event without a length"
UNCLEAR_DATES: Final = "it isn't clear which of its dates begin with the day. Import it once, and you will be asked"

# Why a file isn't used, as clauses after its name

NOT_THERE: Final = "doesn't exist"
NOT_READABLE: Final = "can't be read"
DAMAGED_ARCHIVE: Final = "is a damaged ZIP archive"
NOTHING_USABLE: Final = "has nothing that says when you worked. `cmcheckin help hints` lists the files that can be read"
TOO_MANY_FILES: Final = "has more than {most:,} files, so the rest wasn't read"
NO_TIME_LEFT: Final = "wasn't read whole, because it takes too long. Run `cmcheckin hints` with it"


def too_large(limit: int) -> str:
    """Return the clause about a file with more than `limit` bytes."""
    return f"is over the limit of {limit // 1_000_000} MB"


def looks_like(kind: str) -> str:
    """Return the clause about a file that looks like `kind`, a phrase, or that isn't known if it is empty."""
    return f"looks like {kind or 'binary data'}, which can't be read here"


WHO_ARE_YOU: Final = "has times of several people, and none of them is known to be you. Run `cmcheckin hints` with it"


def unused(line: int, reason: str, number: int) -> str:
    """Return the clause about a `number` of lines that aren't used for one `reason`. `line`: the first; 0 for none."""
    if not line:
        return f"isn't used whole: {reason}"
    more = f", and {plural(number - 1, 'other line')}" if number > 1 else ""
    return f"has something that isn't used, on line {line}{more}: {reason}"
