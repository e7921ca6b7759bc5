"""Texts of the page for a team, beside those of the review."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from cmcheckin.domain.week import Week
from cmcheckin.wording import formats
from cmcheckin.wording.formats import count, sentence_case
from cmcheckin.wording.review import HELP, weeks_between
from cmcheckin.wording.share_headline import open_escalations

HELPS: Final = HELP
CARRIED: Final = "Workload by person"
CARRIED_NOTE: Final = (
    "People are listed by name, each with their latest week. Bars run from 0 to 60 h. The solid line marks their usual "
    "hours and the dashed line 48 h. An empty cell means that nothing was shared."
)
CARRIED_COLUMNS: Final = (
    "Name", "Week", "Hours", "Usual", "Workload", "After hours", "Days off worked", "Night pings",
    "Open", "Asks", "Wins",
)  # fmt: skip
CARRIED_PART: Final = "An outlined bar is a partial week. If the week isn't over, the usual is for the days so far."
CARRIED_WEEK: Final = CARRIED_COLUMNS.index("Week")
OPEN_ACROSS_TEAM: Final = "Open across the team"
PEOPLE: Final = "Person by person"
TEAM_FOOTER: Final = (
    "Made with cmcheckin from the files people chose to share. Nobody is ranked: people are listed by name, and not "
    "sharing doesn't count against anyone."
)
MORE_IN_FILES: Final = "and {number:,} more in the files"


def team_title(weeks: tuple[Week, Week] | None) -> str:
    """Return `What the team shared, weeks 46 to 47`."""
    return f"What the team shared, {weeks_between(*weeks)}" if weeks else "What the team shared"


def team_eyebrow(weeks: tuple[Week, Week] | None, today: date) -> str:
    """Return `Weeks 46 to 47 · as of Friday 20 November 2026`."""
    seen = f"as of {formats.long_day(today)} {today.year}"
    text = f"{weeks_between(*weeks)} · {seen}" if weeks else seen
    return sentence_case(text)


def team_clauses(people: int, wins: int, asks: int, unresolved: Sequence[int | None]) -> list[str]:
    """Return the clauses of the headline: `six people`, `23 wins`, `four asks awaiting an answer`, `five escalations
    still open`."""
    return [
        count(people, "person", "people"),
        count(wins, "win") if wins else "",
        f"{count(asks, 'ask')} awaiting an answer" if asks else "",
        open_escalations(unresolved) if unresolved else "",
    ]
