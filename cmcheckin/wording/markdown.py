"""User text in Markdown: it stays text in any renderer. The one escaper, for shares, reports and exports."""

from __future__ import annotations

import re
from typing import Final

from cmcheckin.domain.text import clean

# Entities are taken for text by every renderer, old ones that do not know `\<` too.
_ENTITIES: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_MARKS: Final = re.compile(r"[\\`*_{}\[\]|~$^]")
_BEGIN: Final = re.compile(r"[-+#=:]|\d{1,9}(?=[.)])")
_TOP: Final = "[a-z]{2}|aero|asia|biz|com|coop|edu|gov|info|museum|name|net|org|pro|shop|web|xxx|рф"
"""Last parts of bare names that linkify-it, which markdown-it and many more renderers use, makes links of."""
_LINKED: Final = re.compile(
    r"(?i)(?:(?<=\w)://|(?<![\w:/])//(?=\w)|(?<=\bwww)\.|(?<=\S)@(?=\S)|(?<=\bmailto):|(?<=\bxmpp):"
    rf"|(?<=\w)\.(?=(?:{_TOP})(?![^\W_])))+"
)


def escaped(text: str) -> str:
    """Return `text` on one line, so that no renderer takes any of it for markup, HTML or a link.

    What renderers turn into links without being asked is parted by a code span in its middle: they look for links after
    escapes are gone, so a backslash does not keep them from it.
    """
    kept = clean(text)
    parts: list[str] = []
    at = 0
    for found in _LINKED.finditer(kept):
        parts += [_marked(kept[at : found.start()], first=not at), f"`{found.group()}`"]
        at = found.end()
    return "".join([*parts, _marked(kept[at:], first=not at)])


def _marked(text: str, *, first: bool) -> str:
    marked = _MARKS.sub(lambda found: f"\\{found.group()}", text).translate(_ENTITIES)
    if first and (begin := _BEGIN.match(marked)):
        sign = begin.group()
        marked = f"{sign}\\{marked[len(sign) :]}" if sign.isdigit() else f"\\{marked}"
    return marked
