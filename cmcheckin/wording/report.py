"""The weekly report in words. Facts in, a line out; nothing about how somebody feels passes through here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from cmcheckin.domain.escalation import SEVERITIES
from cmcheckin.wording import formats
from cmcheckin.wording.formats import count, listed
from cmcheckin.wording.trends import stretch
from cmcheckin.wording.week import QUOTES

TITLE: Final = "Community report"
PARTS: Final = {
    "well": "This is going well",
    "feels": "The community feels",
    "suggest": "We suggest",
    "came_in": "What came in",
    "came_of_it": "What came of it",
    "uncounted": "What is easily overlooked",
}
"""The parts of the report, in the order they are read."""
EMPTY: Final = "Nothing is written down for these days that a report could be drawn from."
EMPTY_HINT: Final = "Wins, what came in and how the community felt make it: cmcheckin, each morning."
LEFT_OUT: Final = "(left out)"
RESTS_ON: Final = "Rests on"
BY_HAND: Final = "A line of your own."
DRAFT: Final = "draft"
EDITED: Final = "draft, changed by hand"
CHANGE: Final = "In your words"
CHANGE_HINT: Final = "⏎ done   esc leave it; emptied, it gets its first words back"
ADD: Final = "A line of your own"
ADD_HINT: Final = "⏎ done   esc leave it"
FILE: Final = "Write to"
FILE_HINT: Final = "the ending says how: .md, .txt or .html"
REPLACE: Final = "There is a file of that name. w again replaces it; any other key leaves it."
NOTHING_TO_WRITE: Final = "There is no line to write."
FOOTER: Final = "Drawn from what was written down day by day; every line rests on entries."
KINDS: Final = {
    "conduct": "conduct", "safety": "safety", "outage": "outages", "product": "the product", "policy": "policy",
    "press": "press", "support": "support", "ask": "asks", "other": "other things",
}  # fmt: skip


def screen_title(week: str) -> str:
    """`Report · Week 47 · 16–22 November`"""
    return f"Report · {week}"


def file_name(week: str) -> str:
    """`report-2026-W47.md`"""
    return f"report-{week}.md"


def written(path: str) -> str:
    """Where it stands now."""
    return f"Written to {path}."


def not_written(reason: str) -> str:
    """Why not."""
    return f"Nothing was written: {reason}."


def other_ending(ending: str) -> str:
    """A file whose ending names no format."""
    return f"{ending or 'no ending'} is none of .md, .txt and .html"


def when(first: date, last: date) -> str:
    """`16–22 November 2026`; both months or years where they differ."""
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{last.day} {formats.MONTHS[last.month - 1]} {last.year}"
    return stretch(first, last)


def win(text: str, on: date) -> str:
    """`Meetup filled in a day (Tue 17 Nov)`"""
    return f"{text} ({day(on)})"


def praise(text: str, sender: str, on: date) -> str:
    """`“You were so patient with us”, a new member (Wed 18 Nov)`"""
    return f"“{text.strip(QUOTES)}”{f', {sender}' if sender else ''} ({day(on)})"


def still_holds(text: str, days: int | None) -> str:
    """`Still holding after 90 days: Guide to pull requests`"""
    after = f" after {count(days, 'day')}" if days else ""
    return f"Still holding{after}: {text}"


def felt(words: Sequence[tuple[str, int]], mornings: int) -> str:
    """`Good on three mornings, okay on two, of five.`"""
    said = [f"{word} on {count(n, 'morning') if k == 0 else _number(n)}" for k, (word, n) in enumerate(words)]
    return _upper(f"{listed(said)}{f', of {_number(mornings)}' if len(words) > 1 else ''}.")


def cause(name: str, times: int, minutes: int) -> str:
    """`A look at the price change: it brought three escalations and 2 h 40 min of work.`"""
    work = f" and {formats.minutes(minutes)} of work" if minutes else ""
    return f"A look at “{name}”: it brought {count(times, 'escalation')}{work}."


def answer_ask(title: str, days: int) -> str:
    """`An answer to “Captions for the calls”, which has been waiting for three weeks.`"""
    return f"An answer to “{title}”, which has been waiting for {age(days)}."


def could_wait(nights: int, of: int) -> str:
    """`A way for what can wait to wait: two of three pings at night could have waited.`"""
    return f"A way for what can wait to wait: {_number(nights)} of {count(of, 'ping')} at night could have waited."


def somebody_for(title: str, days: int) -> str:
    """`Somebody to take “Spam wave in #help”, open for nine days.`"""
    return f"Somebody to take “{title}”, open for {age(days)}."


def came_in(total: int, kinds: Sequence[tuple[str, int]], grave: int) -> str:
    """`Seven came in: four on conduct, two on the product and one with no kind. Two were high or a crisis.`"""
    told = [f"{_number(n)} on {KINDS[kind]}" if kind else f"{_number(n)} of no kind" for kind, n in kinds]
    more = f" {_upper(_number(grave))} {'was' if grave == 1 else 'were'} high or a crisis." if grave else ""
    return f"{_upper(_number(total))} came in: {listed(told)}.{more}"


def grave(title: str, severity: int, on: date) -> str:
    """`Crisis: Doxxing attempt (Tue 17 Nov)`"""
    return f"{SEVERITIES[severity - 1].capitalize()}: {title} ({day(on)})"


def resolved(title: str, days: int, outcome: str) -> str:
    """`Spam wave in #help, resolved after two days: filter in place`"""
    after = f" after {age(days)}" if days else " the same day"
    return f"{title}, resolved{after}{f': {outcome}' if outcome else ''}"


def still_open(total: int, grave_ones: int) -> str:
    """`Three are still open, one of them high or a crisis.`"""
    more = f", {_number(grave_ones)} of them high or a crisis" if grave_ones else ""
    return f"{_upper(_number(total))} {'is' if total == 1 else 'are'} still open{more}."


def minutes_on(name: str, minutes: int, times: int) -> str:
    """`2 h 40 min on escalations after “price change” (three)`"""
    return f"{formats.minutes(minutes)} on escalations {f'after “{name}”' if name else 'of no named cause'} ({times})"


def support(minutes: int, times: int) -> str:
    """`1 h 15 min of customer support that was somebody else's to do, in three cases`"""
    where = "in one case" if times == 1 else f"in {_number(times)} cases"
    return f"{formats.minutes(minutes)} of customer support that was somebody else's to do, {where}"


def ask(title: str, days: int, to: str, outcome: str, *, answered: bool) -> str:
    """`Ask carried to product: Captions for the calls, waiting for three weeks`"""
    who = f" to {to}" if to else ""
    state = f"answered after {age(days)}" if answered else f"waiting for {age(days)}"
    return f"Ask carried{who}: {title}, {state}{f': {outcome}' if outcome else ''}"


def praise_received(times: int) -> str:
    """`Praise from three people`"""
    return f"Praise received: {_number(times)}"


def after_hours(minutes: int, days: int) -> str:
    """`1 h 50 min after hours, on three days`"""
    return f"{formats.minutes(minutes)} after hours, on {count(days, 'day')}"


def at_night(pings: int, nights: int) -> str:
    """`Four pings at night, in two nights`"""
    return f"{_upper(count(pings, 'ping'))} at night, in {count(nights, 'night')}"


def age(days: int) -> str:
    """`one day`, `nine days`, `three weeks`, `14 months`"""
    if days < 14:
        return count(max(days, 1), "day")
    return count(days // 7, "week") if days < 84 else count(days // 30, "month")


def day(on: date) -> str:
    """`Tue 17 Nov`"""
    return " ".join(formats.short_day(on).split())


def _number(number: int) -> str:
    return count(number, "x").split()[0]


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
