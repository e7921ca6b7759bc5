"""Associations: found if they are there, and almost never if they aren't."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from random import Random
from statistics import mean

import pytest

from cmcheckin.domain.checkin import CheckIn, Win
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.records import Record, Records
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.workday import Workday
from cmcheckin.insight.associations import APART, LEAST, LEAST_Z, Association, find_associations
from cmcheckin.insight.stats import autocorrelation

FIRST = date(2025, 11, 24)
LAST = FIRST + timedelta(363)
CET = timezone(timedelta(hours=1))


def found(kept: list[Record]) -> tuple[Association, ...]:
    """Return the associations in a year of these records."""
    return find_associations(Records.of(kept), FIRST, LAST, Schedule())


def rounded(value: float) -> int:
    """Return `value` as somebody would rate it."""
    return max(1, min(5, round(value)))


def ping(day: date, severity: int = 2) -> Escalation:
    """Return an escalation in the night of `day`."""
    return Escalation(f"e-{day}", "t", datetime(day.year, day.month, day.day, 23, 30, tzinfo=CET), severity=severity)


def life(seed: int, *, night: float = 0.0, drift: float = 0.02, season: float = 0.0) -> list[Record]:
    """Return a year of somebody: pings in clusters, ratings that resemble the day before and wander.

    A ping takes `night` points of the next morning's energy. Every other two months are `season` worse, with more
    pings.
    """
    chance = Random(seed)
    kept: list[Record] = []
    mood = energy = wandering = 0.0
    cluster = pinged = False
    for n in range(364):
        day = FIRST + timedelta(n)
        bad = season if n // 60 % 2 else 0.0
        wandering += chance.gauss(0, drift)
        mood, energy = 0.3 * mood + chance.gauss(0, 0.75), 0.3 * energy + chance.gauss(0, 0.75)
        if day.weekday() < 5:
            tired = energy - bad + wandering - (night if pinged else 0)
            kept.append(CheckIn(day, mood=rounded(3.4 + mood - bad + wandering), energy=rounded(3.2 + tired)))
        cluster = not cluster if chance.random() < 0.04 else cluster
        pinged = chance.random() < (0.3 if cluster or bad else 0.08)
        if pinged:
            kept.append(ping(day, chance.randint(1, 5)))
        if day.weekday() < 5:
            late = 45 if chance.random() < (0.5 if cluster else 0.15) else None
            kept.append(Workday(day, "work", round(chance.gauss(8.5 + cluster, 1), 1), after_hours_minutes=late))
        elif chance.random() < 0.8:
            kept.append(Workday(day, "off"))
    return kept


def test_an_association_is_found_with_numbers_that_can_be_counted_again() -> None:
    kept = life(1, night=1.3)
    (one, *_) = found(kept)
    assert (one.condition, one.rating) == ("night_ping", "energy")
    assert one.z < -LEAST_Z
    records = Records.of(kept)
    nights = {each.day for each in records.escalations}
    after: list[int] = []
    others: list[int] = []
    for morning in records.checkins:
        (after if morning.date - timedelta(1) in nights else others).append(morning.energy or 0)
    assert (one.days_after, one.days_otherwise) == (len(after), len(others))
    assert (one.after, one.otherwise) == (sum(after) / len(after), sum(others) / len(others))
    assert one.otherwise - one.after >= APART


def van_elteren(cases: list[tuple[date, float, bool]], stratum: int, step: int) -> float:
    """Return the z of `cases`, each a day, a rating and whether the condition held, worked out from all pairs."""
    strata: dict[int, list[tuple[date, float, bool]]] = {}
    for case in cases:
        strata.setdefault((case[0] - cases[0][0]).days // stratum, []).append(case)
    apart = variance = 0.0
    for among in strata.values():
        values, size = [value for _, value, _ in among], len(among)
        ranks = [(sum(v < value for v in values) + sum(v <= value for v in values) + 1) / 2 for value in values]
        after = [rank for rank, (_, _, yes) in zip(ranks, among, strict=True) if yes]
        if 0 < len(after) < size:
            spread = sum((rank - (size + 1) / 2) ** 2 for rank in ranks) / (size - 1)
            apart += (sum(after) - len(after) * (size + 1) / 2) / (size + 1)
            variance += len(after) * (size - len(after)) / size * spread / (size + 1) ** 2
    links = []
    for numbers in ([float(value) for _, value, _ in cases], [float(yes) for _, _, yes in cases]):
        pairs = [
            (numbers[n], numbers[n + 1]) for n in range(len(cases) - 1) if (cases[n + 1][0] - cases[n][0]).days == step
        ]
        links.append(autocorrelation(pairs, mean(numbers)))
    both = links[0] * links[1]
    return float(apart / (variance * (1 + both) / (1 - both)) ** 0.5)


def test_ranks_are_compared_within_four_weeks_by_the_test_of_van_elteren() -> None:
    kept = life(1, night=1.3)[::-1][20:][::-1]
    (one, *_) = found(kept)
    records = Records.of(kept)
    nights = {each.day for each in records.escalations}
    cases = [(each.date, float(each.energy or 0), each.date - timedelta(1) in nights) for each in records.checkins]
    assert one.z == pytest.approx(van_elteren(cases, 28, 1))


def test_it_is_found_in_most_people_who_have_it() -> None:
    hits = [any(one.condition == "night_ping" for one in found(life(seed, night=1.2))) for seed in range(40)]
    assert sum(hits) >= 32


def test_chance_is_found_in_one_of_a_hundred_lives_at_most() -> None:
    hits = [bool(found(life(seed))) for seed in range(200)]
    assert sum(hits) <= 2


def test_a_bad_season_with_more_pings_is_not_mistaken_for_an_effect_of_pings() -> None:
    hits = [bool(found(life(seed, season=0.9))) for seed in range(100)]
    assert sum(hits) <= 2


@pytest.mark.parametrize("pings", [0, LEAST - 1])
def test_few_mornings_say_nothing_however_far_apart(pings: int) -> None:
    nights = [FIRST + timedelta(7 * n) for n in range(pings)]
    mornings = [FIRST + timedelta(n) for n in range(364)]
    kept: list[Record] = [CheckIn(day, energy=1 if day - timedelta(1) in nights else 4) for day in mornings]
    assert found([*kept, *map(ping, nights)]) == ()
    nights = [FIRST + timedelta(7 * n) for n in range(LEAST + 4)]
    kept = [CheckIn(day, energy=1 if day - timedelta(1) in nights else 4 - day.day % 2) for day in mornings]
    assert [one.condition for one in found([*kept, *map(ping, nights)])] == ["night_ping"]


def test_a_third_of_a_point_is_not_found_however_certain() -> None:
    kept: list[Record] = []
    for n in range(364):
        day = FIRST + timedelta(n)
        late = n % 2
        kept += [Workday(day, "work", 8, after_hours_minutes=60 * late)]
        kept += [CheckIn(day + timedelta(1), mood=3 + (n % 10 < 4) * (1 - late))]
    assert found(kept) == ()


def test_days_not_said_are_on_neither_side() -> None:
    mornings = [CheckIn(FIRST + timedelta(n), energy=5 if n % 3 == 1 else 2) for n in range(360)]
    off: list[Record] = [Workday(FIRST + timedelta(n), "off") for n in range(0, 360, 3)]
    assert found([*mornings, *off]) == (), "the other days were not said to be worked"
    work = [Workday(FIRST + timedelta(n), "work", 8) for n in range(1, 360, 3)]
    (one,) = found([*mornings, *off, *work])
    assert (one.condition, one.after, one.otherwise, one.days_otherwise) == ("day_off", 5, 2, 120)
    assert one.days_after == 120


def test_weeks_with_praise_are_held_against_weeks_without() -> None:
    chance = Random(3)
    kept: list[Record] = []
    for week in range(52):
        praised = week % 3 == 0
        for n in range(5):
            win = (Win("so kind", kind="thanks"),) if praised and n == 2 else ()
            mood = rounded(3 + praised + chance.gauss(0, 0.5))
            kept.append(CheckIn(FIRST + timedelta(7 * week + n), mood=mood, wins=win))
    (one,) = found(kept)
    assert (one.condition, one.rating, one.days_after, one.days_otherwise) == ("praise_week", "mood", 18, 34)
    moods = [each.mood or 0 for each in kept if isinstance(each, CheckIn)]
    weeks = [(FIRST + timedelta(7 * week), mean(moods[5 * week : 5 * week + 5]), week % 3 == 0) for week in range(52)]
    assert one.z == pytest.approx(van_elteren(weeks, 91, 7))
