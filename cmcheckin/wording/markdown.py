"""User text in Markdown: it stays text in any renderer."""

from __future__ import annotations

import re
from typing import Final

_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]<>#|~&$])")
# Only at the start of a line: lists, rules, headings underlined, numbered lists.
_STARTS: Final = re.compile(r"^(\s*)([-+=:]|\d+(?=[.)](?:\s|$)))")


def escaped(text: str) -> str:
    """One line of user text that Markdown will show as it is."""
    text = _SPECIAL.sub(r"\\\1", text)
    started = _STARTS.match(text)
    if not started:
        return text
    mark = started[2]
    if mark.isdigit():  # a number before a point: escape the point
        end = started.end()
        return f"{text[:end]}\\{text[end:]}"
    return f"{started[1]}\\{mark}{text[started.end() :]}"
