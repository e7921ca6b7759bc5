"""Texts of the trends, for screens and commands: associations, time owed, comparison of periods."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from cmcheckin.domain.figures import ActivityTime, PeerYear
from cmcheckin.domain.numbers import rounded, whole
from cmcheckin.domain.week import Week
from cmcheckin.wording import formats
from cmcheckin.wording.formats import count, full_date_range, sentence_case, short_month, tenths
from cmcheckin.wording.week import minutes_cell

COLUMNS: Final = ("hours", "after", "nights", "mood", "energy", "load", "wins", "came in")
LEDGER_COLUMNS: Final = ("after hours", "on days off", "nights", "taken back", "owed")
WEEKDAY_ROWS: Final = ("worked", "hours", "after", "mood", "energy")
USUAL: Final = "usual"
IN_ALL: Final = "total"
NOT_LOGGED: Final = "not logged"
SO_FAR: Final = "so far"
WEEKDAYS: Final = "By weekday"
AVERAGE: Final = "Weekly averages, finished weeks"
ESCALATIONS: Final = "Escalations"
TIME: Final = "time"
ESCALATION_COLUMNS: Final = ("asks", TIME, "could wait", "open")
"""After the severities; `open`: when the week ended."""
METRICS: Final = "Your numbers"
ANSWERS: Final = "Your questions: days with yes / days answered"
TIME_USE: Final = "Where the time went, in hours"
PEERS: Final = "with peers"
PEER_YEAR: Final = "Time with peers in {year}: {total}"
LEDGER: Final = "Time owed and taken back"
ASSOCIATIONS: Final = "What goes together"
ASSOCIATIONS_HINT: Final = "These differences go together in your log. They don't show a cause."
NO_ASSOCIATIONS: Final = (
    "No difference is larger than chance would explain yet. A comparison needs at least eight mornings in each group."
)
EMPTY_HINT: Final = "Run cmcheckin to check in, or cmcheckin demo to see half a year of made-up weeks."
LEDGER_MEANING: Final = (
    "Time owed is the time you worked after hours and on days off. A workday off or a shorter day later counts as time "
    "taken back. Leave doesn't count as time taken back, and days that aren't logged count as neither."
)
MEASURES: Final = {
    "hours": "hours", "after_hours_minutes": "after hours", "night_pings": "night pings", "mood": "mood",
    "energy": "energy", "workload": "load", "community": "community", "wins": "wins", "thanks": "thanks",
    "escalations_opened": "escalations", "minutes_on_escalations": "time spent",
}  # fmt: skip
"""Labels of the compared figures, by their names."""
IN_MINUTES: Final = frozenset({"after_hours_minutes", "minutes_on_escalations"})
CONDITIONS: Final = {
    "night_ping": ("after a night ping", "after other nights"),
    "long_day": ("after a day over 10 h", "after shorter days"),
    "day_off": ("after a day off", "after a workday"),
    "after_hours": ("after working late", "after other workdays"),
    "hard_escalation": ("after a high escalation or a crisis", "after other days"),
    "praise_week": ("in weeks with praise", "in other weeks"),
}
"""Texts of each condition: what the mornings came after, and what the others came after."""
OFFER_MINUTES: Final = 480
"""Minutes owed from which the ledger suggests a free day: eight hours (our choice)."""
NOT_WEEKS: Final = "use a whole number of weeks from 1 to {most}"


def title(weeks: int) -> str:
    """Return `Twelve weeks`."""
    return count(weeks, "week").capitalize()


def week_label(week: Week) -> str:
    """Return `W47 16 Nov`, always ten characters."""
    monday = week.monday
    return f"W{week.number:02d} {monday.day:2d} {short_month(monday)}"


def empty_period(weeks: int) -> str:
    """Return the message for `weeks` weeks without records."""
    return "Nothing logged this week." if weeks == 1 else f"Nothing logged in these {count(weeks, 'week')}."


def usual_hours(low: float, high: float) -> str:
    """Return `38–42 h`, or `40 h` if both ends round to the same hour."""
    ends = str(whole(low)), str(whole(high))
    return f"{'–'.join(dict.fromkeys(ends))} h"


def days_off(days: int) -> str:
    """Return `7 off` for a week without hours; empty for none."""
    return f"{days} off" if days else ""


def usual_heading(through: date | None, *, known: bool) -> str:
    """Return `to Thu` while the week isn't over, or a placeholder while no usual is `known`.

    At most eleven characters.
    """
    if not known:
        return "not yet"
    return f"to {formats.weekday(through)[:3]}" if through else ""


def weeks_over_limit(line: float, weeks: Sequence[tuple[Week, float]], *, employed: bool) -> str:
    """Return the sentence that names the `weeks` over `line` hours. `employed`: add the EU rule for employees."""
    named = formats.joined([f"W{week.number:02d} {tenths(hours)}" for week, hours in weeks])
    law = f" EU rules limit employees to an average of {line:g} h over several months." if employed else ""
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


def yes_cell(count: tuple[int, int] | None) -> str:
    """Return on how many days a question was answered with yes, of the days it was answered: `3/5`; empty for None."""
    return f"{count[0]}/{count[1]}" if count else ""


def activity_cell(one: ActivityTime | None) -> str:
    """Return the hours of an activity in four characters, or its days if no hours are known: `12.5`, `3 d`."""
    return "" if one is None else f"{one.on_days} d" if one.hours is None else compact_number(one.hours)


def peer_cell(minutes: float | None) -> str:
    """Return `minutes` as hours in four characters; empty for none."""
    return compact_number(minutes / 60) if minutes else ""


def peer_year(found: PeerYear) -> str:
    """Return `Time with peers in 2026: 11 h (3 h in Q1, 8 h in Q4).` Empty if there was none."""
    if not found.minutes:
        return ""
    quarters = [f"{formats.minutes(minutes)} in Q{n}" for n, minutes in enumerate(found.quarters, 1) if minutes]
    return f"{PEER_YEAR.format(year=found.year, total=formats.minutes(found.minutes))} ({', '.join(quarters)})."


# Associations


def association(condition: str, rating: str, after: float, otherwise: float, counts: tuple[int, int]) -> str:
    """Return `After a night ping: energy 2.1, compared with 3.4 after other nights (9 and 41 mornings).`

    It never gives a reason."""
    here, there = CONDITIONS[condition]
    what = "weeks" if condition == "praise_week" else "mornings"
    means = f"{formats.one_decimal(after)}, compared with {formats.one_decimal(otherwise)} {there}"
    return f"{sentence_case(here)}: {rating} {means} ({counts[0]} and {counts[1]} {what})."


def association_basis(first: date, last: date) -> str:
    """Return `Mornings of 24 November 2025 – 22 November 2026.`"""
    return f"Mornings from {full_date_range(first, last)}."


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


# Time owed and taken back


def ledger_title(weeks: int) -> str:
    """Return `Time owed and taken back, twelve weeks`."""
    return f"{LEDGER}, {count(weeks, 'week')}"


LEDGER_WIDTH: Final = 76
"""Longest line of the ledger, in columns, as wide as a card."""


def ledger_line(owed: float, nights: int, taken_back: float, still_owed: float) -> str:
    """Return the ledger of a week in one line of at most LEDGER_WIDTH columns; empty if there is nothing in it.

    `Time owed to you: 2 h 20 m this week, 7 h in all. Taken back: 1 h. One night ping.` All are minutes, except
    `nights`. `still_owed` is of the twelve weeks up to it.
    """
    this_week = f"{short_time(owed)} this week" if whole(owed) else ""
    in_all = short_time(still_owed) + (" in all" if this_week else "") if whole(still_owed) else ""
    parts = [
        f"Time owed to you: {', '.join(filter(None, (this_week, in_all)))}." if this_week or in_all else "",
        f"Taken back: {short_time(taken_back)}." if whole(taken_back) else "",
        "Nothing is still owed." if whole(taken_back) and not in_all else "",
        f"{count(nights, 'night ping').capitalize()}." if nights else "",
    ]
    line = " ".join(filter(None, parts))
    if len(line) > LEDGER_WIDTH:
        line = line.replace(" to you", "")
    return line if len(line) <= LEDGER_WIDTH else line.removesuffix(f" {parts[-1]}")


def ledger_summary(weeks: int, owed: float, nights: int, taken_back: float, still_owed: float) -> Iterator[str]:
    """Yield one or two sentences about the ledger of `weeks` weeks, and a suggestion if OFFER_MINUTES or more are
    owed."""
    parts = list(_ledger_parts(owed, nights, taken_back))
    if not parts:
        yield f"No work after hours, on days off or at night in {count(weeks, 'week')}."
        return
    yield f"In {count(weeks, 'week')}: {formats.joined(parts)}."
    if whole(still_owed):
        yield f"You're still owed {short_time(still_owed)}."
    if still_owed >= OFFER_MINUTES:
        yield "Which day or afternoon could you take off?"


def short_time(amount: float) -> str:
    """Return `45 m`, `2 h 20 m`, or from ten hours on whole hours, so that the line stays short."""
    return minutes_cell(amount) if amount < 600 else formats.hours(rounded(amount / 60))


def _ledger_parts(owed: float, nights: int, taken_back: float) -> Iterator[str]:
    if whole(owed):
        yield f"{short_time(owed)} owed"
    if nights:
        yield count(nights, "night ping")
    if whole(taken_back):
        yield f"{short_time(taken_back)} taken back"
