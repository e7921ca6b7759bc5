"""The few marks the screens are drawn with, in the terminal's own alphabet."""

from __future__ import annotations

from typing import Final, NamedTuple


class Glyphs(NamedTuple):
    """One set of marks, one cell wide unless said."""

    bar: str = "━"
    half_bar: str = "╸"  # the left half of a cell
    over: str = "▸"  # a bar that goes on beyond the scale
    tick: str = "▏"  # a place on the scale, at the left edge of its cell
    unknown: str = "·"
    nothing: str = "–"
    dash: str = "–"
    rule: str = "─"
    marker: str = "▌"  # left of the row that is selected
    left: str = "▐"  # around a chosen word
    right: str = "▌"
    under: str = "▔"  # under the value that is edited
    bullet: str = "•"
    middle: str = "·"  # between two facts
    previous: str = "‹"
    next: str = "›"
    up: str = "↑"
    down: str = "↓"
    enter: str = "⏎"
    arrows: str = "←→"
    more: str = "…"
    open_quote: str = "“"
    close_quote: str = "”"
    check: str = "✓"
    levels: str = "▁▂▃▄▅▆▇█"  # a cell filled from below, by eighths
    hanging: str = ""  # the same from above; empty: drawn by turning `levels` over
    above: str = "▴"  # more than usual
    below: str = "▾"


UNICODE: Final = Glyphs()
ASCII: Final = Glyphs(
    bar="=",
    half_bar="-",
    over=">",
    tick="|",
    unknown=".",
    nothing="-",
    dash="-",
    rule="-",
    marker=">",
    left="[",
    right="]",
    under="^",
    bullet="*",
    middle="-",
    previous="<",
    next=">",
    up="^",
    down="v",
    enter="enter",  # five cells
    arrows="left/right",  # ten cells
    more="...",  # three cells
    open_quote='"',
    close_quote='"',
    check="x",
    levels="__::==##",
    hanging="''\"\"==##",
    above="+",
    below="-",
)


def glyphs_for(encoding: str | None, locale: str | None = None) -> Glyphs:
    """The marks a terminal with this encoding can show; the plain ones when it is not known to be UTF-8, and where
    LC_ALL is set to plain C: Python writes UTF-8 there all the same."""
    utf8 = (encoding or "").lower().replace("-", "").replace("_", "") == "utf8"
    return UNICODE if utf8 and locale not in ("C", "POSIX") else ASCII
