"""One or two questions worth asking in the next talk of two, from what a person shared, each with what it rests on.

A rule looks at the last weeks that were told and says how much there is; the first that has something, in the order
below, is the first question. The second is of another kind, and the win of the week has its place when little is hard.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
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
"""Questions for one talk (our choice)."""
RECENT_WEEKS: Final = 3
"""Weeks that are looked at, the latest told of and those before it."""

OPEN_DAYS: Final = {5: 1, 4: 3, 3: 10}
"""Days open from which an escalation is asked about, by severity (our choice); one below moderate never is."""
ASK_DAYS: Final = 14
"""Days an ask is carried before the question (our choice; two weeks is a common rhythm of such talks)."""
LONG_WEEK_SHARE: Final = 0.1
"""Share of the usual hours by which a week is long (our choice; 44 h against 40)."""
LONG_WEEK_DAYS, FULL_WEEK_DAYS = 6, 7
"""Days worked in a week that ask for a question when it happens twice, and at once."""
AFTER_HOURS_MINUTES: Final = 120
"""Minutes after hours in a week that ask for a question (our choice)."""
DAYS_OFF: Final = 2
"""Days off worked in the last weeks, one of them in the latest (our choice)."""
NIGHT_PINGS: Final = 2
"""Night pings in the last weeks that ask for a question (our choice)."""
COULD_HAVE_WAITED: Final = 2
"""Escalations in the last weeks that could have waited and ask for a question (our choice)."""
SUPPORT_MINUTES: Final = 120
"""Minutes of support that was somebody else's to do in the last weeks, that ask for a question (our choice)."""
SAME_CAUSE: Final = 2
"""Escalations after one cause that ask for a question (our choice)."""
HIGH_WORKLOAD, LOW_WORKLOAD = 4.0, 1.5
"""Weekly means of workload, 1 to 5, from which the plate is full, and up to which it is light (our choice)."""


class Question(NamedTuple):
    """`text` is the question, `evidence` the days and numbers it rests on, `kind` what it is about."""

    kind: str
    text: str
    evidence: str


class _Shared(NamedTuple):
    """What the rules look at."""

    newest: ShareFile
    weeks: tuple[ShareWeek, ...]
    """Those of the last RECENT weeks that were told of, in the order of time."""
    today: date
    answers: Mapping[str, str]
    """Senders of answers according to their files, by the id of the ask."""
    shared_on: Mapping[str, date]
    """The day an escalation or ask was last told of, by its id, where that is not the day of the newest file."""

    def stale_since(self, one: ShareEscalation) -> date | None:
        """When it was called open, where that is a while ago and it may have changed since."""
        return stale_since(self.shared_on.get(one.id, day_made(self.newest.made)), self.today)


def questions(
    newest: ShareFile,
    weeks: Sequence[ShareWeek],
    today: date,
    answers: Mapping[str, str] = MappingProxyType({}),
    told: Mapping[str, date] = MappingProxyType({}),
) -> tuple[Question, ...]:
    """Return at most two questions, the most important first; none if nothing calls for one. `weeks`: in order of time.
    `answers`: senders of answers by the id of the ask. `told`: when older facts were shared."""
    last = max((week.week for week in newest.weeks), default=None)
    recent = [week for week in weeks if last is not None and last.shifted(-RECENT_WEEKS) < week.week <= last]
    shared = _Shared(newest, tuple(recent), today, answers, told)
    found: list[Question] = []
    for kind, rule in RULES:
        if len(found) == MAX_QUESTIONS - 1 and kind != "win" and _win(shared) and found[0].kind in _LIGHT:
            continue
        if said := rule(shared):
            found.append(Question(kind, *said))
        if len(found) == MAX_QUESTIONS:
            break
    return tuple(found)


def _help(shared: _Shared) -> words.Said | None:
    text = shared.newest.help
    return words.help_asked(text) if text else None


def _long_open(shared: _Shared) -> words.Said | None:
    found = [
        (one.severity or 0, days, one)
        for one in shared.newest.escalations
        if one.status != "resolved" and (days := days_open(one, shared.today)) >= OPEN_DAYS.get(one.severity or 0, inf)
    ]
    if not found:
        return None
    severity, days, one = max(found, key=lambda each: each[:2])
    return words.long_open(one.title, SEVERITIES[severity - 1], days, one.handed_to, shared.stale_since(one))


def _ask(shared: _Shared) -> words.Said | None:
    found = [
        (one.id not in shared.answers, days, one)
        for one in shared.newest.asks
        if one.status != "resolved" and (days := days_open(one, shared.today)) >= ASK_DAYS
    ]
    _, days, one = max(found, key=lambda each: each[:2], default=(True, 0, None))
    if one is None:
        return None
    return words.ask_waiting(one.title, days, one.handed_to, shared.stale_since(one), shared.answers.get(one.id))


