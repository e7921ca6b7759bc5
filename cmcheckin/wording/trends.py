"""Texts of the trends, for screens and commands: associations, the ledger of rest, comparison of periods."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from cmcheckin.domain.numbers import rounded, whole
from cmcheckin.domain.week import Week
from cmcheckin.wording import formats
from cmcheckin.wording.formats import count, full_date_range, sentence_case, short_month, tenths
from cmcheckin.wording.week import minutes_cell

COLUMNS: Final = ("hours", "after", "nights", "mood", "energy", "load", "wins", "came in")
LEDGER_COLUMNS: Final = ("after hours", "on free days", "nights", "taken back", "still owed")
WEEKDAY_ROWS: Final = ("worked", "hours", "after", "mood", "energy")
USUAL: Final = "usual"
IN_ALL: Final = "in all"
NOT_LOGGED: Final = "not said"
SO_FAR: Final = "so far"
WEEKDAYS: Final = "By weekday"
AVERAGE: Final = "A week on average, of those that are over"
ESCALATIONS: Final = "Escalations"
TIME: Final = "time"
ESCALATION_COLUMNS: Final = ("asks", TIME, "could wait", "open")
"""After the severities; `open`: when the week ended."""
METRICS: Final = "Own numbers"
LEDGER: Final = "The 2 am ledger"
ASSOCIATIONS: Final = "What goes with what"
ASSOCIATIONS_HINT: Final = "These go together in your log; what leads to what, it cannot tell."
NO_ASSOCIATIONS: Final = (
    "Nothing stands out beyond chance so far. A pair is told once both sides have enough mornings that lie apart."
)
EMPTY_HINT: Final = "cmcheckin starts with this morning. cmcheckin demo shows half a year of made-up weeks."
LEDGER_MEANING: Final = (
    "Owed is time after hours and on days meant to be free; taken back is a later day off or a shorter one. Days not "
    "said count as neither; leave is your own."
)
MEASURES: Final = {
    "hours": "hours", "after_hours_minutes": "after hours", "night_pings": "night pings", "mood": "mood",
    "energy": "energy", "workload": "load", "community": "community", "wins": "wins", "thanks": "thanks",
    "escalations_opened": "escalations", "minutes_on_escalations": "time on them",
}  # fmt: skip
"""Labels of the compared figures, by their names."""
IN_MINUTES: Final = frozenset({"after_hours_minutes", "minutes_on_escalations"})
CONDITIONS: Final = {
    "night_ping": ("after a night ping", "after other nights"),
    "long_day": ("after a day over 10 h", "after shorter days"),
    "day_off": ("after a day off", "after a day of work"),
    "after_hours": ("after work in the evening", "after other days of work"),
    "hard_escalation": ("after a high escalation or a crisis", "after other days"),
    "praise_week": ("in weeks with praise", "in other weeks"),
}
"""Texts of each condition: what the mornings came after, and what the others came after."""
OFFER_MINUTES: Final = 480
"""Minutes owed from which the ledger suggests a free day: eight hours (our choice)."""
NOT_WEEKS: Final = "write a number of weeks from 1 to {most}"


def title(weeks: int) -> str:
    """Return `Twelve weeks`."""
    return count(weeks, "week").capitalize()


def week_label(week: Week) -> str:
    """Return `W47 16 Nov`, always ten characters."""
    monday = week.monday
    return f"W{week.number:02d} {monday.day:2d} {short_month(monday)}"


def empty_period(weeks: int) -> str:
    """Return the message for `weeks` weeks without records."""
    which = "this week" if weeks == 1 else f"these {count(weeks, 'week')}"
    return f"Nothing is written down for {which}."


def usual_hours(low: float, high: float) -> str:
    """Return `38–42 h`, or `40 h` if both ends round to the same hour."""
    ends = str(whole(low)), str(whole(high))
    return f"{'–'.join(dict.fromkeys(ends))} h"


def days_off(days: int) -> str:
    """Return `7 off` for a week without hours; empty for none."""
    return f"{days} off" if days else ""


def usual_heading(through: date | None, *, known: bool) -> str:
    """Return `to Thu` while the week isn't over, or what it takes while no usual is `known`.

    At most eleven characters.
    """
    if not known:
        return "in a while"
    return f"to {formats.weekday(through)[:3]}" if through else ""


def weeks_over_limit(line: float, weeks: Sequence[tuple[Week, float]], *, employed: bool) -> str:
    """Return the sentence that names the `weeks` over `line` hours. `employed`: add the EU rule for employees."""
    named = formats.joined([f"W{week.number:02d} {tenths(hours)}" for week, hours in weeks])
    law = " For employees, EU rules limit the average week over some months to that." if employed else ""
    return f"Over {line:g} h: {named}.{law}"


def compact_number(value: float | None) -> str:
    """Return a metric in four characters (five if negative): `22`, `0.5`, `1234`, `12k`; empty for None."""
    if value is None:
        return ""
    if abs(value) < 99.95:
        return formats.one_decimal(value).removesuffix(".0")
    for size, unit in ((1, ""), (1e3, "k"), (1e6, "M"), (1e9, "G")):
        if abs(value) / size < (999.5 if unit else 9999.5):
            return f"{whole(value / size)}{unit}"
    return f"{whole(value / 1e12)}T"


# Associations


def association(condition: str, rating: str, after: float, otherwise: float, counts: tuple[int, int]) -> str:
    """Return `After a night ping: energy 2.1, against 3.4 after other nights. 9 and 41 mornings.` It never gives a
    reason."""
    here, there = CONDITIONS[condition]
    what = "weeks" if condition == "praise_week" else "mornings"
    means = f"{formats.one_decimal(after)}, against {formats.one_decimal(otherwise)} {there}"
    return f"{sentence_case(here)}: {rating} {means}. {counts[0]} and {counts[1]} {what}."


def association_basis(first: date, last: date) -> str:
    """Return `From the mornings of 24 November 2025 – 22 November 2026.`"""
    return f"From the mornings of {full_date_range(first, last)}."


# Comparison of periods


def current_weeks(weeks: int) -> str:
    """Return `these 11`: the weeks of the current average."""
    return f"these {weeks}" if weeks > 1 else "last week"


def earlier_weeks(weeks: int) -> str:
    """Return `the 11 before`: the weeks of the earlier average."""
    return f"the {weeks} before" if weeks > 1 else "the one before"


def measure_text(measure: str, value: float) -> str:
    """Return `value` in the unit of `measure`: `42.6 h`, `1 h 34 m`, `3.4`."""
    if measure == "hours":
        return f"{formats.one_decimal(value)} h"
    return minutes_cell(value) if measure in IN_MINUTES else formats.one_decimal(value)


# The 2 am ledger


def ledger_title(weeks: int) -> str:
    """Return `The 2 am ledger, twelve weeks`."""
    return f"{LEDGER}, {count(weeks, 'week')}"


LEDGER_WIDTH: Final = 76
"""Longest line of the ledger, in columns, as wide as a card."""


def ledger_line(owed: float, nights: int, taken_back: float, still_owed: float) -> str:
    """Return the ledger of a week in one line of at most LEDGER_WIDTH columns; empty if it has nothing.

    `Rest: 2.3 h owed, one broken night, 1 h taken back; 7 h still open.` All are minutes, except `nights`. `still_owed`
    is of the twelve weeks up to it.
    """
    parts = ", ".join(_ledger_parts(owed, nights, taken_back))
    if whole(still_owed):
        line = f"Rest: {parts}{'; ' if parts else ''}{_short_time(still_owed)} still open."
        return line if len(line) <= LEDGER_WIDTH else line.replace(" still ", " ")
    if whole(taken_back):
        return f"Rest: {parts}; nothing open."
    return f"Rest: {parts}." if parts else ""


def ledger_summary(weeks: int, owed: float, nights: int, taken_back: float, still_owed: float) -> Iterator[str]:
    """Yield one or two sentences about the ledger of `weeks` weeks, and a suggestion if OFFER_MINUTES or more are
    owed."""
    parts = list(_ledger_parts(owed, nights, taken_back))
    if not parts:
        yield f"Over {count(weeks, 'week')} nothing came after hours, on free days or at night."
        return
    yield f"Over {count(weeks, 'week')}: {formats.joined(parts)}."
    if whole(still_owed):
        yield f"{_short_time(still_owed)} of rest {'is' if still_owed < 120 else 'are'} still open."
    if still_owed >= OFFER_MINUTES:
        yield "Is there a day, or an afternoon, that could go back to you?"


def _short_time(amount: float) -> str:
    """Return `45 min`, `2.3 h`, or from ten hours on whole hours, so that the line stays short."""
    return formats.minutes(amount) if amount < 60 else formats.hours(rounded(amount / 60, 1 if amount < 600 else 0))


def _ledger_parts(owed: float, nights: int, taken_back: float) -> Iterator[str]:
    if whole(owed):
        yield f"{_short_time(owed)} owed"
    if nights:
        yield count(nights, "broken night")
    if whole(taken_back):
        yield f"{_short_time(taken_back)} taken back"
