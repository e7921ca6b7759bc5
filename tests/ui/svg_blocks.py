"""Cells that are filled by eighths, drawn in a picture as a terminal draws them: to their edges, whatever the font."""

from __future__ import annotations

import re

WIDTH, HEIGHT = 12.2, 24.4
"""The size of a cell in Rich's pictures, in pixels."""
ABOVE = 18.5
"""The distance from the top of a cell to the baseline of its text, in pixels."""
LEVELS = "▁▂▃▄▅▆▇█"
TEXT = re.compile(
    r'<text class="(?P<cls>[^"]+)" x="(?P<x>[\d.]+)" y="(?P<y>[\d.]+)" textLength="[\d.]+" clip-path="[^"]+">'
    r"(?P<text>[^<]*)</text>"
)


def with_blocks_drawn(svg: str) -> str:
    """Return `svg` with every filled cell as a rectangle of its colour."""
    return TEXT.sub(_drawn, svg)


def _drawn(match: re.Match[str]) -> str:
    text = match["text"]
    if not any(char in LEVELS for char in text):
        return match[0]
    plain = re.sub(r"&#?\w+;", "x", text)  # one cell each
    left, base = float(match["x"]), float(match["y"])
    top = base - ABOVE
    found = [match[0].replace(f">{text}</text>", f">{re.sub(f'[{LEVELS}]', '&#160;', text)}</text>")]
    for run in re.finditer(f"([{LEVELS}])\\1*", plain):
        height = HEIGHT * (LEVELS.index(run[1]) + 1) / 8
        x, y = left + run.start() * WIDTH, top + HEIGHT - height
        size = f'width="{len(run[0]) * WIDTH:.2f}" height="{height:.2f}"'
        found.append(f'<rect class="{match["cls"]}" x="{x:.2f}" y="{y:.2f}" {size} shape-rendering="crispEdges"/>')
    return "".join(found)
