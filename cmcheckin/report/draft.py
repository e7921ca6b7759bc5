"""Drawing the weekly draft: every line from the entries it rests on. What has no support is left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from cmcheckin.domain.checkin import CheckIn, Win
from cmcheckin.domain.escalation import Escalation, by_severity
from cmcheckin.domain.fields import Key
from cmcheckin.domain.records import Record, Records
from cmcheckin.domain.schedule import Schedule
from cmcheckin.insight.figures import open_after, resolved_between
from cmcheckin.report.model import Report, ReportLine, ReportPart, named_wins
from cmcheckin.wording import report as words
from cmcheckin.wording.record_words import MOOD, one_line

SEVERE: Final = 4
"""High and crisis."""
MIN_REPEATS: Final = 2
"""Times a cause has to bring something, or a night ping could have waited, for a suggestion: once is an event."""
ASK_WAIT_DAYS: Final = 14
"""Days an ask waits before an answer to it is suggested (our choice: two weeks, a usual planning round)."""
UNASSIGNED_DAYS: Final = 7
"""Days something is open, with nobody it was handed to, before somebody for it is suggested."""
MAX_SUGGESTIONS: Final = 2
"""Suggestions of one sort: the two that rest on the most."""
MAX_NAMED: Final = 3
"""Open ones that are named; of more the grave ones are, when they are no more than that."""
PRIVATE_WIN_KINDS: Final = frozenset({"self"})
"""Kinds of wins that are the person's own."""


def draft_report(records: Records, first: date, last: date, today: date, schedule: Schedule) -> Report:
    """What these days give. `records` hold the escalations that were open then, however old (`insight.week.joined`).

    Moods, energy, feelings and notes are not looked at.
    """
    seen = _Days(records, first, last, today, schedule)
    made = {
        "well": seen.going_well(),
        "feels": seen.feels(),
        "suggest": seen.suggestions(),
        "came_in": seen.came_in(),
        "came_of_it": seen.came_of_it(),
        "uncounted": seen.uncounted(),
    }
    taken: set[str] = set()
    parts = tuple(ReportPart(name, title, tuple(_told_apart(made[name], taken))) for name, title in words.PARTS.items())
    until = today if first <= today < last else None
    return Report(first, last, tuple(part for part in parts if part.items), until)


def _told_apart(lines: Iterable[ReportLine], taken: set[str]) -> Iterator[ReportLine]:
    """Lines with an id each: imported wins of two days can have the same."""
    for line in lines:
        id_, n = line.id, 2
        while id_ in taken:
            id_, n = f"{line.id}~{n}", n + 1
        taken.add(id_)
        yield replace(line, id=id_)


