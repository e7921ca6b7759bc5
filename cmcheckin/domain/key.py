"""Natural keys: what makes two records the same one."""

from __future__ import annotations

from typing import NamedTuple


class Key(NamedTuple):
    """`type` as in the interchange format; `id` is the ISO date of a check-in or workday, the id of an escalation,
    and `kind@at` of a nudge state."""

    type: str
    id: str

    def __str__(self) -> str:
        return f"{self.type} {self.id}"
