"""Questions answered with one digit."""

from __future__ import annotations

from typing import NamedTuple


class Scale(NamedTuple):
    """A rating from 1 to 5: the field it answers, the question, and a word for each digit."""

    field: str
    question: str
    words: tuple[str, str, str, str, str]

    def word(self, value: int | None) -> str:
        """The word of an answer; empty when there is none."""
        return self.words[value - 1] if value else ""
