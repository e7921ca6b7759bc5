"""A week and its days as lines that can be read aloud one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import takewhile
from typing import TYPE_CHECKING

from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.schedule import Schedule
from cmcheckin.insight.usual import Usual
from cmcheckin.insight.week import WeekSummary
from cmcheckin.wording import plain_parts as plain_words
from cmcheckin.wording import week as words
from cmcheckin.wording.formats import hours, long_day, minutes, one_decimal, sentence_case
from cmcheckin.wording.record_words import MOOD, one_line, own_facts, own_line, win_line
from cmcheckin.wording.spoken import spoken
from cmcheckin.wording.trends import ESCALATIONS, ledger_line
from cmcheckin.wording.wins import from_sender

if TYPE_CHECKING:
    from cmcheckin.domain.figures import Day, Figures


def week_lines(summary: WeekSummary, schedule: Schedule, hint: str) -> Iterator[str]:
    """Yield the week of `summary`: its title, a line for each day, its sums and its lists. `hint`: how to fill in a day
    of an empty week."""
    yield plain_words.week_title(summary.week, summary.today)
    if summary.empty and not summary.open:
        yield words.EMPTY_WEEK
        yield hint
        return
    left = len(list(takewhile(_is_ahead, reversed(summary.days))))
    shown = len(summary.days) - (left if left > 1 else 0)
    before = len(list(takewhile(_is_before, summary.days)))
    if before > 1:
        yield plain_words.days_before(before, summary.days[0].date, summary.days[before - 1].date)
    known = before if before > 1 else 0
    for number, day in enumerate(summary.days[known:shown], known + 1):
        kept = day.checkin.feelings if day.checkin else ()
        facts = spoken(", ".join(day_facts(day, schedule)), kept)
        yield plain_words.DAY_FACTS.format(number=number, day=long_day(day.date), facts=facts)
    if left > 1:
        yield plain_words.days_ahead(shown + 1, summary.days[shown].date, summary.days[-1].date)
    counts = words.spoken_day_counts(summary.figures, summary.days_planned)
    yield plain_words.TOTAL.format(facts=spoken(", ".join(filter(None, (*_sums(summary.figures), counts)))))
    usual = summary.usual
    basis = spoken(words.usual_basis(usual.weeks, usual.through, known=usual.known))
    facts = spoken(", ".join(_sums(usual)))
    yield plain_words.USUAL.format(facts=plain_words.USUAL_BASIS.format(facts=facts, basis=basis) if facts else basis)
    yield from map(spoken, total_lines(summary))
    for title, items in lists_of(summary):
        yield from plain_words.listed(plain_words.WIN if title == words.WINS else title, items)


def _is_ahead(day: Day) -> bool:
    """Return whether nothing is known of `day`, which is still to come."""
    return day.kind == "ahead" and day.checkin is None and not day.opened


def _is_before(day: Day) -> bool:
    """Return whether nothing is known of `day`, which is before the first record."""
    return day.kind == "before" and day.checkin is None and not day.opened


def day_facts(day: Day, schedule: Schedule) -> Iterator[str]:
    """Yield what the week shows of `day`: its work, ratings and feelings."""
    yield from _work_facts(day, schedule)
    yield from words.checkin_facts(day.checkin)
    if day.opened:
        yield words.escalations_opened(len(day.opened))


def _work_facts(day: Day, schedule: Schedule) -> Iterator[str]:
    """Yield the facts of the work on `day`. If only its hours aren't logged, it's the hours that are named."""
    if day.kind == "unknown" and (day.checkin is not None or day.opened):
        yield plain_words.HOURS_NOT_LOGGED
    else:
        yield from words.work_facts(day, schedule)


def _sums(amounts: Figures | Usual) -> Iterator[str]:
    """Yield the hours, the time after hours and the mean ratings in `amounts`."""
    if amounts.hours is not None:
        yield f"{words.usual_cell(amounts.hours)} h" if isinstance(amounts, Usual) else hours(amounts.hours)
    if amounts.after_hours_minutes:
        yield f"{minutes(amounts.after_hours_minutes)} {plain_words.AFTER_HOURS}"
    for name in ("mood", "energy", "workload"):
        if (value := getattr(amounts, name)) is not None:
            yield f"{name} {one_decimal(value)}"


def day_lines(day: Day, summary: WeekSummary, schedule: Schedule) -> Iterator[str]:
    """Yield all that is logged for `day` of the week of `summary`."""
    yield f"{long_day(day.date, summary.today)}."
    facts = [*_work_facts(day, schedule), *words.time_facts(day)]
    yield spoken(f"{sentence_case(', '.join(facts))}.")
    checkin = day.checkin
    yield from (f"{sentence_case(name)}: {word}" for name, word in words.rating_facts(checkin))
    if checkin is not None:
        yield from _labelled(words.FEELINGS, [", ".join(checkin.feelings)])
        rating = MOOD[checkin.community.mood - 1] if checkin.community.mood else ""
        yield from _labelled(words.COMMUNITY, [", ".join(filter(None, (rating, checkin.community.feels)))])
        yield from _labelled(plain_words.WIN, [win_line(win) for win in checkin.wins])
    for item in day.opened:
        yield f"{words.CAME_IN}: {item.title} ({spoken_state(item, summary.now)})"
    if checkin is not None:
        yield from (own_line(name, answer) for name, answer in own_facts(checkin))
        yield from _labelled(words.NOTE, [words.note_line(checkin)])


def _open_line(item: Escalation, summary: WeekSummary) -> str:
    return f"{item.title} ({spoken_state(item, summary.now)})"


def spoken_state(item: Escalation, now: datetime) -> str:
    """Return the state of `item`: `high, handed off, open for 3 days, with Sam, 1 hour 30 minutes spent`."""
    state = spoken(words.escalation_state(item._replace(minutes=None, outcome=None), now), [item.handed_to])
    spent = spoken(plain_words.SPENT.format(time=minutes(item.minutes))) if item.minutes else ""
    outcome = plain_words.OUTCOME.format(text=one_line(item.outcome)) if item.outcome else ""
    return ", ".join(filter(None, (state, spent, outcome)))


def _labelled(label: str, texts: Iterable[str]) -> Iterable[str]:
    return plain_words.listed(label, filter(None, texts))


def total_lines(summary: WeekSummary) -> Iterator[str]:
    """Yield the totals of the week of `summary`: escalations, where the time went, and time owed."""
    if moved := words.escalation_totals(summary.figures):
        yield f"{ESCALATIONS}: {moved}"
    if uses := words.time_totals(summary.figures):
        yield f"{words.TIME}: {', '.join(uses)}"
    if summary.rest is not None:
        owed, nights, taken_back, still_owed = summary.rest.amounts
        nights = 0 if summary.figures.night_pings else nights  # which the escalations named
        yield from filter(None, [ledger_line(owed, nights, taken_back, still_owed)])


def lists_of(summary: WeekSummary) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield the lists of the week of `summary` that aren't empty, each with its title: wins, thanks, open escalations
    and the community."""
    thanks = (words.praise_line(found.win, "“", "”") for found in summary.thanks)
    lists: tuple[tuple[str, Sequence[str]], ...] = (
        (words.WINS, [win_line(found.win) for found in summary.wins]),
        (words.THANKS, [f"{text}, {from_sender(sender)}" if sender else text for text, sender in thanks]),
        (words.OPEN, [_open_line(item, summary) for item in summary.open if item.unresolved]),
        (plain_words.RESOLVED_SINCE, [_open_line(item, summary) for item in summary.open if not item.unresolved]),
        (words.COMMUNITY, summary.community),
    )
    yield from ((title, items) for title, items in lists if items)
