"""Messages that any widget may post to the app or its screen."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message


@dataclass
class Notified(Message):
    """Posted with a sentence to show in the last line."""

    text: str


class TextTyped(Message):
    """Posted when the draft is outdated although no answer changed: text was typed or the user moved."""


@dataclass
class TextCut(Message):
    """Posted when more is typed or pasted than the `limit` characters that a field takes."""

    limit: int


class TerminalGone(Message):
    """Posted when the input ended, as the window was closed or the connection broke."""
