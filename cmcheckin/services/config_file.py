"""Change single values in config.toml, and keep everything else in it: comments, order and unknown keys."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping, MutableMapping
from pathlib import Path
from typing import Any

from cmcheckin.domain.errors import Refused
from cmcheckin.files import make_folder, write_file
from cmcheckin.settings import SIZE, read_text
from cmcheckin.toml_lines import parse_toml, table_ends
from cmcheckin.wording import config as words

Value = str | int | float | list[str]
Changes = Mapping[str, Value]
"""New values by key. A key of a table has the name of the table before it, with a dot: `schedule.start`."""


def change_config(path: Path, changes: Changes) -> str:
    """Make `changes` in the config.toml at `path`, and return its new text. The file is written completely or not at
    all, and only its owner can read it.

    A file that doesn't exist starts with NEW_FILE. Raises Refused, without writing, if the file can't be
    read as TOML or can't hold the changes; OSError if it can't be written.
    """
    text = changed_text(current_text(path), changes)
    write_config(path, text)
    return text


def current_text(path: Path) -> str:
    """Return the text of the config.toml at `path`, NEW_FILE if there is none.

    Raises Refused if it can't be read as TOML: a file that wasn't understood is never overwritten.
    """
    try:
        text = read_text(path)
    except Refused as error:
        raise Refused(words.CONFIG_FILE, words.FIX_FIRST.format(reason=error.reason)) from None
    if text is None:
        return words.NEW_FILE
    if faults := parse_toml(text).faults:
        first = faults[0]
        where = words.line_reason(first.line, first.text, first.reason)
        raise Refused(words.CONFIG_FILE, words.FIX_FIRST.format(reason=where))
    return text


def write_config(path: Path, text: str) -> None:
    """Write `text` as the config.toml at `path`. A link stays a link, and the file it points to is replaced.

    Raises OSError.
    """
    target = os.path.realpath(path)
    make_folder(os.path.dirname(target))  # noqa: PTH120
    write_file(target, text.encode())


def changed_text(text: str, changes: Changes) -> str:
    """Return `text`, which is valid TOML, with `changes` made. Raises Refused if it can't hold one of them."""
    from tomlkit.exceptions import TOMLKitError  # takes 80 ms, and only writing needs it

    found = text.replace("\r\n", "\n")
    if found and not found.endswith("\n"):
        found += "\n"
    tables: dict[str, dict[str, Value]] = {}
    for name, value in changes.items():
        table, _, key = name.rpartition(".")
        tables.setdefault(table, {})[key] = value
    try:
        for table, values in tables.items():
            found = _with_values(found, table, values)
        is_changed = tomllib.loads(found) == _expected(text, tables) and len(found.encode()) <= SIZE
    except (ValueError, TOMLKitError):
        is_changed = False
    if not is_changed:
        raise Refused(words.CONFIG_FILE, words.CANNOT_HOLD.format(keys=", ".join(changes)))
    return found.replace("\n", "\r\n") if "\r\n" in text else found


def _with_values(text: str, table: str, values: Mapping[str, Value]) -> str:
    """Return `text` with `values` in `table`, which is empty for the top level.

    tomlkit would add new keys below the comments in front of the next table, so it is given the text up to the last
    key of `table` alone, or nothing if the table has no keys yet.
    """
    import tomlkit

    lines = text.splitlines(keepends=True)
    path = (table,) if table else ()
    end = table_ends(text).get(path)
    document = tomlkit.parse("".join(lines[:end]) if end else "")
    target: Any = document.setdefault(table, tomlkit.table()) if table else document
    if not isinstance(target, MutableMapping):
        raise ValueError(table)  # the user's own value, so this isn't a TypeError
    target.update(values)
    before = "" if end else "".join(lines if table else lines[: _after_heading(lines)])
    after = "".join(lines[end:]) if end else text[len(before) :]
    gap = "\n" if before and not before.endswith("\n\n") else ""
    next_gap = "\n" if after.startswith("[") or (not end and after.startswith("#")) else ""
    return f"{before}{gap}{tomlkit.dumps(document)}{next_gap}{after}"


def _after_heading(lines: list[str]) -> int:
    """Return after how many of `lines` the first key is added: after a comment about the whole file, which has a blank
    line below it or nothing."""
    comments = next((n for n, line in enumerate(lines) if not line.startswith("#")), len(lines))
    is_heading = comments == len(lines) or not lines[comments].strip()
    return min(comments + 1, len(lines)) if is_heading else 0


def _expected(text: str, changes: Mapping[str, Mapping[str, Value]]) -> dict[str, Any]:
    """Return the tables of `text` with `changes`, by table and key. Raises ValueError if one of them isn't a table."""
    found = tomllib.loads(text)
    for table, values in changes.items():
        owner = found.setdefault(table, {}) if table else found
        if not isinstance(owner, dict):
            raise ValueError(table)
        owner.update(values)
    return found
