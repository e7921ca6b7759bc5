"""Everything as one table for a spreadsheet: a row for each check-in, win, workday, escalation, update and nudge state.

`type` says which; columns that do not concern it are empty. `text` holds the title, the win, the note or the update;
feelings are joined by "; "; own metrics have a column each, named `metric NAME`. Days and times are such as LibreOffice
and others take for days and times: `2026-11-19`, and `2026-11-19T02:10:00` as the clock on the wall showed it then. The
offset to UTC and unknown fields are left out: jsonl has them. Text that a spreadsheet would take for a formula, if only
from a semicolon or a new line on, has an apostrophe there; numbers stay numbers. The mark of UTF-8 comes first: without
it Excel reads `ü` in the old letters of its country.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.records import Record, encode
from cmcheckin.domain.text import FORMULA

COLUMNS: Final = (
    "type", "date", "id", "kind", "text", "workload", "mood", "energy", "feelings", "community_mood", "community_feels",
    "hours", "start", "end", "after_hours_minutes", "from", "long_term", "severity", "opened", "minutes", "could_wait",
    "cause", "handed_to", "status", "resolved", "outcome", "at", "action", "until", "logged_at",
)  # fmt: skip
MARK: Final = "\ufeff"
TIMES: Final = ("opened", "resolved", "logged_at", "at")
# What a spreadsheet reads as a formula, after any space: at the beginning, and after any character that some
# spreadsheets read as the end of a cell.
_FORMULA: Final = re.compile(rf"(?:(?<=[;\n\r\t,|])|\A)(?=\s*[{re.escape(FORMULA)}\t\r])")
_OFFSET: Final = re.compile(r"(T\d\d:\d\d:\d\d)(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d(?::?\d\d)?)?\Z")


def safe(value: Any) -> Any:
    """A cell that stays what it is: text that looks like a formula, or holds one, gets an apostrophe before it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _FORMULA.sub("'", value)
    return value


def wall_time(value: Any) -> Any:
    """A moment in ISO form without its offset; anything else as it is."""
    return _OFFSET.sub(r"\1", value) if isinstance(value, str) else value


def write(records: Iterable[Record]) -> Iterator[str]:
    """The header after the mark of UTF-8, then a row at a time."""
    kept = list(records)
    metrics = sorted({name for record in kept if isinstance(record, CheckIn) for name in record.metrics})
    columns = (*COLUMNS, *(f"metric {name}" for name in metrics))
    yield MARK + _row([safe(name) for name in columns])
    for record in kept:
        for row in rows(record):
            timed = {name: wall_time(row[name]) for name in TIMES if name in row}
            yield _row([safe(timed.get(name, row.get(name))) for name in columns])


def rows(record: Record) -> Iterator[Mapping[str, Any]]:
    """The rows of one record, by column."""
    raw = encode(record)
    if isinstance(record, CheckIn):
        community = raw.get("community", {})
        yield raw | {
            "text": raw.get("note"),
            "feelings": "; ".join(record.feelings),
            "community_mood": community.get("mood"),
            "community_feels": community.get("feels"),
            **{f"metric {name}": amount for name, amount in record.metrics.items()},
        }
        for win in raw.get("wins", []):
            yield win | {"type": "win", "date": raw["date"]}
    elif isinstance(record, Escalation):
        yield raw | {"date": record.day.isoformat(), "text": record.title}
        days = [one.at and record.day_at(one.at).isoformat() for one in record.updates]
        for on, update in zip(days, raw.get("updates", []), strict=True):
            yield {"type": "update", "date": on, "id": record.id, "text": update["text"], "at": update.get("at")}
    else:
        yield raw | {"date": record.day.isoformat()}


def _row(cells: Iterable[Any]) -> str:
    into = io.StringIO()
    csv.writer(into).writerow(cells)
    return into.getvalue()
