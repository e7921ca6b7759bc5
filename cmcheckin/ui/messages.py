"""What is told across the whole program."""

from __future__ import annotations

from textual.message import Message


class TerminalGone(Message):
    """The input ended: the window was closed, or the connection broke."""
