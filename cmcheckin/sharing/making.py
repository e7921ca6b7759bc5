"""From records, by consent, to the file for a manager. What is not ticked is never looked at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.escalation import Escalation, by_severity
from cmcheckin.domain.records import Records
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.week import Week
from cmcheckin.insight.figures import Figures, figures, mean, open_after, resolved_between
from cmcheckin.insight.usual import Usual, usual
from cmcheckin.settings import Metric
from cmcheckin.sharing.share_file import (
    FIELDS,
    Against,
    Consent,
    ShareEscalation,
    ShareFile,
    ShareMetric,
    ShareWeek,
    ShareWin,
)

RATINGS: Final = 3
"""Mornings with a rating that a week needs for a word on it: a word over one or two of them would be about a day."""
ABOUT, WELL = 0.35, 0.8
"""Rating points off the usual: nearer is about it, further is well below or above. Means of five mornings wander by
about a third of a point by themselves (a spread of 0.7 over the root of five); a point is a whole word of the scale."""


def make(
    records: Records,
    consent: Consent,
    person: str,
    made: datetime,
    schedule: Schedule,
    today: date,
    metrics: Sequence[Metric] = (),
) -> ShareFile:
    """The share file of the range, as seen on `today`.

    `records` go back twelve weeks more, for what is usual, and hold the escalations that were open in the range however
    old they are (`insight.week.joined`). The same records and consent make the same file.
    """
    ticked = tuple(name for name in FIELDS if name in consent.fields)
    maker = _Maker(records, consent, ticked, schedule, today, metrics)
    came_in = [one for one in records.escalations if _belongs(one, consent, today)]
    return ShareFile(
        person=person,
        name=consent.name,
        made=made,
        first=consent.first,
        last=consent.last,
        fields=ticked,
        weeks=tuple(maker.week(week) for week in weeks_of(consent.first, consent.last)),
        wins=tuple(maker.wins()) if "wins" in ticked else (),
        escalations=tuple(maker.escalations(one for one in came_in if one.kind != "ask"))
        if "escalations" in ticked
        else (),
        asks=tuple(maker.escalations(one for one in came_in if one.kind == "ask")) if "asks" in ticked else (),
        help=consent.help if "help" in ticked else "",
    )


def weeks_of(first: date, last: date) -> Iterator[Week]:
    """The ISO weeks that the range touches."""
    week = Week.of(first)
    while week.monday <= last:
        yield week
        week = week.shifted(1)


def missing_days(records: Records, first: date, last: date, today: date) -> tuple[date, ...]:
    """The days of the range that are over and that nobody told of."""
    told = {day.date for day in records.workdays.between(first, last)}
    days = (first + timedelta(n) for n in range((min(last, today - timedelta(1)) - first).days + 1))
    return tuple(day for day in days if day not in told)


def _belongs(one: Escalation, consent: Consent, today: date) -> bool:
    """Whether it was opened or resolved in the range, or was open at its end."""
    if one.id in consent.dropped or one.day > consent.last:
        return False
    if one.day >= consent.first or resolved_between(one, consent.first, consent.last):
        return True
    return open_after(one, min(consent.last, today))


class _Maker:
    """One file in the making."""

    def __init__(
        self,
        records: Records,
        consent: Consent,
        ticked: tuple[str, ...],
        schedule: Schedule,
        today: date,
        metrics: Sequence[Metric],
    ) -> None:
        self.records, self.consent, self.ticked = records, consent, ticked
        self.schedule, self.today, self.metrics = schedule, today, metrics

    def week(self, week: Week) -> ShareWeek:
        """The week's numbers, of its days that lie in the range."""
        first, last = max(week.monday, self.consent.first), min(week.sunday, self.consent.last)
        checkins = list(self.records.checkins.between(first, last))
        counted = figures(self.records, first, last, self.today, self.schedule)
        before = usual(self.records, week, self.today)
        told: dict[str, object] = {}
        if "hours" in self.ticked:
            told |= {"hours": _rounded(counted.hours), "days_worked": counted.days_worked}
            if (first, last) == (week.monday, week.sunday):
                told["usual_hours"] = _rounded(before.hours)
        if "after_hours" in self.ticked:
            told["after_hours_minutes"] = counted.after_hours_minutes
        if "nights" in self.ticked:
            told["night_pings"] = counted.night_pings
        if "workload" in self.ticked:
            told["workload"] = _rounded(counted.workload)
        if "escalations" in self.ticked:
            told |= self._escalations(counted)
        if "support" in self.ticked:
            told["support_minutes"] = self._support(first, last)
        if "community" in self.ticked:
            felt = [one.community.feels for one in checkins if one.community.feels]
            told |= {"community": _rounded(counted.community), "community_feels": tuple(dict.fromkeys(felt))}
        if "metrics" in self.ticked:
            told["metrics"] = tuple(self._metrics(checkins))
        for name in ("mood", "energy"):
            if name in self.ticked:
                told[name] = against_usual(name, checkins, before)
        unsaid = max(counted.days_unknown, 0)
        return ShareWeek(week, unsaid, **told)  # type: ignore[arg-type]

    @staticmethod
    def _escalations(counted: Figures) -> dict[str, object]:
        names = ("escalations_opened", "escalations_resolved", "escalations_open", "minutes_on_escalations")
        return {**{name: getattr(counted, name) for name in names}, "could_have_waited": counted.could_have_waited}

    def _support(self, first: date, last: date) -> int | None:
        minutes = [one.minutes for one in self.records.escalations.between(first, last) if one.kind == "support"]
        said = [amount for amount in minutes if amount is not None]
        return sum(said) if said else None

    def _metrics(self, checkins: Sequence[CheckIn]) -> Iterator[ShareMetric]:
        for metric in self.metrics:
            found = mean(one.metrics.get(metric.name) for one in checkins)
            if found is not None:
                yield ShareMetric(metric.name, round(found, 4), metric.unit, metric.good or "")

    def wins(self) -> Iterator[ShareWin]:
        """Those of the range, in the words they are shared in."""
        for one in self.records.checkins.between(self.consent.first, self.consent.last):
            for n, win in enumerate(one.wins, 1):
                id = win.id or f"w-{one.date}-{n}"  # noqa: A001  its name in the file
                if id not in self.consent.dropped:
                    text = self.consent.texts.get(id) or win.text
                    yield ShareWin(id, one.date, text, win.kind or "", win.sender or "")

    def escalations(self, found: Iterator[Escalation]) -> Iterator[ShareEscalation]:
        """These, the gravest first, in the words they are shared in."""
        for one in sorted(found, key=by_severity):
            late = not self.schedule.on_shift(one.opened) if "after_hours" in self.ticked else None
            yield ShareEscalation(
                id=one.id,
                title=self.consent.texts.get(one.id) or one.title,
                opened=one.day,
                kind=one.kind or "",
                severity=None if one.kind == "ask" else one.severity,
                status=one.status or "open",
                resolved=one.resolved.date() if one.resolved and not one.unresolved else None,
                minutes=one.minutes,
                could_wait=one.could_wait,
                cause=one.cause or "",
                handed_to=one.handed_to or "",
                outcome=one.outcome or "",
                out_of_hours=late,
            )


def against_usual(name: str, checkins: Sequence[CheckIn], before: Usual) -> Against | None:
    """A week's mood or energy as a word against the weeks before; None with fewer than three ratings, or no usual."""
    ratings = [value for one in checkins if (value := getattr(one, name)) is not None]
    usual_one: float | None = getattr(before, name)
    if len(ratings) < RATINGS or usual_one is None:
        return None
    off = sum(ratings) / len(ratings) - usual_one
    if abs(off) < ABOUT:
        return "about"
    if off < 0:
        return "well below" if off <= -WELL else "below"
    return "well above" if off >= WELL else "above"


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)
