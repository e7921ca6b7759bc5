"""Compare the figures of a person's latest whole week with that person's own normal range, never with others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Literal, NamedTuple, TypeAlias, get_args

from cmcheckin.domain.week import Week
from cmcheckin.sharing.share_file import ShareLeave, ShareWeek
from cmcheckin.wording.review_facts import Coverage

Figure: TypeAlias = Literal[
    "hours", "after_hours_minutes", "days_off_worked", "night_pings", "workload", "escalations_opened"
]
FIGURES: Final[tuple[Figure, ...]] = get_args(Figure)
"""The figures of a week that are compared: fields of ShareWeek."""


class RangeMark(NamedTuple):
    """A figure outside the person's own normal range."""

    figure: Figure
    value: float
    low: float
    high: float
    """The ends of the range, in the unit of the figure."""
    weeks: int
    """Number of earlier weeks the range comes from."""
    week: Week
    """The week with the value: the latest whole one, which may be before a week that is still going on."""


def marks_of(
    weeks: Sequence[ShareWeek], coverage: Mapping[Week, Coverage], leave: Sequence[ShareLeave] = ()
) -> tuple[RangeMark, ...]:
    """Return the figures of the latest whole week in `weeks` that are outside their normal range.

    `weeks`: a person's weeks in order of time. `coverage`: how much of each was shared. Partial weeks, and weeks with
    days of `leave`, are neither judged nor used.
    """
    return ()
