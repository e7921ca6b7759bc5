"""Search the journal: read it once, keep its texts folded, and then read only changes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from cmcheckin.domain.fields import EARLIEST, LATEST
from cmcheckin.search.entries import SearchDay, days_of
from cmcheckin.search.matching import Matcher, Results, narrows
from cmcheckin.search.query import Query, Vocabulary, parse

if TYPE_CHECKING:
    from cmcheckin.journal import Journal
    from cmcheckin.settings import Settings

STEP: Final = timedelta(182)
"""How much `read_more` reads: about 30 ms in a busy journal, so that no key waits longer."""


class SearchSession:
    """A search that stays open. `today` is the day that dates are relative to. `read_more` and `read_all` read the
    journal."""

    def __init__(self, journal: Journal, settings: Settings, today: date) -> None:
        self.journal, self.settings, self.today = journal, settings, today
        self._days: dict[date, SearchDay] = {}
        self._newest_first: Sequence[SearchDay] = ()
        self._first: date | None = None
        """The first day that was read; None before that."""
        self._last: tuple[Query, Sequence[SearchDay], Sequence[SearchDay]] = Query(), (), ()
        """The last query, the days it searched, and those that matched."""
        self._marks: dict[str, Any] = {}
        self._metrics = {metric.name for metric in settings.metrics}
        self._questions = {question.name for question in settings.questions}
        self._kinds = set(settings.activities)

    @property
    def is_complete(self) -> bool:
        """Whether the whole journal was read, so that results are complete."""
        return self._first == EARLIEST

    def read_more(self) -> bool:
        """Read half a year before the first day that was read. Return whether there may be more.

        Raises JournalError.
        """
        if self.is_complete:
            return False
        if self._first is None:
            self._marks = self.journal.marks()
        last = LATEST if self._first is None else self._first - timedelta(1)
        first = max(min(last, self.today) - STEP, EARLIEST)
        if not self._read(first, last) and first > EARLIEST:  # a long gap, or the end
            self._read(EARLIEST, first - timedelta(1))
            first = EARLIEST
        self._first = first
        return not self.is_complete

    def read_all(self, since: date = EARLIEST) -> None:
        """Read the days that weren't read yet, at least those since `since`. All of ten years takes half a second.

        Raises JournalError.
        """
        while (self._first is None or self._first > since) and self.read_more():
            pass

    def refresh(self) -> bool:
        """Read what was changed since it was read, on this or another device. Takes 2 ms if nothing was.

        Returns whether anything may have been changed. Raises JournalError.
        """
        if self._first is None:
            return False
        marks = self.journal.marks()
        if marks["files"] == self._marks["files"]:
            return False
        # `touched_since` says nothing about the texts of open escalations.
        still_open = [day.date for day in self._newest_first if any(item.unresolved for item in day.escalations)]
        since = min([self.journal.touched_since(self._marks) or date.max, *still_open[-1:]])
        self._read(max(since, self._first), LATEST)
        self._marks = marks
        return True

    def _read(self, first: date, last: date) -> int:
        """Read the records from `first` to `last`, and return how many days have some. Unchanged days keep their folded
        texts."""
        read = days_of(self.journal.between(first, last))
        for day in [day for day in self._days if first <= day <= last and day not in read]:
            del self._days[day]
        for day, found in read.items():
            if day not in self._days or not found.same_records(self._days[day]):
                self._days[day] = found
                len(found.folded)  # fold it now, so that the first letter doesn't wait
            if found.checkin:
                self._metrics.update(found.checkin.metrics)
                self._questions.update(found.checkin.answers)
            if found.workday:
                self._kinds.update(activity.kind for activity in found.workday.activities)
        self._newest_first = [self._days[day] for day in sorted(self._days, reverse=True)]
        return len(read)

    def parse(self, text: str) -> Query:
        """Return the query in `text`, which may name the user's own numbers and questions."""
        return parse(text, self.today, Vocabulary(self._metrics, self._questions, sorted(self._kinds)))

    def find(self, query: str | Query) -> Results:
        """Return the days that match `query`, or the text of one, among those read so far. Without terms, all of
        them match. The results don't change when more is read."""
        found = self.parse(query) if isinstance(query, str) else query
        days, (last_query, searched, matching) = self._newest_first, self._last
        if searched is days and narrows(found, last_query):
            days = matching
        results = Results(Matcher(found, self.settings.schedule.at_night), days)
        self._last = found, self._newest_first, results.days
        return results
