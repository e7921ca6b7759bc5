"""Words of the setup: three questions at the first start, and `cmcheckin setup`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.text import shorten
from cmcheckin.wording.formats import DAYS, clock, hours, plain_number, time_range

TITLE: Final = "Setting up cmcheckin"
HELP_TITLE: Final = "the setup"
STEPS: Final = ("name", "time zone", "hours")
WELCOME: Final = "Three short questions, then your first check-in."
AGAIN: Final = "Press Enter to keep an answer, or change it first."
PRIVATE: Final = "Your answers stay on this device. Change them at any time."
HELP: Final = """\
Each question already has an answer. Press Enter to accept it, or type another. Press Esc to skip a question and
leave its setting as it is.

Press Up or Down to go to another question. Your answers are saved in config.toml after the last
question. If you quit before that, what you typed is there when the setup opens again."""

NAME_QUESTION: Final = "What's your name?"
NAME_HINT: Final = "It appears only in files you choose to share."
NAME_BLANK: Final = "your name"
ZONE_QUESTION: Final = "Which time zone are you in?"
ZONE_HINT: Final = "Type a city, such as Berlin."
ZONE_BLANK: Final = "a city, or a name such as Europe/Berlin"
ZONE_OF_MACHINE: Final = "Leave it blank to use the time zone of this device."
HOURS_QUESTION: Final = "When do you usually work?"
HOURS_HINT: Final = "For example: Mon-Fri, 09:00-18:00, 60 min break"
HOURS_BLANK: Final = "Mon-Fri, 09:00-18:00, 60 min break"

NO_DAYS: Final = "Add the days you work, such as Mon-Fri or Mon, Tue, Thu."
NO_TIMES: Final = "Add the hours you work, such as 09:00-18:00."
SAME_TIMES: Final = "The day starts and ends at {at}. Try 09:00-18:00."
DIFFERENT_HOURS: Final = "Use the same hours for all days. Change a day in its check-in."
NO_TIME: Final = "The time {reason}."
NO_BREAK: Final = "The break {reason}."
LONG_BREAK: Final = "A break of {minutes} min is too long for that day."

ROUNDED: Final = 0.02
"""Hours by which a day may differ from its times because contract hours and breaks are rounded."""
PREVIEW: Final = "Will be saved in {path}"
SAVED: Final = "Saved in {path}. To change it, run cmcheckin setup."
ALL_SKIPPED: Final = "You skipped every question, so the defaults apply. To answer later, run cmcheckin setup."
UNCHANGED: Final = "Nothing changed in {path}."
NOT_SAVED: Final = "{path} couldn't be written ({reason}). Your answers apply until you quit."
TEXTS_LOCKED: Final = "Earlier answers are locked. To pick them up, run `cmcheckin unlock` first."
DRAFT_NOT_SAVED: Final = "Your answers couldn't be kept"
NO_TERMINAL: Final = """\
The setup needs a terminal, and this isn't one.
To change settings without it, edit the file that `cmcheckin config path` prints."""


def now_there(at: str) -> str:
    """Return the line about the time in the chosen zone, such as `at` 09:14."""
    return f"It's {at} there now."


def no_zone(text: str, guess: str) -> str:
    """Return the error for `text`, which isn't a time zone. `guess`: the one that was probably meant, or empty."""
    start = f"“{shorten(text, 40)}” isn't a time zone."
    return f"{start} Press Tab for {guess}." if guess else f"{start} Try a city, such as Berlin."


def zone_proposal(guess: str) -> str:
    """Return the line that proposes the time zone `guess`."""
    return f"Press Tab for {guess}."


def unknown_word(word: str) -> str:
    """Return the error for `word`, which is neither a day, a time nor a break."""
    return f"“{shorten(word, 30)}” isn't a day or a time. Try {HOURS_BLANK}."


def days(workdays: Sequence[int]) -> str:
    """Return `workdays`, sorted, as a person would type them: Mon-Fri, or Mon, Tue, Thu."""
    runs: list[list[int]] = []
    for day in workdays:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    parts: list[str] = []
    for run in runs:
        names = [DAYS[day][:3] for day in run]
        parts += [f"{names[0]}-{names[-1]}"] if len(names) > 2 else names
    return ", ".join(parts)


def hours_text(schedule: Schedule) -> str:
    """Return the days, hours and break of `schedule` as the field shows them."""
    pause = break_minutes(schedule)
    text = f"{days(sorted(schedule.workdays))}, {clock(schedule.start)}-{clock(schedule.end)}"
    return f"{text}, {pause} min break" if pause else f"{text}, no break"


def break_minutes(schedule: Schedule) -> int:
    """Return the minutes of the usual break of `schedule`."""
    return int(schedule.usual_break.total_seconds() // 60)


def contract(schedule: Schedule) -> str:
    """Return how the contract hours of `schedule` follow from its times, or where they come from if they don't."""
    worked = (schedule.usual_span - schedule.usual_break) / timedelta(hours=1)
    if abs(worked - schedule.usual_hours) > ROUNDED:
        return f"Your contract hours are {hours(schedule.contract_hours)} a week, as set in config.toml."
    pause = break_minutes(schedule)
    less = f"less a {plain_number(pause)}-minute break" if pause else "without a break"
    day, week = hours(schedule.usual_hours), hours(schedule.contract_hours)
    return f"{time_range(schedule.start, schedule.end)} {less} is {day} a day, {week} a week."