class _Days:
    """The entries of the range."""

    def __init__(self, records: Records, first: date, last: date, today: date, schedule: Schedule) -> None:
        self.first, self.last = first, last
        self.end = min(last, today)
        self.over = last < today
        self.checkins = list(records.checkins.between(first, last))
        self.workdays = list(records.workdays.between(first, last))
        known = list(records.escalations)
        self.opened = [one for one in known if first <= one.day <= last and one.kind != "ask"]
        nights = ((one, schedule.night_of(one.opened)) for one in known if first <= one.day <= last)
        self.nights = [(one, night) for one, night in nights if night is not None]
        """Night pings, each with the date of its night."""
        self.resolved = [one for one in known if resolved_between(one, first, last)]
        self.resolved += [one for one in known if first <= one.day <= last and _some_time(one)]
        self.open = [one for one in known if first <= today and open_after(one, self.end)]
        """As it stood at the end of the range, whatever came of it since."""
        self.outside = [one for one in self.opened if not schedule.on_shift(one.opened)]
        self.asks = [one for one in [*self.resolved, *self.open] if one.kind == "ask"]

    def wins(self) -> Iterator[tuple[CheckIn, str, Win]]:
        """Wins that others may hear of, each with its check-in and its name in the ids of lines."""
        for one in self.checkins:
            yield from ((one, name, win) for name, win in named_wins(one) if win.kind not in PRIVATE_WIN_KINDS)

    def going_well(self) -> Iterator[ReportLine]:
        for one, name, win in self.wins():
            said = words.praise(win.text, win.sender or "", one.date) if win.kind == "thanks" else None
            yield ReportLine(f"win-{name}", said or words.win(win.text, one.date), (one.key,))
        for one, name, win in self.wins():
            for check in win.checks:
                if check.holds and self.first <= check.on <= self.last:
                    yield ReportLine(
                        f"holds-{name}-{check.on}", words.still_holds(win.text, check.after_days), (one.key,)
                    )

    def feels(self) -> Iterator[ReportLine]:
        for text in dict.fromkeys(one.community.feels for one in self.checkins if one.community.feels):
            said_on = [one for one in self.checkins if one.community.feels == text]
            yield ReportLine(f"feels-{said_on[0].date}", text, _keys(said_on))
        rated = [one for one in self.checkins if one.community.mood is not None]
        if rated:
            counts = Counter(one.community.mood or 0 for one in rated)
            said = [(MOOD[value - 1], n) for value, n in sorted(counts.items(), key=lambda pair: (-pair[1], -pair[0]))]
            yield ReportLine("felt", words.felt(said, len(rated)), _keys(rated))

    def suggestions(self) -> Iterator[ReportLine]:
        causes = [(cause, found) for cause, found in self._causes() if cause and len(found) >= MIN_REPEATS]
        for cause, found in causes[:MAX_SUGGESTIONS]:
            yield ReportLine(f"cause-{cause}", words.cause(cause, len(found), _minutes(found)), _keys(found))
        still = [one for one in self.open if one.unresolved]
        waiting = [one for one in still if one.kind == "ask" and self._age(one) >= ASK_WAIT_DAYS]
        for one in sorted(waiting, key=lambda one: (one.opened, one.id))[:MAX_SUGGESTIONS]:
            yield ReportLine(f"answer-{one.id}", words.answer_ask(one.title, self._age(one)), (one.key,))
        pings = [one for one, _ in self.nights]
        waited = [one for one in pings if one.could_wait]
        if len(waited) >= MIN_REPEATS:
            yield ReportLine("wait", words.could_wait(len(waited), len(pings)), _keys(pings))
        alone = [one for one in still if one.kind != "ask" and not one.handed_to and self._age(one) >= UNASSIGNED_DAYS]
        for one in sorted(alone, key=by_severity)[:MAX_SUGGESTIONS]:
            yield ReportLine(f"somebody-{one.id}", words.somebody_for(one.title, self._age(one)), (one.key,))

    def came_in(self) -> Iterator[ReportLine]:
        if not self.opened:
            return
        kinds = Counter(one.kind or "" for one in self.opened)
        told = sorted(kinds.items(), key=lambda pair: (not pair[0], -pair[1], pair[0]))
        grave = [one for one in self.opened if (one.severity or 0) >= SEVERE]
        severe = [sum(one.severity == value for one in grave) for value in (SEVERE, SEVERE + 1)]
        yield ReportLine("came-in", words.came_in(len(self.opened), told, *severe), _keys(self.opened))
        for one in sorted(grave, key=by_severity):
            yield ReportLine(f"grave-{one.id}", words.grave(one.title, one.severity or SEVERE, one.day), (one.key,))

    def came_of_it(self) -> Iterator[ReportLine]:
        for one in sorted((one for one in self.resolved if one.kind != "ask"), key=by_severity):
            days = self._age(one) if one.resolved else None
            yield ReportLine(
                f"resolved-{one.id}", words.resolved(one.title, days, one_line(one.outcome or "")), (one.key,)
            )
        left = [one for one in self.open if one.kind != "ask"]
        earlier = [one for one in left if one.day < self.first]
        for one in sorted(earlier, key=by_severity):
            if any(update.at and self.first <= one.day_at(update.at) <= self.end for update in one.updates):
                yield ReportLine(f"went-on-{one.id}", words.went_on(one.title, one.day), (one.key,))
        if left:
            grave = [one for one in left if (one.severity or 0) >= SEVERE]
            few = next((few for few in (left, grave) if len(few) <= MAX_NAMED), [])
            named = [(one.title, one.handed_to or "") for one in sorted(few, key=by_severity)]
            then = self.end if self.over else None
            said = words.still_open(len(left), [one.severity for one in grave], len(earlier), then, named)
            yield ReportLine("still-open", said, _keys(left))

    def uncounted(self) -> Iterator[ReportLine]:
        yield from self._time_spent()
        for one in sorted(self.asks, key=lambda one: (one.opened, one.id)):
            yield self._ask(one)
        praised = [(one, win) for one, _, win in self.wins() if win.kind == "thanks"]
        if praised:
            text = words.praise_received(len(praised), [win.sender or "" for _, win in praised])
            yield ReportLine("praise", text, tuple(dict.fromkeys(one.key for one, _ in praised)))
        late = [day for day in self.workdays if day.after_hours_minutes and not day.doubtful]
        if late:
            total = sum(day.after_hours_minutes or 0 for day in late)
            yield ReportLine("after-hours", words.after_hours(total, len(late)), _keys(late))
        if self.outside:
            yield ReportLine("outside", words.outside(len(self.outside), len(self.opened)), _keys(self.outside))
        if self.nights:
            text = words.at_night(len(self.nights), len({night for _, night in self.nights}))
            yield ReportLine("nights", text, _keys(one for one, _ in self.nights))

    def _time_spent(self) -> Iterator[ReportLine]:
        """All minutes, then what they went into: each counts once in the first line, and the others are of it."""
        timed = [one for one in self.opened if one.minutes]
        causes = [(cause, kept) for cause, found in self._causes() if (kept := [one for one in found if one.minutes])]
        if timed:
            only = causes[0][0] if len(causes) == 1 else ""
            text = words.time_spent(_minutes(timed), len(timed), len(self.opened), only)
            yield ReportLine("minutes", text, _keys(self.opened))
        if len(causes) > 1:
            for cause, found in causes:
                yield ReportLine(f"minutes-{cause}", words.minutes_on(cause, _minutes(found), len(found)), _keys(found))
        if support := [one for one in self.opened if one.kind == "support"]:
            yield ReportLine("support", words.support(_minutes(support), len(support)), _keys(support))

    def _ask(self, one: Escalation) -> ReportLine:
        waits = one in self.open
        outcome = "" if waits and not one.unresolved else one_line(one.outcome or "")  # what came of it came later
        days = self._age(one) if waits or one.resolved else None
        then = self.end if waits and self.over else None
        text = words.ask(one.title, days, one.handed_to or "", outcome, answered=not waits, then=then)
        return ReportLine(f"ask-{one.id}", text, (one.key,))

    def _causes(self) -> list[tuple[str, list[Escalation]]]:
        """Escalations of the range by what caused them, those that took the longest first; no cause last."""
        found: dict[str, list[Escalation]] = {}
        for one in self.opened:
            found.setdefault(one.cause or "", []).append(one)
        return sorted(found.items(), key=lambda pair: (not pair[0], -_minutes(pair[1]), -len(pair[1]), pair[0]))

    def _age(self, one: Escalation) -> int:
        """Days it has waited at the end of the range, or did until it was resolved within it."""
        ended = self.end if one in self.open else one.resolved_day or self.end
        return max((ended - one.day).days, 0)


def _some_time(one: Escalation) -> bool:
    """Resolved, and nobody wrote down when."""
    return not one.unresolved and one.resolved is None


def _minutes(found: Iterable[Escalation]) -> int:
    return sum(one.minutes or 0 for one in found)


def _keys(found: Iterable[Record]) -> tuple[Key, ...]:
    return tuple(one.key for one in found)
