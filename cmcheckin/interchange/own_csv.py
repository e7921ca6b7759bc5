"""Read the program's own CSV: rows become the same JSON objects as in a JSON export, except for what only JSON can
contain.

A time without an offset is in the user's time zone. In an hour that occurs twice, it is the first of the two.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime, tzinfo
from typing import Any, Final

from cmcheckin.domain.checkin import Win
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.escalation import Update
from cmcheckin.domain.fields import EARLIEST, JSON, LATEST
from cmcheckin.interchange import csv_cells as cells
from cmcheckin.interchange.parsing import ParsedFile, read_records
from cmcheckin.interchange.readers.dates import read_day, read_time, read_when
from cmcheckin.interchange.readers.items import When
from cmcheckin.interchange.writers.record_table import (
    ANSWER,
    BOM,
    COLUMNS,
    METRIC,
    ROW_COLUMNS,
    TIME_COLUMNS,
    unescape_formula,
)
from cmcheckin.wording import foreign_files
from cmcheckin.wording import imports as words

_HEADER: Final = re.compile(r'"?type"?\s*([,;\t|])')
_FIRST: Final = COLUMNS[:5]
_NUMBERS: Final = (
    "workload", "mood", "energy", "community_mood", "hours", "after_hours_minutes", "peer_minutes", "severity",
    "minutes",
)  # fmt: skip
_DATES: Final = ("date", "until", "first", "last", "leave_from", "leave_to", "shared")
_LONGEST_TIME: Final = 40
Value = tuple[int, JSON | ValueError]
"""A line, counted from 1, and the JSON object of the record that begins there, or why it can't be read."""


def separator_of(text: str) -> str:
    """Return the separator of `text` if it is a CSV file of this program, otherwise an empty string."""
    found = _HEADER.match(text.removeprefix(BOM))
    if found:
        with suppress(csv.Error):
            header = next(csv.reader([text.removeprefix(BOM).partition("\n")[0].rstrip("\r")], delimiter=found[1]))
            if tuple(name.strip() for name in header[: len(_FIRST)]) == _FIRST:
                return found[1]
    return ""


def parse_table(text: str, today: date, now: datetime | None, zone: tzinfo | None) -> ParsedFile:
    """Return the records in `text`, a CSV file of this program, whose times are in `zone` (None: the machine's own).

    Records after `today` are refused, as are times after `now` if it is given. Never raises: errors are in `refusals`.
    """
    plain = text.removeprefix(BOM)
    return read_records(_Table(separator_of(plain) or ",", zone).values(plain), today, now)


