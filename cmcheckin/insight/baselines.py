"""What is usual for this person – hours, ratings, after-hours work, nights and escalations – and what has changed.

A signal compares its own figure with a baseline. A change in another figure is corroboration: it makes a finding worth
an interruption.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from cmcheckin.insight import stats
from cmcheckin.insight.history import History, MorningView
from cmcheckin.insight.rating_series import FAR, NEAR, RatingBaseline

MISSING_MOST: Final = 0.45
"""Share of a week's usual workdays that may be unlogged, so that more than half of it is logged (our choice)."""
FREE_MOST: Final = 0.25
"""Share of them that may be off, leave or sick: a week with two days off is not usual (our choice)."""
OLDEST_WEEK: Final = 70
"""Days ago at which the oldest week behind the hours baseline may end."""
LEAST_WEEKS: Final = 4
"""Weeks needed for the hours baseline: about a month (our choice)."""
LEAST_USUAL_DAYS: Final = 10
"""Logged workdays needed for the median that is a usual day: two weeks (our choice)."""
LEAST_SPREAD: Final = 2.0
LEAST_SPREAD_SHARE: Final = 0.05
"""Least spread of the usual week, in hours and as a share of its hours; smaller differences may be rounding (our
choice)."""
LONG_WEEK: Final = 1.1
"""Factor over the contract hours from which a week or workday can count as long (our choice)."""

MOOD_DOWN: Final = 0.4
MOOD_DOWN_ERRORS: Final = 1.6
"""Rating points and standard errors: p about .05, enough to corroborate and never for a finding of its own."""
RECENT: Final = 10
"""Days whose mean is compared with the baseline: with fewer, weekends decide; with more, it is late (our choice)."""
RECENT_LEAST: Final = 6
"""Ratings needed in these days."""

AFTER_HOURS_KNOWN: Final = 20
"""Logged days needed for a usual rate of after-hours work."""
RATE_LEAST: Final = 0.10
"""Lowest usual rate the test assumes. One evening in ten days isn't overload, and with a rate of zero any two evenings
would look improbable (our choice)."""
AFTER_HOURS_CHANCE: Final = 0.01
"""p-value below which after-hours work corroborates."""

NIGHTS: Final = 10
"""Number of nights compared with the average of as many earlier ones."""
NIGHTS_LEAST: Final = 2
NIGHTS_TIMES: Final = 3
"""Nights with a ping, and times the usual, that corroborate."""

TRIMMED_MOST: Final = 0.3
"""Trimming a tenth of the ratings moves their mean by less than this."""

HOURS_SPREADS, CLEAR_SPREADS = 2.0, 3.0
"""Rise of a week's hours that corroborates a note, and an interruption, in spreads of the usual week. With two spreads,
one week in twenty corroborates by chance, and half of the false cards about strain came from it (tests.validation)."""
ONE_LESS: Final = 0.5
"""Share of the least rise that has to be left when the longest day counts as a usual one, so that no finding is about a
single day. An added day is a rise of its own and stays (our choice; tests/validation has both kinds of people)."""

FORTNIGHT: Final = 14
FORTNIGHTS: Final = 6
LEAST_FORTNIGHTS: Final = 4
"""Earlier fortnights behind the escalation baseline, and how many of them are needed."""
MEAN_SEVERITY: Final = 2.6
"""Severity an escalation adds to the variance of their sum, in a compound Poisson process: the mean of the squared
severities over the mean, for severities of mostly 1 to 3."""
CLUSTERED: Final = 1.8
"""Factor by which the variance exceeds chance: one thread brings the next (our choice; own fortnights may say more)."""
LUCK: Final = 2.0
"""Severity added to the usual when its variance is estimated: four to six quiet fortnights may be quiet by luck, which
made the error too small (43 false cards with seeds 3 to 7 of `python -m tests.validation`, 23 with it)."""
LEAST_VARIANCE: Final = 4.0
LOAD_ERRORS, CLEAR_LOAD_ERRORS = 1.8, 2.3
LOAD_TIMES: Final = 1.4
"""Standard errors that corroborate a note, and an interruption, and times the usual severity."""


class WeekHours(NamedTuple):
    """Hours of seven days."""

    hours: float
    """Logged hours, with the usual day for each usual workday that isn't logged."""
    unlogged: int
    """Usual workdays that aren't logged."""
    usable: bool
    """Whether enough is logged, and few enough days were free, to compare the week with others."""


class HoursBaseline(NamedTuple):
    """The usual seven days, in hours."""

    hours: float
    spread: float
    """Standard deviation."""
    weeks: int
    """Number of weeks behind it."""
    most: float
    """The longest of them."""


