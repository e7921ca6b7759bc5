"""What a device had read when it wrote a line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.journal.log.lines import LineKey
from cmcheckin.journal.log.seen import Entry, Numbers, device_of, has_seen, original_of

LAPTOP, PHONE = "2026.laptop-3f9a", "2026.phone-77aa"


@pytest.mark.parametrize(
    ("source", "device", "original"),
    [
        (LAPTOP, "laptop-3f9a", LAPTOP), ("2026.laptop-3f9a.2", "laptop-3f9a", "2026.laptop-3f9a.2"),
        ("2026.laptop-3f9a~7c1e", "laptop-3f9a~7c1e", LAPTOP),
        ("2026.laptop-3f9a~7c1e.2", "laptop-3f9a~7c1e", "2026.laptop-3f9a.2"),
    ],
)  # fmt: skip
def test_a_source_has_a_device(source: str, device: str, original: str) -> None:
    assert (device_of(source), original_of(source)) == (device, original)


def line(source: str, number: int, tick: int = 0, *, first: bool = False) -> LineKey:
    """Return the key of a line; `first`: of one that was converted from version 1."""
    return (0 if first else tick or number, f"2026-11-20T07:31:{number:02d}.000000Z", source, number)


@pytest.mark.parametrize(
    ("entry", "read"),
    [(None, []), (0, []), (2, [1, 2]), ([[1, 1], [3, 3]], [1, 3]), ([], []), ("2026-11-20T07:31:02.000000Z", [1, 2])],
)
def test_an_entry_says_which_lines_of_another_source_were_read(entry: Entry | None, read: list[int]) -> None:
    seen = {} if entry is None else {PHONE: entry}
    first = isinstance(entry, str)
    assert [n for n in range(1, 5) if has_seen(line(LAPTOP, 9), seen, line(PHONE, n, first=first))] == read


def test_a_device_has_read_the_earlier_lines_of_its_own_sources() -> None:
    assert has_seen(line(LAPTOP, 2), {}, line(LAPTOP, 1))
    assert not has_seen(line(LAPTOP, 2), {}, line(LAPTOP, 3))
    assert not has_seen(line(LAPTOP, 2), {}, line(LAPTOP, 2))
    assert has_seen(line(LAPTOP, 1, tick=9), {}, line("2025.laptop-3f9a", 5))
    assert not has_seen(line(LAPTOP, 1, tick=4), {}, line("2025.laptop-3f9a", 5))
    assert not has_seen(line(LAPTOP, 3), {LAPTOP: [[2, 2]]}, line(LAPTOP, 1))  # it was missing


def test_in_version_1_everything_of_a_device_up_to_a_time_was_read() -> None:
    seen = {"phone-77aa": "2026-11-20T07:31:02.000000Z"}
    assert [has_seen(line(LAPTOP, 0), seen, line(PHONE, n, first=True)) for n in (1, 2, 3)] == [True, True, False]
    assert not has_seen(line(LAPTOP, 0), seen, (0, "2026-11-20T07:31:01.000000Z", "2026.desk-1234", 0))
    assert not has_seen(line(LAPTOP, 0), seen, line(PHONE, 1))  # written by a clock that is behind
    assert has_seen(line(LAPTOP, 9), {PHONE: [[2, 3]]}, (0, "2026-11-20T07:31:01.000000Z", PHONE, 0))  # before all


RANGES = st.lists(st.tuples(st.integers(1, 30), st.integers(0, 4)).map(lambda at: (at[0], at[0] + at[1])), max_size=8)


@given(RANGES, st.integers(0, 40))
def test_numbers_are_a_set_in_ranges(ranges: list[tuple[int, int]], up_to: int) -> None:
    numbers, expected = Numbers(), set[int]()
    for n, (first, last) in enumerate(ranges):
        if n % 2:
            numbers.add(first, last)
            expected |= set(range(first, last + 1))
        else:
            numbers.add(first)
            expected.add(first)
    assert [n for low, high in numbers.ranges for n in range(low, high + 1)] == sorted(expected)
    assert all(high + 1 < low for (_, high), (low, _) in zip(numbers.ranges, numbers.ranges[1:], strict=False))
    assert numbers.last == max(expected, default=0)
    gone = [n for low, high in numbers.missing(up_to) for n in range(low, high + 1)]
    assert [n for n in gone if n <= up_to] == sorted(set(range(1, up_to + 1)) - expected)
    read = [n for n in range(1, 41) if has_seen(line(LAPTOP, 1), {PHONE: numbers.entry()}, line(PHONE, n))]
    assert read == sorted(expected)
    assert Numbers(numbers.ranges).ranges == numbers.ranges


def test_numbers_share_no_ranges() -> None:
    numbers = Numbers([[2, 3]])
    entry, other = numbers.entry(), Numbers(numbers.ranges)
    numbers.add(4)
    assert (entry, other.ranges, numbers.ranges) == ([[2, 3]], [[2, 3]], [[2, 4]])
