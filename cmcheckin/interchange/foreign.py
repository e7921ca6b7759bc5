"""Recognise files that import can't read, to describe them in one phrase instead of one error per line."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable
from itertools import islice
from typing import Any, Final

from cmcheckin.domain.records import TYPES
from cmcheckin.domain.text import clean, shorten

READS: Final = "import reads what `cmcheckin export` writes as jsonl or json"
"""What import reads, as a clause."""
ROWS: Final = 50
"""Most rows of a table that are examined."""
NAMES: Final = 4
"""Most column or field names shown, of at most NAME characters each."""
NAME: Final = 24
_BEGINS: Final = (
    (b"SQLite format 3\0", "an SQLite database"),
    (b"%PDF-", "a PDF document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Excel or Word file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\0", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"age-encryption.org/", "an encrypted file"),
    (b"-----BEGIN ", "an encrypted file or a key"),
    (b"\xff\xfe", "text in UTF-16; save it as UTF-8 first"),
    (b"\xfe\xff", "text in UTF-16; save it as UTF-8 first"),
)
_SECTION: Final = re.compile(r"\[[a-z_][\w. -]*\]\s*(?:\n|\Z)")
_OWN: Final = {
    "journal": "a journal file of cmcheckin, as in its journal and backups folders",
    "share": "a share file of cmcheckin, which `cmcheckin review` opens",
    "reply": "a reply of cmcheckin, which the next check-in shows",
    "index": "a cache file of cmcheckin",
}
_OWN_TABLE: Final = ["type", "date", "id", "kind", "text"]
_TABLES: Final = (
    ({"full_date", "mood", "activities"}, "Daylio"),
    ({"Start date", "Start time", "Duration"}, "Toggl"),
)
"""Columns by which the CSV of a program is recognised."""


def recognised(raw: bytes) -> str:
    """Return what the content `raw` looks like: `a CSV table with the columns …`. Empty if it may be an export of
    ours or isn't recognised. Never raises."""
    body = raw.removeprefix(b"\xef\xbb\xbf")
    if kind := _binary(body):
        return kind
    try:
        text = body.decode()
    except UnicodeDecodeError:
        return "" if b"{" in body else "text that is not UTF-8"
    opening = text.lstrip()[:200].lower()
    if _SECTION.match(opening):
        return "a TOML or INI file"
    if opening.startswith(("{", "[")):
        return _json(text)
    if opening.startswith("begin:vcalendar"):
        return "a calendar file (.ics)"
    if opening.startswith(("<?xml", "<!doctype", "<html", "<svg")):
        return "a web page or an XML file"
    if opening.startswith("# check-ins\n"):
        return "an export of cmcheckin as Markdown, which is for reading"
    return _table(text) or ("plain text" if _is_prose(text) else "")


def _is_prose(text: str) -> bool:
    """Return whether no line of `text` is JSON, or most aren't and some are sentences."""
    lines = [line for line in islice(text.splitlines(), ROWS) if line.strip()]
    records = sum(line.lstrip().startswith("{") for line in lines)
    return not records or (2 * records < len(lines) and any(len(line.split()) >= 3 for line in lines))


def _binary(body: bytes) -> str:
    if body.startswith(b"PK\x03\x04"):
        start = body[:4096]
        if b"opendocument.spreadsheet" in start or b"xl/" in body:
            return "a spreadsheet, which can't be imported"
        return "a ZIP archive"
    known = next((kind for begins, kind in _BEGINS if body.startswith(begins)), "")
    return known or ("binary data" if b"\0" in body[:4096] else "")


def _table(text: str) -> str:
    """Return a description of a CSV table, recognised by its header and column count with any separator, or empty."""
    lines = [line for line in islice(text.splitlines(), ROWS) if line.strip()]
    for sign, kind in ((",", "a CSV table"), (";", "a CSV table"), ("\t", "a table with tabs")):
        try:
            rows = list(csv.reader(lines, delimiter=sign))
        except csv.Error:
            continue
        wide = len(rows[0]) if rows else 0
        same = sum(len(row) == wide for row in rows)
        if wide < 2 or same < 0.8 * len(rows) or (len(rows) == 1 and wide < 3):
            continue
        if [name.strip() for name in rows[0][: len(_OWN_TABLE)]] == _OWN_TABLE:
            return "an export of cmcheckin as CSV, which is for spreadsheets"
        program = next((name for columns, name in _TABLES if columns <= {*rows[0]}), "")
        return f"{kind}{f' of {program}' if program else ''} with the columns {_named(rows[0])}"
    return ""


def _json(text: str) -> str:
    """Return a description of another program's JSON, or of a file of ours that isn't an export, or empty."""
    kind = "a JSON list"
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        kind = "JSON Lines"
        try:
            value = [json.loads(line) for line in islice(filter(str.strip, text.splitlines()), ROWS)]
        except (ValueError, RecursionError):
            return ""
        if isinstance(value[0], dict) and value[0].get("cmcheckin") == "journal":
            return _OWN["journal"]
    if isinstance(value, dict):
        if (own := value.get("cmcheckin")) is not None:
            return _OWN.get(str(own), "a file of cmcheckin that isn't an export")
        nested = [item for item in value.values() if isinstance(item, list | dict)]
        if "type" in value or not nested:
            return ""
        program = " of jrnl" if {"tags", "entries"} <= value.keys() else ""
        return f"a JSON document{program} with the fields {_named(value)}"
    return _list(value, kind) if isinstance(value, list) and len(value) > 1 else ""


def _list(items: list[Any], kind: str) -> str:
    if any(isinstance(item, dict) and str(item.get("type")) in TYPES for item in items):
        return ""
    if all(isinstance(item, dict) for item in items):
        program = " of Timewarrior" if all({"id", "start"} <= item.keys() for item in items) else ""
        return f"{kind}{program} whose entries have the fields {_named(items[0])}"
    if all(isinstance(item, list) and len(item) >= 5 and isinstance(item[0], int) for item in items):
        return "the frames of Watson, a JSON list of lists"
    return f"{kind} of another program"


def _named(names: Iterable[object]) -> str:
    found = [shorten(clean(str(name)[:200]), NAME) or "(none)" for name in names]
    return ", ".join(found[:NAMES]) + (" …" if len(found) > NAMES else "")
