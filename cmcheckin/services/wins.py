"""Read the list of wins from the journal, and keep which of them the user leaves out."""

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
    """Return the wins of `journal` in `span` as on `today`, of these `kinds`. Raises JournalError."""
    return list_wins(journal.between(span.first, min(span.last, today)).checkins, span, today, kinds)


def load_toggled(journal: Journal) -> frozenset[str]:
    """Return the keys of the wins that the user left out, or included though their kind is private."""
    from cmcheckin.journal import work_files

    raw = work_files.load(_path(journal))
    keys = raw.get("toggled") if isinstance(raw, dict) else None
    return frozenset(key for key in keys if isinstance(key, str)) if isinstance(keys, list) else frozenset()


def save_toggled(journal: Journal, keys: Collection[str]) -> None:
    """Save what `load_toggled` returns. Raises JournalError if it can't be written."""
    from cmcheckin.journal import work_files

    work_files.keep(_path(journal), {"toggled": sorted(keys)} if keys else None, CHOICE_NOT_SAVED)


def write_wins(wins: WinList, target: Path, *, replace_existing: bool) -> None:
    """Write `wins` to `target`, as `report_session.write_document` does."""
    from cmcheckin.report.win_rendering import render_wins
    from cmcheckin.services.report_session import write_document

    write_document(lambda form: render_wins(wins, form), target, replace_existing=replace_existing)


def _path(journal: Journal) -> str:
    return f"{journal.paths.drafts}/wins.json"
