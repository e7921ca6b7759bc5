"""Charts: their scales."""

from __future__ import annotations

import pytest

from cmcheckin.sharing.html.charts import Point, hours_columns


@pytest.mark.parametrize(("hours", "has_tick"), [(60, True), (90, False)])
def test_a_tick_too_close_to_the_limit_gives_way_to_it(hours: float, has_tick: bool) -> None:
    page = str(hours_columns("hours", "Hours", "One week", [Point("W47", hours)], ("limit", "hours")))
    assert ("limit" in page, "20 h" in page, "60 h" in page) == (True, True, True)
    assert ("40 h" in page) == has_tick