class RatingDrop(NamedTuple):
    """A rating below its baseline."""

    rating: str
    recent: float
    """Mean of the last ten days."""
    baseline: RatingBaseline
    mornings: int
    """Number of ratings behind `recent`."""
    points: float
    errors: float
    """The drop in rating points and in standard errors."""
    points_without: float
    """The drop in rating points without the lowest of the ratings behind `recent`."""


class Rise(NamedTuple):
    """A figure of the work that is above its usual value."""

    name: str
    recent: float
    usual: float
    clear: bool = True
    """Whether it is high enough, and not on one day alone, to corroborate an interruption."""


class EscalationLoad(NamedTuple):
    """Severity summed over the last fortnight, against earlier ones."""

    recent: float
    usual: float
    errors: float
    """The rise in standard errors."""
    escalations: int
    fortnights: int
    """Number of fortnights behind `usual`."""
    errors_without: float
    """The rise in standard errors without the most severe day."""


def usual_day(view: MorningView) -> float:
    """Return the hours of a usual day: the median of logged usual workdays, or the contract's while there are few."""
    if view.usual_day is None:
        history = view.history
        logged = [hours for hours in history.workday_hours[view.today - FAR : view.today - 7] if hours]
        known = len(logged) >= LEAST_USUAL_DAYS
        view.usual_day = stats.median(logged) if known else history.schedule.usual_hours
    return view.usual_day


def week_hours(view: MorningView, back: int, day: float) -> WeekHours:
    """Return the hours of the seven days that ended `back` days before yesterday.

    Each usual workday that isn't logged counts as `day` hours.
    """
    history, end = view.history, view.today - back
    workdays = history.usual_workday_sum[end] - history.usual_workday_sum[end - 7]
    unlogged = history.unlogged_sum[end] - history.unlogged_sum[end - 7]
    free = history.free_sum[end] - history.free_sum[end - 7]
    logged = history.hours_sum[end] - history.hours_sum[end - 7]
    usable = workdays > 0 and unlogged <= MISSING_MOST * workdays and free <= FREE_MOST * workdays
    hours = round(logged + unlogged * day, 4)  # sums of fractions can be a hair below 55
    return WeekHours(hours, unlogged, usable)


def hours_baseline(view: MorningView, day: float) -> HoursBaseline | None:
    """Return the usual week from the weeks that ended two to ten weeks ago; None with fewer than four usable ones.

    Each usual workday that isn't logged counts as `day` hours.
    """
    weeks = [week_hours(view, back, day) for back in range(NEAR, OLDEST_WEEK + 1, 7)]
    hours = [week.hours for week in weeks if week.usable]
    if len(hours) < LEAST_WEEKS:
        return None
    middle = stats.median(hours)
    # If an extra day is common, most weeks may still be alike. Then the median of the distances says nothing.
    without_longest = stats.deviation(sorted(hours)[:-1])
    least = max(LEAST_SPREAD, LEAST_SPREAD_SHARE * middle)
    return HoursBaseline(middle, max(stats.robust_deviation(hours), without_longest, least), len(hours), max(hours))


def rating_drop(view: MorningView, rating: str, least: float, errors: float) -> RatingDrop | None:
    """Return how far the mean of `rating` over the last ten days is below its baseline.

    None while it is less than `least` points or `errors` standard errors below, or too few mornings are rated.
    """
    series = view.history.ratings[rating]
    recent, count = series.mean(view.today - RECENT + 1, view.today)
    if count < RECENT_LEAST:
        return None
    before, known = series.mean(view.today - FAR, view.today - NEAR)
    if not known or before - recent < least - TRIMMED_MOST:  # spares most mornings the baseline, which takes longer
        return None
    baseline = series.baseline(view.today)
    if baseline is None:
        return None
    without = (recent * count - min(value for _, value in series.between(view.today - RECENT + 1, view.today))) / (
        count - 1
    )
    usual = baseline.usual
    drop = RatingDrop(rating, recent, baseline, count, usual - recent, baseline.drop(recent, count), usual - without)
    return drop if drop.points >= least and drop.errors >= errors else None


def is_mood_down(view: MorningView) -> bool:
    """Whether mood or energy is below its baseline, by less than a finding of its own would need."""
    drops = (rating_drop(view, rating, MOOD_DOWN, MOOD_DOWN_ERRORS) for rating in ("mood", "energy"))
    return any(drop is not None for drop in drops)


