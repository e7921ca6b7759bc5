"""A week as the week screen, the week command and a report show it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from cmcheckin.domain.checkin import CheckIn, Win
from cmcheckin.domain.days import each_day
from cmcheckin.domain.escalation import Escalation, by_severity
from cmcheckin.domain.figures import Day, DayKind, Figures
from cmcheckin.domain.named import NamedTuple
from cmcheckin.domain.records import Collection, Records
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.week import Week
from cmcheckin.domain.workday import Workday
from cmcheckin.insight.figures import figures, open_after, resolved_between
from cmcheckin.insight.ledger import LedgerWeek, ledger
from cmcheckin.insight.usual import LOOK_BACK_WEEKS, Usual, usual


class LoggedWin(NamedTuple):
    """A win, and the morning it was logged."""

    on: date
    win: Win


class WeekSummary(NamedTuple):
    """Everything about one week, before it is drawn."""

    week: Week
    today: date
    now: datetime
    days: tuple[Day, ...]
    figures: Figures = Figures()
    usual: Usual = Usual()
    wins: tuple[LoggedWin, ...] = ()
    thanks: tuple[LoggedWin, ...] = ()
    """Praise received, which `wins` leaves out."""
    open: tuple[Escalation, ...] = ()
    """Open at the end of the week, or today in this one: the most severe first, then the oldest. Asks come last."""
    opened: tuple[Escalation, ...] = ()
    resolved: tuple[Escalation, ...] = ()
    community: tuple[str, ...] = ()
    """What the community felt, in the user's words, newest first and without repeats."""
    rest: LedgerWeek | None = None
    """The week in the 2 am ledger."""

    @property
    def empty(self) -> bool:
        """Whether the week has no records."""
        figures = self.figures
        return not (figures.checkins or figures.days_worked or figures.days_off or self.opened or self.resolved)

    @property
    def days_planned(self) -> int:
        """Return how many of the days off are in the future."""
        return sum(day.date > self.today and day.workday is not None for day in self.days)

    def day(self, wanted: date) -> Day:
        """Return the day of this week with the weekday of `wanted`."""
        return self.days[wanted.weekday()]


def reach(week: Week) -> tuple[date, date]:
    """Return the first and last day whose records `week_summary` needs: the weeks of the usual and `week` itself."""
    return week.shifted(-LOOK_BACK_WEEKS).monday, week.sunday


def with_open_escalations(near: Records, open_since: Iterable[Escalation]) -> Records:
    """Return the records `near` with the older escalations of `open_since` (`Journal.open_since`) added."""
    known = {one.id for one in near.escalations}
    older = [one for one in open_since if one.id not in known]
    escalations = Collection([*near.escalations, *older]) if older else near.escalations
    return Records(near.checkins, near.workdays, escalations)


def week_summary(
    records: Records, week: Week, today: date, now: datetime, schedule: Schedule, logged_from: date | None = date.min
) -> WeekSummary:
    """Return the summary of `week`, from the records of its `reach` and older escalations still open on its
    Monday (`with_open_escalations`).

    `logged_from` is the `first_day` of all records. Earlier days don't count as "not logged".
    """
    first, last = week.monday, week.sunday
    checkins = records.checkins.between(first, last)
    opened = tuple(records.escalations.between(first, last))
    wins = [LoggedWin(one.date, win) for one in checkins for win in one.wins]
    open_now = (one for one in records.escalations if open_after(one, min(last, today)))
    return WeekSummary(
        week=week,
        today=today,
        now=now,
        days=days_between(records, first, last, today, logged_from),
        figures=figures(records, first, last, today, schedule, logged_from),
        usual=usual(records, week, today),
        wins=tuple(one for one in wins if one.win.kind != "thanks"),
        thanks=tuple(one for one in wins if one.win.kind == "thanks"),
        open=tuple(sorted(open_now, key=by_severity)),
        opened=opened,
        resolved=tuple(one for one in records.escalations if resolved_between(one, first, last)),
        community=tuple(dict.fromkeys(filter(None, (one.community.feels for one in reversed(tuple(checkins)))))),
        rest=ledger(records, week, schedule).weeks[-1],
    )


def days_between(
    records: Records, first: date, last: date, today: date, logged_from: date | None = date.min
) -> tuple[Day, ...]:
    """Return every day from `first` to `last`, both included, as seen on `today`. `logged_from`: as in
    `week_summary`."""
    checkins = {one.date: one for one in records.checkins.between(first, last)}
    workdays = {one.date: one for one in records.workdays.between(first, last)}
    opened: dict[date, list[Escalation]] = defaultdict(list)
    for one in records.escalations.between(first, last):
        opened[one.day].append(one)
    return tuple(
        _day(
            kind_of(workdays.get(day), day, today, logged_from),
            day,
            workdays.get(day),
            checkins.get(day),
            tuple(opened.get(day, ())),
            is_ahead=day > today,
        )
        for day in each_day(first, last)
    )


def kind_of(workday: Workday | None, day: date, today: date, logged_from: date | None = date.min) -> DayKind:
    """Return the kind of `day`, from `workday` if there is one. `logged_from`: the `first_day` of all records."""
    if workday is not None:
        return _KINDS[workday.kind]
    if day >= today:
        return "today" if day == today else "ahead"
    return "unknown" if logged_from is not None and day >= logged_from else "before"


def _day(
    kind: DayKind,
    date: date,
    workday: Workday | None,
    checkin: CheckIn | None,
    opened: tuple[Escalation, ...],
    *,
    is_ahead: bool,
) -> Day:
    """Return the day `date`; if it `is_ahead`, without its planned hours."""
    if workday is None or is_ahead:
        return Day(date, kind, checkin=checkin, opened=opened, workday=workday)
    hours = workday.hours if workday.doubtful else workday.counted_hours
    late, start, end = workday.after_hours_minutes, workday.start, workday.end
    return Day(date, kind, hours, workday.doubtful, late, start, end, checkin, opened, workday)


_KINDS: dict[str, DayKind] = {"work": "work", "off": "off", "leave": "leave", "sick": "sick"}
