"""Flat rows of share files, for other programs: every row of a kind has the same keys, and null for what wasn't
shared."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import fields as dataclass_fields
from typing import Final

from cmcheckin.domain.week import Week
from cmcheckin.sharing.recognition import week_number
from cmcheckin.sharing.share_file import ShareEscalation, ShareFile, ShareWeek, ShareWin
from cmcheckin.sharing.team import PersonRow, coverage_of

ROW_KINDS: Final = ("weeks", "open", "asks", "wins")
"""The kinds of rows: weeks with their figures, escalations that aren't resolved, asks, wins."""
_LISTS: Final = ("activities", "community_feels", "metrics", "questions")
_WEEK_FIELDS: Final = tuple(
    field.name for field in dataclass_fields(ShareWeek) if field.name not in (*_LISTS, "week", "days_not_said")
)


def week_rows(share: ShareFile, newest: Collection[int]) -> Iterator[dict[str, object]]:
    """Yield a row for each week of `share`. `newest`: the numbers of the weeks (`recognition.week_number`) for which it
    is the newest or most complete copy."""
    for week in share.weeks:
        yield {
            **_source(share, is_newest=week_number(week.week.monday) in newest),
            "week": str(week.week),
            "monday": str(week.week.monday),
            **week_figures(week),
            "coverage": coverage_of(week, share),
        }


def week_figures(week: ShareWeek) -> dict[str, object]:
    """Return the figures of `week`, without those that are lists."""
    return {"days_not_logged": week.days_not_said, **{name: getattr(week, name) for name in _WEEK_FIELDS}}


def entry_rows(share: ShareFile, kind: str, newer: Collection[str]) -> Iterator[dict[str, object]]:
    """Yield a row for each entry of `share` of the `kind` open, asks or wins. `newer`: the ids of entries that are in a
    newer file of the same person."""
    if kind == "wins":
        for win in share.wins:
            yield {**_source(share, is_newest=win.id not in newer), **_win(win)}
        return
    for entry in share.asks if kind == "asks" else share.escalations:
        if kind == "asks" or entry.status != "resolved":
            yield {**_source(share, is_newest=entry.id not in newer), **_entry(entry)}


def entry_ids(share: ShareFile, kind: str) -> set[str]:
    """Return the ids of all entries of `share` of the `kind` open, asks or wins, resolved ones too."""
    if kind == "wins":
        return {win.id for win in share.wins}
    return {entry.id for entry in (share.asks if kind == "asks" else share.escalations)}


def _source(share: ShareFile, *, is_newest: bool) -> dict[str, object]:
    return {"person": share.person, "name": share.name, "made": share.made.isoformat(), "newest": is_newest}


def _win(win: ShareWin) -> dict[str, object]:
    return {"id": win.id, "day": str(win.day), "text": win.text, "kind": win.kind or None, "from": win.sender or None}


def _entry(entry: ShareEscalation) -> dict[str, object]:
    return {
        "id": entry.id, "title": entry.title, "kind": entry.kind or None, "severity": entry.severity,
        "status": entry.status, "opened": str(entry.opened), "resolved": entry.resolved and str(entry.resolved),
        "minutes": entry.minutes, "could_wait": entry.could_wait, "out_of_hours": entry.out_of_hours,
        "cause": entry.cause or None, "handed_to": entry.handed_to or None, "outcome": entry.outcome or None,
    }  # fmt: skip


def summary_row(row: PersonRow) -> dict[str, object]:
    """Return the row of a person without their entries: the figures of the latest week, and how many entries there
    are. A count of what wasn't shared is null."""
    week = row.week or ShareWeek(Week.of(row.made.date()))
    return {
        "person": row.person,
        "name": row.name,
        "made": row.made.isoformat(),
        "fields": list(row.fields),
        "week": str(row.week.week) if row.week else None,
        "coverage": row.coverage if row.week else None,
        **week_figures(week),
        "asks_for_help": bool(row.help),
        "open": len(row.open) if "escalations" in row.fields else None,
        "open_asks": len(row.asks) if "asks" in row.fields else None,
        "wins": len(row.wins) if "wins" in row.fields else None,
    }
