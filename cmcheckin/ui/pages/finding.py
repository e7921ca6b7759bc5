"""The page of a step."""

from __future__ import annotations

from cmcheckin.ui.pages.base import Page


def page_class(name: str) -> type[Page]:
    """The page of a step. Imported when it is come to: the first page is all that the first frame needs."""
    if name == "mood":
        from cmcheckin.ui.pages.mood import MoodPage

        return MoodPage
    if name == "wins":
        from cmcheckin.ui.pages.wins import WinsPage

        return WinsPage
    if name == "escalations":
        from cmcheckin.ui.pages.escalations import EscalationsPage

        return EscalationsPage
    from cmcheckin.ui.pages.review import ReviewPage

    return ReviewPage
