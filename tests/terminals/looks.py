"""What a terminal offers and what its user chose: colours, theme, characters, size."""

from __future__ import annotations

from typing import NamedTuple


class Look(NamedTuple):
    """One kind of terminal. Empty variables count as unset."""

    name: str
    environ: dict[str, str]
    theme: str = ""
    ascii_only: bool = False
    has_colour: bool = True
    few_colours: bool = False


UTF8 = {"LC_ALL": "C.UTF-8", "TERM": "xterm-256color", "COLORTERM": ""}
FEW = {"TERM": "xterm-16color"}
PLAIN = {"LC_ALL": "", "LANG": "C"}
LOOKS = (
    Look("256", UTF8),
    Look("256-light", UTF8, "light"),
    Look("256-contrast", UTF8, "high-contrast"),
    Look("16", UTF8 | FEW, few_colours=True),
    Look("16-light", UTF8 | FEW, "light", few_colours=True),
    Look("no-colour", UTF8 | {"NO_COLOR": "1"}, has_colour=False),
    Look("ascii", UTF8 | PLAIN, ascii_only=True),
    Look("ascii-no-colour", UTF8 | FEW | {"LC_ALL": "C", "NO_COLOR": "1"}, ascii_only=True, has_colour=False),
)
SIZES = ((70, 20), (80, 24), (120, 40), (200, 60))
