"""Texts of the trends screen: titles, labels of rows, and the facts of a week, month or day."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Final

from cmcheckin.domain import numbers
from cmcheckin.domain.figures import Figures, GridDay
from cmcheckin.domain.week import Week
from cmcheckin.wording import formats
from cmcheckin.wording.formats import count, day_in_text, number_word, short_month, tenths
from cmcheckin.wording.record_words import ENERGY, MOOD, WORKLOAD, own_line, peer_time
from cmcheckin.wording.week import DAY_KIND_TEXTS, activity_total, days_of_week, free_days

HELP: Final = """
Each week has a column. Its hours are drawn on a scale from 0 to 60, so you can compare weeks. The shaded band is your \
normal range, and the line is at 48 h. A small triangle marks a week above or below your normal range.

Bars for mood, energy and load start at 3 and go up or down. A dot means that nothing was logged.

In the year, a brighter square means a higher value, and a dash means a day off. The differences under “What goes \
together” are larger than chance would explain. They don't show a cause.
"""
TABS: Final = (
    ("weeks", "weeks"), ("months", "months"), ("year", "year"), ("detail", "detail"), ("patterns", "patterns"),
    ("rest", "rest"),
)  # fmt: skip
"""Names and labels of the views."""
HOURS: Final = "hours"
HOURS_A_WEEK: Final = "hours a week"
AFTER_HOURS: Final = "after hours"
NIGHTS: Final = "night pings"
WINS: Final = "wins"
THANKS: Final = "thanks"
CAME_IN: Final = "came in"
COULD_WAIT: Final = "could have waited"
MOOD_ROW: Final = "mood"
ENERGY_ROW: Final = "energy"
LOAD_ROW: Final = "load"
COMMUNITY_ROW: Final = "community"
MIDPOINTS: Final = {
    "mood": f"3 is {MOOD[2]}",
    "energy": f"3 is {ENERGY[2]}",
    "load": f"3 {WORKLOAD[2]}",
    "community": f"3 is {MOOD[2]}",
}
RATING_PREFIXES: Final = ("mood ", "energy ", "load ")
WEEK_ROW: Final = "week"
MONTH_ROW: Final = ""
LIMIT: Final = "48 h"
LIMIT_LABEL: Final = "line at 48 h"
NO_EARLIER: Final = "This is the earliest date you can see."
NO_LATER: Final = "This is the latest date you can see."
EMPTY: Final = "Nothing logged in this period."
EMPTY_HINT: Final = "Press n to go back to today."
EMPTY_NOW_HINT: Final = "Press [ for earlier weeks, or Esc and then c to check in."
EMPTY_JOURNAL_HINT: Final = "Press Esc and then c to check in. Your weeks will appear here."
YEAR_ARROWS: Final = ("week", "day")
"""What the arrows move by in the year of days: sideways, and up and down."""


DAY_COLUMNS: Final = ("h", "mood", "en.")
WEEKDAY_COLUMNS: Final = ("hours", "after", "mood", "energy", "worked")
OVER_A_YEAR: Final = "in the past year of your log"
COMPARISON: Final = "Now and before"
EARLIER: Final = "was"
NO_COMPARISON: Final = "There are no earlier weeks to compare with."
DAYS: Final = "days"
UP_TO_40_H: Final = "of 40 h"
ASKS: Final = "asks"
UNRATED: Final = "not rated"
TIME_SPENT: Final = "time spent"
TIME_IN_HOURS: Final = "time, hours"
RESOLVED: Final = "resolved"
OPEN_AT_END: Final = "still open"
PRAISE: Final = "praise"
DAYS_OFF: Final = "days off"
DAYS_NOT_LOGGED: Final = "days not logged"
WORKED_OF_LOGGED: Final = "{worked} of {logged}"
MORE_BELOW: Final = "Press Down for more."
MORE_ABOVE: Final = "Press Up for more."
NOTHING_LOGGED: Final = "nothing logged this {what}"


def comparison_heading(weeks: int) -> str:
    """Return what is compared: the last `weeks` finished weeks with those before."""
    if weeks == 1:
        return "last week and the one before"
    many = count(weeks, "week")
    return f"weekly averages, last {many} and the {many.split()[0]} before"


def week_short(week: Week) -> str:
    """Return the number of `week` and its Monday: `47  16 Nov`."""
    return f"{week.number:2d}  {week.monday.day:2d} {short_month(week.monday)}"


def weeks_title(first: Week, last: Week, today: date) -> str:
    """Return `Weeks 36–47`, or `Week 48` for one, with the year if it isn't that of `today`: `Weeks 36–47, 2025`,
    `Weeks 48–7, 2025/26`."""
    numbers = f"Week {last.number}" if first == last else f"Weeks {first.number}–{last.number}"
    if first.year != last.year:
        return f"{numbers}, {first.year}/{last.year % 100:02d}"
    return numbers + (f", {last.year}" if last.year != Week.of(today).year else "")


def months_title(first: date, last: date) -> str:
    """Return `Dec 2025 – Nov 2026`."""
    return f"{short_month(first)} {first.year} – {short_month(last)} {last.year}"


def short_title(title: str) -> str:
    """Return the `title` of a period where there is little room: `to Nov 2026` for `Dec 2025 – Nov 2026`."""
    return f"to {title.rpartition(' – ')[2]}"


def week_name(week: Week, today: date) -> str:
    """Return `Week 45, 2–8 November`, with the year if it isn't that of `today`."""
    return f"Week {week.number}, {days_of_week(week.monday, week.sunday)}{formats.other_year(week.sunday, today)}"


