"""Words of the list of escalations and of what a cause cost, on the screen and in the command."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.figures import CauseCost, EscalationEvent
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.text import shorten
from cmcheckin.wording import formats
from cmcheckin.wording.checkin import STATUS_LABELS, moment
from cmcheckin.wording.field_values import field_label, field_text
from cmcheckin.wording.formats import count, sentence_case
from cmcheckin.wording.record_words import escalation_facts, one_line
from cmcheckin.wording.week import ZERO, escalation_state, minutes_cell

TITLE: Final = "Escalations"
PLACE: Final = "{number:,} of {count:,}"
CAUSES_TITLE: Final = "What each cause cost"
ORDERS: Final = {"age": "by age, oldest first", "severity": "by severity, highest first", "cause": "by cause"}
"""The orders of the list, as the heading shows them."""
CAUSES_ORDER: Final = "by time spent, most first"
NO_CAUSE: Final = "No cause given"
STATUSES: Final = {"open": "open", "watching": "watching", "handed-off": "handed off", "resolved": "resolved"}
COLUMNS: Final = ("severity", "title", "open for", "status", "spent")
CAUSE_COLUMNS: Final = ("cause", "came in", "spent", "at night", "days", "could wait")
"""Headings of the columns of causes."""
NONE_OPEN: Final = "No open escalations."
NONE_MATCH: Final = "No escalations match."
WITH_ALL: Final = "Add --status all to include resolved ones."
NONE_AT_ALL: Final = "No escalations yet."
ADD_ONE: Final = "Add new ones in your check-in, or run `cmcheckin log --escalation TEXT`."
SHOW_RESOLVED: Final = "Press a to show resolved ones."
OUTCOME: Final = "Outcome"
READ_ON: Final = "Press Enter to read all of it."
LINE_HINT: Final = "What's new? You can leave this blank. Press Enter to save."
WHOM_HINT: Final = "To whom? A person or a team, or leave it blank."
NOT_UPDATED: Final = "The escalation wasn't updated."
EDITING: Final = "Edit an escalation"
EDITS_SAVED: Final = "Your changes to the escalation are saved."
EDITS_KEPT: Final = "Your unsaved text is kept. Open the escalations to go on with it."
DRAFT_NOT_SAVED: Final = "What you typed couldn't be kept as a draft"
UNSAVED_LINE: Final = "Unsaved text from {when}. Press Enter to save it, or Esc to discard it."
UNSAVED_NAME: Final = "Unsaved text from {when}. Press Enter to go on, or Esc to discard it."
UNSAVED_EDITS: Final = "Unsaved text from {when}. Press Esc to save it and go back."
HELP: Final = (
    "All escalations that aren't resolved, with how long they have been open and the time spent on them. "
    "Press s for still open, w for watching, h for handed off or r for resolved. You can add a line about what's new; "
    "it's saved with the time. To add only a line, press the key of the current status. Press e to edit all details. "
    "Each change is saved at once. Press u to undo it. If the program ends while you type, your text is there when you "
    "open this screen again.\n\n"
    "Press Enter to read the whole story, o to change the order, and a to show resolved ones too. Press c to see what "
    "each cause cost: how many escalations, the time spent, night pings, and how many could have waited. Causes that "
    "differ only in case or spaces count as one."
)
EDIT_HELP: Final = "Change any detail. Press Esc, or Enter in the last field, to save and go back."


def age(open_for: timedelta | None, now: datetime) -> str:
    """Return `open_for`, the time an escalation was open, in its largest unit: `3 days`, `a year`; empty for None."""
    return "" if open_for is None else formats.age(now - open_for, now)


def summary(items: Sequence[Escalation], *, with_resolved: bool) -> str:
    """Return how many of `items` have each status: `Four open (one watching and one handed off).`"""
    open_ones = [one for one in items if one.unresolved]
    kinds = [(status, sum(one.status == status for one in open_ones)) for status in ("watching", "handed-off")]
    parts = formats.joined([f"{formats.number_word(number)} {STATUSES[name]}" for name, number in kinds if number])
    text = f"{formats.number_word(len(open_ones))} open"
    if parts:
        text += f" ({parts})"
    if with_resolved:
        text += f", {formats.number_word(len(items) - len(open_ones))} resolved"
    return f"{sentence_case(text)}."


def cells(item: Escalation, open_for: timedelta | None, now: datetime) -> tuple[str, str, str]:
    """Return the cells of `item` for narrow columns: `open_for`, its status and the time spent."""
    return age(open_for, now), STATUSES[item.status or "open"], minutes_cell(item.minutes)


def state(item: Escalation, now: datetime) -> str:
    """Return the state of `item` without its outcome: `high, open for 3 days, with legal, 1 h 30 min`."""
    return escalation_state(item._replace(outcome=None), now)


def details(item: Escalation) -> Iterator[tuple[str, str]]:
    """Yield the label and the value of each detail of `item` that its state and its story don't show."""
    shown = ("Kind", "Cause", "Could have waited", OUTCOME)
    yield from ((label, text) for label, text in escalation_facts(item._replace(updates=())) if label in shown)


