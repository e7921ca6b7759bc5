"""Texts for records, as labels and values, without any escaping."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from cmcheckin.domain.checkin import CheckIn, Win
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.records import Records
from cmcheckin.domain.reply_state import ReplyState
from cmcheckin.domain.text import shorten
from cmcheckin.domain.workday import Activity, Workday
from cmcheckin.wording import formats

MAX_SENDER: Final = 24
"""Longest name of a sender in the name of a reply, in characters."""
WORKLOAD = ("too little", "light", "about right", "a lot", "too much")
MOOD = ("rough", "low", "okay", "good", "great")
YES_OR_NO: Final = ("yes", "no")
ENERGY = ("drained", "low", "fair", "good", "full")
WORK: Final = "Work"
NOTE: Final = "Note"
DIFFERS: Final = " *"
"""Follows the name of a field with several answers."""
EMPTY_DAY: Final = "Nothing is logged for this day."
EMPTY_RANGE: Final = "Nothing is logged for these days yet."
EMPTY_JOURNAL: Final = "Nothing is logged yet. Run `cmcheckin` for your first check-in."
PAST_MIDNIGHT: Final = "{start:%H:%M} to {end:%H:%M} runs into the next day. Is that right?"


def rating_text(value: int, words: tuple[str, ...]) -> str:
    """Return `value` with its name: `4, a lot`."""
    return f"{value}, {words[value - 1]}"


def one_line(text: str) -> str:
    """Return `text` as one line."""
    return " ".join(text.split())


def checkin_facts(checkin: CheckIn) -> Iterator[tuple[str, str]]:
    """Yield label and value for each answer of `checkin`, except wins and note."""
    rated = (("Workload", checkin.workload, WORKLOAD), ("Mood", checkin.mood, MOOD), ("Energy", checkin.energy, ENERGY))
    yield from ((label, rating_text(value, names)) for label, value, names in rated if value)
    if checkin.feelings:
        yield "Feelings", ", ".join(checkin.feelings)
    community = checkin.community
    if community.mood or community.feels:
        parts = (rating_text(community.mood, MOOD) if community.mood else "", community.feels or "")
        yield "Community", "; ".join(part for part in parts if part)
    yield from own_facts(checkin)


def own_facts(checkin: CheckIn) -> Iterator[tuple[str, str]]:
    """Yield name and value for each of the user's own numbers in `checkin`, then for each of their own questions."""
    for name, amount in checkin.metrics.items():
        yield name, f"{amount:,g}" if abs(amount) < 1e6 else f"{amount:,}"
    for name, answer in checkin.answers.items():
        yield name, answer_text(answer)


def own_line(name: str, answer: str) -> str:
    """Return the `answer` after the `name` of an own number or question: `lunch break: yes`, `Any lunch? yes`."""
    return f"{name} {answer}" if name.endswith(("?", ":")) else f"{name}: {answer}"


def answer_text(answer: bool | str) -> str:
    """Return the `answer` to one of the user's own questions as text."""
    return answer if isinstance(answer, str) else YES_OR_NO[0 if answer else 1]


def win_line(win: Win) -> str:
    """Return `win` as one line, with its kind, sender and answers to follow-ups."""
    more = [win.kind] if win.kind else []
    if win.sender:
        more.append(f"from {win.sender}")
    if win.long_term:
        more.append("long-term")
    answered = [check for check in win.checks if check.holds is not None]
    more += [f"{'still holds up' if check.holds else 'no longer holds up'} as of {check.on}" for check in answered]
    return f"{win.text} ({', '.join(more)})" if more else win.text


def reply_name(state: ReplyState) -> str:
    """Return what the reply with this `state` is called: `thanks from Kim`, `reply from Kim`."""
    kind = state.kind if state.kind in ("thanks", "question") else "reply"
    return f"{kind} from {shorten(one_line(state.sender), MAX_SENDER)}" if state.sender else kind


def workday_line(workday: Workday) -> str:
    """Return `workday` as one line: `9.5 h, 09:00–18:45, 45 min after hours, moderation 3 h, 30 min with peers`."""
    parts = [] if workday.kind == "work" and workday.hours is not None else [day_kind(workday)]
    if workday.hours is not None:
        parts.append(formats.hours(workday.hours))
    if span := formats.time_range(workday.start, workday.end):
        parts.append(span)
    if workday.after_hours_minutes:
        parts.append(f"{formats.minutes(workday.after_hours_minutes)} after hours")
    return ", ".join([*parts, *uses_of_time(workday)])


