"""Text broken into lines of so many cells. Wide characters count two, so that CJK text keeps to the margin too."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Final

WIDTH: Final = 80
"""Columns of text output: the narrowest terminal in use."""


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


def wrapped(opening: str, text: str, further: str | None = None, width: int = WIDTH) -> Iterator[str]:
    """The text after `opening`, going on below itself (or after `further`) where it does not fit."""
    indent = " " * cells(opening) if further is None else further
    line, begun = opening, False
    for word in text.split():
        for piece in _pieces(word, width - max(cells(opening), cells(indent))):
            if begun and cells(line) + 1 + cells(piece) > width:
                yield line.rstrip()
                line, begun = indent, False
            line += (" " if begun else "") + piece
            begun = True
    yield line.rstrip()


def _pieces(word: str, width: int) -> Iterator[str]:
    """A word, cut where it is wider than a whole line: scripts without spaces come as one word."""
    while cells(word) > width:
        end = width if word.isascii() else width // 2
        yield word[:end]
        word = word[end:]
    yield word