def event(one: EscalationEvent, item: Escalation, now: datetime, today: date, schedule: Schedule) -> tuple[str, str]:
    """Return when `one`, an event of `item`, happened, and what happened."""
    when = moment(one.at, now, today) if one.at else ""
    if one.kind == "opened":
        return when, "came in, a night ping" if schedule.at_night(item.opened) else "came in"
    return when, "resolved" if one.kind == "resolved" else one_line(one.text)


def typed_at(at: datetime, now: datetime, today: date) -> str:
    """Return when a text was typed: `14:02` or `yesterday 14:02` for `at`, at the time `now` on the user's `today`."""
    return moment(at, now, today).removeprefix("today ")


def line_prompt(item: Escalation, status: str) -> str:
    """Return the label of the field for a line about `item`, which gets `status`: `Watching: Spam wave`."""
    return f"{sentence_case(STATUS_LABELS[status])}: {item.title}"


def saved(before: Escalation, after: Escalation | None) -> str:
    """Return the message after an update: `Now watching: Spam wave.`

    `before` and `after` are the escalation before and after it. `after` is None if nothing was changed.
    """
    title, status = shorten(before.title, 60), STATUSES[(after or before).status or "open"]
    if after is None:
        return f"Nothing to save. “{title}” is already {status}."
    if after.status == before.status:
        return f"Update saved: {title}."
    return f"Resolved: {title}." if status == "resolved" else f"Now {status}: {title}."


def nothing(*, shows_causes: bool, with_resolved: bool) -> tuple[str, str]:
    """Return that there are no escalations, and what to do next."""
    if shows_causes or with_resolved:
        return NONE_AT_ALL, ADD_ONE
    return NONE_OPEN, f"{ADD_ONE} {SHOW_RESOLVED}"


def changed_elsewhere(saved: Escalation, field: str) -> str:
    """Return the message that another window changed `field`. `saved` is the escalation as it is now."""
    if field == "status":
        what = f"“{STATUSES[saved.status or 'open']}”"
    else:
        what = f"“{field_label((field,))}” to “{shorten(field_text((field,), getattr(saved, field)), 40)}”"
    return f"Not saved: another window set {what}. Save again to replace it."


def deleted_elsewhere(title: str) -> str:
    """Return the message that the escalation `title` is no longer in the journal."""
    return f"“{shorten(title, 60)}” was deleted in another window or on another device, so nothing was saved."


# The command

TEXT_WITHOUT_UPDATE: Final = "--text only works with `update`. Try `cmcheckin escalations update ID --text …`."
NOT_WITH_UPDATE: Final = "{flag} only works without `update`."
UPDATE_WHAT: Final = "Name an escalation by its id or title, and add --status, --text or both."
ALL_IS_NO_STATUS: Final = "--status all only works without `update`. Choose open, watching, handed-off or resolved."