def after_hours_rise(view: MorningView) -> Rise | None:
    """Return the rise in after-hours days over the last fortnight; None if it may be chance.

    The test is less strict than that of `signals.after_hours`.
    """
    known, late = view.after_hours_before()
    recent = view.after_hours_days(FORTNIGHT)
    if known < AFTER_HOURS_KNOWN:
        return None
    if stats.at_least(recent, FORTNIGHT, max(late / known, RATE_LEAST)) >= AFTER_HOURS_CHANCE:
        return None
    return Rise("after_hours_days", recent, late / known * FORTNIGHT)


def workload_rise(view: MorningView) -> Rise | None:
    """Return the first figure of the work itself that is up – nights, hours, after-hours days or escalations – and the
    first that is clearly up, if there is one."""
    first = None
    for find in (_nights_up, _hours_up, after_hours_rise, _escalations_up):
        rise = find(view)
        if rise is not None and rise.clear:
            return rise
        first = first or rise
    return first


def _hours_up(view: MorningView) -> Rise | None:
    usual = hours_baseline(view, usual_day(view))
    if usual is None:
        return None
    recent, least = view.hours(7), CLEAR_SPREADS * usual.spread
    if recent - usual.hours < HOURS_SPREADS * usual.spread:
        return None
    beside = without_longest(view, usual_day(view)) - usual.hours
    return Rise("hours", recent, usual.hours, recent - usual.hours >= least and beside >= ONE_LESS * least)


def without_longest(view: MorningView, day: float) -> float:
    """Return the hours of the last seven days if the longest of them had been a usual one, of `day` hours.

    Where a day's times contradict its hours, the times count.
    """
    longest = max(hours or 0.0 for hours in view.history.confirmed_hours[view.today - 7 : view.today])
    return view.confirmed_hours(7) - max(longest - day, 0.0)


def _nights_up(view: MorningView) -> Rise | None:
    history, first = view.history, view.today - NIGHTS
    nights = {night for n in view.escalations_since(view.today - FAR) if (night := history.nights[n]) is not None}
    recent = sum(first <= night < view.today for night in nights)
    begun = history.first_logged(view.today - FAR)
    if recent < NIGHTS_LEAST or first - begun < NIGHTS:
        return None
    usual = sum(begun <= night < first for night in nights) / (first - begun) * NIGHTS
    return Rise("nights", recent, usual) if recent >= NIGHTS_TIMES * usual else None


def _escalations_up(view: MorningView) -> Rise | None:
    load = escalation_load(view)
    if load is None or load.errors < LOAD_ERRORS or load.recent < LOAD_TIMES * load.usual:
        return None
    return Rise("severity", load.recent, load.usual, load.errors >= CLEAR_LOAD_ERRORS)


def escalation_load(view: MorningView) -> EscalationLoad | None:
    """Return the last fortnight against up to six before it; None while fewer than four are ordinary ones."""
    history, now = view.history, view.today
    rated = history.rated_escalation_sum[now] - history.rated_escalation_sum[now - FORTNIGHT]
    recent = history.severity_sum[now] - history.severity_sum[now - FORTNIGHT]
    ends = [now - FORTNIGHT * n for n in range(1, FORTNIGHTS + 1)]
    earlier = [
        history.severity_sum[end] - history.severity_sum[end - FORTNIGHT]
        for end in ends
        if _is_ordinary_fortnight(history, end)
    ]
    if len(earlier) < LEAST_FORTNIGHTS:
        return None
    usual = stats.mean(earlier)
    variance = max(stats.deviation(earlier) ** 2, CLUSTERED * MEAN_SEVERITY * (usual + LUCK), LEAST_VARIANCE)
    error = (variance * (1 + 1 / len(earlier))) ** 0.5
    gravest = _gravest_day(view)
    return EscalationLoad(
        recent, usual, (recent - usual) / error, rated, len(earlier), (recent - gravest - usual) / error
    )


def _gravest_day(view: MorningView) -> int:
    """Return the severity of the most severe of the last fourteen days."""
    sums, now = view.history.severity_sum, view.today
    return max(sums[slot + 1] - sums[slot] for slot in range(now - FORTNIGHT, now))


def _is_ordinary_fortnight(history: History, end: int) -> bool:
    """Whether a quarter of the fortnight before slot `end` is logged, and at most half of its workdays were free."""
    start = end - FORTNIGHT
    free = history.free_sum[end] - history.free_sum[start]
    workdays = history.usual_workday_sum[end] - history.usual_workday_sum[start]
    return history.logged_sum[end] - history.logged_sum[start] >= FORTNIGHT / 4 and free <= workdays / 2
