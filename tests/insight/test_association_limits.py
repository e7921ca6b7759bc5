"""What puts a morning on which side of an association, and how many and how different mornings it needs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

import pytest

from cmcheckin.domain.checkin import CheckIn, Win
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.records import Record, Records
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.workday import Workday
from cmcheckin.insight.associations import Association, find_associations

FIRST = date(2026, 6, 1)
Eve = Callable[[date], Record]


def workday(kind: str, hours: float | None = None, late: int | None = None) -> Eve:
    return lambda day: Workday(day, kind, hours, after_hours_minutes=late)


def ping(clock: str, severity: int | None = None, kind: str | None = None, later: int = 0) -> Eve:
    """Return an escalation at `clock`, `later` days after the day before the morning."""

    def opened(day: date) -> Escalation:
        at = datetime.combine(day + timedelta(later), time.fromisoformat(clock), UTC)
        return Escalation(f"e-{day}", "t", at, kind, severity)

    return opened


def compared(after: Eve, otherwise: Eve, days: int = 40, ratings: tuple[int, ...] = (4, 5, 2, 3)) -> list[Association]:
    """Return the associations of `days` mornings after a day with the record `after`, and as many after `otherwise`.

    Energy alternates between the first two `ratings` after the one, and between the last two after the other. The last
    morning of both isn't rated.
    """
    kept: list[Record] = []
    for n in range(days + 1):
        for eve, offset in ((after, 0), (otherwise, 2)):
            day = FIRST + timedelta(4 * n + offset)
            kept += [eve(day), CheckIn(day + timedelta(1), energy=ratings[offset + n % 2] if n < days else None)]
    return list(find_associations(Records.of(kept), FIRST + timedelta(1), FIRST + timedelta(4 * days + 4), Schedule()))


@pytest.mark.parametrize(
    ("after", "otherwise", "condition"),
    [
        (workday("work", 10.25), workday("work", 10.0), "long_day"),
        (workday("work", 10.0), workday("work", 9.0), None),
        (workday("work", 18.5), workday("work", 8.0), None),
        (workday("work", 18.5, 60), workday("work", 8.0), None),
        (workday("work", None, 610), workday("work", None, 600), None),  # the day's hours aren't logged
        (workday("work", 8.0, 30), workday("work", 8.0, 29), "after_hours"),
        (workday("work", 8.0, 29), workday("work", 8.0), None),
        (workday("work", None, 30), workday("work"), "after_hours"),
        (workday("off"), workday("work"), "day_off"),
        (workday("leave", 0.45), workday("work"), "day_off"),
        (workday("leave", 0.5), workday("work"), None),
        (workday("off", 20), workday("work"), None),
        (workday("sick"), workday("work"), None),
        (ping("12:00", 4), ping("12:00", 3), "hard_escalation"),
        (ping("12:00", 3), ping("12:00"), None),
        (ping("12:00", 5, "ask"), ping("12:00", 3), None),
        (ping("23:00"), ping("12:00"), "night_ping"),
        (ping("02:00", later=1), ping("12:00"), "night_ping"),
        (ping("07:00", later=1), ping("12:00"), None),
    ],
)
def test_the_day_before_decides_on_which_side_a_morning_is(after: Eve, otherwise: Eve, condition: str | None) -> None:
    found = compared(after, otherwise)
    assert [one.condition for one in found] == ([condition] if condition else [])
    for one in found:
        assert (one.rating, one.after, one.otherwise, one.days_after, one.days_otherwise) == (
            "energy",
            4.5,
            2.5,
            40,
            40,
        )
        assert (one.first, one.last) == (FIRST + timedelta(1), FIRST + timedelta(164))
        assert one.z > 3.34
    lower = compared(after, otherwise, ratings=(2, 3, 4, 5))
    assert [one.condition for one in lower] == [one.condition for one in found]
    assert all(one.z < -3.34 for one in lower)


@pytest.mark.parametrize(("days", "is_found"), [(8, True), (7, False)])
def test_each_side_has_eight_mornings(days: int, is_found: bool) -> None:
    assert bool(compared(ping("23:00"), ping("12:00"), days, (5, 5, 1, 1))) is is_found


def test_half_a_point_is_apart() -> None:
    [found] = compared(ping("23:00"), ping("12:00"), ratings=(3, 4, 3, 3))
    assert (found.after, found.otherwise) == (3.5, 3.0)


def test_the_clearer_rating_is_found_and_the_clearest_condition_comes_first() -> None:
    def associations(rating: str | None = None) -> dict[str, Association]:
        kept: list[Record] = []
        for n in range(160):
            day, late, off = FIRST + timedelta(n), n % 2 == 0, n % 4 == 1
            kept.append(Workday(day, "off") if off else Workday(day, "work", 8, after_hours_minutes=60 * late))
            mood, energy = 2 + n % 6 // 3 if late else 4, (3 + n % 6 // 3 if late else 4) + off
            checkin = CheckIn(day + timedelta(1), mood=mood, energy=energy)
            kept.append(checkin if rating is None else CheckIn.read(checkin.raw() | {rating: None}))
        found = find_associations(Records.of(kept), FIRST, FIRST + timedelta(160), Schedule())
        assert [abs(one.z) for one in found] == sorted((abs(one.z) for one in found), reverse=True)
        return {one.condition: one for one in found}

    both, mood, energy = associations(), associations("energy"), associations("mood")
    assert {one.rating for one in both.values()} == {"mood", "energy"}
    for condition, one in both.items():
        alone = [single[condition] for single in (mood, energy) if condition in single]
        assert one == max(alone, key=lambda each: abs(each.z))


@pytest.mark.parametrize("day", [0, 6])
def test_praise_counts_for_its_whole_week(day: int) -> None:
    kept: list[Record] = []
    for week in range(26):
        praised = week % 2 == 0
        for n in (0, 3, 6):
            wins = (Win("a", kind="thanks" if praised and n == day else "member"),)
            kept.append(CheckIn(FIRST + timedelta(7 * week + n), mood=5 if praised else 2, wins=wins))
    found = find_associations(Records.of(kept), FIRST, FIRST + timedelta(181), Schedule())
    assert [(one.condition, one.after, one.otherwise, one.days_after) for one in found] == [("praise_week", 5, 2, 13)]