def day_kind(workday: Workday) -> str:
    """Return the kind of `workday`, with its label: `off`, `off (Boxing Day)`."""
    return f"{workday.kind} ({workday.label})" if workday.label else workday.kind


def activity_text(activity: Activity) -> str:
    """Return `activity` with its hours, if it has any: `moderation 3 h`, `events`."""
    return activity.kind if activity.hours is None else f"{activity.kind} {formats.hours(activity.hours)}"


def activity_amount(hours: float | None, days: int, days_without_hours: int) -> str:
    """Return the amount of an activity: `12 h`, `6 h and one more day`, `on three days`. Days without hours count as
    days."""
    if hours is None:
        return f"on {formats.count(days, 'day')}"
    more = f" and {formats.count(days_without_hours, 'more day')}" if days_without_hours else ""
    return f"{formats.tenths(hours)}{more}"


def peer_time(minutes: int) -> str:
    """Return `30 min with peers`."""
    return f"{formats.minutes(minutes)} with peers"


def uses_of_time(workday: Workday) -> Iterator[str]:
    """Yield the activities of `workday` and its time with peers: `moderation 3 h`, `events`, `30 min with peers`."""
    yield from map(activity_text, workday.activities)
    if workday.peer_minutes:
        yield peer_time(workday.peer_minutes)


def escalation_label(item: Escalation) -> str:
    """Return `Ask` or `Escalation`, the label before the title of `item`."""
    return "Ask" if item.kind == "ask" else "Escalation"


def escalation_facts(item: Escalation) -> Iterator[tuple[str, str]]:
    """Yield label and value for each field of `item`, except its title."""
    yield "Came in", f"{item.opened:%Y-%m-%d %H:%M}"
    if item.severity:
        yield "Severity", item.severity_name
    if item.kind and item.kind != "ask":
        yield "Kind", item.kind
    if item.minutes is not None:
        yield "Took", formats.minutes(item.minutes)
    if item.could_wait is not None:
        yield "Could have waited", "yes" if item.could_wait else "no"
    if item.cause:
        yield "Cause", item.cause
    if item.handed_to:
        yield "Handed to", item.handed_to
    for update in item.updates:
        yield f"{update.at:%Y-%m-%d %H:%M}" if update.at else "Update", one_line(update.text)
    when = f" on {item.resolved:%Y-%m-%d %H:%M}" if item.resolved else ""
    yield "Status", f"{(item.status or 'open').replace('-', ' ')}{when}"
    if item.outcome:
        yield "Outcome", one_line(item.outcome)


def day_line(day: date, records: Records) -> str:
    """Return the `records` of `day` on one line: hours, ratings, and how many wins and escalations there are."""
    return f"{day} {formats.weekday(day)[:3]}  {day_facts(records) or 'checked in'}"


def day_facts(records: Records) -> str:
    """Return the facts of the `records` of a day: `9.5 h · mood 3 okay · one win · a note`."""
    parts = []
    for workday in records.workdays:
        if workday.kind != "work":
            parts.append(day_kind(workday))
        if workday.hours is not None:
            parts.append(formats.hours(workday.hours))
        if workday.after_hours_minutes:
            parts.append(f"{formats.minutes(workday.after_hours_minutes)} after hours")
        if workday.kind == "work" and not parts:
            parts.append("worked")
        parts += uses_of_time(workday)
    for checkin in records.checkins:
        ratings = (
            ("workload", checkin.workload, WORKLOAD),
            ("mood", checkin.mood, MOOD),
            ("energy", checkin.energy, ENERGY),
        )
        parts += [f"{name} {value} {scale[value - 1]}" for name, value, scale in ratings if value]
        if checkin.wins:
            parts.append(formats.count(len(checkin.wins), "win"))
        if checkin.note:
            parts.append("a note")
    if len(records.escalations):
        parts.append(formats.count(len(records.escalations), "escalation"))
    return " · ".join(parts)


def too_many_hours(hours: float) -> str:
    """Return the question about a day with more hours than are plausible."""
    return f"{hours:g} h in one day looks wrong and isn't counted. Did you mean {hours / 10:g} h?"


def activities_over_hours(total: float, hours: float) -> str:
    """Return the note on a day of `hours` whose activities add up to `total`, which is more."""
    return f"Activities add up to {formats.hours(total)}, but the day has {formats.hours(hours)}. Both are saved."


def raised_hours(after_hours_minutes: int) -> str:
    """Return the note on a day with more time after hours than hours."""
    return f"Hours include the time after hours, so this day counts as {after_hours_minutes / 60:.3g} h."