def none_listed(*, is_part: bool, has_all: bool) -> str:
    """Return that no escalation is listed, and what to do next.

    `is_part`: whether the list was limited to some. `has_all`: whether it included resolved ones.
    """
    if not is_part:
        return f"{NONE_AT_ALL if has_all else NONE_OPEN} {ADD_ONE}"
    return NONE_MATCH if has_all else f"{NONE_MATCH} {WITH_ALL}"


def latest_update(item: Escalation) -> str:
    """Return the day and the text of the latest update of `item`: `Wed 18 Nov: slower since the filter`."""
    latest = item.updates[-1]
    day = f"{formats.day_in_text(item.day_at(latest.at))}: " if latest.at else ""
    return f"{day}{one_line(latest.text)}"


def not_one(which: str, number: int, names: Sequence[str]) -> str:
    """Return the problem that `which` means no open escalation, or a `number` of them, the first ones with `names`."""
    if not number:
        return f"No escalation has the id “{which}”, and no open one has that in its title"
    more = f", and {number - len(names):,} more" if number > len(names) else ""
    which_ones = f"{count(number, 'open escalation')} have “{which}” in the title"
    return f"{sentence_case(which_ones)}. Use an id: {'; '.join(names)}{more}"


# What a cause cost


def cause_name(one: CauseCost) -> str:
    """Return the name of `one` cause, or NO_CAUSE."""
    return one.cause or NO_CAUSE


def cause_cells(one: CauseCost) -> tuple[str, str, str, str, str]:
    """Return the cells of `one` cause: how many came in, time spent, night pings, days, how many could have waited."""
    counts = (len(one.items), one.night_pings, one.days, one.could_have_waited)
    came_in, at_night, days, could_wait = (f"{number:,}" if number else ZERO for number in counts)
    return came_in, minutes_cell(one.minutes), at_night, days, could_wait


def cost(one: CauseCost) -> str:
    """Return what `one` cause cost: `Four escalations, 5 h 20 min spent, two night pings, two could have waited`."""
    parts = [
        count(len(one.items), "escalation"),
        f"{formats.minutes(one.minutes)} spent" if one.minutes is not None else "",
        f"time not logged for {formats.number_word(one.untimed)}" if one.minutes is not None and one.untimed else "",
        count(one.night_pings, "night ping") if one.night_pings else "",
        f"{formats.number_word(one.could_have_waited)} could have waited" if one.could_have_waited else "",
        f"{formats.number_word(one.open)} still open" if one.open else "",
    ]
    return sentence_case(", ".join(filter(None, parts)))


def total(costs: Sequence[CauseCost]) -> str:
    """Return the total of `costs`: `12 escalations, 8 h 20 min spent, three night pings.`"""
    minutes = [one.minutes for one in costs if one.minutes is not None]
    pings = sum(one.night_pings for one in costs)
    parts = [
        count(sum(len(one.items) for one in costs), "escalation"),
        f"{formats.minutes(sum(minutes))} spent" if minutes else "",
        count(pings, "night ping") if pings else "",
    ]
    return f"{sentence_case(', '.join(filter(None, parts)))}."


def span(one: CauseCost, today: date) -> str:
    """Return when the escalations of `one` cause came in: `Tue 3 Nov to Thu 12 Nov, 10 days`, or a single day."""
    first, last = (formats.day_in_text(day) + formats.other_year(day, today) for day in (one.first, one.last))
    return first if one.days == 1 else f"{first} to {last}, {one.days:,} days"


def community(one: CauseCost) -> str:
    """Return how often the community was rated low on the days the escalations came in; empty if never."""
    if not one.low_days:
        return ""
    if one.rated_days == 1:
        return "On that day, you rated the community as low or rough."
    return (
        f"On those days, you rated the community {count(one.rated_days, 'time')}, "
        f"{'each time' if one.low_days == one.rated_days else f'{formats.number_word(one.low_days)} of them'} "
        "as low or rough."
    )
