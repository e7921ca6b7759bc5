"""The steps of the check-in in order. To add one, write a module beside this one and add it to STEPS."""

from __future__ import annotations

from typing import Final

from cmcheckin.checkin import escalations, mood, wins, workload
from cmcheckin.checkin.form import Step

REVIEW: Final = Step("review", "review")
STEPS: Final = (workload.STEP, mood.STEP, wins.STEP, escalations.STEP)
PAGES: Final = (*STEPS, REVIEW)
"""The steps, and the review after them."""


def page_index(name: str) -> int:
    """Return the index of the page called `name`; 0 if there is none."""
    return next((n for n, step in enumerate(PAGES) if step.name == name), 0)
