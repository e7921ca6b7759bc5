"""The workday proposed from what files show about a day."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pytest

from cmcheckin.domain.workday import Workday
from cmcheckin.hints.day_hint import DayHint
from cmcheckin.hints.proposed_day import proposed_workday

DAY = date(2026, 11, 19)
USUAL = Workday(DAY, "work", 8, time(9), time(18), 0)
NIGHT_SHIFT = Workday(DAY, "work", 8, time(22), time(6), 0)
OFF = Workday(DAY, "off")
PING = datetime.fromisoformat("2026-11-20T02:10:00+01:00")


@pytest.mark.parametrize(
    ("hint", "usual", "fields"),
    [
        (
            {"hours": 7.5, "first": time(8, 52), "last": time(17, 40)},
            USUAL,
            ("work", 7.5, time(8, 52), time(17, 40), 0),
        ),
        ({"hours": 7.5041, "first": time(8)}, USUAL, ("work", 7.5, None, None, 0)),
        ({"hours": 3, "first": time(10), "last": time(13)}, OFF, ("work", 3, time(10), time(13), 0)),
        (
            {"hours": 7.5, "first": time(9), "last": time(2, 10), "night_pings": (PING,)},
            USUAL,
            ("work", 7.5, None, None, 0),
        ),
        ({"first": time(10), "last": time(16)}, USUAL, ("work", 8, time(9), time(18), 0)),
        (
            {"first": time(8, 10), "last": time(19, 30), "after_hours_minutes": 45},
            USUAL,
            ("work", 8.75, time(8, 10), time(19, 30), 45),
        ),
        ({"first": time(5, 50), "last": time(23, 10)}, USUAL, ("work", 8, time(9), time(18), 0)),
        ({"first": time(23), "last": time(2)}, NIGHT_SHIFT, ("work", 8, time(22), time(6), 0)),
        ({"first": time(10), "last": time(11), "after_hours_minutes": 20}, OFF, ("off", None, None, None, 20)),
        ({"first": time(10)}, OFF, ("off", None, None, None, None)),
        ({"kind": "leave"}, USUAL, ("leave", None, None, None, None)),
        ({"kind": "leave"}, OFF, ("off", None, None, None, None)),
        ({"kind": "leave", "hours": 4, "after_hours_minutes": 5}, USUAL, ("leave", 4, None, None, 5)),
        (
            {"kind": "leave", "hours": 9.43, "first": time(9), "last": time(18)},
            USUAL,
            ("leave", 9.43, None, None, None),
        ),
        ({"kind": "leave", "hours": 3.43, "after_hours_minutes": 206}, OFF, ("off", 3.43, None, None, 206)),
        ({"after_hours_minutes": 1440}, USUAL, ("work", 24, time(9), time(18), 1440)),
    ],
)
def test_the_proposed_day(hint: dict[str, Any], usual: Workday, fields: tuple[object, ...]) -> None:
    assert proposed_workday(DayHint(DAY, ("Watson",), **hint), usual)[1:6] == fields
