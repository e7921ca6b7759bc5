"""Text wrapped to lines, rows of tables, and bars of hours, measured in terminal cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from cmcheckin.wording.text_cells import EIGHTHS, bar, cells

WIDTH: Final = 80
"""Cells of a line of output: the narrowest terminal in use."""
_INDENT: Final = re.compile(r" *(?:[-*] )?")
"""Start of a line before its words: spaces, and the mark of a list."""


def wrapped(
    opening: str, text: str, further: str | None = None, width: int = WIDTH, *, cut: bool = True
) -> Iterator[str]:
    """Yield `text` wrapped to lines of `width` cells, the first after `opening`, the others after `further`.

    Without `further` they are indented as far as `opening`. With `cut`, a word wider than a line is cut into several.
    """
    indent = " " * cells(opening) if further is None else further
    line, has_word = opening, False
    for word in text.split():
        for piece in _pieces(word, width - max(cells(opening), cells(indent))) if cut else (word,):
            if has_word and cells(line) + 1 + cells(piece) > width:
                yield line.rstrip()
                line, has_word = indent, False
            line += (" " if has_word else "") + piece
            has_word = True
    yield line.rstrip()


def folded(text: str, width: int) -> str:
    """Return `text` with each line wider than `width` wrapped between words, and indented as its first line is.

    Words stay whole, so that a path can be copied. Rows of a Markdown table stay as they are.
    """
    found: list[str] = []
    for line in text.split("\n"):
        if cells(line) <= width or line.startswith("|"):
            found.append(line)
        else:
            match = _INDENT.match(line)
            indent = match.group() if match else ""
            found += wrapped(indent, line[len(indent) :], width=width, cut=False)
    return "\n".join(found)


def _pieces(word: str, width: int) -> Iterator[str]:
    """Yield `word` in pieces of at most `width` cells. A script without spaces comes as one long word."""
    while cells(word) > width:
        end = width if word.isascii() else width // 2
        yield word[:end]
        word = word[end:]
    yield word


def in_columns(values: Iterable[str], widths: Iterable[int]) -> str:
    """Return `values` as one row, each at the right of a column as wide as its item of `widths`, in cells."""
    return "".join(f"{value:>{width}}" for value, width in zip(values, widths, strict=True))


def hours_bar(hours: float, full: float, width: int) -> str:
    """Return a bar of `hours`, `full` of which fill `width` cells. No hours show as a thin line; past `full` it ends in
    an arrow."""
    return EIGHTHS[-1] * (width - 1) + "▶" if hours > full else bar(hours, full, width) or EIGHTHS[0]
