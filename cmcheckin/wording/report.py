"""Texts of the weekly report, built from entries. Nothing about how the user feels passes through here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from cmcheckin.domain.escalation import SEVERITIES
from cmcheckin.wording import formats
from cmcheckin.wording.formats import count, date_range, day_in_text, joined, number_word, sentence_case
from cmcheckin.wording.week import QUOTES

TITLE: Final = "Community report"
PARTS: Final = {
    "well": "This is going well", "feels": "The community feels", "suggest": "We suggest", "came_in": "What came in",
    "came_of_it": "What came of it", "uncounted": "What is easily overlooked",
}  # fmt: skip
"""Titles of the report's parts, in order."""
HELP: Final = """
Every line is drawn from entries, which stand below; what has none is left out. Moods, energy, feelings and notes have \
no part in it.

Lines can be said in other words, left out, and added. The journal stays as it is. Page up, page down, home and end go \
further in a long draft.
"""
"""The text of the report screen's help."""
EMPTY: Final = "Nothing is written down for these days that a report could be drawn from."
EMPTY_HINT: Final = "Wins, what came in and how the community felt make it: cmcheckin, each morning."
LEFT_OUT: Final = "(left out)"
RESTS_ON: Final = "Rests on"
BY_HAND: Final = "A line of your own."
DRAFT: Final = "draft"
DRAFT_NOT_SAVED: Final = "The report's draft could not be kept"
CHANGED_BY_HAND: Final = "changed by hand"
ESCALATION_FACTS: Final = {"What": "{}", "Status": "{}", "Took": "{}", "Handed to": "with {}", "Cause": "after {}"}
"""The facts shown of an escalation behind a line, in this order."""
COULD_HAVE_WAITED: Final = "could have waited"
COULD_NOT_WAIT: Final = "could not wait"
MORE: Final = "more"
CHANGED_ELSEWHERE: Final = "Changed in another window meanwhile; these are your lines now."
CHANGE: Final = "In your words"
CHANGE_HINT: Final = "emptied, it gets its first words back"
OWN_HINT: Final = "emptied, it is gone"
ADD: Final = "A line of your own"
FILE: Final = "Write to"
FILE_HINT: Final = "the ending says how: .md, .txt or .html"
REPLACE: Final = "w again replaces the file of that name; any other key leaves it."
NOTHING_TO_WRITE: Final = "There is no line to write."
FOOTER: Final = "Drawn from what was written down day by day."
FOOTER_OWN: Final = "Drawn from what was written down day by day, with lines added by hand."
KINDS: Final = {
    "conduct": "conduct", "safety": "safety", "outage": "outages", "product": "the product", "policy": "policy",
    "press": "press", "support": "support", "ask": "asks", "other": "other things",
}  # fmt: skip
COMMUNITY_FACT: Final = "the community {mood}"
SCREEN_TITLE: Final = "Report · {week}"
ADDED_LINE_HINT: Final = "it stands at the end of “{part}”"
FILE_NAME: Final = "report-{week}.md"
WRITTEN: Final = "Written: {name}, in {folder}"


def win_text(text: str, kind: str | None, sender: str | None) -> str:
    """Return `Docs for beginners (content, from Ines)`, for a win behind a line."""
    facts = ", ".join(fact for fact in (kind, sender and f"from {sender}") if fact)
    return f"{text} ({facts})" if facts else text


def position(number: int, of: int, *, edited: bool) -> str:
    """Return `draft · 3 of 17`, or `changed by hand · 3 of 17` if `edited`."""
    state = CHANGED_BY_HAND if edited else DRAFT
    return f"{state} · {number} of {of}" if of else state


def not_written(reason: str) -> str:
    """Return the message that nothing was written, and why."""
    return f"Nothing was written: {reason[:1].lower()}{reason[1:]}."


def unknown_ending(ending: str) -> str:
    """Return the error for a file name whose `ending` isn't a known format."""
    return f"{ending or 'no ending'} is none of .md, .txt and .html"


def range_text(first: date, last: date, until: date | None = None) -> str:
    """Return `16–22 November 2026`, and the day `until` which it is complete while it isn't over."""
    dates = date_range(first, last)
    return f"{dates}, up to {formats.long_day(until)}" if until else dates


def win_line(text: str, on: date) -> str:
    """Return `Meetup filled in a day (Tue 17 Nov)`."""
    return f"{text} ({day_in_text(on)})"


