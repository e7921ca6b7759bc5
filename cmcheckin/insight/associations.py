"""What tends to go with what: ratings of mornings after something, against the other mornings. Never why.

Somebody who looks at a dozen pairs every week sees patterns in noise, so a pair is told only if it stands up to all of:

- at least eight mornings on each side, from where the rank sum is near enough to normal (Mann and Whitney 1947);
- half a rating point between the two means, below which a step on a scale of five is not felt (our choice);
- mornings compared with others of the same four weeks (ranks within strata: van Elteren 1960), so that a bad month
  with many pings is not told as what pings do: ratings wander slowly for reasons the log does not know;
- z of 3.34: one in a hundred that any of the twelve pairs stands out by chance (two-sided, Bonferroni: 0.01 / 12),
  after the spread is widened for mornings resembling the one before, which come after days that resemble each other
  too: by (1 + ab) / (1 - ab), a and b being how far both are linked to their neighbours (Bartlett 1935).
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
"""What a morning came after: a night with a ping; a day over ten hours, against shorter days of work; a day off or of
leave, against days of work; an evening with half an hour of work or more, against days of work without; a day with an
escalation of severity 4 or 5. `praise_week`: weeks with praise received, against weeks without."""
Rating: TypeAlias = Literal["mood", "energy"]
RATINGS: Final[tuple[Rating, ...]] = ("mood", "energy")
LEAST: Final = 8
APART: Final = 0.5
BEYOND: Final = 3.34
"""Mornings a side, rating points, standard errors: see above."""
STRATUM: Final = 28
STRATUM_OF_WEEKS: Final = 13 * 7
"""Days within which mornings are compared, and weeks: four weeks; a quarter, since a week is one value."""
LONG_DAY: Final = 10.0
"""Hours a day that German law ends at (Arbeitszeitgesetz, section 3)."""
HARD: Final = 4
"""Severity: high."""


class Association(NamedTuple):
    """Two means that lie apart beyond chance: a rating on mornings after something, and on the others."""

    condition: Condition
    rating: Rating
    after: float
    """Mean on mornings (for `praise_week`: of weeks) with it."""
    otherwise: float
    days_after: int
    """How many mornings (or weeks)."""
    days_otherwise: int
    first: date
    last: date
    """The days looked at."""
    z: float
    """How many standard errors they lie apart; negative: lower after it."""


class _Case(NamedTuple):
    """One morning (or week): when, its rating, and whether it came after something."""

    at: int
    value: float
    after: bool


class _Told(NamedTuple):
    """Mornings (or weeks) in order, and their ratings."""

    at: Sequence[int]
    """When, in days."""
    ratings: Mapping[Rating, Sequence[float | None]]
    step: int
    """Days from one to the next."""
    stratum: int


def find_associations(records: Records, first: date, last: date, schedule: Schedule) -> tuple[Association, ...]:
    """What went with a higher or lower rating from `first` to `last`, the clearest first; at most one rating each."""
    checkins = list(records.checkins.between(first, last))
    ratings: Mapping[Rating, Sequence[float | None]] = {
        "mood": [one.mood for one in checkins],
        "energy": [one.energy for one in checkins],
    }
    days = [one.date for one in checkins]
    mornings = _Told([day.toordinal() for day in days], ratings, 1, STRATUM)
    eves = [day - timedelta(1) for day in days]
    found = []
    for condition, held in _conditions(records, eves, first, last, schedule).items():
        found += _clearest(condition, mornings, [held.get(eve) for eve in eves], first, last)
    weeks, praised = _weeks(checkins, mornings)
    found += _clearest("praise_week", weeks, praised, first, last)
    return tuple(sorted(found, key=_faintness))


def _faintness(one: Association) -> float:
    return -abs(one.z)


def _clearest(
    condition: Condition, told: _Told, held: Sequence[bool | None], first: date, last: date
) -> list[Association]:
    """The rating that lies further apart, if one does."""
    both = (_apart(condition, rating, told, held, first, last) for rating in RATINGS)
    return sorted((one for one in both if one is not None), key=_faintness)[:1]


def _conditions(
    records: Records, eves: Sequence[date], first: date, last: date, schedule: Schedule
) -> Mapping[Condition, Mapping[date, bool]]:
    """By condition, the days before a morning that it can be said of, and whether it held."""
    before = first - timedelta(1)
    nights, hard = set[date | None](), set[date]()
    for one in records.escalations.between(before, last):
        nights.add(schedule.night_of(one.opened))
        if (one.severity or 0) >= HARD and one.kind != "ask":
            hard.add(one.day)
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


def _weeks(checkins: Sequence[CheckIn], mornings: _Told) -> tuple[_Told, list[bool | None]]:
    """The weeks with a check-in, and whether praise was received in each."""
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
    return _Told(list(places), ratings, 7, STRATUM_OF_WEEKS), praised


def _apart(
    condition: Condition, rating: Rating, told: _Told, held: Sequence[bool | None], first: date, last: date
) -> Association | None:
    """The pair, if it stands up to all that is asked of it."""
    values = told.ratings[rating]
    after = [value for value, yes in zip(values, held, strict=True) if yes and value is not None]
    otherwise = [value for value, yes in zip(values, held, strict=True) if yes is False and value is not None]
    if min(len(after), len(otherwise)) < LEAST:
        return None
    here, there = stats.mean(after), stats.mean(otherwise)
    if abs(here - there) < APART:
        return None
    cases = [
        _Case(at, value, yes)
        for at, value, yes in zip(told.at, values, held, strict=True)
        if value is not None and yes is not None
    ]
    z = _within(cases, told.stratum) / sqrt(_widening(cases, told.step))
    if abs(z) < BEYOND or (z > 0) != (here > there):
        return None
    return Association(condition, rating, here, there, len(after), len(otherwise), first, last, z)


def _within(cases: list[_Case], stratum: int) -> float:
    """Van Elteren's z: the rank sums of those after it within each stratum, the larger ones weighing as they should."""
    strata: dict[int, list[_Case]] = {}
    for one in cases:
        strata.setdefault((one.at - cases[0].at) // stratum, []).append(one)
    apart = variance = 0.0
    for among in strata.values():
        size, held = len(among), sum(one.after for one in among)
        if not 0 < held < size:
            continue
        weight = 1 / (size + 1)
        ranks, ties = _ranks(among)
        apart += weight * (ranks - held * (size + 1) / 2)
        variance += weight**2 * held * (size - held) / 12 * (size + 1 - ties / (size * (size - 1)))
    return apart / sqrt(variance) if variance > 0 else 0.0


def _ranks(among: list[_Case]) -> tuple[float, int]:
    """The sum of the ranks of those after it, and what the ties take from its variance."""
    tally: dict[float, list[int]] = {}
    for one in among:
        tally.setdefault(one.value, [0, 0])[one.after] += 1
    ranks, ties, below = 0.0, 0, 0
    for value in sorted(tally):
        without, held = tally[value]
        size = without + held
        ranks += held * (below + (size + 1) / 2)
        ties += size**3 - size
        below += size
    return ranks, ties


def _widening(cases: list[_Case], step: int) -> float:
    """By how much the variance of a difference is wider, because neighbours resemble each other on both sides."""
    pairs = [(one, other) for one, other in pairwise(cases) if other.at - one.at == step]
    middle, share = stats.mean([one.value for one in cases]), stats.mean([float(one.after) for one in cases])
    values = [(one.value, other.value) for one, other in pairs]
    held = [(float(one.after), float(other.after)) for one, other in pairs]
    both = stats.autocorrelation(values, middle) * stats.autocorrelation(held, share)
    return (1 + both) / (1 - both)
