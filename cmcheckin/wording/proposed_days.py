"""Words about rows of the check-in that the user's files propose, and about activity at night in them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from typing import Final

from cmcheckin.wording.formats import clock, count, hours, joined, minutes, plural, time_range, weekday

PROPOSED: Final = "proposed?"
FAILED: Final = "Your files couldn't be read ({error}). Rows are as usual."
NOT_COUNTED: Final = "Proposed rows count once you confirm them."
ALL_AS_SHOWN: Final = "all as shown"


def facts(
    tracked: float | None,
    first: time | None,
    last: time | None,
    after_hours: int | None,
    counts: Sequence[tuple[str, int]],
    *,
    is_leave: bool,
) -> tuple[str, ...]:
    """Return what files say about a day: `7.5 h`, `08:52–17:40`, `45 min after hours`, `12 posts`.

    `tracked`: hours of a time tracker. `first` and `last`: times of activity. `after_hours`: minutes. `counts`: kinds
    of activity, in the plural, and how often they occurred.
    """
    found = ["leave"] if is_leave else []
    found += [hours(tracked)] if tracked else []
    if first and last and first != last:
        found.append(time_range(first, last))
    elif at := first or last:
        found.append(f"active at {clock(at)}")
    found += [f"{minutes(after_hours)} after hours"] if after_hours else []
    found += [plural(number, name.removesuffix("s"), name) for name, number in counts]
    return tuple(found)


def from_files(sources: Sequence[str], facts: Sequence[str]) -> tuple[str, ...]:
    """Return `facts` with their `sources` in front of the first: `From Watson and Slack: 7.5 h`."""
    lead = f"From {joined(tuple(sources))}"
    return (f"{lead}: {facts[0]}", *facts[1:]) if facts else (lead,)


def note(problems: Sequence[str], sources: Sequence[str]) -> str:
    """Return the line about files: the first of `problems`, or else that rows from `sources` are only proposed. Empty
    if there is neither."""
    if len(problems) > 1:
        others = len(problems) - 1
        return f"{problems[0]} {count(others, 'other file').capitalize()} couldn't be used either."
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
