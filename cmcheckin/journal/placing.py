"""What the layers below the Journal have to be told, since they know nothing of what documents mean."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Protocol

from cmcheckin.journal.lines import Doc
from cmcheckin.journal.memory import Memory


class Time(Protocol):
    """What keeping has to know of time."""

    day_starts_at: time
    """The wall time at which the user's day starts."""

    def now(self) -> datetime:
        """This moment, with its offset."""

    def today(self) -> date:
        """The user's own calendar day."""


class Placing(Protocol):
    """Where documents belong in time. Days are whole numbers, YYYYMMDD."""

    def year(self, table: str, doc_id: str, doc: Doc | None) -> int | None:
        """The year a document belongs to; None: the one in which it is changed."""

    def newest(self, memory: Memory) -> int:
        """The newest day that has a document, 0 without any."""

    def recent(self, table: str, doc_id: str, doc: Doc, floor: int) -> bool:
        """Whether a document has to be at hand without reading everything, when the days from `floor` on are."""


class Anywhere:
    """For documents that belong to no day: the year is that of the change, and nothing is recent."""

    def year(self, table: str, doc_id: str, doc: Doc | None) -> int | None:
        return None

    def newest(self, memory: Memory) -> int:
        return 0

    def recent(self, table: str, doc_id: str, doc: Doc, floor: int) -> bool:
        return False
