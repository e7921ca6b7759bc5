"""Print the conflicts between devices that are not settled. Imported only where there are any, and by `settle`."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from cmcheckin.bootstrap import Program
from cmcheckin.cli.output import print_message
from cmcheckin.cli.text_layout import wrapped
from cmcheckin.domain.conflicts import FieldConflict, OpenConflict
from cmcheckin.domain.records import Records
from cmcheckin.services.open_conflicts import open_conflicts
from cmcheckin.wording import open_conflicts as words
from cmcheckin.wording.text_cells import cells, pad


def print_line(program: Program) -> None:
    """Print one line about the open conflicts of `program` on stderr."""
    if found := open_conflicts(program.journal):
        print_message(words.open_conflicts_line(found, program.clock.today(), words.RUN))


def conflicts_of(records: Records, conflicts: Iterable[FieldConflict], now: datetime) -> Iterator[str]:
    """Yield those of `conflicts` that `records` have, below a blank line and what the mark at their fields means."""
    by_key = {record.key: record for record in records}
    found = [OpenConflict(conflict, by_key[conflict.key]) for conflict in conflicts if conflict.key in by_key]
    if found:
        yield from ("", *wrapped("  ", words.LEGEND), *conflict_lines(found, now))


def conflict_lines(found: Sequence[OpenConflict], now: datetime) -> Iterator[str]:
    """Yield each conflict of `found` at 80 columns: a blank line, the numbered answers, how to settle it."""
    for one in found:
        yield ""
        labels = [words.answer_label(value, now) for value in one.conflict.values]
        width = min(max(map(cells, labels)), 44)
        yield from wrapped("  ", words.conflict_title(one, now.date()))
        for n, (label, value) in enumerate(zip(labels, one.conflict.values, strict=True), 1):
            yield from wrapped(f"    {n}  {pad(label, width)}  ", words.answer_text(one, value.value))
        yield from wrapped("    ", words.settle_command(one, shlex.quote(one.name)), "      ", cut=False)
