"""Texts of the week: titles, totals, and the facts of a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final

from cmcheckin.domain.checkin import CheckIn, Win
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.figures import ActivityTime, Day, Figures
from cmcheckin.domain.numbers import rounded, whole
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.week import Week
from cmcheckin.wording import formats
from cmcheckin.wording.formats import count, long_date, other_year
from cmcheckin.wording.record_words import ENERGY, MOOD, WORKLOAD, activity_amount, activity_text, one_line, peer_time

HELP: Final = """
Bars show hours on a scale from 0 to 12, which is the same in every week. The thin line marks your usual hours a day. \
The part of a bar beyond that line has another shade. The dashed end of a bar is work after hours. Amber marks long \
days, and escalations rated high or crisis. A dot means that the answer was skipped.

“Usual” is the median of your earlier weeks. “Load” is how you rated your workload, where 3 means about right.

The last line of a nudge shows its keys. Press U at any time to undo your last change, and Ctrl+R to redo it.
"""
DETAILS_HELP: Final = """
The selected day comes first, then the rest of its week. Long texts are shown in full here.
"""
OF_WEEK: Final = "{title} of the week"
COLUMNS: Final = ("hours", "after", "mood", "energy", "load")
DAY_KIND_CELLS: Final = {
    "off": "off", "leave": "leave", "sick": "sick", "unknown": "not logged", "before": "", "today": "today",
    "ahead": "",
}  # fmt: skip
"""A day without hours, as a cell of the table, by its kind."""
WORKED: Final = "worked"
HALF_LEAVE: Final = "leave, half day"
DAY_KIND_TEXTS: Final = {
    "off": "off", "leave": "on leave", "sick": "sick", "unknown": "not logged", "before": "before your first entry",
    "today": "no hours yet", "ahead": "still to come",
}  # fmt: skip
QUOTES: Final = "\"'“”„‚‘’«» "
ZERO: Final = "–"
"""Shown in a column of numbers for an answer of zero."""
SO_FAR: Final = "so far"
IN_ALL: Final = "total"
USUAL: Final = "usual"
TOTAL: Final = "total"
WINS: Final = "Wins"
THANKS: Final = "Thanks"
OPEN: Final = "Open"
COMMUNITY: Final = "Community"
FEELINGS: Final = "Feelings"
CAME_IN: Final = "Came in"
TIME: Final = "Time"
"""Label of where the time of a week went."""
TIME_WENT: Final = "Where the time of the week went"
NOTE: Final = "Private note"
OWN_ANSWERS: Final = "Your numbers and questions"
EMPTY_WEEK: Final = "Nothing logged this week."
EMPTY_WEEK_HINT: Final = "Press e to fill in the selected day."
NOT_LOGGED_HINT: Final = "Press e to fill it in."
DIFFERENT_ANSWERS: Final = "different answers from your devices"
UNFINISHED: Final = "Today's check-in isn't finished."
UNFINISHED_HINT: Final = "Press c to continue it."
EMPTY_JOURNAL: Final = "Nothing logged yet."
EMPTY_JOURNAL_HINT: Final = (
    "Press c for your first check-in. It takes a minute, and everything stays on this device. "
    "To import a diary, mood tracker or time tracker, press f."
)
GO_TO: Final = "Go to"
GO_TO_HINT: Final = "40, 2026-W40, 2026-10-03, or -1 for last week"
NO_LATER_WEEK: Final = "This is the current week. The next one hasn't started yet."
NO_EARLIER_WEEK: Final = "There are no earlier weeks."
MORE_ENTRIES: Final = "+{number_left} more"


def title(week: Week, today: date) -> str:
    """Return `Week 47 · 16–22 November`, with the year if it isn't that of `today`, and both years if they differ."""
    first, last = week.monday, week.sunday
    if first.year != last.year:
        return f"Week {week.number} · {long_date(first)} {first.year} – {long_date(last)} {last.year}"
    return f"Week {week.number} · {days_of_week(first, last)}{other_year(last, today)}"


