"""The fact that the last line after a check-in mentions. `insight` finds it, and `wording` puts it in words."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple, TypeAlias

ClosingKind: TypeAlias = Literal[
    "hard", "year_ago", "thanks", "first_evening", "weekend", "resolved", "wins",
]  # fmt: skip


class Closing(NamedTuple):
    """A fact: its kind, the day it is about, a number, and a text and a name of the user's."""

    kind: ClosingKind
    on: date
    number: int = 0
    text: str = ""
    name: str = ""
    of_name: int = 0
    """How many of `number` are from `name`."""
