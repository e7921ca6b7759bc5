"""Everything as one table for a spreadsheet: a row for each check-in, win, workday, escalation, update and nudge state.

`type` names the kind of row; columns that don't apply to it are empty. `text` is the title, win, note or update.
Feelings and activities are joined by "; ", and each metric and each question of the user's own has a column,
`metric NAME` or `answer NAME`. UTC offsets and unknown fields are only in jsonl.

Dates and times have a form that LibreOffice and others recognise: `2026-11-19`, and `2026-11-19T02:10:00` in local
time. Text that a spreadsheet could read as a formula, even only after a semicolon or newline, gets an apostrophe there,
which `unescape_formula` removes; numbers stay numbers. The file begins with a byte order mark, without which Excel
misreads `ü`. The first cell, `type`, is followed by the separator. If it isn't a comma, numbers with a comma have a
decimal comma.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.records import Record, encode
from cmcheckin.domain.text import FORMULA
from cmcheckin.domain.workday import Workday
from cmcheckin.interchange.export_options import Dialect, ExportOptions
from cmcheckin.wording.data_dictionary import RECORD_COLUMNS
from cmcheckin.wording.record_words import activity_text

MEANINGS: Final = RECORD_COLUMNS
COLUMNS: Final = tuple(MEANINGS)
BOM: Final = "\ufeff"
TIME_COLUMNS: Final = ("opened", "resolved", "logged_at", "at")
# Where a spreadsheet could read a formula, after any spaces: at the beginning, and after any character that some
# spreadsheets read as the end of a cell. Apostrophes are skipped, so that one more never makes two texts the same.
_CELL: Final = r"(?:(?<=[;\n\r\t,|])|\A)"
_FORMULA: Final = rf"(?=[\s']*[{re.escape(FORMULA)}\t\r])"
_TO_ESCAPE: Final = re.compile(_CELL + _FORMULA)
_ESCAPED: Final = re.compile(f"{_CELL}'{_FORMULA}")
_OFFSET: Final = re.compile(r"(T\d\d:\d\d:\d\d)(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d(?::?\d\d)?)?\Z")


def escape_formula(value: object) -> object:
    """Return `value` as a cell: an apostrophe precedes each possible formula in text, and booleans become text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _TO_ESCAPE.sub("'", value)
    return value


def unescape_formula(text: str) -> str:
    """Return `text` without the apostrophes that `escape_formula` put in front of possible formulas."""
    return _ESCAPED.sub("", text)


def without_offset(value: object) -> object:
    """Return an ISO time without its UTC offset; any other `value` unchanged."""
    return _OFFSET.sub(r"\1", value) if isinstance(value, str) else value


def columns(records: Iterable[Record], _options: ExportOptions) -> tuple[str, ...]:
    """Return the names of the columns: COLUMNS, then one for each metric and each own question."""
    checkins = [record for record in records if isinstance(record, CheckIn)]
    metrics = sorted({f"metric {name}" for checkin in checkins for name in checkin.metrics})
    answers = sorted({f"answer {name}" for checkin in checkins for name in checkin.answers})
    return (*COLUMNS, *metrics, *answers)


def write(records: Sequence[Record], options: ExportOptions) -> Iterator[str]:
    """Yield the byte order mark with the header, then one row at a time."""
    timed = (
        {name: without_offset(value) if name in TIME_COLUMNS else value for name, value in row.items()}
        for record in records
        for row in rows(record)
    )
    return table(columns(records, options), timed, options.dialect)


def table(columns: Sequence[str], rows: Iterable[Mapping[str, object]], dialect: Dialect) -> Iterator[str]:
    """Yield the byte order mark with a header of `columns`, then each of `rows`, which has values by column."""
    yield BOM + _line(columns, dialect)
    for row in rows:
        yield _line([row.get(name) for name in columns], dialect)


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


def _line(cells: Iterable[object], dialect: Dialect) -> str:
    into = io.StringIO()
    csv.writer(into, delimiter=dialect.separator).writerow([_cell(value, dialect.decimal) for value in cells])
    return into.getvalue()


def _cell(value: object, decimal: str) -> object:
    return str(value).replace(".", decimal) if isinstance(value, float) else escape_formula(value)
