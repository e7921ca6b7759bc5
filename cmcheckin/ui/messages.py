"""Messages that any widget may post to the app or its screen."""

from __future__ import annotations

from textual.message import Message


class Notified(Message):
    """Posted with a sentence to show in the last line."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class TextTyped(Message):
    """Posted when the draft is outdated although no answer changed: text was typed or the user moved."""


class TextCut(Message):
    """Posted when more is typed or pasted than the `limit` characters that a field takes."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self.limit = limit


class TerminalGone(Message):
    """Posted when the input ended, as the window was closed or the connection broke."""
