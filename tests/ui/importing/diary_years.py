"""A made-up Daylio export of three years, the same for each call."""

from __future__ import annotations

from datetime import date
from math import cos, pi

from cmcheckin.domain.days import each_day
from cmcheckin.wording.formats import long_date, weekday

FIRST, LAST = date(2023, 9, 4), date(2026, 11, 19)
MOODS = ("lausig", "stormy", "meh", "gut", "on a roll")
TAGS = ("sleep well", "run", "friends", "call", "launch", "cooking", "reading", "family", "win", "music")
NOTES = (
    "A calm shift, two threads closed.",
    "",
    "A long call about the forum migration.<br><br>Slept badly after.",
    "",
    "win: the new rules are live",
)
HEAD = "full_date,date,weekday,time,mood,activities,note_title,note\n"


def three_years() -> str:
    """Return the text of the export, the newest day first."""
    rows = [_row(number, day) for number, day in enumerate(each_day(FIRST, LAST)) if _is_logged(number, day)]
    return HEAD + "".join(reversed(rows))


def _is_logged(number: int, day: date) -> bool:
    is_holiday = date(2024, 2, 3) <= day <= date(2024, 3, 12)
    return not is_holiday and number * 7919 % 100 < (55 if day.month in (7, 8) else 92)


def _row(number: int, day: date) -> str:
    """Return the row of day `number`. Moods are lower in winter."""
    season = -cos((day.month - 1) / 6 * pi)
    mood = MOODS[min(max(int(2.6 + season + (number * 31 % 23 - 11) / 9), 0), 4)]
    tags = " | ".join(tag for place, tag in enumerate(TAGS) if number * 13 % (place + 3) == 0)
    note = NOTES[number * 17 % len(NOTES)]
    return f'{day},{long_date(day)},{weekday(day)},9:{number % 60:02} pm,{mood},"{tags}","","{note}"\n'
