"""Remember the user's answers about imported files, so that each is asked once."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Final

from cmcheckin.domain.errors import Refused
from cmcheckin.domain.text import to_json
from cmcheckin.files import TooLarge, read_bytes
from cmcheckin.interchange.importing.questions import COLUMN, DATES, KINDS, PERSON, SCALE, Answers
from cmcheckin.journal.vault import START, HomeVault
from cmcheckin.paths import Paths
from cmcheckin.wording import file_reasons as reasons

MAX_BYTES: Final = 4_000_000
"""The limit in bytes for the file: some forty thousand answers."""
SCOPED: Final = (COLUMN, SCALE)
"""Kinds of answers that apply only to one program, or to tables with the same columns."""
_NAME: Final = "imports.json"


def load_answers(paths: Paths, scope: str) -> Answers:
    """Return the answers saved in the home of `paths` for files of `scope`: the name of a reader, or the columns of a
    table. The user's names aren't among them, since another file may be about other people: see `own_names`.

    Raises Refused if the file is damaged, and OSError if it can't be read.
    """
    given = {}
    for item_scope, kind, name, answer in _read(paths):
        if kind != PERSON and (kind not in SCOPED or item_scope == scope):
            given[kind, name] = answer
    return Answers(given)


def save_answers(paths: Paths, scope: str, given: Mapping[tuple[str, str], str]) -> None:
    """Add the answers `given` about a file of `scope` to those saved in the home of `paths`. The order of day and month
    isn't saved, as other files may have the other order. Raises Refused if the file is damaged, and OSError."""
    found = {(item_scope, kind, name): answer for item_scope, kind, name, answer in _read(paths)}
    before = dict(found)
    for (kind, name), answer in given.items():
        if kind != DATES:
            found[scope if kind in SCOPED else "", kind, answer if kind == PERSON else name.casefold()] = answer
    if found == before:
        return
    paths.data.mkdir(0o700, parents=True, exist_ok=True)
    items = [[*key, answer] for key, answer in found.items()]
    raw = to_json({"answers": items}).encode() + b"\n"
    if len(raw) <= MAX_BYTES:
        HomeVault(paths).write(str(paths.imports), raw)


def own_names(paths: Paths) -> tuple[str, ...]:
    """Return the user's own names and ids in other programs' files, as answered. Raises Refused and OSError."""
    return tuple(answer for _, kind, _, answer in _read(paths) if kind == PERSON)


def _read(paths: Paths) -> list[tuple[str, str, str, str]]:
    """Return the scope, kind, name and answer of each item."""
    try:
        data = read_bytes(paths.imports, limit=MAX_BYTES, follow_link=True)[0]
        raw: object = json.loads(HomeVault(paths).opened(data) if data.startswith(START) else data)
    except FileNotFoundError:
        return []
    except TooLarge:
        raise Refused(_NAME, reasons.PREFERENCES_TOO_LARGE) from None
    except (ValueError, RecursionError):
        raise Refused(_NAME, reasons.CANNOT_BE_READ) from None
    items = raw.get("answers") if isinstance(raw, dict) else None
    return [
        (item[0], item[1], item[2], item[3])
        for item in (items if isinstance(items, list) else ())
        if isinstance(item, list) and len(item) == 4 and all(isinstance(part, str) for part in item)
        if item[1] in KINDS
    ]
