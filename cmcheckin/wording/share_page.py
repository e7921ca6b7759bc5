"""Texts of the page for a manager. They are built from figures only; no user text passes through here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from cmcheckin.domain.escalation import SEVERITIES
from cmcheckin.domain.numbers import rounded, whole
from cmcheckin.domain.week import Week
from cmcheckin.wording import formats
from cmcheckin.wording.formats import count, date_range, number_word, sentence_case, tenths
from cmcheckin.wording.record_words import WORKLOAD

HELP: Final = "What would help"
HOURS: Final = "Hours"
WORKLOAD_TITLE: Final = "Workload"
AFTER_HOURS: Final = "Outside working hours"
SUPPORT: Final = "Support that was someone else's job"
ACTIVITIES: Final = "Where the time went"
PEERS: Final = "Time with peers"
COMMUNITY: Final = "The community"
METRICS: Final = "Their own numbers"
QUESTIONS: Final = "Their own questions"
LEAVE: Final = "Leave"
WELLBEING: Final = "How they're doing"
WINS: Final = "Wins to celebrate"
ESCALATIONS: Final = "Escalations"
ASKS: Final = "What members ask for"
RESPONSES: Final = "Answers to your replies"
IN_NUMBERS: Final = "Show the numbers"
FROM: Final = "from"
TO: Final = "to"
WITH: Final = "with"
CAUSE: Final = "Cause"
OUTCOME: Final = "Outcome"
UNRATED: Final = "No severity"
COULD_WAIT: Final = "could have waited"
COULD_NOT_WAIT: Final = "couldn't wait"
OUT_OF_HOURS: Final = "came in outside working hours"
NOTHING_CAME_IN: Final = "Nothing came in."
LINE_MEANING: Final = "The dashed line marks 48 h a week."
WELLBEING_MEANING: Final = (
    "Mood and energy are each one word a week, compared with their own usual. Single days aren't shared."
)
NOTHING_LOGGED: Final = "There's nothing to show for the included fields on these days."
FOOTER: Final = "Chosen and shared with cmcheckin by the person it's about. Anything not shown here wasn't included."
STATUS: Final = {"watching": "watching", "handed-off": "handed off"}
LINE: Final = "48 h"
LEGEND: Final = "The line across a column marks that week's usual."
LEGEND_SO_FAR: Final = "For a week that wasn't over, the line marks the usual for the days so far."
LEGEND_PART: Final = "An outlined column is a partial week."
WEEKS: Final = "week"
WEEK_BY_WEEK: Final = "Week by week"
THESE_DAYS: Final = " for these days"
"""Follows the usual of an unfinished week, which is that of its days so far."""


def all_weeks(number: int) -> str:
    """Return `Both weeks`, `All 12 weeks`."""
    return "Both weeks" if number == 2 else f"All {number} weeks"


def range_title(first: date, last: date) -> str:
    """Return `Week 47 · 16–22 November 2026` for a whole week, or else `3–30 August 2026`."""
    week = Week.of(first)
    span = date_range(first, last)
    return f"Week {week.number} · {span}" if (first, last) == (week.monday, week.sunday) else span


def page_title(name: str, first: date, last: date) -> str:
    """Return `Ada · Week 47 · 16–22 November 2026` as plain text. `name` may be empty."""
    return f"{name} · {range_title(first, last)}" if name else range_title(first, last)


def shared_on(made: date, *, unfinished: bool, not_logged: int, week: bool = False) -> str:
    """Return `Shared on Friday 20 November 2026, before the week was over. Two days aren't logged.`

    `week`: the range is one week. `unfinished`: it wasn't over.
    """
    early = f", before the {'week' if week else 'range'} was over" if unfinished else ""
    first = f"Shared on {formats.long_day(made)} {made.year}{early}."
    return f"{first} {sentence_case(days_not_logged(not_logged))}" if not_logged else first


def days_not_logged(days: int) -> str:
    """Return `two days aren't logged.`"""
    return f"{count(days, 'day')} {'is' if days == 1 else 'are'}n't logged."


def included_fields(fields: Sequence[str]) -> str:
    """Return `Included: hours, workload and wins.`"""
    names = FIELD_NAMES | {"metrics": METRICS.lower(), "questions": QUESTIONS.lower()}
    named = [names[name] for name in fields if name in names]
    return f"Included: {formats.joined(named)}." if named else ""


# Hours


def hours_facts(
    hours: float, usual: float | None, days_worked: int | None, not_logged: int, *, part: bool
) -> list[str]:
    """Return `on five days`, `3.5 h above the usual 40 h`, `two days not logged`. `part`: as for `usual_text`."""
    facts = [f"on {count(days_worked, 'day')}"] if days_worked else []
    if usual is not None:
        gap = rounded(hours - usual, 1)
        side = f"{tenths(abs(gap))} {'above' if gap > 0 else 'below'} the usual" if gap else "exactly the usual"
        facts.append(f"{side} {usual_text(usual, part=part)}")
    if not_logged:
        facts.append(f"{count(not_logged, 'day')} not logged")
    return facts


def mean_hours(hours: float) -> str:
    """Return mean hours with one decimal: `42.5`."""
    return f"{rounded(hours, 1):g}"


def hours_unit(weeks: int, *, several: bool) -> str:
    """Return the unit of the hours: `h`, or `h a week on average, over four weeks`, or `h in total` if none of several
    weeks is complete."""
    if weeks:
        return f"h a week on average, over {count(weeks, 'week')}" if weeks > 1 else "h in the one complete week"
    return "h in total" if several else "h"


def usual_text(usual: float, *, part: bool) -> str:
    """Return `40 h`, or with `part` `24 h for these days`.

    The usual of an unfinished week is that of its days so far. Without the note it could be taken for a part-time job.
    """
    return f"{tenths(usual)}{THESE_DAYS}" if part else tenths(usual)


def usual_label(usual: float, *, part: bool) -> str:
    """Return `usual 40 h`. `part`: as for `usual_text`."""
    return f"usual {usual_text(usual, part=part)}"


def hours_description(hours: float, usual: float | None, *, part: bool) -> str:
    """Return what the bar shows, for screen readers. `part`: as for `usual_text`."""
    beside = f" The usual is {usual_text(usual, part=part)}." if usual is not None else ""
    return f"{tenths(hours)} this week.{beside} A line marks 48 h."


def columns_description(weeks: int, parts: int) -> str:
    """Return what the columns show, for screen readers. `parts`: the number of weeks that are shared in part."""
    some = f", {number_word(parts)} of them partial" if parts else ""
    return (
        f"Hours of {count(weeks, 'week')}{some}, each with its usual, and a line at 48 h. The table shows the numbers."
    )


# Workload


def dots_description(weeks: int) -> str:
    """Return what the dots show, for screen readers."""
    return f"Workload over {count(weeks, 'week')}, from too little to too much. The table below shows it in words."


def rating_text(value: float, words: Sequence[str]) -> str:
    """Return a mean from 1 to 5 in `words`: `a lot`, or `between about right and a lot` if it is near neither."""
    low = min(max(int(value), 1), 4)
    share = value - low
    if share < 0.3:
        return words[low - 1]
    return words[low] if share > 0.7 else f"between {words[low - 1]} and {words[low]}"


def workload_description(value: float) -> str:
    """Return what the scale shows, for screen readers."""
    return f"On a scale from too little to too much, where the middle is about right: {rating_text(value, WORKLOAD)}."


# Escalations


def escalation_counts(opened: int, resolved: int, minutes: int, could_wait: int) -> list[str]:
    """Return `four in total`, `three resolved`, `3 h 20 min spent on them`, `one could have waited`; empty for zero."""
    return [
        f"{number_word(opened)} in total",
        _resolved(resolved, opened),
        f"{formats.minutes(minutes)} spent on them" if minutes else "",
        f"{number_word(could_wait)} could have waited" if could_wait else "",
    ]


def _resolved(number: int, opened: int) -> str:
    if not number:
        return "none resolved yet"
    return "resolved" if number == opened == 1 else f"{formats.count_of(number, opened)} resolved"


def escalation_total(opened: int) -> str:
    """Return `three in total`, for escalations that aren't listed."""
    return f"{number_word(opened)} in total"


