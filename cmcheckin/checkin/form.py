"""The form: everything a check-in asks and what has been answered so far.

Its small parts are named tuples: made faster than dataclasses, and the first frame waits for them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from cmcheckin.domain.checkin import CheckIn, Win
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.fields import Key
from cmcheckin.domain.records import Record
from cmcheckin.domain.workday import Workday


class DayRow(NamedTuple):
    """One of the days since the last check-in. It is prefilled from the schedule and counts only once `confirmed`."""

    workday: Workday
    confirmed: bool = False


class CarriedEscalation(NamedTuple):
    """An escalation that was unresolved when the morning began, and what it is now."""

    before: Escalation
    now: Escalation
    answered: bool = False


class FollowUp(NamedTuple):
    """A long-term win, asked about again so many days later; `holds` is None until answered."""

    day: dt.date
    win: Win
    after_days: int
    holds: bool | None = None


class PreviousAnswers(NamedTuple):
    """What the log has of the time before: the workload answered at the last check-in, and the last day worked."""

    workload: int | None = None
    last_workday: Workday | None = None


NO_PREVIOUS_ANSWERS: Final = PreviousAnswers()


@dataclass(frozen=True)
class CheckinForm:
    """A check-in under way. Answers are kept as the records they will become; every change gives a new Morning.

    `base` holds what was kept for each record when the morning began, so that a change made elsewhere can be seen.
    `last` is for the eye only and no part of a draft.
    """

    date: dt.date
    checkin: CheckIn
    days: tuple[DayRow, ...] = ()
    carried: tuple[CarriedEscalation, ...] = ()
    new_escalations: tuple[Escalation, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    previous_date: dt.date | None = None
    base: Mapping[Key, Record | None] = field(default_factory=dict)
    previous_answers: PreviousAnswers = NO_PREVIOUS_ANSWERS

    def with_answers(self, **answers: Any) -> CheckinForm:
        """With other answers in the check-in itself: `answer(mood=4)`."""
        return replace(self, checkin=self.checkin._replace(**answers))

    @property
    def has_answers(self) -> bool:
        """Whether anything was answered or typed that keeping the morning would change."""
        return (
            self.checkin != (self.base.get(self.checkin.key) or CheckIn(self.date))
            or any(row.confirmed and row.workday != self.base.get(row.workday.key) for row in self.days)
            or any(item.now != item.before for item in self.carried)
            or bool(self.new_escalations)
            or any(look.holds is not None for look in self.follow_ups)
        )


class Step(NamedTuple):
    """One of the four screens of questions."""

    name: str
    title: str


class FormPosition(NamedTuple):
    """Where the user was: the page, the spot (field) on it, the caret in its text, and texts typed but not entered."""

    page: str = "workload"
    field: str = ""
    cursor: int = 0
    unsaved_texts: Mapping[str, str] = MappingProxyType({})
