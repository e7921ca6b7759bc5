"""What a line of the report rests on: the entries it was drawn from, in a few words each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.records import Record
from cmcheckin.domain.workday import Workday
from cmcheckin.ui.painting import Line, Painted, fit
from cmcheckin.wording import report as words
from cmcheckin.wording.entries import MOOD, escalation_facts, workday_words


class ReportEntries(Painted):
    """At most three entries, and how many more there are. Of a check-in it tells what a report may tell."""

    DEFAULT_CSS = """
    ReportEntries { height: 5; padding: 1 1 0 3; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._entries: Sequence[Record] = ()
        self._own = False

    def show(self, entries: Sequence[Record], *, own: bool) -> None:
        """Show these; `own`: the line was written by hand."""
        self._entries, self._own = entries, own
        self.redraw()

    def draw(self, width: int, height: int) -> Iterable[Line]:
        if self._own:
            yield [(words.BY_HAND, self.ink.quiet)]
            return
        label = f"{words.RESTS_ON}  "
        shown = self._entries if len(self._entries) <= height else self._entries[: height - 1]
        for n, record in enumerate(shown):
            text = fit(", ".join(_told(record)), width - len(label), self.glyphs)
            yield [(label if n == 0 else " " * len(label), self.ink.strong), (text, self.ink.quiet)]
        if len(shown) < len(self._entries):
            yield [(" " * len(label), self.ink.plain), (f"+{len(self._entries) - len(shown)}", self.ink.quiet)]


def _told(record: Record) -> Iterator[str]:
    yield words.day(record.day)
    if isinstance(record, Escalation):
        yield record.title
        yield from (text for name, text in escalation_facts(record) if name not in ("Opened", "Outcome"))
    elif isinstance(record, Workday):
        yield workday_words(record)
    elif isinstance(record, CheckIn):
        yield from (win.text for win in record.wins)
        if record.community.mood:
            yield f"the community {MOOD[record.community.mood - 1]}"
        if record.community.feels:
            yield record.community.feels
