"""Texts that stand in fields, by `page.field`, as a draft holds them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

UNENTERED: Final = ("wins.win", "escalations.title", "escalations.form")
"""Fields whose text becomes an answer only when it is entered."""
PLACES: Final = (
    "workload.days", "wins.looks", "wins.wins", "wins.current", "wins.editing",
    "escalations.carried", "escalations.fresh", "escalations.current", "escalations.form",
)  # fmt: skip
"""What says where the user was, and nothing of what they wrote; days may hold a third part, which is typed."""


def anything_written(typed: Mapping[str, str]) -> bool:
    """Whether there are words among it, and not only places."""
    return any(text and (name not in PLACES or text.count(":") > 1) for name, text in typed.items())


def unentered(typed: Mapping[str, str], page: str) -> bool:
    """Whether a page that was not come to since holds text nobody has entered."""
    return any(typed.get(name) for name in UNENTERED if name.startswith(f"{page}."))
