"""The fact in the line shown after a check-in. `insight` finds it, and `wording` puts it in words."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple, TypeAlias

ClosingKind: TypeAlias = Literal[
    "hard", "year_ago", "thanks", "first_evening", "weekend", "resolved", "wins",
]  # fmt: skip


class Closing(NamedTuple):
    """A fact of the given `kind` about the day `on`: a `number`, and a `text` and a `name` that the user typed."""

    kind: ClosingKind
    on: date
    number: int = 0
    text: str = ""
    name: str = ""
    of_name: int = 0
    """How many of `number` are from `name`."""
