"""The screens that open over any other: in the week by a key, and everywhere in the command palette.

To add one, add a function to SCREENS here, its name to PLACES in `wording/app.py`, and a key to the week.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from cmcheckin.domain.named import NamedTuple

if TYPE_CHECKING:
    from textual.screen import Screen

    from cmcheckin.clock import Clock
    from cmcheckin.domain.week import Week
    from cmcheckin.journal import Journal
    from cmcheckin.settings import Settings


class Opening(NamedTuple):
    """The arguments for opening a screen. `week` is the week that the screen below shows, or this week."""

    journal: Journal
    settings: Settings
    clock: Clock
    week: Week


def _history(opening: Opening) -> Screen[Any]:
    from cmcheckin.ui.history.screen import HistoryScreen

    return HistoryScreen(opening.journal, opening.settings, opening.clock)


def _inbox(opening: Opening) -> Screen[Any]:
    from cmcheckin.ui.inbox.screen import InboxScreen

    return InboxScreen(opening.journal, opening.settings, opening.clock)


def _report(opening: Opening) -> Screen[Any]:
    from cmcheckin.ui.report.screen import ReportScreen

    return ReportScreen(*opening)


def _share(opening: Opening) -> Screen[Any]:
    from cmcheckin.ui.share.screen import ShareScreen

    return ShareScreen(*opening)


def _escalations(opening: Opening) -> Screen[Any]:
    from cmcheckin.ui.escalations.screen import EscalationsScreen

    return EscalationsScreen(opening.journal, opening.settings, opening.clock)


def _wins(opening: Opening) -> Screen[Any]:
    from cmcheckin.ui.wins.screen import WinsScreen

    return WinsScreen(opening.journal, opening.clock, min(opening.week.sunday, opening.clock.today()))


def _importing(opening: Opening) -> Screen[Any]:
    from cmcheckin.ui.importing.screen import ImportScreen

    return ImportScreen(opening.journal, opening.settings, opening.clock)


SCREENS: Final[dict[str, Callable[[Opening], Screen[Any]]]] = {
    "history": _history,
    "wins": _wins,
    "escalations": _escalations,
    "report": _report,
    "share": _share,
    "inbox": _inbox,
    "importing": _importing,
}
"""The function that builds each screen, by its name in PLACES, which is also the name of its package."""
