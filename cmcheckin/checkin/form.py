"""The check-in form: what a check-in asks and the answers so far.

It is a named tuple because making dataclasses delays the first frame.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final, TypeVar

from cmcheckin.domain.checkin import CheckIn, Win
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.fields import Key
from cmcheckin.domain.named import NamedTuple
from cmcheckin.domain.records import Record
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.workday import Workday

T = TypeVar("T")


class Proposal(NamedTuple):
    """What the user's files show about a day: the `workday` they propose if the day isn't logged, the titles of the
    `sources`, the `facts` in words, and the times of `night_pings`."""

    workday: Workday
    sources: tuple[str, ...]
    facts: tuple[str, ...] = ()
    night_pings: tuple[dt.datetime, ...] = ()


class Proposals(NamedTuple):
    """What files propose, by day, and a sentence for each file that couldn't be used. `unread`: the files that weren't
    read to the end in time. `is_reading`: whether files are still being read."""

    by_day: Mapping[dt.date, Proposal] = MappingProxyType({})
    problems: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    is_reading: bool = False


class DayRow(NamedTuple):
    """One of the days since the last check-in. It counts only once `confirmed`. Until then it is prefilled from its
    `proposal`, or from the schedule if it has none.

    `as_usual`: whether it was confirmed as the schedule has it, without typing anything. `late_proposal`: what files
    show instead, if that was read only when the row was confirmed as usual or selected.
    """

    workday: Workday
    confirmed: bool = False
    proposal: Proposal | None = None
    as_usual: bool = False
    late_proposal: Proposal | None = None


class GapRange(NamedTuple):
    """Days of a long gap, from `first` to `last`. `answer`: `usual`, `off`, `leave` or `sick`, for those of them that
    aren't logged; empty until the user gives it. `logged`: the kind of the days, if they were logged before."""

    first: dt.date
    last: dt.date
    answer: str = ""
    logged: str = ""


class CarriedEscalation(NamedTuple):
    """An escalation that was open when the check-in began: as it was `before`, and as it is `now`."""

    before: Escalation
    now: Escalation
    answered: bool = False


class FollowUp(NamedTuple):
    """A question whether a long-term win of `day` still holds, `after_days` days later. `holds` is None until
    answered."""

    day: dt.date
    win: Win
    after_days: int
    holds: bool | None = None


class PreviousAnswers(NamedTuple):
    """The previous check-in, the last day worked and the days of the last week, to be shown beside the questions.
    `leave_ended`: the last day of the leave from which the user is back. `escalations`: the recent ones, resolved or
    not. `are_locked`: whether nothing could be read, as the diary is locked."""

    checkin: CheckIn | None = None
    last_workday: Workday | None = None
    workdays: tuple[Workday, ...] = ()
    leave_ended: dt.date | None = None
    escalations: tuple[Escalation, ...] = ()
    are_locked: bool = False


NO_PREVIOUS_ANSWERS: Final = PreviousAnswers()
NO_PROPOSALS: Final = Proposals()
READING: Final = Proposals(is_reading=True)
USUAL_SCHEDULE: Final = Schedule()


class CheckinForm(NamedTuple):
    """An unfinished check-in. Its answers are the records they will be saved as. It is immutable: each change returns a
    new form.

    `gap` has the days since the last check-in if there are too many for `days`. `base` has the records as they were
    when the check-in began, to detect changes by another window. `previous_answers`, `schedule` and `proposals` aren't
    saved in drafts.
    """

    date: dt.date
    checkin: CheckIn
    days: tuple[DayRow, ...] = ()
    carried: tuple[CarriedEscalation, ...] = ()
    new_escalations: tuple[Escalation, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    previous_date: dt.date | None = None
    base: Mapping[Key, Record | None] = MappingProxyType({})
    previous_answers: PreviousAnswers = NO_PREVIOUS_ANSWERS
    gap: tuple[GapRange, ...] = ()
    schedule: Schedule = USUAL_SCHEDULE
    proposals: Proposals = NO_PROPOSALS

    def with_answers(self, **answers: Any) -> CheckinForm:
        """Return a copy with `answers` to the check-in's own questions: `with_answers(mood=4)`."""
        return self._replace(checkin=self.checkin._replace(**answers))

    @property
    def has_answers(self) -> bool:
        """Whether saving the form would change anything."""
        return (
            self.checkin != (self.base.get(self.checkin.key) or CheckIn(self.date))
            or any(row.confirmed and row.workday != self.base.get(row.workday.key) for row in self.days)
            or any(days.answer for days in self.gap)
            or any(item.now != item.before for item in self.carried)
            or bool(self.new_escalations)
            or any(look.holds is not None for look in self.follow_ups)
        )


def replaced(items: tuple[T, ...], index: int, *new: T) -> tuple[T, ...]:
    """Return `items` with `new` in place of the one at `index`; without `new`, that one is removed."""
    return (*items[:index], *new, *items[index + 1 :])


class Scale(NamedTuple):
    """A rating from 1 to 5: the field it is saved in, and a word for each digit."""

    field: str
    words: tuple[str, str, str, str, str]

    def word(self, value: int | None) -> str:
        """Return the word for `value`; empty for None."""
        return self.words[value - 1] if value else ""


class Step(NamedTuple):
    """A page of questions."""

    name: str
    title: str


class FormPosition(NamedTuple):
    """Where the user was: the page, the field on it, the cursor position in its text, and texts typed but not entered,
    by field."""

    page: str = "workload"
    field: str = ""
    cursor: int = 0
    unsaved_texts: Mapping[str, str] = MappingProxyType({})
