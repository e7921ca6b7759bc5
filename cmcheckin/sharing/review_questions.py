"""Suggest one or two questions for the next one-to-one from what a person shared, each with its evidence.

Each rule looks at the last shared weeks. The first rule that applies, in the order of RULES, gives the first question.
The second is of another kind; if the first isn't urgent, it is the win of the week.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from math import inf
from types import MappingProxyType
from typing import Final, NamedTuple

from cmcheckin.domain.escalation import SEVERITIES
from cmcheckin.domain.numbers import whole
from cmcheckin.domain.week import Week
from cmcheckin.sharing.share_file import ShareEscalation, ShareFile, ShareWeek, day_made
from cmcheckin.sharing.summary import days_open, stale_since
from cmcheckin.wording import review_questions as words
from cmcheckin.wording.record_words import WORKLOAD

MAX_QUESTIONS: Final = 2
"""Questions for one conversation (our choice)."""
RECENT_WEEKS: Final = 3
"""Weeks that are looked at, up to the latest shared one."""

OPEN_DAYS: Final = {5: 1, 4: 3, 3: 10}
"""Days open from which an escalation is asked about, by severity (our choice); never below moderate."""
ASK_DAYS: Final = 14
"""Days an ask waits before it is asked about (our choice; two weeks is a common rhythm of one-to-ones)."""
LONG_WEEK_SHARE: Final = 0.1
"""Share of the usual hours by which a week counts as long (our choice; 44 h against 40)."""
LONG_WEEK_DAYS, FULL_WEEK_DAYS = 6, 7
"""Days worked in a week that are asked about when it happens twice, and when it happens once."""
AFTER_HOURS_MINUTES: Final = 120
"""Minutes after hours in the last weeks that are asked about (our choice)."""
DAYS_OFF: Final = 2
"""Days off worked in the last weeks, one of them in the latest, that are asked about (our choice)."""
NIGHT_PINGS: Final = 2
"""Night pings in the last weeks that are asked about (our choice)."""
COULD_HAVE_WAITED: Final = 2
"""Escalations in the last weeks that could have waited and are asked about (our choice)."""
SUPPORT_MINUTES: Final = 120
"""Minutes of support that wasn't the person's job in the last weeks that are asked about (our choice)."""
SAME_CAUSE: Final = 2
"""Escalations with the same cause that are asked about (our choice)."""
HIGH_WORKLOAD, LOW_WORKLOAD = 4.0, 1.5
"""Weekly mean workload, 1 to 5, from which it is high, and up to which it is low (our choice)."""


class Question(NamedTuple):
    """A question, the days and numbers it is based on, and the kind of rule it comes from."""

    kind: str
    text: str
    evidence: str


class _Evidence(NamedTuple):
    """What the rules look at."""

    newest: ShareFile
    weeks: tuple[ShareWeek, ...]
    """The shared weeks among the last RECENT_WEEKS, in order of time."""
    today: date
    answers: Mapping[str, str]
    """Senders of answers according to their files, by the id of the ask."""
    shared_on: Mapping[str, date]
    """The day an escalation or ask was last shared, by its id, if not in the newest file."""

    def stale_since(self, item: ShareEscalation) -> date | None:
        """Return the day `item` was last shared, if that is so long ago that it may have changed."""
        return stale_since(self.shared_on.get(item.id, day_made(self.newest.made)), self.today)


def questions(
    newest: ShareFile,
    weeks: Sequence[ShareWeek],
    today: date,
    answers: Mapping[str, str] = MappingProxyType({}),
    shared_on: Mapping[str, date] = MappingProxyType({}),
) -> tuple[Question, ...]:
    """Return at most MAX_QUESTIONS questions, the most important first.

    `newest`: the newest file. `weeks`: in order of time. `answers`: senders of answers by the id of the ask.
    `shared_on`: the day older entries were shared.
    """
    last = max((week.week for week in newest.weeks), default=None)
    recent = [week for week in weeks if last is not None and last.shifted(-RECENT_WEEKS) < week.week <= last]
    evidence = _Evidence(newest, tuple(recent), today, answers, shared_on)
    chosen: list[Question] = []
    for kind, rule in RULES:
        is_second = len(chosen) == MAX_QUESTIONS - 1 and kind != "win"
        if is_second and chosen[0].kind in _LESS_URGENT and _latest_win(evidence):
            continue
        if texts := rule(evidence):
            chosen.append(Question(kind, *texts))
        if len(chosen) == MAX_QUESTIONS:
            break
    return tuple(chosen)


def _help_wanted(evidence: _Evidence) -> words.QuestionText | None:
    text = evidence.newest.help
    return words.help_asked(text) if text else None


def _long_open(evidence: _Evidence) -> words.QuestionText | None:
    candidates = [
        (item.severity or 0, days, item)
        for item in evidence.newest.escalations
        if item.status != "resolved"
        and (days := days_open(item, evidence.today)) >= OPEN_DAYS.get(item.severity or 0, inf)
    ]
    if not candidates:
        return None
    severity, days, item = max(candidates, key=lambda candidate: candidate[:2])
    shared_on = evidence.stale_since(item)
    return words.long_open(item.title, SEVERITIES[severity - 1], days, item.status, item.handed_to, shared_on)


def _waiting_ask(evidence: _Evidence) -> words.QuestionText | None:
    candidates = [
        (ask.id not in evidence.answers, days, ask)
        for ask in evidence.newest.asks
        if ask.status != "resolved" and (days := days_open(ask, evidence.today)) >= ASK_DAYS
    ]
    _, days, ask = max(candidates, key=lambda candidate: candidate[:2], default=(True, 0, None))
    if ask is None:
        return None
    return words.ask_waiting(ask.title, days, ask.handed_to, evidence.stale_since(ask), evidence.answers.get(ask.id))


def _long_weeks(evidence: _Evidence) -> words.QuestionText | None:
    """Ask when the latest week is long and another is too, or when the latest alone is long by twice as much."""
    weeks = [(week.week, week.hours, week.usual_hours) for week in evidence.weeks if week.hours and week.usual_hours]
    long_weeks = [week for week in weeks if week[1] >= week[2] * (1 + LONG_WEEK_SHARE)]
    if not long_weeks or long_weeks[-1] is not weeks[-1]:
        return None
    _, hours, usual = long_weeks[-1]
    if len(long_weeks) < 2 and hours < usual * (1 + 2 * LONG_WEEK_SHARE):
        return None
    return words.long_weeks([week for week, _, _ in long_weeks], [hours for _, hours, _ in long_weeks], usual)


def _days_worked(evidence: _Evidence) -> words.QuestionText | None:
    """Ask about days off worked; else about weeks of LONG_WEEK_DAYS, or a latest week of FULL_WEEK_DAYS."""
    if texts := _sum_question(evidence, "days_off_worked", DAYS_OFF, words.days_off, in_latest=True):
        return texts
    weeks = [(week.week, week.days_worked or 0) for week in evidence.weeks]
    long_weeks = [(week, days) for week, days in weeks if days >= LONG_WEEK_DAYS]
    if not long_weeks or long_weeks[-1] != weeks[-1] or (len(long_weeks) < 2 and long_weeks[-1][1] < FULL_WEEK_DAYS):
        return None
    return words.days_worked([days for _, days in long_weeks], [week for week, _ in long_weeks])


def _after_hours(evidence: _Evidence) -> words.QuestionText | None:
    return _sum_question(evidence, "after_hours_minutes", AFTER_HOURS_MINUTES, words.evenings, in_latest=True)


def _sum_question(
    evidence: _Evidence,
    field: str,
    minimum: int,
    question: Callable[[int, Sequence[Week]], words.QuestionText],
    *,
    in_latest: bool = False,
) -> words.QuestionText | None:
    """Ask when the sum of `field` over the last weeks is at least `minimum`; with `in_latest`, only if the latest week
    has a part in it."""
    weeks = [week for week in evidence.weeks if getattr(week, field)]
    total = whole(sum(getattr(week, field) for week in weeks))
    if total < minimum or (in_latest and weeks[-1] is not evidence.weeks[-1]):
        return None
    return question(total, [week.week for week in weeks])


def _could_have_waited(evidence: _Evidence) -> words.QuestionText | None:
    weeks = [week for week in evidence.weeks if week.could_have_waited]
    number = sum(week.could_have_waited or 0 for week in weeks)
    opened = sum(week.escalations_opened or 0 for week in weeks)
    if not COULD_HAVE_WAITED <= number <= opened:
        return None
    return words.could_have_waited(number, opened, [week.week for week in weeks])


def _same_cause(evidence: _Evidence) -> words.QuestionText | None:
    causes = Counter(item.cause.casefold() for item in evidence.newest.escalations if item.cause)
    if not causes or (top := causes.most_common(1)[0])[1] < SAME_CAUSE:
        return None
    matching = [item for item in evidence.newest.escalations if item.cause.casefold() == top[0]]
    return words.one_cause(matching[0].cause, len(matching), sum(item.minutes or 0 for item in matching))


def _workload_question(
    evidence: _Evidence,
    is_extreme: Callable[[float], bool],
    question: Callable[[str, Sequence[Week]], words.QuestionText],
) -> words.QuestionText | None:
    """Ask when the workload of both of the last two weeks that have one is extreme."""
    last = [(week.week, week.workload) for week in evidence.weeks if week.workload is not None][-2:]
    if len(last) < 2 or not all(is_extreme(value) for _, value in last):
        return None
    return question(WORKLOAD[whole(last[-1][1]) - 1], [week for week, _ in last])


def _lower_than_usual(evidence: _Evidence) -> words.QuestionText | None:
    if not evidence.weeks:
        return None
    week = evidence.weeks[-1]
    lower = [name for name in ("mood", "energy") if getattr(week, name) == "well below"]
    return words.lower_than_usual(lower, week.week) if lower else None


def _latest_win(evidence: _Evidence) -> words.QuestionText | None:
    """Ask about the latest win: praise first, then wins of the community, then their own."""
    wins = sorted(evidence.newest.wins, key=lambda win: (win.kind == "thanks", win.kind != "self", win.day, win.id))
    return words.win(wins[-1].text, wins[-1].day, wins[-1].sender) if wins else None


RULES: Final[tuple[tuple[str, Callable[[_Evidence], words.QuestionText | None]], ...]] = (
    ("help", _help_wanted),
    ("lower", _lower_than_usual),
    ("open", _long_open),
    ("hours", _long_weeks),
    ("nights", partial(_sum_question, field="night_pings", minimum=NIGHT_PINGS, question=words.night_pings)),
    ("days", _days_worked),
    ("asks", _waiting_ask),
    ("evenings", _after_hours),
    ("cause", _same_cause),
    ("support", partial(_sum_question, field="support_minutes", minimum=SUPPORT_MINUTES, question=words.support)),
    ("waited", _could_have_waited),
    ("full", partial(_workload_question, is_extreme=lambda value: value >= HIGH_WORKLOAD, question=words.full_plate)),
    ("win", _latest_win),
    ("light", partial(_workload_question, is_extreme=lambda value: value <= LOW_WORKLOAD, question=words.light_plate)),
)
_LESS_URGENT: Final = ("asks", "cause", "support", "waited")
"""Kinds after which the second question is about the win of the week."""
