"""What is said in the line a reply is written in: where it will lie, and under whose name."""

from __future__ import annotations

from typing import Final

from cmcheckin.domain.text import shorten

BESIDE: Final = "beside their file, for all who read there"
NAME: Final = 24
"""Characters of a name that have room beside that."""
WHO: Final = "Your name, so that they know who it is from"
WHO_HINT: Final = "asked once; `name` in config.toml keeps it, empty goes without"
UNNAMED: Final = f"{BESIDE}; next: your name"


def sent_hint(sender: str) -> str:
    """`from Kim, beside their file, for all who read there`; who said not to be named is not asked again."""
    return f"from {shorten(sender, NAME)}, {BESIDE}" if sender else f"without a name, {BESIDE}"
