"""Associations: ratings of mornings after something, compared with other mornings. They never say why.

Anyone who looks at a dozen pairs every week sees patterns in noise, so a pair is only shown if it meets all of:

- at least eight mornings on each side, enough for the rank sum to be nearly normal (Mann and Whitney 1947);
- half a rating point between the two means; less is not felt on a scale of five (our choice);
- mornings compared with others of the same four weeks (ranks within strata: van Elteren 1960), so that a bad month
  with many pings doesn't look like an effect of pings: ratings drift for reasons the log does not know;
- z of 3.34: a chance of one in a hundred that any of the twelve pairs stands out (two-sided, Bonferroni: 0.01 / 12),
  after the variance is widened for autocorrelation by (1 + ab) / (1 - ab), a and b being that of the ratings and of
  the condition (Bartlett 1935).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from math import sqrt
from typing import Final, Literal, NamedTuple, TypeAlias

from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.records import Records
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.workday import Workday
from cmcheckin.insight import stats
from cmcheckin.insight.figures import AFTER_HOURS_MINUTES, WORKED_HOURS

Condition: TypeAlias = Literal["night_ping", "long_day", "day_off", "after_hours", "hard_escalation", "praise_week"]
"""What came before a morning: a night with a ping; a workday over ten hours, against shorter ones; a day off or leave,
against workdays; a workday with half an hour after hours or more, against others; a day with an escalation of severity
4 or 5. `praise_week`: weeks with praise received, against weeks without."""
Rating: TypeAlias = Literal["mood", "energy"]
RATINGS: Final[tuple[Rating, ...]] = ("mood", "energy")
LEAST: Final = 8
APART: Final = 0.5
LEAST_Z: Final = 3.34
"""Mornings on each side, rating points and standard errors: see above."""
STRATUM: Final = 28
STRATUM_OF_WEEKS: Final = 13 * 7
"""Days within which mornings are compared, and weeks with weeks: four weeks, and a quarter."""
LONG_DAY: Final = 10.0
"""Most hours a day in German law (Arbeitszeitgesetz, section 3)."""
HARD: Final = 4
"""Severity from which an escalation counts as hard: high."""


class Association(NamedTuple):
    """A rating whose mean differs between mornings after `condition` and others by more than chance."""

    condition: Condition
    rating: Rating
    after: float
    """Mean on mornings with the condition; for `praise_week`, of weeks."""
    otherwise: float
    """Mean on the other mornings."""
    days_after: int
    """Number of mornings (or weeks) with it."""
    days_otherwise: int
    """Number of the others."""
    first: date
    last: date
    """The range looked at, both days included."""
    z: float
    """Difference in standard errors; negative if the rating is lower with the condition."""


class _Case(NamedTuple):
    """One morning (or week): its day as an ordinal, its rating, and whether the condition held."""

    at: int
    value: float
    after: bool


class _Rated(NamedTuple):
    """Mornings (or weeks) in order, and their ratings."""

    at: Sequence[int]
    """Their days as ordinals."""
    ratings: Mapping[Rating, Sequence[float | None]]
    step: int
    """Days from one to the next."""
    stratum: int
    """Days within which they are compared."""


def find_associations(records: Records, first: date, last: date, schedule: Schedule) -> tuple[Association, ...]:
    """Return the associations from `first` to `last`, the clearest first; at most one rating for each condition."""
    checkins = list(records.checkins.between(first, last))
    ratings: Mapping[Rating, Sequence[float | None]] = {
        "mood": [checkin.mood for checkin in checkins],
        "energy": [checkin.energy for checkin in checkins],
    }
    days = [checkin.date for checkin in checkins]
    mornings = _Rated([day.toordinal() for day in days], ratings, 1, STRATUM)
    eves = [day - timedelta(1) for day in days]
    found = []
    for condition, known in _conditions(records, eves, first, last, schedule).items():
        found += _clearest_rating(condition, mornings, [known.get(eve) for eve in eves], first, last)
    weeks, praised = _weeks(checkins, mornings)
    found += _clearest_rating("praise_week", weeks, praised, first, last)
    return tuple(sorted(found, key=_by_clearness))


def _by_clearness(association: Association) -> float:
    return -abs(association.z)


def _clearest_rating(
    condition: Condition, rated: _Rated, held: Sequence[bool | None], first: date, last: date
) -> list[Association]:
    """Return the association of `condition` with the rating that differs most, in a list; empty if none does."""
    both = (_association(condition, rating, rated, held, first, last) for rating in RATINGS)
    return sorted((one for one in both if one is not None), key=_by_clearness)[:1]


def _conditions(
    records: Records, eves: Sequence[date], first: date, last: date, schedule: Schedule
) -> Mapping[Condition, Mapping[date, bool]]:
    """Return whether each condition held on the days before a morning, for the days on which that is known."""
    before = first - timedelta(1)
    nights, hard = set[date | None](), set[date]()
    for escalation in records.escalations.between(before, last):
        nights.add(schedule.night_of(escalation.opened))
        if (escalation.severity or 0) >= HARD and escalation.kind != "ask":
            hard.add(escalation.day)
    rows = list(records.workdays.between(before, last))
    work = [row for row in rows if not row.free and not row.doubtful]
    return {
        "night_ping": {day: day in nights for day in eves},
        "long_day": {row.date: (row.counted_hours or 0) > LONG_DAY for row in work if row.hours is not None},
        "day_off": {row.date: row.free for row in rows if _rested(row) or not row.free},
        "after_hours": {row.date: (row.after_hours_minutes or 0) >= AFTER_HOURS_MINUTES for row in work},
        "hard_escalation": {day: day in hard for day in eves},
    }


def _rested(row: Workday) -> bool:
    return row.kind in ("off", "leave") and (row.counted_hours or 0) < WORKED_HOURS and not row.doubtful


def _weeks(checkins: Sequence[CheckIn], mornings: _Rated) -> tuple[_Rated, list[bool | None]]:
    """Return the weeks with a check-in, and whether praise was received in each."""
    places: dict[int, list[int]] = {}
    for place, at in enumerate(mornings.at):
        places.setdefault(at - (at - 1) % 7, []).append(place)  # day 1 is a Monday
    ratings = {
        rating: [stats.mean_or_none(values[place] for place in week) for week in places.values()]
        for rating, values in mornings.ratings.items()
    }
    praised: list[bool | None] = [
        any(win.kind == "thanks" for place in week for win in checkins[place].wins) for week in places.values()
    ]
    return _Rated(list(places), ratings, 7, STRATUM_OF_WEEKS), praised


def _association(
    condition: Condition, rating: Rating, rated: _Rated, held: Sequence[bool | None], first: date, last: date
) -> Association | None:
    """Return the association of `condition` with `rating`; None if it does not meet every requirement."""
    values = rated.ratings[rating]
    after = [value for value, yes in zip(values, held, strict=True) if yes and value is not None]
    otherwise = [value for value, yes in zip(values, held, strict=True) if yes is False and value is not None]
    if min(len(after), len(otherwise)) < LEAST:
        return None
    here, there = stats.mean(after), stats.mean(otherwise)
    if abs(here - there) < APART:
        return None
    cases = [
        _Case(at, value, yes)
        for at, value, yes in zip(rated.at, values, held, strict=True)
        if value is not None and yes is not None
    ]
    z = _stratified_z(cases, rated.stratum) / sqrt(_inflation(cases, rated.step))
    if abs(z) < LEAST_Z or (z > 0) != (here > there):
        return None
    return Association(condition, rating, here, there, len(after), len(otherwise), first, last, z)


def _stratified_z(cases: list[_Case], stratum: int) -> float:
    """Return van Elteren's z of `cases`: the rank sums with the condition within each stratum, weighted by its size."""
    strata: dict[int, list[_Case]] = {}
    for case in cases:
        strata.setdefault((case.at - cases[0].at) // stratum, []).append(case)
    apart = variance = 0.0
    for among in strata.values():
        size, held = len(among), sum(case.after for case in among)
        if not 0 < held < size:
            continue
        weight = 1 / (size + 1)
        ranks, ties = _rank_sum(among)
        apart += weight * (ranks - held * (size + 1) / 2)
        variance += weight**2 * held * (size - held) / 12 * (size + 1 - ties / (size * (size - 1)))
    return apart / sqrt(variance) if variance > 0 else 0.0


def _rank_sum(among: list[_Case]) -> tuple[float, int]:
    """Return the sum of the ranks of cases with the condition, and the correction of its variance for ties."""
    tally: dict[float, list[int]] = {}
    for case in among:
        tally.setdefault(case.value, [0, 0])[case.after] += 1
    ranks, ties, below = 0.0, 0, 0
    for value in sorted(tally):
        without, held = tally[value]
        size = without + held
        ranks += held * (below + (size + 1) / 2)
        ties += size**3 - size
        below += size
    return ranks, ties


def _inflation(cases: list[_Case], step: int) -> float:
    """Return the factor by which autocorrelation widens the variance of a difference."""
    pairs = [(one, other) for one, other in pairwise(cases) if other.at - one.at == step]
    middle, share = stats.mean([case.value for case in cases]), stats.mean([float(case.after) for case in cases])
    values = [(one.value, other.value) for one, other in pairs]
    held = [(float(one.after), float(other.after)) for one, other in pairs]
    both = stats.autocorrelation(values, middle) * stats.autocorrelation(held, share)
    return (1 + both) / (1 - both)