def days_of_week(first: date, last: date) -> str:
    """Return `2–8 November`, `26 October – 1 November`."""
    end = long_date(last)
    return f"{first.day}–{end}" if first.month == last.month else f"{long_date(first)} – {end}"


def unread_replies(unread: int, key: str) -> str:
    """Return `two new replies: press i` for a number of `unread` replies and the `key` that opens the inbox; empty for
    none."""
    return f"{count(unread, 'new reply', 'new replies')}: press {key}" if unread else ""


def relative_week(week: Week, today: date) -> str:
    """Return how far `week` is from `today`: `this week`, `last week`, `3 weeks ago`, `in 2 weeks`."""
    back = (Week.of(today).monday - week.monday).days // 7
    if back in (0, 1):
        return ("this week", "last week")[back]
    return f"{back:,} weeks ago" if back > 0 else f"in {count(-back, 'week')}"


def day_label(day: date) -> str:
    """Return `Mon 16`, always six characters."""
    return f"{formats.weekday(day)[:3]} {day.day:2d}"


def hours_cell(hours: float | None, *, doubtful: bool) -> str:
    """Return `8`, `9.5`, or `20?` if the hours look wrong (`doubtful`)."""
    return f"{number_cell(hours)}?" if doubtful else number_cell(hours)


def in_future(what: str) -> str:
    """Return the error for a week or day in the future."""
    return f"{what} is in the future."


def week_unavailable(week: str, *, too_early: bool) -> str:
    """Return the error for a `week` that can't be shown. `too_early`: it is before the first possible one."""
    return f"{week} is too far back." if too_early else in_future(week)


def how_to_fill_in(week: Week, today: date) -> str:
    """Return which command logs a day of `week`, which has no records, or plans leave in a week to come."""
    if today in week:
        return "Run cmcheckin to check in."
    if week.monday > today:
        return f"To plan leave, run: cmcheckin leave {week.monday}"
    return f"To fill in a day, run: cmcheckin checkin --date {week.monday}"


def minutes_cell(amount: float | None) -> str:
    """Return `45 m`, `2 h` or `1 h 5 m` for a narrow column; empty for None, ZERO for zero."""
    if amount is None:
        return ""
    return ZERO if not whole(amount) else formats.minutes(amount).replace("min", "m")


def number_cell(value: float | None, places: int = 2) -> str:
    """Return `8`, `9.5`, `3.4`, with at most `places` decimals; empty for None."""
    return "" if value is None else f"{rounded(value, places):g}"


def usual_cell(hours: float | None) -> str:
    """Return the usual `hours` as exactly as days are logged, in quarters: `8.25`; else with one decimal: `41.9`."""
    return number_cell(hours, 2 if hours is not None and (rounded(hours, 2) * 4).is_integer() else 1)


def mean_cell(value: float | None) -> str:
    """Return `value`, a mean or a number of hours, with one decimal, so that the points line up; empty for None."""
    return "" if value is None else formats.one_decimal(value)


_AGE_UNITS: Final = (
    (2 * formats.YEAR, formats.YEAR, "y"),
    (formats.THREE_MONTHS, formats.MONTH, "mo"),
    (timedelta(weeks=2), timedelta(weeks=1), "w"),
    (timedelta(days=1), timedelta(days=1), "d"),
    (timedelta(hours=1), timedelta(hours=1), "h"),
    (timedelta(minutes=1), timedelta(minutes=1), "m"),
)
"""The units of a short age, which change at the same ages as those of `formats.age`: the shortest age that is given in
a unit, the length of that unit, and its name."""


def short_age(since: datetime, now: datetime) -> str:
    """Return how long before `now` `since` was, in one unit: `now`, `40 m`, `19 h`, `3 d`, `5 w`, `14 mo`, `2 y`."""
    gone = max(now - since, timedelta(0))
    return next((f"{gone // unit} {name}" for least, unit, name in _AGE_UNITS if gone >= least), "now")