def severity_heading(number: int | None) -> str:
    """Return `High`, or UNRATED if `number` is None."""
    return SEVERITIES[number - 1].capitalize() if number else UNRATED


def duration(days: int) -> str:
    """Return `3 days`, `5 weeks`, `14 months`."""
    if days < 14:
        return formats.plural(days, "day")
    return f"{days // 7} weeks" if days < 84 else f"{whole(days / 30.44)} months"


def status_text(status: str, days: int, *, dated: bool) -> str:
    """Return `open for 3 days`, `watching, open for 3 days`, `resolved after 2 days`. `dated`: the end is known."""
    if status == "resolved":
        if not dated:
            return "resolved"
        return f"resolved after {duration(days)}" if days else "resolved the same day"
    word = STATUS.get(status, "open")
    if not days:
        return f"{word}, new" if word != "open" else "new"
    return f"open for {duration(days)}" if word == "open" else f"{word}, open for {duration(days)}"


def ask_status(days: int, status: str) -> str:
    """Return `waiting for 3 weeks`, `answered after 2 days`."""
    if status == "resolved":
        return f"answered after {duration(days)}" if days else "answered the same day"
    return f"waiting for {duration(days)}" if days else "new"


def day_text(day: date, today: date | None = None) -> str:
    """Return `Thu 19 Nov`, with the year if it isn't that of `today`."""
    return formats.short_day(day) + (f" {day.year}" if today and day.year != today.year else "")


