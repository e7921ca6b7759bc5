"""Words about rows of the check-in that the user's files propose, and about activity at night in them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from cmcheckin.domain.text import shorten
from cmcheckin.wording.formats import clock, count, joined, weekday

PROPOSED: Final = "proposed?"
FAILED: Final = "Your files couldn't be read ({error}). Rows are as usual."
MAX_NOTE: Final = 72
"""The limit in characters for the line about a file, so that it fits at 80 columns."""
SEE_WHY: Final = "{name} isn't used whole. Run cmcheckin hints to see why."
SEVERAL_PROBLEMS: Final = "{number} files aren't used whole. Run cmcheckin hints to see why."
NOT_COUNTED: Final = "Proposed rows count once you confirm them."
ALL_AS_SHOWN: Final = "all as shown"


def from_files(sources: Sequence[str], facts: Sequence[str]) -> tuple[str, ...]:
    """Return `facts` with their `sources` in front of the first: `From Watson and Slack: 7.5 h`."""
    lead = f"From {joined(tuple(sources))}"
    return (f"{lead}: {facts[0]}", *facts[1:]) if facts else (lead,)


def problem(file: str, reason: str) -> str:
    """Return the sentence about a file that isn't used, or not whole, for a `reason`, a clause. It fits on a line."""
    name = "/".join(file.split("/")[-2:])
    text = f"{name} {reason}."
    return text if len(text) <= MAX_NOTE else SEE_WHY.format(name=shorten(name, 30))


def note(problems: Sequence[str], sources: Sequence[str]) -> str:
    """Return the line about files: the first of `problems`, or else that rows from `sources` are only proposed. Empty
    if there is neither."""
    if len(problems) > 1:
        return SEVERAL_PROBLEMS.format(number=len(problems))
    if problems:
        return problems[0]
    return f"{NOT_COUNTED} They're from {joined(tuple(sources))}." if sources else ""


def in_range(days: int) -> str:
    """Return the line about a range of days, of which `days` are in the user's files."""
    which = "one of these days" if days == 1 else f"{days} of these days"
    return f"Your files cover {which}. Press d to go through the last ones."


def proposed_by(line: str, sources: Sequence[str]) -> str:
    """Return `line`, a day in words, with the `sources` that propose it: `7.5 h, proposed from Watson`."""
    return f"{line}, proposed from {joined(tuple(sources))}"


def night_line(times: Sequence[datetime], key: str) -> str:
    """Return the line about activity at `times` of the night: `2 times at night (Thu 02:10, 02:40). Press p to …`.

    `key`: the key that adds the first as an escalation, as `Press p` or `Type p`.
    """
    shown: list[str] = []
    for n, at in enumerate(times[:MAX_TIMES]):
        is_same_night = n and times[n - 1].date() == at.date()
        shown.append(clock(at) if is_same_night else f"{weekday(at.date())[:3]} {clock(at)}")
    if len(times) > MAX_TIMES:
        shown.append(f"{len(times) - MAX_TIMES} more")
    what = "Active at night" if len(times) == 1 else f"Active {count(len(times), 'time')} at night"
    which = "it" if len(times) == 1 else "the first"
    return f"{what} ({', '.join(shown)}). {key} to add {which} as an escalation."


MAX_TIMES: Final = 4
"""The limit on times in the line about the night."""
CAME_IN: Final = "came in {moment}"
