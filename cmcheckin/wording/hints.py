"""The sentences of `hints`: what files say about days that aren't logged yet."""

from __future__ import annotations

from typing import Final

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
