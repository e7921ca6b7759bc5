"""Suggest up to three questions for the next one-to-one from what a person shared, each with its evidence.

Each rule looks at the last shared weeks, and gives its questions in the order of RULES. Each question is of another
kind, and the last one is about a win. Within a team, kinds and words vary.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from math import inf
from re import sub
from types import MappingProxyType
from typing import Final, NamedTuple, TypeAlias
from zlib import crc32

from cmcheckin.domain.escalation import SEVERITIES
from cmcheckin.domain.numbers import whole
from cmcheckin.domain.text import LINE
from cmcheckin.domain.week import Week
from cmcheckin.insight.usual import RANGE_WEEKS
from cmcheckin.sharing.follow_up import Asked
from cmcheckin.sharing.ranges import Figure, RangeMark
from cmcheckin.sharing.share_file import ShareEscalation, ShareFile, ShareWeek, day_made
from cmcheckin.sharing.summary import days_open, stale_since
from cmcheckin.wording import review_questions as words
from cmcheckin.wording.record_words import WORKLOAD

MAX_QUESTIONS: Final = 3
"""Questions for one conversation (our choice)."""
MAX_ALIKE: Final = 2
"""How many people of a team are asked about the same kind of thing before others get another question (our choice)."""
URGENT: Final = ("help", "lower", "open")
"""Kinds that never give way to another."""
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
MUCH_AFTER_HOURS: Final = 360
"""The same if it is within the person's normal range: two hours a week (our choice)."""
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
ABOUT_RIGHT: Final = 3
"""The workload, from 1 to 5, that is about right."""
HIGH_WORKLOAD, LOW_WORKLOAD = 4.0, 1.5
"""Weekly mean workload, 1 to 5, from which it is high, and up to which it is low (our choice)."""


class Question(NamedTuple):
    """A question, the days and numbers it is based on, and the kind of rule it comes from."""

    kind: str
    text: str
    evidence: str
    about: str = ""
    """What it is about, such as the id of an escalation; empty for a figure of the weeks."""
    amount: float = 0
    """How much of it there is, in the unit of its rule. More is worse."""
    ways: tuple[str, ...] = ()
    """Every way to ask it, `text` first."""

    @property
    def asked(self) -> Asked:
        """Return the record kept of a question once it was proposed."""
        return Asked(self.kind, self.about[:LINE], self.amount)


class _Evidence(NamedTuple):
    """What the rules look at."""

    newest: ShareFile
    weeks: tuple[ShareWeek, ...]
    """The shared weeks among the last RECENT_WEEKS, in order of time."""
    earlier: tuple[ShareWeek, ...]
    """The weeks before the latest one."""
    today: date
    answers: Mapping[str, str]
    """Senders of answers according to their files, by the id of the ask."""
    shared_on: Mapping[str, date]
    """The day an escalation or ask was last shared, by its id, if not in the newest file."""
    marks: Sequence[RangeMark]

    def stale_since(self, item: ShareEscalation) -> date | None:
        """Return the day `item` was last shared, if that is so long ago that it may have changed."""
        return stale_since(self.shared_on.get(item.id, day_made(self.newest.made)), self.today)

    def above(self, figure: Figure) -> RangeMark | None:
        """Return the mark of `figure` if it is above the person's normal range; None if it isn't."""
        return next((mark for mark in self.marks if mark.figure == figure and mark.value > mark.high), None)

    def has_range(self, figure: Figure) -> bool:
        """Return whether enough weeks have `figure` for a normal range."""
        return sum(getattr(week, figure) is not None for week in self.earlier) >= RANGE_WEEKS


class _Found(NamedTuple):
    """A question that a rule suggests, in each of its wordings, and what it is about."""

    texts: words.QuestionText
    about: str = ""
    amount: float = 0


_Rule: TypeAlias = Callable[[_Evidence], Iterator[_Found]]


def candidates(
    newest: ShareFile,
    weeks: Sequence[ShareWeek],
    today: date,
    answers: Mapping[str, str] = MappingProxyType({}),
    shared_on: Mapping[str, date] = MappingProxyType({}),
    marks: Sequence[RangeMark] = (),
) -> tuple[Question, ...]:
    """Return every question that what was shared suggests, the most important first.

    `newest`: the newest file. `weeks`: in order of time. `answers`: senders of answers by the id of the ask.
    `shared_on`: the day older entries were shared. `marks`: figures outside the person's normal range.

    The same person and week give the same words, and others may get other words for the same rule.
    """
    last = max((week.week for week in newest.weeks), default=None)
    recent = [week for week in weeks if last is not None and last.shifted(-RECENT_WEEKS) < week.week <= last]
    evidence = _Evidence(newest, tuple(recent), tuple(weeks[:-1]), today, answers, shared_on, marks)
    found: list[Question] = []
    for kind, rule in RULES:
        turn = crc32(f"{newest.person} {last} {kind}".encode())
        for (ways, facts), about, amount in rule(evidence):
            at = turn % len(ways)
            turned = (*ways[at:], *ways[:at])
            found.append(Question(kind, turned[0], facts, about, amount, turned))
    return tuple(found)


