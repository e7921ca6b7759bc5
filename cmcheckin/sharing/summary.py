"""What a share file comes to, so that it can be told in a sentence before it is told in parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from dataclasses import fields as parts_of
from datetime import date
from typing import Final

from cmcheckin.sharing.share_file import ShareEscalation, ShareFile, ShareWeek, day_made
from cmcheckin.wording import share_headline as say
from cmcheckin.wording import share_page as words

LIMIT_HOURS: Final = 48.0
"""Hours a week marked by a line: the EU limit for the average week of employees (Directive 2003/88/EC, art. 6)."""
NEAR_HOURS: Final = 2.0
"""So many hours beside the usual are still about it (our choice)."""
STALE_DAYS: Final = 7
"""Days after which what a file calls open is told with the day it was told on (our choice)."""


CONTEXT_FIELDS: Final = ("week", "days_not_said", "usual_hours")
"""Of a week's fields those that tell nothing of the week itself."""


@dataclass(frozen=True)
class ShareSummary:
    """Counts over the whole range. Weeks are counted only where they tell what is counted."""

    weeks: int
    days: int
    is_whole_weeks: bool
    """The range is whole weeks, Monday to Sunday."""
    days_not_said: int
    hours: float | None
    """Of the one week there is; of several, their mean over the whole weeks that are over and tell hours; of several
    without such a week, all of them together."""
    mean_weeks: int
    """Weeks that mean is over; 0 where `hours` is no mean."""
    usual: float | None
    """Hours a week, the mean of what the weeks tell."""
    compared_weeks: int
    """Weeks that can be held against a usual; `longer` and `shorter` are of these."""
    longer_weeks: int
    shorter_weeks: int
    weeks_over_limit: int
    """Weeks over the line of 48 h."""
    workload: float | None
    """The mean of the weeks, 1 to 5."""
    wins: int
    praise: int
    opened: int | None
    """Escalations that came in; None when that was not shared."""
    listed: int
    """How many of them are told of one by one; `resolved` and what follows are of these."""
    resolved: int
    minutes: int
    could_have_waited: int
    open_severities: tuple[int | None, ...]
    """Severities of what is not resolved, the highest first; None where none was given."""
    made: date
    is_unfinished: bool
    """Made before the range was over."""

    @classmethod
    def of(cls, share: ShareFile) -> ShareSummary:
        """The story of a share file."""
        weeks = share.weeks
        counted = [week.hours for week in weeks if _counts(week, share)] if len(weeks) > 1 else []
        said = [week.hours for week in weeks if week.hours is not None]
        against = list(_against(weeks, day_made(share.made)))
        gone = escalations_of(share)
        opened = [week.escalations_opened for week in weeks if week.escalations_opened is not None]
        return cls(
            weeks=len(weeks),
            days=(share.last - share.first).days + 1,
            is_whole_weeks=(share.first.weekday(), share.last.weekday()) == (0, 6),
            days_not_said=sum(week.days_not_said for week in weeks),
            hours=mean(counted) if counted else sum(said) if said else None,
            mean_weeks=len(counted),
            usual=mean(week.usual_hours for week in weeks),
            compared_weeks=len(against),
            longer_weeks=sum(difference >= NEAR_HOURS for difference in against),
            shorter_weeks=sum(difference <= -NEAR_HOURS for difference in against),
            weeks_over_limit=sum(week.hours is not None and week.hours > LIMIT_HOURS for week in weeks),
            workload=mean(week.workload for week in weeks),
            wins=len(share.wins),
            praise=sum(win.kind == "thanks" for win in share.wins),
            opened=len(gone) if gone else sum(opened) if opened else None,
            listed=len(gone),
            resolved=sum(one.status == "resolved" for one in gone),
            minutes=sum(one.minutes or 0 for one in gone),
            could_have_waited=sum(one.could_wait is True for one in gone),
            open_severities=tuple(
                sorted((one.severity for one in gone if one.status != "resolved"), key=lambda one: -(one or 0))
            ),
            made=day_made(share.made),
            is_unfinished=day_made(share.made) <= share.last,
        )

    @property
    def headline(self) -> str:
        """The range in a sentence, without its point."""
        many = say.stretch(self.weeks, self.days, whole=self.is_whole_weeks)
        if self.weeks > 1 and (self.hours is not None or self.workload is None):
            first = say.weeks_clause(
                many,
                self.weeks,
                told=self.compared_weeks,
                longer=self.longer_weeks,
                shorter=self.shorter_weeks,
                over=self.weeks_over_limit,
            )
        elif self.hours is not None:
            first = say.week_clause(
                self.hours,
                self.usual,
                self.longer_weeks - self.shorter_weeks,
                over=bool(self.weeks_over_limit),
                unsaid=self.days_not_said,
                unfinished=self.is_unfinished,
                whole=self.is_whole_weeks,
            )
        elif self.workload is not None:
            first = say.workload_clause(self.workload, "a week" if self.is_one_week else many)
        else:
            first = ""
        wins, unresolved = say.wins_clause(self.wins), say.open_clause(self.listed, self.open_severities)
        return say.headline(
            first, wins, unresolved, otherwise=say.in_short(self.weeks, self.days, whole=self.is_whole_weeks)
        )

    @property
    def shared_line(self) -> str:
        """When it was, and how much of it is not told of."""
        return words.shared_on(
            self.made, unfinished=self.is_unfinished, days_not_said=self.days_not_said, week=self.is_one_week
        )

    @property
    def is_one_week(self) -> bool:
        """The range is one week, Monday to Sunday."""
        return self.is_whole_weeks and self.weeks == 1


