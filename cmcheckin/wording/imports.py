"""The sentences of `import` and `export`: what a file can be, and why it can't be imported."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from cmcheckin.domain.text import clean, shorten
from cmcheckin.wording import file_reasons
from cmcheckin.wording.command_messages import NOTHING_CHANGED
from cmcheckin.wording.formats import joined, plural

FORMAT_HELP: Final[Mapping[str, str]] = {
    "jsonl": "all records, one per line; can be imported again",
    "json": "all records as one JSON array; can be imported again",
    "csv": "a row per record, win and update; can be imported again",
    "days": "a table with a row per day, for analysis",
    "md": "a diary to read",
    "obsidian": "a Markdown file per day, for Obsidian",
    "ics": "a calendar of leave, holidays and time owed",
}
"""What each export format is for."""
MAX_NAMES: Final = 4
"""Most column or field names shown."""
MAX_NAME: Final = 24
"""Longest name shown, in characters."""

# What the content of a file looks like, as a phrase

KINDS: Final[Mapping[str, str]] = {
    "sqlite": "an SQLite database",
    "pdf": "a PDF document",
    "office": "an old Excel or Word file",
    "gzip": "a gzip archive",
    "bzip2": "a bzip2 archive",
    "xz": "an xz archive",
    "7z": "a 7z archive",
    "zstd": "a Zstandard archive",
    "picture": "an image",
    "encrypted": "an encrypted file",
    "key": "an encrypted file or a key",
    "utf-16": "text in UTF-16; save it as UTF-8 first",
    "not utf-8": "text that isn't UTF-8",
    "spreadsheet": "a spreadsheet; save its sheet as CSV first",
    "zip": "a ZIP archive",
    "binary": "binary data",
    "toml": "a TOML or INI file",
    "calendar": "a calendar file (.ics). `cmcheckin leave import` reads holidays, and `cmcheckin hints` meetings",
    "xml": "a web page or an XML file",
    "our table": "a table of figures from cmcheckin, which can't be imported. Export as csv or jsonl instead",
    "our markdown": "a Markdown export from cmcheckin, which is only for reading",
    "text": "plain text",
    "table": "a CSV table",
    "table with tabs": "a tab-separated table",
    "list": "a JSON list",
    "lines": "JSON Lines",
}
OWN_KINDS: Final[Mapping[str, str]] = {
    "journal": "a cmcheckin journal file, from its journal or backups folder",
    "share": "a cmcheckin share file, which `cmcheckin review` opens",
    "reply": "a cmcheckin reply, which is shown in the next check-in",
    "index": "a cmcheckin cache file",
}
"""Kinds of our own files, by the value of their `cmcheckin` field."""
OTHER_PROGRAM: Final = "{kind} from another program"
OWN_UNKNOWN: Final = "a cmcheckin file that isn't an export"


def table(kind: str, columns: Iterable[object]) -> str:
    """Return a phrase for a table: `a CSV table with the columns …`."""
    return f"{KINDS[kind]} with the columns {_names(columns)}"


def json_object(fields: Iterable[object]) -> str:
    """Return a phrase for a JSON object."""
    return f"a JSON document with the fields {_names(fields)}"


def json_objects(kind: str, fields: Iterable[object]) -> str:
    """Return a phrase for a list of JSON objects."""
    return f"{KINDS[kind]} whose entries have the fields {_names(fields)}"


def _names(names: Iterable[object]) -> str:
    found = [shorten(clean(str(name)[:200]), MAX_NAME) or "(none)" for name in names]
    return ", ".join(found[:MAX_NAMES]) + (" …" if len(found) > MAX_NAMES else "")


# Why a line can't be imported, as a clause

NOT_UTF8: Final = "isn't UTF-8 text"
TOO_DEEP: Final = "is nested too deeply"
AFTER_LIST: Final = "there's text after the end of the list"
BROKEN_LIST: Final = "isn't valid JSON (a comma or the closing bracket of the list is missing)"
AFTER_RECORD: Final = "has text after the record"
UNREADABLE_JSON: Final = "isn't readable JSON"
DIFFERS_FROM_LINE: Final = "is also on line {line}, with different values"
REPEATED_WIN_ID: Final = "is the same as the id of wins[{number}]. Each win needs its own id"

# Why a row of our own CSV can't be imported
MORE_CELLS: Final = "has more cells than the header"
OWNER_NOT_IN_FILE: Final[Mapping[str, str]] = {
    "checkin": "has no check-in in this file, so its win can't be imported",
    "escalation": "has no escalation in this file, so its update can't be imported",
}
NOT_IN_ROW: Final = "must be empty in a row of type {type}"
NO_TIME: Final = "must be a date and time, such as 2026-11-19T02:10:00"
UNNAMED_COLUMN: Final = "the column without a name"
COLUMN_TWICE: Final = "appears twice"
NOT_OUR_COLUMN: Final = "isn't in an export. Remove it, or rename it to “metric NAME” or “answer NAME”"


def not_json(message: str, column: int) -> str:
    """Return the reason for a syntax error at `column`, with the parser's `message`."""
    return f"isn't valid JSON ({message[:1].lower()}{message[1:]}, column {column})"


