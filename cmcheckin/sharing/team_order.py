"""Sort and filter the rows of a team."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date
from typing import Final, TypeVar

from cmcheckin.domain.escalation import SEVERITIES
from cmcheckin.sharing.summary import days_open
from cmcheckin.sharing.team import PersonRow, TeamItem, TeamWin, by_name, over_usual

SORTS: Final = ("name", "open", "hours", "evenings", "nights")


def sort_rows(rows: Iterable[PersonRow], by: str, today: date) -> tuple[PersonRow, ...]:
    """Return `rows` sorted by `by`, one of SORTS: the highest amount first, then by name. People who did not share it
    come last."""
    sorted_by_name = sorted(rows, key=by_name)
    if by == "name":
        return tuple(sorted_by_name)
    return tuple(sorted(sorted_by_name, key=lambda row: tuple(-part for part in _amount(row, by, today))))


def _amount(row: PersonRow, by: str, today: date) -> tuple[float, ...]:
    """Return the amount that the row is sorted by; below every amount if it wasn't shared."""
    not_shared = (-math.inf,)
    if by == "open":
        if "escalations" not in row.fields:
            return not_shared
        counts = (sum((item.severity or 0) == severity for item in row.open) for severity in range(5, -1, -1))
        return (*counts, max((days_open(item, today) for item in row.open), default=0))
    week = row.week
    if week is None:
        return not_shared
    amounts = {"hours": over_usual(week), "evenings": week.after_hours_minutes, "nights": week.night_pings}[by]
    return not_shared if amounts is None else (amounts,)


T = TypeVar("T", PersonRow, TeamItem, TeamWin)


def matching_items(items: Iterable[T], words: str) -> tuple[T, ...]:
    """Return the items that contain every word of `words`: in a name, a title, a win, or what would help."""
    wanted_words = words.casefold().split()
    return tuple(item for item in items if all(word in _words_of(item) for word in wanted_words))


def _words_of(item: PersonRow | TeamItem | TeamWin) -> str:
    parts = [item.name]
    if isinstance(item, TeamWin):
        parts += [item.win.text, item.win.kind, item.win.sender]
    else:
        entries = [item.item] if isinstance(item, TeamItem) else [*item.open, *item.asks]
        for entry in entries:
            parts += [
                entry.title,
                entry.kind,
                entry.cause,
                entry.handed_to,
                SEVERITIES[entry.severity - 1] if entry.severity else "",
            ]
        if isinstance(item, PersonRow):
            parts += [item.help, *(win.text for win in item.wins)]
    return "\n".join(parts).casefold()