def questions(found: Iterable[Question], asked: Iterable[Asked] = ()) -> tuple[Question, ...]:
    """Return at most MAX_QUESTIONS of the candidates `found`, each of another kind, in their order.

    Those `asked` at the last talk are left out unless they got worse. If there is a win, the last one is about it.
    """
    before = {(one.kind, one.about): one.amount for one in asked}
    fresh: dict[str, Question] = {}
    for question in found:
        one = question.asked
        if one.amount > before.get((one.kind, one.about), -1):
            fresh.setdefault(question.kind, question)
    win = fresh.pop("win", None)
    if win is None:
        return tuple(fresh.values())[:MAX_QUESTIONS]
    return (*tuple(fresh.values())[: MAX_QUESTIONS - 1], win)


def team_questions(
    people: Iterable[tuple[str, Sequence[Question]]], asked: Mapping[str, Sequence[Asked]] = MappingProxyType({})
) -> dict[str, tuple[Question, ...]]:
    """Return the questions for each of the `people`, an id and candidates each, by the id, so that a team isn't asked
    the same.

    A kind that MAX_ALIKE others are asked about gives way to another kind, unless it is URGENT. Someone without another
    kind is asked fewer questions, of the kinds asked least. A wording is used again only after all others. `asked`: at
    the last talk, by the id.
    """
    kinds: Counter[str] = Counter()
    ways: Counter[str] = Counter()
    chosen = {}
    for person, found in people:
        usual = [q for q in found if q.kind in (*URGENT, "win") or kinds[q.kind] < MAX_ALIKE]
        before = asked.get(person, ())
        picked = questions(usual, before)
        if not picked:
            rarest = sorted(questions(found, before), key=lambda question: kinds[question.kind])
            picked = tuple(rarest[: MAX_QUESTIONS - 1])
        reworded = []
        for question in picked:
            kinds[question.kind] += 1
            way = min(question.ways, key=lambda text: ways[_pattern(text)])
            ways[_pattern(way)] += 1
            reworded.append(question._replace(text=way))
        chosen[person] = tuple(reworded)
    return chosen


def _pattern(text: str) -> str:
    """Return `text` without what differs between people: quotes, numbers and names of numbers."""
    return sub(r"“[^”]*”|\d[\d.,:]*", "", text)


def _help_wanted(evidence: _Evidence) -> Iterator[_Found]:
    if text := evidence.newest.help:
        yield _Found(words.help_asked(text), text)


def _long_open(evidence: _Evidence) -> Iterator[_Found]:
    """Ask about each severe escalation that has been open for long, the most severe first, then the oldest."""
    found = [
        (item.severity or 0, days, item)
        for item in evidence.newest.escalations
        if item.status != "resolved"
        and (days := days_open(item, evidence.today)) >= OPEN_DAYS.get(item.severity or 0, inf)
    ]
    for severity, days, item in sorted(found, key=lambda each: (-each[0], -each[1])):
        shared_on = evidence.stale_since(item)
        texts = words.long_open(item.title, SEVERITIES[severity - 1], days, item.status, item.handed_to, shared_on)
        yield _Found(texts, item.id, severity)


