"""The lines and sentences in which a query matches, and where."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple, TypeAlias

from cmcheckin.domain.fields import Key
from cmcheckin.domain.workday import Workday
from cmcheckin.search.conditions import amount_of
from cmcheckin.search.entries import Entry, SearchDay, Text, folded_kind
from cmcheckin.search.folding import merged, spans
from cmcheckin.search.query import SCALES
from cmcheckin.wording.formats import hours, minutes, plain_number
from cmcheckin.wording.record_words import rating_text, workday_line

Spans: TypeAlias = tuple[tuple[int, int], ...]

PARTS: Final = frozenset({"by", "cause", "handed", "outcome", "update"})
"""Fields whose texts say little without their win or escalation."""
LONG: Final = 240
"""The limit in characters for a line to show in full. Of a longer one, only the matching sentences are shown."""
_SENTENCE: Final = re.compile(r"\S.*?(?:[.!?…]+[\"'”’)]*(?=\s|$)|[。！？]|$)")


class Hit(NamedTuple):
    """A text of the record `key` that matched, and where in it, in characters.

    `field`: one of `query.TEXTS`, the name of a number such as `mood`, or `kind` for a workday. `text`: the line, or a
    sentence of a long line. `spans` is empty if only a filter matched. `entry`: the win or the title of the escalation
    to which the text belongs. `number`: the index of a win in its check-in, or of an update; otherwise -1. `name`: the
    name of a question, or the kind of a win or an escalation if a word matched only that.
    """

    key: Key
    field: str
    text: str
    spans: Spans = ()
    entry: str = ""
    number: int = -1
    name: str = ""

    @property
    def is_part(self) -> bool:
        """Whether `text` says little without its `entry`, such as the sender of a win or the cause of an escalation."""
        return self.field in PARTS


def text_hits(entry: Entry, text: Text, needles: Sequence[str]) -> Iterator[Hit]:
    """Yield a hit for each line of a `text` of `entry` that contains one of the folded `needles`."""
    where = merged([span for needle in needles for span in spans(text.text, needle)])
    for part, within in excerpts(text.text, where):
        yield _hit(entry, text, part, within)


def entry_hit(entry: Entry) -> Hit:
    """Return the hit for an `entry` that matched only by filters."""
    first = entry.texts[0] if entry.texts else Text("kind", entry.title)
    return _hit(entry, first, first.text, ())


def entry_kind_hit(entry: Entry, needles: Sequence[str]) -> Iterator[Hit]:
    """Yield the hit for the first kind of `entry` that contains one of the folded `needles`, if there is one."""
    for kind in entry.kinds:
        if found := [needle for needle in needles if needle in folded_kind(kind)]:
            if isinstance(entry.record, Workday):
                text = workday_line(entry.record)
                where = merged([span for needle in found for span in spans(text, needle)])
                yield Hit(entry.record.key, "kind", text, where)
            else:
                yield entry_hit(entry)._replace(name=kind)
            return


def _hit(entry: Entry, text: Text, part: str, within: Spans) -> Hit:
    number = text.number if text.field == "update" else entry.number
    return Hit(entry.record.key, text.field, part, within, entry.title, number, text.name)


def amount_hit(day: SearchDay, name: str) -> Hit:
    """Return the hit for the number `name` of `day`, which must have it."""
    amount = amount_of(day, name) or 0
    record = day.workday if name in ("hours", "after-hours", "peers") else day.checkin
    if name in SCALES:
        text = rating_text(int(amount), SCALES[name])
    else:
        text = {"hours": hours, "after-hours": minutes, "peers": minutes}.get(name, plain_number)(amount)
    return Hit(record.key if record else Key("checkin", day.date.isoformat()), name, text)


def kind_hit(day: SearchDay) -> Iterator[Hit]:
    """Yield the hit for the kind of the workday of `day`, if it has one."""
    if day.workday:
        yield Hit(day.workday.key, "kind", workday_line(day.workday))


def excerpts(text: str, where: Sequence[tuple[int, int]]) -> Iterator[tuple[str, Spans]]:
    """Yield each line of `text` that overlaps a span in `where`, with its part of the spans.

    Of a line over LONG characters, only such sentences are yielded.
    """
    at = 0
    for line in text.split("\n"):
        here = [(start - at, stop - at) for start, stop in where if start < at + len(line) and stop > at]
        if here:
            parts = [(0, len(line))] if len(line) <= LONG else [found.span() for found in _SENTENCE.finditer(line)]
            for low, high in parts:
                inside = tuple(
                    (max(start, low) - low, min(stop, high) - low)
                    for start, stop in here
                    if start < high and stop > low
                )
                if inside:
                    yield line[low:high], inside
        at += len(line) + 1
