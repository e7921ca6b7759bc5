"""Records for the tests of the history screen, and ways to open it."""

from __future__ import annotations

from datetime import date

from textual.pilot import Pilot

from cmcheckin.domain.checkin import CheckIn, Community, Win
from cmcheckin.domain.records import Record
from cmcheckin.domain.workday import Workday
from cmcheckin.ui.history.screen import HistoryScreen
from tests.ui.screens_shown import press, shown, until

SIZES = [(80, 24), (120, 40)]
FRIDAY = date(2026, 11, 20)
MONDAY = date(2026, 11, 16)
LONG = "A win with a meetup in it that is far too long for the list, and ends with the word lighthouse"
RECORDS: list[Record] = [
    CheckIn(date(2025, 11, 20), mood=5, wins=(Win("The first meetup in the new hall"),)),
    CheckIn(date(2026, 10, 5), mood=2, note="a rough Monday before the meetup"),
    CheckIn(MONDAY, mood=4, energy=3, wins=(Win(LONG), Win("Thank you for the meetup", kind="thanks", sender="Ana"))),
    Workday(MONDAY, "work", 8.5),
    CheckIn(date(2026, 11, 17), mood=3, community=Community(3, "calm")),
    Workday(date(2026, 11, 17), "work", 7.25),
    Workday(date(2026, 11, 18), "sick"),
    Workday(date(2026, 11, 19), "work", 9.0),
    Workday(date(2026, 11, 30), "leave"),
]


async def opened(pilot: Pilot[None]) -> HistoryScreen:
    """Open the history from the week, with the calendar active, and return its screen once all is read."""
    await press(pilot, "slash", "escape")
    screen = pilot.app.screen
    assert isinstance(screen, HistoryScreen)
    await until(
        pilot, lambda: screen.journal_app.search is not None and screen.journal_app.search.is_complete, "reading"
    )
    await press(pilot)
    return screen


async def filtered(pilot: Pilot[None], text: str) -> str:
    """Type `text` into the filter, and return the screen once the matches are counted."""
    await press(pilot, "slash", *text)
    screen = pilot.app.screen
    assert isinstance(screen, HistoryScreen)

    def is_counted() -> bool:
        matches = screen.matches
        return matches is not None and matches.is_all and matches.is_complete

    await until(pilot, is_counted, "the count")
    return await press(pilot)


def line(pilot: Pilot[None], text: str) -> str:
    """Return the line of the screen with `text`."""
    found = [line for line in shown(pilot.app).split("\n") if text in line]
    assert found, f"{text!r} is not shown:\n{shown(pilot.app)}"
    return found[0]
