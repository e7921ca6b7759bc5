"""A data folder for tests, and the windows that open it."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

from cmcheckin.clock import FixedClock
from cmcheckin.domain.records import Record, decode
from cmcheckin.journal import Journal
from cmcheckin.paths import Paths
from cmcheckin.services import checkin_session
from cmcheckin.services.checkin_session import CheckinSession
from cmcheckin.settings import Settings

FRIDAY = date(2026, 11, 20)


class Home:
    """A data folder. Every window opens its own journal, as separate processes do."""

    def __init__(self, folder: Path, at: str = "2026-11-20T08:30:00+01:00") -> None:
        self.paths = Paths(folder / "config.toml", folder, folder / "state")
        self.clock = FixedClock(datetime.fromisoformat(at))
        self.settings = Settings()

    def journal(self, device: str = "laptop-3f9a") -> Journal:
        return Journal.open(self.paths, self.clock, device)

    def open_session(self, day: date | None = None) -> CheckinSession:
        return checkin_session.open_session(self.journal(), self.settings, self.clock, day)

    def save(self, **fields: Any) -> Record:
        """Save a record from JSON fields, as another command does."""
        record = decode(fields)
        self.journal().save([record], why="test")
        return record

    @property
    def drafts(self) -> list[str]:
        """Return the file names in the drafts folder, without locks."""
        folder = self.paths.drafts
        return sorted(path.name for path in folder.iterdir() if path.suffix != ".lock") if folder.is_dir() else []