def _waiting_asks(evidence: _Evidence) -> Iterator[_Found]:
    """Ask about each waiting ask, those without an answer first, then the oldest. After ASK_DAYS more, it counts as
    worse."""
    found = [
        (ask.id not in evidence.answers, days, ask)
        for ask in evidence.newest.asks
        if ask.status != "resolved" and (days := days_open(ask, evidence.today)) >= ASK_DAYS
    ]
    for _, days, ask in sorted(found, key=lambda each: (not each[0], -each[1])):
        shared_on, replied = evidence.stale_since(ask), evidence.answers.get(ask.id)
        yield _Found(words.ask_waiting(ask.title, days, ask.handed_to, shared_on, replied), ask.id, days // ASK_DAYS)


def _long_weeks(evidence: _Evidence) -> Iterator[_Found]:
    """Ask when the latest whole week is above the person's normal range. While there are too few weeks for a range, ask
    when the latest week is long and another is too, or when the latest alone is long by twice as much."""
    if mark := evidence.above("hours"):
        yield _Found(words.hours_outside(mark.week, *mark[1:5]), amount=mark.value)
    if mark or evidence.has_range("hours"):
        return
    weeks = [(week.week, week.hours, week.usual_hours) for week in evidence.weeks if week.hours and week.usual_hours]
    long_weeks = [week for week in weeks if week[1] >= week[2] * (1 + LONG_WEEK_SHARE)]
    if not long_weeks or long_weeks[-1] is not weeks[-1]:
        return
    _, hours, usual = long_weeks[-1]
    if len(long_weeks) > 1 or hours >= usual * (1 + 2 * LONG_WEEK_SHARE):
        texts = words.long_weeks([week for week, _, _ in long_weeks], [hours for _, hours, _ in long_weeks], usual)
        yield _Found(texts, amount=hours)


def _days_worked(evidence: _Evidence) -> Iterator[_Found]:
    """Ask about days off worked; else about weeks of LONG_WEEK_DAYS, or a latest week of FULL_WEEK_DAYS."""
    found = [*_sum_question(evidence, "days_off_worked", DAYS_OFF, words.days_off, in_latest=True)]
    weeks = [(week.week, week.days_worked or 0) for week in evidence.weeks]
    long_weeks = [(week, days) for week, days in weeks if days >= LONG_WEEK_DAYS]
    is_latest = bool(long_weeks) and long_weeks[-1] == weeks[-1]
    if not found and is_latest and (len(long_weeks) > 1 or long_weeks[-1][1] >= FULL_WEEK_DAYS):
        texts = words.days_worked([days for _, days in long_weeks], [week for week, _ in long_weeks])
        found = [_Found(texts, "week", long_weeks[-1][1])]
    yield from found


def _after_hours(evidence: _Evidence) -> Iterator[_Found]:
    """Ask when the latest whole week is above the person's normal range, or when there is much of it every week."""
    is_usual = evidence.has_range("after_hours_minutes") and not evidence.above("after_hours_minutes")
    least = MUCH_AFTER_HOURS if is_usual else AFTER_HOURS_MINUTES
    return _sum_question(evidence, "after_hours_minutes", least, words.evenings, in_latest=True)


def _sum_question(
    evidence: _Evidence,
    field: str,
    minimum: int,
    question: Callable[[int, Sequence[Week]], words.QuestionText],
    *,
    in_latest: bool = False,
) -> Iterator[_Found]:
    """Ask when the sum of `field` over the last weeks is at least `minimum`; with `in_latest`, only if the latest week
    has a part in it."""
    weeks = [week for week in evidence.weeks if getattr(week, field)]
    total = whole(sum(getattr(week, field) for week in weeks))
    if total >= minimum and not (in_latest and weeks[-1] is not evidence.weeks[-1]):
        yield _Found(question(total, [week.week for week in weeks]), amount=total)


def _could_have_waited(evidence: _Evidence) -> Iterator[_Found]:
    weeks = [week for week in evidence.weeks if week.could_have_waited]
    number = sum(week.could_have_waited or 0 for week in weeks)
    opened = sum(week.escalations_opened or 0 for week in weeks)
    if COULD_HAVE_WAITED <= number <= opened:
        yield _Found(words.could_have_waited(number, opened, [week.week for week in weeks]), amount=number)


def _same_cause(evidence: _Evidence) -> Iterator[_Found]:
    """Ask about each cause of several escalations, the most frequent first."""
    causes = Counter(item.cause.casefold() for item in evidence.newest.escalations if item.cause)
    for cause, number in causes.most_common():
        if number >= SAME_CAUSE:
            matching = [item for item in evidence.newest.escalations if item.cause.casefold() == cause]
            texts = words.one_cause(matching[0].cause, number, sum(item.minutes or 0 for item in matching))
            yield _Found(texts, cause, number)


def _workload_question(
    evidence: _Evidence,
    is_extreme: Callable[[float], bool],
    question: Callable[[str, Sequence[Week]], words.QuestionText],
) -> Iterator[_Found]:
    """Ask when the workload of both of the last two weeks that have one is extreme."""
    last = [(week.week, week.workload) for week in evidence.weeks if week.workload is not None][-2:]
    if len(last) == 2 and all(is_extreme(value) for _, value in last):
        texts = question(WORKLOAD[whole(last[-1][1]) - 1], [week for week, _ in last])
        yield _Found(texts, amount=abs(last[-1][1] - ABOUT_RIGHT))


def _lower_than_usual(evidence: _Evidence) -> Iterator[_Found]:
    week = next(reversed(evidence.weeks), None)
    if week and (lower := [name for name in ("mood", "energy") if getattr(week, name) == "well below"]):
        yield _Found(words.lower_than_usual(lower, week.week), str(week.week))


def _wins(evidence: _Evidence) -> Iterator[_Found]:
    """Ask about each win: praise first, then wins of the community, then their own; the latest first."""
    wins = sorted(evidence.newest.wins, key=lambda win: (win.kind == "thanks", win.kind != "self", win.day, win.id))
    return (_Found(words.win(win.text, win.day, win.sender), win.id) for win in reversed(wins))


RULES: Final[tuple[tuple[str, _Rule], ...]] = (
    ("help", _help_wanted),
    ("lower", _lower_than_usual),
    ("open", _long_open),
    ("hours", _long_weeks),
    ("nights", partial(_sum_question, field="night_pings", minimum=NIGHT_PINGS, question=words.night_pings)),
    ("days", _days_worked),
    ("asks", _waiting_asks),
    ("evenings", _after_hours),
    ("cause", _same_cause),
    ("support", partial(_sum_question, field="support_minutes", minimum=SUPPORT_MINUTES, question=words.support)),
    ("waited", _could_have_waited),
    ("full", partial(_workload_question, is_extreme=lambda value: value >= HIGH_WORKLOAD, question=words.full_plate)),
    ("win", _wins),
    ("light", partial(_workload_question, is_extreme=lambda value: value <= LOW_WORKLOAD, question=words.light_plate)),
)
