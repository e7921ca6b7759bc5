"""What each column of an exported table means: the data dictionary. The exports take their columns from here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from cmcheckin.domain.own_questions import Metric, Question

HEADER: Final = ("column", "meaning", "type", "unit", "range", "source")
"""The columns of the dictionary itself."""
DATE, TIME, MOMENT, NUMBER, COUNT = "date", "time", "date and time", "number", "whole number"
TEXT, YES_NO = "text", "true or false"
RATING: Final = "1 to 5"
CHECKIN, WORKDAY, ESCALATION = "check-in", "workday", "escalation"
WIN, UPDATE, NUDGE, REPLY = "win", "update", "nudge answer", "reply"
COUNTED_ESCALATIONS: Final = "counted from escalations"


class Column(NamedTuple):
    """The meaning of a column, the type, unit and range of its values, and the records they come from."""

    meaning: str
    type: str
    source: str
    unit: str = ""
    range: str = ""


_WORKLOAD: Final = Column("1 is too little, 3 about right, 5 too much", COUNT, CHECKIN, range=RATING)
_MOOD: Final = Column("from rough to great", COUNT, CHECKIN, range=RATING)
_ENERGY: Final = Column("from drained to full", COUNT, CHECKIN, range=RATING)
_FEELINGS: Final = Column("separated by semicolons", TEXT, CHECKIN)
_COMMUNITY: Final = Column("how the community felt, from rough to great", COUNT, CHECKIN, range=RATING)
_COMMUNITY_FEELS: Final = Column("how the community felt, in your words", TEXT, CHECKIN)
_START: Final = Column("when work started", TIME, WORKDAY)
_END: Final = Column("when work ended; earlier than the start means the next day", TIME, WORKDAY)
_ACTIVITIES: Final = Column("where the time went, with hours if known, separated by semicolons", TEXT, WORKDAY)
_PEERS: Final = Column("time with peers", COUNT, WORKDAY, "minutes", "0 to 1440")
_LOGGED_AT: Final = Column("when the check-in was saved, in local time", MOMENT, CHECKIN)
_AFTER_HOURS: Final = Column("time worked after hours", COUNT, WORKDAY, "minutes", "0 to 1440")
_MINUTES: Final = Column("time spent on it", COUNT, ESCALATION, "minutes", "0 to 100000")

RECORD_COLUMNS: Final[Mapping[str, Column]] = {
    "type": Column(
        "what the row is about",
        TEXT,
        "every record",
        range="checkin, win, workday, escalation, update, nudge_state, reply_state",
    ),
    "date": Column("the day it counts for", DATE, "every record"),
    "id": Column("identifies a win or an escalation; an update has its escalation's", TEXT, f"{WIN}, {ESCALATION}"),
    "kind": Column(
        "the kind of win, workday, escalation, nudge or reply",
        TEXT,
        f"{WIN}, {WORKDAY}, {ESCALATION}, {NUDGE}, {REPLY}",
    ),
    "text": Column(
        "the private note, the win, the title of the escalation, the update, or the reply", TEXT, "every record"
    ),
    "workload": _WORKLOAD,
    "mood": _MOOD,
    "energy": _ENERGY,
    "feelings": _FEELINGS,
    "community_mood": _COMMUNITY,
    "community_feels": _COMMUNITY_FEELS,
    "hours": Column("time worked, after hours included", NUMBER, WORKDAY, "hours", "0 to 24"),
    "start": _START,
    "end": _END,
    "after_hours_minutes": _AFTER_HOURS,
    "activities": _ACTIVITIES,
    "peer_minutes": _PEERS,
    "label": Column("the name of a holiday", TEXT, WORKDAY),
    "from": Column("who said thanks, or who replied", TEXT, f"{WIN}, {REPLY}"),
    "long_term": Column("whether the win is asked about again after 30 and 90 days", YES_NO, WIN),
    "checks": Column("whether the win still held up later, separated by semicolons", TEXT, WIN),
    "severity": Column("1 is minor, 5 a crisis", COUNT, ESCALATION, range=RATING),
    "opened": Column("when it came in, in local time", MOMENT, ESCALATION),
    "minutes": _MINUTES,
    "could_wait": Column("whether it could have waited", YES_NO, ESCALATION),
    "cause": Column("what caused it", TEXT, ESCALATION),
    "handed_to": Column("who took it over", TEXT, ESCALATION),
    "status": Column("its current status", TEXT, ESCALATION, range="open, watching, handed-off, resolved"),
    "resolved": Column("when it was resolved, in local time", MOMENT, ESCALATION),
    "outcome": Column("how it ended", TEXT, ESCALATION),
    "at": Column("when it happened, in local time", MOMENT, f"{UPDATE}, {NUDGE}, {REPLY}"),
    "action": Column("your answer to the nudge", TEXT, NUDGE),
    "until": Column("the day until which the nudge is hidden", DATE, NUDGE),
    "reply": Column("identifies a reply to what you shared", TEXT, REPLY),
    "state": Column("what you did with the reply", TEXT, REPLY, range="read, kept, acted"),
    "made": Column("when the reply was written, in local time", MOMENT, REPLY),
    "about": Column("the id of the win or ask that the reply is about", TEXT, REPLY),
    "about_text": Column("what the reply calls that win or ask", TEXT, REPLY),
    "first": Column("the first day that cover or time off is offered for", DATE, REPLY),
    "last": Column("the last of these days", DATE, REPLY),
    "win": Column("the id of the win that the thanks were kept as", TEXT, REPLY),
    "leave_from": Column("the first day of the leave planned from it", DATE, REPLY),
    "leave_to": Column("the last day of that leave", DATE, REPLY),
    "answer": Column("your answer", TEXT, REPLY),
    "answered_at": Column("when you answered, in local time", MOMENT, REPLY),
    "shared": Column("the day you last shared the answer", DATE, REPLY),
    "logged_at": _LOGGED_AT,
}
"""The columns of the format `csv`, in their order."""
DAY_COLUMNS: Final[Mapping[str, Column]] = {
    "date": Column("the day; it lasts until the time set by day_starts_at, 04:00 by default", DATE, "calendar"),
    "week": Column("the ISO week", TEXT, "calendar"),
    "weekday": Column("the name of the weekday", TEXT, "calendar"),
    "is_workday": Column("whether your schedule has work on this weekday", YES_NO, "config.toml"),
    "kind": Column("the kind of day; empty if it isn't logged", TEXT, WORKDAY, range="work, off, leave, sick"),
    "label": Column("the name of a holiday", TEXT, WORKDAY),
    "hours": Column("time worked, including after hours; empty if it looks wrong", NUMBER, WORKDAY, "hours", "0 to 24"),
    "hours_look_wrong": Column("whether more than 18 hours are logged, which aren't counted", YES_NO, WORKDAY),
    "start": _START,
    "end": _END,
    "after_hours_minutes": _AFTER_HOURS,
    "activities": _ACTIVITIES,
    "peer_minutes": _PEERS,
    "checked_in": Column("whether there is a check-in for this day", YES_NO, CHECKIN),
    "logged_at": _LOGGED_AT,
    "workload": _WORKLOAD,
    "mood": _MOOD,
    "energy": _ENERGY,
    "feelings": _FEELINGS,
    "community_mood": _COMMUNITY,
    "wins": Column("number of wins, thanks included; empty without a check-in", COUNT, CHECKIN, "wins"),
    "thanks": Column("number of wins that are praise received", COUNT, CHECKIN, "wins"),
    "escalations_opened": Column("how many came in, asks included", COUNT, COUNTED_ESCALATIONS, "escalations"),
    "highest_severity": Column(
        "the highest severity of those that came in, without asks", COUNT, COUNTED_ESCALATIONS, range=RATING
    ),
    "night_pings": Column(
        "how many came in between 22:00 and 06:00, outside your shift", COUNT, COUNTED_ESCALATIONS, "escalations"
    ),
    "minutes_on_escalations": Column("time spent on those that came in", COUNT, COUNTED_ESCALATIONS, "minutes"),
    "could_have_waited": Column("how many of them could have waited", COUNT, COUNTED_ESCALATIONS, "escalations"),
    "escalations_resolved": Column("how many were resolved", COUNT, COUNTED_ESCALATIONS, "escalations"),
    "escalations_open": Column("how many were open at the end of the day", COUNT, COUNTED_ESCALATIONS, "escalations"),
}
"""The columns of the format `days`, in their order. Activities, own numbers and own questions follow."""
DAY_TEXT_COLUMNS: Final[Mapping[str, Column]] = {
    "community_feels": _COMMUNITY_FEELS,
    "note": Column("your private note", TEXT, CHECKIN),
}
"""The last columns of the format `days`, if texts are included."""
_ACTIVITY, _METRIC, _ANSWER = "activity ", "metric ", "answer "
"""How the names of columns that the user named begin."""


def described(
    columns: Iterable[str],
    meanings: Mapping[str, Column],
    metrics: Iterable[Metric],
    questions: Iterable[Question],
) -> tuple[tuple[str, ...], Iterator[Mapping[str, object]]]:
    """Return HEADER, and a row of the dictionary for each of `columns`: from `meanings`, or from `metrics` and
    `questions` for the user's own activities, numbers and questions."""
    units = {metric.name: metric.unit for metric in metrics}
    texts = {question.name: question.text for question in questions}
    rows = ({"column": name, **(meanings.get(name) or _own_column(name, units, texts))._asdict()} for name in columns)
    return HEADER, rows


def _own_column(name: str, units: Mapping[str, str], texts: Mapping[str, str]) -> Column:
    """Return the meaning of the column `name` for one of the user's own activities, numbers or questions."""
    if name.startswith(_ACTIVITY):
        own = name.removeprefix(_ACTIVITY)
        return Column(f"time spent on {own}", NUMBER, WORKDAY, "hours", "0 to 24")
    if name.startswith(_METRIC):
        own = name.removeprefix(_METRIC)
        return Column(f"your own number “{own}”", NUMBER, CHECKIN, units.get(own, ""))
    own = name.removeprefix(_ANSWER)
    return Column(f"your answer to “{texts.get(own, own)}”", f"{YES_NO}, or text", CHECKIN)