def _long_weeks(shared: _Shared) -> words.Said | None:
    """The latest week is long, and another of the last ones, or it alone by twice as much."""
    told = [(week.week, week.hours, week.usual_hours) for week in shared.weeks if week.hours and week.usual_hours]
    long = [one for one in told if one[1] >= one[2] * (1 + LONG_WEEK_SHARE)]
    if not long or long[-1] is not told[-1]:
        return None
    _, had, usual = long[-1]
    if len(long) < 2 and had < usual * (1 + 2 * LONG_WEEK_SHARE):
        return None
    return words.long_weeks([week for week, _, _ in long], [hours for _, hours, _ in long], usual)


def _nights(shared: _Shared) -> words.Said | None:
    return _summed(shared, "night_pings", NIGHT_PINGS, words.nights)


def _days(shared: _Shared) -> words.Said | None:
    """Six days or more in the latest week and another of the last ones, or seven in it alone; else days off worked."""
    latest = shared.weeks[-1].days_off_worked if shared.weeks else None
    if latest and (said := _summed(shared, "days_off_worked", DAYS_OFF, words.days_off)):
        return said
    worked = [(week.week, week.days_worked or 0) for week in shared.weeks]
    having = [(week, days) for week, days in worked if days >= LONG_WEEK_DAYS]
    if not having or having[-1] != worked[-1] or (len(having) < 2 and having[-1][1] < FULL_WEEK_DAYS):
        return None
    return words.days([days for _, days in having], [week for week, _ in having])


def _evenings(shared: _Shared) -> words.Said | None:
    latest = shared.weeks[-1].after_hours_minutes if shared.weeks else None
    return _summed(shared, "after_hours_minutes", AFTER_HOURS_MINUTES, words.evenings) if latest else None


def _support(shared: _Shared) -> words.Said | None:
    return _summed(shared, "support_minutes", SUPPORT_MINUTES, words.support)


def _summed(
    shared: _Shared, field: str, least: int, say: Callable[[int, Sequence[Week]], words.Said]
) -> words.Said | None:
    """What the last weeks add up to, from the first of them that had any."""
    having = [week for week in shared.weeks if getattr(week, field)]
    total = whole(sum(getattr(week, field) for week in having))
    return say(total, [week.week for week in having]) if total >= least else None


def _waited(shared: _Shared) -> words.Said | None:
    having = [week for week in shared.weeks if week.could_have_waited]
    number = sum(week.could_have_waited or 0 for week in having)
    came = sum(week.escalations_opened or 0 for week in having)
    return (
        words.could_have_waited(number, came, [week.week for week in having])
        if COULD_HAVE_WAITED <= number <= came
        else None
    )


def _one_cause(shared: _Shared) -> words.Said | None:
    causes = Counter(one.cause.casefold() for one in shared.newest.escalations if one.cause)
    if not causes or (top := causes.most_common(1)[0])[1] < SAME_CAUSE:
        return None
    of = [one for one in shared.newest.escalations if one.cause.casefold() == top[0]]
    return words.one_cause(of[0].cause, len(of), sum(one.minutes or 0 for one in of))


def _full(shared: _Shared) -> words.Said | None:
    return _plate(shared, lambda value: value >= HIGH_WORKLOAD, words.full_plate)


def _light(shared: _Shared) -> words.Said | None:
    return _plate(shared, lambda value: value <= LOW_WORKLOAD, words.light_plate)


def _plate(
    shared: _Shared, there: Callable[[float], bool], say: Callable[[str, Sequence[Week]], words.Said]
) -> words.Said | None:
    """The last two weeks that tell a workload both lie there."""
    last = [(week.week, week.workload) for week in shared.weeks if week.workload is not None][-2:]
    if len(last) < 2 or not all(there(value) for _, value in last):
        return None
    return say(WORKLOAD[min(max(whole(last[-1][1]), 1), 5) - 1], [week for week, _ in last])


def _lower(shared: _Shared) -> words.Said | None:
    if not shared.weeks:
        return None
    week = shared.weeks[-1]
    what = [name for name in ("mood", "energy") if getattr(week, name) == "well below"]
    return words.lower_than_usual(what, week.week) if what else None


def _win(shared: _Shared) -> words.Said | None:
    """The latest win; praise before the others, and one of the community's before one's own."""
    found = sorted(shared.newest.wins, key=lambda win: (win.kind == "thanks", win.kind != "self", win.day, win.id))
    return words.win(found[-1].text, found[-1].day, found[-1].sender) if found else None


RULES: Final[tuple[tuple[str, Callable[[_Shared], words.Said | None]], ...]] = (
    ("help", _help),
    ("lower", _lower),
    ("open", _long_open),
    ("hours", _long_weeks),
    ("nights", _nights),
    ("days", _days),
    ("asks", _ask),
    ("evenings", _evenings),
    ("cause", _one_cause),
    ("support", _support),
    ("waited", _waited),
    ("full", _full),
    ("win", _win),
    ("light", _light),
)
_LIGHT: Final = ("asks", "cause", "support", "waited")
"""Kinds beside which the win of the week comes second."""
