"""Texts of the weekly report, built from entries. Nothing about how the user feels passes through here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from cmcheckin.domain.escalation import SEVERITIES
from cmcheckin.wording import formats
from cmcheckin.wording.formats import count, date_range, day_in_text, joined, number_word, quoted, sentence_case
from cmcheckin.wording.record_words import peer_time

TITLE: Final = "Community report"
PARTS: Final = {
    "well": "This is going well", "feels": "The community feels", "suggest": "We suggest", "came_in": "What came in",
    "came_of_it": "Outcomes", "uncounted": "Hidden work",
    "away": "Away",
}  # fmt: skip
"""Titles of the report's parts, in order."""
HELP: Final = """
Every line is based on entries in your journal. Those behind the selected line are shown below the \
draft, or beside it in a wide window. Your mood, energy, feelings and notes are never used.

You can edit a line, leave it out, or add your own. Time with peers is left out until you include it. None of this \
changes your journal. Page Up, Page Down, Home and End move through a long draft.
"""
"""The text of the report screen's help."""
EMPTY: Final = "Nothing to report for these days yet."
EMPTY_HINT: Final = "Reports are built from wins, escalations and how the community felt. Run cmcheckin to log them."
EMPTY_KEYS: Final = "Press a to write a line of your own, or [ to see the week before."
LEFT_OUT: Final = "(left out)"
RESTS_ON: Final = "Based on"
BY_HAND: Final = "You added this line."
DRAFT: Final = "draft"
DRAFT_NOT_SAVED: Final = "The report's draft couldn't be saved"
EDITED: Final = "edited"
ESCALATION_FACTS: Final = {"What": "{}", "Status": "{}", "Took": "{}", "Handed to": "with {}", "Cause": "after {}"}
"""The facts shown of an escalation behind a line, in this order."""
COULD_HAVE_WAITED: Final = "could have waited"
COULD_NOT_WAIT: Final = "couldn't wait"
MORE: Final = "Page Down for more"
BELOW: Final = "Page Down: {parts}"
CHANGED_ELSEWHERE: Final = "Your lines were changed in another window. These are the latest."
CHANGE: Final = "Edit this line"
CHANGE_HINT: Final = "clear the text to restore the original"
OWN_HINT: Final = "clear the text to delete the line"
ADD: Final = "Add a line"
UNSAVED_TEXT: Final = "Unsaved text. Press Enter to save it, or Esc to discard it."
FILE: Final = "Write to"
FILE_HINT: Final = "end the name in .md, .txt or .html"
REPLACE: Final = "Press w again to replace that file. Any other key cancels."
NOTHING_TO_WRITE: Final = "Every line is left out, so there's nothing to write."
FOOTER: Final = "Compiled from daily check-ins."
FOOTER_OWN: Final = "Compiled from daily check-ins, with lines added by hand."
KINDS: Final = {
    "conduct": "conduct", "safety": "safety", "outage": "outages", "product": "the product", "policy": "policy",
    "press": "press", "support": "support", "ask": "asks", "other": "other things",
}  # fmt: skip
COMMUNITY_FACT: Final = "community mood: {mood}"
SCREEN_TITLE: Final = "Report · {week}"
ADDED_LINE_HINT: Final = "added at the end of “{part}”"
FILE_NAME: Final = "report-{week}.md"
WRITTEN: Final = "Saved {name} in {folder}"


def win_text(text: str, kind: str | None, sender: str | None) -> str:
    """Return `Docs for beginners (content, from Ines)`, for a win behind a line."""
    facts = ", ".join(fact for fact in (kind, sender and f"from {sender}") if fact)
    return f"{text} ({facts})" if facts else text


def position(number: int, of: int, *, edited: bool) -> str:
    """Return `draft · 3 of 17`, or `edited · 3 of 17` if `edited`."""
    state = EDITED if edited else DRAFT
    return f"{state} · {number} of {of}" if of else state


def not_written(reason: str) -> str:
    """Return the message that nothing was written, and why."""
    return f"Nothing was written: {reason[:1].lower()}{reason[1:]}."


NO_FOLDER: Final = "Nothing was written: there's no folder {folder}."


def unknown_extension(extension: str) -> str:
    """Return the error for a file name whose `extension` isn't a known format."""
    return f"“{extension}” isn't .md, .txt or .html" if extension else "end the file name in .md, .txt or .html"


def range_text(first: date, last: date, until: date | None = None) -> str:
    """Return `16–22 November 2026`, and the day `until` which it is complete while it isn't over."""
    dates = date_range(first, last)
    return f"{dates}, up to {formats.long_day(until)}" if until else dates


def _day(on: date, last: date) -> str:
    """Return `Tue 17 Nov`, with the year unless it is that of the `last` day of the report."""
    return day_in_text(on) + formats.other_year(on, last)


