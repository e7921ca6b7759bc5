"""Cut a share file of many weeks down to its last ones without parsing the rest.

This relies on the layout that this program writes: JSON with one field per line, whose indentation shows its depth.
Strings in JSON contain no line breaks, so a text can't look like a line of its own. A file with another layout is taken
whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Final

from cmcheckin.domain.week import Week
from cmcheckin.sharing.share_file import ShareEscalation, ShareFile

Span = tuple[int, int]
"""The start and the end of a part of a file, in bytes."""
_FIRST: Final = b"\n  {"
_BETWEEN: Final = b"\n  },\n  {"
_LAST: Final = b"\n  }"
_LISTS: Final = ("weeks", "wins", "escalations", "asks")
"""The lists that are shortened, in their order in a file."""


def excerpt(data: bytes, since: date, *, only_wins: bool = False) -> tuple[Span, ...]:
    """Return the parts of the share file `data` that, joined, make a file of the time from `since`, a Monday: without
    older weeks and wins, and without escalations and asks resolved before.

    `only_wins`: without any weeks, escalations and asks. Never raises.
    """
    spans, at = [], 0
    for start, end in _cuts(data, since, only_wins=only_wins):
        spans.append((at, start))
        at = end
    return (*spans, (at, len(data)))


def join_spans(data: bytes, spans: tuple[Span, ...]) -> bytes:
    """Return the parts `spans` of `data`, joined."""
    return b"".join(data[start:end] for start, end in spans) if len(spans) > 1 else data


def since_day(share: ShareFile, since: date) -> ShareFile:
    """Return `share` without what `excerpt` leaves out."""
    weeks = tuple(week for week in share.weeks if week.week.monday >= since)
    wins = tuple(win for win in share.wins if win.day >= since)
    escalations, asks = (
        tuple(item for item in items if not _was_resolved(item, since)) for items in (share.escalations, share.asks)
    )
    lengths = len(weeks), len(wins), len(escalations), len(asks)
    if lengths == (len(share.weeks), len(share.wins), len(share.escalations), len(share.asks)):
        return share
    return replace(share, weeks=weeks, wins=wins, escalations=escalations, asks=asks)


def _was_resolved(item: ShareEscalation, since: date) -> bool:
    return item.status == "resolved" and item.resolved is not None and item.resolved < since


def _cuts(data: bytes, since: date, *, only_wins: bool) -> Iterator[Span]:
    """Yield the parts of `data` to leave out, in their order."""
    first_day, first_week = str(since).encode(), str(Week.of(since)).encode()

    def is_week(entry: bytes) -> bool:
        return not only_wins and _value(entry, b'"week": "', 8) >= first_week

    def is_win(entry: bytes) -> bool:
        return _value(entry, b'"day": "', 10) >= first_day

    def is_open(entry: bytes) -> bool:
        if only_wins:
            return False
        return b'"status": "resolved"' not in entry or _value(entry, b'"resolved": "', 10) >= first_day

    at = 0
    for name in _LISTS:
        opening = b'\n "%s": [\n' % name.encode()
        found = data.find(opening, at)
        if found < 0:
            continue
        start = found + len(opening) - 1
        at = data.find(b"\n ]", start)
        if at < 0:
            return
        yield from _cuts_in_list(data, start, at, {"weeks": is_week, "wins": is_win}.get(name, is_open))


def _value(entry: bytes, name: bytes, length: int) -> bytes:
    """Return the `length` bytes after `name`; bytes above any date if it isn't there, so that the entry is kept."""
    found = entry.find(name)
    return entry[found + len(name) : found + len(name) + length] if found >= 0 else b"~"


def _cuts_in_list(data: bytes, start: int, end: int, is_kept: Callable[[bytes], bool]) -> Iterator[Span]:
    """Yield the parts to leave out of the list from `start` to `end`, so that the entries that are left stay separated
    by single commas."""
    if not (data.startswith(_FIRST, start) and data.endswith(_LAST, start, end)):
        return
    at = start + len(_FIRST)
    entries = []
    for entry in data[at : end - len(_LAST)].split(_BETWEEN):
        entries.append((at, at + len(entry), is_kept(entry)))
        at += len(entry) + len(_BETWEEN)
    kept = [(first, last) for first, last, is_in in entries if is_in]
    if not kept:
        yield start, end
        return
    if kept[0][0] > entries[0][0]:
        yield entries[0][0], kept[0][0]
    for (_, before), (after, _) in pairwise(kept):
        if after - before > len(_BETWEEN):
            yield before, after - len(_BETWEEN)
    if kept[-1][1] < entries[-1][1]:
        yield kept[-1][1], entries[-1][1]
