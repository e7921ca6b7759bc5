"""Questions a manager could ask in the next one-to-one, each in a few ways, with the evidence in the shared file.

Each can be asked as it is: “you” is the person who shared the file, “I” is the manager. They are about the work and
what would help. None asks why something wasn't done. Each way of asking names what the person shared: their title,
number or word.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Final, NamedTuple

from cmcheckin.domain.numbers import rounded
from cmcheckin.domain.week import Week
from cmcheckin.wording.formats import (
    count,
    joined,
    long_date,
    minutes,
    number_word,
    plural,
    quoted,
    sentence_case,
    tenths,
)
from cmcheckin.wording.range_marks import mark_text
from cmcheckin.wording.share_page import duration

MAX_TITLE: Final = 60
"""Longest title or win in a question, in characters."""


class QuestionText(NamedTuple):
    """The ways to ask a question, at least one, and the days and numbers it is based on."""

    ways: tuple[str, ...]
    evidence: str


def help_asked(text: str) -> QuestionText:
    """Return the question for a person who wrote what would help."""
    said = _short(text)
    return QuestionText(
        (
            f"You wrote {said}. What could we start this week, and what's in the way?",
            f"About {said}: what would a good first step be, and what do you need from me?",
            f"You said {said} would help. Who could I talk to first?",
            f"If I could do one thing about {said} this week, what would you pick?",
        ),
        f"They wrote: {quoted(text)}",
    )


def long_open(
    title: str, severity: str, days: int, status: str, handed_to: str, shared_on: date | None = None
) -> QuestionText:
    """Return the question about a severe escalation that has been open for `days` days.

    `shared_on`: the day it was shared, if long ago.
    """
    unnamed = "handed off" if status == "handed-off" else "not handed to anyone"
    whose = f", with {handed_to}" if handed_to else f", {unnamed}"
    what = _short(title)
    ways: tuple[str, ...] = (
        f"Who could take {what} off your hands, or make the decision it's waiting for?",
        f"What would it take to close {what}, and which part could I do?",
        f"How much of your time does {what} take up, and what could I move to make room?",
    )
    if handed_to:
        ways = (f"Would it help if I asked {handed_to} about {what}?", *ways)
    return QuestionText(ways, f"{sentence_case(severity)}, open for {duration(days)}{whose}{_as_of(shared_on)}")


def ask_waiting(
    title: str, days: int, handed_to: str, shared_on: date | None = None, replied: str | None = None
) -> QuestionText:
    """Return the question about an ask that awaits an answer, with its evidence.

    `shared_on`: the day it was shared, if a while ago. `replied`: the sender of an answer according to its file, empty
    without a name, None without an answer. An answer doesn't close the ask.
    """
    whose = f", with {handed_to}" if handed_to else ""
    answered = f"answered by {replied}, according to the file" if replied else "an answer was sent"
    answer = "" if replied is None else f"; {answered}"
    what = _short(title)
    return QuestionText(
        (
            f"What could we tell members about {what}, even if it's just a “no” or a date?",
            f"Who can decide on {what}, and would it help if I asked them?",
            f"Is {what} still needed, and what would you like to tell members in the meantime?",
        ),
        f"Waiting for {duration(days)}{whose}{_as_of(shared_on)}{answer}",
    )


def long_weeks(weeks: Sequence[Week], weekly_hours: Sequence[float], usual: float) -> QuestionText:
    """Return the question about weeks with hours well above the usual, the latest among them."""
    evidence = f"{joined([tenths(hours) for hours in weekly_hours])} in {_weeks(weeks)}, usually {tenths(usual)}"
    return QuestionText(_longer(weeks[-1], weekly_hours[-1]), evidence)


def hours_outside(week: Week, hours: float, low: float, high: float, weeks: int) -> QuestionText:
    """Return the question about a week of `hours`, above the person's normal range from `low` to `high`.

    `weeks`: how many earlier weeks the range comes from.
    """
    evidence = f"Week {week.number}: {mark_text('hours', hours, low, high, weeks)}"
    return QuestionText(_longer(week, hours), evidence)


def _longer(week: Week, hours: float) -> tuple[str, ...]:
    amount = rounded(hours, 1)
    worked = f"{amount:g} {'hour' if amount == 1 else 'hours'}"
    return (
        f"You worked {worked} in week {week.number}. What could wait, stop or go to someone else?",
        f"What made week {week.number} longer than usual for you, and is there more to come?",
        f"Week {week.number} took {worked}. When could you take some of that time back?",
        f"If another week of {worked} came along, what could someone else take on?",
    )


def night_pings(number: int, weeks: Sequence[Week]) -> QuestionText:
    """Return the question about `number` night pings in `weeks`."""
    pings, when = count(number, "night ping"), _weeks(weeks)
    return QuestionText(
        (
            f"You had {pings} in {when}. Who could cover some of the nights?",
            f"What were the {pings} in {when} about, and what could have waited?",
            f"After {pings} in {when}, would it help to agree when you aren't on call?",
        ),
        f"{sentence_case(count(number, 'ping'))} between 22:00 and 06:00 in {when}",
    )


def days_worked(numbers: Sequence[int], weeks: Sequence[Week]) -> QuestionText:
    """Return the question about weeks with six or seven days of work, the latest among them."""
    texts = [str(number) for number in numbers]
    days, number = count(numbers[-1], "day"), weeks[-1].number
    return QuestionText(
        (
            f"You worked {days} in week {number}. Which day next week could we keep free for you?",
            f"What kept you busy for {days} in week {number}, and who could share some of it?",
        ),
        f"{joined(texts) if len(texts) > 1 else texts[0]} days worked in {_weeks(weeks)}",
    )


def days_off(number: int, weeks: Sequence[Week]) -> QuestionText:
    """Return the question about `number` days off that were worked in `weeks`."""
    days, when = f"{count(number, 'day')} off", _weeks(weeks)
    one, yours = ("a day off", "day off") if number == 1 else (days, days)
    return QuestionText(
        (
            f"You worked on {one} in {when}. Who could cover for you on the next one?",
            f"When could you take back the {yours} that you worked in {when}?",
            f"What came up on your {yours} in {when}, and who could take it next time?",
        ),
        f"Work on {days} in {when}",
    )


def evenings(amount: int, weeks: Sequence[Week]) -> QuestionText:
    """Return the question about `amount` minutes after hours in `weeks`."""
    spent, when = _time(amount), _weeks(weeks)
    return QuestionText(
        (
            f"You had {spent} of work after hours in {when}. What keeps coming in then?",
            f"Of your {spent} after hours in {when}, what could wait until morning?",
            f"Which part of your {spent} after hours in {when} could someone else cover?",
            f"What would help you switch off after {spent} outside your schedule in {when}?",
        ),
        f"{minutes(amount)} of work after hours in {when}",
    )


def could_have_waited(number: int, of: int, weeks: Sequence[Week]) -> QuestionText:
    """Return the question about escalations that could have waited: `number` of `of`."""
    some = f"{number_word(number)} of {number_word(of)} escalations"
    return QuestionText(
        (
            f"You said {some} could have waited. What could I tell the teams around you?",
            f"Where did the {number_word(number)} escalations that could have waited come from, and can I help there?",
            f"If {some} could have waited, how could we help people tell what's urgent?",
        ),
        f"{sentence_case(some)} could have waited in {_weeks(weeks)}",
    )


def one_cause(cause: str, number: int, spent: int) -> QuestionText:
    """Return the question about `number` escalations with the same `cause`."""
    took = f", {minutes(spent)} in total" if spent else ""
    what, times = _short(cause), count(number, "escalation")
    return QuestionText(
        (
            f"How could you hear about things like {what} sooner, and have time to prepare?",
            f"{sentence_case(times)} came from {what}. Who needs to know, and shall I tell them?",
            f"What would need to change so that {what} causes fewer escalations?",
        ),
        f"{sentence_case(times)} with this cause{took}",
    )


def support(amount: int, weeks: Sequence[Week]) -> QuestionText:
    """Return the question about `amount` minutes of support that was somebody else's to do."""
    spent, when = _time(amount), _weeks(weeks)
    return QuestionText(
        (
            f"You spent {spent} on support in {when}. Which part could we hand over?",
            f"What would you have liked to do with the {spent} that support took in {when}?",
            f"Who could answer the support questions from {when}, and how could we hand them over?",
        ),
        f"{minutes(amount)} of support in {when}",
    )


