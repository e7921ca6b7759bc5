"""The weekly draft: lines for stakeholders, each with the entries it rests on. What has no support is left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from cmcheckin.domain.checkin import CheckIn, Win
from cmcheckin.domain.escalation import Escalation, by_severity
from cmcheckin.domain.key import Key
from cmcheckin.domain.records import Record, Records
from cmcheckin.domain.schedule import Schedule
from cmcheckin.insight.figures import open_after, resolved_between
from cmcheckin.wording import report as words
from cmcheckin.wording.entries import MOOD, one_line

GRAVE: Final = 4
"""High and crisis."""
TWICE: Final = 2
"""Times a cause has to bring something, or a night ping could have waited, for a suggestion: once is an event."""
ASK_WAITS: Final = 14
"""Days an ask waits before an answer to it is suggested (our choice: two weeks, a usual planning round)."""
STANDS: Final = 7
"""Days something is open, with nobody it was handed to, before somebody for it is suggested."""
SUGGESTED: Final = 2
"""Suggestions of one sort: the two that rest on the most."""
NOT_FOR_OTHERS: Final = frozenset({"self"})
"""Kinds of wins that are the person's own."""


@dataclass(frozen=True)
class Line:
    """One line, and the keys of the entries it was drawn from."""

    id: str
    """The same for the same entries, so that what was changed by hand finds its line again."""
    text: str
    keys: tuple[Key, ...] = ()


@dataclass(frozen=True)
class Part:
    """A part of the report: its name, its heading, its lines in the order they are read."""

    name: str
    title: str
    items: tuple[Line, ...] = ()

    @property
    def lines(self) -> Sequence[str]:
        """Their texts."""
        return [line.text for line in self.items]


