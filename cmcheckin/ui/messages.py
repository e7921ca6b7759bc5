"""What is told across the whole program."""

from __future__ import annotations

from textual.message import Message


class TextCut(Message):
    """More was typed or pasted than a field keeps; `limit` is what it keeps, in characters."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self.limit = limit


class TerminalGone(Message):
    """The input ended: the window was closed, or the connection broke."""