def full_plate(word: str, weeks: Sequence[Week]) -> QuestionText:
    """Return the question about a high workload in `weeks`; `word` describes it."""
    when = _weeks(weeks)
    return QuestionText(
        (
            f"You called your workload “{word}” in {when}. What matters most, and what can wait?",
            f"You called your workload “{word}” in {when}. Which part of it does nobody else see?",
            f"With “{word}” on your plate in {when}, what would you drop first if you could?",
        ),
        f"Workload “{word}” in {when}",
    )


def light_plate(word: str, weeks: Sequence[Week]) -> QuestionText:
    """Return the question about a low workload in `weeks`; `word` describes it."""
    when = _weeks(weeks)
    return QuestionText(
        (
            f"You called your workload “{word}” in {when}. What would you like to start?",
            f"Your workload was “{word}” in {when}. What would you like to learn or try next?",
        ),
        f"Workload “{word}” in {when}",
    )


def lower_than_usual(what: Sequence[str], week: Week) -> QuestionText:
    """Return the question about mood or energy well below the usual, which the person chose to share."""
    both = joined(list(what))
    were = "were" if len(what) > 1 else "was"
    return QuestionText(
        (
            f"You shared that your {both} {were} well below usual. How could I help?",
            f"How have things been since week {week.number}, and what could I do to help?",
            f"Thank you for sharing how week {week.number} was for you. What would make the next few easier?",
        ),
        f"{sentence_case(both)} well below their own usual in week {week.number} (they chose to share this)",
    )


