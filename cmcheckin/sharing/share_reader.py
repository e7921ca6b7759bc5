"""Reading the bytes of a share file: other people's input, taken only when every part of it is what it has to be."""

from __future__ import annotations

import json
from typing import Any, Final, NoReturn

from cmcheckin.domain.errors import Refused
from cmcheckin.domain.text import clean, shorten
from cmcheckin.sharing.codec import share_from_json
from cmcheckin.sharing.share_file import ShareFile

SIZE: Final = 5_000_000
"""Largest share file or reply that is read, in bytes."""
WHOLE_FILE: Final = "the file"
"""What a refusal of the whole is said of."""
MAX_DEPTH: Final = 8
"""How deep it may nest; a share file nests 4 deep, the rest is room for what a newer one adds."""
_BOM: Final = b"\xef\xbb\xbf"
_KINDS: Final = (
    (b"PK\x03\x04", "is a zip archive, whatever its name says"),
    (b"\x1f\x8b", "is a compressed archive, whatever its name says"),
    (b"%PDF", "is a PDF, whatever its name says"),
    (b"\x89PNG", "is a picture, whatever its name says"),
    (b"\xff\xd8\xff", "is a picture, whatever its name says"),
)
"""What another file begins with, and what it is then."""


def read_share(data: bytes) -> ShareFile:
    """The share file in these bytes. Raises Refused, and nothing else."""
    return share_from_json(parse_json(data))


def parse_json(data: bytes) -> object:
    """What JSON says in these bytes: bounded, without NaN, without a name that stands twice. Raises Refused."""
    if len(data) > SIZE:
        raise Refused(WHOLE_FILE, f"has {len(data):,} bytes, and {SIZE:,} is the most that is read")
    body = data.removeprefix(_BOM)
    if not body.strip():
        raise Refused(WHOLE_FILE, "is empty; it may still be on its way here")
    for begin, reason in _KINDS:
        if body.startswith(begin):
            raise Refused(WHOLE_FILE, reason)
    if b"\x00" in body:
        raise Refused(WHOLE_FILE, "is no text")
    try:
        text = body.decode()
    except UnicodeDecodeError:
        raise Refused(WHOLE_FILE, "is no text in UTF-8") from None
    try:
        found = _DECODER.decode(text)
    except Refused:
        raise
    except json.JSONDecodeError as no:
        raise Refused(WHOLE_FILE, _broken(text, no)) from None
    except RecursionError:
        raise Refused(WHOLE_FILE, f"is nested more than {MAX_DEPTH} deep") from None
    except ValueError:  # a whole number of thousands of digits
        raise Refused(WHOLE_FILE, "holds a number too long to be read") from None
    if _deep(found):
        raise Refused(WHOLE_FILE, f"is nested more than {MAX_DEPTH} deep")
    return found


def _broken(text: str, no: json.JSONDecodeError) -> str:
    ended = len(text.rstrip())
    if text.lstrip()[:1] in ("{", "[") and (no.pos >= ended or no.msg.startswith("Unterminated string")):
        return "ends in the middle; it may still be on its way here"
    return f"is no JSON (line {no.lineno}, column {no.colno})"


def _deep(value: object) -> bool:
    """Whether anything in it lies deeper than is taken, found without recursion."""
    level: list[Any] = [value] if isinstance(value, dict | list) else []
    for _ in range(MAX_DEPTH):
        inside = (inner for one in level for inner in (one.values() if isinstance(one, dict) else one))
        level = [inner for inner in inside if isinstance(inner, dict | list)]
        if not level:
            return False
    return True


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        seen: set[str] = set()
        for name, _ in pairs:
            if name in seen:
                raise Refused(WHOLE_FILE, f"has {shorten(repr(clean(name[:200])), 40)} twice in one object")
            seen.add(name)
    return found


def _constant(name: str) -> NoReturn:
    raise Refused(WHOLE_FILE, f"holds {name}, which is no number")


_DECODER: Final = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_constant)
