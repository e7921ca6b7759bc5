"""Texts of the first page of the manager's review, of marks, and of the days of an offer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from cmcheckin.domain.escalation import SEVERITIES
from cmcheckin.domain.week import Week
from cmcheckin.wording.formats import dated, quoted

SECTIONS: Final = {
    "help": "Help asked for",
    "asks": "Asks awaiting an answer",
    "escalations": "High and crisis escalations",
    "responses": "Answers to your replies",
    "recognition": "Not thanked yet",
    "people": "People",
}
"""The headings of the first page."""
HIDDEN: Final = "{count:,} more"
HIDDEN_HINT: Final = ", press space"
"""Follows the first of these."""
NOTHING_WAITS: Final = "Nothing needs you right now."
NOTHING_HINT: Final = (
    "Nobody asked for help, every ask has an answer, and nobody is waiting for thanks. You could ask someone how their "
    "week was. Select a person, then press w to ask, or o for your next one-to-one."
)
OUTSIDE: Final = "{number} outside their normal range"
OUTSIDE_ONE: Final = "one outside their normal range"
OTHERS_OPEN: Final = "Other open escalations"
FIGURE_NAMES: Final = {
    "hours": "hours", "after_hours_minutes": "after hours", "days_off_worked": "days off worked",
    "night_pings": "night pings", "workload": "workload", "escalations_opened": "escalations",
}  # fmt: skip
"""Names of the figures of a week that are compared with the person's normal range."""
FROM: Final = "{text} from {sender}"
AND_MORE: Final = ", and {number:,} more"
ON_LEAVE: Final = "on leave"
TO_TALK: Final = "to talk about"
MARK_NAMES: Final = {"answered": "answered", "thanked": "thanked", "talk": "to talk", "done": "done"}
MARKED: Final = {
    "done": "Marked as done. Press u to undo.",
    "talk": "Marked to talk about. Press u to undo.",
    "": "The mark was removed. Press u to undo.",
}
"""What is shown after a mark."""
UNDONE: Final = "Your last mark was undone."
NOTES_UNREADABLE: Final = "Your marks and notes can't be read, so none are saved. Press r to try again."
NOT_MARKED: Final = "Not marked: {reason}"
DAYS_PROMPT: Final = "For which days? (optional)"
DAYS_HINT: Final = "such as 3 dec, or 3 dec to 4 dec; blank if any day works"
WRONG_ORDER: Final = "{last} comes before {first}. Try swapping them."
IN_PAST: Final = "{day} is in the past."
FAR_AHEAD: Final = "{day} is more than a year ahead."


def summary(
    helps: int, asks: int, severities: Sequence[int | None], responses: int, thanks: int
) -> list[tuple[str, bool]]:
    """Return the parts of the line above everything: `3 asked for help`, `4 asks`, `1 crisis`, `6 to thank`.

    Each comes with whether it is about severe escalations.

    `severities`: those of the severe escalations. Numbers of 0 are left out.
    """
    crises, high = severities.count(len(SEVERITIES)), severities.count(len(SEVERITIES) - 1)
    parts = (
        (helps, "1 asked for help", "{} asked for help", False),
        (asks, "1 ask", "{} asks", False),
        (crises, "1 crisis", "{} crises", True),
        (high, "1 high", "{} high", True),
        (responses, "1 answer", "{} answers", False),
        (thanks, "1 to thank", "{} to thank", False),
    )
    return [
        (one if number == 1 else more.format(f"{number:,}"), is_severe)
        for number, one, more, is_severe in parts
        if number
    ]


def section_title(section: str, number: int, outside: int = 0) -> str:
    """Return `People  30 · 4 outside their normal range`. `outside`: how many people have a figure that is."""
    title = f"{SECTIONS[section]}  {number:,}"
    return f"{title} · {OUTSIDE.format(number=outside) if outside > 1 else OUTSIDE_ONE}" if outside else title


def mark_text(state: str, on: date, today: date) -> str:
    """Return `to talk about`, or `marked done 3 Nov`, with the year if it isn't that of `today`."""
    return TO_TALK if state == "talk" else f"marked {MARK_NAMES[state]} {dated(on, today)}"


def replied_on(day: date, today: date) -> str:
    """Return when an offer or a question was sent to a person who asks for help, as on `today`."""
    return f"replied {dated(day, today)}"


def win_text(text: str, sender: str) -> str:
    """Return a win in quotes, and who said it."""
    return FROM.format(text=quoted(text), sender=sender) if sender else quoted(text)


def week_name(week: Week) -> str:
    """Return `week 47`."""
    return f"week {week.number}"


def outside_range(people: Sequence[tuple[str, Sequence[str]]]) -> str:
    """Return `Outside their normal range: Ada (hours, night pings), Ben (hours).` from names and figures."""
    listed = (f"{name} ({', '.join(FIGURE_NAMES[figure] for figure in figures)})" for name, figures in people)
    return f"Outside their normal range: {', '.join(listed)}."
