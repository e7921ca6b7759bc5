"""Summarise a share file: its totals, and its headline."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import fields as dataclass_fields
from datetime import date
from typing import Final

from cmcheckin.insight.figures import total
from cmcheckin.insight.stats import mean_or_none
from cmcheckin.sharing.share_file import ShareActivity, ShareEscalation, ShareFile, ShareLeave, ShareWeek, day_made
from cmcheckin.wording import share_headline as headlines
from cmcheckin.wording import share_page as words
from cmcheckin.wording.leave import leave_text

LIMIT_HOURS: Final = 48.0
"""Hours a week marked by a line: the EU limit for the average week of an employee (Directive 2003/88/EC, art. 6)."""
STALE_DAYS: Final = 7
"""Days after which an open entry is shown with the day it was shared (our choice)."""


CONTEXT_FIELDS: Final = ("week", "days_not_said", "usual_hours")
"""Fields of a week that say nothing about the week itself."""


@dataclass(frozen=True)
class ShareSummary:
    """Totals over the shared range. Each counts only the weeks that share the field."""

    weeks: int
    days: int
    is_whole_weeks: bool
    """Whether the range is whole weeks, Monday to Sunday."""
    days_not_said: int
    hours: float | None
    """The hours of a single week. For several, the mean of the whole past weeks that share hours, or without one the
    sum of all."""
    mean_weeks: int
    """Weeks in that mean; 0 if `hours` isn't a mean."""
    usual: float | None
    """Usual hours a week: the mean of those shared."""
    weeks_over_limit: int
    """Weeks of more than LIMIT_HOURS."""
    workload: float | None
    """The mean workload of the weeks, 1 to 5."""
    wins: int
    praise: int
    opened: int | None
    """Escalations opened; None if not shared."""
    listed: int
    """Escalations listed one by one; `resolved` and the following figures are about these."""
    resolved: int
    minutes: int
    could_have_waited: int
    open_severities: tuple[int | None, ...]
    """Severities of the unresolved escalations, the highest first; None for those without one."""
    made: date
    is_unfinished: bool
    """Whether the file was made before the range was over."""

    @classmethod
    def of(cls, share: ShareFile) -> ShareSummary:
        """Return the summary of `share`."""
        weeks = share.weeks
        counted = [week.hours for week in weeks if _is_whole_past_week(week, share)] if len(weeks) > 1 else []
        hours = [week.hours for week in weeks if week.hours is not None]
        escalations = escalations_of(share)
        unresolved = [item.severity for item in escalations if item.status != "resolved"]
        opened = [week.escalations_opened for week in weeks if week.escalations_opened is not None]
        return cls(
            weeks=len(weeks),
            days=(share.last - share.first).days + 1,
            is_whole_weeks=(share.first.weekday(), share.last.weekday()) == (0, 6),
            days_not_said=sum(week.days_not_said for week in weeks),
            hours=mean_or_none(counted) if counted else sum(hours) if hours else None,
            mean_weeks=len(counted),
            usual=mean_or_none(week.usual_hours for week in weeks),
            weeks_over_limit=sum(week.hours is not None and week.hours > LIMIT_HOURS for week in weeks),
            workload=mean_or_none(week.workload for week in weeks),
            wins=len(share.wins),
            praise=sum(win.kind == "thanks" for win in share.wins),
            opened=len(escalations) if escalations else sum(opened) if opened else None,
            listed=len(escalations),
            resolved=sum(escalation.status == "resolved" for escalation in escalations),
            minutes=sum(escalation.minutes or 0 for escalation in escalations),
            could_have_waited=sum(escalation.could_wait is True for escalation in escalations),
            open_severities=tuple(sorted(unresolved, key=lambda severity: -(severity or 0))),
            made=day_made(share.made),
            is_unfinished=day_made(share.made) <= share.last,
        )

    @property
    def headline(self) -> str:
        """A sentence about the range, without the full stop."""
        clause = ""
        period = headlines.period(self.weeks, self.days, whole=self.is_whole_weeks)
        over = self.weeks_over_limit
        if self.weeks > 1 and (self.hours is not None or self.workload is None):
            mean = self.hours if self.mean_weeks == self.weeks else None
            clause = headlines.weeks_clause(period, self.weeks, mean, over=over, whole=self.is_whole_weeks)
        elif self.hours is not None:
            clause = headlines.week_clause(
                self.hours, self.usual, over=bool(over), not_logged=self.days_not_said, unfinished=self.is_unfinished,
                whole=self.is_whole_weeks,
            )  # fmt: skip
        elif self.workload is not None:
            clause = headlines.workload_clause(self.workload, "a week" if self.is_one_week else period)
        wins, open_clause = headlines.wins_clause(self.wins), headlines.open_clause(self.listed, self.open_severities)
        fallback = headlines.fallback_headline(self.weeks, self.days, whole=self.is_whole_weeks)
        return headlines.headline(clause, wins, open_clause, otherwise=fallback)

    @property
    def shared_line(self) -> str:
        """When it was shared, and how many days are not logged."""
        return words.shared_on(
            self.made, unfinished=self.is_unfinished, not_logged=self.days_not_said, week=self.is_one_week
        )

    @property
    def is_one_week(self) -> bool:
        """Whether the range is one week, Monday to Sunday."""
        return self.is_whole_weeks and self.weeks == 1


