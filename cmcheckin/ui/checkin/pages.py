"""The page of a step."""

from __future__ import annotations

from cmcheckin.ui.checkin.page import Page


def page_class(name: str) -> type[Page]:
    """The page of a step. Imported when it is come to: the first page is all that the first frame needs."""
    if name == "mood":
        from cmcheckin.ui.checkin.mood_page import MoodPage

        return MoodPage
    if name == "wins":
        from cmcheckin.ui.checkin.wins_page import WinsPage

        return WinsPage
    if name == "escalations":
        from cmcheckin.ui.checkin.escalations_page import EscalationsPage

        return EscalationsPage
    from cmcheckin.ui.checkin.review_page import ReviewPage

    return ReviewPage
