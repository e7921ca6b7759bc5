"""Messages that any widget may post to the app or its screen."""

from __future__ import annotations

from textual.message import Message


class TextCut(Message):
    """Posted when more is typed or pasted than the `limit` characters that a field takes."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self.limit = limit


class TerminalGone(Message):
    """Posted when the input ended, as the window was closed or the connection broke."""