def win_line(text: str, on: date, last: date) -> str:
    """Return `Meetup filled in a day (Tue 17 Nov)`, in a report up to `last`."""
    return f"{text} ({_day(on, last)})"


def praise_line(text: str, sender: str, on: date, last: date) -> str:
    """Return `“You were so patient with us”, a new member (Wed 18 Nov)`, in a report up to `last`."""
    return f"{quoted(text)}{f', {sender}' if sender else ''} ({_day(on, last)})"


def still_holding(text: str, days: int | None) -> str:
    """Return `Still holding up after 90 days: Guide to pull requests`."""
    after = f" after {count(days, 'day')}" if days else ""
    return f"Still holding up{after}: {text}"


def community_mood(words: Sequence[tuple[str, int]], mornings: int) -> str:
    """Return `Good on two of three mornings, okay on one.` `words`: each mood with its number of mornings, most
    first."""
    (word, n), rest = words[0], words[1:]
    if not rest:
        return f"{sentence_case(word)} on {count(n, 'morning')}."
    first = f"{sentence_case(word)} on {number_word(n)} of {count(mornings, 'morning')}"
    return f"{', '.join([first, *(f'{word} on {number_word(n)}' for word, n in rest)])}."


def suggest_cause(name: str, times: int, minutes: int) -> str:
    """Return `Looking into “price change”, which led to three escalations and 2 h 40 min of work.`"""
    work = f" and {formats.minutes(minutes)} of work" if minutes else ""
    return f"Looking into “{name}”, which led to {count(times, 'escalation')}{work}."


def suggest_answer(title: str, days: int) -> str:
    """Return `Answering “Captions for the calls”, which has been waiting for three weeks.`"""
    return f"Answering “{title}”, which has been waiting for {duration(days)}."


def suggest_waiting(nights: int, of: int) -> str:
    """Return `Letting more pings wait until morning: two of three night pings could have waited.`"""
    pings = f"{number_word(nights)} of {count(of, 'night ping')}"
    return f"Letting more pings wait until morning: {pings} could have waited."


def suggest_owner(title: str, days: int) -> str:
    """Return `Finding an owner for “Spam wave in #help”, open for nine days.`"""
    return f"Finding an owner for “{title}”, open for {duration(days)}."


def escalations_opened(total: int, kinds: Sequence[tuple[str, int]], high: int, crises: int) -> str:
    """Return `Seven escalations came in: four about conduct, two about the product, one without a kind. Two were high.`

    `kinds`: each kind with its number, empty for none.
    """
    came = f"{sentence_case(count(total, 'escalation'))} came in"
    if len(kinds) == 1:
        kind = kinds[0][0]
        by_kind = f", {f'{formats.both_or_all(total)} ' if total > 1 else ''}about {KINDS[kind]}" if kind else ""
    else:
        parts = [
            f"{number_word(n)} about {KINDS[kind]}" if kind else f"{number_word(n)} without a kind" for kind, n in kinds
        ]
        by_kind = f": {joined(parts)}"
    found = ((high, "high"), (crises, "a crisis" if crises == 1 else "crises"))
    severe = [f"{number_word(n)} {'was' if n == 1 else 'were'} {name}" for n, name in found if n]
    more = f" {sentence_case(joined(severe))}." if severe and total > 1 else ""
    return f"{came}{by_kind}.{more}"


def severe_escalation(title: str, severity: int, on: date, last: date) -> str:
    """Return `Crisis: Doxxing attempt (Tue 17 Nov)`, in a report up to `last`."""
    return f"{SEVERITIES[severity - 1].capitalize()}: {title} ({_day(on, last)})"


def escalation_resolved(title: str, days: int | None, outcome: str) -> str:
    """Return `Spam wave in #help, resolved after two days: filter in place`. `days` is None if the date is unknown."""
    after = "" if days is None else f" after {duration(days)}" if days else " the same day"
    return f"{title}, resolved{after}{f': {outcome}' if outcome else ''}"


def escalation_updated(title: str, since: date, last: date) -> str:
    """Return `Spam wave in #help, open since Tue 3 Nov, was worked on again`, in a report up to `last`."""
    return f"{title}, open since {_day(since, last)}, was worked on again"


