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
CARRIED: Final = "Who carries what"
CARRIED_NOTE: Final = (
    "By name; the last week each of them tells of. The bar runs from 0 to 60 h, with the usual as a line and 48 h as a "
    "dashed one. An empty place was not shared."
)
CARRIED_COLUMNS: Final = (
    "Name", "Week", "Hours", "Usual", "Workload", "After hours", "Days off worked", "Pings at night",
    "Open", "Asks", "Wins",
)  # fmt: skip
CARRIED_PART: Final = "An outlined bar is a week told in part; while it runs, the usual is of its days up to then."
CARRIED_WEEK: Final = CARRIED_COLUMNS.index("Week")
OPEN_ACROSS_TEAM: Final = "Open across the team"
PEOPLE: Final = "One by one"
TEAM_FOOTER: Final = (
    "Made with cmcheckin from the files people chose to share. It compares nobody: rows stand by name, and who is not "
    "here shared no file."
)
MORE_IN_FILES: Final = "and {number:,} more, in the files"


def team_title(weeks: tuple[Week, Week] | None) -> str:
    """Return `What a team shared, weeks 46 to 47`."""
    return f"What a team shared, {weeks_between(*weeks)}" if weeks else "What a team shared"


def team_eyebrow(weeks: tuple[Week, Week] | None, today: date) -> str:
    """Return `Weeks 46 to 47 · seen on Friday 20 November 2026`."""
    seen = f"seen on {formats.long_day(today)} {today.year}"
    text = f"{weeks_between(*weeks)} · {seen}" if weeks else seen
    return sentence_case(text)


def team_clauses(people: int, wins: int, asks: int, unresolved: Sequence[int | None]) -> list[str]:
    """Return the clauses of the headline: `six people`, `23 wins`, `four asks that wait`, `five escalations still
    open`."""
    return [
        count(people, "person", "people"),
        count(wins, "win") if wins else "",
        f"{count(asks, 'ask')} that {'waits' if asks == 1 else 'wait'}" if asks else "",
        open_escalations(unresolved) if unresolved else "",
    ]
