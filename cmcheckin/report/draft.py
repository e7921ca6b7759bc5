"""Draft the weekly report. Each line is based on records, and lines without records are left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from cmcheckin.domain.checkin import PRIVATE_WIN_KINDS, CheckIn, Win
from cmcheckin.domain.escalation import SEVERE, Escalation, by_severity
from cmcheckin.domain.leave import leave_around
from cmcheckin.domain.records import Record, Records
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.workday import PLANNED
from cmcheckin.insight.figures import activity_times, open_after, resolved_between
from cmcheckin.report.model import Report, ReportLine, ReportPart, named_wins
from cmcheckin.wording import report as words
from cmcheckin.wording.leave import leave_text
from cmcheckin.wording.record_words import MOOD, one_line
from cmcheckin.wording.week import activity_total

MIN_REPEATS: Final = 2
"""How often a cause must recur, or a night ping must have been able to wait, for a suggestion: once is an accident."""
ASK_WAIT_DAYS: Final = 14
"""Days an ask waits before the report suggests answering it (our choice: two weeks, a usual planning cycle)."""
UNASSIGNED_DAYS: Final = 7
"""Days an escalation is open without being handed to anybody before the report suggests finding somebody."""
MAX_SUGGESTIONS: Final = 2
"""Suggestions of one kind: the two with the most support."""
MAX_NAMED: Final = 3
"""Open escalations that are named. If there are more, only severe ones are, if there are few enough of these."""


def draft_report(records: Records, first: date, last: date, today: date, schedule: Schedule) -> Report:
    """Return the report for the days from `first` to `last`, as on `today`.

    `records`: those of the range, the leave around it, and the escalations open in that time, however old
    (`insight.week.with_open_escalations`). Mood, energy, feelings and notes are not used.
    """
    entries = _Entries(records, first, last, today, schedule)
    lines = {
        "well": entries.going_well(),
        "feels": entries.feels(),
        "suggest": entries.suggestions(),
        "came_in": entries.came_in(),
        "came_of_it": entries.came_of_it(),
        "uncounted": entries.uncounted(),
        "away": entries.away(),
    }
    used: set[str] = set()
    parts = tuple(ReportPart(name, title, tuple(_unique_ids(lines[name], used))) for name, title in words.PARTS.items())
    drawn_on = today if first <= today < last else None
    return Report(first, last, tuple(part for part in parts if part.items), drawn_on)


def _unique_ids(lines: Iterable[ReportLine], used_ids: set[str]) -> Iterator[ReportLine]:
    """Yield `lines` with a different id each: imported wins of two days can have the same id."""
    for line in lines:
        id_, n = line.id, 2
        while id_ in used_ids:
            id_, n = f"{line.id}~{n}", n + 1
        used_ids.add(id_)
        yield replace(line, id=id_)


class _Entries:
    """The records of the range, sorted by what the report needs."""

    def __init__(self, records: Records, first: date, last: date, today: date, schedule: Schedule) -> None:
        self.first, self.last = first, last
        self.end = min(last, today)
        self.over = last < today
        self.checkins = list(records.checkins.between(first, last))
        self.workdays = list(records.workdays.between(first, last))
        self.leave = leave_around(records.workdays, schedule, first, last, today if last >= today else last)
        self.days_of_leave = [day for day in records.workdays if day.kind in PLANNED]
        escalations = list(records.escalations)
        self.opened = [item for item in escalations if first <= item.day <= last and item.kind != "ask"]
        nights = ((item, schedule.night_of(item.opened)) for item in escalations if first <= item.day <= last)
        self.nights = [(item, night) for item, night in nights if night is not None]
        """Night pings, each with the date its night began."""
        self.resolved = [item for item in escalations if resolved_between(item, first, last)]
        self.resolved += [item for item in escalations if first <= item.day <= last and _is_resolved_undated(item)]
        self.open = [item for item in escalations if first <= today and open_after(item, self.end)]
        """Unresolved at the end of the range, even if resolved since."""
        self.outside = [item for item in self.opened if not schedule.on_shift(item.opened)]
        self.asks = [item for item in [*self.resolved, *self.open] if item.kind == "ask"]

    def wins(self) -> Iterator[tuple[CheckIn, str, Win]]:
        """Yield the wins that may be reported, each with its check-in and its name in line ids."""
        for checkin in self.checkins:
            yield from ((checkin, name, win) for name, win in named_wins(checkin) if win.kind not in PRIVATE_WIN_KINDS)

    def going_well(self) -> Iterator[ReportLine]:
        """Yield the wins, and the long-term ones that still hold."""
        for checkin, name, win in self.wins():
            on, last = checkin.date, self.last
            text = words.praise_line(win.text, win.sender or "", on, last) if win.kind == "thanks" else None
            yield _line(f"win-{name}", text or words.win_line(win.text, on, last), checkin)
        for checkin, name, win in self.wins():
            for check in win.checks:
                if check.holds and self.first <= check.on <= self.last:
                    text = words.still_holding(win.text, check.after_days)
                    yield _line(f"holds-{name}-{check.on}", text, checkin)

    def feels(self) -> Iterator[ReportLine]:
        """Yield how the community felt."""
        for text in dict.fromkeys(checkin.community.feels for checkin in self.checkins if checkin.community.feels):
            matching = [checkin for checkin in self.checkins if checkin.community.feels == text]
            yield _line(f"feels-{matching[0].date}", text, *matching)
        rated = [checkin for checkin in self.checkins if checkin.community.mood is not None]
        if rated:
            counts = Counter(checkin.community.mood or 0 for checkin in rated)
            by_count = sorted(counts.items(), key=lambda pair: (-pair[1], -pair[0]))
            counted = [(MOOD[value - 1], n) for value, n in by_count]
            yield _line("felt", words.community_mood(counted, len(rated)), *rated)

    def suggestions(self) -> Iterator[ReportLine]:
        """Yield what could be done, at most MAX_SUGGESTIONS of each kind."""
        causes = [(cause, items) for cause, items in self._causes() if cause and len(items) >= MIN_REPEATS]
        for cause, items in causes[:MAX_SUGGESTIONS]:
            yield _line(f"cause-{cause}", words.suggest_cause(cause, len(items), _minutes(items)), *items)
        unresolved = [item for item in self.open if item.unresolved]
        waiting_asks = [item for item in unresolved if item.kind == "ask" and self._age(item) >= ASK_WAIT_DAYS]
        for item in sorted(waiting_asks, key=lambda item: (item.opened, item.id))[:MAX_SUGGESTIONS]:
            yield _line(f"answer-{item.id}", words.suggest_answer(item.title, self._age(item)), item)
        pings = [item for item, _ in self.nights]
        waited = [item for item in pings if item.could_wait]
        if len(waited) >= MIN_REPEATS:
            yield _line("wait", words.suggest_waiting(len(waited), len(pings)), *pings)
        unassigned = [item for item in unresolved if item.kind != "ask" and not item.was_handed_off]
        overdue = [item for item in unassigned if self._age(item) >= UNASSIGNED_DAYS]
        for item in sorted(overdue, key=by_severity)[:MAX_SUGGESTIONS]:
            yield _line(f"somebody-{item.id}", words.suggest_owner(item.title, self._age(item)), item)

    def came_in(self) -> Iterator[ReportLine]:
        """Yield the escalations that came in, and each severe one."""
        if not self.opened:
            return
        kinds = Counter(item.kind or "" for item in self.opened)
        by_kind = sorted(kinds.items(), key=lambda pair: (not pair[0], -pair[1], pair[0]))
        severe = [item for item in self.opened if (item.severity or 0) >= SEVERE]
        counts = [sum(item.severity == value for item in severe) for value in (SEVERE, SEVERE + 1)]
        yield _line("came-in", words.escalations_opened(len(self.opened), by_kind, *counts), *self.opened)
        for item in sorted(severe, key=by_severity):
            text = words.severe_escalation(item.title, item.severity or SEVERE, item.day, self.last)
            yield _line(f"grave-{item.id}", text, item)

    def came_of_it(self) -> Iterator[ReportLine]:
        """Yield what was resolved, what had updates, and what is still open."""
        for item in sorted((item for item in self.resolved if item.kind != "ask"), key=by_severity):
            days = self._age(item) if item.resolved else None
            text = words.escalation_resolved(item.title, days, one_line(item.outcome or ""))
            yield _line(f"resolved-{item.id}", text, item)
        still_open = [item for item in self.open if item.kind != "ask"]
        from_before = [item for item in still_open if item.day < self.first]
        for item in sorted(from_before, key=by_severity):
            if any(update.at and self.first <= item.day_at(update.at) <= self.end for update in item.updates):
                yield _line(f"went-on-{item.id}", words.escalation_updated(item.title, item.day, self.last), item)
        if still_open:
            severe = [item for item in still_open if (item.severity or 0) >= SEVERE]
            named_items = next((items for items in (still_open, severe) if len(items) <= MAX_NAMED), [])
            ordered = sorted(named_items, key=by_severity)
            named = [(item.title, words.holder(item.handed_to, handed_off=item.was_handed_off)) for item in ordered]
            severities, as_of = [item.severity for item in severe], self.end if self.over else None
            text = words.escalations_open(len(still_open), severities, len(from_before), as_of, named)
            yield _line("still-open", text, *still_open)

    def uncounted(self) -> Iterator[ReportLine]:
        """Yield the hidden work: activities, time spent, asks, praise, work after hours and night pings."""
        if times := activity_times(self.workdays):
            text = words.activities([activity_total(one) for one in times])
            yield _line("activities", text, *(day for day in self.workdays if day.activities))
        if with_peers := [day for day in self.workdays if day.peer_minutes]:
            total = sum(day.peer_minutes or 0 for day in with_peers)
            yield _line("peers", words.time_with_peers(total, len(with_peers)), *with_peers)
        yield from self._time_spent()
        for item in sorted(self.asks, key=lambda item: (item.opened, item.id)):
            yield self._ask(item)
        praised = [(item, win) for item, _, win in self.wins() if win.kind == "thanks"]
        if praised:
            text = words.praise_received(len(praised), [win.sender or "" for _, win in praised])
            yield ReportLine("praise", text, tuple(dict.fromkeys(item.key for item, _ in praised)))
        late_days = [day for day in self.workdays if day.after_hours_minutes and not day.doubtful]
        if late_days:
            total = sum(day.after_hours_minutes or 0 for day in late_days)
            yield _line("after-hours", words.after_hours_time(total, len(late_days)), *late_days)
        if self.outside:
            yield _line("outside", words.outside_hours(len(self.outside), len(self.opened)), *self.outside)
        if self.nights:
            text = words.night_pings(len(self.nights), len({night for _, night in self.nights}))
            yield _line("nights", text, *(item for item, _ in self.nights))

    def away(self) -> Iterator[ReportLine]:
        """Yield the leave and the holidays of the range, and those that begin soon after it."""
        for one in self.leave:
            text = leave_text(one.first, one.last, one.days, half=one.is_half, holiday=one.is_holiday)
            days = [day for day in self.days_of_leave if one.first <= day.date <= one.last]
            yield _line(f"away-{one.first}-{one.last}", f"{text}.", *days)

    def _time_spent(self) -> Iterator[ReportLine]:
        """Yield the total minutes on escalations, then the minutes by cause, which are part of that total."""
        timed = [item for item in self.opened if item.minutes]
        causes = [(name, [item for item in items if item.minutes]) for name, items in self._causes() if _minutes(items)]
        if timed:
            only = causes[0][0] if len(causes) == 1 else ""
            text = words.time_spent(_minutes(timed), len(timed), len(self.opened), only)
            yield _line("minutes", text, *self.opened)
        if len(causes) > 1:
            for cause, items in causes:
                yield _line(f"minutes-{cause}", words.time_for_cause(cause, _minutes(items), len(items)), *items)
        if support := [item for item in self.opened if item.kind == "support"]:
            yield _line("support", words.support_cases(_minutes(support), len(support)), *support)

    def _ask(self, ask: Escalation) -> ReportLine:
        is_waiting = ask in self.open
        is_answered_later = is_waiting and not ask.unresolved
        outcome = "" if is_answered_later else one_line(ask.outcome or "")
        days = self._age(ask) if is_waiting or ask.resolved else None
        as_of = self.end if self.over else None  # an answered ask doesn't mention it
        text = words.ask_line(ask.title, days, ask.handed_to or "", outcome, answered=not is_waiting, as_of=as_of)
        return _line(f"ask-{ask.id}", text, ask)

    def _causes(self) -> list[tuple[str, list[Escalation]]]:
        """Return the opened escalations by cause, those that took the longest first, those without a cause last."""
        by_cause: dict[str, list[Escalation]] = {}
        for item in self.opened:
            by_cause.setdefault(item.cause or "", []).append(item)
        return sorted(by_cause.items(), key=lambda pair: (not pair[0], -_minutes(pair[1]), -len(pair[1]), pair[0]))

    def _age(self, item: Escalation) -> int:
        """Return the days an escalation or ask has been open at the end of the range, or was until it was resolved."""
        ended = self.end if item in self.open else item.resolved_day or self.end
        return max((ended - item.day).days, 0)


def _is_resolved_undated(item: Escalation) -> bool:
    """Return whether `item` is resolved on an unknown day."""
    return not item.unresolved and item.resolved is None


def _minutes(escalations: Iterable[Escalation]) -> int:
    return sum(item.minutes or 0 for item in escalations)


def _line(id_: str, text: str, *records: Record) -> ReportLine:
    """Return a line that is based on `records`."""
    return ReportLine(id_, text, tuple(record.key for record in records))