def escalations_open(
    total: int, severities: Sequence[int | None], earlier: int, as_of: date | None, items: Sequence[tuple[str, str]]
) -> str:
    """Return `Two are still open, one of them high: “Spam wave” (with trust & safety) and “Prices”.`

    `severities`: those of the high ones and the crises. `earlier`: how many were opened before the range. `as_of`: its
    last day, once it is over. `items`: titles, each with who has it, if they are few.
    """
    are = "is" if total == 1 else "are"
    state = f"{are} still open" if as_of is None else f"{'was' if total == 1 else 'were'} open on {day_in_text(as_of)}"
    called = " or ".join(word for level, word in ((4, "high"), (5, "a crisis")) if level in severities)
    severe = f", {formats.count_of(len(severities), total)} of them {called}" if severities and total > 1 else ""
    titles = [f"“{title}”{f' ({holder})' if holder else ''}" for title, holder in items]
    who = number_word(earlier) if earlier < total else "it" if total == 1 else formats.both_or_all(total)
    before = f" {sentence_case(who)} came in earlier." if earlier else ""
    return f"{sentence_case(number_word(total))} {state}{severe}{f': {joined(titles)}' if titles else ''}.{before}"


def holder(name: str | None, *, handed_off: bool) -> str:
    """Return who has an escalation: `with trust & safety`, `handed off` without a `name`, or empty."""
    return f"with {name}" if name else "handed off" if handed_off else ""


def time_spent(minutes: int, known: int, of: int, cause: str) -> str:
    """Return `Escalations took 2 h 15 min. Time was logged for two of three.`"""
    after = f", all of it after “{cause}”" if cause else ""
    some = f" Time was logged for {number_word(known)} of {number_word(of)}." if known < of else ""
    return f"Escalations took {formats.minutes(minutes)}{after}.{some}"


def time_for_cause(name: str, minutes: int, times: int) -> str:
    """Return `2 h 40 min of that came after “price change” (three escalations).`"""
    cause = f"came after “{name}”" if name else "has no cause logged"
    return f"{formats.minutes(minutes)} of that {cause} ({count(times, 'escalation')})."


def support_cases(minutes: int, times: int) -> str:
    """Return `Three customer support cases were someone else's job, and took 1 h 15 min of that time.`"""
    cases = sentence_case(count(times, "customer support case"))
    were = f"{cases} {'was' if times == 1 else 'were'} someone else's job"
    return f"{were}{f', and took {formats.minutes(minutes)} of that time' if minutes else ''}."


def ask_line(title: str, days: int | None, to: str, outcome: str, *, answered: bool, as_of: date | None) -> str:
    """Return `Ask passed to product: Captions for the calls, waiting for three weeks`. `as_of`: on that day."""
    who = f" passed to {to}" if to else ""
    if answered:
        state = "answered" if days is None else f"answered after {duration(days)}" if days else "answered the same day"
    else:
        state = f"waiting for {duration(days or 0)}{f' as of {day_in_text(as_of)}' if as_of else ''}"
    return f"Ask{who}: {title}, {state}{f': {outcome}' if outcome else ''}"


def praise_received(times: int, senders: Sequence[str]) -> str:
    """Return `Praise came in three times, from a new member, Ines and others.`"""
    often = {1: "once", 2: "twice"}.get(times, f"{number_word(times)} times")
    known = list(dict.fromkeys(sender for sender in senders if sender))
    others = ["others"] if known and not all(senders) else []
    return f"Praise came in {often}{f', from {joined([*known, *others])}' if known else ''}."


def activities(totals: Sequence[str]) -> str:
    """Return `Where the time went: moderation 12 h, support 6 h and one more day, events on three days.`"""
    return f"Where the time went: {', '.join(totals)}."


def time_with_peers(minutes: int, days: int) -> str:
    """Return `1 h 30 min with peers, on two days.`"""
    return f"{peer_time(minutes)}, on {count(days, 'day')}."


def after_hours_time(minutes: int, days: int) -> str:
    """Return `1 h 50 min of work after hours, on three days.`"""
    return f"{formats.minutes(minutes)} of work after hours, on {count(days, 'day')}."


def outside_hours(times: int, of: int) -> str:
    """Return `Three of seven escalations came in outside working hours.`"""
    if times == of:
        which = {1: "The escalation", 2: "Both escalations"}.get(of) or f"All {count(of, 'escalation')}"
        return f"{which} came in outside working hours."
    return f"{sentence_case(number_word(times))} of {count(of, 'escalation')} came in outside working hours."


def night_pings(pings: int, nights: int) -> str:
    """Return `Four night pings, over two nights.`"""
    where = f", over {count(nights, 'night')}" if pings > 1 else ""
    return f"{sentence_case(count(pings, 'night ping'))}{where}."


def duration(days: int) -> str:
    """Return `less than a day`, `nine days`, `three weeks`, `14 months`."""
    if days < 14:
        return count(days, "day") if days > 0 else "less than a day"
    return count(days // 7, "week") if days < 84 else count(days // 30, "month")


# The command

TO_WITHOUT_FROM: Final = "--to needs --from."
JSON_GOES_TO_STDOUT: Final = "--json prints to stdout, so it can't be used with {flag}."
NEEDS_FORMAT: Final = "{problem}. Use --format to choose one."
