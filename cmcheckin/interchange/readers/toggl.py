"""Toggl Track: detailed reports as CSV.

The columns vary: `User` or `Member`, `End date` or `Stop date`, and most of them are optional. A report has local times
and the date format of the workspace. Reports with dates alone, and weekly and summary reports, show how long but not
when. They can still be read as tables by naming their columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from cmcheckin.interchange.importing.questions import Answers
from cmcheckin.interchange.parsing import Refusal
from cmcheckin.interchange.readers.dates import date_order, read_day, read_time
from cmcheckin.interchange.readers.items import Item, LeftOut
from cmcheckin.interchange.readers.source import BrokenRowError, SourceFile
from cmcheckin.interchange.readers.time_entries import checked_span
from cmcheckin.wording import foreign_files as words

_START: Final = ("Start date", "Start time")
_ENDS: Final = (("End date", "End time"), ("Stop date", "Stop time"))
_TOGGL: Final = frozenset({"Description", "Project", "Billable", "User", "Member", "Duration", "Tags"})
_DURATIONS: Final = (
    re.compile(r"(?P<hours>[0-9]{1,4}):(?P<minutes>[0-5][0-9]):(?P<seconds>[0-5][0-9])"),
    re.compile(r"(?P<minutes>[0-9]{1,5}):(?P<seconds>[0-5][0-9]) min"),
    re.compile(r"(?P<hours>[0-9]{1,4}(?:\.[0-9]{1,6})?) ?h"),
    re.compile(r"(?P<seconds>[0-9]{1,7}) sec"),
)
"""The classic, improved and decimal formats of a duration."""
_ZERO: Final = timedelta(0)
_CHANGES: Final = (timedelta(hours=1), timedelta(minutes=30))
"""How far clocks go back in autumn: an hour, or half an hour on Lord Howe Island."""


def matches(file: SourceFile) -> bool:
    """Return whether `file` is a detailed report of Toggl Track."""
    columns = set(file.columns)
    has_end = any(columns.issuperset(end) for end in _ENDS) or "Duration" in columns
    return columns.issuperset(_START) and has_end and bool(columns & _TOGGL)


def read(file: SourceFile, answers: Answers) -> Iterator[Item]:
    """Yield the time entries of `file`. `answers` give the order of day and month where it's ambiguous."""
    end_columns = next((end for end in _ENDS if set(file.columns).issuperset(end)), ("", ""))
    try:
        lines: dict[str, int] = {}
        for line, cells, _ in file.rows():
            for name in (_START[0], end_columns[0]):
                lines.setdefault(cells.get(name, ""), line)
        order = date_order(((line, text) for text, line in lines.items()), answers)
        if not isinstance(order, str):
            yield order
            return
        for line, cells, _ in file.rows():
            yield _entry(line, cells, end_columns, order)
    except BrokenRowError as error:
        yield Refusal(error.line, words.BROKEN_TABLE.format(reason=error))


def _entry(line: int, cells: dict[str, str], end_columns: tuple[str, str], order: str) -> Item:
    start_texts, end_texts = ([cells.get(name, "").strip() for name in pair] for pair in (_START, end_columns))
    duration = _duration(cells.get("Duration", ""))
    if not start_texts[1]:
        return Refusal(line, words.NO_START)
    if not end_texts[1] and duration is None:
        is_cut_off = end_columns[1] not in cells
        return Refusal(line, words.NO_END) if is_cut_off else LeftOut(line, words.STILL_RUNNING)
    try:
        start = _local(start_texts[0], start_texts[1], order)
        end = (
            _local(end_texts[0] or start_texts[0], end_texts[1], order) if end_texts[1] else start + (duration or _ZERO)
        )
    except (ValueError, OverflowError) as error:
        return Refusal(line, str(error))
    if duration and end <= start and start.hour in (23, 0, 1, 2, 3) and start + duration - end in _CHANGES:
        end = end.replace(fold=1)  # it went on while the clocks were put back
    person = cells.get("Email", "").strip() or cells.get("User", "").strip() or cells.get("Member", "")
    tags = (cells.get("Project", ""), *cells.get("Tags", "").split(","))
    return checked_span(line, start, end, tags, person)


def _local(day: str, clock: str, order: str) -> datetime:
    """Return the local time `clock` on `day`. Raises ValueError with the reason."""
    return datetime.combine(read_day(day, order), read_time(clock))


def _duration(text: str) -> timedelta | None:
    """Return the duration `text`: `03:30:00`, `18:25 min`, `1.5 h` or `45 sec`; None if it isn't one."""
    for pattern in _DURATIONS:
        if found := pattern.fullmatch(text.strip()):
            return timedelta(**{name: float(value) for name, value in found.groupdict().items()})
    return None
