"""The limits of the signals that look at energy, and at ratings while the work is up, from both sides."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.nudge import Finding
from tests.log_made import Log, at


def usually(rating: Callable[[int], int]) -> Log:
    """Return sixteen weeks with the mood and energy that `rating` gives for each day."""
    log = Log()
    for n in range(-112, 0):
        log.morning(n, rating(n), rating(n))
    return log


# strain and rating_shift


def low(
    energy: Sequence[int], mood: Sequence[int] = (3, 4) * 5, hours: float = 8.0, usual: tuple[int, int] = (3, 4)
) -> Log:
    """Return a log whose last ten mornings, up to day 0, have these ratings, after a week with days of `hours`."""
    log = usually(lambda n: usual[n % 2])
    for n, (one, other) in enumerate(zip(mood, energy, strict=True)):
        log.morning(n - 9, one, other)
    for n in range(-7, -2):
        log.work(n, hours)
    return log


@pytest.mark.parametrize(("threes", "kind"), [(7, "rating_shift"), (8, None), (10, None)])
def test_a_shift_is_more_than_three_standard_errors(threes: int, kind: str | None) -> None:
    # A spread of 0.5 in ten mornings and 76, with the drift, is 0.25 points: 3.25 errors for 0.8, and 2.84 for 0.7.
    log = low((3,) * threes + (2,) * (10 - threes))
    found = log.finding("rating_shift", 0)
    assert (found.kind if found else None) == kind
    assert log.finding("strain", 0) is None
    if found is not None:
        assert (found.level, found.first, found.last, len(found.days)) == ("note", at(-9), at(0), 10)
        assert found.numbers == pytest.approx(
            {"energy": 2.7, "usual_energy": 3.5, "mornings": 10, "usual_mornings": 78, "line": 0.75}
        )


@pytest.mark.parametrize(("threes", "is_found"), [(8, True), (9, False)])
def test_strain_is_two_standard_errors_and_more_work(threes: int, is_found: bool) -> None:
    log = low((3,) * threes + (2,) * (10 - threes), hours=10.0)
    found = log.finding("strain", 0)
    assert (found is not None) is is_found
    assert log.finding("rating_shift", 0) is None
    if found is not None:
        assert (found.level, found.first, found.last) == ("nudge", at(-9), at(0))
        numbers = {"energy": 2.8, "usual_energy": 3.5, "mornings": 10, "usual_mornings": 78, "line": 0.55, "hours": 50}
        assert {name: found.numbers[name] for name in numbers} == pytest.approx(numbers)
        assert found.numbers["usual_hours"] == pytest.approx(40, abs=0.5)
        assert len(found.numbers) == 7


@pytest.mark.parametrize(("twos", "shift", "strain"), [(4, True, True), (10, False, True), (8, False, False)])
def test_a_drop_of_who_varies_widely_is_counted_in_standard_errors(twos: int, shift: bool, strain: bool) -> None:
    # Usually 2 and 5: 1.5 points are 2.8 errors.
    rest = 1 if twos == 4 else 3
    for hours in (8.0, 12.0):
        log = low((2,) * twos + (rest,) * (10 - twos), hours=hours, usual=(2, 5))
        assert (log.finding("rating_shift", 0) is not None) is (shift and hours == 8)
        assert (log.finding("strain", 0) is not None) is (strain and hours == 12)


@pytest.mark.parametrize("kind", ["strain", "rating_shift"])
@pytest.mark.parametrize(("energy", "mood", "name"), [(2, 2, "energy"), (2, 1, "mood"), (1, 2, "energy")])
def test_the_larger_drop_is_shown(kind: str, energy: int, mood: int, name: str) -> None:
    found = low((energy,) * 10, (mood,) * 10, hours=10.0 if kind == "strain" else 8.0).finding(kind, 0)
    assert found is not None
    assert f"usual_{name}" in found.numbers
    assert {value.value for value in found.values} == {min(energy, mood)}


# recovery


def breaks(energies: Sequence[int], quiet_weeks: int = 16) -> Log:
    """Return a log that ends on a Tuesday with three Mondays and Tuesdays of these energies, the others low."""
    log = Log(quiet_weeks=quiet_weeks).quiet(0, 15)
    for n in range(16):
        log.morning(n, energy=2)
    for n, energy in zip((0, 1, 7, 8, 14, 15), energies, strict=True):
        log.morning(n, energy=energy)
    return log


@pytest.mark.parametrize(
    ("energies", "mean"),
    [
        ((2, 2, 2, 2, 2, 2), 2.0),
        ((3, 3, 3, 2, 3, 2), 2 + 2 / 3),
        ((3, 3, 3, 3, 3, 2), None),  # 0.67 points below the usual
        ((2, 2, 2, 2, 3, 3), 2 + 1 / 3),
        ((2, 2, 2, 2, 3, 4), None),  # one was as good as usual
    ],
)
def test_three_breaks_bring_back_less_energy(energies: tuple[int, ...], mean: float | None) -> None:
    found = breaks(energies).finding("recovery", 15)
    assert (found is not None) is (mean is not None)
    if found is not None:
        assert (found.level, found.first, found.last, found.days) == ("note", at(0), at(15), (at(0), at(7), at(14)))
        assert [value.value for value in found.values] == [sum(energies[n : n + 2]) / 2 for n in (0, 2, 4)]
        numbers = {"breaks": 3, "energy": mean, "usual_energy": 3.5, "usual_breaks": 10, "line": 0.8}
        assert found.numbers == pytest.approx(numbers)


@pytest.mark.parametrize(("weeks", "is_found"), [(5, True), (4, False)])
def test_breaks_are_compared_with_five_earlier_ones(weeks: int, is_found: bool) -> None:
    found = breaks((2,) * 6, weeks).finding("recovery", 15)
    assert (found is not None) is is_found
    if found is not None:
        assert found.numbers["usual_breaks"] == 5


@pytest.mark.parametrize(("others", "is_found"), [((3, 3, 3, 4, 4, 4), True), ((3, 3, 4, 4, 4, 4), False)])
def test_energy_is_low_in_general_too(others: tuple[int, ...], is_found: bool) -> None:
    log = breaks((2,) * 6)
    for n, energy in zip((6, 9, 10, 11, 12, 13), others, strict=True):
        log.morning(n, energy=energy)
    assert (log.finding("recovery", 15) is not None) is is_found


def test_no_break_ended_near_the_usual() -> None:
    log = breaks((2, 2, 2, 2, 3, 3))
    for week in range(1, 5):  # so that the usual is 3.3
        log.morning(-7 * week, energy=3).morning(1 - 7 * week, energy=3)
    assert log.finding("recovery", 15) is None


def test_a_break_is_over_and_rated() -> None:
    # With one break less, the one before them counts, after which energy was as usual.
    assert breaks((2,) * 6).finding("recovery", 13) is None  # a Sunday
    log = breaks((2,) * 6)
    del log.checkins[at(7)], log.checkins[at(8)]
    assert log.finding("recovery", 15) is None


def test_the_first_morning_back_is_all_that_is_seen_on_it() -> None:
    log = breaks((2,) * 6).morning(15, energy=5)
    found = log.finding("recovery", 14)
    assert found is not None
    assert found.values[-1] == (at(14), 2)


# mornings_back


LOW = (1, 2, 2, 2, 2, 2, 2, 2, 2, 3)


def recovered(
    low: Sequence[int | None], recent: Sequence[int | None], weeks: int = 2, usual: tuple[int, int] = (3, 4)
) -> Finding | None:
    """Return what is found when ten mornings that ended `weeks` weeks ago had the energies `low`, and the last ten had
    those of `recent`. Before, between and around them, energy was as in `usual`; None isn't rated."""
    log = Log(quiet_weeks=0)
    energies: dict[int, int | None] = {n: usual[n % 2] for n in range(-130, 1)}
    energies |= {-120: 5, -41: 1}  # just outside the baseline
    energies |= {n - 9 - 7 * weeks: energy for n, energy in enumerate(low)}
    energies |= {n - 9: energy for n, energy in enumerate(recent)}
    log.checkins = {at(n): CheckIn(at(n), energy=energy) for n, energy in energies.items()}
    return log.finding("mornings_back", 0)


