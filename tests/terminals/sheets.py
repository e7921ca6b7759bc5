"""Draw screens as one HTML page, to look at many together."""

from __future__ import annotations

import html
from collections.abc import Iterable
from itertools import groupby
from typing import Final

from pyte.screens import Char

from tests.terminals.tour import Shot

NAMED: Final = {
    "black": "#000000", "red": "#cd0000", "green": "#00cd00", "brown": "#cdcd00", "blue": "#0000ee",
    "magenta": "#cd00cd", "cyan": "#00cdcd", "white": "#e5e5e5", "brightblack": "#7f7f7f", "brightred": "#ff0000",
    "brightgreen": "#00ff00", "brightbrown": "#ffff00", "brightyellow": "#ffff00", "brightblue": "#5c5cff",
    "brightmagenta": "#ff00ff", "bfightmagenta": "#ff00ff", "brightcyan": "#00ffff", "brightwhite": "#ffffff",
}  # fmt: skip
"""The sixteen colours of xterm, by pyte's names."""
DEFAULT: Final = ("#d0d0d0", "#101010")
"""Text and background of a terminal whose program sets none."""


def colours(cell: Char) -> tuple[str, str]:
    """Return the colours of the text and of the background, as `#rrggbb`."""
    front, back = _hex(cell.fg, DEFAULT[0]), _hex(cell.bg, DEFAULT[1])
    return (back, front) if cell.reverse else (front, back)


def _hex(name: str, default: str) -> str:
    return default if name == "default" else NAMED.get(name) or f"#{name}"


def page(shots: Iterable[Shot]) -> str:
    """Return a page with all `shots`, each below its name."""
    parts = [
        f"<figure><figcaption>{html.escape(shot.name)}</figcaption><pre>{_body(shot)}</pre></figure>" for shot in shots
    ]
    return f"<meta charset=utf-8><style>{STYLE}</style>{''.join(parts)}"


STYLE: Final = """
body { margin: 4px; background: #777; }
figure { display: inline-block; margin: 4px; vertical-align: top; }
figcaption { font: bold 12px sans-serif; }
pre { font: 13px/15px 'DejaVu Sans Mono', monospace; margin: 0; }
span { display: inline-block; height: 15px; vertical-align: top; }
i { outline: 1px solid #f0f; font-style: normal; }
"""


def _body(shot: Shot) -> str:
    return "\n".join(_row(shot, y) for y in range(shot.rows))


def _row(shot: Shot, y: int) -> str:
    cells = list(enumerate(shot.cells[y][: shot.columns]))
    runs = groupby(cells, lambda pair: (*colours(pair[1]), pair[1].bold, pair[1].underscore, pair[0:1] == shot.cursor))
    parts = []
    for (front, back, bold, line, _), group in runs:
        style = f"color:{front};background:{back}"
        style += ";font-weight:bold" * bold + ";text-decoration:underline" * line
        text = "".join(
            f"<i>{html.escape(cell.data)}</i>" if shot.cursor == (x, y) else html.escape(cell.data) for x, cell in group
        )
        parts.append(f'<span style="{style}">{text}</span>')
    return "".join(parts)