# Why a file can't be read, as a clause

IS_FOLDER: Final = "is a folder"
NOT_REGULAR: Final = "isn't a regular file. To read from a pipe, use -"
NO_FILE_NAME: Final = "can't be opened (that isn't a valid file name)"
IS_BACKUP: Final = "is a backup copy"
NESTED_TOO_DEEP: Final = "is nested more than {most} folders deep"
NOT_RECOGNISED: Final = "isn't recognised"
TOO_MANY_FILES: Final = "has more than {most:,} files"
LEADS_OUTSIDE: Final = "has a file named “{name}”, which points outside the archive"
IS_ENCRYPTED: Final = "is an encrypted archive"
DAMAGED_ARCHIVE: Final = "is a damaged ZIP archive"


def not_utf8(kind: str, line: int) -> str:
    """Return the phrase for a file of a `kind`. If it is text, `line` is the first that isn't UTF-8."""
    return f"{kind} (line {line})" if kind == KINDS["not utf-8"] else kind


def too_large(limit: int, size: int | None) -> str:
    """Return the reason for a file of more than `limit` bytes. `size` is None if it isn't known exactly."""
    if size is None:
        return f"is larger than the limit of {limit:,} bytes"
    return file_reasons.TOO_MANY_BYTES.format(size=size, limit=limit)


def not_opened(why: str) -> str:
    """Return the reason for a file that can't be opened, with the system's message `why`."""
    return f"can't be opened ({why.lower()})"


# The command

STDIN: Final = "Standard input"
LOOKS_LIKE: Final = "looks like {content}"


def looks_like(content: str, programs: Sequence[str]) -> str:
    """Return the reason why a file that looks like `content`, a phrase, can't be imported, with the `programs` whose
    files can."""
    return f"{LOOKS_LIKE.format(content=content)}. {reads(programs)}"


def reads(programs: Sequence[str]) -> str:
    """Return what import reads, as a sentence without its full stop: tables, and files from `programs`."""
    return f"Import reads any table with a column of dates, and files from cmcheckin, {joined(list(programs))}"


def for_hints(program: str) -> str:
    """Return the phrase for a file from a `program` that only shows when something was done."""
    return f"a file from {program}, which only `cmcheckin hints` can read"


def several_programs(titles: Sequence[str], more: int) -> str:
    """Return the reason for a folder with files from several programs: `titles`, and `more` that aren't named."""
    named = joined([*titles, f"{more} more"] if more > 0 else list(titles))
    return f"has files from {named}. Import one program at a time"


def nothing_recognised(files: int, programs: Sequence[str]) -> str:
    """Return the reason for a folder or an archive with `files` files, none of which can be imported, and
    name the `programs` whose files can."""
    return f"has {plural(files, 'file')}, but none that can be imported. {reads(programs)}" if files else "is empty"


def forgotten(records: int) -> str:
    """Return the message about `records` of an import whose words were left out, since `forget` erased them."""
    counted = plural(records, "record")
    return f"Left out words from {counted}, since you erased these words with `cmcheckin forget`."


def imported(file: str, new: int, replaced: int, equal: int, *, dry_run: bool = False) -> str:
    """Return how many records of `file` are new, replaced, or equal to those in the journal."""
    would = "would be " if dry_run else ""
    total = new + replaced + equal
    parts = [f"{new:,} {would}added"]
    if replaced:
        parts.append(f"{replaced:,} {would}replaced")
    parts.append(f"{equal:,} already saved")
    counted = f"{file} has {plural(total, 'record')}: {', '.join(parts)}."
    return f"{counted} {NOTHING_CHANGED}" if dry_run else counted
