"""A day of another year has its year, wherever a manager reads it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from cmcheckin.wording import needs_you, one_to_one, review_facts

NOW, LATER = date(2026, 11, 23), date(2027, 1, 4)
DAY = date(2026, 11, 3)


@pytest.mark.parametrize(
    "shown",
    [
        lambda today: review_facts.as_of(DAY, today),
        lambda today: [*review_facts.win_facts("thanks", "", DAY, today)][-1],
        lambda today: needs_you.mark_text("done", DAY, today),
        lambda today: needs_you.replied_on(DAY, today),
        lambda today: one_to_one.added_on(DAY, today),
        lambda today: one_to_one.done_on(DAY, today),
        lambda today: one_to_one.answered_on(DAY, today),
        lambda today: one_to_one.answer_to("cover", "", DAY, today),
        lambda today: one_to_one.since(DAY, DAY, today),
        lambda today: one_to_one.place(DAY, DAY, today),
    ],
)
def test_a_day_of_another_year_has_its_year(shown: Callable[[date], str]) -> None:
    assert shown(NOW).endswith("3 Nov")
    assert shown(LATER) == shown(NOW).replace("3 Nov", "3 Nov 2026")


def test_a_range_has_its_year_once() -> None:
    assert review_facts.on_leave(DAY, date(2026, 11, 6), LATER) == "on leave 3 Nov – 6 Nov 2026"
