"""Everything as one table for a spreadsheet: a row for each check-in, win, workday, escalation, update, and state of a
nudge or reply.

`type` names the kind of row; columns that don't apply to it are empty. `text` is the title, win, note or update.
Feelings, activities and answers about wins are joined by "; ". Each metric and each question of the user's own has a
column, `metric NAME` or `answer NAME`. `own_csv` reads it all back. Unknown fields are only in jsonl, and so are
most UTC offsets.

Dates and times are written so that LibreOffice and others recognise them: `2026-11-19`, and `2026-11-19T02:10:00` in
local time. Text that a spreadsheet could read as a formula, even only after a semicolon or newline, gets an apostrophe
there, which `unescape_formula` removes; numbers stay numbers. The file begins with a byte order mark, without which
Excel misreads `ü`. The separator follows the first cell, `type`. If it isn't a comma, a comma in a number is a decimal
comma.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, tzinfo
from typing import Final

from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.records import Record
from cmcheckin.domain.text import FORMULA
from cmcheckin.domain.workday import Workday
from cmcheckin.interchange import csv_cells as cells
from cmcheckin.interchange.writers.export_options import Dialect, ExportOptions
from cmcheckin.wording.data_dictionary import RECORD_COLUMNS

MEANINGS: Final = RECORD_COLUMNS
COLUMNS: Final = tuple(MEANINGS)
ROW_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "checkin": (
        "date", "text", "workload", "mood", "energy", "feelings", "community_mood", "community_feels", "logged_at",
    ),
    "win": ("date", "id", "kind", "text", "from", "long_term", "checks"),
    "workday": (
        "date", "kind", "hours", "start", "end", "after_hours_minutes", "activities", "peer_minutes", "label",
    ),
    "escalation": (
        "date", "id", "kind", "text", "severity", "opened", "minutes", "could_wait", "cause", "handed_to",
        "status", "resolved", "outcome",
    ),
    "update": ("date", "id", "text", "at"),
    "nudge_state": ("date", "kind", "at", "action", "until"),
    "reply_state": (
        "date", "reply", "kind", "text", "from", "at", "state", "made", "about", "about_text", "first", "last", "win",
        "leave_from", "leave_to", "answer", "answered_at", "shared",
    ),
}  # fmt: skip
"""The columns that a row of each type has. A check-in also has those of the user's own numbers and questions."""
METRIC, ANSWER = "metric", "answer"
BOM: Final = "\ufeff"
TIME_COLUMNS: Final = ("opened", "resolved", "logged_at", "at", "made", "answered_at")
# Where a spreadsheet could read a formula, after any spaces: at the beginning, and after any character that some
# spreadsheets read as the end of a cell. Apostrophes are skipped, so that one more never makes two texts the same.
_CELL: Final = re.compile(rf"(\A|[;,|\n\r\t])([\s']*)([{re.escape(FORMULA)}])?")
_NEW_CELL: Final = re.compile(r"(?<=[\n\r\t])")