def praise_line(text: str, sender: str, on: date) -> str:
    """Return `“You were so patient with us”, a new member (Wed 18 Nov)`."""
    return f"“{text.strip(QUOTES)}”{f', {sender}' if sender else ''} ({day_in_text(on)})"


def still_holding(text: str, days: int | None) -> str:
    """Return `Still holding after 90 days: Guide to pull requests`."""
    after = f" after {count(days, 'day')}" if days else ""
    return f"Still holding{after}: {text}"


def community_mood(words: Sequence[tuple[str, int]], mornings: int) -> str:
    """Return `Good on two of three mornings, okay on one.` `words`: each mood with its number of mornings, most
    first."""
    (word, n), rest = words[0], words[1:]
    if not rest:
        return f"{sentence_case(word)} on {count(n, 'morning')}."
    first = f"{sentence_case(word)} on {number_word(n)} of {count(mornings, 'morning')}"
    return f"{', '.join([first, *(f'{word} on {number_word(n)}' for word, n in rest)])}."


def suggest_cause(name: str, times: int, minutes: int) -> str:
    """Return `A look at “price change”: it brought three escalations and 2 h 40 min of work.`"""
    work = f" and {formats.minutes(minutes)} of work" if minutes else ""
    return f"A look at “{name}”: it brought {count(times, 'escalation')}{work}."


def suggest_answer(title: str, days: int) -> str:
    """Return `An answer to “Captions for the calls”, which has been waiting for three weeks.`"""
    return f"An answer to “{title}”, which has been waiting for {duration(days)}."


def suggest_waiting(nights: int, of: int) -> str:
    """Return `A way for what can wait to wait: two of three pings at night could have waited.`"""
    return f"A way for what can wait to wait: {number_word(nights)} of {count(of, 'ping')} at night could have waited."


def suggest_owner(title: str, days: int) -> str:
    """Return `Somebody to take “Spam wave in #help”, open for nine days.`"""
    return f"Somebody to take “{title}”, open for {duration(days)}."


def escalations_opened(total: int, kinds: Sequence[tuple[str, int]], high: int, crises: int) -> str:
    """Return `Seven escalations came in: four about conduct, two about the product, one of no kind. Two were high.`

    `kinds`: each kind with its number, empty for none.
    """
    came = f"{sentence_case(count(total, 'escalation'))} came in"
    if len(kinds) == 1:
        kind = kinds[0][0]
        by_kind = f", {f'{formats.both_or_all(total)} ' if total > 1 else ''}about {KINDS[kind]}" if kind else ""
    else:
        parts = [
            f"{number_word(n)} about {KINDS[kind]}" if kind else f"{number_word(n)} of no kind" for kind, n in kinds
        ]
        by_kind = f": {joined(parts)}"
    found = ((high, "high"), (crises, "a crisis" if crises == 1 else "crises"))
    severe = [f"{number_word(n)} {'was' if n == 1 else 'were'} {name}" for n, name in found if n]
    more = f" {sentence_case(joined(severe))}." if severe and total > 1 else ""
    return f"{came}{by_kind}.{more}"


def severe_escalation(title: str, severity: int, on: date) -> str:
    """Return `Crisis: Doxxing attempt (Tue 17 Nov)`."""
    return f"{SEVERITIES[severity - 1].capitalize()}: {title} ({day_in_text(on)})"


def escalation_resolved(title: str, days: int | None, outcome: str) -> str:
    """Return `Spam wave in #help, resolved after two days: filter in place`. `days` is None if the date is unknown."""
    after = "" if days is None else f" after {duration(days)}" if days else " the same day"
    return f"{title}, resolved{after}{f': {outcome}' if outcome else ''}"


def escalation_updated(title: str, since: date) -> str:
    """Return `Spam wave in #help, open since Tue 3 Nov, was worked on again`."""
    return f"{title}, open since {day_in_text(since)}, was worked on again"


