"""Read the list of wins from the journal, and save which of them the user includes."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from cmcheckin.domain.checkin import WIN_KINDS
from cmcheckin.report.wins import WinList, list_wins
from cmcheckin.wording.wins import CHOICE_NOT_SAVED

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from cmcheckin.domain.spans import Span
    from cmcheckin.journal import Journal


def read_wins(journal: Journal, span: Span, today: date, kinds: Collection[str] = WIN_KINDS) -> WinList:
    """Return the wins of these `kinds` in `span`, up to `today`. Raises JournalError."""
    return list_wins(journal.between(span.first, min(span.last, today)).checkins, span, today, kinds)


def load_choices(journal: Journal) -> dict[str, bool]:
    """Return the user's choices: whether a win is included in what is copied or written, by its key."""
    from cmcheckin.journal import work_files

    raw = work_files.load(_path(journal), journal.paths)
    choices = raw.get("included") if isinstance(raw, dict) else None
    return (
        {key: value for key, value in choices.items() if isinstance(value, bool)} if isinstance(choices, dict) else {}
    )


def choose(journal: Journal, key: str, *, included: bool) -> None:
    """Save whether the win with this `key` is included. Raises JournalError if that can't be saved."""
    from cmcheckin.journal import work_files

    choices = load_choices(journal) | {key: included}
    work_files.keep(_path(journal), {"included": dict(sorted(choices.items()))}, CHOICE_NOT_SAVED, journal.paths)


def write_wins(wins: WinList, target: Path, *, replace_existing: bool) -> None:
    """Write `wins` to `target`, as `report_session.write_document` does."""
    from cmcheckin.report.win_rendering import render_wins
    from cmcheckin.services.report_session import write_document

    write_document(lambda form: render_wins(wins, form), target, replace_existing=replace_existing)


def _path(journal: Journal) -> str:
    return f"{journal.paths.drafts}/wins.json"