def after_hours_facts(minutes: float | None, days_off: int | None, nights: int | None) -> list[str]:
    """Return `1 h 5 min after hours`, `one day off worked`, `one night ping`; zero is stated too, and None left
    out."""
    facts = []
    if minutes is not None:
        facts.append(f"{formats.minutes(minutes)} after hours" if minutes else "no work after hours")
    if days_off is not None:
        facts.append(f"{count(days_off, 'day')} off worked")
    if nights is not None:
        facts.append(count(nights, "night ping"))
    return facts


def comparison_text(word: str, week: str) -> str:
    """Return `below their usual`, `below their usual in W47`."""
    return f"{word} their usual in {week}" if week else f"{word} their usual"


# Tables


WEEK: Final = "Week"
HOURS_COLUMNS: Final = ("Hours", "Usual", "Days worked", "Days not logged")
WEEKLY_COLUMNS: Final = (
    "After hours", "Days off worked", "Night pings", "Came in", "Resolved", "Open at the end", "Time spent",
    "Could have waited", "Support", "With peers", "Community", "Mood", "Energy",
)  # fmt: skip
WELLBEING_COLUMNS: Final = ("Mood", "Energy")
NUMBER_COLUMNS: Final = ("Number", "Latest", "Lowest week", "Highest week")
THIS_WEEK: Final = "This week"
EMPTY: Final = "–"
FIELD_NAMES: Final = {
    "hours": "hours", "workload": "workload", "wins": "wins", "escalations": "escalations", "help": "what would help",
    "leave": "leave", "after_hours": "work after hours", "nights": "night pings", "asks": "asks", "support": "support",
    "activities": "where the time went", "peers": "time with peers",
    "community": "the community", "metrics": "your numbers", "questions": "your questions",
    "mood": "mood in a word", "energy": "energy in a word", "responses": "answers to replies",
}  # fmt: skip
"""Labels of the included fields, by name."""


def week_label(week: Week, *, year: bool) -> str:
    """Return `W47`, or with `year` `W47 2026`."""
    return f"W{week.number:02d}" + (f" {week.year}" if year else "")


def hours_cell(amount: float | None) -> str:
    """Return `43.5 h`, or EMPTY."""
    return EMPTY if amount is None else tenths(amount)


def usual_cell(amount: float | None, *, part: bool) -> str:
    """Return `40 h`, or EMPTY. `part`: as for `usual_text`."""
    return EMPTY if amount is None else usual_text(amount, part=part)


def count_cell(amount: int | None) -> str:
    """Return `3`, or EMPTY."""
    return EMPTY if amount is None else f"{amount:,}"


def time_cell(minutes: float | None) -> str:
    """Return `45 min`, or EMPTY."""
    return EMPTY if minutes is None else formats.minutes(minutes)


def rating_cell(value: float | None, scale: Sequence[str]) -> str:
    """Return `a lot` or `okay to good`, short enough for a table, or EMPTY."""
    return EMPTY if value is None else rating_text(value, scale).removeprefix("between ").replace(" and ", " to ")


def metric_value(amount: float) -> str:
    """Return a metric with at most two decimals: `22`, `0.5`."""
    return formats.plain_number(rounded(amount, 2))
