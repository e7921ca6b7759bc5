"""The characters that screens draw with, in Unicode or in ASCII."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from cmcheckin.domain.named import NamedTuple
from cmcheckin.domain.text import is_unicode


class Glyphs(NamedTuple):
    """One set of characters. Each is one cell wide, except `arrows`, and in ASCII `enter` and `more`."""

    bar: str = "━"
    half_bar: str = "╸"  # the left half of a cell
    beyond: str = "═"  # the part of a bar beyond the usual
    late: str = "╍"  # the part of a bar after hours
    over: str = "▸"  # a bar that continues beyond the scale
    tick: str = "▏"  # a mark on the scale, at the left edge of its cell
    unknown: str = "·"
    nothing: str = "–"
    dash: str = "–"
    rule: str = "─"
    marker: str = "▌"  # left of the row that is selected
    beside: str = "▌"  # left of the other lines of a question with the focus
    left: str = "▐"  # around a chosen answer
    right: str = "▌"
    under: str = "▔"  # under the value that is edited
    bullet: str = "•"
    middle: str = "·"  # between two facts
    previous: str = "‹"
    next: str = "›"
    planned: str = "›"  # a day of leave to come
    up: str = "↑"
    down: str = "↓"
    enter: str = "⏎"
    arrows: str = "←→"
    more: str = "…"
    open_quote: str = "“"
    close_quote: str = "”"
    check: str = "✓"
    square: str = "■"  # a day of the year; if empty, `levels` or digits are drawn
    current: str = "●"  # the step on the screen
    ahead: str = "○"  # a step still to come
    levels: str = "▁▂▃▄▅▆▇█"  # a cell filled from below, in eighths
    hanging: str = ""  # the same from above; if empty, `levels` are drawn reversed
    above: str = "▴"  # more than usual
    below: str = "▾"


UNICODE: Final = Glyphs()
ASCII: Final = Glyphs(
    bar="=", half_bar="-", beyond="#", late="~", over=">", tick="|", unknown=".", nothing="-", dash="-", rule="-",
    marker=">", beside="|", left="[", right="]", under="^", bullet="*", middle="-", previous="<", next=">", planned="+",
    enter="enter", arrows="left/right", more="...", open_quote='"', close_quote='"', check="x", square="", current="*",
    ahead="o", up="^", down="v", levels="__::==##", hanging="''\"\"==##", above="+", below="-",
)  # fmt: skip


def glyphs_for(encoding: str | None, environ: Mapping[str, str]) -> Glyphs:
    """Return the characters for a terminal with `encoding`, and the locale and the name of `environ`.

    The fonts of the Linux console have at most 512 characters, and lack most of ours.
    """
    return UNICODE if is_unicode(encoding, environ) and environ.get("TERM") != "linux" else ASCII
