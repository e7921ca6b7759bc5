"""JSON out of other people's files: one sound document, or a reason why not."""

from __future__ import annotations

import json
from typing import Any, Final, NoReturn

from cmcheckin.domain.errors import Refused
from cmcheckin.domain.text import clean, shorten

DEPTH: Final = 8
"""How deep a document may nest. The deepest of ours has 4."""
_BOM: Final = b"\xef\xbb\xbf"
_FILE: Final = "the file"


def parse_bytes(data: bytes) -> Any:
    """What JSON has there. Raises Refused for anything that is not one sound document in UTF-8, for names that stand
    twice in one object, for NaN and the infinite, and for more than DEPTH levels."""
    if not data.strip():
        raise Refused(_FILE, "is empty; it may not have arrived whole")
    if b"\x00" in data[:4096] or data[:2] == b"PK":
        raise Refused(_FILE, "is no text")
    try:
        text = data.removeprefix(_BOM).decode("utf-8")
    except UnicodeDecodeError as no:
        raise Refused(_FILE, f"is no UTF-8 text (byte {no.start:,})") from None
    try:
        found = json.loads(text, object_pairs_hook=_object, parse_constant=_constant)
    except Refused:
        raise
    except RecursionError:
        raise Refused(_FILE, "nests deeper than any file of ours") from None
    except ValueError as no:
        at = getattr(no, "pos", len(text))
        reason = "ends in the middle; it may not have arrived whole" if at >= len(text.rstrip()) else "is no sound JSON"
        raise Refused(_FILE, f"{reason} (character {at + 1:,})") from None
    if _deeper(found, DEPTH):
        raise Refused(_FILE, "nests deeper than any file of ours")
    return found


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise Refused(shorten(clean(twice), 40) or "a name", "stands there twice")
    return found


def _constant(name: str) -> NoReturn:
    raise Refused(_FILE, f"has {name} in it, which is no number")


def _deeper(value: Any, left: int) -> bool:
    """Whether it nests deeper than so many levels."""
    if isinstance(value, dict):
        return left == 0 or any(_deeper(each, left - 1) for each in value.values())
    if isinstance(value, list):
        return left == 0 or any(_deeper(each, left - 1) for each in value)
    return False