def test_a_recovery_is_shown_with_its_numbers() -> None:
    found = recovered(LOW, (5, 3, 3, 3, 3, 3, 3, 3, 3, 4))
    assert found is not None
    assert (found.level, found.first, found.last, len(found.days)) == ("note", at(-9), at(0), 10)
    assert found.numbers == {"energy": 3.3, "mornings": 10, "usual_energy": 3.5, "energy_then": 2.0, "line": 3.3}
    assert recovered(LOW, (4, 3, 3, 3, 3, 3, 3, 3, 3, 4)) is None


@pytest.mark.parametrize(("weeks", "is_found"), [(2, True), (3, True), (4, True), (5, True), (6, False)])
def test_low_mornings_ended_two_to_five_weeks_ago(weeks: int, is_found: bool) -> None:
    found = recovered(LOW, (3, 4) * 5, weeks)
    assert (found is not None) is is_found
    assert found is None or found.numbers["energy_then"] == 2


@pytest.mark.parametrize(
    ("threes", "usual", "is_found"),
    [(7, (3, 4), True), (8, (3, 4), False), (0, (2, 5), True), (2, (2, 5), False)],  # with 2 and 5, by 2.4 errors
)
def test_low_mornings_were_well_below_the_usual(threes: int, usual: tuple[int, int], is_found: bool) -> None:
    low = (3,) * threes + (2,) * (10 - threes)
    assert (recovered(low, usual * 5, usual=usual) is not None) is is_found


@pytest.mark.parametrize(("rated_mornings", "is_found"), [(6, True), (5, False)])
def test_a_recovery_needs_six_mornings_then_and_now(rated_mornings: int, is_found: bool) -> None:
    unrated = (None,) * (10 - rated_mornings)
    assert (recovered(LOW, (*unrated, *(4,) * rated_mornings)) is not None) is is_found
    assert (recovered((*unrated, *(2,) * rated_mornings), (3, 4) * 5) is not None) is is_found