def win(text: str, day: date, sender: str) -> QuestionText:
    """Return the question about a win."""
    what = _short(text)
    ways: tuple[str, ...] = (
        f"What made {what} possible, and who else would like to hear about it?",
        f"What did {what} take, and which part of it would you like to do again?",
        f"What are you most pleased with about {what}?",
        f"Who helped with {what}, and how can we thank them?",
        f"How did {what} come about, and what could others learn from it?",
    )
    if sender:
        who = sentence_case(sender)
        ways = (
            f"{who} said {what}. What was that about, and who else would like to hear it?",
            f"How was it to hear {what} from {sender}, and what led to it?",
            f"{who} said {what}. What else would you like people to notice?",
            f"What led to {what}, and who else was part of it?",
            f"How could we share {what} with more people, if you'd like that?",
        )
    from_whom = f", from {sender}" if sender else ""
    return QuestionText(ways, f"{long_date(day)}{from_whom}")


def _time(amount: int) -> str:
    """Return `amount` minutes in words: `45 minutes`, `two hours`, `three hours 20 minutes`."""
    hours, rest = divmod(amount, 60)
    parts = [count(hours, "hour")] * bool(hours) + [plural(rest, "minute")] * bool(rest or not hours)
    return " ".join(parts)


def _weeks(weeks: Sequence[Week]) -> str:
    """Return `week 47`, `weeks 45 to 47`, `weeks 44, 45 and 47`."""
    numbers = [week.number for week in weeks]
    if len(numbers) == 1:
        return f"week {numbers[0]}"
    if len(numbers) > 2 and all(week.shifted(1) == after for week, after in pairwise(weeks)):
        return f"weeks {numbers[0]} to {numbers[-1]}"
    return f"weeks {joined([str(number) for number in numbers])}"


def _as_of(shared_on: date | None) -> str:
    """Return the day of an old file, as a clause; empty for None."""
    return f", as of {long_date(shared_on)}" if shared_on else ""


def _short(text: str) -> str:
    """Return the beginning of `text` in quotes, without its full stop."""
    text = text.rstrip(".") or text
    return quoted(text if len(text) <= MAX_TITLE else text[: MAX_TITLE - 1].rstrip() + "…")
