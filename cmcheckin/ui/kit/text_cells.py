"""Text cut, padded and wrapped to terminal cells, measured as Textual measures it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rich.cells import cell_len, set_cell_size

from cmcheckin.ui.glyphs import UNICODE, Glyphs
from cmcheckin.wording.formats import DAYS, MONTHS

MEASURE: Final = 80
"""Most cells of a line of running text, as longer ones are hard to follow."""
UNITS: Final = frozenset({"h", "m", "min", "d"})
"""Units that a line isn't broken before."""
MONTH_NAMES: Final = frozenset({*MONTHS, *(month[:3] for month in MONTHS)})
"""Names of months, which a line isn't broken before if the day comes first."""
DAY_NAMES: Final = frozenset(day[:3] for day in DAYS)
"""Short names of days, which a line isn't broken after if a date follows."""
BETWEEN: Final = frozenset({"·", "-"})
"""Marks between facts, which end a line but don't begin one."""


def fit(text: str, width: int, glyphs: Glyphs) -> str:
    """Return `text` as one line in at most `width` cells, cut with an ellipsis if it is longer."""
    text = " ".join(text.split("\n"))
    if cell_len(text) <= width:
        return text
    room = width - cell_len(glyphs.more)
    return set_cell_size(text, room).rstrip() + glyphs.more if room > 0 else set_cell_size(text, max(width, 0))


def fit_parts(parts: Sequence[str], width: int, glyphs: Glyphs, between: str = ", ") -> str:
    """Return `parts` joined by `between` in at most `width` cells. If they don't all fit, an ellipsis replaces the last
    ones. The first one is cut only if it is too long by itself."""
    shown = between.join(parts)
    for n in range(len(parts) - 1, 0, -1):
        if cell_len(shown) <= width:
            break
        shown = between.join((*parts[:n], glyphs.more))
    return shown if cell_len(shown) <= width else fit(between.join(parts), width, glyphs)


def pad(text: str, width: int, glyphs: Glyphs = UNICODE) -> str:
    """Return `text` in exactly `width` cells, with spaces at the right."""
    return set_cell_size(fit(text, width, glyphs), max(width, 0))


def align_right(text: str, width: int, glyphs: Glyphs = UNICODE) -> str:
    """Return `text` in exactly `width` cells, with spaces at the left."""
    cut = fit(text, width, glyphs)
    return " " * (width - cell_len(cut)) + cut


def align_points(numbers: Sequence[str]) -> list[str]:
    """Return `numbers` with spaces at the right, so that right-aligned their decimal points are in one column."""
    behind = [len(number) - number.index(".") if "." in number else 0 for number in numbers]
    most = max(behind, default=0)
    return [number + " " * (most - length) for number, length in zip(numbers, behind, strict=True)]


def wrap(text: str, width: int, most: int, glyphs: Glyphs) -> list[str]:
    """Return `text` broken at spaces into at most `most` lines of `width` cells, the last one cut with an ellipsis."""
    lines: list[str] = []
    words = _words(text, width)
    while words and len(lines) < most:
        taken = 1
        while taken < len(words) and cell_len(" ".join(words[: taken + 1])) <= width:
            taken += 1
        line = " ".join(words[:taken])
        if len(lines) == most - 1 and taken < len(words):
            line = fit(" ".join(words[: taken + 1]) + glyphs.more, width, glyphs)
        if taken == 1 and cell_len(line) > width:  # one long word, or a script without spaces: cut it anywhere
            head = set_cell_size(line, width).rstrip()
            words[:1] = [line[len(head) :].lstrip()]
            line = head if len(lines) < most - 1 else fit(line, width, glyphs)
            taken = 0
        lines.append(line)
        del words[:taken]
    return lines


def _words(text: str, width: int) -> list[str]:
    """Return the words of `text`. The parts of `9.5 h`, `1 h 30 min` and `Thu 19 Nov` stay together, and a mark stays
    with the word before it, unless that takes more than `width` cells."""
    words: list[str] = []
    for word in text.split():
        if not words or not _belongs(words[-1], word) or cell_len(longer := f"{words[-1]} {word}") > width:
            words.append(word)
            continue
        words[-1] = longer
        is_rest = word[0] == "m" and len(words) > 1 and words[-2].endswith(" h")
        if is_rest and cell_len(f"{words[-2]} {words[-1]}") <= width:
            words[-2:] = [f"{words[-2]} {words[-1]}"]
    return words


def _belongs(before: str, word: str) -> bool:
    """Return whether a line isn't broken between `before` and the next `word`."""
    if word in BETWEEN:
        return True
    end = word.rstrip(',.;:)”"')
    if before[-1].isdigit():
        return end in UNITS or end in MONTH_NAMES
    is_year = end.isdigit() and " " in before and before.rsplit(" ", 1)[1] in MONTH_NAMES
    return is_year or (word[0].isdigit() and before.lstrip("(") in DAY_NAMES)


def wrap_parts(parts: Sequence[str], between: str, width: int, most: int, glyphs: Glyphs) -> list[str]:
    """Return `parts` joined by `between` in at most `most` lines, broken between parts if each of them fits a line."""
    lines: list[str] = []
    for part in parts:
        if lines and cell_len(longer := f"{lines[-1]}{between}{part}") <= width:
            lines[-1] = longer
        else:
            lines.append(part)
    if len(lines) <= most and all(cell_len(line) <= width for line in lines):
        return lines
    return wrap(between.join(parts), width, most, glyphs)


def centre(text: str, width: int) -> str:
    """Return `text` in the middle of `width` cells, cut if it is longer."""
    gap = width - cell_len(text)
    return " " * (gap // 2) + text + " " * (gap - gap // 2) if gap >= 0 else pad(text, width)
