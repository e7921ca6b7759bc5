"""The entries that a line of the report was made from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.records import Record
from cmcheckin.domain.workday import Workday
from cmcheckin.report.model import is_about_community, wins_of_line
from cmcheckin.ui.kit.line_widget import Line, LineWidget
from cmcheckin.ui.kit.text_cells import MEASURE, fit, wrap
from cmcheckin.wording import report as words
from cmcheckin.wording.formats import day_in_text
from cmcheckin.wording.record_words import MOOD, escalation_facts, workday_line


class ReportEntries(LineWidget):
    """Up to three entries, and how many more there are. Of a check-in, only what a report may contain."""

    DEFAULT_CSS = """
    ReportEntries { height: 4; padding: 0 1 1 3; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._entries: Sequence[Record] = ()
        self._own = False
        self._line = ""

    def show(self, entries: Sequence[Record], line: str, *, own: bool) -> None:
        """Show the `entries` of the line with the id `line`. `own`: the line was added by the user."""
        self._entries, self._line, self._own = entries, line, own
        self.redraw()

    def draw(self, width: int, height: int) -> Iterable[Line]:
        if self._own:
            yield [(words.BY_HAND, self.ink.quiet)]
            return
        label = f"{words.RESTS_ON}  "
        count = len(self._entries)
        shown = self._entries if count <= max(height, 1) else self._entries[: height - 1]
        texts = [", ".join(_facts(record, self._line)) for record in shown]
        room = min(width, MEASURE) - len(label)
        rows = (
            wrap(texts[0], room, height, self.glyphs)
            if count == 1
            else [fit(text, room, self.glyphs) for text in texts]
        )
        for n, row in enumerate(rows):
            yield [(label if n == 0 else " " * len(label), self.ink.strong), (row, self.ink.quiet)]
        if len(shown) < count:
            yield [(" " * len(label), self.ink.plain), (f"+{count - len(shown)}", self.ink.quiet)]


def _facts(record: Record, line: str) -> Iterator[str]:
    """Yield facts of `record`; of a check-in, only what the line is about."""
    yield day_in_text(record.day)
    if isinstance(record, Escalation):
        yield record.title
        facts = dict(escalation_facts(record))
        yield from (text.format(facts[name]) for name, text in words.ESCALATION_FACTS.items() if name in facts)
        if record.could_wait is not None:
            yield words.COULD_HAVE_WAITED if record.could_wait else words.COULD_NOT_WAIT
    elif isinstance(record, Workday):
        yield workday_line(record)
    elif isinstance(record, CheckIn):
        if not is_about_community(line):
            yield from (words.win_text(win.text, win.kind, win.sender) for win in wins_of_line(line, record))
            return
        if record.community.mood:
            yield words.COMMUNITY_FACT.format(mood=MOOD[record.community.mood - 1])
        if record.community.feels:
            yield record.community.feels
