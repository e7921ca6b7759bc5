"""What is usual for somebody, and both sides of the limits from which a figure is up or down."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cmcheckin.domain.schedule import Schedule
from cmcheckin.insight import baselines, stats
from cmcheckin.insight.history import History, MorningView
from cmcheckin.insight.nudges import LOOK_BACK_DAYS
from tests.log_made import QUIET_WEEKS, Log, at

FIRST = -7 * QUIET_WEEKS


def view(log: Log, day: int = 0) -> MorningView:
    """Return the view of the morning of `day`."""
    history = History(log.records, log.schedule, at(day) - timedelta(LOOK_BACK_DAYS + 60), at(day))
    [found] = history.views(at(day))
    return found


def steady(hours: float = 8.0) -> Log:
    """Return sixteen weeks with the same hours on every workday."""
    log = Log().morning(0)
    for n in range(FIRST, 0):
        if log.schedule.works_on(at(n)):
            log.work(n, hours)
    return log


@pytest.mark.parametrize(("logged", "hours"), [(10, 6.0), (9, 8.0)])
def test_a_usual_day_is_the_median_of_ten_workdays_or_that_of_the_contract(logged: int, hours: float) -> None:
    log = Log(quiet_weeks=0).morning(0)
    workdays = [n for n in range(-91, -7) if log.schedule.works_on(at(n))]
    for n in workdays[:logged]:
        log.work(n, 6.0)
    for n in range(-7, 0):  # the last week doesn't count
        log.work(n, 12.0)
    log.work(-92, 12.0)
    assert baselines.usual_day(view(log)) == hours


@pytest.mark.parametrize(
    ("unlogged", "free", "usable"), [(0, 0, True), (2, 0, True), (3, 0, False), (0, 1, True), (0, 2, False)]
)
def test_a_week_is_usable_with_two_days_unlogged_or_one_free(unlogged: int, free: int, usable: bool) -> None:
    log = steady()
    log.unlogged(*range(-7, -7 + unlogged))
    for n in range(free):
        log.off(-7 + n)
    found = baselines.week_hours(view(log), 0, 7.5)
    assert found == (8.0 * (5 - unlogged - free) + 7.5 * unlogged, unlogged, usable)


def test_a_usual_week_is_one_that_ended_two_to_ten_weeks_ago() -> None:
    log = steady()
    for n in (-14, -84):  # just outside the nine weeks
        log.work(n, 18.0)
    found = baselines.hours_baseline(view(log), 8.0)
    assert found == (40.0, 2.0, 9, 40.0)
    for n in (-15 - 6, -77):  # just inside
        log.work(n, 18.0)
    found = baselines.hours_baseline(view(log), 8.0)
    assert found is not None
    assert (found.hours, found.weeks, found.most) == (40.0, 9, 50.0)
    without_longest = stats.deviation([40.0] * 7 + [50.0])
    assert found.spread == pytest.approx(without_longest)


@pytest.mark.parametrize(("weeks", "is_known"), [(4, True), (3, False)])
def test_a_usual_week_needs_four(weeks: int, is_known: bool) -> None:
    log = Log(quiet_weeks=0).morning(0)
    for n in range(-14 - 7 * weeks, -14):
        if log.schedule.works_on(at(n)):
            log.work(n, 10.0)
    found = baselines.hours_baseline(view(log), 8.0)
    assert (found is not None) is is_known
    if found is not None:
        assert found == (50.0, 2.5, 4, 50.0)  # a spread of at least a twentieth


@pytest.mark.parametrize(("mornings", "is_found"), [(6, True), (5, False)])
def test_a_drop_needs_six_of_the_last_ten_mornings(mornings: int, is_found: bool) -> None:
    log = Log()
    log.unlogged(*range(-13, 1))
    for n in range(-mornings + 1, 1):
        log.morning(n, mood=1)
    for n in (-10, -11, -12):  # older than ten days
        log.morning(n, mood=1)
    found = baselines.rating_drop(view(log), "mood", 0.75, 3.0)
    assert (found is not None) is is_found
    if found is not None:
        assert (found.recent, found.mornings, found.baseline.mean) == (1.0, 6, 3.5)
        assert (found.points, found.errors) == (2.5, found.baseline.drop(1.0, 6))
        assert baselines.rating_drop(view(log), "mood", 2.5, found.errors) is not None
        assert baselines.rating_drop(view(log), "mood", 2.501, found.errors) is None
        assert baselines.rating_drop(view(log), "mood", 2.5, found.errors + 0.001) is None
        assert baselines.rating_drop(view(log), "energy", 0.1, 0.1) is None
        assert baselines.is_mood_down(view(log))
    assert not baselines.is_mood_down(view(Log().morning(0)))


@pytest.mark.parametrize(("evenings", "is_up"), [(5, True), (4, False)])
def test_evenings_are_up_when_that_is_hardly_chance(evenings: int, is_up: bool) -> None:
    # With a rate of at least a tenth, five of fourteen have a chance of 0.9 %, and four of 4.4 %.
    log = steady()
    for n in range(-14, -14 + evenings):
        log.work(n, 8.0, late=30)
    found = baselines.after_hours_rise(view(log))
    assert found == (("after_hours_days", evenings, 0.0, True) if is_up else None)
    for n in range(-14, -14 + evenings):
        log.work(n, 8.0, late=29)
    assert baselines.after_hours_rise(view(log)) is None


@pytest.mark.parametrize(
    ("usual", "hours", "is_up"),
    [
        (40.0, 44.0, True),
        (40.0, 43.9, False),
        (20.0, 24.0, True),
        (20.0, 23.9, False),
        (60.0, 66.0, True),
        (60.0, 65.9, False),
        (40.0, 48.0, True),  # four spreads, and all of them on one day
    ],
)
def test_hours_are_up_by_two_spreads_or_a_tenth(usual: float, hours: float, is_up: bool) -> None:
    log = steady(usual / 5)
    log.work(-7, hours - usual * 4 / 5)
    assert baselines.workload_rise(view(log)) == (("hours", hours, usual, False) if is_up else None)


@pytest.mark.parametrize(("day", "is_clear"), [(9.2, True), (9.1, False)])
def test_hours_are_clearly_up_by_three_spreads_on_more_than_one_day(day: float, is_clear: bool) -> None:
    log = steady(8.0)
    for n in (-7, -6, -5, -4, -3):
        log.work(n, day)
    found = baselines.workload_rise(view(log))
    assert found is not None
    assert found.clear is is_clear


@pytest.mark.parametrize(("twos", "is_down"), [(4, True), (3, False)])
def test_mood_is_down_by_more_than_one_and_a_half_standard_errors(twos: int, is_down: bool) -> None:
    log = Log()
    for n in range(FIRST, 1):
        log.morning(n, 5 if n % 2 else 2, 4 - n % 2)
    for n in range(10):  # a spread of 1.5: 0.9 points are 1.7 errors, and 0.8 points 1.5
        log.morning(-n, 2 if n < twos else 3, 4 - n % 2)
    assert baselines.is_mood_down(view(log)) is is_down


@pytest.mark.parametrize(
    ("nights", "is_up"), [((-1, -10), True), ((-1,), False), ((-1, -11), False), ((-1, -1), False)]
)
def test_nights_are_up_from_two_in_ten_days(nights: tuple[int, ...], is_up: bool) -> None:
    log = steady()
    for night in nights:
        log.ping(night, "23:00")
    assert baselines.workload_rise(view(log)) == (("nights", 2, 0.0, True) if is_up else None)


@pytest.mark.parametrize(("before", "is_up"), [(5, True), (6, False)])
def test_nights_are_up_when_there_are_three_times_as_many(before: int, is_up: bool) -> None:
    # 81 days before the ten: 5 nights are 0.617 in ten days, and 6 are 0.741.
    log = steady()
    for n in (*range(-90, -90 + before), -2, -3):
        log.ping(n, "23:00", 1)
    rise = baselines.workload_rise(view(log))
    assert (rise is not None and rise.name == "nights") is is_up
    if is_up:
        assert rise is not None
        assert rise.usual == pytest.approx(before / 81 * 10)


def test_a_fortnight_of_severity_is_compared_with_those_before() -> None:
    log = steady()
    for fortnight in range(1, 7):
        log.ping(-14 * fortnight - 3, "11:00", 4)
    for n in range(-5, 0):
        log.ping(n, "11:00", 5)
    log.ping(-3, "12:00", 5, "ask")
    log.ping(-4, "12:00", None)
    found = baselines.escalation_load(view(log))
    variance = max(1.8 * 2.6 * (4 + 2), 4.0)
    assert found is not None
    assert found[:2] == (27, 4.0)
    assert found[3:5] == (6, 6)
    assert found.errors_without == pytest.approx(16 / (variance * (1 + 1 / 6)) ** 0.5)
    assert found.errors == pytest.approx(23 / (variance * (1 + 1 / 6)) ** 0.5)
    assert baselines.workload_rise(view(log)) == ("severity", 27, 4.0, True)


@pytest.mark.parametrize(("severities", "is_up"), [((4, 3), True), ((3, 2), False)])
def test_a_load_of_who_usually_has_none_varies_by_two(severities: tuple[int, ...], is_up: bool) -> None:
    log = steady()
    for severity in severities:
        log.ping(-3, "11:00", severity)
    found = baselines.escalation_load(view(log))
    assert found == (sum(severities), 0, pytest.approx(sum(severities) / (9.36 * 7 / 6) ** 0.5), 2, 6, 0.0)
    assert (baselines.workload_rise(view(log)) is not None) is is_up


@pytest.mark.parametrize(("pings", "is_up"), [(56, True), (55, False)])
def test_a_load_is_up_when_it_is_almost_half_more(pings: int, is_up: bool) -> None:
    log = steady()
    for fortnight in range(1, 7):
        for _ in range(40):
            log.ping(-14 * fortnight - 3, "11:00", 5)
    for _ in range(pings):
        log.ping(-3, "11:00", 5)
    assert (baselines.workload_rise(view(log)) is not None) is is_up


@pytest.mark.parametrize(("fortnights", "is_known"), [(4, True), (3, False)])
def test_a_load_is_compared_with_four_fortnights(fortnights: int, is_known: bool) -> None:
    log = Log(quiet_weeks=0).morning(0)
    for n in range(-14 * fortnights - 14, -14):
        log.work(n, 8.0)
    assert (baselines.escalation_load(view(log)) is not None) is is_known


@pytest.mark.parametrize(("logged", "is_known"), [(4, True), (3, False)])
def test_a_fortnight_is_ordinary_when_a_quarter_of_it_is_logged(logged: int, is_known: bool) -> None:
    log = Log(quiet_weeks=0).morning(-100).morning(0)
    for fortnight in range(1, 5):
        for n in range(logged):
            log.work(-14 * fortnight - 14 + n, 8.0)
    assert (baselines.escalation_load(view(log)) is not None) is is_known


@pytest.mark.parametrize(("free", "is_known"), [(5, True), (6, False)])
def test_a_fortnight_is_ordinary_unless_most_of_it_was_free(free: int, is_known: bool) -> None:
    log = Log(quiet_weeks=0).morning(0)
    for fortnight in range(1, 5):
        days = [n for n in range(-14 * fortnight - 14, -14 * fortnight) if log.schedule.works_on(at(n))]
        for place, n in enumerate(days):
            log.off(n) if place < free else log.work(n, 8.0)
    assert (baselines.escalation_load(view(log)) is not None) is is_known


@pytest.mark.parametrize("before", [None, 0.0, 16.0])
def test_a_week_is_seven_days_on_every_weekday(before: float | None) -> None:
    log = steady().morning(3)
    for n in (0, 1, 2):
        log.work(n, 9.0)
    for n in (-60, -61, -62):
        log.off(n)
    log.unlogged(-5) if before is None else log.off(-5) if before == 0 else log.work(-5, before)
    assert baselines.week_hours(view(log, 3), 0, 7.5) == (43.0, 0, True)


def test_a_week_without_usual_workdays_is_not_usable() -> None:
    log = Log(Schedule(workdays=frozenset())).morning(0).work(-3, 8.0)
    assert baselines.week_hours(view(log), 0, 7.5) == (8.0, 0, False)


@pytest.mark.parametrize(("known", "is_known"), [(20, True), (19, False)])
def test_evenings_are_compared_with_twenty_days(known: int, is_known: bool) -> None:
    log = Log(quiet_weeks=0).morning(0)
    for n in range(known):
        log.work(-15 - n, 8.0, late=30 if n < 3 else 0)
    for n in range(-14, -4):
        log.work(n, 8.0, late=30)
    rise = baselines.after_hours_rise(view(log))
    assert rise == (("after_hours_days", 10, pytest.approx(3 / 20 * 14), True) if is_known else None)


@pytest.mark.parametrize(
    ("begun", "before", "rise"),
    [(-30, (-15, -20), ("nights", 3, 1.0, True)), (-20, (), ("nights", 3, 0.0, True)), (-19, (), None)],
)
def test_nights_are_compared_with_ten_earlier_ones(
    begun: int, before: tuple[int, ...], rise: tuple[str, int, float, bool] | None
) -> None:
    log = Log(quiet_weeks=0).morning(begun).morning(0)
    for n in (*before, -3, -2, -1):
        log.ping(n, "23:00", 1)
    assert baselines.workload_rise(view(log)) == rise
