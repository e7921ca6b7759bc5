"""What the readers of journals share: the lines of a file, and the text and the tags of an entry."""

from __future__ import annotations

import re
from typing import Any, Final

from cmcheckin.domain import fields as f
from cmcheckin.domain.text import LINE, NOTE, WORD

STARRED: Final = "starred"
"""The tag of an entry that is starred, so that stars can mark wins."""
_SIGNS: Final = "@#+&%$!~^="
"""Signs before a tag in a list. In a text, only the first two are sure to begin a tag."""
_TAG: Final = re.compile(r"(?<!\S)[@#]([-+*/\w]+)")
_GAP: Final = re.compile(r"\n(?:[ \t]*\n){2,}")
_LINE_BREAK: Final = re.compile(r"\r\n|\r|\n")


def lines_of(text: str) -> list[str]:
    """Return the lines of `text`, as an editor counts them."""
    return _LINE_BREAK.split(text)


def note_text(text: Any) -> str:
    """Return `text`, cleaned. Raises Refused if it isn't text, or is longer than a note may be."""
    return f.prose("text", text, NOTE) or ""


def without(pattern: re.Pattern[str], text: str) -> str:
    """Return `text` without matches of `pattern`, or the gaps that they would leave between lines."""
    return _GAP.sub("\n\n", pattern.sub("", text))


def tags_in(text: str) -> tuple[str, ...]:
    """Return the tags in `text`, such as @mods and #meetup, in lower case and without their sign.

    A tag has a letter, so that #12 isn't one.
    """
    found = (tag.lower().strip("-+*/") for tag in _TAG.findall(text))
    return tuple(dict.fromkeys(tag for tag in found if len(tag) <= WORD and any(map(str.isalpha, tag))))


def tag_names(value: Any, *, is_starred: Any = False) -> tuple[str, ...]:
    """Return the tags in the list `value` without their signs, and STARRED if `is_starred`.

    Raises Refused for another type of value.
    """
    names = [tag.lstrip(_SIGNS).strip() for tag in f.words("tags", value, LINE)]
    if f.flag("starred", is_starred):
        names.append(STARRED)
    return tuple(dict.fromkeys(name for name in names if name))