def day_counts(figures: Figures, planned: int = 0) -> str:
    """Return how many days of each kind `figures` count: `4 worked, 1 off, 1 sick, 1 not logged`. `planned` of the days
    off are still to come."""
    looks_wrong = "looks wrong" if figures.doubtful == 1 else "look wrong"
    names = ("worked", "off", "on leave", "sick", "planned off", "not logged", looks_wrong)
    return ", ".join(f"{days} {name}" for days, name in zip(_day_counts(figures, planned), names, strict=True) if days)


def spoken_day_counts(figures: Figures, planned: int) -> str:
    """Return how many days of each kind are in `figures`, and `planned`: `five days worked, one sick day`."""
    worked, off, leave, sick, ahead, unknown, doubtful = _day_counts(figures, planned)
    later = (
        (ahead, "planned off"),
        (unknown, "not logged"),
        (doubtful, "looks wrong" if doubtful == 1 else "look wrong"),
    )
    facts = [f"{count(worked, 'day')} worked"] if worked else []
    facts += free_days(off, leave, sick)
    return ", ".join(facts + [f"{count(days, 'day')} {name}" for days, name in later if days])


def free_days(off: int, leave: int, sick: int) -> list[str]:
    """Return `two days off`, `one day of leave`, `one sick day`; those that are 0 are left out."""
    texts = (f"{count(off, 'day')} off", f"{count(leave, 'day')} of leave", count(sick, "sick day"))
    return [text for days, text in zip((off, leave, sick), texts, strict=True) if days]


def _day_counts(figures: Figures, planned: int) -> tuple[int, ...]:
    """Return the days worked, off, on leave, sick, planned off, not logged, and those whose hours look wrong."""
    off = figures.days_off - figures.days_of_leave - figures.sick_days - planned
    return (
        figures.days_worked, off, figures.days_of_leave, figures.sick_days, planned, figures.days_unknown,
        figures.doubtful,
    )  # fmt: skip


def usual_basis(weeks: int, through: date | None, *, known: bool, most: int = 24) -> str:
    """Return `from 11 weeks, Mon–Thu`: how many weeks the usual is based on, and up to which day hours are compared.
    The first word is left out if it would have more than `most` characters."""
    text = _usual_basis(weeks, through, known=known)
    return text if len(text) <= most else text.partition(" ")[2]


def _usual_basis(weeks: int, through: date | None, *, known: bool) -> str:
    if not known:
        return "known after three weeks"
    days = "" if through is None else ", Mon" if through.weekday() == 0 else f", Mon–{formats.weekday(through)[:3]}"
    return f"from {count(weeks, 'week')}{days}"


def day_kind_cell(day: Day) -> str:
    """Return the kind of `day`, which has no hours, as a cell of the table: a holiday by its name."""
    planned = day.workday
    if planned is not None and planned.kind == "off" and planned.label:
        return planned.label
    if planned is not None and planned.kind == "leave" and planned.hours:
        return HALF_LEAVE
    return DAY_KIND_CELLS.get(day.kind, WORKED)


def work_facts(day: Day, schedule: Schedule) -> Iterator[str]:
    """Yield the facts of the work on `day`: `9.5 h, usually 8`, `09:00–18:45`, `45 min after hours`."""
    usually = schedule.usual_hours if schedule.works_on(day.date) else None
    if day.kind != "work":
        yield DAY_KIND_TEXTS[day.kind]
    if day.workday is not None and day.workday.label:
        yield day.workday.label
    if day.hours is None and day.workday is not None and day.workday.hours:
        yield f"half a day, {formats.hours(day.workday.hours)} planned"
    if day.hours is not None:
        beside = f", usually {number_cell(usually)}" if usually and day.kind == "work" and not day.doubtful else ""
        yield f"{formats.hours(day.hours)}{beside}"
    elif day.kind == "work":
        yield "worked, hours skipped"
    if day.doubtful:
        yield "looks wrong, not counted"
    if text := formats.time_range(day.start, day.end):
        yield text
    if day.after_hours_minutes:
        yield f"{formats.minutes(day.after_hours_minutes)} after hours"


