"""The steps in their order. A further step is one file beside this one, and a line here."""

from __future__ import annotations

from typing import Final

from cmcheckin.checkin import escalations, mood, wins, workload
from cmcheckin.checkin.form import Step

REVIEW: Final = Step("review", "review")
STEPS: Final = (workload.STEP, mood.STEP, wins.STEP, escalations.STEP)
PAGES: Final = (*STEPS, REVIEW)
"""The steps of questions, and the review that ends them."""


def page_index(name: str) -> int:
    """The place of a page by its name; the first when there is no such page."""
    return next((n for n, step in enumerate(PAGES) if step.name == name), 0)
