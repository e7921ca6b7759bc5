"""What a share file can leave out, by key: entries, answers, lines about the community, and single numbers of a week.

Keys name a kind and what it is: `win:w-2026-11-20-1-3f9a`, `community:2026-11-17`, `number:2026-W47:hours`. They are
the user's own, in drafts and commands, and never in a share file.

What is left out isn't in any format, nor in any figure computed from it. Without the hours of a week, neither its
usual, its worked days nor the hours of its activities are shown, and no other week's usual counts them. These can still
be worked out: the number and time of escalations from those that are listed; the open ones at the end of a week from
the numbers of the weeks beside it; that a week had at least its after-hours time. A word for mood or energy is compared
with earlier weeks, whether or not their own words are shared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.own_questions import Question
from cmcheckin.domain.records import Records
from cmcheckin.domain.text import LINE, clean, shorten
from cmcheckin.domain.week import Week
from cmcheckin.sharing.share_file import Consent, ShareActivity, ShareFile, ShareWeek, day_made
from cmcheckin.sharing.week_columns import MOOD_COLUMNS, WORK_COLUMNS, WORKLOAD_COLUMNS, hours_columns
from cmcheckin.wording import formats
from cmcheckin.wording import share_page as words
from cmcheckin.wording.record_words import activity_amount

ENTRY_KINDS: Final = ("win", "escalation", "ask")
"""Kinds of entries that are chosen by their id alone, so that a choice applies to all entries with the same id."""
COUNTED_KINDS: Final = ("number", "metric", "activity", "question")
"""Kinds that can be left out, but not reworded."""
NUMBERS: Final = (
    "hours", "usual_hours", "days_worked", "days_not_said", "workload", "after_hours_minutes", "days_off_worked",
    "night_pings", "escalations_opened", "escalations_resolved", "escalations_open", "minutes_on_escalations",
    "could_have_waited", "support_minutes", "peer_minutes", "community", "mood", "energy",
)  # fmt: skip
"""The numbers and words of a week that can be left out one by one, in the order of their columns."""
WITH_HOURS: Final = ("usual_hours", "days_worked", "days_not_said")
"""Numbers that aren't shown without the hours of their week."""


@dataclass(frozen=True)
class Choice:
    """A part of a week that can be left out: its key, label and text. Only the user's own words can be reworded."""

    key: str
    label: str
    text: str
    can_reword: bool = False


@dataclass(frozen=True)
class WeekChoices:
    """What can be left out of `week`."""

    week: Week
    choices: tuple[Choice, ...]


def entry_key(kind: str, id_: str) -> str:
    """Return the key of the entry of `kind` with the id `id_`: `win:w-2026-11-20-1-3f9a`."""
    return f"{kind}:{id_}"


def week_key(kind: str, week: Week, name: str) -> str:
    """Return the key of the number, metric, activity or question (its `kind`) with `name` in `week`:
    `number:2026-W47:hours`."""
    return f"{kind}:{week}:{name}"


def community_key(day: date) -> str:
    """Return the key of the line about the community in the check-in of `day`."""
    return f"community:{day}"


def answer_key(day: date, question: str) -> str:
    """Return the key of the text that answered `question` in the check-in of `day`."""
    return f"answer:{day}:{question}"


def saved_key(key: str) -> str:
    """Return the key that a choice about `key` is saved under: the id of a win, escalation or ask, or else `key`
    itself."""
    kind, _, id_ = key.partition(":")
    return id_ if kind in ENTRY_KINDS else key


def community_lines(checkins: Iterable[CheckIn], consent: Consent) -> dict[str, str]:
    """Return the lines about the community in `checkins` by key, in the words of `consent`, with those it leaves out.
    A line of several days has the key of the first."""
    given = ((community_key(checkin.date), checkin.community.feels) for checkin in checkins)
    return _reworded(given, consent)


def answer_texts(checkins: Iterable[CheckIn], question: str, consent: Consent) -> dict[str, str]:
    """Return the texts in `checkins` that answer `question`, like `community_lines`."""
    given = ((answer_key(checkin.date, question), checkin.answers.get(question)) for checkin in checkins)
    return _reworded(((key, text) for key, text in given if isinstance(text, str)), consent)


