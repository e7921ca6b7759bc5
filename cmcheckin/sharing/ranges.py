"""Compare the figures of a person's latest whole week with that person's normal range, never with others."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import ceil, floor, sqrt
from typing import Final, Literal, NamedTuple, TypeAlias, get_args

from cmcheckin.domain.numbers import rounded
from cmcheckin.domain.week import Week
from cmcheckin.insight.stats import mean, median
from cmcheckin.insight.usual import LOOK_BACK_WEEKS, hours_range, normal_range
from cmcheckin.sharing.share_file import ShareLeave, ShareWeek
from cmcheckin.wording.review_facts import Coverage

Figure: TypeAlias = Literal[
    "hours", "after_hours_minutes", "days_off_worked", "night_pings", "workload", "escalations_opened"
]
FIGURES: Final[tuple[Figure, ...]] = get_args(Figure)
"""The figures of a week that are compared: fields of ShareWeek."""
AFTER_HOURS_SPREAD: Final = 30.0
"""Least deviation of the minutes after hours in a week (our choice; a late call now and then changes nothing)."""
WORKLOAD_SPREAD: Final = 0.25
"""Least deviation of a week's mean workload: five ratings that differ by about half a point (our choice)."""
COUNT_SPREAD: Final = 0.4
"""Least deviation of a count, so that a single one is never outside the range. Above it, the deviation is at least that
of events at random (the square root of their mean, Poisson)."""


class RangeMark(NamedTuple):
    """A figure outside the person's normal range."""

    figure: Figure
    value: float
    low: float
    high: float
    """The ends of the range, in the unit of the figure, as they are shown."""
    weeks: int
    """Number of earlier weeks the range comes from."""
    week: Week
    """The week with the value: the latest whole one, which may be before a week that is still going on."""


class OwnRange(NamedTuple):
    """A person's normal range of a figure, as it is shown."""

    low: float
    high: float
    weeks: int
    """Number of weeks it comes from."""


def marks_of(
    weeks: Sequence[ShareWeek], coverage: Mapping[Week, Coverage], leave: Sequence[ShareLeave]
) -> tuple[RangeMark, ...]:
    """Return the figures of the latest whole week in `weeks` that are outside their normal range.

    `weeks`: a person's weeks in order of time. `coverage`: how much of each was shared. Partial weeks, and weeks with
    days of `leave`, are neither compared nor used; if the latest week is partial, the week before it is compared. Hours
    below the range aren't marked if fewer days than usual were worked, as that explains them.
    """
    compared = compared_week(weeks, coverage, leave)
    return marks_in(compared, weeks, coverage, leave) if compared is not None else ()


def marks_in(
    compared: ShareWeek, weeks: Sequence[ShareWeek], coverage: Mapping[Week, Coverage], leave: Sequence[ShareLeave]
) -> tuple[RangeMark, ...]:
    """Return the figures of the week `compared` that are outside their normal range before it; none if it is partial or
    has leave. The other parameters are those of `marks_of`."""
    if coverage.get(compared.week) != "whole" or _has_leave(compared, leave):
        return ()
    earlier = _usable_before(compared, weeks, coverage, leave)
    found = []
    for figure, one in own_ranges(earlier).items():
        value = getattr(compared, figure)
        if value is None or one.low <= (value := rounded(value, 1)) <= one.high:
            continue
        if figure == "hours" and value < one.low and _has_fewer_days(compared, earlier):
            continue
        found.append(RangeMark(figure, value, *one, compared.week))
    return tuple(found)


def hours_side(marks: Sequence[RangeMark], week: Week) -> int:
    """Return 1 if `marks` has the hours of `week` above the range, -1 if below it, else 0."""
    found = (mark for mark in marks if mark.figure == "hours" and mark.week == week)
    return next((1 if mark.value > mark.high else -1 for mark in found), 0)


def compared_week(
    weeks: Sequence[ShareWeek], coverage: Mapping[Week, Coverage], leave: Sequence[ShareLeave]
) -> ShareWeek | None:
    """Return the week that marks are about: the latest of `weeks`, or the week before it if that is partial; None if
    this is partial too or has days of `leave`. The parameters are those of `marks_of`."""
    if not weeks:
        return None
    last, before = weeks[-1], weeks[-2:-1]
    if coverage.get(last.week) != "whole" and before and before[0].week == last.week.shifted(-1):
        last = before[0]
    return last if coverage.get(last.week) == "whole" and not _has_leave(last, leave) else None


def own_ranges(earlier: Sequence[ShareWeek]) -> dict[Figure, OwnRange]:
    """Return the normal range of each figure that enough weeks of `earlier` have."""
    found: dict[Figure, OwnRange] = {}
    for figure, (range_of, shown) in _RULES.items():
        values = [float(value) for week in earlier if (value := getattr(week, figure)) is not None]
        if (ends := range_of(values)) is not None:
            found[figure] = OwnRange(*shown(*ends), len(values))
    return found


def _usable_before(
    compared: ShareWeek, weeks: Sequence[ShareWeek], coverage: Mapping[Week, Coverage], leave: Sequence[ShareLeave]
) -> list[ShareWeek]:
    """Return the whole weeks without leave among the twelve before `compared`."""
    first = compared.week.shifted(-LOOK_BACK_WEEKS)
    before = (one for one in weeks if first <= one.week < compared.week)
    return [one for one in before if coverage.get(one.week) == "whole" and not _has_leave(one, leave)]


def _has_leave(week: ShareWeek, leave: Sequence[ShareLeave]) -> bool:
    return any(one.first <= week.week.sunday and week.week.monday <= one.last for one in leave)


def _has_fewer_days(compared: ShareWeek, earlier: Sequence[ShareWeek]) -> bool:
    days = [week.days_worked for week in earlier if week.days_worked is not None]
    return bool(days) and compared.days_worked is not None and compared.days_worked < median(days)


# How a figure's range is computed, and how its ends are rounded so that a value that is shown is outside what is shown


def _count_range(values: Sequence[float]) -> tuple[float, float] | None:
    return normal_range(values, max(COUNT_SPREAD, sqrt(mean(values)))) if values else None


def _outwards(step: float) -> Callable[[float, float], tuple[float, float]]:
    """Return a function that rounds the ends of a range away from its middle, to multiples of `step`."""
    return lambda low, high: (rounded(floor(low / step + 1e-9) * step, 1), rounded(ceil(high / step - 1e-9) * step, 1))


def _whole_numbers(low: float, high: float) -> tuple[float, float]:
    """Return the first and the last whole number in the range."""
    return float(ceil(low)), float(floor(high))


def _ratings(low: float, high: float) -> tuple[float, float]:
    low, high = _outwards(0.1)(low, high)
    return max(low, 1.0), min(high, 5.0)


_RULES: Final[Mapping[Figure, tuple[Callable[..., tuple[float, float] | None], Callable[..., tuple[float, float]]]]] = {
    "hours": (hours_range, _outwards(1)),
    "after_hours_minutes": (lambda values: normal_range(values, AFTER_HOURS_SPREAD), _outwards(15)),
    "days_off_worked": (_count_range, _whole_numbers),
    "night_pings": (_count_range, _whole_numbers),
    "workload": (lambda values: normal_range(values, WORKLOAD_SPREAD), _ratings),
    "escalations_opened": (_count_range, _whole_numbers),
}
