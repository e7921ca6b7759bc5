"""The interfaces through which the store learns dates, since it doesn't know what documents mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Protocol

from cmcheckin.journal.log.lines import Doc, Line, LineKey
from cmcheckin.journal.log.memory import Memory


class Time(Protocol):
    """The clock of the store."""

    day_starts_at: time
    """The wall time at which the user's day starts."""

    def now(self) -> datetime:
        """Return the current time, with its offset."""

    def exact(self) -> datetime:
        """Return the current time to the microsecond, with its offset."""

    def today(self) -> date:
        """Return the user's calendar day."""


class Placing(Protocol):
    """The rules that say which days documents belong to. Days are integers, YYYYMMDD."""

    def year(self, table: str, doc_id: str, doc: Doc | None) -> int | None:
        """Return the year of the file for `doc`; None: the year in which it is changed."""

    def identity(self, table: str) -> tuple[str, ...]:
        """Return the fields of the documents of `table` that an edit repeats, in case the line that put it is lost."""

    def assumed(self, table: str, doc: Doc) -> Doc:
        """Return the part of the new `doc` that an earlier version of it has too, if there is one that can't be
        read."""

    def newest(self, memory: Memory) -> int:
        """Return the newest day with a document in `memory`, 0 without any."""

    def last_day(self, table: str, doc_id: str, doc: Doc) -> int:
        """Return the last day for which `doc` is needed: it is in an index of the days from an earlier one on."""

    def first_day(self, table: str, doc_id: str, doc: Doc) -> int:
        """Return a day before which no version of `doc` has its last day, 0 if there is none."""


class Redaction(Protocol):
    """The words that are left out of lines when they are read, since the user forgot them."""

    def applied(self, lines: list[tuple[LineKey, Line]]) -> list[tuple[LineKey, Line]]:
        """Return `lines`, all of the journal in the order of their keys, without these words."""

    def concern(self, lines: Iterable[tuple[LineKey, Line]]) -> bool:
        """Return whether all lines must be read again because of `lines`, which are new."""

    def unfinished(self, device: str) -> Mapping[LineKey, object]:
        """Return what was forgotten while files of this machine, which writes as `device`, still have the words."""


class Anywhere:
    """The rules for documents without a day: saved in the year of their change, and never in the index."""

    def year(self, table: str, doc_id: str, doc: Doc | None) -> int | None:
        return None

    def identity(self, table: str) -> tuple[str, ...]:
        return ()

    def assumed(self, table: str, doc: Doc) -> Doc:
        return {}

    def newest(self, memory: Memory) -> int:
        return 0

    def last_day(self, table: str, doc_id: str, doc: Doc) -> int:
        return 0

    def first_day(self, table: str, doc_id: str, doc: Doc) -> int:
        return 0