def is_empty(share: ShareFile) -> bool:
    """Whether the file tells of nothing that was ticked: whoever opens it would see dates and ticks alone."""
    told = (share.wins, share.escalations, share.asks, share.help)
    return not any(told) and not any(map(_says_something, share.weeks))


def _says_something(week: ShareWeek) -> bool:
    values = (getattr(week, known.name) for known in parts_of(week) if known.name not in CONTEXT_FIELDS)
    return any(value is not None and value != () for value in values)


def _counts(week: ShareWeek, share: ShareFile) -> bool:
    """Whether it tells the hours of a whole week that is over."""
    inside = share.first <= week.week.monday and week.week.sunday <= share.last
    return week.hours is not None and inside and week.week.sunday < day_made(share.made)


def _against(weeks: tuple[ShareWeek, ...], made: date) -> Iterator[float]:
    """The hours beyond the usual. Among several weeks one that is not over is not counted with them, nor is one below
    the usual of which days are left unsaid: it may have been none such."""
    for week in weeks:
        if week.hours is None or not week.usual_hours or (len(weeks) > 1 and is_usual_partial(week, made)):
            continue
        beyond = week.hours - week.usual_hours
        if beyond >= NEAR_HOURS or not week.days_not_said or len(weeks) == 1:
            yield beyond


def escalations_of(share: ShareFile) -> list[ShareEscalation]:
    """What came in, or was open; an ask that another program put among them is none."""
    return [one for one in share.escalations if one.kind != "ask"]


def asks_of(share: ShareFile) -> list[ShareEscalation]:
    """Every ask, what waits before what was answered, and the oldest first."""
    found = [*share.asks, *(one for one in share.escalations if one.kind == "ask")]
    return sorted(found, key=_waiting_first)


def mean(values: Iterable[float | None]) -> float | None:
    """The mean of what was said; None of nothing."""
    said = [value for value in values if value is not None]
    return sum(said) / len(said) if said else None


def by_severity(escalations: Iterable[ShareEscalation]) -> list[tuple[int | None, list[ShareEscalation]]]:
    """Groups, the most severe first and those without a severity last; in a group what is open before what is not,
    and the oldest first."""
    groups: dict[int | None, list[ShareEscalation]] = {}
    for one in sorted(escalations, key=_waiting_first):
        groups.setdefault(one.severity, []).append(one)
    return sorted(groups.items(), key=lambda group: -(group[0] or 0))


def _waiting_first(one: ShareEscalation) -> tuple[bool, date, str]:
    return one.status == "resolved", one.opened, one.id


def is_partial(week: ShareWeek, made: date, first: date = date.min) -> bool:
    """Whether a file made that day, of a range from `first` on, tells less than all of a week: its hours and its usual
    are of the days it tells of. One made on Sunday is taken to be of the whole week."""
    return bool(week.days_not_said) or week.week.sunday > made or week.week.monday < first


def is_usual_partial(week: ShareWeek, made: date) -> bool:
    """Whether the usual beside its hours is of some of its days: of a week that was not over when the file was made it
    is, up to the last day told of. Of one that is over it is of the whole week, whatever was left unsaid."""
    return week.week.sunday > made


def stale_since(made: date, today: date) -> date | None:
    """The day a file was made, when what it calls open is to be told with it: it may have changed since."""
    return made if (today - made).days >= STALE_DAYS else None


def days_open(one: ShareEscalation, today: date) -> int:
    """How many days it has stood, or stood until it was resolved. Never below 0."""
    return max(((one.resolved or today) - one.opened).days, 0)