def time_facts(day: Day) -> list[str]:
    """Return where the time of `day` went, and its time with peers: `moderation 3 h, events`, `30 min with peers`."""
    if day.workday is None:
        return []
    kinds = ", ".join(map(activity_text, day.workday.activities))
    return [fact for fact in (kinds, peer_time(day.workday.peer_minutes) if day.workday.peer_minutes else "") if fact]


def time_totals(figures: Figures) -> list[str]:
    """Return where the time in `figures` went: `moderation 12 h`, `support 6 h and one more day`, `events on three
    days`, `1 h 30 min with peers`."""
    found = [activity_total(one) for one in figures.activities]
    return [*found, peer_time(figures.peer_minutes)] if figures.peer_minutes else found


def activity_total(one: ActivityTime) -> str:
    """Return `moderation 12 h`. Days without hours are counted as days: `events on three days`."""
    return f"{one.kind} {activity_amount(one.hours, one.on_days, one.days_without_hours)}"


def rating_facts(checkin: CheckIn | None) -> list[tuple[str, str]]:
    """Return the name and word of each rating in `checkin`: `mood` `good`, `energy` `fair`, `workload` `a lot`."""
    if checkin is None:
        return []
    rated = (("mood", checkin.mood, MOOD), ("energy", checkin.energy, ENERGY), ("workload", checkin.workload, WORKLOAD))
    return [(name, words[value - 1]) for name, value, words in rated if value]


def checkin_facts(checkin: CheckIn | None) -> Iterator[str]:
    """Yield the ratings of `checkin` as one text, then its feelings."""
    if ratings := rating_facts(checkin):
        yield ", ".join(f"{name} {word}" for name, word in ratings)
    if checkin and checkin.feelings:
        yield ", ".join(checkin.feelings)


def escalations_opened(number_of: int) -> str:
    """Return `two escalations came in`."""
    return f"{count(number_of, 'escalation')} came in"


def note_line(checkin: CheckIn | None) -> str:
    """Return the private note of `checkin` on one line, for the user's own screen only."""
    return one_line(checkin.note or "") if checkin else ""


def praise_line(win: Win, opening: str, closing: str) -> tuple[str, str]:
    """Return the quoted praise, without quotes of its own, and its sender."""
    return f"{opening}{win.text.strip(QUOTES)}{closing}", win.sender or ""


def severity(item: Escalation) -> str:
    """Return the severity of `item`, such as `moderate`, or `ask` for an ask."""
    return item.severity_name or item.kind or ""


def escalation_state(item: Escalation, now: datetime) -> str:
    """Return `high, handed off, open for 3 days, with trust & safety, 1 h 30 min` or `high, resolved after 3 days`."""
    if item.unresolved:
        status = {"watching": "watching, ", "handed-off": "handed off, "}.get(item.status or "", "")
        state = f"{status}open{_lasting('for', item.opened, now)}"
    else:
        state = f"resolved{_lasting('after', item.opened, item.resolved)}"
    holder = f"with {item.handed_to}" if item.handed_to else ""
    spent = formats.minutes(item.minutes) if item.minutes else ""
    return ", ".join(filter(None, (severity(item), state, holder, spent, one_line(item.outcome or ""))))


def _lasting(word: str, since: datetime, until: datetime | None) -> str:
    """Return ` for 3 days`, or nothing for less than a minute or an unknown end."""
    if until is None or until - since < timedelta(minutes=1):
        return ""
    return f" {word} {formats.age(since, until)}"


def escalation_totals(figures: Figures) -> str:
    """Return the totals of escalations in `figures`: `2 came in, 1 resolved, 3 h 20 m spent, one night ping`."""
    parts = [
        f"{figures.escalations_opened} came in" if figures.escalations_opened else "",
        f"{figures.escalations_resolved} resolved" if figures.escalations_resolved else "",
        f"{minutes_cell(figures.minutes_on_escalations)} spent" if figures.minutes_on_escalations else "",
        count(figures.night_pings, "night ping") if figures.night_pings else "",
    ]
    return ", ".join(filter(None, parts))
