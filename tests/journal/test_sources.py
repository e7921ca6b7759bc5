"""The sources of a journal know which of their lines were read, and which are missing."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.journal.log.lines import LineKey
from cmcheckin.journal.log.seen import Entry
from cmcheckin.journal.log.sources import Sources

LAPTOP, PHONE, DESK = "2026.laptop-3f9a", "2026.phone-77aa", "2026.desk-1234"


def line(source: str, number: int, **parts: Any) -> tuple[LineKey, dict[str, Any]]:
    return (number, f"2026-11-20T07:31:{number:02d}.000000Z", source, number), parts


def first_format(source: str, second: int) -> tuple[LineKey, dict[str, Any]]:
    return (0, f"2026-11-20T07:31:{second:02d}.000000Z", source, 0), {}


def taken(*lines: tuple[LineKey, dict[str, Any]]) -> Sources:
    found = Sources()
    found.take(sorted(lines, key=lambda pair: pair[0]))
    return found


def test_sources_know_their_lines() -> None:
    found = taken(line(LAPTOP, 1), line(LAPTOP, 2), line(PHONE, 2), first_format(DESK, 5), first_format(DESK, 7))
    assert found.read == {LAPTOP: 2, PHONE: 2}
    assert found.times == {DESK: "2026-11-20T07:31:07.000000Z"}
    assert list(found.missing()) == [(PHONE, [(1, 1)])]
    assert (found.is_known(PHONE), found.is_known(DESK), found.is_known("x.y")) == (True, False, False)
    assert not found.repeated


@given(st.sets(st.integers(1, 12), min_size=1), st.integers(0, 14), st.integers(0, 14), st.integers(0, 14))
def test_exactly_the_lines_that_something_names_are_missing(
    there: set[int], expected: int, seen: int, lost: int
) -> None:
    given_up = {"lost": {PHONE: [[lost, lost]]}} if lost else {}
    lines = [line(PHONE, n) for n in there]
    found = taken(*lines, line(LAPTOP, 20, seen={PHONE: seen} if seen else {}, **given_up))
    found.expect({PHONE: expected})
    gone = {
        n for source, gaps in found.missing() if source == PHONE for low, high in gaps for n in range(low, high + 1)
    }
    assert gone == set(range(1, max(*there, expected, seen, lost) + 1)) - there - {lost}


def test_a_whole_source_that_another_device_read_is_missing() -> None:
    found = taken(line(LAPTOP, 1, seen={PHONE: 3, DESK: [[1, 2], [4, 4]], "2026.old-0001": "2026-01-01"}))
    assert list(found.missing()) == [(DESK, [(1, 4)]), (PHONE, [(1, 3)])]
    assert not found.is_known(PHONE)


def test_what_a_line_had_read_is_written_into_it() -> None:
    lines = [line(LAPTOP, 1), line(LAPTOP, 2, seen={PHONE: 1}), line(LAPTOP, 3), line(LAPTOP, 4, seen={DESK: 2})]
    found = taken(*lines)
    assert [parts.get("read") for _, parts in lines] == [None, {PHONE: 1}, {PHONE: 1}, {PHONE: 1, DESK: 2}]
    later = line(LAPTOP, 5, seen={PHONE: 2})
    found.take([later])
    assert later[1]["read"] == found.seen[LAPTOP] == {PHONE: 2, DESK: 2}


def test_a_line_only_says_what_is_new() -> None:
    found = taken(line(LAPTOP, 1), line(PHONE, 1), line(PHONE, 3), first_format(DESK, 5))
    news = found.newly_read(LAPTOP)
    assert news == {PHONE: [[1, 1], [3, 3]], DESK: "2026-11-20T07:31:05.000000Z"}
    found.take([line(LAPTOP, 2, seen=news)])
    assert found.newly_read(LAPTOP) == {}
    found.take([line(PHONE, 4)])
    assert found.newly_read(LAPTOP) == {PHONE: [[1, 1], [3, 4]]}
    assert found.newly_read("2027.laptop-3f9a") == {PHONE: [[1, 1], [3, 4]], DESK: "2026-11-20T07:31:05.000000Z"}


def test_a_device_says_which_of_its_own_lines_were_missing() -> None:
    found = taken(line(LAPTOP, 1), line(LAPTOP, 3))
    assert found.newly_read(LAPTOP) == {LAPTOP: [[1, 1], [3, 3]]}
    found.take([line(LAPTOP, 4, seen=found.newly_read(LAPTOP))])
    found.take([line(LAPTOP, 2)])  # it came back
    assert found.newly_read(LAPTOP) == {LAPTOP: 4}


def test_a_device_says_that_the_file_of_another_one_is_gone() -> None:
    found = taken(line(LAPTOP, 1, seen={PHONE: 2}))
    assert found.newly_read(LAPTOP) == {PHONE: []}
    found.take([line(LAPTOP, 2, seen={PHONE: []})])
    assert found.newly_read(LAPTOP) == {}
    found.take([line(PHONE, 1), line(PHONE, 2)])  # it came back
    assert found.newly_read(LAPTOP) == {PHONE: 2}


@pytest.mark.parametrize(("expected", "number"), [(0, 3), (2, 3), (5, 6)])
def test_the_number_of_a_missing_line_is_not_used_again(expected: int, number: int) -> None:
    found = taken(line(LAPTOP, 1), line(LAPTOP, 2))
    found.expect({LAPTOP: expected})
    assert (found.next_number(LAPTOP), found.next_number(PHONE)) == (number, 1)


@pytest.mark.parametrize(
    ("lines", "may_diverge"),
    [
        ([line(LAPTOP, 1)], False), ([line(LAPTOP, 1), line("2027.laptop-3f9a", 1)], False),
        ([line(LAPTOP, 1), line(PHONE, 1)], True), ([line(LAPTOP, 1), first_format(DESK, 1)], True),
        ([line(LAPTOP, 1, seen={LAPTOP: [[1, 1], [3, 3]]})], True),
    ],
)  # fmt: skip
def test_lines_of_one_device_have_all_seen_each_other(lines: list[Any], may_diverge: bool) -> None:
    assert taken(*lines).may_diverge is may_diverge


def test_two_lines_of_one_number_are_noticed() -> None:
    one, (key, parts) = line(LAPTOP, 1), line(LAPTOP, 1)
    found = taken(one, ((key[0] + 1, *key[1:]), parts))
    assert found.repeated == {LAPTOP}


def test_a_source_that_was_told_apart_shares_the_lines_before() -> None:
    twin = "2026.laptop-3f9a~7c1e"
    found = Sources()
    found.shared = {LAPTOP: 2}
    found.take([line(LAPTOP, 1), line(LAPTOP, 2), line(LAPTOP, 3)])
    own, other = line(twin, 3), line(PHONE, 1, seen={LAPTOP: 3})
    found.take([own, other])
    assert (list(found.missing()), found.repeated) == ([], set())
    read: dict[str, Entry] = {LAPTOP: 2}
    assert own[1]["read"] == read
    assert other[1]["read"] == read  # which of the two it read isn't known


def test_a_source_without_any_of_its_lines_is_gone() -> None:
    found = taken(line(LAPTOP, 1, seen={PHONE: 2}))
    assert [found.is_gone(source) for source in (LAPTOP, PHONE, DESK)] == [False, True, False]
    found.take([line(PHONE, 1)])
    assert not found.is_gone(PHONE)


def test_the_ends_of_a_device_include_lines_that_are_missing() -> None:
    found = taken(line(LAPTOP, 1), line("2025.laptop-3f9a", 2), line(PHONE, 1))
    found.expect({LAPTOP: 4, "2024.laptop-3f9a": 7, DESK: 3})
    assert found.ends("laptop-3f9a") == {LAPTOP: 4, "2025.laptop-3f9a": 2, "2024.laptop-3f9a": 7}


def test_a_device_says_what_it_could_not_read_of_itself() -> None:
    found = taken(line(LAPTOP, 1))
    assert found.newly_read("2026.laptop-3f9a.2", [LAPTOP]) == {LAPTOP: [[1, 1]]}
    found.expect({"2025.laptop-3f9a": 3})
    assert found.newly_read(LAPTOP) == {"2025.laptop-3f9a": []}


def test_of_two_forms_of_a_source_the_numbers_count() -> None:
    converted = (0, "2026-11-20T07:31:05.000000Z", DESK, 1), dict[str, Any]()
    found = taken(first_format(DESK, 5), converted)
    assert (found.read, found.newly_read(LAPTOP), list(found.missing())) == ({DESK: 1}, {DESK: 1}, [])


def test_what_version_1_replaced_is_read_in_any_order() -> None:
    times = ["2026-11-20T07:31:05.000000Z", "2026-11-20T07:31:03.000000Z"]
    lines = [
        ((0, f"2026-11-20T07:31:1{n}.000000Z", LAPTOP, 0), {"seen": {"phone-77aa": time}} if time else {})
        for n, time in enumerate(["", *times])
    ]
    taken(*lines)
    assert [parts.get("read") for _, parts in lines] == [None, {"phone-77aa": times[0]}, {"phone-77aa": times[0]}]