@dataclass(frozen=True)
class Report:
    """The draft of a range of days, both included. Parts without a line are not in it."""

    first: date
    last: date
    parts: tuple[Part, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not self.parts

    def edited(self, texts: dict[str, str], added: dict[str, Sequence[str]], out: Iterable[str] = ()) -> Report:
        """With other texts for lines by id, lines of one's own by part, and without those left out."""
        left = frozenset(out)
        parts = []
        for part in _all_parts(self.parts):
            kept = [replace(line, text=texts.get(line.id, line.text)) for line in part.items if line.id not in left]
            own = [Line(f"own-{part.name}-{n}", text) for n, text in enumerate(added.get(part.name, ()))]
            if kept or own:
                parts.append(replace(part, items=(*kept, *own)))
        return replace(self, parts=tuple(parts))


def _all_parts(there: Sequence[Part]) -> Iterator[Part]:
    found = {part.name: part for part in there}
    for name, title in words.PARTS.items():
        yield found.get(name) or Part(name, title)


def draft(records: Records, first: date, last: date, today: date, schedule: Schedule) -> Report:
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
    parts = (Part(name, title, tuple(made[name])) for name, title in words.PARTS.items())
    return Report(first, last, tuple(part for part in parts if part.items))


class _Days:
    """The entries of the range."""

    def __init__(self, records: Records, first: date, last: date, today: date, schedule: Schedule) -> None:
        self.first, self.last = first, last
        self.end = min(last, today)
        self.checkins = list(records.checkins.between(first, last))
        self.workdays = list(records.workdays.between(first, last))
        known = list(records.escalations)
        self.opened = [one for one in known if first <= one.day <= last and one.kind != "ask"]
        nights = ((one, schedule.night_of(one.opened)) for one in known)
        self.nights = [(one, night) for one, night in nights if night is not None and first <= night <= last]
        """Pings at night, with the night each broke: that of Sunday goes on into Monday, as the week counts it."""
        self.resolved = [one for one in known if resolved_between(one, first, last)]
        self.open = [one for one in known if open_after(one, self.end)]
        self.asks = [one for one in known if one.kind == "ask" and (one in self.open or one in self.resolved)]

    def wins(self) -> Iterator[tuple[CheckIn, int, Win]]:
        for one in self.checkins:
            yield from ((one, n, win) for n, win in enumerate(one.wins, 1) if win.kind not in NOT_FOR_OTHERS)

    def going_well(self) -> Iterator[Line]:
        for one, n, win in self.wins():
            said = words.praise(win.text, win.sender or "", one.date) if win.kind == "thanks" else None
            yield Line(f"win-{win.id or f'{one.date}-{n}'}", said or words.win(win.text, one.date), (one.key,))
        for one, n, win in self.wins():
            for check in win.checks:
                if check.holds and self.first <= check.on <= self.last:
                    text = words.still_holds(win.text, check.after_days)
                    yield Line(f"holds-{win.id or f'{one.date}-{n}'}-{check.on}", text, (one.key,))

    def feels(self) -> Iterator[Line]:
        rated = [one for one in self.checkins if one.community.mood is not None]
        if rated:
            counts = Counter(one.community.mood or 0 for one in rated)
            said = [(MOOD[value - 1], n) for value, n in sorted(counts.items(), key=lambda pair: (-pair[1], -pair[0]))]
            yield Line("felt", words.felt(said, len(rated)), _keys(rated))
        for text in dict.fromkeys(one.community.feels for one in self.checkins if one.community.feels):
            said_on = [one for one in self.checkins if one.community.feels == text]
            yield Line(f"feels-{said_on[0].date}", text, _keys(said_on))

    def suggestions(self) -> Iterator[Line]:
        causes = [(cause, found) for cause, found in self._causes() if cause and len(found) >= TWICE]
        for cause, found in causes[:SUGGESTED]:
            yield Line(f"cause-{cause}", words.cause(cause, len(found), _minutes(found)), _keys(found))
        waiting = [one for one in self.asks if one.unresolved and self._age(one) >= ASK_WAITS]
        for one in sorted(waiting, key=lambda one: (one.opened, one.id))[:SUGGESTED]:
            yield Line(f"answer-{one.id}", words.answer_ask(one.title, self._age(one)), (one.key,))
        pings = [one for one, _ in self.nights]
        waited = [one for one in pings if one.could_wait]
        if len(waited) >= TWICE:
            yield Line("wait", words.could_wait(len(waited), len(pings)), _keys(pings))
        alone = [one for one in self.open if one.kind != "ask" and not one.handed_to and self._age(one) >= STANDS]
        for one in sorted(alone, key=by_severity)[:SUGGESTED]:
            yield Line(f"somebody-{one.id}", words.somebody_for(one.title, self._age(one)), (one.key,))

    def came_in(self) -> Iterator[Line]:
        if not self.opened:
            return
        kinds = Counter(one.kind or "" for one in self.opened)
        told = sorted(kinds.items(), key=lambda pair: (not pair[0], -pair[1], pair[0]))
        grave = [one for one in self.opened if (one.severity or 0) >= GRAVE]
        yield Line("came-in", words.came_in(len(self.opened), told, len(grave)), _keys(self.opened))
        for one in sorted(grave, key=by_severity):
            yield Line(f"grave-{one.id}", words.grave(one.title, one.severity or GRAVE, one.day), (one.key,))

    def came_of_it(self) -> Iterator[Line]:
        for one in sorted((one for one in self.resolved if one.kind != "ask"), key=by_severity):
            days = (one.resolved.date() - one.day).days if one.resolved else 0
            text = words.resolved(one.title, days, one_line(one.outcome or ""))
            yield Line(f"resolved-{one.id}", text, (one.key,))
        left = [one for one in self.open if one.kind != "ask"]
        if left:
            grave = sum((one.severity or 0) >= GRAVE for one in left)
            yield Line("still-open", words.still_open(len(left), grave), _keys(left))

    def uncounted(self) -> Iterator[Line]:
        for cause, found in self._causes():
            if minutes := _minutes(found):
                yield Line(f"minutes-{cause}", words.minutes_on(cause, minutes, len(found)), _keys(found))
        support = [one for one in self.opened if one.kind == "support"]
        if minutes := _minutes(support):
            yield Line("support", words.support(minutes, len(support)), _keys(support))
        for one in sorted(self.asks, key=lambda one: (one.opened, one.id)):
            outcome = one_line(one.outcome or "")
            text = words.ask(one.title, self._age(one), one.handed_to or "", outcome, answered=not one.unresolved)
            yield Line(f"ask-{one.id}", text, (one.key,))
        praised = [(one, win) for one, _, win in self.wins() if win.kind == "thanks"]
        if praised:
            yield Line(
                "praise", words.praise_received(len(praised)), tuple(dict.fromkeys(one.key for one, _ in praised))
            )
        late = [day for day in self.workdays if day.after_hours_minutes and not day.doubtful]
        if late:
            total = sum(day.after_hours_minutes or 0 for day in late)
            yield Line("after-hours", words.after_hours(total, len(late)), _keys(late))
        if self.nights:
            text = words.at_night(len(self.nights), len({night for _, night in self.nights}))
            yield Line("nights", text, _keys(one for one, _ in self.nights))

    def _causes(self) -> list[tuple[str, list[Escalation]]]:
        """Escalations of the range by what caused them, those that took the longest first; no cause last."""
        found: dict[str, list[Escalation]] = {}
        for one in self.opened:
            found.setdefault(one.cause or "", []).append(one)
        return sorted(found.items(), key=lambda pair: (not pair[0], -_minutes(pair[1]), -len(pair[1]), pair[0]))

    def _age(self, one: Escalation) -> int:
        """Days it has waited at the end of the range, or did until it was resolved."""
        ended = one.resolved.date() if one.resolved and not one.unresolved else self.end
        return max((ended - one.day).days, 0)


def _minutes(found: Iterable[Escalation]) -> int:
    return sum(one.minutes or 0 for one in found)


def _keys(found: Iterable[Record]) -> tuple[Key, ...]:
    return tuple(one.key for one in found)
