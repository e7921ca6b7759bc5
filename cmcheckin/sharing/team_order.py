"""In which order a team is shown, and what of it has some words in it."""

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
    """The rows by one of SORTS, the most first, and by name; who did not share it stands after, by name."""
    named = sorted(rows, key=by_name)
    if by == "name":
        return tuple(named)
    return tuple(sorted(named, key=lambda one: tuple(-part for part in _amount(one, by, today))))


def _amount(one: PersonRow, by: str, today: date) -> tuple[float, ...]:
    """How much of what rows are ordered by; below everything when it was not shared."""
    unsaid = (-math.inf,)
    if by == "open":
        if "escalations" not in one.fields:
            return unsaid
        each = (sum((item.severity or 0) == severity for item in one.open) for severity in range(5, -1, -1))
        return (*each, max((days_open(item, today) for item in one.open), default=0))
    week = one.week
    if week is None:
        return unsaid
    said = {"hours": over_usual(week), "evenings": week.after_hours_minutes, "nights": week.night_pings}[by]
    return unsaid if said is None else (said,)


T = TypeVar("T", PersonRow, TeamItem, TeamWin)


def matching_items(found: Iterable[T], words: str) -> tuple[T, ...]:
    """Those in which every one of these words stands: in a name, a title, a win, or what would help."""
    wanted = words.casefold().split()
    return tuple(one for one in found if all(word in _words_of(one) for word in wanted))


def _words_of(one: PersonRow | TeamItem | TeamWin) -> str:
    parts = [one.name]
    if isinstance(one, TeamWin):
        parts += [one.win.text, one.win.kind, one.win.sender]
    else:
        held = [one.item] if isinstance(one, TeamItem) else [*one.open, *one.asks]
        for item in held:
            parts += [
                item.title,
                item.kind,
                item.cause,
                item.handed_to,
                SEVERITIES[item.severity - 1] if item.severity else "",
            ]
        if isinstance(one, PersonRow):
            parts += [one.help, *(win.text for win in one.wins)]
    return "\n".join(parts).casefold()