def activities_of(share: ShareFile) -> tuple[ShareActivity, ...]:
    """Return the activities of all weeks of `share` by kind, the most hours first, then the most days."""
    by_kind: dict[str, list[ShareActivity]] = {}
    for one in (one for week in share.weeks for one in week.activities):
        by_kind.setdefault(one.kind, []).append(one)
    found = [
        ShareActivity(
            kind,
            total(one.hours for one in items),
            sum(one.on_days for one in items),
            sum(one.days_without_hours for one in items),
        )
        for kind, items in by_kind.items()
    ]
    return tuple(sorted(found, key=lambda one: (-(one.hours or 0), -one.on_days, one.kind)))


def is_empty(share: ShareFile) -> bool:
    """Return whether `share` has no content besides its dates and selected fields."""
    entries = (share.wins, share.escalations, share.asks, share.help, share.leave, share.responses)
    return not any(entries) and not any(map(has_content, share.weeks))


def leave_line(leave: ShareLeave) -> str:
    """Return `leave` in words: `On leave 7–18 December 2026, 10 days`."""
    return leave_text(leave.first, leave.last, leave.working_days, half=bool(leave.half), holiday=bool(leave.holiday))


def has_content(week: ShareWeek, ignored: tuple[object, ...] = (None, ())) -> bool:
    """Return whether `week` has any figure that isn't in `ignored`, besides those in CONTEXT_FIELDS."""
    names = (field.name for field in dataclass_fields(week))
    return any(getattr(week, name) not in ignored for name in names if name not in CONTEXT_FIELDS)


def _is_whole_past_week(week: ShareWeek, share: ShareFile) -> bool:
    """Return whether `week` shares its hours, lies in the range completely, and was over when the file was made."""
    is_inside = share.first <= week.week.monday and week.week.sunday <= share.last
    return week.hours is not None and is_inside and week.week.sunday < day_made(share.made)


def escalations_of(share: ShareFile) -> list[ShareEscalation]:
    """Return the escalations of `share`, without asks that another program listed among them."""
    return [escalation for escalation in share.escalations if escalation.kind != "ask"]


def asks_of(share: ShareFile) -> list[ShareEscalation]:
    """Return all asks of `share`: waiting ones first, then by age, the oldest first."""
    asks = [*share.asks, *(escalation for escalation in share.escalations if escalation.kind == "ask")]
    return sorted(asks, key=_waiting_first)


def group_by_severity(escalations: Iterable[ShareEscalation]) -> list[tuple[int | None, list[ShareEscalation]]]:
    """Return the escalations by severity, the highest first and those without one last. In a group, open ones come
    first, then the oldest."""
    groups: dict[int | None, list[ShareEscalation]] = {}
    for escalation in sorted(escalations, key=_waiting_first):
        groups.setdefault(escalation.severity, []).append(escalation)
    return sorted(groups.items(), key=lambda group: -(group[0] or 0))


def _waiting_first(item: ShareEscalation) -> tuple[bool, date, str]:
    return item.status == "resolved", item.opened, item.id


def is_partial(week: ShareWeek, made: date, first: date = date.min) -> bool:
    """Return whether a file made on `made`, for a range beginning on `first`, shares only part of `week`. A file made
    on a Sunday is taken to share all of it."""
    return bool(week.days_not_said) or week.week.sunday > made or week.week.monday < first


def is_usual_partial(week: ShareWeek, made: date) -> bool:
    """Return whether the usual hours of `week` cover only the days up to the last logged one, as for a week that wasn't
    over when the file was made."""
    return week.week.sunday > made


def stale_since(made: date, today: date) -> date | None:
    """Return `made`, the day a file was made, if it is STALE_DAYS or more before `today`, so that open entries may have
    changed; else None."""
    return made if (today - made).days >= STALE_DAYS else None


def days_open(escalation: ShareEscalation, today: date) -> int:
    """Return how many days an escalation or ask has been open, or was until it was resolved; at least 0."""
    return max(((escalation.resolved or today) - escalation.opened).days, 0)