def escape_formula(value: object) -> object:
    """Return `value` as a cell: an apostrophe precedes each possible formula in text, and booleans become text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _CELL.sub(lambda found: _changed(found, lambda piece: f"'{piece}"), value)
    return value


def unescape_formula(text: str) -> str:
    """Return `text` without the apostrophes that `escape_formula` put in front of possible formulas."""
    return (
        _CELL.sub(lambda found: _changed(found, lambda piece: piece.removeprefix("'")), text) if "'" in text else text
    )


def _changed(found: re.Match[str], change: Callable[[str], str]) -> str:
    """Return the start of a cell, with `change` applied to each piece that could be read as a formula."""
    sign, spaces, formula = found.groups("")
    last = len(spaces) if formula else max(spaces.rfind("\t"), spaces.rfind("\r"))
    text, at = sign, 0
    for piece in _NEW_CELL.split(spaces):
        text += change(piece) if at <= last else piece
        at += len(piece)
    return text + formula


def local_time(text: str, zone: tzinfo | None, *, is_key: bool = False) -> str:
    """Return the ISO time `text` to the second and without its UTC offset.

    A time in the second of two identical hours in `zone` (None: the machine's own) keeps its offset. So does a time
    that `is_key` of its record, or part of a reply, and has another offset or a fraction of a second.
    """
    at = datetime.fromisoformat(text)
    wall = at.replace(tzinfo=None, microsecond=0)
    first, second = cells.in_zone(wall, zone), cells.in_zone(wall.replace(fold=1), zone)
    is_exact = is_key or first.utcoffset() != second.utcoffset()
    differs = at.utcoffset() != first.utcoffset() or (is_key and at.microsecond > 0)
    return text if is_exact and differs else wall.isoformat()


def columns(records: Iterable[Record], _options: ExportOptions) -> tuple[str, ...]:
    """Return the names of the columns: COLUMNS, then one for each own number and each own question."""
    checkins = [record for record in records if isinstance(record, CheckIn)]
    metrics = sorted({f"{METRIC} {name}" for checkin in checkins for name in checkin.metrics})
    answers = sorted({f"{ANSWER} {name}" for checkin in checkins for name in checkin.answers})
    return (*COLUMNS, *metrics, *answers)


def write(records: Sequence[Record], options: ExportOptions) -> Iterator[str]:
    """Yield the byte order mark with the header, then one row at a time."""
    timed = (_timed(row, options.zone) for record in records for row in rows(record))
    return table(columns(records, options), timed, options.dialect)


def _timed(row: Mapping[str, object], zone: tzinfo | None) -> Mapping[str, object]:
    is_key = row["type"] in ("nudge_state", "reply_state")
    times = {name: local_time(str(row[name]), zone, is_key=is_key) for name in TIME_COLUMNS if row.get(name)}
    return {**row, **times}


def table(columns: Sequence[str], rows: Iterable[Mapping[str, object]], dialect: Dialect) -> Iterator[str]:
    """Yield the byte order mark with a header of `columns`, then each of `rows`, which has values by column."""
    yield BOM + _line(columns, dialect)
    for row in rows:
        yield _line([row.get(name) for name in columns], dialect)


def rows(record: Record) -> Iterator[Mapping[str, object]]:
    """Yield the rows of `record`, as values by column."""
    raw = record.raw()
    if isinstance(record, CheckIn):
        yield {
            **_row_of("checkin", raw),
            "text": record.note,
            "feelings": cells.join(record.feelings),
            "community_mood": record.community.mood,
            "community_feels": record.community.feels,
            **{f"{METRIC} {name}": amount for name, amount in record.metrics.items()},
            **{f"{ANSWER} {name}": cells.answer_cell(answer) for name, answer in record.answers.items()},
        }
        for win in record.wins:
            checks = cells.join(map(cells.check_text, win.checks))
            yield {**_row_of("win", win.raw()), "date": raw["date"], "checks": checks}
    elif isinstance(record, Escalation):
        yield {**_row_of("escalation", raw), "date": record.day.isoformat(), "text": record.title}
        for update in record.updates:
            on = update.at and record.day_at(update.at).isoformat()
            yield {**_row_of("update", update.raw()), "date": on, "id": record.id}
    elif isinstance(record, Workday):
        yield {**_row_of("workday", raw), "activities": cells.join(map(cells.activity_text, record.activities))}
    else:
        yield {**_row_of(record.type, raw), "date": record.day.isoformat()}


def _row_of(kind: str, raw: Mapping[str, object]) -> dict[str, object]:
    """Return the values in `raw` that a row of `kind` has, without unknown fields."""
    return {"type": kind, **{name: raw[name] for name in ROW_COLUMNS[kind] if name in raw}}


def _line(values: Iterable[object], dialect: Dialect) -> str:
    into = io.StringIO()
    row = [None if value is None else _cell(value, dialect.decimal) for value in values]  # most are None
    csv.writer(into, delimiter=dialect.separator).writerow(row)
    return into.getvalue()


def _cell(value: object, decimal: str) -> object:
    return str(value).replace(".", decimal) if isinstance(value, float) else escape_formula(value)
