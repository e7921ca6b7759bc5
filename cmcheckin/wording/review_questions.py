"""Questions a manager could ask in the next one-to-one, each with the evidence in the shared file.

Each can be asked as it is: “you” is the person who shared the file, “I” is the manager. They are about the work and
what would help. None asks why something wasn't done.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Final

from cmcheckin.domain.week import Week
from cmcheckin.wording.formats import count, joined, long_date, minutes, sentence_case, tenths
from cmcheckin.wording.review import quoted
from cmcheckin.wording.share_page import duration

QuestionText = tuple[str, str]
"""A question, and the days and numbers it is based on."""
MAX_TITLE: Final = 60
"""Longest title or win in a question, in characters."""


def help_asked(text: str) -> QuestionText:
    """Return the question for a person who wrote what would help."""
    return "What could we start this week, and what's in the way?", f"They wrote: {quoted(text)}"


def long_open(
    title: str, severity: str, days: int, status: str, handed_to: str, shared_on: date | None = None
) -> QuestionText:
    """Return the question about a severe escalation that has been open for `days`.

    `shared_on`: the day it was shared, if long ago.
    """
    unnamed = "handed off" if status == "handed-off" else "not handed to anyone"
    whose = f", with {handed_to}" if handed_to else f", {unnamed}"
    question = f"Who else could take on {_short(title)}, or make the decision it's waiting for?"
    return question, f"{sentence_case(severity)}, open for {duration(days)}{whose}{_as_of(shared_on)}"


def ask_waiting(
    title: str, days: int, handed_to: str, shared_on: date | None = None, replied: str | None = None
) -> QuestionText:
    """Return the question about an ask that awaits an answer, with its evidence.

    `shared_on`: the day it was shared, if a while ago. `replied`: the sender of an answer according to its file, empty
    without a name, None without an answer. An answer doesn't close the ask.
    """
    whose = f", with {handed_to}" if handed_to else ""
    question = f"What could we tell members about {_short(title)}, even if it's just “no” or a date?"
    answered = f"answered by {replied}, according to the file" if replied else "an answer was sent"
    answer = "" if replied is None else f"; {answered}"
    return question, f"Waiting for {duration(days)}{whose}{_as_of(shared_on)}{answer}"


def long_weeks(weeks: Sequence[Week], weekly_hours: Sequence[float], usual: float) -> QuestionText:
    """Return the question about weeks with hours well above the usual, the latest among them."""
    question = "Which of your tasks could wait, stop or go to someone else?"
    return question, f"{joined([tenths(hours) for hours in weekly_hours])} in {_weeks(weeks)}, usually {tenths(usual)}"


def night_pings(number: int, weeks: Sequence[Week]) -> QuestionText:
    """Return the question about `number` night pings in `weeks`."""
    question = "Who could cover some of the nights, and what would they need?"
    return question, f"{sentence_case(count(number, 'ping'))} between 22:00 and 06:00 in {_weeks(weeks)}"


def days_worked(numbers: Sequence[int], weeks: Sequence[Week]) -> QuestionText:
    """Return the question about weeks with six or seven days of work, the latest among them."""
    question = "Which day could you keep free next week, and who could cover for you?"
    texts = [str(number) for number in numbers]
    return question, f"{joined(texts) if len(texts) > 1 else texts[0]} days worked in {_weeks(weeks)}"


def days_off(number: int, weeks: Sequence[Week]) -> QuestionText:
    """Return the question about `number` days off that were worked in `weeks`."""
    question = "How can we keep your next day off free, and who could cover for you?"
    return question, f"Work on {count(number, 'day')} off in {_weeks(weeks)}"


def evenings(amount: int, weeks: Sequence[Week]) -> QuestionText:
    """Return the question about `amount` minutes after hours in `weeks`."""
    question = "What keeps coming in after hours, and what would let it wait until morning?"
    return question, f"{minutes(amount)} of work after hours in {_weeks(weeks)}"


def could_have_waited(number: int, of: int, weeks: Sequence[Week]) -> QuestionText:
    """Return the question about escalations that could have waited: `number` of `of`."""
    question = "What could I tell the teams around you so that fewer things reach you as urgent?"
    return question, f"{number} of {of} escalations could have waited in {_weeks(weeks)}"


def one_cause(cause: str, number: int, spent: int) -> QuestionText:
    """Return the question about `number` escalations with the same `cause`."""
    took = f", {minutes(spent)} in total" if spent else ""
    question = f"How could you hear about things like {_short(cause)} sooner, and have time to prepare?"
    return question, f"{sentence_case(count(number, 'escalation'))} with this cause{took}"


def support(amount: int, weeks: Sequence[Week]) -> QuestionText:
    """Return the question about `amount` minutes of support that was somebody else's to do."""
    question = "Which support work belongs to someone else, and how could we hand it over?"
    return question, f"{minutes(amount)} of support in {_weeks(weeks)}"


def full_plate(word: str, weeks: Sequence[Week]) -> QuestionText:
    """Return the question about a high workload in `weeks`; `word` describes it."""
    question = "Which part of your work does nobody else see, and what matters most right now?"
    return question, f"Workload “{word}” in {_weeks(weeks)}"


def light_plate(word: str, weeks: Sequence[Week]) -> QuestionText:
    """Return the question about a low workload in `weeks`; `word` describes it."""
    question = "What would you like to start, now that you have some time?"
    return question, f"Workload “{word}” in {_weeks(weeks)}"


def lower_than_usual(what: Sequence[str], week: Week) -> QuestionText:
    """Return the question about mood or energy well below the usual, which the person chose to share."""
    question = "How are you doing, work aside, and what could I do to help?"
    ratings = sentence_case(joined(list(what)))
    return question, f"{ratings} well below their own usual in week {week.number} (they chose to share this)"


def win(text: str, day: date, sender: str) -> QuestionText:
    """Return the question about a win."""
    from_whom = f", from {sender}" if sender else ""
    question = f"What made {_short(text)} possible, and who else would like to hear about it?"
    return question, f"{long_date(day)}{from_whom}"


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
    """Return the beginning of `text` in quotes."""
    return quoted(text if len(text) <= MAX_TITLE else text[: MAX_TITLE - 1].rstrip() + "…")
