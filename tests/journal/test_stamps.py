"""Stamps are in order whatever the clock does, and only whole ones are read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from cmcheckin.journal.log.stamps import EARLIEST, Stamp, moment_of, next_stamp, read_stamp

NOW = datetime(2026, 11, 20, 8, 31, 4, 123456, timezone(timedelta(hours=1)))
WALL = "2026-11-20T07:31:04.123456Z"


@pytest.mark.parametrize(
    ("greatest", "stamp"),
    [
        (EARLIEST, (WALL, 0, "x")),
        (("2026-11-20T07:31:04.123455Z", 9, "z"), (WALL, 0, "x")),
        ((WALL, 0, "z"), (WALL, 1, "x")),
        ((WALL, 9, "a"), (WALL, 10, "x")),
        (("2027-01-01T00:00:00.000000Z", 3, "a"), ("2027-01-01T00:00:00.000000Z", 4, "x")),
    ],
)
def test_a_stamp_is_greater_than_every_one_before(greatest: Stamp, stamp: Stamp) -> None:
    assert next_stamp(NOW, greatest, "x") == stamp
    assert stamp > greatest


@pytest.mark.parametrize("year", [1, 999, 1000, 9999])
def test_a_year_has_four_digits(year: int) -> None:
    wall, _, _ = next_stamp(datetime(year, 6, 1, tzinfo=UTC), EARLIEST, "x")
    assert (len(wall), int(wall[:4])) == (27, year)
    assert read_stamp([wall, 0, "x"]) == (wall, 0, "x")


def test_a_stamp_of_json_is_read() -> None:
    assert read_stamp([WALL, 0, ""]) == (WALL, 0, "")
    assert read_stamp([WALL, 12, "x"]) == (WALL, 12, "x")


@pytest.mark.parametrize(
    "raw",
    [
        None, "x", (WALL, 0, "x"), [WALL, 0], [WALL, 0, "x", 1], [7, 0, "x"], [WALL + "Z", 0, "x"], [WALL[1:], 0, "x"],
        [WALL[:-1] + "z", 0, "x"], [WALL.replace("T", " "), 0, "x"], ["x" + WALL[1:], 0, "x"],
        [WALL[:3] + "x" + WALL[4:], 0, "x"], [WALL, -1, "x"], [WALL, 1.0, "x"], [WALL, True, "x"], [WALL, 0, None],
    ],
)  # fmt: skip
def test_anything_else_is_no_stamp(raw: object) -> None:
    with pytest.raises(ValueError, match="stamp"):
        read_stamp(raw)


def test_the_moment_of_a_stamp_is_its_time() -> None:
    assert moment_of((WALL, 3, "x")) == NOW
    assert moment_of(("2026-99-99T07:31:04.123456Z", 0, "x")) == datetime.min.replace(tzinfo=UTC)
