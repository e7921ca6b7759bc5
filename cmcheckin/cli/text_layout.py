"""Text broken into lines of so many cells. Wide characters count two, so that CJK text keeps to the margin too."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

WIDTH: Final = 80
"""Columns of text output: the narrowest terminal in use."""

_OPENING: Final = re.compile(r" *(?:[-*] )?")
"""Before the words of a line: how far it is set in, and the mark of a list."""


def cells(text: str) -> int:
    """How many columns the text takes."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(each) else 2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text
    )


def pad(text: str, width: int) -> str:
    """The text filled up with spaces to `width` cells."""
    return text + " " * (width - cells(text))


def wrapped(
    opening: str, text: str, further: str | None = None, width: int = WIDTH, *, cut: bool = True
) -> Iterator[str]:
    """The text after `opening`, going on below itself (or after `further`) where it does not fit. `cut`: a word that is
    wider than a line is cut into several."""
    indent = " " * cells(opening) if further is None else further
    line, begun = opening, False
    for word in text.split():
        for piece in _pieces(word, width - max(cells(opening), cells(indent))) if cut else (word,):
            if begun and cells(line) + 1 + cells(piece) > width:
                yield line.rstrip()
                line, begun = indent, False
            line += (" " if begun else "") + piece
            begun = True
    yield line.rstrip()


def folded(text: str, width: int) -> str:
    """The text with every line that is wider broken between words, and going on below where its own words begin. Words
    stay whole, so that a path can be copied; a row of a table stays as it is."""
    found: list[str] = []
    for line in text.split("\n"):
        if cells(line) <= width or line.startswith("|"):
            found.append(line)
        else:
            opening = _OPENING.match(line)
            lead = opening.group() if opening else ""
            found += wrapped(lead, line[len(lead) :], width=width, cut=False)
    return "\n".join(found)


def _pieces(word: str, width: int) -> Iterator[str]:
    """A word, cut where it is wider than a whole line: scripts without spaces come as one word."""
    while cells(word) > width:
        end = width if word.isascii() else width // 2
        yield word[:end]
        word = word[end:]
    yield word
