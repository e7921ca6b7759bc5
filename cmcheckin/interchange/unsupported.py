"""Recognise files that import can't read, so that one phrase describes them instead of an error for every line."""

from __future__ import annotations

import csv
import json
import re
from itertools import islice
from typing import Final

from cmcheckin.domain.records import TYPES
from cmcheckin.interchange.own_csv import separator_of
from cmcheckin.wording import imports as words
from cmcheckin.wording.data_dictionary import DAY_COLUMNS, HEADER

MAX_ROWS: Final = 50
"""Most rows of a table that are examined."""
_SIGNATURES: Final = (
    (b"SQLite format 3\0", "sqlite"), (b"%PDF-", "pdf"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "office"),
    (b"\x1f\x8b", "gzip"), (b"BZh", "bzip2"), (b"\xfd7zXZ\0", "xz"), (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x28\xb5\x2f\xfd", "zstd"), (b"\x89PNG", "picture"), (b"\xff\xd8\xff", "picture"),
    (b"age-encryption.org/", "encrypted"), (b"-----BEGIN ", "key"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"),
)  # fmt: skip
_SECTION: Final = re.compile(r"\[[a-z_][\w. -]*\]\s*(?:\n|\Z)")
_OWN_TABLES: Final = (tuple(DAY_COLUMNS)[:5], HEADER)
"""How the headers of our own tables that can't be imported begin: days, and data dictionaries."""


def describe_content(raw: bytes) -> str:
    """Return a phrase for what `raw` looks like: `a CSV table with the columns …`. Empty if it may be our own export or
    isn't recognised. Never raises."""
    body = raw.removeprefix(b"\xef\xbb\xbf")
    if kind := _binary(body):
        return kind
    try:
        text = body.decode()
    except UnicodeDecodeError:
        return "" if b"{" in body else words.KINDS["not utf-8"]
    opening = text.lstrip()[:200].lower()
    if _SECTION.match(opening):
        return words.KINDS["toml"]
    if opening.startswith(("{", "[")):
        return _json(text)
    if opening.startswith("begin:vcalendar"):
        return words.KINDS["calendar"]
    if opening.startswith(("<?xml", "<!doctype", "<html", "<svg")):
        return words.KINDS["xml"]
    if opening.startswith("# check-ins\n"):
        return words.KINDS["our markdown"]
    if separator_of(text):
        return ""
    return _table(text) or (words.KINDS["text"] if _is_prose(text) else "")


def _is_prose(text: str) -> bool:
    """Return whether no line of `text` is JSON, or most aren't and some are sentences."""
    lines = [line for line in islice(text.splitlines(), MAX_ROWS) if line.strip()]
    records = sum(line.lstrip().startswith("{") for line in lines)
    return not records or (2 * records < len(lines) and any(len(line.split()) >= 3 for line in lines))


def _binary(body: bytes) -> str:
    if body.startswith(b"PK\x03\x04"):
        start = body[:4096]
        if b"opendocument.spreadsheet" in start or b"xl/workbook" in body:
            return words.KINDS["spreadsheet"]
        return words.KINDS["zip"]
    kind = next((kind for signature, kind in _SIGNATURES if body.startswith(signature)), "")
    kind = kind or ("binary" if b"\0" in body[:4096] else "")
    return words.KINDS[kind] if kind else ""


def _table(text: str) -> str:
    """Return a description of a CSV table, recognised by its header and column count with any separator, or empty."""
    lines = [line for line in islice(text.splitlines(), MAX_ROWS) if line.strip()]
    for sign, kind in ((",", "table"), (";", "table"), ("\t", "table with tabs")):
        try:
            rows = list(csv.reader(lines, delimiter=sign))
        except csv.Error:
            continue
        wide = len(rows[0]) if rows else 0
        same = sum(len(row) == wide for row in rows)
        if wide < 2 or same < 0.8 * len(rows) or (len(rows) == 1 and wide < 3):
            continue
        if any(rows[0][: len(header)] == list(header) for header in _OWN_TABLES):
            return words.KINDS["our table"]
        return words.table(kind, rows[0])
    return ""


def _json(text: str) -> str:
    """Return a description of another program's JSON, or of a file of ours that isn't an export, or empty."""
    kind = "list"
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        kind = "lines"
        try:
            value = [json.loads(line) for line in islice(filter(str.strip, text.splitlines()), MAX_ROWS)]
        except (ValueError, RecursionError):
            return ""
        if isinstance(value[0], dict) and value[0].get("cmcheckin") == "journal":
            return words.OWN_KINDS["journal"]
    if isinstance(value, dict):
        if (own := value.get("cmcheckin")) is not None:
            return words.OWN_KINDS.get(str(own), words.OWN_UNKNOWN)
        nested = [item for item in value.values() if isinstance(item, list | dict)]
        if "type" in value or not nested:
            return ""
        return words.json_object(value)
    return _list(value, kind) if len(value) > 1 else ""


def _list(items: list[object], kind: str) -> str:
    objects = [item for item in items if isinstance(item, dict)]
    if any(str(item.get("type")) in TYPES for item in objects):
        return ""
    if len(objects) == len(items) and objects[0]:
        return words.json_objects(kind, objects[0])
    return words.OTHER_PROGRAM.format(kind=words.KINDS[kind])
