"""Everything as one table for a spreadsheet: a row for each check-in, win, workday, escalation, update and nudge state.

`type` names the kind of row; columns that don't apply to it are empty. `text` is the title, win, note or update.
Feelings and activities are joined by "; ", and each metric and each question of the user's own has a column,
`metric NAME` or `answer NAME`. Dates and times have a form that LibreOffice and others recognise: `2026-11-19`, and
`2026-11-19T02:10:00` in local time. UTC offsets and unknown fields are only in jsonl. Text that a spreadsheet could
read as a formula, even only after a semicolon or newline, gets an
apostrophe there; numbers stay numbers. The file begins with a byte order mark, without which Excel misreads `ü`.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.records import Record, encode
from cmcheckin.domain.text import FORMULA
from cmcheckin.domain.workday import Workday
from cmcheckin.wording.record_words import activity_text

COLUMNS: Final = (
    "type", "date", "id", "kind", "text", "workload", "mood", "energy", "feelings", "community_mood", "community_feels",
    "hours", "start", "end", "after_hours_minutes", "activities", "peer_minutes", "label", "from",
    "long_term", "severity", "opened", "minutes", "could_wait", "cause", "handed_to",
    "status", "resolved", "outcome", "at", "action", "until", "logged_at",
)  # fmt: skip
BOM: Final = "\ufeff"
TIME_COLUMNS: Final = ("opened", "resolved", "logged_at", "at")
# Where a spreadsheet could read a formula, after any spaces: at the beginning, and after any character that some
# spreadsheets read as the end of a cell.
_FORMULA: Final = re.compile(rf"(?:(?<=[;\n\r\t,|])|\A)(?=\s*[{re.escape(FORMULA)}\t\r])")
_OFFSET: Final = re.compile(r"(T\d\d:\d\d:\d\d)(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d(?::?\d\d)?)?\Z")


def escape_formula(value: object) -> object:
    """Return `value` as a cell: an apostrophe precedes each possible formula in text, and booleans become text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _FORMULA.sub("'", value)
    return value


def without_offset(value: object) -> object:
    """Return an ISO time without its UTC offset; any other `value` unchanged."""
    return _OFFSET.sub(r"\1", value) if isinstance(value, str) else value


def write(records: Iterable[Record]) -> Iterator[str]:
    """Yield the byte order mark with the header, then one row at a time."""
    records = list(records)
    checkins = [record for record in records if isinstance(record, CheckIn)]
    metrics = sorted({f"metric {name}" for checkin in checkins for name in checkin.metrics})
    answers = sorted({f"answer {name}" for checkin in checkins for name in checkin.answers})
    columns = (*COLUMNS, *metrics, *answers)
    yield BOM + _row([escape_formula(name) for name in columns])
    for record in records:
        for row in rows(record):
            timed = {name: without_offset(row[name]) for name in TIME_COLUMNS if name in row}
            yield _row([escape_formula(timed.get(name, row.get(name))) for name in columns])


def rows(record: Record) -> Iterator[Mapping[str, object]]:
    """Yield the rows of `record`, as values by column."""
    raw = encode(record)
    if isinstance(record, CheckIn):
        community = raw.get("community", {})
        yield raw | {
            "text": raw.get("note"),
            "feelings": "; ".join(record.feelings),
            "community_mood": community.get("mood"),
            "community_feels": community.get("feels"),
            **{f"metric {name}": amount for name, amount in record.metrics.items()},
            **{f"answer {name}": answer for name, answer in record.answers.items()},
        }
        for win in raw.get("wins", []):
            yield win | {"type": "win", "date": raw["date"]}
    elif isinstance(record, Escalation):
        yield raw | {"date": record.day.isoformat(), "text": record.title}
        days = [update.at and record.day_at(update.at).isoformat() for update in record.updates]
        for on, update in zip(days, raw.get("updates", []), strict=True):
            yield {"type": "update", "date": on, "id": record.id, "text": update["text"], "at": update.get("at")}
    elif isinstance(record, Workday):
        yield raw | {"activities": "; ".join(map(activity_text, record.activities))}
    else:
        yield raw | {"date": record.day.isoformat()}


def _row(cells: Iterable[object]) -> str:
    into = io.StringIO()
    csv.writer(into).writerow(cells)
    return into.getvalue()
