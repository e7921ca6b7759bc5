"""A week's mood or energy as a word against the person's own usual: what is shared in place of any number."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.records import CheckIns
from cmcheckin.domain.week import Week
from cmcheckin.insight import robust
from cmcheckin.insight.usual import LOOK_BACK
from cmcheckin.sharing.share_file import Against

MORNINGS: Final = 3
"""Mornings a week has to tell of (our choice). A word on one morning would be the mood of a day; of two, each could be
guessed by who knows the other."""
ENOUGH: Final = 4
"""Earlier weeks with as many mornings from which something is usual: one more than for hours, as the spread of three is
mostly chance (our choice)."""
LEAST: Final = 0.25
"""Least step between the words, on the scale of 1 to 5. In a week of five mornings one of them a step lower moves the
mean by 0.2: that is no other week (our choice)."""
WELL: Final = 2.0
"""Steps to the outer words. Of weeks that differ by chance alone about one in twenty is two standard deviations off."""


def against(
    checkins: CheckIns, value: Callable[[CheckIn], int | None], week: Week, first: date, last: date
) -> Against | None:
    """The word for the mornings of `week` from `first` to `last`; None with too few of them, or while nothing is usual.

    Usual is the median of the weekly means of the twelve weeks before; a step is their robust standard deviation, so
    that one wild week neither moves the middle nor widens the step.
    """
    now = _mean(checkins, value, max(first, week.monday), min(last, week.sunday))
    mondays = (week.monday - timedelta(weeks=back) for back in range(1, LOOK_BACK + 1))
    found = (_mean(checkins, value, monday, monday + timedelta(6)) for monday in mondays)
    before = [mean for mean in found if mean is not None]
    if now is None or len(before) < ENOUGH:
        return None
    steps = (now - robust.median(before)) / max(robust.scatter(before), LEAST)
    if abs(steps) <= 1:
        return "about"
    if steps < 0:
        return "well below" if steps <= -WELL else "below"
    return "well above" if steps >= WELL else "above"


def _mean(checkins: CheckIns, value: Callable[[CheckIn], int | None], first: date, last: date) -> float | None:
    said = [rating for one in checkins.between(first, last) if (rating := value(one)) is not None]
    return robust.mean(said) if len(said) >= MORNINGS else None
