"""Parse JSON that other people wrote, with limits on its size and nesting."""

from __future__ import annotations

import json
from typing import Final, NoReturn

from cmcheckin.domain.errors import Refused
from cmcheckin.domain.text import clean, shorten
from cmcheckin.wording import file_reasons as reasons

SIZE: Final = 5_000_000
"""Largest share file or reply that is read, in bytes."""
WHOLE_FILE: Final = "the file"
"""The name of the field in errors that concern the whole file."""
MAX_DEPTH: Final = 8
"""Deepest nesting that is read. A share file has 4 levels; the rest is for additions of newer versions."""
_BOM: Final = b"\xef\xbb\xbf"
_OTHER_FORMATS: Final = (
    (b"PK\x03\x04", reasons.ZIP),
    (b"\x1f\x8b", reasons.COMPRESSED),
    (b"%PDF", reasons.PDF),
    (b"\x89PNG", reasons.PICTURE),
    (b"\xff\xd8\xff", reasons.PICTURE),
)
"""Beginnings of files of other formats, and the reason to refuse them."""


def parse_json(data: bytes) -> object:
    """Return the JSON in `data`. Refuses large and deeply nested input, NaN and repeated keys. Raises Refused."""
    if len(data) > SIZE:
        raise Refused(WHOLE_FILE, reasons.TOO_MANY_BYTES.format(size=len(data), limit=SIZE))
    body = data.removeprefix(_BOM)
    if not body.strip():
        raise Refused(WHOLE_FILE, reasons.EMPTY)
    for start, reason in _OTHER_FORMATS:
        if body.startswith(start):
            raise Refused(WHOLE_FILE, reason)
    if b"\x00" in body:
        raise Refused(WHOLE_FILE, reasons.NOT_TEXT)
    try:
        text = body.decode()
        parsed = _DECODER.decode(text)
    except Refused:
        raise
    except UnicodeDecodeError:
        raise Refused(WHOLE_FILE, reasons.NOT_UTF8) from None
    except json.JSONDecodeError as error:
        raise Refused(WHOLE_FILE, _syntax_reason(text, error)) from None
    except RecursionError:
        raise Refused(WHOLE_FILE, reasons.NESTED_TOO_DEEP.format(depth=MAX_DEPTH)) from None
    except ValueError:  # an integer of thousands of digits
        raise Refused(WHOLE_FILE, reasons.NUMBER_TOO_LONG) from None
    if _is_too_deep(parsed):
        raise Refused(WHOLE_FILE, reasons.NESTED_TOO_DEEP.format(depth=MAX_DEPTH))
    return parsed


def _syntax_reason(text: str, error: json.JSONDecodeError) -> str:
    length = len(text.rstrip())
    if text.lstrip()[:1] in ("{", "[") and (error.pos >= length or error.msg.startswith("Unterminated string")):
        return reasons.ENDS_EARLY
    return reasons.NOT_JSON.format(line=error.lineno, column=error.colno)


def _is_too_deep(value: object) -> bool:
    """Return whether `value` is nested more than MAX_DEPTH deep. Not recursive, so that it never overflows."""
    level = [value] if isinstance(value, dict | list) else []
    for _ in range(MAX_DEPTH):
        inside = (inner for item in level for inner in (item.values() if isinstance(item, dict) else item))
        level = [inner for inner in inside if isinstance(inner, dict | list)]
        if not level:
            return False
    return True


def _unique_keys(pairs: list[tuple[str, object]]) -> dict[str, object]:
    table = dict(pairs)
    if len(table) != len(pairs):
        seen: set[str] = set()
        for name, _ in pairs:
            if name in seen:
                raise Refused(WHOLE_FILE, reasons.REPEATED_KEY.format(key=shorten(repr(clean(name[:200])), 40)))
            seen.add(name)
    return table


def _refuse_constant(name: str) -> NoReturn:
    raise Refused(WHOLE_FILE, reasons.NOT_A_NUMBER.format(name=name))


_DECODER: Final = json.JSONDecoder(object_pairs_hook=_unique_keys, parse_constant=_refuse_constant)
