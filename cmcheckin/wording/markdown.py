"""Escape user text for Markdown, so that every renderer shows it as text. Used by shares, reports and exports."""

from __future__ import annotations

import re
from typing import Final

from cmcheckin.domain.text import clean

# Every renderer shows entities as text, even old ones that don't know `\<`.
_ENTITIES: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_MARKS: Final = re.compile(r"[\\`*_{}\[\]|~$^]")
_BEGIN: Final = re.compile(r"[-+#=:]|\d{1,9}(?=[.)])")
_TOP: Final = "[a-z]{2}|aero|asia|biz|com|coop|edu|gov|info|museum|name|net|org|pro|shop|web|xxx|рф"
"""Top-level domains of bare names that linkify-it turns into links. markdown-it and many other renderers use it."""
_LINKED: Final = re.compile(
    r"(?i)(?:(?<=\w)://|(?<![\w:/])//(?=\w)|(?<=\bwww)\.|(?<=\S)@(?=\S)|(?<=\bmailto):|(?<=\bxmpp):"
    rf"|(?<=\w)\.(?=(?:{_TOP})(?![^\W_])))+"
)


def escaped(text: str) -> str:
    """Return `text` on one line, so that no renderer takes any of it for markup, HTML or a link.

    Some renderers link bare addresses after they have removed escapes, so a backslash doesn't stop them. A code span in
    the middle of the address does.
    """
    cleaned = clean(text)
    pieces: list[str] = []
    at = 0
    for found in _LINKED.finditer(cleaned):
        pieces += [_marked(cleaned[at : found.start()], first=not at), f"`{found.group()}`"]
        at = found.end()
    return "".join([*pieces, _marked(cleaned[at:], first=not at)])


def _marked(text: str, *, first: bool) -> str:
    marked = _MARKS.sub(lambda found: f"\\{found.group()}", text).translate(_ENTITIES)
    if first and (begin := _BEGIN.match(marked)):
        sign = begin.group()
        marked = f"{sign}\\{marked[len(sign) :]}" if sign.isdigit() else f"\\{marked}"
    return marked
