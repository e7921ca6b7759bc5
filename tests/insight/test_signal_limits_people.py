"""The limits of the signals that look at mood, energy, wins and escalations, from both sides."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.nudge import Finding
from cmcheckin.domain.schedule import Schedule
from cmcheckin.insight.baselines import EscalationLoad
from cmcheckin.insight.signals import escalation_load
from tests.log_made import Log, at

EVERY_DAY = Schedule(workdays=frozenset(range(7)))


def usually(rating: Callable[[int], int]) -> Log:
    """Return sixteen weeks with the mood and energy that `rating` gives for each day."""
    log = Log()
    for n in range(-112, 0):
        log.morning(n, rating(n), rating(n))
    return log


def rated(log: Log, moods: Sequence[int], energies: Sequence[int]) -> Finding | None:
    """Return what is found after mornings with `moods` and `energies` from day 0 on."""
    for n, (mood, energy) in enumerate(zip(moods, energies, strict=True)):
        log.morning(n, mood, energy)
    return log.finding("low_mood", len(moods) - 1)


# low_mood


@pytest.mark.parametrize(
    ("moods", "energies", "is_found"),
    [
        ((1, 2, 2, 2, 2, 2, 2), (2,) * 7, True),
        ((2,) * 7, (2,) * 7, False),  # a mean over 1.9
        ((1, 1, 1, 2, 2, 2, 4), (2,) * 7, True),
        ((1, 1, 1, 1, 1, 3, 3), (2,) * 7, False),  # five of seven
        ((1, 2, 2, 2, 2, 2), (2,) * 6, False),
        ((1, 2, 2, 2, 2, 2, 2), (2, 2, 2, 3, 3, 3, 3), True),  # 2.57
        ((1, 2, 2, 2, 2, 2, 2), (2, 2, 3, 3, 3, 3, 3), False),  # 2.71
    ],
)
def test_a_low_mood_has_six_low_mornings_of_seven(
    moods: tuple[int, ...], energies: tuple[int, ...], is_found: bool
) -> None:
    found = rated(usually(lambda n: 3 + n % 2), moods, energies)
    assert (found is not None) is is_found
    if found is not None:
        assert (found.level, found.first, found.last) == ("care", at(0), at(6))
        assert tuple(value.value for value in found.values) == moods
        assert found.numbers == pytest.approx(
            {
                "low_mornings": 6 if 4 in moods else 7, "mornings": 7, "mood": sum(moods) / 7, "usual_mood": 3.5,
                "energy": sum(energies) / 7, "line": 6,
            }
        )  # fmt: skip


@pytest.mark.parametrize(
    ("moods", "is_found"),
    [((4, 1, 1, 2, 2, 2, 2, 2, 1), True), ((3, 3, 1, 1, 1, 2, 2, 2, 1), False), ((1, 1, 2, 2, 2, 2, 2), False)],
)
def test_who_varies_widely_has_eight_low_mornings_of_nine(moods: tuple[int, ...], is_found: bool) -> None:
    found = rated(usually(lambda n: 5 if n % 2 else 2), moods, (2,) * len(moods))
    assert (found is not None) is is_found
    if found is not None:
        assert (found.first, found.numbers["mornings"], found.numbers["line"]) == (at(0), 9, 8)
        assert found.numbers["low_mornings"] == 8


@pytest.mark.parametrize(("above", "is_found"), [(3, True), (4, False)])
def test_a_low_mood_is_most_of_a_point_below_the_usual(above: int, is_found: bool) -> None:
    # The usual is 2.75 or 2.63, and these mornings 1.86.
    found = rated(usually(lambda n: 2 if n % 10 < above else 3), (1, 2, 2, 2, 2, 2, 2), (2,) * 7)
    assert (found is not None) is is_found


@pytest.mark.parametrize(
    ("moods", "is_found"),
    [((1, 2) * 5, True), ((1, 2) * 4 + (2, 2), False), ((1,) * 9, False), ((1,) * 9 + (5,), True)],
)
def test_ten_mornings_at_the_bottom_need_no_usual(moods: tuple[int, ...], is_found: bool) -> None:
    log = Log(quiet_weeks=0)
    found = rated(log, moods, (5 if is_found else 1,) * len(moods))
    assert (found is not None) is is_found
    if found is not None:
        assert found.numbers == {
            "low_mornings": 10 - moods.count(5), "mornings": 10, "mood": sum(moods) / 10, "line": 1.5
        }  # fmt: skip


@pytest.mark.parametrize(("usual", "mean", "is_found"), [((2, 2), 2, True), ((1, 2), 1.5, True), ((1, 1), 1, False)])
def test_ten_mornings_at_the_bottom_are_no_higher_than_the_usual(
    usual: tuple[int, int], mean: float, is_found: bool
) -> None:
    found = rated(usually(lambda n: usual[n % 2]), (1, 2) * 5, (5,) * 10)
    assert (found is not None) is is_found
    if found is not None:
        assert (found.numbers["usual_mood"], found.numbers["line"]) == (mean, 1.5)


@pytest.mark.parametrize(("last", "is_found"), [(21, True), (22, False)])
def test_low_mornings_lie_within_three_weeks(last: int, is_found: bool) -> None:
    log = usually(lambda n: 3 + n % 2)
    for n in (0, 3, 6, 9, 12, 15, last):
        log.morning(n, 1, 2)
    assert (log.finding("low_mood", last) is not None) is is_found


def test_unrated_mornings_are_passed_over() -> None:
    log = usually(lambda n: 3 + n % 2)
    for n in range(8):
        log.checkins[at(n)] = CheckIn(at(n), mood=1 if n < 7 else None)
    found = log.finding("low_mood", 7)
    assert found is not None
    assert found.last == at(6)
    assert "energy" not in found.numbers


# escalation_load


@pytest.mark.parametrize(
    ("load", "mood", "level"),
    [
        (EscalationLoad(34, 20, 2.0, 8, 6, 1.0), 4, "note"),
        (EscalationLoad(34, 20, 2.0, 7, 6, 2.0), 3, None),
        (EscalationLoad(33.9, 20, 2.0, 8, 6, 2.0), 3, None),
        (EscalationLoad(34, 20, 1.99, 8, 6, 2.0), 3, None),
        (EscalationLoad(34, 20, 4.2, 8, 6, 0.99), 1, None),
        (EscalationLoad(34, 20, 3.2, 8, 6, 1.6), 1, "nudge"),
        (EscalationLoad(34, 20, 3.2, 8, 6, 1.59), 1, "note"),
        (EscalationLoad(34, 20, 3.19, 8, 6, 2.0), 1, "note"),
        (EscalationLoad(34, 20, 4.79, 8, 6, 2.0), 4, "note"),
        (EscalationLoad(34, 20, 4.8, 8, 6, 1.6), 4, "nudge"),
        (EscalationLoad(34, 20, 4.8, 8, 6, 1.59), 4, "note"),
        (None, 1, None),
    ],
)
def test_a_load_is_a_note_or_interrupts_by_its_standard_errors(
    load: EscalationLoad | None, mood: int, level: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(escalation_load, "escalation_load", lambda _: load)
    log = Log()
    for n in range(10):
        log.morning(n, mood=mood)
    found = log.finding("escalation_load", 9)
    assert (found.level if found else None) == level
    if found is not None and load is not None:
        assert found.numbers == {
            "escalations": 8, "severity": 34, "usual_severity": 20, "usual_blocks": 6, "standard_errors": load.errors,
            "line": 34,
        }  # fmt: skip


def test_a_load_lists_the_days_of_two_weeks_before_today() -> None:
    log = Log().morning(0).ping(-15, "12:00", 5)
    for n in (-14, -13, -5, -1):
        log.ping(n, "12:00", 5).ping(n, "13:00", 4)
    log.ping(-8, "12:00", None, "ask").ping(-7, "12:00", None).ping(0, "06:00", 5)
    found = log.finding("escalation_load", 0)
    assert found is not None
    assert (found.first, found.last) == (at(-14), at(-1))
    assert [(value.day, value.value) for value in found.values] == [
        (at(-14), 9), (at(-13), 9), (at(-7), 2), (at(-5), 9), (at(-1), 9)
    ]  # fmt: skip


# wins_drought


def drought(wins: Sequence[bool], empty: int, oldest: int | None = None, mood: int | None = None) -> Finding | None:
    """Return what is found after a worked day with or without a win for each of `wins`, and `empty` days without.

    `oldest` is how many days ago the first of them was, otherwise they are in a row.
    """
    log = Log(EVERY_DAY, quiet_weeks=0)
    first = 1 - len(wins) - empty
    for n in range(-120, 0):
        log.work(n, 8.0)
    for n in range(first, 1):
        log.morning(n, mood if n > -10 else None, wins=1 if n - first < len(wins) and wins[n - first] else 0)
    if oldest is not None:
        log.checkins.pop(at(first))
        log.morning(-oldest, wins=1)
    return log.finding("wins_drought", 0)


@pytest.mark.parametrize(
    ("won", "known", "line"), [(20, 20, 8), (19, 19, None), (10, 20, 10), (8, 20, 14), (7, 20, None), (18, 30, 8)]
)
def test_a_drought_is_as_long_as_hardly_ever_happens(won: int, known: int, line: int | None) -> None:
    wins = [n >= known - won for n in range(known)]
    if line is None:
        assert drought(wins, 30) is None
        return
    found = drought(wins, line)
    assert found is not None
    assert (found.level, found.first, found.last) == ("note", at(1 - line), at(0))
    assert found.days == tuple(at(n) for n in range(1 - line, 1))
    assert {value.value for value in found.values} == {0}
    assert found.numbers == {"days_without": line, "usual_share": won / known, "known_days": known, "line": line}
    assert drought(wins, line - 1) is None


@pytest.mark.parametrize(("oldest", "is_found"), [(91, True), (92, False)])
def test_a_drought_is_compared_with_a_quarter(oldest: int, is_found: bool) -> None:
    assert (drought([True] * 20, 8, oldest) is not None) is is_found


def test_a_drought_interrupts_when_mood_is_down() -> None:
    found = drought([True] * 100, 8, mood=1)
    assert found is not None
    assert found.level == "nudge"


def test_mornings_after_days_off_are_no_part_of_a_drought() -> None:
    log = Log().quiet(0, 10)
    for n in range(11):
        log.morning(n)
    assert log.finding("wins_drought", 9) is None
    found = log.finding("wins_drought", 10)
    assert found is not None
    assert found.days == tuple(at(n) for n in (1, 2, 3, 4, 5, 8, 9, 10))
    assert found.numbers["usual_share"] == 1
    log.morning(7, wins=1)  # after a Sunday off, but it ends the run
    assert log.finding("wins_drought", 10) is None
