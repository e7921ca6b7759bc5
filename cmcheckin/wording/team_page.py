"""Texts of the page for a team, beside those of the review."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from cmcheckin.domain.numbers import rounded
from cmcheckin.domain.week import Week
from cmcheckin.wording import formats
from cmcheckin.wording.formats import count, sentence_case
from cmcheckin.wording.record_words import WORKLOAD
from cmcheckin.wording.review import weeks_between
from cmcheckin.wording.share_page import rating_cell

CONTENTS: Final = "On this page"
SHORT_NAMES: Final = {
    "help": "Help", "asks": "Asks", "severe": "High and crisis", "responses": "Answers", "due": "Not thanked yet",
    "team": "People", "wins": "Wins", "open": "Escalations", "people": "Person by person", "unread": "Unread files",
}  # fmt: skip
"""What the contents call the sections, by id."""
RECOGNITION_NOTE: Final = "Nobody has said thanks for these wins yet. They're from the last four weeks."
TEAM_PART: Final = "An outlined column is a partial week."
TEAM_LEAVE: Final = "A line below a column marks leave."
TEAM_COLUMNS: Final = (
    "Name", "Hours", "Workload", "After hours", "Days off worked", "Night pings", "Open escalations",
    "Open asks", "Wins",
)  # fmt: skip
WINS: Final = "More wins to celebrate"
PEOPLE: Final = "Person by person"
PEOPLE_ELSEWHERE: Final = (
    "This page has the details of {shown} people. To see the other {others:,}, run cmcheckin review."
)
HOURS_BY_WEEK: Final = "Hours by week"
TEAM_FOOTER: Final = (
    "Made with cmcheckin from the files people chose to share. Nobody is ranked: people are listed by name, and not "
    "sharing doesn't count against anyone."
)
MORE_IN_FILES: Final = "and {number:,} more in the files"
MORE_WINS: Final = "and {number} more"
NOTHING_WAITS: Final = "nothing needs you right now"
PART_OF_WEEK: Final = {"so far": "so far", "in part": "in part of the week"}


def team_title(weeks: tuple[Week, Week] | None) -> str:
    """Return `What the team shared, weeks 46 to 47`."""
    return f"What the team shared, {weeks_between(*weeks)}" if weeks else "What the team shared"


def team_eyebrow(people: int, weeks: tuple[Week, Week] | None, today: date) -> str:
    """Return `Six people · weeks 46 to 47 · as of Friday 20 November 2026`."""
    seen = f"as of {formats.long_day(today)} {today.year}"
    parts = [count(people, "person", "people"), weeks_between(*weeks)] if weeks else []
    return sentence_case(" · ".join((*parts, seen)))


def attention_clauses(people: int, asks: int, severities: Sequence[int | None], responses: int, due: int) -> list[str]:
    """Return the clauses of the headline: `two people asked for help`, `three asks are awaiting an answer`, `a crisis
    and two high escalations are open`. What is less urgent is named only without these.

    `people`: those who asked for help. `due`: people not thanked yet.
    """
    clauses = [
        f"{count(people, 'person', 'people')} asked for help" if people else "",
        f"{count(asks, 'ask')} {_are(asks)} awaiting an answer" if asks else "",
        severe_clause(severities),
    ]
    if not any(clauses):
        clauses = [
            f"{count(responses, 'answer')} to your replies came back" if responses else "",
            f"{count(due, 'person has', 'people have')} wins to be thanked for" if due else "",
        ]
    return clauses if any(clauses) else [NOTHING_WAITS]


def severe_clause(severities: Sequence[int | None]) -> str:
    """Return `a crisis and two high escalations are open`; empty without any."""
    crises, high = severities.count(5), severities.count(4)
    parts = ["a crisis" if crises == 1 else count(crises, "crisis", "crises")] if crises else []
    parts += [count(high, "high escalation")] if high else []
    return f"{' and '.join(parts)} {_are(crises + high)} open" if parts else ""


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def team_note(weeks: int, top: float) -> str:
    """Return what the small columns of the last `weeks` weeks show, on a scale from 0 to `top` hours."""
    return (
        f"Everyone is listed by name, with their latest week. The columns show the last {weeks} weeks, all on one "
        f"scale from 0 to {top:g} h. Amber means outside that person's normal range."
    )


def figure_amount(figure: str, value: float) -> str:
    """Return `value` of `figure`, a field of ShareWeek, with its unit: `51 h`, `1 h 5 min`, `a lot`, `3`."""
    if figure == "hours":
        return formats.tenths(value)
    if figure == "after_hours_minutes":
        return formats.minutes(value)
    return rating_cell(value, WORKLOAD) if figure == "workload" else f"{rounded(value, 1):g}"


def outside(figure: str, low: float, high: float) -> str:
    """Return `outside 38 to 44 h`: the person's normal range of `figure`, from `low` to `high`."""
    ends = [figure_amount(figure, value) for value in (low, high)]
    if ends[0] == ends[1]:
        return f"outside {ends[0]}"
    return f"outside {ends[0].removesuffix(' h') if figure == 'hours' else ends[0]} to {ends[1]}"


def usually(hours: str) -> str:
    """Return `usually 40 h`."""
    return f"usually {hours}"


def of_week(number: int, amount: str, text: str) -> str:
    """Return `week 46: 51 h, outside 38 to 44 h`: the `amount` of an earlier week, and its range."""
    return f"week {number}: {amount}, {text}"


def trend_description(weeks: int) -> str:
    """Return what the columns of a person's last weeks show, for screen readers."""
    return f"Hours of the last {count(weeks, 'week')}, as columns with their numbers. The table has more."