class _Table:
    """The rows read so far, with check-ins by date and escalations by id, so that later rows can be added to them."""

    def __init__(self, separator: str, zone: tzinfo | None) -> None:
        self.separator = separator
        self.zone = zone
        self.found: list[Value] = []
        self.owners: dict[tuple[str, str], dict[str, Any]] = {}
        self.parts: list[tuple[int, dict[str, Any]]] = []

    def values(self, text: str) -> Iterator[Value]:
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=self.separator, strict=True)
        line = 1
        try:
            columns = [unescape_formula(name).strip() for name in next(lines, [])]
            if problem := _problem_with(columns):
                return iter([(1, problem)])
            line = lines.line_num + 1
            for row in lines:
                self._add(line, columns, row)
                line = lines.line_num + 1
        except csv.Error as error:
            self.found.append((line, ValueError(foreign_files.BROKEN_TABLE.format(reason=error))))
        for line, part in self.parts:
            self._attach(line, part)
        return iter(sorted(self.found, key=lambda value: value[0]))

    def _add(self, line: int, columns: list[str], row: list[str]) -> None:
        if not any(cell.strip() for cell in row):
            return
        try:
            if any(row[len(columns) :]):
                raise Refused("row", words.MORE_CELLS)
            raw = self._raw({name: unescape_formula(cell) for name, cell in zip(columns, row, strict=False) if cell})
        except ValueError as error:
            self.found.append((line, error))
            return
        if raw["type"] in _PARTS:
            self.parts.append((line, raw))
            return
        self.found.append((line, raw))
        if raw["type"] in ("checkin", "escalation"):
            self.owners.setdefault((raw["type"], raw.get("id") or raw.get("date", "")), raw)

    def _attach(self, line: int, part: dict[str, Any]) -> None:
        """Add a win to its check-in, or an update to its escalation."""
        owner, key, field, kind = _PARTS[part.pop("type")]
        name = part.pop(key, "")
        raw = self.owners.get((owner, name))
        try:
            if raw is None:
                raise Refused(f"{key} {name}", words.OWNER_NOT_IN_FILE[owner])
            kind.read(part)
        except Refused as error:
            self.found.append((line, error))
        else:
            raw.setdefault(field, []).append(part)

    def _raw(self, row: Mapping[str, str]) -> dict[str, Any]:
        """Return the JSON object of a row. Raises ValueError."""
        kind = row.get("type", "").strip()
        if kind not in ROW_COLUMNS:
            raise Refused("type", f"must be one of these: {', '.join(ROW_COLUMNS)}")
        raw: dict[str, Any] = {"type": kind}
        for name, cell in row.items():
            group, _, own = name.partition(" ")
            if own and kind == "checkin":
                value = self._number(name, cell) if group == METRIC else cells.read_answer(cell)
                raw.setdefault(_GROUPS[group], {})[own] = value
            elif name in ROW_COLUMNS[kind]:
                raw[name] = self._value(name, cell)
            elif name != "type":
                raise Refused(name or words.UNNAMED_COLUMN, words.NOT_IN_ROW.format(type=kind))
        if kind == "checkin":
            community = {name: raw.pop(f"community_{name}", None) for name in ("mood", "feels")}
            return raw | {"community": community, "note": raw.pop("text", None)}
        if kind == "escalation":
            raw["title"] = raw.pop("text", None)
        if kind in ("escalation", "update", "nudge_state", "reply_state"):
            raw.pop("date", None)  # it follows from the time
        return raw

    def _value(self, name: str, cell: str) -> JSON:
        if name in _NUMBERS:
            return self._number(name, cell)
        if name in TIME_COLUMNS:
            return self._moment(name, cell).isoformat()
        if name in _DATES:
            return read_day(cell).isoformat()
        if name in ("start", "end"):
            return f"{read_time(cell):%H:%M}"
        if name in ("long_term", "could_wait"):
            return cells.read_flag(name, cell)
        if name == "feelings":
            return cells.split(cell)
        if name == "activities":
            return [cells.read_activity(item) for item in cells.split(cell)]
        if name == "checks":
            return [cells.read_check(item) for item in cells.split(cell)]
        return cell

    def _number(self, name: str, cell: str) -> int | float:
        return cells.read_number(name, cell, comma=self.separator != ",")

    def _moment(self, name: str, cell: str) -> datetime:
        try:
            found: When = datetime.fromisoformat(cell if "T" in cell and len(cell) <= _LONGEST_TIME else "")
        except ValueError:
            found = read_when(cell)
        if not isinstance(found, datetime) or not EARLIEST <= found.date() <= LATEST:
            raise Refused(name, words.NO_TIME)
        return found if found.tzinfo else cells.in_zone(found, self.zone)


_PARTS: Final[Mapping[str, tuple[str, str, str, type[Win] | type[Update]]]] = {
    "win": ("checkin", "date", "wins", Win),
    "update": ("escalation", "id", "updates", Update),
}
_GROUPS: Final = {METRIC: "metrics", ANSWER: "answers"}


def _problem_with(columns: list[str]) -> Refused | None:
    for n, name in enumerate(columns):
        if not name:
            continue
        if name in columns[:n]:
            return Refused(f"column “{name[:60]}”", words.COLUMN_TWICE)
        group, _, own = name.partition(" ")
        if name not in COLUMNS and not (own and group in _GROUPS):
            return Refused(f"column “{name[:60]}”", words.NOT_OUR_COLUMN)
    return None
