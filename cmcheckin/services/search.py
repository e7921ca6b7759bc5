"""Search the journal: read it once, keep its texts folded, and read again only what changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from cmcheckin.domain.fields import LATEST
from cmcheckin.search.entries import Day, days_of
from cmcheckin.search.matching import Matcher, Results
from cmcheckin.search.query import NO_NAMES, Query, Vocabulary, parse

if TYPE_CHECKING:
    from cmcheckin.journal import Journal
    from cmcheckin.settings import Settings


class SearchSession:
    """A search that stays open, as on `today`. The journal is read at the first `find`, or by `prepare`."""

    def __init__(self, journal: Journal, settings: Settings, today: date) -> None:
        self.journal, self.settings, self.today = journal, settings, today
        self._days: dict[date, Day] = {}
        self._newest_first: Sequence[Day] = ()
        self._marks: dict[str, Any] | None = None
        self._own = NO_NAMES

    @property
    def is_ready(self) -> bool:
        """Whether everything was read."""
        return self._marks is not None

    def prepare(self) -> None:
        """Read the journal, unless that was done. Raises JournalError."""
        if self._marks is None:
            self._read(date.min)

    def refresh(self) -> bool:
        """Read what changed since it was last read, here or on another device. Return whether anything did.

        Raises JournalError.
        """
        since = date.min if self._marks is None else self.journal.touched_since(self._marks)
        if since is None:
            return False
        self._read(since)
        return True

    def _read(self, since: date) -> None:
        """Read the records from `since` on. Days whose records are the same keep their folded texts."""
        self._marks = self.journal.marks()
        records = self.journal.everything() if since == date.min else self.journal.between(since, LATEST)
        read = days_of(records)
        for day in [day for day in self._days if day >= since and day not in read]:
            del self._days[day]
        for day, found in read.items():
            if day not in self._days or not found.same_records(self._days[day]):
                self._days[day] = found
        self._newest_first = [self._days[day] for day in sorted(self._days, reverse=True)]
        checkins = [day.checkin for day in self._newest_first if day.checkin]
        self._own = Vocabulary(
            sorted({*(metric.name for metric in self.settings.metrics), *(n for c in checkins for n in c.metrics)}),
            sorted({*(one.name for one in self.settings.questions), *(n for c in checkins for n in c.answers)}),
        )

    def parse(self, text: str) -> Query:
        """Return the query typed as `text`, with the user's own names in it. Raises JournalError."""
        self.prepare()
        return parse(text, self.today, self._own)

    def find(self, text: str) -> Results:
        """Return the days that match what is typed as `text`; all days if it is empty. Raises JournalError."""
        return self.results(self.parse(text))

    def results(self, query: Query) -> Results:
        """Return the days that match `query`. Raises JournalError."""
        self.prepare()
        return Results(Matcher(query, self.settings.schedule.at_night), self._newest_first)
