"""Keys to get through the check-in, however many steps it has."""

from __future__ import annotations

from typing import Final

from cmcheckin.checkin.steps import PAGES, STEPS, page_index
from cmcheckin.wording.checkin import REVIEW_TITLE


def headings_after(step: str) -> list[str]:
    """Return what the screen shows while Enter is pressed from `step` on: the mark of each later step, the review."""
    return [*(f"{later.title} ●" for later in STEPS[page_index(step) + 1 :]), REVIEW_TITLE]


def to_the_week(step: str) -> list[str]:
    """Return the keys from `step` to the saved check-in: Enter for it, for each later step, and for the review."""
    return ["enter"] * len(PAGES[page_index(step) :])


QUIET: Final = ("3", "enter", "4", "3", *to_the_week("mood"))
"""The keys of a morning on which only the ratings and the day are answered."""