def _reworded(given: Iterable[tuple[str, str | None]], consent: Consent) -> dict[str, str]:
    first: dict[str, str] = {}
    for key, text in given:
        if text and (cleaned := shorten(clean(text), LINE)):
            first.setdefault(cleaned, key)
    return {key: shorten(clean(consent.texts.get(key, text)), LINE) for text, key in first.items()}


def chosen_lines(lines: Mapping[str, str], consent: Consent) -> tuple[str, ...]:
    """Return those of `lines`, by key, that `consent` doesn't leave out, each once."""
    return tuple(dict.fromkeys(text for key, text in lines.items() if text and key not in consent.excluded))


def hides_hours(week: Week, consent: Consent) -> bool:
    """Return whether `consent` leaves out the hours of `week`."""
    return week_key("number", week, "hours") in consent.excluded


def without_excluded(week: ShareWeek, consent: Consent) -> ShareWeek:
    """Return `week` without the numbers, activities, metrics and counted answers that `consent` leaves out."""

    def is_chosen(kind: str, name: str) -> bool:
        return week_key(kind, week.week, name) not in consent.excluded

    dropped = {name for name in NUMBERS if not is_chosen("number", name)}
    activities = tuple(one for one in week.activities if is_chosen("activity", one.kind))
    if "hours" in dropped:
        dropped |= {*WITH_HOURS}
        activities = tuple(ShareActivity(one.kind, None, one.on_days, one.on_days) for one in activities)
    empty: dict[str, Any] = {name: 0 if name == "days_not_said" else None for name in dropped}
    return replace(
        week,
        activities=activities,
        metrics=tuple(one for one in week.metrics if is_chosen("metric", one.name)),
        questions=tuple(one for one in week.questions if one.texts or is_chosen("question", one.name)),
        **empty,
    )


def week_choices(
    complete: ShareFile, records: Records, consent: Consent, questions: Iterable[Question] = ()
) -> tuple[WeekChoices, ...]:
    """Return what can be left out of each week of `complete`, a file of `records` with nothing left out; weeks without
    anything aren't returned. `questions`: the user's own."""
    columns = (*hours_columns(day_made(complete.made)), *WORKLOAD_COLUMNS, *WORK_COLUMNS, *MOOD_COLUMNS)
    cells = tuple((name, label, cell) for name, (label, cell) in zip(NUMBERS, columns, strict=True))
    texts = [question.name for question in questions if not question.is_yes_no]
    found = (WeekChoices(week.week, tuple(_choices(week, complete, records, consent, cells, texts)))
             for week in complete.weeks)  # fmt: skip
    return tuple(week for week in found if week.choices)


def _choices(
    week: ShareWeek,
    complete: ShareFile,
    records: Records,
    consent: Consent,
    cells: Iterable[tuple[str, str, Callable[[ShareWeek], str]]],
    texts: Iterable[str],
) -> Iterator[Choice]:
    for name, label, cell in cells:
        if (text := cell(week)) != words.EMPTY:
            text = words.comparison_text(text, "") if name in ("mood", "energy") else text
            yield Choice(week_key("number", week.week, name), label, text)
    first, last = max(complete.first, week.week.monday), min(complete.last, week.week.sunday)
    checkins = list(records.checkins.between(first, last))
    if week.community_feels:
        for key, text in community_lines(checkins, consent).items():
            yield Choice(key, words.COMMUNITY, text, can_reword=True)
    for activity in week.activities:
        amount = activity_amount(activity.hours, activity.on_days, activity.days_without_hours)
        yield Choice(week_key("activity", week.week, activity.kind), activity.kind, amount)
    for metric in week.metrics:
        value = f"{words.metric_value(metric.mean)} {metric.unit}".rstrip()
        yield Choice(week_key("metric", week.week, metric.name), metric.name, value)
    for question in week.questions:
        if question.yes is not None and question.answered is not None:
            text = formats.yes_days(question.yes, question.answered)
            yield Choice(week_key("question", week.week, question.name), question.name, text)
    shared = {question.name for question in week.questions}
    for name in (name for name in texts if name in shared):
        for key, text in answer_texts(checkins, name, consent).items():
            yield Choice(key, name, text, can_reword=True)