def usual_band(low: float, high: float) -> str:
    """Return `usual 37–43`."""
    return f"usual {numbers.whole(low)}–{numbers.whole(high)}"


def whole_cell(value: float | None) -> str:
    """Return `value` as a whole number; empty for None."""
    return "" if value is None else str(numbers.whole(value))


def work_facts(figures: Figures, band: tuple[float, float] | None, *, line: float | None) -> Iterator[str]:
    """Yield the facts of the work in `figures`: `38 h on five days, usually 37–43`, `one day off`.

    `band`: the usual range in hours. `line`: the limit that hours are compared with, or None.
    """
    on = f" on {count(figures.days_worked, 'day')}" if figures.days_worked else ""
    if figures.hours is not None:
        over = f", over {line:g} h" if line is not None and figures.hours > line else ""
        usually = f", usually {numbers.whole(band[0])}–{numbers.whole(band[1])}" if band else ""
        yield f"{tenths(figures.hours)}{on}{over}{usually}"
    elif figures.days_worked:
        yield f"worked{on}, hours not logged"
    leave, sick = figures.days_of_leave, figures.sick_days
    yield from free_days(figures.days_off - leave - sick, leave, sick)
    if figures.days_unknown:
        yield f"{count(figures.days_unknown, 'day')} not logged"
    if figures.doubtful:
        yield f"{count(figures.doubtful, 'day')} that {'looks' if figures.doubtful == 1 else 'look'} wrong, not counted"
    if figures.after_hours_minutes:
        yield f"{formats.minutes(figures.after_hours_minutes)} after hours"
    if figures.night_pings:
        yield count(figures.night_pings, "night ping")


def hours_a_week(hours: float, weeks: int) -> str:
    """Return `41.2 h a week, over four weeks`."""
    return f"{tenths(hours)} a week, over {count(weeks, 'week')}"


def rating_facts(figures: Figures) -> Iterator[str]:
    """Yield the mean ratings in `figures`: `mood 3.4`, `energy 3.0`, `load 3.6`."""
    named = (("mood", figures.mood), ("energy", figures.energy), ("load", figures.workload))
    return (f"{name} {formats.one_decimal(value)}" for name, value in named if value is not None)


def yes_count(name: str, yes: int, answered: int) -> str:
    """Return on how many of the `answered` days the answer to the question `name` was yes."""
    return own_line(name, formats.yes_days(yes, answered))


def join_ratings(facts: Sequence[str]) -> list[str]:
    """Return `facts` with the ratings joined into one: `mood 3.4, energy 3.0, load 3.6`."""
    found: list[str] = []
    for fact in facts:
        if found and fact.startswith(RATING_PREFIXES) and found[-1].startswith(RATING_PREFIXES):
            found[-1] += f", {fact}"
        else:
            found.append(fact)
    return found


def event_facts(figures: Figures) -> Iterator[str]:
    """Yield the counts of wins and escalations in `figures`: `five wins, two of them thanks`, `three escalations`."""
    if figures.wins:
        yield count(figures.wins, "win") + (f", {number_word(figures.thanks)} of them thanks" if figures.thanks else "")
    if figures.escalations_opened:
        waited = f", {number_word(figures.could_have_waited)} could wait" if figures.could_have_waited else ""
        yield count(figures.escalations_opened, "escalation") + waited


def time_facts(figures: Figures) -> list[str]:
    """Return where the time in `figures` went, as one fact, and the time with peers as another."""
    kinds = ", ".join(map(activity_total, figures.activities))
    return [fact for fact in (kinds, peer_time(figures.peer_minutes) if figures.peer_minutes else "") if fact]


def marked_days(days: Collection[date]) -> str:
    """Return `highlighted: Tue 10, Wed 11 Nov`, or their number if there are more than seven."""
    ordered = sorted(days)
    if not ordered:
        return ""
    if len(ordered) > 7:
        return f"highlighted: {len(ordered)} days, {day_in_text(ordered[0])} to {day_in_text(ordered[-1])}"
    return f"highlighted: {', '.join(day_in_text(day) for day in ordered)}"


# The year of days


YEAR_MEASURES: Final = (("hours", "hours"), ("mood", "mood"), ("energy", "energy"), ("after_hours", "after hours"))
"""Names and labels of the measures."""
SHORT_WEEKDAYS: Final = tuple(day[:3] for day in formats.DAYS)
YEAR_SCALES: Final = {
    "hours": ("up to 4 h", "up to 7 h", "up to 9 h", "up to 11 h", "over 11 h"),
    "mood": MOOD,
    "energy": ENERGY,
    "after_hours": ("up to 15 m", "up to 30 m", "up to 1 h", "up to 2 h", "over 2 h"),
}
"""Labels of the five steps of each measure, from low to high."""


def day_facts(day: GridDay) -> Iterator[str]:
    """Yield the facts of `day`."""
    if day.kind != "work":
        yield DAY_KIND_TEXTS[day.kind]
    if day.hours is not None:
        yield formats.hours(day.hours) + (", looks wrong, not counted" if day.doubtful else "")
    elif day.kind == "work":
        yield "worked, hours not logged"
    if day.after_hours_minutes:
        yield f"{formats.minutes(day.after_hours_minutes)} after hours"
    rated = (("mood", day.mood, MOOD), ("energy", day.energy, ENERGY), ("load", day.workload, WORKLOAD))
    if ratings := [f"{name} {names[value - 1]}" for name, value, names in rated if value]:
        yield ", ".join(ratings)
    if day.wins:
        yield count(day.wins, "win")
    if day.escalations:
        yield count(day.escalations, "escalation")
    if day.night_pings:
        yield count(day.night_pings, "night ping")