def escalations_open(
    total: int, severities: Sequence[int | None], earlier: int, as_of: date | None, items: Sequence[tuple[str, str]]
) -> str:
    """Return `Two are still open, one of them high: “Spam wave” (with trust & safety) and “Prices”.`

    `severities`: those of the high ones and the crises. `earlier`: how many were opened before the range. `as_of`: its
    last day, once it is over. `items`: titles with whom they were handed to, if they are few.
    """
    are = "is" if total == 1 else "are"
    state = f"{are} still open" if as_of is None else f"{'was' if total == 1 else 'were'} open on {day_in_text(as_of)}"
    called = " or ".join(word for level, word in ((4, "high"), (5, "a crisis")) if level in severities)
    severe = f", {formats.count_of(len(severities), total)} of them {called}" if severities and total > 1 else ""
    titles = [f"“{title}”{f' (with {to})' if to else ''}" for title, to in items]
    who = number_word(earlier) if earlier < total else "it" if total == 1 else formats.both_or_all(total)
    before = f" {sentence_case(who)} came in earlier." if earlier else ""
    return f"{sentence_case(number_word(total))} {state}{severe}{f': {joined(titles)}' if titles else ''}.{before}"


def time_spent(minutes: int, known: int, of: int, cause: str) -> str:
    """Return `What came in took 2 h 15 min. It is written down for two of three escalations.`"""
    after = f", all of it after “{cause}”" if cause else ""
    some = f" It is written down for {number_word(known)} of {count(of, 'escalation')}." if known < of else ""
    return f"What came in took {formats.minutes(minutes)}{after}.{some}"


def time_for_cause(name: str, minutes: int, times: int) -> str:
    """Return `2 h 40 min of that came after “price change” (three escalations).`"""
    cause = f"came after “{name}”" if name else "has no cause named"
    return f"{formats.minutes(minutes)} of that {cause} ({count(times, 'escalation')})."


def support_cases(minutes: int, times: int) -> str:
    """Return `Three cases of customer support were somebody else's to do, and took 1 h 15 min of that time.`"""
    cases = sentence_case(count(times, "case"))
    were = f"{cases} of customer support {'was' if times == 1 else 'were'} somebody else's to do"
    return f"{were}{f', and took {formats.minutes(minutes)} of that time' if minutes else ''}."


def ask_line(title: str, days: int | None, to: str, outcome: str, *, answered: bool, as_of: date | None) -> str:
    """Return `Ask carried to product: Captions for the calls, waiting for three weeks`. `as_of`: by that day."""
    who = f" to {to}" if to else ""
    if answered:
        state = "answered" if days is None else f"answered after {duration(days)}" if days else "answered the same day"
    else:
        state = f"waiting for {duration(days or 0)}{f' by {day_in_text(as_of)}' if as_of else ''}"
    return f"Ask carried{who}: {title}, {state}{f': {outcome}' if outcome else ''}"


def praise_received(times: int, senders: Sequence[str]) -> str:
    """Return `Praise came three times, from a new member and Ines.`"""
    often = {1: "once", 2: "twice"}.get(times, f"{number_word(times)} times")
    known = list(dict.fromkeys(sender for sender in senders if sender))
    others = " among others" if known and not all(senders) else ""
    return f"Praise came {often}{f', from {joined(known)}{others}' if known else ''}."


def after_hours_time(minutes: int, days: int) -> str:
    """Return `1 h 50 min of work after hours, on three days.`"""
    return f"{formats.minutes(minutes)} of work after hours, on {count(days, 'day')}."


def outside_hours(times: int, of: int) -> str:
    """Return `Three of seven escalations came in outside usual hours.`"""
    if times == of:
        which = {1: "The escalation", 2: "Both escalations"}.get(of) or f"All {count(of, 'escalation')}"
        return f"{which} came in outside usual hours."
    return f"{sentence_case(number_word(times))} of {count(of, 'escalation')} came in outside usual hours."


def night_pings(pings: int, nights: int) -> str:
    """Return `Four pings at night, in two nights.`"""
    where = f", in {count(nights, 'night')}" if pings > 1 else ""
    return f"{sentence_case(count(pings, 'ping'))} at night{where}."


def duration(days: int) -> str:
    """Return `less than a day`, `nine days`, `three weeks`, `14 months`."""
    if days < 14:
        return count(days, "day") if days > 0 else "less than a day"
    return count(days // 7, "week") if days < 84 else count(days // 30, "month")


# The command

TO_WITHOUT_FROM: Final = "cmcheckin report: --to goes with --from."
JSON_GOES_TO_STDOUT: Final = "cmcheckin report: --json goes to stdout, without {flag}."
NEEDS_FORMAT: Final = "cmcheckin report: {problem}. --format says how to write it."
