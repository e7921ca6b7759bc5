"""Words about rows of the check-in that the user's files propose, and about activity at night."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from cmcheckin.domain.text import shorten
from cmcheckin.domain.workday import Workday
from cmcheckin.wording.formats import clock, joined, plural, short_day, weekday
from cmcheckin.wording.record_words import workday_line

PROPOSED: Final = "proposed?"
FAILED: Final = "Files couldn't be read ({error}). Your usual days are shown."
MAX_NOTE: Final = 72
"""The limit in characters for the line about a file, so that it fits at 80 columns."""
MAX_FILE_NAME: Final = 30
SEE_WHY: Final = "{name} isn't fully used. Run cmcheckin hints to see why."
SEVERAL_PROBLEMS: Final = "{number} files aren't fully used. Run cmcheckin hints to read them."
NOT_COUNTED: Final = "Proposed rows count once you confirm them."
PROPOSED_BY: Final = "Rows from {sources} count once you confirm them."
ALL_AS_SHOWN: Final = "all as shown"
USE_KEY: Final = "t"
USE_IT: Final = "use it"
USE_THEM: Final = "use them"
NOT_READ: Final = "Your files weren't read in time. Your usual days are shown."
ARRIVED: Final = "Your files suggest other values than usual. The review shows them."
SAVED_AS_USUAL: Final = "{text}. It was saved as usual. Press e on that day to change it."
SEVERAL_SAVED: Final = "{text}. Press e on a day to change it."


def from_files(sources: Sequence[str], facts: Sequence[str]) -> tuple[str, ...]:
    """Return `facts`, with their `sources` before the first: `From Watson and Slack: 7.5 h`."""
    lead = f"From {joined(tuple(sources))}"
    return (f"{lead}: {facts[0]}", *facts[1:]) if facts else (lead,)


def suggested(day: date, sources: Sequence[str], workday: Workday) -> str:
    """Return the line about `day`, confirmed as usual, for which files from `sources` propose `workday`:
    `Thu 19 Nov: Timewarrior suggests 8.68 h, 09:09–18:35`."""
    return f"{_day(day)}: {suggestion(sources, workday)}"


def suggestion(sources: Sequence[str], workday: Workday) -> str:
    """Return what files from `sources` propose: `Timewarrior suggests 8.68 h, 09:09–18:35`."""
    return f"{joined(tuple(sources))} suggest{'s' if len(sources) == 1 else ''} {workday_line(workday)}"


def differ(days: int) -> str:
    """Return the line about several `days` that were confirmed as usual before files were read."""
    return f"Your files suggest other values for {plural(days, 'day')} confirmed as usual"


def covered(days: int) -> str:
    """Return the line about `days` in a range that was answered as usual, and that files cover."""
    return f"Your files cover {plural(days, 'day')} logged as usual. In step 1, press d to go through them."


def not_yet_read(days: Sequence[date]) -> str:
    """Return the line about `days` that were confirmed as usual while files are being read."""
    return f"Your files haven't been read yet, so {_are_as_usual(days)}."


def unread(files: Sequence[str], days: Sequence[date]) -> str:
    """Return the line about `days` that are as usual because `files` weren't read to the end in time:
    `~/.timewarrior wasn't fully read in time, so Thu 19 Nov is as usual.`"""
    if len(files) == 1:
        return f"{files[0]} wasn't fully read in time, so {_are_as_usual(days)}."
    return f"{len(files)} files weren't fully read in time, so {_are_as_usual(days)}."


def _are_as_usual(days: Sequence[date]) -> str:
    return f"{_day(days[0])} is as usual" if len(days) == 1 else f"{plural(len(days), 'day')} are as usual"


def _day(day: date) -> str:
    return " ".join(short_day(day).split())


def file_name(file: str) -> str:
    """Return the last two parts of the path `file`, or the last one, shortened if it is long."""
    parts = file.split("/")
    name = "/".join(parts[-2:])
    return name if len(name) <= MAX_FILE_NAME else shorten(parts[-1], MAX_FILE_NAME)


def problem(file: str, reason: str) -> str:
    """Return the sentence about a file that isn't fully used for a `reason`, a clause. It fits on a line."""
    name = file_name(file)
    text = f"{name} {reason}."
    return text if len(text) <= MAX_NOTE else SEE_WHY.format(name=name)


def note(problems: Sequence[str], sources: Sequence[str]) -> str:
    """Return the line about files: the first of `problems`, or else that rows from `sources` are only proposed. It fits
    on a line, without the sources if there are too many. Empty if there is neither."""
    if len(problems) > 1:
        return SEVERAL_PROBLEMS.format(number=len(problems))
    if problems:
        return problems[0]
    text = PROPOSED_BY.format(sources=joined(tuple(sources)))
    return "" if not sources else text if len(text) <= MAX_NOTE else NOT_COUNTED


def in_range(days: int, *, is_typed: bool = False) -> str:
    """Return the line about a range with `days` in the user's files. `is_typed`: whether keys are typed as answers."""
    which = "one of these days" if days == 1 else f"{days} of these days"
    return f"Your files cover {which}. {'Type' if is_typed else 'Press'} d to go through the last ones."


def proposed_by(line: str, sources: Sequence[str]) -> str:
    """Return `line`, a day in words, with the `sources` that propose it: `7.5 h, proposed from Watson`."""
    return f"{line}, proposed from {joined(tuple(sources))}"


def night_line(times: Sequence[datetime]) -> str:
    """Return the line about activity at night, at `times`: `Active at night: Thu 02:10, 02:40`."""
    shown: list[str] = []
    for n, at in enumerate(times[:MAX_TIMES]):
        is_same_day = n and times[n - 1].date() == at.date()
        shown.append(clock(at) if is_same_day else f"{weekday(at.date())[:3]} {clock(at)}")
    if len(times) > MAX_TIMES:
        shown.append(f"{len(times) - MAX_TIMES} more")
    return f"Active at night: {', '.join(shown)}"


MAX_TIMES: Final = 3
"""The limit on times in the line about the night."""
NIGHT_KEY: Final = "p"
NIGHT_LABEL: Final = "add an escalation"
CAME_IN: Final = "came in {moment}"
