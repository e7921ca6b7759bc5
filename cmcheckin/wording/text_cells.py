"""Text measured in terminal cells, and bars drawn in them. A wide character, such as a CJK one, takes two cells."""

from __future__ import annotations

import unicodedata

from cmcheckin.domain.numbers import whole

EIGHTHS: str = "▏▎▍▌▋▊▉█"
"""Blocks that fill a cell from the left by one to eight eighths."""
DRAWING: str = "".join(map(chr, (*range(0x2190, 0x2200), *range(0x2500, 0x2600), *range(0x2800, 0x2900))))
"""Arrows, lines, boxes, blocks, shapes and Braille patterns, which draw something and can't be read aloud."""


def cells(text: str) -> int:
    """Return how many cells `text` takes."""
    # The screens measure with rich, in `ui/kit/text_cells`: it may not be imported here, and gives other widths for
    # 2,139 assigned characters, most of them combining marks and emoji.
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def pad(text: str, width: int) -> str:
    """Return `text` filled up with spaces at the right to `width` cells."""
    return text + " " * (width - cells(text))


def fit(text: str, width: int) -> str:
    """Return `text` in at most `width` cells, its end replaced by an ellipsis if it is longer."""
    if cells(text) <= width:
        return text
    kept = text[: max(width - 1, 0)]
    while kept and cells(kept) > width - 1:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def sides(left: str, right: str, width: int) -> str:
    """Return `left` and `right` at the two ends of a line of `width` cells, with at least a space between them."""
    return left + " " * max(width - cells(left) - cells(right), 1) + right


def bar(amount: float, full: float, width: int, blocks: str = EIGHTHS) -> str:
    """Return a bar of `amount` on a scale where `full` fills `width` cells; what exceeds it isn't drawn.

    `blocks` are the characters that fill a cell in equal steps, the last one all of it. An amount above 0 takes at
    least one step.
    """
    steps = whole(min(amount, full) * width / full * len(blocks))
    if amount > 0:
        steps = max(steps, 1)
    filled, rest = divmod(steps, len(blocks))
    return blocks[-1] * filled + (blocks[rest - 1] if rest else "")
