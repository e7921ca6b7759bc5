"""Ages and durations in words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from cmcheckin.wording.formats import age, minutes

NOW = datetime(2026, 11, 20, 7, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("days", "called"),
    [(13, "13 days"), (14, "2 weeks"), (90, "12 weeks"), (92, "3 months"), (358, "11 months"), (371, "a year"),
     (520, "17 months"), (729, "23 months"), (731, "2 years")],
)  # fmt: skip
def test_an_age_has_one_unit(days: int, called: str) -> None:
    assert age(NOW - timedelta(days), NOW) == called


def test_many_hours_have_a_separator() -> None:
    assert (minutes(45), minutes(120), minutes(66_905)) == ("45 min", "2 h", "1,115 h 5 min")
